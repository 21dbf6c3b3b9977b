"""A choice in a box is drawn before the framework has run, and what that run brings counts in the end."""

import json
from collections.abc import Callable
from functools import partial
from typing import Any
from urllib.parse import parse_qs, quote, urlsplit

import pytest
from playwright.sync_api import Page, Route, WebSocketRoute, expect

from tests.browser.conftest import Visit, soon, soon_is

Open = Callable[..., Visit]
FOOD = "/explore?sector=product&sub=product.food&q=率"
INSPECTED, TRADE, GOODS = "食品抽检合格率", "进出口商品不合格检出率", "产品质量监督抽查合格率"
ASKED = "**/ahead?*"
BUSY = '[aria-busy="true"]'
INSIDE = """places => places.map((one) => [one.className.match(/st-key-(\\S+)/)[1],
  one.querySelector("[data-testid=stBidiComponentIsolated]").shadowRoot.textContent]).sort()"""


class Held:
    """What the server sends a page, which can be held back."""

    def __init__(self, page: Page) -> None:
        self.waiting: list[str | bytes] = []
        self.is_open = True
        page.route_web_socket("**/_stcore/stream", self.connect)

    def connect(self, socket: WebSocketRoute) -> None:
        """Stand between a page and its server."""
        self.socket = socket
        server = socket.connect_to_server()
        server.on_message(lambda sent: socket.send(sent) if self.is_open else self.waiting.append(sent))

    def release(self) -> None:
        """Let all through, in order."""
        self.is_open = True
        for sent in self.waiting:
            self.socket.send(sent)


def take(page: Page, words: str, box: str = "子领域") -> None:
    """Take an option of a box."""
    page.get_by_label(box, exact=True).click()
    page.get_by_role("option", name=words, exact=True).click()


def pressed(words: str) -> Callable[[Page], None]:
    """Press a button by its words."""
    return lambda page: page.get_by_role("button", name=words, exact=True).click()


def switch(page: Page) -> None:
    """Press a part of the switch of sub-sectors."""
    page.get_by_role("radio", name="进出口产品").click()


def taken(box: str, words: str) -> Callable[[Page], None]:
    """Take an option of a box."""
    return lambda page: take(page, words, box)


def test_panels_do_not_wait_for_the_framework(visit: Open) -> None:
    """While it has sent nothing they are those of the choice, marked as busy; its run then draws none of them anew.

    What the reader does with them meanwhile reaches the server once it knows the choice.
    """
    window = visit(1366, 900)
    held = Held(window.page)
    page = window.open(FOOD)
    panels = page.locator(".panels")
    expect(panels.get_by_role("heading", name=INSPECTED)).to_be_visible()
    held.is_open = False
    take(page, "工业产品")
    expect(panels.get_by_role("heading", name=GOODS)).to_be_visible()
    chart = panels.locator(".canvas:not(.coming) svg").first
    expect(chart).to_be_visible()
    expect(page.locator(f"{BUSY} .panels")).to_have_count(1)
    below = page.locator('[class*="st-key-table_"]').last
    expect(below).to_have_css("opacity", "0.4")
    chart.evaluate("drawn => { drawn.isMine = true }")
    panels.get_by_role("button", name="加入汇报").first.click()
    held.release()
    expect(page.locator(BUSY)).to_have_count(0)
    expect(page.get_by_text("已加入汇报，共 1 项")).to_be_visible()
    assert chart.evaluate("drawn => drawn.isMine") is True
    assert "sub=product.industrial" in page.url
    expect(below).to_have_css("opacity", "1")


CHOICES = {
    "overview": ("/", taken("领域", "产品质量"), ".overview .only", "只看：产品质量"),
    "overview, cleared": ("/?sector=product", pressed("清除筛选"), ".overview:not(:has(.only)) h1", "年"),
    "sector, by its switch": ("/sector?sector=product", switch, ".panels h2", "进出口"),
    "sector, by a year": ("/sector?sector=product", taken("年份", "2024 年"), ".panels h2", "工业产品：数字一览"),
    "towns compared": ("/town?town=310112114,310112106", taken("街镇", "马桥镇"), "table th", "马桥镇"),
    "honours": ("/honours", taken("级别", "国家级"), ".panels h2", ""),
}  # fmt: skip


@pytest.mark.parametrize("name", CHOICES)
def test_pages_do_not_wait_for_the_framework(visit: Open, name: str) -> None:
    """Each page with filters shows a choice before the framework has sent anything, and the same once it has run."""
    path, choose, where, words = CHOICES[name]
    window = visit(1366, 900)
    held = Held(window.page)
    page = window.open(path)
    before = page.locator(where).filter(has_text=words).count() if words else 0
    held.is_open = False
    choose(page)
    expect(page.locator(BUSY).first).to_be_attached()
    soon(lambda: page.locator(where).filter(has_text=words).count(), lambda count: count > 0)
    assert before == 0
    expect(page.locator(f"{BUSY} .coming")).to_have_count(0)  # a drawing has words, too
    chosen = page.locator(BUSY).evaluate_all(INSIDE)
    if "cleared" in name:
        expect(page.locator('[class*="filter_"] input').first).to_be_hidden()
    held.release()
    expect(page.locator(BUSY)).to_have_count(0)
    window.settle()
    expect(page.locator(".coming")).to_have_count(0)
    shown = page.locator(", ".join(f".st-key-{key}" for key, _ in chosen))
    soon_is(lambda: shown.evaluate_all(INSIDE), chosen)


def choices(address: str) -> list[str]:
    """What an address asks for."""
    return parse_qs(urlsplit(address).query).get("choice", [])


