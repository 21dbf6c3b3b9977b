"""The typesetting of an official document (公文) as GB/T 9704 has it: margins, fonts, lines, signature, page numbers.

Word finds each font by its name; where a computer has another, the names beside it in the font table say which.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any
from xml.sax.saxutils import quoteattr

from docx import Document
from docx.document import Document as WordDocument
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Length, Mm, Pt, RGBColor
from docx.styles.style import ParagraphStyle
from docx.text.paragraph import Paragraph as WordParagraph

from whitepaper.files.properties import Properties, writable
from whitepaper.files.word_parts import A4, border, prepare, rule_off, saved, set_fonts, settle_row
from whitepaper.model.text import broken, ems

TOP, BOTTOM, LEFT, RIGHT = Mm(37), Mm(35), Mm(28), Mm(26)
FOOTER = Mm(25)
WIDTH = Length(A4[0] - LEFT - RIGHT)
ROOM = (A4[1] - TOP - BOTTOM) / Pt(1)
"""Height of the text of a page, in points."""
PAGES = (2, 3)
"""So many pages are tried."""
RESERVE = 30
"""Points that the estimate of the height may be wrong by."""

SONG, FANGSONG, HEI, KAI, PLAIN = "方正小标宋简体", "仿宋_GB2312", "黑体", "楷体_GB2312", "宋体"
LATIN = "Times New Roman"
OTHERS = {
    SONG: ("方正小标宋_GBK", "SimSun"),
    FANGSONG: ("FangSong", "仿宋"),
    HEI: ("SimHei",),
    KAI: ("KaiTi", "楷体"),
    PLAIN: ("SimSun",),
}
"""Font to those that stand for it, the nearest first."""
NARROW, PERCENT = 0.5, 0.33
"""Width of a figure or Latin letter, in ems, and by how much a % is wider."""

RULES = {"top": 12, "bottom": 12, "head": 6}
"""Thickness of the lines of a table, in eighths of a point."""
CELL_SIDE = Mm(1.4)
FIGURES_WIDE = (2 / 3, 0.6, 0.5, 0.75, 0.8)
"""Parts of the width that columns of figures may take, the first preferred."""
NOTES_ABOVE = 10
"""Room over the sources and the notes, in points."""
JOINED = "\u200d"
"""Word's sign of no width at which no line ends (无宽度非分隔符)."""
NUMERALS = "零一二三四五六七八九十"
_BLANK = re.compile(r"(?<=[\u2e80-\uffef]) +| +(?=[\u2e80-\uffef])| *([+÷×=]|(?<= )−(?= )) *")
_TURN = re.compile(r"[\u2e80-\uffef][0-9A-Za-z]|[0-9A-Za-z%][\u2e80-\uffef]")
TURN = 0.25
"""Room that Word leaves between Chinese and figures, in ems."""
_FOUR_FIGURES = re.compile(r"(?<![\d,.])(\d),(\d{3})(?![\d,])")


@dataclass(frozen=True)
class Passage:
    """A paragraph. head: runs in before it; is_item: it is one of a numbered row; sources: where it stands."""

    text: str
    head: str = ""
    is_item: bool = False
    sources: tuple[str, ...] = ()


@dataclass(frozen=True)
class Grid:
    """A table.

    words: places of the columns that hold words; sources: of the table; by_line: of each line, where they differ;
    is_tight: in smaller letters.
    """

    caption: str
    head: tuple[str, ...]
    lines: tuple[tuple[str, ...], ...]
    words: tuple[int, ...] = (0,)
    sources: tuple[str, ...] = ()
    by_line: tuple[str, ...] = ()
    is_tight: bool = False

    @property
    def type(self) -> _Type:
        """Of its cells."""
        return TIGHT if self.is_tight else CELL

    def cited(self, numbers: dict[str, int]) -> Grid:
        """With the numbers of the sources of its lines as a column of their own."""
        if not self.by_line:
            return self
        lines = tuple((*line, f"[{numbers[source]}]") for line, source in zip(self.lines, self.by_line, strict=True))
        return replace(self, head=(*self.head, "出处"), lines=lines, by_line=())


