"""The parts of the pages, one module a page, and `parts` that several share.

Imports all other rooms; pages import these.
"""
