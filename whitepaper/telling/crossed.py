"""Indicators with the same parts on one table: a line for each and a column for each part, or the other way round.

So many charts of three or four bars each, or of bars that are nearly all nothing, would say less than their numbers
beside each other.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from whitepaper.model.cells import Cell, Table
from whitepaper.model.keys import LEVEL
from whitepaper.printed.categories import plain
from whitepaper.printed.wording import RATE_UNITS, quantity
from whitepaper.telling import phrases
from whitepaper.telling.breakdowns import extreme_words, top_level
from whitepaper.telling.panels import MOST_BARS, Panel
from whitepaper.telling.remarks import COMPUTED_MARK, Remark, computed, of_periods

LEAST = 3
"""Indicators with the same parts: one or two are charts."""
MOST_PARTS = 6
"""Columns that are read at once; more parts are lines, and the indicators columns."""
MOST_SHARED = 4
"""Parts of which the first's share of all is one more column, as of grades."""
NAME, SHARE, PART = "name", "share", "类别"


@dataclass(frozen=True)
class Crossing:
    """One indicator: its described rows in the order of the parts, and what share of them all the first has.

    share: in percent, ours; None where a number is in doubt or only about so much, or where none is asked for.
    """

    name: str
    rows: tuple[Mapping[str, Any], ...]
    share: float | None


@dataclass(frozen=True)
class Crossed:
    """Several indicators by the same parts of one area in one period. unit: of all numbers, empty where they differ."""

    parts: tuple[str, ...]
    unit: str
    lines: tuple[Crossing, ...]

    @property
    def title(self) -> str:
        """What they are broken down by."""
        told = "、".join(self.parts) if len(self.parts) <= MOST_SHARED else f" {len(self.parts)} 类"
        return f"按{told}分列" + (f"（{self.unit}）" if self.unit else "")

    @property
    def is_turned(self) -> bool:
        """Whether the parts are so many that they are lines, and the indicators columns."""
        return len(self.parts) > MOST_PARTS

    @property
    def is_wide(self) -> bool:
        """Whether its columns take the whole width of a page."""
        return self.is_turned or len(self.parts) > MOST_SHARED

    @property
    def share(self) -> str:
        """The heading of the shares; empty for none."""
        return f"{self.parts[0]}占比" if any(line.share is not None for line in self.lines) else ""

    @property
    def sentence(self) -> str:
        """The smallest and the largest share of the first part; empty where there are none, or all are alike."""
        told = sorted((line for line in self.lines if line.share is not None), key=_share)
        if not told or _shown(told[0]) == _shown(told[-1]):
            return ""
        low, high = told[0], told[-1]
        opened = f"{low.rows[0]['period_name']}{self.share}（计算）为 {_shown(low)} 至 {_shown(high)}"
        return f"{opened}，{high.name}的{self.share}{extreme_words('%')[0]}。"

    @property
    def table(self) -> Table:
        """The numbers as texts, without their unit; every cell has the key of a number, a share that of its part."""
        if self.is_turned:
            names = {NAME: PART, **{str(place): line.name for place, line in enumerate(self.lines)}}
            return Table(names, [self._across(place, part) for place, part in enumerate(self.parts)])
        headings = {NAME: "指标", **{str(place): part for place, part in enumerate(self.parts)}, SHARE: self.share}
        return Table(headings, [self._cells(line) for line in self.lines]).without_silent((SHARE,))

    def _cells(self, line: Crossing) -> dict[str, Cell]:
        first = line.rows[0]["key"]
        shown = {str(at): Cell(self._bare(phrases.value(row)), row["key"]) for at, row in enumerate(line.rows)}
        share = "" if line.share is None else _shown(line) + COMPUTED_MARK
        return {NAME: Cell(line.name, first), **shown, SHARE: Cell(share, first)}

    def _across(self, at: int, part: str) -> dict[str, Cell]:
        """The numbers of one part, each of its indicator."""
        rows = [line.rows[at] for line in self.lines]
        shown = {str(place): Cell(self._bare(phrases.value(row)), row["key"]) for place, row in enumerate(rows)}
        return {NAME: Cell(part, rows[0]["key"]), **shown}

    def _bare(self, text: str) -> str:
        return text if self.unit in RATE_UNITS else text.removesuffix(self.unit).rstrip()

    @property
    def remarks(self) -> Iterator[Remark]:
        """Which period the numbers are of, and how the shares come about."""
        yield from of_periods([self.lines[0].rows[0]["period_name"]])
        if self.share:
            yield computed(f"{self.parts[0]}占各类合计的比例")


def alike(shown: Mapping[str, Sequence[Panel]]) -> list[tuple[str, ...]]:
    """Of indicators and their panels those that stand on one table, each such table for itself."""
    found: dict[tuple[Any, ...], list[str]] = {}
    for key, own in shown.items():
        found.setdefault(_kind(own), []).append(key)
    return [tuple(keys) for kind, keys in found.items() if kind and len(keys) >= LEAST]


def crossed(panels: Mapping[str, Panel]) -> Crossed:
    """The table of indicators that are alike. panels: the name of each to its panel."""
    first = next(iter(panels.values())).filled
    parts = tuple(plain(row["category"]) for row in first)
    units = {str(panel.filled[0]["unit"]) for panel in panels.values()}
    lines = tuple(_line(name, panel, has_share=len(units) == 1) for name, panel in panels.items())
    return Crossed(parts, units.pop() if len(units) == 1 else "", lines)


def _kind(own: Sequence[Panel]) -> tuple[Any, ...]:
    """What the panels of one table have in common; empty for those that stand on none."""
    rows = own[0].filled
    is_whole = len(own) == 1 and own[0].shape in {"ranking", "board"} and len(rows) == len(own[0].rows)
    if not is_whole or any(row["is_total"] or row["measure"] != LEVEL for row in rows):
        return ()
    places, units = {(row["area_id"], row["period"]) for row in rows}, {row["unit"] for row in rows}
    parts = tuple(row["category"] for row in rows)
    is_plain = len(places) == len(units) == 1 and 1 < len(set(parts)) == len(parts) <= MOST_BARS
    return (*places, parts) if is_plain else ()


def _line(name: str, panel: Panel, *, has_share: bool) -> Crossing:
    rows = tuple(panel.filled)
    is_firm = all(phrases.is_firm(row) and not row["doubt"] for row in rows)
    is_parted = len(top_level(list(rows), has_areas=False)) == len(rows) <= MOST_SHARED
    whole = sum(float(row["value"]) for row in rows)
    is_share = has_share and is_firm and is_parted and whole > 0 and rows[0]["unit"] not in RATE_UNITS
    return Crossing(name, rows, 100 * float(rows[0]["value"]) / whole if is_share else None)


def _share(line: Crossing) -> float:
    assert line.share is not None
    return line.share


def _shown(line: Crossing) -> str:
    return str(quantity(_share(line), "%", 1))
