"""What the paper calls the rows and columns of its tables: totals, rates, shares, growth, units, years."""

from __future__ import annotations

import re
from collections.abc import Set

from whitepaper.model.text import unspaced

TOTALS = ("合计", "小计", "总计", "共计", "总数", "总量", "总和", "总额")
SUBTOTAL = "小计"
OF_WHICH = ("其中", "#")
"""What begins the name of a row that is counted in another one already."""
RATE = "率"
NOT = "不"
SHARES = ("占比", "比重", "构成")
CHANGES = ("同比", "环比", "增长", "增幅", "增速", "增减", "升降", "比上年", "变化", "±")
COMPARABLE = "可比"
NOT_ADDED = (
    *CHANGES,
    *SHARES,
    RATE,
    "比例",
    "均",
    "指数",
    "密度",
    "排名",
    "名次",
    "评分",
    "满意度",
    "年份",
    "最高",
    "最低",
)
"""What makes the numbers of a row or column such that their sum says nothing."""
ORDINALS = ("序号", "编号", "no.")
YEARS = ("年份", "年度")
BLANKS = ("", "-", "—", "——", "–", "/", "…", "……", "*")

_BRACKETS = re.compile(r"[(（]([^()（）]*(?:\([^()]*\))?)[)）]")
_YEAR = re.compile(r"(?<!\d)(19\d\d|20\d\d)(?!\d)")
_NUMBERING = re.compile(r"^(?:\d+[.、]|[(（]?[一二三四五六七八九十\d]+[)）、.])")


def named(text: str) -> str:
    """A label as it is compared: without spaces, numbering, brackets and colons."""
    return _NUMBERING.sub("", _BRACKETS.sub("", unspaced(text))).strip(":：")


def is_total(text: str) -> bool:
    """Whether a row or column is called the sum of others."""
    return named(text) in TOTALS


def is_subtotal(text: str) -> bool:
    """Whether it is the sum of some of a larger sum."""
    return named(text) == SUBTOTAL


def is_counted_elsewhere(text: str) -> bool:
    """Whether a row or column is part of another that stands beside it."""
    return unspaced(text).startswith(OF_WHICH)


def is_added(text: str) -> bool:
    """Whether numbers under such a name may be added up."""
    return not any(word in unspaced(text) for word in NOT_ADDED)


def is_share(text: str) -> bool:
    """Whether numbers under such a name are parts of one whole."""
    return any(word in unspaced(text) for word in SHARES)


def is_rate(text: str) -> bool:
    """Whether numbers under such a name are one count by another."""
    return named(text).endswith(RATE)


def rated(text: str) -> str:
    """What a rate counts: 合格 of 合格率."""
    return named(text).removesuffix(RATE)


def is_change(text: str) -> bool:
    """Whether numbers under such a name are changes against a year before."""
    return any(word in unspaced(text) for word in CHANGES)


def is_comparable(text: str) -> bool:
    """Whether changes under such a name are at comparable prices, which do not follow from printed levels."""
    return COMPARABLE in unspaced(text)


def is_ordinal(text: str) -> bool:
    """Whether a column only counts the rows."""
    return named(text) in ORDINALS


def year_of(text: str) -> int | None:
    """The year that a name speaks of; none where it names none or several."""
    years = {int(year) for year in _YEAR.findall(unspaced(text))}
    return years.pop() if len(years) == 1 else None


def unit_of(text: str, units: Set[str]) -> str:
    """The unit that a name gives its numbers, in brackets or as its end: `数量（个）`, `±%`; empty without one."""
    said = unspaced(text)
    for inner in reversed(_BRACKETS.findall(said)):
        for unit in units:
            if unspaced(unit) == inner:
                return unit
    bare = said.lstrip("±+-")
    for unit in units:
        if unspaced(unit) == bare:
            return unit
    return "%" if said.endswith("%") else ""


_REFERENCE = re.compile(r"[见如]\s*(?=(?:[图表]\s*\d+\s*[、,和及]\s*)*表)((?:[、,和及]?\s*[图表]\s*\d+\s*)+)")
_TABLE = re.compile(r"表\s*(\d+)")
RESPECTIVELY = "分别"
"""After which numbers do not stand behind their names."""


def referred(text: str) -> list[tuple[tuple[int, ...], int, int]]:
    """The tables that a text refers to, as `见表 5、表 6` does: their numbers, where the reference begins and ends."""
    found = []
    for match in _REFERENCE.finditer(text):
        numbers = tuple(int(number) for number in _TABLE.findall(match[1]))
        found.append((numbers, match.start(), match.end()))
    return found
