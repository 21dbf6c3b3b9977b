"""The command for the people who write the paper: what it prints, and whether it fails."""

import csv
import io
import json
from pathlib import Path

import pytest

from tests.small_source import TABLES, write_table
from whitepaper.__main__ import main
from whitepaper.checks.judgement import CONTRADICTION
from whitepaper.model.dataset import Dataset
from whitepaper.model.schema import load_tables
from whitepaper.publishing.build import build
from whitepaper.publishing.proofreading import COLUMNS, NEW, check_source

OBSERVATIONS = "2024/observations/table-01.csv"
TOTAL = ["economy.gdp.total", "合计", "总值合计", "economy.gdp", "economy.gdp{category=*}", "", "", "same", "result"]
ACCEPTED = ["economy.gdp.total", "110.0 亿元", "", "", "已印发", "2026-01-31"]
SCOPE, DAMAGE = 7, 9


def changed(row: list[str], column: int, cell: str) -> list[str]:
    """A row with one cell replaced."""
    filled = [*row, *[""] * (column + 1 - len(row))]
    return [*filled[:column], cell, *filled[column + 1 :]]


def write_draft(
    source: Path, checks: list[list[str]], *, total: str = "110.0", accepted: list[list[str]] | None = None
) -> None:
    """A draft whose parts, 60.0 and 40.0, add up to 100.0."""
    rows = [list(cells) for cells in TABLES[OBSERVATIONS]]
    rows[0][5] = total
    parts = [("甲", "60.0"), ("乙", "40.0")]
    rows += [["economy.gdp", "310112", name, "2024", "level", part, "亿元", "", ""] for name, part in parts]
    write_table(source, OBSERVATIONS, rows)
    write_table(source, "2024/sources.csv", [changed(TABLES["2024/sources.csv"][0], 6, str(len(rows)))])
    write_table(source, "2024/restatements.csv", [])
    write_table(source, "2024/accepted_findings.csv", accepted or [])
    write_table(source, "checks.csv", checks)


def check(source: Path, capsys: pytest.CaptureFixture[str], *options: str) -> tuple[int, str, str]:
    """Exit status, output and errors of the command."""
    status = main(["check", str(source), *options])
    return status, *capsys.readouterr()


