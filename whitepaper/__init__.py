"""The quality white paper as data: read, filtered, checked, told and exported.

A plain Python package without Streamlit, usable in a notebook; importing it changes nothing:

    from whitepaper import Selection, Store
    store = Store.load()
    store.observations(Selection(indicators=("food.sampling.pass_rate",)))
"""

from whitepaper.model.selection import Selection
from whitepaper.store.store import Store

__all__ = ["Selection", "Store"]
