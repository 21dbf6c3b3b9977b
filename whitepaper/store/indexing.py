"""The index of the search as it is written: what `index` opens."""

from __future__ import annotations

import json
import sqlite3
from array import array
from collections.abc import Iterable
from itertools import pairwise

import numpy as np

from whitepaper.model.selection import Selection
from whitepaper.model.text import letters
from whitepaper.store import lookups
from whitepaper.store.index import INITIALS, KINDS, LAYOUT, SIZE, SOUND, STEPS, TEXT, Entry
from whitepaper.store.spelling import spelling


def written(entries: Iterable[Entry], version: str = "") -> bytes:
    """The index of some entries as a file. version: of the data."""

    def fill(database: sqlite3.Connection) -> None:
        sizes, pieces = tuple(array("I") for _ in range(3)), _Pieces()
        database.executescript(LAYOUT)
        for place, entry in enumerate(entries):
            text, title = letters(f"{entry.title} {entry.words}"), letters(entry.title)
            cells = (text, title, *spelling(title))
            row = (entry.kind, entry.title, entry.detail, _told(entry.target), entry.key)
            database.execute("INSERT INTO entries VALUES (?, ?, ?, ?, ?, ?)", (place, *row))
            database.execute("INSERT INTO letters VALUES (?, ?, ?, ?, ?)", (place, *cells))
            for own, size in zip(sizes, (list(KINDS).index(entry.kind), len(text), len(title)), strict=True):
                own.append(size)
            pieces.add(place, {TEXT: text, SOUND: cells[2], INITIALS: cells[3]})
        database.execute("INSERT INTO about VALUES (?, ?, ?, ?)", (version, *map(_plain, sizes)))
        database.executemany("INSERT INTO pieces VALUES (?, ?, ?)", pieces.rows())

    return lookups.written(fill)


class _Pieces:
    """The places of each piece."""

    def __init__(self) -> None:
        self._places: dict[tuple[int, str], array[int]] = {}

    def add(self, place: int, texts: dict[int, str]) -> None:
        """The pieces of an entry."""
        for field, text in texts.items():
            for piece in {*text, *map("".join, pairwise(text))}:
                self._places.setdefault((field, piece), array("I")).append(place)

    def rows(self) -> Iterable[tuple[int, str, bytes]]:
        """Field, piece, places, in the order of the table."""
        return ((field, piece, packed(places)) for (field, piece), places in sorted(self._places.items()))


def _plain(numbers: array[int]) -> bytes:
    return np.asarray(numbers, SIZE).tobytes()


def packed(numbers: array[int]) -> bytes:
    """Places, ascending, as `index` unpacks them."""
    steps = np.diff(np.asarray(numbers, np.int64), prepend=0)
    width = next(place for place, kind in enumerate(STEPS) if (steps <= np.iinfo(kind).max).all())
    return bytes([width]) + steps.astype(STEPS[width]).tobytes()


def _told(target: Selection) -> str:
    return json.dumps({name: getattr(target, name) for name in target.chosen}, ensure_ascii=False)
