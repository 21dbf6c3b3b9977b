"""Numbers as lines of a table: those of a view, and several towns on the same headings."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

import pandas as pd

from whitepaper.model.cells import Cell, Table, of_frame
from whitepaper.model.keys import NUMBERS, REPORTED
from whitepaper.model.selection import Selection
from whitepaper.printed import wording
from whitepaper.printed.changes import change
from whitepaper.store.described import grouped, records
from whitepaper.store.store import Store
from whitepaper.telling.towns import TownNumber, said, standing

HEADINGS = {
    "indicator": "指标",
    "category": "分类",
    "area": "地区",
    "label": "数值",
    "change": "比上年",
    "period_name": "期间",
    "cited": "来源",
    "doubt": "存疑",
    "note": "说明",
}
ROW_HEADINGS = {
    "sector": "领域",
    "indicator": "指标",
    "category": "分类",
    "area": "地区",
    "period_name": "期间",
    "measure_name": "口径",
    "label": "数值",
    "status_name": "状态",
    "cited": "来源",
    "doubt": "存疑",
    "remark": "说明",
    "edition": "版本",
    "standing": "是否现行",
}
SERIES = ["indicator_id", "area_id", "category"]
SOMETIMES = ("category", "change", "doubt", "note", "remark")  # columns left out where no line has them
OF_EDITIONS = ("edition", "standing")  # say something only where more than current numbers are shown
COMPARED_VIEW = "features.towns.compare"
DESIGNATED = "town.designated.enterprises"
MOST_TOWNS = 4
ITEM, COMPARABILITY = "item", "comparability"
COMPARABLE, INCOMPARABLE = Cell("可比", code="comparable"), Cell("不可比", code="incomparable")


def of_numbers(store: Store, selection: Selection) -> Table:
    """The numbers themselves that a selection keeps, one line each, in the order of its indicators.

    The columns are those of HEADINGS that say something; every cell has the key of the number on its line.
    """
    rows = store.observations(selection)
    order = {key: place for place, key in enumerate(selection.indicators)}
    levels = rows[rows["measure"].isin(NUMBERS)]
    levels = levels.assign(place=levels["indicator_id"].map(order)).sort_values("place", kind="stable")
    series = grouped(records(rows), *SERIES)
    changes = []
    for level in levels.itertuples():
        own = series[level.indicator_id, level.area_id, level.category]
        moved = None if pd.isna(level.year) else change(own, int(level.year))
        changes.append(moved.marked if moved else "")
    table = of_frame(levels.assign(change=changes), HEADINGS, list(levels["key"])).without_silent(SOMETIMES)
    if levels["area"].nunique() == 1:
        table = table.only([name for name in table.headings if name != "area"])
    return table


def of_places(numbers: Sequence[TownNumber], headings: Mapping[str, str], *, is_ranked: bool) -> Table:
    """Areas under one indicator, in their order; where they are ranked with a place each, which like ones share.

    headings: of place, name, shown, period. A line has the key of its number.
    """
    lines, place, before = [], 0, ""
    for at, one in enumerate(numbers, 1):
        place, before = (place if one.shown == before else at), one.shown
        said = str(place) if is_ranked and one.key else ""
        cells = {"place": said, "name": one.name, "shown": one.shown, "period": one.period}
        lines.append({name: Cell(text, one.key) for name, text in cells.items()})
    return Table(dict(headings), lines).without_silent(("place",))


def of_rows(rows: pd.DataFrame) -> Table:
    """Every row of some observations, levels and changes; every cell has the key of the number on its line.

    The columns are those of ROW_HEADINGS that say something, or tell the rows apart.
    """
    table = of_frame(rows, ROW_HEADINGS, list(rows["key"])).without_silent(SOMETIMES)
    silent = {
        "sector": rows["sector"].nunique() == 1,
        "status_name": (rows["status"] == REPORTED).all(),
        **dict.fromkeys(OF_EDITIONS, rows["is_current"].all()),
    }
    return table.only([name for name in table.headings if not silent.get(name, False)])


def reported(store: Store, area_id: str) -> pd.DataFrame:
    """The latest number that a town reports of each indicator, in the order of indicators, as observations."""
    levels = standing(store.observations(Selection(towns=(area_id,))))
    places = levels["indicator_id"].map(store.place("indicators"))
    return levels.assign(place=places).sort_values("place", kind="stable")


def compared(store: Store, selection: Selection, most: int = MOST_TOWNS) -> Table:
    """Up to `most` of the chosen towns on the same headings; what does not compare says so.

    Industry and honours are those of the chosen white papers, else of the latest.

    Columns: ITEM, one for each town (its id), COMPARABILITY where some headings compare: that none does is said once
    for all. The cell of a town has the key of its number.
    """
    towns = [area for area in selection.towns if area in set(store.towns["area_id"])]
    names = {town: store.name("areas", town) for town in towns[:most]}
    indicators = store.frame("views").set_index("view_id").at[COMPARED_VIEW, "indicators"]
    lines = [{ITEM: Cell("特色产业")} | {town: Cell(store.industry(town, selection)) for town in names}]
    for indicator_id in [*indicators, DESIGNATED]:
        cells = _reported(store, indicator_id, list(names))
        found = sum(bool(cell.key) for cell in cells.values())
        if not found:
            continue
        is_comparable = bool(store.indicator(indicator_id)["comparability"]) and found > 1
        line = {ITEM: Cell(store.name("indicators", indicator_id))} | cells
        lines.append(line | {COMPARABILITY: COMPARABLE if is_comparable else INCOMPARABLE})
    honours = {town: Cell(f"{len(store.honours(replace(selection, towns=(town,))))} 项") for town in names}
    counted = {ITEM: Cell("白皮书注明属于该街镇的荣誉")} | honours | {COMPARABILITY: INCOMPARABLE}
    told = {COMPARABILITY: "可比性"} if any(line.get(COMPARABILITY) == COMPARABLE for line in lines) else {}
    return Table({ITEM: "项目"} | names | told, [*lines, counted])


def _reported(store: Store, indicator_id: str, towns: list[str]) -> dict[str, Cell]:
    """Town to its latest reported number in words, with the key of that number where there is one."""
    rows = store.observations(Selection(indicators=(indicator_id,), towns=tuple(towns)))
    found, rows = standing(rows), rows[rows["is_main"]]
    cells = {}
    for town in towns:
        if town not in found.index:
            cells[town] = Cell(wording.UNREPORTED)
            continue
        last = found.loc[town]
        moved = None if pd.isna(last["year"]) else change(records(rows[rows["area_id"] == town]), int(last["year"]))
        cells[town] = Cell(said(last) + (f"，{moved.marked}" if moved else ""), str(last["key"]))
    return cells
