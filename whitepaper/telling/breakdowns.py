"""The parts of one period in words: a list of a few, or the largest and the smallest of many."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from whitepaper.model.keys import DERIVED, LEVEL, MISSING
from whitepaper.printed.categories import is_part_of, is_within
from whitepaper.printed.wording import mark, spaced
from whitepaper.store.described import Row
from whitepaper.telling.phrases import LISTED, inside, is_firm, left_out, together, value
from whitepaper.telling.series import PanelSeries, latest

WITHIN = "其中"
EXTREMES = {
    ("最高", "最低"): ("%", "亿元", "万元", "元", "dB(A)", "微克/立方米", "毫克/立方米", "公里/平方公里", "分", "倍"),
    ("最长", "最短"): ("公里", "千米", "米", "年", "天", "周", "分钟"),
    ("最大", "最小"): ("平方米", "万平方米", "公顷", "万亩", "立方米", "万立方米"),
}
"""Words for largest and smallest to the units that take them; other units are counted: 最多, 最少."""


def parts(own: PanelSeries, cuts: int, *, is_brief: bool = False) -> tuple[str, bool]:
    """The words of a panel's parts, without the total, and whether they are a list rather than the extremes.

    cuts: with two, the smallest part and the third of a list are left out; is_brief: as for `sentence`, so that a part
    without a number is said here.
    """
    newest = [latest(one) for one in own.items]
    rows = top_level(newest, has_areas=own.has_areas) if len(newest) > LISTED else newest
    is_dated = len(own.periods) > 1
    is_alike = not is_dated and own.panel.is_ranked
    firm = [row for row in rows if is_firm(row)]
    if len(rows) <= LISTED or not is_alike or len(firm) < LISTED or len({value(row) for row in rows}) == 1:
        return _listed(own, rows, cuts, is_dated=is_dated), True
    return _extremes(own, firm, rows, cuts, _lost(own) if is_brief else []), False


def _listed(own: PanelSeries, rows: list[Row], cuts: int, *, is_dated: bool) -> str:
    """Some parts with their numbers, in the order of the paper; `等` says that there are more."""
    texts = {value(row) for row in rows}
    if len(texts) == 1 and len(rows) > 1 and not is_dated:
        names = "、".join(own.name(row) for row in rows) if len(rows) <= LISTED else f"{len(rows)} 项"
        return spaced(f"{names}均为", texts.pop())
    shown = rows if len(rows) <= LISTED - (cuts > 1) else rows[: LISTED - 1]
    told = []
    for place, row in enumerate(shown):
        within = WITHIN if place and is_within(row["category"]) and own.head is None else ""
        text = spaced(within + own.name(row), own.value(row))
        told.append(f"{text}（{row['period_name']}）".replace("）（", "，") if is_dated else text)
    areas = {row["area_id"] for row in rows}
    count = f"{len(areas)} 地" if own.has_areas and len(areas) > LISTED else f"{len(rows)} 项"
    return "，".join(told) + (f"等 {count}" if len(rows) > len(shown) else "")


def _extremes(own: PanelSeries, firm: list[Row], rows: list[Row], cuts: int, lost: Sequence[str]) -> str:
    """The largest and the smallest of the comparable parts; ties are said, and what was left out.

    lost: names of parts without a number.
    """
    high_word, low_word = extreme_words(firm[0]["plotted_unit"])
    values = [row["plotted"] for row in firm]
    high, low = ([row for row in firm if row["plotted"] == end] for end in (max(values), min(values)))
    noun = "地" if own.has_areas else "项"
    if len(high) == len(firm):
        told = [spaced(f"{len(firm)} {noun}均为", _common(high))]
    else:
        told = [_tied(own, high, high_word, noun)]
        told += [_tied(own, low, low_word, noun)] if cuts < 2 else []
    derived = sum(row["status"] == DERIVED for row in rows)
    vague = [(own.name(row), value(row)) for row in rows if row["status"] != DERIVED and not is_firm(row)]
    told += left_out(vague, noun)
    told += [f"{derived} {noun}为推算值，不参与比较"] if derived else []
    named = lost[0] if len(lost) == 1 else f"{len(lost)} {noun}"
    told += [f"{named}的数原文缺失，不参与比较"] if lost else []
    return "，".join(told)


def _lost(own: PanelSeries) -> list[str]:
    """Parts whose only number the paper has lost, without which nothing is known to be the largest or the smallest."""
    filled = {(row["area_id"], row["category"]) for row in own.filled}
    lost = (row for row in own.rows if row["measure"] == LEVEL and row["status"] == MISSING)
    return list(dict.fromkeys(own.name(row) for row in lost if (row["area_id"], row["category"]) not in filled))


def _tied(own: PanelSeries, rows: list[Row], word: str, noun: str) -> str:
    text = inside(_common(rows) + (own.of_few(*rows) if len(rows) < LISTED else ""))
    if len(rows) == 1:
        return f"{own.name(rows[0])}{word}（{text}）"
    if rows[0]["plotted"] == 0:
        return f"{len(rows)} {noun}为 {_common(rows)}"
    return f"{together([own.name(row) for row in rows], noun)}同为{word}（{text}）"


def _common(rows: list[Row]) -> str:
    """The value that several rows share, and whether some of them are marked."""
    marks = Counter(map(mark, rows))
    if len(marks) == 1:
        return value(rows[0])
    told = "，".join(f"{count} 项{one}" for one, count in marks.items() if one)
    return f"{rows[0]['shown']}（其中 {told}）"


def extreme_words(unit: str) -> tuple[str, str]:
    """The words for the largest and the smallest number of a unit."""
    return next((words for words, units in EXTREMES.items() if unit in units), ("最多", "最少"))


def top_level(rows: list[Row], *, has_areas: bool) -> list[Row]:
    """The parts that are not parts of other parts: no `其中：…`, no `公立·医院` beside `公立`."""
    names = {(row["area_id"], row["category"]) for row in rows}
    kept = []
    for row in rows:
        beside = [category for area_id, category in names if area_id == row["area_id"]]
        is_part = is_within(row["category"]) or is_part_of(row["category"], beside)
        if not is_part and not (has_areas and row["category"] and (row["area_id"], "") in names):
            kept.append(row)
    return kept or rows
