"""What is kept for all readers, and how much of it."""

from __future__ import annotations

import pytest

from components.frame.kept import Kept


def test_what_is_kept_is_made_once() -> None:
    """For one key; another has its own."""
    kept, made = Kept[str](10), list[str]()

    def one(key: str) -> str:
        return kept.of(key, lambda: made.append(key) or f"of {key}")

    assert [one("a"), one("b"), one("a")] == ["of a", "of b", "of a"]
    assert made == ["a", "b"]
    kept.clear()
    one("a")
    assert made == ["a", "b", "a"]


@pytest.mark.parametrize(
    ("weights", "left"),
    [
        pytest.param([4, 4], [4, 4], id="all that there is room for"),
        pytest.param([4, 4, 4], [4, 4], id="the last ones"),
        pytest.param([2, 2, 2, 2, 8], [2, 8], id="one that is long takes the place of several"),
        pytest.param([4, 50], [50], id="one that is longer than all may be is kept"),
        pytest.param([50, 4], [4], id="until another is made"),
    ],
)
def test_no_more_is_kept_than_a_limit(weights: list[int], left: list[int]) -> None:
    """Of what it weighs, not of how many there are."""
    kept = Kept[list[int]](10, len)
    for key, weight in enumerate(weights):
        kept.of(key, lambda weight=weight: [0] * weight)
    found = [kept.of(key, list) for key in range(len(weights) - len(left), len(weights))]
    assert [len(one) for one in found] == left
    assert kept.of(-1, list) == []


def test_what_was_asked_for_last_stays() -> None:
    """Not what was made last."""
    kept = Kept[str](2)
    for key in ("old", "new", "old", "newest"):
        kept.of(key, lambda key=key: key)
    assert kept.of("old", lambda: "made again") == "old"
    assert kept.of("new", lambda: "made again") == "made again"


def test_what_fails_is_not_kept() -> None:
    """The next one who asks has another try."""
    kept = Kept[int](2)
    with pytest.raises(ZeroDivisionError):
        kept.of("one", lambda: 1 // 0)
    assert kept.of("one", lambda: 1) == 1


def test_the_same_made_twice_counts_once() -> None:
    """Two readers may have asked at once."""
    kept = Kept[str](2)
    kept.of("a", lambda: "a")
    assert kept.of("b", lambda: kept.of("b", lambda: "inner") and "outer") == "outer"
    assert kept.of("a", lambda: "made again") == "a"
    assert kept.of("b", lambda: "made again") == "outer"
