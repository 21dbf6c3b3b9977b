"""Chart builders: a frame in, an Altair chart out. Pure; no page, no session, no file.

Frames are rows of `Store.observations` of one indicator, one measure and one unit, prepared by
`panels.as_series`. The colours follow the mode; the type follows `theme.chart_config`.
"""

from __future__ import annotations

import json
import math
from collections.abc import Iterable, Sequence
from copy import deepcopy
from dataclasses import replace
from functools import partial
from statistics import fmean
from typing import Any, ClassVar, Final, TypeAlias

import altair as alt
import pandas as pd
from altair.utils import schemapi

from components.drawing import theme, town_map
from whitepaper.model.errors import MixedUnitsError
from whitepaper.model.keys import DERIVED, REPORTED
from whitepaper.model.text import broken, ems
from whitepaper.printed.categories import is_within
from whitepaper.printed.intervals import LIMITING
from whitepaper.store.described import Row, records
from whitepaper.telling import boards
from whitepaper.telling.boards import Number
from whitepaper.telling.palette import PALETTES, SERIES, Mode, Palette
from whitepaper.telling.panels import (
    LISTED,
    MANY_SERIES,
    MOST_BARS,
    TOTAL,
    Base,
    Panel,
    at_a_glance,
    in_parts,
    inside,
    offered,
    order,
)

schemapi.disable_debug_mode()  # to ask of every part whether the grammar has it takes half of the time; tests ask

Drawing: TypeAlias = alt.LayerChart | alt.FacetChart
TREND_HEIGHT = 300
ROWS = (34, 44, 62, 80)  # pixels of a bar with its space, beside a name on one line, on two, on three, on four
LONGEST_NAME = 20  # ems of a line of a name beside its bar
WHOLE_NAME = {False: 15, True: 7}  # ems of a name that stays on one line; on a narrow page
NAME_LINES, NAME_LEADING = 4, 1.15
LABELLED, ABOVE, BELOW = 1.9, -1, 1.25  # letters that a label takes above or below its point, and where it stands
ROOM_ABOVE, ROOM_ABOVE_SMALL = 1.15, 1.35  # of the largest number, for its label; in small multiples
MOST_TICKS = 4
HEAD, HEAD_LINE = " ", 1.15
"""The line of heads above dots, which has no name, and how high each of two lines is, in letters."""
SEMIBOLD: Final = 600
NOTHING = "0"  # pixels, as an expression
LEAST_DOTS = 120  # pixels that dots keep beside what they are of
BOARD_COLUMNS, BOARD_HEIGHT, BOARD_SIZE, BOARD_NAME, BOARD_LINES = 2, 110, 26, 18, 3
BOARD_LEADING = 1.25
LETTER = "letter"  # name of the size of type, in pixels, by which bars leave room for their labels
LINES = "lines"  # name of a number over 1 where a page is narrow and names stand on more lines
EMPHASIS = "emphasis"  # name of the list of series that stand out; empty, none fades
FADED, FADED_TEXT = 0.25, 0.65
"""How much is left of other marks, and of other texts, which must stay legible."""
SMALL_WIDTH, LARGEST_SMALL, SMALL_HEIGHT = 220, 260, 130
BESIDE_LEGEND = 2.5  # ems of the sign before a name of a legend, and of what stands between two
HALF_ROW = "bandwidth('y') / 1.8"  # from the middle of a bar to the next, half of it and of the space between
CUT = {False: "M-0.6,0L-0.25,-0.6L0.25,0.6L0.6,0", True: "M0,-0.6L-0.6,-0.25L0.6,0.25L0,0.6"}  # the break; upright
GAP = {False: "M-0.6,0L0.6,0", True: "M0,-0.6L0,0.6"}  # what it leaves out of the line of the axis
CUT_HEIGHT = 1.3  # letters from its middle, in which no number of the axis stands
CUT_AT, CUT_SIZE = {False: LETTER, True: f"height - {LETTER}"}, 400  # a letter from the start of the axis
TOOLTIP = {"series": "项目", "period_name": "期间", "label": "数值", "cited": "来源"}
"""Column to its heading in the hint on a mark; the rest is a click away."""
SENT = [*TOOLTIP, "year", "plotted", "qualifier", "status_name"]
"""The columns that a drawing needs; the browser is sent no others."""


