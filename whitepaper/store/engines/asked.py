"""A selection as a condition in Ibis: by the same declared columns as `filtering.mask`, for whichever engine."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import ibis
from ibis.expr.types import BooleanValue, Table

from whitepaper.model.selection import FILTERS, Filter, Selection, Value
from whitepaper.model.text import folded


def kept(rows: Table, selection: Selection, *subjects: str, beside: Sequence[BooleanValue] = ()) -> Table:
    """The rows that every filter in use keeps; subjects: what the rows are, so that other filters keep all.

    beside: what else is asked of a row: in one condition, as to put several steps together is half of writing the SQL.
    """
    wanted = [FILTERS[name] for name in selection.chosen if not set(subjects).isdisjoint(FILTERS[name].of)]
    conditions = [*beside, *(each for one in wanted for each in _of(rows, one, selection.values(one.name)))]
    return rows.filter(ibis.and_(*conditions)) if conditions else rows


def _of(rows: Table, one: Filter, values: tuple[Value, ...]) -> Iterator[BooleanValue]:
    column = rows[one.column]
    if one.vocabulary:
        yield column.isin(values)
    else:  # words of the reader's own: each must stand in the text to search in
        yield from (column.contains(word) for word in folded(str(values[0])).split())
