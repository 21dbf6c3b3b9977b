"""The publishers of one version (docs/decisions/0015): each has tables and a store of its own, opened when asked."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cached_property
from threading import Lock
from typing import TYPE_CHECKING

import pyarrow as pa

if TYPE_CHECKING:
    from whitepaper.store.across import Across
    from whitepaper.store.store import Store

ALL = "*"
"""Asked for in place of a publisher: all of them."""
TABLE, KEY, NAME = "publishers", "publisher", "publisher_name"
"""The table of a version that has several, and the columns that say whose a row is, by code and in words."""


class Publishers:
    """The publishers of a version.

    title: of all together; version: of their data; tables: `publishers` and `areas`, the tree of all; names: id to
    name, in their order; versions: id to version of its data; is_synthetic: the numbers of some are made up; opened:
    what reads the tables of one, and may raise DataMissingError.
    """

    def __init__(
        self, title: str, version: str, tables: Mapping[str, pa.Table], opened: Callable[[str, Publishers], Store]
    ) -> None:
        self.title, self.version, self.tables = title, version, tables
        rows = tables[TABLE].to_pylist()
        self.names: dict[str, str] = {row[KEY]: row["name"] for row in rows}
        self.versions: dict[str, str] = {row[KEY]: row["dataset_version"] for row in rows}
        self.first: str = next(row[KEY] for row in rows if row["is_first"])
        self.is_synthetic = any(row["is_synthetic"] for row in rows)
        self._opened, self._held, self._lock = opened, dict[str, "Store"](), Lock()

    def of(self, publisher: str) -> Store:
        """The store of one; of the first where none is named, of all side by side where ALL is.

        Raises KeyError for one that there is not.
        """
        if publisher == ALL:
            return self.across
        key = publisher or self.first
        if key not in self.names:
            raise KeyError(key)
        with self._lock:
            if key not in self._held:
                self._held[key] = self._opened(key, self)
            return self._held[key]

    @cached_property
    def across(self) -> Across:
        """All of them side by side."""
        from whitepaper.store.across import across  # which is made of stores

        return across(self)

    def all(self) -> list[Store]:
        """The stores of all, in their order."""
        return [self.of(key) for key in self.names]
