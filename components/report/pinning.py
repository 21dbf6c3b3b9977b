"""Collecting charts for the reader's own report, and keeping it while the window is open."""

from __future__ import annotations

from uuid import uuid4

import streamlit as st

from components.frame import filters, runtime
from components.frame.overtaken import to_the_end
from components.frame.scripts import beside, element
from components.frame.text import plain
from whitepaper.model.selection import Selection
from whitepaper.store import choices
from whitepaper.stories import pins, stories
from whitepaper.stories.pins import Pin

PINS = "pins"
SESSION, KEEPER, KEPT, TAKEN_OVER = "session", "pins_keeper", "pins_kept", "taken_over"
_KEEPER = element(
    "pins_keeper",
    js=beside(__file__, "pins_keeper.js"),
)


def collected() -> list[Pin]:
    """The pins of this session."""
    found: list[Pin] = st.session_state.setdefault(PINS, [])
    return found


def link() -> str:
    """A link to the pins, on the page of the report; empty where the browser has not said its address."""
    return f"{filters.beside('report')}?{PINS}={pins.to_link(collected())}" if filters.here() else ""


def add_page(kind: str, selection: Selection) -> None:
    """Collect what a page shows, once; what it does not follow is said."""
    store = runtime.store()
    left = stories.KNOWN[kind].unfollowed(selection)
    add(pins.pin_page(store, kind, selection), "" if left.is_empty else f"，未按{choices.quoted(store, left)}筛选")


def add(made: Pin, aside: str = "") -> None:
    """Collect one chart or page, once. aside: what else must be said of it."""
    if made in collected():
        st.toast("已经在汇报里")
        return
    if len(collected()) >= pins.MOST_PINS:
        st.toast(f"汇报最多 {pins.MOST_PINS} 项")
        return
    st.session_state[PINS] = [*collected(), made]
    st.toast(f"已加入汇报，共 {len(collected())} 项{plain(aside)}")


def take_over(word: str) -> None:
    """Take over the pins of a link, once; a link that cannot be read is said to be so."""
    if st.session_state.get(TAKEN_OVER) != word:
        st.session_state[TAKEN_OVER] = word
        try:
            st.session_state[PINS] = pins.filled(runtime.store(), pins.from_link(word))
        except pins.UnreadablePinsError as error:
            st.warning(plain(error))


def keep() -> None:
    """Keep the pins in the reader's window: a reload begins a new session, which takes them over again."""
    own = collected()
    word = pins.to_word(own) if own else ""
    if not word and st.session_state.get(KEPT) == "":
        return  # nothing to keep, and the window knows it
    st.session_state[KEPT] = word
    session = st.session_state.setdefault(SESSION, uuid4().hex)
    _KEEPER(
        data={"session": session, "word": word},
        key=KEEPER,
        on_found_change=to_the_end(lambda: take_over(str(st.session_state[KEEPER].found))),
    )
