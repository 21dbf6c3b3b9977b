"""What `scale` measures: the rows of today grown as they would in a city, marked as synthetic, never shown."""

from __future__ import annotations

import hashlib
import json
import shutil
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc

from benchmarks.enlarged import SYNTHETIC
from whitepaper.model.dataset import INDEX, MANIFEST, Dataset
from whitepaper.model.keys import KEY, KEY_SEPARATOR
from whitepaper.publishing.build import write
from whitepaper.store import layout, search
from whitepaper.store.frames import unencoded
from whitepaper.store.index import Entry
from whitepaper.store.indexing import written
from whitepaper.store.store import Store

YEARS = ("edition", "year", "at_year", "superseded_by")
MOST_IN_MEMORY = 100
"""Times the rows up to which memory is measured: beyond, describing them at each start takes minutes."""


@dataclass(frozen=True)
class Scale:
    """So many publishers, each with so many papers, and so many times the towns."""

    publishers: int
    papers: int
    copies: int

    @property
    def times(self) -> int:
        """Times the rows."""
        return self.publishers * self.papers * self.copies


SCALES = (Scale(1, 1, 1), Scale(2, 5, 1), Scale(4, 5, 5), Scale(16, 8, 8))


def grown(rows: pa.Table, publisher: int, paper: int, copy: int) -> pa.Table:
    """Rows of the newest paper as of a publisher, of a paper so many years older, and of towns of another name."""
    own = _suffix(publisher, copy)
    for name in YEARS:
        if name in rows.column_names:
            column = rows[name]
            rows = _with(rows, name, pc.subtract(column, pa.scalar(paper, column.type)))
    for name, added in (("area_id", own), ("area", f"{SYNTHETIC}{own}" if own else "")):
        if name in rows.column_names and added:
            rows = _with(rows, name, pc.binary_join_element_wise(_text(rows[name]), added, ""))
    if "key" in rows.column_names:
        cells = [_text(rows[name].cast(pa.string()) if name == "edition" else rows[name]) for name in KEY]
        rows = _with(rows, "key", pc.binary_join_element_wise(*cells, KEY_SEPARATOR))
    return rows


def _suffix(publisher: int, copy: int) -> str:
    return f"_{publisher}_{copy}" if publisher or copy else ""


def _shapes(path: Path, areas: set[tuple[int, int]]) -> None:
    """Each town has the shape of the one that it was made of."""
    found = json.loads(path.read_text(encoding="utf-8"))
    found["features"] = [
        {**one, "properties": {**one["properties"], "code": one["properties"]["code"] + _suffix(*area)}}
        for area in sorted(areas)
        for one in found["features"]
    ]
    path.write_text(json.dumps(found, ensure_ascii=False), encoding="utf-8")


def _text(column: pa.ChunkedArray) -> pa.ChunkedArray:
    return column.cast(pa.string())


def _with(rows: pa.Table, name: str, column: pa.ChunkedArray) -> pa.Table:
    place = rows.column_names.index(name)
    return rows.set_column(place, rows.schema.field(place), column.cast(rows.schema.field(place).type))


def made(store: Store, scale: Scale, folder: Path) -> Dataset:
    """The data set at a scale, built tables and what an engine reads."""
    shutil.rmtree(folder, ignore_errors=True)
    tables = {name: unencoded(table) for name, table in store.tables.items()}
    parts = [(p, y, c) for p in range(scale.publishers) for y in range(scale.papers) for c in range(scale.copies)]
    areas = {(p, c) for p, _, c in parts}
    tables["areas"] = pa.concat_tables([_area(tables["areas"], p, c) for p, c in sorted(areas)])
    tables["editions"] = pa.concat_tables([grown(tables["editions"], 0, y, 0) for y in reversed(range(scale.papers))])
    if scale.times <= MOST_IN_MEMORY:
        tables["observations"] = pa.concat_tables([grown(tables["observations"], *part) for part in parts])
    shutil.copytree(store.dataset.root / "geo", folder / "geo")
    _shapes(folder / "geo" / "towns.geojson", areas)
    write(tables, folder / "parquet")
    _index(store, areas, folder / "parquet")
    described = unencoded(store.in_memory().described)

    def publishers() -> Iterator[tuple[str, pa.Table]]:
        for publisher in range(scale.publishers):
            own = [(paper, copy) for paper in range(scale.papers) for copy in range(scale.copies)]
            yield str(publisher), pa.concat_tables(grown(described, publisher, *part) for part in own)

    layout.lay(publishers(), store.declared, folder / "parquet")
    return Dataset(folder)


def _index(store: Store, areas: set[tuple[int, int]], folder: Path) -> None:
    """The index of the search of the data set at a scale: the numbers and towns of each of its areas."""
    found = list(search.entries(store))

    def entries() -> Iterator[Entry]:
        for area in sorted(areas):
            own = "" if area == (0, 0) else f" {SYNTHETIC} {area[0]} {area[1]}"
            for one in found:
                if not own or one.kind in ("indicator", "town"):
                    yield replace(one, words=one.words + own)

    manifest = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
    content = written(entries(), manifest["dataset_version"])
    manifest["files"][INDEX] = {"sha256": hashlib.sha256(content).hexdigest()}
    (folder / INDEX).write_bytes(content)
    (folder / MANIFEST).write_text(json.dumps(manifest), encoding="utf-8")


def _area(areas: pa.Table, publisher: int, copy: int) -> pa.Table:
    return grown(
        _with(areas, "name", pc.binary_join_element_wise(_text(areas["name"]), SYNTHETIC, "")), publisher, 0, copy
    )
