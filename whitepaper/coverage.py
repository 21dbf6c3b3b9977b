"""Which numbers the paper gives and which it does not: matrices of cells, and what to ask for."""

from __future__ import annotations

import pandas as pd

from whitepaper import wording
from whitepaper.selection import Selection
from whitepaper.store import DISTRICT, Store

REPORTED, DERIVED, NOT_GIVEN = "有", "推算", "未给出"
SERIES_YEARS = 3  # a full series: the year of the paper and the two before


def years(store: Store) -> tuple[int, ...]:
    """The years of a full series, ascending."""
    latest = max(store.years_with_levels)
    return tuple(range(latest - SERIES_YEARS + 1, latest + 1))


def by_year(store: Store, selection: Selection) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Indicators by year.

    Returns two frames of the same shape, one row per series (indicator, area): the words of each cell, and the
    key of the observation behind it (empty for none). Columns: 指标, 地区, then one for each year. A number whose
    period the paper does not state stands under the paper's own year. Of several categories the cell counts them.
    """
    levels = _levels(store, selection)
    columns = [str(year) for year in years(store)]
    words, keys = [], []
    for (indicator, area), rows in levels.groupby(["indicator", "area"], sort=False):
        word, key = {"指标": indicator, "地区": area}, {"指标": "", "地区": ""}
        for year in columns:
            cell = rows[rows["at_year"] == int(year)]
            word[year] = _word(cell)
            key[year] = "" if cell.empty else str(cell["key"].iat[0])
        words.append(word)
        keys.append(key)
    names = ["指标", "地区", *columns]
    return pd.DataFrame(words, columns=names), pd.DataFrame(keys, columns=names)


def by_town(store: Store, selection: Selection) -> pd.DataFrame:
    """Numbers of the 14 towns by group of indicators, those chosen only where the selection names towns.

    One row per number: columns area_id, area, group, indicator_id, in the order of the appendix.
    """
    rows = store.observations(Selection(towns=tuple(store.towns["area_id"]), sector=selection.sector))
    rows = rows[rows["value"].notna()]
    if selection.towns:
        rows = rows[rows["area_id"].isin(selection.towns)]
    groups = store.codes("town_group")
    named = [
        groups.get(key.split(".")[1], subsector)
        for key, subsector in zip(rows["indicator_id"], rows["subsector"], strict=True)
    ]
    order = {town: place for place, town in enumerate(store.towns["area_id"])}
    rows = rows.assign(group=named, _place=rows["area_id"].map(order)).sort_values("_place", kind="stable")
    return rows[["area_id", "area", "group", "indicator_id"]]


def town_matrix(store: Store, rows: pd.DataFrame) -> pd.DataFrame:
    """Rows of `by_town` counted: a line per town (column 街镇), a column per group in the order of its code list."""
    named = dict.fromkeys([*store.codes("town_group").values(), *rows["group"]])
    groups = [name for name in named if name in set(rows["group"])]
    counts = pd.crosstab(rows["area"], rows["group"])
    counts = counts.reindex(index=list(dict.fromkeys(rows["area"])), columns=groups)
    return counts.astype("Int64").replace(0, pd.NA).reset_index(names="街镇")


def by_sector(store: Store, selection: Selection) -> pd.DataFrame:
    """How full the series of each sector are.

    One row per sector; columns 领域, 数列 (how many there are), then how many of them have so many of the years of a
    full series in print (3 年都有 down to 没有一年, which are series without a stated year or in print).
    """
    levels = _levels(store, selection)
    given = levels[(levels["status"] == "reported") & levels["year"].isin(years(store))]
    series = ["sector", "indicator_id", "area_id", "category"]
    filled = given.groupby(series, sort=False)["year"].nunique()
    filled = filled.reindex(pd.MultiIndex.from_frame(levels[series].drop_duplicates()), fill_value=0)
    names = {SERIES_YEARS: f"{SERIES_YEARS} 年都有"} | {
        count: f"有 {count} 年" for count in range(SERIES_YEARS - 1, 0, -1)
    }
    names |= {0: "没有一年"}
    counts = pd.crosstab(filled.index.get_level_values("sector"), filled.to_numpy())
    counts = counts.reindex(index=list(dict.fromkeys(levels["sector"])), columns=list(names), fill_value=0)
    table = counts.rename(columns=names)
    table.insert(0, "数列", counts.sum(axis=1))
    return table.rename_axis(columns=None).reset_index(names="领域")


def requests(store: Store, selection: Selection) -> pd.DataFrame:
    """What would be needed for a full series of each indicator: one row per series that has gaps.

    Columns: 部门, 地区, 领域, 指标, 分类, 定义, 单位, 缺少的年份, 最近一年的值, and `key` of that number. A derived
    number counts as a gap, as the paper does not print it. Areas that are no town (parks, sums of places) ask the
    district's department.
    """
    levels = _levels(store, selection)
    wanted = years(store)
    asked = []
    for (indicator, area, category), rows in levels.groupby(["indicator", "area", "category"], sort=False):
        given = rows[(rows["status"] == "reported") & rows["year"].notna()]
        absent = [year for year in wanted if year not in set(given["year"])]
        reported = rows[rows["status"] == "reported"].sort_values("at_year")
        if not absent or reported.empty:
            continue
        last = reported.iloc[-1]
        department = last["department"] or str(store.indicator(last["indicator_id"])["department"])
        asked.append(
            {
                "部门": department or ("" if last["area_id"] == DISTRICT else area) or "未注明部门",
                "地区": area,
                "领域": last["sector"],
                "指标": indicator,
                "分类": category,
                "定义": last["definition"],
                "单位": last["unit"],
                "缺少的年份": "、".join(str(year) for year in absent),
                "最近一年的值": wording.shown(last["value"], last["unit"], last["qualifier"], last["printed"])
                + f"（{wording.period_name(last['period'])}）",
                "key": last["key"],
            }
        )
    columns = ["部门", "地区", "领域", "指标", "分类", "定义", "单位", "缺少的年份", "最近一年的值", "key"]
    return pd.DataFrame(asked, columns=columns)


def _levels(store: Store, selection: Selection) -> pd.DataFrame:
    """Levels with `at_year`: the year they are about, else that of the paper."""
    rows = store.observations(Selection(sector=selection.sector, subsector=selection.subsector, towns=selection.towns))
    rows = rows[rows["measure"] == "level"]
    return rows.assign(at_year=rows["year"].fillna(rows["edition"]).astype("int64"))


def _word(cell: pd.DataFrame) -> str:
    """A cell in words: how many numbers there are and of what status, or why there is none."""
    if cell.empty:
        return NOT_GIVEN
    parts = []
    for status, name in (("reported", REPORTED), ("derived", DERIVED)):
        count = int((cell["status"] == status).sum())
        if count:
            parts.append(name if count == 1 else f"{name} {count}")
    for reason, rows in cell[cell["status"] == "missing"].groupby("status_reason", sort=False):
        parts.append(str(reason) if len(rows) == 1 else f"{reason} {len(rows)}")
    return "，".join(parts)
