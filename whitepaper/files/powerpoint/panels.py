"""What a PowerPoint file draws of a panel: as chart, table or value, with which points, and which remarks."""

from __future__ import annotations

import math
import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from typing import Literal

import pandas as pd

from whitepaper.model.keys import DERIVED
from whitepaper.printed.intervals import LIMITING
from whitepaper.printed.wording import MINUS, signed
from whitepaper.store.described import Row, records
from whitepaper.stories.slides import Slide
from whitepaper.telling.panels import MANY_SERIES, MOST_BARS, Base, Panel, inside, order
from whitepaper.telling.remarks import Kind

MARKED_DERIVED = "（推算）"
CUT_HERE = "纵轴不从 0 起。"
"""Of dots, too, as they stand upright here."""
MOST_WITH_BASES = 6
"""Dots so far apart that what they are of stands below their names."""

MOST_PAIRS = 6
"""Pairs of bars that have room for their labels."""

Drawing = Literal["trend", "bars", "dots", "board", "table", "value"]


@dataclass(frozen=True)
class Point:
    """One number of a chart, with its label as the paper prints it; it is faded where another series stands out.

    is_part: of another bar, or of all.
    """

    value: float
    label: str
    is_derived: bool
    is_qualified: bool
    is_doubted: bool
    is_total: bool = False
    is_faded: bool = False
    is_part: bool = False

    @property
    def number_format(self) -> str:
        """The format that writes the label from the number; empty where only a text can."""
        match = re.fullmatch(rf'({MINUS}?[\d,]+(?:\.(\d+))?)([^\d"\\]*)', self.label)
        if match is None or self.is_qualified or self.is_doubted:
            return ""
        decimals = len(match[2] or "")
        is_exact = round(self.value, decimals) == self.value and signed(f"{self.value:,.{decimals}f}") == match[1]
        unit = f'"{match[3]}"' if match[3] else ""
        return f"#,##0{'.' if decimals else ''}{'0' * decimals}{unit}" if is_exact else ""


@dataclass(frozen=True)
class Series:
    """One line or one colour of bars: a point for each category, None where the paper has no number."""

    name: str
    points: tuple[Point | None, ...]


def drawing_of(panel: Panel) -> Drawing:
    """What a panel is drawn as; a chart only as long as it can be read."""
    if panel.value or panel.shape in {"single", "empty"}:
        return "value"
    if panel.shape == "board":
        return "board"
    _, series = grid(panel)
    if panel.shape == "dots":  # names of more would be turned, and what they are of would have no room
        return "dots" if len(scaled(panel)[0].points) <= MOST_WITH_BASES else "table"
    if panel.shape == "trend":
        return "trend" if len(series) <= MANY_SERIES else "table"
    most = max(sum(point is None or not point.is_total for point in one.points) for one in series)
    return "bars" if most <= MOST_BARS else "table"


def remarks_of(slide: Slide, drawing: Drawing) -> list[str]:
    """The remarks of a slide, with what they say of marks on the screen said of the marks here."""
    panel, found = slide.panel, []
    for remark in slide.remarks:
        if remark.kind is Kind.CUT_AXIS:
            if drawing in {"trend", "dots"} and panel.is_cut:
                found.append(CUT_HERE)
            continue
        if remark.kind is Kind.DERIVED:
            marks = {"trend": "空心点为推算值", "dots": "空心点为推算值", "bars": "空心条为推算值"}.get(
                drawing, "有推算值"
            )
            found.append(f"{marks}，不是白皮书所印；算式见备注。")
        elif remark.kind is Kind.QUALIFIED:
            marks = {"trend": "虚线圈的点", "dots": "虚线圈的点", "bars": "底色淡、有边框的条"}.get(drawing, "有的数")
            found.append(f"{marks}带有“约、超、近”等修饰语，不是精确值。")
        else:
            found.append(remark.text)
    return found


