"""A table of a draft: which of its texts are numbers, of which unit, and under which names they stand."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import pairwise

from whitepaper.checks.operands import Term
from whitepaper.model.errors import UnreadableNumberError
from whitepaper.model.text import unspaced
from whitepaper.printed import headings
from whitepaper.printed.intervals import quantity
from whitepaper.printed.reading import read_printed

Place = tuple[int, int]
Cell = tuple[int, int, int]
"""Row and column of a table; the same with the index of the table before them."""
PERCENT = "%"
FEWEST_COUNTED = 3
"""Rows from which 1, 2, 3 … is taken for a count of them."""

_NUMBER = re.compile(r"[^\d]*\d[\d.]*\s*(?P<unit>\D*)")
_THOUSANDS = re.compile(r"(?<=\d)[,，](?=\d{3}(?!\d))")
_DATE = re.compile(r"(19|20)\d\d年.*|\d{1,2}月.*")


@dataclass(frozen=True)
class Units:
    """What numbers are counted or measured in.

    known: every unit; measured: units in which a whole number may be rounded.
    """

    known: frozenset[str]
    measured: frozenset[str]


@dataclass(frozen=True)
class Grid:
    """A table: `texts` in rows of equal length, a merged cell in each of its places.

    number: N of 表N, None without; owners: for each place the first place of its cell; heading_rows: rows that head
    others, from 0, also those in the midst; index: its position among the tables of the draft.
    """

    number: int | None
    caption: str
    unit: str
    texts: tuple[tuple[str, ...], ...]
    owners: tuple[tuple[Place, ...], ...]
    heading_rows: tuple[int, ...] = (0,)
    index: int = 0

    @cached_property
    def width(self) -> int:
        """How many columns it has."""
        return max(map(len, self.texts), default=0)

    @property
    def name(self) -> str:
        """`表6`; of a table without number its place among the tables."""
        return f"表{self.number}" if self.number is not None else f"第{self.index + 1}张表"

    @cached_property
    def entries(self) -> tuple[int, ...]:
        """The rows that are no headings and hold a text."""
        return tuple(row for row, texts in enumerate(self.texts) if row not in self.heading_rows and any(texts))

    def where(self, place: Place) -> str:
        """`第3行第2列`, counted from one."""
        return f"第{place[0] + 1}行第{place[1] + 1}列"


@dataclass(frozen=True)
class Block:
    """Part of a table under one heading: names of its rows and columns, and the numbers by their position.

    places: position to the first place of the cell in the table; blank: positions that hold no number and say nothing.
    """

    grid: Grid
    rows: tuple[tuple[str, ...], ...]
    columns: tuple[tuple[str, ...], ...]
    numbers: Mapping[Place, Term]
    places: Mapping[Place, Place]
    blank: frozenset[Place]

    def row(self, at: int) -> str:
        """The whole name of a row."""
        return "/".join(self.rows[at])

    def column(self, at: int) -> str:
        """The whole name of a column, the lowest heading last."""
        return "/".join(self.columns[at])

    def last(self, at: int) -> str:
        """The lowest heading of a column."""
        return self.columns[at][-1] if self.columns[at] else ""

    def is_one_cell(self, at: Place) -> bool:
        """Whether the number at a position stands in no other one too."""
        return self._cells[self.places[at]] == 1

    def line(self, at: int) -> dict[int, Term]:
        """The numbers of a row by column, a merged one only once."""
        seen: set[Place] = set()
        found = {}
        for column in range(len(self.columns)):
            place = self.places.get((at, column))
            if (at, column) in self.numbers and place is not None and place not in seen:
                seen.add(place)
                found[column] = self.numbers[at, column]
        return found

    @cached_property
    def _cells(self) -> Counter[Place]:
        return Counter(self.places.values())

    @cached_property
    def turned(self) -> Block:
        """The same with rows for columns."""
        return Block(
            self.grid,
            self.columns,
            self.rows,
            {(column, row): term for (row, column), term in self.numbers.items()},
            {(column, row): place for (row, column), place in self.places.items()},
            frozenset((column, row) for row, column in self.blank),
        )


def cell(term: Term) -> Cell:
    """Table, row and column of a number of a draft."""
    at = term.row["at"]
    assert isinstance(at, tuple)
    return at


def blocks(grid: Grid, units: Units) -> list[Block]:
    """The parts of a table, each under its own heading; none without numbers."""
    found = []
    for (top, body), (end, _) in pairwise([*_headings(grid, units), (len(grid.texts), len(grid.texts))]):
        block = _block(grid, units, tuple(range(top, body)), range(body, end))
        if block.numbers:
            found.append(block)
    return found


@lru_cache(maxsize=50_000)
def number_in(text: str, unit: str, units: Units) -> tuple[str, str] | None:
    """The printed number of a cell, without spaces and thousands commas, and its unit; none where it is no number.

    unit: of the cell where it does not say one itself.
    """
    printed = _THOUSANDS.sub("", unspaced(text)).replace("db(a)", "dB(A)")
    if printed in headings.BLANKS or _DATE.fullmatch(printed):
        return None
    match = _NUMBER.fullmatch(printed)
    own = match["unit"] if match else ""
    candidates = [unit, *(one for one in ([PERCENT] if PERCENT in printed else []) if one != unit)]
    if own:
        candidates = [*([own] if own in units.known else []), *candidates]
    for one in candidates:
        try:
            read_printed(printed, one)
        except UnreadableNumberError:
            continue
        return printed, one
    return None


def _headings(grid: Grid, units: Units) -> list[tuple[int, int]]:
    """First row of each heading and first row below it; what is one cell over all columns heads no columns."""
    found: list[tuple[int, int]] = []
    for row in range(len(grid.texts)):
        is_next = bool(found) and found[-1][1] == row and _is_heading(grid, row, units)
        if row not in grid.heading_rows and not is_next:
            continue
        if found and found[-1][1] == row:
            found[-1] = (found[-1][0], row + 1)
        else:
            found.append((row, row + 1))
    named = [one for one in found if any(len(set(grid.owners[row])) > 1 for row in range(*one))]
    return named if named and named[0][0] == 0 else [(0, found[0][1] if found and found[0][0] == 0 else 0), *named]


def _is_heading(grid: Grid, row: int, units: Units) -> bool:
    """Whether a row below a heading goes on with it: names in every column, no number."""
    own = [text for at, text in enumerate(grid.texts[row]) if grid.owners[row][at] == (row, at)]
    return (
        row + 1 < len(grid.texts)
        and len(own) > 1
        and all(unspaced(text) not in headings.BLANKS and number_in(text, PERCENT, units) is None for text in own[1:])
    )


def _block(grid: Grid, units: Units, top: Sequence[int], body: range) -> Block:
    columns = [
        tuple(dict.fromkeys(text for row in top if (text := grid.texts[row][at].strip()))) for at in range(grid.width)
    ]
    labels = _label_columns(grid, columns, body, units)
    own_units = {row: _row_unit(grid, row, labels, units) for row in body}
    numbers, places, blank = {}, {}, set()
    for at in range(grid.width):
        if at in labels:
            continue
        of_column = next((unit for name in reversed(columns[at]) if (unit := headings.unit_of(name, units.known))), "")
        read = {
            row: number_in(
                grid.texts[row][at],
                of_column or own_units[row] or grid.unit or _share(columns[at], grid, row, labels),
                units,
            )
            for row in body
        }
        has_decimals = any("." in one[0] for one in read.values() if one)
        measured = units.measured | {""} if has_decimals else units.measured
        for row, one in read.items():
            position, place = (row - body.start, at), grid.owners[row][at]
            if unspaced(grid.texts[row][at]) in headings.BLANKS:
                blank.add(position)
            if one is None:
                continue
            numbers[position] = _term(grid, place, one, measured)
            places[position] = place
    rows = tuple(_row_names(grid, row, labels) for row in body)
    return Block(grid, rows, tuple(columns), numbers, places, frozenset(blank))


def _term(grid: Grid, place: Place, read: tuple[str, str], measured: Set[str]) -> Term:
    printed, unit = read
    reading = read_printed(printed, unit)
    row = {
        "printed": printed,
        "unit": unit,
        "value": reading.value,
        "qualifier": reading.qualifier,
        "source": grid.name,
        "section": grid.where(place),
        "at": (grid.index, *place),
        "department": "",
    }
    return Term(row, quantity(printed, unit, measured))


def _label_columns(grid: Grid, columns: Sequence[tuple[str, ...]], body: range, units: Units) -> list[int]:
    """The columns that name the rows: those at the left without numbers, and those that only count or give years."""
    labels: list[int] = []
    for at in range(grid.width):
        name = "/".join(columns[at])
        texts = [grid.texts[row][at] for row in body]
        is_year = bool(texts) and all(headings.year_of(text) and len(unspaced(text)) <= len("2024年") for text in texts)
        is_name = at == len(labels) and not any(number_in(text, "", units) for text in texts)
        if headings.is_ordinal(name) or is_year or is_name or (at == 0 and _counts(texts)):
            labels.append(at)
        elif at > len(labels):
            break
    return labels


def _share(column: tuple[str, ...], grid: Grid, row: int, labels: Sequence[int]) -> str:
    """The unit of a share, which goes without saying; empty for other numbers."""
    return PERCENT if any(map(headings.is_share, (*column, *(grid.texts[row][at] for at in labels)))) else ""


def _counts(texts: Sequence[str]) -> bool:
    """Whether a column holds 1, 2, 3 …, but for a sum at its end."""
    numbers = [text.strip() for text in texts if text.strip().isdigit()]
    return len(numbers) >= FEWEST_COUNTED and numbers == [str(one) for one in range(1, len(numbers) + 1)]


def _row_names(grid: Grid, row: int, labels: Sequence[int]) -> tuple[str, ...]:
    texts = [text for at in labels if (text := grid.texts[row][at].strip())]
    return tuple(dict.fromkeys(text for text in texts if not text.isdigit())) or tuple(texts[:1])


def _row_unit(grid: Grid, row: int, labels: Sequence[int], units: Units) -> str:
    """The unit that the name of a row gives, or a column that holds units."""
    for at in labels:
        if unit := headings.unit_of(grid.texts[row][at], units.known):
            return unit
    return next((text for text in map(unspaced, grid.texts[row]) if text in units.known), "")


def lines(block: Block) -> Iterator[tuple[int, dict[int, Term]]]:
    """Each row that holds numbers, with them."""
    for row in range(len(block.rows)):
        if numbers := block.line(row):
            yield row, numbers