@dataclass(frozen=True)
class Section:
    """A part under a heading, which is numbered here."""

    heading: str
    parts: tuple[Passage | Grid, ...]


@dataclass(frozen=True)
class Letter:
    """All that stands in an official document, from top to bottom.

    unit: who signs, empty for a line left blank; paper: what all sources are places of; notes: of the keying.
    """

    title: str
    lead: tuple[Passage, ...]
    sections: tuple[Section, ...]
    unit: str
    made: datetime
    paper: str
    notes: tuple[str, ...]

    @property
    def parts(self) -> Iterator[Passage | Grid]:
        """The paragraphs and tables of all sections, the lead first."""
        yield from self.lead
        for section in self.sections:
            yield from section.parts

    @property
    def sources(self) -> dict[str, int]:
        """Source to its number, in the order in which the text names them."""
        named = dict.fromkeys(
            source
            for part in self.parts
            for source in (*part.sources, *(part.by_line if isinstance(part, Grid) else ()))
        )
        return {source: place for place, source in enumerate(named, 1)}

    @property
    def pages(self) -> int:
        """Estimated number of pages; what the estimate may be wrong by stays free on the last."""
        pages, used = 1, 0.0
        for strip in (*self._strips, _Strip(RESERVE)):
            if used + strip.height > ROOM:
                pages, used = pages + 1, strip.again
            used += strip.height
        return pages

    @property
    def _strips(self) -> Iterator[_Strip]:
        """All that no page divides, from top to bottom."""
        yield _Strip(TITLE.after + len(_title(self.title)) * TITLE.line)
        for passage in self.lead:
            yield from _strips(passage)
        for section in self.sections:
            for place, strip in enumerate(strip for part in section.parts for strip in _strips(part)):
                yield strip if place else _Strip(BODY.line + strip.height, strip.again)
        yield _Strip(3 * BODY.line)  # signature
        for text in (self.cited, self.said):
            for place, strip in enumerate(_lines(SMALL, text)):
                yield strip if place else _Strip(NOTES_ABOVE + SMALL.line + strip.height)

    @property
    def cited(self) -> str:
        """The numbered sources."""
        return "　".join(f"[{place}]{source.replace(' · ', '，')}。" for source, place in self.sources.items())

    @property
    def said(self) -> str:
        """The numbered notes."""
        return "　".join(f"{place}.{note.rstrip('。')}。" for place, note in enumerate(self.notes, 1))


@dataclass(frozen=True)
class _Strip:
    """What stands on one page, in points. again: what is repeated above it where it begins one."""

    height: float
    again: float = 0


@dataclass(frozen=True)
class _Type:
    """A paragraph style: fonts, size of letters, exact height of a line, space around, all in points."""

    name: str
    latin: str
    chinese: str
    size: float
    line: float
    before: float = 0
    after: float = 0
    indent: float = 0

    def lines(self, text: str) -> int:
        """Lines of a paragraph of this text."""
        return max(1, math.ceil((_ems(text) + self.indent) / math.floor(WIDTH / Pt(1) / self.size)))

    def height(self, text: str) -> float:
        """Height of a paragraph of this text."""
        return self.before + self.lines(text) * self.line + self.after


TITLE = _Type("Title", SONG, SONG, 22, 34, after=14)
BODY = _Type("Normal", LATIN, FANGSONG, 16, 28, indent=2)
HEADING = _Type("Heading 1", LATIN, HEI, 16, 28, indent=2)
CAPTION = _Type("Caption", LATIN, HEI, 12, 19, before=9, after=3)
CELL = _Type("Official Table", LATIN, FANGSONG, 12, 19, before=2, after=2)
TIGHT = _Type("Official Tight Table", LATIN, FANGSONG, 10.5, 16, before=1.5, after=1.5)
SMALL = _Type("Official Notes", LATIN, FANGSONG, 10.5, 16)
FOOT = _Type("Footer", PLAIN, PLAIN, 14, 18)
TYPES = (TITLE, BODY, HEADING, CAPTION, CELL, TIGHT, SMALL, FOOT)
AFTER_TABLE = 9
TITLE_WIDTH = math.floor(WIDTH / Pt(TITLE.size)) - 1


