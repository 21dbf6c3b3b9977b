"""街镇地图: the 14 towns, their industries and numbers; a click chooses a town."""

import streamlit as st

from components import downloads, filters, map_view, runtime
from whitepaper.selection import OF_NUMBERS

store = runtime.store()
selection = filters.current().only(OF_NUMBERS)

downloads.menu(downloads.of_map(selection, store), selection, store)
left, right = st.columns([3, 2], gap="medium")
with left:
    map_view.draw(store, selection)
with right:
    map_view.panel(store, selection, st.session_state["pages"]["explore"])
