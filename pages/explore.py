"""指标查询: find indicators, see their trend, take the numbers home."""

import streamlit as st

from components import downloads, filters, runtime, view
from whitepaper.selection import OF_NUMBERS

store = runtime.store()
selection = filters.current().only(OF_NUMBERS)

st.title("指标查询")
columns = st.columns([2, 3, 2])
with columns[0]:
    names = store.names("subsectors")
    filters.pick("subsector", {key: names[key] for key in store.subsectors_of(selection.sector)}, "全部子领域")
with columns[1]:
    filters.pick_many("indicators", store.indicators_within(selection), "全部指标")
with columns[2]:
    filters.search_text()

rows = store.observations(selection)
if rows.empty:
    view.nothing_found(selection, store)
    st.stop()
view.several(rows, selection)
downloads.menu(downloads.of_observations(rows, selection, store), selection, store)
st.subheader(f"数据表 · {len(rows)} 行")
view.table(rows, store)