def grid(panel: Panel) -> tuple[list[str], list[Series]]:
    """Categories and series of the chart of a panel; nothing where the paper has nothing."""
    if panel.shape in {"ranking", "growth", "dots"}:
        rows = ordered(panel)
        names = rows["series"] + rows["period_name"].map(
            lambda period: f"（{period}）" if rows["period"].nunique() > 1 else ""
        )
        parts = inside(rows) if panel.shape == "ranking" else []
        points = (replace(_point(row, panel.emphasis), is_part=row["series"] in parts) for row in records(rows))
        return list(names), [Series(rows["indicator"].iat[0], tuple(points))]
    rows = panel.rows if panel.shape == "trend" else _parts(panel)
    dated = {
        (row["series"], int(row["year"])): _point(row, panel.emphasis)
        for row in records(rows)
        if not pd.isna(row["value"])
    }
    years = list(range(int(rows["year"].min()), int(rows["year"].max()) + 1))
    names = list(dict.fromkeys(rows["series"]))
    if panel.shape == "trend":
        lines = [Series(name, tuple(dated.get((name, year)) for year in years)) for name in names]
        return [f"{year} 年" for year in years], lines
    years = sorted({year for _, year in dated})
    names = order(rows, "paired", is_ranked=panel.is_ranked)
    pairs = []
    for year in years:
        of_year = tuple(dated.get((name, year)) for name in names)
        is_derived = all(point is None or point.is_derived for point in of_year)
        pairs.append(Series(f"{year} 年" + (MARKED_DERIVED if is_derived else ""), of_year))
    return names, pairs


def ordered(panel: Panel) -> pd.DataFrame:
    """The rows that are bars or dots, in their order; of changes the total first."""
    rows = _parts(panel)
    place = {name: number for number, name in enumerate(order(rows, panel.shape, is_ranked=panel.is_ranked))}
    rows = rows.sort_values("series", key=lambda names: names.map(place), kind="stable")
    if panel.shape != "growth":
        return rows
    filled = panel.rows[panel.rows["value"].notna()]
    return pd.concat([filled[filled["is_total"] & ~filled["series"].isin(place)], rows])


def with_bases(panel: Panel, names: Sequence[str]) -> list[str]:
    """The names below dots, each with what its rate is of on lines of its own, where there is room for them."""
    if panel.shape != "dots" or not panel.bases or len(names) > MOST_WITH_BASES:
        return list(names)
    keys = ordered(panel)["key"]
    return ["\n".join([name, *_of(panel.bases, key)]) for name, key in zip(names, keys, strict=True)]


def beside(panel: Panel, names: Sequence[str]) -> list[tuple[str, list[str]]]:
    """The columns beside bars, from the top: what stands over each, and a cell for each name.

    The newest numbers of many pairs are the first, as labels at the bars would lie on one another.
    """
    if panel.shape not in {"paired", "growth"}:
        return []
    columns = [(" ".join(base.head), base.shown) for base in panel.bases]
    if panel.shape == "growth":
        keys = list(ordered(panel)["key"])
        return [(head, [shown(key) for key in keys]) for head, shown in columns]
    dated = panel.rows[panel.rows["value"].notna()].sort_values("year", kind="stable")
    last = dated.drop_duplicates("series", keep="last").set_index("series")
    found = [(head, [shown(last.loc[name, "key"]) for name in names]) for head, shown in columns]
    own = (f"{int(dated['year'].iat[-1])} 年", [str(last.loc[name, "label"]) for name in names])
    return found if is_labelled(panel, names) else [own, *found]


def is_labelled(panel: Panel, names: Sequence[str]) -> bool:
    """Whether there is room for a label at each bar or point."""
    return panel.shape != "paired" or len(names) <= MOST_PAIRS


def _of(bases: Sequence[Base], key: str) -> list[str]:
    return list(filter(None, (base.told(key) for base in bases)))


def scaled(panel: Panel) -> list[Series]:
    """The series that a chart has its scale from: of a part those of the whole."""
    return grid(panel if panel.whole is None else replace(panel, rows=panel.whole, whole=None))[1]


def axis(series: Sequence[Series], *, is_cut: bool) -> tuple[float, float]:
    """Where the value axis of points begins, and its step. is_cut: whether it does not begin at 0."""
    values = [point.value for one in series for point in one.points if point]
    low, high = min([*values, *[0.0] * (not is_cut)]), max(values)
    span = (high - low) or abs(high) * 0.1 or 1.0
    rough = span / 3
    power = 10 ** math.floor(math.log10(rough))
    step = next(factor * power for factor in (1, 2, 5, 10) if factor * power >= rough)
    start = round(math.floor((low - span * 0.2) / step) * step, 10)
    return (max(start, 0.0) if low >= 0 else start), step


def _parts(panel: Panel) -> pd.DataFrame:
    """The rows that are bars: what has a number and is no total of the others."""
    filled = panel.rows[panel.rows["value"].notna()]
    parts = filled[~filled["is_total"]]
    return parts if len(parts) > 1 else filled


def _point(row: Row, emphasis: Collection[str]) -> Point:
    """emphasis: names of what stands out, none for all alike."""
    return Point(
        float(row["plotted"]),
        row["label"],
        row["status"] == DERIVED,
        row["qualifier"] in LIMITING,
        bool(row["doubt"]),
        bool(row["is_total"]),
        bool(emphasis) and row["series"] not in emphasis,
    )
