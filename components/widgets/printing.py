"""Printing a page: its button, and what only paper has: the filters, the paper, the data version."""

from __future__ import annotations

from html import escape

import streamlit as st

from components.frame import runtime, styles
from components.frame.scripts import beside, element
from whitepaper.model.selection import Selection
from whitepaper.store import choices

_BUTTON = element(
    "print_button",
    html='<button type="button"></button>',
    css=beside(__file__, "button.css"),
    js=beside(__file__, "printing.js"),
)


def button() -> None:
    """A button that prints the page, as Ctrl+P does."""
    _BUTTON(data={"label": "打印"}, key="print_button", width="content")


def frame(selection: Selection) -> None:
    """A line that only paper shows: what was chosen, from which paper, of which data version."""
    store = runtime.store()
    words = choices.labelled(store, selection)
    chosen = "；".join(f"{name}：{text}" for name, text in words.items()) or "全部"
    papers = "、".join(store.tables["editions"]["title"].to_pylist())
    said = f"{runtime.title()}　筛选：{chosen}　来源：《{papers}》　数据版本：{store.dataset_version}"
    with st.container(key="print_only"):
        dark = styles.DARK_PRINT if runtime.mode() == "dark" else ""
        st.html(f"{dark}<p>{escape(said)}</p>")
