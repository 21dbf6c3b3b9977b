"""企业与荣誉: honours with filters and counts, and one page for each organisation."""

import streamlit as st

from components import downloads, filters, honour_view, runtime
from whitepaper.selection import Selection

store = runtime.store()
selection = filters.current()

if selection.organisation:
    own = store.honours(Selection(organisation=selection.organisation))
    with st.sidebar:
        downloads.menu(downloads.of_honours(own, selection, store), selection, store)
    honour_view.organisation(store, selection.organisation)
    st.stop()
st.title("企业与荣誉")
honour_view.choices(store)
rows = store.honours(selection)
if rows.empty:
    st.warning("没有符合全部条件的荣誉。请去掉部分条件，或清除筛选。")
    st.stop()
honour_view.counts(selection, store)
with st.container(horizontal=True, vertical_alignment="center"):
    st.subheader(f"荣誉与名录 · {len(rows)} 项")
    downloads.menu(downloads.of_honours(rows, selection, store), selection, store)
honour_view.table(rows, store, key="honours")
