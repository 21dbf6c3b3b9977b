"""PowerPoint files: a slide for each `Slide`, with charts, tables and maps that can be edited there.

Nothing is a picture: a chart carries its numbers, and its labels say them as the paper prints them.
"""

from __future__ import annotations

import io
import json
import math
import re
import unicodedata
import zipfile
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from itertools import combinations
from typing import Any, Literal

import pandas as pd
import xlsxwriter  # type: ignore[import-untyped]
from pptx import Presentation
from pptx.chart.data import CategoryChartData
from pptx.dml.color import RGBColor
from pptx.enum.chart import XL_CHART_TYPE, XL_LABEL_POSITION, XL_LEGEND_POSITION, XL_MARKER_STYLE, XL_TICK_MARK
from pptx.enum.chart import XL_TICK_LABEL_POSITION as TICK_LABELS
from pptx.enum.dml import MSO_LINE
from pptx.enum.shapes import MSO_SHAPE, PP_PLACEHOLDER
from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls, qn
from pptx.util import Emu, Inches, Length, Pt

from whitepaper import provenance, wording
from whitepaper.panels import MANY_SERIES, NO_QUALIFIER, Panel
from whitepaper.paths import GEOMETRY
from whitepaper.slides import CONTINUED, Slide
from whitepaper.store import Store

FONT = "Microsoft YaHei"
ACCENT, TEXT, MUTED, GRID, BACKGROUND = "#1f4e9e", "#1b2430", "#4d5a6b", "#e3e8ef", "#ffffff"
SERIES = (ACCENT, "#b3400a", "#00755e", "#882255")
MOST_BARS = 12
MOST_ROWS = 14
MOST_MOVES = 50  # of labels on a map that lie on one another
TITLE_SIZES, HEADING_SIZES, VALUE_SIZES = (28, 26, 24, 22, 20, 18, 16, 14), (16, 14, 12, 11), (60, 48, 40, 32, 24)
SOURCE_SIZE, FOOT_SIZE, CHART_SIZE, TABLE_SIZE, MAP_SIZE, LIST_SIZE = 11, 10, 14, 12, 10, 18
SOURCE_LINES = 2
QUALIFIED_TINT = 0.35  # the share of the colour that is left, as in the bars on the screen
DERIVED = "（推算）"
REST_IN_NOTES = "（其余说明见备注）"
AXIS_CUT, DASHED_TOTAL = "纵轴不从 0 起", "（图中虚线）"
HOLLOW, PALE, RINGED = "空心点为推算值", "浅色条带有", "虚线圈的点带有"
"""How remarks of a panel begin that speak of the drawing on the screen; `_said` words them for the drawing here."""

_TEMPLATE_WIDTH = 9144000  # of the 4:3 template that comes with the library
_TITLE_LAYOUT, _CONTENT_LAYOUT = 0, 5
_FIXED_TIME = (1980, 1, 1, 0, 0, 0)
_AFTER_FONTS = tuple(map(qn, ("a:cs", "a:sym", "a:hlinkClick", "a:hlinkMouseOver", "a:rtl", "a:extLst")))

Drawing = Literal["trend", "bars", "table", "value"]


@dataclass(frozen=True)
class MapSlide:
    """The 14 towns on one slide.

    colours: area_id to #rrggbb, one for every town; labels: area_id to the text on the town, which may have lines;
    remarks: begin with the source; legend: text to colour, in the order of reading.
    """

    title: str
    colours: Mapping[str, str]
    labels: Mapping[str, str]
    remarks: tuple[str, ...]
    legend: Mapping[str, str] | None = None


@dataclass(frozen=True)
class _Box:
    left: Length
    top: Length
    width: Length
    height: Length

    @classmethod
    def inches(cls, left: float, top: float, width: float, height: float) -> _Box:
        return cls(Inches(left), Inches(top), Inches(width), Inches(height))

    @property
    def sides(self) -> tuple[Length, Length, Length, Length]:
        return self.left, self.top, self.width, self.height


@dataclass(frozen=True)
class _Point:
    value: float
    label: str
    is_derived: bool
    is_qualified: bool
    is_doubted: bool

    @property
    def number_format(self) -> str:
        """The format that writes the label from the number; empty where only a text can."""
        match = re.fullmatch(r'(-?[\d,]+(?:\.(\d+))?)([^\d"\\]*)', self.label)
        if match is None or self.is_qualified or self.is_doubted:
            return ""
        decimals = len(match[2] or "")
        is_exact = round(self.value, decimals) == self.value and f"{self.value:,.{decimals}f}" == match[1]
        unit = f'"{match[3]}"' if match[3] else ""
        return f"#,##0{'.' if decimals else ''}{'0' * decimals}{unit}" if is_exact else ""


@dataclass(frozen=True)
class _Series:
    name: str
    points: tuple[_Point | None, ...]


