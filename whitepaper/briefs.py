"""Briefs for a meeting: one A4 page of Word for a town or a sector, every number with its source."""

from __future__ import annotations

import io
import math
import re
import zipfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

import pandas as pd
from docx import Document
from docx.document import Document as WordDocument
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.image.image import Image
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Length, Pt, RGBColor
from docx.styles.style import ParagraphStyle

from whitepaper import wording
from whitepaper.findings import DOUBTED as IN_DOUBT
from whitepaper.panels import DOUBTED, readable
from whitepaper.selection import Selection
from whitepaper.sentences import COMPUTED
from whitepaper.slides import SECTOR, TOWN, Slide, slides_of, storyline
from whitepaper.store import DISTRICT, Store
from whitepaper.workbook import writable

FONT = "Microsoft YaHei"
TOWN_BRIEF, SECTOR_BRIEF = "街镇简报", "领域简报"
HEADINGS = ("指标", "数值", "期间", "比上年", "出处")
PROBLEMS, SUGGESTIONS = "问题", "建议"
RUNNING_TEXT = "正文"
MOST_ROWS = 8
STEPS = ((8, 6), (8, 5), (8, 4), (8, 3), (7, 3), (6, 3), (6, 2), (5, 2), (4, 2), (4, 1), (3, 1))
"""How many rows and points of each list are tried, until the page holds them."""

PAGE_WIDTH, PAGE_HEIGHT = Cm(21.0), Cm(29.7)
SIDE, TOP, BOTTOM, FOOTER = Cm(1.8), Cm(1.4), Cm(1.7), Cm(0.8)
COLUMNS = (Cm(5.9), Cm(3.7), Cm(2.9), Cm(3.7), Cm(1.2))
CELL_MARGINS = Cm(0.4)
CHART_WIDTH, CHART_HEIGHT = Cm(15.0), Cm(8.5)
CHART_SPACE = Pt(12)
RESERVE = Pt(24)
NARROW = 0.62  # width of a figure or Latin letter, in ems; Chinese characters are one em wide

_FIXED_TIME = (1980, 1, 1, 0, 0, 0)
_THEME_FONTS = ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme")
_WHOLE_YEAR = r"\d{4}"


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
        lines = sum(max(1, math.ceil(_ems(line) * self.size / width)) for line in text.split("\n"))
        return self.before + lines * self.line + self.after


TITLE = _Type("Title", 18, 26, after=2, is_bold=True)
HEADING = _Type("Heading 1", 11.5, 17, before=5, after=2, is_bold=True)
BODY = _Type("Normal", 10.5, 15.5, after=2)
POINT = _Type("List Bullet", 10.5, 15.5)
CELL = _Type("Brief Table", 9, 13, before=1, after=1)
SMALL = _Type("Brief Notes", 8.5, 12)
FOOT = _Type("Footer", 8.5, 12)
TYPES = (TITLE, HEADING, BODY, POINT, CELL, SMALL, FOOT)


@dataclass(frozen=True)
class _Line:
    """One row of the table: its texts but the number of its source, and what must be said of it.

    note: what the reader must know of the number; doubts: why it, or its change, is in doubt.
    """

    name: str
    value: str
    period: str
    change: str
    source: str
    note: str
    doubts: tuple[str, ...]


@dataclass(frozen=True)
class _Points:
    """A list of points under a heading."""

    heading: str
    points: tuple[str, ...]

    def at_most(self, count: int) -> _Points:
        """The first points; the heading says how many there are when some are left out."""
        total = len(self.points)
        if total <= count:
            return self
        return _Points(f"{self.heading}（共 {total} 条，列 {count} 条）", self.points[:count])


