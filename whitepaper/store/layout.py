"""The described observations as Parquet beside the tables of a version: for an engine, and for memory to start with.

`engine/publisher=…/rows.parquet`: one file a publisher, as each file costs every question a look, and in it the rows by
sector and indicator, so that what a question is not about is not read; their places say how they stand in the paper.
"""

from __future__ import annotations

import hashlib
import json
import shutil
from collections.abc import Iterable, Mapping
from contextlib import suppress
from functools import cache
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from whitepaper.model.dataset import MANIFEST, NAME
from whitepaper.model.errors import DataMissingError, WriteError
from whitepaper.model.schema import DESCRIBED, Table

FOLDER, LAID = "engine", "engine.json"
PLACE = "place"
"""Column with the place of a row among all, from 0."""
TABLE = "observations"
PARTITIONS = "publisher=*/*.parquet"
SORTED = ("sector_id", "indicator_id", PLACE)
GROUP = 20_000
"""Rows of a row group, of which an engine leaves out those that a question is not about."""
LARGE = 20_000
"""Rows from which a build lays them out for memory, too: to describe so many at each start takes seconds."""
ROOMS = ("model", "printed", "checks", "store")
"""Where the program says how a row is described."""


def shape(declared: Mapping[str, Table]) -> pa.Schema:
    """The columns of an observation: as built, described, and its place."""
    fields = [*declared[TABLE].arrow, *declared[DESCRIBED].arrow]
    return pa.schema([*fields, pa.field(PLACE, pa.int64(), nullable=False)])


def lay(parts: Iterable[tuple[str, pa.Table]], declared: Mapping[str, Table], folder: Path) -> Path:
    """Write described rows beside the tables of a folder; where. Raises WriteError.

    parts: each publisher and all of its rows, in the order of all; one part is in memory at a time.

    What the same program made from the same tables is left, as readers may have it open; another is replaced once this
    is whole.
    """
    target, fresh = folder / FOLDER, folder / f"{FOLDER}.new"
    with suppress(DataMissingError):
        return laid(folder)[0]
    number = 0
    try:
        shutil.rmtree(fresh, ignore_errors=True)
        for publisher, rows in parts:
            places = pa.array(range(number, number + rows.num_rows), pa.int64())
            _write(rows.append_column(PLACE, places).cast(shape(declared)), fresh / f"publisher={publisher}")
            number += rows.num_rows
        about = {"manifest": _made_from(folder), "program": program(), "rows": number, "files": _sizes(fresh)}
        (fresh / LAID).write_text(json.dumps(about, indent=1) + "\n", encoding="utf-8")
        shutil.rmtree(target, ignore_errors=True)
        fresh.rename(target)
    except OSError as error:
        shutil.rmtree(fresh, ignore_errors=True)
        raise WriteError(
            f"{target} 没有写成（{error.strerror or error}）。请看磁盘和权限，再{_remedy(folder)}"
        ) from error
    return target


def laid(folder: Path) -> tuple[Path, int]:
    """The place that an engine reads, and how many rows there are.

    Raises DataMissingError where it is absent, was made from other tables or by another program, or has lost a file.
    """
    place = folder / FOLDER
    try:
        about = json.loads((place / LAID).read_text(encoding="utf-8"))
    except FileNotFoundError as error:
        raise DataMissingError(f"{place} 不存在：还没有为引擎备好数据。{_remedy(folder)}") from error
    except (OSError, ValueError) as error:
        raise DataMissingError(f"{place / LAID} 不能读取（{type(error).__name__}）。{_remedy(folder)}") from error
    if about.get("manifest") != _made_from(folder):
        raise DataMissingError(f"{place} 是由另一次生成的数据备的。{_remedy(folder)}")
    if about.get("program") != program():
        raise DataMissingError(f"{place} 是由另一版程序备的。{_remedy(folder)}")
    if about.get("files") != _sizes(place):
        raise DataMissingError(f"{place} 的文件与备好时不同（可能损坏，或被改动）。{_remedy(folder)}")
    return place, int(about["rows"])


def rows(folder: Path, declared: Mapping[str, Table]) -> pa.Table:
    """All that is laid out beside the tables of a folder, in the order of the paper, as `describe` gives it.

    Raises DataMissingError as `laid`.
    """
    place, _number = laid(folder)
    columns = shape(declared)
    coded = [field.name for field in columns if field.type == pa.string() and field.name != "key"]
    files = sorted(place.glob(PARTITIONS))
    parts = [pq.ParquetFile(path, read_dictionary=coded).read() for path in files]
    found = pa.concat_tables(parts).unify_dictionaries().combine_chunks()
    return found.take(np.argsort(found[PLACE].to_numpy())).drop_columns([PLACE])


@cache
def program() -> str:
    """Digits of the code that describes rows."""
    content, root = hashlib.sha256(), Path(__file__).parents[1]
    for path in sorted(path for room in ROOMS for path in (root / room).glob("*.py")):
        content.update(path.read_text(encoding="utf-8").encode())
    return content.hexdigest()


def _write(rows: pa.Table, place: Path) -> None:
    place.mkdir(parents=True)
    rows = rows.sort_by([(name, "ascending") for name in SORTED])
    pq.write_table(rows, place / "rows.parquet", row_group_size=GROUP, compression="zstd")


def _remedy(folder: Path) -> str:
    named = f" {folder.name}" if NAME.fullmatch(folder.name) else ""
    return f"请运行 python -m whitepaper engine{named}"


def _made_from(folder: Path) -> str:
    return hashlib.sha256((folder / MANIFEST).read_bytes()).hexdigest()


def _sizes(place: Path) -> dict[str, int]:
    return {path.relative_to(place).as_posix(): path.stat().st_size for path in sorted(place.glob(PARTITIONS))}
