"""A server for this machine alone: it does not start on another address, and answers nobody from elsewhere."""

from __future__ import annotations

import os
import sys
from urllib.parse import urlsplit

from starlette.datastructures import Headers
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Receive, Scope, Send
from streamlit import config

from components.frame import settings
from whitepaper.releasing.previews import LOOPBACK

PEERS = (LOOPBACK, "::1")
"""Who may ask: this machine."""
FORWARDED = ("forwarded", "x-forwarded-for", "x-real-ip", "via")
"""What a proxy adds, which would bring in others under this machine's own address."""
ELSEWHERE = "年度更新只能在本机使用，不能监听 {}。请去掉 --server.address，或写 --server.address 127.0.0.1"
REFUSED = "年度更新只能在运行它的这台电脑上打开，网址以 http://127.0.0.1 开头。\n"


def hold() -> None:
    """End the program where it is told to listen on another address than this machine's own; names of others go."""
    address = str(config.get_option("server.address") or "0.0.0.0")
    if address not in settings.LOCAL:
        sys.exit(ELSEWHERE.format(address))
    for variable in (settings.HOSTS, settings.FRAMES):  # of the public server, which this one is not
        os.environ.pop(variable, None)


class Alone:
    """ASGI middleware that refuses whatever does not come straight from this machine."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request, or refuse it."""
        if scope["type"] not in {"http", "websocket"} or is_near(scope):
            await self.app(scope, receive, send)
        elif scope["type"] == "http":
            await PlainTextResponse(REFUSED, 403)(scope, receive, send)
        else:
            await send({"type": "websocket.close", "code": 1008})


def is_near(scope: Scope) -> bool:
    """Whether a request was made on this machine, to it by one of its own names, and past no proxy."""
    headers = Headers(scope=scope)
    peer = (scope.get("client") or ("", 0))[0]
    try:
        name = urlsplit(f"//{headers.get('host', '')}").hostname
    except ValueError:
        return False
    return peer in PEERS and name in settings.LOCAL and not any(one in headers for one in FORWARDED)
