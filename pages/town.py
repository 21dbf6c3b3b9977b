"""街镇画像: one town on one page, or up to four side by side."""

import streamlit as st

from components import downloads, filters, runtime, town_profile
from whitepaper import stories
from whitepaper.selection import Selection

store = runtime.store()
selection = filters.current()
towns = stories.towns_of(store, selection)

if not towns:
    town_profile.choice(store)
    st.stop()
chosen = Selection(towns=towns, years=selection.years)
downloads.menu(downloads.of_town(chosen, store), chosen, store)
if len(towns) == 1:
    town_profile.profile(store, towns[0], st.session_state["pages"]["explore"])
else:
    town_profile.comparison(store, towns)
