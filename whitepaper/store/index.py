"""The index of the search: a file that `indexing` writes when a version is built.

It holds the entries, and of each piece of one or two characters the places of the entries that have it. Most words of
Chinese have two characters, for which the trigrams of SQLite's own search find nothing; and to forgive a slip one must
know how many pieces of a query an entry has.
"""

from __future__ import annotations

import json
import sqlite3
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any, Literal, cast

import numpy as np
import numpy.typing as npt
from rapidfuzz import fuzz, process

from whitepaper.model.selection import Selection
from whitepaper.model.text import letters
from whitepaper.store.frames import Places
from whitepaper.store.lookups import Lookup

Kind = Literal["indicator", "town", "organisation", "honour", "policy", "case"]
KINDS: dict[Kind, str] = {
    "indicator": "指标",
    "town": "街镇",
    "organisation": "组织",
    "honour": "荣誉",
    "policy": "政策",
    "case": "案例",
}
WHOLE, PART, SPELLED = 100.0, 95.0, 90.0
FUZZY_LEAST = 72
SHARED_LEAST = 60  # of the pairs of characters of a whole phrase, whose order may differ
FUZZY_SHORTEST = 3
LIKE = 0.9
"""What likeness counts beside the same."""
LENGTH_PENALTY = 0.05
COMMON_LEAST = FUZZY_LEAST / (200 - FUZZY_LEAST)
"""Share of the shorter of two texts that both have, in order, where they are alike by FUZZY_LEAST."""
CELLS = ("kind", "title", "detail", "target", "key")
SIZE = np.dtype("<u4")
STEPS = tuple(map(np.dtype, ("<u1", "<u2", "<u4")))
"""How the steps from place to place are written: as the first that holds them."""
TEXT, SOUND, INITIALS = 0, 1, 2
"""What a piece is of: all the letters of an entry, the pinyin of its title, the initials of it."""
LAYOUT = """
CREATE TABLE about (version TEXT, kinds BLOB, texts BLOB, titles BLOB);
CREATE TABLE entries (place INTEGER PRIMARY KEY, kind TEXT, title TEXT, detail TEXT, target TEXT, key TEXT);
CREATE TABLE letters (place INTEGER PRIMARY KEY, text TEXT, title TEXT, sound TEXT, initials TEXT);
CREATE TABLE pieces (field INTEGER, piece TEXT, places BLOB, PRIMARY KEY (field, piece)) WITHOUT ROWID;
"""
Scores = npt.NDArray[np.float64]


@dataclass(frozen=True)
class Entry:
    """One thing that can be found, and the view that shows it.

    title: what it is; detail: the number or the award itself with its source; target: where it leads; words: what else
    it is found by, of which the index keeps the letters alone; key: of the observation whose number the detail shows,
    empty for none.
    """

    kind: Kind
    title: str
    detail: str
    target: Selection
    words: str
    key: str = ""


