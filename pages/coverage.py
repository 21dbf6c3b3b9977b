"""数据覆盖: which numbers there are, which are missing and why, and what to ask for."""

import streamlit as st

from components.frame import filters, runtime
from components.frame.pages import PAGES
from components.views import coverage
from whitepaper.stories import stories

store = runtime.store()
selection = PAGES["coverage"].followed(filters.current())

st.title("数据覆盖")
part = coverage.choice()
if part == stories.COVERED_TOWNS:
    coverage.towns(store, selection)
elif part == stories.REQUESTS:
    coverage.requests(store, selection)
elif part == stories.SUCCESSION:
    coverage.succession_of(store, selection)
else:
    coverage.years(store, selection)
