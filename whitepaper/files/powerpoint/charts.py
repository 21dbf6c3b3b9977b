"""Native charts of a PowerPoint file: lines and bars that carry their numbers, labelled as the paper prints them."""

from __future__ import annotations

import io
import math
from collections import Counter
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any, TypeAlias

import xlsxwriter  # type: ignore[import-untyped]  # it has no types
from pptx.chart.data import CategoryChartData
from pptx.enum.chart import XL_CHART_TYPE, XL_LABEL_POSITION, XL_LEGEND_POSITION, XL_MARKER_STYLE, XL_TICK_MARK
from pptx.enum.chart import XL_TICK_LABEL_POSITION as TICK_LABELS
from pptx.enum.dml import MSO_LINE
from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls
from pptx.util import Emu, Inches, Length, Pt

from whitepaper.files.archive import FIXED_TIME
from whitepaper.files.powerpoint.frame import BODY
from whitepaper.files.powerpoint.panels import Point, Series, axis, beside, grid, is_labelled, scaled, with_bases
from whitepaper.files.powerpoint.typesetting import SMALL_SIZE, Box, add_text, describe, paint, rgb
from whitepaper.model.text import ems
from whitepaper.printed.wording import MINUS
from whitepaper.stories.slides import CountSlide
from whitepaper.telling.palette import PAPER, SERIES, mixed
from whitepaper.telling.panels import MANY_SERIES, Panel, Shape

CHART_SIZE = 14
COLUMN, HEADS, MOST_NAME = Inches(1.9), 0.1, 16
"""How wide a column beside bars is, the share of the height that heads and legend have, and letters of a name."""
Column: TypeAlias = tuple[str, list[str]]
QUALIFIED_TINT = 0.35  # the share of the colour that is left, as in the bars on the screen
FADED = 0.35  # the same, of what does not stand out


def draw_chart(page: Any, panel: Panel, description: str) -> None:
    """Draw a panel as lines over the years or as bars; description: for screen readers."""
    names, series = grid(panel)
    columns = beside(panel, names)
    _draw(page, with_bases(panel, names), series, panel.shape, description, scaled(panel), columns,
          has_labels=is_labelled(panel, names), is_cut=panel.is_cut)  # fmt: skip
    if columns:
        _draw_columns(page, names, columns)


def draw_counts(page: Any, slide: CountSlide) -> None:
    """Draw counts as bars."""
    counts = zip(slide.counts["name"], slide.counts["count"], strict=True)
    points = {
        name: Point(float(count), f"{count} {slide.unit}", is_derived=False, is_qualified=False, is_doubted=False)
        for name, count in counts
    }
    _draw(page, list(points), [Series(slide.heading, tuple(points.values()))], "ranking", slide.title, (), ())


def _draw(
    page: Any,
    categories: Sequence[str],
    series: Sequence[Series],
    shape: Shape,
    description: str,
    scale: Sequence[Series],
    columns: Sequence[Column],
    *,
    has_labels: bool = True,
    is_cut: bool = False,
) -> None:
    is_trend = shape in {"trend", "dots"}
    data: Any = CategoryChartData()  # type: ignore[no-untyped-call]  # the library's
    data.categories = categories
    for one in series:
        data.add_series(one.name, [point.value if point else None for point in one.points])
    kind = XL_CHART_TYPE.LINE_MARKERS if is_trend else XL_CHART_TYPE.BAR_CLUSTERED
    left, top, width, height = BODY.sides
    frame = page.shapes.add_chart(kind, left, top, Emu(width - COLUMN * len(columns)), height, data)
    describe(frame, description)
    chart: Any = frame.chart
    chart.part.chart_workbook.update_from_xlsx_blob(_workbook(categories, series))
    chart.font.size, chart.font.color.rgb = Pt(CHART_SIZE), rgb(PAPER.text)
    _number_axes(chart)
    chart.has_title = False
    chart.has_legend = len(series) > 1
    if chart.has_legend:
        chart.legend.position, chart.legend.include_in_layout = XL_LEGEND_POSITION.TOP, False
    chart.plots[0].vary_by_categories = False
    if columns:
        _fix_lines(chart, categories, frame.width)
    _draw_axes(chart, scale or series, shape, is_cut=is_cut)
    if columns:
        chart.category_axis.tick_label_position = TICK_LABELS.NONE
    for number, (drawn, one) in enumerate(zip(chart.plots[0].series, series, strict=True)):
        colour = SERIES["light"][number % MANY_SERIES]
        if shape == "paired":
            colour = PAPER.accent if number == len(series) - 1 else PAPER.other
        if is_trend and all(point is None or point.is_faded for point in one.points):
            colour = _faded(colour)
        (_draw_line if is_trend else _draw_bars)(drawn, one, colour)
        if shape == "dots":
            drawn.format.line.fill.background()
        if has_labels:
            _label(drawn, one, is_trend=is_trend)


