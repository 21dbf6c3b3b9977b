"""The lists of the paper and of its checks as tables: which columns stand where, and under which headings."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import pandas as pd

from whitepaper.checks.judgement import ERRATA
from whitepaper.model.cells import Cell, Table, of_frame
from whitepaper.model.keys import REPORTED
from whitepaper.model.text import ems
from whitepaper.printed.changes import DIFFERENCES
from whitepaper.printed.wording import scope
from whitepaper.store.coverage import UNNAMED
from whitepaper.store.index import KINDS, Entry, Kind
from whitepaper.store.publishers import NAME
from whitepaper.store.store import Store
from whitepaper.telling.phrases import CONTINUED

HONOUR_HEADINGS = {
    "award": "荣誉",
    "title": "项目",
    "organisation": "单位",
    "level": "级别",
    "year": "年份",
    "area": "街镇",
    "sector": "领域",
    "extra": "其他",
    "status_name": "状态",
    "source": "来源",
    "note": "说明",
    "edition": "版本",
    "dataset_version": "数据版本",
}
"""Column of an honour to its heading, in the order of the export."""
HONOUR_COLUMNS = ("award", "organisation", "title", "level", "year", "area", "status_name", "source")
AWARD_HEADINGS = {"award": "荣誉", "count": "项数", "who": "获得者（项目）", "source": "来源"}
MOST_TOGETHER = 400
"""Ems of names on one line, which is half a screen."""
NOT_PRINTED = "名称未印"
FINDING_HEADINGS = {
    "verdict": "结论",
    "title": "核对内容",
    "printed": "原文所印",
    "recomputed": "核对结果",
    "explanation": "说明",
    "place": "出处",
}
HOLDING_HEADINGS = {column: heading for column, heading in FINDING_HEADINGS.items() if column != "explanation"}
EDITORS = "编写部门"
"""Whom names and spellings are for, which no department supplies."""
ERRATA_HEADINGS = {"department": "部门"} | FINDING_HEADINGS
CHECK_HEADINGS = {
    "verdict": "结论",
    "kind": "种类",
    "title": "核对内容",
    "printed": "原文所印",
    "recomputed": "核对结果",
    "difference": "相差",
    "unit": "单位",
    "explanation": "说明",
    "place": "出处",
    "department": "部门",
    "sector": "领域",
}
"""Column of a check to its heading, in the order of the page and of the export."""
ASIDE = ("unit", "department", "sector")
"""Columns of a check that the page leaves to its filters, its card and the export, so that the others have room."""
EXPORTED = {
    "formula": "算式",
    "numbers_used": "所用的数",
    "damaged": "识别受损",
    "check_id": "核对编号",
    "edition": "版本",
    "dataset_version": "数据版本",
}
"""What the export of checks has besides."""
MENTION_HEADINGS = {"place": "出处", "kind": "类别", "text": "内容"}
POLICY_HEADINGS = {"document_no": "文号", "title": "名称", "issuer_level": "级别", "source": "来源", "note": "说明"}
ORGANISATION_HEADINGS = {"name": "单位", "kind": "类别", "evidence": "依据", "sources": "见于"}
TOWN_HEADINGS = {"name": "街镇", "industry": "特色产业"}
SOURCE_HEADINGS = {
    "source": "来源",
    "title": "标题",
    "section": "章节",
    "page": "页码",
    "department": "部门",
    "rows": "行数",
}


def apart(check: Mapping[str, Any]) -> str:
    """By how much what is printed lies from what follows, in the unit of such a difference; empty for none.

    check: a row of `Store.checks`.
    """
    unit = DIFFERENCES.get(check["unit"], check["unit"])
    return "" if pd.isna(check["difference"]) else f"{check['difference']:g} {unit}".rstrip()


def exported(headings: Mapping[str, str], store: Store) -> dict[str, str]:
    """Headings of an export, and behind them, as an exported observation has it, whose a row is, of several publishers.

    headings: column to heading.
    """
    known = store.declared["observations"].headings
    return {**headings, NAME: known[NAME]} if NAME in known else dict(headings)


def whose(rows: pd.DataFrame, store: Store) -> pd.DataFrame:
    """Rows with the column that `exported` adds, where they do not have it: a list is of the publisher who is asked."""
    if store.siblings is None or NAME in rows:
        return rows
    return rows.assign(**{NAME: store.siblings.names[store.publisher]})


def subjects(store: Store, indicators: Iterable[str]) -> pd.DataFrame:
    """The sub-sectors that indicators are of: sector_id, subsector_id, count (of indicators); key: subsector_id."""
    counts = Counter(str(store.indicator(key)["subsector_id"]) for key in indicators)
    found = [
        (sector, subsector, counts[subsector])
        for sector in store.names("sectors")
        for subsector in store.subsectors_of(sector)
        if subsector in counts
    ]
    return pd.DataFrame(found, columns=["sector_id", "subsector_id", "count"])


def honours(rows: pd.DataFrame) -> Table:
    """The columns of HONOUR_COLUMNS that say something; the status only where an entry is damaged.

    rows: of `Store.honours`.
    """
    told = rows.assign(status_name=rows["status_name"].where(rows["status"] != REPORTED, ""))
    return of_frame(told, {name: HONOUR_HEADINGS[name] for name in HONOUR_COLUMNS}).without_silent(HONOUR_COLUMNS)


def by_level(store: Store, rows: pd.DataFrame) -> pd.DataFrame:
    """Honours with the highest level first, those without one last; of a level in the order of the paper.

    rows: of `Store.honours`.
    """
    places = {level: place for place, level in enumerate(filter(None, store.codes("level")))}
    ranked = rows["level"].map(lambda level: places.get(level, len(places)))
    return rows.iloc[ranked.argsort(kind="stable")].reset_index(drop=True)


def by_award(rows: pd.DataFrame) -> Table:
    """A line for each honour with all who have it, most first; what is too long for one line takes several.

    rows: of `Store.honours`.
    """
    lines = []
    for award, own in sorted(rows.groupby("award", sort=False), key=lambda one: -len(one[1])):
        source = "；".join(dict.fromkeys(own["source"]))
        for place, who in enumerate(_in_lines([_holder(row) for row in own.itertuples()])):
            told = (f"{award}{CONTINUED}", "") if place else (str(award), f"{len(own)} 项")
            lines.append(dict(zip(AWARD_HEADINGS, map(Cell, (*told, who, source)), strict=True)))
    return Table(AWARD_HEADINGS, lines)


def _holder(row: Any) -> str:
    """Who has an honour and, in brackets, for what; what could not be read whole says so."""
    first, *others = dict.fromkeys(filter(None, (row.organisation, row.title))) or [NOT_PRINTED]
    said = [*others, *([row.status_name] if row.status != REPORTED else [])]
    return str(first) + "".join(map(scope, said))


def _in_lines(names: Sequence[str]) -> list[str]:
    """The names in as few texts as are not too long."""
    parts: list[list[str]] = [[]]
    for name in names:
        if parts[-1] and sum(map(ems, [*parts[-1], name])) > MOST_TOGETHER:
            parts.append([])
        parts[-1].append(name)
    return ["；".join(part) for part in parts]


def results(found: Mapping[Kind, Sequence[Entry]]) -> Table:
    """A line for each result of a search, with the key of the number that it shows."""
    lines = [
        {"kind": Cell(KINDS[kind]), "title": Cell(entry.title), "detail": Cell(entry.detail, entry.key)}
        for kind, entries in found.items()
        for entry in entries
    ]
    return Table({"kind": "类别", "title": "名称", "detail": "内容"}, lines)


def errata(rows: pd.DataFrame) -> Table:
    """What somebody must act on, by department: place, what is printed, what follows, why.

    A department is asked about its own numbers; spellings and names are for the editors, who come last. What rounding,
    cutting off or damage to our text explains asks nobody. rows: of `Store.checks`.
    """
    found = rows[rows["verdict"].isin(ERRATA)]
    is_text = found["observations"].map(len) == 0
    department = found["department"].replace("", UNNAMED).mask(is_text, EDITORS)
    found = found.assign(department=department, is_text=is_text)
    return of_frame(found.sort_values(["is_text", "department"], kind="stable"), ERRATA_HEADINGS)


def checks_in_full(rows: pd.DataFrame, store: Store) -> pd.DataFrame:
    """Checks with the formula and the numbers used, as they are exported; columns of `check_headings`."""
    full = rows.assign(
        numbers_used=["；".join(numbers) for numbers in rows["numbers"]],
        damaged=rows["damage"].map(store.codes("yes")).fillna(""),
        dataset_version=store.dataset_version,
    )
    return full[list(check_headings(store))]


def check_headings(store: Store) -> dict[str, str]:
    """Column of an exported check to its heading, in the order of the export."""
    return exported(CHECK_HEADINGS | EXPORTED, store)


def honour_headings(store: Store) -> dict[str, str]:
    """Column of an exported honour to its heading, in the order of the export."""
    return exported(HONOUR_HEADINGS, store)
