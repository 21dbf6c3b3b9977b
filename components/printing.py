"""What a printed page says that the screen says in its controls: the filters, the paper, the data version."""

from __future__ import annotations

from html import escape

import streamlit as st

from components import runtime, styles
from whitepaper import choices
from whitepaper.selection import Selection


def frame(selection: Selection) -> None:
    """The print style, and a line that only paper shows."""
    store = runtime.store()
    words = choices.labelled(store, selection)
    chosen = "；".join(f"{name}：{text}" for name, text in words.items()) or "全部"
    papers = "、".join(store.frame("editions")["title"])
    said = f"闵行区质量状况看板　筛选：{chosen}　来源：《{papers}》　数据版本：{store.dataset_version}"
    with st.container(key="print_only"):
        dark = styles.DARK_PRINT if runtime.mode() == "dark" else ""
        st.html(f"{styles.PRINT}{dark}<p>{escape(said)}</p>")
