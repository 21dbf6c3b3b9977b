"""The sentence that states what a table shows: slide title, line under the table, in files.

As in `sentences`, it is made from the rows alone.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

import pandas as pd

from whitepaper import coverage, number_tables, phrases, proofreading
from whitepaper.judgement import FINDINGS, HOLDS
from whitepaper.search import KINDS, Entry, Kind
from whitepaper.selection import Selection
from whitepaper.store import Store

LISTED = 3
NO_LEVEL = "未注明级别"


def of_search(query: str, found: Mapping[Kind, list[Entry]]) -> str:
    """How many results a search has, by group."""
    counted = "、".join(f"{KINDS[kind]} {len(entries)} 条" for kind, entries in found.items())
    return f"“{query}”的搜索结果共 {sum(map(len, found.values()))} 条：{counted}。"


def of_numbers(title: str, table: pd.DataFrame) -> str:
    """The first numbers of a table (`number_tables.of_numbers`), totals before parts, and how many there are."""
    whole = table.assign(place=table["分类"] != "").sort_values("place", kind="stable") if "分类" in table else table
    parts = []
    for line in whole[:LISTED].to_dict("records"):
        name = line["指标"] + (f"（{line['分类']}）" if line.get("分类") else "")
        area = f"{line['地区']} " if line.get("地区") else ""
        change = f"，比上年{line['比上年']}" if line.get("比上年") else ""
        parts.append(f"{area}{name} {line['数值']}{change}")
    rest = f"等 {len(table)} 个数" if len(table) > LISTED else ""
    return f"{title.replace('：', '')}：{'；'.join(parts)}{rest}。"


def of_honours(rows: pd.DataFrame, store: Store, selection: Selection) -> str:
    """How many honours there are, by level."""
    subject = store.names("organisations").get(selection.organisation, "")
    if selection == Selection(towns=selection.towns):
        subject = "、".join(store.name("areas", town) for town in selection.towns)
    counts = Counter(level or NO_LEVEL for level in rows["level"])
    named = [*store.codes("level"), NO_LEVEL]
    levels = "、".join(f"{level} {counts[level]} 项" for level in named if counts[level])
    opened = f"{subject}的" if subject else "所选条件下的" if selection.chosen else ""
    return f"{opened}荣誉与名录共 {len(rows)} 项" + (f"，其中{levels}。" if len(rows) else "。")


def of_counts(counted: pd.Series, nameless: int, heading: str, noun: str) -> str:
    """Which names have most entries, ties together, and how many entries have none.

    counted: name to count, most first; nameless: entries without a name; noun: what a name is counted as.
    """
    said: list[str] = []
    for count, names in counted.groupby(counted, sort=False).groups.items():
        if len(said) == LISTED:
            said[-1] += "居前"
            break
        opened = "另有 " if said and len(names) >= LISTED else ""
        each = "各" if len(names) > 1 else ""
        said.append(f"{opened}{phrases.together(list(names), noun)}{each} {count} 项")
    return f"{heading}：{'，'.join(said)}{f'；未注明的 {nameless} 项' if nameless else ''}。"


def of_checks(rows: pd.DataFrame) -> str:
    """How many checks there are and how they ended; damage to our text of the paper apart."""
    ended = ended_checks(rows)
    names = [name for name in (*FINDINGS, proofreading.DAMAGED) if ended.get(name)]
    found = "、".join(f"{name} {ended[name]} 处" for name in names)
    return f"共 {len(rows)} 项核对，{ended.get(HOLDS, 0)} 项成立" + (f"；{found}。" if found else "。")


def ended_checks(rows: pd.DataFrame) -> dict[str, int]:
    """Verdict to how many of some checks ended so."""
    is_damage = (rows["damage"] != "") & rows["verdict"].isin(FINDINGS)
    return dict(Counter(rows["verdict"].mask(is_damage, proofreading.DAMAGED)))


def of_coverage(table: pd.DataFrame) -> str:
    """How many series are complete. table: `coverage.by_sector`."""
    sums = table.drop(columns="领域").sum()
    full, *_, none = list(table.columns[2:])
    return f"{sums['数列']} 个数列中，{coverage.SERIES_YEARS} 年都有的 {sums[full]} 个，一年也没有的 {sums[none]} 个。"


def of_towns(rows: pd.DataFrame) -> str:
    """How many numbers the towns give. rows: `coverage.by_town`."""
    counts = rows["area"].value_counts()
    said = [f"{len(counts)} 个街镇共给出 {len(rows)} 个数"]
    for word, count in (("最多", counts.max()), ("最少", counts.min())):
        names = list(counts.index[counts == count])
        if counts.nunique() > 1:
            said.append(f"{word}的是{phrases.together(names, '个街镇')}（{'各 ' if len(names) > 1 else ''}{count} 个）")
    return "，".join(said) + "。"


def of_compared(table: pd.DataFrame) -> str:
    """Which towns stand side by side. table: `number_tables.compared`."""
    names = [name for name in table if name not in (number_tables.ITEM, number_tables.COMPARABILITY)]
    kinds = table[number_tables.COMPARABILITY]
    count = (kinds == number_tables.COMPARABLE).sum()
    able = f"其中 {count} 项可比" if count else "各项口径不同，都不宜比较大小"
    return f"{'、'.join(names)}对照 {(kinds != '').sum()} 项数，{able}。"
