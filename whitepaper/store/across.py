"""All publishers of a version side by side: a store whose towns are their areas, and whose rows are those about them.

What compares is said as within one publisher: by the key `comparability` of an indicator. It is empty here where
the publishers do not declare the same of it, so that nothing that reads it ranks what does not compare.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import Enum, auto
from functools import cached_property
from typing import Any

import pandas as pd
import pyarrow as pa

from whitepaper.model.dataset import SYNTHETIC, YES
from whitepaper.model.keys import DISTRICT_KIND, OUTSIDE
from whitepaper.model.selection import Selection
from whitepaper.store.frames import unencoded
from whitepaper.store.publishers import KEY, Publishers
from whitepaper.store.store import Store

LEAST = 2
"""Publishers that have an indicator, for anything to be compared."""
ALIKE = ("unit", "definition", "numerator", "denominator", "yoy_basis")
"""What publishers must say alike of an indicator whose numbers compare, besides `comparability`."""
OF_EACH = ("checks", "findings", "restatements", "names", "breaks")
"""Tables of all publishers one after the other; their keys name areas."""
NONE = ("honours", "organisations", "policies", "cases", "town_notes", "industries", "headlines", "accepted_findings")
"""Tables of which nothing is said here: what they list is each publisher's own."""


class Reason(Enum):
    """Why the numbers of an indicator are not ranked."""

    ALONE = auto()
    UNDECLARED = auto()
    GROUP = auto()
    UNIT = auto()
    DEFINITION = auto()


@dataclass(frozen=True)
class Compared:
    """An indicator of several publishers. of: those that have it, in their order; reasons: none where it compares.

    apart: the publishers that say something else than the first of them.
    """

    indicator_id: str
    of: tuple[str, ...]
    reasons: tuple[Reason, ...]
    apart: tuple[str, ...]


@dataclass(frozen=True, eq=False)
class Across(Store):
    """The store of all publishers. compared: by indicator, all that any of them has."""

    compared: Mapping[str, Compared] = field(default_factory=dict)

    @cached_property
    def towns(self) -> pd.DataFrame:
        """The areas of the publishers, in their order; columns of `areas`."""
        areas = self.frame("areas")
        return areas[areas["parent_id"] == self.district].reset_index(drop=True)

    def own(self, selection: Selection) -> Selection:
        """The selection as it is: it is asked of all."""
        return selection


def across(siblings: Publishers) -> Across:
    """The publishers side by side. Raises DataMissingError where one cannot be read."""
    stores = siblings.all()
    first, compared = stores[0], {one.indicator_id: one for one in _compared(stores)}
    tables = {name: table for name, table in first.tables.items() if name != "observations"}
    tables |= {name: tables[name].slice(0, 0) for name in NONE if name in tables}
    tables |= {name: _joined(store.tables[name] for store in stores) for name in OF_EACH}
    tables |= {
        "sectors": _union(stores, "sectors", "sector_id"),
        "subsectors": _union(stores, "subsectors", "subsector_id"),
        "indicators": _indicators(stores, compared),
        "areas": _areas(first, siblings),
        "editions": _editions(stores),
        "profile": _profile(first, siblings),
    }
    return Across(
        tables,
        siblings.version,
        replace(first.dataset, publisher=""),
        opened=lambda _: Beside(stores),
        siblings=siblings,
        compared=compared,
    )


def _compared(stores: Sequence[Store]) -> Iterator[Compared]:
    found: dict[str, list[Store]] = {}
    for store in stores:
        for indicator_id in store.names("indicators"):
            found.setdefault(indicator_id, []).append(store)
    for indicator_id, having in found.items():
        said = {store.publisher: store.indicator(indicator_id) for store in having}
        yield judged(indicator_id, said)


def judged(indicator_id: str, said: Mapping[str, Mapping[str, Any]]) -> Compared:
    """Whether an indicator compares. said: publisher to its row of `indicators`."""
    rows = list(said.values())
    apart = [
        key
        for key, row in said.items()
        if any(row[name] != rows[0][name] for name in ("comparability", *ALIKE))
    ]  # fmt: skip
    differs = {name for row in rows for name in ("comparability", *ALIKE) if row[name] != rows[0][name]}
    faults = {
        Reason.ALONE: len(rows) < LEAST,
        Reason.UNDECLARED: not all(row["comparability"] for row in rows),
        Reason.GROUP: "comparability" in differs and all(row["comparability"] for row in rows),
        Reason.UNIT: "unit" in differs,
        Reason.DEFINITION: bool(differs - {"comparability", "unit"}),
    }
    reasons = tuple(reason for reason, is_so in faults.items() if is_so)
    return Compared(indicator_id, tuple(said), reasons, tuple(apart))


