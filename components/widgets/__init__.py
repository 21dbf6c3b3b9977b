"""Small elements of our own, each with its script and style in files beside it.

Imports `frame` and what is below it.
"""
