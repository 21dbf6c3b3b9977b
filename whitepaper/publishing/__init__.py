"""From the reviewed CSVs to the built tables: reading and validating, deriving, building, proofreading.

The one room that writes data. Imports `model`, `printed`, `checks`, and `store` for the
index of the search; no reader imports it.
"""