@dataclass(frozen=True)
class _Brief:
    """All that may stand on the page, most important first."""

    title: str
    headline: str
    lines: tuple[_Line, ...]
    lists: tuple[_Points, ...]
    remarks: tuple[str, ...]
    paper: str

    def cut(self, rows: int, points: int) -> _Brief:
        """The brief with fewer rows and points."""
        lists = tuple(one.at_most(points) for one in self.lists)
        return _Brief(self.title, self.headline, self.lines[:rows], lists, self.remarks, self.paper)

    @property
    def sources(self) -> dict[str, int]:
        """Source to its number, in the order of the table."""
        return {source: place for place, source in enumerate(dict.fromkeys(line.source for line in self.lines), 1)}

    @property
    def cells(self) -> list[tuple[str, ...]]:
        """The table with its head."""
        numbers = self.sources
        rows = [(line.name, line.value, line.period, line.change, f"[{numbers[line.source]}]") for line in self.lines]
        return [HEADINGS, *rows]

    @property
    def notes(self) -> list[str]:
        """Small print: notes and doubts of the rows, remarks, and the numbered sources."""
        noted = dict.fromkeys(f"{line.name}：{line.note.rstrip('。')}" for line in self.lines if line.note)
        said = "\n".join(point for one in self.lists for point in one.points)
        doubts = dict.fromkeys(doubt for line in self.lines for doubt in line.doubts if doubt not in said)
        sources = [f"[{number}] {source}" for source, number in self.sources.items()]
        return [
            *([f"注：{'。'.join(noted)}。"] if noted else []),
            *(f"存疑：{doubt}" for doubt in doubts),
            *self.remarks,
            f"出处，均见{self.paper}：",
            *sources,
        ]

    def height(self, chart: Length | None) -> float:
        """Estimated height in points; chart: height of the picture."""
        width = _text_width()
        used = TITLE.height(self.title, width) + BODY.height(self.headline, width)
        for cells in self.cells:
            columns = zip(cells, COLUMNS, strict=True)
            used += max(CELL.height(text, (column - CELL_MARGINS) / Pt(1)) for text, column in columns) + 0.5
        if chart is not None:
            used += (chart + CHART_SPACE) / Pt(1)
        for one in self.lists:
            used += HEADING.height(one.heading, width)
            used += sum(POINT.height(point, width - 20) for point in one.points)
        return used + HEADING.before + sum(SMALL.height(note, width) for note in self.notes)


def town_brief(store: Store, area_id: str, chart: bytes | None, made: datetime, fingerprint: str) -> bytes:
    """One page about a town: headline, key numbers, chart, problems and suggestions, sources.

    chart: a PNG, or None for a page without picture. Raises KeyError where area_id is no town.
    """
    order = store.towns.set_index("area_id").at[area_id, "order"]
    listed = store.frame("headlines")
    wanted = [(row.indicator_id, row.category) for row in listed[listed["area_id"] == ""].itertuples()]
    notes = store.frame("town_notes").query("area_id == @area_id").sort_values("order", kind="stable")
    lists = [_Points(kind, tuple(notes.loc[notes["kind"] == kind, "text"])) for kind in (PROBLEMS, SUGGESTIONS)]
    selection = Selection(towns=(area_id,))
    brief = _Brief(
        title=" · ".join(filter(None, [TOWN_BRIEF, store.name("areas", area_id), store.industry(area_id)])),
        headline=_headline(store, [key for key, _ in wanted], selection, lambda: storyline(store, TOWN, area_id)),
        lines=tuple(_lines(store, store.observations(selection), wanted)),
        lists=tuple(one for one in lists if one.points),
        remarks=(f"问题和建议据附录{order}概括，不是原文。",) if len(notes) else (),
        paper=_paper(store),
    )
    return _document(brief, chart, store, made, fingerprint)


def sector_brief(store: Store, sector_id: str, chart: bytes | None, made: datetime, fingerprint: str) -> bytes:
    """One page about a sector: headline, key numbers of the district, chart, doubts, honours, sources.

    chart: as for `town_brief`. Raises KeyError for an unknown sector.
    """
    name = store.name("sectors", sector_id)
    listed = store.frame("headlines")
    own = listed[(listed["sector_id"] == sector_id) & (listed["area_id"] == DISTRICT)].sort_values("order")
    wanted = [(row.indicator_id, row.category) for row in own.itertuples()]
    rows = store.observations(Selection(sector=sector_id, towns=(DISTRICT,)))
    district = Selection(towns=(DISTRICT,))
    lines = tuple(_lines(store, rows, wanted))
    brief = _Brief(
        title=f"{SECTOR_BRIEF} · {name}",
        headline=_headline(store, [key for key, _ in wanted], district, lambda: storyline(store, SECTOR, sector_id)),
        lines=lines,
        lists=(
            *_doubtful(store, sector_id, lines),
            _Points("荣誉与名录", (_honours(store, sector_id),)),
        ),
        remarks=(),
        paper=_paper(store),
    )
    return _document(brief, chart, store, made, fingerprint)