def trend(rows: pd.DataFrame, mode: Mode, *, is_cut: bool = False) -> Drawing:
    """Line per series over the years; gaps stay gaps.

    rows: `as_series` observations of one indicator, measure and unit; derived points are hollow and
    named so in the legend. More than MANY_SERIES series are drawn as small multiples. is_cut: whether the numbers do
    not start at 0.
    Raises MixedUnitsError when rows hold more than one unit.
    """
    unit = _one_unit(rows)
    palette = PALETTES[mode]
    years = list(range(int(rows["year"].min()), int(rows["year"].max()) + 1))
    names = list(dict.fromkeys(rows["series"]))
    is_many = len(names) > MANY_SERIES
    room = alt.ExprRef(f"{LABELLED} * {LETTER}")
    x = alt.X(
        "year:O",
        title=None,
        axis=alt.Axis(labelAngle=0, labelExpr="datum.value + '年'", grid=False),
        scale=alt.Scale(domain=years),
    )
    beside_cut = f"abs(scale('y', datum.value) - ({CUT_AT[True]})) < {CUT_HEIGHT} * {LETTER}"
    is_broken = is_cut and not is_many
    lowest, highest = rows["plotted"].min(), rows["plotted"].max()
    scale = alt.Scale(zero=not is_cut, padding=room, nice=True)
    is_from_nothing = bool(not is_cut and lowest >= 0)  # room for labels is above alone
    if is_from_nothing:
        top = alt.Undefined if is_many else float(highest * ROOM_ABOVE) or 1.0
        scale = alt.Scale(domainMin=0, domainMax=top, nice=True)
    y = alt.Y(
        "plotted:Q",
        title=None,
        scale=scale,
        axis=alt.Axis(
            tickCount=3,
            domain=False,
            ticks=False,
            format=",~r",
            labelPadding=8,
            labelExpr=f"{beside_cut} ? '' : datum.label" if is_broken else "datum.label",
            gridOpacity={"condition": {"test": beside_cut if is_broken else "false", "value": 0}, "value": 1},
        ),
    )
    colours = alt.Scale(domain=names, range=[SERIES[mode][place % len(SERIES[mode])] for place in range(len(names))])
    is_coloured = 1 < len(names) <= MANY_SERIES
    legend = alt.Legend(symbolType="stroke", symbolStrokeWidth=4, columns=_wrapped(names)) if is_coloured else None
    stroke = (
        alt.Color("series:N", title=None, scale=colours, legend=legend) if is_coloured else alt.value(palette.accent)
    )
    fill = alt.Fill("series:N", scale=colours, legend=None) if is_coloured else alt.value(palette.accent)
    base = _Chart(_Rows(values=_complete(rows, years, unit))).encode(x=x, y=y, color=stroke)
    line = base.mark_line(strokeWidth=3, invalid="break-paths-filter-domains").encode(detail="series:N")
    filled = base.transform_filter("isValid(datum.plotted)").encode(tooltip=_tooltip())
    points = filled.mark_point(size=110, strokeWidth=2.5, opacity=1).encode(
        fill=fill, fillOpacity=_hollow(rows, palette), strokeDash=_qualified()
    )
    longest = max(map(ems, rows["label"]), default=0.0)
    small = max(map(ems, rows["label"].str.removesuffix(unit)), default=0.0) * len(years) * theme.TEXT_SIZE
    small = round(min(max(SMALL_WIDTH, small), LARGEST_SMALL))
    place = small if is_many else "width"
    is_bare = f"{place} < {longest * len(years):.1f} * {LETTER} && datum.year != {years[-1]}"
    written = filled.transform_calculate(written=f"{is_bare} ? datum.bare : datum.label").encode(text="written:N")
    shift = alt.ExprRef(f"datum.is_above ? {ABOVE} * {LETTER} : {BELOW} * {LETTER}")
    style: dict[str, Any] = {"dy": shift, "fontSize": theme.TEXT_SIZE, "font": theme.FONT}
    halo = written.mark_text(stroke=palette.background, strokeWidth=5, strokeJoin="round", **style)
    layers = [
        line,
        points,
        halo.encode(color=alt.value(palette.background)),
        written.mark_text(**style).encode(color=alt.value(palette.text)),
    ]
    if is_many:
        if is_from_nothing:  # of each alone
            highest_label = filled.transform_calculate(room=f"datum.plotted * {ROOM_ABOVE_SMALL} || 1")
            layers.append(
                highest_label.mark_tick(size=0, thickness=0, aria=False).encode(y=alt.Y("room:Q", title=None))
            )
        multiples: alt.FacetChart = (
            alt.layer(*layers)
            .properties(width=small, height=SMALL_HEIGHT)
            .facet(facet=alt.Facet("series:N", title=None, sort=names), columns=1)
            .resolve_scale(y="independent")
            .properties(autosize="pad")  # what fits itself into a width has none of its own
        )
        return multiples
    layers += _cut_axis(palette, is_upright=True) if is_broken else []
    return _layered(layers, height=TREND_HEIGHT)


def paired(rows: pd.DataFrame, mode: Mode, *, whole: pd.DataFrame | None = None, bases: Sequence[Base] = ()) -> Drawing:
    """Two points per series, one for each of two years, largest latest value first, which is written at the right.

    rows: as for `trend`, of exactly two years; a total that is the sum of the parts is left out; whole: the rows of all
    parts, where these are one part of them; bases: further columns, left out where they leave too little to the points.
    The earlier year is hollow, as derived points are; where only some of its points are derived, the others are full.
    Raises MixedUnitsError when rows hold more than one unit.
    """
    unit = _one_unit(rows)
    palette = PALETTES[mode]
    parts = _beside_total(rows, unit)
    years = sorted(int(year) for year in parts["year"].unique())
    is_derived = parts["status"] == DERIVED
    named = parts["year"].map(lambda year: f"{year} 年") + is_derived.map({True: "（推算）", False: ""})
    parts = parts.assign(year_name=named)
    latest = parts[parts["year"] == years[-1]]
    listed = [*latest.loc[latest["is_total"], "series"], *order(parts, "paired", is_ranked=True)]
    names = [name for name in dict.fromkeys(listed) if name in set(latest["series"])]
    latest = latest.set_index("series", drop=False).loc[names].reset_index(drop=True)
    legend = parts.sort_values(["year", "status"], ascending=[True, False]).drop_duplicates("year_name")
    legend_names = list(legend["year_name"])
    strokes = [palette.other if year == years[0] else palette.accent for year in legend["year"]]
    is_plain = len(legend) == len(years) and legend["status"].iat[-1] != DERIVED
    is_hollow = (legend["status"] == DERIVED) | ((legend["year"] == years[0]) & is_plain)
    fills = [palette.background if empty else stroke for empty, stroke in zip(is_hollow, strokes, strict=True)]
    below = alt.Legend(columns=_wrapped(legend_names))
    scaled = _beside_total(rows if whole is None else whole, unit)
    said = [f"{years[-1]} 年", *scaled.loc[scaled["year"] == years[-1], "label"]]
    beside = _Beside(bases, scaled["key"], max(map(ems, said)))
    ticks = _ticks(float(scaled["plotted"].min()), float(scaled["plotted"].max()))
    y = _names([HEAD, *names], whole)
    base = _chart(parts, "year_name").encode(
        x=alt.X(
            "plotted:Q",
            title=None,
            axis=alt.Axis(
                values=ticks,
                labelExpr="format(datum.value, ',')",  # the format of an axis would round what is given
                domain=False,
                labelFlush=False,
                labelBound=6,
            ),
            scale=_room_for_labels(scaled["plotted"], beside.taken),
        ),
        y=y,
    )
    line = base.mark_line(strokeWidth=2, color=palette.muted).encode(detail="series:N")
    points = base.mark_point(size=130, opacity=1, strokeWidth=2.5).encode(
        fill=alt.Fill("year_name:N", title=None, scale=alt.Scale(domain=legend_names, range=fills), legend=below),
        stroke=alt.Stroke("year_name:N", title=None, scale=alt.Scale(domain=legend_names, range=strokes), legend=below),
        strokeDash=_qualified(),
        order="year:O",
        tooltip=_tooltip(),
    )
    columns = beside.layers(latest, y, palette, head=said[0])
    apart = _line_above_parts(latest, [HEAD, *names], palette)
    return _layered([line, points, *columns, *apart], **_heights([HEAD, *names], 40))


