"""Examine an edition before it is published: held against itself and the edition before, in named checks.

What is compared number by number are the checks of the room `checks`; here they are sorted, counted and placed.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any

import pandas as pd

from whitepaper.checks import across, lists, plausible
from whitepaper.checks.judgement import CONTRADICTION, CUT, DAMAGED, HOLDS, ROUNDED, SPELLING, UNCHECKED
from whitepaper.checks.operands import Paper, Term
from whitepaper.checks.outcome import COLUMNS, Outcome
from whitepaper.checks.run import outcomes, papers
from whitepaper.model.errors import EditionMissingError
from whitepaper.model.keys import CHANGES, KEY, MARK, MISSING
from whitepaper.publishing.build import build_findings, frames_of
from whitepaper.publishing.examination import (
    COMPARED,
    GRAVE,
    TYPED,
    Check,
    Detail,
    Examination,
    Place,
    Result,
    Typed,
    Verdict,
)
from whitepaper.publishing.source import Source
from whitepaper.publishing.tallies import Tally, tallies

_ASKED = {
    across.AGAIN: Check.SLIPS,
    across.MEASURE: Check.MEASURES,
    across.GROWTH: Check.GROWTH,
    plausible.RANGE: Check.RANGE,
    lists.NAMES: Check.RESEMBLING,
}
"""Kind of a check that asks, to what it is examined as."""
_JUDGED = {
    SPELLING: Check.SPELLINGS,
    UNCHECKED: Check.UNCHECKED,
    **dict.fromkeys((CUT, ROUNDED, DAMAGED), Check.EXPLAINED),
}
"""Verdict of a check, to what it is examined as whatever its kind."""
_ORGANISATION = "organisation"
_NO_YEAR = {"period": ""}


def examine(source: Source, edition: int | None = None, typed: Typed | None = None) -> Examination:
    """Examine one edition of a source, the latest one that has numbers where none is named.

    Raises EditionMissingError where there is no such paper.
    """
    frames = frames_of(source)
    known = sorted(set(frames["observations"]["edition"].astype(int)))
    chosen = edition or max(known, default=0)
    if chosen not in known:
        raise EditionMissingError(f"没有 {chosen} 年度白皮书的数；现有 {'、'.join(map(str, known)) or '无'}")
    paper, earlier = papers(frames, str(chosen))
    last = _Examined(source, frames, earlier[0], earlier[1:]) if earlier else None
    own = _Examined(source, frames, paper, earlier, last, typed or Typed())
    papers_by_year = frames["editions"].set_index("edition")
    title, publisher = papers_by_year.loc[paper.edition, ["title", "publisher"]]
    dashboard = frames["profile"].set_index("name")["value"]["title"]
    results = tuple(own.result(check) for check in Check)
    return Examination(chosen, last.paper.year if last else None, results, title, publisher, dashboard)


@dataclass
class _Examined:
    """One edition of a source, with what its checks find."""

    source: Source
    frames: Mapping[str, pd.DataFrame]
    paper: Paper
    earlier: Sequence[Paper]
    last: _Examined | None = None
    typed: Typed = field(default_factory=Typed)

    def result(self, check: Check) -> Result:
        """How one check went, beside the edition before."""
        tally, before = self.tallies.get(check), self.last
        if tally is None:
            found = tuple(self.found.get(check, ()))
            is_without = before is None or check in TYPED or (check in COMPARED and not before.earlier)
            was = None if before is None or is_without else before.found
            count = sum(self.typed.empty.values()) if check is Check.EMPTY else len(found)
            return Result(check, count, None if was is None else len(was.get(check, ())), found)
        if before is None:
            return Result(check, tally.total, None, tally.details(None))
        return Result(check, tally.total, before.tallies[check].total, tally.details(before.tallies[check]))

    @cached_property
    def tallies(self) -> dict[Check, Tally]:
        """What is counted of this edition."""
        return tallies(self.frames, self.paper.edition)

    @cached_property
    def found(self) -> dict[Check, list[Detail]]:
        """What is found in this edition, thing by thing."""
        found: dict[Check, list[Detail]] = {}
        for source in (
            self._typed,
            self._missing,
            self._renamed,
            self._new,
            self._revised,
            self._units,
            self._checked,
            self._reminded,
        ):
            for check, detail in source():
                found.setdefault(check, []).append(detail)
        return found

    def _typed(self) -> Iterator[tuple[Check, Detail]]:
        for sheet, cells in self.typed.unreviewed.items():
            for cell in cells:
                yield Check.UNREVIEWED, Detail(Verdict.FAILED, sheet, cell=f"{sheet} {cell}")
        for sheet, count in self.typed.empty.items():
            yield Check.EMPTY, Detail(Verdict.NOTICED, sheet, now=str(count))

    def _missing(self) -> Iterator[tuple[Check, Detail]]:
        """The numbers that are not given; noticed where the last paper gave its own."""
        for row in (row for rows in self.missing.values() for row in rows):
            series = tuple(str(row[name]) for name in KEY[:-1])
            then = self._then(series)
            yield (
                Check.MISSING,
                self._detail(
                    Verdict.NOTICED if then else Verdict.PASSED,
                    self.paper.label(row),
                    series,
                    place=str(row["source"]),
                    before=then.shown if then else "",
                    said=str(row["status_reason"]),
                    department=str(row["department"]),
                ),
            )

    @cached_property
    def missing(self) -> dict[tuple[str, ...], list[dict[str, object]]]:
        """Indicator, area and category to the rows of this edition that have a reason in place of a number."""
        rows = self.frames["observations"]
        rows = rows[(rows["edition"] == self.paper.edition) & (rows["status"] == MISSING)]
        found: dict[tuple[str, ...], list[dict[str, object]]] = {}
        for row in rows.to_dict("records"):
            cells = {str(name): cell for name, cell in row.items()}
            found.setdefault(tuple(str(cells[name]) for name in MARK), []).append(cells)
        return found

    def _renamed(self) -> Iterator[tuple[Check, Detail]]:
        """Indicators that the last paper calls otherwise, as names.csv says; what may be one more is asked."""
        rows = self.frames["names"]
        names = {(row.indicator_id, row.edition): row.name for row in rows.itertuples(index=False)}
        for key in dict.fromkeys(rows["indicator_id"]) if self.last else ():
            usual = self.paper.name(key)
            before, now = (names.get((key, one), usual) for one in (self.earlier[0].edition, self.paper.edition))
            if before != now:
                yield Check.RENAMED, Detail(Verdict.PASSED, usual, before=before, now=now)

    def _new(self) -> Iterator[tuple[Check, Detail]]:
        if self.last is None:
            return
        renamed = {outcome.result[0].series for row, outcome in self.outcomes if _is_about(row, across.RENAMED)}
        for term in across.new(self.paper, self.last.paper):
            if term.series not in renamed:
                yield Check.NEW, self._of_term(term)

    def _revised(self) -> Iterator[tuple[Check, Detail]]:
        """Numbers of earlier years that are printed otherwise; what looks like a slip is asked as such."""
        slips = {outcome.result[0].series for row, outcome in self.outcomes if row["kind"] == across.AGAIN}
        for term in self.paper.numbers.values():
            then = across.restated(self.earlier, term)
            if then is not None and term.series not in slips and then.row["qualifier"] not in plausible.AHEAD:
                yield Check.REVISED, self._of_term(term, then)

    def _units(self) -> Iterator[tuple[Check, Detail]]:
        for term in self.paper.numbers.values():
            then = None if term.row["measure"] in CHANGES else self._then(term.series)
            if then is not None and then.unit != term.unit:
                yield Check.UNITS, self._of_term(term, then)

    def _checked(self) -> Iterator[tuple[Check, Detail]]:
        """What the checks of numbers and names find."""
        rows = pd.DataFrame([row for row, _ in self.outcomes], columns=list(COLUMNS))
        findings = build_findings(rows, self.frames["accepted_findings"])
        new = set(findings.loc[findings["is_new"] != "", "check_id"])
        for row, outcome in self.outcomes:
            check = self._check_of(row, outcome, new)
            if check is None:
                continue
            about = outcome.terms[0] if outcome.terms else None
            if check is Check.GONE and about and about.series[:3] in self.missing:
                continue  # which is told as missing, with its reason
            yield (
                check,
                self._detail(
                    self._weight(check, row),
                    self.paper.label({**about.row, **_NO_YEAR}) if about and check is Check.GONE else str(row["title"]),
                    about.series if about else str(row["printed"]),
                    place=str(row["place"]),
                    before=str(row["recomputed"]) if check in COMPARED else "",
                    now=str(row["printed"]) if outcome.result or not about else "",
                    said=str(row["explanation"]),
                    department=str(row["department"]),
                ),
            )

    @cached_property
    def outcomes(self) -> list[tuple[dict[str, object], Outcome]]:
        """Every check of the room `checks`, made once."""
        return list(outcomes(self.frames, self.paper, self.earlier))

    def _check_of(self, row: Mapping[str, object], outcome: Outcome, new: set[str]) -> Check | None:
        """What a finding is examined as; None for one that is none."""
        verdict, kind = str(row["verdict"]), row["kind"]
        if verdict == HOLDS:
            return None
        if verdict in _JUDGED:
            return _JUDGED[verdict]
        if verdict == CONTRADICTION:
            return Check.CONTRADICTIONS if row["check_id"] in new else Check.ACCEPTED
        if kind == across.SERIES:
            return Check.RENAMED if _is_about(row, across.RENAMED) else Check.GONE
        if kind == across.JUMP:
            now, then = outcome.result[0].quantity, outcome.operands[0].quantity
            return Check.TENFOLD if across.power_of_ten(across.ratio(now.value, then.value)) else Check.JUMPS
        return _ASKED.get(str(kind), Check.OPEN)

    def _weight(self, check: Check, row: Mapping[str, object]) -> Verdict:
        """How grave a finding is; what could not be checked is noticed where it could be in the last paper."""
        if check is Check.EXPLAINED:
            return Verdict.PASSED
        if check is Check.UNCHECKED:
            return Verdict.NOTICED if self.last and row["check_id"] in self.last.checked else Verdict.PASSED
        if check not in GRAVE or (check is Check.TENFOLD and row["indicator_id"] in self.broken):
            return Verdict.NOTICED
        return Verdict.FAILED

    @cached_property
    def broken(self) -> set[str]:
        """The indicators whose definition is another from this edition on, as breaks.csv says."""
        rows = self.frames["breaks"]
        return set(rows.loc[rows["edition"] == self.paper.edition, "indicator_id"])

    @cached_property
    def checked(self) -> set[str]:
        """The ids of the checks that could be made."""
        return {str(row["check_id"]) for row, _ in self.outcomes if row["verdict"] != UNCHECKED}

    def _reminded(self) -> Iterator[tuple[Check, Detail]]:
        """What the source says of itself, in the files of this edition and in those of none."""
        for one in self.source.reminders:
            folder = one.file.partition("/")[0]
            if folder in self.frames["editions"]["edition"].to_numpy() and folder != self.paper.edition:
                continue
            check = Check.UNLISTED if one.column == _ORGANISATION else Check.USUAL
            place = (one.file, one.row or 0)
            yield check, replace(self._at(place), subject=self.labels.get(place, ""), now=one.value, said=one.said)

    def _then(self, series: tuple[str, ...]) -> Term | None:
        """What the edition before prints of its own year for a number, or of the same where that is of no year."""
        before = across.year_before(series) or series
        return across.last([self.last.paper], before) if self.last else None

    def _of_term(self, term: Term, then: Term | None = None) -> Detail:
        before, place = (then.shown, self.paper.place(then)) if then else ("", "")
        return self._detail(
            Verdict.NOTICED,
            self.paper.label(term.row),
            term.series,
            place="；".join(filter(None, (self.paper.place(term), place))),
            before=before,
            now=term.shown,
            department=str(term.row["department"]),
        )

    def _detail(self, verdict: Verdict, subject: str, about: tuple[str, ...] | str, **told: Any) -> Detail:
        """A detail with its place in the source and in the workbook.

        about: the series of a number, or a name in a list; told: other fields.
        """
        place = self._listed(about) if isinstance(about, str) else self.places.get(about)
        return replace(self._at(place or ("", 0)), verdict=verdict, subject=subject, **told)

    def _listed(self, name: str) -> Place | None:
        """Where a list of this edition first has a name; what could not be checked has none, and no place."""
        for form, column in lists.COLUMNS:
            rows, places = self.source.tables[form], self.source.places[form]
            for cell, edition, place in zip(rows[column], rows["edition"], places, strict=True):
                if name and edition == self.paper.edition and name in cell:
                    return place
        return None

    def _at(self, place: Place) -> Detail:
        """A detail of which no more is known than where it is."""
        return Detail(Verdict.NOTICED, "", file=place[0], row=place[1], cell=self.typed.cells.get(place, ""))

    @cached_property
    def places(self) -> dict[tuple[str, ...], Place]:
        """Where the numbers of this edition stand in the source."""
        rows = self.source.tables["observations"]
        keys = rows[list(KEY)].itertuples(index=False, name=None)
        where = zip(keys, self.source.places["observations"], strict=True)
        return {key[:-1]: place for key, place in where if key[-1] == self.paper.edition}

    @cached_property
    def labels(self) -> dict[Place, str]:
        """What stands at a place of the source, as a reader knows it: of a number its name, of honours the prize."""
        numbers = self.paper.numbers
        found = {place: self.paper.label(numbers[key].row) for key, place in self.places.items() if key in numbers}
        honours = self.source.tables["honours"]
        return found | dict(zip(self.source.places["honours"], honours["award"], strict=True))


def _is_about(row: Mapping[str, object], what: str) -> bool:
    """Whether a check on series is of one sort. what: GONE or RENAMED of `across`."""
    return row["kind"] == across.SERIES and str(row["check_id"]).partition(":")[0] == what
