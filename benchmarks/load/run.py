"""Many readers at once, each with a change every few seconds: how long they wait, what fails, what it costs the server.

`make load` starts the server, opens the windows all at once, and writes docs/load.md. A change is that of `make
bench-peers`: another sub-sector in the box 子领域, which shows one other chart and its rows. There are three of them by
turns, as a page still has what it was sent two changes ago. A change is due at its time whether the one before is done
or not, and a wait counts from then, so that a slow server is not asked less.
"""

from __future__ import annotations

import argparse
import asyncio
import statistics
import time
from collections import Counter
from collections.abc import Sequence
from contextlib import AsyncExitStack, nullcontext
from dataclasses import dataclass, field
from urllib.parse import urlencode

from benchmarks.load import report
from benchmarks.load.server import Served, serving
from benchmarks.load.session import FailedError, Run, Session
from whitepaper.store.store import Store

PAGE, BOX = "explore", "filter_subsector"
SECTOR, WORD, CHOSEN = "product", "率", ("product.food", "product.trade", "product.drugs")
"""The sub-sectors are of the sector, as a box offers no others."""
QUERY = urlencode({"sector": SECTOR, "sub": CHOSEN[0], "q": WORD})
KEPT = 120  # seconds that Streamlit keeps a session whose window is closed, for it may come back
AIMS = {"p95": 0.6, "opening": 10.0, "memory": 3.0, "change": 10.0}
"""Seconds, seconds, MB a session, kB a change; for SESSIONS at PACE on two cores that the readers share."""
SESSIONS, SECONDS, PACE = 100, 300.0, 5.0


@dataclass
class Found:
    """What the readers met."""

    openings: list[Run] = field(default_factory=list)
    changes: list[Run] = field(default_factory=list)
    errors: Counter[str] = field(default_factory=Counter)


@dataclass(frozen=True)
class Measured:
    """One measurement. Seconds of processor time, MB of memory; opened: seconds until the last of them had its page."""

    sessions: int
    pace: float
    found: Found
    opened: float
    server_seconds: float
    client_seconds: float
    before: float
    full: float
    after: float | None

    def rows(self) -> list[tuple[str, str, str]]:
        """What, how much, and the aim."""
        waits = [one.seconds for one in self.found.changes]
        changes, opened = len(waits), self.found.openings
        return [
            ("changes", f"{changes}", ""),
            ("errors", report.counted(self.found.errors), "0"),
            ("change, median", f"{1000 * statistics.median(waits):.0f} ms", ""),
            ("change, p95", f"{1000 * percentile(waits, 95):.0f} ms", f"< {1000 * AIMS['p95']:.0f} ms"),
            ("change, slowest", f"{1000 * max(waits):.0f} ms", ""),
            ("all pages open", f"{self.opened:.1f} s", f"< {AIMS['opening']:.0f} s"),
            ("processor time a change, server", f"{1000 * self.server_seconds / changes:.1f} ms", ""),
            ("processor time a change, client", f"{1000 * self.client_seconds / changes:.1f} ms", ""),
            ("on the wire, a change", kilobytes(self.found.changes), f"≤ {AIMS['change']:.0f} kB"),
            ("on the wire, an opening", kilobytes(opened), ""),
            ("elements a change", f"{statistics.median(one.elements for one in self.found.changes):.0f}", ""),
            ("memory before", f"{self.before:.0f} MB", ""),
            ("memory a session", f"{(self.full - self.before) / self.sessions:.2f} MB", f"< {AIMS['memory']:.0f} MB"),
            ("memory with all open", f"{self.full:.0f} MB", ""),
            ("memory after they closed", "" if self.after is None else f"{self.after:.0f} MB", ""),
        ]


def percentile(values: Sequence[float], share: int) -> float:
    """The value that `share` of a hundred stay below."""
    return statistics.quantiles(values, n=100, method="inclusive")[share - 1]


def kilobytes(runs: Sequence[Run]) -> str:
    """Median and most of what came."""
    received = [one.received / 1000 for one in runs]
    return f"{statistics.median(received):.1f} kB (most {max(received):.1f})"


