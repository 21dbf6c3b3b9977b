"""A rate against two counts beside it, and parts with their shares beside their whole."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from fractions import Fraction

from whitepaper.checks.comparison import Placing, quotient, same
from whitepaper.checks.declared import RATE, SHARE, SUM
from whitepaper.checks.grids.equations import Decided, Equation, decided, says_something
from whitepaper.checks.grids.grid import PERCENT, Block, lines
from whitepaper.checks.operands import Term
from whitepaper.printed import headings
from whitepaper.printed.intervals import HUNDREDTHS

FEWEST = 2
"""Rows in which a formula holds, from which the others should follow it too."""
FEWEST_OF_ZEROS = 5
WHOLE = Fraction(1)


@dataclass(frozen=True)
class Formula:
    """How a rate of a row is made of two counts of it: above by below, or what is left of below by it."""

    above: int
    below: int
    is_rest: bool = False

    def equation(self, kind: str, rate: Term, row: dict[int, Term]) -> Equation | None:
        """For one row; none where it lacks a count."""
        if self.above not in row or self.below not in row:
            return None
        above, below = row[self.above], row[self.below]
        top = (below, replace(above, sign=-1)) if self.is_rest else (above,)
        return Equation(kind, rate, (top, (below,)), quotient)


def rates(placing: Placing, block: Block) -> Iterator[Decided]:
    """Every rate of a block whose formula the names or most of its rows give."""
    for column in range(len(block.columns)):
        if not _is_rate(block, column):
            continue
        kind = SHARE if headings.is_share(block.column(column)) else RATE
        found = {formula: _made(placing, block, column, formula, kind) for formula in _formulas(block, column)}
        best = max(found, key=lambda one: _holding(found[one]), default=None)
        if best is None:
            continue
        others = [found[formula] for formula in found if formula != best]
        if _is_formula(found[best]):
            yield from _unexplained(found[best], others)
        elif named := _named(block, column, list(found)):
            other = [found[one] for one in found if (one.above, one.below) != (named[0].above, named[0].below)]
            yield from _unexplained(found[named[0]], other)


def shares(placing: Placing, block: Block) -> Iterator[Decided]:
    """Parts with a share behind each, beside their whole; and shares of a column, each of the total below or above."""
    for _, numbers in lines(block):
        pairs = [(at - 1, at) for at in numbers if headings.is_share(block.column(at)) and _is_part(block, numbers, at)]
        whole = next((numbers[at] for at in numbers if at < min((one for one, _ in pairs), default=0)), None)
        if whole is not None and whole.unit not in HUNDREDTHS and whole.unit == numbers[pairs[0][0]].unit:
            yield from _beside(placing, whole, [(numbers[part], numbers[share]) for part, share in pairs])
    yield from _of_total(placing, block)


def _beside(placing: Placing, whole: Term, pairs: list[tuple[Term, Term]]) -> Iterator[Decided]:
    for part, share in pairs:
        if one := decided(placing, [Equation(SHARE, share, ((part,), (whole,)), quotient)]):
            yield one
    if len(pairs) < FEWEST:
        return
    *others, (last, last_share) = pairs
    parts = decided(placing, [Equation(SUM, last, ((whole, *(replace(part, sign=-1) for part, _ in others)),), same)])
    is_whole = _sums_up([share for _, share in pairs])
    if parts and (is_whole or parts.holds):
        yield parts
    if one := _hundred(placing, [share for _, share in others], last_share, is_all=bool(parts and parts.holds)):
        yield one


def _hundred(placing: Placing, others: list[Term], last: Term, *, is_all: bool) -> Decided | None:
    """Shares against 100 %, where they are known to be all."""
    row = {**last.row, "printed": "100%", "unit": PERCENT, "value": 100.0, "qualifier": ""}
    hundred = Term(row, replace(last.quantity, value=WHOLE, step=Fraction(0), qualifier=""))
    sides = ((hundred, *(replace(term, sign=-1) for term in others)),)
    one = decided(placing, [Equation(SHARE, last, sides, same, is_evidence=False)])
    return one if one and (one.holds or is_all) else None


def _of_total(placing: Placing, block: Block) -> Iterator[Decided]:
    """A column of shares beside one of counts, each by the count in the row of the total; of several, as most hold."""
    totals = [row for row in range(len(block.rows)) if any(map(headings.is_total, block.rows[row]))]
    for column in range(1, len(block.columns)):
        if not headings.is_share(block.column(column)):
            continue
        tried = [_by_total(placing, block, total, column) for total in totals if (total, column - 1) in block.numbers]
        found = max(tried, key=_holding, default=[])
        unexplained = [one for one in found if not one.is_slip]
        if _holding(found) >= FEWEST and _holding(found) >= FEWEST * _failing(unexplained):
            yield from found


def _by_total(placing: Placing, block: Block, total: int, column: int) -> list[Decided]:
    """The shares of a column by the count of one total beside it."""
    whole = block.numbers[total, column - 1]
    equations = [
        Equation(SHARE, numbers[column], ((numbers[column - 1],), (whole,)), quotient)
        for row, numbers in lines(block)
        if row != total and column in numbers and _is_part(block, numbers, column)
    ]
    return [one for equation in equations if (one := decided(placing, [equation]))]


def _is_part(block: Block, numbers: dict[int, Term], share: int) -> bool:
    """Whether a count stands at the left of a share."""
    return (
        share - 1 in numbers
        and numbers[share - 1].unit not in HUNDREDTHS
        and numbers[share].unit in {PERCENT, ""}
        and headings.is_added(block.column(share - 1))
    )


def _sums_up(shares_of_all: list[Term]) -> bool:
    low = sum(float(term.quantity.rounded.low) for term in shares_of_all)
    high = sum(float(term.quantity.rounded.high) for term in shares_of_all)
    return low <= 1 <= high


def _is_rate(block: Block, column: int) -> bool:
    terms = [term for (_, at), term in block.numbers.items() if at == column]
    name = block.column(column)
    return bool(terms) and all(term.unit == PERCENT for term in terms) and not headings.is_change(name)


def _formulas(block: Block, rate: int) -> Iterator[Formula]:
    """Two counts of one unit: the wholes nearest to the rate first."""
    units: dict[int, set[str]] = {at: set() for at in range(len(block.columns))}
    for (_, at), term in block.numbers.items():
        units[at].add(term.unit)
    counts = [
        at
        for at in units
        if at != rate and len(units[at]) == 1 and not units[at] & HUNDREDTHS and headings.is_added(block.column(at))
    ]
    for above in counts:
        for below in sorted(counts, key=lambda at: abs(at - rate)):
            if above != below and units[above] == units[below]:
                yield Formula(above, below)
                yield Formula(above, below, is_rest=True)


def _named(block: Block, rate: int, formulas: list[Formula]) -> list[Formula]:
    """The formulas that the names give: 合格数 by what stands before it for 合格率, or the rest beside 不合格."""
    stem = headings.rated(block.last(rate))
    if not stem or not headings.is_rate(block.last(rate)):
        return []

    def fits(formula: Formula) -> bool:
        if any(
            row[formula.above].quantity.value > row[formula.below].quantity.value
            for _, row in lines(block)
            if formula.above in row and formula.below in row
        ):
            return False
        name = headings.named(block.last(formula.above))
        wanted = headings.NOT + stem if formula.is_rest else stem
        return name.startswith(wanted) and formula.below < formula.above

    return [formula for formula in formulas if fits(formula)]


def _made(placing: Placing, block: Block, rate: int, formula: Formula, kind: str) -> dict[int, Decided]:
    made = {}
    for row, numbers in lines(block):
        if rate in numbers and (equation := formula.equation(kind, numbers[rate], numbers)):
            is_sound = equation.sides[-1][0].quantity.value > 0
            if is_sound and (one := decided(placing, [equation])):
                made[row] = one
    return made


def _unexplained(found: dict[int, Decided], others: list[dict[int, Decided]]) -> Iterator[Decided]:
    """What a formula gives; where it fails and another one holds, that one."""
    for row, one in found.items():
        better = next((other[row] for other in others if row in other and other[row].holds), None)
        yield better if better and not one.holds else one


def _is_formula(found: dict[int, Decided]) -> bool:
    """Whether most rows follow a formula; where most say nothing, as zeros do, one that does is enough."""
    holding, failing = _holding(found), _failing(found)
    is_sure = holding >= FEWEST or (holding == 1 and len(found) - failing >= FEWEST_OF_ZEROS)
    return is_sure and (holding >= FEWEST * failing or (failing == 1 and len(found) > FEWEST_OF_ZEROS))


def _holding(found: dict[int, Decided] | list[Decided]) -> int:
    made = found.values() if isinstance(found, dict) else found
    return sum(one.holds and says_something(one) for one in made)


def _failing(found: dict[int, Decided] | list[Decided]) -> int:
    made = found.values() if isinstance(found, dict) else found
    return sum(not one.holds for one in made)
