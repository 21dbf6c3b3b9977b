"""Measure the dashboard and the bare page in the same Chromium, and write docs/performance.md.

Each figure is the median and p90 of REPEATS; the ratio to the bare page is what the aims speak of,
because the same machine on another day is another machine. Even within one run it may become faster
or slower, so both are served at once and take turns.
"""

from __future__ import annotations

import os
import platform
import socket
import statistics
import subprocess
import sys
import time
import urllib.request
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path

from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from tools.browser import FLAGS, find_browser

ROOT = Path(__file__).resolve().parent.parent
REPEATS = 20
SESSIONS = 20
DOWNLOADS_A_PAGE = 8  # Chromium blocks a page that saves more than ten files without being asked
REPORT = ROOT / "docs" / "performance.md"
BUDGET = "## Budget of a change"
"""Heading of what `benchmarks.budget` writes below."""
DRAWING = """[...document.querySelectorAll("[data-testid=stVegaLiteChart] svg"),
  ...[...document.querySelectorAll("[data-testid=stBidiComponentIsolated]")]
    .flatMap((one) => [...one.shadowRoot.querySelectorAll(".canvas:not(.coming) svg")])]
  .map((svg) => svg.outerHTML).join()"""
DRAWN = f"() => {DRAWING}"
PAINTED = f"""(before) => {{
  const app = document.querySelector("[data-testid=stApp]")
  const drawing = {DRAWING}
  return app && app.dataset.testScriptState === "notRunning" && drawing !== "" && drawing !== before
}}"""


@dataclass(frozen=True)
class Subject:
    """What is measured: how to start it, where its chart is, and how a reader acts on it."""

    name: str
    script: str
    chart_path: str
    text_label: str
    texts: tuple[str, str]
    other_page: str
    chart_page: str
    button: str
    menu: str = ""


Figures = dict[tuple[str, str], list[float]]
"""Milliseconds by name of the subject and of the figure."""
FLOOR = Subject("bare page", "benchmarks/floor/app.py", "/", "seed", ("a", "bb"), "two", "one", "save")
DASHBOARD = Subject(
    "dashboard",
    "dashboard.py",
    "/explore?q=食品抽检合格率",
    "名称或别名",
    ("产品质量监督抽查合格率", "食品抽检合格率"),
    "数据说明",
    "指标查询",
    "CSV",
    "导出",
)


@contextmanager
def served(script: str) -> Iterator[tuple[str, subprocess.Popen[bytes]]]:
    """Run a Streamlit script on a free port; gives its address and process."""
    port, path = free_port(), ROOT / script
    command = [sys.executable, "-m", "streamlit", "run", path.name, "--server.port", str(port)]
    command += ["--server.address", "127.0.0.1", "--browser.gatherUsageStats", "false"]
    address = f"http://127.0.0.1:{port}"
    # the bare page runs with Streamlit's own settings, the dashboard with its own
    with running(command, path.parent, f"{address}/_stcore/health") as server:
        yield address, server


def free_port() -> int:
    """A port that nothing listens on."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


@contextmanager
def running(command: Sequence[str], folder: Path, answers: str) -> Iterator[subprocess.Popen[bytes]]:
    """A server in a folder, once the address `answers` does; ended afterwards."""
    server = subprocess.Popen(command, cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        deadline = time.monotonic() + 90
        while True:
            try:
                urllib.request.urlopen(answers, timeout=2).close()
                break
            except OSError:
                if time.monotonic() > deadline or server.poll() is not None:
                    raise
                time.sleep(0.1)
        yield server
    finally:
        server.terminate()
        server.wait(timeout=20)


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


def measure_openings(browser: Browser, floor: str, dashboard: str) -> Figures:
    """Cold and warm openings, each pair in a new context; of the dashboard's other pages the warm one."""
    figures: Figures = defaultdict(list)
    starts = [(FLOOR.name, "warm open", floor + FLOOR.chart_path)]
    starts += [(DASHBOARD.name, "warm open", dashboard + DASHBOARD.chart_path)]
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


