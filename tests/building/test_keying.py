"""The workbook of a clerk: what it asks for, what an import takes and refuses, and that nothing is half written."""

import csv
import gc
import shutil
import zipfile
from collections.abc import Callable, Mapping
from datetime import datetime
from pathlib import Path

import openpyxl
import pytest
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from tests.small_source import TABLES, write_table
from whitepaper.__main__ import main
from whitepaper.model.errors import EditionMissingError, WorkbookError
from whitepaper.publishing.keying import importing
from whitepaper.publishing.keying.importing import Imported, import_workbooks
from whitepaper.publishing.keying.sheets import COVER
from whitepaper.publishing.keying.workbooks import made

TITLED = {"title": "下一年度白皮书", "publisher": "某局", "published": "2026年9月"}
PAPER, TABLE, NOTES = "白皮书", "表1", "街镇要点"
Cells = Mapping[tuple[str, int], Mapping[str, object]]
"""Sheet and line of it to what is typed by column."""


def workbook(source: Path, path: Path, edition: int = 2025, **how: object) -> Path:
    """A workbook of a source folder as a file."""
    ((_, data),) = made(source, edition, **how)  # type: ignore[arg-type]
    path.write_bytes(data)
    return path


def columns(sheet: Worksheet) -> dict[str, int]:
    """What the hidden first row calls the columns, to their numbers."""
    return {str(cell.value): cell.column for cell in sheet[1] if cell.value}


def place(sheet: Worksheet, column: str) -> int:
    """The number of a column that is seen."""
    places = columns(sheet)
    return places.get(f"{column}.words") or places[column]


def typed(path: Path, cells: Cells, out: Path | None = None) -> Path:
    """The workbook with some cells filled in."""
    book = openpyxl.load_workbook(path)
    for (name, row), values in cells.items():
        sheet = book[name]
        for column, value in values.items():
            cell = sheet.cell(row, place(sheet, column))
            cell.value, cell.number_format = value if isinstance(value, tuple) else (value, cell.number_format)
    book.save(out or path)
    return out or path


def rows(folder: Path, name: str) -> list[list[str]]:
    """The lines of a CSV without its headings."""
    with (folder / name).open(encoding="utf-8", newline="") as stream:
        return list(csv.reader(stream))[1:]


def contents(folder: Path) -> dict[str, bytes]:
    """Name to bytes of every file below a folder."""
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.fixture
def blank(source: Path, tmp_path: Path) -> Path:
    """The workbook of the year after the one that the folder has."""
    return workbook(source, tmp_path / "总.xlsx")


def test_a_number_of_last_year_stands_beside_an_empty_cell_for_this_year(blank: Path) -> None:
    """With its period moved on; only what is to be typed is unlocked; codes are hidden and cells are text."""
    sheet = openpyxl.load_workbook(blank)[TABLE]
    at = columns(sheet)
    line = {tag: sheet.cell(4, column).value for tag, column in at.items()}
    assert (line["indicator_id"], line["indicator_id.words"], line["area_id.words"]) == (
        "economy.gdp",
        "总值",
        "闵行区",
    )
    assert (line["period"], line["last"], line["printed"], line["unit.words"]) == (
        "2025",
        "110.0（2024）",
        None,
        "亿元",
    )
    printed = sheet.cell(4, at["printed"])
    assert (printed.number_format, printed.protection.locked, sheet.protection.sheet) == ("@", False, True)
    assert sheet.cell(4, at["period"]).protection.locked
    assert sheet.row_dimensions[1].hidden
    assert (sheet.column_dimensions["A"].hidden, sheet.column_dimensions["A"].max) == (True, 5)
    assert sheet.cell(6, at["last"]).value == "缺：原文为图片（2023）"
    assert not sheet.cell(8, at["indicator_id.words"]).protection.locked


