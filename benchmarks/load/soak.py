"""Readers who come and go for an hour: does the server's memory stay where it is? `make soak`.

Each visit opens one of the pages, chooses another sector, towns or years every few seconds, and closes; another
follows. Pages, visits and choices are drawn by chance with a fixed seed, so that two runs ask for the same.
"""

from __future__ import annotations

import argparse
import asyncio
import random
import statistics
import time
from collections.abc import Sequence
from dataclasses import dataclass, field

from benchmarks.load import report
from benchmarks.load.run import Found, left, own_address, percentile
from benchmarks.load.server import Served, serving
from benchmarks.load.session import FailedError, Session
from components.frame.pages import FIRST, PAGES, PRESENT

READERS, SECONDS, PACE = 30, 3600.0, 10.0
VISIT, BREAK = 180.0, 20.0  # seconds, on average
LOOK = 10.0  # seconds from one look at the memory to the next
WARM = 600.0  # seconds after which the memory has to stay where it is
BOXES = {"filter_sector": 1, "filter_years": 1, "filter_towns": 2}
"""Boxes that stand beside every page, and how many of their options a reader chooses at most."""
QUERIES = {"indicator": "indicator=env.air.pm25", "search": "search=spcj"}
"""What the pages that only offer a choice are opened with."""
FLAT = 30.0  # MB an hour


@dataclass
class Kept:
    """What the looks at the server found, seconds since the start and MB, and what the readers met."""

    looks: list[tuple[float, float]] = field(default_factory=list)
    found: Found = field(default_factory=Found)
    visits: int = 0
    after: float = 0.0


def slope(looks: Sequence[tuple[float, float]], since: float) -> float:
    """MB an hour that the memory grew by after a moment, as a straight line; 0 where there are too few looks."""
    late = [(moment, megabytes) for moment, megabytes in looks if moment >= since]
    return 3600 * statistics.linear_regression(*zip(*late, strict=True)).slope if len(late) > 1 else 0.0


async def visit(address: str, place: int, chance: random.Random, pace: float, end: float, kept: Kept) -> None:
    """One visit of a reader."""
    page = chance.choice([key for key in PAGES if key != PRESENT])
    until = min(end, time.perf_counter() + chance.expovariate(1 / VISIT))
    session = Session(address, "" if page == FIRST else page, QUERIES.get(page, ""), own_address(place))
    async with session:
        kept.visits += 1
        if session.opening:
            kept.found.openings.append(session.opening)
        while time.perf_counter() + pace < until:
            await asyncio.sleep(pace)
            key, most = chance.choice(list(BOXES.items()))
            others = [one for one in session.options(key) if one not in session.shown(key)]
            kept.found.changes.append(await session.choose(key, *chance.sample(others, chance.randint(1, most))))


async def reader(address: str, place: int, pace: float, end: float, kept: Kept) -> None:
    """Visits with pauses, one after the other until the end."""
    chance = random.Random(place)
    while True:
        await asyncio.sleep(chance.expovariate(1 / BREAK))
        if time.perf_counter() > end:
            return
        try:
            await visit(address, place, chance, pace, end, kept)
        except FailedError as error:
            kept.found.errors[str(error)] += 1


async def look(server: Served, started: float, kept: Kept) -> None:
    """Look at the memory again and again, until cancelled."""
    while True:
        kept.looks.append((time.perf_counter() - started, server.megabytes()))
        await asyncio.sleep(LOOK)


async def soak(server: Served, readers: int, seconds: float, pace: float) -> Kept:
    """All readers for so long, and then nobody."""
    kept, started = Kept(), time.perf_counter()
    looking = asyncio.create_task(look(server, started, kept))
    try:
        await asyncio.gather(
            *(reader(server.address, place, pace, started + seconds, kept) for place in range(readers))
        )
    finally:
        looking.cancel()
    kept.after = await left(server)
    return kept


def rows(kept: Kept, warm: float) -> list[tuple[str, str, str]]:
    """What, how much, and the aim."""
    waits = [one.seconds for one in kept.found.changes]
    late = [megabytes for moment, megabytes in kept.looks if moment >= warm]
    return [
        ("visits", f"{kept.visits}", ""),
        ("changes", f"{len(waits)}", ""),
        ("errors", report.counted(kept.found.errors), "0"),
        ("change, median", f"{1000 * statistics.median(waits):.0f} ms", ""),
        ("change, p95", f"{1000 * percentile(waits, 95):.0f} ms", ""),
        ("memory before the first reader", f"{kept.looks[0][1]:.0f} MB", ""),
        (f"memory after {warm / 60:.0f} min", f"{late[0]:.0f} MB", ""),
        ("memory, least and most since then", f"{min(late):.0f} to {max(late):.0f} MB", ""),
        ("memory, growth since then", f"{slope(kept.looks, warm):+.1f} MB an hour", f"< {FLAT:.0f}"),
        ("memory after all have gone", f"{kept.after:.0f} MB", ""),
    ]


def main() -> None:
    """Soak, print the table, and write it to the report."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--readers", type=int, default=READERS)
    parser.add_argument("--seconds", type=float, default=SECONDS)
    parser.add_argument("--pace", type=float, default=PACE, help="seconds from one change of a reader to the next")
    parser.add_argument("--warm", type=float, default=WARM, help="seconds after which the memory should stay")
    parser.add_argument("--draft", action="store_true", help="do not write the report")
    given = parser.parse_args()
    with serving(1) as server:
        kept = asyncio.run(soak(server, given.readers, given.seconds, given.pace))
    title = f"{given.readers} readers who come and go for {given.seconds / 60:.0f} min, a change every {given.pace:g} s"
    found = report.section(title, report.table(rows(kept, given.warm)))
    print(found)
    if not given.draft:
        report.write(found)


if __name__ == "__main__":
    main()
