"""Arrow tables as the frames that pages take."""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd
import pyarrow as pa

SEARCHED = "searched"
"""Column of texts to search in; no reader sees it."""
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


def texts(column: pa.ChunkedArray) -> npt.NDArray[np.object_]:
    """The texts of a column as Python's, which are one where they are alike if they are encoded."""
    whole = column.combine_chunks()
    if not pa.types.is_dictionary(whole.type):
        found: npt.NDArray[np.object_] = whole.to_numpy(zero_copy_only=False)
    elif len(whole.dictionary) > len(whole):
        found = whole.dictionary_decode().to_numpy(zero_copy_only=False)
    else:
        found = whole.dictionary.to_numpy(zero_copy_only=False)[whole.indices.to_numpy()]
    return found


def cells(column: pa.ChunkedArray) -> list[Any]:
    """The values of a column as Python's."""
    found: list[Any] = texts(column).tolist() if _is_text(column.type) else column.to_pylist()
    return found


def _is_text(kind: pa.DataType) -> bool:
    return bool(kind == pa.string() or pa.types.is_dictionary(kind))
