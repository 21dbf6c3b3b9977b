"""总览: what matters on one screen: what got better, what needs attention, sector by sector, town by town."""

import streamlit as st

from components.frame import filters, runtime
from components.frame.pages import PAGES
from components.take_home import contents, menu
from components.views import overview
from components.widgets import overview as screen

store = runtime.store()
selection = PAGES["overview"].followed(filters.current())

menu.offer(contents.of_overview(selection, store), store)
followed = screen.draw(overview.content(selection, runtime.mode(), store.dataset_version))
if followed:
    st.switch_page(PAGES[followed["page"]].link, query_params=followed["query"])