def test_what_belongs_to_one_year_is_not_asked_for_again(source: Path, tmp_path: Path) -> None:
    """A case is none of the next year, and a title with a year in it is typed anew, beside that of last year."""
    listed = TABLES["2024/sources.csv"]
    write_table(
        source,
        "2024/sources.csv",
        [[*listed[0][:2], "2023-2024 年总量", *listed[0][3:]], ["text-case-01", "案例1", "某案", "前言", "", "", "1"]],
    )
    case = [["economy.rate", "310112", "丙", "2024", "level", "1%", "%", "", ""]]
    write_table(source, "2024/observations/text-case-01.csv", case)
    book = openpyxl.load_workbook(workbook(source, tmp_path / "w.xlsx"))
    assert "案例1" not in book.sheetnames
    titles = [book["出处"].cell(4, place(book["出处"], column)).value for column in ("title", "last")]
    assert titles == [None, "2023-2024 年总量　第 1 页"]
    assert "案例1" in openpyxl.load_workbook(workbook(source, tmp_path / "f.xlsx", 2024, is_filled=True)).sheetnames


def test_what_has_a_list_is_picked_from_it(blank: Path) -> None:
    """Units and reasons by a list of the hidden sheet; free lines pick the indicator too."""
    sheet = openpyxl.load_workbook(blank)[TABLE]
    at = {sheet.cell(1, column).column_letter: tag for tag, column in columns(sheet).items()}
    picked = {
        at["".join(filter(str.isalpha, str(rule.sqref).split(":")[0]))]: str(rule.sqref)
        for rule in sheet.data_validations.dataValidation
    }
    assert {"unit.words", "missing_reason.words", "indicator_id.words", "area_id.words", "measure.words"} <= set(picked)
    assert picked["indicator_id.words"].split(":")[0].endswith("8")
    assert picked["unit.words"].split(":")[0].endswith("4")


def test_the_first_sheet_counts_what_is_empty(source: Path, blank: Path, tmp_path: Path) -> None:
    """By a formula, with the value it has when it is written."""
    filled = workbook(source, tmp_path / "filled.xlsx", 2024, is_filled=True)
    for path, expected in ((blank, (4, 4)), (filled, (4, 0))):
        lines = {row[1]: row for row in openpyxl.load_workbook(path, data_only=True)[COVER].values}
        assert (lines[TABLE][3], lines[TABLE][4]) == expected
    formulas = {row[1]: row for row in openpyxl.load_workbook(blank)[COVER].values}
    assert str(formulas[TABLE][4]).startswith("=SUMPRODUCT(--(LEN('表1'!")


def test_a_workbook_out_and_in_again_is_the_same_rows(source: Path, tmp_path: Path) -> None:
    """Also where the edition was not there before."""
    path = workbook(source, tmp_path / "filled.xlsx", 2024, is_filled=True)
    bare = tmp_path / "bare"
    shutil.copytree(source, bare)
    shutil.rmtree(bare / "2024")
    (bare / "editions.csv").write_text("edition,title,publisher,published\n", encoding="utf-8")
    import_workbooks([path], bare, tmp_path / "new")
    for name in contents(source):
        assert rows(tmp_path / "new", name) == rows(source, name), name


def imported(blank: Path, source: Path, cells: Cells) -> tuple[Imported, Path]:
    """What the import of a filled workbook says, and the folder that it writes."""
    target = source.with_name("new")
    return import_workbooks([typed(blank, {(PAPER, 4): TITLED, **cells})], source, target), target


