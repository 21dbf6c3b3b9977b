"""Changes on the year before: printed or computed, and their words."""

from typing import Any

import pytest

from whitepaper.printed.changes import (
    Change,
    Direction,
    Origin,
    change,
    computed_change,
    course,
    printed_change,
    printed_of,
)


def series(*rows: tuple) -> list[dict[str, Any]]:
    """Rows of one series: year, measure, value, unit, status, qualifier, yoy_basis."""
    columns = ["year", "measure", "value", "unit", "status", "qualifier", "yoy_basis"]
    return [_described(dict(zip(columns, row, strict=True))) for row in rows]


def _described(row: dict[str, Any]) -> dict[str, Any]:
    printed = f"{row['qualifier']}{row['value']}"
    plotted = {"plotted": row["value"], "plotted_unit": row["unit"]}
    silent = {"doubt": "", "own_before": None, "break_from": None, "span": ""}
    return row | plotted | {"printed": printed, "is_count": row["unit"] in COUNTED} | silent


COUNTED = ("家", "个")
CHANGES = [
    ("rate in points", [(2023, "level", 91.98, "%"), (2024, "level", 95.6, "%")], "上升 3.62 个百分点", False),
    ("amount in percent", [(2023, "level", 200.0, "家"), (2024, "level", 150.0, "家")], "下降 25%", False),
    (
        "printed wins",
        [(2023, "level", 30.0, "微克"), (2024, "level", 29.0, "微克"), (2024, "yoy_pct", -3.3, "%")],
        "下降 3.3%",
        True,
    ),
    ("no change", [(2024, "level", 5.0, "家"), (2024, "yoy_pct", 0.0, "%")], "持平", True),
    ("own unit", [(2024, "yoy_pp", 1.4, "dB(A)")], "上升 1.4 dB(A)", True),
    ("what is counted", [(2024, "yoy_pp", -3.0, "家")], "减少 3.0 家", True),
    ("levels of noise", [(2023, "level", 56.4, "dB(A)"), (2024, "level", 57.8, "dB(A)")], "上升 1.4 dB(A)", False),
    ("few things", [(2023, "level", 11.0, "个"), (2024, "level", 16.0, "个")], "增加 5 个", False),
    ("many that were few", [(2023, "level", 12.0, "家"), (2024, "level", 48.0, "家")], "增加 36 家", False),
    ("few that were none", [(2023, "level", 0.0, "家"), (2024, "level", 3.0, "家")], "增加 3 家", False),
    ("few still", [(2023, "level", 9.0, "家"), (2024, "level", 9.0, "家")], "持平", False),
    ("little of what is measured", [(2023, "level", 20.0, "公里"), (2024, "level", 25.0, "公里")], "增长 25%", False),
    (
        "few, as printed",
        [(2023, "level", 11.0, "个"), (2024, "level", 16.0, "个"), (2024, "yoy_pct", 45.5, "%")],
        "增长 45.5%",
        True,
    ),
    ("too little to print", [(2023, "level", 9999.0, "家"), (2024, "level", 10000.0, "家")], "增长不足 0.05%", False),
]


@pytest.mark.parametrize(("name", "rows", "text", "is_printed"), CHANGES, ids=[case[0] for case in CHANGES])
def test_changes_are_named_in_the_right_words(name, rows, text, is_printed) -> None:
    """Rates change in percentage points, amounts in percent, and a printed change is preferred."""
    found = change(series(*[(*row, "reported", "", "") for row in rows]), 2024)
    assert found is not None
    assert (found.text, found.is_printed) == (text, is_printed)


SHORT = {"": "", "（可比价）": "可比", "（计算）": "计算"}

PRINTED = {"value": 3.0, "unit": "%", "yoy_basis": "", "qualifier": "", "printed": "3", "doubt": ""}
SAID = [
    ("as printed", {}, "增长 3%", "", ""),
    ("with its decimals", {"printed": "3.00%"}, "增长 3.00%", "", ""),
    ("with its word", {"value": -3.1, "printed": "下降3.10%"}, "下降 3.10%", "", ""),
    ("a fall with a sign", {"value": -3.1, "printed": "-3.10"}, "下降 3.10%", "", ""),
    ("a fall with an arrow", {"value": -0.6, "unit": "个百分点", "printed": "↓0.6"}, "下降 0.6 个百分点", "", ""),
    ("a fall of what is counted", {"value": -3.0, "unit": "家", "printed": "-3"}, "减少 3 家", "", ""),
    ("about", {"value": 4.0, "qualifier": "约", "printed": "约4%"}, "增长约 4%", "", ""),
    ("over", {"value": 10.0, "qualifier": "超", "printed": "超10%"}, "增长超 10%", "", ""),
    ("and more, falling", {"value": -10.0, "qualifier": "以上", "printed": "下降10%以上"}, "下降 10%以上", "", ""),
    ("a range", {"value": 5.0, "qualifier": "区间上限", "printed": "0-5%"}, "增长 0-5%", "", ""),
    ("at comparable prices", {"yoy_basis": "comparable"}, "增长 3%", "（可比价）", ""),
    ("nominal", {"yoy_basis": "nominal"}, "增长 3%", "", ""),
    ("in doubt", {"doubt": "表4印 3%。"}, "增长 3%", "", "（存疑）"),
]  # fmt: skip


