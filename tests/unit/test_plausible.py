"""What cannot well be in one small paper: it is asked about, in words that say why, and never called wrong."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.papers import TOWN, accepted, number, only, paper
from whitepaper.checks.judgement import HOLDS, TO_CONFIRM
from whitepaper.checks.plausible import RANGE
from whitepaper.checks.run import run_checks

COUNTS = st.integers(min_value=1, max_value=10**6)
RATE, DECIMALS, LARGER = "比率不在 0 至 100% 之间", "按个数计的数带小数", "分项大于合计"
AHEAD, LONG_AGO, BACKWARDS = "期间晚于 2024 年度", "期间早于 1990 年", "期间先后颠倒"


def reasons(*rows: dict[str, object]) -> list[str]:
    """What is asked about the numbers of a paper: the last sentence of each question."""
    found = run_checks(paper(list(rows)), "2024")
    assert set(found["kind"]) <= {RANGE}
    assert set(found["verdict"]) <= {TO_CONFIRM}
    return [text.split("。")[-2].removesuffix("，请核实") for text in found["explanation"]]


RATES = [
    ("in between", "95.6 %", {}, []),
    ("nothing", "0 %", {}, []),
    ("all", "100.0 %", {}, []),
    ("over all", "100.1 %", {}, [RATE]),
    ("ten times", "956 %", {}, [RATE]),
    ("below nothing", "-0.1 %", {}, [RATE]),
    ("a target", "101 %", {"measure": "target"}, [RATE]),
    ("of a town", "110 %", {"area_id": TOWN}, [RATE]),
    ("a change in percent", "-12.5 %", {"measure": "yoy_pct"}, []),
    ("a large change in percent", "677 %", {"measure": "yoy_pct"}, []),
    ("a change in points", "↓101 个百分点", {"measure": "yoy_pp"}, []),
    ("in another unit", "120 件", {}, []),
    ("over all, qualified", "超100 %", {}, []),
    ("without a value", None, {}, []),
]


@pytest.mark.parametrize(("name", "printed", "columns", "expected"), RATES, ids=[case[0] for case in RATES])
def test_a_rate_is_between_nothing_and_all(
    name: str, printed: str | None, columns: dict[str, str], expected: list[str]
) -> None:
    """A change may be anything."""
    assert reasons(number("rate", printed, **columns)) == expected


def test_a_percentage_of_nothing_named_may_be_over_a_hundred() -> None:
    """Growth over years is one: only an indicator with a denominator is a part."""
    assert not reasons(number("checked", "187.5 %"))


DECIMAL_COUNTS = [
    ("whole", "12 家", {}, []),
    ("with decimals", "12.5 家", {}, [DECIMALS]),
    ("with a zero", "12.0 家", {}, []),
    ("in 万", "1.25 万家", {}, []),
    ("measured", "12.5 元", {}, []),
    ("measured in 亿", "12.5 亿元", {}, []),
    ("percent", "12.5 %", {}, []),
    ("without a unit", "12.5 ", {}, []),
    ("half in words", "超半数 家", {}, []),
    ("a fifth in words", "五分之一 家", {}, []),
    ("a change", "增加12.5 家", {"measure": "yoy_pp"}, []),
]


@pytest.mark.parametrize(
    ("name", "printed", "columns", "expected"), DECIMAL_COUNTS, ids=[case[0] for case in DECIMAL_COUNTS]
)
def test_a_count_has_no_decimals(name: str, printed: str, columns: dict[str, str], expected: list[str]) -> None:
    """Unless it is a part in words."""
    assert reasons(number("checked", printed, **columns)) == expected


PARTS = [
    ("less", "100 家", "30 家", {}, []),
    ("all of it", "100 家", "100 家", {}, []),
    ("more", "100 家", "101 家", {}, [LARGER]),
    ("more in 万", "100 家", "0.02 万家", {}, [LARGER]),
    ("within rounding", "1.2 亿元", "12400 万元", {}, []),
    ("beyond rounding", "1.2 亿元", "12600 万元", {}, [LARGER]),
    ("of about", "约100 家", "150 家", {}, []),
    ("of over", "超100 家", "150 家", {}, []),
    ("of a rate", "90 %", "95 %", {}, []),
    ("of a change", "3 %", "9 %", {"measure": "yoy_pct"}, []),
    ("of a target", "100 家", "101 家", {"measure": "target"}, []),
    ("in another unit", "100 家", "300 人", {}, []),
    ("of a whole without a value", None, "300 家", {}, []),
]


@pytest.mark.parametrize(("name", "whole", "part", "columns", "expected"), PARTS, ids=[case[0] for case in PARTS])
def test_a_part_is_no_larger_than_its_whole(
    name: str, whole: str | None, part: str, columns: dict[str, str], expected: list[str]
) -> None:
    """Where both are levels that can be converted, and digits and qualifiers leave no doubt."""
    assert reasons(number("checked", whole, **columns), number("checked", part, category="甲", **columns)) == expected


@pytest.mark.parametrize(
    "columns", [{"area_id": TOWN}, {"period": "2023"}, {"measure": "target"}, {"indicator_id": "part"}], ids=str
)
def test_the_whole_of_a_part_is_of_the_same_place_year_and_kind(columns: dict[str, str]) -> None:
    """A town may have more than the district had a year ago."""
    assert not reasons(number("checked", "100 家") | columns, number("checked", "101 家", category="甲"))


def test_a_part_that_is_larger_is_shown_beside_its_whole() -> None:
    """Both numbers take part, none is in doubt."""
    found = run_checks(paper([number("checked", "100 家"), number("checked", "101 家", category="甲")]), "2024")
    row = only(found, "range:checked;310112;甲;2024;level;2024")
    assert (row["printed"], row["recomputed"], row["doubted"]) == ("101 家", "100 家（合计）", "")
    assert row["explanation"] == "表1印 101 家。分项大于合计，请核实。"
    assert len(row["observations"].split("|")) == 2


PERIODS = [
    ("its year", "2024", {}, []),
    ("none", "", {}, []),
    ("years up to its own", "2021-2024", {}, []),
    ("a quarter", "2024Q1", {}, []),
    ("quarters", "2024Q1-Q3", {}, []),
    ("long ago", "1990", {}, []),
    ("the next year", "2025", {}, [AHEAD]),
    ("years into the next", "2024-2025", {}, [AHEAD]),
    ("a quarter of the next", "2025Q1", {}, [AHEAD]),
    ("a digit exchanged", "2042", {}, [AHEAD]),
    ("a plan", "2027", {"measure": "target"}, []),
    ("expected", "2025", {"qualifier": "预计"}, []),
    ("too long ago", "1989", {}, [LONG_AGO]),
    ("a digit lost", "1204", {}, [LONG_AGO]),
    ("backwards", "2024-2021", {}, [BACKWARDS]),
    ("quarters backwards", "2024Q3-Q1", {}, [BACKWARDS]),
    ("backwards into the next", "2025-2021", {}, [f"{AHEAD}；{BACKWARDS}"]),
]


@pytest.mark.parametrize(("name", "period", "columns", "expected"), PERIODS, ids=[case[0] for case in PERIODS])
def test_a_period_is_one_that_the_paper_can_speak_of(
    name: str, period: str, columns: dict[str, str], expected: list[str]
) -> None:
    """Plans and what is expected may be ahead."""
    assert reasons(number("checked", "5 家", period=period, **columns)) == expected


def test_a_number_with_several_oddities_is_asked_about_once() -> None:
    """One finding has one id; its words name all of them."""
    odd = number("rate", "104 %", period="2025-1989")
    assert reasons(odd) == [f"{RATE}；{AHEAD}；{LONG_AGO}；{BACKWARDS}"]


def test_a_range_that_was_found_sound_holds() -> None:
    """With what a person found of it."""
    answer = accepted("range:rate;310112;;2024;level;2024", "187.5%", note="三年的增长，可以超过一倍。")
    row = only(run_checks(paper([number("rate", "187.5 %")], judged=[answer]), "2024"), "range:")
    assert (row["verdict"], row["explanation"]) == (HOLDS, "三年的增长，可以超过一倍。")


@given(st.integers(min_value=0, max_value=10**4), st.integers(min_value=1990, max_value=2024))
def test_a_rate_in_between_of_a_year_up_to_its_own_is_never_asked_about(hundredths: int, year: int) -> None:
    """Whatever it is."""
    assert not reasons(number("rate", f"{hundredths / 100:.2f} %", period=str(year)))


@given(st.lists(st.integers(min_value=0, max_value=10**6), min_size=1, max_size=5), COUNTS)
def test_parts_are_asked_about_exactly_where_they_are_more_than_their_sum(parts: list[int], more: int) -> None:
    """None of what adds up is; what is more than all of it is, alone."""
    whole = number("checked", f"{sum(parts)} 家")
    rows = [number("checked", f"{part} 家", category=f"类{place}") for place, part in enumerate(parts)]
    assert not reasons(whole, *rows)
    too_many = number("checked", f"{sum(parts) + more} 家", category="另一类")
    assert reasons(whole, *rows, too_many) == [LARGER]
