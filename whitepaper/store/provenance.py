"""Where a number comes from: its source card, and how to cite it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from whitepaper.model.keys import DERIVED, RUNNING_TEXT
from whitepaper.model.selection import Selection
from whitepaper.printed import wording
from whitepaper.store.described import records
from whitepaper.store.store import Store

UNSAID = "白皮书未说明"
NONE = "无"
NOTHING_FOUND = "没有发现不一致"


@dataclass(frozen=True)
class Fact:
    """One line of a source card. is_brief: whether it also stands in a hint; is_said: whether there is anything."""

    heading: str
    text: str
    is_brief: bool = False
    is_said: bool = True


def source_card(store: Store, key: str) -> list[Fact]:
    """What a reader must know of one observation, in reading order.

    key: as `Store.observations` gives it. Raises KeyError for an unknown one.
    """
    row = store.observation(key)
    again = store.restated(key)
    found = store.touching(key)
    page = f" 第 {row['page']} 页" if row["page"] is not None else ""
    card = [
        Fact("指标", row["indicator"] + (f" · {row['category']}" if row["category"] else ""), is_brief=True),
        Fact("地区", row["area"]),
        Fact("期间", row["period_name"], is_brief=True),
        Fact("数值", row["shown"]),
        _fact("原文所印", row["printed"], NONE),
        Fact("修饰语", row["qualifier_name"]),
        Fact("口径", row["measure_name"]),
        Fact("状态", row["status_said"], is_brief=True),
    ]
    if row["status"] == DERIVED:
        card.append(Fact("算式", row["status_reason"], is_brief=True))
    card.append(Fact("出处", f"{row['source']}{page}，{_section(store, row)}", is_brief=True))
    if again:
        card.append(
            Fact("又印于", "；".join(f"{r['source']} {wording.section(r['section'])}：{r['printed']}" for r in again))
        )
    vintages = store.printed_by_editions(key)
    if len(vintages) > 1:
        told = (f"{one['edition']} 年度：{one['shown'] if one['printed'] else one['status_said']}" for one in vintages)
        card.append(Fact("各版本所印", "；".join(told), is_brief=True))
    for heading, text in (("当年名称", row["named"]), ("口径变动", row["break_reason"])):
        if text:
            card.append(Fact(heading, text, is_brief=True))
    if row["plotted_unit"] != row["unit"]:
        card.append(Fact("图中单位", f"{row['plotted_unit']}，由原文的{row['unit']}精确换算"))
    checked = "\n\n".join(f"{entry['verdict']}：{entry['explanation']}" for entry in found)
    return [
        *card,
        _fact("部门", row["department"], UNSAID),
        Fact("版本", row["version"], is_brief=True),
        Fact("定义", row["definition"], is_brief=True),
        _fact("说明", row["note"], NONE),
        _fact("涉及的核对", checked, NOTHING_FOUND),
    ]


def _fact(heading: str, text: str, otherwise: str) -> Fact:
    """A line that may have nothing to say, and then says so."""
    return Fact(heading, text or otherwise, is_brief=True, is_said=bool(text))


def in_brief(store: Store, key: str) -> str:
    """The source card as lines, for a hint on hover; what says nothing is left out."""
    return "  \n".join(f"{one.heading}：{one.text}" for one in source_card(store, key) if one.is_brief and one.is_said)


def _section(store: Store, row: Mapping[str, Any]) -> str:
    """The place of a number in the paper, and what it is about where a single title stands for it there."""
    printed = store.frame("sources")
    here = [printed[name] == row[name] for name in ("edition", "source", "section")]
    titles = set(printed.loc[np.logical_and.reduce(here), "title"]) - {row["source"]}
    return " · ".join([wording.section(row["section"]), *(titles if len(titles) == 1 else ())])


def citation(store: Store, indicator_id: str) -> str:
    """A ready-made citation of an indicator: each paper that has current numbers, newest first, and where; version."""
    rows = records(store.observations(Selection(indicators=(indicator_id,))))
    cited = []
    for paper in sorted(store.tables["editions"].to_pylist(), key=lambda one: -one["edition"]):
        own = [row for row in rows if row["edition"] == paper["edition"]]
        places = dict.fromkeys(
            wording.section(row["section"]) if row["source"] == RUNNING_TEXT else row["source"] for row in own
        )
        if own:
            cited.append(f"{paper['publisher']}：《{paper['title']}》，{paper['published']}，{'、'.join(places)}")
    name = store.name("indicators", indicator_id)
    return f"{name}。{'；'.join(cited)}。数据版本 {store.dataset_version}。"