def _joined(tables: Iterable[pa.Table]) -> pa.Table:
    return pa.concat_tables(map(unencoded, tables))


def _of(rows: Iterable[Mapping[str, Any]], like: pa.Table) -> pa.Table:
    return pa.Table.from_pylist(list(rows), schema=unencoded(like.slice(0, 0)).schema)


def _union(stores: Sequence[Store], name: str, key: str) -> pa.Table:
    """The rows of all, of those with one key the first."""
    rows: dict[str, dict[str, Any]] = {}
    for store in stores:
        for row in store.tables[name].to_pylist():
            rows.setdefault(row[key], row)
    return _of(rows.values(), stores[0].tables[name])


def _indicators(stores: Sequence[Store], compared: Mapping[str, Compared]) -> pa.Table:
    table = _union(stores, "indicators", "indicator_id")
    rows = [
        row | {"comparability": "" if compared[row["indicator_id"]].reasons else row["comparability"]}
        for row in table.to_pylist()
    ]
    return _of(rows, table)


def _areas(first: Store, siblings: Publishers) -> pa.Table:
    """The area that holds all, and those of the publishers, with the columns of `areas`."""
    like, rows = first.tables["areas"], []
    blank: dict[str, Any] = {one.name: [] if pa.types.is_list(one.type) else "" for one in like.schema}
    blank |= {"order": None, "lon": None, "lat": None}
    listed = siblings.tables["areas"].to_pylist()
    (root,) = (row for row in listed if not row["parent_id"])
    for row in listed:
        if row is root or row["parent_id"] == root["area_id"]:
            kept = {name: row[name] for name in ("area_id", "name", "aliases", "parent_id", "lon", "lat", KEY)}
            rows.append(blank | kept | {"kind": OUTSIDE if row is root else DISTRICT_KIND})
    for place, row in enumerate(rows[1:], 1):
        row["order"] = place
    return _of(rows, like)


def _editions(stores: Sequence[Store]) -> pa.Table:
    """One line for each year: whose papers of that year there are."""
    found: dict[int, list[dict[str, Any]]] = {}
    for store in stores:
        for row in store.tables["editions"].to_pylist():
            found.setdefault(row["edition"], []).append(row)
    rows = [
        own[0] | {"title": "》《".join(row["title"] for row in own[:1]) + (f"等 {len(own)} 份" if len(own) > 1 else "")}
        for _, own in sorted(found.items())
    ]
    return _of(rows, stores[0].tables["editions"])


def _profile(first: Store, siblings: Publishers) -> pa.Table:
    areas = siblings.tables["areas"].to_pylist()
    (root,) = (row for row in areas if not row["parent_id"])
    placed = [(row["lon"], row["lat"]) for row in areas if row["lon"] is not None and row["lat"] is not None]
    lons, lats = [lon for lon, _ in placed] or [0.0], [lat for _, lat in placed] or [0.0]
    entries = {row["name"]: row["value"] for row in first.tables["profile"].to_pylist()} | {
        "title": siblings.title,
        "subject": f"{root['name']}各区质量",
        "district": root["area_id"],
        "centre_lon": str((min(lons) + max(lons)) / 2),
        "centre_lat": str((min(lats) + max(lats)) / 2),
        "extent_lon": str(max(lons) - min(lons) or 1),
        "extent_lat": str(max(lats) - min(lats) or 1),
        "map_note": "各区由其街镇的示意图形拼成，非行政区域界线，不作划界依据。",
    }
    entries.pop(SYNTHETIC, "")
    entries |= {SYNTHETIC: YES} if siblings.is_synthetic else {}
    return _of([{"name": name, "value": value} for name, value in entries.items()], first.tables["profile"])


