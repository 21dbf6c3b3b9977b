"""Small pictures, colours, the size of the map and the served page."""

import asyncio
import re
from base64 import b64decode
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from xml.etree import ElementTree

import pytest
import streamlit
from starlette.responses import HTMLResponse, PlainTextResponse
from starlette.types import ASGIApp, Receive, Scope, Send
from streamlit import net_util
from streamlit.web.server import server_util

from components.drawing import inline_svg, town_map
from components.frame import front_page, offline
from tests.colours import contrast
from whitepaper.model.dataset import Profile
from whitepaper.telling.palette import PALETTES, SERIES, Mode

DISTRICT = Profile("看板", "质量", "310112", (121.4037, 31.1198), (0.336, 0.2837), "示意", ())
INDEX = '<!DOCTYPE html>\n<html lang="en">\n<head>\n<title>Streamlit</title></head><body></body></html>'


@pytest.mark.parametrize("mode", ["light", "dark"])
def test_text_is_readable_on_its_background(mode: Mode) -> None:
    """Text, remarks, accent and every line colour reach 4.5:1."""
    palette = PALETTES[mode]
    for colour in (palette.text, palette.muted, palette.accent, *SERIES[mode]):
        assert contrast(colour, palette.background) >= 4.5, colour


@pytest.mark.parametrize(("size", "limit"), [((800, 600), 10.4), ((400, 700), 9.8), ((10, 10), 0.1)])
def test_the_district_fits_its_frame(size: tuple[int, int], limit: float) -> None:
    """A smaller frame gives a smaller zoom, and none an error."""
    assert 0 <= town_map.zoom(DISTRICT, *size) <= limit


def picture(markdown: str) -> ElementTree.Element:
    """The SVG inside a Markdown image."""
    encoded = re.search(r"base64,([^)]+)\)", markdown)
    assert encoded
    return ElementTree.fromstring(b64decode(encoded[1]))


def test_a_square_of_a_legend_has_its_colour() -> None:
    """And no other text that could be taken for markup."""
    (square,) = picture(inline_svg.swatch("#88ccee"))
    assert square.get("fill") == "#88ccee"


def answer(response: ASGIApp, path: str = "/") -> str:
    """What a browser gets when the middleware stands before an app that gives this response."""
    sent: list[dict] = []

    async def receive() -> dict:
        return {"type": "http.request", "body": b"", "more_body": False}

    async def send(message: dict) -> None:
        sent.append(message)

    scope = {"type": "http", "method": "GET", "path": path, "headers": [(b"accept-encoding", b"gzip")]}
    served = front_page.FrontPage(response, lambda: "质量 & 看板")(scope, receive, send)
    with ThreadPoolExecutor() as pool:  # a thread of its own: browser tests may have a loop running in this one
        pool.submit(asyncio.run, served).result()
    body = b"".join(message.get("body", b"") for message in sent)
    lengths = [value for name, value in sent[0]["headers"] if name == b"content-length"]
    assert lengths == [str(len(body)).encode()]
    return body.decode()


def test_the_page_is_chinese_and_other_answers_pass() -> None:
    """HTML is rewritten whole, with its length; everything else is untouched."""
    page = answer(HTMLResponse(INDEX))
    assert '<html lang="zh-CN">' in page
    assert "<title>质量 &amp; 看板</title>" in page
    assert page.count("window.__streamlit = {") == 1
    assert answer(PlainTextResponse("<head>ok")) == "<head>ok"


@pytest.mark.parametrize("path", ["/static/js/gone.js", "/explore/static/js/gone.js"])
def test_a_script_that_is_gone_is_answered_with_the_page(path: str) -> None:
    """Never with one that was compressed before it is rewritten."""

    async def framework(scope: Scope, receive: Receive, send: Send) -> None:
        assert b"accept-encoding" not in dict(scope["headers"])
        await HTMLResponse(INDEX)(scope, receive, send)

    assert '<html lang="zh-CN">' in answer(framework, path)


@pytest.mark.parametrize(
    ("path", "meant"),
    [
        ("/Explore", "/explore"),
        ("/portal/explore.html", "/portal/explore"),
        ("//explore", "/explore"),
        ("//example.org/Explore", "/example.org/explore"),
        ("/explore", ""),
        ("/static/js/index.js", ""),
    ],
)
def test_an_address_typed_otherwise_leads_to_the_page_and_never_to_another_server(path: str, meant: str) -> None:
    """An address that begins with two slashes would be that of a server."""
    scope = {"path": path, "query_string": b"sector=product"}
    assert front_page._nearest(scope) == (f"{meant}?sector=product" if meant else "")


ASSEMBLED = {
    "{} options available.": ["options`", " available."],
    "{} option available.": ["option`", " available."],
    "Press Enter to apply": ["`Press Enter to ${", "`apply`"],
    "The page that you have requested does not seem to exist. Running the app's main page.": [
        "`The page that you have requested does not seem to exist`", "Running the app's main page.`",
    ],
    "You have requested page /{}, but no corresponding file was found in the app's pages/ directory."
    " Running the app's main page.": [
        "`You have requested page /${", ", but no corresponding file was found in the app's pages/ directory`",
    ],
    "Connection failed with status {}.": ["`Connection failed with status ${", "`.`"],
    "Connection failed with status {}, and response:": ["`Connection failed with status ${", "`, and response:`"],
    "Cannot connect to Streamlit (HTTP status: 403).": ["`Cannot connect to Streamlit (HTTP status: 403)."],
    "If you are trying to access a Streamlit app running on another server, this could be due to the app's": [
        "If you are trying to access a Streamlit app running on another server, this could be due to the app's [CORS]",
    ],
    "settings.": [") settings.`"],
}  # fmt: skip
"""What the framework puts together while it runs, as it stands in its scripts."""


@pytest.mark.parametrize("word", front_page.WORDS)
def test_every_word_put_into_chinese_is_still_one_of_the_framework(framework: str, word: str) -> None:
    """One that it no longer says has another in its place, which nobody has put into Chinese."""
    said = word.replace("{}", "${")
    parts = ASSEMBLED.get(word) or [f"`{said}" if "{}" in word else f"`{said}`"]
    assert [part for part in parts if part not in framework] == []


@pytest.fixture(scope="module")
def framework() -> str:
    """All scripts of the framework."""
    folder = Path(streamlit.__file__).parent / "static" / "static" / "js"
    return "".join(path.read_text(encoding="utf-8", errors="ignore") for path in sorted(folder.glob("*.js")))


def test_a_changed_streamlit_page_is_noticed() -> None:
    """An upgrade that alters the page fails loudly."""
    with pytest.raises(ValueError, match="front_page"):
        front_page.chinese("<html></html>", "看板")


def test_the_server_asks_nobody_for_its_address(monkeypatch: pytest.MonkeyPatch) -> None:
    """The look-up that Streamlit would make is gone, wherever it is called from."""
    monkeypatch.setattr(net_util, "get_external_ip", lambda: pytest.fail("asked the outside"))
    offline.stay_inside()
    assert not server_util.is_url_from_allowed_origins("http://somewhere.example")
