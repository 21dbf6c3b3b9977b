"""Questions in SQL, which DuckDB and Spark read alike: a selection by the same declared columns as `filtering.mask`.

No value stands in the SQL: it is bound beside it, so that whatever a reader types is never part of a question.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from whitepaper.model.keys import LEVEL, REPORTED
from whitepaper.model.selection import FILTERS, Filter, Selection, Value
from whitepaper.model.text import folded
from whitepaper.store.layout import PLACE
from whitepaper.store.rows import SERIES

FIRST, NUMBER, FILLED = "first", "number", "filled"
"""Columns of an answer: the place of the first row of a group, how many there are, how many years are in print."""


@dataclass(frozen=True)
class Dialect:
    """What engines do not write alike. quote: around a name; mark: before the name of a value that is bound."""

    quote: str
    mark: str

    def name(self, text: str) -> str:
        """A column or table."""
        return f"{self.quote}{text}{self.quote}"


@dataclass(frozen=True)
class Question:
    """SQL and its values by their names."""

    sql: str
    values: Mapping[str, Value] = field(default_factory=dict)

    @property
    def about(self) -> tuple[str, tuple[Value, ...]]:
        """What tells it from others."""
        return self.sql, tuple(self.values.values())


@dataclass(frozen=True)
class Asker:
    """Makes questions of one table. subjects: what its rows are to a filter."""

    dialect: Dialect
    table: str
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
        limit = "" if most is None else f" LIMIT {most:d}"
        end = f" ORDER BY {self.dialect.name(PLACE)}{limit}"
        return self._asked("*", selection, end, is_current=is_current, places=places)

    def every(self) -> Question:
        """All rows, in their order."""
        return self.rows(Selection())

    def count(self, selection: Selection, *, is_current: bool = False) -> Question:
        """How many rows a selection keeps."""
        return self._asked(f"count(*) AS {self.dialect.name(NUMBER)}", selection, is_current=is_current)

    def groups(self, columns: Sequence[str], selection: Selection, *, is_current: bool = False) -> Question:
        """What stands together in some columns, how often, and where first; in the order of that."""
        name = self.dialect.name
        named = ", ".join(map(name, columns))
        shown = f"{named}, min({name(PLACE)}) AS {name(FIRST)}, count(*) AS {name(NUMBER)}"
        return self._asked(shown, selection, f" GROUP BY {named} ORDER BY {name(FIRST)}", is_current=is_current)

    def extremes(self, column: str, selection: Selection, *, is_current: bool = False) -> Question:
        """The least and the greatest value of a column."""
        name = self.dialect.name(column)
        return self._asked(f"min({name}) AS least, max({name}) AS greatest", selection, is_current=is_current)

    def filled(self, selection: Selection, years: Sequence[int]) -> Question:
        """Sector and how many of some years a series has in print, to how many current series of levels that is so."""
        name, values = self.dialect.name, dict[str, Value]()
        level = f"{name('measure')} = {self._bound(LEVEL, values)}"
        printed = f"{name('status')} = {self._bound(REPORTED, values)}"
        known = f"{name('year')} IN ({', '.join(self._bound(year, values) for year in years)})"
        where = self._where(selection, values, [name("is_current"), level])
        series = ", ".join(map(name, SERIES))
        counted = f"count(DISTINCT CASE WHEN {printed} AND {known} THEN {name('year')} END) AS {name(FILLED)}"
        each = f"SELECT {series}, {counted}, min({name(PLACE)}) AS {name(FIRST)} FROM {name(self.table)}{where}"
        groups = f"{name(SERIES[0])}, {name(FILLED)}"
        shown = f"SELECT {groups}, min({name(FIRST)}) AS {name(FIRST)}, count(*) AS {name(NUMBER)}"
        whole = f"{shown} FROM ({each} GROUP BY {series}) AS {name('each')} GROUP BY {groups} ORDER BY {name(FIRST)}"
        return Question(whole, values)

    def _asked(
        self,
        shown: str,
        selection: Selection,
        end: str = "",
        *,
        is_current: bool,
        places: tuple[int, int] | None = None,
    ) -> Question:
        name, values = self.dialect.name, dict[str, Value]()
        beside = [name("is_current")] * is_current
        beside += [f"{name(PLACE)} BETWEEN {places[0]:d} AND {places[1]:d}"] if places else []
        where = self._where(selection, values, beside)
        return Question(f"SELECT {shown} FROM {name(self.table)}{where}{end}", values)

    def _where(self, selection: Selection, values: dict[str, Value], beside: Sequence[str]) -> str:
        """What every filter in use asks of a row, and what else is; its values are added to those that are bound."""
        wanted = [FILTERS[name] for name in selection.chosen if not set(self.subjects).isdisjoint(FILTERS[name].of)]
        conditions = [*beside, *(each for one in wanted for each in self._of(one, selection.values(one.name), values))]
        return f" WHERE {' AND '.join(conditions)}" if conditions else ""

    def _of(self, one: Filter, wanted: Sequence[Value], values: dict[str, Value]) -> Iterator[str]:
        column = self.dialect.name(one.column)
        if not one.vocabulary:  # words of the reader's own: each must stand in the text to search in
            yield from (f"contains({column}, {self._bound(word, values)})" for word in folded(str(wanted[0])).split())
        elif len(wanted) == 1:
            yield f"{column} = {self._bound(wanted[0], values)}"
        else:
            yield f"{column} IN ({', '.join(self._bound(value, values) for value in wanted)})"

    def _bound(self, value: Value, values: dict[str, Value]) -> str:
        """The place of a value, which is added to those that are bound."""
        name = f"v{len(values)}"
        values[name] = value
        return self.dialect.mark + name
