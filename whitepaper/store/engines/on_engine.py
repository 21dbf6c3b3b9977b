"""The observations on an engine: each question compiled from Ibis, asked as SQL, and only its answer made Python's."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

import ibis
import pandas as pd
import pyarrow as pa
from ibis.expr.types import Table as Question

from whitepaper.model.errors import EngineError
from whitepaper.model.schema import Table
from whitepaper.model.selection import Selection, Value
from whitepaper.store.engines.asked import kept
from whitepaper.store.engines.layout import PLACE, TABLE, shape
from whitepaper.store.frames import frame_of
from whitepaper.store.rows import OBSERVATIONS

LIMIT, SECONDS = "WHITEPAPER_STORE_SECONDS", 20.0
"""Variable with how long a question may take, and how long where it says nothing."""
WINDOW = 20_000
"""Places that are read at once where all rows are wanted."""
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
        self._rows = ibis.table(ibis.Schema.from_pyarrow(self._shape), name=name)

    def ready(self) -> None:
        """Ask for the number of rows. Raises EngineError where it is not what was laid out."""
        found = self._one(self._rows.count().name("number").as_table())["number"]
        if found != self._number:
            raise EngineError(f"引擎读到 {found} 行，备好时是 {self._number} 行。请确认它读的是同一个文件夹")

    def __len__(self) -> int:
        return self._number

    def current(self, selection: Selection) -> pd.DataFrame:
        """The current rows that a selection keeps."""
        return self._frame(self._kept(selection))

    def vintages(self, selection: Selection) -> pd.DataFrame:
        """The rows that a selection keeps."""
        return self._frame(self._kept(selection, is_current=False))

    def first(self, selection: Selection, most: int) -> pd.DataFrame:
        """The first of the current rows that a selection keeps."""
        return self._frame(self._kept(selection).order_by(PLACE).limit(most))

    def batches(self, selection: Selection, *, is_current: bool = True) -> Iterator[pd.DataFrame]:
        """The rows of `current` or of `vintages`, a window of places after the other: no answer holds them all."""
        rows = self._kept(selection, is_current=is_current)
        for start in range(0, self._number, WINDOW):
            frame = self._frame(rows.filter(rows[PLACE] >= start, rows[PLACE] < start + WINDOW))
            if len(frame):
                yield frame

    def count(self, selection: Selection) -> int:
        """How many current rows a selection keeps."""
        return int(self._one(self._kept(selection).count().name("number").as_table())["number"])

    def indicators(self, selection: Selection) -> set[str]:
        """The indicators of the current rows that a selection keeps."""
        return set(self._answer(self._kept(selection).select("indicator_id").distinct())["indicator_id"].to_pylist())

    def distinct(self, columns: Sequence[str]) -> list[tuple[Any, ...]]:
        """What stands together in some columns, each once."""
        found = self._grouped(self._rows, *columns)
        return list(zip(*(found[name].to_pylist() for name in columns), strict=True))

    def tally(self, column: str, selection: Selection) -> dict[Value, int]:
        """How many of `vintages` have each value of a column."""
        found = self._grouped(self._kept(selection, is_current=False), column)
        return dict(zip(found[column].to_pylist(), found["number"].to_pylist(), strict=True))

    def extremes(self, column: str, selection: Selection) -> tuple[Any, Any]:
        """The least and the greatest value of a column of `current`."""
        rows = self._kept(selection)
        found = self._one(rows.aggregate(least=rows[column].min(), greatest=rows[column].max()))
        return found["least"], found["greatest"]

    def of(self, indicator_id: str) -> list[dict[str, Any]]:
        """All vintages of an indicator."""
        rows: list[dict[str, Any]] = self._whole(self._rows.filter(self._rows.indicator_id == indicator_id)).to_pylist()
        return rows

    def built(self) -> pd.DataFrame:
        """All vintages as they were built."""
        return frame_of(self._whole(self._rows).select(self._built))

    def _kept(self, selection: Selection, *, is_current: bool = True) -> Question:
        rows = self._rows.filter(self._rows.is_current) if is_current else self._rows
        return kept(rows, selection, *OBSERVATIONS)

    def _grouped(self, rows: Question, *columns: str) -> pa.Table:
        groups = rows.group_by(*columns).agg(first=rows[PLACE].min(), number=rows.count())
        return self._answer(groups.order_by("first"))

    def _frame(self, rows: Question) -> pd.DataFrame:
        return frame_of(self._whole(rows))

    def _whole(self, rows: Question) -> pa.Table:
        """The rows in the order of the paper, with the columns and types that the dictionary declares."""
        names = [name for name in self._shape.names if name != PLACE]
        wanted = pa.schema([self._shape.field(name) for name in names])
        return self._answer(rows.order_by(PLACE)).select(names).cast(wanted)

    def _one(self, row: Question) -> dict[str, Any]:
        (found,) = self._answer(row).to_pylist()
        return dict(found)

    def _answer(self, question: Question) -> pa.Table:
        return self._ask(str(ibis.to_sql(question, dialect=self._dialect, pretty=False)))
