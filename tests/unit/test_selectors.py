"""The language of operands, and what a cell that does not follow it is told."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from whitepaper.checks import selectors
from whitepaper.checks.selectors import DEFAULTS, LISTS, Selector, faults, read_name, read_terms
from whitepaper.model.errors import UnreadableSelectorError

OBSERVATION = "food.pass_rate{area=310112101;category=流通;period={Y};measure=yoy_pct}"
LIST = "honours{source=表41;distinct=organisation}"
QUOTED = "“甲公司”"


def written(terms: list[Selector]) -> str:
    """Terms as a cell, with nothing left out."""
    text = ""
    for term in terms:
        conditions = ";".join(f"{column}={'|'.join(values)}" for column, values in term.conditions)
        text += (" + " if term.sign > 0 else " - ") + term.name + ("{" + conditions + "}" if conditions else "")
    return text.removeprefix(" + ")


def conditions(**given: str) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """The conditions of an observation: the defaults of 2024, and what is given instead."""
    columns = {"area": "{D}", "category": "", "period": "2024", "measure": "level"} | given
    return tuple((column, tuple(values.split("|"))) for column, values in columns.items())


@pytest.mark.parametrize("example", [OBSERVATION, LIST, QUOTED])
def test_the_examples_are_those_of_the_module(example: str) -> None:
    """What is documented is what is tested here."""
    assert f"`{example}`" in " ".join((selectors.__doc__ or "").split())


@pytest.mark.parametrize(("text", "filled"), [(OBSERVATION, OBSERVATION.replace("{Y}", "2024")), (LIST, LIST)])
def test_the_examples_are_read_and_written_back(text: str, filled: str) -> None:
    """Only the year is filled in."""
    assert written(read_terms(text, 2024)) == filled


def test_the_example_of_a_name_is_read() -> None:
    """Without its quotation marks."""
    assert read_name(QUOTED) == "甲公司"


TERMS = [
    ("economy.gdp", [(1, "economy.gdp", conditions())]),
    ("economy.gdp{}", [(1, "economy.gdp", conditions())]),
    ("economy.gdp{period={Y-1}}", [(1, "economy.gdp", conditions(period="2023"))]),
    ("economy.gdp{period={Y-1}-{Y}}", [(1, "economy.gdp", conditions(period="2023-2024"))]),
    ("economy.gdp{period=}", [(1, "economy.gdp", conditions(period=""))]),
    ("economy.gdp{category=*}", [(1, "economy.gdp", conditions(category="*"))]),
    ("economy.gdp{area=towns}", [(1, "economy.gdp", conditions(area="towns"))]),
    ("economy.gdp{area=place:zizhu}", [(1, "economy.gdp", conditions(area="place:zizhu"))]),
    ("economy.gdp{category=甲|乙}", [(1, "economy.gdp", conditions(category="甲|乙"))]),
    ("economy.gdp{measure=yoy_pp}", [(1, "economy.gdp", conditions(measure="yoy_pp"))]),
    (
        "a.x + b.y{category=甲} - c.z",
        [(1, "a.x", conditions()), (1, "b.y", conditions(category="甲")), (-1, "c.z", conditions())],
    ),
    ("areas{kind=街道|镇}", [(1, "areas", (("kind", ("街道", "镇")),))]),
    ("honours{year={Y-1}}", [(1, "honours", (("year", ("2023",)),))]),
    ("cases - policies", [(1, "cases", ()), (-1, "policies", ())]),
]


@pytest.mark.parametrize(("text", "expected"), TERMS, ids=[case[0] for case in TERMS])
def test_terms_have_a_sign_a_name_and_conditions(text: str, expected: list[tuple]) -> None:
    """What an observation leaves out is the district, no category, the paper's year, the level; a list has no more."""
    assert read_terms(text, 2024) == [Selector(*term) for term in expected]


def test_lists_are_told_from_observations() -> None:
    """Five names are lists; everything else is an indicator."""
    assert [read_terms(name, 2024)[0].is_list for name in (*LISTS, "economy.gdp")] == [True] * len(LISTS) + [False]


def test_the_next_paper_is_read_by_the_same_cell() -> None:
    """The year is that of the paper at hand."""
    assert read_terms("economy.gdp{period={Y-1}}", 2025) == read_terms("economy.gdp{period=2024}", 2025)


NAMES = st.from_regex(r"[a-z][a-z0-9_]{0,8}(\.[a-z0-9_]{1,8}){1,2}", fullmatch=True)
VALUES = st.lists(st.text("甲乙（）0123456789+-=：、", max_size=6), min_size=1, max_size=3).map(tuple)
CONDITIONS = st.tuples(*(st.tuples(st.just(column), VALUES) for column in DEFAULTS))


