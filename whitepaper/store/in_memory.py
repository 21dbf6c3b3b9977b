"""The observations as Arrow tables in memory: described once, filtered first and turned into pandas last."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from whitepaper.model.errors import DataMissingError
from whitepaper.model.keys import LEVEL, REPORTED
from whitepaper.model.schema import Table
from whitepaper.model.selection import FILTERS, Selection
from whitepaper.store import layout
from whitepaper.store.described import Names, describe
from whitepaper.store.filtering import Finder
from whitepaper.store.frames import Frames, Places, cells, first_places, frame_of, narrow, plain_rows
from whitepaper.store.rows import OBSERVATIONS, SERIES

BATCH = 2_000
"""Rows of a batch: a frame of ten thousand is 20 MB that the process keeps."""


class InMemory:
    """Rows (see `store/rows.py`) of the built tables. Arguments as of `describe`.

    folder: where described rows may be laid out, which is faster than to describe them here.
    """

    def __init__(
        self,
        tables: Mapping[str, pa.Table],
        declared: Mapping[str, Table],
        names: Names,
        version: str,
        folder: Path | None = None,
    ) -> None:
        self._about, self._folder = (tables, declared, names, version), folder
        self._rows: pa.Table = tables["observations"]

    def ready(self) -> None:
        """Describe them, as a fault may lie in what they say."""
        self._frames  # noqa: B018

    def __len__(self) -> int:
        return int(self._rows.num_rows)

    def current(self, selection: Selection) -> pd.DataFrame:
        """The current rows that a selection keeps."""
        return self._frames.at(self._places(selection))

    def vintages(self, selection: Selection) -> pd.DataFrame:
        """The rows that a selection keeps."""
        return self._frames.at(self._vintages.places(selection))

    def first(self, selection: Selection, most: int) -> pd.DataFrame:
        """The first of the current rows that a selection keeps."""
        return self._frames.at(self._places(selection)[:most])

    def batches(self, selection: Selection, *, is_current: bool = True) -> Iterator[pd.DataFrame]:
        """The rows of `current` or of `vintages`, some after others."""
        places = self._places(selection) if is_current else self._vintages.places(selection)
        for start in range(0, len(places), BATCH):
            yield self._frames.at(places[start : start + BATCH])

    def count(self, selection: Selection) -> int:
        """How many current rows a selection keeps."""
        return len(self._current.places(selection))

    def indicators(self, selection: Selection) -> list[str]:
        """The indicators of the current rows that a selection keeps."""
        return self._current.indicators(selection)

    def distinct(self, columns: Sequence[str], *, is_current: bool = False) -> list[tuple[Any, ...]]:
        """What stands together in some columns, each once."""
        rows = self.described.select(columns).take(self._now) if is_current else self._rows
        rows = rows.take(first_places(rows, columns))
        return list(dict.fromkeys(zip(*(cells(rows[name]) for name in columns), strict=True)))

    def tally(
        self, columns: Sequence[str], selection: Selection, *, is_current: bool = False
    ) -> dict[tuple[Any, ...], int]:
        """How many rows have what stands together in some columns."""
        places = self._places(selection) if is_current else self._vintages.places(selection)
        rows = self.described.select(columns).take(places)
        return dict(Counter(zip(*(cells(rows[name]) for name in columns), strict=True)))

    def filled(self, selection: Selection, years: Sequence[int]) -> dict[tuple[str, int], int]:
        """Sector and how many of some years a series has in print, to how many series that is so."""
        columns = (*SERIES, "measure", "status", "year")
        rows = self.described.select(columns).take(self._places(selection))
        wanted, series = {*years}, dict[tuple[Any, ...], set[int]]()
        told = zip(*(cells(rows[name]) for name in columns), strict=True)
        for *about, measure, status, year in told:
            if measure == LEVEL:
                printed = series.setdefault(tuple(about), set())
                printed.update({year} & wanted if status == REPORTED else ())
        return dict(Counter((about[0], len(printed)) for about, printed in series.items()))

    def lone(self, selection: Selection, editions: Sequence[int]) -> pd.DataFrame:
        """Of each series that just one of some papers prints, its first level."""
        rows = self.vintages(selection)
        is_own = rows["edition"].isin(editions) & (rows["year"].isna() | (rows["year"] == rows["edition"]))
        printed = rows[(rows["measure"] == LEVEL) & (rows["status"] == REPORTED) & is_own]
        once = printed.drop_duplicates([*SERIES, "edition"])
        return once[~once.duplicated([*SERIES], keep=False)].reset_index(drop=True)

    def extremes(self, column: str, selection: Selection) -> tuple[Any, Any]:
        """The least and the greatest value of a column of `current`."""
        found = pc.min_max(self.described[column].take(self._places(selection))).as_py()
        return found["min"], found["max"]

    def of(self, indicator_id: str, area_id: str) -> list[dict[str, Any]]:
        """All vintages of an indicator in an area."""
        places = self._vintages.places(Selection(indicators=(indicator_id,), towns=(area_id,)))
        return plain_rows(self.described.take(places))

    def built(self) -> pd.DataFrame:
        """All vintages as they were built."""
        return frame_of(self._rows)

    @cached_property
    def described(self) -> pa.Table:
        """The rows with all their columns; texts are encoded."""
        found = self._laid()
        if found is None:
            found = describe(*self._about)
        found = narrow(found)
        for name in self._rows.column_names:  # in the order of these, and so in memory once
            found = found.set_column(found.column_names.index(name), name, self._rows[name])
        pa.default_memory_pool().release_unused()  # of what was only needed to get there
        return found

    def _laid(self) -> pa.Table | None:
        """The rows as they are laid out, None where they are not for these tables and this program."""
        if self._folder is None:
            return None
        try:
            found = layout.rows(self._folder, self._about[1])
        except DataMissingError:
            return None  # nobody needs them laid out: they are described here
        return found if len(found) == len(self) else None

    @cached_property
    def _vintages(self) -> Finder:
        return Finder(self.described, *OBSERVATIONS)

    def _places(self, selection: Selection) -> Places:
        """The places, among all, of the current rows that a selection keeps."""
        return self._now[self._current.places(selection)]

    @cached_property
    def _now(self) -> Places:
        """The places of the current rows."""
        return np.flatnonzero(self.described["is_current"].to_numpy())

    @cached_property
    def _current(self) -> Finder:
        filtered = {one.column for one in FILTERS.values() if not set(OBSERVATIONS).isdisjoint(one.of)}
        rows = self.described.select(sorted({"indicator_id", *filtered}))
        return Finder(rows.filter(self.described["is_current"]).combine_chunks(), *OBSERVATIONS)

    @cached_property
    def _frames(self) -> Frames:
        return Frames(self.described)
