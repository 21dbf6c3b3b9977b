"""The rows that a selection keeps, by the column that each filter declares."""

from __future__ import annotations

import pyarrow as pa
import pyarrow.compute as pc

from whitepaper.model.selection import FILTERS, Filter, Selection, Value
from whitepaper.model.text import folded


def kept(rows: pa.Table, selection: Selection, *subjects: str) -> pa.Table:
    """The rows that every filter in use keeps; subjects: what the rows are, so that other filters keep all."""
    return rows.filter(mask(rows, selection, *subjects))


def mask(rows: pa.Table, selection: Selection, *subjects: str) -> pa.ChunkedArray | pa.Array:
    """Whether each row is kept."""
    found = pa.array([True] * rows.num_rows, pa.bool_())
    for name in selection.chosen:
        if not set(subjects).isdisjoint(FILTERS[name].of):
            found = pc.and_(found, _of(rows, FILTERS[name], selection.values(name)))
    return found


def _of(rows: pa.Table, one: Filter, values: tuple[Value, ...]) -> pa.ChunkedArray | pa.Array:
    column = rows[one.column]
    if not one.vocabulary:  # words of the reader's own: each must stand in the text to search in
        found = pa.array([True] * rows.num_rows, pa.bool_())
        for word in folded(str(values[0])).split():
            found = pc.and_(found, pc.match_substring(column, word))
        return found
    if pa.types.is_list(column.type):
        return pa.array([not set(values).isdisjoint(cells) for cells in column.to_pylist()], pa.bool_())
    return pc.is_in(column, value_set=pa.array(values, column.type))
