"""The draft of a paper proofread before it is printed: what its tables and sentences say against each other."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path

import pandas as pd
from rapidfuzz import fuzz, process

from whitepaper.checks.declared import REPEAT
from whitepaper.checks.grids import run
from whitepaper.checks.grids.found import Found, Paragraph, Span
from whitepaper.checks.grids.grid import Grid, Units
from whitepaper.checks.grids.names import Known
from whitepaper.checks.judgement import CONTRADICTION, ERRATA, FINDINGS, VERDICTS
from whitepaper.checks.outcome import BY_DIGITS
from whitepaper.model import organisations
from whitepaper.model.errors import DraftError
from whitepaper.model.text import letters
from whitepaper.printed import headings
from whitepaper.printed.reading import unnumbered
from whitepaper.publishing import proofreading
from whitepaper.publishing.drafts import declared, prefill
from whitepaper.publishing.drafts.comments import CellAt, Comment
from whitepaper.publishing.drafts.document import Draft, DraftTable, open_draft
from whitepaper.publishing.source import Source, load_source

UNIT, MEASURED = "unit", "measured_unit"
"""Code lists of units, and of those in which a whole number may be rounded."""
PLACES = "；"
"""What stands between places."""
ALIKE = 85
"""Of 100, from which two titles of tables are one."""


@dataclass(frozen=True)
class Proof:
    """A draft with what was found in it, what holds too; the gravest first.

    edition: the year it is about; departments: of each table of the draft, empty where none is known; accepted: check
    and what it found printed, of what somebody has answered.
    """

    draft: Draft
    found: Sequence[Found]
    edition: int
    departments: Sequence[str]
    accepted: Set[tuple[str, str]] = frozenset()

    @cached_property
    def checks(self) -> pd.DataFrame:
        """Every check with its verdict; columns of `proofreading.COLUMNS`, `edition` and `check_id`."""
        rows = [self._row(one) for one in self.found]
        columns = ("check_id", "edition", *proofreading.COLUMNS)
        return pd.DataFrame(rows, columns=list(columns))

    @cached_property
    def findings(self) -> pd.DataFrame:
        """The checks that found something."""
        return self.checks[self.checks["verdict"].isin(FINDINGS)]

    def _row(self, one: Found) -> dict[str, object]:
        tables = [at[0] for at in (*one.at, *one.cells) if isinstance(at, tuple)]
        check_id = one.check_id or f"draft:{one.kind}:{one.place.split(PLACES)[0]}"
        verdict = one.outcome.verdict
        is_new = verdict == CONTRADICTION and (check_id, one.outcome.printed) not in self.accepted
        return {
            "check_id": check_id,
            "edition": self.edition,
            "finding_id": f"{self.edition}:{check_id}",
            "verdict": verdict,
            "kind": one.kind,
            "title": one.title,
            "place": one.place,
            "department": one.department or next((name for table in tables if (name := self.departments[table])), ""),
            "printed": one.outcome.printed,
            "recomputed": one.outcome.recomputed,
            "difference": one.outcome.difference,
            "explanation": one.outcome.said + (one.note or ("" if one.check_id else BY_DIGITS.get(verdict, ""))),
            "is_new": "yes" if is_new else "",
        }

    @cached_property
    def comments(self) -> list[Comment]:
        """One comment at each place that somebody must look at, with all that was found there."""
        said: dict[CellAt | Span, list[str]] = {}
        for one in self.found:
            if one.outcome.verdict in ERRATA:
                for at in one.at:
                    said.setdefault(self._in_file(at), []).append(told(one))
        return [Comment(at, "\n".join(dict.fromkeys(texts))) for at, texts in said.items()]

    def _in_file(self, at: tuple[int, int, int] | Span) -> CellAt | Span:
        if isinstance(at, Span):
            return at
        index, row, column = at
        table, line = self.draft.tables[index].parts[row]
        return CellAt(table, line, column)


def told(found: Found) -> str:
    """`矛盾（合计）：…` as it stands in a comment."""
    return f"{found.outcome.verdict}（{found.kind}）：{found.outcome.said}{found.note}"


def check_draft(path: Path, root: Path, edition: int | None = None) -> Proof:
    """Read a draft and check it. root: folder of the source of the editions before.

    edition: the year that the draft is about; where none is named, that of most of its captions. Raises DraftError
    where it cannot be read, SourceError.
    """
    draft = open_draft(path)
    return proofread(draft, root, load_source(root), edition or _year(draft))


def proofread(draft: Draft, root: Path, source: Source, edition: int) -> Proof:
    """Every check of a draft: those without a declaration, the declared ones, those across editions.

    root, source: folder of the source of the editions before, and what was read of it.
    """
    tables = source.tables
    codes = tables["codelists"]
    listed = {name: frozenset(codes.loc[codes["codelist"] == name, "code"]) for name in (UNIT, MEASURED)}
    units = Units(listed[UNIT] | listed[MEASURED], listed[MEASURED])
    paragraphs = [Paragraph(one.index, one.text, f"正文第{one.index + 1}段") for one in draft.paragraphs if one.text]
    known = Known(organisations.index(tables["organisations"]))
    generic = run.check(run.Draft([_grid(table) for table in draft.tables], paragraphs, units, known))
    named = list(declared.checks(draft, prefill.asked(root, edition).place(draft), source, edition))
    found = sorted(_once(generic, named), key=lambda one: (VERDICTS.index(one.outcome.verdict), one.first))
    answers = tables["accepted_findings"]
    own = answers[answers["edition"].astype(str) == str(edition)]
    accepted = frozenset(own[["check_id", "printed"]].itertuples(index=False, name=None))
    return Proof(draft, found, edition, _departments(draft, tables["sources"]), accepted)


def _once(generic: Sequence[Found], named: Sequence[Found]) -> Iterator[Found]:
    """What two checks say of the same numbers is told as the declared one says it, at the places of the other.

    A declared check knows what the numbers are; the other one knows which of them is confirmed beside it.
    """
    left = list(generic)
    for one in named:
        same = [other for other in left if _is_same(one, other)]
        left = [other for other in left if other not in same]
        told = next((it for it in same if it.outcome.verdict == one.outcome.verdict == CONTRADICTION), None)
        yield replace(one, at=told.at, place=_joined(told.place, one.place)) if told else one
    yield from left


def _joined(first: str, places: str) -> str:
    """Places with the first one of others before them."""
    return PLACES.join(dict.fromkeys([first.split(PLACES)[0], *places.split(PLACES)]))


def _is_same(one: Found, other: Found) -> bool:
    """Whether two checks are about the same numbers."""
    is_within = other.kind != REPEAT and bool(other.cells) and set(other.cells) <= set(one.cells)
    return is_within or (one.kind == other.kind and bool(set(one.at) & set(other.at)))


def _year(draft: Draft) -> int:
    """The year that most captions of a draft speak of. Raises DraftError where none speaks of any."""
    years = Counter(year for table in draft.tables if (year := headings.year_of(table.caption)))
    if not years:
        raise DraftError(draft.path.name, "各表的表题里没有年份，请用 --edition 写明是哪一年度的")
    return max(years, key=lambda year: (years[year], year))


def _departments(draft: Draft, sources: pd.DataFrame) -> list[str]:
    """Who gives the numbers of each table: of the table of the last edition with the same or nearly the same title."""
    rows = sources[sources["edition"] == sources["edition"].max()]
    titles = {letters(unnumbered(title)): name for title, name in zip(rows["title"], rows["department"], strict=True)}
    found = []
    for table in draft.tables:
        caption = letters(unnumbered(table.caption))
        best = (
            process.extractOne(caption, list(titles), scorer=fuzz.partial_ratio, score_cutoff=ALIKE)
            if caption
            else None
        )
        found.append(titles[best[0]] if best else "")
    return found


def _grid(table: DraftTable) -> Grid:
    texts = tuple(tuple(cell.text for cell in row) for row in table.grid)
    owners = tuple(tuple((cell.row, cell.column) for cell in row) for row in table.grid)
    return Grid(table.number, table.caption, table.unit, texts, owners, table.heading_rows, table.index)
