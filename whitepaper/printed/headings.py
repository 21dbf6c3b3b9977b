"""What the paper calls the rows and columns of its tables: totals, rates, shares, growth, units, years."""

from __future__ import annotations

import re
from collections.abc import Set

from whitepaper.model.text import unspaced
from whitepaper.printed.reading import NO_CHANGE

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


_DATE = re.compile(r"(19|20)\d\d年.*|\d{1,2}月.*")
_REFERENCE = re.compile(r"[见如]\s*(?=(?:[图表]\s*\d+\s*[、,和及]\s*)*表)((?:[、,和及]?\s*[图表]\s*\d+\s*)+)")
_TABLE = re.compile(r"表\s*(\d+)")
RESPECTIVELY = "分别"
EARLIER = ("上年", "去年", "前年", "同期", "上一年")
"""What makes a number of a sentence one of a year before."""
OF_ALL = ("", "全年", "全区", "我区", "本区", "总体", "总", "平均", "合计")
SAYS = ("", "为", "是", "达", "达到", "达到了", "约", "约为", "在")
"""What may stand before the name of a rate of everything, and between it and its number."""
_CLAUSE_ENDS = re.compile(r"[，,。；;：:]")
YEAR = "年"


def referred(text: str) -> list[tuple[tuple[int, ...], int, int]]:
    """The tables that a text refers to, as `见表 5、表 6` does: their numbers, where the reference begins and ends."""
    found = []
    for match in _REFERENCE.finditer(text):
        numbers = tuple(int(number) for number in _TABLE.findall(match[1]))
        found.append((numbers, match.start(), match.end()))
    return found


def is_date(text: str) -> bool:
    """Whether a cell holds a day, a month or a year, not a number."""
    return _DATE.fullmatch(text) is not None


def is_unchanged(printed: str) -> bool:
    """Whether a change is printed as none, in a word."""
    return printed == NO_CHANGE


def is_apart(text: str) -> bool:
    """Whether the numbers of a sentence do not stand behind their names: 甲、乙分别为 1 和 2."""
    return RESPECTIVELY in text


def is_earlier(text: str) -> bool:
    """Whether a sentence speaks of a year before, or names one."""
    return any(word in text for word in EARLIER) or _YEAR.search(text) is not None


def clause(sentence: str) -> str:
    """The last clause of a sentence."""
    return _CLAUSE_ENDS.split(sentence)[-1]


def is_of_all(text: str, name: str) -> bool:
    """Whether a clause up to its number says something of everything, by its name alone: 总体合格率为."""
    before, found, after = text.rpartition(name)
    return bool(name and found) and before in OF_ALL and after in SAYS


def is_whole(text: str) -> bool:
    """Whether a row or column is called the sum of all."""
    return is_total(text) and not is_subtotal(text)


def counts_years(unit: str) -> bool:
    """Whether what stands behind a number makes it a year."""
    return unit == YEAR
