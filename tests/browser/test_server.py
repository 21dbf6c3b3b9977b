"""What the server answers, door by door, as a program that is no browser sees it."""

import http.client
import json
import re
import socket
import urllib.error
import urllib.request
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path
from urllib.parse import quote, urlsplit

import pytest
from playwright.sync_api import Browser, Route, expect

from components.frame import bundle, pages, security
from components.frame.front_page import UNFETCHED
from tests.browser.conftest import KEPT, READY, Office, Visit, free_port, profile, serving, soon
from whitepaper.model.selection import Selection
from whitepaper.store.store import Store
from whitepaper.stories import pins, stories

SCRIPTS = re.compile(f"/(elements/|{re.escape(bundle.ADDRESS)})")
ROUTES = [
    "", *pages.PAGES, "nothing", "static/nothing.js", "favicon.png", "media/nothing", bundle.ADDRESS, "health",
    "elements/nothing.js", "places/nothing.json", "_stcore/health",
    "_stcore/host-config", "_stcore/metrics", "_stcore/upload_file/a/b",
]  # fmt: skip


def asked(address: str, path: str, **headers: str) -> tuple[int, dict[str, str], bytes]:
    """Status, headers and body of an answer; of a redirect its own."""

    class Stay(urllib.request.HTTPRedirectHandler):
        def redirect_request(self, *_: object) -> None:
            return None

    request = urllib.request.Request(f"{address}/{path}", headers=headers)
    try:
        with urllib.request.build_opener(Stay).open(request, timeout=20) as found:
            return found.status, {name.lower(): text for name, text in found.headers.items()}, found.read()
    except urllib.error.HTTPError as error:
        return error.code, {name.lower(): text for name, text in error.headers.items()}, error.read()


@pytest.mark.parametrize("path", ROUTES)
def test_every_door_answers_with_the_headers(address: str, path: str) -> None:
    """And without the server's name and make."""
    _, headers, _ = asked(address, path)
    assert {name.lower(): text for name, text in security.HEADERS.items()}.items() <= headers.items()
    assert "frame-ancestors 'none'" in headers["content-security-policy"]
    assert "'unsafe-eval'" not in headers["content-security-policy"]
    assert "server" not in headers
    assert "last-modified" not in headers or "text/html" not in headers["content-type"]


@pytest.mark.parametrize("path", ["api/honours.csv", "api/dataset.zip"])
def test_numbers_that_are_unchanged_are_not_sent_again(address: str, path: str) -> None:
    """Past all that stands before the app, for a program that says nothing of itself."""
    status, headers, body = asked(address, path)
    assert status == 200
    assert body
    again, kept, nothing = asked(address, path, **{"If-None-Match": headers["etag"]})
    assert (again, kept["etag"], nothing) == (304, headers["etag"], b"")


@pytest.mark.parametrize("path", ["_stcore/metrics", "_stcore/upload_file/a/b", "_stcore/agent/mcp", "component/a"])
def test_a_closed_door_is_no_page(address: str, path: str) -> None:
    """Neither the framework's answer nor the first page."""
    status, headers, _ = asked(address, path)
    assert (status, headers["content-type"]) == (404, "text/plain; charset=utf-8")


@pytest.mark.parametrize("path", ["", "sector", "_stcore/health", "_stcore/stream"])
def test_a_foreign_host_is_refused(address: str, path: str) -> None:
    """On pages, and on the door of the websocket."""
    status, _, body = asked(address, path, Host="evil.example")
    assert status == 400
    assert "没有登记" in body.decode()


@pytest.mark.parametrize(
    "path",
    [
        "overview?sector=product",
        "sector/",
        "evil.example/",
        "%2fevil.example/",
        "/evil.example/",
        "/evil.example/Explore",
        "%2fevil.example/Explore",
        "//evil.example/explore.html",
    ],
)
def test_no_redirect_leaves_the_server(address: str, path: str) -> None:
    """Wherever it leads, it is a path of this server."""
    status, headers, _ = asked(address, path, **{"X-Forwarded-Host": "evil.example"})
    goal = urlsplit(headers.get("location", ""))
    assert goal.netloc in {"", urlsplit(address).netloc}
    assert not headers.get("location", "").startswith("//")
    assert status < 500


def test_a_page_of_another_origin_gets_no_connection(address: str) -> None:
    """The websocket is opened to our own pages alone."""
    place = urlsplit(address)
    ask = (
        f"GET /_stcore/stream HTTP/1.1\r\nHost: {place.netloc}\r\nOrigin: http://evil.example\r\nUpgrade: websocket\r\n"
        "Connection: Upgrade\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\nSec-WebSocket-Version: 13\r\n\r\n"
    )
    with socket.create_connection((place.hostname, place.port), timeout=20) as line:
        line.sendall(ask.encode())
        assert line.recv(100).split(b"\r\n")[0].split()[1] == b"403"


def test_an_address_that_is_not_encoded_is_refused_in_words(address: str) -> None:
    """As curl sends it, with Chinese letters as they are, which HTTP does not know; then the server answers on."""
    place = urlsplit(address)
    for path in ("api/observations.csv?q=合格率", "指标"):
        with socket.create_connection((place.hostname, place.port), timeout=20) as line:
            line.sendall(f"GET /{path} HTTP/1.1\r\nHost: {place.netloc}\r\n\r\n".encode())
            answer = http.client.HTTPResponse(line)
            answer.begin()
            assert (answer.status, json.loads(answer.read())) == (400, {"error": security.UNREADABLE})
        assert security.HEADERS.items() <= dict(answer.getheaders()).items()
    assert asked(address, "health")[0] == 200


