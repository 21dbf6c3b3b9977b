"""What a spreadsheet makes of a text that it opens from CSV, and the sign in front that keeps the text as it is.

Excel and WPS read each field as if a reader had typed it: `=1+1` is run, `7:8` becomes a time, `1/5` a date, `54.0`
loses its zero, `100%` may become 100.00%. A sign stands only where it is needed: programs read the rest as it is.
"""

from __future__ import annotations

import re
from functools import lru_cache

from whitepaper.model.text import folded

GUARD = "'"
"""Before what would be run: it is seen, so that nobody takes the text for a number."""
KEEP = "\t"
"""Before what would be rewritten: it is not seen, and `strip` takes it away."""

WIDEST_NUMBER = 11  # characters; of longer ones a spreadsheet shows 1.23E+11, and keeps fifteen digits

_UNSEEN = r"[\s\x00-\x1f\u200b-\u200f\u2060\ufeff]*"
_FORMULA = re.compile(rf"{_UNSEEN}[=+\-@]{_UNSEEN}\S")
_CALL = re.compile(rf"{_UNSEEN}(?:[=@]{_UNSEEN}\S|[+-].*[^\W\d_])", re.DOTALL)
"""A formula that can name something: a cell, a function, another program. What has no letter can only reckon."""

_WHOLE, _YEAR = "[+-]?(?:0|[1-9][0-9]*)", "[12][0-9]{3}"
_PLAIN = re.compile(rf"(?![+-]0$)(?:{_WHOLE}(?:\.[0-9]*[1-9])?|{_WHOLE}\.[0-9][0-9]%|{_YEAR}-{_YEAR})")
"""Numbers that are shown as they are written, but for a plus, and two years. A percentage is given two decimals."""

_MONTHS = "jan|feb|mar|apr|may|jun|jul|aug|sept?|oct|nov|dec"
_LONG_MONTHS = "january|february|march|april|june|july|august|september|october|november|december"
_CHINESE_TIME = "[年月日号时點点分秒]|上午|下午"
"""How a spreadsheet writes dates and times; these are no words of the paper."""
_VALUE = re.compile(
    rf"(?=.*[0-9])(?:[0-9\s.,:;/\\+\-−–%‰()$¥€£°'\"]|{_CHINESE_TIME}"
    rf"|(?<![a-z])(?:{_LONG_MONTHS}|{_MONTHS})(?![a-z])|(?<=[0-9])\s?[ap]m?(?![a-z])|(?<=[0-9.])e(?=[+-]?[0-9])"
    r"|(?<=[0-9])[tz](?=[0-9]|$))*",
    re.DOTALL,
)
"""What is made of nothing but the signs of numbers, money, dates and times."""
_WORDS = {"true", "false", "#n/a", "#ref!", "#div/0!", "#null!", "#num!", "#name?", "#value!"}


@lru_cache(maxsize=20_000)  # most cells of a table are the same as others
def is_run(text: str) -> bool:
    """Whether a spreadsheet takes a text for a formula or a call of another program; a number with a sign is none."""
    typed = folded(text)
    return _CALL.match(typed) is not None and _VALUE.fullmatch(typed) is None


@lru_cache(maxsize=20_000)
def is_rewritten(text: str) -> bool:
    """Whether a spreadsheet may show a text otherwise than it is written."""
    if len(text) <= WIDEST_NUMBER and _PLAIN.fullmatch(text):
        return False
    typed = folded(text).strip()
    return typed in _WORDS or bool(_VALUE.fullmatch(typed) or _FORMULA.match(typed))


def harmless(cell: object) -> object:
    """A cell that no spreadsheet runs; all else as it is."""
    return GUARD + cell if isinstance(cell, str) and is_run(cell) else cell


def kept(cell: object) -> object:
    """A cell that a spreadsheet neither runs nor shows otherwise; numbers are numbers."""
    if not isinstance(cell, str):
        return cell
    if is_run(cell):
        return GUARD + cell
    return KEEP + cell if is_rewritten(cell) else cell