def own_address(place: int) -> str:
    """The address of the computer of one reader: each has one of its own, as behind nginx it decides the process."""
    return f"127.0.{1 + place // 250}.{1 + place % 250}"


async def opened(session: Session, found: Found, stack: AsyncExitStack) -> Session | None:
    """A session with its page open, or nothing and an error."""
    try:
        await stack.enter_async_context(session)
    except FailedError as error:
        found.errors[f"opening: {error}"] += 1
        return None
    if session.opening:
        found.openings.append(session.opening)
    return session


async def read(session: Session, words: Sequence[str], first: float, last: float, pace: float, found: Found) -> None:
    """Change the box at each turn from the first to the last moment, to one word after the other."""
    due, turn = first, 0
    while due < last:
        await asyncio.sleep(due - time.perf_counter())
        turn += 1
        try:
            found.changes.append(await session.choose(BOX, words[turn % len(words)], since=due))
        except FailedError as error:
            found.errors[f"change: {error}"] += 1
            return
        due += pace


async def measure(server: Served, sessions: int, seconds: float, pace: float, *, is_left: bool) -> Measured:
    """Open all, change, close. is_left: wait until the server has forgotten them, too."""
    names = Store.load().names("subsectors")
    words = [names[key] for key in CHOSEN]
    first = Found()
    firsts = 4 * len(server.processes) if len(server.processes) > 1 else 1  # so that each process has had a reader
    for place in range(firsts):
        async with AsyncExitStack() as stack:
            session = await opened(Session(server.address, PAGE, QUERY, own_address(place)), first, stack)
            if session:
                await read(session, words, time.perf_counter(), time.perf_counter() + 3, 1, first)
    if first.errors:
        raise FailedError(report.counted(first.errors))
    server.settle()
    found, before = Found(), server.megabytes()
    async with AsyncExitStack() as stack:
        started = time.perf_counter()
        windows = [
            opened(Session(server.address, PAGE, QUERY, own_address(place)), found, stack) for place in range(sessions)
        ]
        own = [one for one in await asyncio.gather(*windows) if one]
        until_open = time.perf_counter() - started
        server.settle()
        started, used, client = time.perf_counter(), server.seconds(), time.process_time()
        await asyncio.gather(
            *(
                read(one, words, started + pace * place / len(own), started + seconds, pace, found)
                for place, one in enumerate(own)
            )
        )
        used, client = server.seconds() - used, time.process_time() - client
        full = server.megabytes()
    if not found.changes:
        raise FailedError(report.counted(found.errors))
    after = await left(server) if is_left else None
    return Measured(sessions, pace, found, until_open, used, client, before, full, after)


async def left(server: Served) -> float:
    """Memory once the server has let go of the closed sessions, which it does when another one closes after KEPT."""
    await asyncio.sleep(KEPT + 5)
    for place in range(4 * len(server.processes)):
        async with Session(server.address, PAGE, QUERY, own_address(place)):
            pass
    await asyncio.sleep(5)
    return server.megabytes()


def main() -> None:
    """Measure, print the table, and write it to the report."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sessions", type=int, default=SESSIONS)
    parser.add_argument("--seconds", type=float, default=SECONDS)
    parser.add_argument("--pace", type=float, default=PACE, help="seconds from one change of a reader to the next")
    parser.add_argument("--processes", type=int, default=1, help="behind nginx where there is more than one")
    parser.add_argument("--address", help="of a server that runs already, http://…/; its cost is then not seen")
    parser.add_argument("--draft", action="store_true", help="do not write the report, nor wait for what is given back")
    given = parser.parse_args()
    served = nullcontext(Served(given.address)) if given.address else serving(given.processes)
    with served as server:
        made = asyncio.run(measure(server, given.sessions, given.seconds, given.pace, is_left=not given.draft))
    processes = "one process" if given.processes == 1 else f"{given.processes} processes behind nginx"
    processes = given.address or processes
    title = f"{given.sessions} sessions, a change every {given.pace:g} s for {given.seconds:g} s, {processes}"
    found = report.section(title, report.table(made.rows()))
    print(found)
    if not given.draft:
        report.write(found)


if __name__ == "__main__":
    main()
