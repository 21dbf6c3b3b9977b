"""Slips of a hand that types: one digit for another, two that changed places beside each other."""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction
from itertools import pairwise

from whitepaper.checks.operands import Term
from whitepaper.printed.intervals import Interval

FEWEST_TYPED = 3
"""Digits from which a number that a slip explains is not explained by chance."""


def figures(term: Term) -> str:
    """The figures of a number as it is printed, with its decimal point."""
    match = re.search(r"\d+(?:\.\d+)?", str(term.row["printed"]))
    return match[0] if match else ""


def is_slip(first: str, second: str) -> bool:
    """Whether two numbers differ in one digit, or in two that changed places beside each other or the decimal point."""
    if len(first) != len(second) or first.find(".") != second.find("."):
        return False
    first, second = first.replace(".", ""), second.replace(".", "")
    differing = [at for at, (one, two) in enumerate(zip(first, second, strict=True)) if one != two]
    return len(differing) == 1 or (
        len(differing) == 2
        and differing[1] == differing[0] + 1
        and first[differing[0]] == second[differing[1]]
        and first[differing[1]] == second[differing[0]]
    )


def is_explained(term: Term, wanted: Interval) -> bool:
    """Whether a slip makes a number of one that it would have to be."""
    shown = figures(term)
    if sum(letter.isdigit() for letter in shown) < FEWEST_TYPED or not Fraction(shown):
        return False
    scale = term.quantity.value / Fraction(shown)
    return any(wanted.low <= Fraction(other) * scale <= wanted.high for other in _others(shown))


def _others(shown: str) -> Iterator[str]:
    places = [at for at, letter in enumerate(shown) if letter.isdigit()]
    for at in places:
        for digit in "0123456789":
            yield shown[:at] + digit + shown[at + 1 :]
    for at, after in pairwise(places):
        letters = list(shown)
        letters[at], letters[after] = letters[after], letters[at]
        yield "".join(letters)
