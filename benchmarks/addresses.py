"""Count what addresses cost that no link of ours leads to: `python -m benchmarks.addresses [COUNT] [SEED]`.

Each opens its page in a session of its own, without a browser; what counts is the processor time of the run with the
address. Prints the median, the dearest, and how many are above the aim.
"""

from __future__ import annotations

import statistics
import sys
import time
from functools import cache

from streamlit.components.v2 import manifest_scanner
from streamlit.testing.v1 import AppTest

from benchmarks.common import ROOT
from benchmarks.hostile import addresses
from components.frame.pages import FIRST, PAGES
from whitepaper.store.store import Store

COUNT, AIM, DEAREST = 280, 0.5, 8
"""Addresses, seconds of processor time, and how many of them are told."""


def opened(page: str, query: dict[str, str]) -> float:
    """Seconds of processor time that a page takes with an address. Raises AssertionError where it fails."""
    app = AppTest.from_file(ROOT / "components" / "shell.py", default_timeout=900)
    script = PAGES[page].script
    if page != script:
        app.run()
    if page != FIRST:
        app.switch_page(f"../pages/{script}.py")
    for name, value in query.items():
        app.query_params[name] = value
    started = time.process_time()
    app.run()
    spent = time.process_time() - started
    assert not app.exception, (page, query, app.exception)
    return spent


def main(count: int = COUNT, seed: int = 0) -> int:
    """Returns how many addresses are above the aim."""
    manifest_scanner.scan_component_manifests = cache(manifest_scanner.scan_component_manifests)  # as in the tests
    for page in PAGES:  # what a server has made once
        opened(page, {"search": "食品"})
    store = Store.load()
    spent = sorted(
        ((opened(page, query), page, query) for page, query in addresses(store, seed, count)), key=lambda one: -one[0]
    )
    times = [seconds for seconds, *_ in spent]
    above = sum(seconds > AIM for seconds in times)
    print(f"{count} addresses: median {statistics.median(times):.2f} s, most {times[0]:.2f} s, {above} above {AIM} s")
    for seconds, page, query in spent[:DEAREST]:
        print(f"{seconds:.2f} s {page} { {name: value[:60] for name, value in query.items()} }")
    return above


if __name__ == "__main__":
    raise SystemExit(main(*map(int, sys.argv[1:])))
