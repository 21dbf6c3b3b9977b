"""A change against the two years that stand beside it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import combinations

from whitepaper.checks.comparison import Placing, difference, growth
from whitepaper.checks.declared import GROWTH
from whitepaper.checks.grids.equations import Decided, Equation, decided, says_something
from whitepaper.checks.grids.grid import PERCENT, Block, lines
from whitepaper.checks.operands import Term
from whitepaper.printed import headings
from whitepaper.printed.intervals import HUNDREDTHS, is_convertible

POINTS = "个百分点"
FEWEST = 2
"""Years for which the changes of a column hold, from which the others should too, and times those for which not."""


def growths(placing: Placing, block: Block) -> Iterator[Decided]:
    """Every change of a block whose row has the same number in two years."""
    years = {at: year for at in range(len(block.columns)) if (year := headings.year_of(block.column(at)))}
    for change in range(len(block.columns)):
        name = block.column(change)
        if not headings.is_change(name):
            continue
        levels = {at: year for at, year in years.items() if not headings.is_change(block.column(at))}
        for row, numbers in lines(block):
            if change not in numbers:
                continue
            pairs = _pairs(block, numbers, levels, change)
            one = decided(placing, [made for pair in pairs for made in _readings(numbers[change], *pair)])
            is_comparable = headings.is_comparable(name) or headings.is_comparable(block.row(row))
            if one and (one.holds or (len(pairs) == 1 and not is_comparable)):
                yield one
        yield from _on_the_line_before(placing, block, change)


def _on_the_line_before(placing: Placing, block: Block, change: int) -> Iterator[Decided]:
    """The changes of a column whose rows are years, each of the column for which most of them hold."""
    rows = {year: row for row in range(len(block.rows)) if (year := headings.year_of(block.row(row)))}
    steps = [(row, rows[year - 1]) for year, row in rows.items() if year - 1 in rows and (row, change) in block.numbers]
    tried = []
    for level in range(len(block.columns)):
        if headings.is_change(block.column(level)):
            continue
        made = [
            one
            for row, before in steps
            if (row, level) in block.numbers and (before, level) in block.numbers
            for readings in [_readings(*(block.numbers[at] for at in ((row, change), (row, level), (before, level))))]
            if (one := decided(placing, list(readings)))
        ]
        holding = sum(one.holds and says_something(one) for one in made)
        tried.append((holding, made))
    holding, found = max(tried, key=lambda one: one[0], default=(0, []))
    if holding >= FEWEST and holding >= FEWEST * (len(found) - holding):
        is_comparable = headings.is_comparable(block.column(change))
        yield from (one for one in found if one.holds or not is_comparable)


def _pairs(block: Block, numbers: dict[int, Term], years: dict[int, int], change: int) -> list[tuple[Term, Term]]:
    """The later and the earlier number of a row under one heading: that of the change, or a total if there is one."""
    at = {column: year for column, year in years.items() if column in numbers}
    pairs = [
        (later, earlier) if at[later] > at[earlier] else (earlier, later)
        for earlier, later in combinations(at, 2)
        if at[later] != at[earlier] and _without_year(block, later) == _without_year(block, earlier)
    ]
    if pairs:
        newest = max(at[later] for later, _ in pairs)
        next_to = max(at[earlier] for later, earlier in pairs if at[later] == newest)
        pairs = [(one, two) for one, two in pairs if (at[one], at[two]) == (newest, next_to)]
    own = {name for name in _without_year(block, change) if not headings.is_change(name)}
    if own:
        pairs = [pair for pair in pairs if own & set(_without_year(block, pair[0]))]
    totals = [pair for pair in pairs if any(map(headings.is_total, block.columns[pair[0]]))]
    return [(numbers[later], numbers[earlier]) for later, earlier in totals or pairs]


def _without_year(block: Block, column: int) -> tuple[str, ...]:
    return tuple(name for name in block.columns[column] if headings.year_of(name) is None)


def _readings(change: Term, later: Term, earlier: Term) -> Iterator[Equation]:
    """As part of the earlier number; in its own unit, or in percentage points."""
    if not (later.unit == earlier.unit or is_convertible(later.unit, earlier.unit)):
        return
    if headings.is_unchanged(str(change.row["printed"])):
        unit = POINTS if later.unit in HUNDREDTHS else later.unit
        step = max(later.quantity.step, earlier.quantity.step)
        change = replace(change, row={**change.row, "unit": unit}, quantity=replace(change.quantity, step=step))
    relative = Equation(GROWTH, change, ((later,), (earlier,)), growth)
    absolute = Equation(GROWTH, change, ((later,), (earlier,)), difference)
    is_rate = later.unit in HUNDREDTHS
    if change.unit == PERCENT:
        yield relative
        if is_rate:
            yield absolute
    elif change.unit in HUNDREDTHS:
        yield absolute
    else:
        yield absolute
