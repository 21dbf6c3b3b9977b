"""How the numbers of a board stand: in full rows, those of one name together under it, which is then said once."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby, product

from whitepaper.stories.slides import name_parts
from whitepaper.telling.boards import Number
from whitepaper.telling.panels import TOTAL

MOST_UNEVEN = 2
"""Numbers by which one row may be longer than another, so that those of one name stay together."""
LEAST_LINES = 2
"""Rows of a board; a single one would be cards as high as the screen."""


@dataclass(frozen=True)
class Group:
    """Numbers beside each other. name: what stands above them all, empty for a whole name; own: what is each one's."""

    name: str
    own: tuple[tuple[str, ...], ...]
    numbers: tuple[Number, ...]


def rows_of(numbers: Sequence[Number], most: int) -> list[list[Group]]:
    """The rows of a board, at most so many numbers in each: of like length, but for what keeps a name together."""
    names = list(map(_common, numbers))
    lines = max(-(-len(numbers) // most), min(LEAST_LINES, len(numbers)))
    places = min(_lengths(len(numbers), lines, most), key=lambda lengths: _cost(names, lengths))
    found, start = [], 0
    for length in places:
        found.append(_of_row(numbers[start : start + length]))
        start += length
    return found


def _lengths(count: int, lines: int, most: int) -> Iterator[tuple[int, ...]]:
    """Every way to set so many numbers in so many rows."""
    return (lengths for lengths in product(range(1, most + 1), repeat=lines) if sum(lengths) == count)


def _cost(names: Sequence[str], lengths: Sequence[int]) -> tuple[int, int, int, list[int]]:
    """How uneven the rows are beyond MOST_UNEVEN, how many names they cut, then how uneven, and longer rows first."""
    ends = [sum(lengths[:place]) for place in range(1, len(lengths))]
    cut = sum(names[end - 1] == names[end] != "" for end in ends)
    spread = max(lengths) - min(lengths)
    return max(spread - MOST_UNEVEN, 0), cut, spread, [-length for length in lengths]


def _of_row(row: Sequence[Number]) -> list[Group]:
    """The groups of a row; where several numbers share a name, one alone has the first part of its own as high."""
    groups = [(name, tuple(own)) for name, own in groupby(row, key=_common)]
    is_shared = any(name and len(own) > 1 for name, own in groups)
    found = []
    for name, own in groups:
        if name and is_shared:
            found.append(Group(name, tuple(map(_own, own)), own))
        else:
            found += [Group("", (tuple(name_parts(one.name)),), (one,)) for one in own]
    return found


def _common(number: Number) -> str:
    """What a number may have in common with those beside it; empty where nothing of its name would be left."""
    return name_parts(number.name)[0] if _own(number) else ""


def _own(number: Number) -> tuple[str, ...]:
    """What is left of a name under its first part: of the whole of several parts that it is that."""
    return tuple(name_parts(number.name)[1:]) or (TOTAL,) * number.is_whole
