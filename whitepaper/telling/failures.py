"""Which part of what was tested failed most often, where the paper prints that count."""

from __future__ import annotations

from typing import Any

from whitepaper.model.keys import LEVEL, REPORTED
from whitepaper.model.selection import Selection
from whitepaper.store.described import Row, records
from whitepaper.store.store import Store

LEAST = 3
"""Parts that must agree before a count is taken for that of failures."""


def most(store: Store, rate_id: str, year: int) -> Row | None:
    """The printed number of failures in the part of a rate that has most of them, None where none is printed.

    rate_id: an indicator whose denominator and numerator are indicators. A count is that of its failures when it is
    worse the higher it is, of the same sub-sector, and in every part that both print what denominator less numerator
    gives; no number is computed for the reader. None too where two parts have as many, or the number is in doubt.
    """
    entry = store.indicator(rate_id)
    tested, passed = (_parts(store, str(entry[f"{side}_indicator"]), year) for side in ("denominator", "numerator"))
    failed = {part: tested[part]["value"] - passed[part]["value"] for part in tested if part in passed}
    highest = max(failed.values(), default=0)
    first = [part for part, count in failed.items() if count == highest]
    if not highest or len(first) > 1:
        return None
    listed = store.frame("indicators")
    beside = listed[(listed["subsector_id"] == entry["subsector_id"]) & (listed["polarity"] < 0)]
    for indicator_id in beside["indicator_id"]:
        counted = _parts(store, str(indicator_id), year)
        shared = counted.keys() & failed.keys()
        agree = all(counted[part]["value"] == failed[part] for part in shared)
        if len(shared) >= LEAST and agree and first[0] in shared and not counted[first[0]]["doubt"]:
            return counted[first[0]]
    return None


def _parts(store: Store, indicator_id: str, year: int) -> dict[str, dict[str, Any]]:
    """The printed levels of an indicator for the whole district and year, by category; the total is no part."""
    if not indicator_id:
        return {}
    rows = store.observations(Selection(indicators=(indicator_id,), towns=(store.district,), years=(year,)))
    return {
        str(row["category"]): row
        for row in records(rows)
        if row["category"] and row["measure"] == LEVEL and row["status"] == REPORTED and not row["qualifier"]
    }
