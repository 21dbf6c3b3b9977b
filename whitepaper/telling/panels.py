"""What a reader sees of one indicator: the rows of each chart, its kind, and what must be said beside it.

Screens, slides and files all take their charts from here, so that they say the same.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Literal

import pandas as pd

from whitepaper.model.keys import CHANGES, DERIVED, LEVEL, SEVERAL_PLACES
from whitepaper.model.selection import Selection
from whitepaper.printed import wording
from whitepaper.printed.changes import printed_change
from whitepaper.store.store import Store
from whitepaper.telling import remarks
from whitepaper.telling.remarks import Kind, Remark

TOTAL = "合计"
MANY_SERIES = 4
PAIR = 2
FEW = 4
"""Fewer bars than these are no chart."""
MOST_BARS = 12
"""Bars, dots or pairs that are taken in at a glance; the rest follows, on the same scale."""
NEAR_ALL, HALF = 90.0, 50.0
"""Where most rates are from the one on and none is below the other, bars would be alike and hide the lowest."""
Shape = Literal["trend", "paired", "ranking", "growth", "dots", "board", "single", "empty"]
LISTED: frozenset[Shape] = frozenset({"ranking", "growth", "dots", "paired"})
"""Shapes with a line for each series."""


@dataclass(frozen=True)
class Panel:
    """One chart of an indicator, or one value where a chart would hold a single point.

    heading: what sets it apart from the other panels of the indicator, or empty; rows: `as_series` observations of one
    measure and plotted unit; value: the text shown instead of a chart, or empty; is_ranked: whether sizes may be
    compared; whole: of a part (`in_parts`) the rows of all parts, whose scale it has.
    """

    indicator_id: str
    heading: str
    shape: Shape
    rows: pd.DataFrame
    value: str
    is_ranked: bool
    remarks: tuple[Remark, ...]
    whole: pd.DataFrame | None = None

    @property
    def key(self) -> str:
        """Key of the observation that is shown where the panel is one value."""
        filled = self.rows[self.rows["value"].notna()]
        return str((self.rows if filled.empty else filled)["key"].iat[0])


def panels(store: Store, indicator_id: str, selection: Selection) -> list[Panel]:
    """The panels of one indicator under a selection: its levels first, then its changes where there are several.

    A single change is a remark of the levels.
    """
    rows = as_series(store.observations(replace(selection, indicators=(indicator_id,))))
    is_comparable = bool(store.indicator(indicator_id)["comparability"])
    groups = sorted(
        rows.groupby(["measure", "plotted_unit", "span"], sort=False), key=lambda group: group[0][0] != LEVEL
    )
    names = store.codes("measure")
    found: list[Panel] = []
    for (measure, unit, span), group in groups:
        if found and measure in CHANGES and shape(group) == "single":
            line = Remark(Kind.CHANGE, _change_line(group))
            found[0] = replace(found[0], remarks=(*found[0].remarks, line, *_revised(group)))
            continue
        heading = "" if measure == LEVEL else names[measure]
        if measure == LEVEL and rows.loc[rows["measure"] == LEVEL, "plotted_unit"].nunique() > 1:
            heading = f"单位：{unit or '原文未标'}"
        heading = " ".join(filter(None, [heading, span.strip("（）")]))
        found.append(_panel(indicator_id, group, heading, is_comparable=is_comparable))
    return found


def of_rows(store: Store, rows: pd.DataFrame) -> Panel:
    """The panel of some observations of one indicator, measure, plotted unit and span; remarks as ever."""
    indicator_id = str(rows["indicator_id"].iat[0])
    is_comparable = bool(store.indicator(indicator_id)["comparability"])
    return _panel(indicator_id, as_series(rows), "", is_comparable=is_comparable)


def order(rows: pd.DataFrame, shape: Shape, *, is_ranked: bool) -> list[str]:
    """The series of the rows of a panel as they stand below one another, without the total of the others.

    Where sizes may be compared, the largest first, of dots the lowest; of two years the later one counts.
    """
    filled = rows[rows["value"].notna()]
    parts = filled[~filled["is_total"]]
    parts = parts if len(parts) > 1 else filled
    if is_ranked and shape in LISTED:
        by_size = parts.sort_values("plotted", ascending=shape == "dots", kind="stable")
        parts = by_size.sort_values("year", ascending=False, kind="stable") if shape == "paired" else by_size
    return list(dict.fromkeys(parts["series"]))


def at_a_glance(panel: Panel) -> int:
    """How many of the series of a long list a page shows before the rest is opened: no row of zeros."""
    rows = panel.rows
    zeros = rows.loc[(rows["value"] == 0) & ~rows["is_total"], "series"].nunique()
    names = order(rows, panel.shape, is_ranked=panel.is_ranked)
    is_cut = panel.shape == "ranking" and panel.is_ranked and zeros >= FEW and not (rows["value"] < 0).any()
    return min(len(names) - zeros, MOST_BARS) if is_cut else MOST_BARS


def in_parts(panel: Panel, most: int, first: int = 0) -> list[Panel]:
    """A panel in pieces of so many series, in their order; the total is in each, and bars have the scale of all.

    first: how many are in the first piece, where that is less.
    """
    names, first = order(panel.rows, panel.shape, is_ranked=panel.is_ranked), first or most
    if panel.value or len(names) <= first:
        return [panel]
    rows, found = panel.rows, []
    whole = rows if panel.shape in LISTED else None
    for start in (0, *range(first, len(names), most)):
        own = rows["series"].isin(names[start : start + most] if start else names[:first])
        found.append(replace(panel, rows=rows[own | rows["is_total"]], whole=whole))
    return found


def as_series(rows: pd.DataFrame) -> pd.DataFrame:
    """Add what sets the rows apart from one another: `series` (a name) and `is_total`.

    rows: any rows of `Store.observations`. Both depend on which rows stand together, so that no row has them alone.
    """
    has_areas = rows["area_id"].nunique() > 1
    has_categories = rows["category"].nunique() > 1 or (rows["category"] != "").any()
    total = rows["category"].where(rows["category"] != "", TOTAL)
    series = rows["area"] if has_areas else total
    if has_areas and has_categories:
        series = rows["area"] + rows["category"].map(lambda category: f" · {category}" if category else "")
    series = series if has_areas or has_categories else rows["indicator"]
    return rows.assign(
        series=series + rows["break_from"].map(lambda edition: "" if pd.isna(edition) else f"（{edition} 年度起）"),
        is_total=((rows["category"] == "") & has_categories & (not has_areas)) | (rows["area_kind"] == SEVERAL_PLACES),
    )


def shape(rows: pd.DataFrame) -> Shape:
    """Which drawing suits the rows of `as_series`, and says something.

    Two years are no line, and few bars no chart: both are numbers side by side, or many pairs of points. Rates most
    of which are near all are dots, as bars would be of equal length; changes are bars to both sides of nothing.
    """
    filled = rows[rows["value"].notna()]
    if filled.empty:
        return "empty"
    if len(filled) == 1:
        return "single"
    years_each = filled.groupby(["area_id", "category"])["year"].nunique()
    if years_each.max() > PAIR:
        return "trend"
    if years_each.max() == PAIR:
        return "paired" if len(years_each) >= FEW else "board"
    parts = filled[~filled["is_total"]]
    if len(parts) < FEW:
        return "board"
    if parts["measure"].isin(CHANGES).all():
        return "growth"
    is_rate = (parts["plotted_unit"] == "%").all() and filled["plotted"].between(HALF, 100).all()
    return "dots" if is_rate and parts["plotted"].median() >= NEAR_ALL else "ranking"


def _panel(indicator_id: str, rows: pd.DataFrame, heading: str, *, is_comparable: bool) -> Panel:
    suits = shape(rows)
    is_ranked = rows["area_id"].nunique() == 1 or is_comparable
    value = ""
    if suits in {"ranking", "growth", "board"} and not rows["value"].fillna(0).any():
        value = f"各项均为 {wording.quantity(0.0, rows['plotted_unit'].iat[0])}"
    elif suits == "single":
        only = rows[rows["value"].notna()].iloc[0]
        value = _change_line(rows) if only["measure"] in CHANGES else only["label"]
        heading = " · ".join(filter(None, [heading, only["category"]]))
    said = tuple(_remarks(rows, suits, is_ranked=is_ranked))
    return Panel(indicator_id, heading, suits, rows, value, is_ranked, said)


def _change_line(rows: pd.DataFrame) -> str:
    only = rows[rows["value"].notna()].iloc[0]
    return f"{only['period_name']}比上年{printed_change(only).text}"


def _revised(rows: pd.DataFrame) -> Iterator[Remark]:
    """What a later paper prints otherwise; of a change that says so, as it stands beside levels."""
    for revised, measure in dict.fromkeys(zip(rows["revision"], rows["measure"], strict=True)):
        if revised:
            yield Remark(Kind.REVISED, f"{'同比' if measure in CHANGES else ''}修订：{revised}")


def _places(rows: pd.DataFrame) -> Iterator[str]:
    """Where the numbers stand, and in which white paper where they are of several."""
    is_of_several = rows["edition"].nunique() > 1
    for edition, place in zip(rows["edition"], rows["cited"], strict=True):
        yield f"{edition} 年度 {place}" if is_of_several else place


def _remarks(rows: pd.DataFrame, shape: Shape, *, is_ranked: bool) -> Iterator[Remark]:
    """What a reader of the chart must know: source, period, missing years, total, qualifiers, comparability."""
    filled = rows[rows["value"].notna()]
    is_qualified = (rows["qualifier"] != "").any()
    yield remarks.source(*_places(rows))
    if shape in {"single", "ranking", "growth", "dots"} or (shape == "board" and filled["period"].nunique() == 1):
        yield Remark(Kind.PERIOD, "期间：" + "、".join(dict.fromkeys(filled["period_name"])))
    if shape == "trend" and rows["plotted"].min() > 0:
        yield Remark(Kind.CUT_AXIS, "纵轴不从 0 起。")
    if shape == "dots":
        yield Remark(Kind.CUT_AXIS, "横轴不从 0 起，只看点的位置。")
    for reason, gaps in rows[rows["value"].isna()].groupby("status_reason"):
        places = (
            gaps["period_name"] + gaps["category"].map(lambda category: f" {category}" if category else "")
        ).str.strip()
        yield Remark(Kind.MISSING, f"缺失：{'、'.join(dict.fromkeys(places))}（{reason}）")
    total = filled[filled["is_total"]]
    if shape in {"ranking", "dots", "paired"} and len(total) and not rows["is_total"].all():
        sums = "，".join(f"{period} {text}" for period, text in zip(total["period_name"], total["label"], strict=True))
        is_line = shape in {"ranking", "dots"} and total["unit"].iat[0] == "%"
        yield Remark(Kind.TOTAL, f"合计：{sums}", on_screen="（图中虚线）" if is_line else "")
    if (rows["status"] == DERIVED).any():
        marks = "标有“推算”的为" if shape in {"board", "single"} else "空心点为"
        yield Remark(Kind.DERIVED, f"{marks}推算值，不是白皮书所印。", on_page="算式见下表“说明”列。")
    if shape in {"ranking", "growth"} and is_qualified:
        yield Remark(Kind.QUALIFIED, "浅色条带有“约、超、近”等修饰语，不是精确值。")
    if shape in {"trend", "paired", "dots"} and is_qualified:
        yield Remark(Kind.QUALIFIED, "虚线圈的点带有“约、超、近”等修饰语，不是精确值。")
    yield from _revised(rows)
    for named in dict.fromkeys(filter(None, rows["named"])):
        yield Remark(Kind.RENAMED, f"{named}。")
    for broken in dict.fromkeys(filter(None, rows["break_reason"])):
        yield Remark(Kind.BROKEN, broken)
    units = list(dict.fromkeys(filled.loc[filled["unit"] != filled["plotted_unit"], "unit"]))
    if units:
        yield Remark(Kind.CONVERTED, f"原文以{'、'.join(units)}为单位的数，图中换算为{rows['plotted_unit'].iat[0]}。")
    for reason in dict.fromkeys(filter(None, rows["doubt"])):
        yield remarks.doubt(reason)
    if not is_ranked:
        yield Remark(Kind.INCOMPARABLE, "各地区口径不同，不宜比较，未按大小排序。")
