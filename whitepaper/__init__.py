"""The Minhang quality white paper as data: model, build, store, selection, wording and export.

A plain Python package without Streamlit, usable in a notebook:

    from whitepaper.store import Store
    store = Store.load()
    store.observations(Selection(indicators=("food.sampling.pass_rate",)))
"""

import pandas as pd

# Frames here have few rows and many columns of text; pandas selects rows of them far faster than of Arrow's strings.
pd.options.mode.string_storage = "python"
