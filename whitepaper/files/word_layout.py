"""The typesetting of a brief: one A4 page of Word with title, table, picture, lists and small print."""

from __future__ import annotations

import io
import math
from collections.abc import Sequence
from dataclasses import dataclass

from docx import Document
from docx.document import Document as WordDocument
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.image.image import Image
from docx.oxml.ns import qn
from docx.shared import Cm, Length, Pt, RGBColor
from docx.styles.style import ParagraphStyle

from whitepaper.files.properties import Properties, writable
from whitepaper.files.word_parts import A4, prepare, rule_off, saved, settle_row
from whitepaper.model.text import FONT, ems
from whitepaper.telling.palette import PAPER, parts

PAGE_WIDTH, PAGE_HEIGHT = A4
SIDE, TOP, BOTTOM, FOOTER = Cm(1.6), Cm(1.4), Cm(1.7), Cm(0.8)
COLUMNS = {4: (Cm(7.6), Cm(4.8), Cm(4.0), Cm(1.4)), 5: (Cm(6.0), Cm(3.7), Cm(3.0), Cm(3.8), Cm(1.3))}
"""Widths of the columns of the table, by how many there are."""
CELL_MARGINS = Cm(0.4)
CHART_WIDTH, CHART_HEIGHT = Cm(17.0), Cm(8.5)
CHART_PIXELS = 740
"""Width of a picture when it is drawn: letters of 16 pixels are 10.4 points then."""
CHART_SPACE = Pt(12)
RESERVE = Pt(24)
NARROW = 0.62  # width of a figure or Latin letter, in ems; Chinese characters are one em wide


@dataclass(frozen=True)
class _Type:
    """A paragraph style: size of letters, exact height of a line, space around, all in points."""

    name: str
    size: float
    line: float
    before: float = 0
    after: float = 0
    is_bold: bool = False

    def height(self, text: str, width: float) -> float:
        """Height of a paragraph of this text, `width` points wide."""
        lines = sum(max(1, math.ceil(ems(line, NARROW) * self.size / width)) for line in text.split("\n"))
        return self.before + lines * self.line + self.after


TITLE = _Type("Title", 18, 26, after=2, is_bold=True)
HEADING = _Type("Heading 1", 11.5, 17, before=8, after=3, is_bold=True)
BODY = _Type("Normal", 10.5, 15.5, after=5)
POINT = _Type("List Bullet", 10.5, 16.5)
CELL = _Type("Brief Table", 9.5, 13.5, before=2, after=2)
SMALL = _Type("Brief Notes", 9, 12.5)
FOOT = _Type("Footer", 9, 12.5)
TYPES = (TITLE, HEADING, BODY, POINT, CELL, SMALL, FOOT)


@dataclass(frozen=True)
class Points:
    """A list of points under a heading."""

    heading: str
    points: tuple[str, ...]


@dataclass(frozen=True)
class Picture:
    """A chart on the page: a PNG drawn CHART_PIXELS wide, without words around it.

    heading: stands above it; words: what it shows, for who cannot see it; remarks: below it, the source among them.
    """

    content: bytes
    heading: str
    words: str
    remarks: tuple[str, ...]

    @property
    def size(self) -> tuple[Length, Length]:
        """Width and height on the page: as wide as it may be, unless it gets too high."""
        image = Image.from_blob(self.content)
        scale = min(CHART_WIDTH / image.px_width, CHART_HEIGHT / image.px_height)
        return Length(int(image.px_width * scale)), Length(int(image.px_height * scale))

    @property
    def said(self) -> str:
        """The remarks in one line."""
        return "　".join(self.remarks)

    @property
    def height(self) -> float:
        """Estimated height with its words, in points."""
        words = HEADING.height(self.heading, _text_width()) + SMALL.height(self.said, _text_width())
        return (self.size[1] + CHART_SPACE) / Pt(1) + words


@dataclass(frozen=True)
class Page:
    """The texts of a page from top to bottom; the picture comes after the table.

    cells: the table, head first, of as many columns as COLUMNS knows; a head alone is not drawn.
    """

    title: str
    headline: str
    cells: Sequence[Sequence[str]]
    lists: Sequence[Points]
    notes: Sequence[str]

    def height(self, picture: Picture | None) -> float:
        """Estimated height in points, with a picture or without."""
        width = _text_width()
        used = TITLE.height(self.title, width) + BODY.height(self.headline, width)
        for cells in self.cells:
            columns = zip(cells, COLUMNS[len(cells)], strict=True)
            used += max(CELL.height(text, (column - CELL_MARGINS) / Pt(1)) for text, column in columns) + 0.5
        if picture is not None:
            used += picture.height
        for one in self.lists:
            used += HEADING.height(one.heading, width)
            used += sum(POINT.height(point, width - 20) for point in one.points)
        return used + HEADING.before + sum(SMALL.height(note, width) for note in self.notes)


