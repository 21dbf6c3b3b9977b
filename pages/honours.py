"""企业与荣誉: honours with filters and counts, and one page for each organisation."""

import streamlit as st

from components import copying, downloads, filters, honour_view, runtime
from whitepaper import table_sentences
from whitepaper.selection import OF_HONOURS, Selection

store = runtime.store()
selection = filters.current().only(OF_HONOURS)

if selection.organisation:
    own = Selection(organisation=selection.organisation)
    downloads.menu(downloads.of_honours(store.honours(own), own, store), own, store)
    honour_view.organisation(store, selection.organisation)
    st.stop()
st.title("企业与荣誉")
honour_view.choices(store)
rows = store.honours(selection)
if rows.empty:
    st.warning("没有符合全部条件的荣誉。请去掉部分条件，或清除筛选。")
    st.stop()
honour_view.counts(selection, store)
downloads.menu(downloads.of_honours(rows, selection, store), selection, store)
st.subheader(f"荣誉与名录 · {len(rows)} 项")
copying.sentence(table_sentences.of_honours(rows, store, selection), "honours")
honour_view.table(rows, store, key="honours")
