"""Files that readers take home: CSV of the rows shown."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Sequence

import pandas as pd

from whitepaper.files.spreadsheet import KEEP, harmless, kept
from whitepaper.model.schema import DESCRIBED, LIST_SEPARATOR
from whitepaper.model.selection import Selection
from whitepaper.printed.wording import typed
from whitepaper.store.publishers import NAME
from whitepaper.store.store import Store

COLUMNS = (
    "sector", "subsector", "indicator", "area", "category", "period", "value", "unit", "measure_name", "qualifier",
    "printed", "status_said", "doubt", "unsettled", "source", "section", "page", "department", "remark", "definition",
    "edition", "standing", "dataset_version",
)  # fmt: skip
"""Columns of an observation in the order of the export; their headings are those of the dictionary."""

OF_SEVERAL = (NAME,)
"""And behind them, where a data set has several publishers."""
CHUNK = 1_000
"""Rows that are made at once."""


def headings(store: Store) -> dict[str, str]:
    """Column of an exported observation to its heading, in the order of the export."""
    known = store.declared["observations"].headings | store.declared[DESCRIBED].headings
    return {name: known[name] for name in (*COLUMNS, *OF_SEVERAL) if name in known}


def to_csv(rows: pd.DataFrame, store: Store) -> bytes:
    """Rows of `Store.observations`, in their order, as UTF-8 CSV with a byte order mark, ready for Excel and WPS."""
    return table_to_csv(in_words(rows, store))


def streamed(store: Store, selection: Selection, *, is_current: bool = True) -> Iterator[bytes]:
    """The same of a selection, a batch after the other, so that no more than one of them is in memory.

    is_current: of `Store.observations`, else of `Store.vintages`.
    """
    yield _csv_bytes([list(headings(store).values())])
    for rows in store.rows.batches(selection, is_current=is_current):
        yield from in_parts(in_words(rows, store))


def in_words(rows: pd.DataFrame, store: Store) -> pd.DataFrame:
    """Rows of `Store.observations` as they are exported: COLUMNS under their headings."""
    named = headings(store)
    return rows[list(named)].set_axis(list(named.values()), axis=1)


def table_to_csv(table: pd.DataFrame) -> bytes:
    """A table with the headings it has on the page, as CSV like `to_csv`."""
    return b"".join(in_chunks(table))


def in_chunks(table: pd.DataFrame) -> Iterator[bytes]:
    """The same a part at a time, so that a long one is on its way before it is made whole."""
    yield _csv_bytes([list(table.columns)])
    yield from in_parts(table)


def in_parts(table: pd.DataFrame) -> Iterator[bytes]:
    """The same without its headings."""
    for start in range(0, len(table), CHUNK):
        yield _lines(_cells(table[start : start + CHUNK])).encode()


def lines(table: pd.DataFrame) -> list[str]:
    """The lines of the same file, headings first, each with its end and without the mark: put together they are CSV."""
    return [_lines([table.columns]), *(_lines([cells]) for cells in _cells(table))]


def as_text(table: pd.DataFrame) -> str:
    """A table as text with tabs, to paste into Excel, Word or a message."""
    lines = [list(table.columns), *table.itertuples(index=False, name=None)]
    return "\n".join("\t".join(_one_line(harmless(_typed(cell))) for cell in line) for line in lines)


def raw(headings: Sequence[str], table: pd.DataFrame) -> bytes:
    """A table for programs: every text as it is, nothing before what a spreadsheet would run or rewrite."""
    stream = io.StringIO(newline="")
    csv.writer(stream).writerows([list(headings), *([_plain(cell) for cell in row] for row in _cells(table))])
    return stream.getvalue().encode("utf-8-sig")


def _csv_bytes(rows: Iterable[Sequence[object]]) -> bytes:
    return _lines(rows).encode("utf-8-sig")


def _lines(rows: Iterable[Sequence[object]]) -> str:
    stream = io.StringIO(newline="")
    plain, quoted = csv.writer(stream), csv.writer(stream, quoting=csv.QUOTE_NONNUMERIC)
    for row in rows:
        cells = [kept(_typed(cell)) for cell in row]
        writer = quoted if any(isinstance(cell, str) and KEEP in cell for cell in cells) else plain
        writer.writerow(cells)
    return stream.getvalue()


def _plain(cell: object) -> object:
    """A cell as CSV writes it: nothing for nothing, and 136 rather than 136.0."""
    if cell is None or cell is pd.NA or (isinstance(cell, float) and cell != cell):
        return ""
    if isinstance(cell, float) and cell.is_integer():
        return int(cell)
    return cell


def _typed(cell: object) -> object:
    """The same in a file for spreadsheets, which take a number for one by the sign that is typed."""
    plain = _plain(cell)
    return typed(plain) if isinstance(plain, str) else plain


def _one_line(cell: object) -> str:
    return " ".join(str(cell).split())


def _cells(frame: pd.DataFrame) -> list[tuple[object, ...]]:
    lists = [
        column
        for column in frame
        if frame[column].map(lambda cell: hasattr(cell, "__len__") and not isinstance(cell, str)).any()
    ]
    flat = frame.assign(**{str(column): frame[column].map(LIST_SEPARATOR.join) for column in lists})
    return list(flat.itertuples(index=False, name=None))
