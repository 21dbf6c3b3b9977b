"""What a printed number can stand for: the interval of true values that its digits and its qualifier allow.

Exact arithmetic throughout: a verdict must not depend on binary fractions.
"""

from __future__ import annotations

import math
import re
from collections.abc import Set
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property

from whitepaper.printed.reading import is_fraction, read_printed

Bound = Fraction | float
"""A bound of an interval; only an infinite one is a float."""

PREFIXES = {"万亿": Fraction(10**12), "亿": Fraction(10**8), "万": Fraction(10**4)}
SCALES = {
    "公顷": (Fraction(10**4), "平方米"),
    "平方公里": (Fraction(10**6), "平方米"),
    "千米": (Fraction(1000), "米"),
    "公里": (Fraction(1000), "米"),
    "吨": (Fraction(1000), "千克"),
    "公斤": (Fraction(1), "千克"),
}
"""Units that are exactly so many of another; those that only have a prefix need no line."""
HUNDREDTHS = {"%", "个百分点"}
ABOUT = {"约", "左右"}
JUST_BELOW = {"近"}
JUST_ABOVE = {"余", "多"}
ABOVE = {"超", "突破", "高于", "以上", "不低于"}
AT_MOST = {"区间上限"}
LIMITING = frozenset({*ABOUT, *JUST_BELOW, *JUST_ABOVE, *ABOVE, *AT_MOST, "预计"})
"""With these a number is not exact; others say what it counts: `累计 57` is 57."""


@dataclass(frozen=True)
class Interval:
    """Numbers from `low` to `high`; `has_low` and `has_high` tell whether the ends themselves belong to it."""

    low: Bound
    high: Bound
    has_low: bool = True
    has_high: bool = True

    def __add__(self, other: Interval) -> Interval:
        return Interval(
            self.low + other.low,
            self.high + other.high,
            self.has_low and other.has_low,
            self.has_high and other.has_high,
        )

    def __neg__(self) -> Interval:
        return Interval(-self.high, -self.low, self.has_high, self.has_low)

    def __truediv__(self, other: Interval) -> Interval:
        """Quotients; all numbers where `other` may be zero. Raises ZeroDivisionError where it certainly is."""
        if other.low == other.high == 0:
            raise ZeroDivisionError
        if other.low <= 0 <= other.high:
            return Interval(-math.inf, math.inf)
        corners = [_quotient(a, b) for a in (self.low, self.high) for b in (other.low, other.high)]
        is_closed = self.has_low and self.has_high and other.has_low and other.has_high
        return Interval(min(corners), max(corners), is_closed, is_closed)

    def meets(self, other: Interval) -> bool:
        """Whether a number lies in both; two intervals that only touch meet only where one is a single number."""
        low, high = max(self.low, other.low), min(self.high, other.high)
        if low != high:
            return low < high
        is_point = self.low == self.high or other.low == other.high
        return is_point and self._holds(low) and other._holds(low)

    def _holds(self, number: Bound) -> bool:
        return (
            self.low <= number <= self.high
            and (self.has_low or number != self.low)
            and (self.has_high or number != self.high)
        )


