"""Measure what more data costs, and write docs/size.md.

The same visit to the data set as it is, and to larger ones made of it (benchmarks/enlarged.py), each in a process of
its own and without a browser. They take turns, and what counts is processor time, which other programs on the machine
hardly touch.
"""

from __future__ import annotations

import itertools
import multiprocessing
import os
import statistics
import time
from collections import defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

from components.frame.memory import give_back, settle, share
from whitepaper.model.dataset import VARIABLE, Dataset

ROOT = Path(__file__).resolve().parent.parent
BUILT, REPORT = ROOT / "build" / "size", ROOT / "docs" / "size.md"
TURNS = 24
QUERIES = ("spcj", "dianti", "浦江", "合格率", "专利授权量")


@dataclass(frozen=True)
class Size:
    """A data set to measure: so many papers, and so many times the indicators."""

    name: str
    papers: int
    copies: int


SIZES = (
    Size("as it is", 1, 1),
    Size("3 × the papers", 3, 1),
    Size("10 × the papers", 10, 1),
    Size("10 × the indicators", 1, 10),
    Size("100 ×: both", 10, 10),
)
TIMES = {
    "load": "data loaded and described",
    "warm": "what every reader needs made ready (once)",
    "open": "first page opened by a new reader",
    "indicator": "filter change: another indicator, of three years",
    "sector": "filter change: another sector, of three years",
    "year": "filter change: the newest year alone",
    "again": "filter change: a sector that somebody looked at before",
    "all years": "filter change: another indicator, of all years, of which there are more",
    "search": "search, to its results",
    "csv": "all numbers as CSV",
}
EACH_TURN = ("open", "indicator", "all years", "sector", "year", "again", "search", "csv")
ONCE = frozenset({"sector", "year"})
"""Of each sector once, before anybody looked at it."""
MOST, MOST_MEMORY = 1.2, 400
CHANGE = "filter change: "
JUDGED = ("open", "indicator", "sector", "year", "again", "all years")
"""What the aim is about."""
LINES_ALIKE = (SIZES[1].name, SIZES[2].name)
"""Both draw three years where the data set as it is has a number."""
MEMORY = {
    "loaded": "memory, data loaded",
    "visited": "memory after all visits",
    "libraries": "of it pages of the libraries' files",
    "peak": "memory at its peak",
}
TEXT = """# Size

Written by `make bench-size`; do not edit. The data set as it is, and larger ones made of it, which are synthetic: more
papers, each a year older than the next, and copies of the indicators. The newest paper is the same in all. Processor
time of the server, median of {turns} turns (of what happens once, that once; each sector once), and in brackets how
many times that of the data set as it is: the median over the turns, as each draws another indicator, of all sub-sectors
by turns, or another sector, the same in all. A page is run without a browser, so that reading what it sends counts too.
With more papers one number becomes those of three years: more is drawn, most of what a filter change costs more there.
What size alone costs is told below the table.

{shown}

Aims: at ten times the data, first page and filter change at most {most} ×; at a hundred times, less than {memory} MB.
Of the years before, the data set as it is has a handful of numbers and larger ones a paper each.
How many pages of the libraries' files count as the process's own depends on what the system has in its cache: it was 34
MB more in one installation than in another, with the same data and code.

Measured on {where}.
"""
Figures = dict[str, list[float]]
"""Name of a figure to what was measured: milliseconds of processor time, MB."""


def spent(action: Callable[[], object]) -> float:
    """Milliseconds of processor time of this process that an action takes."""
    before = time.process_time()
    action()
    return (time.process_time() - before) * 1000


def memory(kind: str = "VmRSS") -> float:
    """Resident memory of this process in MB, now or (VmHWM) at its peak, or (RssFile) what of it is files."""
    lines = Path("/proc/self/status").read_text(encoding="ascii").splitlines()
    return int(next(line for line in lines if line.startswith(kind)).split()[1]) / 1024


