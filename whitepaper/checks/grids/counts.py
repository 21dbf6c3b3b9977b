"""How many a sentence says there are against the list that it refers to."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations, groupby

from whitepaper.checks.grids.found import Found, Paragraph, Said
from whitepaper.checks.grids.grid import Grid, Units
from whitepaper.checks.grids.names import Known
from whitepaper.checks.grids.prose import level, numbers
from whitepaper.checks.grids.slips import is_slip
from whitepaper.checks.judgement import TO_CONFIRM
from whitepaper.checks.outcome import BOTH, Outcome
from whitepaper.checks.selectors import COUNT
from whitepaper.model import organisations
from whitepaper.model.text import unspaced
from whitepaper.printed import headings, wording

NEAR = 2
"""By how many a count and a list may differ to be meant for each other."""
FEWEST = 2
_CLAUSE = re.compile(r"[。；;，,：:]")


def check(grids: Sequence[Grid], paragraphs: Sequence[Paragraph], units: Units, known: Known) -> Iterator[Found]:
    """Each sentence that says one count and refers to one list of nearly, not exactly, so many entries.

    grids: those that hold no numbers.
    """
    lists: dict[int, list[Grid]] = {}
    for grid in grids:
        if grid.number is not None and len(grid.entries) >= FEWEST:
            lists.setdefault(grid.number, []).append(grid)
    for paragraph in paragraphs:
        for said, grid in _counted(paragraph, lists, units):
            stated, listed = int(said.term.quantity.value), len(grid.entries)
            if stated in _counts(grid, known.index) or not _is_near(stated, listed):
                continue
            shown = wording.quantity(float(listed), said.term.unit)
            text = f"{wording.printing(paragraph.place)} {said.term.shown}，{grid.name}列 {shown}。"
            outcome = Outcome(TO_CONFIRM, said.term.shown, shown, float(stated - listed), said=text)
            yield Found(
                COUNT, grid.caption or grid.name, outcome, (said.span,), (), f"{paragraph.place}；{grid.name}", BOTH
            )


def _counted(paragraph: Paragraph, lists: Mapping[int, Sequence[Grid]], units: Units) -> Iterator[tuple[Said, Grid]]:
    """A number that alone stands in the clause before a reference to one list."""
    text = level(paragraph.text)
    for wanted, start, _ in headings.referred(text):
        if len(wanted) != 1 or len(lists.get(wanted[0], ())) != 1:
            continue
        before = text[:start].rstrip(" (（。")
        begin = max((match.end() for match in _CLAUSE.finditer(before)), default=0)
        inside = [one for one in numbers(paragraph, units) if begin <= one.start < start]
        if len(inside) == 1 and not inside[0].term.quantity.step and not inside[0].term.quantity.is_limited:
            yield inside[0], lists[wanted[0]][0]


def _counts(grid: Grid, index: Mapping[str, str]) -> set[int]:
    """Every number of entries that a list may be said to have: all, those of a group, different names of a column.

    Of a list in several columns side by side all its cells, and those of names.
    """
    entries = [grid.texts[row] for row in grid.entries]
    found = {len(entries), sum(bool(cell) for row in entries for cell in row)}
    columns = range(grid.width)
    for column in columns:
        cells = [row[column] for row in entries if row[column]]
        found |= {len(set(cells)), *Counter(cells).values()}
        named = [one for cell in cells for one in organisations.names(cell, index)]
        found |= {len(set(named)), len({index.get(unspaced(one), one) for one in named})}
    for first, second in combinations(columns, 2):
        found |= set(Counter((row[first], row[second]) for row in entries).values())
    runs = groupby(range(len(grid.texts)), lambda row: row in grid.heading_rows)
    return found | {len(list(rows)) for is_heading, rows in runs if not is_heading}


def _is_near(stated: int, listed: int) -> bool:
    return abs(stated - listed) <= NEAR or is_slip(str(stated), str(listed))
