"""The checks of `checks.csv`, and those across editions, on the numbers of a draft that have a place in the edition."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import pandas as pd

from whitepaper.checks.grids.found import Found, Span
from whitepaper.checks.grids.grid import Cell
from whitepaper.checks.judgement import UNCHECKED
from whitepaper.checks.outcome import Outcome
from whitepaper.checks.run import run_checks
from whitepaper.checks.selectors import QUOTED
from whitepaper.model.keys import joined
from whitepaper.model.schema import LIST_SEPARATOR
from whitepaper.model.text import unspaced
from whitepaper.publishing.build import build_observations
from whitepaper.publishing.drafts.document import Draft
from whitepaper.publishing.drafts.labels import SAID
from whitepaper.publishing.drafts.placing import Placed, Placing
from whitepaper.publishing.source import Source

SPELLINGS = ("printed", "recomputed")
"""Columns of a check that hold the two spellings of a name."""
MOST_PLACES = 3
"""Places of the rarer spelling that are told."""
OF_THE_TEXT = ("restatements", "honours", "policies", "cases")
"""What an edition has beside its tables: of a draft it is not read."""


def checks(draft: Draft, placing: Placing, source: Source, edition: int) -> Iterator[Found]:
    """What the checks say of numbers in the draft's tables, what holds too.

    A check that lacks a number says nothing.

    source: of the editions before; what it has of this one is not of the draft, but for what was answered.
    """
    places = {joined((*one.key, edition)): one for one in placing.placed}
    made = run_checks(_frames(placing, source, edition), str(edition))
    texts = Texts.of(draft)
    for one in made.to_dict("records"):
        row = {str(name): cell for name, cell in one.items()}
        if row["verdict"] == UNCHECKED:
            continue
        keys = str(row["observations"]).split(LIST_SEPARATOR) if row["observations"] else []
        own = [places[key] for key in keys if key in places]
        if row["kind"] in QUOTED:
            first, second = (str(row[column]) for column in SPELLINGS)
            spots = [texts.places(first, _longer(second, first)), texts.places(second, _longer(first, second))]
            if all(spots):
                yield _found(row, min(reversed(spots), key=len)[:MOST_PLACES], own, texts)
        elif own:
            doubted = str(row["doubted"]).split(LIST_SEPARATOR)
            at = [places[key] for key in doubted if key in places] or own[:1]
            yield _found(row, list(map(_cell, at)), own, texts)


@dataclass(frozen=True)
class Texts:
    """The paragraphs and cells of a draft without spaces, and where each letter of theirs stands."""

    draft: Draft
    found: Sequence[tuple[str, Span | Cell]]

    @classmethod
    def of(cls, draft: Draft) -> Texts:
        """Those of a draft."""
        cells: list[tuple[str, Span | Cell]] = [
            (unspaced(cell.text), (table.index, cell.row, cell.column))
            for table in draft.tables
            for cell in table.cells
            if cell.text
        ]
        paragraphs = [(unspaced(one.text), Span(one.index, 0, len(one.text))) for one in draft.paragraphs if one.text]
        return cls(draft, [*cells, *paragraphs])

    def places(self, words: str, but: str = "") -> list[Span | Cell]:
        """The cells and parts of paragraphs that hold words. but: longer words, in which they do not count."""
        wanted = unspaced(words)
        return [self._exactly(wanted, at) for text, at in self.found if wanted in text.replace(but or "\0", "")]

    def place(self, at: Span | Cell) -> str:
        """Where it is, in words."""
        return f"正文第{at.paragraph + 1}段" if isinstance(at, Span) else self.draft.tables[at[0]].place(*at[1:])

    def _exactly(self, wanted: str, at: Span | Cell) -> Span | Cell:
        if not isinstance(at, Span):
            return at
        text = next(one.text for one in self.draft.paragraphs if one.index == at.paragraph)
        letters = [place for place, letter in enumerate(text) for _ in unspaced(letter)]
        begin = unspaced(text).find(wanted)
        if begin + len(wanted) > len(letters):
            return at
        return Span(at.paragraph, letters[begin], letters[begin + len(wanted) - 1] + 1)


def _longer(other: str, words: str) -> str:
    """The other words where they hold these."""
    return unspaced(other) if unspaced(words) in unspaced(other) else ""


def _found(row: Mapping[str, object], at: Sequence[Cell | Span], own: Sequence[Placed], texts: Texts) -> Found:
    difference = row["difference"]
    outcome = Outcome(
        str(row["verdict"]),
        str(row["printed"]),
        str(row["recomputed"]),
        float(str(difference)) if difference is not None and not pd.isna(difference) else None,
        said=str(row["explanation"]),
    )
    place = "；".join(dict.fromkeys([*map(texts.place, at), *(one.place for one in own)])) or str(row["place"])
    return Found(
        str(row["kind"]),
        str(row["title"]),
        outcome,
        tuple(dict.fromkeys(at)),
        tuple(dict.fromkeys(map(_cell, own))),
        place,
        check_id=str(row["check_id"]),
        department=str(row["department"]),
    )


def _cell(one: Placed) -> Cell:
    return one.table.index, one.cell.row, one.cell.column


def _frames(placing: Placing, source: Source, edition: int) -> dict[str, pd.DataFrame]:
    """The source with the draft for what it has of the edition, its observations built."""
    frames = dict(source.tables)
    year = str(edition)
    for name in OF_THE_TEXT:
        frames[name] = frames[name][frames[name]["edition"].astype(str) != year]
    sources, rows = frames["sources"], frames["observations"]
    last = max(sources["edition"].astype(str), default=year)
    listed = sources[sources["edition"].astype(str) == (year if year in set(sources["edition"].astype(str)) else last)]
    own = pd.DataFrame(
        [
            dict(zip(SAID, one.key, strict=True)) | {"printed": one.printed, "unit": one.unit, "file": one.file}
            for one in placing.placed
        ],
        columns=[*SAID, "printed", "unit", "file"],
    ).assign(edition=year)
    before = rows[rows["edition"].astype(str) < year]
    frames["observations"] = pd.concat([before, own], ignore_index=True).reindex(columns=rows.columns).fillna("")
    frames["sources"] = pd.concat(
        [sources[sources["edition"].astype(str) < year], listed.assign(edition=year)], ignore_index=True
    )
    indicators = frames["indicators"].merge(frames["subsectors"][["subsector_id", "sector_id"]], on="subsector_id")
    frames["indicators"] = indicators
    frames["observations"] = build_observations(frames)
    return frames
