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

rows = store.observations(selection)
if rows.empty:
    parts.nothing_found(selection, store)
    end()
if selection.is_about_all:
    parts.subjects(rows, selection)
else:
    parts.several(rows, selection)
menu.offer(contents.of_observations(rows, selection, store), store)
st.header(f"数据表 · {len(rows)} 行")
parts.table(rows, store)
