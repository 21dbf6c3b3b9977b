"""Which slides are presented, and where in them the presenter is: both stand in the address bar."""

from __future__ import annotations

import asyncio
from dataclasses import asdict
from functools import partial
from urllib.parse import urlencode

import streamlit as st
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from components.frame import filters, pages, runtime
from components.frame.keeping import NOT_KEPT
from components.frame.limits import LONGEST, LONGEST_OF
from components.frame.overtaken import to_the_end
from components.frame.pages import MINE, Page
from components.report import counting, pinning
from components.report.counting import Count
from components.widgets import counted_button, keys
from components.widgets.counted_button import Said
from whitepaper.model.selection import Selection, from_query, to_query
from whitepaper.stories import pins, stories
from whitepaper.stories.slides import AnySlide
from whitepaper.stories.talks import main_part

STORY, SLIDE, BACK, PINS = "story", "slide", "back", "pins"
ASKED, LEAVING = "present_asked", "leave_presentation"
"""What was asked for stays in the session until it is done: a run of the page may be overtaken before it gets there."""
CODE = "stage_code_asked"
COUNTED = "slides"
"""The address, below the app's, that says how many screens there are."""


def buttons(page: Page) -> None:
    """The way from a page into the reader's own report, and to a presentation that was asked for."""
    if ASKED in st.session_state:
        _start(*st.session_state[ASKED])
    chosen = filters.current()
    kind = page.kind(runtime.store(), chosen)
    if kind in stories.KNOWN and page.tells_own(kind):
        add = to_the_end(partial(pinning.add_page, kind, chosen))
        st.button("本页加入汇报", key="pin_page", on_click=add, width="stretch")


def button(page: Page) -> None:
    """The way from a page to its presentation, with the number of its screens where that is known.

    Elsewhere they are counted as soon as the reader comes near the button; to count those of every selection would cost
    more than the pages do. The key P does the same as the button.
    """
    chosen = filters.current()
    kind = page.kind(runtime.store(), chosen)
    found = counted(kind, chosen)
    address = "" if found else _count_of(kind, chosen)
    counted_button.draw(_said(found), address, "present", partial(_ask_for, page))


def _said(found: Count | None) -> Said:
    aside = "快捷键 P" + (f"；附录另有 {found.appendix} 页" if found and found.appendix else "")
    return Said(label("汇报", found), aside)


def _count_of(kind: str, chosen: Selection) -> str:
    told = kind in stories.KNOWN  # nothing collected: the overview
    query = {STORY: kind} | to_query(runtime.addressed(chosen)) if told else {}
    return f"{COUNTED}?{urlencode(query)}"


async def _told_count(request: Request) -> Response:
    if len(request.url.query) > LONGEST:
        return Response(status_code=414)
    runtime.ask(request.query_params)
    asked = await run_in_threadpool(_story, dict(request.query_params))
    found = await asyncio.shield(asyncio.wrap_future(counting.ask(*asked)))  # it is counted for others, too
    return JSONResponse(asdict(_said(found)), headers=NOT_KEPT)


def route(base: str) -> Route:
    """Where the app says how many screens a story has. base: path of the app, which ends with a slash."""
    return Route(f"{base}{COUNTED}", _told_count)


def counted(kind: str, selection: Selection) -> Count | None:
    """How many screens a story has; None while that is not known yet."""
    if kind != MINE:
        return counting.count(kind, selection)
    own = pinning.collected()
    return Count(len(pinned(pins.to_link(own))), 0) if own else counting.count(stories.OVERVIEW, Selection())


def label(name: str, found: Count | None) -> str:
    """The label of a button that starts a presentation: `汇报 · 12 页`, or the name alone where there are none."""
    return f"{name} · {found.words}" if found and found.main else name


def listen(page: Page) -> None:
    """The key P presents a page, as its button does."""
    keys.listen("page_keys", {"p": "present"}, lambda _: to_the_end(_ask_for)(page))


def ask(kind: str, selection: Selection, back: str) -> None:
    """Have the slides of one kind about a selection presented; `back` is the page to return to."""
    st.session_state[ASKED] = (kind, selection, back)


