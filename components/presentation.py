"""Which slides are presented, and where in them the presenter is: both stand in the address bar."""

from __future__ import annotations

import streamlit as st

from components import filters, runtime
from whitepaper import pins, slides
from whitepaper.selection import Selection, from_query, to_query
from whitepaper.slides import Slide

STORY, SLIDE, BACK, PINS = "story", "slide", "back", "pins"
MINE = "mine"
SHOWN = "shown"
KEY_SEPARATOR = ":"
STORY_OF_PAGE = {"sector": slides.SECTOR, "town": slides.TOWN, "explore": SHOWN, "indicator": SHOWN, "map": SHOWN}
"""Page to the slides that it turns into; the other pages turn into those of the whole district."""
LEAVING = "leave_presentation"


def button(page: str) -> None:
    """The way from a page to its presentation, by click or by the key P."""
    with st.sidebar:
        if st.button("汇报模式", shortcut="p", width="stretch", key="present"):
            query = {STORY: _story(page), BACK: page or "overview"} | to_query(filters.current())
            st.switch_page(st.session_state["pages"]["present"], query_params=query)


def _story(page: str) -> str:
    chosen = filters.current()
    kind = STORY_OF_PAGE.get(page, slides.OVERVIEW)
    towns = [town for town in chosen.towns if town in set(runtime.store().towns["area_id"])]
    if kind == slides.SECTOR:
        return f"{kind}{KEY_SEPARATOR}{chosen.sector}" if chosen.sector else slides.OVERVIEW
    if kind == slides.TOWN:
        return f"{kind}{KEY_SEPARATOR}{towns[0]}" if towns else slides.OVERVIEW
    if page != "explore" and not chosen.indicators:
        return slides.OVERVIEW
    return kind


def told() -> list[Slide]:
    """The slides that the address names; those of the overview when it names none that exists."""
    store = runtime.store()
    selection, _ = from_query(dict(st.query_params), store.vocabulary)
    if st.query_params.get(STORY) == MINE:
        return _pinned(st.query_params.get(PINS, ""), store.dataset_version)
    kind, _, key = st.query_params.get(STORY, slides.OVERVIEW).partition(KEY_SEPARATOR)
    known = {slides.SECTOR: store.names("sectors"), slides.TOWN: set(store.towns["area_id"])}
    if kind in known and key not in known[kind]:
        kind, key = slides.OVERVIEW, ""
    if kind not in {slides.OVERVIEW, slides.SECTOR, slides.TOWN, SHOWN}:
        kind = slides.OVERVIEW
    return _told(kind, key, selection, store.dataset_version)


@st.cache_resource(show_spinner=False, max_entries=60)
def _told(kind: str, key: str, selection: Selection, dataset_version: str) -> list[Slide]:
    store = runtime.store()
    return slides.shown(store, selection) if kind == SHOWN else slides.storyline(store, kind, key)


@st.cache_resource(show_spinner=False, max_entries=60)
def _pinned(word: str, dataset_version: str) -> list[Slide]:
    try:
        return pins.pinned_slides(runtime.store(), pins.from_link(word))
    except pins.UnreadablePinsError:
        return []  # the page then says that there is nothing to show


def place(total: int) -> int:
    """Number of the slide that the address names, from 0; the nearest that exists."""
    text = st.query_params.get(SLIDE, "1")
    return min(max(int(text) if text.isdecimal() else 1, 1), total) - 1


def move(action: str, total: int) -> None:
    """Go to another slide, or say that the presentation is to be left."""
    here = place(total)
    goals = {"next": here + 1, "previous": here - 1, "first": 0, "last": total - 1}
    if action in goals:
        st.query_params[SLIDE] = str(min(max(goals[action], 0), total - 1) + 1)
    else:
        st.session_state[LEAVING] = True


def leave_when_asked() -> None:
    """Return to the page that the presentation was started from, with its filters."""
    if st.session_state.pop(LEAVING, False):
        pages = st.session_state["pages"]
        back = pages.get(st.query_params.get(BACK, ""), pages["overview"])
        selection, _ = from_query(dict(st.query_params), runtime.store().vocabulary)
        st.switch_page(back, query_params=to_query(selection))
