"""The rows that a selection keeps, by the column that each filter declares."""

from __future__ import annotations

from functools import cached_property

import numpy as np
import numpy.typing as npt
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from whitepaper.model.selection import FILTERS, Filter, Selection, Value
from whitepaper.model.text import folded
from whitepaper.store.frames import Places, whole


def places_by(column: pa.ChunkedArray) -> dict[str, Places]:
    """Each text of a column to the places of its rows, in the order of the texts."""
    texts = _encoded(column)
    codes = texts.indices.to_numpy()
    order = np.argsort(codes, kind="stable")
    ends = np.cumsum(np.bincount(codes, minlength=len(texts.dictionary)))[:-1]
    return dict(zip(texts.dictionary.to_pylist(), np.split(order, ends), strict=True)) if len(codes) else {}


def _encoded(column: pa.ChunkedArray) -> pa.DictionaryArray:
    texts = whole(column)
    return texts if pa.types.is_dictionary(texts.type) else texts.dictionary_encode()


class Finder:
    """Finds the rows that a selection keeps, first by their indicator: most questions are about one of many.

    rows: table with a column `indicator_id`; subjects: what the rows are, as for `kept`.
    """

    def __init__(self, rows: pa.Table, *subjects: str) -> None:
        self._rows, self._subjects = rows, subjects

    def places(self, selection: Selection) -> Places:
        """The places of the rows that every filter in use keeps."""
        if not selection.indicators:
            return _true(mask(self._rows, selection, *self._subjects))
        places = np.sort(np.concatenate([self.of(key) for key in dict.fromkeys(selection.indicators)]))
        others = selection.without("indicators")
        used = {FILTERS[name].column for name in others.chosen} & {*self._rows.column_names}
        few = self._rows.select(sorted(used)).take(places) if used else pa.table({"place": places})
        return places[_true(mask(few, others, *self._subjects))]

    def indicators(self, selection: Selection) -> list[str]:
        """The indicators of the rows kept, in their order."""
        codes, names = self._codes
        return [names[code] for code in pd.unique(codes[self.places(selection)])]

    def of(self, indicator_id: str) -> Places:
        """The places of the rows of an indicator."""
        return self._by_indicator.get(indicator_id, _NOWHERE)

    @cached_property
    def _codes(self) -> tuple[npt.NDArray[np.integer], list[str]]:
        """The indicator of each row as its place in a list of ids: of thousands, texts take longer than numbers."""
        texts = _encoded(self._rows["indicator_id"])
        return texts.indices.to_numpy(), texts.dictionary.to_pylist()

    @cached_property
    def _by_indicator(self) -> dict[str, Places]:
        return places_by(self._rows["indicator_id"])


_NOWHERE: Places = np.empty(0, np.int64)


def _true(is_kept: pa.ChunkedArray | pa.Array) -> Places:
    found: Places = np.flatnonzero(is_kept.to_numpy(zero_copy_only=False))
    return found


def kept(rows: pa.Table, selection: Selection, *subjects: str) -> pa.Table:
    """The rows that every filter in use keeps; subjects: what the rows are, so that other filters keep all."""
    return rows.filter(mask(rows, selection, *subjects))


def mask(rows: pa.Table, selection: Selection, *subjects: str) -> pa.ChunkedArray | pa.Array:
    """Whether each row is kept."""
    found = pa.repeat(True, rows.num_rows)
    for name in selection.chosen:
        if not set(subjects).isdisjoint(FILTERS[name].of):
            found = pc.and_(found, _of(rows, FILTERS[name], selection.values(name)))
    return found


def _of(rows: pa.Table, one: Filter, values: tuple[Value, ...]) -> pa.ChunkedArray | pa.Array:
    column = rows[one.column]
    if pa.types.is_dictionary(column.type):  # each of its texts once
        texts = whole(column)
        return _of(pa.table({one.column: texts.dictionary}), one, values).take(texts.indices)
    if not one.vocabulary:  # words of the reader's own: each must stand in the text to search in
        found = pa.repeat(True, rows.num_rows)
        for word in folded(str(values[0])).split():
            found = pc.and_(found, pc.match_substring(column, word))
        return found
    if pa.types.is_list(column.type):
        return pa.array([not set(values).isdisjoint(cells) for cells in column.to_pylist()], pa.bool_())
    return pc.is_in(column, value_set=pa.array(values, column.type))
