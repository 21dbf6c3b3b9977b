"""How the numbers of a board stand: in full rows, those of one name together under it, which is then said once."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate, combinations, groupby, pairwise, product

from whitepaper.telling.boards import Number
from whitepaper.telling.panels import TOTAL

MOST_UNEVEN, LEAST_NUMBERS = 2, 3
"""Numbers by which one row may be longer than another, and on a board at least, where those of a name are together."""
LEAST_LINES, MOST_LINES = 2, 3
"""Rows of a board: a single one would be cards as high as the screen; no more for the sake of a name than these."""


@dataclass(frozen=True)
class Group:
    """Numbers beside each other. name: what stands above them all, empty for a whole name; own: what is each one's."""

    name: str
    own: tuple[tuple[str, ...], ...]
    numbers: tuple[Number, ...]


def boards_of(numbers: Sequence[Number], most: int) -> list[tuple[Number, ...]]:
    """The numbers on as few boards as hold them, at most so many on each: where that cuts fewest names, of like length.

    Each has at least LEAST_NUMBERS, where there are so many.
    """
    names, count = list(map(_common, numbers)), -(-len(numbers) // most)
    least = min(LEAST_NUMBERS, len(numbers) // max(count, 1))
    # where so many boards end, to how many names they cut, how uneven they are, and their lengths, negative
    reached: dict[int, tuple[int, int, tuple[int, ...]]] = {0: (0, 0, ())}
    for _ in range(count):
        further: dict[int, tuple[int, int, tuple[int, ...]]] = {}
        for start, (cut, uneven, lengths) in reached.items():
            for end in range(start + least, min(start + most, len(numbers)) + 1):
                is_cut = end < len(numbers) and names[end - 1] == names[end] != ""
                found = (cut + is_cut, uneven + (end - start) ** 2, (*lengths, start - end))
                further[end] = min(found, further.get(end, found))
        reached = further
    ends = accumulate((-length for length in reached[len(numbers)][2]), initial=0)
    return [tuple(numbers[start:end]) for start, end in pairwise(ends)]


def rows_of(numbers: Sequence[Number], most: int) -> list[list[Group]]:
    """The rows of a board, at most so many numbers in each: of like length, but for what keeps a name together.

    The numbers keep their order where that cuts no name; else those of one name move as a whole, as few as it takes.
    """
    lines = max(-(-len(numbers) // most), min(LEAST_LINES, len(numbers)))
    names = list(map(_common, numbers))
    lengths = min(_lengths(len(numbers), lines, most), key=lambda lengths: _cost(names, lengths))
    rows = [tuple(numbers[start:end]) for start, end in pairwise(accumulate(lengths, initial=0))]
    if _cut(names, lengths):
        able = (_moved(_whole(numbers), count, most) for count in range(lines, max(lines, MOST_LINES) + 1))
        rows = next(filter(None, able), rows)
    if max(map(len, rows)) - len(rows[0]) >= MOST_UNEVEN:  # the first row would be mostly empty
        rows.sort(key=len, reverse=True)
    return list(map(_of_row, rows))


def _whole(numbers: Sequence[Number]) -> list[tuple[Number, ...]]:
    """What stays together: the numbers of one name, and each that shares none."""
    runs = [(name, tuple(own)) for name, own in groupby(numbers, key=_common)]
    return [part for name, run in runs for part in ([run] if name else [(one,) for one in run])]


def _moved(parts: Sequence[tuple[Number, ...]], lines: int, most: int) -> list[tuple[Number, ...]]:
    """The rows that hold every part whole, with as few numbers moved as can be; none where they cannot be even."""
    found = []
    for others in product(range(lines), repeat=len(parts) - 1):
        places = (0, *others)  # the first number stays the first
        lengths = [
            sum(len(part) for part, own in zip(parts, places, strict=True) if own == row) for row in range(lines)
        ]
        spread = max(lengths) - min(lengths)
        if min(lengths) and max(lengths) <= most and spread <= MOST_UNEVEN:
            pairs = combinations(zip(parts, places, strict=True), 2)
            passed = sum(len(one) * len(other) for (one, own), (other, behind) in pairs if own > behind)
            found.append((passed, spread, [-length for length in lengths], places))
    if not found:
        return []
    *_, places = min(found)
    held = [[part for part, own in zip(parts, places, strict=True) if own == row] for row in range(lines)]
    return [tuple(number for part in row for number in part) for row in held]


def _lengths(count: int, lines: int, most: int) -> Iterator[tuple[int, ...]]:
    """Every way to set so many numbers in so many rows."""
    return (lengths for lengths in product(range(1, most + 1), repeat=lines) if sum(lengths) == count)


def _cost(names: Sequence[str], lengths: Sequence[int]) -> tuple[int, int, int, list[int]]:
    """How uneven the rows are beyond MOST_UNEVEN, how many names they cut, then how uneven, and longer rows first."""
    spread = max(lengths) - min(lengths)
    return max(spread - MOST_UNEVEN, 0), _cut(names, lengths), spread, [-length for length in lengths]


def _cut(names: Sequence[str], lengths: Sequence[int]) -> int:
    """How many times rows of such lengths end between two numbers of one name."""
    return sum(names[end - 1] == names[end] != "" for end in accumulate(lengths[:-1]))


def _of_row(row: Sequence[Number]) -> list[Group]:
    """The groups of a row; where several numbers share a name, one alone has the first part of its own as high."""
    groups = [(name, tuple(own)) for name, own in groupby(row, key=_common)]
    is_shared = any(name and len(own) > 1 for name, own in groups)
    found = []
    for name, own in groups:
        if name and is_shared:
            found.append(Group(name, tuple(map(_own, own)), own))
        else:
            found += [Group("", (tuple(one.pieces),), (one,)) for one in own]
    return found


def _common(number: Number) -> str:
    """What a number may have in common with those beside it; empty where nothing of its name would be left."""
    return number.pieces[0] if _own(number) else ""


def _own(number: Number) -> tuple[str, ...]:
    """What is left of a name under its first part: of the whole of several parts that it is that."""
    return tuple(number.pieces[1:]) or (TOTAL,) * number.is_whole
