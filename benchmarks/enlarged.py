"""The data set, some times as large: made up to measure with, marked as synthetic, and never shown as anything else.

It grows as it may in the office: by more white papers, each one year older than the next, and by more indicators. The
newest paper stays as it is, so that a page about it shows the same before and after.
"""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pandas as pd
import pyarrow as pa

from whitepaper.model.dataset import Dataset
from whitepaper.model.keys import KEY, KEY_SEPARATOR, joined
from whitepaper.publishing.build import write
from whitepaper.publishing.editions import superseded_by
from whitepaper.store.frames import unencoded
from whitepaper.store.store import Store

SYNTHETIC = "（合成数据，仅供测量）"
YEAR = re.compile(r"(?<!\d)(20\d\d)(?!\d)")
INDICATORS = ("numerator_indicator", "denominator_indicator")
COPIED = ("indicators", "observations", "restatements", "checks", "findings")
"""The tables that grow with the indicators; those that grow with the papers have a column `edition`."""
Row = dict[str, Any]


def enlarged(dataset: Dataset, folder: Path, papers: int, copies: int) -> Dataset:
    """The built tables of a data set with so many papers and so many times its indicators, built into a folder."""
    store = Store.load(dataset)
    tables = dict(store.tables)
    for name, table in tables.items():
        if "edition" in table.column_names:
            tables[name] = _grown(table, papers, _older)
        if name in COPIED:
            tables[name] = _grown(tables[name], copies, _copy)
    current = superseded_by(tables["observations"].select([*KEY, "status"]).to_pandas())
    tables["observations"] = _with(
        tables["observations"], "superseded_by", [None if pd.isna(at) else at for at in current]
    )
    for name, column, names in (("profile", "value", {"title", "subject"}), ("editions", "title", None)):
        rows = tables[name].to_pylist()
        said = [row[column] + (SYNTHETIC if names is None or row["name"] in names else "") for row in rows]
        tables[name] = _with(tables[name], column, said)
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(dataset.root / "geo", folder / "geo")
    write(tables, folder / "parquet")
    return Dataset(folder)


def _grown(table: pa.Table, times: int, changed: Callable[[Row, int], Row]) -> pa.Table:
    """A table and `times` - 1 changed copies of its rows, each with its number; the last copy first."""
    rows = table.to_pylist()
    plain = unencoded(table.slice(0, 0)).schema  # more texts than the numbers of these hold
    made = [pa.Table.from_pylist([changed(row, number) for row in rows], plain) for number in range(times)]
    return pa.concat_tables(reversed(made)).combine_chunks()


def _older(row: Row, years: int) -> Row:
    """A row of a paper as of the paper so many years before."""
    edition = row["edition"] - years
    found = row | {"edition": edition}
    if row.get("year") and "period" in row:
        found["year"] = row["year"] - years
    if "period" in row:
        found["period"] = _moved(row["period"], years)
    if "finding_id" in row:
        found["finding_id"] = f"{edition}:{row['check_id']}"
    if "published" in row:
        found |= {"title": _moved(row["title"], years), "published": _moved(row["published"], years)}
    return found | _with_keys(row, lambda cells: cells | {"edition": edition, "period": _moved(cells["period"], years)})


def _copy(row: Row, number: int) -> Row:
    """A row about an indicator as of its copy; of copy 0 as it is."""
    if not number:
        return row
    found = row | {name: f"{row[name]}_{number}" for name in ("indicator_id", *INDICATORS) if row.get(name)}
    found |= {name: f"{row[name]}_{number}" for name in ("check_id", "finding_id") if name in row}
    if "related" in row:
        found |= {"name": f"{row['name']}（合成 {number}）", "related": [f"{one}_{number}" for one in row["related"]]}
    return found | _with_keys(row, lambda cells: cells | {"indicator_id": f"{cells['indicator_id']}_{number}"})


def _with_keys(row: Row, changed: Callable[[Row], Row]) -> Row:
    """The lists of keys in a row of a check, each key changed."""
    lists = {name: row[name] for name in ("observations", "doubted") if name in row}
    return {name: [_key(one, changed) for one in keys] for name, keys in lists.items()}


def _key(key: str, changed: Callable[[Row], Row]) -> str:
    return joined(changed(dict(zip(KEY, key.split(KEY_SEPARATOR), strict=True))).values())


def _moved(period: str, years: int) -> str:
    return YEAR.sub(lambda found: str(int(found[1]) - years), period)


def _with(table: pa.Table, name: str, cells: list[Any]) -> pa.Table:
    place = table.column_names.index(name)
    return table.set_column(place, name, pa.array(cells, table.schema.field(name).type))
