"""The 离线版 opened from the disk: all its pages, with nothing asked of anybody."""

import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import ROOT, profile, soon, soon_is
from tests.two_editions import FIRST, FIRST_TOWN, SECOND, THIRD_TOWN
from whitepaper.files import csv_files
from whitepaper.model.selection import Selection
from whitepaper.store.store import Store
from whitepaper.telling import number_tables

pytestmark = pytest.mark.browser
LARGEST = 8_000_000
HOSTILE = "<img src=x onerror=alert(1)>"


@pytest.fixture(scope="session")
def written(two_editions: Store, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The file of two papers made up for tests, as the command writes it."""
    path = tmp_path_factory.mktemp("offline") / "看板.html"
    command = ["whitepaper", "--data", str(two_editions.dataset.root), "offline", "--out", str(path)]
    ran = subprocess.run([sys.executable, "-m", *command], cwd=ROOT, capture_output=True, encoding="utf-8", check=False)
    assert ran.returncode == 0, ran.stderr
    return path


class Opened:
    """A window on the file, with all that it asked for and all that its console said."""

    def __init__(self, page: Page, path: Path) -> None:
        self.page, self.address, self.said = page, path.as_uri(), []
        page.on("request", lambda request: self._asked(request.url))
        page.on("console", lambda line: self.said.append(line.text))
        page.on("pageerror", lambda error: self.said.append(str(error)))

    def _asked(self, url: str) -> None:
        if url.partition("#")[0] != self.address and not url.startswith(("blob:", "data:")):
            self.said.append(url)

    def go(self, place: str) -> Page:
        """Open a place in the file, and wait for its page."""
        self.page.goto(f"{self.address}#/{place}")
        expect(self.page.locator("main :is(h1, article, .overview), .stage .slide").first).to_be_visible()
        return self.page


@pytest.fixture
def opened(chromium: Browser, written: Path) -> Iterator[Opened]:
    """A window of a profile of its own; it asks for nothing and its console stays empty."""
    context = profile(chromium)
    made = Opened(context.new_page(), written)
    yield made
    context.close()
    assert made.said == []


def test_every_page_opens_from_the_disk(opened: Opened, written: Path) -> None:
    """With and without a town and a year, in both colours; a filter that a page does not follow is named there."""
    assert written.stat().st_size < LARGEST
    for query in ("", f"town={FIRST_TOWN}&year={FIRST}"):
        for name in (
            "overview",
            "sector",
            "town",
            "compare",
            "map",
            "honours",
            "checks",
            "coverage",
            "departments",
            "indicator",
            "explore",
            "search",
            "about",
        ):
            page = opened.go(f"{name}?{query}")
            follows = not query or name in {"overview", "sector", "town", "indicator", "explore"}
            expect(page.locator(".unfollowed"), name).to_have_count(0 if follows else 1)
    page = opened.go("sector?sector=quality")
    expect(page.locator(".panels .canvas:not(.coming) svg").first).to_be_visible()
    page.get_by_role("button", name="深色").click()
    expect(page.locator("html")).to_have_attribute("data-mode", "dark")
    expect(page.locator(".panels .canvas:not(.coming) svg").first).to_be_visible()


def test_what_is_saved_is_what_is_shown(opened: Opened, two_editions: Store) -> None:
    """The CSV of a sub-sector in one year, or in two, has the bytes that the dashboard hands out, also by its link."""
    page = opened.go("sector?sector=economy")
    box = page.get_by_label("年份")
    for years in ((FIRST,), (FIRST, SECOND)):
        box.select_option(",".join(map(str, years)))
        expect(page.locator("nav.tabs [aria-current]")).to_have_count(1)
        with page.expect_download() as saved:
            page.get_by_role("button", name="CSV").click()
        chosen = Selection(sector="economy", subsector="economy.totals", years=years)
        rows = two_editions.observations(chosen)
        assert Path(saved.value.path()).read_bytes() == csv_files.to_csv(rows, two_editions)
        assert saved.value.suggested_filename.endswith(f"_{two_editions.dataset_version}.csv")
    opened.go(f"sector?sector=economy&year={SECOND},{FIRST}")
    assert box.input_value() == f"{FIRST},{SECOND}"
    expect(page.locator(".notice")).to_be_hidden()


def test_a_talk_is_moved_by_keys(opened: Opened) -> None:
    """Forward, back, to both ends, and out of it to the page that it tells; none under a filter it does not follow."""
    page = opened.go(f"town?town={THIRD_TOWN}&year={FIRST}")
    expect(page.get_by_role("button", name="汇报")).to_be_disabled()
    page = opened.go(f"town?town={THIRD_TOWN}")
    page.get_by_role("button", name="汇报").click()
    place = page.locator(".stage .place").first
    last = re.compile(r"^附 (\d+) / \1$")  # of the appendix
    for key, wanted in (("ArrowRight", "2 / 7"), ("ArrowLeft", "1 / 7"), ("End", last), ("Home", "1 / 7")):
        page.keyboard.press(key)
        expect(place).to_have_text(wanted)
    page.keyboard.press("Escape")
    expect(page.locator("h1").first).to_have_text("丙街道")


def test_screens_are_collected_into_a_talk_of_ones_own(opened: Opened) -> None:
    """Out of two talks, in the order chosen; it is there when the file is opened again, and its address holds it."""
    for place in ("present?story=overview&slide=2", f"present?story=town&town={THIRD_TOWN}&slide=3"):
        opened.go(place).get_by_role("button", name="收入我的汇报").click(force=True)
    title = opened.page.locator(".stage h1").first.inner_text()
    page = opened.go("overview")
    page.reload()
    page.get_by_role("button", name="我的汇报 · 2 页").click()
    place = page.locator(".stage .place").first
    expect(place).to_have_text("1 / 2")
    page.keyboard.press("ArrowRight")
    expect(place).to_have_text("2 / 2")
    assert page.locator(".stage h1").first.inner_text() == title
    assert "own=overview" in page.url
    page.get_by_role("button", name="移出我的汇报").click(force=True)
    expect(place).to_have_text("1 / 1")
    page.keyboard.press("Escape")
    expect(page.get_by_role("button", name="我的汇报 · 1 页")).to_be_visible()


def test_text_of_the_address_is_text(opened: Opened) -> None:
    """What a link brings is shown letter by letter or left out with a word, never markup."""
    page = opened.go(f"search?search={HOSTILE}")
    expect(page.locator(".empty")).to_contain_text(HOSTILE)
    page = opened.go(f"town?town={HOSTILE}")
    expect(page.locator(".notice")).to_contain_text(HOSTILE)
    assert page.locator("img").count() == 0


def test_a_number_tells_where_it_is_from(opened: Opened) -> None:
    """A search leads to the number, and the number to its card."""
    page = opened.go("search?search=hgl")
    page.get_by_role("link", name="抽检合格率").first.click()
    soon_is(lambda: page.locator("h1").first.inner_text(), "抽检合格率")
    page.locator("main .plain_table td").first.click()
    expect(page.get_by_role("dialog")).to_contain_text("出处")


def test_a_search_forgives_a_wrong_character(opened: Opened) -> None:
    """As that of the dashboard; a question leads to the whole before its parts; what is like nothing is not found."""
    page = opened.go("search?search=抽验合格率")
    expect(page.get_by_role("link", name="抽检合格率").first).to_be_visible()
    page = opened.go("search?search=抽检合格率是多少")
    expect(page.locator("main .results a").first).to_have_text("抽检合格率")
    page = opened.go("search?search=龘靐齉齾")
    expect(page.locator(".empty")).to_contain_text("没有找到")


def test_a_chart_that_was_drawn_before_it_was_asked_for_is_the_same(opened: Opened) -> None:
    """As when its page is opened by its address; also when it was left and is chosen again."""
    first = "document.querySelector('.element.panels').shadowRoot.querySelector('.canvas:not(.coming) svg')"
    drawn = f"() => ({first}?.outerHTML ?? '').replace(/(clip|gradient_)[0-9]+/g, '')"  # these are counted
    page = opened.go("sector?sector=quality")
    expect(page.locator(".panels .canvas:not(.coming) svg").first).to_be_visible()
    wanted = page.evaluate(drawn)
    page = opened.go(f"sector?sector=quality&year={FIRST}")
    for year in ("", str(FIRST), ""):
        page.get_by_label("年份").select_option(year)
        if not year:
            soon_is(lambda: page.evaluate(drawn), wanted)


def test_towns_stand_side_by_side(opened: Opened, two_editions: Store) -> None:
    """As the dashboard compares them: the same texts in the same lines, also by its own link to several towns."""
    towns = (FIRST_TOWN, THIRD_TOWN)
    page = opened.go(f"town?town={','.join(towns)}")
    soon_is(lambda: page.locator("h1").first.inner_text(), "甲镇、丙街道对照")
    wanted = number_tables.compared(two_editions, Selection(towns=towns)).shown
    expect(page.locator("main tbody tr")).to_have_count(len(wanted))
    shown = [line.locator("td").all_inner_texts() for line in page.locator("main tbody tr").all()]
    assert shown == wanted.to_numpy().tolist()
    page.get_by_label("街镇 3").select_option(label="乙镇")
    expect(page.locator("main thead th")).to_have_count(5)


def test_paper_has_all_panels_in_light_and_numbered_sheets(opened: Opened, two_editions: Store) -> None:
    """打印 in the dark, at once, before the panels further down were drawn; afterwards the page is as it was."""
    page = opened.go("sector?sector=quality")
    page.get_by_role("button", name="深色").click()
    page.evaluate(
        """() => { window.print = () => {
          const roots = [...document.querySelectorAll(".element.panels")].map((one) => one.shadowRoot)
          const all = (what) => roots.flatMap((root) => [...root.querySelectorAll(what)])
          dispatchEvent(new Event("beforeprint"))
          window.seen = [document.documentElement.dataset.mode, all(".chart").length,
            all(".canvas:not(.coming) svg").length,
            document.getElementById("whitepaper-paper").textContent] } }"""
    )
    page.get_by_role("button", name="打印").click()
    soon(lambda: page.evaluate("window.seen"), bool)
    mode, charts, drawn, rules = page.evaluate("window.seen")
    assert (mode, drawn) == ("light", charts)
    assert charts > 0
    assert "counter(pages)" in rules
    assert two_editions.dataset_version in rules
    expect(page.locator("html")).to_have_attribute("data-mode", "dark")
