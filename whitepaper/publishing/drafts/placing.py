"""Numbers of a draft's tables put to the numbers that an edition is asked for; what is not certain is told, not put."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from whitepaper.model.errors import UnreadableNumberError
from whitepaper.model.text import letters, unspaced
from whitepaper.printed import typed
from whitepaper.printed.drafted import is_bare_year, plain_title, years
from whitepaper.printed.reading import read_printed
from whitepaper.publishing.drafts.blocks import DraftCell
from whitepaper.publishing.drafts.document import Draft, DraftTable
from whitepaper.publishing.drafts.labels import PERCENT, SAID, Naming, Saying, Vocabulary

LEVEL = "level"
Key = tuple[str, ...]
"""Indicator, area, category, period and measure."""


@dataclass(frozen=True)
class Table:
    """A table as the source knows it. number: N of 表N; titles: those of this edition and of the one before."""

    file: str
    number: int | None
    titles: Sequence[str]
    rows: Sequence[Mapping[str, str]]


@dataclass(frozen=True)
class Placed:
    """A number that has one place in the edition. key: as SAID; printed: the text as it is kept."""

    table: DraftTable
    cell: DraftCell
    file: str
    key: Key
    unit: str
    printed: str

    @property
    def place(self) -> str:
        """Where it stands in the draft."""
        return self.table.place(self.cell.row, self.cell.column)


@dataclass(frozen=True)
class Unplaced:
    """A number that has none, and why."""

    table: DraftTable
    cell: DraftCell
    said: str

    @property
    def place(self) -> str:
        """Where it stands in the draft."""
        return self.table.place(self.cell.row, self.cell.column)


@dataclass(frozen=True)
class Placing:
    """All numbers of a draft's tables. known: index of a table to the file that it is."""

    placed: Sequence[Placed]
    unplaced: Sequence[Unplaced]
    known: Mapping[int, str]


class _UncertainError(Exception):
    """A number cannot be placed; says why."""


def place(draft: Draft, tables: Sequence[Table], naming: Naming, edition: int, district: str) -> Placing:
    """Put every number of the tables. district: id of the area that all is about where no other is named."""
    claims: list[Placed] = []
    unplaced: list[Unplaced] = []
    known: dict[int, str] = {}
    vocabularies = {table.file: Vocabulary(naming, table.file, table.rows) for table in tables}
    titles = Titles.of(tables, naming, district)
    recognised = {one.index: titles.table(one) for one in draft.tables if one.grid}
    for one in draft.tables:
        table = recognised.get(one.index)
        if table is not None:
            known[one.index] = table.file
        for cell in _numbers(one):
            try:
                if table is None:
                    raise _UncertainError(_UNKNOWN)
                claims.append(_placed(one, cell, vocabularies[table.file], edition, district))
            except _UncertainError as reason:
                unplaced.append(Unplaced(one, cell, str(reason)))
    by_key: dict[Key, list[Placed]] = {}
    for claim in claims:
        by_key.setdefault(claim.key, []).append(claim)
    for several in by_key.values():
        if len(several) > 1:
            places = "、".join(one.place for one in several)
            unplaced += [Unplaced(one.table, one.cell, f"{places} 说的是同一个数，不知以哪个为准") for one in several]
    order = {(one.table.index, one.cell.row, one.cell.column): one for one in unplaced}
    return Placing([one for (one, *more) in by_key.values() if not more], [order[at] for at in sorted(order)], known)


_UNKNOWN = "上一版没有这张表，或题名不同"


@dataclass(frozen=True)
class Titles:
    """The titles of the tables of a source. known: title to its tables; district: the names of the area of all."""

    known: Mapping[str, Sequence[Table]]
    district: Sequence[str]

    @classmethod
    def of(cls, tables: Iterable[Table], naming: Naming, district: str) -> Titles:
        """Those of some tables. district: id of the area that all is about."""
        names = naming.areas.get(district, ())
        known: dict[str, list[Table]] = {}
        for one in tables:
            for title in dict.fromkeys(_titled(title, names) for title in (*one.titles, *naming.silent(one.file))):
                known.setdefault(title, []).append(one)
        return cls(known, names)

    def table(self, one: DraftTable) -> Table | None:
        """Which table a draft's is: its caption is one of its titles, years and the district's name apart."""
        caption = _titled(one.caption, self.district)
        same = self.known.get(caption, ()) if caption else ()
        if len(same) > 1:
            same = [it for it in same if it.number == one.number]
        return same[0] if len(same) == 1 else None


def _titled(title: str, district: Sequence[str]) -> str:
    """A title as it is compared: without years, the district's name and punctuation."""
    found = letters(plain_title(title))
    for name in sorted(map(letters, district), key=len, reverse=True):
        found = found.removeprefix(name)
    return found


def _numbers(table: DraftTable) -> Iterator[DraftCell]:
    for cell in table.cells:
        if cell.row not in table.heading_rows and table.is_value(cell):
            yield cell


