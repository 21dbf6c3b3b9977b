"""What every answer of the server says to the browser, which requests are refused, which doors are closed.

Streamlit sends no such headers and has no setting for them.
"""

from __future__ import annotations

import base64
import json
import re
from hashlib import sha256
from typing import Any
from urllib.parse import urlsplit

import uvicorn
from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from uvicorn.protocols.http.auto import AutoHTTPProtocol

from components.frame import settings

HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}
POLICY = "Content-Security-Policy"
OPEN = ("_stcore/health", "_stcore/host-config", "_stcore/stream", "_stcore/bidi-components/")
"""What a page needs of the framework's own doors; uploads, counters, an interface for programs are not among them."""
CLOSED = ("_stcore", "component", "auth", "oauth2callback")
"""First parts of the paths of the framework's own doors."""
_INLINE = re.compile(r"<script>(.*?)</script>", re.DOTALL)
UNKNOWN_HOST = (
    "这个网址没有登记。请用单位公布的网址打开；管理员可把它加入 " + settings.HOSTS + "（见 docs/deploy.md）。\n"
)
UNREADABLE = (
    "这个请求读不懂。网址里的汉字要先编码：浏览器和 Excel 自己会做；用 curl 时写 curl -G 网址 --data-urlencode q=汉字。"
)
"""What is said of a request that is no HTTP, as one with Chinese letters in its address; it never reaches the app."""


def policy(html: str = "") -> str:
    """What a page may load and run: only what this server sent. html: the page, whose own scripts are let run.

    Elements of our own are scripts in a blob; their styles and those of the framework are made by scripts. WebAssembly
    is what the zoomable map is drawn with; text is never run as a program.
    """
    own = [f"'sha256-{base64.b64encode(sha256(one.encode()).digest()).decode()}'" for one in _INLINE.findall(html)]
    rules = {
        "default-src": ["'none'"],
        "script-src": ["'self'", "blob:", "'wasm-unsafe-eval'", *own],
        "style-src": ["'self'", "'unsafe-inline'"],
        "img-src": ["'self'", "data:", "blob:"],
        "font-src": ["'self'", "data:"],
        "connect-src": ["'self'"],
        "worker-src": ["'self'", "blob:"],
        "manifest-src": ["'self'"],
        "base-uri": ["'none'"],
        "form-action": ["'none'"],
        "frame-ancestors": list(settings.listed(settings.FRAMES)) or ["'none'"],
    }
    return "; ".join(" ".join([name, *sources]) for name, sources in rules.items())


def is_known(host: str) -> bool:
    """Whether a request for this host (with or without a port) is for this server."""
    known = settings.hosts()
    try:
        name = urlsplit(f"//{host}").hostname
    except ValueError:
        return False
    return "*" in known or (name or "").rstrip(".") in known


def is_closed(path: str) -> bool:
    """Whether a path leads to a door of the framework that no page needs. path: with the path of the server."""
    inner = path.removeprefix(settings.base_path().rstrip("/")).strip("/")
    is_open = any(inner == one or (one.endswith("/") and inner.startswith(one)) for one in OPEN)
    return inner.partition("/")[0] in CLOSED and not is_open


def hide_server() -> None:
    """Have the server not tell its name and make; it has no setting that a script can reach before it is set up."""
    uvicorn.Config.encoded_headers = property(lambda _: [], lambda _, __: None)  # type: ignore[assignment]


def refuse_in_words() -> None:
    """Have the server refuse what it cannot read as we do, in JSON; its own words are English, and fixed."""
    AutoHTTPProtocol.send_400_response = _refused  # type: ignore[attr-defined]


def _refused(connection: Any, _: str) -> None:
    """Answer and hang up; where an answer is on its way already, hang up alone. connection: the server's protocol."""
    cycle = connection.cycle
    if cycle is None or cycle.response_complete or not cycle.response_started:
        body = json.dumps({"error": UNREADABLE}, ensure_ascii=False).encode()
        about = {
            "Content-Type": "application/json; charset=utf-8",
            "Content-Length": str(len(body)),
            "Connection": "close",
        }
        lines = [f"{name}: {text}" for name, text in (HEADERS | {POLICY: policy()} | about).items()]
        connection.transport.write("\r\n".join(["HTTP/1.1 400 Bad Request", *lines, "", ""]).encode() + body)
    connection.transport.close()


class Guard:
    """ASGI middleware, outermost of those that see pages in plain text."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request, or refuse it."""
        if scope["type"] not in {"http", "websocket"}:
            await self.app(scope, receive, send)
            return
        is_http = scope["type"] == "http"
        if not is_known(Headers(scope=scope).get("host", "")):
            refusal = PlainTextResponse(UNKNOWN_HOST, 400)
        elif is_closed(scope["path"]):
            refusal = PlainTextResponse("没有这个网址。\n", 404)
        else:
            await self.app(scope, receive, _guarded(send) if is_http else send)
            return
        if is_http:
            await refusal(scope, receive, _guarded(send))
        else:
            await send({"type": "websocket.close", "code": 1008})


def _guarded(send: Send) -> Send:
    """Send with the headers; of a page, once it is whole, as they hold what scripts stand in it."""
    held: list[Message] = []
    body = bytearray()

    async def guarded(message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(raw=list(message["headers"]))
            for name, text in HEADERS.items():
                headers[name] = text
            headers[POLICY] = policy()
            if not settings.listed(settings.FRAMES):
                headers["X-Frame-Options"] = "DENY"
            message = {**message, "headers": headers.raw}
            if headers.get("content-type", "").startswith("text/html"):
                held.append(message)
                return
        elif held and message["type"] == "http.response.body":
            body.extend(message.get("body", b""))
            if message.get("more_body", False):
                return
            start = held.pop()
            headers = MutableHeaders(raw=start["headers"])
            headers[POLICY] = policy(body.decode())
            await send({**start, "headers": headers.raw})
            message = {"type": "http.response.body", "body": bytes(body)}
        await send(message)

    return guarded
