"""Excel files that readers take home."""

import io
import re
import zipfile
from datetime import UTC, datetime

import pandas as pd
import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.utils import column_index_from_string
from openpyxl.worksheet.worksheet import Worksheet

from whitepaper.files import csv_files, workbook
from whitepaper.model.selection import Selection
from whitepaper.store import provenance
from whitepaper.store.store import Store
from whitepaper.telling import lists

MADE = datetime(2026, 11, 23, 9, 30, tzinfo=UTC)
MARK = "v0123456789ab-1a2b3c4d"
HOSTILE = ["=1+1", "+1", "-1", "@SUM(A1)", "https://example.org/", "'\"&<>", "🙂质量", "长" * 60, "a\nb", "x_x0041_y"]


def opened(rows: pd.DataFrame, store: Store, filters: dict[str, str] | None = None) -> Workbook:
    """The workbook of some rows, as openpyxl reads it."""
    return load_workbook(io.BytesIO(workbook.to_xlsx(rows, store, "题目", filters or {}, MADE, MARK)))


def tabled(
    table: pd.DataFrame,
    store: Store,
    headings: dict[str, str] | None = None,
    title: str = "表",
    filters: dict[str, str] | None = None,
) -> Workbook:
    """The workbook of any table, as openpyxl reads it; without headings its columns are its headings."""
    named = headings or {str(column): str(column) for column in table}
    return load_workbook(io.BytesIO(workbook.table_to_xlsx(table, named, store, title, filters or {}, MADE, MARK)))


def cells(sheet: Worksheet) -> list[dict[str, object]]:
    """Rows of a sheet by their heading."""
    headings, *rows = sheet.iter_rows(values_only=True)
    return [dict(zip(map(str, headings), row, strict=True)) for row in rows]


def notes(book: Workbook) -> dict[str, list[tuple[object, ...]]]:
    """Heading of each part of the sheet 说明 to its lines."""
    found: dict[str, list[tuple[object, ...]]] = {}
    heading = ""
    for begins, name, text in book["说明"].iter_rows(max_col=3, values_only=True):
        if begins is not None:
            assert name is not None, "a heading without a line beside it can stand alone at the foot of a page"
            heading = str(begins)
            found[heading] = []
        if name is not None:
            found[heading].append((name, text))
    return found


def test_every_value_is_that_of_the_store_and_a_number(store: Store) -> None:
    """All observations: headings, order, values, types and texts as in the CSV."""
    rows = store.observations(Selection())
    sheet, headings = opened(rows, store)["数据"], csv_files.headings(store)
    written, expected = cells(sheet), csv_files.in_words(rows, store)
    assert list(written[0]) == list(headings.values())
    assert len(written) == len(expected)
    for line, row in zip(written, expected.itertuples(index=False), strict=True):
        for name, value in zip(headings, row, strict=True):
            cell = line[headings[name]]
            if name in {"value", "page", "edition"}:
                assert (cell is None) if pd.isna(value) else (isinstance(cell, int | float) and cell == value)
            else:
                assert (cell or "") == value


def test_a_missing_value_is_an_empty_cell_with_its_reason(store: Store) -> None:
    """Nothing stands for a number that the paper does not print."""
    rows = store.observations(Selection(indicators=("food.sampling.pass_rate",), years=(2022,)))
    book = opened(rows, store)
    (row,) = cells(book["数据"])
    assert (row["数值（%）"], row["状态"]) == (None, "缺失：原文为图片")
    assert "不估计、不填补" in dict(notes(book)["怎样读"])["数值为空"]


def test_the_number_format_stands_on_each_cell(store: Store) -> None:
    """No value of the dataset is shown rounded."""
    rows = store.observations(Selection())
    sheet = opened(rows, store)["数据"]
    column = csv_files.COLUMNS.index("value") + 1
    for place, row in enumerate(rows.itertuples(), 2):
        shown = sheet.cell(place, column).number_format
        if pd.isna(row.value):
            continue
        assert shown == workbook.number_format(row.value, row.printed)
        decimals = len(shown.partition(".")[2])
        assert round(row.value, decimals) == row.value


