"""Measure what 10, 100 and 1,000 times the rows cost, in memory and on DuckDB: the table for docs/scale.md.

The rows grow as they would in a city: more publishers, more towns, more papers. They are written straight to Parquet,
marked as synthetic, and never shown. Each data set and store has a process of its own; they take turns, and what counts
is processor time, which other programs on the machine hardly touch. Wall time is told beside it where DuckDB uses
several processors at once.
"""

from __future__ import annotations

import multiprocessing
import os
import shutil
import statistics
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from benchmarks.enlarged import SYNTHETIC
from benchmarks.size import ROOT, Figures, memory, spent
from whitepaper.files import csv_files
from whitepaper.model.dataset import VARIABLE, Dataset
from whitepaper.model.keys import KEY, KEY_SEPARATOR
from whitepaper.model.selection import Selection
from whitepaper.publishing.build import write
from whitepaper.store import layout, makers
from whitepaper.store.store import Store

BUILT = ROOT / "build" / "scale"
TURNS = 10
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
FIGURES = {
    "open": "opened, ready for the first question",
    "choices": "choices of all filters (once)",
    "indicator": "filter change, rows: another indicator, of one district, of three years",
    "sector": "filter change, rows: another sector, of one district, of three years",
    "count": "filter change, count: another sector, of all",
    "offered": "indicators that another sector leaves to choose from",
    "text": "rows found by a word",
    "first": "first 50 rows of everything",
    "page": "page 数据探索: another indicator, of one district, of three years",
    "csv": "CSV of everything, streamed (once)",
}
MEMORY = {"opened": "memory, opened", "before": "memory before the CSV", "peak": "memory at its peak, after the CSV"}
WORDS = ("合格率", "食品", "投诉", "专利")


def grown(rows: pa.Table, publisher: int, paper: int, copy: int) -> pa.Table:
    """Rows of the newest paper as of a publisher, of a paper so many years older, and of towns of another name."""
    own = f"_{publisher}_{copy}" if publisher or copy else ""
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


def _text(column: pa.ChunkedArray) -> pa.ChunkedArray:
    return column.cast(pa.string())


def _with(rows: pa.Table, name: str, column: pa.ChunkedArray) -> pa.Table:
    place = rows.column_names.index(name)
    return rows.set_column(place, rows.schema.field(place), column.cast(rows.schema.field(place).type))


def made(store: Store, scale: Scale, folder: Path) -> Dataset:
    """The data set at a scale, built tables and what an engine reads."""
    shutil.rmtree(folder, ignore_errors=True)
    tables = {name: _plain(table) for name, table in store.tables.items()}
    parts = [(p, y, c) for p in range(scale.publishers) for y in range(scale.papers) for c in range(scale.copies)]
    areas = {(p, c) for p, _, c in parts}
    tables["areas"] = pa.concat_tables([_area(tables["areas"], p, c) for p, c in sorted(areas)])
    tables["editions"] = pa.concat_tables([grown(tables["editions"], 0, y, 0) for y in reversed(range(scale.papers))])
    if scale.times <= MOST_IN_MEMORY:
        tables["observations"] = pa.concat_tables([grown(tables["observations"], *part) for part in parts])
    shutil.copytree(store.dataset.root / "geo", folder / "geo")
    write(tables, folder / "parquet")
    described = _plain(store.in_memory().described)

    def publishers() -> Iterator[tuple[str, pa.Table]]:
        for publisher in range(scale.publishers):
            own = [(paper, copy) for paper in range(scale.papers) for copy in range(scale.copies)]
            yield str(publisher), pa.concat_tables(grown(described, publisher, *part) for part in own)

    layout.lay(publishers(), store.declared, folder / "parquet")
    return Dataset(folder)


def _area(areas: pa.Table, publisher: int, copy: int) -> pa.Table:
    return grown(
        _with(areas, "name", pc.binary_join_element_wise(_text(areas["name"]), SYNTHETIC, "")), publisher, 0, copy
    )


def _plain(table: pa.Table) -> pa.Table:
    """With its texts not encoded."""
    fields = [f.with_type(pa.string()) if pa.types.is_dictionary(f.type) else f for f in table.schema]
    return table.cast(pa.schema(fields))


