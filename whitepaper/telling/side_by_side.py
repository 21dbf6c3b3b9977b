"""Several towns on the same lines: what more than one of them reports first, then what a single one does."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd

from whitepaper.model.selection import Selection
from whitepaper.printed.categories import plain
from whitepaper.printed.changes import change
from whitepaper.store.described import Row, grouped, records
from whitepaper.store.store import Store
from whitepaper.telling import phrases
from whitepaper.telling.boards import Number
from whitepaper.telling.changes import told
from whitepaper.telling.towns import standing

VIEW = "features.towns.compare"
"""The view whose indicators come first."""
DESIGNATED = "town.designated.enterprises"
SHARED = 2
"""So many towns must report a number for it to be one of several."""


@dataclass(frozen=True)
class Line:
    """An indicator and the number that stands for each town, None where it reports none.

    is_main: whether it is one of those that a comparison is about; is_comparable: whether sizes compare.
    """

    name: str
    numbers: tuple[Number | None, ...]
    is_main: bool
    is_comparable: bool

    @property
    def count(self) -> int:
        """How many of the towns report it."""
        return sum(number is not None for number in self.numbers)


@dataclass(frozen=True)
class SideBySide:
    """Towns by id, name and what they are known for; the lines of what several of them report, and of what one does."""

    towns: tuple[str, ...]
    names: tuple[str, ...]
    industries: tuple[str, ...]
    shared: tuple[Line, ...]
    single: tuple[Line, ...]


def side_by_side(store: Store, selection: Selection, most: int) -> SideBySide:
    """Up to `most` of the chosen towns; industries are those of the chosen white papers, else of the latest."""
    known = set(store.towns["area_id"])
    towns = tuple(area for area in selection.towns if area in known)[:most]
    rows = store.observations(Selection(towns=towns))
    numbers = {(row["indicator_id"], row["area_id"]): row for row in records(standing(rows))}
    series = grouped(records(rows[rows["is_main"]]), "indicator_id", "area_id")
    about = dict.fromkeys([*store.frame("views").set_index("view_id").at[VIEW, "indicators"], DESIGNATED])
    places = store.place("indicators")
    rest = sorted({key for key, _ in numbers} - set(about), key=lambda key: places[key])
    reported, lines = {key for key, _ in numbers}, []
    for key in (key for key in [*about, *rest] if key in reported):
        own = tuple(
            _number(store, numbers[key, town], series[key, town]) if (key, town) in numbers else None for town in towns
        )
        is_comparable = bool(store.indicator(key)["comparability"]) and sum(one is not None for one in own) >= SHARED
        lines.append(Line(store.name("indicators", key), own, key in about, is_comparable))
    return SideBySide(
        towns,
        tuple(store.name("areas", area) for area in towns),
        tuple(store.industry(area, selection) for area in towns),
        tuple(line for line in lines if line.count >= SHARED),
        tuple(line for line in lines if line.count == 1),
    )


def _number(store: Store, row: Row, series: Sequence[Row]) -> Number:
    """The number that stands for a town, with its scope, period and change. series: all that may tell the change."""
    moved = None if pd.isna(row["year"]) else change(series, int(row["year"]))
    period = "" if row["period_name"] == phrases.UNSTATED else str(row["period_name"])
    name, scope = store.name("indicators", row["indicator_id"]), plain(row["category"])
    return Number(row["key"], name, phrases.value(row), period, told(moved) if moved else "", scope=scope)