def test_a_common_unit_stands_in_the_heading(store: Store) -> None:
    """Only when every row has it; the column of units stays."""
    rates = store.observations(Selection(indicators=("food.sampling.pass_rate",)))
    mixed = store.observations(Selection(indicators=("economy.retail_sales",)))
    without_unit = rates.assign(unit="")
    assert "数值（%）" in cells(opened(rates, store)["数据"])[0]
    assert {row["单位"] for row in cells(opened(rates, store)["数据"])} == {"%"}
    assert "数值" in cells(opened(mixed, store)["数据"])[0]
    assert "数值" in cells(opened(without_unit, store)["数据"])[0]


def test_the_sheet_is_ready_to_read_and_to_print(store: Store) -> None:
    """Frozen and repeated header, filter, A4 landscape one page wide, footer with version and page numbers."""
    rows = store.observations(Selection(sector="economy"))
    book = opened(rows, store)
    sheet = book["数据"]
    assert book.sheetnames == ["数据", "说明"]
    assert sheet.freeze_panes == "A2"
    assert sheet.auto_filter.ref == f"A1:W{len(rows) + 1}"
    assert sheet.print_title_rows == "$1:$1"
    assert (sheet.page_setup.orientation, sheet.page_setup.paperSize) == ("landscape", 9)
    assert sheet.sheet_properties.pageSetUpPr.fitToPage
    assert (sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight) in {(None, 0), (1, 0)}
    assert sheet.oddFooter.left.text == f"数据版本 {store.dataset_version}"
    assert "&P" in sheet.oddFooter.center.text
    assert "&N" in sheet.oddFooter.center.text
    assert MARK in sheet.oddFooter.right.text
    assert sheet.print_area == f"'数据'!$A$1:$P${len(rows) + 1}"
    assert sheet["M2"].alignment.wrap_text
    assert not sheet["S2"].alignment.wrap_text  # which is not printed, and makes no row higher
    explained = [place for place, reason in enumerate(rows["unsettled"], 2) if reason]  # in more than one line
    assert [place for place, line in sheet.row_dimensions.items() if line.height] == explained != []
    assert all(7 <= column.width <= 49 for column in sheet.column_dimensions.values())


def test_a_text_stays_text_when_its_cell_is_edited(store: Store) -> None:
    """Of text format, but for one so long that some versions would show #####; a number is none of it."""
    rows = store.observations(Selection(indicators=("economy.gdp",))).assign(printed="7:8", definition="长" * 256)
    book = opened(rows, store)
    line = dict(zip(csv_files.COLUMNS, book["数据"][2], strict=True))
    assert (line["printed"].value, line["printed"].number_format) == ("7:8", "@")
    assert line["definition"].number_format == "General"
    assert line["edition"].number_format == "General"
    assert line["value"].number_format == "#,##0.00"
    assert {cell.number_format for cell in book["说明"]["C"] if cell.value and len(cell.value) < 256} <= {
        "@",
        "General",
    }


