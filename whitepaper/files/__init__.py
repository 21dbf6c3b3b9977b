"""Files that readers take home: CSV, Excel, Word and the whole data set as ZIP; PowerPoint in a room of its own.

The same input gives the same bytes. Imports `stories` and what is below it.
"""