@dataclass(frozen=True)
class _File:
    """What every slide needs: the presentation that grows, the data, and the mark in the foot."""

    presentation: Any
    store: Store
    fingerprint: str


_TITLE = _Box.inches(0.5, 0.3, 12.33, 1.1)
_HEADING = _Box.inches(0.5, 1.42, 12.33, 0.45)
_BODY = _Box.inches(0.5, 1.92, 12.33, 4.53)
_SOURCE = _Box.inches(0.5, 6.52, 12.33, 0.42)
_FOOT = _Box.inches(0.5, 7.05, 11.0, 0.25)
_NUMBER = _Box.inches(11.83, 7.05, 1.0, 0.25)
_MAP = _Box.inches(0.5, 1.45, 12.33, 5.0)


def to_pptx(
    slides: Sequence[Slide],
    store: Store,
    title: str,
    made: datetime,
    fingerprint: str,
    map_slides: Sequence[MapSlide] = (),
) -> bytes:
    """The slides as a 16:9 PowerPoint file after a title slide, the maps last; the same bytes for the same input.

    A panel with more bars or lines than can be read is a table, on several slides where it is long.
    Raises KeyError when a map names a town that is not there, or has no colour for one.
    """
    presentation: Any = Presentation()
    _widen(presentation)
    file = _File(presentation, store, fingerprint)
    _title_slide(file, title, made)
    for slide in slides:
        _add(file, slide)
    for drawn in map_slides:
        _add_map(file, drawn)
    _set_properties(presentation, title, made, file)
    for page in presentation.slides:
        for part in (page, page.notes_slide, *(shape.chart.part for shape in page.shapes if shape.has_chart)):
            _set_fonts(part._element)
    buffer = io.BytesIO()
    presentation.save(buffer)
    return _timeless(buffer.getvalue())


def _widen(presentation: Any) -> None:
    """Make the 4:3 template 16:9, its layouts too, so that slides added by hand fit."""
    presentation.slide_width, presentation.slide_height = Inches(13.333), Inches(7.5)
    ratio = presentation.slide_width / _TEMPLATE_WIDTH
    for part in (presentation.slide_master, *presentation.slide_layouts):
        for tag, side in (("a:off", "x"), ("a:ext", "cx")):
            for element in part._element.iter(qn(tag)):
                if element.get(side):
                    element.set(side, str(round(int(element.get(side)) * ratio)))


def _title_slide(file: _File, title: str, made: datetime) -> None:
    page = file.presentation.slides.add_slide(file.presentation.slide_layouts[_TITLE_LAYOUT])
    heading, below = page.placeholders
    papers = "、".join(f"《{name}》" for name in file.store.frame("editions")["title"])
    day = f"{made.year} 年 {made.month} 月 {made.day} 日"
    _place(heading, _Box.inches(0.9, 2.0, 11.5, 1.5))
    _write(heading, [title], _size(title, Inches(11.5), 2, (40, 36, 32, 28, 24)), TEXT, bold=True, align=PP_ALIGN.LEFT)
    _place(below, _Box.inches(0.9, 3.7, 11.5, 1.8))
    lines = [f"数据来自{papers}", day, f"数据版本 {file.store.dataset_version}　指纹 {file.fingerprint}"]
    _write(below, lines, 18, MUTED, align=PP_ALIGN.LEFT)
    _rule(page, _Box.inches(0.9, 3.55, 1.6, 0.05))
    _note(page, [title, *lines])


def _add(file: _File, slide: Slide) -> None:
    panel = slide.panel
    drawing = _drawing(panel)
    remarks = _said(panel, drawing)
    if drawing != "table":
        page = _page(file, slide, slide.heading, remarks)
        if drawing == "value":
            _draw_value(page, panel)
        else:
            _draw_chart(page, panel, slide.title)
        _foot(file, page, remarks)
        return
    header, rows = _table(panel)
    for number, part in enumerate(_sheets(header, rows)):
        heading = slide.heading.removesuffix(CONTINUED) + CONTINUED if number else slide.heading
        page = _page(file, slide, heading, remarks)
        _draw_table(page, header, part, slide.title)
        _foot(file, page, remarks)


def _page(file: _File, slide: Slide, heading: str, remarks: list[str]) -> Any:
    """A slide with its title, heading and notes; drawing and foot come after, as they are read."""
    filters = "　".join(f"{name}：{text}" for name, text in slide.filters.items())
    page = _empty_page(file, slide.title)
    words = "　".join(filter(None, [heading, filters]))
    _text(page, _HEADING, [words], _size(words, _HEADING.width, 2, HEADING_SIZES), MUTED)
    indicator = file.store.indicator(slide.panel.indicator_id)
    derived = slide.panel.rows[slide.panel.rows["status"] == "derived"]
    notes = [
        f"指标：{heading}",
        f"定义：{indicator['definition']}",
        f"筛选：{filters or '无'}",
        *remarks,
        *(f"算式：{row.series} {row.period}：{row.status_reason}" for row in derived.itertuples()),
        f"引用：{provenance.citation(file.store, slide.panel.indicator_id)}",
        f"指纹：{file.fingerprint}",
    ]
    _note(page, notes)
    return page


