"""The panels of 指标查询 under another choice in one of its boxes, by an address, beside the page.

The framework's own run for a choice takes the browser some forty messages, and a fifth of a second, to take in. What is
asked for here is drawn meanwhile; the run finds the same panels and changes nothing, or others, which then count.
"""

from __future__ import annotations

import json
from functools import lru_cache
from typing import Any
from urllib.parse import urlencode

from starlette.requests import Request
from starlette.responses import Response
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
MOST_KEPT = 200
"""Answers; each is some ten thousand letters."""
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


def _told(request: Request) -> Response:
    query = dict(request.query_params)
    name, taken = query.get(BOX, ""), query.get(CHOICE, "")
    if (
        len(request.url.query) > LONGEST
        or max(len(taken), len(query.get(FILTERS["text"].parameter, ""))) > LONGEST_WORDS
    ):
        return Response(status_code=414)
    if name not in BOXES:
        return Response(status_code=404)
    runtime.ask(query)
    store = runtime.store()
    before, _ = from_query(query, store.vocabulary)
    found = _answer(before, name, taken, "dark" if query.get(MODE) == "dark" else "light", store.dataset_version)
    return Response(found, media_type="application/json", headers=NOT_KEPT) if found else Response(status_code=204)


@lru_cache(maxsize=MOST_KEPT)
def _answer(before: Selection, name: str, taken: str, mode: Mode, dataset_version: str) -> str:
    """What the boxes of the page say once a choice is made, and its panels, as JSON; empty where it shows none."""
    after = chosen(before, name, taken)
    shown = [] if after is None else _shown(after, mode)
    if after is None or not shown:
        return ""
    words = {one: filters.words(one) for one in BOXES}
    boxes = {one: [words[one].get(value, str(value)) for value in after.values(one)] for one in BOXES}
    return json.dumps({"boxes": boxes, "panels": [panels.sent(one) for one in shown]}, ensure_ascii=False)


def _shown(selection: Selection, mode: Mode) -> list[panels.Shown]:
    followed = PAGES["explore"].followed(selection)
    rows = runtime.store().observations(followed)
    if rows.empty or followed.is_about_all:
        return []
    return parts.first(parts.by_importance(rows, followed), mode, selection.emphasis)


def route(base: str) -> Route:
    """Where the app says it. base: path of the app, which ends with a slash."""
    return Route(f"{base}{ROOT}", _told)
