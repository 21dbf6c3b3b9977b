"""From the reviewed CSVs to the built tables: reading and validating, deriving, building, proofreading.

The one room that writes data. Imports `model`, `printed`, `checks`, and for the files in which things are looked up
`store` (index of the search) and `asking` (what is typed by its sound); no reader imports it.
"""
