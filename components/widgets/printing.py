"""Printing a page: its button, what only paper has (filters, paper, data version), all that is folded on screen."""

from __future__ import annotations

from html import escape

import streamlit as st

from components.frame import runtime, styles
from components.frame.overtaken import to_the_end
from components.frame.scripts import beside, element
from whitepaper.model.selection import Selection
from whitepaper.store import choices

TIMES = "paper_asked_times"
_BUTTON = element(
    "print_button",
    html='<button type="button"></button>',
    css=beside(__file__, "button.css"),
    js=beside(__file__, "paper.js", "drawn.js", "printing.js"),
)
_READY = element("print_ready", js=beside(__file__, "drawn.js", "print_ready.js"))


def button() -> None:
    """A button that prints the page, as Ctrl+P does; a page that is folded somewhere is first made anew."""
    data = {
        "label": "打印",
        "title": runtime.title(),
        "version": f"数据版本 {runtime.store().dataset_version}",
        "isDark": runtime.is_dark(),
    }
    _BUTTON(
        data=data, key="print_button", width="content", on_asked_change=to_the_end(_ask), on_turned_change=lambda: None
    )


def when_ready() -> None:
    """Print the page that was asked for, once all of it is there; the last element of a page."""
    if runtime.is_for_paper():
        _READY(data={"asked": st.session_state[TIMES]}, key="print_ready", on_done_change=to_the_end(_done))


def frame(selection: Selection) -> None:
    """A line that only paper shows: what was chosen, from which paper, of which data version, printed when."""
    store = runtime.store()
    words = choices.labelled(store, selection)
    chosen = "；".join(f"{name}：{text}" for name, text in words.items()) or "全部"
    papers = "、".join(store.tables["editions"]["title"].to_pylist())
    said = f"{runtime.title()}　筛选：{chosen}　来源：《{papers}》　数据版本：{store.dataset_version}"
    with st.container(key="print_only"):
        dark = styles.DARK_PRINT if runtime.is_dark() else ""
        st.html(f'{dark}<p>{escape(said)}<span class="printed_on"></span></p>')


def _ask() -> None:
    st.session_state[runtime.PAPER] = True
    st.session_state[TIMES] = st.session_state.get(TIMES, 0) + 1


def _done() -> None:
    st.session_state[runtime.PAPER] = False
