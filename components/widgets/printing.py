"""What only a printed page has: the filters, the paper, the data version, and the rows of data grids."""

from __future__ import annotations

from html import escape

import pandas as pd
import streamlit as st

from components.frame import runtime, styles
from whitepaper.model.selection import Selection
from whitepaper.store import choices
from whitepaper.telling.sheets import texts

MOST_ROWS = 200


def frame(selection: Selection) -> None:
    """A line that only paper shows: what was chosen, from which paper, of which data version."""
    store = runtime.store()
    words = choices.labelled(store, selection)
    chosen = "；".join(f"{name}：{text}" for name, text in words.items()) or "全部"
    papers = "、".join(store.frame("editions")["title"])
    said = f"{runtime.title()}　筛选：{chosen}　来源：《{papers}》　数据版本：{store.dataset_version}"
    with st.container(key="print_only"):
        dark = styles.DARK_PRINT if runtime.mode() == "dark" else ""
        st.html(f"{dark}<p>{escape(said)}</p>")


def as_html(shown: pd.DataFrame) -> str:
    """The first MOST_ROWS rows as a plain table."""
    table: str = texts(shown[:MOST_ROWS]).to_html(index=False, border=0, justify="left")
    cut = f"<p>纸上是前 {MOST_ROWS} 行，全部 {len(shown)} 行请导出 Excel。</p>"
    return table + (cut if len(shown) > MOST_ROWS else "")


def on_paper(html: str, key: str) -> None:
    """A table of `as_html` that only paper shows, in place of a data grid, which shows only a window of its rows."""
    with st.container(key=f"print_only_{key}"):
        st.html(html)
