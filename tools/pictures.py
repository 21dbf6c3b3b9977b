"""Pictures of every page and slide, to look at before and after a change: `make pictures`.

Serves the dashboard on a free port, opens each page in Chromium and leaves a PNG in build/pictures, whole pages and
slides as they are projected. WORDS in an address keep only those that contain one of them:
`make pictures WORDS="map sector=product"`.
"""

from __future__ import annotations

import re
import sys
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from urllib.parse import urlencode

from playwright.sync_api import Browser, sync_playwright

from benchmarks.common import DASHBOARD, served
from components.frame.pages import PAGES
from tools.browser import FLAGS, find_browser
from whitepaper.model.selection import Selection, to_query
from whitepaper.store.store import Store
from whitepaper.stories import stories

ROOT = Path(__file__).resolve().parent.parent
PICTURES = ROOT / "build" / "pictures"
SIZES = {"wide": (1920, 1080), "laptop": (1366, 768), "phone": (390, 844)}
THEMES = ("light", "dark")
READY = "[data-testid=stApp][data-test-connection-state=CONNECTED][data-test-script-state=notRunning]"
OPENING = 60_000  # milliseconds
SETTLING = 2.0  # seconds until charts are drawn


def main(words: Sequence[str]) -> None:
    """Leave the pictures of the pages and slides whose address contains one of the words, of all without words."""
    store = Store.load()
    wanted = [path for path in (*pages(store), *slides(store)) if not words or any(word in path for word in words)]
    PICTURES.mkdir(parents=True, exist_ok=True)
    with served(DASHBOARD) as (address, _), sync_playwright() as player:
        browser = player.chromium.launch(executable_path=find_browser(), args=list(FLAGS))
        for path in wanted:
            for size in SIZES:
                for theme in THEMES:
                    if size == "wide" or not path.startswith("present"):
                        picture(browser, address, path, size, theme)
        browser.close()
    print(f"{PICTURES}: {len(wanted)} pages and slides")


def pages(store: Store) -> Iterator[str]:
    """Addresses of all pages: of sectors and sub-sectors, towns, the map by each indicator, the rest as they open."""
    for key in PAGES:
        if key not in {"sector", "present"}:
            yield key
    for sector_id in store.names("sectors"):
        for subsector_id in store.subsectors_of(sector_id):
            chosen = Selection(sector=sector_id, subsector=subsector_id)
            yield f"sector?{urlencode(to_query(chosen))}"
            yield f"explore?{urlencode(to_query(chosen))}"
    for area_id in store.towns["area_id"]:
        yield f"town?{urlencode(to_query(Selection(towns=(area_id,))))}"


def slides(store: Store) -> Iterator[str]:
    """Addresses of the slides of the district, of each sector, of each town."""
    told = [(stories.OVERVIEW, Selection())]
    told += [(stories.SECTOR, Selection(sector=key)) for key in store.names("sectors")]
    told += [(stories.TOWN, Selection(towns=(key,))) for key in store.towns["area_id"]]
    for kind, selection in told:
        for number, _ in enumerate(stories.told(store, kind, selection), 1):
            yield f"present?{urlencode({'story': kind, **to_query(selection), 'slide': number})}"


def picture(browser: Browser, address: str, path: str, size: str, theme: str) -> None:
    """One PNG: a page in its whole length, a slide as it is projected."""
    width, height = SIZES[size]
    context = browser.new_context(
        viewport={"width": width, "height": height},
        color_scheme="dark" if theme == "dark" else "light",
        locale="zh-CN",
    )
    page = context.new_page()
    page.goto(f"{address}/{path}")
    page.wait_for_selector(READY, timeout=OPENING)
    time.sleep(SETTLING)
    if not path.startswith("present"):  # a page scrolls inside its frame, so the window grows to hold it
        long = page.evaluate("document.querySelector('[data-testid=stMain]').scrollHeight")
        page.set_viewport_size({"width": width, "height": max(height, int(long))})
        time.sleep(SETTLING / 2)
    page.screenshot(path=PICTURES / f"{re.sub(r'[^0-9A-Za-z.]+', '_', path)}_{size}_{theme}.png")
    context.close()


if __name__ == "__main__":
    main(sys.argv[1:])
