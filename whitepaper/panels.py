"""What a reader sees of one indicator: the rows of each chart, its kind, and what must be said beside it.

Screens, slides and files all take their charts from here, so that they say the same.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Literal

import pandas as pd

from whitepaper import wording
from whitepaper.selection import Selection
from whitepaper.store import Store

TOTAL = "合计"
NO_QUALIFIER = "无"
DOUBTED = "（存疑）"
SEVERAL_PLACES = "其他"  # kind of an area that sums up others
MANY_SERIES = 4
SHOWN_COLUMNS = ("value", "unit", "qualifier", "printed")
PAIR = 2
Shape = Literal["trend", "paired", "ranking", "single", "empty"]


@dataclass(frozen=True)
class Panel:
    """One chart of an indicator, or one value where a chart would hold a single point.

    heading: what sets it apart from the other panels of the indicator, or empty; rows: `readable` observations of one
    measure and unit; value: the text shown instead of a chart, or empty; is_ranked: whether sizes may be compared.
    """

    indicator_id: str
    heading: str
    shape: Shape
    rows: pd.DataFrame
    value: str
    is_ranked: bool
    remarks: tuple[str, ...]

    @property
    def key(self) -> str:
        """Key of the observation that is shown where the panel is one value."""
        filled = self.rows[self.rows["value"].notna()]
        return str((self.rows if filled.empty else filled)["key"].iat[0])


def panels(store: Store, indicator_id: str, selection: Selection, chart: str = "") -> list[Panel]:
    """The panels of one indicator under a selection: its levels first, then its changes where there are several.

    chart: the kind that a view declares; empty lets the rows decide. A single change is a remark of the levels.
    """
    rows = readable(store.observations(replace(selection, indicators=(indicator_id,))), store.codes("status"))
    is_comparable = bool(store.indicator(indicator_id)["comparability"])
    groups = sorted(rows.groupby(["measure", "unit", "span"], sort=False), key=lambda group: group[0][0] != "level")
    names = store.codes("measure")
    found: list[Panel] = []
    for (measure, unit, span), group in groups:
        if found and measure != "level" and shape(group) == "single":
            found[0] = replace(found[0], remarks=(*found[0].remarks, _change_line(group)))
            continue
        heading = "" if measure == "level" else names[measure]
        if measure == "level" and rows.loc[rows["measure"] == "level", "unit"].nunique() > 1:
            heading = f"单位：{unit or '原文未标'}"
        heading = " ".join(filter(None, [heading, span.strip("（）")]))
        found.append(_panel(indicator_id, group, heading, chart, is_comparable=is_comparable))
    return found


def readable(rows: pd.DataFrame, statuses: dict[str, str]) -> pd.DataFrame:
    """Add what marks and tooltips show: `series`, `shown`, `label`, `status_name`, `cited`, `version`.

    rows: any rows of `Store.observations`; statuses: code to name of the code list `status`.
    """
    has_areas = rows["area_id"].nunique() > 1
    has_categories = rows["category"].nunique() > 1 or (rows["category"] != "").any()
    total = rows["category"].where(rows["category"] != "", TOTAL)
    series = rows["area"] if has_areas else total
    if has_areas and has_categories:
        series = rows["area"] + rows["category"].map(lambda category: f" · {category}" if category else "")
    shown = pd.Series(
        [wording.shown(*cells) for cells in zip(*(rows[name] for name in SHOWN_COLUMNS), strict=True)],
        index=rows.index,
        dtype="str",
    )
    return rows.assign(
        series=series if has_areas or has_categories else rows["indicator"],
        is_total=((rows["category"] == "") & has_categories & (not has_areas)) | (rows["area_kind"] == SEVERAL_PLACES),
        shown=shown,
        label=shown + rows["doubt"].map(lambda doubt: DOUBTED if doubt else ""),
        version=rows["edition"].astype(str) + " 年度白皮书，数据版本 " + rows["dataset_version"],
        status_name=rows["status"].map(statuses),
        cited=[_citation(*cells) for cells in zip(rows["source"], rows["page"], rows["department"], strict=True)],
        period=rows["period"].map(wording.period_name),
        span=rows["period"].map(wording.partial_period),
        qualifier=rows["qualifier"].where(rows["qualifier"] != "", NO_QUALIFIER),
    )


def shape(rows: pd.DataFrame) -> Shape:
    """Which chart suits the rows: a line of one point is nothing, so one year gives sorted bars.

    Many series over just two years are paired points, which stay readable where lines would cross.
    """
    filled = rows[rows["value"].notna()]
    if filled.empty:
        return "empty"
    years_each = filled.groupby(["area_id", "category"])["year"].nunique()
    if years_each.max() > 1:
        return "paired" if len(years_each) > MANY_SERIES and filled["year"].nunique() == PAIR else "trend"
    return "ranking" if len(filled) > 1 else "single"


def fitting(declared: str, rows: pd.DataFrame) -> Shape:
    """The declared chart where it can draw the rows, as a filter may leave too few of them; else what suits them."""
    suits = shape(rows)
    is_pair = rows.loc[rows["value"].notna(), "year"].nunique() == PAIR
    able = {"trend": {"trend"}, "paired": {"paired", "trend"} if is_pair else {"paired"}}
    return declared if suits in able.get(declared, set()) else suits  # type: ignore[return-value]


def _panel(indicator_id: str, rows: pd.DataFrame, heading: str, chart: str, *, is_comparable: bool) -> Panel:
    suits = fitting(chart, rows)
    is_ranked = rows["area_id"].nunique() == 1 or is_comparable
    value = ""
    if suits == "ranking" and not rows["value"].fillna(0).any():
        value = f"各项均为 {wording.quantity(0.0, rows['unit'].iat[0])}"
    elif suits == "single":
        only = rows[rows["value"].notna()].iloc[0]
        value = only["label"] if only["measure"] == "level" else _change_line(rows)
        heading = " · ".join(filter(None, [heading, only["category"]]))
    remarks = tuple(_remarks(rows, suits, is_ranked=is_ranked))
    return Panel(indicator_id, heading, suits, rows, value, is_ranked, remarks)


def _change_line(rows: pd.DataFrame) -> str:
    only = rows[rows["value"].notna()].iloc[0]
    basis = "（可比价）" if only["yoy_basis"] == "comparable" else ""
    qualifier = only["qualifier"].replace(NO_QUALIFIER, "")
    change = wording.Change(float(only["value"]), only["unit"], True, basis, qualifier, only["printed"])
    return f"{only['period']}比上年{change.text}"


def _remarks(rows: pd.DataFrame, shape: Shape, *, is_ranked: bool) -> Iterator[str]:
    """What a reader of the chart must know: source, period, missing years, total, qualifiers, comparability."""
    yield "来源：" + "；".join(dict.fromkeys(rows["cited"]))
    if shape in {"single", "ranking"}:
        yield "期间：" + "、".join(dict.fromkeys(rows.loc[rows["value"].notna(), "period"]))
    if shape == "trend" and rows["value"].min() > 0:
        yield "纵轴不从 0 起。"
    for reason, gaps in rows[rows["value"].isna()].groupby("status_reason"):
        places = (
            gaps["period"] + gaps["category"].map(lambda category: f" {category}" if category else "")
        ).str.strip()
        yield f"缺失：{'、'.join(dict.fromkeys(places))}（{reason}）"
    total = rows[rows["is_total"] & rows["value"].notna()]
    if shape in {"ranking", "paired"} and len(total) and not rows["is_total"].all():
        sums = "，".join(f"{period} {text}" for period, text in zip(total["period"], total["label"], strict=True))
        yield f"合计：{sums}" + ("（图中虚线）" if shape == "ranking" and total["unit"].iat[0] == "%" else "")
    if (rows["status"] == "derived").any():
        yield "空心点为推算值，不是白皮书所印；算式见下表“说明”列。"
    if shape == "ranking" and (rows["qualifier"] != NO_QUALIFIER).any():
        yield "浅色条带有“约、超、近”等修饰语，不是精确值。"
    if shape in {"trend", "paired"} and (rows["qualifier"] != NO_QUALIFIER).any():
        yield "虚线圈的点带有“约、超、近”等修饰语，不是精确值。"
    for doubt in dict.fromkeys(filter(None, rows["doubt"])):
        yield f"存疑：{doubt}"
    if not is_ranked:
        yield "各地区口径不同，不宜比较，未按大小排序。"


def _citation(source: str, page: object, department: str) -> str:
    parts = [source, "" if page is None or pd.isna(page) else f"第 {page} 页", department]
    return " · ".join(part for part in parts if part)
