"""Numbers as lines of a table: those of a view, and several towns on the same headings."""

from __future__ import annotations

import pandas as pd

from whitepaper import panels, wording
from whitepaper.selection import Selection
from whitepaper.store import Store

HEADINGS = {
    "indicator": "指标",
    "category": "分类",
    "area": "地区",
    "label": "数值",
    "change": "比上年",
    "period": "期间",
    "cited": "来源",
    "doubt": "存疑",
    "note": "说明",
}
ROW_HEADINGS = {
    "indicator": "指标",
    "category": "分类",
    "area": "地区",
    "period": "期间",
    "measure": "口径",
    "label": "数值",
    "status_name": "状态",
    "cited": "来源",
}
SERIES = ["indicator_id", "area_id", "category"]
SOMETIMES = ("category", "change", "doubt", "note")  # columns left out where no line has them
COMPARED_VIEW = "features.towns.compare"
DESIGNATED = "town.designated.enterprises"
MOST_TOWNS = 4
ITEM, COMPARABILITY = "项目", "可比性"
COMPARABLE, INCOMPARABLE = "可比", "不可比"


def of_numbers(store: Store, selection: Selection) -> tuple[pd.DataFrame, list[str]]:
    """The levels that a selection keeps, one line each, in the order of its indicators.

    Returns the table (columns: those of HEADINGS that say something) and the key of the number on each line.
    """
    rows = store.observations(selection)
    order = {key: place for place, key in enumerate(selection.indicators)}
    levels = panels.readable(rows, store.codes("status")).query("measure == 'level'")
    levels = levels.assign(place=levels["indicator_id"].map(order)).sort_values("place", kind="stable")
    series = dict(iter(rows.groupby(SERIES)))
    changes = []
    for level in levels.itertuples():
        own = series[level.indicator_id, level.area_id, level.category]
        change = None if pd.isna(level.year) else wording.change(own, int(level.year))
        changes.append(change.marked if change else "")
    table = levels.assign(change=changes)[list(HEADINGS)]
    silent = [name for name in SOMETIMES if (table[name] == "").all()]
    if table["area"].nunique() == 1:
        silent.append("area")
    return table.drop(columns=silent).rename(columns=HEADINGS), list(levels["key"])


def of_rows(rows: pd.DataFrame, store: Store) -> pd.DataFrame:
    """Every row of some observations, levels and changes, in the few columns that paper has room for."""
    shown = panels.readable(rows, store.codes("status"))
    table = shown.assign(measure=shown["measure"].map(store.codes("measure")))[list(ROW_HEADINGS)]
    silent = [name for name in SOMETIMES if name in table and (table[name] == "").all()]
    if (rows["status"] == "reported").all():
        silent.append("status_name")
    return table.drop(columns=silent).rename(columns=ROW_HEADINGS)


def compared(store: Store, towns: tuple[str, ...]) -> tuple[pd.DataFrame, list[dict[str, str]]]:
    """Up to MOST_TOWNS towns on the same headings; what does not compare says so.

    Returns the table (columns 项目, one for each town, 可比性) and, for each line, town's name to key of its number.
    """
    names = {town: store.name("areas", town) for town in towns[:MOST_TOWNS]}
    indicators = store.frame("views").set_index("view_id").at[COMPARED_VIEW, "indicators"]
    lines = [{ITEM: "特色产业"} | {name: store.industry(town) for town, name in names.items()} | {COMPARABILITY: ""}]
    keys: list[dict[str, str]] = [{}]
    for indicator_id in [*indicators, DESIGNATED]:
        cells, found = _reported(store, indicator_id, names)
        if not found:
            continue
        is_comparable = bool(store.indicator(indicator_id)["comparability"]) and len(found) > 1
        line = {ITEM: store.name("indicators", indicator_id)} | cells
        lines.append(line | {COMPARABILITY: COMPARABLE if is_comparable else INCOMPARABLE})
        keys.append(found)
    honours = {name: f"{len(store.honours(Selection(towns=(town,))))} 项" for town, name in names.items()}
    counted = {ITEM: "白皮书注明属于该街镇的荣誉"} | honours | {COMPARABILITY: INCOMPARABLE}
    return pd.DataFrame([*lines, counted]), [*keys, {}]


def _reported(store: Store, indicator_id: str, names: dict[str, str]) -> tuple[dict[str, str], dict[str, str]]:
    """Town's name to its latest reported number in words, and to the key of that number where there is one."""
    rows = store.observations(Selection(indicators=(indicator_id,), towns=tuple(names)))
    rows = rows[rows["category"] == ""]
    levels = rows[(rows["measure"] == "level") & (rows["status"] == "reported")]
    cells, keys = {}, {}
    for town, name in names.items():
        own = levels[levels["area_id"] == town].sort_values("year", na_position="last")
        if own.empty:
            cells[name] = wording.UNREPORTED
            continue
        last = own.iloc[-1]
        keys[name] = str(last["key"])
        change = None if pd.isna(last["year"]) else wording.change(rows[rows["area_id"] == town], int(last["year"]))
        text = wording.shown(last["value"], last["unit"], last["qualifier"], last["printed"])
        cells[name] = text + wording.partial_period(last["period"]) + (f"，{change.marked}" if change else "")
    return cells, keys