def visit(root: str, line: Connection) -> None:
    """In a process of its own: load a data set, then measure each figure of a turn that the line asks for."""
    os.environ[VARIABLE] = root
    from streamlit.testing.v1 import AppTest

    from components.frame import runtime
    from components.take_home import by_url
    from whitepaper.files import csv_files
    from whitepaper.model.selection import VALUE_SEPARATOR, Selection

    share()  # as the server does, and so below
    first = {"load": spent(lambda: runtime.store().observations(Selection())), "loaded": memory()}
    first |= {"warm": spent(runtime.warm), "rows": len(runtime.store().rows)}
    settle()
    store = runtime.store()
    indicators = list(dict.fromkeys(store.tables["views"]["indicators"].combine_chunks().flatten().to_pylist()))
    sectors, years = list(store.names("sectors")), store.years_with_levels[-3:]
    line.send(first | {"sectors": len(sectors)})

    def opened(path: str = "", **query: str) -> Any:
        app = AppTest.from_file(ROOT / "components" / "shell.py", default_timeout=120).run()
        if path:
            app.switch_page(f"../pages/{path}.py")
            app.query_params.update(query)
            app.run()
        assert not app.exception
        return app

    def everything() -> None:
        for _ in csv_files.streamed(store, Selection()):  # as /api does
            pass
        if len(store.rows) > by_url.MANY:
            give_back()

    drawn = indicators[:: len(indicators) // (2 * TURNS + 1)]  # of all sub-sectors, none twice
    latest = VALUE_SEPARATOR.join(map(str, years))
    explore, every = (opened("explore", indicator=indicators[-1], **chosen) for chosen in ({"year": latest}, {}))
    sector, searching = opened("sector", sector=sectors[-1], year=latest), opened("search", search="质量")

    def made_ready(name: str, turn: int) -> Callable[[], object]:
        """What a figure of a turn is about, after what comes before it."""
        if name == "indicator":
            explore.multiselect(key="filter_indicators").set_value([drawn[turn]])
            return explore.run
        if name == "all years":
            every.multiselect(key="filter_indicators").set_value([drawn[TURNS + turn]])
            return every.run
        if name == "sector":
            sector.selectbox(key="filter_sector").set_value(sectors[turn])
            return sector.run
        if name == "year":
            sector.multiselect(key="filter_years").set_value([years[-1]])  # whose paper is the same in all
            return sector.run
        if name == "again":
            sector.multiselect(key="filter_years").set_value(list(years))
            sector.selectbox(key="filter_sector").set_value(sectors[0])
            sector.run()
            sector.selectbox(key="filter_sector").set_value(sectors[-1])
            return sector.run
        if name == "search":
            searching.query_params["search"] = QUERIES[turn % len(QUERIES)]
            return searching.run
        return {"open": opened, "csv": everything}[name]

    while asked := line.recv():
        line.send({asked[0]: spent(made_ready(*asked))})
    assert not any(app.exception for app in (explore, every, sector, searching))
    line.send({"visited": memory(), "libraries": memory("RssFile"), "peak": memory("VmHWM")})


def measure(datasets: Mapping[str, Dataset]) -> dict[str, Figures]:
    """The figures of each data set, measured by turns: each in all of them before the next."""
    lines, processes = {}, []
    found: dict[str, Figures] = {name: defaultdict(list) for name in datasets}
    context = multiprocessing.get_context("spawn")
    for name, dataset in datasets.items():
        lines[name], other = context.Pipe()
        processes.append(context.Process(target=visit, args=(str(dataset.root), other), daemon=True))
        processes[-1].start()
        other.close()  # so that a process that fails ends the line, and the measuring
        _add(found[name], lines[name].recv())
    fresh = int(next(iter(found.values()))["sectors"][0])
    for turn, figure in itertools.product(range(TURNS), EACH_TURN):
        if figure in ONCE and turn >= fresh:
            continue
        for name, line in lines.items():
            line.send((figure, turn))
            _add(found[name], line.recv())
    for name, process in zip(lines, processes, strict=True):
        lines[name].send(None)
        _add(found[name], lines[name].recv())
        process.join()
    return found


def _add(figures: Figures, made: Mapping[str, float]) -> None:
    for name, value in made.items():
        figures[name].append(value)


def ratio(times: list[float], others: list[float]) -> float:
    """How many times the others some times are: of a turn, which draws the same in all, the median of the turns."""
    return statistics.median(time / other for time, other in zip(times, others, strict=True))


def table(found: Mapping[str, Figures]) -> str:
    """The figures side by side as Markdown, each time with its ratio to the first data set."""
    base = next(iter(found.values()))
    lines = ["| what | " + " | ".join(found) + " |", "|---" * (len(found) + 1) + "|"]
    lines.append("| numbers (rows) | " + " | ".join(f"{figures['rows'][0]:,.0f}" for figures in found.values()) + " |")
    for key, name in TIMES.items():
        each = [figures[key] for figures in found.values()]
        cells = [f"{statistics.median(own):.0f} ms ({ratio(own, base[key]):.2f} ×)" for own in each]
        lines.append(f"| {name} | " + " | ".join(cells) + " |")
    drawn, larger = (found[name] for name in LINES_ALIKE)
    cells = [f"{TIMES[key].removeprefix(CHANGE)} {ratio(larger[key], drawn[key]):.2f}" for key in JUDGED]
    told = f"{LINES_ALIKE[1]} beside {LINES_ALIKE[0]}, which draws the same lines: {'; '.join(cells)}."
    for key, name in MEMORY.items():
        lines.append(f"| {name} | " + " | ".join(f"{figures[key][-1]:.0f} MB" for figures in found.values()) + " |")
    return "\n".join([*lines, "", told])


def main() -> None:
    """Make the data sets, measure, print the table, and write the report."""
    from benchmarks.common import machine  # the processes that are measured load what a server does, and no more
    from benchmarks.enlarged import enlarged

    own = Dataset.chosen()
    datasets = {
        size.name: own
        if size.papers == size.copies == 1
        else enlarged(own, BUILT / f"{size.papers}x{size.copies}", size.papers, size.copies)
        for size in SIZES
    }
    shown = table(measure(datasets))
    print(f"{shown}\n\n{machine()}")
    REPORT.write_text(
        TEXT.format(turns=TURNS, most=MOST, memory=MOST_MEMORY, shown=shown, where=machine()), encoding="utf-8"
    )


if __name__ == "__main__":
    main()