class Index(Lookup):
    """All entries, in the order in which they were written; what alike is found stands in that order."""

    def __init__(self, database: sqlite3.Connection) -> None:
        super().__init__(database)
        (sizes,) = self._rows("SELECT kinds, texts, titles FROM about")
        self._kinds, self._texts, self._titles = (np.frombuffer(size, SIZE).astype(np.int64) for size in sizes)

    @property
    def entries(self) -> tuple[Entry, ...]:
        """All of them."""
        return tuple(map(_entry, self._rows(f"SELECT {', '.join(CELLS)} FROM entries ORDER BY place")))

    @property
    def letters(self) -> list[tuple[str, str, str, str]]:
        """Of each entry the letters of all its words and of its title, its pinyin and its initials."""
        return self._rows("SELECT text, title, sound, initials FROM letters ORDER BY place")

    def find(self, query: str, most: int = 12) -> dict[Kind, list[Entry]]:
        """The best entries of each kind, best first, at most `most` each; empty for an empty query."""
        wanted = letters(query)
        if not wanted:
            return {}
        scores = np.zeros(len(self._kinds))
        self._score_parts(scores, query, wanted)
        if wanted.isascii() and wanted.isalpha() and len(wanted) > 1:
            self._score_spelling(scores, wanted)
        self._score_likeness(scores, wanted, self._open(scores, most))
        found: dict[Kind, list[Entry]] = {}
        for number, kind in enumerate(KINDS):
            places = np.flatnonzero((self._kinds == number) & (scores > 0))
            best = places[np.argsort(-scores[places], kind="stable")][:most]
            if len(best):
                found[kind] = self._taken(best)
        return found

    def _score_parts(self, scores: Scores, query: str, wanted: str) -> None:
        """The title is the query, or all its words stand somewhere."""
        parts = list(dict.fromkeys(letters(word) for word in query.split()))
        places = self._having(TEXT, *parts)
        rows = self._letters(places, "text", "title")
        own = PART - self._surplus(places, len(wanted)) + [2.0 if wanted in title else 0.0 for _, title in rows]
        is_whole = np.array([title == wanted for _, title in rows], bool)
        is_found = np.array([all(part in text for part in parts) for text, _ in rows], bool)
        scores[places] = np.where(is_whole, WHOLE, np.where(is_found, own, 0.0))

    def _score_spelling(self, scores: Scores, wanted: str) -> None:
        """Latin letters are pinyin of the title, or its initials."""
        places = np.union1d(self._having(SOUND, wanted), self._having(INITIALS, wanted))
        rows = self._letters(places, "sound", "initials")
        begins = [sound.startswith(wanted) or initials.startswith(wanted) for sound, initials in rows]
        is_found = np.array([wanted in sound or wanted in initials for sound, initials in rows], bool)
        own = SPELLED + np.where(begins, 2.0, 0.0) - self._surplus(places, 0)
        scores[places] = np.maximum(scores[places], np.where(is_found, own, 0.0))

    def _score_likeness(self, scores: Scores, wanted: str, is_open: npt.NDArray[np.bool_]) -> None:
        """Most of the query stands somewhere, or nearly the same does. is_open: of which entries it matters."""
        pairs = {*map("".join, pairwise(wanted))}
        best = self._counts(dict.fromkeys(pairs, 1)) / max(len(pairs), 1) * 100
        best[best < SHARED_LEAST] = 0.0
        if len(wanted) >= FUZZY_SHORTEST and not wanted.isascii():
            least = np.ceil(COMMON_LEAST * np.minimum(self._texts, len(wanted)))
            places = np.flatnonzero(is_open & (self._counts(Counter(wanted)) >= least))
            texts = [text for (text,) in self._letters(places, "text")]
            if texts:
                near = process.cdist([wanted], texts, scorer=fuzz.partial_ratio, score_cutoff=FUZZY_LEAST)[0]
                best[places] = np.maximum(best[places], near)
        places = np.flatnonzero(is_open & (best > 0))
        own = best[places] * LIKE - self._surplus(places, len(wanted))
        scores[places] = np.maximum(scores[places], own)

    def _open(self, scores: Scores, most: int) -> npt.NDArray[np.bool_]:
        """Whether an entry may still be among the best of its kind by likeness, which gives at most LIKE of 100."""
        sure = np.bincount(self._kinds[scores > LIKE * 100], minlength=len(KINDS))
        is_open: npt.NDArray[np.bool_] = (sure < most)[self._kinds] & (scores == 0)
        return is_open

    def _surplus(self, places: Places, length: int) -> Scores:
        """What a title that is longer than the query loses."""
        found: Scores = LENGTH_PENALTY * np.maximum(0, self._titles[places].astype(np.int64) - length)
        return found

    def _counts(self, pieces: Mapping[str, int]) -> Places:
        """How many of some pieces each entry has, each counted so many times."""
        found = np.zeros(len(self._kinds), np.int64)
        for piece, times in pieces.items():
            found[self._places(TEXT, piece)] += times
        return found

    def _having(self, field: int, *parts: str) -> Places:
        """The entries that may have all parts in a text: they have all pieces of them."""
        pieces = {piece for part in parts for piece in (map("".join, pairwise(part)) if len(part) > 1 else part)}
        lists = sorted((self._places(field, piece) for piece in pieces), key=len)
        found = lists[0] if lists else np.arange(len(self._kinds))
        for places in lists[1:]:
            found = np.intersect1d(found, places, assume_unique=True)
        return found

    def _places(self, field: int, piece: str) -> Places:
        rows = self._rows("SELECT places FROM pieces WHERE field = ? AND piece = ?", field, piece)
        return _unpacked(rows[0][0]) if rows else np.empty(0, np.int64)

    def _letters(self, places: Places, *columns: str) -> list[tuple[str, ...]]:
        """Columns of `letters` at some places, ascending."""
        return self._at(places, "letters", *columns)

    def _taken(self, places: Places) -> list[Entry]:
        rows = self._at(np.sort(places), "entries", *CELLS)
        order = {int(place): row for place, row in zip(np.sort(places), rows, strict=True)}
        return [_entry(order[int(place)]) for place in places]

    def _at(self, places: Places, table: str, *columns: str) -> list[tuple[str, ...]]:
        some = "place IN (SELECT value FROM json_each(?))"
        asked = f"SELECT {', '.join(columns)} FROM {table} WHERE {some} ORDER BY place"
        return self._rows(asked, json.dumps(places.tolist()))


def _unpacked(blob: bytes) -> Places:
    return np.cumsum(np.frombuffer(blob, STEPS[blob[0]], offset=1), dtype=np.int64)


def _entry(cells: Sequence[str]) -> Entry:
    kind, title, detail, target, key = cells
    chosen: dict[str, Any] = json.loads(target)
    chosen |= {name: tuple(value) for name, value in chosen.items() if isinstance(value, list)}
    return Entry(cast("Kind", kind), title, detail, Selection(**chosen), "", key)
