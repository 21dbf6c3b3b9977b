"""数据核对: where the paper contradicts itself, what was checked, what the editors should look at."""

import streamlit as st

from components import check_view, filters, runtime
from whitepaper import stories
from whitepaper.selection import OF_CHECKS

store = runtime.store()
selection = filters.current().only(OF_CHECKS)

st.title("数据核对")
rows = store.checks(selection)
check_view.counts(rows, store)
part = check_view.choices(store)
if part == stories.ERRATA:
    check_view.errata(rows, selection, store)
elif part == stories.HOLDING:
    check_view.holding(rows, selection, store)
else:
    check_view.findings(rows, selection, store)
