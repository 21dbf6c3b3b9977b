"""What the server answers, door by door, as a program that is no browser sees it."""

import socket
import urllib.error
import urllib.request
from urllib.parse import urlsplit

import pytest

from components.frame import bundle, pages, security

ROUTES = [
    "", *pages.PAGES, "nothing", "static/nothing.js", "favicon.png", "media/nothing", bundle.ADDRESS, "health",
    "_stcore/health", "_stcore/host-config", "_stcore/metrics", "_stcore/upload_file/a/b",
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
    "path", ["overview?sector=product", "sector/", "evil.example/", "%2fevil.example/", "/evil.example/"]
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
