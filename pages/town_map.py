"""街镇地图: the 14 towns, their industries and numbers; a click chooses a town."""

import streamlit as st

from components.frame import filters, runtime
from components.frame.pages import PAGES
from components.take_home import contents, menu
from components.views import map_page

store = runtime.store()
page = PAGES["map"]
selection = page.followed(filters.current())

with st.container(key="print_only_title"):
    st.title(page.title)
menu.offer(contents.of_map(selection, store), store)
left, right = st.columns([3, 2], gap="medium")
with left:
    map_page.draw(store, selection)
with right:
    map_page.panel(store, selection)