@dataclass(frozen=True)
class Quantity:
    """A printed number in its base unit (`1.5 亿元` is 150,000,000; `95.6%` is 0.956).

    step: worth of one in its last printed digit; 0 for a count, which is exact. last: worth of one in its
    last digit that is not zero, which is how far `约 500` or `390 余` may reach.
    """

    value: Fraction
    step: Fraction
    last: Fraction
    qualifier: str

    @property
    def exact(self) -> Interval:
        """The number as printed."""
        return Interval(self.value, self.value)

    @cached_property
    def rounded(self) -> Interval:
        """True values that round to the printed digits, or that the qualifier allows.

        The qualifier of a fall speaks of its size: `下降 10% 以上` is a larger fall.
        """
        size = abs(self.value)
        if self.qualifier in ABOUT:
            reach = Interval(size - self.last, size + self.last)
        elif self.qualifier in JUST_BELOW:
            reach = Interval(size - self.last, size)
        elif self.qualifier in JUST_ABOVE:
            reach = Interval(size, size + self.last)
        elif self.qualifier in ABOVE:
            reach = Interval(size, math.inf)
        elif self.qualifier in AT_MOST:
            reach = Interval(-math.inf, size)
        else:
            reach = Interval(size - self.step / 2, size + self.step / 2)
        return -reach if self.value < 0 else reach

    @cached_property
    def cut(self) -> Interval:
        """True values whose further digits were cut off; as `rounded` where a qualifier already widens it."""
        if self.is_limited or not self.step:
            return self.rounded
        if not self.value:
            return Interval(-self.step, self.step, has_low=False, has_high=False)
        reach = Interval(abs(self.value), abs(self.value) + self.step, has_high=False)
        return -reach if self.value < 0 else reach

    @property
    def is_limited(self) -> bool:
        """Whether a qualifier widens the number."""
        return self.qualifier in ABOUT | JUST_BELOW | JUST_ABOVE | ABOVE | AT_MOST


def quantity(printed: str, unit: str, measured_units: Set[str]) -> Quantity:
    """Read a printed number with its unit.

    measured_units: units without prefix that are measured, not counted; in all others a whole number
    is exact. Raises UnreadableNumberError as `read_printed` does.
    """
    reading = read_printed(printed, unit)
    factor, base = split_unit(unit)
    digits = re.search(r"\d+(?:\.(\d+))?", printed)
    is_part = is_fraction(printed)
    value = Fraction(reading.value).limit_denominator(1000) if is_part else Fraction(repr(reading.value))
    decimals = len(digits[1]) if digits and digits[1] else 0
    is_count = decimals == 0 and factor == 1 and base not in measured_units
    step = Fraction(0) if is_count or is_part else Fraction(1, 10**decimals)
    last = Fraction(1, 20) if is_part else _last_digit(value)
    return Quantity(value * factor, step * factor, last * factor, reading.qualifier)


def split_unit(unit: str) -> tuple[Fraction, str]:
    """Factor and base unit: `亿元` is 100,000,000 of 元, `公顷` 10,000 of 平方米, `%` a hundredth of nothing."""
    if unit in HUNDREDTHS:
        return Fraction(1, 100), ""
    prefix = next((prefix for prefix in PREFIXES if unit.startswith(prefix)), "")
    base = unit.removeprefix(prefix)
    scale, base = SCALES.get(base, (Fraction(1), base))
    return PREFIXES.get(prefix, Fraction(1)) * scale, base


def is_counted(unit: str, measured_units: Set[str]) -> bool:
    """Whether a unit counts things one by one, so that it has no decimals."""
    factor, base = split_unit(unit)
    return factor == 1 and bool(base) and base not in measured_units


def is_convertible(unit: str, other: str) -> bool:
    """Whether numbers in one unit are exactly numbers in another: 万家 in 家, 公顷 in 平方米."""
    bases = split_unit(unit)[1], split_unit(other)[1]
    return unit == other or (bases[0] == bases[1] != "")


def converted(value: float | None, unit: str, other: str) -> float | None:
    """A number in another unit, exactly; itself where there is no exact conversion."""
    if value is None or unit == other or not is_convertible(unit, other):
        return value
    return float(Fraction(repr(value)) * split_unit(unit)[0] / split_unit(other)[0])


def total(intervals: list[Interval]) -> Interval:
    """Sum of intervals; zero for none."""
    result = Interval(Fraction(0), Fraction(0))
    for interval in intervals:
        result = result + interval
    return result


def _quotient(above: Bound, below: Bound) -> Bound:
    if isinstance(below, float):
        return Fraction(0)
    return above / below


def _last_digit(value: Fraction) -> Fraction:
    """Worth of one in the last digit that is not zero: 10 for 390, 0.1 for 12.5."""
    worth = Fraction(1)
    while value and (value / worth).denominator != 1:
        worth /= 10
    while value and (value / (worth * 10)).denominator == 1:
        worth *= 10
    return worth