def ranking(rows: pd.DataFrame, mode: Mode, *, is_ranked: bool, whole: pd.DataFrame | None = None) -> Drawing:
    """Bar per series of one year, largest first, with the value written at its end.

    rows: as for `trend`. A total over the categories is no bar: for rates it is a dashed line. What is part of another
    bar has another colour than those that add up.
    is_ranked: False keeps the order of the rows, for numbers that do not compare between areas; whole: as for `paired`.
    Raises MixedUnitsError when rows hold more than one unit.
    """
    unit = _one_unit(rows)
    palette = PALETTES[mode]
    filled = rows[rows["plotted"].notna()]
    names = order(rows, "ranking", is_ranked=is_ranked)
    parts = filled[filled["series"].isin(names)]
    scaled = parts if whole is None else whole[whole["plotted"].notna() & ~whole["is_total"]]
    x = alt.X("plotted:Q", title=None, axis=None, scale=_room_for_labels(scaled["plotted"], _behind(scaled["label"])))
    y = _names(names, whole)
    base = _chart(parts).encode(x=x, y=y, tooltip=_tooltip())
    colour = _apart(parts, palette)
    bars = base.mark_bar(height={"band": 0.62}, cornerRadiusEnd=3).encode(
        color=colour, fillOpacity=alt.condition(_limited(), alt.value(0.35), alt.value(1)), stroke=colour
    )
    labels = (
        base.transform_calculate(label_at="max(datum.plotted, 0)")
        .mark_text(align="left", dx=6, fontSize=theme.TEXT_SIZE, font=theme.FONT, color=palette.text)
        .encode(x="label_at:Q", text="label:N")
    )
    layers = [bars, labels, *_line_above_parts(parts, names, palette)]
    total = filled[filled["is_total"]]
    if unit == "%" and len(total) == 1 and len(parts) > 1:
        rule = _chart(total).encode(x="plotted:Q", tooltip=_tooltip())
        layers.append(rule.mark_rule(strokeDash=[6, 4], strokeWidth=2, color=palette.text))
    return _layered(layers, **_heights(names))


def growth(
    rows: pd.DataFrame,
    mode: Mode,
    *,
    is_ranked: bool,
    whole: pd.DataFrame | None = None,
    bases: Sequence[Base] = (),
) -> Drawing:
    """Bar per series to the right of nothing for a rise, to the left for a fall; the total stands first, over a line.

    rows: as for `trend`, changes of one year; is_ranked, whole: as for `ranking`; bases: as for `paired`.
    Raises MixedUnitsError when rows hold more than one unit.
    """
    _one_unit(rows)
    palette = PALETTES[mode]
    filled = rows[rows["plotted"].notna()]
    parts = order(rows, "growth", is_ranked=is_ranked)
    total = filled[filled["is_total"] & ~filled["series"].isin(parts)]
    names = [*total["series"], *parts]
    shown = filled[filled["series"].isin(names)]
    scaled = shown if whole is None else whole[whole["plotted"].notna()]
    beside, lines = _Beside(bases, scaled["key"]), [HEAD, *names] if bases else names
    y = _names(lines, whole)
    base = _chart(shown, "is_total").encode(
        x=alt.X(
            "plotted:Q",
            title=None,
            axis=None,
            scale=_room_on_both_sides(scaled["plotted"], scaled["label"], beside.taken),
        ),
        y=y,
        tooltip=_tooltip(),
    )
    grey = alt.when(alt.datum.is_total).then(alt.value(palette.muted))
    colour = grey.when(alt.datum.plotted < 0).then(alt.value(palette.other)).otherwise(alt.value(palette.accent))
    bars = base.mark_bar(height={"band": 0.62}, cornerRadiusEnd=3).encode(
        color=colour,
        fillOpacity=alt.condition(_limited(), alt.value(0.35), alt.value(1)),
        stroke=colour,
    )
    written = partial(base.mark_text, fontSize=theme.TEXT_SIZE, font=theme.FONT, color=palette.text)
    layers: list[Any] = [
        bars,
        written(align="left", dx=6).transform_filter("datum.plotted >= 0").encode(text="label:N"),
        written(align="right", dx=-6).transform_filter("datum.plotted < 0").encode(text="label:N"),
        _Chart(pd.DataFrame({"nothing": [0]})).mark_rule(color=palette.muted).encode(x="nothing:Q"),
    ]
    if len(total) and parts:
        layers.append(_line_below(total["series"].iat[-1], lines, palette))
    layers += _line_above_parts(shown, lines, palette)
    layers += beside.layers(shown, y, palette)
    return _layered(layers, **_heights(lines))


