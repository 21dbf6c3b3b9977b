"""总览: what matters on one screen, sector by sector."""

import streamlit as st

from components import cards, downloads, filters, runtime
from whitepaper.selection import OF_NUMBERS, Selection

store = runtime.store()
selection = filters.current().only(OF_NUMBERS)

downloads.menu(downloads.of_overview(selection, store), selection, store)
found = cards.found(
    Selection(sector=selection.sector, towns=selection.towns, years=selection.years), store.dataset_version
)
if found:
    cards.grid(found, st.session_state["pages"]["explore"])
else:
    st.info("所选领域或年份没有总览指标。请到“指标查询”看全部数，或清除筛选。")
