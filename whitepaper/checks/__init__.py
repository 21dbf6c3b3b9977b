"""The paper against itself: which numbers a check compares, and what its verdict is.

Runs on frames, of a draft as of built data. Imports `model` and `printed`.
"""
