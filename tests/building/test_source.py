"""Validation of the source CSVs: every problem, with its place."""

from pathlib import Path

import pytest

from tests.small_source import TABLES, write_table
from whitepaper.model.errors import Problem, SourceError
from whitepaper.publishing.source import load_source

OBSERVATIONS = "2024/observations/table-01.csv"


def problems(root: Path) -> list[Problem]:
    """What is wrong with a source folder."""
    with pytest.raises(SourceError) as caught:
        load_source(root)
    return list(caught.value.problems)


def changed(name: str, row: int, column: int, value: str) -> list[list[str]]:
    """The rows of one form with one cell replaced."""
    rows = [list(cells) for cells in TABLES[name]]
    rows[row][column] = value
    return rows


def test_a_good_folder_loads_as_text(source: Path) -> None:
    """Ids keep their form and empty cells stay empty texts."""
    rows = load_source(source).tables["observations"]
    assert len(rows) == 4
    assert rows.loc[0, "area_id"] == "310112"
    assert rows.loc[0, "category"] == ""


CELLS = [
    ("unknown indicator", OBSERVATIONS, 0, 0, "economy.gpd", 2, "indicator_id"),
    ("unknown area", OBSERVATIONS, 3, 1, "310112999", 5, "area_id"),
    ("malformed area", OBSERVATIONS, 3, 1, "Minhang", 5, "area_id"),
    ("period", OBSERVATIONS, 1, 3, "24", 3, "period"),
    ("measure", OBSERVATIONS, 1, 4, "growth", 3, "measure"),
    ("printed", OBSERVATIONS, 0, 5, "一百一", 2, "printed"),
    ("unit", OBSERVATIONS, 0, 6, "亿", 2, "unit"),
    ("reason", OBSERVATIONS, 2, 7, "不知道", 4, "missing_reason"),
    ("neither value nor reason", OBSERVATIONS, 2, 7, "", 4, "printed"),
    ("both value and reason", OBSERVATIONS, 0, 7, "原文为图片", 2, "printed"),
    ("name missing", "indicators.csv", 0, 1, "", 2, "name"),
    ("decimals", "indicators.csv", 0, 4, "two", 2, "decimals"),
    ("base of a rate", "indicators.csv", 1, 10, "economy.none", 3, "denominator_indicator"),
    ("related", "indicators.csv", 0, 15, "economy.rate|economy.none", 2, "related"),
    ("month", "editions.csv", 0, 3, "2025-13", 2, "published"),
    ("longitude", "areas.csv", 1, 6, "东经", 3, "lon"),
]


@pytest.mark.parametrize(
    ("name", "file", "row", "column", "value", "line", "heading"), CELLS, ids=[c[0] for c in CELLS]
)
def test_a_bad_cell_is_named(source: Path, name, file, row, column, value, line, heading) -> None:
    """File, row as a spreadsheet counts it, column, value and expectation are in the message."""
    write_table(source, file, changed(file, row, column, value))
    found = [p for p in problems(source) if (p.file, p.row, p.column) == (file, line, heading)]
    assert found
    assert found[0].value == value or heading == "printed"
    assert found[0].expected
    assert f"第 {line} 行" in str(found[0])


def test_all_problems_are_listed_at_once(source: Path) -> None:
    """Two files with one mistake each give two problems, not one."""
    write_table(source, OBSERVATIONS, changed(OBSERVATIONS, 0, 5, "许多"))
    write_table(source, "editions.csv", changed("editions.csv", 0, 3, "去年"))
    assert {p.file for p in problems(source)} == {OBSERVATIONS, "editions.csv"}


def test_a_row_keyed_twice_is_found(source: Path) -> None:
    """The second row of the same key is named, with the place of the first."""
    rows = [*TABLES[OBSERVATIONS][:3], TABLES[OBSERVATIONS][0]]
    write_table(source, OBSERVATIONS, rows)
    (problem,) = problems(source)
    assert problem.row == 5
    assert "第 2 行" in problem.expected


def test_a_lost_row_is_found(source: Path) -> None:
    """The row count registered in sources.csv notices a deleted line."""
    write_table(source, OBSERVATIONS, TABLES[OBSERVATIONS][:3])
    (problem,) = problems(source)
    assert (problem.file, problem.column, problem.value) == ("2024/sources.csv", "rows", "4")


def test_wrong_headings_name_the_right_ones(source: Path) -> None:
    """A renamed or missing column is one clear problem."""
    (source / "sectors.csv").write_text("sector,name,order\neconomy,经济,1\n", encoding="utf-8")
    assert any(p.file == "sectors.csv" and "sector_id、name、order" in p.expected for p in problems(source))


def test_a_file_that_is_not_utf8_says_how_to_save_it(source: Path) -> None:
    """Excel's default encoding on Chinese Windows is the usual mistake."""
    (source / "sectors.csv").write_bytes("sector_id,name,order\neconomy,经济,1\n".encode("gbk"))
    assert any("CSV UTF-8" in p.expected for p in problems(source))


def test_a_comma_too_many_is_found(source: Path) -> None:
    """A row with another number of cells is named by its row."""
    path = source / "sectors.csv"
    path.write_text(path.read_text(encoding="utf-8") + "product,产品,食品,2\n", encoding="utf-8")
    assert any((p.file, p.row) == ("sectors.csv", 3) for p in problems(source))


def test_a_stray_file_and_a_missing_file_are_found(source: Path) -> None:
    """Every observations file is registered, and every registered file is there."""
    (source / OBSERVATIONS).rename(source / "2024/observations/table-1.csv")
    assert {p.file for p in problems(source)} >= {"2024/sources.csv", "2024/observations/table-1.csv"}


def test_a_byte_order_mark_does_no_harm(source: Path) -> None:
    """Excel writes one; the first heading is still read."""
    path = source / "sectors.csv"
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes())
    assert len(load_source(source).tables["sectors"]) == 1


def test_another_folder_is_refused_in_words(tmp_path: Path) -> None:
    """A folder that is no source folder is one problem, not a traceback."""
    assert "forms.csv" in str(problems(tmp_path)[0])