def _ask_for(page: Page) -> None:
    chosen = filters.current()
    kind = page.kind(runtime.store(), chosen)
    ask(stories.OVERVIEW if kind == MINE and not pinning.collected() else kind, chosen, page.key)


def _start(kind: str, selection: Selection, back: str) -> None:
    query = {STORY: kind, BACK: back} | to_query(runtime.addressed(selection))
    if kind == MINE:
        query[PINS] = pins.to_link(pinning.collected())
    st.switch_page(pages.PAGES[pages.PRESENT].link, query_params=query)


def told() -> list[AnySlide]:
    """The slides that the address names; those of the overview when it names none that exists."""
    st.session_state.pop(ASKED, None)  # done only now: the run that goes here may be overtaken before it arrives
    if st.query_params.get(STORY) == MINE:
        return pinned(st.query_params.get(PINS, ""))
    return slides(*_story(dict(st.query_params)))


def _story(query: dict[str, str]) -> tuple[str, Selection]:
    """The kind of story and the selection that an address names; the overview when it names none that exists."""
    store = runtime.store()
    selection, _ = from_query(query, store.vocabulary)
    kind = query.get(STORY, stories.OVERVIEW)
    known = {
        stories.SECTOR: bool(selection.sector),
        stories.TOWN: bool(stories.towns_of(store, selection)),
    }
    return (kind, selection) if known.get(kind, kind in stories.KNOWN) else (stories.OVERVIEW, Selection())


def main(slides: list[AnySlide]) -> int:
    """How many of the slides stand before an appendix; a collection has none of its own."""
    return len(slides) if st.query_params.get(STORY) == MINE else main_part(slides)


def slides(kind: str, selection: Selection) -> list[AnySlide]:
    """The slides of one kind about a selection, made once."""
    return _told(kind, selection, runtime.store().whole_version)


def pinned(word: str) -> list[AnySlide]:
    """The slides of a collection in a link, made once; none where it cannot be read."""
    return _pinned(word, runtime.store().whole_version)


@st.cache_resource(show_spinner=False, max_entries=60)
def _told(kind: str, selection: Selection, dataset_version: str) -> list[AnySlide]:
    return stories.told(runtime.store(), kind, selection)


@st.cache_resource(show_spinner=False, max_entries=60)
def _pinned(word: str, dataset_version: str) -> list[AnySlide]:
    try:
        return pins.pinned_slides(runtime.store(), pins.from_link(word))
    except pins.UnreadablePinsError:
        return []  # the page then says that there is nothing to show


def place(total: int) -> int:
    """Number of the slide that the address names, from 0; the nearest that exists."""
    text = st.query_params.get(SLIDE, "1")
    return min(max(int(text) if text.isdecimal() and len(text) <= LONGEST_OF[SLIDE] else 1, 1), total) - 1


def move(action: str, total: int) -> None:
    """Go to another slide, show the code of this one, or say that the presentation is to be left.

    While a code is shown, the first key only brings the slide back.
    """
    if st.session_state.pop(CODE, False):
        return
    if action == "code":
        st.session_state[CODE] = True
        return
    here = place(total)
    goals = {"next": here + 1, "previous": here - 1, "first": 0, "last": total - 1}
    if action in goals:
        st.query_params[SLIDE] = str(min(max(goals[action], 0), total - 1) + 1)
    else:
        st.session_state[LEAVING] = True


def is_code_asked() -> bool:
    """Whether the code of the slide is to be shown over it."""
    return bool(st.session_state.get(CODE, False))


def address() -> str:
    """The address of the slide as the browser shows it; empty where the browser has not said it."""
    here = filters.here()
    return f"{here}?{urlencode(dict(st.query_params))}" if here else ""


def leave_when_asked() -> None:
    """Return to the page that the presentation was started from, with the filters it had."""
    if st.session_state.pop(LEAVING, False):
        back = pages.EVERY.get(st.query_params.get(BACK, ""), pages.PAGES[pages.FIRST])
        back.show_part({pages.PART: st.query_params.get(STORY, "")})
        is_kept = filters.SELECTION in st.session_state  # not after a reload
        selection, _ = from_query(dict(st.query_params), runtime.store().vocabulary)
        st.switch_page(back.link, query_params=back.query(filters.current() if is_kept else selection))