def test_health_says_version_and_age(address: str, store: Store) -> None:
    """For the proxy; never from a cache."""
    status, headers, body = asked(address, "health")
    told = json.loads(body)
    assert (status, headers["cache-control"]) == (200, "no-store")
    assert (told["status"], told["data_version"]) == ("ok", store.dataset_version)
    assert told["data_age_seconds"] >= 0


def test_an_open_page_outlives_a_restart_of_the_server(chromium: Browser, tmp_path: Path) -> None:
    """It says so in Chinese meanwhile; then filters and the reader's collection are as they were."""
    port, output = free_port(), tmp_path / "output.txt"
    context = profile(chromium)
    page = context.new_page()
    with serving(port, output):
        page.goto(f"http://127.0.0.1:{port}/explore?indicator=env.air.pm25&year=2024")
        page.wait_for_selector(READY)
        page.get_by_role("button", name="加入汇报", exact=True).first.click()
        expect(page.get_by_text("已加入汇报，共 1 项")).to_be_visible()
        soon(partial(page.evaluate, KEPT), bool)
    expect(page.get_by_role("dialog")).to_contain_text("看板的服务器没有应答")
    with serving(port, output):
        page.wait_for_selector(READY)
        expect(page.get_by_role("dialog")).to_have_count(0)
        expect(page.get_by_text("数据表 · 2 行")).to_be_visible()
        page.get_by_role("link", name="汇报", exact=True).click()
        expect(page.get_by_text("我的汇报 · 1 项")).to_be_visible()
    context.close()
    lines = [line.split() for line in output.read_text("utf-8").splitlines() if " INFO " in line]
    assert [line[2] for line in lines].count("server.started") == 2


def test_what_a_network_drops_is_fetched_again(chromium: Browser, address: str) -> None:
    """Each script that a page asks for once it is open, and with it what draws the charts."""
    context = profile(chromium)
    page, dropped = context.new_page(), set()

    def drop(route: Route) -> None:
        name = urlsplit(route.request.url).path
        if name in dropped:
            route.continue_()
        else:
            dropped.add(name)
            route.abort()

    page.route(SCRIPTS, drop)
    page.goto(f"{address}/explore?indicator=product.inspection.pass_rate")
    expect(page.locator(".chart svg").first).to_be_visible()
    expect(page.get_by_role("columnheader", name="期间", exact=True)).to_be_visible()
    assert f"/{bundle.ADDRESS}" in dropped
    assert {name.rpartition("/")[2].partition("-")[0] for name in dropped} >= {"panels", "plain_table", "pins_keeper"}
    assert page.get_by_text(UNFETCHED).count() == 0
    context.close()


def test_what_a_network_keeps_dropping_is_said_and_asked_for_at_the_next_change(
    chromium: Browser, address: str
) -> None:
    """In our own words, where it would stand; not the framework's, after which it would stay away."""
    context = profile(chromium)
    page = context.new_page()
    page.route(SCRIPTS, lambda route: route.abort() if "/panels-" in route.request.url else route.continue_())
    page.goto(f"{address}/explore?text={quote('抽检')}")
    expect(page.get_by_role("alert").filter(has_text=UNFETCHED)).to_be_visible()
    page.unroute(SCRIPTS)
    page.get_by_role("textbox", name="名称或别名").fill("抽查")
    page.keyboard.press("Enter")
    expect(page.locator(".chart svg").first).to_be_visible()
    expect(page.get_by_text(UNFETCHED)).to_have_count(0)
    context.close()


def test_markup_of_a_link_is_text_in_the_browser(visit: Callable[..., Visit], store: Store) -> None:
    """Letter by letter, without an element, a link or a request of it, on a page and on the stage."""
    markup = (
        "![图](http://x.invalid/s.png) [点](http://x.invalid) www.x.invalid a@x.invalid :red[红] 3*5*6 $x$ <b>粗</b>"
    )
    made = replace(pins.pin_page(store, stories.HONOURS, Selection()), title=markup)
    own = visit()
    page = own.open(f"/search?search={quote(markup)}")
    expect(page.get_by_text(f"没有找到“{markup}”")).to_be_visible()
    assert page.get_by_test_id("stAlertContainer").locator("a, img, b, em, .katex").count() == 0
    page = own.open(f"/present?story=mine&pins={pins.to_link([made])}")
    expect(page.get_by_role("heading", name=markup)).to_be_visible()
    assert page.get_by_test_id("stHeading").locator("a, img, b, em, .katex").count() == 0
    assert not [url for url in own.requests if urlsplit(url).hostname == "x.invalid"]


def test_a_test_finds_nothing_that_another_stored(
    visit: Callable[..., Visit], office: Callable[[bool, str], Office], address: str
) -> None:
    """Neither cookies nor storage; the scripts alone are kept."""
    page = visit().open("/about")
    page.evaluate("localStorage.left = sessionStorage.left = 'a'; document.cookie = 'left=a; path=/'")
    page.close()
    office(False, address).forget()
    page = visit().open("/about")
    assert page.evaluate("[localStorage.left, sessionStorage.left]") == [None, None]
    assert "left=a" not in page.evaluate("document.cookie")
    assert page.evaluate("performance.getEntriesByType('resource').some((one) => one.transferSize === 0)")
