"""What numbers of a table should give one another, whether they do, and which of them is to be looked at."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from itertools import combinations

from whitepaper.checks.comparison import Combine, Placing, compared, difference, growth, quotient, same, sum_of
from whitepaper.checks.grids.grid import Cell, cell
from whitepaper.checks.grids.slips import is_explained
from whitepaper.checks.judgement import EXPLAINED, Rule
from whitepaper.checks.operands import Term
from whitepaper.checks.outcome import BOTH, OPERANDS, RESULT, Outcome
from whitepaper.printed.intervals import Interval

ONE = Interval(Fraction(1), Fraction(1))
WRITTEN: dict[Combine, tuple[str, str]] = {
    quotient: (" ÷ ", ""),
    growth: (" ÷ ", " − 1"),
    difference: (" − ", ""),
}


@dataclass(frozen=True)
class Equation:
    """One number that should follow from others.

    sides: the operands, and the base if any; a number that takes part on both sides is in both. is_evidence: whether it
    speaks for its numbers where it holds.
    """

    kind: str
    result: Term
    sides: tuple[tuple[Term, ...], ...]
    combine: Combine
    is_evidence: bool = True

    @cached_property
    def terms(self) -> tuple[Term, ...]:
        """Every number that takes part, each once, the one that should follow first."""
        found = {cell(term): term for term in (self.result, *(term for side in self.sides for term in side))}
        return tuple(found.values())

    @property
    def written(self) -> tuple[str, str]:
        """How its formula is written: between the sides and after them."""
        return WRITTEN.get(self.combine, ("", ""))

    def outcome(self, placing: Placing) -> Outcome:
        """As printed against what follows. Raises ZeroDivisionError."""
        operator, ending = self.written
        sides = [list(side) for side in self.sides]
        return compared(placing, self.result, sides, self.combine, Rule(), operator, ending)

    def implied(self, term: Term) -> Interval | None:
        """What a number would have to be for the equation to hold; none where that cannot be said."""
        at = cell(term)
        rounded = [sum_of(side, lambda quantity: quantity.rounded) for side in self.sides]
        if at == cell(self.result):
            return self.combine(rounded)
        own = [[one for one in side if cell(one) == at] for side in self.sides]
        if sum(map(len, own)) != 1:
            return None
        side = next(position for position, found in enumerate(own) if found)
        whole = _solved(self.combine, self.result.quantity.rounded, rounded, side)
        others = sum_of([one for one in self.sides[side] if cell(one) != at], lambda quantity: quantity.rounded)
        if whole is None:
            return None
        rest = whole + -others
        return rest if own[side][0].sign > 0 else -rest


@dataclass(frozen=True)
class Decided:
    """An equation with what it found."""

    equation: Equation
    outcome: Outcome

    @property
    def holds(self) -> bool:
        """Whether the numbers fit, by their digits."""
        return self.outcome.verdict in EXPLAINED

    @property
    def is_slip(self) -> bool:
        """Whether the numbers do not fit, and one typed otherwise would make them."""
        if self.holds:
            return False
        implied = [(term, self.equation.implied(term)) for term in self.equation.terms]
        return any(wanted is not None and is_explained(term, wanted) for term, wanted in implied)


@dataclass(frozen=True)
class Doubt:
    """A decided equation that does not hold, the number to look at, and which side is in doubt."""

    decided: Decided
    at: Term
    side: str


def decided(placing: Placing, alternatives: Sequence[Equation]) -> Decided | None:
    """The first of several readings of a table that holds best, else the first; none where none can be made."""
    made = []
    for equation in alternatives:
        try:
            made.append(Decided(equation, equation.outcome(placing)))
        except ZeroDivisionError:
            continue
    order = {verdict: position for position, verdict in enumerate(EXPLAINED)}
    return min(made, key=lambda one: order.get(one.outcome.verdict, len(order)), default=None)


def says_something(one: Decided) -> bool:
    """Whether an equation that holds would not do so of almost any numbers: zeros and wholes confirm little."""
    return one.equation.result.quantity.value not in {Fraction(0), Fraction(1)}


def confirms(one: Decided) -> bool:
    """Whether an equation that holds speaks for its numbers: shares that add up to 100 % may be taken from it."""
    return one.holds and one.equation.is_evidence


def doubts(found: Iterable[Decided], confirmed: Iterable[Term] = ()) -> list[Doubt]:
    """Which number of each equation that fails is to be looked at.

    What another equation or a second print confirms is not in doubt. A number that alone, put right, would make several
    equations hold is the one; else the result, which is where the reader adds up.
    confirmed: numbers that are printed elsewhere too.
    """
    everything = list(found)
    sound = {cell(term) for term in confirmed}
    sound |= {cell(term) for one in everything if confirms(one) for term in one.equation.terms}
    failing = [one for one in everything if not one.holds]
    by_cell: dict[Cell, list[Decided]] = {}
    for one in failing:
        for term in one.equation.terms:
            if cell(term) not in sound:
                by_cell.setdefault(cell(term), []).append(one)
    explaining = sorted(
        (at for at, several in by_cell.items() if len(several) > 1 and _agree(at, several)),
        key=lambda at: -len(by_cell[at]),
    )
    made = []
    for one in failing:
        terms = {cell(term): term for term in one.equation.terms}
        open_ones = [at for at in terms if at not in sound]
        single = next((at for at in explaining if at in terms), None) or (open_ones[0] if len(open_ones) == 1 else None)
        result = cell(one.equation.result)
        if single is not None:
            made.append(Doubt(one, terms[single], RESULT if single == result else OPERANDS))
        else:
            side = OPERANDS if open_ones and result in sound else BOTH
            made.append(Doubt(one, one.equation.result, side))
    return made


def _agree(at: Cell, several: Sequence[Decided]) -> bool:
    """Whether one value of a number would make several equations hold."""
    term = next(term for term in several[0].equation.terms if cell(term) == at)
    implied = [one.equation.implied(term) for one in several]
    known = [one for one in implied if one is not None]
    return len(known) == len(several) and all(first.meets(second) for first, second in combinations(known, 2))


def _solved(combine: Combine, result: Interval, sides: Sequence[Interval], wanted: int) -> Interval | None:
    """One side of an equation from its result and its other side."""
    try:
        return _SOLUTIONS[combine](result, sides, wanted)
    except ZeroDivisionError:
        return None


def _solved_quotient(result: Interval, sides: Sequence[Interval], wanted: int) -> Interval:
    return sides[1] / (ONE / result) if wanted == 0 else sides[0] / result


_SOLUTIONS: dict[Combine, Callable[[Interval, Sequence[Interval], int], Interval]] = {
    same: lambda result, _sides, _wanted: result,
    difference: lambda result, sides, wanted: result + sides[1] if wanted == 0 else sides[0] + -result,
    quotient: _solved_quotient,
    growth: lambda result, sides, wanted: _solved_quotient(result + ONE, sides, wanted),
}