def _headline(
    store: Store, indicators: Iterable[str], selection: Selection, otherwise: Callable[[], list[Slide]]
) -> str:
    """The sentence of the first headline number, one whose period is stated if there is any."""
    found = [slide for key in dict.fromkeys(indicators) for slide in slides_of(store, key, selection)[:1]]
    told = found or otherwise()[:1]
    unsaid = wording.period_name("")
    stated = [slide for slide in told if not (slide.panel.rows["period"] == unsaid).any()]
    return (stated or told)[0].title if told else "白皮书没有给出数值。"


def _lines(store: Store, rows: pd.DataFrame, wanted: Sequence[tuple[str, str]]) -> Iterator[_Line]:
    """The latest level of each series: those wanted first, then totals, then parts, in the order of the paper."""
    rows = readable(rows, store.codes("status")).assign(
        printed_period=rows["period"], printed_qualifier=rows["qualifier"]
    )
    levels = rows[rows["measure"] == "level"]
    places = {key: place for place, key in enumerate(wanted)}
    series = dict.fromkeys(zip(levels["indicator_id"], levels["category"], strict=True))
    ordered = sorted(series, key=lambda key: (places.get(key, len(places)), key[1] != ""))
    for indicator_id, category in ordered[:MOST_ROWS]:
        own = rows[(rows["indicator_id"] == indicator_id) & (rows["category"] == category)]
        yield _line(own)


def _line(own: pd.DataFrame) -> _Line:
    """One series in its latest year; a whole year goes before a part of it, a stated period before none."""
    levels = own[own["measure"] == "level"]
    last = levels.assign(
        place=levels["year"].fillna(levels["edition"]),
        is_stated=levels["printed_period"] != "",
        is_whole=levels["printed_period"].str.fullmatch(_WHOLE_YEAR),
    ).sort_values(["place", "is_stated", "is_whole", "edition"], kind="stable")
    row = last.iloc[-1]
    change, used = _change(own, row)
    is_derived, is_missing = row["status"] == "derived", row["status"] == "missing"
    value = f"缺失（{row['status_reason']}）" if is_missing else row["label"]
    notes = [f"推算，{row['status_reason']}" if is_derived else "", row["note"]]
    source = row["cited"].replace(RUNNING_TEXT, f"{RUNNING_TEXT} {row['section']}", 1)
    return _Line(
        name=" · ".join(filter(None, [row["indicator"], row["category"]])),
        value=f"推算 {value}" if is_derived else value,
        period=row["period"],
        change=change,
        source=source if row["source"] == RUNNING_TEXT else row["cited"],
        note="；".join(note.rstrip("。") for note in notes if note),
        doubts=tuple(dict.fromkeys(filter(None, [row["doubt"], *used["doubt"]]))),
    )


def _change(own: pd.DataFrame, row: pd.Series) -> tuple[str, pd.DataFrame]:
    """How a level differs from the year before, in words, and the rows that say so; a dash where none does."""
    is_whole = re.fullmatch(_WHOLE_YEAR, row["printed_period"]) is not None
    same = (
        own["printed_period"].str.fullmatch(_WHOLE_YEAR) if is_whole else own["printed_period"] == row["printed_period"]
    )
    raw = own[same].assign(qualifier=own["printed_qualifier"])
    if pd.isna(row["year"]) or row["status"] == "missing":
        return wording.NO_VALUE, raw.iloc[:0]
    year = int(row["year"])
    change = wording.change(raw, year)
    if change is None:
        return wording.NO_VALUE, raw.iloc[:0]
    printed = raw[(raw["year"] == year) & raw["measure"].isin(["yoy_pct", "yoy_pp"]) & raw["value"].notna()].iloc[:1]
    used = printed if change.is_printed else raw[(raw["measure"] == "level") & raw["year"].isin([year, year - 1])]
    text = change.text
    if change.is_printed and printed["qualifier"].iat[0]:
        text += f"（原文：{printed['printed'].iat[0]}）"
    if change.is_printed and printed["status"].iat[0] == "derived":
        text += "（推算）"
    return text + ("" if change.is_printed else COMPUTED) + (DOUBTED if used["doubt"].any() else ""), used


