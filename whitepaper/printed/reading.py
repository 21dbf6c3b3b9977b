"""Read a number as the white paper prints it: `↓11.4%`, `持平`, `预计11平方米`, `无`, `3亿多`, `近1/2`, `五分之一`."""

from __future__ import annotations

import re
from dataclasses import dataclass

from whitepaper.model.errors import UnreadableNumberError

NO_CHANGE = "持平"
NONE = "无"
HALF = "半数"
RANGE_UPPER_BOUND = "区间上限"
AIMED = "目标"
"""Qualifier of a number that is to be reached, where the paper has no other word beside it."""
QUALIFIERS_BEFORE = ("不低于", "突破", "高于", "预计", "累计", "约", "超", "近", "仅")
QUALIFIERS_AFTER = ("以上", "左右", "余", "多")
FALLING = ("下降", "减少", "↓", "-")
RISING = ("增长", "上升", "增加", "提升", "↑", "+")
CHINESE_DIGITS = {character: digit for digit, character in enumerate("零一二三四五六七八九十")} | {
    "两": 2,
    "百": 100,
}

_PRINTED = re.compile(
    rf"(?P<before>{'|'.join(QUALIFIERS_BEFORE)})?"
    rf"(?P<direction>{'|'.join(re.escape(word) for word in FALLING + RISING)})?"
    r"第?(?P<number>\d+%?[-至]\d+|\d+[/:]\d+|\d+(?:\.\d+)?|半数|[二三四五六七八九十]分之[一二三四五六七八九]|[零一二三四五六七八九十两百])"
    r"(?P<percent>%)?"
    rf"(?P<unit>.*?)(?P<after>{'|'.join(QUALIFIERS_AFTER)})?"
)


@dataclass(frozen=True)
class Reading:
    """What a printed text says: a value and the qualifier that limits it (empty if none)."""

    value: float
    qualifier: str


def read_printed(printed: str, unit: str) -> Reading:
    """Return the number and qualifier that `printed` states.

    `unit` is the unit of the row: the text may repeat it or begin it (`3亿多` with 亿元), and
    nothing else may stand there. A range `0-5%` reads as its upper bound, a fraction as a quotient.
    Raises UnreadableNumberError when the text does not follow these rules.
    """
    text = printed.strip()
    if text in {NO_CHANGE, NONE}:
        return Reading(0.0, "")
    match = _PRINTED.fullmatch(text)
    if match is None or not _is_unit(match, unit):
        raise UnreadableNumberError(printed)
    number, qualifier = match["number"], match["before"] or match["after"] or ""
    if re.search("[-至]", number):
        value, qualifier = float(re.split("[-至]", number)[1]), RANGE_UPPER_BOUND
    elif "分之" in number:
        value = CHINESE_DIGITS[number[-1]] / CHINESE_DIGITS[number[0]]
    elif re.search("[/:]", number):
        above, below = (int(part) for part in re.split("[/:]", number))
        if not below:
            raise UnreadableNumberError(printed)
        value = above / below
    elif number == HALF:
        value = 0.5
    elif number in CHINESE_DIGITS:
        value = float(CHINESE_DIGITS[number])
    else:
        value = float(number)
    if match["direction"] in FALLING and value:
        value = -value
    return Reading(value, qualifier)


def is_fraction(printed: str) -> bool:
    """Whether a text is a part of a whole in words or figures: `近1/2`, `五分之一`, `半数`, `7:8`."""
    return re.search(r"分之|半|\d[/:]\d", printed) is not None


def unnumbered(text: str) -> str:
    """A text without its figures, Arabic or Chinese: a name without years, batches and terms."""
    return re.sub(rf"[\d{''.join(CHINESE_DIGITS)}]+", "", text)


def in_figures(text: str) -> str:
    """A text with its years in figures: 二〇二四年 is 2024年, however the zero is written."""
    digits = {character: str(digit) for character, digit in CHINESE_DIGITS.items() if digit < 10} | dict.fromkeys(
        "〇○◯", "0"
    )
    return re.sub(
        rf"[{''.join(digits)}]{{4}}(?=年)", lambda found: "".join(digits[character] for character in found[0]), text
    )


def _is_unit(match: re.Match[str], unit: str) -> bool:
    """Whether what stands behind the number is the row's unit, its beginning, or nothing."""
    if match["percent"] and unit not in {"%", "个百分点"}:
        return False
    return unit.startswith(match["unit"].strip())
