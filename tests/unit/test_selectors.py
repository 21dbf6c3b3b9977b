"""The language of operands, and what is reported when a cell does not follow it."""

from itertools import zip_longest
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.unit.conftest import DECLARATIONS, TABLES, write_table
from whitepaper.checks import selectors
from whitepaper.checks.selectors import DEFAULTS, LISTS, Selector, faults, read_name, read_terms
from whitepaper.model.errors import Problem, SourceError, UnreadableSelectorError
from whitepaper.model.schema import load_tables
from whitepaper.publishing.source import load_source

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


CHECKS, AGAIN, ACCEPTED = "checks.csv", "2024/restatements.csv", "2024/accepted_findings.csv"
ROWS = {
    CHECKS: ["economy.total", "合计", "总值", "economy.gdp", "economy.gdp", "economy.gdp", "", "same", "result"],
    AGAIN: TABLES[AGAIN][0],
    ACCEPTED: ["economy.total", "110.0 亿元", "", "", "已印发", "2026-01-31"],
}
HEADINGS = {file: load_tables(DECLARATIONS / "forms.csv")[Path(file).stem].names for file in ROWS}


def problems(source: Path, file: str, **cells: str) -> list[Problem]:
    """What load_source says of one form whose second row, and only that, has these cells."""
    row = [cells.get(heading, cell) for heading, cell in zip_longest(HEADINGS[file], ROWS[file], fillvalue="")]
    first = list(ROWS[file])
    if file == AGAIN:
        first[5] = "2"
    else:
        first[0] = "economy.first"
    write_table(source, file, [first, row])
    with pytest.raises(SourceError) as caught:
        load_source(source)
    return list(caught.value.problems)


CELLS = [
    (CHECKS, "result", "economy.gpd", "economy.gpd"),
    (CHECKS, "operands", "economy.gdp + economy.none{category=*}", "economy.none"),
    (CHECKS, "operands", "economy.one + economy.two", "economy.one、economy.two"),
    (CHECKS, "base", "economy.none", "economy.none"),
    (CHECKS, "result", "总值", "总值"),
    (CHECKS, "operands", "economy.gdp{colour=red}", "economy.gdp{colour=red}"),
    (CHECKS, "base", "economy.gdp{area", "economy.gdp{area"),
    (CHECKS, "check_id", "Total", "Total"),
    (CHECKS, "kind", "总和", "总和"),
    (CHECKS, "tolerance", "一点", "一点"),
    (CHECKS, "scope", "", ""),
    (CHECKS, "scope", "other", "other"),
    (CHECKS, "doubts", "", ""),
    (CHECKS, "doubts", "base", "base"),
    (CHECKS, "damage", "no", "no"),
    (AGAIN, "indicator_id", "economy.gpd", "economy.gpd"),
    (AGAIN, "area_id", "310112999", "310112999"),
    (AGAIN, "measure", "growth", "growth"),
    (AGAIN, "order", "一", "一"),
    (AGAIN, "printed", "许多", "许多"),
    (AGAIN, "printed", "", ""),
    (AGAIN, "unit", "亿", "亿"),
    (AGAIN, "scope", "other", "other"),
    (ACCEPTED, "check_id", "", ""),
    (ACCEPTED, "printed", "", ""),
    (ACCEPTED, "doubts", "base", "base"),
    (ACCEPTED, "reason", "", ""),
    (ACCEPTED, "date", "2026-13-31", "2026-13-31"),
]


@pytest.mark.parametrize(("file", "column", "cell", "value"), CELLS, ids=[f"{c[0]} {c[1]} {c[2]}" for c in CELLS])
def test_a_bad_cell_is_reported_with_its_place(source: Path, file: str, column: str, cell: str, value: str) -> None:
    """File, row as a spreadsheet counts it, column and what stands there."""
    found = problems(source, file, **{column: cell})
    at_place = [p for p in found if (p.file, p.row, p.column) == (file, 3, column)]
    assert all(any(name in f"{p.value} {p.expected}" for p in at_place) for name in value.split("、"))
    assert at_place
    assert {(p.file, p.row) for p in found} == {(file, 3)}
    assert f"{file} 第 3 行 “{column}”列" in str(found[0])


@pytest.mark.parametrize("column", ["result", "operands"])
def test_an_unquoted_name_is_reported_with_its_place(source: Path, column: str) -> None:
    """The cells of a check of names are quoted."""
    cells = {"kind": "名称", "result": "“甲公司”", "operands": "“甲”", "base": ""} | {column: "甲公司"}
    (problem,) = problems(source, CHECKS, **cells)
    assert (problem.row, problem.column, problem.value) == (3, column, "甲公司")


UNCHECKED = [
    ("unknown column of a list", "operands", {"kind": "计数", "operands": "honours{colour=red}"}),
    ("unknown column to tell apart", "operands", {"kind": "计数", "operands": "honours{distinct=colour}"}),
    ("a number counted", "operands", {"kind": "计数", "operands": "economy.gdp"}),
    ("a list added up", "operands", {"kind": "合计", "operands": "honours{source=表33}"}),
    ("a list as result", "result", {"kind": "合计", "result": "honours{source=表33}"}),
    ("a rate without base", "base", {"kind": "比率", "base": ""}),
]


@pytest.mark.parametrize(("name", "column", "cells"), UNCHECKED, ids=[case[0] for case in UNCHECKED])
def test_a_cell_that_no_check_can_run_is_reported_with_its_place(
    source: Path, name: str, column: str, cells: dict[str, str]
) -> None:
    """What the build cannot use is a problem of the source, with its place, and never a traceback."""
    found = problems(source, CHECKS, **cells)
    assert (3, column) in [(p.row, p.column) for p in found]


@pytest.mark.parametrize("file", [CHECKS, AGAIN, ACCEPTED])
def test_a_row_keyed_twice_is_reported(source: Path, file: str) -> None:
    """The same check, the same place of a number or the same acceptance stands once."""
    write_table(source, file, [ROWS[file], ROWS[file]])
    with pytest.raises(SourceError) as caught:
        load_source(source)
    (problem,) = caught.value.problems
    assert (problem.file, problem.row) == (file, 3)
    assert "第 2 行" in problem.expected
