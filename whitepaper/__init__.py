"""The Minhang quality white paper as data: model, build, store, selection, wording and export.

A plain Python package without Streamlit, usable in a notebook:

    from whitepaper.store import Store
    store = Store.load()
    store.observations(Selection(indicators=("food.sampling.pass_rate",)))
"""

import pandas as pd

pd.options.mode.string_storage = "python"
"""Our frames have a few rows and many columns of text, of which pandas takes rows far faster so than from Arrow."""
