"""The series of two years as lines of text, for where there is no room between their points."""

from __future__ import annotations

from dataclasses import dataclass

from whitepaper.printed.wording import RATE_UNITS
from whitepaper.store.described import grouped
from whitepaper.telling.panels import Panel, columned_texts, order
from whitepaper.telling.phrases import value


@dataclass(frozen=True)
class Pair:
    """One series. key: of its later number; before: the number before it, without the unit where both have the same."""

    key: str
    name: str
    before: str
    now: str
    change: str


@dataclass(frozen=True)
class Pairs:
    """Series side by side in two years. years: the earlier and the later one."""

    years: tuple[int, int]
    lines: tuple[Pair, ...]


def pairs(panel: Panel) -> Pairs | None:
    """The series of a panel of two years, as it draws them; None of any other. A part has the years of the whole."""
    if panel.shape != "paired" or panel.value:
        return None
    filled = panel.filled
    whole = panel.rows if panel.whole is None else panel.whole
    first, last = sorted({int(year) for year in whole.loc[whole["value"].notna(), "year"]})
    series = {name: {int(row["year"]): row for row in own} for (name,), own in grouped(filled, "series").items()}
    totals = [row["series"] for row in filled if row["is_total"] and row["plotted_unit"] == "%"]
    names = dict.fromkeys([*totals, *order(panel.rows, panel.shape, is_ranked=panel.is_ranked)])
    moves = columned_texts(panel)
    lines = []
    for name in names:
        now, before = series[name].get(last), series[name].get(first)
        if now is not None:
            is_alike = before is not None and before["unit"] == now["unit"] and now["unit"] not in RATE_UNITS
            earlier = "" if before is None else value(before).removesuffix(now["unit"] if is_alike else "").rstrip()
            lines.append(Pair(now["key"], name, earlier, value(now), moves.get(now["key"], "")))
    return Pairs((first, last), tuple(lines))