def numeral(number: int) -> str:
    """A number up to 99 as headings have it: `一`, `十二`."""
    tens, ones = divmod(number, 10)
    if not tens:
        return NUMERALS[ones]
    return (NUMERALS[tens] if tens > 1 else "") + NUMERALS[10] + (NUMERALS[ones] if ones else "")


def tight(text: str) -> str:
    """A text as official documents set it: no blanks beside figures, no comma in a number of four figures."""
    return _FOUR_FIGURES.sub(r"\1\2", _BLANK.sub(r"\1", text))


def _ems(text: str) -> float:
    """Width of a text as it is set."""
    shown = tight(text)
    return ems(shown, NARROW) + PERCENT * shown.count("%") + TURN * len(_TURN.findall(shown))


def _title(text: str) -> list[str]:
    """The lines of a title."""
    return list(broken(tight(text), TITLE_WIDTH, 2))


def fitting(tried: Sequence[Letter]) -> Letter:
    """The first that fits two pages by estimate, else three, else the last; tried: fullest first."""
    counted = [(letter, letter.pages) for letter in tried]
    return next((letter for most in PAGES for letter, pages in counted if pages <= most), tried[-1])


def to_docx(letter: Letter, properties: Properties) -> bytes:
    """The document as a file; the same bytes for the same input."""
    document = Document()
    prepare(document, LATIN, FANGSONG)
    _page(document)
    _styles(document)
    _font_table(document)
    sources = letter.sources
    document.add_paragraph(writable("\n".join(_title(letter.title))), style=TITLE.name)
    for passage in letter.lead:
        _passage(document, passage, sources, 0)
    for place, section in enumerate(letter.sections, 1):
        heading = document.add_paragraph(f"{numeral(place)}、{writable(tight(section.heading))}", style=HEADING.name)
        _first_line(heading)
        heads = items = 0
        for part in section.parts:
            if isinstance(part, Grid):
                _grid(document, part, sources)
                continue
            heads, items = heads + bool(part.head), items + 1 if part.is_item else 0
            _passage(document, part, sources, items if part.is_item else heads)
    _signature(document, letter.unit, letter.made)
    _notes(document, letter, properties.dataset_version)
    return saved(document, properties)


def _page(document: WordDocument) -> None:
    """Margins, and page numbers outside: right on odd pages, left on even ones."""
    section = document.sections[0]
    section.left_margin, section.right_margin = LEFT, RIGHT
    section.top_margin, section.bottom_margin, section.footer_distance = TOP, BOTTOM, FOOTER
    document.settings.odd_and_even_pages_header_footer = True
    for footer, side in ((section.footer, "right"), (section.even_page_footer, "left")):
        paragraph = footer.paragraphs[0]
        paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT if side == "right" else WD_ALIGN_PARAGRAPH.LEFT
        _indent(paragraph, **{f"{side}Chars": 100, side: round(FOOT.size * 20)})
        paragraph.add_run("— ")
        field = OxmlElement("w:fldSimple")
        field.set(qn("w:instr"), "PAGE")
        paragraph._p.append(field)
        inner = OxmlElement("w:r")
        text = OxmlElement("w:t")
        text.text = "1"
        inner.append(text)
        field.append(inner)
        paragraph.add_run(" —")


