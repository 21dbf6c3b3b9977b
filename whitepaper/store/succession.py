"""The series of the newest white paper beside those of the one before: new ones, those gone, those not keyed yet."""

from __future__ import annotations

import pandas as pd

from whitepaper.model.keys import LEVEL, REPORTED
from whitepaper.model.selection import COVERAGE, Selection, filters_of
from whitepaper.store.store import Store

NEW, GONE, UNKEYED = "新列", "不再列出", "尚未录入"
HEADINGS = {
    "state": "增减",
    "sector": "领域",
    "indicator": "指标",
    "category": "分类",
    "area": "地区",
    "latest": "最近所印",
    "place": "出处",
}
VALUE = "latest"
TABLE = ["source", "section"]


def papers(store: Store) -> tuple[int, int] | None:
    """The white paper before the newest, and the newest; None where there is only one."""
    return (store.editions[-2], store.editions[-1]) if len(store.editions) > 1 else None


def succession(store: Store, selection: Selection) -> pd.DataFrame:
    """One row per series of the paper's own year that only one of the last two papers prints.

    Columns: those of HEADINGS, and `key` of the number. What the earlier paper alone has is gone where the newest one
    has the same table or section, and not keyed yet where it has not. Empty where there is only one paper.
    """
    found, chosen = papers(store), selection.only(filters_of(COVERAGE))
    if found is None:
        return pd.DataFrame(columns=[*HEADINGS, "key"])
    rows = store.rows.lone(chosen, found)
    is_new = rows["edition"] == found[1]
    printed = store.rows.tally([*TABLE, "edition", "measure", "status"], chosen)
    keyed = {(source, section) for source, section, *how in printed if how == [found[1], LEVEL, REPORTED]}
    gone = rows[~is_new]
    states = [GONE if tuple(place) in keyed else UNKEYED for place in gone[TABLE].to_numpy()]
    listed = pd.concat([rows[is_new].assign(state=NEW), gone.assign(state=states)], ignore_index=True)
    listed = listed.assign(
        latest=listed["shown"] + "（" + listed["period_name"] + "）",
        place=[f"{edition} 年度，{cited}" for edition, cited in zip(listed["edition"], listed["cited"], strict=True)],
        order=listed["state"].map({NEW: 0, GONE: 1, UNKEYED: 2}),
    ).sort_values("order", kind="stable", ignore_index=True)
    return listed[[*HEADINGS, "key"]]


def sentence(store: Store, found: pd.DataFrame) -> str:
    """How many series came, went and are not keyed yet, or why there can be none. found: `succession`."""
    both = papers(store)
    if both is None:
        return f"只有 {store.editions[0]} 年度一份白皮书，没有可比的上一版。"
    counts = found["state"].value_counts()
    told = "，".join(f"{state} {counts.get(state, 0)} 个" for state in (NEW, GONE, UNKEYED))
    return f"{both[1]} 年度的数列与 {both[0]} 年度相比：{told}。"
