"""Which of several numbers of a series is the present one: the latest that its paper could know."""

from __future__ import annotations

import pandas as pd

from whitepaper.model.keys import TARGET


def is_ahead(rows: pd.DataFrame) -> pd.Series:
    """Whether each number is a plan or a forecast: to be reached, or about a year after its own white paper's.

    rows: of `Store.observations`.
    """
    return (rows["measure"] == TARGET) | (rows["year"] > rows["edition"]).fillna(False).astype(bool)


def in_time(rows: pd.DataFrame) -> pd.DataFrame:
    """The rows by year, so that the last of a series is the present one.

    Plans and forecasts come first, as they never move what is now. A number without a stated year counts as of its
    paper's own, and yields to one that is stated.
    """
    order = rows.assign(_is_now=~is_ahead(rows), _is_stated=rows["year"].notna())
    order = order.sort_values(["_is_now", "at_year", "_is_stated"], kind="stable")
    return order.drop(columns=["_is_now", "_is_stated"])
