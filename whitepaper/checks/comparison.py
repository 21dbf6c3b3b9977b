"""One printed number against what follows from others, by the intervals that their digits allow."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import replace
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from typing import Protocol

from whitepaper.checks.judgement import EXPLAINED, HOLDS, ROUNDED, Following, Rule, judge
from whitepaper.checks.operands import Term
from whitepaper.checks.outcome import Outcome
from whitepaper.printed import wording
from whitepaper.printed.intervals import Interval, Quantity, split_unit, total

PAIR = 2  # one number against one other
RATIO_DIGITS = 2  # of a recomputed ratio, beyond those of the printed one
OPPOSITE = "大小相同而升降相反，疑漏升降号。"
Combine = Callable[[Sequence[Interval]], Interval]


class Placing(Protocol):
    """A paper, or a draft of one: where its numbers stand."""

    def place(self, term: Term) -> str:
        """Where a number is printed, in words."""


def compared(
    paper: Placing,
    checked: Term,
    sides: list[list[Term]],
    combine: Combine,
    rule: Rule,
    operator: str = "",
    ending: str = "",
) -> Outcome:
    """Compare a printed number with what `combine` makes of the sums of `sides`: the operands, and the base if any.

    operator, ending: how the formula is written between the sides and after them. Raises ZeroDivisionError.
    """
    exact = combine([sum_of(side, lambda quantity: quantity.exact) for side in sides]).low
    assert isinstance(exact, Fraction)
    following = Following(
        exact,
        combine([sum_of(side, lambda quantity: quantity.rounded) for side in sides]),
        combine([sum_of(side, lambda quantity: quantity.cut) for side in sides]),
    )
    used = [term for side in sides for term in side]
    factor, _ = split_unit(checked.unit)
    is_ratio = "÷" in operator
    decimals = (
        _decimals(checked, factor) + RATIO_DIGITS if is_ratio else max(_decimals(t, factor) for t in [checked, *used])
    )
    recomputed = _decimal(exact / factor, decimals)
    in_words = wording.quantity(float(recomputed), checked.unit, decimals)
    verdict = judge(checked.quantity, following, rule)
    if verdict == ROUNDED and any(term.quantity.is_limited for term in used):
        verdict = HOLDS  # a qualifier allows it, not rounding
    formula = f"{operator.join(summed(side, has_brackets=bool(operator)) for side in sides)}{ending} = {in_words}"
    opened = f"{wording.printing(paper.place(checked))} {checked.shown}，"
    is_pair = len(used) + 1 == PAIR
    reckoned = f"{wording.printing(paper.place(used[0]))} {used[0].shown}" if is_pair else wording.spaced("按", formula)
    said = f"{opened}{reckoned}。"
    turned = replace(checked.quantity, value=-checked.quantity.value)
    if verdict not in EXPLAINED and judge(turned, following, rule) in EXPLAINED:
        said = said.rstrip("。") + f"；{OPPOSITE}"
    return Outcome(
        verdict,
        checked.shown,
        in_words,
        float(_decimal(checked.quantity.value / factor, decimals) - recomputed),
        formula,
        (checked,),
        tuple(sides[0]),
        tuple(term for side in sides[1:] for term in side),
        said,
    )


def sum_of(side: Sequence[Term], part: Callable[[Quantity], Interval]) -> Interval:
    """The signed sum of one interval of each term."""
    return total([part(term.quantity) if term.sign > 0 else -part(term.quantity) for term in side])


def summed(side: Sequence[Term], *, has_brackets: bool) -> str:
    """`3 批次 + 4 批次`, in brackets where it stands in a product."""
    text = "".join((" + " if term.sign > 0 else " − ") + term.shown for term in side)
    text = text.removeprefix(" + ").removeprefix(" ")
    return f"（{text}）" if has_brackets and len(side) > 1 else text


def same(sides: Sequence[Interval]) -> Interval:
    """The first side itself."""
    return sides[0]


def quotient(sides: Sequence[Interval]) -> Interval:
    """The first side by the second."""
    return sides[0] / sides[1]


def difference(sides: Sequence[Interval]) -> Interval:
    """The first side less the second."""
    return sides[0] + -sides[1]


def growth(sides: Sequence[Interval]) -> Interval:
    """How much more the first side is than the second, as part of the second."""
    one = Interval(Fraction(1), Fraction(1))
    return sides[0] / sides[1] + -one


def _decimals(term: Term, factor: Fraction) -> int:
    """Decimals that show every printed digit of a term in the unit of the result, `factor` base units large."""
    finer = factor / split_unit(term.unit)[0]
    return (wording.printed_decimals(str(term.row["printed"])) or 0) + max(0, round(math.log10(finer)))


def _decimal(value: Fraction, places: int) -> Decimal:
    exact = Decimal(value.numerator) / Decimal(value.denominator)
    return exact.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)
