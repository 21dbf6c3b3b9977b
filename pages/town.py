"""街镇画像: one town on one page, or up to four side by side."""

import streamlit as st

from components import filters, runtime, town_profile

store = runtime.store()
known = set(store.towns["area_id"])
towns = tuple(area for area in filters.current().towns if area in known)

if not towns:
    town_profile.choice(store)
elif len(towns) == 1:
    town_profile.profile(store, towns[0], st.session_state["pages"]["explore"])
else:
    town_profile.comparison(store, towns)
