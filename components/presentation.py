"""Which slides are presented, and where in them the presenter is: both stand in the address bar."""

from __future__ import annotations

import streamlit as st

from components import filters, keys, pinning, runtime
from whitepaper import pins, stories
from whitepaper.selection import Selection, from_query, to_query
from whitepaper.slides import AnySlide

STORY, SLIDE, BACK, PINS = "story", "slide", "back", "pins"
MINE = "mine"
KIND_OF_PAGE = {
    "": stories.OVERVIEW,  # the first page has no path
    "explore": stories.SHOWN,
    "map": stories.MAP,
    "sector": stories.SECTOR,
    "town": stories.TOWN,
    "honours": stories.HONOURS,
    "search": stories.SEARCH,
    "checks": stories.CHECKS,
    "coverage": stories.COVERAGE,
    "indicator": stories.SHOWN,
    "report": MINE,
    "about": stories.ABOUT,
}
CHECKS_PART, COVERAGE_PART = "part", "cover"
PART_OF_PAGE = {"checks": CHECKS_PART, "coverage": COVERAGE_PART}
"""Page to the widget that holds which of its parts is shown; its values are kinds of stories."""
ASKED, LEAVING = "present_asked", "leave_presentation"
"""What was asked for stays in the session until it is done: a run of the page may be overtaken before it gets there."""


def buttons(page: str) -> None:
    """The ways from a page to its presentation (by click or by the key P) and into the reader's own report."""
    if ASKED in st.session_state:
        _start(*st.session_state.pop(ASKED))
    chosen = filters.current()
    kind = kind_of(page, chosen)
    st.button("汇报模式", help="快捷键 P", on_click=_ask_for, args=(page,), key="present")
    is_own = kind in (KIND_OF_PAGE.get(page), stories.TOWNS) or page in PART_OF_PAGE
    if is_own and kind in stories.NAMES:
        st.button(
            "本页加入汇报",
            key="pin_page",
            on_click=lambda: pinning.add(pins.pin_page(runtime.store(), kind, chosen)),
        )


def listen(page: str) -> None:
    """The key P presents a page, as its button does."""
    keys.listen("page_keys", {"p": "present"}, lambda _: _ask_for(page))


def ask(kind: str, selection: Selection, back: str) -> None:
    """Have the slides of one kind about a selection presented; `back` is the page to return to."""
    st.session_state[ASKED] = (kind, selection, back)


def _ask_for(page: str) -> None:
    chosen = filters.current()
    ask(kind_of(page, chosen), chosen, page)


def _start(kind: str, selection: Selection, back: str) -> None:
    query = {STORY: kind, BACK: back or "overview"} | to_query(selection)
    if kind == MINE:
        query[PINS] = pins.to_link(pinning.collected())
    st.switch_page(st.session_state["pages"]["present"], query_params=query)


def kind_of(page: str, selection: Selection) -> str:
    """The story that a page tells; where it has nothing to tell yet, that of the nearest page that has."""
    kind = KIND_OF_PAGE.get(page, stories.OVERVIEW)
    if page in PART_OF_PAGE:
        return st.session_state.get(PART_OF_PAGE[page]) or kind
    if kind == stories.TOWN:
        own = stories.towns_of(runtime.store(), selection)
        return stories.MAP if not own else kind if len(own) == 1 else stories.TOWNS
    is_empty = {
        "sector": not selection.sector,
        "indicator": not selection.indicators,
        "search": not selection.search,
        "report": not pinning.collected(),
    }
    return stories.OVERVIEW if is_empty.get(page) else kind


def followed(page: str) -> Selection:
    """The filters that what a page shows follows."""
    chosen = filters.current()
    return chosen.only(stories.FILTERS.get(kind_of(page, chosen), ()))


def told() -> list[AnySlide]:
    """The slides that the address names; those of the overview when it names none that exists."""
    store = runtime.store()
    if st.query_params.get(STORY) == MINE:
        return _pinned(st.query_params.get(PINS, ""), store.dataset_version)
    selection, _ = from_query(dict(st.query_params), store.vocabulary)
    kind = st.query_params.get(STORY, stories.OVERVIEW)
    known = {
        stories.SECTOR: bool(selection.sector),
        stories.TOWN: bool(stories.towns_of(store, selection)),
    }
    if not known.get(kind, kind in stories.NAMES):
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
    """Return to the page that the presentation was started from, with the filters it had."""
    if st.session_state.pop(LEAVING, False):
        pages = st.session_state["pages"]
        back = pages.get(st.query_params.get(BACK, ""), pages["overview"])
        if st.query_params.get(BACK) in PART_OF_PAGE:
            st.session_state[PART_OF_PAGE[st.query_params[BACK]]] = st.query_params.get(STORY)
        is_kept = filters.SELECTION in st.session_state  # not after a reload
        selection, _ = from_query(dict(st.query_params), runtime.store().vocabulary)
        st.switch_page(back, query_params=to_query(filters.current() if is_kept else selection))