def _room_of(names: Sequence[str]) -> Length:
    """How wide the names beside bars are."""
    return Emu(int(min(max(map(ems, names)) + 1, MOST_NAME) * Pt(CHART_SIZE)))


def _fix_lines(chart: Any, names: Sequence[str], width: Length) -> None:
    """Fix where the bars stand, so that names and columns beside them keep their lines. width: of the chart."""
    before = _room_of(names) / width
    sides = {"x": before, "y": HEADS, "w": 1 - before, "h": 1 - HEADS}
    placed = "".join(f'<c:{side} val="{share:.4f}"/>' for side, share in sides.items())
    modes = '<c:layoutTarget val="inner"/><c:xMode val="edge"/><c:yMode val="edge"/>'
    layout = f"<c:layout {nsdecls('c')}><c:manualLayout>{modes}{placed}</c:manualLayout></c:layout>"
    (area,) = chart._chartSpace.xpath("c:chart/c:plotArea")
    for old in area.xpath("c:layout"):
        area.remove(old)
    area.insert(0, parse_xml(layout))


def _draw_columns(page: Any, names: Sequence[str], columns: Sequence[Column]) -> None:
    """The names at the left of their bars, none of which an axis could leave out, and the columns at the right."""
    room, left = Emu(int(_room_of(names) - Pt(CHART_SIZE) / 2)), BODY.left + BODY.width - COLUMN * len(columns)
    _draw_column(page, Emu(BODY.left), room, "", names)
    for place, (head, cells) in enumerate(columns):
        _draw_column(page, Emu(left + COLUMN * place), COLUMN, head, cells)


def _draw_column(page: Any, left: Length, width: Length, head: str, cells: Sequence[str]) -> None:
    """Each cell in the line of its bars, right-aligned under the head."""
    top, line = BODY.top + BODY.height * HEADS, BODY.height * (1 - HEADS) / len(cells)
    how = {"align": PP_ALIGN.RIGHT, "anchor": MSO_ANCHOR.MIDDLE}
    if head:
        box = Box(left, BODY.top, width, Emu(int(BODY.height * HEADS)))
        add_text(page, box, [head], CHART_SIZE, PAPER.muted, **how)
    for number, cell in enumerate(cells):
        box = Box(left, Emu(int(top + line * number)), width, Emu(int(line)))
        if cell:
            add_text(page, box, [cell], CHART_SIZE, PAPER.text, **how)


def _workbook(categories: Sequence[str], series: Sequence[Series]) -> bytes:
    """The numbers behind a chart, in the cells that it refers to; no text of them is a formula or a link."""
    buffer = io.BytesIO()
    safe = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    book = xlsxwriter.Workbook(buffer, safe)
    book.set_properties({"created": datetime(*FIXED_TIME, tzinfo=UTC)})
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


def _number_axes(chart: Any) -> None:
    """Name the axes 1 and 2: the names of the library's template are negative, which the schema forbids."""
    named = chart._chartSpace.xpath("//c:axId | //c:crossAx")
    own = {key: str(place) for place, key in enumerate(dict.fromkeys(one.get("val") for one in named), 1)}
    for one in named:
        one.set("val", own[one.get("val")])


def _draw_axes(chart: Any, series: Sequence[Series], shape: Shape, *, is_cut: bool) -> None:
    is_trend = shape in {"trend", "dots"}
    names, values = chart.category_axis, chart.value_axis
    names.format.line.color.rgb = rgb(PAPER.muted)
    names.major_tick_mark = values.major_tick_mark = XL_TICK_MARK.NONE
    names.tick_label_position = TICK_LABELS.LOW
    names.has_major_gridlines = False
    if is_trend:
        start, step = axis(series, is_cut=is_cut)
        values.minimum_scale, values.major_unit = start, step
        if shape == "dots":  # no rate is above all
            values.maximum_scale = 100 + step / 2
        decimals = max(0, -math.floor(math.log10(step)))
        values.tick_labels.number_format = _signed("#,##0" + ("." + "0" * decimals if decimals else ""), start)
        values.tick_labels.number_format_is_linked = False
        values.format.line.fill.background()
        values.major_gridlines.format.line.color.rgb = rgb(PAPER.grid)
        return
    names.reverse_order = True  # the first stands on top
    (last,) = names._element.xpath("c:noMultiLvlLbl")
    last.addprevious(parse_xml(f'<c:tickLblSkip {nsdecls("c")} val="1"/>'))  # no name is left out
    values.visible = values.has_major_gridlines = False
    numbers = [point.value for one in series for point in one.points if point]
    longest = max(len(point.label) for one in series for point in one.points if point)
    room = 0.1 + 0.018 * longest  # for the label of the longest bar
    span = max(*numbers, 0) - min(*numbers, 0)
    values.minimum_scale = min(numbers) - span * room if min(numbers) < 0 else 0
    values.maximum_scale = (max(*numbers, 0) + (span * room if max(numbers) > 0 else 0)) or 1
    chart.plots[0].gap_width, chart.plots[0].overlap = 45, 0


