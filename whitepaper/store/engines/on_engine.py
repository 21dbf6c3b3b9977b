"""The observations on an engine: each question compiled from Ibis, asked as SQL, and only its answer made Python's."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

import ibis
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from whitepaper.model.errors import EngineError
from whitepaper.model.schema import Table
from whitepaper.model.selection import Selection
from whitepaper.store import filtering
from whitepaper.store.engines.answers import Answers
from whitepaper.store.engines.asked import FILLED, NUMBER, Asker, Question
from whitepaper.store.frames import frame_of
from whitepaper.store.layout import PLACE, TABLE, shape
from whitepaper.store.rows import OBSERVATIONS, SERIES

LIMIT, SECONDS = "WHITEPAPER_STORE_SECONDS", 20.0
"""Variable with how long a question may take, and how long where it says nothing."""
WINDOW = 20_000
"""Places that are read at once where all rows are wanted."""
MOST, LARGEST = 64 * 2**20, 2**20
"""Bytes of the answers that are kept, and of one of them."""
FEW_SERIES = 20
"""Indicators times areas of which all rows are asked at once, whatever of them is wanted."""
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
        columns = shape(declared)
        self._asker = Asker(ibis.table(ibis.Schema.from_pyarrow(columns), name=name), OBSERVATIONS)
        self._built = declared[TABLE].names
        self._shape = {field.name: field for field in columns}
        self._answers = Answers(MOST, LARGEST)

    def ready(self) -> None:
        """Ask for the number of rows. Raises EngineError where it is not what was laid out."""
        (found,) = self._asked(self._asker.count(Selection()))[NUMBER].to_pylist()
        if found != self._number:
            raise EngineError(f"引擎读到 {found} 行，备好时是 {self._number} 行。请确认它读的是同一个文件夹")

    def __len__(self) -> int:
        return self._number

    def current(self, selection: Selection) -> pd.DataFrame:
        """The current rows that a selection keeps."""
        return frame_of(self._kept(selection, is_current=True))

    def vintages(self, selection: Selection) -> pd.DataFrame:
        """The rows that a selection keeps."""
        return frame_of(self._kept(selection))

    def first(self, selection: Selection, most: int) -> pd.DataFrame:
        """The first of the current rows that a selection keeps."""
        if _wide(selection):
            return frame_of(self._kept(selection, is_current=True)[:most])
        return frame_of(self._answer(self._asker.rows(selection, is_current=True, most=most)))

    def batches(self, selection: Selection, *, is_current: bool = True) -> Iterator[pd.DataFrame]:
        """The rows of `current` or of `vintages`, a window of places after the other: no answer holds them all."""
        for start in range(0, self._number, WINDOW):
            window = (start, start + WINDOW - 1)
            frame = frame_of(self._asked(self._asker.rows(selection, is_current=is_current, places=window)))
            if len(frame):
                yield frame

    def count(self, selection: Selection) -> int:
        """How many current rows a selection keeps."""
        if _wide(selection):
            return len(self._kept(selection, is_current=True))
        return int(self._answer(self._asker.count(selection, is_current=True))[NUMBER].to_pylist()[0])

    def indicators(self, selection: Selection) -> list[str]:
        """The indicators of the current rows that a selection keeps."""
        if _wide(selection):
            return list(pc.unique(self._kept(selection, is_current=True)["indicator_id"]).to_pylist())
        return [key for (key,) in self.tally(["indicator_id"], selection, is_current=True)]

    def distinct(self, columns: Sequence[str], *, is_current: bool = False) -> list[tuple[Any, ...]]:
        """What stands together in some columns, each once."""
        return list(self.tally(columns, Selection(), is_current=is_current))

    def tally(
        self, columns: Sequence[str], selection: Selection, *, is_current: bool = False
    ) -> dict[tuple[Any, ...], int]:
        """How many rows have what stands together in some columns."""
        found = self._answer(self._asker.groups(columns, selection, is_current=is_current))
        groups = zip(*(found[name].to_pylist() for name in columns), strict=True)
        return dict(zip(groups, found[NUMBER].to_pylist(), strict=True))

    def filled(self, selection: Selection, years: Sequence[int]) -> dict[tuple[str, int], int]:
        """Sector and how many of some years a series has in print, to how many series that is so."""
        found = self._answer(self._asker.filled(selection, years))
        groups = zip(found[SERIES[0]].to_pylist(), found[FILLED].to_pylist(), strict=True)
        return dict(zip(groups, found[NUMBER].to_pylist(), strict=True))

    def lone(self, selection: Selection, editions: Sequence[int]) -> pd.DataFrame:
        """Of each series that just one of some papers prints, its first level."""
        return frame_of(self._answer(self._asker.lone(selection, editions)))

    def extremes(self, column: str, selection: Selection) -> tuple[Any, Any]:
        """The least and the greatest value of a column of `current`."""
        (found,) = self._answer(self._asker.extremes(column, selection, is_current=True)).to_pylist()
        return found["least"], found["greatest"]

    def of(self, indicator_id: str, area_id: str) -> list[dict[str, Any]]:
        """All vintages of an indicator in an area."""
        rows: list[dict[str, Any]] = self._kept(Selection(indicators=(indicator_id,), towns=(area_id,))).to_pylist()
        return rows

    def built(self) -> pd.DataFrame:
        """All vintages as they were built."""
        return frame_of(self._asked(self._asker.rows(Selection())).select(self._built))

    def _kept(self, selection: Selection, *, is_current: bool = False) -> pa.Table:
        """The rows that a selection keeps: out of all of its series, where they are few, as a page asks for more."""
        wide = _wide(selection)
        if not wide:
            return self._answer(self._asker.rows(selection, is_current=is_current))
        found = filtering.kept(self._answer(self._asker.rows(wide)), selection, *OBSERVATIONS)
        return found.filter(found["is_current"]) if is_current else found

    def _answer(self, question: Question) -> pa.Table:
        """The answer to a question, which is asked once as long as it is kept."""
        found = self._answers.get(question.about)
        if found is None:
            found = self._asked(question)
            self._answers.keep(question.about, found)
        return found

    def _asked(self, question: Question) -> pa.Table:
        """The answer of the engine without places; other columns have the types that the dictionary declares."""
        found = self._ask(str(ibis.to_sql(question.made(), dialect=self._dialect, pretty=False)))
        found = found.drop_columns([PLACE]) if PLACE in found.column_names else found
        return found.cast(pa.schema([self._shape.get(field.name, field) for field in found.schema]))


def _wide(selection: Selection) -> Selection | None:
    """The question about all that the chosen indicators have in the chosen areas; None where that may be much."""
    series = len(selection.indicators) * len(selection.towns)
    return selection.only(("indicators", "towns")) if 0 < series <= FEW_SERIES else None
