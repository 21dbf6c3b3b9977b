"""The scripts and styles of our own elements, in files of their own, read when their module is imported."""

from __future__ import annotations

import json
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any

import streamlit as st
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from components.frame.keeping import FOR_EVER

FOLDER = "elements/"
_ADDRESS, _STYLE = "/* address */", '"/* style */"'
DRAWS, DRAWN_BY = "export default ", "const elementDraw = "
"""How a script of ours exports what draws, and what stands there where it is no module of its own."""
_SERVED: dict[str, bytes] = {}
"""By address: what a browser has asked for once it keeps, as another script has another address."""


@dataclass(frozen=True)
class Own:
    """An element of our own. js: a script that exports one function which draws; html: what it draws in."""

    js: str
    html: str
    css: str


ELEMENTS: dict[str, Own] = {}
"""Every element by its name, as a page without the server draws it."""


def beside(module: str, *names: str) -> str:
    """The text of the files that stand beside a module (its `__file__`), one after the other as if they were one."""
    return "\n".join(Path(module).with_name(name).read_text(encoding="utf-8") for name in names)


_FETCHING, _FETCHED = beside(__file__, "fetching.js"), beside(__file__, "bringing.js", "fetched.js")


def element(name: str, *, js: str, html: str | None = None, css: str = "") -> Any:
    """An element of our own whose script and style the browser fetches once.

    The framework would send both with each element of a page at each change, most of what goes over the wire. For one
    that has little of either that is not worth a request. Raises ValueError for a script that does not export one
    function which draws.
    """
    if js.count(DRAWS) != 1:
        raise ValueError(f"the script of {name} holds {DRAWS!r} {js.count(DRAWS)} times, not once")
    ELEMENTS[name] = Own(js, html or "", css)
    served = (js.replace(DRAWS, DRAWN_BY) + "\n" + _FETCHED.replace(_STYLE, json.dumps(css))).encode()
    address = f"{FOLDER}{name}-{sha256(served).hexdigest()[:16]}.js"
    _SERVED[address] = served
    return st.components.v2.component(name, html=html, js=_FETCHING.replace(_ADDRESS, address))


def _answer(request: Request) -> Response:
    found = _SERVED.get(FOLDER + request.path_params["name"])
    if found is None:
        return PlainTextResponse("没有这个脚本。请刷新页面。\n", 404)
    return Response(found, media_type="text/javascript", headers=FOR_EVER)


def route(base: str) -> Route:
    """Where the app serves them. base: path of the app, which ends with a slash."""
    return Route(f"{base}{FOLDER}{{name}}", _answer)
