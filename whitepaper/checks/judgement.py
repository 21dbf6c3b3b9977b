"""The verdict on one printed number, from what its own digits and those of its operands allow."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from whitepaper.printed.intervals import Interval, Quantity

HOLDS, ROUNDED, CUT, SCOPE, CONTRADICTION, UNCHECKED = "成立", "舍入", "截尾", "口径待核", "矛盾", "未能核对"
TO_CONFIRM, SPELLING, DAMAGED = "待确认", "写法不一", "识别受损"
"""What looks odd and may be right; one thing under two spellings; where only our text of the paper may be at fault."""
EXPLAINED = (HOLDS, ROUNDED, CUT)
"""Verdicts on a number that its operands give, or would give with more digits."""
OPEN = (CONTRADICTION, TO_CONFIRM, SCOPE)
"""Verdicts that somebody has to answer, the gravest first."""
FINDINGS = (*OPEN, SPELLING, CUT, ROUNDED, DAMAGED)
"""Verdicts that are a finding, the gravest first."""
ERRATA = (*OPEN, SPELLING)
"""Verdicts that the editors of the paper must act on."""
VERDICTS = (*FINDINGS, HOLDS, UNCHECKED)
MARKING = (CONTRADICTION, SCOPE)
"""Verdicts that mark the numbers which a check names: as doubtful, or as of a scope that is to be verified."""


@dataclass(frozen=True)
class Rule:
    """How a number is judged.

    is_repeat: both numbers are the same one, printed twice; has_one_scope: both certainly speak of the same
    thing; tolerance: a declared difference that is near enough, in base units.
    """

    is_repeat: bool = False
    has_one_scope: bool = True
    tolerance: Fraction = Fraction(0)


@dataclass(frozen=True)
class Following:
    """What follows from the operands: taken as printed, as rounded, as cut off."""

    exact: Fraction
    rounded: Interval
    cut: Interval


def judge(printed: Quantity, following: Following, rule: Rule) -> str:
    """HOLDS, ROUNDED, CUT, SCOPE or CONTRADICTION.

    A number printed again holds only when it is the same or its qualifier allows it; else rounding or cutting
    off has to explain the difference, as for any other number that its operands do not give.
    """
    exact = Interval(following.exact, following.exact)
    if printed.value == following.exact or abs(printed.value - following.exact) <= rule.tolerance:
        return HOLDS
    if printed.rounded.meets(exact) and (not rule.is_repeat or printed.is_limited):
        return HOLDS
    if printed.rounded.meets(following.rounded):
        return ROUNDED
    if printed.cut.meets(following.rounded) or printed.cut.meets(following.cut) or printed.rounded.meets(following.cut):
        return CUT
    return CONTRADICTION if rule.has_one_scope else SCOPE
