"""Arrow tables as the frames that pages take."""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd
import pyarrow as pa

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

    Few rows are held as one frame. Of many that would be the largest thing in memory: of these each text is held once
    for all columns, and a cell as its number; but for the texts of a column that is not encoded, as all are different.
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
        columns, numbers = [whole(table[name]) for name in encoded], dict[str, int]()
        known = [[numbers.setdefault(text, len(numbers)) for text in one.dictionary.to_pylist()] for one in columns]
        self._texts = np.array([*numbers, None], dtype=object)[:-1]
        self._cells = np.empty((len(columns), table.num_rows), np.min_scalar_type(len(numbers)))
        for place, (one, own) in enumerate(zip(columns, known, strict=True)):
            self._cells[place] = np.array(own, self._cells.dtype)[one.indices.to_numpy()]

    def at(self, places: Places) -> pd.DataFrame:
        """The rows at some places as a frame of their own, as `frame_of` makes it."""
        if self._all is not None:
            return _taken(self._all, places)
        block = np.empty((len(self._named), len(places)), dtype=object)
        for place, column in enumerate(self._different):
            block[place] = column.take(pa.array(places)).to_numpy(zero_copy_only=False)
        np.take(self._texts, self._cells[:, places], out=block[len(self._different) :], mode="clip")
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
    """The same with the numbers of its encoded texts in as few bytes as hold them."""
    for place, field in enumerate(rows.schema):
        if pa.types.is_dictionary(field.type):
            column = whole(rows[place])
            kind = next(one for one in SMALLEST if len(column.dictionary) <= np.iinfo(one.to_pandas_dtype()).max)
            made = pa.DictionaryArray.from_arrays(column.indices.cast(kind), column.dictionary)
            rows = rows.set_column(place, field.name, made)
    return rows


def texts(column: pa.ChunkedArray) -> npt.NDArray[np.object_]:
    """The texts of a column as Python's, which are one where they are alike if they are encoded."""
    array = whole(column)
    if not pa.types.is_dictionary(array.type):
        found: npt.NDArray[np.object_] = array.to_numpy(zero_copy_only=False)
    elif len(array.dictionary) > len(array):
        found = array.dictionary_decode().to_numpy(zero_copy_only=False)
    else:
        found = array.dictionary.to_numpy(zero_copy_only=False)[array.indices.to_numpy()]
    return found


def cells(column: pa.ChunkedArray) -> list[Any]:
    """The values of a column as Python's."""
    found: list[Any] = texts(column).tolist() if _is_text(column.type) else column.to_pylist()
    return found


def _is_text(kind: pa.DataType) -> bool:
    return bool(kind == pa.string() or pa.types.is_dictionary(kind))
