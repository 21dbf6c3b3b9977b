"""Reading what is built: the store and its described rows, search, provenance, coverage, headlines.

Needs nothing but `data/parquet/`. Imports `model`, `printed` and `checks`.
"""

from whitepaper.store.store import Store

__all__ = ["Store"]