def dots(
    rows: pd.DataFrame,
    mode: Mode,
    *,
    is_ranked: bool,
    whole: pd.DataFrame | None = None,
    bases: Sequence[Base] = (),
) -> Drawing:
    """Dot per series of one year on an axis that does not start at 0, lowest first; the total is a dashed line.

    rows: as for `trend`, rates in % near 100. The lowest stands out, each dot hangs on a stalk from the total.
    is_ranked: as for `ranking`, then none stands out; whole: as for `paired`; bases: what the rates are of, columns
    beside them with their values as the first, left out where they would leave too little to the dots.
    Raises MixedUnitsError when rows hold more than one unit.
    """
    _one_unit(rows)
    palette = PALETTES[mode]
    filled = rows[rows["plotted"].notna()]
    total, parts = filled[filled["is_total"]], filled[~filled["is_total"]]
    names = order(rows, "dots", is_ranked=is_ranked)
    scaled = filled if whole is None else whole[whole["plotted"].notna()]
    lowest = float(scaled["plotted"].min())
    step = next(step for step in (0.2, 0.5, 1.0, 2.0, 5.0, 10.0, 20.0) if (100 - lowest) / step <= MOST_TICKS)
    start = math.floor((lowest - step / 4) / step) * step
    ticks = [round(start + step * place, 1) for place in range(round((100 - start) / step) + 1)]
    beside_dots = scaled.loc[~scaled["is_total"], "label"] if bases else scaled["label"]
    beside = _Beside(bases, scaled["key"], max(map(ems, beside_dots)))
    end = alt.ExprRef(f"{start} + {100 - start} * width / max(width - {beside.taken}, {LEAST_DOTS})")
    axis = alt.Axis(
        values=ticks,
        format="~r",
        labelExpr="datum.label + '%'",
        labelFlush=False,
        labelPadding=9,
        domain=False,
        ticks=False,
    )
    x = alt.X(
        "plotted:Q", title=None, axis=axis, scale=alt.Scale(domainMin=start, domainMax=end, nice=False, zero=False)
    )
    y = _names([HEAD, *names] if bases else names, whole)
    origin = float(total["plotted"].iat[0]) if len(total) == 1 else start
    parts = parts.assign(
        origin=origin, is_lowest=is_ranked & (parts["plotted"] == scaled.loc[~scaled["is_total"], "plotted"].min())
    )
    base = _chart(parts, "origin", "is_lowest").encode(x=x, y=y, tooltip=_tooltip())
    colour = alt.condition(alt.datum.is_lowest, alt.value(palette.accent), alt.value(palette.other))
    stalks = base.mark_rule(strokeWidth=2, color=palette.other).encode(x2="origin:Q")
    points = base.mark_point(size=150, opacity=1, strokeWidth=2.5, filled=True).encode(
        color=colour, strokeDash=_qualified()
    )
    layers: list[Any] = [stalks, points]
    if bases:
        layers += beside.layers(parts, y, palette, head="")
    else:
        labels = base.mark_text(align="left", dx=14, fontSize=theme.TEXT_SIZE, font=theme.FONT, color=palette.text)
        at_dot = labels.transform_calculate(label_at="max(datum.plotted, datum.origin)")
        layers.append(at_dot.encode(x="label_at:Q", text="label:N"))
    if len(total) == 1:
        rule = _chart(total).encode(x="plotted:Q", tooltip=_tooltip())
        layers.insert(0, rule.mark_rule(strokeDash=[6, 4], strokeWidth=2, color=palette.text))
        if bases:
            is_late = origin > (start + 100) / 2
            named = _chart(total.assign(series=HEAD, label=f"{TOTAL} {total['label'].iat[0]}"))
            written: dict[str, Any] = {
                "fontSize": theme.TEXT_SIZE,
                "font": theme.FONT,
                "color": palette.text,
                "fontWeight": SEMIBOLD,
            }
            at_line = named.mark_text(**written, align="right" if is_late else "left", dx=-8 if is_late else 8)
            layers.append(at_line.encode(x=x, y=y, text="label:N"))
    lines = [HEAD, *names] if bases else names
    layers += _cut_axis(palette, is_upright=False)
    return _layered(layers, **_heights(lines))


def _cut_axis(palette: Palette, *, is_upright: bool) -> list[alt.Chart]:
    """The line of an axis that does not start at 0, broken near its start: from the left to 100, or all the way up."""
    one = _Chart(alt.InlineData(values=[{"plotted": 100}]))
    bare = partial(one.mark_point, aria=False, size=CUT_SIZE, opacity=1, filled=False)
    at = alt.value(alt.ExprRef(CUT_AT[is_upright]))
    if is_upright:
        line = one.mark_rule(aria=False, color=palette.muted).encode(
            x=alt.value(0), y=alt.value(0), y2=alt.value("height")
        )
        place = {"x": alt.value(0), "y": at}
    else:
        foot = alt.value("height")
        line = one.mark_rule(aria=False, color=palette.muted).encode(x="plotted:Q", x2=alt.value(0), y=foot)
        place = {"x": at, "y": foot}
    return [
        line,
        bare(shape=GAP[is_upright], strokeWidth=4, color=palette.background).encode(**place),
        bare(shape=CUT[is_upright], strokeWidth=2, color=palette.muted).encode(**place),
    ]


def _column(base: Base, keys: Iterable[str]) -> float:
    """How wide the numbers beside dots are with their head and the space before them, in letters."""
    return max(map(ems, [*base.head, *map(base.shown, keys)])) + 1.2


