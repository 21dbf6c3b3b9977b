"""The numbers of a brief as they are set: four cards in a row, and small tables, one over the page or two in a row."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from docx.document import Document as WordDocument
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Length, Pt, RGBColor
from docx.table import _Cell

from whitepaper.files.properties import writable
from whitepaper.files.word_parts import border, rule_off, settle_row
from whitepaper.files.word_types import CARD, CELL, FIGURE, HEADING, SMALL, TEXT_WIDTH, wide
from whitepaper.model.text import ems
from whitepaper.printed.wording import in_parts
from whitepaper.telling.palette import PAPER, parts

CARDS = 4
JOINED = "\u200d\ufeff"
"""At which no line ends: Word's own sign of no width (无宽度非分隔符), and that of Unicode for other programs."""
NAME, VALUE, PERIOD, CHANGE, SOURCE = "name", "value", "period", "change", "source"
TESTED, PASSED = "tested", "passed"
HEADINGS = {NAME: "指标", VALUE: "数值", PERIOD: "期间", CHANGE: "比上年", SOURCE: "出处"}
WIDTHS = {
    VALUE: (Cm(3.9), Cm(2.6)),
    PERIOD: (Cm(2.8), Cm(1.9)),
    CHANGE: (Cm(4.6), Cm(2.6)),
    SOURCE: (Cm(1.2), Cm(1.2)),
    TESTED: (Cm(3.9), Cm(2.4)),
    PASSED: (Cm(3.9), Cm(2.4)),
}
"""Columns to their widths in a table over the page and in one of two; the names have the rest."""
GAP, CELL_MARGINS = Cm(0.5), Cm(0.4)
GROUND = "F2F5FA"
LINE, CARD_SIDE, BELOW, UNIT_SIZE = 0.5, 4, 5, 10.5
"""Points: of a line between two rows; beside and below the text of a card; of the letters of a unit."""
RAISED = 0.65
"""Size of what is raised, as a part of the letters beside it."""
FIGURE_WIDE, SMALLEST = 0.66, 12
"""Width of a bold figure in ems, and the least size of the figures of a card, in points."""


ROOM = (TEXT_WIDTH / CARDS - CELL_MARGINS) / Pt(1) - CARD_SIDE - 6
"""Of a line of a card, in points."""


@dataclass(frozen=True)
class Card:
    """One number. number: of its source; aside: its period and its change; edge: colour of its left edge."""

    name: str
    value: str
    source: str
    aside: tuple[str, ...]
    edge: str = ""

    @property
    def height(self) -> float:
        """Estimated height in points."""
        said = sum(SMALL.height(text, ROOM) for text in self.aside)
        figures, unit = self._widths
        figure = math.ceil((figures * self.size + unit) / ROOM) * FIGURE.line
        raised = wide(self.source) * RAISED * CARD.size
        return CARD.height(self.name, ROOM - raised) + figure + said + BELOW

    @property
    def size(self) -> float:
        """Of the letters of its figures, in points: as large as they are on one line with their unit."""
        figures, unit = self._widths
        return max(SMALLEST, min(FIGURE.size, math.floor(2 * (ROOM - unit) / figures) / 2))

    @property
    def _widths(self) -> tuple[float, float]:
        """Of its figures in ems, of what stands beside them in points."""
        before, figures, behind = in_parts(self.value)
        marks = sum(figures.count(mark) for mark in ",.")
        return ems(figures, FIGURE_WIDE) - marks * FIGURE_WIDE / 2, wide(before + behind) * UNIT_SIZE


