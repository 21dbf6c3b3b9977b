"""What stands around every page: the data in memory, the pages and filters, styles, the HTML page, failures.

Imports `drawing` and `whitepaper`.
"""

import sys

CLOUDS = ("_s3fs", "_azurefs", "_gcsfs", "_hdfs")
"""Arrow's ways to stores elsewhere, 10 MB with their libraries: a server whose requests all stay inside has none."""

for _name in CLOUDS:
    sys.modules.setdefault(f"pyarrow.{_name}", None)  # type: ignore[arg-type]  # how Python says: cannot be imported
