"""A choice in a box is drawn before the framework has run, and what that run brings counts in the end."""

import json
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, Route, WebSocketRoute, expect

from tests.browser.conftest import Visit

Open = Callable[..., Visit]
FOOD = "/explore?sector=product&sub=product.food&q=率"
INSPECTED, TRADE = "食品抽检合格率", "进出口商品不合格检出率"
ASKED = "**/ahead?*"


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
    take(page, "进出口产品")
    expect(panels.get_by_role("heading", name=TRADE)).to_be_visible()
    chart = panels.locator(".canvas:not(.coming) svg").first
    expect(chart).to_be_visible()
    expect(panels).to_have_attribute("aria-busy", "true")
    below = page.locator('[class*="st-key-panels_"] ~ *').last
    expect(below).to_have_css("opacity", "0.4")
    chart.evaluate("drawn => { drawn.isMine = true }")
    panels.get_by_role("button", name="加入汇报").click()
    held.release()
    expect(panels).not_to_have_attribute("aria-busy", "true")
    expect(page.get_by_text("已加入汇报，共 1 项")).to_be_visible()
    assert chart.evaluate("drawn => drawn.isMine") is True
    assert "sub=product.trade" in page.url
    expect(below).to_have_css("opacity", "1")


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
    expect(page.locator(".panels")).not_to_have_attribute("aria-busy", "true")
    expect(page.get_by_label("子领域", exact=True)).to_have_value("进出口产品")


@pytest.mark.parametrize("boxes", [{"subsector": ["进出口产品"]}, {}], ids=["another result", "another selection"])
def test_what_the_framework_brings_counts(visit: Open, boxes: dict[str, Any]) -> None:
    """Panels that its run does not confirm give way to its own; those of which a box says otherwise never come."""
    window = visit(1366, 900)
    held = Held(window.page)
    page = window.open(FOOD)

    def answer(route: Route) -> None:
        told = route.fetch().json()
        told["panels"][0]["heading"] = "别的数"
        told["boxes"] = told["boxes"] | boxes if boxes else told["boxes"] | {"years": ["2022 年"]}
        route.fulfill(body=json.dumps(told), content_type="application/json")

    page.route(ASKED, answer)
    held.is_open = False
    with page.expect_response(ASKED):
        take(page, "进出口产品")
    panels = page.locator(".panels")
    expect(panels.get_by_role("heading", name="别的数" if boxes else INSPECTED)).to_be_visible()
    held.release()
    expect(panels.get_by_role("heading", name=TRADE)).to_be_visible()
    expect(panels.get_by_role("heading", name="别的数")).to_have_count(0)
    expect(panels).not_to_have_attribute("aria-busy", "true")