def _empty_page(file: _File, title: str) -> Any:
    page = file.presentation.slides.add_slide(file.presentation.slide_layouts[_CONTENT_LAYOUT])
    heading = page.shapes.title
    _place(heading, _TITLE)
    size = _size(title, _TITLE.width, 2, TITLE_SIZES)
    _write(heading, [title], size, TEXT, bold=True, align=PP_ALIGN.LEFT, anchor=MSO_ANCHOR.BOTTOM)
    return page


def _foot(file: _File, page: Any, remarks: Sequence[str]) -> None:
    _text(page, _SOURCE, [_source_line(remarks)], SOURCE_SIZE, MUTED)
    foot = f"数据版本 {file.store.dataset_version}　指纹 {file.fingerprint}"
    _text(page, _FOOT, [foot], FOOT_SIZE, MUTED)
    number = _text(page, _NUMBER, [""], FOOT_SIZE, MUTED, align=PP_ALIGN.RIGHT)
    paragraph = number.text_frame.paragraphs[0]._p
    field = parse_xml(  # follows the slide where it is moved to
        f'<a:fld {nsdecls("a")} id="{{B6F15528-21DE-4FAA-801E-634DDDAF4B2B}}" type="slidenum">'
        f'<a:rPr sz="{FOOT_SIZE * 100}"><a:solidFill><a:srgbClr val="{MUTED[1:]}"/></a:solidFill></a:rPr>'
        f"<a:t>{len(file.presentation.slides)}</a:t></a:fld>"
    )
    for run in paragraph.findall(qn("a:r")):
        paragraph.remove(run)
    paragraph.append(field)


def _drawing(panel: Panel) -> Drawing:
    """What a panel is drawn as; a chart only as long as it can be read."""
    if panel.value or panel.shape in {"single", "empty"}:
        return "value"
    _, series = _grid(panel)
    if panel.shape == "trend":
        return "trend" if len(series) <= MANY_SERIES else "table"
    return "bars" if sum(len(one.points) for one in series) <= MOST_BARS else "table"


def _said(panel: Panel, drawing: Drawing) -> list[str]:
    """The remarks of a panel, with what they say of marks on the screen said of the marks here."""
    found = []
    for remark in panel.remarks:
        said = remark.replace(DASHED_TOTAL, "")
        if said.startswith(AXIS_CUT) and not (drawing == "trend" and _axis(_grid(panel)[1])[0] > 0):
            continue
        if said.startswith(HOLLOW):
            marks = {"trend": "空心点为推算值", "bars": "空心条为推算值"}.get(drawing, "有推算值")
            said = f"{marks}，不是白皮书所印；算式见备注。"
        if said.startswith((PALE, RINGED)):
            marks = {"trend": "虚线圈的点", "bars": "浅色条"}.get(drawing, "有的数")
            said = f"{marks}带有“约、超、近”等修饰语，不是精确值。"
        found.append(said)
    return found


def _source_line(remarks: Sequence[str]) -> str:
    """As many remarks as two lines hold, in their order; the notes have them all."""
    room = SOURCE_LINES * (_SOURCE.width.pt / SOURCE_SIZE - 1)
    if _ems("　".join(remarks)) <= room:
        return "　".join(remarks)
    room -= _ems(REST_IN_NOTES)
    kept: list[str] = []
    for remark in remarks:
        if _ems("　".join([*kept, remark])) <= room:
            kept.append(remark)
        elif not kept:
            kept.append(_cut(remark, room))
    return "　".join(kept) + REST_IN_NOTES


def _parts(panel: Panel) -> pd.DataFrame:
    """The rows that are bars: what has a number and is no total of the others."""
    filled = panel.rows[panel.rows["value"].notna()]
    parts = filled[~filled["is_total"]]
    return parts if len(parts) > 1 else filled


