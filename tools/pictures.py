"""Pictures of every page and slide, to look at before and after a change: `make pictures`.

Serves the dashboard on a free port, opens each page in Chromium and leaves a PNG in build/pictures, whole pages and
slides as they are projected. WORDS in an address keep only those that contain one of them, WORDS that are a size or a
theme only that one: `make pictures WORDS="map sector=product dark"`.
"""

from __future__ import annotations

import contextlib
import itertools
import re
import sys
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Literal, TypeAlias
from urllib.parse import urlencode

from playwright.sync_api import Browser, Page, sync_playwright

from benchmarks.common import DASHBOARD, served
from components.frame.pages import PAGES
from tools.browser import FLAGS, find_browser
from whitepaper.model.selection import Selection, to_query
from whitepaper.store.store import Store
from whitepaper.stories import stories

ROOT = Path(__file__).resolve().parent.parent
PICTURES = ROOT / "build" / "pictures"
WIDGETS = ROOT / "components" / "widgets"
SIZES = {"wide": (1920, 1080), "laptop": (1366, 768), "phone": (390, 844), "beamer": (1024, 768)}
OF_PAGES = ("wide", "laptop", "phone")
OF_SLIDES = ("wide", "laptop", "beamer")
Theme: TypeAlias = Literal["light", "dark"]
THEMES: tuple[Theme, ...] = ("light", "dark")
READY = "[data-testid=stApp][data-test-connection-state=CONNECTED][data-test-script-state=notRunning]"
DRAWN = f"{(WIDGETS / 'drawn.js').read_text(encoding='utf-8')};() => new Promise(whenDrawn)"
OPENING = 60_000  # milliseconds
SETTLING = 0.3  # seconds in which a page that is drawn takes its heights


def main(words: Sequence[str]) -> None:
    """Leave the pictures of the pages and slides whose address contains one of the words, of all without words."""
    store = Store.load()
    sizes = [size for size in SIZES if size in words] or list(SIZES)
    themes = [theme for theme in THEMES if theme in words] or list(THEMES)
    words = [word for word in words if word not in {*SIZES, *THEMES}]
    wanted = [path for path in (*pages(store), *slides(store)) if not words or any(word in path for word in words)]
    PICTURES.mkdir(parents=True, exist_ok=True)
    with served(DASHBOARD) as (address, _), sync_playwright() as player:
        browser = player.chromium.launch(executable_path=find_browser(), args=list(FLAGS))
        for size, theme in itertools.product(sizes, themes):
            with window(browser, size, theme) as page:
                for path in wanted:
                    if size in (OF_SLIDES if is_slide(path) else OF_PAGES):
                        picture(page, f"{address}/{path}", size, theme)
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


def is_slide(path: str) -> bool:
    """Whether an address is that of a slide."""
    return path.startswith("present")


@contextlib.contextmanager
def window(browser: Browser, size: str, theme: Theme) -> Iterator[Page]:
    """A reader's window of one size in one theme, for one page after the other."""
    width, height = SIZES[size]
    context = browser.new_context(viewport={"width": width, "height": height}, color_scheme=theme, locale="zh-CN")
    yield context.new_page()
    context.close()


def picture(page: Page, address: str, size: str, theme: Theme) -> None:
    """One PNG: a page in its whole length, a slide as it is projected."""
    width, height = SIZES[size]
    path = address.rpartition("/")[2]
    page.set_viewport_size({"width": width, "height": height})
    page.goto(address)
    settle(page)
    if not is_slide(path):  # a page scrolls inside its frame, so the window grows to hold it
        long = page.evaluate("document.querySelector('[data-testid=stMain]').scrollHeight")
        page.set_viewport_size({"width": width, "height": max(height, int(long))})
        settle(page)
    page.screenshot(path=PICTURES / f"{re.sub(r'[^0-9A-Za-z.]+', '_', path)}_{size}_{theme}.png")


def settle(page: Page) -> None:
    """Wait until the script has run and everything is drawn."""
    page.wait_for_selector(READY, timeout=OPENING)
    page.evaluate(DRAWN)
    time.sleep(SETTLING)


if __name__ == "__main__":
    main(sys.argv[1:])
