"""Presenting: which slides, where in them, how they fill the screen, and the reader's own collection.

Imports `widgets` and what is below it.
"""