def _grid(panel: Panel) -> tuple[list[str], list[_Series]]:
    """Categories and series of the chart of a panel; nothing where the paper has nothing."""
    if panel.shape == "ranking":
        rows = _parts(panel)
        rows = rows.sort_values("value", ascending=False, kind="stable") if panel.is_ranked else rows
        names = rows["series"] + rows["period"].map(
            lambda period: f"（{period}）" if rows["period"].nunique() > 1 else ""
        )
        return list(names), [_Series(rows["indicator"].iat[0], tuple(map(_point, rows.itertuples())))]
    rows = panel.rows if panel.shape == "trend" else _parts(panel)
    points = {(row.series, int(row.year)): _point(row) for row in rows.itertuples() if not pd.isna(row.value)}
    years = list(range(int(rows["year"].min()), int(rows["year"].max()) + 1))
    names = list(dict.fromkeys(rows["series"]))
    if panel.shape == "trend":
        lines = [_Series(name, tuple(points.get((name, year)) for year in years)) for name in names]
        return [f"{year} 年" for year in years], lines
    years = sorted({year for _, year in points})
    if panel.is_ranked:
        latest = {name: points[name, years[-1]].value for name in names if (name, years[-1]) in points}
        names = sorted(names, key=lambda name: -latest.get(name, -math.inf))
    pairs = []
    for year in years:
        of_year = tuple(points.get((name, year)) for name in names)
        is_derived = all(point is None or point.is_derived for point in of_year)
        pairs.append(_Series(f"{year} 年" + (DERIVED if is_derived else ""), of_year))
    return names, pairs


def _point(row: Any) -> _Point:
    is_qualified = row.qualifier not in {"", NO_QUALIFIER}
    return _Point(float(row.value), row.label, row.status == "derived", is_qualified, bool(row.doubt))


def _axis(series: Sequence[_Series]) -> tuple[float, float]:
    """Where the value axis of a trend begins, and its step; it begins at 0 where that is near."""
    values = [point.value for one in series for point in one.points if point]
    low, high = min(values), max(values)
    span = (high - low) or abs(high) * 0.1 or 1.0
    rough = span / 3
    power = 10 ** math.floor(math.log10(rough))
    step = next(factor * power for factor in (1, 2, 5, 10) if factor * power >= rough)
    start = round(math.floor((low - span * 0.2) / step) * step, 10)
    return (max(start, 0.0) if low >= 0 else start), step


def _draw_chart(page: Any, panel: Panel, description: str) -> None:
    categories, series = _grid(panel)
    is_trend = panel.shape == "trend"
    data: Any = CategoryChartData()  # type: ignore[no-untyped-call]
    data.categories = categories
    for one in series:
        data.add_series(one.name, [point.value if point else None for point in one.points])
    kind = XL_CHART_TYPE.LINE_MARKERS if is_trend else XL_CHART_TYPE.BAR_CLUSTERED
    frame = page.shapes.add_chart(kind, *_BODY.sides, data)
    _describe(frame, description)
    chart: Any = frame.chart
    chart.part.chart_workbook.update_from_xlsx_blob(_workbook(categories, series))
    chart.font.size, chart.font.color.rgb = Pt(CHART_SIZE), _rgb(TEXT)
    chart.has_title = False
    chart.has_legend = len(series) > 1
    if chart.has_legend:
        chart.legend.position, chart.legend.include_in_layout = XL_LEGEND_POSITION.TOP, False
    chart.plots[0].vary_by_categories = False
    _draw_axes(chart, series, is_trend=is_trend)
    for number, (drawn, one) in enumerate(zip(chart.plots[0].series, series, strict=True)):
        colour = SERIES[number % len(SERIES)]
        if panel.shape == "paired" and number < len(series) - 1:
            colour = MUTED
        (_draw_line if is_trend else _draw_bars)(drawn, one, colour)
        _label(drawn, one, is_trend=is_trend)


def _draw_axes(chart: Any, series: Sequence[_Series], *, is_trend: bool) -> None:
    names, values = chart.category_axis, chart.value_axis
    names.format.line.color.rgb = _rgb(MUTED)
    names.major_tick_mark = values.major_tick_mark = XL_TICK_MARK.NONE
    names.tick_label_position = TICK_LABELS.LOW
    names.has_major_gridlines = False
    if is_trend:
        start, step = _axis(series)
        values.minimum_scale, values.major_unit = start, step
        decimals = max(0, -math.floor(math.log10(step)))
        values.tick_labels.number_format = "#,##0" + ("." + "0" * decimals if decimals else "")
        values.tick_labels.number_format_is_linked = False
        values.format.line.fill.background()
        values.major_gridlines.format.line.color.rgb = _rgb(GRID)
        return
    names.reverse_order = True  # the first stands on top
    values.visible = values.has_major_gridlines = False
    numbers = [point.value for one in series for point in one.points if point]
    longest = max(len(point.label) for one in series for point in one.points if point)
    values.minimum_scale = min(numbers) * 1.3 if min(numbers) < 0 else 0
    values.maximum_scale = (max(*numbers, 0) or 1) * (1.1 + 0.018 * longest)  # room for the label of the longest bar
    chart.plots[0].gap_width, chart.plots[0].overlap = 45, 0


