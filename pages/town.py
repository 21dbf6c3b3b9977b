"""街镇画像: one town on one page, or up to four side by side."""

import streamlit as st

from components import downloads, filters, runtime, town_profile
from whitepaper.selection import Selection

store = runtime.store()
selection = filters.current()
known = set(store.towns["area_id"])
towns = tuple(area for area in selection.towns if area in known)

if not towns:
    town_profile.choice(store)
    st.stop()
with st.sidebar:
    chosen = Selection(towns=towns, years=selection.years)
    downloads.menu(downloads.of_town(chosen, store), chosen, store)
if len(towns) == 1:
    town_profile.profile(store, towns[0], st.session_state["pages"]["explore"])
else:
    town_profile.comparison(store, towns)
