"""Which of several numbers of a series is the present one: the latest that its paper could know."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd

from whitepaper.model.keys import REPORTED, TARGET

NOW, STATED = 10_000, 2  # more than any year, and room for whether it is stated
ORDER = "time_order"
"""Column of `described` by which the rows of a series stand in time."""


def is_ahead(row: Mapping[str, Any]) -> bool:
    """Whether a number is a plan or a forecast: to be reached, or about a year after its own white paper's."""
    return bool(row["measure"] == TARGET or (row["year"] or 0) > row["edition"])


def time_order(row: Mapping[str, Any], at_year: int) -> int:
    """The place of a number among those of its series: by year, the present one last.

    Plans and forecasts come first, as they never move what is now. A number without a stated year counts as of its
    paper's own, at_year, and yields to one that is stated.
    """
    return (0 if is_ahead(row) else NOW) + at_year * STATED + (row["year"] is not None)


def in_time(rows: pd.DataFrame) -> pd.DataFrame:
    """The rows of `Store.observations` by year, so that the last of a series is the present one."""
    return rows.sort_values(ORDER, kind="stable")


def present(rows: Sequence[dict[str, Any]]) -> dict[str, Any]:
    """The present one of the rows of a series: of two that stand alike the later one."""
    return max(reversed(rows), key=lambda row: row[ORDER])


def standing(levels: Sequence[dict[str, Any]]) -> dict[str, Any] | None:
    """The level that stands for its series, None of none: the one rule for pages, files and talks.

    A number comes before a gap, what is printed before what is derived, then the present one by year; of one year the
    stated before the unstated, the whole before a part, and of two that stand alike the later one.
    """
    return max(reversed(levels), key=_standing, default=None)


def _standing(row: Mapping[str, Any]) -> tuple[bool, bool, int, bool]:
    return not pd.isna(row["value"]), row["status"] == REPORTED, row[ORDER], row["span"] == ""
