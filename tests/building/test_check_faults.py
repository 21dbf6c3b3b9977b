"""What is wrong in a row of the checks, of a number printed again or of an acceptance is said with its place."""

from itertools import zip_longest
from pathlib import Path

import pytest

from tests.small_source import DECLARATIONS, TABLES, write_table
from whitepaper.model.errors import Problem, SourceError
from whitepaper.model.schema import load_tables
from whitepaper.publishing.source import load_source

OBSERVATION = "food.pass_rate{area=310112101;category=流通;period={Y};measure=yoy_pct}"
LIST = "honours{source=表41;distinct=organisation}"
QUOTED = "“甲公司”"

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
