"""Names of organisations in a draft that differ in one letter from one that is known."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from rapidfuzz.distance import OSA

from whitepaper.checks.grids.found import Found, Paragraph, Span
from whitepaper.checks.grids.grid import Cell, Grid
from whitepaper.checks.judgement import SPELLING
from whitepaper.checks.outcome import NEITHER, Outcome
from whitepaper.checks.selectors import NAME
from whitepaper.model.text import unspaced

SHORTEST = 8
"""Letters from which a name that differs in one is hardly another one."""
ASKED = "请核实是否同一单位。"


@dataclass(frozen=True)
class Known:
    """The organisations that are known. index: folded spelling to id, as `organisations.index` gives it."""

    index: Mapping[str, str]

    @cached_property
    def halves(self) -> Mapping[str, tuple[tuple[str, bool], ...]]:
        """Half of a spelling to the spellings that begin or end with it: one letter amiss leaves one half whole."""
        found: dict[str, list[tuple[str, bool]]] = {}
        for name in self.index:
            if len(name) >= SHORTEST:
                middle = len(name) // 2
                found.setdefault(name[:middle], []).append((name, True))
                found.setdefault(name[middle:], []).append((name, False))
        return {half: tuple(names) for half, names in found.items()}

    @cached_property
    def lengths(self) -> Mapping[str, tuple[int, ...]]:
        """The first two letters of a half to how long the halves are that begin with them."""
        found: dict[str, set[int]] = {}
        for half in self.halves:
            found.setdefault(half[:2], set()).add(len(half))
        return {letters: tuple(sorted(several)) for letters, several in found.items()}


def names_in(grids: Sequence[Grid], paragraphs: Sequence[Paragraph], known: Known) -> Iterator[Found]:
    """Each place where a name is nearly one that is known, in cells and paragraphs."""
    if not known.halves:
        return
    for grid in grids:
        places = dict.fromkeys(place for row in grid.owners for place in row)
        for row, column in places:
            for _, _, printed, name in _near(grid.texts[row][column], known):
                at: Cell = (grid.index, row, column)
                yield _found(printed, name, at, (at,), f"{grid.name} {grid.where((row, column))}")
    for paragraph in paragraphs:
        for start, end, printed, name in _near(paragraph.text, known):
            yield _found(printed, name, Span(paragraph.index, start, end), (), paragraph.place)


def _found(printed: str, name: str, at: Cell | Span, cells: tuple[Cell, ...], place: str) -> Found:
    outcome = Outcome(SPELLING, printed, name, said=f"{place}印作“{printed}”，单位名录作“{name}”。")
    return Found(NAME, printed, outcome, (at,), cells, place, NEITHER, ASKED)


def _near(text: str, known: Known) -> Iterator[tuple[int, int, str, str]]:
    """Where a text begins and ends that is nearly a known name, as printed, and that name."""
    if len(text) < SHORTEST - 1:
        return
    bare = unspaced(text)
    seen: list[tuple[int, int]] = []
    for begin in range(len(bare) - 1):
        for length in known.lengths.get(bare[begin : begin + 2], ()):
            for name, is_first in known.halves.get(bare[begin : begin + length], ()):
                span = _window(bare, begin, begin + length, name, is_first=is_first)
                if span is None or any(first < span[1] and span[0] < last for first, last in seen):
                    continue
                if not _is_known(bare, span, known):
                    seen.append(span)
                    start, end = _printed(text, bare, span)
                    yield start, end, text[start:end], name


def _printed(text: str, bare: str, span: tuple[int, int]) -> tuple[int, int]:
    """Where a part of a text without spaces stands in it; the whole text where that cannot be said."""
    at = [place for place, letter in enumerate(text) for _ in unspaced(letter)]
    return (at[span[0]], at[span[1] - 1] + 1) if len(at) == len(bare) else (0, len(text))


def _is_known(text: str, span: tuple[int, int], known: Known) -> bool:
    """Whether a spelling that is known overlaps a part of a text."""
    start, end = span
    for name in known.index:
        if len(name) >= SHORTEST and name in text[max(0, start - len(name) + 1) : end + len(name) - 1]:
            return True
    return False


def _window(text: str, start: int, end: int, name: str, *, is_first: bool) -> tuple[int, int] | None:
    """The part of a text around a half of a name that differs from it by one letter, in its midst."""
    for longer in (0, 1, -1):
        length = len(name) + longer
        begin = start if is_first else end - length
        if begin < 0 or begin + length > len(text):
            continue
        window = text[begin : begin + length]
        is_inner = window[0] == name[0] and window[-1] == name[-1]
        if is_inner and OSA.distance(window, name, score_cutoff=1) == 1:
            return begin, begin + length
    return None