def measure_changes(browser: Browser, floor: str, dashboard: str) -> Figures:
    """Another filter, search, slide and page, in windows that stay open."""
    figures: Figures = defaultdict(list)
    windows = {subject: browser.new_page() for subject in (FLOOR, DASHBOARD)}
    for (subject, page), address in zip(windows.items(), (floor, dashboard), strict=True):
        milliseconds(lambda page=page, url=address + subject.chart_path: page.goto(url), page)
    searches, slides = browser.new_page(), browser.new_page()
    searches.goto(f"{dashboard}/search?search=spcj")
    milliseconds(lambda: slides.goto(f"{dashboard}/present?story=sector&sector=product&slide=3"), slides)
    for turn in range(REPEATS):
        for subject, page in windows.items():
            figures[subject.name, "filter change"].append(change_filter(page, subject, turn))
        figures[DASHBOARD.name, "search"].append(search(searches, turn))
        figures[DASHBOARD.name, "slide"].append(turn_slide(slides, turn))
    for _ in range(REPEATS):
        for subject, page in windows.items():
            figures[subject.name, "page switch"].append(switch_page(page, subject))
    for page in (*windows.values(), searches, slides):
        page.context.close()
    return figures


def measure_downloads(browser: Browser, floor: str, dashboard: str) -> Figures:
    """From the click on CSV to the complete file."""
    figures: Figures = defaultdict(list)
    for start in range(0, REPEATS, DOWNLOADS_A_PAGE):
        for subject, address in ((FLOOR, floor), (DASHBOARD, dashboard)):
            page = browser.new_page(accept_downloads=True)
            milliseconds(lambda page=page, url=address + subject.chart_path: page.goto(url), page)
            if subject.menu:
                page.get_by_role("button", name=subject.menu).click()
            for _ in range(start, min(start + DOWNLOADS_A_PAGE, REPEATS)):
                figures[subject.name, "CSV click"].append(download(page, subject))
            page.context.close()
    return figures


def change_filter(page: Page, subject: Subject, turn: int) -> float:
    """Type the other of two texts and press Enter, until another chart is painted."""
    box = page.get_by_label(subject.text_label, exact=True)
    box.fill(subject.texts[turn % 2])
    return milliseconds(lambda: box.press("Enter"), page, page.evaluate(DRAWN))


def switch_page(page: Page, subject: Subject) -> float:
    """Go to another page, and come back to the chart."""
    page.get_by_role("link", name=subject.other_page, exact=True).click()
    page.wait_for_timeout(800)
    link = page.get_by_role("link", name=subject.chart_page, exact=True)
    return milliseconds(link.click, page, page.evaluate(DRAWN))


def search(page: Page, turn: int) -> float:
    """Search for the other of two names, from Enter to its results."""
    page.get_by_text(SEARCHES[(turn + 1) % 2][1]).first.wait_for()
    query, answer = SEARCHES[turn % 2]
    box = page.get_by_placeholder(SEARCH_PLACEHOLDER)
    box.fill(query)
    started = time.perf_counter()
    box.press("Enter")
    page.get_by_text(answer).first.wait_for()
    return (time.perf_counter() - started) * 1000


def turn_slide(page: Page, turn: int) -> float:
    """Press the key to the next slide or back."""
    key = ("ArrowRight", "ArrowLeft")[turn % 2]
    return milliseconds(lambda: page.keyboard.press(key), page, page.evaluate(DRAWN))


def download(page: Page, subject: Subject) -> float:
    """Click for a file, until it is read."""
    started = time.perf_counter()
    with page.expect_download() as downloaded:
        page.get_by_role("button", name=subject.button, exact=True).click()
    Path(downloaded.value.path()).read_bytes()
    return (time.perf_counter() - started) * 1000


