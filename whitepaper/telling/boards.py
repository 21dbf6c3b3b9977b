"""Number boards: a panel that is no chart, as numbers side by side."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby, takewhile
from typing import Any

from whitepaper.model.keys import CHANGES, DERIVED, period_of
from whitepaper.printed.changes import printed_change
from whitepaper.printed.wording import in_parts, spaced
from whitepaper.printed.wording import scope as bracketed
from whitepaper.store.described import grouped
from whitepaper.telling.panels import TOTAL, Panel, columned_texts, nothings
from whitepaper.telling.phrases import LISTED, UNSTATED, value
from whitepaper.telling.series import by_year

BETWEEN = " · "
"""Between an indicator, its area and its category in one name."""
YEAR = 4
"""Digits that a period begins with."""
MOST_TOLD = 60
"""Characters of the numbers that a sentence names, more only where the first takes them."""


@dataclass(frozen=True)
class Number:
    """One number of a board: what it is, the number as it is shown, its period, and those before it in words.

    period: empty where it goes without saying; judgement: of `account`, None where its change is not judged;
    scope: the end of the name, as its category, that may stand beside the number instead; empty for none; short: what
    stands above the number in place of the rest of the name, empty for just that. The name alone is whole. is_whole:
    whether it is of all that others of the same name are parts of.
    """

    key: str
    name: str
    shown: str
    period: str = ""
    earlier: str = ""
    judgement: int | None = None
    scope: str = ""
    short: str = ""
    is_whole: bool = False

    @property
    def pieces(self) -> list[str]:
        """The parts of its name, as they may stand on lines of their own."""
        return self.name.split(BETWEEN)

    @property
    def label(self) -> str:
        """What stands above the number: the short name, or the name without what may stand beside the number."""
        return self.short or (self.name.removesuffix(f"{BETWEEN}{self.scope}") if self.scope else self.name)

    @property
    def beside(self) -> str:
        """What stands beside the number under its label: scope, period and the numbers before it."""
        return "，".join(filter(None, [self.scope or TOTAL * self.is_whole, self.aside]))

    @property
    def parts(self) -> tuple[str, str, str]:
        """What stands before the figures, the figures, and what stands behind them, beside the label."""
        return in_parts(self.shown, self.label)

    @property
    def said(self) -> str:
        """The number as it follows the label in a sentence."""
        return "".join(self.parts)

    @property
    def aside(self) -> str:
        """The period and the numbers before it."""
        return "，".join(filter(None, [self.period, self.earlier]))


def numbers(panel: Panel) -> list[Number]:
    """The numbers of a panel of few series: of one series year by year, of several the latest with those before it.

    What was worked out from the change of a printed year stands in its sentence, not as large as what is printed.
    """
    found = latest(panel)
    if len(found) > 1:
        return dated(found)
    moves = columned_texts(panel)
    printed = [row for row in _by_year(panel) if row["status"] != DERIVED]
    return [
        Number(row["key"], row["period_name"], value(row), earlier=moves.get(row["key"], ""))
        for row in reversed(printed or _by_year(panel))
    ]


def latest(panel: Panel) -> list[Number]:
    """The latest number of each series, the total first, with its period, how much it changed, and those before it.

    Many that are nothing are one, the last.
    """
    series, moves = grouped(_by_year(panel), "area_id", "category"), columned_texts(panel)
    found = [_latest(*one, moves=moves) for one in sorted(series.values(), key=lambda one: not one[0]["is_total"])]
    empty = {row["key"] for row in nothings(panel.filled)}
    if not empty:
        return found
    named = f"其余 {len(empty)} 项"
    first = next(number for number in found if number.key in empty)
    return [*(one for one in found if one.key not in empty), replace(first, name=named, scope=named)]


def _by_year(panel: Panel) -> list[dict[str, Any]]:
    """The rows that have a number, those without a year last."""
    return sorted(panel.filled, key=by_year)


def told(found: Sequence[Number]) -> str:
    """The first numbers in one sentence, those of one name together, as many as a title holds; with their periods.

    A period that the first ones share is said once; those of earlier years follow. found: as `dated` gives them.
    """
    years = [period_of(number.key)[:YEAR] for number in found]
    found = [one for _, one in sorted(zip(years, found, strict=True), key=lambda pair: "" < pair[0] < max(years))]
    period = found[0].period
    alike = [replace(number, period="") for number in takewhile(lambda number: number.period == period, found)]
    said, count = _said(alike)
    if period and count > 1:
        return f"{'；'.join(said)}（均为 {period}）。"
    return f"{'；'.join(_said(found)[0])}。"


def _said(found: Sequence[Number]) -> tuple[list[str], int]:
    """The first numbers in words, those of one name together, and how many they are."""
    said: list[str] = []
    count = 0
    for label, group in groupby(found, key=lambda number: number.label):
        own = sorted(group, key=lambda number: bool(number.scope))  # the whole before its parts
        kept = _together(label, own, MOST_TOLD - sum(map(len, said)), is_first=not said)
        if not kept or (said and count >= LISTED):
            break
        text, listed = kept
        said.append(text)
        count += listed
        if listed < len(own):
            break
    return said, count


def _together(label: str, own: Sequence[Number], room: int, *, is_first: bool) -> tuple[str, int] | None:
    """Numbers of one name, as many as there is room for, and how many these are; None for none."""
    same = {(number.shown, number.period) for number in own}
    if len(own) >= LISTED and len(same) == 1 and all(number.scope for number in own):
        text = spaced(f"{label}：{'、'.join(number.scope for number in own)}均为", _dated(own[0]))
        if len(text) <= room:
            return text, len(own)
    for count in range(len(own), 0, -1):
        first, *rest = own[:count]
        scoped = "、".join(_scoped(number) for number in (own[:count] if first.scope else rest))
        if not first.scope:
            text = spaced(label, _dated(first)) + (f"，{scoped}" if rest else "")
        else:
            text = f"{label}：{scoped}" if rest else spaced(label + bracketed(first.scope), _dated(first))
        if len(text) <= room or (is_first and count == 1):
            return text, count
    return None


def dated(found: Sequence[Number]) -> list[Number]:
    """The numbers with their periods where those differ and are stated."""
    is_one = len({number.period for number in found}) == 1
    return [replace(number, period="") if is_one or number.period == UNSTATED else number for number in found]


def _latest(*rows: Mapping[str, Any], moves: Mapping[str, str]) -> Number:
    *before, last = rows
    said = [moves.get(last["key"], ""), *(f"{row['period_name']} {value(row)}" for row in before)]
    earlier = "，".join(filter(None, said))
    shown = printed_change(last).words if last["measure"] in CHANGES else value(last)
    return Number(last["key"], last["series"], shown, last["period_name"], earlier)


def _scoped(number: Number) -> str:
    """`国家级 1 家`; `甲等3家` as it is where that is the number."""
    counted = number.scope.endswith(number.said.replace(" ", ""))
    return number.scope + bracketed(number.period) if counted else spaced(number.scope, _dated(number))


def _dated(number: Number) -> str:
    """`1 家（2023 年）`, where its period does not go without saying."""
    return number.said + bracketed(number.period)
