"""Measure the same page by others beside the dashboard, by turns in one run, and write docs/peers.md.

A filter change: a press on another option of a box, until the chart in the page is another one. The pages of the
others have the boxes of the dashboard's page, and for each option its heading, sentence, chart, remarks and rows; Dash
draws the numbers with its own chart. They are installed apart.
"""

from __future__ import annotations

import json
import re
import statistics
import subprocess
import sys
import venv
from collections import defaultdict
from collections.abc import Callable, Mapping
from contextlib import ExitStack
from dataclasses import dataclass, replace
from pathlib import Path

from playwright.sync_api import Browser, Page, ViewportSize, sync_playwright

from benchmarks.common import ROOT, machine, p90, running
from components.drawing import charts
from components.frame import bundle
from components.views import parts
from tools.browser import FLAGS, find_browser
from whitepaper.model.selection import FILTERS, Selection
from whitepaper.store.store import Store
from whitepaper.telling import number_tables
from whitepaper.telling.panels import Panel, panels
from whitepaper.telling.sentences import sentence

HERE, BUILT = Path(__file__).resolve().parent, ROOT / "build" / "peers"
PEERS = ("dash==4.4.1", "panel==1.9.4", "pandas")
REPEATS, FIRST_PORT = 20, 8781
RESTS = 150  # milliseconds that a reader's pointer stands on an option before the press
VIEWPORT: ViewportSize = {"width": 1366, "height": 900}
WINDOWS = 3  # one after the other, each of which has drawn nothing yet
SETTLED = 600  # milliseconds after a change in which a page may finish its work
BOXES = ("sector", "towns", "years", "indicators")
SECTOR, WORD = "public_services", "成"
SUBSECTORS = ("public_services.elderly", "public_services.government")
"""Each of the sub-sectors has one indicator that the word finds, and it is one chart (`compared`)."""
LONGEST = 30_000  # milliseconds for which a page is waited for
PATH = f"/explore?sector={SECTOR}&sub={SUBSECTORS[0]}&q={WORD}"
"""Of the dashboard's page."""
ALL = "全部"
REPORT = ROOT / "docs" / "peers.md"
ABOUT = f"""# The same page by others

Written by `make bench-peers`; do not edit. From the press on another option of a box to the frame with another chart, \
both stamped in the page, {REPEATS} times each, by turns, in one browser: pressed in the moment in which the pointer \
reaches the option, and after the pointer stood on it for {RESTS} ms, as a reader's does. Panel and the static page \
have the browser's own boxes, in which no pointer is seen: there both are the same.
Aim: at most 0.75 of bare Streamlit's same page, and ahead of Dash and Panel; of a choice inside a panel, by which a \
series stands out, at most 1.5 of what the static page takes for another chart; and a chart that a window draws for \
the first time at most 1.3 of the same again."""
DEEP = """const all = (root, what) => [...root.querySelectorAll(what),
  ...[...root.querySelectorAll("*")].filter((one) => one.shadowRoot).flatMap((one) => all(one.shadowRoot, what))];"""


@dataclass(frozen=True)
class Peer:
    """One page: command to serve it, what to open, its box, its options and its chart as CSS selectors.

    option: empty where the box is one of the browser's own.
    """

    name: str
    command: tuple[str, ...]
    path: str
    box: str
    option: str
    chart: str


def peers(python: str) -> list[Peer]:
    """All pages, each with the port of its place."""
    pages, ports = str(BUILT / "pages.json"), [str(FIRST_PORT + place) for place in range(5)]
    own = [sys.executable, "-m", "streamlit", "run"]
    served = ["--server.address", "127.0.0.1", "--server.headless", "true", "--browser.gatherUsageStats", "false"]
    bare = (*own, str(HERE / "streamlit_page.py"), "--server.port", ports[1], *served, "--", pages)
    return [
        Peer("dashboard", (*own, "dashboard.py", "--server.port", ports[0], *served), PATH,
             "input[aria-label=子领域]", "[role=option]",
             ".canvas:not(.coming) svg"),
        Peer("bare Streamlit", bare, "/", "input[aria-label=choice]", "[role=option]",
             "[data-testid=stVegaLiteChart] svg"),
        Peer("Dash", (python, str(HERE / "dash_page.py"), pages, ports[2]), "/",
             "#choice", "[role=option], .dash-options-list-option", ".main-svg"),
        Peer("Panel", (python, str(HERE / "panel_page.py"), pages, ports[3]), "/",
             "select:not([multiple])", "", "canvas, svg.marks"),
        Peer("static Vega", (sys.executable, "-m", "http.server", ports[4], "--bind", "127.0.0.1", "-d", str(BUILT)),
             "/static_page.html", "#choice", "", "#chart svg"),
    ]  # fmt: skip


def prepare() -> str:
    """The panels as data, the static page, and the others in an environment of their own: its Python."""
    lay_out()
    python = BUILT / "venv" / "bin" / "python"
    if not python.exists():
        venv.create(BUILT / "venv", with_pip=True)
        subprocess.run([python, "-m", "pip", "install", "--quiet", *PEERS], check=True)
    return str(python)


