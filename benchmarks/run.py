"""Measure the dashboard beside the same page in bare Streamlit, in the same Chromium, and write docs/performance.md.

Each figure is the median and p90 of REPEATS; the ratio to the bare page is what the aims speak of,
because the same machine on another day is another machine. Even within one run it may become faster
or slower, so both are served at once and take turns. A filter change is measured in `benchmarks.peers`.
"""

from __future__ import annotations

import statistics
import subprocess
import time
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Browser, BrowserContext, Locator, Page, sync_playwright

from benchmarks import common
from benchmarks.common import ROOT, machine, memory, p90, served
from benchmarks.peers.run import BUILT, DEEP, PATH, lay_out
from tools.browser import FLAGS, find_browser

REPEATS = 20
SESSIONS = 20
DOWNLOADS_A_PAGE = 8  # Chromium blocks a page that saves more than ten files without being asked
REPORT = ROOT / "docs" / "performance.md"
ABOUT = f"""# Performance

Written by `make bench`; do not edit. The same page in bare Streamlit and the dashboard are measured in the same run,
{REPEATS} times each, by turns, in the same browser; the ratio is what counts. A filter change: [peers.md](peers.md);
many readers: [load.md](load.md)."""
TRIED = """## Tried, and not kept

- A larger window of compression for the websocket: the server below has one of 4 kB whatever a browser offers, so that
  nothing changes on the wire.
- What an open list offers asked for option by option: 3 ms of processor time each, so that a list of eight cost half a
  change; one request for all of them costs what one does, and no more than 0.2 s.
- SQL of our own for an engine in place of Ibis, which takes 10 to 15 ms to write a question: a page about an indicator
  asks one question now where it asked some ten, which spares nine of them."""
BUDGET = "## Budget of a change"
"""Heading of what `benchmarks.budget` writes below."""
CHARTS = "[data-testid=stVegaLiteChart] svg, .canvas:not(.coming) svg"
DRAWING = f"(() => {{ {DEEP} return all(document, `{CHARTS}`).map((svg) => svg.outerHTML).join() }})()"
PAINTED = f"""(before) => {{
  const app = document.querySelector("[data-testid=stApp]")
  const drawing = {DRAWING}
  return app && app.dataset.testScriptState === "notRunning" && drawing !== "" && drawing !== before
}}"""


@dataclass(frozen=True)
class Subject:
    """What is measured: its pages with a chart and another, by their links, and what a reader presses for a file."""

    name: str
    path: str
    chart_page: str
    other_page: str
    file: Callable[[Page], Locator]
    menu: str = ""


Figures = dict[tuple[str, str], list[float]]
"""Milliseconds by name of the subject and of the figure."""
BARE = Subject("bare Streamlit", "/", "one", "two", lambda page: page.get_by_role("button", name="save", exact=True))
DASHBOARD = Subject(
    "dashboard", PATH, "指标查询", "数据说明", lambda page: page.get_by_role("link", name="CSV", exact=True), "导出"
)


def milliseconds(action: Callable[[], object], page: Page, before: str = "") -> float:
    """Time from an action to a chart painted anew and a script that has finished."""
    started = time.perf_counter()
    action()
    page.wait_for_function(PAINTED, arg=before, polling="raf", timeout=60_000)
    return (time.perf_counter() - started) * 1000


def opening(context: BrowserContext, url: str) -> float:
    """Open an address in a new window of a context until its first chart."""
    page = context.new_page()
    spent = milliseconds(lambda: page.goto(url, wait_until="commit"), page)
    page.close()
    return spent


def measure_openings(browser: Browser, bare: str, dashboard: str) -> Figures:
    """Cold and warm openings, each pair in a new context; of the dashboard's other pages the warm one."""
    figures: Figures = defaultdict(list)
    starts = [(BARE.name, "warm open", bare + BARE.path)]
    starts += [(DASHBOARD.name, "warm open", dashboard + DASHBOARD.path)]
    starts += [(DASHBOARD.name, name, dashboard + path) for name, path in PAGE_PATHS.items()]
    for _ in range(REPEATS):
        for subject, name, url in starts:
            context = browser.new_context()
            cold = opening(context, url)
            figures[subject, name].append(opening(context, url))
            context.close()
            if name == "warm open":
                figures[subject, "cold open"].append(cold)
    return figures


def measure_changes(browser: Browser, bare: str, dashboard: str) -> Figures:
    """Another page, search and slide, in windows that stay open."""
    figures: Figures = defaultdict(list)
    windows = {subject: browser.new_page() for subject in (BARE, DASHBOARD)}
    for (subject, page), address in zip(windows.items(), (bare, dashboard), strict=True):
        milliseconds(lambda page=page, url=address + subject.path: page.goto(url), page)
    searches, slides = browser.new_page(), browser.new_page()
    searches.goto(f"{dashboard}/search?search=spcj")
    milliseconds(lambda: slides.goto(f"{dashboard}/present?story=sector&sector=product&slide=3"), slides)
    for turn in range(REPEATS):
        for subject, page in windows.items():
            figures[subject.name, "page switch"].append(switch_page(page, subject))
        figures[DASHBOARD.name, "search"].append(search(searches, turn))
        figures[DASHBOARD.name, "slide"].append(turn_slide(slides, turn))
    for page in (*windows.values(), searches, slides):
        page.context.close()
    return figures


def measure_downloads(browser: Browser, bare: str, dashboard: str) -> Figures:
    """From the click on CSV to the complete file."""
    figures: Figures = defaultdict(list)
    for start in range(0, REPEATS, DOWNLOADS_A_PAGE):
        for subject, address in ((BARE, bare), (DASHBOARD, dashboard)):
            page = browser.new_page(accept_downloads=True)
            milliseconds(lambda page=page, url=address + subject.path: page.goto(url), page)
            if subject.menu:
                page.get_by_role("button", name=subject.menu).click()
            for _ in range(start, min(start + DOWNLOADS_A_PAGE, REPEATS)):
                figures[subject.name, "CSV click"].append(download(page, subject))
            page.context.close()
    return figures


