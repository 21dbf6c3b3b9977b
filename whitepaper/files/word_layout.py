"""The typesetting of a brief: one A4 page of Word with title, table, picture, lists and small print."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations, pairwise

from docx import Document
from docx.document import Document as WordDocument
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.image.image import Image
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Length, Pt, RGBColor
from docx.styles.style import ParagraphStyle
from docx.table import _Cell
from docx.text.paragraph import Paragraph

from whitepaper.files import brief_tables
from whitepaper.files.brief_tables import Card, Small
from whitepaper.files.properties import Properties, writable
from whitepaper.files.word_parts import A4, border, prepare, saved
from whitepaper.files.word_types import (
    BODY,
    HEADING,
    HEADLINE,
    OWN_TYPES,
    POINT,
    SIDE,
    SMALL,
    TEXT_WIDTH,
    TITLE,
    TYPES,
    Type,
)  # fmt: skip
from whitepaper.model.text import FONT, broken, ems
from whitepaper.telling.palette import PAPER, parts

_, PAGE_HEIGHT = A4
TOP, BOTTOM, FOOTER = Cm(1.4), Cm(1.7), Cm(0.8)
CHART_WIDTH, CHART_HEIGHT, HALF_HEIGHT = Cm(17.0), Cm(11.5), Cm(8.5)
HALF_WIDTH = Length((TEXT_WIDTH - brief_tables.GAP) // 2)
HALF_CHART = Length(HALF_WIDTH - Cm(0.4))
"""Of the place of one of two charts side by side, and of the chart in it."""
CHART_PIXELS = 740
"""Width of a picture when it is drawn."""
LETTERS, LEAST_LETTERS = 16 * (CHART_WIDTH / Pt(1)) / CHART_PIXELS, 9
"""Size of the letters of a picture that is as wide as it may be, and the least that is read, in points."""
HALF_PIXELS = round(CHART_PIXELS * HALF_CHART / CHART_WIDTH)
"""The same of one of two side by side, whose letters are as large."""
CHART_SPACE = Pt(12)
RESERVE = Pt(24)
MOST_LINES = 3
"""Of a headline."""
_CLAUSE = re.compile(r"[^，；：]*[，；：]+|[^，；：]+$")
RULE = 12
"""Thickness of the line under the title, in eighths of a point."""


@dataclass(frozen=True)
class Points:
    """A list of points under a heading. rest: where those are that the page has no room for, empty for nowhere else."""

    heading: str
    points: tuple[str, ...]
    rest: str = ""


@dataclass(frozen=True)
class Picture:
    """A chart on the page: a PNG drawn CHART_PIXELS or HALF_PIXELS wide, without words around it.

    heading: stands above it; words: what it shows, for who cannot see it; remarks: below it, the source among them;
    is_half: it is one of two side by side.
    """

    content: bytes
    heading: str
    words: str
    remarks: tuple[str, ...]
    is_half: bool = False

    @property
    def room(self) -> Length:
        """The width that it and its words have."""
        return HALF_WIDTH if self.is_half else TEXT_WIDTH

    @property
    def size(self) -> tuple[Length, Length]:
        """Width and height on the page: as wide as it may be, unless it gets too high."""
        image = Image.from_blob(self.content)
        scale = min(self._widest / image.px_width, (HALF_HEIGHT if self.is_half else CHART_HEIGHT) / image.px_height)
        return Length(int(image.px_width * scale)), Length(int(image.px_height * scale))

    @property
    def is_read(self) -> bool:
        """Whether its letters are large enough: one that is too high for its place has smaller ones."""
        return LETTERS * self.size[0] / self._widest >= LEAST_LETTERS

    @property
    def _widest(self) -> Length:
        return HALF_CHART if self.is_half else CHART_WIDTH

    @property
    def said(self) -> str:
        """The remarks in one line."""
        return "　".join(self.remarks)

    @property
    def height(self) -> float:
        """Estimated height with its words, in points."""
        width = self.room / Pt(1)
        words = HEADING.height(self.heading, width) + SMALL.height(self.said, width)
        return (self.size[1] + CHART_SPACE) / Pt(1) + words


@dataclass(frozen=True)
class Page:
    """The texts of a page from top to bottom; the pictures come after the cards. tables: rows of one or two."""

    title: str
    headline: str
    cards: Sequence[Card]
    tables: Sequence[tuple[Small, ...]]
    lists: Sequence[Points]
    notes: Sequence[str]

    @property
    def headed(self) -> tuple[str, ...]:
        """The headline on its lines, without a full stop: broken between its clauses where these fit, in no number."""
        text, widest = self.headline.removesuffix("。"), TEXT_WIDTH / Pt(HEADLINE.size) - 1
        clauses = _CLAUSE.findall(text)
        for count in range(1, min(MOST_LINES, len(clauses)) + 1):
            ends = combinations(range(1, len(clauses)), count - 1)
            tried = (tuple(map("".join, _between(clauses, one))) for one in ends)
            lines = min(tried, key=lambda own: max(map(ems, own)))
            if max(map(ems, lines)) <= widest:
                return lines
        return broken(text, widest, MOST_LINES)

    def height(self, pictures: Sequence[Picture]) -> float:
        """Estimated height in points. pictures: none, one, or two side by side."""
        used = TITLE.height(self.title) + HEADLINE.height("\n".join(self.headed))
        used += brief_tables.height(self.cards, self.tables)
        used += max((one.height for one in pictures), default=0)
        for one in self.lists:
            used += HEADING.height(one.heading)
            used += sum(POINT.height(point, TEXT_WIDTH / Pt(1) - 20) for point in one.points)
        return used + HEADING.before + sum(map(SMALL.height, self.notes))


def _between(clauses: Sequence[str], ends: Sequence[int]) -> Iterator[Sequence[str]]:
    """The clauses in as many parts as there are ends, and one more."""
    for start, end in pairwise((0, *ends, len(clauses))):
        yield clauses[start:end]


def one_page(tried: Sequence[Page], pictures: Sequence[Picture], properties: Properties) -> bytes:
    """The first page that fits, else the last, as a file; the same bytes for the same input.

    tried: fullest first; pictures: none, one, or two that stand side by side.
    """
    room = (PAGE_HEIGHT - TOP - BOTTOM - RESERVE) / Pt(1)
    page = next((one for one in tried if one.height(pictures) <= room), tried[-1])

    document = Document()
    _prepare(document)
    _head(document, page.title)
    document.add_paragraph(writable("\n".join(page.headed)), style=HEADLINE.name)
    if page.cards:
        brief_tables.set_cards(document, page.cards)
    _set_pictures(document, pictures)
    brief_tables.set_tables(document, page.tables)
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
    for kind in OWN_TYPES:
        document.styles.add_style(kind.name, WD_STYLE_TYPE.PARAGRAPH)
    for kind in TYPES:
        style = document.styles[kind.name]
        assert isinstance(style, ParagraphStyle)
        style.font.name, style.font.size, style.font.bold = FONT, Pt(kind.size), kind.is_bold
        style.font.italic = False
        for spacing in style.element.get_or_add_rPr().findall(qn("w:spacing")):
            style.element.rPr.remove(spacing)
        style.font.color.rgb = RGBColor(*parts(PAPER.text))
        style.element.get_or_add_rPr().rFonts.set(qn("w:eastAsia"), FONT)
        form = style.paragraph_format
        form.line_spacing, form.space_before, form.space_after = Pt(kind.line), Pt(kind.before), Pt(kind.after)
        form.keep_with_next = False
        for lines in list(style.element.iter(qn("w:pBdr"))):
            lines.getparent().remove(lines)


def _head(document: WordDocument, title: str) -> None:
    """The title in the colour of the page over a line."""
    paragraph = document.add_paragraph(writable(title), style=TITLE.name)
    paragraph.runs[0].font.color.rgb = RGBColor(*parts(PAPER.accent))
    edges = OxmlElement("w:pBdr")
    line = border("w:bottom", RULE, PAPER.accent.removeprefix("#"))
    line.set(qn("w:space"), "2")
    edges.append(line)
    paragraph._p.get_or_add_pPr().insert_element_before(edges, "w:shd", "w:tabs", "w:spacing", "w:ind", "w:jc")


def _set_pictures(document: WordDocument, pictures: Sequence[Picture]) -> None:
    """One over the page, or two side by side."""
    if len(pictures) == 1:
        _picture(document, pictures[0])
    elif pictures:
        for cell, picture in zip(brief_tables.beside(document, HALF_WIDTH), pictures, strict=True):
            _picture(cell, picture)
            cell._tc.remove(cell.paragraphs[0]._p)


def _picture(place: WordDocument | _Cell, picture: Picture) -> None:
    _said(place, picture.heading, HEADING).paragraph_format.keep_with_next = True
    paragraph = _said(place, "", BODY)
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    paragraph.paragraph_format.line_spacing = 1.0
    paragraph.paragraph_format.keep_with_next = True
    shape = paragraph.add_run().add_picture(io.BytesIO(picture.content), *picture.size)
    shape._inline.docPr.set("descr", writable(picture.words))
    _said(place, picture.said, SMALL)


def _said(place: WordDocument | _Cell, text: str, kind: Type) -> Paragraph:
    return place.add_paragraph(writable(text), style=kind.name)