@pytest.mark.parametrize(("name", "cells", "words", "basis", "doubt"), SAID, ids=[case[0] for case in SAID])
def test_a_printed_change_is_said_as_printed(
    name: str, cells: dict[str, object], words: str, basis: str, doubt: str
) -> None:
    """Its decimals and qualifier in the words; basis and doubt, which are no part of them, beside them."""
    found = printed_change(PRINTED | cells)
    assert (found.words, found.text, found.marked) == (words, words + basis, words + basis)
    assert (found.mark, found.doubt) == (basis, doubt)
    assert found.short_mark == SHORT[basis]
    assert found.origin is Origin.PRINTED
    assert found.is_firm == (not cells.get("qualifier"))


def test_comparable_growth_says_so() -> None:
    """A growth at comparable prices is never shown as if it were nominal."""
    found = change(series((2024, "yoy_pct", 4.2, "%", "reported", "", "comparable")), 2024)
    assert found is not None
    assert found.text == "增长 4.2%（可比价）"


def test_a_printed_change_keeps_its_qualifier() -> None:
    """About five percent is not five percent."""
    found = change(series((2024, "yoy_pct", 5.0, "%", "reported", "约", "")), 2024)
    assert found is not None
    assert found.text == "增长约 5.0%"
    assert not found.is_firm


@pytest.mark.parametrize(
    "rows",
    [
        [(2024, "level", 5.0, "家", "reported", "", "")],
        [(2022, "level", 4.0, "家", "reported", "", ""), (2024, "level", 5.0, "家", "reported", "", "")],
        [(2023, "level", 4.0, "家", "derived", "", ""), (2024, "level", 5.0, "家", "reported", "", "")],
        [(2023, "level", 4.0, "家", "reported", "约", ""), (2024, "level", 5.0, "家", "reported", "", "")],
        [(2023, "level", 4.0, "万元", "reported", "", ""), (2024, "level", 5.0, "亿元", "reported", "", "")],
        [(2023, "level", 0.0, "亿元", "reported", "", ""), (2024, "level", 5.0, "亿元", "reported", "", "")],
        [(2023, "level", 4.0, "家", "reported", "", "")],
        [(2024, "level", 4.0, "家", "reported", "", ""), (2025, "level", 5.0, "家", "reported", "", "")],
        [(None, "level", 4.0, "家", "reported", "", ""), (2024, "level", 5.0, "家", "reported", "", "")],
        [(2024, "yoy_pct", float("nan"), "%", "missing", "", "")],
        [(2023, "yoy_pct", 3.0, "%", "reported", "", "")],
    ],
)
def test_no_change_is_made_up(rows) -> None:
    """A gap, a derived, qualified or undated level, another unit, a zero base, another year's change give none."""
    assert change(series(*rows), 2024) is None


def test_what_is_printed_and_what_follows_can_be_asked_for_apart() -> None:
    """Where both are there, neither hides the other."""
    rows = series(
        (2023, "level", 200.0, "家", "reported", "", ""),
        (2024, "level", 210.0, "家", "reported", "", ""),
        (2024, "yoy_pct", 5.5, "%", "reported", "", ""),
    )
    computed = computed_change(rows, 2024)
    assert computed is not None
    assert (computed.marked, computed.origin, computed.is_firm) == ("增长 5%（计算）", Origin.COMPUTED, True)
    assert [row["value"] for row in printed_of(rows, 2024)] == [5.5]
    assert printed_of(rows, 2023) == []


ZEROS = [
    ("printed 0", Change(0.0, "%", Origin.PRINTED, printed="0"), "持平", "", Direction.LEVEL),
    ("printed as level", Change(0.0, "%", Origin.PRINTED, printed="持平"), "持平", "", Direction.LEVEL),
    ("printed 0.0 points", Change(0.0, "个百分点", Origin.PRINTED, printed="0.0"), "持平", "", Direction.LEVEL),
    ("computed 0", Change(0.0, "%", Origin.COMPUTED), "持平", "（计算）", Direction.LEVEL),
    ("rounds to 0 from above", Change(0.0, "%", Origin.COMPUTED, tendency=1), "增长不足 0.05%", "（计算）",
     Direction.RISE),
    ("rounds to 0 from below", Change(0.0, "%", Origin.COMPUTED, tendency=-1), "下降不足 0.05%", "（计算）",
     Direction.FALL),
    ("negative 0 rounds from below", Change(-0.0, "%", Origin.COMPUTED, tendency=-1), "下降不足 0.05%", "（计算）",
     Direction.FALL),
]  # fmt: skip


