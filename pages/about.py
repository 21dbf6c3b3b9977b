"""数据说明: what the paper is, what is in the tables, what the words mean, the whole dataset, the 离线版."""

import streamlit as st

from components.frame import runtime
from components.offline import handing
from components.views import about

store = runtime.store()

st.title("数据说明")
about.edition(store)
about.words(store)
about.tables(store)
about.dataset(store)
handing.offer()
about.by_address(store)
about.verification(store)