def _draw_line(drawn: Any, series: _Series, colour: str) -> None:
    drawn.smooth = False
    _line(drawn.format.line, colour)
    drawn.marker.style, drawn.marker.size = XL_MARKER_STYLE.CIRCLE, 10
    _fill(drawn.marker.format, colour, colour)
    for place, point in enumerate(series.points):
        if point and (point.is_derived or point.is_qualified):
            own = drawn.points[place]
            _line(own.format.line, colour)
            own.marker.style, own.marker.size = XL_MARKER_STYLE.CIRCLE, 10
            _fill(own.marker.format, _filling(point, colour), colour)
            own.marker.format.line.width = Pt(2)
            if point.is_qualified:
                own.marker.format.line.dash_style = MSO_LINE.SQUARE_DOT


def _draw_bars(drawn: Any, series: _Series, colour: str) -> None:
    drawn.invert_if_negative = False
    _fill(drawn.format, colour, colour)
    for place, point in enumerate(series.points):
        if point and (point.is_derived or point.is_qualified):
            own = drawn.points[place]
            _fill(own.format, _filling(point, colour), colour)
            own.format.line.width = Pt(1.5)
            (index,) = own._ser.xpath(f'c:dPt/c:idx[@val="{place}"]')
            index.addnext(parse_xml(f'<c:invertIfNegative {nsdecls("c")} val="0"/>'))


def _label(drawn: Any, series: _Series, *, is_trend: bool) -> None:
    """Write every value as the paper has it: by one number format, and as a text where that says something else."""
    formats = Counter(point.number_format for point in series.points if point and point.number_format)
    usual = formats.most_common(1)[0][0] if formats else "General"
    values = [point.value for point in series.points if point]
    middle = sum(values) / len(values) if values else 0.0
    labels = drawn.data_labels
    labels.show_value, labels.number_format, labels.number_format_is_linked = True, usual, False
    labels.font.size, labels.font.color.rgb = Pt(CHART_SIZE if is_trend else TABLE_SIZE), _rgb(TEXT)
    labels.position = XL_LABEL_POSITION.ABOVE if is_trend else XL_LABEL_POSITION.OUTSIDE_END
    for place, point in enumerate(series.points):
        if point is None:
            continue
        is_below = is_trend and point.value < middle
        if point.number_format != usual:
            own = drawn.points[place].data_label
            own.text_frame.text = point.label
            run = own.text_frame.paragraphs[0].runs[0]
            run.font.size, run.font.color.rgb = labels.font.size, _rgb(TEXT)
            own.position = XL_LABEL_POSITION.BELOW if is_below else labels.position
        elif is_below:
            own = drawn.points[place].data_label
            own.font.size, own.font.color.rgb = labels.font.size, _rgb(TEXT)
            own.position = XL_LABEL_POSITION.BELOW
            _number_format(own, usual)


def _number_format(label: Any, code: str) -> None:
    """Give a label of its own the number format of the others, which it would not inherit."""
    element = label._dLbl
    (shape,) = element.xpath("c:spPr")
    numbers = parse_xml(f'<c:numFmt {nsdecls("c")} formatCode="" sourceLinked="0"/>')
    numbers.set("formatCode", code)
    shape.addprevious(numbers)


def _workbook(categories: Sequence[str], series: Sequence[_Series]) -> bytes:
    """The numbers behind a chart, in the cells that it refers to; no text of them is a formula or a link."""
    buffer = io.BytesIO()
    safe = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    book = xlsxwriter.Workbook(buffer, safe)
    book.set_properties({"created": datetime(*_FIXED_TIME, tzinfo=UTC)})
    sheet = book.add_worksheet("Sheet1")
    for row, name in enumerate(categories, 1):
        sheet.write_string(row, 0, name)
    for column, one in enumerate(series, 1):
        sheet.write_string(0, column, one.name)
        for row, point in enumerate(one.points, 1):
            if point:
                sheet.write_number(row, column, point.value)
    book.close()
    return buffer.getvalue()


