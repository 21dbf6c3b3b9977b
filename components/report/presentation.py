"""Which slides are presented, and where in them the presenter is: both stand in the address bar."""

from __future__ import annotations

import streamlit as st

from components.frame import filters, pages, runtime
from components.frame.limits import LONGEST_OF
from components.frame.pages import MINE, Page
from components.report import pinning
from components.widgets import keys
from whitepaper.model.selection import Selection, from_query, to_query
from whitepaper.stories import pins, stories
from whitepaper.stories.slides import AnySlide

STORY, SLIDE, BACK, PINS = "story", "slide", "back", "pins"
ASKED, LEAVING = "present_asked", "leave_presentation"
"""What was asked for stays in the session until it is done: a run of the page may be overtaken before it gets there."""


def buttons(page: Page) -> None:
    """The ways from a page to its presentation (by click or by the key P) and into the reader's own report."""
    if ASKED in st.session_state:
        _start(*st.session_state[ASKED])
    chosen = filters.current()
    kind = page.kind(runtime.store(), chosen)
    st.button("汇报模式", help="快捷键 P", on_click=_ask_for, args=(page,), key="present")
    if kind in stories.STORIES and page.tells_own(kind):
        st.button("本页加入汇报", key="pin_page", on_click=lambda: pinning.add_page(kind, chosen))


def listen(page: Page) -> None:
    """The key P presents a page, as its button does."""
    keys.listen("page_keys", {"p": "present"}, lambda _: _ask_for(page))


def ask(kind: str, selection: Selection, back: str) -> None:
    """Have the slides of one kind about a selection presented; `back` is the page to return to."""
    st.session_state[ASKED] = (kind, selection, back)


def _ask_for(page: Page) -> None:
    chosen = filters.current()
    kind = page.kind(runtime.store(), chosen)
    ask(stories.OVERVIEW if kind == MINE and not pinning.collected() else kind, chosen, page.key)


def _start(kind: str, selection: Selection, back: str) -> None:
    query = {STORY: kind, BACK: back} | to_query(selection)
    if kind == MINE:
        query[PINS] = pins.to_link(pinning.collected())
    st.switch_page(pages.PAGES[pages.PRESENT].link, query_params=query)


def told() -> list[AnySlide]:
    """The slides that the address names; those of the overview when it names none that exists."""
    st.session_state.pop(ASKED, None)  # done only now: the run that goes here may be overtaken before it arrives
    store = runtime.store()
    if st.query_params.get(STORY) == MINE:
        return _pinned(st.query_params.get(PINS, ""), store.dataset_version)
    selection, _ = from_query(dict(st.query_params), store.vocabulary)
    kind = st.query_params.get(STORY, stories.OVERVIEW)
    known = {
        stories.SECTOR: bool(selection.sector),
        stories.TOWN: bool(stories.towns_of(store, selection)),
    }
    if not known.get(kind, kind in stories.STORIES):
        kind, selection = stories.OVERVIEW, Selection()
    return slides(kind, selection)


def slides(kind: str, selection: Selection) -> list[AnySlide]:
    """The slides of one kind about a selection, made once."""
    return _told(kind, selection, runtime.store().dataset_version)


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
    """Go to another slide, or say that the presentation is to be left."""
    here = place(total)
    goals = {"next": here + 1, "previous": here - 1, "first": 0, "last": total - 1}
    if action in goals:
        st.query_params[SLIDE] = str(min(max(goals[action], 0), total - 1) + 1)
    else:
        st.session_state[LEAVING] = True


def leave_when_asked() -> None:
    """Return to the page that the presentation was started from, with the filters it had."""
    if st.session_state.pop(LEAVING, False):
        back = pages.PAGES.get(st.query_params.get(BACK, ""), pages.PAGES[pages.FIRST])
        if back.parts:
            st.session_state[back.part_key] = st.query_params.get(STORY)
        is_kept = filters.SELECTION in st.session_state  # not after a reload
        selection, _ = from_query(dict(st.query_params), runtime.store().vocabulary)
        st.switch_page(back.link, query_params=to_query(filters.current() if is_kept else selection))