@dataclass(frozen=True)
class Small:
    """A table of one kind.

    columns: of NAME to SOURCE; rows: as many texts each; headings: of columns that are called otherwise than HEADINGS
    has it.
    """

    heading: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    is_half: bool = False
    headings: Mapping[str, str] = field(default_factory=dict)

    @property
    def width(self) -> Length:
        """Of the whole table."""
        return Length((TEXT_WIDTH - GAP) // 2) if self.is_half else TEXT_WIDTH

    @property
    def head(self) -> tuple[str, ...]:
        """The headings of its columns."""
        return tuple(self.headings.get(name, HEADINGS.get(name, "")) for name in self.columns)

    @property
    def widths(self) -> list[Length]:
        """Of its columns: as wide as their texts, within what WIDTHS leaves to the names, which have the rest."""
        own: dict[str, Length] = {}
        for name, *texts in zip(self.columns, self.head, *self.rows, strict=True):
            if name != NAME:
                wanted = round(max(map(wide, texts)) * Pt(CELL.size)) + CELL_MARGINS + Pt(2)
                own[name] = Length(min(wanted, WIDTHS[name][self.is_half]))
        own[NAME] = Length(self.width - sum(own.values()))
        return [own[name] for name in self.columns]

    @property
    def height(self) -> float:
        """Estimated height with its heading, in points."""
        used = HEADING.height(self.heading, self.width / Pt(1))
        for row in (self.head, *self.rows):
            cells = zip(row, self.widths, strict=True)
            used += max(CELL.height(text, (width - CELL_MARGINS) / Pt(1)) for text, width in cells) + LINE
        return used


def height(cards: Sequence[Card], tables: Sequence[tuple[Small, ...]]) -> float:
    """Estimated height of all of them, in points."""
    used = max((card.height for card in cards), default=0) + (4 if cards else 0)
    return used + sum(max(one.height for one in row) + (4 if len(row) > 1 else 0) for row in tables)


def set_cards(document: WordDocument, cards: Sequence[Card]) -> None:
    """The cards side by side."""
    table = document.add_table(1, len(cards))
    table.alignment, table.autofit = WD_TABLE_ALIGNMENT.CENTER, False
    settle_row(table.rows[0], is_head=False)
    for column in table.columns:
        column.width = Length(TEXT_WIDTH // CARDS)
    for cell, card in zip(table.rows[0].cells, cards, strict=True):
        cell.width = Length(TEXT_WIDTH // CARDS)
        _paint(cell, card.edge or PAPER.other)
        first = cell.paragraphs[0]
        first.style = CARD.name
        first.add_run(writable(card.name))
        first.add_run(f"{JOINED}{card.source}").font.superscript = True
        number = cell.add_paragraph(style=FIGURE.name)
        for text, is_large in zip(in_parts(card.value), (False, True, False), strict=True):
            run = number.add_run(writable(text))
            run.font.size = Pt(card.size if is_large else UNIT_SIZE)
            run.bold = is_large
        for place, text in enumerate(card.aside):
            run = cell.add_paragraph(style=SMALL.name).add_run(writable(text))
            if place and card.edge:
                run.bold, run.font.color.rgb = True, RGBColor(*parts(card.edge))
        for paragraph in cell.paragraphs:
            paragraph.paragraph_format.left_indent = Pt(CARD_SIDE)
        cell.paragraphs[-1].paragraph_format.space_after = Pt(BELOW)


def set_tables(document: WordDocument, tables: Sequence[tuple[Small, ...]]) -> None:
    """Each row of tables: one below its heading, or two side by side."""
    for row in tables:
        if len(row) == 1:
            document.add_paragraph(writable(row[0].heading), style=HEADING.name).paragraph_format.keep_with_next = True
            _fill(document.add_table(1 + len(row[0].rows), len(row[0].columns)), row[0])
            continue
        for cell, one in zip(beside(document, row[0].width), row, strict=True):
            cell.paragraphs[0].style = HEADING.name
            cell.paragraphs[0].add_run(writable(one.heading))
            _fill(cell.add_table(1 + len(one.rows), len(one.columns)), one)
            cell.paragraphs[-1].paragraph_format.line_spacing = Pt(1)  # Word wants one behind a table in a cell
            cell.paragraphs[-1].paragraph_format.space_after = Pt(0)


def beside(document: WordDocument, width: Length) -> tuple[_Cell, _Cell]:
    """Two places of a width, side by side."""
    frame = document.add_table(1, 3)
    frame.alignment, frame.autofit = WD_TABLE_ALIGNMENT.CENTER, False
    _bare(frame)
    settle_row(frame.rows[0], is_head=False)
    for column, cell, own in zip(frame.columns, frame.rows[0].cells, (width, Length(GAP), width), strict=True):
        column.width = cell.width = own
    left, _, right = frame.rows[0].cells
    return left, right


def _fill(table: Any, one: Small) -> None:
    table.alignment, table.autofit = WD_TABLE_ALIGNMENT.CENTER, False
    rule_off(table, {"top": 8, "bottom": 8, "insideH": 4}, PAPER.other.removeprefix("#"))
    for column, width in zip(table.columns, one.widths, strict=True):
        column.width = width
    for place, (row, texts) in enumerate(zip(table.rows, (one.head, *one.rows), strict=True)):
        for cell, text, width, name in zip(row.cells, texts, one.widths, one.columns, strict=True):
            cell.width = width
            paragraph = cell.paragraphs[0]
            paragraph.style = CELL.name
            paragraph.alignment = WD_ALIGN_PARAGRAPH.LEFT if name == NAME else WD_ALIGN_PARAGRAPH.RIGHT
            paragraph.add_run(writable(text)).bold = place == 0
        settle_row(row, is_head=place == 0)


def _paint(cell: _Cell, edge: str) -> None:
    """A light ground, and a thick left edge that says how the number is judged."""
    properties = cell._tc.get_or_add_tcPr()
    borders = OxmlElement("w:tcBorders")
    borders.append(border("w:left", 36, edge.removeprefix("#")))
    borders.append(border("w:right", 36, "FFFFFF"))
    shade = OxmlElement("w:shd")
    for name, value in {"val": "clear", "color": "auto", "fill": GROUND}.items():
        shade.set(qn(f"w:{name}"), value)
    properties.extend([borders, shade])


def _bare(table: Any) -> None:
    """No room beside what stands in the cells of a frame."""
    margins = OxmlElement("w:tblCellMar")
    for side in ("left", "right"):
        margin = OxmlElement(f"w:{side}")
        margin.set(qn("w:w"), "0")
        margin.set(qn("w:type"), "dxa")
        margins.append(margin)
    table._tbl.tblPr.find(qn("w:tblLook")).addprevious(margins)