def _styles(document: WordDocument) -> None:
    for kind in (CELL, TIGHT, SMALL):
        document.styles.add_style(kind.name, WD_STYLE_TYPE.PARAGRAPH)
    for kind in TYPES:
        style = document.styles[kind.name]
        assert isinstance(style, ParagraphStyle)
        style.font.name, style.font.size = kind.latin, Pt(kind.size)
        style.font.bold = style.font.italic = False
        style.font.color.rgb = RGBColor(0, 0, 0)
        set_fonts(style.element.get_or_add_rPr().rFonts, kind.latin, kind.chinese)
        for spacing in style.element.rPr.findall(qn("w:spacing")):
            style.element.rPr.remove(spacing)
        form = style.paragraph_format
        form.line_spacing_rule, form.line_spacing = WD_LINE_SPACING.EXACTLY, Pt(kind.line)
        form.space_before, form.space_after = Pt(kind.before), Pt(kind.after)
        form.keep_with_next = kind in (HEADING, CAPTION)
        form.widow_control = False
        for lines in list(style.element.iter(qn("w:pBdr"))):
            lines.getparent().remove(lines)
    for kind in (TITLE, CAPTION):
        document.styles[kind.name].paragraph_format.alignment = WD_ALIGN_PARAGRAPH.CENTER
    for kind in (BODY, SMALL):
        document.styles[kind.name].paragraph_format.alignment = WD_ALIGN_PARAGRAPH.JUSTIFY


def _font_table(document: WordDocument) -> None:
    """The fonts, each with those that stand for it where it is not installed."""
    fonts = [
        f"<w:font w:name={quoteattr(name)}><w:altName w:val={quoteattr(','.join(others))}/>"
        '<w:charset w:val="86"/><w:family w:val="auto"/><w:pitch w:val="default"/></w:font>'
        for name, others in OTHERS.items()
    ]
    fonts.append(
        f"<w:font w:name={quoteattr(LATIN)}>"
        '<w:charset w:val="00"/><w:family w:val="roman"/><w:pitch w:val="variable"/></w:font>'
    )
    space = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    table = f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<w:fonts xmlns:w="{space}">'
    for relation in document.part.rels.values():
        if relation.reltype.endswith("/fontTable"):
            relation.target_part._blob = f"{table}{''.join(fonts)}</w:fonts>".encode()


def _passage(document: WordDocument, passage: Passage, sources: dict[str, int], place: int) -> None:
    """place: of the head or of the item among its like."""
    paragraph = document.add_paragraph(style=BODY.name)
    _first_line(paragraph)
    if passage.head:
        run = _run(paragraph, f"（{numeral(place)}）{passage.head}。")
        set_fonts(run._r.get_or_add_rPr().get_or_add_rFonts(), LATIN, KAI)
    _run(paragraph, f"{place}.{passage.text}" if passage.is_item else passage.text)
    _cite(paragraph, passage.sources, sources)


def _run(paragraph: WordParagraph, text: str) -> Any:
    """Text whose quote marks are as wide as Chinese."""
    run = paragraph.add_run(writable(tight(text)))
    run._r.get_or_add_rPr().get_or_add_rFonts().set(qn("w:hint"), "eastAsia")
    return run


def _cite(paragraph: WordParagraph, named: Sequence[str], sources: dict[str, int]) -> None:
    """Raised numbers of sources: `[1]`, `[2][3]`; none of them begins a line."""
    if named:
        numbers = "".join(f"{JOINED}[{sources[one]}]" for one in dict.fromkeys(named))
        paragraph.add_run(numbers).font.superscript = True


def _grid(document: WordDocument, grid: Grid, sources: dict[str, int]) -> None:
    caption = document.add_paragraph(style=CAPTION.name)
    _run(caption, grid.caption)
    _cite(caption, grid.sources, sources)
    grid = grid.cited(sources)
    table = document.add_table(1 + len(grid.lines), len(grid.head))
    table.autofit = False
    widths = _widths(grid)
    for column, width in zip(table.columns, widths, strict=True):
        column.width = width
    rows = (grid.head, *grid.lines)
    kept = {0, 1, len(rows) - 2}  # no page begins or ends with one line of a table
    for place, (row, texts) in enumerate(zip(table.rows, rows, strict=True)):
        is_head = place == 0
        settle_row(row, is_head=is_head)
        for column, (cell, text, width) in enumerate(zip(row.cells, texts, widths, strict=True)):
            cell.width = width
            paragraph = cell.paragraphs[0]
            paragraph.style = grid.type.name
            is_word = column in grid.words
            paragraph.alignment = WD_ALIGN_PARAGRAPH.LEFT if is_word else WD_ALIGN_PARAGRAPH.RIGHT
            paragraph.paragraph_format.keep_with_next = place in kept
            run = _run(paragraph, text)
            if is_head:
                _black(run)
                _rule(cell)
    _frame(table)
    after = document.add_paragraph(style=SMALL.name)
    after.paragraph_format.line_spacing = Pt(AFTER_TABLE)


