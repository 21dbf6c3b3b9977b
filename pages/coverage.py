"""数据覆盖: which numbers there are, which are missing and why, and what to ask for."""

import streamlit as st

from components import coverage_view, filters, runtime

store = runtime.store()
selection = filters.current()

st.title("数据覆盖")
part = coverage_view.choice()
if part == "towns":
    coverage_view.towns(store, selection)
elif part == "requests":
    coverage_view.requests(store, selection)
else:
    coverage_view.years(store, selection)
