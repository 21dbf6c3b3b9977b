"""A reader's own collection: link, file, order."""

import base64
import tracemalloc
import zlib
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from whitepaper.stories import pins, stories
from whitepaper.stories.pins import Pin, UnreadablePinsError

TEXT = st.text(max_size=20)
PINS = st.builds(
    Pin,
    kind=st.sampled_from([pins.CHART, *stories.STORIES]),
    query=st.dictionaries(TEXT, TEXT, max_size=3),
    title=TEXT,
    dataset_version=TEXT,
    numbers=st.dictionaries(TEXT, TEXT, max_size=3),
)


def bare(own: list[Pin]) -> list[Pin]:
    """Pins without their numbers, each once."""
    found = [replace(one, numbers={}) for one in own]
    return [one for place, one in enumerate(found) if one not in found[:place]]


@given(st.lists(PINS, max_size=5, unique_by=repr))
def test_a_collection_survives_link_and_file(own: list[Pin]) -> None:
    """Whatever the titles hold; a link, which is to be short, leaves the numbers behind."""
    assert pins.from_text(pins.to_text(own)) == own
    assert pins.from_link(pins.to_word(own)) == own
    assert pins.from_link(pins.to_link(own)) == bare(own)


@pytest.mark.parametrize("word", ["", "x", "eJyrVkrLL8pNLFGyMtRRKsjMA5OxtQBc", "～", "AAAA"])
def test_a_broken_link_says_so(word: str) -> None:
    """One message, and nothing half taken over."""
    with pytest.raises(UnreadablePinsError, match=r"链接|文件"):
        pins.from_link(word)


@given(st.lists(PINS, min_size=1, max_size=3, unique_by=repr))
def test_a_link_that_was_cut_says_so_and_one_with_words_stuck_to_it_is_read(own: list[Pin]) -> None:
    """Wherever it was cut."""
    word = pins.to_link(own)
    assert pins.from_link(f"{word}。请看") == bare(own)
    for length in range(1, len(word)):
        with pytest.raises(UnreadablePinsError):
            pins.from_link(word[:length])


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"format": 3, "pins": []}', '{"format": 2, "pins": [{}]}', "null"])
def test_a_foreign_file_says_so(text: str) -> None:
    """Another program's file, or one of a later format."""
    with pytest.raises(UnreadablePinsError):
        pins.from_text(text)


@pytest.mark.parametrize(("place", "by", "order"), [(0, 1, "bac"), (2, -1, "acb"), (0, -1, "abc"), (2, 1, "abc")])
def test_pins_move_within_their_collection(place: int, by: int, order: str) -> None:
    """One step at a time; the ends hold."""
    own = [Pin(pins.CHART, {}, name, "", {}) for name in "abc"]
    assert "".join(one.title for one in pins.moved(own, place, by)) == order


def packed(text: str) -> str:
    """A text as a link holds it."""
    return base64.urlsafe_b64encode(zlib.compress(text.encode(), 9)).decode()


def test_a_link_is_not_unpacked_beyond_what_a_collection_may_have() -> None:
    """A few bytes that unfold to fifty million."""
    word = packed('{"format": 2, "pins": [' + " " * 50_000_000)
    tracemalloc.start()
    with pytest.raises(UnreadablePinsError, match="超过"):
        pins.from_link(word)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 8 * pins.LARGEST


@pytest.mark.parametrize("text", ["[" * 200_000, '{"format":2,"pins":' + "[" * 200_000, '{"a":' * 100_000])
def test_a_deep_file_says_so(text: str) -> None:
    """Nested deeper than any program follows."""
    with pytest.raises(UnreadablePinsError):
        pins.from_text(text)


def test_what_stands_twice_counts_once() -> None:
    """And no more than a collection may have."""
    one = Pin(pins.CHART, {"indicator": "a"}, "", "", {})
    assert pins.from_text(pins.to_text([one] * 59)) == [one]
    many = [Pin(pins.CHART, {"indicator": str(number)}, "", "", {}) for number in range(99)]
    assert pins.from_text(pins.to_text(many)) == many[: pins.MOST_PINS]