def lay_out() -> None:
    """The panels as data, and the static page with the library that draws."""
    BUILT.mkdir(parents=True, exist_ok=True)
    store, pages = Store.load(), {}
    for subsector in SUBSECTORS:
        chosen, panel = compared(store, subsector)
        indicator_id = panel.indicator_id
        table = number_tables.of_rows(store.observations(chosen)).shown
        filled = panel.rows[panel.rows["plotted"].notna()]
        pages[store.name("subsectors", subsector)] = {
            "heading": store.name("indicators", indicator_id),
            "spec": charts.specification(panel, "light"),
            "sentence": sentence(panel, store),
            "remarks": [remark.shown for remark in panel.remarks],
            "headings": list(table),
            "rows": table.to_numpy().tolist(),
            "names": list(filled["series"] + filled["period_name"]),
            "values": list(filled["plotted"]),
        }
    offered = {FILTERS[name].label: list(store.vocabulary.values[name].values()) for name in BOXES}
    made = json.dumps({"pages": pages, "boxes": offered}, ensure_ascii=False)
    (BUILT / "pages.json").write_text(made, encoding="utf-8")
    (BUILT / "bundle.js").write_bytes(bundle.script())
    (BUILT / "static_page.html").write_bytes((HERE / "static_page.html").read_bytes())


def compared(store: Store, subsector: str) -> tuple[Selection, Panel]:
    """What the page keeps of a sub-sector, and the panel of it. Raises ValueError where that is not one chart."""
    chosen = Selection(sector=SECTOR, subsector=subsector, text=WORD)
    shown = [panel for key in store.indicators_within(chosen) for panel in panels(store, key, Selection())]
    if len(shown) != 1 or not _is_drawn(store, chosen):
        raise ValueError(f"{subsector} with “{WORD}” is {len(shown)} panels, and not one chart: choose others")
    return chosen, shown[0]


def _is_drawn(store: Store, chosen: Selection) -> bool:
    """Whether the first panels on the dashboard's page hold a chart."""
    sent = parts.several_ahead(store.indicators_of(chosen), chosen, "light")
    return any(part["spec"] for data in sent.values() for one in data["panels"] for part in one["parts"])


def inside(dashboard: Peer) -> Peer:
    """The box inside a panel of the dashboard, by which a series stands out."""
    return replace(dashboard, box="article select", option="")


def drawing(chart: str) -> str:
    """An expression of what the charts of a page look like: their marks, or their pixels."""
    return (
        f"{{ {DEEP} return all(document, `{chart}`)"
        ".map((one) => (one.toDataURL ? one.toDataURL() : one.outerHTML)).join() }"
    )


def drawn_subsectors(store: Store) -> dict[str, list[str]]:
    """The sub-sectors of each sector, by their keys, whose first panels on the dashboard's page hold a chart."""
    found: dict[str, list[str]] = defaultdict(list)
    for key, sector in store.frame("subsectors")[["subsector_id", "sector_id"]].itertuples(index=False):
        if _is_drawn(store, Selection(sector=sector, subsector=key)):
            found[sector].append(key)
    return {sector: keys for sector, keys in found.items() if len(keys) > 1}


def first_and_again(browser: Browser, dashboard: Peer, address: str, rest: int) -> dict[str, list[float]]:
    """Milliseconds to charts that a window has not drawn yet, and to the same ones again; rest: as of `change`."""
    store, times = Store.load(), dict[str, list[float]](first=[], again=[])
    for _ in range(WINDOWS):
        page = browser.new_page(viewport=VIEWPORT)
        for sector, keys in drawn_subsectors(store).items():
            page.goto(f"{address}/explore?sector={sector}&sub={keys[0]}")
            page.locator(dashboard.chart).first.wait_for()
            page.wait_for_timeout(2000)
            for taken in times.values():
                for key in (*keys[1:], keys[0]):
                    took = change(page, dashboard, store.name("subsectors", key), rest)
                    page.wait_for_timeout(SETTLED)
                    if key != keys[0]:
                        taken.append(took)
        page.close()
    return times


STAMPED = """(before) => { window.stamp = null
  const press = (event) => { window.stamp ??= performance.now() }
  const events = ["pointerdown", "input"]
  for (const name of events) addEventListener(name, press, true)
  window.repainted = new Promise((resolve, reject) => {
    const end = performance.now() + LONGEST
    const look = () => {
      if (performance.now() > end) { reject(new Error("no other chart came")); return }
      const now = (() => DRAWING)()
      if (now === "" || now === before || window.stamp === null) { requestAnimationFrame(look); return }
      const painted = new MessageChannel()  // its turn comes once this frame is painted
      painted.port1.onmessage = () => {
        for (const name of events) removeEventListener(name, press, true)
        resolve(performance.now() - window.stamp)
      }
      painted.port2.postMessage(null)
    }
    requestAnimationFrame(look)
  }) }"""


