"""Who supplied the numbers: how many each department answers for, which are in doubt, and which are missing."""

from __future__ import annotations

import pandas as pd

from whitepaper.checks.judgement import OPEN
from whitepaper.model.cells import Table, of_frame
from whitepaper.model.keys import MISSING, REPORTED
from whitepaper.model.selection import Selection
from whitepaper.store import coverage
from whitepaper.store.store import Store
from whitepaper.telling import lists, phrases

HEADINGS = {
    "name": "部门",
    "indicators": "指标",
    "numbers": "所印的数",
    "findings": "待核实",
    "missing": "缺失的数",
    "sources": "出处",
}
MISSING_HEADINGS = {
    "indicator": "指标",
    "category": "分类",
    "area": "地区",
    "period_name": "期间",
    "status_said": "状态",
    "cited": "来源",
}
COUNTED = ("department", "indicator_id", "status", "source")
"""By what the numbers of a department are counted."""


def suppliers(store: Store, selection: Selection) -> pd.DataFrame:
    """The departments behind the observations that a selection keeps, in the order of the paper.

    One row per department, numbers without one last; columns `department` (empty where the paper names none) and those
    of HEADINGS: its name, how many indicators and printed numbers are its own, how many findings about them are open,
    how many numbers are missing, and where they stand.
    """
    told, own = store.rows.tally(COUNTED, selection, is_current=True), dict[str, list[tuple[str, str, str, int]]]()
    for (department, indicator_id, status, source), number in told.items():
        own.setdefault(department, []).append((indicator_id, status, source, number))
    asked = open_findings(store, selection)["department"].value_counts()
    lines = [
        {
            "department": name,
            "name": name or coverage.UNNAMED,
            "indicators": len({indicator_id for indicator_id, *_ in each}),
            "numbers": sum(number for _, status, _, number in each if status == REPORTED),
            "findings": int(asked.get(name, 0)),
            "missing": sum(number for _, status, _, number in each if status == MISSING),
            "sources": "、".join(dict.fromkeys(source for _, _, source, _ in each)),
        }
        for name, each in sorted(own.items(), key=lambda group: group[0] == "")
    ]
    return pd.DataFrame(lines, columns=["department", *HEADINGS])


def open_findings(store: Store, selection: Selection) -> pd.DataFrame:
    """The findings that a department is to answer; rows of `Store.checks`."""
    rows = store.checks(selection)
    return rows[rows["verdict"].isin(OPEN)]


def open_tables(store: Store, selection: Selection) -> dict[str, Table]:
    """What is to be asked, heading to table: open findings and missing numbers; cells have the key of their number."""
    asked, rows = open_findings(store, selection), store.observations(selection)
    rows = rows[rows["status"] == MISSING]
    checked = [str(keys[0]) if len(keys) else "" for keys in asked["observations"]]
    return {
        "待核实": of_frame(asked, lists.FINDING_HEADINGS, checked),
        "缺失的数": of_frame(rows, MISSING_HEADINGS, list(rows["key"])).without_silent(("category",)),
    }


def sentence(found: pd.DataFrame) -> str:
    """How many departments there are, who supplied most, and what is open. found: `suppliers`."""
    named = found[found["department"] != ""]
    nameless = int(found["numbers"].sum() - named["numbers"].sum())
    aside = f"；另有 {nameless} 个数原文未注明部门" if nameless else ""
    if named.empty:
        return f"所选条件下没有注明部门的数{aside}。"
    alone = f"{named['department'].iat[0]}提供 {named['numbers'].iat[0]} 个数"
    opened = alone if len(named) == 1 else _most(named)
    return f"{opened}；待核实 {named['findings'].sum()} 处，缺失 {named['missing'].sum()} 个数{aside}。"


def _most(named: pd.DataFrame) -> str:
    """How many departments supplied how much, and which of them most."""
    most = list(named.loc[named["numbers"] == named["numbers"].max(), "department"])
    each = "各 " if len(most) > 1 else ""
    said = f"{len(named)} 个部门提供 {named['numbers'].sum()} 个数"
    return f"{said}，{phrases.together(most, '个部门')}最多（{each}{named['numbers'].max()} 个）"
