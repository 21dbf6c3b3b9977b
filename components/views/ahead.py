"""What a page shows under another choice in one of its boxes, by an address, beside the page.

The framework's own run for a choice takes the browser some forty messages, and a fifth of a second, to take in. What is
asked for here is drawn meanwhile; the run finds the same and changes nothing, or something else, which then counts.
"""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any
from urllib.parse import urlencode

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from components.frame import filters, runtime
from components.frame.keeping import NOT_KEPT
from components.frame.limits import LONGEST, LONGEST_WORDS
from components.frame.pages import PAGES, SHARED, Page
from components.frame.scripts import beside, element
from components.views import honours, overview, parts, sectors, towns
from components.widgets import overview as screen
from whitepaper.model.selection import FILTERS, Selection, from_query, to_query, typed
from whitepaper.store.store import Store
from whitepaper.telling.palette import Mode

ROOT = "ahead"
PAGE, VERSION, BOX, CHOICE, MODE = "page", "version", "box", "choice", "mode"
EVERY_BOX = "clear"
"""In place of a box: all of them emptied."""
TEXT = "text"
MOST_KEPT = 400
"""Answers; each is some ten thousand letters."""
MOST_ASKED, MOST_SECONDS = 8, 0.2
"""Choices of a box that are answered at once, and the processor time after which no other of them is made."""
Words = Mapping[Any, str]
_LISTENER = element("ahead", js=beside(__file__, "ahead.js"))


@dataclass(frozen=True)
class Ahead:
    """What of a page is drawn ahead.

    made: what it sends its elements under a selection, nothing where it is left to the page; boxes: those that only
    this page has; words: what its boxes offer, where that is not what `filters.offered` says; said:
    what a box says without a choice.
    """

    made: Callable[[Store, Selection, Mode], parts.Sent]
    boxes: tuple[str, ...] = ()
    words: Callable[[Store, Selection], Mapping[str, Words]] = lambda _store, _selection: {}
    said: Callable[[Store, Selection], Mapping[str, str]] = lambda _store, _selection: {}


def _overview(store: Store, selection: Selection, mode: Mode) -> parts.Sent:
    selection = PAGES["overview"].followed(selection)
    return {screen.KEY: overview.content(selection, mode, store.dataset_version)}


def _explore(store: Store, selection: Selection, mode: Mode) -> parts.Sent:
    selection = PAGES["explore"].followed(selection)
    found = [] if selection.is_about_all else store.indicators_of(selection)
    return parts.several_ahead(found, selection, mode) if found else {}


def _departments(store: Store, selection: Selection, mode: Mode) -> parts.Sent:
    selection = PAGES["departments"].followed(selection)
    (own,) = PAGES["departments"].boxes[:1]
    found = store.indicators_of(selection) if selection.values(own) else []
    return parts.several_ahead(found, selection, mode) if found else {}


def _sector(store: Store, selection: Selection, mode: Mode) -> parts.Sent:
    return sectors.ahead(store, PAGES["sector"].followed(selection), mode)


def _town(store: Store, selection: Selection, mode: Mode) -> parts.Sent:
    return towns.ahead(store, towns.compared(store, selection), mode)


def _honours(store: Store, selection: Selection, mode: Mode) -> parts.Sent:
    return honours.ahead(store, PAGES["honours"].followed(selection), mode)


def _shown(store: Store, selection: Selection) -> dict[str, str]:
    return {"subsector": store.name("subsectors", sectors.shown(store, selection))} if selection.sector else {}


AHEAD: dict[str, Ahead] = {
    "overview": Ahead(_overview),
    "explore": Ahead(_explore, (*PAGES["explore"].boxes, TEXT)),
    "sector": Ahead(_sector, ("subsector",), said=_shown),
    "town": Ahead(_town),
    "honours": Ahead(_honours, (*PAGES["honours"].boxes, TEXT), honours.offered),
    "departments": Ahead(_departments, PAGES["departments"].boxes),
}
"""By page. What a page makes here and what it draws are made by the same functions."""


def listen(page: Page) -> None:
    """Let a page hear of choices before it runs; not while it is made for paper."""
    if page.key in AHEAD and not runtime.is_for_paper():
        _LISTENER(data={"address": _address(page)}, key="ahead")


