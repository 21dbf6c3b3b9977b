"""Answers about the parts that lie below or above a number of the question: 合格率低于 90% 的有哪些."""

from __future__ import annotations

import operator
import re
from collections.abc import Callable

from whitepaper.asking import numbers, several
from whitepaper.asking.mending import YEAR
from whitepaper.asking.names import Topic
from whitepaper.asking.reading import Reading
from whitepaper.asking.replies import Answer, listed, of_rows
from whitepaper.model.text import letters
from whitepaper.printed.intervals import HUNDREDTHS, split_unit
from whitepaper.printed.wording import quantity, spaced
from whitepaper.telling.breakdowns import extreme_words
from whitepaper.telling.phrases import value

BOUND = "bound"
HOLDS: dict[str, tuple[Callable[[float, float], bool], bool, bool]] = {
    "below": (operator.lt, False, True),
    "above": (operator.gt, False, False),
    "at_least": (operator.ge, True, True),
    "at_most": (operator.le, True, False),
}
"""A code to what holds of an amount and the number of the question, and how it is said: denied, and as less than it."""
NOT, THAN = "不", "于"
"""Around 高, 低, 多 or 少: what lies beyond a number is called 低于, 不低于."""
MOST_LISTED = 14
FIGURE = re.compile(r"([\d.]+)(\D*)")


def limit(reading: Reading) -> tuple[str, str] | None:
    """The one number of a question that asks what lies beyond it, and the beginning of its unit; None for none."""
    figures = [one for one in reading.mended.figures if not YEAR.fullmatch(one)]
    if not reading.code_of(BOUND) or len(figures) != 1 or (found := FIGURE.fullmatch(figures[0])) is None:
        return None
    return found[1], found[2]


def is_bounded(reading: Reading, topic: Topic) -> bool:
    """Whether a topic has several firm parts that may be held against the number of the question."""
    told = limit(reading)
    if told is None or not several.fits(reading, topic, is_change=False):
        return False
    rows = several.parts(reading, topic, is_change=False)
    is_of_rates = bool(rows["plotted_unit"].isin(list(HUNDREDTHS)).all())
    is_firm = len(several.firm_of(reading, rows)) == len(rows)
    is_alike = is_of_rates == (told[1] in HUNDREDTHS) and _is_in(reading, told, rows["plotted_unit"].iat[0])
    return is_alike and is_firm and not several.is_incomparable(reading, topic, rows)


def _is_in(reading: Reading, told: tuple[str, str], unit: str) -> bool:
    """Whether the number of a question is in a unit: as large a one, and of the same, where the question says it."""
    figure = "".join(told)
    behind = (reading.text[start + len(figure) : end] for start, end in reading.figured
              if reading.text.startswith(figure, start))  # fmt: skip
    return split_unit(told[1])[0] == split_unit(unit)[0] and max(behind, key=len, default="") in letters(unit)


def beyond(reading: Reading, topic: Topic) -> Answer:
    """Which parts of a topic lie below, or above, the number of the question; it must be bounded by one."""
    told = limit(reading)
    assert told is not None
    rows = several.parts(reading, topic, is_change=False)
    unit, (holds, is_denied, is_less) = str(rows["plotted_unit"].iat[0]), HOLDS[reading.code_of(BOUND)]
    least, figure = float(told[0]), quantity(float(told[0]), unit)
    found = rows[[holds(amount, least) for amount in rows["plotted"]]]
    found = found.sort_values("plotted", ascending=is_less != is_denied, kind="stable")
    word = extreme_words(unit)[is_less][-1] + THAN
    said_of_some, said_of_none = (NOT + word, word) if is_denied else (word, NOT + word)
    opened = f"{numbers.opened(reading, rows, numbers.name_of(reading, topic))}的 {len(rows)} 项"
    if found.empty:
        return of_rows(reading, topic, f"{opened}都{said_of_none} {figure}{numbers.unstated(rows)}。", rows)
    each = listed((f"{several.called(row, rows)} {value(row)}" for _, row in found.iterrows()), MOST_LISTED)
    counted = spaced(figure, f"的有 {len(found)} 项")
    said = f"{opened}中，{said_of_some} {counted}：{each}{numbers.unstated(rows)}。"
    return of_rows(reading, topic, said, found, rows)
