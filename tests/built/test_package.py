"""The whole data set as a ZIP: raw tables, and a descriptor that holds for them."""

import csv
import io
import json
import zipfile
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from whitepaper.files import package, package_texts
from whitepaper.model.dataset import Dataset
from whitepaper.model.schema import DESCRIBED
from whitepaper.model.selection import Selection
from whitepaper.store.store import Store

CASTS = {"string": str, "integer": int, "number": float}


def unpacked(content: bytes) -> dict[str, bytes]:
    """Name and content of every file."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        assert archive.testzip() is None
        return {name: archive.read(name) for name in archive.namelist()}


@pytest.fixture(scope="module")
def files(store: Store) -> dict[str, bytes]:
    """Those of the data set."""
    return unpacked(package.dataset_zip(store))


def read(content: bytes) -> list[dict[str, str]]:
    """Rows of a CSV with a byte order mark."""
    return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline="")))


def problems(files: dict[str, bytes]) -> Iterator[str]:
    """Where the CSVs are not what the descriptor says, by the rules of Data Package and Table Schema."""
    resources = {one["name"]: one for one in json.loads(files["datapackage.json"])["resources"]}
    rows = {name: read(files[one["path"]]) for name, one in resources.items()}
    for name, one in resources.items():
        content, schema = files[one["path"]], one["schema"]
        if one["bytes"] != len(content) or one["hash"] != f"sha256:{sha256(content).hexdigest()}":
            yield f"{name}: hash"
        if content.decode("utf-8-sig").splitlines()[0].split(",") != [field["name"] for field in schema["fields"]]:
            yield f"{name}: header"
        for field in schema["fields"]:
            yield from (
                f"{name}.{field['name']}: {cell}" for cell in _wrong(field, [row[field["name"]] for row in rows[name]])
            )
        keys = [tuple(row[column] for column in schema["primaryKey"]) for row in rows[name]]
        if len(set(keys)) != len(keys) or not all(map(any, keys)):
            yield f"{name}: primary key"
        for foreign in schema["foreignKeys"]:
            (own,), reference = foreign["fields"], foreign["reference"]
            others = {row[reference["fields"][0]] for row in rows[reference["resource"] or name]}
            yield from (f"{name}.{own}: {row[own]}" for row in rows[name] if row[own] and row[own] not in others)


def _wrong(field: dict[str, Any], cells: list[str]) -> Iterator[str]:
    for cell in cells:
        if not cell:
            if field["constraints"].get("required"):
                yield "empty"
        elif cell not in field["constraints"].get("enum", [cell]):
            yield cell
        else:
            CASTS[field["type"]](cell)


def test_the_dataset_holds_every_table_twice_and_its_dictionary(store: Store, files: dict[str, bytes]) -> None:
    """CSV and Parquet of each table, a dictionary that names every column, the same bytes each time."""
    assert unpacked(package.dataset_zip(store)) == files
    for name in store.tables:
        assert len(read(files[f"csv/{name}.csv"])) == store.tables[name].num_rows
        assert len(pd.read_parquet(io.BytesIO(files[f"parquet/{name}.parquet"]))) == store.tables[name].num_rows
    named = {(row["表"], row["列"]) for row in read(files["数据字典.csv"])}
    declared = [table for table in store.declared.values() if table.name != DESCRIBED]
    assert named == {(table.name, column) for table in declared for column in table.names}


def test_the_same_data_give_the_same_bytes(store: Store) -> None:
    """No time of packing, nothing in another order."""
    assert package.dataset_zip(store) == package.dataset_zip(store)


def test_the_dataset_taken_home_is_read_by_the_package(files: dict[str, bytes], store: Store, tmp_path: Path) -> None:
    """Unpacked, its Parquet files and their manifest are a data set of their own, with the same numbers."""
    (tmp_path / "parquet").mkdir()
    for name, content in files.items():
        if name.startswith("parquet/"):
            (tmp_path / name).write_bytes(content)
    taken = Store.load(Dataset(tmp_path))
    pd.testing.assert_frame_equal(taken.observations(Selection()), store.observations(Selection()))


def test_the_tables_are_raw(store: Store, files: dict[str, bytes]) -> None:
    """What a key or a printed text begins with is the first sign of its cell."""
    for name, table in store.declared.items():
        if name == DESCRIBED:
            continue
        frame, rows = store.frame(name), read(files[f"csv/{name}.csv"])
        for column in (one.name for one in table.columns if one.type == "string"):
            assert [row[column] for row in rows] == list(frame[column])


def test_the_descriptor_holds(files: dict[str, bytes]) -> None:
    """Names, hashes, types, required cells, codes and keys of every CSV."""
    assert list(problems(files)) == []
    described = json.loads(files["datapackage.json"])
    paths = {one["path"] for one in described["resources"]}
    assert paths == {name for name in files if name.endswith(".csv") and "/" in name}
    assert described["licenses"][0]["path"] in files
    assert described["profile"] == "tabular-data-package"


def test_the_descriptor_of_several_papers_holds(two_editions: Store) -> None:
    """Superseded numbers and names that changed included."""
    assert list(problems(unpacked(package.dataset_zip(two_editions)))) == []


@pytest.mark.parametrize(
    ("column", "cell"),
    [("indicator_id", "gone"), ("status", "gone"), ("edition", ""), ("unit", "gone")],
)
def test_a_table_that_is_not_as_described_is_found(files: dict[str, bytes], column: str, cell: str) -> None:
    """The check above finds a wrong key, a wrong code and an empty cell."""
    rows = read(files["csv/observations.csv"])
    rows[0][column] = cell
    stream = io.StringIO(newline="")
    writer = csv.DictWriter(stream, list(rows[0]))
    writer.writeheader()
    writer.writerows(rows)
    changed = files | {"csv/observations.csv": stream.getvalue().encode("utf-8-sig")}
    found = list(problems(changed))
    assert any(one.startswith(f"observations.{column}: ") for one in found)
    assert "observations: hash" in found


def test_the_numbers_stand_under_the_names_of_sdmx_too(store: Store, files: dict[str, bytes]) -> None:
    """Every column of observations, dimensions before the value."""
    rows, named = store.frame("observations"), package.SDMX_NAMES
    assert set(named) == set(store.declared["observations"].names)
    found = read(files[package.SDMX])
    assert list(found[0])[:8] == [
        "INDICATOR", "REF_AREA", "CATEGORY", "TIME_PERIOD", "MEASURE", "EDITION", "OBS_VALUE", "UNIT_MEASURE",
    ]  # fmt: skip
    plain = read(files["csv/observations.csv"])
    assert [{name: row[other] for name, other in named.items()} for row in found] == plain
    assert len(found) == len(rows)


@pytest.mark.parametrize("name", ["README.zh-CN.txt", "README.txt", "LICENSE.txt"])
def test_the_words_are_filled_in(store: Store, files: dict[str, bytes], name: str) -> None:
    """Source and data version; no place is left open, each line ends as Windows ends it."""
    text = files[name].decode("utf-8-sig")
    for paper in store.frame("editions").itertuples():
        assert f"{paper.publisher}：《{paper.title}》" in text
    assert store.dataset_version in text
    assert "{" not in text
    assert text.count("\n") == text.count("\r\n")


def test_every_table_is_named_in_both_languages(store: Store, files: dict[str, bytes]) -> None:
    """In both texts, with its rows."""
    assert set(package_texts.TITLES) == set(store.declared) - {DESCRIBED}
    for name in package_texts.README:
        text = files[name].decode("utf-8-sig")
        for table, titles in package_texts.TITLES.items():
            assert f"csv/{table}.csv  {store.tables[table].num_rows}  {' / '.join(titles)}" in text