def _widths(grid: Grid) -> list[Length]:
    """Columns of figures as wide as their texts, within a part of all; those of words share the rest.

    The part is that with which the table is lowest, two thirds where it makes no difference.
    """
    longest = [max(_ems(row[place]) for row in (grid.head, *grid.lines)) for place in range(len(grid.head))]
    own = [round(wide * Pt(grid.type.size) + 2 * CELL_SIDE + Mm(2)) for wide in longest]
    figures = [place for place in range(len(own)) if place not in grid.words]

    def shared(part: float) -> list[Length]:
        found = dict(zip(figures, _within([own[place] for place in figures], round(WIDTH * part)), strict=True))
        rest = WIDTH - sum(found.values())
        found |= zip(grid.words, _within([own[place] for place in grid.words], rest, is_filled=True), strict=True)
        return [Length(found[place]) for place in range(len(own))]

    return min(map(shared, FIGURES_WIDE), key=lambda widths: sum(_rows(grid, widths)))


def _within(wanted: Sequence[int], room: int, *, is_filled: bool = False) -> list[int]:
    """Widths within a room: what wants less than its share has it, the others share what is left.

    is_filled: what is left over is shared too.
    """
    if sum(wanted) <= room:
        rest = (room - sum(wanted)) // len(wanted) if is_filled else 0
        return [one + rest for one in wanted]
    found, left = [0] * len(wanted), room
    for done, place in enumerate(sorted(range(len(wanted)), key=lambda one: wanted[one])):
        found[place] = min(wanted[place], left // (len(wanted) - done))
        left -= found[place]
    return found


def _rule(cell: Any) -> None:
    """The line under the head."""
    borders = OxmlElement("w:tcBorders")
    borders.append(border("w:bottom", RULES["head"]))
    cell._tc.get_or_add_tcPr().append(borders)


def _frame(table: Any) -> None:
    """Thick lines above and below, no others; little space beside the text of cells."""
    properties = table._tbl.tblPr
    rule_off(table, {edge: RULES[edge] for edge in ("top", "bottom")})
    margins = OxmlElement("w:tblCellMar")
    for side in ("left", "right"):
        margin = OxmlElement(f"w:{side}")
        margin.set(qn("w:w"), str(round(CELL_SIDE / Pt(1) * 20)))
        margin.set(qn("w:type"), "dxa")
        margins.append(margin)
    look = properties.find(qn("w:tblLook"))
    look.addprevious(margins)


def _signature(document: WordDocument, unit: str, made: datetime) -> None:
    """A line free, the unit two characters from the right, the date two characters right of where the unit begins.

    Where the date is the longer it stands two characters from the right, and the unit moves. Without a unit its line
    stays blank.
    """
    date = f"{made.year}年{made.month}月{made.day}日"
    wide, dated = ems(unit, NARROW), ems(date, NARROW)
    if not unit:
        ends = (2.0, 4.0)
    elif wide - 2 >= dated:
        ends = (2.0, wide - dated)
    else:
        ends = (4 + dated - wide, 2.0)
    document.add_paragraph(style=BODY.name).paragraph_format.keep_with_next = True
    for text, end, is_last in ((unit, ends[0], False), (date, ends[1], True)):
        paragraph = document.add_paragraph(style=BODY.name)
        paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
        paragraph.paragraph_format.keep_with_next = not is_last
        _run(paragraph, text)
        paragraph._p.get_or_add_pPr().insert_element_before(
            _off("w:autoSpaceDE"), "w:autoSpaceDN", "w:bidi", "w:adjustRightInd", "w:spacing", "w:ind", "w:jc"
        )
        paragraph._p.get_or_add_pPr().insert_element_before(
            _off("w:autoSpaceDN"), "w:bidi", "w:adjustRightInd", "w:spacing", "w:ind", "w:jc"
        )
        _indent(paragraph, rightChars=round(end * 100), right=round(end * BODY.size * 20))


def _off(name: str) -> Any:
    """A property of a paragraph that is switched off."""
    element = OxmlElement(name)
    element.set(qn("w:val"), "0")
    return element


def _notes(document: WordDocument, letter: Letter, version: str) -> None:
    """Numbered sources over a thin line, then the notes of the keying."""
    head = document.add_paragraph(style=SMALL.name)
    head.paragraph_format.space_before = Pt(NOTES_ABOVE)
    head.paragraph_format.keep_with_next = True
    edges = OxmlElement("w:pBdr")
    line = border("w:top", RULES["head"])
    line.set(qn("w:space"), "4")
    edges.append(line)
    head._p.get_or_add_pPr().insert_element_before(
        edges, "w:shd", "w:tabs", "w:suppressAutoHyphens", "w:spacing", "w:ind", "w:jc"
    )
    _black(_run(head, f"出处（均见{letter.paper}）"))
    _run(document.add_paragraph(style=SMALL.name), f"{letter.cited}　数据版本{version}。")
    appendix = document.add_paragraph(style=SMALL.name)
    appendix.paragraph_format.space_before = Pt(6)
    appendix.paragraph_format.keep_with_next = True
    _black(_run(appendix, "附录　录入说明"))
    _run(document.add_paragraph(style=SMALL.name), letter.said or "无。")


def _black(run: Any) -> None:
    set_fonts(run._r.get_or_add_rPr().get_or_add_rFonts(), LATIN, HEI)


def _first_line(paragraph: WordParagraph) -> None:
    _indent(paragraph, firstLineChars=200, firstLine=round(2 * BODY.size * 20))


def _indent(paragraph: WordParagraph, **sizes: int) -> None:
    """Indents in hundredths of a character and, for what counts no characters, in twentieths of a point."""
    own = paragraph._p.get_or_add_pPr().get_or_add_ind()
    for name, size in sizes.items():
        own.set(qn(f"w:{name}"), str(size))


def _strips(part: Passage | Grid) -> Iterator[_Strip]:
    """A paragraph line by line, a table row by row, its caption and head with its first."""
    if isinstance(part, Passage):
        numbers = "[1]" * bool(part.sources)
        yield from _lines(BODY, f"{part.head}{'（一）。' * bool(part.head)}{part.text}{numbers}")
        return
    part = part.cited(dict.fromkeys(part.by_line, 10))
    head, *rows = _rows(part, _widths(part))
    last = len(rows) - 1
    together = [rows[:2], *([row] for row in rows[2 : max(2, last - 1)]), rows[max(2, last - 1) :]]
    for place, own in enumerate(filter(None, together)):
        above = 0 if place else CAPTION.height(part.caption) + head
        below = AFTER_TABLE if own is together[-1] or not together[-1] else 0
        yield _Strip(above + sum(own) + below, head if place else 0)


def _lines(kind: _Type, text: str) -> Iterator[_Strip]:
    yield from (_Strip(kind.line) for _ in range(kind.lines(text)))


def _rows(grid: Grid, widths: Sequence[int]) -> list[float]:
    """Estimated height of the head and of each line of a table, in points."""
    ems_wide = [(width - 2 * CELL_SIDE) / Pt(1) / grid.type.size for width in widths]
    heights = []
    for row in (grid.head, *grid.lines):
        lines = max(math.ceil(_ems(text) / wide) if text else 1 for text, wide in zip(row, ems_wide, strict=True))
        heights.append(grid.type.before + lines * grid.type.line + grid.type.after)
    return heights


def height(part: Passage | Grid) -> float:
    """Estimated height of a paragraph or a table."""
    return sum(strip.height for strip in _strips(part))