def _address(page: Page) -> str:
    about = {PAGE: page.key, VERSION: runtime.store().dataset_version, MODE: runtime.mode()}
    return f"{ROOT}?{urlencode(about | to_query(filters.current()))}"


def chosen(page: Page, selection: Selection, name: str, words: str) -> Selection | None:
    """The selection once the option of these words was taken in the box of a filter; None where it offers none such.

    A box for several values gives back one that is chosen already; no words empty a box.
    """
    if name == EVERY_BOX:
        return Selection()
    if not words:
        return filters.changed(selection, **{name: getattr(Selection(), name)})
    if not FILTERS[name].vocabulary:
        return filters.changed(selection, **{name: typed(words)})
    found = [value for value, said in _offered(page, selection)[name].items() if said == words]
    if len(found) != 1:
        return None
    before: Any = getattr(selection, name)
    if not FILTERS[name].is_many:
        return filters.changed(selection, **{name: found[0]})
    left = tuple(value for value in before if value != found[0])
    return filters.changed(selection, **{name: left if len(left) < len(before) else (*before, found[0])})


def _boxes(page: Page) -> tuple[str, ...]:
    """The filters that a reader of the page can change."""
    own = runtime.store().vocabulary.values
    return tuple(one for one in (*SHARED, *AHEAD[page.key].boxes) if one not in own or own[one])


def _offered(page: Page, selection: Selection) -> dict[str, Words]:
    """What each box offers beside the other filters."""
    followed = page.followed(selection)
    offered = {name: filters.offered(name, followed) for name in _boxes(page)}
    return offered | dict(AHEAD[page.key].words(runtime.store(), selection))


def _said(page: Page, selection: Selection) -> dict[str, list[str]]:
    """What each box says under a selection."""
    store, offered = runtime.store(), _offered(page, selection)
    said = {name: store.vocabulary.values.get(name, {}) for name in offered} | {"years": filters.words("years")}
    words = {name: {**said[name], **offered[name]} for name in offered}
    boxes = {name: [words[name].get(value, str(value)) for value in selection.values(name)] for name in offered}
    return boxes | {name: [text] for name, text in AHEAD[page.key].said(store, selection).items()}


def _told(request: Request) -> Response:
    """Answers by the words of the choices; none to one that shows nothing, or for which no time was left."""
    query = dict(request.query_params)
    page, name, choices = query.get(PAGE, ""), query.get(BOX, ""), request.query_params.getlist(CHOICE) or [""]
    words = (*choices, query.get(FILTERS[TEXT].parameter, ""))
    if len(request.url.query) > LONGEST or max(map(len, words)) > LONGEST_WORDS:
        return Response(status_code=414)
    if page not in AHEAD or name not in (*FILTERS, EVERY_BOX):
        return Response(status_code=404)
    runtime.ask(query)
    store = runtime.store()
    is_other = query.get(VERSION, store.dataset_version) != store.dataset_version  # the page will be anew
    if is_other or name not in (*_boxes(PAGES[page]), EVERY_BOX):
        return Response(status_code=204)
    before, _ = from_query(query, store.vocabulary)
    mode: Mode = "dark" if query.get(MODE) == "dark" else "light"
    found: dict[str, str] = {}
    until = time.thread_time() + MOST_SECONDS
    for taken in choices[:MOST_ASKED]:
        if not found or time.thread_time() < until:
            found[taken] = _answer(page, before, name, taken, mode, store.dataset_version)
    told = ", ".join(f"{json.dumps(taken)}: {answer}" for taken, answer in found.items() if answer)
    return (
        Response(f"{{{told}}}", media_type="application/json", headers=NOT_KEPT) if told else Response(status_code=204)
    )


@lru_cache(maxsize=MOST_KEPT)
def _answer(key: str, before: Selection, name: str, taken: str, mode: Mode, dataset_version: str) -> str:
    """What the boxes of a page say once a choice is made, and what its elements are sent; empty where there is none."""
    page = PAGES[key]
    after = chosen(page, before, name, taken)
    made = {} if after is None else AHEAD[key].made(runtime.store(), after, mode)
    if after is None or not made:
        return ""
    told = {"boxes": _said(page, after), "elements": list(made.items())}
    return json.dumps(told, ensure_ascii=False)


def route(base: str) -> Route:
    """Where the app says it. base: path of the app, which ends with a slash."""
    return Route(f"{base}{ROOT}", _told)
