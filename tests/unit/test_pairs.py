"""Two years as lines of text."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.made_up import number, rows_of
from whitepaper.telling import panels
from whitepaper.telling.pairs import pairs

PLACE = {"source": "表9", "page": 5, "department": "某局"}


def panel(*cells: tuple[str, int, float], shape: panels.Shape = "paired", unit: str = "家") -> panels.Panel:
    """Category, year and value of each number."""
    rows = rows_of([number(value, str(year), category, unit=unit, **PLACE) for category, year, value in cells])
    base = panels.Base("比上年", "", {}, {str(rows["key"].iat[-1]): "↑ 5%"})
    return panels.Panel("x", "", shape, rows, "", is_ranked=True, remarks=(), bases=(base,))


def test_the_largest_first_with_the_earlier_number_and_its_change() -> None:
    """The unit stands once; a series that has no later number has no line."""
    found = pairs(panel(("丙", 2023, 7), ("乙", 2024, 3), ("甲", 2023, 8), ("甲", 2024, 9)))
    assert found is not None
    assert found.years == (2023, 2024)
    told = [(one.name, one.before, one.now, one.change) for one in found.lines]
    assert told == [("甲", "8", "9 家", "↑ 5%"), ("乙", "", "3 家", "")]


def test_the_total_of_rates_stands_first() -> None:
    """As in the drawing; a sum is none of its parts."""
    cells = (("", 2023, 80), ("", 2024, 90), ("甲", 2023, 70), ("甲", 2024, 60), ("乙", 2023, 1), ("乙", 2024, 99))
    rates, sums = (pairs(panel(*cells, unit=unit)) for unit in ("%", "家"))
    assert rates is not None
    assert sums is not None
    assert [(one.name, one.before, one.now) for one in rates.lines][:2] == [("合计", "80%", "90%"), ("乙", "1%", "99%")]
    assert [one.name for one in sums.lines] == ["乙", "甲"]


def test_a_part_has_the_years_of_the_whole() -> None:
    """What is folded of a long list may have numbers of the later year alone."""
    whole = panel(("甲", 2023, 8), ("甲", 2024, 9), ("乙", 2024, 3))
    found = pairs(replace(whole, rows=whole.rows[whole.rows["category"] == "乙"], whole=whole.rows))
    assert found is not None
    assert found.years == (2023, 2024)
    assert [(one.name, one.before, one.now) for one in found.lines] == [("乙", "", "3 家")]


@pytest.mark.parametrize("shape", ["trend", "ranking", "board"])
def test_other_panels_have_none(shape: panels.Shape) -> None:
    """Their drawings have room on a phone."""
    assert pairs(panel(("甲", 2024, 9), ("乙", 2024, 3), shape=shape)) is None