def _doubtful(store: Store, sector_id: str, lines: Sequence[_Line]) -> Iterator[_Points]:
    """The findings that put a sector's numbers in doubt, those of the table first, then the gravest."""
    rows = store.frame("findings")
    own = rows[(rows["sector_id"] == sector_id) & rows["verdict"].isin(IN_DOUBT) & (rows["damage"] == "")]
    shown = " ".join(doubt for line in lines for doubt in line.doubts)
    ordered = sorted(own.itertuples(), key=lambda row: (row.explanation not in shown, IN_DOUBT.index(str(row.verdict))))
    if ordered:
        yield _Points("存疑的数", tuple(f"{row.verdict}　{row.title}：{row.explanation}" for row in ordered))


def _honours(store: Store, sector_id: str) -> str:
    """How many honours the paper lists in a sector, by level."""
    rows = store.honours(Selection(sector=sector_id))
    if rows.empty:
        return "白皮书没有列出属于本领域的荣誉与名录。"
    counts = rows["level"].value_counts()
    levels = [f"{name} {counts[code]} 项" for code, name in store.codes("level").items() if code in counts]
    unsaid = [f"级别原文未说 {counts['']} 项"] if "" in counts else []
    damaged = int((rows["status"] == "damaged").sum())
    text = f"白皮书列出 {len(rows)} 项：{'、'.join([*levels, *unsaid])}"
    return text + (f"；其中 {damaged} 项的文字识别受损。" if damaged else "。")


def _paper(store: Store) -> str:
    papers = store.tables["editions"].to_pylist()
    return "、".join(f"{paper['publisher']}《{paper['title']}》（{paper['published']}）" for paper in papers)


def _document(brief: _Brief, chart: bytes | None, store: Store, made: datetime, fingerprint: str) -> bytes:
    size = _size(chart) if chart is not None else None
    room = (PAGE_HEIGHT - TOP - BOTTOM - RESERVE) / Pt(1)
    tried = [brief.cut(rows, points) for rows, points in STEPS]
    fitting = next((one for one in tried if one.height(size[1] if size else None) <= room), tried[-1])

    document = Document()
    _prepare(document)
    document.add_paragraph(writable(fitting.title), style=TITLE.name)
    document.add_paragraph(style=BODY.name).add_run(writable(fitting.headline)).bold = True
    if fitting.lines:
        _table(document, fitting.cells)
    if chart is not None and size is not None:
        _picture(document, chart, size, fitting.headline)
    for one in fitting.lists:
        document.add_paragraph(writable(one.heading), style=HEADING.name)
        for point in one.points:
            document.add_paragraph(writable(point), style=POINT.name)
    for place, note in enumerate(fitting.notes):
        paragraph = document.add_paragraph(writable(note), style=SMALL.name)
        if place == 0:
            paragraph.paragraph_format.space_before = Pt(HEADING.before)
    footer = f"数据版本 {store.dataset_version}　指纹 {fingerprint}　{made:%Y-%m-%d} 制"
    document.sections[0].footer.paragraphs[0].text = writable(footer)
    _describe(document, fitting.title, store, made, fingerprint)
    buffer = io.BytesIO()
    document.save(buffer)
    return _with_fixed_times(buffer)


