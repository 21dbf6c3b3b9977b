"""Measure a filter change in the 离线版 beside a static Vega page, by turns in one run, and write docs/offline.md.

From the choice of another option of a box to another chart in the page: another year in the file, whose first charts
it has drawn while the browser had nothing to do; another sector, whose charts it draws then; and another option of the
static page of `benchmarks/peers`, which draws one chart.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import ExitStack

from playwright.sync_api import Page, sync_playwright

from benchmarks.common import ROOT, machine, p90, running
from benchmarks.peers.run import BUILT, REPEATS, SUBSECTORS, drawing, lay_out
from tools.browser import FLAGS, find_browser
from whitepaper.store.store import Store

PORT, AIM = 8791, 1.5
SECTOR, SUBSECTOR, YEARS = "product", "product.industrial", ("2024", "")
"""Of the file: what is shown under one year is other charts than under all."""
OWN, ANEW, STATIC = "离线版, another year", "离线版, another sector", "static Vega"
REPORT = ROOT / "docs" / "offline.md"


def change(page: Page, chart: str, act: Callable[[], object]) -> float:
    """Milliseconds from an act to another chart."""
    before = page.evaluate(f"() => {drawing(chart)}")
    is_other = f"(before) => {{ const now = (() => {drawing(chart)})(); return now !== '' && now !== before }}"
    started = time.perf_counter()
    act()
    page.wait_for_function(is_other, arg=before, polling="raf", timeout=60_000)
    return (time.perf_counter() - started) * 1000


def drawn(page: Page, address: str, chart: str) -> list[str]:
    """The sectors that begin with a chart; the page shows the first of them, opened anew."""
    found = []
    for key in Store.load().names("sectors"):
        page.goto(f"{address}#/sector?sector={key}")
        page.wait_for_timeout(2000)
        found += [key] if page.evaluate(f"() => {drawing(chart)}") else []
    page.goto(f"{address}#/sector?sector={found[0]}")
    page.reload()
    return found


def main() -> None:
    """Make the file, measure both, print the table, and write the report."""
    lay_out()
    path, names = BUILT / "offline.html", [Store.load().name("subsectors", key) for key in SUBSECTORS]
    subprocess.run([sys.executable, "-m", "whitepaper", "offline", "--out", str(path)], cwd=ROOT, check=True)
    spent: dict[str, list[float]] = {OWN: [], ANEW: [], STATIC: []}
    with ExitStack() as stack:
        browser = stack.enter_context(sync_playwright()).chromium.launch(
            executable_path=find_browser(), args=list(FLAGS)
        )
        command = (sys.executable, "-m", "http.server", str(PORT), "--bind", "127.0.0.1", "-d", str(BUILT))
        stack.enter_context(running(command, ROOT, f"http://127.0.0.1:{PORT}/"))
        own, anew, static = (browser.new_page(viewport={"width": 1366, "height": 900}) for _ in range(3))
        shown = ".canvas:not(.coming) svg"
        sectors = drawn(anew, path.as_uri(), shown)
        own.goto(f"{path.as_uri()}#/sector?sector={SECTOR}&sub={SUBSECTOR}")
        static.goto(f"http://127.0.0.1:{PORT}/static_page.html")
        for page, chart in ((own, shown), (anew, shown), (static, "#chart svg")):
            page.wait_for_function(f"() => {{ const now = (() => {drawing(chart)})(); return now !== '' }}")
            page.wait_for_timeout(2000)
        for turn in range(REPEATS + 2):
            name, year = names[(turn + 1) % 2], YEARS[turn % 2]
            took = change(own, shown, lambda year=year: own.get_by_label("年份").select_option(year))  # type: ignore[misc]
            own.wait_for_timeout(1000)  # the panels further down have come
            key = sectors[(turn + 1) % len(sectors)]  # of so many that none is kept
            other = change(
                anew, shown, lambda key=key: anew.get_by_role("combobox", name="领域", exact=True).select_option(key)
            )  # type: ignore[misc]
            anew.wait_for_timeout(1000)
            beside = change(static, "#chart svg", lambda name=name: static.locator("#choice").select_option(name))  # type: ignore[misc]
            static.wait_for_timeout(300)
            if turn > 1:  # the first two draw each chart once
                for kind, one in ((OWN, took), (ANEW, other), (STATIC, beside)):
                    spent[kind].append(one)
        where = machine(browser)
        browser.close()
    base = statistics.median(spent[STATIC])
    lines = ["| page | filter change, median (p90) | beside static Vega |", "|---|---|---|"]
    lines += [
        f"| {name} | {statistics.median(times):.0f} ms ({p90(times):.0f}) | {statistics.median(times) / base:.2f} |"
        for name, times in spent.items()
    ]
    table = "\n".join(lines)
    print(f"{table}\n{where}")
    REPORT.write_text(
        "# 离线版 beside a static page\n\nWritten by `python -m benchmarks.offline`; do not edit. From another option "
        f"of a box to another chart in the page, {REPEATS} times each, by turns, in one browser. The file draws the "
        "panels up to the first chart at once, its others while the browser has nothing to do, and then the first "
        "charts of the other years, which are only put into the page when they are chosen; those of another sector, "
        "other charts each time, it draws when asked. The static page draws one chart, anew each time.\n"
        f"Aim: at most {AIM} of the static page.\n\n"
        "The file has "
        f"{path.stat().st_size / 1e6:.1f} MB (aim: under 8).\n\n{table}\n\n"
        f"Measured on {where}; load of the machine {os.getloadavg()[0]:.0f}.\n",
        encoding="utf-8",
    )


if __name__ == "__main__":
    main()
