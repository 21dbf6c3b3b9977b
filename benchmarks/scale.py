"""Measure what 10, 100 and 1,000 times the rows cost, in memory, on DuckDB, on Spark: the table for docs/scale.md.

`python -m benchmarks.scale [TIMES …]` measures those scales, of what is measured before the last figures are kept in
build/scale, so that the table can be made in parts. Spark is measured where `tools.engine --measure` has started it.

The rows grow as they would in a city: more publishers, more towns, more papers. They are written straight to Parquet,
marked as synthetic, and never shown. Each data set and store has a process of its own; they take turns, and what counts
is processor time, which other programs on the machine hardly touch; of a page also the time by the clock, as an engine
works in other processes.
"""

from __future__ import annotations

import json
import multiprocessing
import os
import statistics
import sys
import time
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

from benchmarks.size import ROOT, Figures, memory, spent
from tools.engine import ADDRESS
from whitepaper.files import csv_files
from whitepaper.model.dataset import VARIABLE, Dataset
from whitepaper.model.selection import Selection
from whitepaper.store import makers, search
from whitepaper.store.store import Store

BUILT = ROOT / "build" / "scale"
KEPT = BUILT / "figures.json"
TURNS = 10
FIGURES = {
    "open": "started: opened, ready for the first question, with its search",
    "warm": "all that every reader needs made ready (once)",
    "visit": "first page that a reader opens, 总览 with nothing chosen (once)",
    "all": "page 指标查询 with nothing chosen, its table of the first 2,000 rows (once)",
    "choices": "choices of all filters (once)",
    "indicator": "filter change, rows: another indicator, of one district, of three years",
    "sector": "filter change, rows: another sector, of one district, of three years",
    "count": "filter change, count: another sector, of all",
    "offered": "indicators that another sector leaves to choose from",
    "text": "rows found by a word",
    "search": "search over everything, its first 30 of each kind",
    "first": "first 50 rows of everything",
    "page": "page 指标查询, filter change: another indicator, of one district, of the newest year",
    "overview": "page 总览, filter change: another sector",
    "page by the clock": "page 指标查询, the same by the clock",
    "overview by the clock": "page 总览, the same by the clock",
    "csv": "CSV of everything, streamed (once)",
}
MEMORY = {
    "opened": "memory, opened",
    "ready": "memory, all that every reader needs made ready",
    "before": "memory before the CSV",
    "peak": "memory at its peak while the CSV was made",
}
WORDS = ("合格率", "食品", "投诉", "专利")