class Beside:
    """Rows (see `store/rows.py`) of several stores: those about their own areas, one store after the other."""

    def __init__(self, stores: Sequence[Store]) -> None:
        self._stores = stores
        self._having = {store.publisher: frozenset(store.names("indicators")) for store in stores}

    def ready(self) -> None:
        """Each store is opened when it is asked."""

    def __len__(self) -> int:
        return sum(self.tally(["edition"], Selection()).values())

    def current(self, selection: Selection) -> pd.DataFrame:
        """The current rows that a selection keeps."""
        return self._put([store.rows.current(own) for store, own in self._asked(selection)])

    def vintages(self, selection: Selection) -> pd.DataFrame:
        """The rows that a selection keeps."""
        return self._put([store.rows.vintages(own) for store, own in self._asked(selection)])

    def first(self, selection: Selection, most: int) -> pd.DataFrame:
        """The first of the current rows that a selection keeps."""
        return self._put([store.rows.first(own, most) for store, own in self._asked(selection)])[:most]

    def batches(self, selection: Selection, *, is_current: bool = True) -> Iterator[pd.DataFrame]:
        """The rows of `current` or of `vintages`, some after others."""
        for store, own in self._asked(selection):
            yield from store.rows.batches(own, is_current=is_current)

    def count(self, selection: Selection) -> int:
        """How many current rows a selection keeps."""
        return sum(store.rows.count(own) for store, own in self._asked(selection))

    def indicators(self, selection: Selection) -> list[str]:
        """The indicators of the current rows that a selection keeps."""
        asked = self._asked(selection)
        return list(dict.fromkeys(key for store, own in asked for key in store.rows.indicators(own)))

    def distinct(self, columns: Sequence[str], *, is_current: bool = False) -> list[tuple[Any, ...]]:
        """What stands together in some columns of all vintages or of the current rows, each once."""
        asked = self.current if is_current else self.vintages
        rows = asked(Selection())[list(columns)].drop_duplicates()
        return [tuple(None if pd.isna(cell) else cell for cell in row) for row in rows.itertuples(index=False)]

    def tally(
        self, columns: Sequence[str], selection: Selection, *, is_current: bool = False
    ) -> dict[tuple[Any, ...], int]:
        """How many rows have what stands together in some columns."""
        found: Counter[tuple[Any, ...]] = Counter()
        for store, own in self._asked(selection):
            found.update(store.rows.tally(columns, own, is_current=is_current))
        return dict(found)

    def filled(self, selection: Selection, years: Sequence[int]) -> dict[tuple[str, int], int]:
        """Sector and how many of some years a series has in print, to how many series that is so."""
        found: Counter[tuple[str, int]] = Counter()
        for store, own in self._asked(selection):
            found.update(store.rows.filled(own, years))
        return dict(found)

    def lone(self, selection: Selection, editions: Sequence[int]) -> pd.DataFrame:
        """Of each series that just one of some papers of its publisher prints, its first level."""
        return self._put([store.rows.lone(own, editions) for store, own in self._asked(selection)])

    def extremes(self, column: str, selection: Selection) -> tuple[Any, Any]:
        """The least and the greatest value of a column of `current`."""
        ends = [store.rows.extremes(column, own) for store, own in self._asked(selection)]
        filled = [end for end in ends if end[0] is not None]
        return (min(low for low, _ in filled), max(high for _, high in filled)) if filled else (None, None)

    def of(self, indicator_id: str, area_id: str) -> list[dict[str, Any]]:
        """All vintages of an indicator in an area."""
        found = [store.rows.of(indicator_id, area_id) for store in self._stores if store.district == area_id]
        return [row for rows in found for row in rows]

    def built(self) -> pd.DataFrame:
        """All vintages as they were built."""
        frames = [store.rows.built() for store in self._stores]
        pairs = zip(self._stores, frames, strict=True)
        return self._put([rows[rows["area_id"] == store.district] for store, rows in pairs])

    def _asked(self, selection: Selection) -> list[tuple[Store, Selection]]:
        """The stores whose area a selection keeps, with what is asked of each; none that has no indicator chosen."""
        kept = [one for one in self._stores if not selection.towns or one.district in selection.towns]
        if selection.indicators:
            kept = [one for one in kept if not self._having[one.publisher].isdisjoint(selection.indicators)]
        return [(one, replace(selection, publisher="", towns=(one.district,))) for one in kept]

    def _put(self, frames: Sequence[pd.DataFrame]) -> pd.DataFrame:
        filled = [rows for rows in frames if not rows.empty]
        if not filled:
            return frames[0] if frames else self._stores[0].rows.current(Selection(indicators=("",)))
        return pd.concat(filled, ignore_index=True)