def make_each(page: Page, address: str) -> None:
    """Let the server make each answer that an address asks for, however slow it is."""
    about = address.partition("&choice=")[0]
    for name in choices(address):
        assert page.request.get(f"{about}&choice={quote(name)}").ok


def test_what_a_list_shows_is_ready_when_it_is_chosen(visit: Open) -> None:
    """Asked for at once, while the reader looks at it; the choice asks for nothing more, and shows its own panels."""
    window = visit(1366, 900)
    page = window.open(FOOD)
    box, options = page.get_by_label("子领域", exact=True), page.get_by_role("option")
    with page.expect_request(ASKED) as first:
        box.click()
    make_each(page, first.value.url)
    page = window.open(FOOD)
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url) if "/ahead?" in request.url else None)
    with page.expect_response(ASKED):
        box.click()
    assert [choices(one) for one in asked] == [options.all_inner_texts()]
    options.filter(has_text="进出口产品").click()
    expect(page.locator(".panels").get_by_role("heading", name=TRADE)).to_be_visible()
    window.settle()
    assert len(asked) == 1
    expect(page.locator(BUSY)).to_have_count(0)


COUNTED = """() => { window.unseen = 0; const embed = window.vegaEmbed
  window.vegaEmbed = (canvas, ...more) => { window.unseen += !canvas.isConnected; return embed(canvas, ...more) } }"""
"""From now on the page counts the drawings that are made where no reader sees them."""


def test_charts_of_an_open_list_are_drawn_before_one_is_chosen(visit: Open) -> None:
    """While a reader looks at a list that keys point into from the start: of several options, out of sight."""
    window = visit(1366, 900)
    several = "/explore?sector=public_services&sub=public_services.culture_sports"  # others of its sector have charts
    page = window.open(several)
    box = page.get_by_label("子领域", exact=True)
    with page.expect_request(ASKED) as first:
        box.click()
    make_each(page, first.value.url)
    page = window.open(several)
    expect(
        page.locator(".canvas:not(.coming) svg").first
    ).to_be_visible()  # so that the library is there, and the widths
    page.evaluate(COUNTED)
    box.click()
    soon(partial(page.evaluate, "() => window.unseen"), lambda count: count >= 4)


PASS_OVER = """(options) => {
  for (const one of options) one.dispatchEvent(new PointerEvent("pointerover", { bubbles: true, composed: true }))
}"""
"""The pointer passes over all options at once, so that it rests on none, however busy the machine is."""


def test_what_the_list_was_not_told_is_asked_for_where_the_pointer_rests(visit: Open) -> None:
    """Of all that it passes on its way no answer counts; leaving the list shows the page as it was."""
    window = visit(1366, 900)
    page = window.open(FOOD)
    heading = page.locator(".panels").get_by_role("heading", name=INSPECTED)
    asked: list[str] = []

    def answer(route: Route) -> None:  # as a server that has not had the time for what the list shows
        asked.append(route.request.url)
        route.fulfill(status=204)

    page.route(ASKED, answer)
    with page.expect_request(ASKED):
        page.get_by_label("子领域", exact=True).click()
    options = page.get_by_role("option")
    expect(options.first).to_be_visible()
    options.evaluate_all(PASS_OVER)
    with page.expect_request(lambda request: choices(request.url) == ["进出口产品"]):
        options.filter(has_text="进出口产品").hover()
    assert len(asked) <= 4  # the list, its active option, the first that the pointer meets, the last
    page.keyboard.press("Escape")
    window.settle()
    expect(heading).to_be_visible()
    expect(page.locator(BUSY)).to_have_count(0)


def test_the_last_choice_wins_over_an_answer_that_comes_late(visit: Open) -> None:
    """Of two choices the first is answered last: it is never drawn over the second."""
    window = visit(1366, 900)
    page = window.open(FOOD)
    late: list[Route] = []

    def answer(route: Route) -> None:
        late.append(route) if len(late) == 0 else route.continue_()

    page.route(ASKED, answer)
    take(page, "工业产品")
    take(page, "进出口产品")
    heading = page.locator(".panels").get_by_role("heading", name=TRADE)
    expect(heading).to_be_visible()
    assert late
    late[0].continue_()
    window.settle()
    expect(heading).to_be_visible()
    expect(page.locator(BUSY)).to_have_count(0)
    expect(page.get_by_label("子领域", exact=True)).to_have_value("进出口产品")


@pytest.mark.parametrize("boxes", [{"subsector": ["进出口产品"]}, {}], ids=["another result", "another selection"])
def test_what_the_framework_brings_counts(visit: Open, boxes: dict[str, Any]) -> None:
    """Panels that its run does not confirm give way to its own; those of which a box says otherwise never come."""
    window = visit(1366, 900)
    held = Held(window.page)
    page = window.open(FOOD)

    def answer(route: Route) -> None:
        found = route.fetch().json()
        for told in found.values():
            told["elements"][0][1]["panels"][0]["heading"] = "别的数"
            told["boxes"] = told["boxes"] | boxes if boxes else told["boxes"] | {"years": ["2022 年"]}
        route.fulfill(body=json.dumps(found), content_type="application/json")

    page.route(ASKED, answer)
    held.is_open = False
    with page.expect_response(ASKED):
        take(page, "进出口产品")
    panels = page.locator(".panels")
    expect(panels.get_by_role("heading", name="别的数" if boxes else INSPECTED)).to_be_visible()
    held.release()
    expect(panels.get_by_role("heading", name=TRADE)).to_be_visible()
    expect(panels.get_by_role("heading", name="别的数")).to_have_count(0)
    expect(page.locator(BUSY)).to_have_count(0)
