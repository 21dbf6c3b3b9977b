"""指标查询: find indicators, see their trend, take the numbers home."""

import streamlit as st

from components.frame import filters, runtime
from components.frame.ending import end
from components.frame.pages import PAGES
from components.take_home import contents, menu
from components.views import parts

store = runtime.store()
selection = PAGES["explore"].followed(filters.current())

st.title("指标查询")
columns = st.columns([2, 3, 2])
with columns[0]:
    filters.pick("subsector", filters.offered("subsector", selection))
with columns[1]:
    filters.pick("indicators", filters.offered("indicators", selection))
with columns[2]:
    filters.search_text()

count, found = store.count(selection), store.indicators_of(selection)
if not count:
    parts.nothing_found(selection, store)
    end()
if selection.is_about_all:
    parts.subjects(found, selection)
else:
    parts.several(found, selection)
menu.offer(contents.of_observations(selection, store), store)
st.header(f"数据表 · {count} 行")
parts.table(store.first(selection, parts.MOST_ROWS), store, count)
