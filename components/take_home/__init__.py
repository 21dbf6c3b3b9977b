"""The menu of files: what a page hands out, in which formats, under which names.

Imports `report` and what is below it.
"""
