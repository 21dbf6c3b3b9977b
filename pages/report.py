"""汇报: ready-made rows of slides, and the reader's own collection."""

import streamlit as st

from components.frame import runtime
from components.views import collection

store = runtime.store()

st.title("汇报")
collection.ready_made(store)
collection.mine(store)