def contents(folder: Path) -> dict[Path, bytes]:
    """Every file under a folder."""
    return {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_nothing_found_is_all_well(source: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A number printed again holds; growth whose last year is not printed could not be checked."""
    assert check(source, capsys) == (0, "2024 年度白皮书：2 项核对，1 项成立；未能核对 1。\n\n没有新的矛盾。\n", "")


def test_a_new_contradiction_fails(source: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """It is marked, counted, and says what is printed, what follows and which check found it."""
    write_draft(source, [TOTAL])
    status, text, errors = check(source, capsys)
    assert (status, errors) == (1, "")
    assert text.splitlines() == [
        "2024 年度白皮书：1 项核对，0 项成立；矛盾 1。",
        "",
        "矛盾（1）",
        "  【新】合计　总值合计：表1印 110.0 亿元，按 60.0 亿元 + 40.0 亿元 = 100.0 亿元。 [economy.gdp.total]",
        "",
        NEW.format(1),
    ]


def test_an_accepted_contradiction_does_not_fail(source: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """It is still listed, without the mark."""
    write_draft(source, [TOTAL], accepted=[ACCEPTED])
    status, text, _ = check(source, capsys)
    assert status == 0
    assert "矛盾（1）\n  合计　总值合计：表1印 110.0 亿元" in text
    assert text.endswith("没有新的矛盾。\n")


def test_an_accepted_contradiction_printed_otherwise_is_new(source: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """What was accepted is the number as printed then."""
    write_draft(source, [TOTAL], total="111.0", accepted=[ACCEPTED])
    status, text, _ = check(source, capsys)
    assert status == 1
    assert "【新】合计　总值合计：表1印 111.0 亿元" in text


def test_a_contradiction_that_was_put_right_leaves_the_accepted_list_unused(
    source: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The list may name what is no longer found."""
    write_draft(source, [TOTAL], total="100.0", accepted=[ACCEPTED])
    assert check(source, capsys) == (0, "2024 年度白皮书：1 项核对，1 项成立。\n\n没有新的矛盾。\n", "")


@pytest.mark.parametrize(("column", "cell", "group"), [(SCOPE, "unclear", "口径待核"), (DAMAGE, "yes", "识别受损")])
def test_what_may_be_no_mistake_does_not_fail(
    source: Path, capsys: pytest.CaptureFixture[str], column: int, cell: str, group: str
) -> None:
    """Unclear scope and damage to our text are listed under their own headings."""
    write_draft(source, [changed(TOTAL, column, cell)])
    status, text, _ = check(source, capsys)
    assert status == 0
    assert f"\n{group}（1）\n  合计　总值合计：" in text
    assert "【新】" not in text


def test_a_number_printed_again_otherwise_fails_until_it_is_accepted(
    source: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The id of such a check is made of the key of the number."""
    again = changed(TABLES["2024/restatements.csv"][0], 6, "120.0")
    write_table(source, "2024/restatements.csv", [again])
    status, text, _ = check(source, capsys)
    assert status == 1
    check_id = "again:economy.gdp;310112;;2024;level:1"
    assert f"【新】表文　总值：表1印 110.0 亿元，正文 前言印 120.0 亿元。 [{check_id}]" in text
    write_table(source, "2024/accepted_findings.csv", [changed(ACCEPTED, 0, check_id)])
    assert check(source, capsys)[0] == 0


MIXED = [
    changed(changed(TOTAL, 0, "a.holds"), 4, "economy.gdp"),
    changed(changed(TOTAL, 0, "b.damaged"), DAMAGE, "yes"),
    changed(changed(TOTAL, 0, "c.unclear"), SCOPE, "unclear"),
    TOTAL,
    ["d.name", "名称", "单位名称", "“甲,公司”", "“甲\"有限\"公司”", "", "", "same", "none"],
    changed(TOTAL, 0, "e.again"),
]  # fmt: skip


def test_findings_are_grouped_the_gravest_first(source: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Damage to our text at the end; what holds is only counted."""
    write_draft(source, MIXED, accepted=[ACCEPTED])
    status, text, _ = check(source, capsys)
    headings = [line for line in text.splitlines() if line.endswith("）")]
    assert headings == ["矛盾（2）", "口径待核（1）", "写法不一（1）", "识别受损（1）"]
    assert text.startswith("2024 年度白皮书：6 项核对，1 项成立；矛盾 2，口径待核 1，写法不一 1，识别受损 1。\n")
    assert [line.split("[")[1] for line in text.splitlines() if line.endswith("]")] == [
        "economy.gdp.total]", "e.again]", "c.unclear]", "d.name]", "b.damaged]",
    ]  # fmt: skip
    assert (status, text.count("【新】")) == (1, 1)
    assert text.endswith(NEW.format(1) + "\n")


@pytest.mark.parametrize("accepted", [[], [ACCEPTED]], ids=["new", "accepted"])
def test_csv_and_json_are_read_back(
    source: Path, capsys: pytest.CaptureFixture[str], accepted: list[list[str]]
) -> None:
    """Both hold the same findings, under the column names of the dictionary; the exit status is that of the text."""
    write_draft(source, MIXED, accepted=accepted)
    findings = check_source(source)[1]
    status, text, _ = check(source, capsys, "--format", "csv")
    assert text.startswith("\ufeff")  # so that a spreadsheet reads it
    from_csv = list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"))))
    json_status, text, _ = check(source, capsys, "--format", "json")
    from_json = json.loads(text)
    assert status == json_status == check(source, capsys, "--format", "text")[0] == 1
    assert [list(row) for row in (*from_csv, *from_json)] == [list(COLUMNS)] * 2 * len(findings)
    for column in set(COLUMNS) - {"difference"}:
        assert [row[column] for row in from_csv] == [row[column] for row in from_json] == list(findings[column])
    assert [row["difference"] for row in from_csv] == ["10.0", "10.0", "10.0", "", "10.0"]
    assert [row["difference"] for row in from_json] == [10.0, 10.0, 10.0, None, 10.0]
    assert [row["is_new"] for row in from_json] == ["" if accepted else "yes", "yes", "", "", ""]
    assert from_json[3]["printed"] == "甲,公司"
    assert "矛盾" in text  # and not as escapes


def test_no_findings_are_an_empty_list(source: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """CSV keeps its headings."""
    assert check(source, capsys, "--format", "csv") == (0, "\ufeff" + ",".join(COLUMNS) + "\n", "")
    assert check(source, capsys, "--format", "json") == (0, "[]\n", "")


def test_the_columns_are_declared(source: Path) -> None:
    """Whoever reads the CSV finds them in the data dictionary."""
    assert set(COLUMNS) <= set(load_tables(source / "dictionary.csv")["findings"].names)


def test_an_unknown_format_is_refused(source: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """By the command line itself, which names the choices."""
    with pytest.raises(SystemExit) as caught:
        check(source, capsys, "--format", "docx")
    assert caught.value.code == 2
    errors = capsys.readouterr().err
    assert all(name in errors for name in ("text", "csv", "json", "xlsx"))


def test_checking_writes_nothing(source: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Neither into the draft nor beside it."""
    write_draft(source, MIXED)
    before = contents(tmp_path)
    for name in ("text", "csv", "json"):
        check(source, capsys, "--format", name)
    assert contents(tmp_path) == before


def test_the_command_and_the_build_find_the_same(source: Path, tmp_path: Path) -> None:
    """One table of checks, one of findings, with as many rows in the built data."""
    write_draft(source, MIXED)
    checks, findings = check_source(source)
    tables = build(Dataset(source.parent), tmp_path / "out")["tables"]
    assert (tables["checks"]["rows"], tables["findings"]["rows"]) == (len(checks), len(findings)) == (6, 5)
    assert list(findings["verdict"]).count(CONTRADICTION) == 2
    assert list(findings["finding_id"]) == [f"2024:{check_id}" for check_id in findings["check_id"]]


@pytest.mark.parametrize("kind", ["absent", "empty", "a file", "built data"])
def test_a_folder_that_is_no_source_is_refused_in_words(
    source: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], kind: str
) -> None:
    """In Chinese, naming the folder and what it lacks; nothing is printed as result and nothing written."""
    folder = tmp_path / "elsewhere"
    if kind == "empty":
        folder.mkdir()
    elif kind == "a file":
        folder.write_text("forms.csv", encoding="utf-8")
    elif kind == "built data":
        build(Dataset(source.parent), folder)
    before = contents(tmp_path)
    status, text, errors = check(folder, capsys)
    assert (status, text) == (1, "")
    assert f"{folder}：现为“没有 forms.csv”，应为一个含 forms.csv 的源数据文件夹" in errors
    assert contents(tmp_path) == before


def test_a_draft_with_bad_cells_is_refused_with_every_place(source: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """As in a build: all problems at once, no verdicts."""
    write_draft(source, [changed(TOTAL, 3, "economy.gpd"), changed(changed(TOTAL, 0, "b"), 4, "总值")])
    status, text, errors = check(source, capsys)
    assert (status, text) == (1, "")
    assert "源数据有 2 处问题" in errors
    assert "checks.csv 第 2 行 “result”列：现为“economy.gpd”" in errors
    assert "checks.csv 第 3 行 “operands”列：现为“总值”" in errors


@pytest.mark.parametrize("name", ["checks.csv", "2024/restatements.csv", "2024/accepted_findings.csv"])
def test_a_draft_without_a_form_says_which(source: Path, capsys: pytest.CaptureFixture[str], name: str) -> None:
    """A file that is not there is a problem of its own."""
    (source / name).unlink()
    status, text, errors = check(source, capsys)
    assert (status, text) == (1, "")
    assert f"{name}：现为“没有这个文件”" in errors


def test_a_draft_without_dictionary_is_refused_in_words(source: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Like any other file that is not there."""
    (source / "dictionary.csv").unlink()
    status, text, errors = check(source, capsys)
    assert (status, text) == (1, "")
    assert "dictionary.csv" in errors


def test_a_draft_with_nothing_to_check_is_all_well(source: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """No check and no number printed again: nothing is found."""
    write_draft(source, [])
    assert check(source, capsys) == (0, "0 项核对，0 项成立。\n\n没有新的矛盾。\n", "")
