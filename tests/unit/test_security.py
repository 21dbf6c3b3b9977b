"""Headers, hosts and doors, without a server."""

import asyncio
from typing import Any

import pytest
from starlette.responses import HTMLResponse, PlainTextResponse, StreamingResponse
from starlette.types import ASGIApp

from components.frame import security, settings

PAGE = "<html><head><script>first()</script><script src='a.js'></script><script>\nsecond()\n</script></head></html>"


def answer(app: ASGIApp, path: str = "/", host: str = "localhost:8501", kind: str = "http") -> list[dict[str, Any]]:
    """What the guarded app sends for one request."""
    sent: list[dict[str, Any]] = []
    scope = {"type": kind, "method": "GET", "path": path, "query_string": b"", "headers": [(b"host", host.encode())]}

    async def receive() -> dict[str, Any]:
        await asyncio.Event().wait()
        return {}

    async def send(message: Any) -> None:
        sent.append(message)

    asyncio.run(security.Guard(app)(scope, receive, send))
    return sent


def headers(sent: list[dict[str, Any]]) -> dict[str, str]:
    """The headers of an answer."""
    return {name.decode(): text.decode() for name, text in sent[0]["headers"]}


@pytest.mark.parametrize("app", [HTMLResponse(PAGE), PlainTextResponse("x"), StreamingResponse(iter([b"a", b"b"]))])
def test_every_answer_has_the_headers(app: ASGIApp) -> None:
    """Whatever it is; its body is as it was."""
    sent = answer(app)
    found = headers(sent)
    assert {name.lower(): text for name, text in security.HEADERS.items()}.items() <= found.items()
    assert found["x-frame-options"] == "DENY"
    assert "unsafe-eval'" not in found["content-security-policy"].replace("'wasm-unsafe-eval'", "")
    assert b"".join(one.get("body", b"") for one in sent[1:]) in {PAGE.encode(), b"x", b"ab"}


def test_only_scripts_of_the_page_itself_are_run() -> None:
    """By what they say; a script that was not there is not among them, and none is on what is no page."""
    rules = dict(
        one.split(" ", 1) for one in headers(answer(HTMLResponse(PAGE)))["content-security-policy"].split("; ")
    )
    assert rules["script-src"].count("sha256-") == 2
    assert "unsafe-inline" not in rules["script-src"]
    assert rules["default-src"] == "'none'"
    assert "sha256-" not in headers(answer(PlainTextResponse(PAGE)))["content-security-policy"]


def test_a_portal_may_be_let_show_it_in_a_frame(monkeypatch: pytest.MonkeyPatch) -> None:
    """The one that is named, and no other."""
    monkeypatch.setenv(settings.FRAMES, "https://portal.example, https://other.example")
    found = headers(answer(PlainTextResponse("x")))
    assert "frame-ancestors https://portal.example https://other.example" in found["content-security-policy"]
    assert "x-frame-options" not in found


@pytest.mark.parametrize(
    ("host", "is_known"),
    [
        ("localhost:8501", True), ("127.0.0.1", True), ("[::1]:8501", True), ("quality.example", True),
        ("QUALITY.EXAMPLE:80", True), ("quality.example.", True), ("evil.example", False), ("", False),
        ("quality.example.evil.example", False), ("[", False), ("evil.example@localhost", True),
    ],
)  # fmt: skip
def test_a_request_for_another_host_is_refused(host: str, is_known: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    """On pages and on websockets, with words."""
    monkeypatch.setenv(settings.HOSTS, " quality.example ,")
    sent = answer(PlainTextResponse("x"), host=host)
    assert (sent[0]["status"] == 200) == is_known
    if not is_known:
        assert settings.HOSTS in sent[1]["body"].decode()
        assert answer(PlainTextResponse("x"), host=host, kind="websocket") == [
            {"type": "websocket.close", "code": 1008}
        ]


def test_any_host_may_be_let_in(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where a proxy in front has looked at it."""
    monkeypatch.setenv(settings.HOSTS, "*")
    assert security.is_known("evil.example")


@pytest.mark.parametrize("base", ["/", "/quality/"])
@pytest.mark.parametrize(
    ("path", "is_closed"),
    [
        ("", False), ("sector", False), ("static/js/index.js", False), ("media/a.png", False), ("drawing/a.js", False),
        ("_stcore/health", False), ("_stcore/host-config", False), ("_stcore/stream", False),
        ("_stcore/bidi-components/a/b.js", False), ("_stcore/metrics", True), ("_stcore/metrics/", True),
        ("_stcore/upload_file/a/b", True), ("_stcore/agent/mcp", True), ("_stcore/script-health-check", True),
        ("component/a/b.js", True), ("auth/login", True), ("oauth2callback", True), ("_stcore", True),
    ],
)  # fmt: skip
def test_doors_that_no_page_needs_are_closed(
    base: str, path: str, is_closed: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    """At the root and below a path."""
    monkeypatch.setattr(settings, "base_path", lambda: base)
    assert security.is_closed(base + path) == is_closed