@given(st.lists(st.builds(Selector, st.sampled_from([1, -1]), NAMES, CONDITIONS), min_size=1, max_size=4))
def test_what_is_written_is_read_again(terms: list[Selector]) -> None:
    """Any terms, whatever stands in their categories; the first is never taken away."""
    terms = [Selector(1, terms[0].name, terms[0].conditions), *terms[1:]]
    assert read_terms(written(terms), 2024) == terms


UNREADABLE = [
    ("nothing", "", ""),
    ("a capital", "Economy.gdp", "Economy.gdp"),
    ("a Chinese name", "economy.gdp + 总值", "总值"),
    ("no spaces around the sign", "economy.gdp+economy.rate", "economy.gdp+economy.rate"),
    ("another operator", "economy.gdp * economy.rate", "economy.gdp * economy.rate"),
    ("a leading sign", "- economy.gdp", "- economy.gdp"),
    ("a trailing sign", "economy.gdp +", "economy.gdp +"),
    ("an open bracket", "economy.gdp{area=310112", "economy.gdp{area=310112"),
    ("text after the bracket", "economy.gdp{area=310112}x", "economy.gdp{area=310112}x"),
    ("no value", "economy.gdp - economy.rate{area}", "economy.rate{area}"),
    ("a column twice", "economy.gdp{area=1;area=2}", "economy.gdp{area=1;area=2}"),
    ("an unknown column", "economy.gdp{colour=red} + economy.rate", "economy.gdp{colour=red}"),
    ("distinct of an indicator", "economy.gdp{distinct=area}", "economy.gdp{distinct=area}"),
    ("a list without value", "honours{source}", "honours{source}"),
    ("next year", "economy.gdp{period={Y+1}}", "economy.gdp{period={Y+1}}"),
    ("ten years ago", "economy.gdp{period={Y-10}}", "economy.gdp{period={Y-10}}"),
]


@pytest.mark.parametrize(("name", "text", "term"), UNREADABLE, ids=[case[0] for case in UNREADABLE])
def test_an_unreadable_term_is_named(name: str, text: str, term: str) -> None:
    """The error is the term that cannot be read, not the whole cell."""
    with pytest.raises(UnreadableSelectorError) as caught:
        read_terms(text, 2024)
    assert str(caught.value) == term


@pytest.mark.parametrize("text", ["甲公司", "“甲公司", "甲公司”", '"甲公司"', "“”"])
def test_a_name_without_its_quotation_marks_is_refused(text: str) -> None:
    """So that a printed name is never taken for a selector."""
    with pytest.raises(UnreadableSelectorError) as caught:
        read_name(text)
    assert str(caught.value) == text


NO_NAME = "indicators.csv 中已有的指标编号（没有 {}）"
FAULTS = [
    ("合计", "operands", "economy.gdp - economy.rate", []),
    (
        "合计",
        "operands",
        "economy.gdp + economy.none + other.x",
        [NO_NAME.format("economy.none"), NO_NAME.format("other.x")],
    ),
    ("合计", "operands", "honours{source=表41}", [NO_NAME.format("honours")]),
    ("计数", "operands", "honours{source=表41;distinct=source}", []),
    ("计数", "operands", "honours{colour=red}", ["honours 的列（没有 colour）"]),
    ("计数", "operands", "honours{distinct=colour}", ["honours 的列（没有 colour）"]),
    ("计数", "result", "honours{source=表41}", [NO_NAME.format("honours")]),
    ("名称", "result", "“甲公司”", []),
    ("表文", "base", "", []),
    ("比率", "base", "", ["分母、整体或上年数"]),
    ("比率", "operands", "", []),
    ("计数", "operands", "economy.gdp", ["名录：honours、policies、cases、areas、organisations"]),
    ("计数", "operands", "honours{a=1;source=表41;b=2}", ["honours 的列（没有 a、b）"]),
    (
        "计数",
        "operands",
        "honours{a=1} + economy.gdp",
        ["honours 的列（没有 a）", "名录：honours、policies、cases、areas、organisations"],
    ),
]


@pytest.mark.parametrize(("kind", "column", "text", "expected"), FAULTS)
def test_a_cell_says_what_should_stand_in_it(kind: str, column: str, text: str, expected: list[str]) -> None:
    """Numbers are indicators, counted things are lists with columns that exist, and ratios have a base."""
    lists = {name: {"source"} for name in LISTS}
    assert faults(kind, column, text, {"economy.gdp", "economy.rate"}, lists) == expected
