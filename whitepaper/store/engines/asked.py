"""Questions in Ibis, for whichever engine: a selection by the same declared columns as `filtering.mask`."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator, Sequence
from dataclasses import dataclass

import ibis
from ibis.expr.types import BooleanValue, Table

from whitepaper.model.keys import LEVEL, REPORTED
from whitepaper.model.selection import FILTERS, Filter, Selection, Value
from whitepaper.model.text import folded
from whitepaper.store.layout import PLACE
from whitepaper.store.rows import SERIES

FIRST, NUMBER, FILLED = "first", "number", "filled"
"""Columns of an answer: the place of the first row of a group, how many there are, how many years are in print."""


@dataclass(frozen=True)
class Question:
    """about: what tells it from others; made: the question, written only where it is asked, as that takes time."""

    about: tuple[Hashable, ...]
    made: Callable[[], Table]


@dataclass(frozen=True)
class Asker:
    """Makes questions of one table. subjects: what its rows are to a filter, so that other filters keep all."""

    table: Table
    subjects: tuple[str, ...]

    def rows(
        self,
        selection: Selection,
        *,
        is_current: bool = False,
        most: int | None = None,
        places: tuple[int, int] | None = None,
    ) -> Question:
        """The rows that a selection keeps, in their order. most: of them; places: first and last of a window."""

        def made() -> Table:
            found = self._kept(selection, is_current=is_current, places=places).order_by(PLACE)
            return found if most is None else found.limit(most)

        return Question(("rows", selection, is_current, most, places), made)

    def count(self, selection: Selection, *, is_current: bool = False) -> Question:
        """How many rows a selection keeps."""
        return Question(
            ("count", selection, is_current),
            lambda: self._kept(selection, is_current=is_current).count().name(NUMBER).as_table(),
        )

    def groups(self, columns: Sequence[str], selection: Selection, *, is_current: bool = False) -> Question:
        """What stands together in some columns, how often, and where first; in the order of that."""
        return Question(
            ("groups", *columns, selection, is_current),
            lambda: _grouped(self._kept(selection, is_current=is_current), columns, PLACE),
        )

    def extremes(self, column: str, selection: Selection, *, is_current: bool = False) -> Question:
        """The least and the greatest value of a column."""

        def made() -> Table:
            rows = self._kept(selection, is_current=is_current)
            return rows.aggregate(least=rows[column].min(), greatest=rows[column].max())

        return Question(("extremes", column, selection, is_current), made)

    def filled(self, selection: Selection, years: Sequence[int]) -> Question:
        """Sector and how many of some years a series has in print, to how many current series of levels that is so."""

        def made() -> Table:
            rows = self._kept(selection, is_current=True, beside=[self.table["measure"] == LEVEL])
            printed = ibis.and_(rows["status"] == REPORTED, rows["year"].isin(years))
            counted = {FILLED: rows["year"].nunique(where=printed), FIRST: rows[PLACE].min()}
            return _grouped(rows.group_by(*SERIES).agg(**counted), (SERIES[0], FILLED), FIRST)

        return Question(("filled", selection, *years), made)

    def lone(self, selection: Selection, editions: Sequence[int]) -> Question:
        """Of each series that just one of some papers prints, its first level."""

        def made() -> Table:
            all_ = self.table
            own = ibis.or_(all_["year"].isnull(), all_["year"] == all_["edition"])
            printed = [all_["measure"] == LEVEL, all_["status"] == REPORTED, all_["edition"].isin(editions), own]
            rows = self._kept(selection, is_current=False, beside=printed)
            series = rows.group_by(*SERIES).agg(**{FIRST: rows[PLACE].min(), NUMBER: rows["edition"].nunique()})
            once = series.filter(series[NUMBER] == 1)
            return all_.filter(all_[PLACE].isin(once[FIRST])).order_by(PLACE)

        return Question(("lone", selection, *editions), made)

    def _kept(
        self,
        selection: Selection,
        *,
        is_current: bool,
        places: tuple[int, int] | None = None,
        beside: Sequence[BooleanValue] = (),
    ) -> Table:
        """The rows that every filter in use keeps, and what stands beside: in one step, which is written sooner."""
        wanted = [FILTERS[name] for name in selection.chosen if not set(self.subjects).isdisjoint(FILTERS[name].of)]
        conditions = [*beside, *(each for one in wanted for each in self._of(one, selection.values(one.name)))]
        conditions += [self.table["is_current"]] * is_current
        conditions += [self.table[PLACE].between(*places)] if places else []
        return self.table.filter(ibis.and_(*conditions)) if conditions else self.table

    def _of(self, one: Filter, values: tuple[Value, ...]) -> Iterator[BooleanValue]:
        column = self.table[one.column]
        if one.vocabulary:
            yield column.isin(values)
        else:  # words of the reader's own: each must stand in the text to search in
            yield from (column.contains(word) for word in folded(str(values[0])).split())


def _grouped(rows: Table, columns: Sequence[str], place: str) -> Table:
    found = rows.group_by(*columns).agg(**{FIRST: rows[place].min(), NUMBER: rows.count()})
    return found.order_by(FIRST)
