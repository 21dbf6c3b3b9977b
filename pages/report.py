"""汇报: ready-made rows of slides, and the reader's own collection."""

import streamlit as st

from components import collection, runtime

store = runtime.store()

st.title("汇报")
collection.ready_made(store)
collection.mine(store)