def one_page(tried: Sequence[Page], picture: Picture | None, properties: Properties) -> bytes:
    """The first page that fits, else the last, as a file; the same bytes for the same input.

    tried: fullest first; picture: None for a page without one.
    """
    room = (PAGE_HEIGHT - TOP - BOTTOM - RESERVE) / Pt(1)
    page = next((one for one in tried if one.height(picture) <= room), tried[-1])

    document = Document()
    _prepare(document)
    document.add_paragraph(writable(page.title), style=TITLE.name)
    document.add_paragraph(style=BODY.name).add_run(writable(page.headline)).bold = True
    if len(page.cells) > 1:
        _table(document, page.cells)
    if picture is not None:
        _picture(document, picture)
    for one in page.lists:
        document.add_paragraph(writable(one.heading), style=HEADING.name)
        for point in one.points:
            document.add_paragraph(writable(point), style=POINT.name)
    for place, note in enumerate(page.notes):
        paragraph = document.add_paragraph(writable(note), style=SMALL.name)
        if place == 0:
            paragraph.paragraph_format.space_before = Pt(HEADING.before)
    version, mark = properties.dataset_version, properties.fingerprint
    footer = f"数据版本 {version}　指纹 {mark}　{properties.made:%Y-%m-%d} 制"
    document.sections[0].footer.paragraphs[0].text = writable(footer)
    return saved(document, properties)


def _prepare(document: WordDocument) -> None:
    """A4, the styles of TYPES, and one font for Latin and Chinese in every style."""
    prepare(document, FONT, FONT)
    section = document.sections[0]
    section.left_margin = section.right_margin = SIDE
    section.top_margin, section.bottom_margin, section.footer_distance = TOP, BOTTOM, FOOTER
    for kind in (CELL, SMALL):
        document.styles.add_style(kind.name, WD_STYLE_TYPE.PARAGRAPH)
    for kind in TYPES:
        style = document.styles[kind.name]
        assert isinstance(style, ParagraphStyle)
        style.font.name, style.font.size, style.font.bold = FONT, Pt(kind.size), kind.is_bold
        style.font.color.rgb = RGBColor(*parts(PAPER.text))
        style.element.get_or_add_rPr().rFonts.set(qn("w:eastAsia"), FONT)
        form = style.paragraph_format
        form.line_spacing, form.space_before, form.space_after = Pt(kind.line), Pt(kind.before), Pt(kind.after)
        form.keep_with_next = False
        for border in list(style.element.iter(qn("w:pBdr"))):
            border.getparent().remove(border)


def _table(document: WordDocument, cells: Sequence[Sequence[str]]) -> None:
    columns = COLUMNS[len(cells[0])]
    table = document.add_table(len(cells), len(columns))
    table.alignment, table.autofit = WD_TABLE_ALIGNMENT.CENTER, False
    rule_off(table, {"top": 8, "bottom": 8, "insideH": 4}, PAPER.other.removeprefix("#"))
    for column, width in zip(table.columns, columns, strict=True):
        column.width = width
    for place, (row, texts) in enumerate(zip(table.rows, cells, strict=True)):
        for cell, text, width in zip(row.cells, texts, columns, strict=True):
            cell.width = width
            paragraph = cell.paragraphs[0]
            paragraph.style = CELL.name
            paragraph.add_run(writable(text)).bold = place == 0
        settle_row(row, is_head=place == 0)


def _picture(document: WordDocument, picture: Picture) -> None:
    document.add_paragraph(writable(picture.heading), style=HEADING.name).paragraph_format.keep_with_next = True
    paragraph = document.add_paragraph(style=BODY.name)
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    paragraph.paragraph_format.line_spacing = 1.0
    paragraph.paragraph_format.keep_with_next = True
    shape = paragraph.add_run().add_picture(io.BytesIO(picture.content), *picture.size)
    shape._inline.docPr.set("descr", writable(picture.words))
    document.add_paragraph(writable(picture.said), style=SMALL.name)


def _text_width() -> float:
    return (PAGE_WIDTH - 2 * SIDE) / Pt(1)
