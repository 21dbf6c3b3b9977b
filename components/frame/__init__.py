"""What stands around every page: the data in memory, the pages and filters, styles, the HTML page, failures.

Imports `drawing` and `whitepaper`.
"""