@pytest.mark.parametrize(("name", "zero", "words", "mark", "direction"), ZEROS, ids=[case[0] for case in ZEROS])
def test_a_change_of_nothing_is_level_unless_it_only_rounds_to_it(
    name: str, zero: Change, words: str, mark: str, direction: Direction
) -> None:
    """The tendency of a computed one keeps its direction; a printed 0 has none."""
    assert (zero.words, zero.marked, zero.direction) == (words, words + mark, direction)
    assert zero.short_mark == SHORT[mark]
    assert zero.size == words.removeprefix(zero.verb).strip()
    assert zero.judgement(1) == 0


LEVELS = [
    ("the same number", 350.0, 350.0, "家", 0.0, 0, Direction.LEVEL),
    ("the same rate", 97.8, 97.8, "%", 0.0, 0, Direction.LEVEL),
    ("a little more", 9999.0, 10000.0, "家", 0.0, 1, Direction.RISE),
    ("a little less", 10000.0, 9999.0, "家", 0.0, -1, Direction.FALL),
    ("rounded to one decimal", 30.0, 40.0, "家", 33.3, 1, Direction.RISE),
    ("a fall", 40.0, 30.0, "家", -25.0, -1, Direction.FALL),
    ("few things more", 29.0, 40.0, "家", 11.0, 0, Direction.RISE),
    ("few things left", 40.0, 29.0, "家", -11.0, 0, Direction.FALL),
    ("points without binary dust", 97.8, 98.4, "%", 0.6, 0, Direction.RISE),
    ("points from nothing", 0.0, 1.5, "%", 1.5, 0, Direction.RISE),
]


@pytest.mark.parametrize(
    ("name", "before", "now", "unit", "amount", "tendency", "direction"), LEVELS, ids=[case[0] for case in LEVELS]
)
def test_two_levels_give_an_amount_a_tendency_and_a_direction(
    name: str, before: float, now: float, unit: str, amount: float, tendency: int, direction: Direction
) -> None:
    """Percent to one decimal, points exactly."""
    rows = [(year, "level", value, unit, "reported", "", "") for year, value in ((2023, before), (2024, now))]
    found = computed_change(series(*rows), 2024)
    assert found is not None
    assert (found.amount, found.tendency, found.direction) == (amount, tendency, direction)
    assert (found.origin, found.is_printed) == (Origin.COMPUTED, False)


@pytest.mark.parametrize(
    ("amount", "polarity", "judgement"), [(1, 1, 1), (-1, 1, -1), (1, -1, -1), (-1, -1, 1), (1, 0, 0), (0, 1, 0)]
)
def test_better_and_worse_need_a_polarity(amount, polarity, judgement) -> None:
    """Without a known polarity nothing is judged."""
    assert Change(amount, "%", Origin.PRINTED).judgement(polarity) == judgement


def test_half_a_year_is_no_more_than_the_year_before() -> None:
    """Nor is a whole year hidden by a part of it."""
    rows = series(
        (2023, "level", 200.0, "家", "reported", "", ""),
        (2024, "level", 210.0, "家", "reported", "", ""),
        (2024, "level", 90.0, "家", "reported", "", ""),
    )
    rows[2]["span"] = "（上半年）"
    found = computed_change(rows, 2024)
    assert found is not None
    assert found.words == "增长 5%"
    assert computed_change([rows[0], rows[2]], 2024) is None


YEARS = [(year, "level", float(year - 2000), "家", "reported", "", "") for year in (2021, 2022, 2023, 2024)]


@pytest.mark.parametrize(
    ("changed", "found"),
    [
        ({}, [21, 22, 23, 24]),
        ({0: {"qualifier": "超"}}, [22, 23, 24]),
        ({0: {"plotted_unit": "户"}}, [22, 23, 24]),
        ({0: {"break_from": 2021}}, [22, 23, 24]),
        ({1: {"status": "derived"}}, []),
        ({3: {"qualifier": "约"}}, []),
    ],
    ids=["whole", "qualified", "another unit", "another definition", "gap", "last one inexact"],
)
def test_a_course_is_of_three_exact_years_in_a_row(changed: dict[int, dict[str, object]], found: list[float]) -> None:
    """What lies before a gap or a break does not count; two years are none."""
    rows = [row | changed.get(place, {}) for place, row in enumerate(series(*YEARS))]
    assert course(rows, 2024) == found
    assert course(rows, 2022) == []
