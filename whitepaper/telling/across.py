"""The publishers of a data set side by side: who has which indicator, what compares and why not, what is open."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd

from whitepaper.checks.judgement import OPEN
from whitepaper.model.cells import Cell, Table
from whitepaper.model.keys import LEVEL, MISSING, REPORTED
from whitepaper.model.selection import Selection
from whitepaper.printed import wording
from whitepaper.store import coverage
from whitepaper.store.across import Across, Compared, Reason
from whitepaper.store.store import Store
from whitepaper.telling import revisions
from whitepaper.telling.number_tables import COMPARABILITY, COMPARABLE, INCOMPARABLE, ITEM
from whitepaper.telling.towns import standing

REASONS = {
    Reason.ALONE: "只有一个地区有这个指标",
    Reason.UNDECLARED: "没有声明各地区可以比较",
    Reason.GROUP: "声明的可比组不同",
    Reason.UNIT: "单位不同",
    Reason.DEFINITION: "定义、分子分母或增速口径不同",
}
WHY, SECTOR = "why", "sector"
OF_EACH = {
    "name": "地区",
    "editions": "白皮书",
    "indicators": "指标",
    "comparable": "可比指标",
    "numbers": "现行的数",
    "findings": "待核实",
    "revised": "修订",
    "missing": "缺失的数",
    "requests": "待补的数",
}
"""Columns of `of_each`."""


@dataclass(frozen=True)
class Year:
    """A year in which the publishers are compared: the latest of which most have a number. of: those that have."""

    year: int
    of: tuple[str, ...]


def why_not(one: Compared, names: dict[str, str]) -> str:
    """Why an indicator is not ranked, and whose saying is another; empty where it is. names: of the publishers."""
    said = "；".join(REASONS[reason] for reason in one.reasons)
    apart = "、".join(names[key] for key in one.apart)
    return f"{said}（{apart}与{names[one.of[0]]}不同）" if said and apart else said


def listed(store: Across, selection: Selection) -> list[str]:
    """Indicators that several publishers have, of the sector and sub-sector chosen; what compares first."""
    rows = store.tables["indicators"].to_pylist()
    kept = [
        row["indicator_id"]
        for row in rows
        if selection.sector in {"", row["sector_id"]}
        and selection.subsector in {"", row["subsector_id"]}
        and (not selection.indicators or row["indicator_id"] in selection.indicators)
        and Reason.ALONE not in store.compared[row["indicator_id"]].reasons
    ]
    return sorted(kept, key=lambda key: bool(store.compared[key].reasons))


def compared_year(store: Store, indicator_id: str, years: Sequence[int] = ()) -> Year | None:
    """The latest of the years, else of all, of which the most publishers print the level; None where none does."""
    rows = store.observations(Selection(indicators=(indicator_id,), years=tuple(years)))
    rows = rows[(rows["measure"] == LEVEL) & (rows["status"] == REPORTED) & rows["is_main"] & rows["year"].notna()]
    rows = rows[~rows["is_ahead"]]
    if rows.empty:
        return None
    having = rows.groupby("year")["area_id"].unique()
    year = max(having.index, key=lambda at: (len(having[at]), at))
    return Year(int(year), tuple(having[year]))


def numbers(store: Across, selection: Selection) -> Table:
    """Indicators by publisher: the latest number of each, whether they compare, and why not.

    Columns: SECTOR, ITEM, one for each publisher (its id), COMPARABILITY, WHY. A cell has the key of its number.
    """
    names = dict(zip(store.towns["area_id"], store.towns["name"], strict=True))
    wanted = listed(store, selection)
    found = store.observations(Selection(years=selection.years, sector=selection.sector, indicators=tuple(wanted)))
    by_place = {(row["indicator_id"], area): row for area, row in standing(found).iterrows()}
    lines = []
    for indicator_id in wanted:
        one = store.compared[indicator_id]
        cells = {}
        for area in names:
            row = by_place.get((indicator_id, area))
            cells[area] = Cell(wording.UNREPORTED) if row is None else _number(row)
        head = {SECTOR: Cell(store.name("sectors", store.indicator(indicator_id)["sector_id"]))}
        head |= {ITEM: Cell(store.name("indicators", indicator_id))}
        tail = {COMPARABILITY: INCOMPARABLE if one.reasons else COMPARABLE, WHY: Cell(why_not(one, names))}
        lines.append(head | cells | tail)
    headings = {SECTOR: "领域", ITEM: "指标"} | names | {COMPARABILITY: "可比性", WHY: "为何不可比"}
    return Table(headings, lines).without_silent((WHY,))


def _number(row: pd.Series) -> Cell:
    return Cell(f"{row['label']}（{row['period_name']}）", str(row["key"]))


def of_each(store: Across) -> pd.DataFrame:
    """One row per publisher; columns `publisher` and those of OF_EACH: what it has, and what is open about it."""
    comparable = {key for key, one in store.compared.items() if not one.reasons}
    lines = []
    for one in store.all():
        everything = one.tally("status", Selection())
        lines.append(
            {
                "publisher": one.publisher,
                "name": one.name("areas", one.district),
                "editions": "、".join(map(str, one.editions)),
                "indicators": one.size("indicators"),
                "comparable": len(comparable & set(one.names("indicators"))),
                "numbers": one.count(Selection()),
                "findings": int(one.checks(Selection())["verdict"].isin(OPEN).sum()),
                "revised": len(revisions.revisions(one, Selection()).lines),
                "missing": everything.get(MISSING, 0),
                "requests": len(coverage.requests(one, Selection())),
            }
        )
    return pd.DataFrame(lines, columns=["publisher", *OF_EACH])


def sentence(store: Across, wanted: Sequence[str]) -> str:
    """How many publishers have how many indicators, and how many of these compare. wanted: `listed`."""
    alike = sum(not store.compared[key].reasons for key in wanted)
    apart = f"其中 {alike} 项可比，{len(wanted) - alike} 项不可比"
    return f"{len(store.towns)} 个地区中，不止一个地区有的指标 {len(wanted)} 项，{apart}。"
