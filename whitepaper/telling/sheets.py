"""A table in pieces that can be read from afar: widths of its columns, and so many lines as fit a screen.

Lengths are in ems: a Chinese character is one wide.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from statistics import fmean

import pandas as pd

from whitepaper.model.text import ems
from whitepaper.printed.wording import MINUS

WIDTH, HEIGHT = 66.0, 28.0  # of the body of a screen, in type that is read at eight metres
EASY = 25.0  # its height in larger type, for a table that takes several screens anyway
LINE, PADDING, GAP = 1.3, 0.5, 1.2  # height of a line, what a row adds to its lines, space beside a column
NARROWEST, HEADING = 3.0, 6.0  # a column, and a heading that is not broken
NAME = 18.0  # of the first column, which says what a line is: texts behind it give way to a name as long
TINY = 1e-6  # sums of fractions are not exact
MOST_SHARE, LEAST_SHARE = 20.0, 0.1  # width of a column by the usual length of its cells
MOSTLY = 0.7
"""Of the texts of a column of numbers, as some are words (无) or say a change besides."""
_ONE = rf"(?:\D{{1,6}} )?[{MINUS}]?\d[\d,]*(?:\.\d+)?\D{{0,16}}"
_FIGURE = re.compile(rf"(?!.*。)(?!(?:19|20)\d\d(?![\d.,])){_ONE}(?:，{_ONE})?")
"""A number, one word before it and its unit behind it, and its change; a table (表24), a year, a sentence are none."""
_UNBROKEN = re.compile(r"\d[!-~]*(?: [^\W\d_]{1,3}\b)?|[!-~]+|.")
"""A number with its unit, a Latin word, any other letter."""


def is_of_figures(texts: Iterable[str]) -> bool:
    """Whether a column is one of numbers with what stands around them, which is set at the right; years are none."""
    filled = [text for text in texts if text]
    told = [text for text in filled if _FIGURE.fullmatch(text)]
    return bool(filled) and len(told) >= MOSTLY * len(filled)


def at_right(table: pd.DataFrame) -> list[bool]:
    """Of each column of a table of texts whether it stands at the right: those of numbers, but for the first."""
    return [bool(place) and is_of_figures(table[name]) for place, name in enumerate(table)]


def texts(table: pd.DataFrame) -> pd.DataFrame:
    """The cells of a table as texts, nothing where one is empty."""
    return table.astype("object").where(table.notna(), "").map(str)


def widths(table: pd.DataFrame) -> tuple[float, ...]:
    """Width of each column of a table of texts: what its longest cell needs.

    Where that is too much for a screen, columns share it by the usual length of their cells; no number is broken.
    """
    cells = [[str(name), *table[name]] for name in table]
    whole = [max(map(ems, column)) for column in cells]
    least = [max(max(map(ems, _UNBROKEN.findall(cell)), default=0.0) for cell in column) for column in cells]
    least = [max(word, min(ems(column[0]), HEADING)) for word, column in zip(least, cells, strict=True)]
    named = [max(least[0], min(whole[0], NAME)), *least[1:]] if cells else []
    if sum(max(word, NARROWEST) for word in named) <= WIDTH - GAP * len(cells):
        least = named
    usual = [fmean(map(ems, column)) for column in cells]
    room, share = WIDTH - GAP * len(cells), MOST_SHARE

    def shared() -> list[float]:
        return [
            min(full, max(word, mean * share, NARROWEST)) for full, word, mean in zip(whole, least, usual, strict=True)
        ]

    while sum(shared()) > room and share > LEAST_SHARE:
        share *= 0.97
    return tuple(width + GAP for width in shared())


def shares(counts: Sequence[int], room: float, least: float) -> list[float]:
    """Lengths that fill a room as the counts do, but for those that would be shorter than `least`."""
    short = {place for place, count in enumerate(counts) if room * count < least * sum(counts)}
    while short and len(short) < len(counts):
        left = room - least * len(short)
        scale = left / sum(count for place, count in enumerate(counts) if place not in short)
        more = {place for place, count in enumerate(counts) if place not in short and count * scale < least}
        if not more:
            return [least if place in short else count * scale for place, count in enumerate(counts)]
        short |= more
    return [room * count / sum(counts) for count in counts]


def sheets(table: pd.DataFrame) -> Iterator[pd.DataFrame]:
    """The rows of a table of texts in as few parts as fit a screen each, of like height."""
    if table.empty:
        return
    columns = widths(table)
    heights = [_height(row, columns) for row in table.itertuples(index=False, name=None)]
    head = _height([str(name) for name in table], columns)
    room = (HEIGHT if sum(heights) + head <= HEIGHT + TINY else EASY) - head
    for start, end in ranges(heights, room, LINE):
        yield table[start:end]


def ranges(heights: Sequence[float], room: float, step: float) -> Iterator[tuple[int, int]]:
    """Begin and end of as few parts as fit a room each, of like height. step: by which a fair height is sought."""
    least = len(_starts(heights, room))
    fair = sum(heights) / least
    while len(_starts(heights, fair)) > least and fair < room:
        fair += step
    yield from pairwise([*_starts(heights, min(fair, room)), len(heights)])


def _starts(heights: Sequence[float], room: float) -> list[int]:
    """Where parts of a table begin that are filled one after the other."""
    starts, filled = [0], 0.0
    for place, height in enumerate(heights):
        if place > starts[-1] and filled + height > room + TINY:
            starts.append(place)
            filled = 0.0
        filled += height
    return starts


def _height(row: object, columns: tuple[float, ...]) -> float:
    lines = max(_lines(str(text), width - GAP) for text, width in zip(row, columns, strict=True))  # type: ignore[call-overload]  # a named tuple
    return PADDING + LINE * lines


def _lines(text: str, width: float) -> int:
    """How many lines a text takes; numbers and Latin words are not broken."""
    count, filled = 1, 0.0
    for piece in _UNBROKEN.findall(text):
        length = ems(piece)
        if filled and filled + length > width + TINY:
            count, filled = count + 1, 0.0
        filled += length
    return count