def test_every_row_is_as_high_as_its_cells_need(store: Store) -> None:
    """On both sheets, as not every program sees to that; a row of single lines is left as it is."""
    table = pd.DataFrame({"a": ["短", "长" * 100, "一\n二\n三", "长" * 3000]})
    sheet = tabled(table, store)["数据"]
    width = sheet.column_dimensions["A"].width
    heights = [sheet.row_dimensions[row].height for row in range(2, 6)]
    assert heights[0] is None
    assert heights[1] >= 13.5 * 200 / width
    assert heights[2] >= 3 * 13.5
    assert 400 < heights[3] <= 409  # no row of Excel is higher
    notes_sheet = opened(store.observations(Selection(indicators=("economy.retail_sales",))), store)["说明"]
    tall = [row[0].row for row in notes_sheet.iter_rows() if row[2].value and len(row[2].value) > 60]
    assert tall
    assert all(notes_sheet.row_dimensions[row].height > 20 for row in tall)


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_text_stays_the_text_it_is(store: Store, name: str) -> None:
    """No formula, no link, no quote in front, nothing cut off, on both sheets."""
    rows = store.observations(Selection(indicators=("economy.gdp",))).assign(indicator=name, note=name)
    content = workbook.to_xlsx(rows, store, name, {"检索": name}, MADE, MARK)
    book = load_workbook(io.BytesIO(content))
    cell = book["数据"]["C2"]
    assert (cell.data_type, cell.hyperlink, cell.quotePrefix) == ("s", None, False)
    about = dict(notes(book)["关于本文件"])
    if "_x0041_" not in name:  # written escaped, as Excel wants it; openpyxl does not read the escape back
        assert cell.value == name
        assert (about["标题"], about["筛选：检索"]) == (name, name)
    xml = "".join(
        zipfile.ZipFile(io.BytesIO(content)).read(f"xl/worksheets/sheet{number}.xml").decode() for number in (1, 2)
    )
    assert "<f>" not in xml
    assert "hyperlink" not in xml


def test_the_same_input_gives_the_same_bytes(store: Store) -> None:
    """The time of making is the one given, not the clock's."""
    rows = store.observations(Selection(indicators=("economy.gdp",)))
    first = workbook.to_xlsx(rows, store, "题目", {}, MADE, MARK)
    assert workbook.to_xlsx(rows, store, "题目", {}, MADE, MARK) == first
    assert {info.date_time[0] for info in zipfile.ZipFile(io.BytesIO(first)).infolist()} == {1980}
    assert load_workbook(io.BytesIO(first)).properties.created == MADE.replace(tzinfo=None)


def test_the_notes_say_what_the_file_is(store: Store) -> None:
    """Title, filters, rows, version, fingerprint, time."""
    rows = store.observations(Selection(sector="product", years=(2024,)))
    about = dict(notes(opened(rows, store, {"领域": "产品质量", "年份": "2024"}))["关于本文件"])
    assert about == {
        "标题": "题目",
        "筛选：领域": "产品质量",
        "筛选：年份": "2024",
        "行数": f"{len(rows)} 行",
        "数据版本": store.dataset_version,
        "指纹": MARK,
        "生成时间": "2026-11-23 09:30",
    }
    assert dict(notes(opened(rows, store))["关于本文件"])["筛选"] == "未筛选"


def test_the_notes_name_the_filters_that_the_rows_do_not_follow(store: Store) -> None:
    """Of rows and of any table; without any there is no such line."""
    rows = store.observations(Selection(indicators=("economy.gdp",)))
    left = "级别“国家级”"
    numbers = workbook.to_xlsx(rows, store, "题目", {}, MADE, MARK, unfollowed=left)
    table = workbook.table_to_xlsx(rows, {"indicator": "指标"}, store, "题目", {}, MADE, MARK, unfollowed=left)
    for content in (numbers, table):
        assert dict(notes(load_workbook(io.BytesIO(content)))["关于本文件"])["未按此筛选"] == left
    assert "未按此筛选" not in dict(notes(opened(rows, store))["关于本文件"])


def test_the_notes_explain_what_the_rows_use(store: Store) -> None:
    """Definitions, words, sources, findings and citations of exactly these rows."""
    chosen = ("product.inspection.pass_rate", "food.sampling.pass_rate", "economy.retail_sales")
    rows = store.observations(Selection(indicators=chosen))
    parts = notes(opened(rows, store))
    assert dict(parts["指标定义"]) == dict(zip(rows["indicator"], rows["definition"], strict=True))
    assert [name for name, _ in parts["状态的含义"]] == ["白皮书所印", "推算", "缺失"]
    assert "修饰语的含义" not in parts
    sources = {f"{row.source}（{row.edition} 年度）" for row in rows.itertuples()}
    assert {name for name, _ in parts["来源"]} == sources
    findings = store.frame("findings")
    touched = findings[findings["observations"].map(lambda keys: bool(set(keys) & set(rows["key"])))]
    assert len(parts["涉及的核对"]) == len(touched) > 0
    assert {text for _, text in parts["涉及的核对"]} == {f"{r.title}：{r.explanation}" for r in touched.itertuples()}
    cited = dict(parts["如何引用"])
    assert MARK in str(cited.pop("本文件"))
    assert cited == {store.name("indicators", key): provenance.citation(store, key) for key in chosen}