def _prepare(document: WordDocument) -> None:
    """A4, the styles of TYPES, and one font for Latin and Chinese in every style."""
    section = document.sections[0]
    section.page_width, section.page_height = PAGE_WIDTH, PAGE_HEIGHT
    section.left_margin = section.right_margin = SIDE
    section.top_margin, section.bottom_margin, section.footer_distance = TOP, BOTTOM, FOOTER
    for kind in (CELL, SMALL):
        document.styles.add_style(kind.name, WD_STYLE_TYPE.PARAGRAPH)
    for fonts in document.styles.element.iter(qn("w:rFonts")):
        for name in _THEME_FONTS:
            fonts.attrib.pop(qn(f"w:{name}"), None)
        for name in ("ascii", "hAnsi", "eastAsia", "cs"):
            fonts.set(qn(f"w:{name}"), FONT)
    for language in document.styles.element.iter(qn("w:lang")):
        language.set(qn("w:val"), "zh-CN")
        language.set(qn("w:eastAsia"), "zh-CN")
    for kind in TYPES:
        style = document.styles[kind.name]
        assert isinstance(style, ParagraphStyle)
        style.font.name, style.font.size, style.font.bold = FONT, Pt(kind.size), kind.is_bold
        style.font.color.rgb = RGBColor(0x1F, 0x29, 0x37)
        style.element.get_or_add_rPr().rFonts.set(qn("w:eastAsia"), FONT)
        form = style.paragraph_format
        form.line_spacing, form.space_before, form.space_after = Pt(kind.line), Pt(kind.before), Pt(kind.after)
        form.keep_with_next = False
        for border in list(style.element.iter(qn("w:pBdr"))):
            border.getparent().remove(border)


def _table(document: WordDocument, cells: Sequence[Sequence[str]]) -> None:
    table = document.add_table(len(cells), len(HEADINGS), style="Table Grid")
    table.alignment, table.autofit = WD_TABLE_ALIGNMENT.CENTER, False
    for column, width in zip(table.columns, COLUMNS, strict=True):
        column.width = width
    for place, (row, texts) in enumerate(zip(table.rows, cells, strict=True)):
        for cell, text, width in zip(row.cells, texts, COLUMNS, strict=True):
            cell.width = width
            paragraph = cell.paragraphs[0]
            paragraph.style = CELL.name
            paragraph.add_run(writable(text)).bold = place == 0
        properties = row._tr.get_or_add_trPr()
        properties.append(OxmlElement("w:cantSplit"))
        if place == 0:
            properties.append(OxmlElement("w:tblHeader"))


def _picture(document: WordDocument, chart: bytes, size: tuple[Length, Length], words: str) -> None:
    paragraph = document.add_paragraph(style=BODY.name)
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    paragraph.paragraph_format.line_spacing = 1.0
    paragraph.paragraph_format.space_before = Pt(4)
    shape = paragraph.add_run().add_picture(io.BytesIO(chart), *size)
    shape._inline.docPr.set("descr", writable(words))


def _size(chart: bytes) -> tuple[Length, Length]:
    """Width and height on the page: as wide as it may be, unless it gets too high."""
    image = Image.from_blob(chart)
    scale = min(CHART_WIDTH / image.px_width, CHART_HEIGHT / image.px_height)
    return Length(int(image.px_width * scale)), Length(int(image.px_height * scale))


def _describe(document: WordDocument, title: str, store: Store, made: datetime, fingerprint: str) -> None:
    """Properties of the file, in place of those of the template."""
    properties = document.core_properties
    properties.title = writable(title)[:255]
    properties.author = properties.last_modified_by = ""
    properties.comments = writable(f"数据版本 {store.dataset_version}，指纹 {fingerprint}")[:255]
    properties.language = "zh-CN"
    properties.created = properties.modified = made.astimezone(UTC).replace(tzinfo=None)


def _with_fixed_times(saved: io.BytesIO) -> bytes:
    """The same archive without the time at which it was packed, so that the same input gives the same bytes."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(saved) as old, zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            info = zipfile.ZipInfo(name, _FIXED_TIME)
            info.compress_type = zipfile.ZIP_DEFLATED
            new.writestr(info, old.read(name))
    return buffer.getvalue()


def _text_width() -> float:
    return (PAGE_WIDTH - 2 * SIDE) / Pt(1)


def _ems(text: str) -> float:
    return sum(1 if ord(character) >= 0x2000 else NARROW for character in text)
