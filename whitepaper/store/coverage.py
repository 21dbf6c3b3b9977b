"""Which numbers the paper gives and which it does not: matrices of cells, and what to ask for."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import replace

import pandas as pd

from whitepaper.model.cells import Cell, Table
from whitepaper.model.keys import DERIVED, LEVEL, MISSING, REPORTED
from whitepaper.model.selection import COVERAGE, Selection, filters_of
from whitepaper.store.described import Row, grouped, records
from whitepaper.store.order import ORDER, present
from whitepaper.store.store import Store

GIVEN, COMPUTED, NOT_GIVEN = "有", "推算", "未给出"
UNNAMED = "未注明部门"
REQUEST_HEADINGS = {
    "department": "部门",
    "area": "地区",
    "sector": "领域",
    "indicator": "指标",
    "category": "分类",
    "definition": "定义",
    "unit": "单位",
    "absent": "缺少的年份",
    "latest": "最近一年的值",
}
TOWN_HEADINGS = {"area": "街镇"}
SECTOR_HEADINGS = {"sector": "领域", "series": "数列"}
MOST_NUMBERS = 20_000
"""That lists with a line for each series are made of: more than any district has."""
AT_YEAR = ["indicator", "area", "at_year", "key", "status", "status_reason"]
ASKED = [
    *("indicator", "area", "category", "status", "year", ORDER, "department", "indicator_id", "area_id", "sector"),
    *("definition", "unit", "shown", "period_name", "key"),
]
"""The columns that a list with a line for each series is made of: of thousands of rows all sixty are 40 MB."""
SERIES_YEARS = 3  # a full series: the year of the paper and the two before


def sector_headings() -> dict[str | int, str]:
    """Column of `by_sector` to its heading."""
    headings: dict[str | int, str] = dict(SECTOR_HEADINGS.items())
    headings[SERIES_YEARS] = f"{SERIES_YEARS} 年都有"
    headings |= {count: f"有 {count} 年" for count in range(SERIES_YEARS - 1, 0, -1)}
    return headings | {0: "没有一年"}


def years(store: Store) -> tuple[int, ...]:
    """The years of a full series, ascending."""
    latest = max(store.years_with_levels)
    return tuple(range(latest - SERIES_YEARS + 1, latest + 1))


def by_year(store: Store, selection: Selection) -> Table:
    """Indicators by year.

    One line per series (indicator, area); columns indicator, area, then one for each year, whose cells have the key
    of the observation behind them. A number whose period the paper does not state stands under the paper's own year.
    Of several categories the cell counts them.
    """
    columns = [str(year) for year in years(store)]
    lines = []
    for (indicator, area), rows in grouped(records(_levels(store, selection)[AT_YEAR]), "indicator", "area").items():
        line = {"indicator": Cell(indicator), "area": Cell(area)}
        for year in columns:
            cell = [row for row in rows if row["at_year"] == int(year)]
            line[year] = Cell(_word(cell), cell[0]["key"] if cell else "")
        lines.append(line)
    return Table({"indicator": "指标", "area": "地区"} | {year: year for year in columns}, lines)


def by_town(store: Store, selection: Selection) -> pd.DataFrame:
    """Numbers of the 14 towns by group of indicators, those chosen only where the selection names towns.

    One row per number: columns area_id, area, group, indicator_id, in the order of the appendix.
    """
    chosen = Selection(towns=selection.towns or tuple(store.towns["area_id"]), sector=selection.sector)
    told = store.rows.tally(["area_id", "area", "indicator_id", "subsector", "status"], chosen, is_current=True)
    groups, order = store.codes("town_group"), {town: place for place, town in enumerate(store.towns["area_id"])}
    counted = [
        (area_id, area, groups.get(indicator_id.split(".")[1], subsector), indicator_id, number)
        for (area_id, area, indicator_id, subsector, status), number in told.items()
        if area_id in order and status != MISSING
    ]
    rows = pd.DataFrame(counted, columns=["area_id", "area", "group", "indicator_id", "number"])
    rows = rows.iloc[rows["area_id"].map(order).argsort(kind="stable")]
    return rows.loc[rows.index.repeat(rows.pop("number"))].reset_index(drop=True)


def town_matrix(store: Store, rows: pd.DataFrame) -> pd.DataFrame:
    """Rows of `by_town` counted: a line per town (column `area`), a column per group in the order of its code list."""
    named = dict.fromkeys([*store.codes("town_group").values(), *rows["group"]])
    groups = [name for name in named if name in set(rows["group"])]
    counts = pd.crosstab(rows["area"], rows["group"])
    counts = counts.reindex(index=list(dict.fromkeys(rows["area"])), columns=groups)
    return counts.astype("Int64").replace(0, pd.NA).reset_index(names="area")


def by_sector(store: Store, selection: Selection) -> pd.DataFrame:
    """How full the series of each sector are.

    One row per sector; columns sector, series (how many there are), then how many of them have so many of the years
    of a full series in print, from SERIES_YEARS down to 0, which are series without a stated year or in print.
    """
    filled = store.rows.filled(_covered(selection), years(store))
    columns = list(range(SERIES_YEARS, -1, -1))
    lines = []
    for sector in dict.fromkeys(sector for sector, _ in filled):
        counts = [filled.get((sector, count), 0) for count in columns]
        lines.append([sector, sum(counts), *counts])
    return pd.DataFrame(lines, columns=["sector", "series", *columns])


def requests(store: Store, selection: Selection) -> pd.DataFrame:
    """What would be needed for a full series of each indicator: one row per series that has gaps.

    Columns: those of REQUEST_HEADINGS, and `key` of the latest number. A derived number counts as a gap, as the
    paper does not print it. Areas that are no town (parks, sums of places) ask the district's department.
    """
    wanted, towns = years(store), set(store.towns["area_id"])
    asked = []
    series = grouped(records(_levels(store, selection)[ASKED]), "indicator", "area", "category")
    for (indicator, area, category), rows in series.items():
        reported = [row for row in rows if row["status"] == REPORTED]
        given = {row["year"] for row in reported if not pd.isna(row["year"])}
        absent = [year for year in wanted if year not in given]
        if not absent or not reported:
            continue
        last = present(reported)
        department = last["department"] or str(store.indicator(last["indicator_id"])["department"])
        asked.append(
            {
                "department": department or (area if last["area_id"] in towns else UNNAMED),
                "area": area,
                "sector": last["sector"],
                "indicator": indicator,
                "category": category,
                "definition": last["definition"],
                "unit": last["unit"],
                "absent": "、".join(str(year) for year in absent),
                "latest": f"{last['shown']}（{last['period_name']}）",
                "key": last["key"],
            }
        )
    return pd.DataFrame(asked, columns=[*REQUEST_HEADINGS, "key"])


def answerable(departments: Iterable[str], nobody: Collection[str] = (UNNAMED,)) -> int:
    """How many can be asked of those that stand in a column of departments, which may name several at once.

    nobody: words for that none is named.
    """
    return len({one for name in departments if name not in nobody for one in name.split("、")})


def bounded(store: Store, selection: Selection, most: int) -> Selection:
    """The selection of so many of its indicators, the first ones, as have about so many numbers; at least one of them.

    Of a selection that has no more it is the same. Parts of 数据覆盖 with a line for each series follow it.
    """
    counts = store.rows.tally(["indicator_id"], _covered(selection), is_current=True)
    if sum(counts.values()) <= most:
        return selection
    kept, number = list[str](), 0
    for (indicator_id,), count in counts.items():
        number += count
        if kept and number > most:
            break
        kept.append(indicator_id)
    return replace(selection, indicators=tuple(kept))


def part(selection: Selection, shown: Selection) -> str:
    """Of how many indicators a list is, where that is not all. shown: what `bounded` left of the selection."""
    return f"前 {len(shown.indicators)} 个指标，" if shown != selection else ""


def _covered(selection: Selection) -> Selection:
    return selection.only((*filters_of(COVERAGE), "indicators"))


def _levels(store: Store, selection: Selection) -> pd.DataFrame:
    """Levels with `at_year`: the year they are about, else that of the paper."""
    rows = store.observations(_covered(selection))
    return rows[rows["measure"] == LEVEL]


def _word(cell: list[Row]) -> str:
    """A cell in words: how many numbers there are and of what status, or why there is none."""
    statuses = Counter(row["status"] for row in cell)
    counts = {name: statuses[status] for status, name in ((REPORTED, GIVEN), (DERIVED, COMPUTED))}
    counts |= Counter(row["status_reason"] for row in cell if row["status"] == MISSING)
    return "，".join(name if count == 1 else f"{name} {count}" for name, count in counts.items() if count) or NOT_GIVEN