def test_qualifiers_and_doubts_are_carried(store: Store) -> None:
    """In their own columns, and explained."""
    rows = store.observations(Selection(sector="product"))
    book = opened(rows, store)
    written = cells(book["数据"])
    assert [row["修饰语"] or "" for row in written] == list(rows["qualifier"])
    assert [row["存疑"] or "" for row in written] == list(rows["doubt"])
    used = {name for name, _ in notes(book)["修饰语的含义"]}
    assert used == set(rows["qualifier"]) - {""}
    assert "存疑" in dict(notes(book)["怎样读"])


def test_any_table_becomes_a_workbook(store: Store) -> None:
    """Honours and checks with the headings of the page; their words are explained."""
    honours = store.honours(Selection())
    book = tabled(honours, store, lists.HONOUR_HEADINGS, "荣誉", {"级别": "市级"})
    written = cells(book["数据"])
    assert list(written[0]) == list(lists.HONOUR_HEADINGS.values())
    for column, heading in lists.HONOUR_HEADINGS.items():
        assert [row[heading] or "" for row in written] == list(honours[column])
    assert [name for name, _ in notes(book)["级别的含义"]] == ["国家级", "市级", "区级"]
    assert [name for name, _ in notes(book)["状态的含义"]] == ["识别受损"]
    assert dict(notes(book)["关于本文件"])["行数"] == f"{len(honours)} 行"


def test_numbers_lists_and_nothing_in_any_table(store: Store) -> None:
    """Numbers stay numbers without a thousands separator, lists are joined, nothing is empty."""
    table = pd.DataFrame({"年份": [2024, 2023], "相差": [-1.5, None], "名单": [["甲", "乙"], []], "=新": [True, False]})
    book = tabled(table, store)
    assert cells(book["数据"]) == [
        {"年份": 2024, "相差": -1.5, "名单": "甲、乙", "=新": "是"},
        {"年份": 2023, "相差": None, "名单": None, "=新": "否"},
    ]
    assert book["数据"]["A2"].number_format == "General"
    assert book["数据"]["D1"].data_type == "s"


def test_no_rows_still_make_a_file(store: Store) -> None:
    """Headings stand over nothing, and the notes say so."""
    rows = store.observations(Selection(text="没有这样的指标"))
    book = opened(rows, store)
    assert cells(book["数据"]) == []
    assert dict(notes(book)["关于本文件"])["行数"] == "0 行"


def test_a_text_that_excel_cannot_hold_raises(store: Store) -> None:
    """Nothing is cut off silently."""
    table = pd.DataFrame({"说明": ["长" * 32768]})
    with pytest.raises(workbook.CellLimitError, match="A2"):
        tabled(table, store)


def test_a_wide_table_prints_what_can_be_read(store: Store) -> None:
    """The first columns up to a page's width, and the header says so; a narrow one prints whole."""
    rows = store.observations(Selection(sector="product"))
    wide = opened(rows, store)["数据"]
    last = re.fullmatch(r"'数据'!\$A\$1:\$([A-Z]+)\$\d+", wide.print_area)[1]
    printed = column_index_from_string(last)
    assert wide.cell(1, printed).value
    assert 7 < printed < wide.max_column
    assert f"只打印前 {printed} 列" in wide.oddHeader.right.text
    table = pd.DataFrame({"名称": ["甲"], "数值": [1]})
    narrow = tabled(table, store)["数据"]
    assert not narrow.print_area
    assert not narrow.oddHeader.right.text
