"""数据覆盖: which numbers there are, which are missing and why, and what to ask for."""

import streamlit as st

from components import coverage_view, filters, runtime
from whitepaper import stories
from whitepaper.selection import OF_COVERAGE

store = runtime.store()
selection = filters.current().only(OF_COVERAGE)

st.title("数据覆盖")
part = coverage_view.choice()
if part == stories.COVERED_TOWNS:
    coverage_view.towns(store, selection)
elif part == stories.REQUESTS:
    coverage_view.requests(store, selection)
else:
    coverage_view.years(store, selection)
