"""Measure the dashboard and the bare page in the same Chromium, and write docs/performance.md.

Each figure is the median and p90 of REPEATS; the ratio to the bare page is what the aims speak of,
because the same machine on another day is another machine.
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
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path

from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from tools.browser import FLAGS, find_browser  # noqa: E402  the project's root is put on the path first

REPEATS = 20
SESSIONS = 20
DOWNLOADS_A_PAGE = 8  # Chromium blocks a page that saves more than ten files without being asked
REPORT = ROOT / "docs" / "performance.md"
DRAWING = "[...document.querySelectorAll('[data-testid=stVegaLiteChart] svg')].map((svg) => svg.outerHTML).join()"
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


FLOOR = Subject("bare page", "benchmarks/floor/app.py", "/", "seed", ("a", "bb"), "two", "one", "save")
DASHBOARD = Subject(
    "dashboard",
    "dashboard.py",
    "/explore?q=PM2.5",
    "名称或别名",
    ("臭氧", "PM2.5"),
    "数据说明",
    "指标查询",
    "CSV",
    "导出",
)


@contextmanager
def served(script: str) -> Iterator[tuple[str, subprocess.Popen[bytes]]]:
    """Run a Streamlit script on a free port; gives its address and process."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    path = ROOT / script
    command = [sys.executable, "-m", "streamlit", "run", path.name, "--server.port", str(port)]
    server = subprocess.Popen(
        [*command, "--server.address", "127.0.0.1", "--browser.gatherUsageStats", "false"],
        cwd=path.parent,  # the bare page runs with Streamlit's own settings, the dashboard with its own
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        deadline = time.monotonic() + 60
        while True:
            try:
                urllib.request.urlopen(f"http://127.0.0.1:{port}/_stcore/health", timeout=2).close()
                break
            except OSError:
                if time.monotonic() > deadline:
                    raise
                time.sleep(0.1)
        yield f"http://127.0.0.1:{port}", server
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


def measure(browser: Browser, subject: Subject, address: str) -> dict[str, list[float]]:
    """All figures of one subject, each REPEATS times."""
    url = address + subject.chart_path
    figures: dict[str, list[float]] = {name: [] for name in FIGURES}
    for _ in range(REPEATS):
        context = browser.new_context()
        figures["cold open"].append(opening(context, url))
        figures["warm open"].append(opening(context, url))
        context.close()
    context = browser.new_context(accept_downloads=True)
    page = context.new_page()
    milliseconds(lambda: page.goto(url), page)
    box = page.get_by_label(subject.text_label, exact=True)
    for turn in range(REPEATS):
        box.fill(subject.texts[turn % 2])
        figures["filter change"].append(milliseconds(lambda: box.press("Enter"), page, page.evaluate(DRAWN)))
    for _ in range(REPEATS):
        page.get_by_role("link", name=subject.other_page, exact=True).click()
        page.wait_for_timeout(800)
        link = page.get_by_role("link", name=subject.chart_page, exact=True)
        figures["page switch"].append(milliseconds(link.click, page))
    for turn in range(REPEATS):
        if turn % DOWNLOADS_A_PAGE == 0:
            page = context.new_page()
            milliseconds(lambda page=page: page.goto(url), page)
            if subject.menu:
                page.get_by_role("button", name=subject.menu).click()
        started = time.perf_counter()
        with page.expect_download() as download:
            page.get_by_role("button", name=subject.button, exact=True).click()
        Path(download.value.path()).read_bytes()
        figures["CSV click"].append((time.perf_counter() - started) * 1000)
    context.close()
    return figures


FIGURES = {
    "cold open": "cold open to first chart",
    "warm open": "warm open to first chart",
    "filter change": "filter change to repainted chart",
    "page switch": "page switch to painted chart",
    "CSV click": "CSV click to complete file",
}
AIMS = {"warm open": 1.5, "filter change": 1.5, "page switch": 1.5, "sector": 1.5, "town": 1.5, "honours": 1.5}


def measure_pages(browser: Browser, address: str) -> dict[str, list[float]]:
    """Warm opening of the dashboard's other pages, and a search from Enter to its results."""
    figures: dict[str, list[float]] = {name: [] for name in PAGE_FIGURES}
    for name, path in PAGE_PATHS.items():
        for _ in range(REPEATS):  # each in a new context, as the bare page
            context = browser.new_context()
            opening(context, address + path)
            figures[name].append(opening(context, address + path))
            context.close()
    context = browser.new_context()
    page = context.new_page()
    page.goto(f"{address}/search?search=spcj")
    box = page.get_by_placeholder(SEARCH_PLACEHOLDER)
    for turn in range(REPEATS):
        query, answer = SEARCHES[turn % 2]
        page.get_by_text(SEARCHES[(turn + 1) % 2][1]).first.wait_for()
        box.fill(query)
        started = time.perf_counter()
        box.press("Enter")
        page.get_by_text(answer).first.wait_for()
        figures["search"].append((time.perf_counter() - started) * 1000)
    milliseconds(lambda: page.goto(f"{address}/present?story=sector&sector=environment"), page)
    for turn in range(REPEATS):
        page.wait_for_timeout(500)
        key = ("ArrowRight", "ArrowLeft")[turn % 2]
        figures["slide"].append(milliseconds(lambda key=key: page.keyboard.press(key), page, page.evaluate(DRAWN)))
    context.close()
    return figures


PAGE_PATHS = {"sector": "/sector?sector=environment", "town": "/town?town=310112106", "honours": "/honours"}
PAGE_FIGURES = {
    "sector": ("sector page, warm open to first chart", "warm open"),
    "town": ("town page, warm open to first chart", "warm open"),
    "honours": ("honours page, warm open to first chart", "warm open"),
    "search": ("search, Enter to results", "filter change"),
    "slide": ("key to the next slide, painted", "filter change"),
}
"""Figure of a page to its name and to the figure of the bare page that it is compared with."""
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


def table(floor: dict[str, list[float]], dashboard: dict[str, list[float]], pages: dict[str, list[float]]) -> str:
    """The figures side by side as Markdown."""
    lines = [
        "| what | bare page, median (p90) | dashboard, median (p90) | ratio of medians | aim |",
        "|---|---|---|---|---|",
    ]
    for key, name in FIGURES.items():
        cells = [f"{statistics.median(f[key]):.0f} ms ({p90(f[key]):.0f})" for f in (floor, dashboard)]
        ratio = statistics.median(dashboard[key]) / statistics.median(floor[key])
        lines.append(f"| {name} | {cells[0]} | {cells[1]} | {ratio:.2f} | {_aim(key)} |")
    for key, (name, beside) in PAGE_FIGURES.items():
        bare, own = statistics.median(floor[beside]), statistics.median(pages[key])
        times = f"{own:.0f} ms ({p90(pages[key]):.0f})"
        lines.append(f"| {name} | {bare:.0f} ms | {times} | {own / bare:.2f} | {_aim(key)} |")
    return "\n".join(lines)


def _aim(key: str) -> str:
    return f"≤ {AIMS[key]}" if key in AIMS else ""


def p90(values: list[float]) -> float:
    """The value that nine of ten stay below."""
    return statistics.quantiles(values, n=10)[-1]


def machine(browser: Browser) -> str:
    """What it was measured on."""
    libraries = ", ".join(f"{name} {version(name)}" for name in ("streamlit", "altair", "pyarrow", "pandas"))
    return (
        f"{platform.system()} {platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}, "
        f"Chromium {browser.version} headless, {libraries}"
    )


def main() -> None:
    """Measure both subjects, print the table, and write the report."""
    with sync_playwright() as playwright:
        path = find_browser()
        browser = playwright.chromium.launch(executable_path=path, args=list(FLAGS))
        figures = {}
        for subject in (FLOOR, DASHBOARD):
            with served(subject.script) as (address, server):
                opening(browser.new_context(), address + subject.chart_path)
                figures[subject.name] = measure(browser, subject, address)
                if subject is DASHBOARD:
                    pages = measure_pages(browser, address)
                    per_session = memory_per_session(browser, address, server)
        found = table(figures[FLOOR.name], figures[DASHBOARD.name], pages)
        where = machine(browser)
        browser.close()
    added = "not measured on this system" if per_session is None else f"{per_session:.1f} MB (aim: under 3 MB)"
    print(f"{found}\n\nMemory per further session: {added}\n{where}")
    REPORT.write_text(
        "# Performance\n\nWritten by `make bench`; do not edit. Bare page and dashboard are measured in the same run,\n"
        f"{REPEATS} times each, in the same browser; the ratio is what counts.\n\n{found}\n\n"
        f"Memory per further session: {added}.\n\nMeasured on {where}.\n",
        encoding="utf-8",
    )


if __name__ == "__main__":
    main()