def test_what_is_harmless_is_taken(blank: Path, source: Path) -> None:
    """Full width, commas, years with 年, names and other names, pages as 1.0, blank lines, a dash with its reason."""
    cells: Cells = {
        (TABLE, 4): {"printed": "１,１２３．０ "},
        (TABLE, 5): {"printed": "↓2.5%", "unit": "％", "note": "说明\n两行"},
        (TABLE, 6): {"printed": "—", "missing_reason": "原文为图片"},
        (TABLE, 12): {
            "indicator_id": "合格率", "area_id": "莘庄", "category": "丙", "period": "2025年", "measure": "数值",
            "unit": "%", "printed": "90.10%",
        },
        (TABLE, 7): {"missing_reason": "本年未列"},
        (TABLE, 13): {
            "indicator_id": "合格率", "area_id": "闵行区", "category": "丁", "period": "２０２５", "measure": "数值",
            "unit": "%", "printed": (95.6, "0.00"),
        },
        ("指标改名", 4): {"indicator_id": "总值", "name": "总产值"},
        ("口径变动", 4): {"indicator_id": "总值", "reason": "范围变了"},
        ("出处", 4): {"page": 3.0},
        (NOTES, 6): {"area_id": "莘庄镇", "kind": "现状", "text": "要点甲"},
        (NOTES, 9): {"area_id": "310112101", "kind": "现状", "text": "要点乙"},
    }  # fmt: skip
    said, target = imported(blank, source, cells)
    assert rows(target, "2025/observations/table-01.csv") == [
        ["economy.gdp", "310112", "", "2025", "level", "1123.0", "亿元", "", ""],
        ["economy.gdp", "310112", "", "2025", "yoy_pct", "↓2.5%", "%", "", "说明两行"],
        ["economy.rate", "310112", "甲", "2024", "level", "", "%", "原文为图片", ""],
        ["economy.rate", "310112101", "丙", "2025", "level", "90.10%", "%", "", ""],
        ["economy.rate", "310112", "丁", "2025", "level", "95.60", "%", "", ""],
    ]
    assert rows(target, "2025/sources.csv") == [["table-01", "表1", "总量", "前言", "3", "统计局", "5"]]
    assert rows(target, "names.csv") == [["economy.gdp", "2025", "总产值"]]
    assert rows(target, "breaks.csv") == [["economy.gdp", "", "2025", "范围变了"]]
    assert rows(target, "2025/town_notes.csv") == [
        ["310112101", "1", "现状", "要点甲"],
        ["310112101", "2", "现状", "要点乙"],
    ]
    assert rows(target, "editions.csv")[-1] == ["2025", "下一年度白皮书", "某局", "2026-09"]
    assert (said.empty, said.counts["observations"]) == ({"又印一次的数": 1}, 5)
    assert "数 5 行" in str(said)
    assert contents(target)["2024/observations/table-01.csv"] == contents(source)["2024/observations/table-01.csv"]


def test_what_is_new_is_given_an_id(blank: Path, source: Path) -> None:
    """An indicator with its sub-sector, an area, a unit, an organisation, a table of its own; each is said."""
    new = {
        "subsector_id": "经济·总量", "indicator_id": "新增总值", "area_id": "某园区", "period": "2025",
        "measure": "数值", "unit": "万只", "printed": "12.50", "definition": "新增的总值",
    }  # fmt: skip
    cells: Cells = {
        (TABLE, 4): {"printed": "112"},
        (TABLE, 8): new,
        ("新地区", 4): {"name": "某园区", "kind": "镇", "parent_id": "闵行区"},
        ("新计量单位", 4): {"name": "万只"},
        ("新单位", 4): {"name": "丙公司", "kind": "企业"},
        ("出处", 5): {"source": "表45", "title": "新的表", "section": "第一章"},
        ("新表新节的数", 4): new | {"file": "新的表", "category": "丁"},
    }
    with (source / "codelists.csv").open("a", encoding="utf-8") as stream:
        stream.write("polarity,0,不作评判,\r\n")
    said, target = imported(blank, source, cells)
    code = "economy.totals.xinzengzongzhi"
    assert rows(target, "indicators.csv")[-1][:7] == [
        code,
        "新增总值",
        "economy.totals",
        "万只",
        "2",
        "0",
        "新增的总值",
    ]
    assert rows(target, "views.csv")[-1] == [code, "economy.totals", "2", "新增总值", code, "chart", ""]
    assert rows(target, "areas.csv")[-1][:5] == ["place:mouyuanqu", "某园区", "", "镇", "310112"]
    assert rows(target, "codelists.csv")[-1] == ["unit", "万只", "万只", ""]
    assert rows(target, "organisations.csv")[-1][:2] == ["org:003", "丙公司"]
    assert rows(target, "2025/sources.csv")[-1] == ["new-2025-xindebiao", "表45", "新的表", "第一章", "", "", "1"]
    assert rows(target, "2025/observations/new-2025-xindebiao.csv")[0][:3] == [code, "place:mouyuanqu", "丁"]
    assert set(said.added) == {"指标", "地区", "计量单位", "单位", "表和节"}
    assert code in str(said)