def _placed(table: DraftTable, cell: DraftCell, vocabulary: Vocabulary, edition: int, district: str) -> Placed:
    heads, labels = _heads(table, cell, vocabulary.naming), _labels(table, cell)
    about = _optional(table, cell) if not labels else ""
    period = _period(table, edition)
    keys: dict[Key, str] = {}
    for said in _complete(vocabulary, [*heads, *labels], about):
        whole = {"category": "", "measure": LEVEL, "period": period, "area_id": _area(vocabulary, district)}
        if len(vocabulary.indicators) == 1:
            whole["indicator_id"] = vocabulary.indicators[0]
        whole.update(said)
        for row in vocabulary.rows:
            if all(row[column] == whole.get(column) for column in SAID):
                keys[tuple(row[column] for column in SAID)] = row["unit"]
    stated, near = _unit(table, heads, labels, vocabulary.naming)
    if len(keys) > 1 and stated:
        keys = {key: unit for key, unit in keys.items() if unspaced(unit) == stated} or keys
    if not keys:
        raise _UncertainError(_why(vocabulary, heads, labels))
    if len(keys) > 1:
        raise _UncertainError("行名和列名合起来不止说一个数")
    ((key, unit),) = keys.items()
    if stated and unspaced(unit) != stated and (near or (unit != PERCENT and key[-1] == LEVEL)):
        raise _UncertainError(f"单位是“{stated}”，上一版是“{unit or '未标'}”")
    return Placed(table, cell, vocabulary.file, key, unit, _printed(cell, unit))


def _printed(cell: DraftCell, unit: str) -> str:
    printed = re.sub(r"(?<!\d)\s+|\s+(?!\d)", "", typed.printed(cell.text))  # never between two figures
    try:
        read_printed(printed, unit)
    except UnreadableNumberError as error:
        raise _UncertainError(f"不是带单位“{unit}”的一个数") from error
    if PERCENT in printed and unit != PERCENT:
        raise _UncertainError(f"印的是 %，上一版的单位是“{unit}”")
    return printed


def _why(vocabulary: Vocabulary, heads: Sequence[str], labels: Sequence[str]) -> str:
    unknown = [text for text in (*labels, *heads) if not vocabulary.knows(text)]
    if unknown:
        return f"上一版没有“{'”“'.join(unknown)}”"
    return "上一版没有行名和列名所说的这个数"


def _heads(table: DraftTable, cell: DraftCell, naming: Naming) -> list[str]:
    """The words over a cell; one over several columns has what stands over them all."""
    over = [table.headings(cell.row, column) for column in range(cell.column, cell.column + cell.columns)]
    shared = [one for one in over[0] if all(one in others for others in over)]
    shared = [one for one in shared if letters(one.text) or naming.bare(one.text)[1]]
    texts = [one.text for one in shared[:-1]] + [_told_apart(table, one, naming) for one in shared[-1:]]
    if not texts:
        beside = [one for one in dict.fromkeys(table.grid[cell.row]) if table.is_value(one)]
        if any(table.headings(cell.row, one.column) for one in table.grid[cell.row]) or len(beside) > 1:
            raise _UncertainError("这一列没有列名")
    return texts


def _told_apart(table: DraftTable, head: DraftCell, naming: Naming) -> str:
    """A heading that stands twice in one line, under the same words, goes on from the one before it: 其中占比."""
    above = table.over(head.row, head.column)
    alike = [
        one
        for one in dict.fromkeys(table.grid[head.row])
        if naming.bare(one.text) == naming.bare(head.text) and table.over(head.row, one.column) == above
    ]
    before = [table.grid[head.row][one.column - 1] for one in alike if one.column]
    if len(alike) < 2 or not head.column or any(one in alike for one in before):
        return head.text
    return naming.bare(table.grid[head.row][head.column - 1].text)[0] + head.text


def _labels(table: DraftTable, cell: DraftCell) -> list[str]:
    """The words before a cell; one over several rows has what stands before them all."""
    before = [table.labels(row, cell.column) for row in range(cell.row, cell.row + cell.rows)]
    shared = [one.text for one in before[0] if all(one in others for others in before)]
    return [text for text in shared if letters(text) and (is_bare_year(text) or not letters(text).isdecimal())]


def _optional(table: DraftTable, cell: DraftCell) -> str:
    """What a row without a name is about: the first heading of its block. Refused where other rows have names."""
    first = next((number for number in range(len(table.grid[cell.row])) if number != table.serial), 0)
    if table.labels(cell.row) or any(
        table.labels(row)
        for row in range(len(table.grid))
        if row not in table.heading_rows and table.headings(row, first) == table.headings(cell.row, first)
    ):
        raise _UncertainError("这一行没有行名")
    heads = table.headings(cell.row, first)
    return heads[-1].text if heads and cell.column != first else ""


def _complete(vocabulary: Vocabulary, texts: Sequence[str], about: str) -> Iterator[Saying]:
    """All that the words about a cell say, each naming its indicator; `about` adds what they leave open."""
    subjects = vocabulary.said(about) if about else [{}]
    for said in vocabulary.readings(texts):
        if "indicator_id" not in said and len(vocabulary.indicators) > 1:
            continue
        added = [
            {column: one[column] for column in ("area_id", "category") if column in one and column not in said}
            for one in subjects
        ]
        for more in [one for one in added if one] or added[:1]:
            yield {**more, **said}


def _period(table: DraftTable, edition: int) -> str:
    """The period of numbers beside which none stands: the edition's, unless the caption is of other years."""
    named = years(table.caption)
    if not named or edition in named:
        return str(edition)
    return str(named.pop()) if len(named) == 1 else ""


def _area(vocabulary: Vocabulary, district: str) -> str:
    return vocabulary.areas[0] if len(vocabulary.areas) == 1 else district


def _unit(table: DraftTable, heads: Sequence[str], labels: Sequence[str], naming: Naming) -> tuple[str, bool]:
    """The unit that a draft states for a cell, folded, and whether the heading of its column says so."""
    for text in reversed(heads):
        if unit := naming.bare(text)[1]:
            return unit, True
    for text in reversed(labels):
        if unit := naming.bare(text)[1]:
            return unit, False
    return unspaced(table.unit), False