FIGURES = {
    "cold open": "cold open to first chart",
    "warm open": "warm open to first chart",
    "filter change": "filter change to repainted chart",
    "page switch": "page switch to painted chart",
    "CSV click": "CSV click to complete file",
}
PAGE_FIGURES = {
    "sector": ("sector page, warm open to first chart", "warm open"),
    "town": ("town page, warm open to first chart", "warm open"),
    "honours": ("honours page, warm open to first chart", "warm open"),
    "search": ("search, Enter to results", "filter change"),
    "slide": ("key to the next slide, painted", "filter change"),
}
"""Figure of a page to its name and to the figure of the bare page that it is compared with."""
AIMS = {"warm open": 1.5, "filter change": 1.5, "page switch": 1.5, "sector": 1.5, "town": 1.5, "honours": 1.5}
PAGE_PATHS = {"sector": "/sector?sector=product", "town": "/town?town=310112106", "honours": "/honours"}
SEARCH_PLACEHOLDER = "搜索指标、企业、荣誉…"
SEARCHES = (("dianti", "40,988 台"), ("spcj", "97.67%"))


def memory(process: subprocess.Popen[bytes]) -> float | None:
    """Resident memory of a process in MB; None where the system does not tell."""
    status = Path(f"/proc/{process.pid}/status")
    if not status.exists():
        return None
    line = next(line for line in status.read_text().splitlines() if line.startswith("VmRSS"))
    return int(line.split()[1]) / 1024


def memory_per_session(browser: Browser, address: str, server: subprocess.Popen[bytes]) -> float | None:
    """Memory that each further open window adds."""
    contexts = []
    before = memory(server)
    for _ in range(SESSIONS):
        context = browser.new_context()
        page = context.new_page()
        milliseconds(lambda page=page: page.goto(address + DASHBOARD.chart_path), page)
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
        "| what | bare page, median (p90) | dashboard, median (p90) | ratio of medians | aim |",
        "|---|---|---|---|---|",
    ]
    for key, name, beside in rows:
        bare, own = figures[FLOOR.name, beside], figures[DASHBOARD.name, key]
        cells = [f"{statistics.median(values):.0f} ms ({p90(values):.0f})" for values in (bare, own)]
        ratio = statistics.median(own) / statistics.median(bare)
        lines.append(f"| {name} | {cells[0]} | {cells[1]} | {ratio:.2f} | {_aim(key)} |")
    return "\n".join(lines)


def _aim(key: str) -> str:
    return f"≤ {AIMS[key]}" if key in AIMS else ""


def p90(values: list[float]) -> float:
    """The value that nine of ten stay below."""
    return statistics.quantiles(values, n=10)[-1]


def machine(browser: Browser | None = None) -> str:
    """What it was measured on."""
    libraries = [f"{name} {version(name)}" for name in ("streamlit", "altair", "pyarrow", "pandas")]
    chromium = [f"Chromium {browser.version} headless"] if browser else []
    system = [f"{platform.system()} {platform.machine()}", f"{os.cpu_count()} cores"]
    return ", ".join([*system, f"Python {platform.python_version()}", *chromium, *libraries])


def main() -> None:
    """Measure both subjects, print the table, and write the report."""
    with sync_playwright() as playwright:
        path = find_browser()
        browser = playwright.chromium.launch(executable_path=path, args=list(FLAGS))
        with served(FLOOR.script) as (floor, _), served(DASHBOARD.script) as (dashboard, server):
            for url in (
                floor + FLOOR.chart_path,
                *(dashboard + path for path in (DASHBOARD.chart_path, *PAGE_PATHS.values())),
            ):
                opening(browser.new_context(), url)  # once, so that both servers have loaded what they need
            figures: Figures = {}
            for measure in (measure_openings, measure_changes, measure_downloads):
                figures |= measure(browser, floor, dashboard)
            per_session = memory_per_session(browser, dashboard, server)
        found = table(figures)
        where = machine(browser)
        browser.close()
    added = "not measured on this system" if per_session is None else f"{per_session:.1f} MB (aim: under 3 MB)"
    print(f"{found}\n\nMemory per further session: {added}\n{where}")
    _, heading, budget = REPORT.read_text(encoding="utf-8").partition(BUDGET)
    kept = f"\n{heading}{budget}" if heading else ""
    REPORT.write_text(
        "# Performance\n\nWritten by `make bench`; do not edit. Bare page and dashboard are measured in the same run,\n"
        f"{REPEATS} times each, by turns, in the same browser; the ratio is what counts.\n\n{found}\n\n"
        f"Memory per further session: {added}.\n\nMeasured on {where}.\n{kept}",
        encoding="utf-8",
    )


if __name__ == "__main__":
    main()