FREE = {"indicator_id": "总值", "area_id": "闵行区", "period": "2025", "measure": "数值", "unit": "亿元"}
REFUSED: list[tuple[str, int, dict[str, object], str, str]] = [
    (TABLE, 4, {"printed": "5", "area_id": "莘庄镇"}, "area_id", "原为“闵行区”"),
    (TABLE, 5, {"printed": "约多少"}, "printed", "可带修饰语"),
    (TABLE, 6, {"printed": (0.956, "0.00%")}, "printed", "数值格式（0.00%）"),
    (TABLE, 7, {"note": "只有备注"}, "printed", "没有数"),
    (TABLE, 8, FREE | {"category": "一", "printed": (datetime(2025, 7, 8), "yyyy-mm-dd")}, "printed", "当成了日期"),
    (TABLE, 9, FREE | {"category": "二", "printed": "=1+1"}, "printed", "是公式"),
    (TABLE, 10, FREE | {"category": "三", "printed": "—"}, "printed", "在“缺失原因”里选一个"),
    (TABLE, 11, FREE | {"category": "四", "printed": "5", "missing_reason": "原文为图片"}, "missing_reason", "留一个"),
    (TABLE, 12, FREE | {"category": "五", "printed": "5", "unit": "亿圆"}, "unit", "新计量单位"),
    (TABLE, 13, FREE | {"category": "六", "printed": "5", "period": "去年"}, "period", "2025Q1-Q3"),
    (TABLE, 14, FREE | {"indicator_id": "总植", "printed": "5"}, "indicator_id", "若是新指标"),
    (TABLE, 15, FREE | {"category": "七", "printed": "5\ue000"}, "printed", "控制字符"),
    (NOTES, 4, {"area_id": "莘村镇", "kind": "现状", "text": "要点"}, "area_id", "最接近的是“莘庄镇”"),
    (TABLE, 16, FREE | {"category": "八", "printed": "5", "measure": ""}, "measure", "空着；请从下拉列表中选"),
    (NOTES, 5, {"area_id": "莘庄镇", "kind": "现状"}, "text", "空着；请填写"),
    ("出处", 4, {"page": "三"}, "page", "整数"),
]


def test_what_is_not_harmless_is_refused_by_its_cell(blank: Path, source: Path) -> None:
    """All at once, each with sheet, cell and what to do; nothing is written."""
    before = contents(source)
    path = typed(blank, {(PAPER, 4): TITLED, **{(sheet, row): values for sheet, row, values, *_ in REFUSED}})
    with pytest.raises(WorkbookError) as caught:
        import_workbooks([path], source, source)
    book = openpyxl.load_workbook(path)
    found = {(one.sheet, one.cell): one.said for one in caught.value.problems}
    expected = {
        (sheet, f"{get_column_letter(place(book[sheet], column))}{row}"): words
        for sheet, row, _, column, words in REFUSED
    }
    assert set(found) == set(expected)
    assert [words for at, words in expected.items() if words not in found[at]] == []
    assert contents(source) == before
    assert not source.with_name("source.new").exists()


def test_all_problems_are_told_at_once(blank: Path, source: Path) -> None:
    """Of several sheets, in their order; a paper without a title is one."""
    cells: Cells = {(TABLE, 4): {"printed": "约多少"}, (TABLE, 5): {"printed": "="}, (NOTES, 4): {"kind": "别的"}}
    with pytest.raises(WorkbookError) as caught:
        import_workbooks([typed(blank, cells)], source, source)
    sheets = [one.sheet for one in caught.value.problems]
    assert list(dict.fromkeys(sheets)) == [PAPER, TABLE, NOTES]
    assert "请填书名" in str(caught.value)


def test_what_is_lost_or_there_twice_is_told(blank: Path, source: Path, tmp_path: Path) -> None:
    """A line or a column that was deleted, a number typed again, a name that is known, a table without numbers."""
    cells: Cells = {
        (PAPER, 4): TITLED,
        (TABLE, 4): {"printed": "5"},
        (TABLE, 8): FREE | {"printed": "6"},
        ("新单位", 4): {"name": "甲所", "kind": "企业"},
        ("新单位", 5): {"name": "乙公司", "kind": "企业"},
        ("出处", 5): {"source": "表45", "title": "新的表", "section": "第一章"},
        ("新表新节的数", 4): FREE | {"file": "别的表", "category": "戊", "printed": "6"},
    }
    book = openpyxl.load_workbook(typed(blank, cells, tmp_path / "乱.xlsx"))
    book[TABLE].delete_rows(7)
    book[NOTES].delete_cols(2)
    book.save(tmp_path / "乱.xlsx")
    with pytest.raises(WorkbookError) as caught:
        import_workbooks([tmp_path / "乱.xlsx"], source, source)
    told = {(one.sheet, one.said.split("：")[0].split("（")[0].split("。")[0]) for one in caught.value.problems}
    assert told == {
        (TABLE, "少了 1 行"),
        (TABLE, "与工作表“表1”第 4 行重复"),
        (NOTES, "少了这些列"),
        ("新单位", "已经在列表里了"),
        ("出处", "“新表新节的数”里没有它的数；请填数，或清空这一行"),
        ("新表新节的数", "“出处”表里没有这个标题；请先在那张表末尾加一行，标题写得一样"),
    }


