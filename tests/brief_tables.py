"""What stands in the number cards and tables of a brief, read back from the file."""

import re

from docx.document import Document as WordDocument
from docx.oxml.ns import qn
from docx.table import Table
from docx.text.paragraph import Paragraph

from whitepaper.files.brief_tables import JOINED


def tables(document: WordDocument) -> list[tuple[str, Table]]:
    """Heading and table of each small table of key numbers, also of two side by side."""
    return [(heading, table) for heading, table in every_table(document) if table.rows[0].cells[0].text == "指标"]


def every_table(document: WordDocument) -> list[tuple[str, Table]]:
    """Heading and table of each small table, that of the lowest rates too."""
    found, heading = [], ""
    for block in document.element.body:
        if block.tag == qn("w:p"):
            heading = Paragraph(block, document).text
        elif block.tag == qn("w:tbl"):
            table = Table(block, document)
            inner = [(cell.paragraphs[0].text, one) for cell in table.rows[0].cells for one in cell.tables]
            found += inner or ([(heading, table)] if table.rows[0].cells[0].text in ("指标", "项目") else [])
    return found


def cards(document: WordDocument) -> list[list[str]]:
    """The paragraphs of each number card."""
    return [[one.text for one in cell.paragraphs] for cell in document.tables[0].rows[0].cells]


def lines(document: WordDocument) -> list[dict[str, str]]:
    """All numbers by the headings of their columns, those of the cards first."""
    found = []
    for name, value, period, *moved in cards(document):
        change = {"比上年": moved[0].removeprefix("比上年")} if moved else {}
        bare, number = re.fullmatch(rf"(.*){JOINED}(\[\d+\])", name, re.DOTALL).groups()  # type: ignore[union-attr]
        found.append({"指标": bare, "数值": value, "期间": period, "出处": number, **change})
    for heading, table in tables(document):
        head, *rows = [[cell.text for cell in row.cells] for row in table.rows]
        said = re.search(r"（([^（）]+)）$", heading)
        found += [({"期间": said[1]} if said else {}) | dict(zip(head, row, strict=True)) for row in rows]
    return found