def visit(root: str, kept: str, line: Connection) -> None:
    """In a process of its own: open a data set in a store, then make one turn at each word, and the CSV at the last."""
    os.environ |= {VARIABLE: root, makers.VARIABLE: kept, "WHITEPAPER_STORE_SECONDS": "600"}
    from streamlit.testing.v1 import AppTest

    from components.frame import memory as process
    from components.frame import runtime

    process.share()  # as the server does
    found = {"open": spent(lambda: search.index(runtime.store())), "opened": memory()}
    store = runtime.store()
    found |= {"choices": spent(lambda: store.vocabulary), "rows": len(store.rows)}
    found |= {"warm": spent(runtime.warm), "ready": memory()}
    process.settle()
    line.send(found)
    indicators = list(dict.fromkeys(store.tables["headlines"]["indicator_id"].to_pylist()))
    sectors = list(store.names("sectors"))
    own = Selection(towns=(store.district,), years=store.years_with_levels[-3:])
    first, app = (AppTest.from_file(ROOT / "components" / "shell.py", default_timeout=600) for _ in range(2))
    visited = {"visit": spent(first.run)}
    assert not first.exception
    app.run()
    app.switch_page("../pages/explore.py")
    line.send(visited | {"all": spent(app.run)})
    assert not app.exception
    app.query_params.update(indicator=indicators[-1], town=store.district, year=str(own.years[-1]))
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
            "search": lambda: search.found(store, WORDS[turn % len(WORDS)]),  # noqa: B023
            "first": lambda: store.rows.first(Selection(), 50),
        }
        answers = {name: spent(question) for name, question in asked.items()}
        app.multiselect(key="filter_indicators").set_value([indicator])
        first.selectbox(key="filter_sector").set_value(sector)
        for name, changed in (("page", app.run), ("overview", first.run)):
            start = time.perf_counter()
            answers[name] = spent(changed)
            answers[f"{name} by the clock"] = (time.perf_counter() - start) * 1000
        assert not app.exception
        assert not first.exception
        line.send(answers)
        turn += 1
    before, size = memory(), 0
    Path("/proc/self/clear_refs").write_text("5", encoding="ascii")  # the peak counts from here

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
        processes.append(context.Process(target=visit, args=(str(dataset.root), name[1], other), daemon=True))
        processes[-1].start()
        other.close()  # so that a process that fails ends the line, and the measuring
        for _ in range(2):
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
    """The figures side by side as Markdown, each time with its ratio to the least scale of the same store."""
    base: dict[str, Any] = {}
    for (_, kept), one in found.items():
        base.setdefault(kept, one)
    lines = ["| what | " + " | ".join(f"{times:,} ×, {kept}" for times, kept in found) + " |"]
    lines.append("|---" * (len(found) + 1) + "|")
    lines.append("| numbers (rows) | " + " | ".join(f"{one['rows'][0]:,.0f}" for one in found.values()) + " |")
    for key, name in FIGURES.items():
        cells = []
        for (_, kept), one in found.items():
            if key not in one:  # measured before
                cells.append("")
                continue
            median = statistics.median(one[key])
            cells.append(f"{median:.1f} ms ({median / statistics.median(base[kept][key]):.2f} ×)")
        lines.append(f"| {name} | " + " | ".join(cells) + " |")
    for key, name in MEMORY.items():
        lines.append(f"| {name} | " + " | ".join(f"{one[key][-1]:.0f} MB" for one in found.values()) + " |")
    lines.append("| size of the CSV | " + " | ".join(f"{one['size'][-1]:.0f} MB" for one in found.values()) + " |")
    return "\n".join(lines)


def main(wanted: Sequence[str]) -> None:
    """Make the data sets of the scales wanted, measure, and print the table of all that was measured so far."""
    from benchmarks.common import machine  # the processes that are measured load what a server does, and no more
    from benchmarks.scaled import MOST_IN_MEMORY, SCALES, made

    cluster = os.environ.get(ADDRESS, "")
    stores = [cluster] if cluster else [makers.IN_MEMORY, "duckdb:"]
    store, datasets = Store.load(kept=makers.IN_MEMORY), dict[tuple[int, str], Dataset]()
    for scale in SCALES:
        if wanted and str(scale.times) not in wanted:
            continue
        folder = BUILT / str(scale.times)
        building = spent(lambda: made(store, scale, folder))  # noqa: B023
        for kept in stores:
            if kept != makers.IN_MEMORY or scale.times <= MOST_IN_MEMORY:
                datasets[scale.times, kept] = Dataset(folder)
        print(f"{scale.times:,} ×: written in {building / 1000:.1f} s of processor time", flush=True)
    known = _known()
    for together in [{name: one} for name, one in datasets.items()] if cluster else [datasets]:
        found = measure(together)  # on a cluster one after the other: who asks it has all its cores
        known |= {(times, kept.partition(":")[0]): figures for (times, kept), figures in found.items()}
    KEPT.write_text(json.dumps([[*name, figures] for name, figures in known.items()]), encoding="utf-8")
    ordered = dict(sorted(known.items(), key=lambda each: (each[0][1], each[0][0])))
    print(f"{table(ordered)}\n\n{machine()}")


def _known() -> dict[tuple[int, str], Figures]:
    """What was measured before."""
    rows = json.loads(KEPT.read_text(encoding="utf-8")) if KEPT.is_file() else []
    return {(times, kept): figures for times, kept, figures in rows}


if __name__ == "__main__":
    main(sys.argv[1:])
