"""What an examination counts of an edition: rows of tables and lists, reports and numbers of towns, departments."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction

import pandas as pd

from whitepaper.model.keys import DERIVED, TOWN_KINDS, is_case
from whitepaper.publishing.examination import Check, Detail, Verdict
from whitepaper.publishing.keying.sheets import NAMES, RESTATEMENTS

LISTS = ("honours", "policies", "cases", "town_notes", "industries", RESTATEMENTS)
"""Forms of an edition whose rows are counted."""
SHARES = {Check.TABLES: Fraction(1, 10), Check.LISTS: Fraction(1, 3)}
"""By which part of the rows of the edition before a table or a list may change without being noticed."""
FEW = 2
"""Rows more or less that are never noticed, but where nothing is left."""
TOTALS = frozenset(SHARES)
"""What is counted by its rows; of the rest it is counted of how many there is anything."""
NEEDED = frozenset({Check.TOWN_REPORTS, Check.TOWN_NUMBERS})
"""Of what every one is to have something, also where it had nothing before."""


@dataclass(frozen=True)
class Tally:
    """How much there is of each thing. counts: id of the thing to its count, also 0; subjects, places: by id."""

    check: Check
    counts: Mapping[str, int]
    subjects: Mapping[str, str] = field(default_factory=dict)
    places: Mapping[str, str] = field(default_factory=dict)

    @property
    def total(self) -> int:
        """Rows in all, or of how many things there is anything."""
        return sum(self.counts.values()) if self.check in TOTALS else sum(count > 0 for count in self.counts.values())

    def details(self, last: Tally | None) -> tuple[Detail, ...]:
        """Each thing with its counts. last: the tally of the edition before."""
        before = last.counts if last else {}
        return tuple(
            Detail(
                self._verdict(self.counts.get(one, 0), before.get(one, 0) if last else None),
                self.subjects.get(one) or (last.subjects.get(one) if last else None) or one,
                self.places.get(one) or (last.places.get(one, "") if last else ""),
                str(before.get(one, 0)) if last else "",
                str(self.counts.get(one, 0)),
            )
            for one in dict.fromkeys([*self.counts, *before])
        )

    def _verdict(self, now: int, before: int | None) -> Verdict:
        if self.check in NEEDED:
            return Verdict.PASSED if now else Verdict.NOTICED
        if before is None:
            return Verdict.PASSED
        is_gone = before > 0 and not now
        share = SHARES.get(self.check)
        is_other = share is not None and abs(now - before) > FEW and abs(now - before) > share * before
        return Verdict.NOTICED if is_gone or is_other else Verdict.PASSED


def tallies(frames: Mapping[str, pd.DataFrame], edition: str) -> dict[Check, Tally]:
    """Check to what it counts of an edition. frames: those of a source, with what is built of them."""
    own = {name: rows[rows["edition"].astype(str) == edition] for name, rows in frames.items() if "edition" in rows}
    sources = own["sources"][[not is_case(source) for source in own["sources"]["source"]]]  # a case is of one year
    numbers = own["observations"][own["observations"]["status"] != DERIVED]
    by_file = Counter(numbers["file"])
    titles = dict(zip(sources["file"], sources["title"], strict=True))
    towns = frames["areas"][frames["areas"]["kind"].isin(TOWN_KINDS)]
    names = dict(zip(towns["area_id"], towns["name"], strict=True))
    reports, by_town = Counter(own["town_notes"]["area_id"]), Counter(numbers["area_id"])
    owners = frames["indicators"].set_index("indicator_id")["department"]
    departments = numbers["department"].where(numbers["department"] != "", numbers["indicator_id"].map(owners))
    return {
        Check.TABLES: Tally(
            Check.TABLES,
            {file: by_file[file] for file in titles},
            titles,
            dict(zip(sources["file"], sources["source"], strict=True)),
        ),
        Check.LISTS: Tally(Check.LISTS, {name: len(own[name]) for name in LISTS}, NAMES),
        Check.TOWN_REPORTS: Tally(Check.TOWN_REPORTS, {town: reports[town] for town in names}, names),
        Check.TOWN_NUMBERS: Tally(Check.TOWN_NUMBERS, {town: by_town[town] for town in names}, names),
        Check.DEPARTMENTS: Tally(Check.DEPARTMENTS, Counter(departments[departments != ""])),
    }
