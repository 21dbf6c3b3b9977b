"""The draft of a paper proofread before it is printed: what its tables and sentences say against each other."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from whitepaper.checks.grids import run
from whitepaper.checks.grids.found import Found, Paragraph, Span
from whitepaper.checks.grids.grid import Grid, Units
from whitepaper.checks.grids.names import Known
from whitepaper.checks.judgement import ERRATA
from whitepaper.model import organisations
from whitepaper.publishing.drafts.comments import CellAt, Comment, TextAt
from whitepaper.publishing.drafts.document import Draft, DraftTable
from whitepaper.publishing.source import Source

UNIT, MEASURED = "unit", "measured_unit"
"""Code lists of units, and of those in which a whole number may be rounded."""


@dataclass(frozen=True)
class Proof:
    """A draft with what was found in it, what holds too; the gravest first."""

    draft: Draft
    found: Sequence[Found]

    @cached_property
    def comments(self) -> list[Comment]:
        """One comment at each place that somebody must look at, with all that was found there."""
        said: dict[CellAt | TextAt, list[str]] = {}
        for one in self.found:
            if one.outcome.verdict in ERRATA:
                for at in one.at:
                    said.setdefault(self._in_file(at), []).append(told(one))
        return [Comment(at, "\n".join(dict.fromkeys(texts))) for at, texts in said.items()]

    def _in_file(self, at: tuple[int, int, int] | Span) -> CellAt | TextAt:
        if isinstance(at, Span):
            return TextAt(at.paragraph, at.start, at.end)
        index, row, column = at
        table, line = self.draft.tables[index].parts[row]
        return CellAt(table, line, column)


def told(found: Found) -> str:
    """`矛盾（合计）：…` as it stands in a comment."""
    return f"{found.outcome.verdict}（{found.kind}）：{found.outcome.said}{found.note}"


def proofread(draft: Draft, source: Source) -> Proof:
    """Every check of a draft that needs no declaration. source: of the editions before."""
    codes = source.tables["codelists"]
    listed = {name: frozenset(codes.loc[codes["codelist"] == name, "code"]) for name in (UNIT, MEASURED)}
    units = Units(listed[UNIT] | listed[MEASURED], listed[MEASURED])
    paragraphs = [Paragraph(one.index, one.text, f"正文第{one.index + 1}段") for one in draft.paragraphs if one.text]
    known = Known(organisations.index(source.tables["organisations"]))
    return Proof(draft, run.check(run.Draft([_grid(table) for table in draft.tables], paragraphs, units, known)))


def _grid(table: DraftTable) -> Grid:
    texts = tuple(tuple(cell.text for cell in row) for row in table.grid)
    owners = tuple(tuple((cell.row, cell.column) for cell in row) for row in table.grid)
    return Grid(table.number, table.caption, table.unit, texts, owners, table.heading_rows, table.index)
