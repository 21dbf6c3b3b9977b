"""The index of the search as a file: it finds what looking at every entry finds."""

import gc
import sqlite3
from array import array
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rapidfuzz import fuzz

from whitepaper.model.dataset import INDEX
from whitepaper.model.errors import DataMissingError
from whitepaper.model.selection import Selection
from whitepaper.model.text import letters
from whitepaper.store import index, indexing, lookups
from whitepaper.store.index import KINDS, Entry, Index, Kind
from whitepaper.store.indexing import written
from whitepaper.store.spelling import spelling

FEW = "质量食品检合抽浦江"
WORDS = st.text(FEW + "a 2·", max_size=9)
ENTRIES = st.lists(
    st.builds(
        Entry, st.sampled_from(["indicator", "town"]), WORDS, st.text(max_size=3), st.just(Selection()), WORDS
    ),
    max_size=12,
)  # fmt: skip
QUERIES = WORDS | st.sampled_from(["shipin", "zhi", "zl", "s", "pujiang", "spjc", "a2", "质 量"])


def scored(entries: list[Entry], query: str) -> Iterator[tuple[float, Entry]]:
    """Every entry with its score, as the search is meant."""
    wanted, words = letters(query), [letters(word) for word in query.split()]
    pairs = {wanted[at : at + 2] for at in range(len(wanted) - 1)}
    is_spelled = wanted.isascii() and wanted.isalpha() and len(wanted) > 1
    for entry in entries:
        text, title = letters(f"{entry.title} {entry.words}"), letters(entry.title)
        surplus, sounds = 0.05 * max(0, len(title) - len(wanted)), spelling(title)
        if title == wanted:
            score = 100.0
        elif all(word in text for word in words):
            score = 95 - surplus + (2 if wanted in title else 0)
        else:
            is_fuzzy = len(wanted) >= 3 and not wanted.isascii()
            near = fuzz.partial_ratio(wanted, text, score_cutoff=72) if is_fuzzy else 0.0
            shared = sum(pair in text for pair in pairs) / len(pairs) * 100 if pairs else 0.0
            score = max(near, shared if shared >= 60 else 0.0) * 0.9 - surplus
        if is_spelled and any(wanted in one for one in sounds):
            begins = any(one.startswith(wanted) for one in sounds)
            score = max(score, 90 + 2 * begins - 0.05 * len(title))
        yield max(score, 0.0), entry


@given(ENTRIES, QUERIES, st.sampled_from([1, 2, 30]))
def test_what_is_found_is_what_looking_at_every_entry_finds(entries: list[Entry], query: str, most: int) -> None:
    """The same entries of each kind, best first; alike ones in the order in which they were written."""
    expected: dict[Kind, list[tuple[str, str]]] = {}
    for kind in KINDS:
        rated = [(score, one) for score, one in scored(entries, query) if score and one.kind == kind]
        best = sorted(rated, key=lambda each: -round(each[0], 4))[:most]
        if letters(query) and best:
            expected[kind] = [(one.title, one.detail) for _, one in best]
    found = Index.held(written(entries)).find(query, most)
    assert {kind: [(one.title, one.detail) for one in own] for kind, own in found.items()} == expected


@given(st.lists(st.integers(0, 200_000), min_size=1, unique=True).map(sorted))
def test_places_are_packed_and_unpacked(places: list[int]) -> None:
    """However far apart."""
    assert index._unpacked(indexing.packed(array("I", places))).tolist() == places


ONE = Entry(
    "town", "浦江镇", "生物医药", Selection(towns=("310112114",), years=(2024,), sector="product"), "浦江", "key"
)


def test_the_same_entries_are_the_same_bytes_and_read_back(tmp_path: Path) -> None:
    """All of an entry but the words, of which the letters stay; whichever SQLite wrote it."""
    data = written([ONE], "v1")
    assert data == written([ONE], "v1")
    assert data[lookups.WRITER] == bytes(4)
    (tmp_path / INDEX).write_bytes(data)
    opened = Index.opened(tmp_path / INDEX, "v1")
    assert opened.entries == (Entry("town", ONE.title, ONE.detail, ONE.target, "", ONE.key),)
    assert opened.letters == [("浦江镇浦江", "浦江镇", "pujiangzhen", "pjz")]


@pytest.mark.parametrize("data", [None, b"", b"SQLite format 3\0" + bytes(200), written([ONE], "v2")])
def test_a_file_that_is_no_index_of_these_data_is_refused(data: bytes | None, tmp_path: Path) -> None:
    """With its name and what to do."""
    if data is not None:
        (tmp_path / INDEX).write_bytes(data)
    with pytest.raises(DataMissingError, match=rf"{INDEX}.*build"):
        Index.opened(tmp_path / INDEX, "v1")


def test_a_file_is_held_open_no_longer_than_somebody_asks_it() -> None:
    """A version that is taken away can be deleted, on Windows too."""
    database = sqlite3.connect(":memory:", check_same_thread=False)
    database.deserialize(written([]))
    asked = Index(database)
    assert asked.entries == ()
    del asked
    gc.collect()
    with pytest.raises(sqlite3.ProgrammingError, match="closed"):
        database.execute("SELECT 1")
