"""Answers of an engine that are kept."""

import pyarrow as pa

from whitepaper.store.engines.answers import COLUMN, Answers, size

ONE = pa.table({"number": pa.array([1, 2, 3], pa.int64())})


def test_the_answers_asked_for_last_are_kept() -> None:
    """As many as there is room for; the others are asked again."""
    kept = Answers(most=3 * size(ONE), largest=size(ONE))
    for about in ("a", "b", "c"):
        kept.keep(about, ONE)
    assert kept.get("a") is ONE
    kept.keep("d", ONE)
    assert kept.get("b") is None
    assert [kept.get(about) for about in ("a", "c", "d")] == [ONE] * 3
    assert kept.size == 3 * size(ONE)


def test_an_answer_that_is_too_large_is_not_kept_and_one_given_twice_counts_once() -> None:
    """So that all rows never stay in memory."""
    kept = Answers(most=3 * size(ONE), largest=size(ONE) - 1)
    kept.keep("a", ONE)
    assert kept.get("a") is None
    small = ONE.slice(0, 1)
    kept.keep("b", small)
    kept.keep("b", small)
    assert kept.size == size(small)


def test_an_answer_takes_more_than_its_cells() -> None:
    """What each of its columns takes, which is most of it where the rows are few."""
    wide = pa.table({f"c{place}": ["text"] for place in range(60)})
    assert size(wide) - wide.nbytes == 60 * COLUMN > wide.nbytes
