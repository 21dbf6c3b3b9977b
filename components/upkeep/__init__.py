"""The yearly round in a browser, for the clerk on this machine alone: `maintenance.py` serves it, the dashboard never.

Imports `widgets`, `frame` and `whitepaper`; nothing imports it.
"""