def test_a_number_that_is_not_text_is_read_and_told(blank: Path, source: Path) -> None:
    """Its last zeros may be gone, which nobody but the clerk can know."""
    said, target = imported(blank, source, {(TABLE, 4): {"printed": 112}})
    assert rows(target, "2025/observations/table-01.csv")[0][5] == "112"
    assert [(one.sheet, one.cell[-1]) for one in said.reminders] == [(TABLE, "4")]
    assert "112.0" in str(said)


@pytest.fixture
def department(source: Path, tmp_path: Path) -> Path:
    """The workbook of the one department."""
    return workbook(source, tmp_path / "统计局.xlsx", department="统计局")


def test_a_department_fills_in_its_own_and_all_is_merged(
    source: Path, blank: Path, department: Path, tmp_path: Path
) -> None:
    """What one leaves empty is taken from the other; what contradicts is named with both cells."""
    assert openpyxl.load_workbook(department).sheetnames == [COVER, TABLE, "词表"]
    whole = typed(blank, {(PAPER, 4): TITLED, (TABLE, 4): {"printed": "112.0"}})
    typed(department, {(TABLE, 4): {"printed": "112.0", "note": "部门所注"}, (TABLE, 5): {"printed": "1.8"}})
    import_workbooks([department, whole], source, tmp_path / "new")
    merged = rows(tmp_path / "new", "2025/observations/table-01.csv")
    assert [(row[5], row[8]) for row in merged] == [("112.0", "部门所注"), ("1.8", "")]
    listed = {
        "source": "表33",
        "organisation": "甲",
        "award": "奖",
        "status": "照录",
        "section": "章",
        "sector_id": "经济",
    }
    again = typed(whole, {("荣誉名录", 4): listed, ("荣誉名录", 5): listed}, tmp_path / "二.xlsx")
    import_workbooks([again, typed(whole, {("荣誉名录", 9): listed}), department], source, tmp_path / "new")
    assert [row[1] for row in rows(tmp_path / "new", "2025/honours.csv")] == ["1", "2"]
    typed(department, {(TABLE, 4): {"printed": "113.0"}})
    with pytest.raises(
        WorkbookError, match=r"统计局.xlsx，工作表“表1” \w+4（本年所印）.*总.xlsx，工作表“表1” \w+4 的“112.0”不同"
    ):
        import_workbooks([department, whole], source, tmp_path / "new")


def test_what_is_begun_goes_on_from_its_own_workbook(source: Path, blank: Path, tmp_path: Path) -> None:
    """Filled with what there is, with what is still empty in its place, and the same rows again."""
    cells: Cells = {(PAPER, 4): TITLED, (TABLE, 5): {"printed": "1.8"}, (TABLE, 7): {"printed": "96%"}}
    import_workbooks([typed(blank, cells)], source, source)
    before = contents(source)
    path = workbook(source, tmp_path / "接着.xlsx", is_filled=True)
    sheet = openpyxl.load_workbook(path)[TABLE]
    printed = [sheet.cell(row, place(sheet, "printed")).value for row in range(4, 8)]
    assert printed == [None, "1.8", None, "96%"]
    import_workbooks([path], source, source)
    assert contents(source) == before


