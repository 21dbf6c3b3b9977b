"""What readers take home."""

import csv
import io
import zipfile
from pathlib import Path

import pandas as pd
import pytest

from whitepaper.files import csv_files
from whitepaper.files.names import file_name
from whitepaper.model.dataset import Dataset
from whitepaper.model.schema import DESCRIBED
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
            "闵行区产品质量·食品数据（2024年度）_3行_{version}",
        ),
        (Selection(towns=("310112114",), text="a/b:c*?"), "浦江镇质量数据：abc_3行_{version}"),
        (Selection(emphasis=("food.sampling.pass_rate~310112~流通",)), "闵行区质量数据_3行_{version}"),
    ],
)
def test_the_file_name_says_what_is_in_it(store: Store, selection: Selection, expected: str) -> None:
    """Choices, rows and version, without a character that Windows forbids."""
    name = file_name(selection, 3, store)
    assert name == expected.format(version=store.dataset_version)


def test_the_dataset_holds_every_table_twice_and_its_dictionary(store: Store) -> None:
    """CSV and Parquet of each table, a dictionary that names every column, the same bytes each time."""
    content = csv_files.dataset_zip(store)
    assert content == csv_files.dataset_zip(store)
    archive = zipfile.ZipFile(io.BytesIO(content))
    assert archive.testzip() is None
    for name in store.tables:
        assert len(read(archive.read(f"csv/{name}.csv"))) == store.tables[name].num_rows
        parquet = pd.read_parquet(io.BytesIO(archive.read(f"parquet/{name}.parquet")))
        assert len(parquet) == store.tables[name].num_rows
    named = {(row["表"], row["列"]) for row in read(archive.read("数据字典.csv"))}
    declared = [table for table in store.declared.values() if table.name != DESCRIBED]
    assert named == {(table.name, column) for table in declared for column in table.names}


def test_the_dataset_taken_home_is_read_by_the_package(store: Store, tmp_path: Path) -> None:
    """Unpacked, its Parquet files and their manifest are a data set of their own, with the same numbers."""
    zipfile.ZipFile(io.BytesIO(csv_files.dataset_zip(store))).extractall(tmp_path)
    taken = Store.load(Dataset(tmp_path))
    pd.testing.assert_frame_equal(taken.observations(Selection()), store.observations(Selection()))
