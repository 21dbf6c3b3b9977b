"""What an examination of an edition found, as values: each check, how it went, how many, and where.

Told in words by `releasing.examined`; made by `publishing.examining`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import Enum


class Verdict(Enum):
    """How a check went, the gravest last."""

    PASSED = "passed"
    NOTICED = "noticed"
    FAILED = "failed"


_GRAVITY = {verdict: place for place, verdict in enumerate(Verdict)}


class Check(Enum):
    """What is examined, in the order in which it is told."""

    UNREVIEWED = "unreviewed"
    """Cells that a draft filled in and nobody has compared with it."""
    CONTRADICTIONS = "contradictions"
    """Numbers that cannot both be right, which nobody has accepted as printed."""
    TENFOLD = "tenfold"
    """Levels about 10, 100, … times the last ones, or such a part: a unit mixed up, a decimal point lost."""
    EMPTY = "empty"
    """Numbers of the workbook with neither a printed text nor a reason."""
    TABLES = "tables"
    LISTS = "lists"
    TOWN_REPORTS = "town_reports"
    TOWN_NUMBERS = "town_numbers"
    DEPARTMENTS = "departments"
    MISSING = "missing"
    """Numbers that the paper does not give, with a reason."""
    NEW = "new"
    GONE = "gone"
    RENAMED = "renamed"
    REVISED = "revised"
    SLIPS = "slips"
    """Numbers printed again with other digits, as a slip would make them."""
    UNITS = "units"
    MEASURES = "measures"
    """Changes printed in % where they were in points, and the other way round."""
    JUMPS = "jumps"
    GROWTH = "growth"
    """Growth that does not lead from the level that the last paper prints."""
    RANGE = "range"
    ACCEPTED = "accepted"
    OPEN = "open"
    """What else the checks ask."""
    SPELLINGS = "spellings"
    RESEMBLING = "resembling"
    UNLISTED = "unlisted"
    """Organisations of a list without a line of their own."""
    USUAL = "usual"
    """What the source allows and is a slip more often than not."""
    UNCHECKED = "unchecked"
    EXPLAINED = "explained"
    """Differences that rounding, cutting off or damage to our text explains."""


GRAVE = frozenset({Check.UNREVIEWED, Check.CONTRADICTIONS, Check.TENFOLD})
"""Checks that fail where they find anything; of the others it is only noticed."""
COMPARED = frozenset(
    {
        Check.NEW, Check.GONE, Check.RENAMED, Check.REVISED, Check.SLIPS, Check.UNITS, Check.MEASURES, Check.JUMPS,
        Check.TENFOLD, Check.GROWTH, Check.RESEMBLING,
    }
)  # fmt: skip
"""Checks that need an edition before."""
TYPED = frozenset({Check.UNREVIEWED, Check.EMPTY})
"""Checks of a workbook, of which nothing is known of the edition before."""


Place = tuple[str, int]
"""A file of the source and its row, as a spreadsheet counts."""


@dataclass(frozen=True)
class Typed:
    """What only the workbooks of an edition know.

    empty: sheet to how many of its numbers are neither filled in nor given a reason; unreviewed: sheet to its cells
    with numbers of a draft that nobody has compared with it, which are not written; cells: place in the source to
    the cell or line where it was typed.
    """

    empty: Mapping[str, int] = field(default_factory=dict)
    unreviewed: Mapping[str, Sequence[str]] = field(default_factory=dict)
    cells: Mapping[Place, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Detail:
    """One thing that a check found or counted.

    subject: what it is about, as a reader knows it; place: in the paper; before, now: as printed, or counted, in the
    edition before and in this one, empty where there is none; said: what is found, empty where the check says it;
    file, row: of the source, as a spreadsheet counts, empty and 0 where it is no row; cell: of the workbook.
    """

    verdict: Verdict
    subject: str
    place: str = ""
    before: str = ""
    now: str = ""
    said: str = ""
    department: str = ""
    file: str = ""
    row: int = 0
    cell: str = ""


@dataclass(frozen=True)
class Result:
    """How one check went. count: what it found or counted; before: the same of the edition before, None without one."""

    check: Check
    count: int
    before: int | None
    details: tuple[Detail, ...] = ()

    @property
    def verdict(self) -> Verdict:
        """That of its gravest detail."""
        return gravest(one.verdict for one in self.details)


@dataclass(frozen=True)
class Examination:
    """All checks of one edition.

    before: the edition it is compared with; title, publisher: of the paper; dashboard: title of the data set.
    """

    edition: int
    before: int | None
    results: tuple[Result, ...]
    title: str = ""
    publisher: str = ""
    dashboard: str = ""

    @property
    def verdict(self) -> Verdict:
        """That of its gravest check."""
        return gravest(one.verdict for one in self.results)

    def result(self, check: Check) -> Result:
        """How a check went."""
        return next(one for one in self.results if one.check is check)


def gravest(verdicts: Iterable[Verdict]) -> Verdict:
    """The gravest of some verdicts; passed where there are none."""
    return max(verdicts, key=_GRAVITY.__getitem__, default=Verdict.PASSED)