def change(page: Page, peer: Peer, name: str, rest: int = 0, ready: Callable[[], object] = lambda: None) -> float:
    """Milliseconds from the press on another option to the frame with another chart, both stamped in the page.

    rest: milliseconds that the pointer stands on the option before it is pressed, as a reader's does; of a box of the
    browser's own, whose list no pointer is seen on, the press is the change of its value; ready: called just before.
    """
    box = page.locator(peer.box).first
    if peer.option:
        box.click()
        option = page.locator(peer.option).filter(has_text=re.compile(f"^{name}$")).first
        option.wait_for()
        page.wait_for_timeout(300)  # the list has come to rest
    before = page.evaluate(f"() => {drawing(peer.chart)}")
    page.evaluate(STAMPED.replace("DRAWING", drawing(peer.chart)).replace("LONGEST", str(LONGEST)), before)
    if peer.option and rest:
        option.hover()
        page.wait_for_timeout(rest)
    ready()
    if peer.option and rest:
        page.mouse.down()
        page.mouse.up()
    elif peer.option:
        option.click()
    else:
        box.select_option(name)
    return float(page.evaluate("() => window.repainted"))


def main() -> None:
    """Measure all pages, print the table, and write the report."""
    found, names = peers(prepare()), [Store.load().name("subsectors", key) for key in SUBSECTORS]
    spent: dict[tuple[str, int], list[float]] = defaultdict(list)
    own = inside(found[0])
    chosen: list[float] = []
    with ExitStack() as stack:
        browser = stack.enter_context(sync_playwright()).chromium.launch(
            executable_path=find_browser(), args=list(FLAGS)
        )
        pages = {}
        for place, peer in enumerate(found):
            address = f"http://127.0.0.1:{FIRST_PORT + place}"
            stack.enter_context(running(peer.command, ROOT, f"{address}/"))
            pages[peer.name] = page = browser.new_page(viewport=VIEWPORT)
            page.goto(address + peer.path)
            page.wait_for_function(f"() => {{ const now = (() => {drawing(peer.chart)})(); return now !== '' }}")
            page.wait_for_timeout(2000)
        for turn in range(REPEATS + 1):
            for number, rest in enumerate((0, RESTS)):
                for peer in found:
                    took = change(pages[peer.name], peer, names[(number + 1) % 2], rest)
                    pages[peer.name].wait_for_timeout(SETTLED)
                    if turn:  # the first draws each chart once
                        spent[peer.name, rest].append(took)
            page = pages[own.name]
            for name in (page.locator(f"{own.box} option").nth(1).inner_text(), ALL):
                took = change(page, own, name)
                page.wait_for_timeout(1000)  # the server has heard of it
                if turn:
                    chosen.append(took)
        address = f"http://127.0.0.1:{FIRST_PORT}"
        drawn = {rest: first_and_again(browser, found[0], address, rest) for rest in (0, RESTS)}
        where = machine(browser)
        browser.close()
    table = _table(found, spent, chosen, drawn)
    print(f"{table}\n{where}")
    REPORT.write_text(f"{ABOUT}\n\n{table}\n\nMeasured on {where}, {', '.join(PEERS[:2])}.\n", encoding="utf-8")


def _table(
    found: list[Peer],
    spent: Mapping[tuple[str, int], list[float]],
    chosen: list[float],
    drawn: Mapping[int, Mapping[str, list[float]]],
) -> str:
    bare = {rest: statistics.median(spent["bare Streamlit", rest]) for rest in (0, RESTS)}
    lines = [
        "| page | pressed at once, median (p90) | beside bare Streamlit | after pointing | beside bare Streamlit |",
        "|---|---|---|---|---|",
    ]
    for peer in found:
        cells = [cell for rest in (0, RESTS) for cell in _cells(spent[peer.name, rest], bare[rest])]
        lines.append(f"| {peer.name} | {' | '.join(cells)} |")
    dashboard, static = found[0].name, found[-1].name
    inside = {dashboard: chosen, static: spent[static, 0]}
    lines += _beside("a choice inside a panel", static, inside)
    for rest, pressed in ((0, "pressed at once"), (RESTS, "after pointing")):
        first, again = drawn[rest].values()
        times = {f"drawn for the first time ({len(first)})": first, "again": again}
        lines += _beside(f"a chart of the dashboard, {pressed}", "again", times)
    return "\n".join(lines)


def _beside(what: str, last: str, times: Mapping[str, list[float]]) -> list[str]:
    """A table of times beside those that are named last."""
    own = statistics.median(times[last])
    head = ["", f"| {what} | median (p90) | beside {last} |", "|---|---|---|"]
    return head + [f"| {name} | {' | '.join(_cells(each, own))} |" for name, each in times.items()]


def _cells(times: list[float], beside: float) -> list[str]:
    middle = statistics.median(times)
    return [f"{middle:.0f} ms ({p90(times):.0f})", f"{middle / beside:.2f}"]


if __name__ == "__main__":
    main()
