"""The words of questions: which readers' words mean what, found in a text. They are data, not code."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache
from sys import intern

from whitepaper.model.text import letters
from whitepaper.store.store import Store

INTENT, YEAR, YEARS, PERIOD, DIRECTION = "intent", "year", "years", "period", "direction"
COVERING = frozenset({INTENT, PERIOD, YEARS, DIRECTION})
YIELDING = {INTENT: COVERING, YEAR: COVERING, "extreme": frozenset({"plain"}), "joining": frozenset({INTENT})}
"""Kinds to those within whose longer words theirs are none: 上年 of 不如上年, 第一 of 第一次, 和 of 和上年比."""
MOST_NAMES = 2_000  # whose grams are held, more than one district has: 3 MB


@dataclass(frozen=True)
class Mark:
    """A word found in a text: where, and what it means."""

    start: int
    end: int
    kind: str
    code: str

    def covers(self, other: Mark) -> bool:
        """Whether the other lies within it and is shorter."""
        return self.start <= other.start and other.end <= self.end and self.size > other.size

    @property
    def size(self) -> int:
        """How many characters it has."""
        return self.end - self.start


@dataclass(frozen=True)
class Words:
    """Every word of `question_words`, folded: word, kind, code; the longest first."""

    entries: tuple[tuple[str, str, str], ...]

    @classmethod
    def of(cls, store: Store) -> Words:
        """The words of a data set."""
        rows = store.tables["question_words"].to_pylist()
        found = {(letters(word), row["kind"], row["code"]) for row in rows for word in row["words"] if letters(word)}
        return cls(tuple(sorted(found, key=lambda entry: (-len(entry[0]), entry))))

    def of_kind(self, kind: str) -> list[tuple[str, str]]:
        """Word and code of one kind, the longest first."""
        return self._by_kind.get(kind, [])

    @cached_property
    def _by_kind(self) -> dict[str, list[tuple[str, str]]]:
        found: dict[str, list[tuple[str, str]]] = {}
        for word, kind, code in self.entries:
            found.setdefault(kind, []).append((word, code))
        return found

    def find(self, text: str) -> list[Mark]:
        """The words in a folded text; of one kind the longest counts, and a year within a longer intent is none."""
        taken: dict[str, set[int]] = {}
        marks: list[Mark] = []
        for word, kind, code in self.entries:
            if word not in text:
                continue
            for start in occurrences(word, text):
                place = set(range(start, start + len(word)))
                if place & taken.setdefault(kind, set()):
                    continue
                taken[kind] |= place
                marks.append(Mark(start, start + len(word), kind, code))
        kinds = frozenset().union(*YIELDING.values())
        longer = [mark for mark in marks if mark.kind in kinds]
        return [
            mark for mark in marks
            if not any(one.kind in YIELDING.get(mark.kind, ()) and one.covers(mark) for one in longer)
        ]  # fmt: skip


def occurrences(word: str, text: str) -> Iterator[int]:
    """Where a word begins in a text."""
    start = text.find(word) if word else -1
    while start >= 0:
        yield start
        start = text.find(word, start + 1)


def grams(pieces: Iterable[str]) -> frozenset[str]:
    """The pairs and triples of neighbouring characters of some texts."""
    found = (text[at : at + size] for text in pieces for size in (2, 3) for at in range(len(text) - size + 1))
    return frozenset(map(intern, found))  # names are made of the same ones


@lru_cache(maxsize=MOST_NAMES)
def known_grams(*names: str) -> frozenset[str]:
    """The grams of some names, which are asked for again and again."""
    return grams(names)


def longest_run(name: str, text: str) -> str:
    """The longest part of a name that a text has; of equals the first."""
    sizes = range(len(name), 0, -1)
    parts = (name[start : start + size] for size in sizes for start in range(len(name) - size + 1))
    return next((part for part in parts if part in text), "")