def test_workbooks_that_do_not_belong_together_are_refused(
    source: Path, blank: Path, department: Path, tmp_path: Path
) -> None:
    """Those of departments alone, of two years, of another kind, with a sheet gone."""
    other = workbook(source, tmp_path / "另.xlsx", 2026)
    strange = tmp_path / "别.xlsx"
    openpyxl.Workbook().save(strange)
    text = tmp_path / "文.xlsx"
    text.write_text("不是", encoding="utf-8")
    book = openpyxl.load_workbook(blank)
    del book[NOTES]
    book.save(tmp_path / "少.xlsx")
    for files, words in (
        ([department], "总的工作簿"),
        ([blank, other], "一次只能导入一个年度"),
        ([strange], "不是"),
        ([text], "打不开"),
        ([tmp_path / "无.xlsx"], "没有这个文件"),
        ([tmp_path / "少.xlsx"], "少了一张工作表"),
    ):
        with pytest.raises(WorkbookError, match=words):
            import_workbooks(files, source, source)


def test_who_supplies_nothing_has_no_workbook(source: Path) -> None:
    """The departments that do are named."""
    with pytest.raises(EditionMissingError, match="统计局"):
        list(made(source, 2025, department="别的局"))
    with pytest.raises(EditionMissingError, match="2024"):
        list(made(source, 2020))


def test_a_failed_swap_leaves_the_source_as_it_was(source: Path, blank: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """And no folder behind."""
    before = contents(source)

    def refuse(_fresh: Path, _target: Path) -> None:
        raise PermissionError

    monkeypatch.setattr(importing, "replace_folder", refuse)
    path = typed(blank, {(PAPER, 4): TITLED, (TABLE, 4): {"printed": "1"}})
    with pytest.raises(WorkbookError, match="原来的数据没有动"):
        import_workbooks([path], source, source)
    assert contents(source) == before
    assert not source.with_name("source.new").exists()


def test_the_command_line_writes_reads_and_builds(
    source: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The round of a clerk: out, typed, in, built; a problem ends with status 1 and is told."""
    data = ["--data", str(source.parent)]
    assert main([*data, "workbook", "2025", "--out", str(tmp_path / "w.xlsx")]) == 0
    assert main([*data, "workbook", "2025", "--departments", "--out", str(tmp_path / "d")]) == 0
    assert [path.name for path in (tmp_path / "d").iterdir()] == ["工作簿-2025-统计局.xlsx"]
    path = typed(tmp_path / "w.xlsx", {(TABLE, 4): {"printed": "112.0"}})
    assert main([*data, "import", str(path)]) == 1
    assert "请填书名" in capsys.readouterr().err
    assert main([*data, "import", str(typed(path, {(PAPER, 4): TITLED}))]) == 0
    assert "还有" in capsys.readouterr().out
    assert main([*data, "build"]) == 0


DAMAGE: dict[str, Callable[[bytes], bytes]] = {
    "a part that cannot be unpacked": lambda part: b"\xff" + part[1:],
    "half a part": lambda part: part[: len(part) // 2],
    "an empty part": lambda _part: b"",
}


@pytest.mark.parametrize("name", DAMAGE)
@pytest.mark.parametrize("part", ["xl/worksheets/sheet3.xml", "xl/styles.xml", "xl/sharedStrings.xml"])
def test_a_damaged_workbook_is_told_in_words(name: str, part: str, blank: Path, source: Path) -> None:
    """Wherever the damage lies; nothing is written, and the file is not held open."""
    with zipfile.ZipFile(blank) as file:
        parts = {one: file.read(one) for one in file.namelist()}
    with zipfile.ZipFile(blank, "w") as file:
        for one, content in parts.items():
            file.writestr(one, DAMAGE[name](content) if one == part else content)
    with pytest.raises(WorkbookError, match="打不开"):
        import_workbooks([blank], source, source.with_name("new"))
    gc.collect()  # a file that nobody closed is told here and not in another test
    assert not source.with_name("new").exists()


def test_columns_that_were_exchanged_are_told(blank: Path, source: Path) -> None:
    """Under the hidden names of each other: last year's number is not this year's."""
    book = openpyxl.load_workbook(blank)
    sheet = book[TABLE]
    last, printed = (columns(sheet)[name] for name in ("last", "printed"))
    sheet.cell(1, last).value, sheet.cell(1, printed).value = "printed", "last"
    book.save(blank)
    with pytest.raises(WorkbookError, match="这一列应是“本年所印”"):
        import_workbooks([blank], source, source.with_name("new"))


def test_a_number_far_below_is_told(blank: Path, source: Path) -> None:
    """Further down than an import reads."""
    with pytest.raises(WorkbookError, match="行数太多"):
        imported(blank, source, {(TABLE, 20_010): {"printed": "5"}})
