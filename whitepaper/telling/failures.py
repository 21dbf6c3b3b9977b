"""Which part of what was tested failed most often, where the paper prints that count."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from whitepaper.model.keys import LEVEL, REPORTED
from whitepaper.model.selection import Selection
from whitepaper.model.text import shared_start
from whitepaper.printed.changes import FEW
from whitepaper.store.described import Row, records
from whitepaper.store.store import Store

LOWEST, MOST_OFTEN = "最低", "最多"
LEAST = 3
"""Parts that must agree before a count is taken for that of failures."""


@dataclass(frozen=True)
class Failures:
    """What failed of a rate in one year, by part.

    word: for it; printed: the numbers of it that the paper prints; computed: what denominator less numerator gives, of
    every part that both print.
    """

    word: str
    printed: dict[str, Row]
    computed: dict[str, int]


def of_rate(store: Store, rate_id: str, year: int) -> Failures | None:
    """The failures of a rate, None where the paper prints no count of them.

    rate_id: an indicator whose denominator and numerator are indicators. A count is that of its failures when it is
    worse the higher it is, of the same sub-sector, and in every part that both print what denominator less numerator
    gives.
    """
    entry = store.indicator(rate_id)
    passing = str(entry["numerator_indicator"])
    tested, passed = (_parts(store, key, year) for key in (str(entry["denominator_indicator"]), passing))
    failed = {part: round(tested[part]["value"] - passed[part]["value"]) for part in tested if part in passed}
    listed = store.frame("indicators")
    beside = listed[(listed["subsector_id"] == entry["subsector_id"]) & (listed["polarity"] < 0)]
    for indicator_id in map(str, beside["indicator_id"]):
        counted = _parts(store, indicator_id, year)
        shared = counted.keys() & failed.keys()
        if len(shared) >= LEAST and all(counted[part]["value"] == failed[part] for part in shared):
            name = store.name("indicators", indicator_id)
            alike = shared_start([name, store.name("indicators", passing)])
            return Failures(name.removeprefix(alike), counted, failed)
    return None


def tested(store: Store, rate_id: str, year: int) -> list[tuple[Row, Row, Row]]:
    """What was tested, what passed, and the rate of it, of each part and of the whole where it is printed, in order.

    rate_id: an indicator; empty where its denominator or numerator is none, or any of the three is not printed of as
    many as `LEAST` parts.
    """
    entry = store.indicator(rate_id)
    ids = (str(entry["denominator_indicator"]), str(entry["numerator_indicator"]), rate_id)
    columns = [_parts(store, key, year, has_whole=True) for key in ids]
    shared = [part for part in columns[-1] if all(part in column for column in columns)]
    if len([part for part in shared if part]) < LEAST:
        return []
    return [(columns[0][part], columns[1][part], columns[2][part]) for part in shared]


def most(store: Store, rate_id: str, year: int) -> Row | None:
    """The printed number of failures in the part of a rate that has most of them, None where none is printed.

    No number is computed for the reader. None too where two parts have as many, or the number is in doubt.
    """
    found = of_rate(store, rate_id, year)
    highest = max(found.computed.values(), default=0) if found else 0
    first = [part for part, count in found.computed.items() if count == highest] if found else []
    row = found.printed.get(first[0]) if found and highest and len(first) == 1 else None
    return row if row is not None and not row["doubt"] else None


def lowest(store: Store, rate_id: str, year: int) -> Row | None:
    """The printed rate of the part whose rate is lowest, of a rate whose parts are printed with what was tested.

    Not the part with most failures, which may only have been tested most. None of a rate that is no better the higher
    it is, where none is printed, where two parts are as low, where the number is in doubt, or is of few things.
    """
    if store.indicator(rate_id)["polarity"] <= 0:
        return None
    parts = sorted(
        ((row, base) for base, _, row in tested(store, rate_id, year) if row["category"]),
        key=lambda one: one[0]["plotted"],
    )
    if len(parts) < 2 or parts[0][0]["plotted"] == parts[1][0]["plotted"]:
        return None
    low, base = parts[0]
    return None if low["doubt"] or base["value"] < FEW else low


def asked(store: Store, rate_id: str, year: int) -> list[tuple[Row, str]]:
    """What is asked about the parts of a rate, with the word for it: the lowest, and of another the most failures.

    Each may be so for the other's sake: the lowest of few that were tested, most failures where most was tested.
    """
    low = lowest(store, rate_id, year)
    if low is None:
        return []
    failed = most(store, rate_id, year)
    if failed is None or failed["category"] == low["category"]:
        return [(low, LOWEST)]
    return [(low, LOWEST), (failed, MOST_OFTEN)]


def _parts(store: Store, indicator_id: str, year: int, *, has_whole: bool = False) -> dict[str, dict[str, Any]]:
    """The printed levels of an indicator for the whole district and year, by category.

    has_whole: the total, whose category is empty, is among them.
    """
    if not indicator_id:
        return {}
    rows = store.observations(Selection(indicators=(indicator_id,), towns=(store.district,), years=(year,)))
    return {
        str(row["category"]): row
        for row in records(rows)
        if (row["category"] or has_whole)
        and row["measure"] == LEVEL
        and row["status"] == REPORTED
        and not row["qualifier"]
    }
