"""A change of a number on the year before: printed by the paper, or computed from two levels. The one maker of both."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import Enum
from typing import Any

import pandas as pd

from whitepaper.model.keys import CHANGES, COMPARABLE_PRICES, COMPARABLE_TOTAL, LEVEL, REPORTED, is_case
from whitepaper.printed.wording import DOUBTED, direction, quantity, shown, spaced

COMPUTED, COMPUTED_SHORT = "（计算）", "计算"
AT_COMPARABLE_PRICES, COMPARABLE_SHORT = "（可比价）", "可比"
UNCHANGED, HARDLY = "持平", "不足 0.05%"
LEAST_YEARS = 3
"""Two years are a change, and no course."""
DIFFERENCES = {"%": "个百分点", "dB(A)": "dB(A)"}
"""Units whose changes are differences, not percentages, to the unit of the difference."""
FEW = 30
"""Of fewer things a percentage says too much: 11 → 16 is 5 more, and not 45.5 % better."""


class Direction(Enum):
    """Which way a number went."""

    RISE = 1
    FALL = -1
    LEVEL = 0


class Origin(Enum):
    """Who says so: the paper, or we from two numbers of it."""

    PRINTED = "printed"
    COMPUTED = "computed"


@dataclass(frozen=True)
class Change:
    """How a level differs from the year before.

    amount: signed, in `unit` (% for amounts, 个百分点 for rates, else the unit itself); basis: code of `yoy_basis`;
    qualifier, printed: of a printed change; tendency: sign of a computed one that rounds to nothing; is_doubted:
    whether it, or a number that it is computed from, is in doubt.
    """

    amount: float
    unit: str
    origin: Origin
    basis: str = ""
    qualifier: str = ""
    printed: str = ""
    tendency: int = 0
    is_doubted: bool = False

    @property
    def is_printed(self) -> bool:
        """Whether the paper prints it."""
        return self.origin is Origin.PRINTED

    @property
    def is_firm(self) -> bool:
        """Whether it may be compared with others."""
        return not self.qualifier

    @property
    def direction(self) -> Direction:
        """Which way the number went, however little."""
        return Direction((self.amount > 0) - (self.amount < 0) or self.tendency)

    @property
    def verb(self) -> str:
        """The word of the direction: `增长`, `下降`, `持平`."""
        return direction(self.amount or self.tendency, self.unit) if self.direction.value else UNCHANGED

    @property
    def size(self) -> str:
        """How much, as printed, without sign; empty where nothing changed."""
        if self.amount == 0:
            return HARDLY if self.tendency else ""
        if self.is_printed:
            return shown(abs(self.amount), self.unit, self.qualifier, self.printed.lstrip("-−－"))
        return quantity(abs(self.amount), self.unit)

    @property
    def words(self) -> str:
        """`上升 3.62 个百分点`, `增长约 4%`, `增加 3 家`, `持平`."""
        return spaced(self.verb, self.size)

    @property
    def basis_words(self) -> str:
        """That it is at comparable prices."""
        return AT_COMPARABLE_PRICES if self.basis == COMPARABLE_PRICES else ""

    @property
    def text(self) -> str:
        """The words with the basis of a printed change."""
        return self.words + self.basis_words

    @property
    def mark(self) -> str:
        """What must stand behind it: the basis of a printed change, or that it is computed."""
        return self.basis_words if self.is_printed else COMPUTED

    @property
    def short_mark(self) -> str:
        """The mark where room is scarce and a key explains it: `可比`, `计算`."""
        if not self.is_printed:
            return COMPUTED_SHORT
        return COMPARABLE_SHORT if self.basis == COMPARABLE_PRICES else ""

    @property
    def marked(self) -> str:
        """The words with their mark: `增长 5%（可比价）`, `下降 2.1%（计算）`."""
        return self.words + self.mark

    @property
    def doubt(self) -> str:
        """That it is in doubt."""
        return DOUBTED if self.is_doubted else ""

    def judgement(self, polarity: int) -> int:
        """1 better, -1 worse, 0 no judgement."""
        return ((self.amount > 0) - (self.amount < 0)) * polarity


Row = Mapping[str, Any]


def is_in_doubt(row: Row, moved: Change) -> bool:
    """Whether a number or its change is in doubt."""
    return bool(moved.is_doubted or row["doubt"])


def is_judged(row: Row, moved: Change) -> bool:
    """Whether the change of a number may be called better or worse.

    Not where either is in doubt, nor where a case alone names it: a case is one example, chosen to be told.
    """
    return not (is_in_doubt(row, moved) or is_case(str(row["source"])))


def basis_of(declared: str, category: str) -> str:
    """The basis of one change. declared: code of `yoy_basis` of its indicator; category: of the change."""
    if declared == COMPARABLE_TOTAL:
        return "" if category else COMPARABLE_PRICES
    return declared


def printed_change(row: Row) -> Change:
    """The change that an observation of a change is."""
    return Change(
        amount=float(row["value"]),
        unit=str(row["unit"]),
        origin=Origin.PRINTED,
        basis=str(row["yoy_basis"]),
        qualifier=str(row["qualifier"]),
        printed=str(row["printed"]),
        is_doubted=bool(row["doubt"]),
    )


def change(series: Sequence[Row], year: int) -> Change | None:
    """Change of one series (one indicator, area, category) in `year` on the year before.

    series: described rows. A printed change is preferred; else two reported, unqualified levels of consecutive years
    give one. None when neither is there.
    """
    printed = printed_of(series, year)
    return printed_change(printed[0]) if printed else computed_change(series, year)


def printed_of(series: Iterable[Row], year: int) -> list[Row]:
    """The rows of a series that print its change in a year."""
    return [row for row in series if row["measure"] in CHANGES and _is_of(row, year) and not pd.isna(row["value"])]


def _is_of(row: Row, year: int) -> bool:
    return not pd.isna(row["year"]) and bool(row["year"] == year)


def computed_change(series: Iterable[Row], year: int, since: int | None = None) -> Change | None:
    """The change that follows from two reported, unqualified levels; None without them. since: the year before if None.

    Of consecutive years both are taken from one edition where that prints both. Of few things it is how many more or
    less they are.
    """
    by_year, since = _exact(series), year - 1 if since is None else since
    now, before = by_year.get(year), by_year.get(since)
    if now is None or before is None:
        return None
    if since == year - 1 and not pd.isna(now["own_before"]):
        unit, new, old = now["unit"], now["value"], now["own_before"]
    elif _is_unbroken(before, now):
        unit, new, old = now["plotted_unit"], now["plotted"], before["plotted"]
    else:
        return None
    is_doubted = bool(now["doubt"] or before["doubt"])
    if unit in DIFFERENCES or (now["is_count"] and min(new, old) < FEW):
        exact = Decimal(repr(new)) - Decimal(repr(old))
        return Change(float(exact), DIFFERENCES.get(str(unit), str(unit)), Origin.COMPUTED, is_doubted=is_doubted)
    if old == 0:  # more than nothing is no multiple of it
        return None if new else Change(0.0, "%", Origin.COMPUTED, tendency=0, is_doubted=is_doubted)
    tendency = (new > old) - (new < old)
    amount = round((new / old - 1) * 100, 1)
    return Change(amount, "%", Origin.COMPUTED, tendency=tendency, is_doubted=is_doubted)


def course(series: Iterable[Row], year: int) -> list[float]:
    """The plotted levels of at least LEAST_YEARS consecutive years up to one, all exact and unbroken; none of fewer."""
    by_year, found = _exact(series), list[Row]()
    while (row := by_year.get(year - len(found))) and (not found or _is_unbroken(row, found[-1])):
        found.append(row)
    return [float(row["plotted"]) for row in reversed(found)] if len(found) >= LEAST_YEARS else []


def _exact(series: Iterable[Row]) -> dict[Any, Row]:
    """The reported, unqualified levels of a series by their year, a whole year before part of it."""
    firm = [row for row in series if row["measure"] == LEVEL and row["status"] == REPORTED and not row["qualifier"]]
    dated = [row for row in firm if not pd.isna(row["year"])]
    return {row["year"]: row for row in sorted(dated, key=lambda row: not row["span"])}


def _is_unbroken(before: Row, now: Row) -> bool:
    """Whether two numbers of a series are in one unit and of like spans, with no break in definition between them."""
    edges = [None if pd.isna(one["break_from"]) else one["break_from"] for one in (before, now)]
    return bool(edges[0] == edges[1] and all(before[name] == now[name] for name in ("plotted_unit", "span")))