def switch_page(page: Page, subject: Subject) -> float:
    """Go to another page, and come back to the chart."""
    page.get_by_role("link", name=subject.other_page, exact=True).click()
    page.wait_for_timeout(800)
    link = page.get_by_role("link", name=subject.chart_page, exact=True)
    return milliseconds(link.click, page, page.evaluate(DRAWING))


def search(page: Page, turn: int) -> float:
    """Search for the other of two names, from Enter to its results."""
    page.get_by_text(SEARCHES[(turn + 1) % 2][1]).first.wait_for()
    query, answer = SEARCHES[turn % 2]
    box = page.get_by_placeholder(SEARCH_PLACEHOLDER).or_(page.get_by_role("searchbox", name=QUESTION))
    box.fill(query)
    started = time.perf_counter()
    box.press("Enter")
    page.get_by_text(answer).first.wait_for()
    return (time.perf_counter() - started) * 1000


def turn_slide(page: Page, turn: int) -> float:
    """Press the key to the next slide or back."""
    key = ("ArrowRight", "ArrowLeft")[turn % 2]
    return milliseconds(lambda: page.keyboard.press(key), page, page.evaluate(DRAWING))


def download(page: Page, subject: Subject) -> float:
    """Click for a file, until it is read."""
    started = time.perf_counter()
    with page.expect_download() as downloaded:
        subject.file(page).click()
    Path(downloaded.value.path()).read_bytes()
    return (time.perf_counter() - started) * 1000


FIGURES = {
    "cold open": "cold open to first chart",
    "warm open": "warm open to first chart",
    "page switch": "page switch to painted chart",
    "CSV click": "CSV click to complete file",
}
PAGE_FIGURES = {
    "sector": ("sector page, warm open to first chart", "warm open"),
    "town": ("town page, warm open to first chart", "warm open"),
    "honours": ("honours page, warm open to first chart", "warm open"),
    "search": ("search, Enter to results", "page switch"),
    "slide": ("key to the next slide, painted", "page switch"),
}
"""Figure of a page to its name and to the figure of the bare page that it is compared with."""
AIMS = {"cold open": 1.1, "warm open": 1.15, "page switch": 1.0, "CSV click": 1.5}
PAGE_PATHS = {"sector": "/sector?sector=product", "town": "/town?town=310112106", "honours": "/honours"}
SEARCH_PLACEHOLDER, QUESTION = "搜索指标、企业、荣誉…", "问一句"
SEARCHES = (("dianti", "40,988 台"), ("spcj", "97.67%"))


def memory_per_session(browser: Browser, address: str, server: subprocess.Popen[bytes]) -> float | None:
    """Memory that each further open window adds."""
    contexts = []
    before = memory(server)
    for _ in range(SESSIONS):
        context = browser.new_context()
        page = context.new_page()
        milliseconds(lambda page=page: page.goto(address + DASHBOARD.path), page)
        contexts.append(context)
    after = memory(server)
    for context in contexts:
        context.close()
    return None if before is None or after is None else (after - before) / SESSIONS


def table(figures: Figures) -> str:
    """The figures side by side as Markdown."""
    rows = [(key, name, key) for key, name in FIGURES.items()]
    rows += [(key, name, beside) for key, (name, beside) in PAGE_FIGURES.items()]
    lines = [
        "| what | bare Streamlit, median (p90) | dashboard, median (p90) | ratio of medians | aim |",
        "|---|---|---|---|---|",
    ]
    for key, name, beside in rows:
        bare, own = figures[BARE.name, beside], figures[DASHBOARD.name, key]
        cells = [f"{statistics.median(values):.0f} ms ({p90(values):.0f})" for values in (bare, own)]
        ratio = statistics.median(own) / statistics.median(bare)
        lines.append(f"| {name} | {cells[0]} | {cells[1]} | {ratio:.2f} | {_aim(key)} |")
    return "\n".join(lines)


def _aim(key: str) -> str:
    return f"≤ {AIMS[key]}" if key in AIMS else ""


def main() -> None:
    """Measure both subjects, print the table, and write the report."""
    with sync_playwright() as playwright:
        path = find_browser()
        browser = playwright.chromium.launch(executable_path=path, args=list(FLAGS))
        lay_out()
        same = served("benchmarks/peers/streamlit_page.py", str(BUILT / "pages.json"))
        with same as (bare, _), served(common.DASHBOARD) as (dashboard, server):
            for url in (
                bare + BARE.path,
                *(dashboard + path for path in (DASHBOARD.path, *PAGE_PATHS.values())),
            ):
                opening(browser.new_context(), url)  # once, so that both servers have loaded what they need
            figures: Figures = {}
            for measure in (measure_openings, measure_changes, measure_downloads):
                figures |= measure(browser, bare, dashboard)
            per_session = memory_per_session(browser, dashboard, server)
        found = table(figures)
        where = machine(browser)
        browser.close()
    added = "not measured on this system" if per_session is None else f"{per_session:.1f} MB (aim: under 3 MB)"
    print(f"{found}\n\nMemory per further session: {added}\n{where}")
    _, heading, budget = REPORT.read_text(encoding="utf-8").partition(BUDGET)
    kept = f"\n{heading}{budget}" if heading else ""
    REPORT.write_text(
        f"{ABOUT}\n\n{found}\n\nMemory per further session: {added}.\n\nMeasured on {where}.\n\n{TRIED}\n{kept}",
        encoding="utf-8",
    )


if __name__ == "__main__":
    main()
