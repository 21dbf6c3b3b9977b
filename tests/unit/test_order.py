"""Which of several numbers of one series stands for it."""

import itertools
from typing import Any

import pytest

from whitepaper.store.order import ORDER, standing, time_order


def level(value: float | None, year: int | None, *, status: str = "reported", span: str = "", name: str = "") -> Any:
    """A level of the white paper of 2024 as a described row."""
    row = {"value": value, "status": status, "span": span, "year": year, "edition": 2024, "measure": "level"}
    return row | {ORDER: time_order(row, 2024 if year is None else year), "name": name}


GAP = level(None, 2024, status="missing", name="gap")
DERIVED = level(5.0, 2024, status="derived", name="derived")
AHEAD = level(6.0, 2027, name="forecast")
BEFORE = level(1.0, 2023, name="before")
UNSTATED = level(2.0, None, name="unstated")
PART = level(3.0, 2024, span="（前三季度）", name="part")
WHOLE = level(4.0, 2024, name="whole")
WEAKEST_FIRST = (GAP, DERIVED, AHEAD, BEFORE, UNSTATED, PART, WHOLE)


@pytest.mark.parametrize(("weaker", "stronger"), list(itertools.combinations(WEAKEST_FIRST, 2)))
def test_one_of_two_stands_whatever_order_they_come_in(weaker: Any, stronger: Any) -> None:
    """Printed, of its own time, stated, of the whole year."""
    for pair in ([weaker, stronger], [stronger, weaker]):
        assert standing(pair) is stronger


def test_of_two_that_stand_alike_the_later_one_stands() -> None:
    """As the later line of the paper corrects the one before."""
    later = level(9.0, 2024)
    assert standing([WHOLE, later]) is later
    assert standing([]) is None
