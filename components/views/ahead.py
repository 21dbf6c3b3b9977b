"""The panels of 指标查询 under another choice in one of its boxes, by an address, beside the page.

The framework's own run for a choice takes the browser some forty messages, and a fifth of a second, to take in. What is
asked for here is drawn meanwhile; the run finds the same panels and changes nothing, or others, which then count.
"""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from components.frame import filters, runtime
from components.frame.limits import LONGEST, LONGEST_WORDS
from components.frame.pages import PAGES, SHARED
from components.views import parts
from components.widgets import panels
from whitepaper.model.selection import FILTERS, Selection, from_query, to_query, typed
from whitepaper.telling.palette import Mode

ROOT = "ahead"
BOX, CHOICE, MODE = "box", "choice", "mode"
BOXES = (*SHARED, *PAGES["explore"].boxes, "text")
"""The filters that a reader of the page can change."""
NOT_KEPT = {"Cache-Control": "no-store"}


def address() -> str:
    """Where the panels of the page are to be had under another choice; empty while it is made for paper."""
    if runtime.is_for_paper():
        return ""
    return f"{ROOT}?{urlencode({MODE: runtime.mode()} | to_query(filters.current()))}"


def chosen(selection: Selection, name: str, words: str) -> Selection | None:
    """The selection once the option of these words was taken in the box of a filter; None where it offers none such.

    A box for several values gives back one that is chosen already; no words empty a box.
    """
    if not words:
        return filters.changed(selection, **{name: getattr(Selection(), name)})
    if not FILTERS[name].vocabulary:
        return filters.changed(selection, **{name: typed(words)})
    followed = PAGES["explore"].followed(selection)
    found = [value for value, said in filters.offered(name, followed).items() if said == words]
    if len(found) != 1:
        return None
    before: Any = getattr(selection, name)
    if not FILTERS[name].is_many:
        return filters.changed(selection, **{name: found[0]})
    left = tuple(value for value in before if value != found[0])
    return filters.changed(selection, **{name: left if len(left) < len(before) else (*before, found[0])})


def said(selection: Selection) -> dict[str, list[str]]:
    """What the boxes of the page say under a selection, filter by filter."""
    known = runtime.store().vocabulary.values
    words = {name: {**known.get(name, {}), **filters.offered(name, selection)} for name in BOXES}
    return {name: [words[name].get(value, str(value)) for value in selection.values(name)] for name in BOXES}


def _told(request: Request) -> Response:
    query = dict(request.query_params)
    name = query.get(BOX, "")
    mode: Mode = "dark" if query.get(MODE) == "dark" else "light"
    words = (query.get(CHOICE, ""), query.get(FILTERS["text"].parameter, ""))
    if len(request.url.query) > LONGEST or max(map(len, words)) > LONGEST_WORDS:
        return Response(status_code=414)
    if name not in BOXES:
        return Response(status_code=404)
    before, _ = from_query(query, runtime.store().vocabulary)
    after = chosen(before, name, query.get(CHOICE, ""))
    shown = [] if after is None else _shown(after, mode)
    if after is None or not shown:
        return Response(status_code=204)
    return JSONResponse({"boxes": said(after), "panels": [panels.sent(one) for one in shown]}, headers=NOT_KEPT)


def _shown(selection: Selection, mode: Mode) -> list[panels.Shown]:
    followed = PAGES["explore"].followed(selection)
    rows = runtime.store().observations(followed)
    if rows.empty or followed.is_about_all:
        return []
    return parts.first(parts.by_importance(rows, followed), mode, selection.emphasis)


def route(base: str) -> Route:
    """Where the app says it. base: path of the app, which ends with a slash."""
    return Route(f"{base}{ROOT}", _told)
