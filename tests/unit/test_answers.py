"""Answers of an engine that are kept."""

import pyarrow as pa

from whitepaper.store.engines.answers import Answers

ONE = pa.table({"number": pa.array([1, 2, 3], pa.int64())})


def test_the_answers_asked_for_last_are_kept() -> None:
    """As many as there is room for; the others are asked again."""
    kept = Answers(most=3 * ONE.nbytes, largest=ONE.nbytes)
    for about in ("a", "b", "c"):
        kept.keep(about, ONE)
    assert kept.get("a") is ONE
    kept.keep("d", ONE)
    assert kept.get("b") is None
    assert [kept.get(about) for about in ("a", "c", "d")] == [ONE] * 3
    assert kept.size == 3 * ONE.nbytes


def test_an_answer_that_is_too_large_is_not_kept_and_one_given_twice_counts_once() -> None:
    """So that all rows never stay in memory."""
    kept = Answers(most=3 * ONE.nbytes, largest=ONE.nbytes - 1)
    kept.keep("a", ONE)
    assert kept.get("a") is None
    small = ONE.slice(0, 1)
    kept.keep("b", small)
    kept.keep("b", small)
    assert kept.size == small.nbytes
