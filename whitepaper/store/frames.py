"""Arrow tables as the frames that pages take."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

SEARCHED = "searched"
"""Column of texts to search in; no reader sees it."""
FEW = 20_000
"""Rows that are held as one frame."""
SMALLEST = (pa.int8(), pa.int16(), pa.int32())
"""Of encoded texts, the smallest first."""
Places = npt.NDArray[np.int64]
"""Of rows in their table, ascending."""
# Frames here have few rows and many columns of text; pandas selects rows of them far faster than of Arrow's strings.
_PANDAS = {pa.int16(): pd.Int16Dtype()}


def frame_of(table: pa.Table) -> pd.DataFrame:
    """A frame whose texts are Python's and one block, as a mask copies block by block and there are forty of them."""
    shown = [name for name in table.column_names if name != SEARCHED]
    named = [name for name in shown if _is_text(table.schema.field(name).type)]
    block = np.empty((table.num_rows, len(named)), dtype=object)
    for place, name in enumerate(named):
        block[:, place] = texts(table[name])
    rest = table.select([name for name in shown if name not in named]).to_pandas(types_mapper=_PANDAS.get)
    return pd.concat([rest, pd.DataFrame(block, columns=named, dtype=object)], axis=1)[shown]


class Frames:
    """Frames of some rows of a table, faster than out of it.

    Few rows are held as one frame. Of many that would be the largest thing in memory: of these each text of a column is
    held once, and a cell is its number, which the table has; but for the texts of a column that is not encoded, as all
    are different.
    """

    def __init__(self, table: pa.Table) -> None:
        self._all = frame_of(table) if table.num_rows <= FEW else None
        if self._all is not None:
            return
        shown = [name for name in table.column_names if name != SEARCHED]
        encoded = [name for name in shown if pa.types.is_dictionary(table.schema.field(name).type)]
        different = [name for name in shown if table.schema.field(name).type == pa.string()]
        rest = table.select([name for name in shown if name not in {*encoded, *different}])
        self._rest = rest.to_pandas(types_mapper=_PANDAS.get)
        self._named = pd.Index([*different, *encoded])
        made = [*self._rest, *self._named]
        self._order = [made.index(name) for name in shown]
        self._different = [whole(table[name]) for name in different]
        columns = [whole(table[name]) for name in encoded]
        self._texts = [one.dictionary.to_numpy(zero_copy_only=False) for one in columns]
        self._numbers = [one.indices.to_numpy() for one in columns]

    def at(self, places: Places) -> pd.DataFrame:
        """The rows at some places as a frame of their own, as `frame_of` makes it."""
        if self._all is not None:
            return _taken(self._all, places)
        block = np.empty((len(self._named), len(places)), dtype=object)
        for place, column in enumerate(self._different):
            block[place] = column.take(pa.array(places)).to_numpy(zero_copy_only=False)
        of_texts = zip(self._texts, self._numbers, strict=True)
        for place, (own, numbers) in enumerate(of_texts, len(self._different)):
            block[place] = own[numbers[places]]
        named = pd.DataFrame(block.T, columns=self._named, dtype=object)
        return pd.concat([_taken(self._rest, places), named], axis=1).take(self._order, axis=1)


def _taken(frame: pd.DataFrame, places: Places) -> pd.DataFrame:
    found = frame.take(places)
    found.index = pd.RangeIndex(len(found))
    return found


def whole(column: pa.ChunkedArray) -> pa.Array:
    """The column as one array: itself where it is one, which `combine_chunks` would copy."""
    return column.chunk(0) if column.num_chunks == 1 else column.combine_chunks()


def narrow(rows: pa.Table) -> pa.Table:
    """The same with the numbers of its encoded texts in as few bytes as hold them; texts in lists are encoded, too."""
    for place, field in enumerate(rows.schema):
        if pa.types.is_dictionary(field.type):
            rows = rows.set_column(place, field.name, _narrow(whole(rows[place])))
        elif pa.types.is_list(field.type) and field.type.value_type == pa.string():
            lists = whole(rows[place])
            own = _narrow(lists.flatten().dictionary_encode())
            made = pa.ListArray.from_arrays(_from_nothing(lists), own, mask=lists.is_null())
            rows = rows.set_column(place, field.name, made)
    return rows


def unencoded(rows: pa.Table) -> pa.Table:
    """The same with no text encoded, so that it can be put together with others."""
    plain = {field.name: pa.list_(pa.string()) for field in rows.schema if pa.types.is_list(field.type)}
    plain |= {field.name: pa.string() for field in rows.schema if pa.types.is_dictionary(field.type)}
    return rows.cast(pa.schema([field.with_type(plain.get(field.name, field.type)) for field in rows.schema]))


def _narrow(column: pa.DictionaryArray) -> pa.DictionaryArray:
    kind = next(one for one in SMALLEST if len(column.dictionary) <= np.iinfo(one.to_pandas_dtype()).max)
    return pa.DictionaryArray.from_arrays(column.indices.cast(kind), column.dictionary)


def _from_nothing(lists: pa.ListArray) -> pa.Array:
    """Where each list begins in the texts of all, whatever part of an array these are."""
    return pc.subtract(lists.offsets, lists.offsets[0])


def texts(column: pa.ChunkedArray) -> npt.NDArray[np.object_]:
    """The texts of a column as Python's, which are one where they are alike if they are encoded."""
    array = whole(column)
    if not pa.types.is_dictionary(array.type):
        found: npt.NDArray[np.object_] = array.to_numpy(zero_copy_only=False)
    elif array.null_count:
        found = array.dictionary_decode().to_numpy(zero_copy_only=False)
    else:
        if len(array.dictionary) > len(array):  # of so few rows those texts alone that they have
            array = array.dictionary_decode().dictionary_encode()
        found = array.dictionary.to_numpy(zero_copy_only=False)[array.indices.to_numpy()]
    return found


def cells(column: pa.ChunkedArray) -> list[Any]:
    """The values of a column as Python's."""
    found: list[Any] = texts(column).tolist() if _is_text(column.type) else column.to_pylist()
    return found


def first_places(table: pa.Table, columns: Sequence[str]) -> Places:
    """The places of the first rows that have what stands in some columns; by the numbers of texts, not the texts."""
    return np.flatnonzero(~pd.DataFrame({name: _numbers(whole(table[name])) for name in columns}).duplicated())


def _numbers(column: pa.Array) -> pd.Series[Any]:
    return (column.indices if pa.types.is_dictionary(column.type) else column).to_pandas()


def plain_rows(table: pa.Table) -> list[dict[str, Any]]:
    """The rows as plain mappings; texts that are alike are one, where they are encoded."""
    names = table.column_names
    return [dict(zip(names, row, strict=True)) for row in zip(*(cells(table[name]) for name in names), strict=True)]


def _is_text(kind: pa.DataType) -> bool:
    return bool(kind == pa.string() or pa.types.is_dictionary(kind))
