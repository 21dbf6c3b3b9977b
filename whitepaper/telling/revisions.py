"""What a later white paper prints differently from an earlier one: both values, both places."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from typing import Any

from whitepaper.model.cells import Table, of_frame
from whitepaper.model.selection import Selection
from whitepaper.printed import wording
from whitepaper.printed.intervals import converted, is_convertible
from whitepaper.store.described import cited, last_printed
from whitepaper.store.store import Store

HEADINGS = {
    "sector": "领域",
    "indicator": "指标",
    "category": "分类",
    "area": "地区",
    "period_name": "期间",
    "old": "原为",
    "old_place": "原出处",
    "new": "改为",
    "new_place": "现出处",
    "difference": "相差",
}


def revisions(store: Store, selection: Selection) -> Table:
    """Every number that a later edition prints differently, the largest change first; cells have the new one's key.

    Follows sector and towns, the editions that made the change (the latest unless others are chosen), and how large it
    is at least, in percent.
    """
    rows = store.observations(selection.only(("sector", "towns")))
    rows = rows[(rows["revision"] != "") & rows["edition"].isin(editions(store, selection))]
    vintages = map(store.printed_by_editions, rows["key"])
    last = list(filter(None, map(last_printed, vintages, rows["edition"])))
    sizes = [_size(before, now) for before, now in zip(last, rows.to_dict("records"), strict=True)]
    table = rows.assign(
        old=[one["shown"] for one in last],
        old_place=[f"{one['edition']} 年度，{cited(one)}" for one in last],
        new=rows["shown"],
        new_place=rows["edition"].map(lambda edition: f"{edition} 年度，") + rows["cited"],
        difference=[_in_words(size) for size in sizes],
        size=[abs(size) for size in sizes],
    ).sort_values("size", ascending=False, kind="stable")
    table = table[table["size"] >= float(selection.size or 0)]
    return of_frame(table, HEADINGS, list(table["key"]), "new")


def editions(store: Store, selection: Selection) -> tuple[int, ...]:
    """The white papers whose changes are listed: those chosen, else the latest."""
    return selection.editions or store.editions[-1:]


def sentence(store: Store, selection: Selection, table: Table) -> str:
    """How many numbers were revised, or why there can be none. table: `revisions` of the selection."""
    if len(store.editions) == 1:
        return f"只有 {store.editions[0]} 年度一份白皮书，还没有修订。"
    papers = "、".join(map(str, editions(store, selection)))
    return f"{papers} 年度白皮书有 {len(table.lines)} 个数与此前所印不同。"


def _size(then: Mapping[str, Any], row: Mapping[Hashable, Any]) -> float:
    """The change in percent of the earlier number; in full where that was 0 or is in a unit that is not this one's."""
    before, now = converted(then["value"], then["unit"], row["unit"]), row["value"]
    if before == now:
        return 0.0
    return (now / before - 1) * 100 if before and is_convertible(then["unit"], row["unit"]) else float("inf")


def _in_words(size: float) -> str:
    return wording.NO_VALUE if size in {0.0, float("inf")} else wording.signed(f"{size:+.2f}%")