def _draw_value(page: Any, panel: Panel) -> None:
    filled = panel.rows[panel.rows["value"].notna()]
    if filled.empty:
        large, below = "缺失", list(dict.fromkeys(filter(None, panel.rows["status_reason"])))
    else:
        large = panel.value or filled["label"].iat[0]
        names = dict.fromkeys(filled["area"]) if filled["category"].eq("").all() else dict.fromkeys(filled["series"])
        below = ["、".join(dict.fromkeys(filled["period"])), "、".join(names)]
        if (filled["status"] == "derived").any():
            below[0] += DERIVED
    size = _size(large, _BODY.width, 2, VALUE_SIZES)
    top = _Box(_BODY.left, _BODY.top, _BODY.width, Emu(_BODY.height // 2))
    _text(page, top, [large], size, ACCENT, bold=True, align=PP_ALIGN.CENTER, anchor=MSO_ANCHOR.BOTTOM)
    rest = _Box(_BODY.left, Emu(_BODY.top + _BODY.height // 2 + Inches(0.1)), _BODY.width, Emu(_BODY.height // 2))
    _text(page, rest, below, LIST_SIZE, MUTED, align=PP_ALIGN.CENTER)


def _table(panel: Panel) -> tuple[list[str], list[list[str]]]:
    """Heading and cells of all rows of a panel, totals first; the words say what is derived or missing."""
    rows = panel.rows
    if panel.shape in {"trend", "paired"}:
        years = sorted({int(year) for year in rows["year"].dropna()})
        cells = {(row.series, int(row.year)): _cell(row) for row in rows.itertuples()}
        ordered = rows.sort_values("is_total", ascending=False, kind="stable")
        names = dict.fromkeys(ordered["series"])
        if panel.shape == "paired":
            totals = dict.fromkeys(ordered.loc[ordered["is_total"], "series"])
            names = dict.fromkeys([*totals, *_grid(panel)[0], *names])
        body = [[name, *(cells.get((name, year), wording.NO_VALUE) for year in years)] for name in names]
        return ["项目", *(f"{year} 年" for year in years)], body
    if panel.is_ranked:
        rows = rows.sort_values("value", ascending=False, kind="stable", na_position="last")
    rows = rows.sort_values("is_total", ascending=False, kind="stable")
    return ["项目", "数值", "期间"], [[row.series, _cell(row), row.period] for row in rows.itertuples()]


def _cell(row: Any) -> str:
    if pd.isna(row.value):
        return f"{row.status_name}（{row.status_reason}）" if row.status_reason else str(row.status_name)
    return str(row.label) + (DERIVED if row.status == "derived" else "")


def _sheets(header: Sequence[str], rows: Sequence[list[str]]) -> Iterator[list[list[str]]]:
    """The rows of a table in parts of like size, one for each slide; a row that wraps takes the room of several."""
    widths = _widths(len(header))
    heights = [
        max(_lines(text, width.pt / TABLE_SIZE - 1) for text, width in zip(row, widths, strict=True)) for row in rows
    ]
    fair = math.ceil(sum(heights) / math.ceil(sum(heights) / MOST_ROWS))
    part: list[list[str]] = []
    lines = 0
    for row, height in zip(rows, heights, strict=True):
        if part and lines + height > fair:
            yield part
            part, lines = [], 0
        part.append(row)
        lines += height
    yield part


def _widths(columns: int) -> list[Length]:
    first = _BODY.width * (0.5 if columns < MANY_SERIES else 0.34)
    return [Emu(int(first)), *[Emu(int((_BODY.width - first) / (columns - 1)))] * (columns - 1)]


def _draw_table(page: Any, header: Sequence[str], rows: Sequence[Sequence[str]], description: str) -> None:
    height = Inches(0.3)
    box = (_BODY.left, _BODY.top, _BODY.width, Emu(height * (len(rows) + 1)))
    frame = page.shapes.add_table(len(rows) + 1, len(header), *box)
    _describe(frame, description)
    table = frame.table
    for column, width in zip(table.columns, _widths(len(header)), strict=True):
        column.width = width
    for place, texts in enumerate([header, *rows]):
        table.rows[place].height = height
        for column, text in enumerate(texts):
            cell = table.cell(place, column)
            cell.margin_top = cell.margin_bottom = Inches(0.02)
            cell.vertical_anchor = MSO_ANCHOR.MIDDLE
            cell.fill.solid()
            cell.fill.fore_color.rgb = _rgb(ACCENT if not place else GRID if place % 2 == 0 else BACKGROUND)
            align = PP_ALIGN.RIGHT if column else PP_ALIGN.LEFT
            _fill_text(cell.text_frame, [text], TABLE_SIZE, TEXT if place else BACKGROUND, bold=not place, align=align)


def _add_map(file: _File, drawn: MapSlide) -> None:
    page = _empty_page(file, drawn.title)
    _note(page, [drawn.title, *drawn.remarks, f"数据版本：{file.store.dataset_version}", f"指纹：{file.fingerprint}"])
    features = json.loads(GEOMETRY.read_text(encoding="utf-8"))["features"]
    shapes = {feature["properties"]["code"]: feature["geometry"] for feature in features}
    unknown = ({*drawn.colours} | {*drawn.labels}) - {*shapes}
    if unknown:
        raise KeyError(f"地图上没有这些街镇：{'、'.join(sorted(unknown))}")
    rings = {code: _rings(geometry) for code, geometry in shapes.items()}
    project = _projection([point for found in rings.values() for ring in found for point in ring])
    towns = page.shapes.add_group_shape()
    towns.name = "街镇"
    for code, found in rings.items():
        first, *others = [[project(point) for point in ring] for ring in found]
        path = towns.shapes.build_freeform(*first[0], scale=1.0)
        path.add_line_segments(first[1:])
        for ring in others:
            path.move_to(*ring[0]).add_line_segments(ring[1:])
        shape = path.convert_to_shape()
        shape.name = file.store.name("areas", code)
        shape.shadow.inherit = False
        _fill(shape, drawn.colours[code], BACKGROUND)
        shape.line.width = Pt(1.5)
    labelled = [row for row in file.store.towns.itertuples() if drawn.labels.get(row.area_id)]
    texts = [drawn.labels[row.area_id].split("\n") for row in labelled]
    boxes = _apart([_label_box(lines, project((row.lon, row.lat))) for lines, row in zip(texts, labelled, strict=True)])
    for row, lines, box in zip(labelled, texts, boxes, strict=True):
        _town_label(page, row.name, lines, box)
    for place, (text, colour) in enumerate((drawn.legend or {}).items()):
        top = Emu(_MAP.top + place * Inches(0.34))
        swatch = page.shapes.add_shape(MSO_SHAPE.RECTANGLE, _MAP.left, top, Inches(0.25), Inches(0.2))
        swatch.shadow.inherit = False
        _fill(swatch, colour, MUTED)
        box = _Box(Emu(_MAP.left + Inches(0.35)), Emu(top - Inches(0.04)), Inches(3.2), Inches(0.3))
        _text(page, box, [text], TABLE_SIZE, TEXT)
    _foot(file, page, drawn.remarks)


def _rings(geometry: Mapping[str, Any]) -> list[list[tuple[float, float]]]:
    polygons = geometry["coordinates"] if geometry["type"] == "MultiPolygon" else [geometry["coordinates"]]
    return [[(lon, lat) for lon, lat in ring] for polygon in polygons for ring in polygon]


def _projection(points: Sequence[tuple[float, float]]) -> Any:
    """Degrees to a place on the slide: as flat as a district is, its height filling the body."""
    west, east = min(lon for lon, _ in points), max(lon for lon, _ in points)
    south, north = min(lat for _, lat in points), max(lat for _, lat in points)
    narrowing = math.cos(math.radians((south + north) / 2))
    scale = min(_MAP.height / (north - south), _MAP.width / ((east - west) * narrowing))
    left = _MAP.left + (_MAP.width - (east - west) * narrowing * scale) / 2
    return lambda point: (left + (point[0] - west) * narrowing * scale, _MAP.top + (north - point[1]) * scale)


def _label_box(lines: Sequence[str], centre: tuple[float, float]) -> _Box:
    width, height = Pt((max(map(_ems, lines)) + 0.5) * MAP_SIZE), Pt(MAP_SIZE * 1.4 * len(lines))
    return _Box(Emu(int(centre[0] - width / 2)), Emu(int(centre[1] - height / 2)), width, height)


def _apart(boxes: Sequence[_Box]) -> list[_Box]:
    """The boxes moved aside, each half the way, until none lies on another."""
    moved = list(boxes)
    for _ in range(MOST_MOVES):
        is_still = True
        for one, other in combinations(range(len(moved)), 2):
            a, b = moved[one], moved[other]
            aside = (a.width + b.width) / 2 - abs(a.left + a.width / 2 - b.left - b.width / 2)
            upright = (a.height + b.height) / 2 - abs(a.top + a.height / 2 - b.top - b.height / 2)
            if aside <= 0 or upright <= 0:
                continue
            is_still = False
            if aside < upright:
                way = math.ceil(aside / 2) * (1 if a.left + a.width / 2 < b.left + b.width / 2 else -1)
                moved[one], moved[other] = replace(a, left=Emu(a.left - way)), replace(b, left=Emu(b.left + way))
            else:
                way = math.ceil(upright / 2) * (1 if a.top + a.height / 2 < b.top + b.height / 2 else -1)
                moved[one], moved[other] = replace(a, top=Emu(a.top - way)), replace(b, top=Emu(b.top + way))
        if is_still:
            break
    return moved


def _town_label(page: Any, name: str, lines: Sequence[str], box: _Box) -> None:
    shape = _text(page, box, lines, MAP_SIZE, TEXT, bold=True, align=PP_ALIGN.CENTER, anchor=MSO_ANCHOR.MIDDLE)
    shape.name = f"{name}（标签）"
    shape.text_frame.word_wrap = False
    for style in shape._element.iter(qn("a:rPr")):  # a white halo, so that the words can be read on every colour
        halo = '<a:glow rad="50800"><a:srgbClr val="FFFFFF"/></a:glow>'
        style.append(parse_xml(f"<a:effectLst {nsdecls('a')}>{halo}</a:effectLst>"))


def _note(page: Any, lines: Sequence[str]) -> None:
    notes = page.notes_slide
    _fill_text(notes.notes_text_frame, lines, TABLE_SIZE, TEXT)
    for shape in list(notes.placeholders):
        if shape.placeholder_format.type == PP_PLACEHOLDER.SLIDE_NUMBER:
            shape._element.getparent().remove(shape._element)


def _text(page: Any, box: _Box, lines: Sequence[str], size: int, colour: str, **how: Any) -> Any:
    shape = page.shapes.add_textbox(*box.sides)
    _write(shape, lines, size, colour, **how)
    return shape


def _write(
    shape: Any,
    lines: Sequence[str],
    size: int,
    colour: str,
    *,
    bold: bool = False,
    align: Any = None,
    anchor: Any = MSO_ANCHOR.TOP,
) -> None:
    frame = shape.text_frame
    frame.word_wrap, frame.vertical_anchor = True, anchor
    frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = 0
    _fill_text(frame, lines, size, colour, bold=bold, align=align)


def _fill_text(
    frame: Any, lines: Sequence[str], size: int, colour: str, *, bold: bool = False, align: Any = None
) -> None:
    for number, line in enumerate(lines):
        paragraph = frame.add_paragraph() if number else frame.paragraphs[0]
        paragraph.alignment = align
        run = paragraph.add_run()
        run.text = line
        run.font.size, run.font.bold, run.font.color.rgb = Pt(size), bold, _rgb(colour)


def _place(shape: Any, box: _Box) -> None:
    shape.left, shape.top, shape.width, shape.height = box.sides


def _rule(page: Any, box: _Box) -> None:
    shape = page.shapes.add_shape(MSO_SHAPE.RECTANGLE, *box.sides)
    shape.shadow.inherit = False
    _fill(shape, ACCENT, ACCENT)


def _fill(formatted: Any, fill: str, line: str) -> None:
    formatted.fill.solid()
    formatted.fill.fore_color.rgb = _rgb(fill)
    formatted.line.color.rgb = _rgb(line)


def _line(line: Any, colour: str) -> None:
    line.color.rgb, line.width = _rgb(colour), Pt(2.5)


def _filling(point: _Point, colour: str) -> str:
    """White for a derived value, a tint for a qualified one."""
    share = 0.0 if point.is_derived else QUALIFIED_TINT
    mixed = (round(255 - (255 - int(colour[at : at + 2], 16)) * share) for at in (1, 3, 5))
    return "#" + "".join(f"{part:02x}" for part in mixed)


def _rgb(colour: str) -> RGBColor:
    return RGBColor(*(int(colour[at : at + 2], 16) for at in (1, 3, 5)))  # type: ignore[no-untyped-call]


def _describe(frame: Any, description: str) -> None:
    """What a screen reader says of a chart or table."""
    frame._element.nvGraphicFramePr.cNvPr.set("descr", description)


def _ems(text: str) -> float:
    """Width of a text by the size of its type: Chinese is square, Latin about half as wide."""
    return sum(1.0 if unicodedata.east_asian_width(letter) in "WFA" else 0.56 for letter in text)


def _lines(text: str, width: float) -> int:
    return sum(max(1, math.ceil(_ems(line) / width)) for line in text.split("\n"))


def _size(text: str, width: Length, lines: int, sizes: Sequence[int]) -> int:
    """The largest of the sizes in which a text takes so many lines; a line may lose a letter at its end."""
    return next((size for size in sizes if _lines(text, width.pt / size - 1) <= lines), sizes[-1])


def _cut(text: str, width: float) -> str:
    while text and _ems(text) > width - 1:
        text = text[:-1]
    return text + "…"


def _set_fonts(root: Any) -> None:
    """Name the typeface for Latin and Chinese on every run; without it Windows takes one that has no Chinese."""
    for run in root.iter(qn("a:r")):
        run.get_or_add_rPr()
    for style in root.iter(qn("a:rPr"), qn("a:endParaRPr"), qn("a:defRPr")):
        style.set("lang", "zh-CN")
        for tag in ("a:latin", "a:ea"):
            for old in style.findall(qn(tag)):
                style.remove(old)
        later = next((child for child in style if child.tag in _AFTER_FONTS), None)
        for tag in ("a:latin", "a:ea"):
            named = parse_xml(f'<{tag} {nsdecls("a")} typeface="{FONT}"/>')
            if later is None:
                style.append(named)
            else:
                later.addprevious(named)


def _set_properties(presentation: Any, title: str, made: datetime, file: _File) -> None:
    moment = made.astimezone(UTC).replace(tzinfo=None)
    properties = presentation.core_properties
    properties.title, properties.subject = title[:255], "、".join(file.store.frame("editions")["title"])[:255]
    properties.author = properties.last_modified_by = ""
    properties.created = properties.modified = moment
    properties.comments = f"数据版本 {file.store.dataset_version}，指纹 {file.fingerprint}"[:255]
    properties.language = "zh-CN"


def _timeless(packed: bytes) -> bytes:
    """The same package with the same time on each of its files."""
    buffer = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(packed)) as read,
        zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as written,
    ):
        for name in read.namelist():
            info = zipfile.ZipInfo(name, _FIXED_TIME)
            info.compress_type = zipfile.ZIP_DEFLATED
            written.writestr(info, read.read(name))
    return buffer.getvalue()
