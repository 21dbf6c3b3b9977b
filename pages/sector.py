"""领域专题: everything the paper says about one sector, in the order of its views."""

import streamlit as st

from components import downloads, filters, runtime, sector_view

store = runtime.store()
selection = filters.current()

if not selection.sector:
    sector_view.choice(store)
    st.stop()
downloads.menu(downloads.of_sector(selection, store), selection, store)
st.title(store.name("sectors", selection.sector))
sector_view.found(store, selection)
sector_view.headline(store, selection)
sector_view.views(store, selection)
sector_view.cases(store, selection.sector)
sector_view.honours(store, selection)
sector_view.policies(store, selection.sector)
