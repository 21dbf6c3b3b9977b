"""What one change of a filter costs the reader's browser, and write it into docs/performance.md.

CPU time of the page's main thread from the press on an option to the frame with the other chart, as the browser itself
traces it, so that a busy machine tells the same as a quiet one; beside the pages of `benchmarks.peers`, by turns.
"""

from __future__ import annotations

import json
import statistics
import sys
from collections import Counter, defaultdict
from contextlib import ExitStack
from typing import Any

from playwright.sync_api import Browser, Page, sync_playwright

from benchmarks.common import ROOT, machine, running
from benchmarks.peers.run import FIRST_PORT, RESTS, SUBSECTORS, Peer, change, drawing, peers, prepare
from benchmarks.run import BUDGET, REPORT
from tools.browser import FLAGS, find_browser
from whitepaper.store.store import Store

TURNS, SETTLED = 10, 1500
TRACED = ["toplevel", "devtools.timeline", "blink.user_timing"]
PRESSED, PAINTED = "budget:pressed", "budget:painted"
KINDS = {
    "script": ("FunctionCall", "BlinkScheduler_PerformMicrotaskCheckpoint", "RunMicrotasks", "v8.callFunction",
               "EvaluateScript", "TimerFire", "FireAnimationFrame", "EventDispatch"),
    "style and layout": ("UpdateLayoutTree", "Layout", "HitTest"),
    "painting": ("Paint", "PrePaint", "Layerize", "Commit", "UpdateLayer"),
}  # fmt: skip
"""Events of a trace by what they are work of; all others are the browser's own."""
OTHERS = "other"
MARKED = """() => { const one = performance.mark.bind(performance), press = () => one("PRESSED")
  addEventListener("pointerdown", press, { capture: true, once: true })
  addEventListener("input", press, { capture: true, once: true })
  window.repainted.then(() => one("PAINTED")) }""".replace("PRESSED", PRESSED).replace("PAINTED", PAINTED)


def spent(events: list[dict[str, Any]]) -> Counter[str]:
    """Milliseconds of CPU by kind of work, between the two marks, on the thread that has them."""
    marks = {event["name"]: event for event in events if event.get("name") in {PRESSED, PAINTED}}
    thread, begin, end = marks[PRESSED]["tid"], marks[PRESSED]["ts"], marks[PAINTED]["ts"]
    own = [one for one in events if one.get("tid") == thread and one.get("pid") == marks[PRESSED]["pid"]]
    timed = [one for one in own if one.get("ph") == "X" and one["ts"] <= end and one["ts"] + one.get("dur", 0) >= begin]
    kind_of = {name: kind for kind, names in KINDS.items() for name in names}
    found: Counter[str] = Counter()
    around: list[tuple[float, str]] = []
    for event in sorted(timed, key=lambda one: (one["ts"], -one.get("dur", 0))):
        while around and around[-1][0] <= event["ts"]:
            around.pop()
        kind, took = kind_of.get(event["name"], OTHERS), event.get("tdur", 0) / 1000
        if around:
            found[around[-1][1]] -= took  # what is inside another event is not its own
        found[kind] += took
        around.append((event["ts"] + event.get("dur", 0), kind))
    return found


def traced(browser: Browser, page: Page, peer: Peer, name: str, rest: int) -> Counter[str]:
    """One change, traced."""

    def begin() -> None:
        page.evaluate(MARKED)
        browser.start_tracing(page=page, categories=TRACED)

    change(page, peer, name, rest, begin)
    page.wait_for_timeout(50)
    found = spent(json.loads(browser.stop_tracing())["traceEvents"])
    page.wait_for_timeout(SETTLED)
    return found


def main(*more: str) -> None:
    """Measure, print the table, and write it. more: addresses of other servers of the dashboard, to compare with."""
    pages, names = peers(prepare()), [Store.load().name("subsectors", key) for key in SUBSECTORS]
    subjects = {one.name: (one, f"http://127.0.0.1:{FIRST_PORT + place}") for place, one in enumerate(pages)}
    subjects |= {address: (pages[0], address) for address in more}
    found: dict[tuple[str, int], list[Counter[str]]] = defaultdict(list)
    with ExitStack() as stack:
        browser = stack.enter_context(sync_playwright()).chromium.launch(
            executable_path=find_browser(), args=list(FLAGS)
        )
        windows = {}
        for name, (peer, address) in subjects.items():
            if address not in more:
                stack.enter_context(running(peer.command, ROOT, f"{address}/"))
            windows[name] = page = browser.new_page(viewport={"width": 1366, "height": 900})
            page.goto(address + peer.path)
            page.wait_for_function(f"() => {{ const now = (() => {drawing(peer.chart)})(); return now !== '' }}")
            page.wait_for_timeout(SETTLED)
        for turn in range(TURNS + 1):
            for place, rest in enumerate((0, RESTS)):
                for name, (peer, _) in subjects.items():
                    one = traced(browser, windows[name], peer, names[(place + 1) % 2], rest)
                    if turn:  # the first draws each chart once
                        found[name, rest].append(one)
        where = machine(browser)
        browser.close()
    lines = [f"| page | pressed | {' | '.join([*KINDS, OTHERS])} | all |", "|---|---|---|---|---|---|---|"]
    for (name, rest), times in found.items():
        cells = [statistics.median(one[kind] for one in times) for kind in (*KINDS, OTHERS)]
        said = "after pointing" if rest else "at once"
        whole = statistics.median(one.total() for one in times)
        lines.append(f"| {name} | {said} | {' | '.join(f'{cell:.0f}' for cell in cells)} | {whole:.0f} |")
    table = "\n".join(lines)
    print(f"{table}\n{where}")
    before = REPORT.read_text(encoding="utf-8").partition(BUDGET)[0].rstrip()
    REPORT.write_text(
        f"{before}\n\n{BUDGET}\n\nWritten by `make bench-budget`; do not edit. Milliseconds of CPU of the page's main "
        f"thread from the press on an option to the frame with the other chart, medians of {TURNS} changes by turns, "
        f"as the browser traces them; tracing itself costs something.\n\n{table}\n\nMeasured on {where}.\n",
        encoding="utf-8",
    )


if __name__ == "__main__":
    main(*sys.argv[1:])
