"""What a check of a draft found, and where in the draft."""

from __future__ import annotations

from dataclasses import dataclass

from whitepaper.checks.grids.grid import Cell
from whitepaper.checks.operands import Term
from whitepaper.checks.outcome import BOTH, Outcome

TEXT = 1_000_000
"""What stands for the table of a place in a paragraph: the tables come first."""


@dataclass(frozen=True)
class Paragraph:
    """A paragraph of a draft. index: as the draft counts it; place: how it is called."""

    index: int
    text: str
    place: str


@dataclass(frozen=True)
class Span:
    """Part of a paragraph: where it begins and ends in the text that is read of it, from 0."""

    paragraph: int
    start: int
    end: int


@dataclass(frozen=True)
class Said:
    """A number in a sentence, and where."""

    term: Term
    paragraph: Paragraph
    start: int
    end: int

    @property
    def span(self) -> Span:
        """Where it stands."""
        return Span(self.paragraph.index, self.start, self.end)


@dataclass(frozen=True)
class Found:
    """One check of a draft, with what it found.

    at: the cells and parts of paragraphs to look at, the likeliest first; cells: every cell that takes part; place: in
    words; side: code of `doubts`; note: what may explain it; check_id, department: of a declared check.
    """

    kind: str
    title: str
    outcome: Outcome
    at: tuple[Cell | Span, ...]
    cells: tuple[Cell, ...]
    place: str
    side: str = BOTH
    note: str = ""
    check_id: str = ""
    department: str = ""

    @property
    def first(self) -> Cell:
        """Where it stands in the draft, to put it in order."""
        at = self.at[0] if self.at else Span(0, 0, 0)
        return at if isinstance(at, tuple) else (TEXT, at.paragraph, at.start)
