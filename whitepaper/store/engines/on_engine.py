"""The observations on an engine: each question compiled from Ibis, asked as SQL, and only its answer made Python's."""

from __future__ import annotations

import os
from collections.abc import Callable, Hashable, Iterator, Mapping, Sequence
from typing import Any

import ibis
import pandas as pd
import pyarrow as pa
from ibis.expr.types import Table as Question

from whitepaper.model.errors import EngineError
from whitepaper.model.schema import Table
from whitepaper.model.selection import Selection, Value
from whitepaper.store.engines.answers import Answers
from whitepaper.store.engines.asked import kept
from whitepaper.store.frames import frame_of
from whitepaper.store.layout import PLACE, TABLE, shape
from whitepaper.store.rows import OBSERVATIONS

LIMIT, SECONDS = "WHITEPAPER_STORE_SECONDS", 20.0
"""Variable with how long a question may take, and how long where it says nothing."""
WINDOW = 20_000
"""Places that are read at once where all rows are wanted."""
MOST, LARGEST = 64 * 2**20, 2**20
"""Bytes of the answers that are kept, and of one of them."""
Ask = Callable[[str], pa.Table]
"""Answers a question in SQL in the time that `seconds` gives. Raises EngineError."""


def seconds() -> float:
    """How long a question may take. Raises EngineError where the variable is no number above zero."""
    said = os.environ.get(LIMIT, "").strip()
    try:
        found = float(said) if said else SECONDS
    except ValueError:
        found = 0.0
    if not 0 < found < float("inf"):
        raise EngineError(f"环境变量 {LIMIT} 现为“{said}”，应为大于 0 的秒数")
    return found


def late(limit: float) -> EngineError:
    """What a reader is told whose question took too long."""
    return EngineError(f"查询超过 {limit:g} 秒，已经停下。请缩小筛选范围再试")


def unanswered() -> EngineError:
    """What a reader is told where the engine failed; why, which names what is the server's own, is its cause."""
    return EngineError("数据引擎没有答出。请稍后再试；若仍然这样，请把出现时间告诉管理员")


class OnEngine:
    """Rows (see `store/rows.py`) of what `layout.lay` wrote.

    dialect: of SQL, as Ibis calls it; name: of the table in the engine; number: of all its rows.
    """

    def __init__(self, ask: Ask, dialect: str, name: str, declared: Mapping[str, Table], number: int) -> None:
        self._ask, self._dialect, self._number = ask, dialect, number
        getattr(ibis, dialect)  # which registers the options that its compiler reads
        self._shape = shape(declared)
        self._built = declared[TABLE].names
        self._answers = Answers(MOST, LARGEST)
        self._rows = ibis.table(ibis.Schema.from_pyarrow(self._shape), name=name)

    def ready(self) -> None:
        """Ask for the number of rows. Raises EngineError where it is not what was laid out."""
        (found,) = self._asked(self._rows.count().name("number").as_table())["number"].to_pylist()
        if found != self._number:
            raise EngineError(f"引擎读到 {found} 行，备好时是 {self._number} 行。请确认它读的是同一个文件夹")

    def __len__(self) -> int:
        return self._number

    def current(self, selection: Selection) -> pd.DataFrame:
        """The current rows that a selection keeps."""
        return frame_of(self._answer(lambda: self._kept(selection).order_by(PLACE), "current", selection))

    def vintages(self, selection: Selection) -> pd.DataFrame:
        """The rows that a selection keeps."""
        rows = self._answer(lambda: self._kept(selection, is_current=False).order_by(PLACE), "vintages", selection)
        return frame_of(rows)

    def first(self, selection: Selection, most: int) -> pd.DataFrame:
        """The first of the current rows that a selection keeps."""
        rows = self._answer(lambda: self._kept(selection).order_by(PLACE).limit(most), "first", selection, most)
        return frame_of(rows)

    def batches(self, selection: Selection, *, is_current: bool = True) -> Iterator[pd.DataFrame]:
        """The rows of `current` or of `vintages`, a window of places after the other: no answer holds them all."""
        rows = self._kept(selection, is_current=is_current)
        for start in range(0, self._number, WINDOW):
            frame = frame_of(self._asked(rows.filter(rows[PLACE].between(start, start + WINDOW - 1)).order_by(PLACE)))
            if len(frame):
                yield frame

    def count(self, selection: Selection) -> int:
        """How many current rows a selection keeps."""
        found = self._answer(lambda: self._kept(selection).count().name("number").as_table(), "count", selection)
        return int(found["number"].to_pylist()[0])

    def indicators(self, selection: Selection) -> list[str]:
        """The indicators of the current rows that a selection keeps."""
        found = self._answer(lambda: _grouped(self._kept(selection), "indicator_id"), "indicators", selection)
        return list(found["indicator_id"].to_pylist())

    def distinct(self, columns: Sequence[str], *, is_current: bool = False) -> list[tuple[Any, ...]]:
        """What stands together in some columns, each once."""
        rows = self._kept(Selection(), is_current=is_current)
        found = self._answer(lambda: _grouped(rows, *columns), "distinct", is_current, *columns)
        return list(zip(*(found[name].to_pylist() for name in columns), strict=True))

    def tally(self, column: str, selection: Selection) -> dict[Value, int]:
        """How many of `vintages` have each value of a column."""
        found = self._answer(
            lambda: _grouped(self._kept(selection, is_current=False), column), "tally", column, selection
        )
        return dict(zip(found[column].to_pylist(), found["number"].to_pylist(), strict=True))

    def extremes(self, column: str, selection: Selection) -> tuple[Any, Any]:
        """The least and the greatest value of a column of `current`."""

        def question() -> Question:
            rows = self._kept(selection)
            return rows.aggregate(least=rows[column].min(), greatest=rows[column].max())

        (found,) = self._answer(question, "extremes", column, selection).to_pylist()
        return found["least"], found["greatest"]

    def of(self, indicator_id: str) -> list[dict[str, Any]]:
        """All vintages of an indicator."""
        rows = self._answer(
            lambda: self._rows.filter(self._rows.indicator_id == indicator_id).order_by(PLACE), "of", indicator_id
        )
        found: list[dict[str, Any]] = rows.to_pylist()
        return found

    def built(self) -> pd.DataFrame:
        """All vintages as they were built."""
        return frame_of(self._asked(self._rows.order_by(PLACE)).select(self._built))

    def _kept(self, selection: Selection, *, is_current: bool = True) -> Question:
        return kept(self._rows, selection, *OBSERVATIONS, beside=[self._rows.is_current] * is_current)

    def _answer(self, question: Callable[[], Question], *about: Hashable) -> pa.Table:
        """The answer to a question, which is asked once as long as it is kept. about: what tells it from others."""
        found = self._answers.get(about)
        if found is None:
            found = self._asked(question())
            self._answers.keep(about, found)
        return found

    def _asked(self, question: Question) -> pa.Table:
        """The answer of the engine without places; other columns have the types that the dictionary declares."""
        found = self._ask(str(ibis.to_sql(question, dialect=self._dialect, pretty=False)))
        found = found.drop_columns([PLACE]) if PLACE in found.column_names else found
        known = {field.name: field for field in self._shape}
        return found.cast(pa.schema([known.get(field.name, field) for field in found.schema]))


def _grouped(rows: Question, *columns: str) -> Question:
    groups = rows.group_by(*columns).agg(first=rows[PLACE].min(), number=rows.count())
    return groups.order_by("first")
