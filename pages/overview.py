"""总览: what matters on one screen, sector by sector."""

import streamlit as st

from components.frame import filters, runtime
from components.frame.pages import PAGES
from components.take_home import contents, menu
from components.views import cards

store = runtime.store()
selection = PAGES["overview"].followed(filters.current())

menu.offer(contents.of_overview(selection, store), store)
found = cards.found(selection, store.dataset_version)
if found:
    cards.grid(found)
else:
    st.info("所选领域或年份没有总览指标。请到“指标查询”看全部数，或清除筛选。")
