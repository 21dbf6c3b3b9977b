"""Rows of slides: the stories of pages, sectors and towns, a reader's pins, the fingerprints of files.

Screens, stage and files are made from these. Imports `telling` and what is below it.
"""
