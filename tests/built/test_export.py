"""What readers take home."""

import csv
import io
import re
from decimal import Decimal

import pandas as pd
import pytest

from whitepaper.files import csv_files, spreadsheet
from whitepaper.files.names import file_name
from whitepaper.model.selection import Selection
from whitepaper.store.store import Store

HEADINGS = [
    "领域",
    "子领域",
    "指标",
    "地区",
    "分类",
    "期间",
    "数值",
    "单位",
    "口径",
    "修饰语",
    "原文所印",
    "状态",
    "存疑",
    "口径待核",
    "来源",
    "章节",
    "页码",
    "部门",
    "说明",
    "定义",
    "版本",
    "是否现行",
    "数据版本",
]


def read(content: bytes) -> list[dict[str, str]]:
    """Rows of a CSV as any spreadsheet reads it."""
    assert content.startswith(b"\xef\xbb\xbf")
    return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline="")))


def test_every_printed_text_survives_a_spreadsheet_and_a_program(store: Store) -> None:
    """A text without a sign is a number that is shown as it is printed, or none; pandas reads each text back."""
    rows = store.vintages(Selection())
    read_back = pd.read_csv(io.BytesIO(csv_files.to_csv(rows, store)), dtype={"原文所印": str}, keep_default_na=False)
    assert list(read_back["原文所印"].str.strip()) == list(rows["printed"])
    assert pd.to_numeric(read_back["数值"]).equals(rows["value"].reset_index(drop=True))
    texts = {text for table in store.tables for text in _texts(store.frame(table))}
    assert {"7:8", "-4.0", "近1/2", "99.20%"} <= texts
    for text in texts:
        made = spreadsheet.kept(text)
        assert made in {text, "\t" + text}  # nothing of the paper's would be run
        if made == text and re.fullmatch(r"[-+]?[\d.]+%?", text):
            assert _as_a_spreadsheet_shows(text) == text.lstrip("+")


def _texts(table: pd.DataFrame) -> set[str]:
    return {cell for column in table for cell in table[column] if isinstance(cell, str)}


def _as_a_spreadsheet_shows(text: str) -> str:
    """A number that is typed: without needless zeros; a percentage with two decimals."""
    if text.endswith("%"):
        return f"{Decimal(text[:-1]):.2f}%"
    return f"{Decimal(text).normalize():f}"


def test_the_csv_has_the_promised_headings_and_rows_in_order(store: Store) -> None:
    """Byte order mark, headings, and exactly the rows given, in their order."""
    rows = store.observations(Selection(indicators=("food.sampling.pass_rate",))).iloc[::-1]
    written = read(csv_files.to_csv(rows, store))
    assert list(written[0]) == HEADINGS
    assert [row["分类"] for row in written] == list(rows["category"])
    assert {row["数据版本"] for row in written} == {store.dataset_version}


def test_a_missing_value_is_an_empty_cell_with_its_reason(store: Store) -> None:
    """Nothing stands for a number that the paper does not print."""
    rows = store.observations(Selection(indicators=("food.sampling.pass_rate",), years=(2022,)))
    (row,) = read(csv_files.to_csv(rows, store))
    assert (row["数值"], row["状态"]) == ("", "缺失：原文为图片")


def test_a_derived_value_shows_its_formula(store: Store) -> None:
    """The reader of the file sees that and how it was computed."""
    rows = store.observations(Selection(indicators=("economy.retail_sales",), years=(2023,)))
    (row,) = read(csv_files.to_csv(rows, store))
    assert row["状态"] == "推算"
    assert "÷ (1 - 8.5%)" in row["说明"]


def test_numbers_stay_numbers(store: Store) -> None:
    """Negative numbers get no quote, whole numbers no decimals."""
    rows = store.observations(Selection(indicators=("economy.retail_sales", "food.sampling.samples")))
    values = {row["数值"] for row in read(csv_files.to_csv(rows, store))}
    assert {"-8.5", "1813.87", "4656"} <= values


@pytest.mark.parametrize(
    ("selection", "expected"),
    [
        (Selection(), "闵行区质量数据_3行_{version}"),
        (
            Selection(sector="product", subsector="product.food", years=(2024,)),
            "闵行区产品质量·食品数据（2024年）_3行_{version}",
        ),
        (Selection(towns=("310112114",), text="a/b:c*?"), "浦江镇质量数据：abc_3行_{version}"),
        (Selection(emphasis=("food.sampling.pass_rate~310112~流通",)), "闵行区质量数据_3行_{version}"),
    ],
)
def test_the_file_name_says_what_is_in_it(store: Store, selection: Selection, expected: str) -> None:
    """Choices, rows and version, without a character that Windows forbids."""
    name = file_name(selection, 3, store)
    assert name == expected.format(version=store.dataset_version)
