"""What only a printed page has: the filters, the paper, the data version, and the rows of data grids."""

from __future__ import annotations

from html import escape

import pandas as pd
import streamlit as st

from components import runtime, styles
from whitepaper import choices
from whitepaper.selection import Selection
from whitepaper.tables import texts

MOST_ROWS = 200


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


def table(shown: pd.DataFrame, key: str) -> None:
    """The first MOST_ROWS rows as a plain table, in place of a data grid, which shows only a window of them."""
    lines = [texts(shown[:MOST_ROWS]).to_html(index=False, border=0, justify="left")]
    if len(shown) > MOST_ROWS:
        lines.append(f"<p>纸上是前 {MOST_ROWS} 行，全部 {len(shown)} 行请导出 Excel。</p>")
    with st.container(key=f"print_only_{key}"):
        st.html("".join(lines))
