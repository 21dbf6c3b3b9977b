"""What is asked of the described observations, whoever holds them: memory or an engine (docs/decisions/0014)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, Protocol

import pandas as pd

from whitepaper.model.selection import NUMBERS, SUPPLIED, Selection

OBSERVATIONS = (NUMBERS, SUPPLIED)
"""What observations are to a filter."""
SERIES = ("sector", "indicator_id", "area_id", "category")
"""What numbers of several years share."""


class Rows(Protocol):
    """The observations of a data set with the columns of `described`, all vintages, in the order of the paper.

    `current` are those that no later paper prints again. Frames have the columns of `observations` and `described` in
    the dictionary, but for the one to search in. Whoever cannot answer raises a WhitepaperError.
    """

    def ready(self) -> None:
        """Find out that questions can be answered, before a reader asks one."""

    def __len__(self) -> int:
        """All vintages."""

    def current(self, selection: Selection) -> pd.DataFrame:
        """The current rows that a selection keeps."""

    def vintages(self, selection: Selection) -> pd.DataFrame:
        """The rows that a selection keeps."""

    def first(self, selection: Selection, most: int) -> pd.DataFrame:
        """The first of the current rows that a selection keeps, at most so many."""

    def batches(self, selection: Selection, *, is_current: bool = True) -> Iterator[pd.DataFrame]:
        """The same rows as `current` or `vintages`, some after others, none of the frames empty."""

    def count(self, selection: Selection) -> int:
        """How many current rows a selection keeps."""

    def indicators(self, selection: Selection) -> list[str]:
        """The indicators of the current rows that a selection keeps, each once, in the order of the rows."""

    def distinct(self, columns: Sequence[str], *, is_current: bool = False) -> list[tuple[Any, ...]]:
        """What stands together in some columns of all vintages or of the current rows, each once, in their order."""

    def tally(
        self, columns: Sequence[str], selection: Selection, *, is_current: bool = False
    ) -> dict[tuple[Any, ...], int]:
        """How many of `vintages` or of `current` have what stands together in some columns, in their order."""

    def filled(self, selection: Selection, years: Sequence[int]) -> dict[tuple[str, int], int]:
        """Sector and how many of some years a series has in print, to how many current series of levels that is so."""

    def lone(self, selection: Selection, editions: Sequence[int]) -> pd.DataFrame:
        """Of each series that just one of some papers prints, its first level: out of `vintages`, in their order.

        Of a paper counts what it prints of its own year, or without a year.
        """

    def extremes(self, column: str, selection: Selection) -> tuple[Any, Any]:
        """The least and the greatest value of a column of `current`; None, None where there is none."""

    def of(self, indicator_id: str, area_id: str) -> list[dict[str, Any]]:
        """All vintages of an indicator in an area as plain mappings, the column to search in included."""

    def built(self) -> pd.DataFrame:
        """All vintages as they were built: the columns of `observations` alone."""