def board(numbers: Sequence[Number], mode: Mode) -> Drawing:
    """Numbers side by side, as a picture has them; on the page they are text."""
    palette = PALETTES[mode]
    columns = min(len(numbers), BOARD_COLUMNS)
    names = [broken(number.name, BOARD_NAME, BOARD_LINES) for number in numbers]
    most, leading = max(map(len, names)), theme.TEXT_SIZE * BOARD_LEADING
    cells = pd.DataFrame(
        {
            "name": ["\n".join([*["\u00a0"] * (most - len(lines)), *lines]) for lines in names],
            "shown": [number.said for number in numbers],
            "aside": [number.aside for number in numbers],
            "column": [place % columns for place in range(len(numbers))],
            "line": [place // columns for place in range(len(numbers))],
        }
    )
    base = _Chart(cells).encode(
        x=alt.X("column:Q", axis=None, scale=alt.Scale(domain=[0, columns], nice=False)),
        y=alt.Y("line:O", axis=None),
    )
    written: Any = partial(base.mark_text, align="left", font=theme.FONT)
    beside = {"fontSize": theme.TEXT_SIZE, "color": palette.muted}
    above = {"dy": -32 - leading * (most - 1), "lineBreak": "\n", "lineHeight": leading}
    texts = [
        written(**above, **beside).encode(text="name:N"),
        written(fontSize=BOARD_SIZE, fontWeight="bold", color=palette.text).encode(text="shown:N"),
        written(dy=30, **beside).encode(text="aside:N"),
    ]
    return alt.layer(*texts).properties(
        height=(BOARD_HEIGHT + 2 * leading * (most - 1)) * (int(cells["line"].max()) + 1), width="container"
    )


def counted(counts: pd.DataFrame, unit: str, mode: Mode) -> Drawing:
    """Bar per name in the order of the rows, with its count at its end. counts: name, count."""
    palette = PALETTES[mode]
    names = list(counts["name"])
    labelled = counts.assign(label=[f"{count} {unit}" for count in counts["count"]])
    base = _Chart(labelled).encode(
        x=alt.X(
            "count:Q", title=None, axis=None, scale=_room_for_labels(labelled["count"], _behind(labelled["label"]))
        ),
        y=_names(names, None, "name"),
        tooltip=[alt.Tooltip("name:N", title="名称"), alt.Tooltip("label:N", title="数量")],
    )
    bars = base.mark_bar(height={"band": 0.62}, cornerRadiusEnd=3, color=palette.accent)
    labels = base.mark_text(align="left", dx=6, font=theme.FONT, fontSize=theme.TEXT_SIZE, color=palette.text)
    return _layered([bars, labels.encode(text="label:N")], **_heights(names))


def _line_below(name: str, lines: Sequence[str], palette: Palette) -> alt.Chart:
    """A thin line between a line of a list and the next."""
    made: alt.Chart = _Chart(alt.InlineData(values=[{"series": name}])).mark_rule(
        color=palette.muted, yOffset=alt.ExprRef(HALF_ROW)
    )
    return made.encode(y=alt.Y("series:N", sort=list(lines)), x=alt.value(0), x2=alt.value("width"))


def _apart(rows: pd.DataFrame, palette: Palette) -> Any:
    """The colour of a bar: another for those that are part of another bar, or of all."""
    names, plain = inside(rows), alt.value(palette.accent)
    is_inside = alt.FieldOneOfPredicate(field="series", oneOf=names)
    return alt.condition(is_inside, alt.value(palette.other), plain) if names else plain


def _line_above_parts(rows: pd.DataFrame, lines: Sequence[str], palette: Palette) -> list[alt.Chart]:
    """A thin line between the lines of a list and those that are printed as part of the others (`其中`), if any are."""
    within = set(rows.loc[rows["category"].map(is_within), "series"])
    above = [name for name in lines if name not in within and name != HEAD]
    return [_line_below(above[-1], lines, palette)] if within and above else []


def _layered(layers: Iterable[Any], **properties: Any) -> Drawing:
    """The layers, as wide as their place; made in one go, as every change copies them all."""
    return alt.layer(*layers, width="container", **properties)


def _wrapped(names: Sequence[str]) -> alt.ExprRef:
    """In how many columns a legend stands, as an expression: as many as its place is wide, 0 for all on one line."""
    wide = [ems(name) + BESIDE_LEGEND for name in names]
    return alt.ExprRef(f"width < {sum(wide):.1f} * {LETTER} ? max(1, floor(width / {max(wide):.1f} / {LETTER})) : 0")


def _names(names: Sequence[str], whole: pd.DataFrame | None, field: str = "series") -> alt.Y:
    """The names beside bars or dots; of a part as wide as all parts together need, so that a length means the same.

    A long one stands on several lines, their middle beside its bar.
    """
    longest = alt.ExprRef(f"{LONGEST_NAME} * {LETTER}")
    axis: dict[str, Any] = {"labelPadding": 8, "ticks": False, "domain": False, "labelLimit": longest}
    narrow, wide = (
        {name: own for name in names if len(own := _lines(name, is_narrow=is_narrow)) > 1}
        for is_narrow in (True, False)
    )
    if narrow or wide:
        of_width = " : ".join(json.dumps(several, ensure_ascii=False) for several in (narrow, wide))
        lines = f"({LINES} > 1 ? {of_width})[datum.label]"
        axis["labelExpr"] = f"{lines} || datum.label"
        axis["labelLineHeight"] = alt.ExprRef(f"{NAME_LEADING} * {LETTER}")
        axis["labelOffset"] = alt.ExprRef(f"-(length({lines} || [0]) - 1) * {NAME_LEADING / 2} * {LETTER}")
    if whole is not None:
        longest_narrow, longest_wide = (
            max(ems(line) for name in whole["series"] for line in _lines(name, is_narrow=is_narrow))
            for is_narrow in (True, False)
        )
        needed = f"{LINES} > 1 ? {longest_narrow:.1f} : {longest_wide:.1f}"
        axis["minExtent"] = alt.ExprRef(f"min({needed}, {LONGEST_NAME}) * {LETTER} + 8")
    return alt.Y(f"{field}:N", title=None, sort=list(names), axis=alt.Axis(**axis))


def _lines(name: str, *, is_narrow: bool) -> tuple[str, ...]:
    return broken(name, WHOLE_NAME[is_narrow], NAME_LINES)


def _heights(names: Sequence[str], more: int = 10) -> dict[str, Any]:
    """The height of a chart with a line for each name, and the one that it has on a narrow page."""
    most = {is_narrow: max(len(_lines(name, is_narrow=is_narrow)) for name in names) for is_narrow in (True, False)}
    high = {is_narrow: ROWS[count - 1] * len(names) + more for is_narrow, count in most.items()}
    return {"height": high[False], "usermeta": {"narrow": high[True]}}


def _beside_total(rows: pd.DataFrame, unit: str) -> pd.DataFrame:
    """The rows with a number; a total only of rates, as a sum is none of its parts."""
    filled = rows[rows["plotted"].notna()]
    return filled[~filled["is_total"] | (unit == "%")]


def _room_on_both_sides(values: pd.Series, labels: pd.Series, taken: str) -> alt.Scale:
    """A scale for bars to both sides of nothing, with room for a label at the end of the longest of each.

    taken: pixels at the right that are not for bars, as an expression.
    """
    behind = _behind(labels)
    lowest, highest = min(0.0, float(values.min())), max(0.0, float(values.max()))
    is_left, is_right = lowest < 0, highest > 0 or lowest == 0
    pixel = f"{(highest - lowest) or 1.0} / max(width - {taken} - {is_left + is_right} * {behind}, width / 4)"
    right = " + ".join([behind] * is_right + [taken] * (taken != NOTHING))
    return alt.Scale(
        domainMin=alt.ExprRef(f"{lowest} - {behind} * {pixel}") if is_left else 0,
        domainMax=alt.ExprRef(f"{highest} + ({right}) * {pixel}") if right else 0,
        nice=False,
    )


def _ticks(lowest: float, highest: float) -> list[float]:
    """A few round numbers from nothing, or what is below it, to the highest."""
    low, high = min(0.0, lowest), max(0.0, highest)
    rough = ((high - low) or 1.0) / MOST_TICKS
    power = 10.0 ** math.floor(math.log10(rough))
    step = next(step * power for step in (1, 2, 2.5, 5, 10) if step * power >= rough * 0.999)
    return [round(step * place, 10) for place in range(math.ceil(low / step), math.floor(high / step) + 1)]


class _Beside:
    """Columns at the right of marks with a line for each series: the number of each first, then what belongs to it.

    bases: the columns; keys: of all observations that are drawn; own: letters of the widest number, 0 where it stands
    at its mark. The columns leave where they would leave too little to the marks; the number itself stays.
    """

    def __init__(self, bases: Sequence[Base], keys: Iterable[str], own: float = 0.0) -> None:
        self.bases = bases
        self.widths = [_column(base, keys) for base in bases]
        behind = f"({own:.1f} * {LETTER} + 24)" if own else NOTHING
        every = f"({sum(self.widths):.1f} * {LETTER})"
        self.has_room = f"(width - {behind} - {every} >= {LEAST_DOTS})" if bases else "false"
        self.all = f"({self.has_room} ? {every} : {NOTHING})"
        self.taken = f"({behind} + {self.all})" if bases else behind
        """Pixels that the columns take, as an expression."""

    def layers(self, parts: pd.DataFrame, y: alt.Y, palette: Palette, head: str | None = None) -> list[Any]:
        """The columns; head: over the numbers themselves, None where these stand at their marks."""
        written: dict[str, Any] = {"align": "right", "fontSize": theme.TEXT_SIZE, "font": theme.FONT}
        found: list[Any] = []
        if head is not None:
            edge = alt.value(alt.ExprRef(f"width - {self.all}"))
            own = _chart(parts).mark_text(**written, color=palette.text, fontWeight=SEMIBOLD)
            found.append(own.encode(x=edge, y=y, text="label:N", tooltip=_tooltip()))
            found += [_head(head, written, palette).encode(x=edge, y=y, text="base:N")] if head else []
        for place, one in enumerate(self.bases):
            cells = [{"series": row["series"], "base": one.shown(row["key"])} for row in records(parts)]
            edge = alt.value(alt.ExprRef(f"width - {sum(self.widths[place + 1 :]):.1f} * {LETTER}"))
            written["opacity"] = alt.ExprRef(f"{self.has_room} ? 1 : 0")
            beneath = _Chart(alt.InlineData(values=cells)).mark_text(**written, color=palette.text)
            found += [
                layer.encode(x=edge, y=y, text="base:N") for layer in (_head(one.head, written, palette), beneath)
            ]
        return found


def _head(text: str | Sequence[str], written: dict[str, Any], palette: Palette) -> alt.Chart:
    """What stands over a column, on one line or two."""
    lines = [text] if isinstance(text, str) else list(text)
    above = alt.ExprRef(f"-{(len(lines) - 1) / 2 * HEAD_LINE} * {LETTER}")
    made: alt.Chart = _Chart(alt.InlineData(values=[{"series": HEAD, "base": lines}])).mark_text(
        **written, color=palette.muted, dy=above, lineHeight=alt.ExprRef(f"{HEAD_LINE} * {LETTER}")
    )
    return made


def _behind(labels: Iterable[str]) -> str:
    """How many pixels a label takes behind a bar, as an expression."""
    return f"({max(map(ems, labels)):.1f} * {LETTER} + 20)"


def _room_for_labels(values: pd.Series, behind: str) -> alt.Scale:
    """A scale for marks that leaves room behind the longest; behind: pixels, as an expression."""
    lowest, highest = min(0.0, float(values.min())), max(0.0, float(values.max())) or 1.0
    end = alt.ExprRef(f"{highest} * width / max(width - {behind}, width / 3)")
    return alt.Scale(domainMin=lowest * 1.05, domainMax=end, nice=False)


def flat_map(
    geometry: dict[str, Any],
    towns: pd.DataFrame,
    mode: Mode,
    selected: tuple[str, ...],
    height: int,
    *,
    has_legend: bool = False,
    is_small: bool = False,
) -> Drawing:
    """The 14 towns as a flat map that needs no WebGL.

    towns: `town_map.coloured` (area_id, name, lon, lat, colour, label, legend, text, narrow); geometry: GeoJSON keyed
    by `code`. Every mark has the `area_id` of its town. is_small: few or short names, which stay large on it.
    """
    palette = PALETTES[mode]
    form = alt.DataFormat(type="json")  # type: ignore[no-untyped-call]  # the library types only its generated classes
    last = sorted(geometry["features"], key=lambda one: one["properties"]["code"] in selected)  # above its neighbours
    shapes = alt.Data(values=last, format=form)  # type: ignore[no-untyped-call]  # the same
    looked_up = ["name", "label", "industry", "numbers", "legend"]
    font_size = theme.TEXT_SIZE if is_small else alt.ExprRef("width < 500 ? 12 : width < 700 ? 16 : 18")
    outlined = alt.value(2.5 if is_small else 4)
    colours = town_map.legend(towns, mode)
    table, pairs = theme.turned(mode), zip(towns["colour"], towns["turned"], strict=True)
    own = {colour: other for colour, other in pairs if table.get(colour) != other}
    towns = towns.drop(columns=["colour", "turned"])
    outline = (
        _Chart(shapes)
        .mark_geoshape(strokeWidth=1.5)
        .transform_calculate(area_id="datum.properties.code")
        .transform_lookup("area_id", alt.LookupData(data=towns, key="area_id", fields=looked_up))
        .encode(
            color=alt.Color(
                "legend:N",
                scale=alt.Scale(domain=list(colours), range=list(colours.values())),
                legend=alt.Legend(title=None, orient="right", symbolType="square") if has_legend else None,
            ),
            stroke=alt.condition(
                alt.FieldOneOfPredicate("area_id", list(selected)), alt.value(palette.text), alt.value(palette.border)
            ),
            strokeWidth=alt.condition(alt.FieldOneOfPredicate("area_id", list(selected)), outlined, alt.value(1.5)),
            tooltip=[
                alt.Tooltip("name:N", title="街镇"),
                alt.Tooltip("industry:N", title="特色产业"),
                alt.Tooltip("label:N", title="显示"),
                alt.Tooltip("numbers:N", title="要紧的数"),
            ],
        )
    )
    names = (
        _Chart(towns)
        .transform_calculate(written="width < 480 && datum.text ? datum.narrow : datum.text")
        .mark_text(fontSize=font_size, fontWeight="bold", font=theme.FONT, lineBreak="\n", color=palette.text)
        .encode(longitude="lon:Q", latitude="lat:Q", text="written:N")
    )
    halo = names.mark_text(
        fontSize=font_size,
        fontWeight="bold",
        font=theme.FONT,
        lineBreak="\n",
        stroke=palette.halo,
        strokeWidth=5,
        strokeJoin="round",
    )
    drawn = alt.layer(outline, halo, names).project("mercator")
    return drawn.properties(height=height, width="container", usermeta={"turned": own})


class _Made(alt.SchemaBase):
    """A channel as it stands in the specification, made once for all layers that have it."""

    _schema: ClassVar[dict[str, Any]] = {"type": "object"}

    def __deepcopy__(self, _: Any) -> _Made:
        return self

    def to_dict(self, *_: Any, **__: Any) -> dict[str, Any]:
        """A copy of its own, as what stands out is written into it."""
        return deepcopy(self._args[0])


class _Chart(alt.Chart):
    """A chart that names the kind of each channel, which Altair would look up in the whole schema, ten times slower."""

    def encode(self, *args: Any, **channels: Any) -> Any:
        """As of `alt.Chart`."""
        return super().encode(*args, **{name: _channel(name, one) for name, one in channels.items()})

    def __deepcopy__(self, _: Any) -> Any:
        """What a chart is made of is not changed once it is made: layers share it, which would be copied ten times."""
        return self.copy(deep=False)


def _channel(name: str, given: Any) -> Any:
    if isinstance(given, list):
        return [_channel(name, one) for one in given]
    kind, made = name[0].upper() + name[1:], given
    if isinstance(given, str):
        made = getattr(alt, kind)(given)
    elif isinstance(given, dict):
        made = getattr(alt, f"{kind}Value")(**given)
    return given if isinstance(given, _Made) else _Made(made.to_dict(validate=False))


def _chart(rows: pd.DataFrame, *more: str) -> alt.Chart:
    """A chart over the columns that are drawn, and more that this one has."""
    return _Chart(_Rows(values=_sent(rows, *more)))


def _sent(rows: pd.DataFrame, *more: str) -> list[Row]:
    return [
        {name: None if pd.isna(cell) else cell for name, cell in row.items()} for row in records(rows[[*SENT, *more]])
    ]


class _Rows(alt.InlineData):
    """Rows that every layer over them shares: a frame would be made ready, and told from others, in each."""

    def __deepcopy__(self, _: Any) -> _Rows:
        return self

    def to_dict(self, *_: Any, **__: Any) -> dict[str, Any]:
        """As of `alt.InlineData`, which would look at each cell."""
        return {"values": self["values"]}


def _complete(rows: pd.DataFrame, years: list[int], unit: str) -> list[Row]:
    """Every series with every year, so that a year without a row breaks the line.

    With on which side of a point is room, and what is written there where there is little: without the unit.
    """
    found: dict[str, dict[int, Row]] = {}
    for row in _sent(rows):
        found.setdefault(row["series"], {}).setdefault(int(row["year"]), row)
    complete: list[Row] = []
    for name, own in found.items():
        drawn = [own[year]["plotted"] if year in own else None for year in years]
        for place, year in enumerate(years):
            row = own.get(year, dict.fromkeys(SENT)) | {"series": name, "year": year}
            bare = (row["label"] or "").replace(f" {unit}", "", 1)
            complete.append(row | {"is_above": _is_above(drawn, place), "bare": bare})
    return complete


def _is_above(drawn: Sequence[float | None], place: int) -> bool:
    """Whether a label stands above its point: where the line does not come down to it from its neighbours."""
    beside = [
        value for value in (*drawn[max(place - 1, 0) : place], *drawn[place + 1 : place + 2]) if value is not None
    ]
    value = drawn[place]
    return value is not None and (not beside or value >= fmean(beside))


def _hollow(rows: pd.DataFrame, palette: Palette) -> alt.FillOpacity:
    """Derived points are hollow; the legend says so where there are any."""
    named = dict(zip(rows["status"], rows["status_name"], strict=True))
    legend = None
    if DERIVED in named:
        legend = alt.Legend(title=None, symbolFillColor=palette.muted, symbolStrokeColor=palette.muted)
    opacity = {named[status]: full for status, full in ((REPORTED, 1), (DERIVED, 0)) if status in named}
    scale = alt.Scale(domain=list(opacity), range=list(opacity.values()))
    return alt.FillOpacity("status_name:N", legend=legend, sort=list(opacity), scale=scale)


def _qualified() -> Any:
    """A dashed ring around points that a qualifier limits."""
    return alt.condition(_limited(), alt.value([3, 2]), alt.value([1, 0]))


def _limited() -> alt.FieldOneOfPredicate:
    return alt.FieldOneOfPredicate("qualifier", sorted(LIMITING))


def _tooltip() -> list[alt.Tooltip]:
    return [alt.Tooltip(f"{name}:N", title=title) for name, title in TOOLTIP.items()]


def _one_unit(rows: pd.DataFrame) -> str:
    units = list(rows["plotted_unit"].unique())
    if len(units) != 1:
        raise MixedUnitsError(f"一张图只画一个单位，这里有：{'、'.join(units)}")
    return str(units[0])


def pieces(panel: Panel) -> list[Panel]:
    """A panel as a page shows it: of a long list what is taken in at a glance, and the rest."""
    return in_parts(panel, MOST_BARS, at_a_glance(panel)) if panel.shape in LISTED else [panel]


def on_page(panel: Panel, mode: Mode) -> list[dict[str, Any]]:
    """The drawings of a panel that is no board: of a long list what is taken in at a glance, and the rest.

    None stands out in them yet, as the page lets that change without another drawing.
    """
    plain = [replace(piece, emphasis=()) for piece in pieces(panel)]
    drawn = [] if panel.shape == "board" else [specification(piece, mode) for piece in plain]
    return [spec for spec in drawn if spec is not None]


def specification(panel: Panel, mode: Mode) -> dict[str, Any] | None:
    """The drawing of a panel with the theme's configuration; None where it is one value or empty."""
    if panel.value or panel.shape in {"single", "empty"}:
        return None
    rows = panel.rows
    if panel.shape == "board":
        chart = board(boards.numbers(panel), mode)
    elif panel.shape == "trend":
        chart = trend(rows, mode, is_cut=panel.is_cut)
    elif panel.shape == "dots":
        chart = dots(rows, mode, is_ranked=panel.is_ranked, whole=panel.whole, bases=panel.bases)
    elif panel.shape == "paired":
        chart = paired(rows, mode, whole=panel.whole, bases=panel.bases)
    elif panel.shape == "growth":
        chart = growth(rows, mode, is_ranked=panel.is_ranked, whole=panel.whole, bases=panel.bases)
    else:
        chart = ranking(rows, mode, is_ranked=panel.is_ranked, whole=panel.whole)
    drawn = themed(chart, mode)
    return _with_emphasis(drawn, panel.emphasis, PALETTES[mode].accent) if offered(panel) else drawn


def themed(drawing: Drawing, mode: Mode) -> dict[str, Any]:
    """The specification of a drawing with the theme's configuration, and what it measures by.

    Altair would look over a parameter of a chart in each of its layers.
    """
    measures = [{"name": LETTER, "value": theme.TEXT_SIZE}, {"name": LINES, "value": 1}]
    return drawing.to_dict(validate=False) | {"config": theme.chart_config(mode), "params": measures}


def _with_emphasis(drawn: dict[str, Any], names: Sequence[str], accent: str) -> dict[str, Any]:
    """The drawing with a parameter that names the series that stand out: whoever shows it may set another.

    The others fade, line of a total aside; nothing is hidden and no scale changes. accent: colour of a dot that
    stands out, where another does already.
    """
    meant = _meant("datum.series")
    inner = drawn.get("spec", drawn)
    for layer in inner["layer"]:
        mark, encoding = layer["mark"], layer["encoding"]
        if mark["type"] == "rule" and "y" not in encoding:
            continue
        is_text = mark["type"] == "text"
        stays = f"!isValid(datum.series) || datum.series == '{HEAD}' || !length({EMPHASIS}) || {meant}"
        if is_text:  # a text may have left for want of room
            own = mark.get("opacity", 1)
            shown = f"({own['expr']})" if isinstance(own, dict) else own
            mark["opacity"] = {"expr": f"{shown} * ({stays} ? 1 : {FADED_TEXT})"}
        else:
            encoding["opacity"] = {"condition": {"test": stays, "value": 1}, "value": FADED}
        if mark["type"] == "point" and "condition" in encoding.get("color", {}):
            colour = encoding["color"]
            colour["condition"] = [{"test": meant, "value": accent}, colour["condition"]]
        if is_text:
            usual = str(mark.get("fontWeight", "normal"))
            mark["fontWeight"] = {"expr": _weight("datum.series", usual)}
        if encoding.get("y", {}).get("field") == "series" and "axis" in encoding["y"]:
            bold = {"condition": {"test": _meant("datum.value"), "value": "bold"}, "value": "normal"}
            encoding["y"]["axis"] |= {"labelFontWeight": bold}
    if "facet" in drawn:
        drawn["facet"]["header"] = {"labelFontWeight": {"expr": _weight("parent.series")}}
    drawn["params"] = [*drawn.get("params", []), {"name": EMPHASIS, "value": list(names)}]
    return drawn


def _meant(series: str) -> str:
    """An expression: whether a series stands out."""
    return f"indexof({EMPHASIS}, {series}) >= 0"


def _weight(series: str, usual: str = "normal") -> str:
    """An expression: the weight of a text about a series; usual: while none stands out."""
    return f"{_meant(series)} ? 'bold' : length({EMPHASIS}) ? 'normal' : '{usual}'"
