"""A row or column that is called a total against its parts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from whitepaper.checks.comparison import Placing, same
from whitepaper.checks.declared import SUM
from whitepaper.checks.grids.equations import Decided, Equation, decided, says_something
from whitepaper.checks.grids.grid import Block, Place, lines
from whitepaper.checks.operands import Term
from whitepaper.printed import headings
from whitepaper.printed.intervals import HUNDREDTHS

FEWEST_PARTS = 2
Parts = tuple[int, ...]


def sums(placing: Placing, block: Block) -> Iterator[Decided]:
    """Every total of a block.

    Where nearly none of a row holds, its parts are not what the total counts, unless slips explain all that do not.
    """
    for total in range(len(block.rows)):
        if not any(map(headings.is_total, block.rows[total])):
            continue
        found = [one for terms in _columns(block, total) if (one := _total(placing, block, total, terms))]
        holding = sum(one.holds and says_something(one) for one in found)
        failing = [one for one in found if not one.holds]
        if len(failing) <= max(1, holding) or all(one.is_slip for one in failing):
            yield from found
        else:
            yield from (one for one in found if one.holds)


def _columns(block: Block, total: int) -> list[list[int]]:
    """The columns of a row of totals; those that one merged cell spans together."""
    spanned: dict[Place, list[int]] = {}
    for column in range(len(block.columns)):
        if (total, column) in block.numbers:
            spanned.setdefault(block.places[total, column], []).append(column)
    for columns in spanned.values():
        columns.sort(key=lambda at: not any(map(headings.is_total, block.columns[at])))
    return list(spanned.values())


def _total(placing: Placing, block: Block, total: int, columns: Sequence[int]) -> Decided | None:
    alternatives = [
        (Equation(SUM, block.numbers[total, column], (terms,), same), is_whole)
        for column in columns
        if _is_added(block, total, column)
        for parts in _parts(block, total)
        for terms, is_whole in [_terms(block, total, parts, column, is_spanning=len(columns) > 1)]
        if (len(terms) == len(parts) or len(terms) >= FEWEST_PARTS)
        and _are_of_one_kind(block.numbers[total, column], terms)
    ]
    found = decided(placing, [equation for equation, _ in alternatives])
    if found is None or found.holds:
        return found
    is_sure = alternatives[0][1] and not _spans(block, total, columns[0]) and not _has_gap(block, total, columns[0])
    return found if is_sure else None


def _has_gap(block: Block, total: int, column: int) -> bool:
    """Whether a row that has a name has no number: it may be one that is not known."""
    return any(block.rows[row] for row, at in block.blank if at == column and row != total)


def _spans(block: Block, total: int, column: int) -> bool:
    """Whether a total may stand for the blank cells beside it too, the rows above having numbers of its unit there."""
    if any(map(headings.is_total, block.columns[column])):
        return False
    unit = block.numbers[total, column].unit
    beside = [at for row, at in block.numbers if row != total and (total, at) in block.blank]
    return any(
        at != column and headings.is_added(block.column(at)) and block.numbers[row, at].unit == unit
        for row, at in block.numbers
        if at in beside and row != total
    )


def _is_added(block: Block, total: int, column: int) -> bool:
    """Whether the numbers of a column may be added up: counts and amounts, and shares where the total is the whole."""
    term = block.numbers[total, column]
    if term.unit in HUNDREDTHS:
        return headings.is_share(block.column(column)) and term.quantity.value == 1
    return "/" not in term.unit and headings.is_added(block.column(column))


def _are_of_one_kind(total: Term, terms: Sequence[Term]) -> bool:
    """Whether numbers have the unit of their total; without a unit, those that fall are changes rather than amounts."""
    is_change = not total.unit and any(term.quantity.value < 0 for term in (total, *terms))
    return {term.unit for term in terms} == {total.unit} and not is_change


def _terms(block: Block, total: int, parts: Parts, column: int, *, is_spanning: bool) -> tuple[tuple[Term, ...], bool]:
    """The numbers of some rows in a column, and whether none is absent or belongs to other columns too.

    Rates beside counts are no parts of them.
    """
    is_rate = block.numbers[total, column].unit in HUNDREDTHS
    seen: dict[Place, Term] = {}
    is_whole = True
    for row in parts:
        at = (row, column)
        if at in block.numbers and (block.numbers[at].unit in HUNDREDTHS) != is_rate:
            continue
        if at in block.numbers:
            seen.setdefault(block.places[at], block.numbers[at])
            is_whole = is_whole and (is_spanning or block.is_one_cell(at))
        elif any((row, other) in block.numbers for other in range(len(block.columns))):
            is_whole = False
    return tuple(seen.values()), is_whole


def _parts(block: Block, total: int) -> list[Parts]:
    """The rows that a total may be the sum of, the likeliest first."""
    filled = [row for row, _ in lines(block)]
    near = _near(block, total, filled)
    ordered = [*_of(block, total, near), *(_of(block, total, filled) if near != filled else [])]
    apart = [[row for row in rows if not _is_apart(block, row)] for rows in ordered]
    several = dict.fromkeys(tuple(rows) for rows in (*apart, *ordered) if len(rows) >= FEWEST_PARTS)
    only = [tuple(rows) for rows in apart[:1] if rows and max(rows) < total]
    return list(several) or only


def _of(block: Block, total: int, filled: list[int]) -> list[list[int]]:
    totals = [row for row in filled if any(map(headings.is_total, block.rows[row]))]
    before = [row for row in totals if row < total]
    last = before[-1] if before else -1
    own = [row for row in filled if last < row < total]
    everything = [row for row in filled if row < total and row not in totals]
    after = [row for row in filled if row > total]
    following = [row for row in after if row < min([one for one in totals if one > total], default=len(block.rows))]
    of_totals = [*before, *own]
    if not own and not before:
        return [following, [row for row in after if row in totals], [row for row in after if row not in totals]]
    is_sub = any(map(headings.is_subtotal, block.rows[total]))
    ordered = [own, of_totals, everything] if is_sub or not before else [of_totals, everything, own]
    return [*ordered, following]


def _near(block: Block, total: int, rows: list[int]) -> list[int]:
    """Of names on several levels those that stand with the total under one heading, or bear the name of its numbers."""
    *over, last = block.rows[total]
    if over and headings.is_total(last):
        near = [row for row in rows if list(block.rows[row][:-1]) == over]
    elif over:
        near = [row for row in rows if block.rows[row][1:] == block.rows[total][1:]]
    else:
        return rows
    return near if len(near) > FEWEST_PARTS else rows


def _is_apart(block: Block, row: int) -> bool:
    return any(map(headings.is_counted_elsewhere, block.rows[row]))
