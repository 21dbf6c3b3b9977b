"""数据核对: where the paper contradicts itself, what was checked, what the editors should look at."""

import streamlit as st

from components import check_view, filters, runtime

store = runtime.store()
selection = filters.current()

st.title("数据核对")
rows = store.checks(selection)
check_view.counts(rows, store)
part = check_view.choices(store)
if part == "errata":
    check_view.errata(rows, selection, store)
elif part == "holding":
    check_view.holding(rows, selection, store)
else:
    check_view.findings(rows, selection, store)
