"""数据核对: where the paper contradicts itself, what was checked, what the editors should look at, what was revised."""

import streamlit as st

from components.frame import filters, runtime
from components.frame.ending import end
from components.frame.pages import PAGES
from components.views import checks
from whitepaper.stories import stories

store = runtime.store()
selection = PAGES["checks"].followed(filters.current())

st.title("数据核对")
part = checks.choices()
if part == stories.REVISIONS:
    checks.revised(selection, store)
    end()
rows = store.checks(selection)
checks.counts(rows, store)
if part == stories.ERRATA:
    checks.errata(rows, selection, store)
elif part == stories.HOLDING:
    checks.holding(rows, selection, store)
else:
    checks.findings(rows, selection, store)