def visit(root: str, kept: str, line: Connection) -> None:
    """In a process of its own: open a data set in a store, then make one turn at each word, and the CSV at the last."""
    os.environ |= {VARIABLE: root, makers.VARIABLE: kept, "WHITEPAPER_STORE_SECONDS": "600"}
    from streamlit.testing.v1 import AppTest

    from components.frame import runtime

    found = {"open": spent(lambda: runtime.store().rows.ready()), "opened": memory()}
    store = runtime.store()
    line.send(found | {"choices": spent(lambda: store.vocabulary), "rows": len(store.rows)})
    indicators = list(dict.fromkeys(store.tables["headlines"]["indicator_id"].to_pylist()))
    sectors = list(store.names("sectors"))
    own = Selection(towns=(store.district,), years=store.years_with_levels[-3:])
    app = AppTest.from_file(ROOT / "components" / "shell.py", default_timeout=600).run()
    app.switch_page("../pages/explore.py")
    app.query_params.update(indicator=indicators[-1], town=store.district, year=",".join(map(str, own.years)))
    app.run()
    assert not app.exception
    turn = 0
    while line.recv():
        indicator, sector = indicators[turn % len(indicators)], sectors[turn % len(sectors)]
        asked: dict[str, Callable[[], object]] = {
            "indicator": lambda: store.observations(replace(own, indicators=(indicator,))),  # noqa: B023
            "sector": lambda: store.observations(replace(own, sector=sector)),  # noqa: B023
            "count": lambda: store.count(Selection(sector=sector)),  # noqa: B023
            "offered": lambda: store.indicators_within(Selection(sector=sector)),  # noqa: B023
            "text": lambda: store.count(Selection(text=WORDS[turn % len(WORDS)])),  # noqa: B023
            "first": lambda: store.rows.first(Selection(), 50),
        }
        answers = {name: spent(question) for name, question in asked.items()}
        app.multiselect(key="filter_indicators").set_value([indicator])
        answers["page"] = spent(app.run)
        assert not app.exception
        line.send(answers)
        turn += 1
    before = memory()
    size = 0

    def everything() -> None:
        nonlocal size
        for part in csv_files.streamed(store, Selection()):
            size += len(part)

    line.send({"csv": spent(everything), "before": before, "peak": memory("VmHWM"), "size": size / 2**20})


def measure(datasets: Mapping[tuple[int, str], Dataset]) -> dict[tuple[int, str], Figures]:
    """The figures of each data set in each store, measured by turns; the CSV one after the other."""
    found: dict[tuple[int, str], Figures] = {name: defaultdict(list) for name in datasets}
    context, lines, processes = multiprocessing.get_context("spawn"), {}, []
    for name, dataset in datasets.items():
        lines[name], other = context.Pipe()
        processes.append(context.Process(target=visit, args=(str(dataset.root), f"{name[1]}:", other), daemon=True))
        processes[-1].start()
        other.close()  # so that a process that fails ends the line, and the measuring
        _add(found[name], lines[name].recv())
    for turn in range(TURNS + 1):
        for name, line in lines.items():
            line.send(turn < TURNS)
            _add(found[name], line.recv())
    for process in processes:
        process.join()
    return found


def _add(figures: Figures, answers: Mapping[str, float]) -> None:
    for name, value in answers.items():
        figures[name].append(value)


def table(found: Mapping[tuple[int, str], Figures]) -> str:
    """The figures side by side as Markdown, each time with its ratio to the first column."""
    base: dict[str, Any] = next(iter(found.values()))
    lines = ["| what | " + " | ".join(f"{times:,} ×, {kept}" for times, kept in found) + " |"]
    lines.append("|---" * (len(found) + 1) + "|")
    lines.append("| numbers (rows) | " + " | ".join(f"{one['rows'][0]:,.0f}" for one in found.values()) + " |")
    for key, name in FIGURES.items():
        medians = [statistics.median(one[key]) for one in found.values()]
        cells = [f"{median:.1f} ms ({median / statistics.median(base[key]):.2f} ×)" for median in medians]
        lines.append(f"| {name} | " + " | ".join(cells) + " |")
    for key, name in MEMORY.items():
        lines.append(f"| {name} | " + " | ".join(f"{one[key][-1]:.0f} MB" for one in found.values()) + " |")
    lines.append("| size of the CSV | " + " | ".join(f"{one['size'][-1]:.0f} MB" for one in found.values()) + " |")
    return "\n".join(lines)


def main() -> None:
    """Make the data sets, measure, and print the table for docs/scale.md."""
    from benchmarks.run import machine  # the processes that are measured need no browser

    store = Store.load(kept=makers.IN_MEMORY)
    datasets: dict[tuple[int, str], Dataset] = {}
    for scale in SCALES:
        dataset = made(store, scale, BUILT / str(scale.times))
        for kept in (makers.MEMORY, "duckdb"):
            if kept != makers.MEMORY or scale.times <= MOST_IN_MEMORY:
                datasets[scale.times, kept] = dataset
    shown = table(measure(datasets))
    print(f"{shown}\n\n{machine()}")


if __name__ == "__main__":
    main()
