"""The index of the search: one SQLite file, written when a version is built and opened when it is read.

It holds the entries, and of each piece of one or two characters the places of the entries that have it. Most words of
Chinese have two characters, for which the trigrams of SQLite's own search find nothing; and to forgive a slip one must
know how many pieces of a query an entry has.
"""

from __future__ import annotations

import json
import sqlite3
from array import array
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from threading import Lock
from typing import Any, Literal, cast
from weakref import finalize

import numpy as np
import numpy.typing as npt
from rapidfuzz import fuzz, process

from whitepaper.model.errors import DataMissingError
from whitepaper.model.selection import Selection
from whitepaper.model.text import letters
from whitepaper.store.frames import Places
from whitepaper.store.spelling import spelling

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
REBUILD = "请运行 python -m whitepaper build 重新生成"
WRITER = slice(96, 100)
"""The bytes of the file that say which SQLite wrote it: left at zero, so that the same entries are the same bytes."""
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


def written(entries: Iterable[Entry], version: str = "") -> bytes:
    """The index of some entries as a file. version: of the data."""
    database, sizes, pieces = sqlite3.connect(":memory:"), tuple(array("I") for _ in range(3)), _Pieces()
    with closing(database), database:
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
        database.commit()
        found = bytearray(database.serialize())
    found[WRITER] = bytes(4)
    return bytes(found)


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
        return ((field, piece, _packed(places)) for (field, piece), places in sorted(self._places.items()))


class Index:
    """All entries, in the order in which they were written; what alike is found stands in that order."""

    def __init__(self, database: sqlite3.Connection) -> None:
        self._database, self._lock = database, Lock()
        finalize(self, database.close)  # with the last who asks
        ((self.version, *sizes),) = self._rows("SELECT version, kinds, texts, titles FROM about")
        self._kinds, self._texts, self._titles = (np.frombuffer(size, SIZE).astype(np.int64) for size in sizes)

    @classmethod
    def opened(cls, path: Path, version: str) -> Index:
        """That of a file, which is read where it is asked. Raises DataMissingError where it is none of these data."""
        try:
            found = cls(sqlite3.connect(f"{path.absolute().as_uri()}?immutable=1", uri=True, check_same_thread=False))
        except (sqlite3.Error, ValueError) as error:
            raise DataMissingError(f"{path} 不能读取（{error}）。{REBUILD}") from error
        if found.version != version:
            raise DataMissingError(f"{path} 是数据版本 {found.version} 的，不是 {version} 的。{REBUILD}")
        return found

    @classmethod
    def of(cls, entries: Iterable[Entry]) -> Index:
        """That of some entries, in memory."""
        database = sqlite3.connect(":memory:", check_same_thread=False)
        database.deserialize(written(entries))
        return cls(database)

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

    def _rows(self, asked: str, *values: object) -> list[tuple[Any, ...]]:
        with self._lock:
            return self._database.execute(asked, values).fetchall()


def _plain(numbers: array[int]) -> bytes:
    return np.asarray(numbers, SIZE).tobytes()


def _packed(numbers: array[int]) -> bytes:
    steps = np.diff(np.asarray(numbers, np.int64), prepend=0)
    width = next(place for place, kind in enumerate(STEPS) if (steps <= np.iinfo(kind).max).all())
    return bytes([width]) + steps.astype(STEPS[width]).tobytes()


def _unpacked(blob: bytes) -> Places:
    return np.cumsum(np.frombuffer(blob, STEPS[blob[0]], offset=1), dtype=np.int64)


def _told(target: Selection) -> str:
    return json.dumps({name: getattr(target, name) for name in target.chosen}, ensure_ascii=False)


def _entry(cells: Sequence[str]) -> Entry:
    kind, title, detail, target, key = cells
    chosen: dict[str, Any] = json.loads(target)
    chosen |= {name: tuple(value) for name, value in chosen.items() if isinstance(value, list)}
    return Entry(cast("Kind", kind), title, detail, Selection(**chosen), "", key)
