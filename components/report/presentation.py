"""Which slides are presented, and where in them the presenter is: both stand in the address bar."""

from __future__ import annotations

from functools import partial

import streamlit as st

from components.frame import filters, pages, runtime
from components.frame.limits import LONGEST_OF
from components.frame.pages import MINE, Page
from components.frame.scripts import beside, element
from components.report import counting, pinning
from components.report.counting import Count
from components.widgets import keys
from whitepaper.model.selection import Selection, from_query, to_query
from whitepaper.stories import pins, stories
from whitepaper.stories.slides import AnySlide
from whitepaper.stories.talks import main_part

STORY, SLIDE, BACK, PINS = "story", "slide", "back", "pins"
ASKED, LEAVING = "present_asked", "leave_presentation"
"""What was asked for stays in the session until it is done: a run of the page may be overtaken before it gets there."""
TURN, BUTTON = "present_turn", "present"
_WAITING = element("waiting", js=beside(__file__, "waiting.js"))


def buttons(page: Page) -> None:
    """The way from a page into the reader's own report, and to a presentation that was asked for."""
    if ASKED in st.session_state:
        _start(*st.session_state[ASKED])
    chosen = filters.current()
    kind = page.kind(runtime.store(), chosen)
    if kind in stories.STORIES and page.tells_own(kind):
        add = lambda: pinning.add_page(kind, chosen)  # noqa: E731  said once
        st.button("本页加入汇报", key="pin_page", on_click=add, width="stretch")


@st.fragment
def button(page: Page) -> None:
    """The way from a page to its presentation, with the number of its screens where that is known.

    Elsewhere they are counted as soon as the reader comes near the button, which alone is drawn again; to count those
    of every selection would cost more than the pages do. The key P does the same as the button.
    """
    chosen = filters.current()
    kind = page.kind(runtime.store(), chosen)
    if ASKED in st.session_state:
        st.rerun()  # to leave, the whole page has to run
    found = counted(kind, chosen)
    st.button(label("汇报", found), help=_aside(found), on_click=_ask_for, args=(page,), key=BUTTON, width="stretch")
    if not found:
        turn = st.session_state[TURN] = st.session_state.get(TURN, 0) + 1
        wanted = (kind, chosen) if kind in stories.STORIES else (stories.OVERVIEW, Selection())
        data = {"turn": turn, "button": BUTTON, "isAsked": counting.is_asked(*wanted)}
        _WAITING(data=data, key="present_waiting", on_again_change=partial(counting.ask, *wanted))


def counted(kind: str, selection: Selection) -> Count | None:
    """How many screens a story has; None while that is not known yet."""
    if kind != MINE:
        return counting.count(kind, selection)
    own = pinning.collected()
    return Count(len(pinned(pins.to_link(own))), 0) if own else counting.count(stories.OVERVIEW, Selection())


def label(name: str, found: Count | None) -> str:
    """The label of a button that starts a presentation: `汇报 · 12 页`."""
    return f"{name} · {found.words}" if found else name


def _aside(found: Count | None) -> str:
    return "快捷键 P" + (f"；附录另有 {found.appendix} 页" if found and found.appendix else "")


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
        return pinned(st.query_params.get(PINS, ""))
    selection, _ = from_query(dict(st.query_params), store.vocabulary)
    kind = st.query_params.get(STORY, stories.OVERVIEW)
    known = {
        stories.SECTOR: bool(selection.sector),
        stories.TOWN: bool(stories.towns_of(store, selection)),
    }
    if not known.get(kind, kind in stories.STORIES):
        kind, selection = stories.OVERVIEW, Selection()
    return slides(kind, selection)


def main(slides: list[AnySlide]) -> int:
    """How many of the slides stand before an appendix; a collection has none of its own."""
    return len(slides) if st.query_params.get(STORY) == MINE else main_part(slides)


def slides(kind: str, selection: Selection) -> list[AnySlide]:
    """The slides of one kind about a selection, made once."""
    return _told(kind, selection, runtime.store().dataset_version)


def pinned(word: str) -> list[AnySlide]:
    """The slides of a collection in a link, made once; none where it cannot be read."""
    return _pinned(word, runtime.store().dataset_version)


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
        back.show_part({pages.PART: st.query_params.get(STORY, "")})
        is_kept = filters.SELECTION in st.session_state  # not after a reload
        selection, _ = from_query(dict(st.query_params), runtime.store().vocabulary)
        st.switch_page(back.link, query_params=back.query(filters.current() if is_kept else selection))