def _draw_line(drawn: Any, series: Series, colour: str) -> None:
    drawn.smooth = False
    _line(drawn.format.line, colour)
    drawn.marker.style, drawn.marker.size = XL_MARKER_STYLE.CIRCLE, 10
    paint(drawn.marker.format, colour, colour)
    for place, point in enumerate(series.points):
        is_faded = (
            point is not None and point.is_faded and not all(one is None or one.is_faded for one in series.points)
        )
        if point and (point.is_derived or point.is_qualified or is_faded):
            own, edge = drawn.points[place], _faded(colour) if is_faded else colour
            is_plain = not (point.is_derived or point.is_qualified)
            _line(own.format.line, edge)
            own.marker.style, own.marker.size = XL_MARKER_STYLE.CIRCLE, 10
            paint(own.marker.format, edge if is_plain else _filling(point, edge), edge)
            own.marker.format.line.width = Pt(2)
            if point.is_qualified:
                own.marker.format.line.dash_style = MSO_LINE.SQUARE_DOT


def _draw_bars(drawn: Any, series: Series, usual: str) -> None:
    drawn.invert_if_negative = False
    paint(drawn.format, usual, usual)
    for place, point in enumerate(series.points):
        if point and (point.is_derived or point.is_qualified or point.is_total or point.is_faded or point.is_part):
            own = drawn.points[place]
            colour = PAPER.muted if point.is_total else PAPER.other if point.is_part else usual
            colour = _faded(colour) if point.is_faded else colour
            is_plain = not (point.is_derived or point.is_qualified)
            paint(own.format, colour if is_plain else _filling(point, colour), colour)
            own.format.line.width = Pt(1.5)
            (index,) = own._ser.xpath(f'c:dPt/c:idx[@val="{place}"]')
            index.addnext(parse_xml(f'<c:invertIfNegative {nsdecls("c")} val="0"/>'))


def _line(line: Any, colour: str) -> None:
    line.color.rgb, line.width = rgb(colour), Pt(2.5)


def _faded(colour: str) -> str:
    return mixed(PAPER.background, colour, FADED)


def _filling(point: Point, colour: str) -> str:
    """White for a derived value, a tint for a qualified one."""
    share = 0.0 if point.is_derived else QUALIFIED_TINT
    return mixed(PAPER.background, colour, share)


def _label(drawn: Any, series: Series, *, is_trend: bool) -> None:
    """Write every value as the paper has it: by one number format, and as a text where that says something else."""
    formats = Counter(point.number_format for point in series.points if point and point.number_format)
    usual = formats.most_common(1)[0][0] if formats else "General"
    values = [point.value for point in series.points if point]
    coded = _signed(usual, min(values, default=0.0)) if formats else usual
    middle = sum(values) / len(values) if values else 0.0
    labels = drawn.data_labels
    labels.show_value, labels.number_format, labels.number_format_is_linked = True, coded, False
    labels.font.size, labels.font.color.rgb = Pt(CHART_SIZE if is_trend else SMALL_SIZE), rgb(PAPER.text)
    labels.position = XL_LABEL_POSITION.ABOVE if is_trend else XL_LABEL_POSITION.OUTSIDE_END
    for place, point in enumerate(series.points):
        if point is None:
            continue
        is_below = is_trend and point.value < middle
        if point.number_format != usual:
            own = drawn.points[place].data_label
            own.text_frame.text = point.label
            run = own.text_frame.paragraphs[0].runs[0]
            run.font.size, run.font.color.rgb = labels.font.size, rgb(PAPER.text)
            own.position = XL_LABEL_POSITION.BELOW if is_below else labels.position
        elif is_below:
            own = drawn.points[place].data_label
            own.font.size, own.font.color.rgb = labels.font.size, rgb(PAPER.text)
            own.position = XL_LABEL_POSITION.BELOW
            _number_format(own, coded)


def _signed(code: str, lowest: float) -> str:
    """A number format under which numbers below nothing have the sign that is read, where there are any."""
    return f'{code};"{MINUS}"{code}' if lowest < 0 else code


def _number_format(label: Any, code: str) -> None:
    """Give a label of its own the number format of the others, which it would not inherit."""
    element = label._dLbl
    (shape,) = element.xpath("c:spPr")
    numbers = parse_xml(f'<c:numFmt {nsdecls("c")} formatCode="" sourceLinked="0"/>')
    numbers.set("formatCode", code)
    shape.addprevious(numbers)
