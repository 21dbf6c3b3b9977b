"""The sentence that states what a table shows: slide title, line under the table, in files.

As in `sentences`, it is made from the rows alone.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence

import pandas as pd

from whitepaper.checks.judgement import FINDINGS, HOLDS
from whitepaper.model.cells import Cell, Table
from whitepaper.model.selection import PUBLISHER, Selection
from whitepaper.model.text import ems
from whitepaper.printed.wording import spaced
from whitepaper.store import coverage
from whitepaper.store.index import KINDS, Entry, Kind
from whitepaper.store.store import Store
from whitepaper.telling import number_tables, phrases
from whitepaper.telling.side_by_side import SHARED

LISTED = 3
LONGEST = 32.0
"""Ems of the names that are listed with their counts, but for the first of them."""
NO_LEVEL = "未注明级别"
BETWEEN = "between"
"""What stands between a name and what the paper says of it in a word: 事故数：无."""


def of_search(query: str, found: Mapping[Kind, list[Entry]]) -> str:
    """How many results a search has, by group."""
    counted = "、".join(f"{KINDS[kind]} {len(entries)} 条" for kind, entries in found.items())
    return f"“{query}”的搜索结果共 {sum(map(len, found.values()))} 条：{counted}。"


def of_numbers(title: str, table: Table, longest: int = 0, leading: Sequence[str] = (), within: int = 0) -> str:
    """The first numbers of a table (`number_tables.of_numbers`), totals before parts, and how many there are.

    Of a series its newest number stands for it; what the paper says in a word (无) follows the numbers, as it is read
    with its note.
    longest: characters that it may have, more only where a single number takes them; 0 for as many as it takes;
    leading: keys of the numbers that come first, in their order; within: only so many lines stand with the sentence, so
    that it names none of the others; 0 for all.
    """
    newest = {_series(line): line for line in table.lines}
    places = {key: place for place, key in enumerate(leading)}

    def standing(line: Mapping[str, Cell]) -> tuple[int, bool, bool, bool]:
        is_part = "category" in table.headings and bool(line["category"].text)
        value = line[number_tables.VALUE]
        is_older = newest[_series(line)] is not line
        return places.get(value.key, len(places)), _is_in_a_word(line), is_older, is_part

    lines = sorted(table.lines[: within or None], key=standing)
    told = [
        {column: line[column].text for column in table.headings} | {BETWEEN: "：" * _is_in_a_word(line)}
        for line in lines
    ]  # fmt: skip
    periods = {line["period_name"].text for line in table.lines}
    every = len(table.lines)
    sentences = [_numbers(title, told, count, every, periods) for count in range(min(LISTED, max(len(told), 1)), 0, -1)]
    return next((said for said in sentences if not longest or len(said) <= longest), sentences[-1])


def _is_in_a_word(line: Mapping[str, Cell]) -> bool:
    return line[number_tables.VALUE].code == number_tables.IN_A_WORD


def _series(line: Mapping[str, Cell]) -> tuple[str, ...]:
    """What a line has the number of, whatever its period; the lines of one stand in the order of their years."""
    return tuple(line[column].text for column in ("area", "indicator", "category") if column in line)


def _numbers(title: str, told: Sequence[Mapping[str, str]], count: int, every: int, dated: Collection[str]) -> str:
    """So many of the numbers.

    Each has its period, all of them once where it is the same, and so those named where theirs is. every, dated: how
    many numbers there are, and their periods.
    """
    parts, first = [], told[:count]
    periods = {line["period_name"] for line in first}
    common = "".join(f"（{one}）" for one in dated) if len(dated) == 1 else ""
    is_alike = len(periods) == 1 and not common and len(first) > 1
    those = "".join(f"（{one if one == phrases.UNSTATED else f'均为 {one}'}）" for one in periods) if is_alike else ""
    own = "" if common or those else "（{period_name}）"
    for line in first:
        name = line["indicator"] + (f"（{line['category']}）" if line.get("category") else "")
        change = f"，比上年{line['change']}" if line.get("change") else ""
        number = spaced(name + line[BETWEEN], line["label"])
        parts.append(f"{line.get('area', '')}{number}{own.format_map(line)}{change}")
    rest = f"；另有 {every - count} 项" if every > count else ""
    return f"{title.replace('：', '')}{common}：{'；'.join(parts)}{those}{rest}。"


def of_honours(rows: pd.DataFrame, store: Store, selection: Selection) -> str:
    """How many honours there are, by level."""
    subject = store.names("organisations").get(selection.organisation, "")
    if selection == selection.only((PUBLISHER, "towns")):
        subject = "、".join(store.name("areas", town) for town in selection.towns)
    counts = Counter(level or NO_LEVEL for level in rows["level"])
    named = [*store.codes("level"), NO_LEVEL]
    levels = "、".join(f"{level} {counts[level]} 项" for level in named if counts[level])
    opened = f"{subject}的" if subject else "" if selection.is_empty else "所选条件下的"
    return f"{opened}荣誉与名录共 {len(rows)} 项" + (f"，其中{levels}。" if len(rows) else "。")


def of_counts(counted: pd.Series, nameless: int, heading: str, noun: str) -> str:
    """Which names have most entries, ties together, and how many entries have none.

    counted: name to count, most first; nameless: entries without a name; noun: what a name is counted as.
    """
    said: list[str] = []
    for count, names in counted.groupby(counted, sort=False).groups.items():
        opened = "另有 " if said and len(names) >= LISTED else ""
        each = "各" if len(names) > 1 else ""
        own = f"{opened}{phrases.together(list(names), noun)}{each} {count} 项"
        if len(said) == LISTED or (said and ems("".join([*said, own])) > LONGEST):
            said[-1] += "居前"
            break
        said.append(own)
    return f"{heading}：{'，'.join(said)}{f'；未注明的 {nameless} 项' if nameless else ''}。"


def of_checks(rows: pd.DataFrame) -> str:
    """How many checks there are and how they ended."""
    ended = ended_checks(rows)
    names = [name for name in FINDINGS if ended.get(name)]
    found = "、".join(f"{name} {ended[name]} 处" for name in names)
    return f"共 {len(rows)} 项核对，{ended.get(HOLDS, 0)} 项成立" + (f"；{found}。" if found else "。")


def ended_checks(rows: pd.DataFrame) -> dict[str, int]:
    """Verdict to how many of some checks ended so."""
    return dict(Counter(rows["verdict"]))


def of_coverage(table: pd.DataFrame) -> str:
    """How many series are complete. table: `coverage.by_sector`."""
    sums = table.drop(columns="sector").sum()
    full, none = sums[coverage.SERIES_YEARS], sums[0]
    return f"{sums['series']:,} 个数列中，{coverage.SERIES_YEARS} 年都有的 {full:,} 个，一年也没有的 {none:,} 个。"


def of_towns(rows: pd.DataFrame) -> str:
    """How many numbers the towns give. rows: `coverage.by_town`."""
    counts = rows["area"].value_counts()
    said = [f"{len(counts)} 个街镇共给出 {len(rows)} 个数"]
    for word, count in (("最多", counts.max()), ("最少", counts.min())):
        names = list(counts.index[counts == count])
        if counts.nunique() > 1:
            said.append(f"{word}的是{phrases.together(names, '个街镇')}（{'各 ' if len(names) > 1 else ''}{count} 个）")
    return "，".join(said) + "。"


def of_compared(table: Table) -> str:
    """Which towns stand side by side. table: `number_tables.compared`."""
    aside = (number_tables.ITEM, number_tables.COMPARABILITY)
    names = [heading for column, heading in table.headings.items() if column not in aside]
    count = sum(line.get(number_tables.COMPARABILITY) == number_tables.COMPARABLE for line in table.lines)
    able = f"其中 {count} 项可比" if count else "各项口径不同，都不宜比较大小"
    several = sum(sum(bool(cell.key) for cell in line.values()) >= SHARED for line in table.lines)
    who = "、".join(names) + ("都报告的" if len(names) == SHARED else "中不止一个报告的")
    return f"{who}数有 {several} 项，{able}。" if several else f"没有{who}数。"
