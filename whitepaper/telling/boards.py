"""Number boards: a panel that is no chart, as numbers side by side."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import pandas as pd

from whitepaper.printed.wording import in_parts
from whitepaper.telling.panels import Panel
from whitepaper.telling.phrases import UNSTATED, value


@dataclass(frozen=True)
class Number:
    """One number of a board: what it is, the number as it is shown, its period, and those before it in words.

    period: empty where it goes without saying; judgement: of `account`, None where its change is not judged.
    """

    key: str
    name: str
    shown: str
    period: str = ""
    earlier: str = ""
    judgement: int | None = None

    @property
    def parts(self) -> tuple[str, str, str]:
        """What stands before the figures, the figures, and what stands behind them."""
        return in_parts(self.shown)

    @property
    def aside(self) -> str:
        """The period and the numbers before it."""
        return "，".join(filter(None, [self.period, self.earlier]))


def numbers(panel: Panel) -> list[Number]:
    """The numbers of a panel of few series: of one series year by year, of several the latest with those before it."""
    found = latest(panel)
    if len(found) > 1:
        return dated(found)
    filled = panel.rows[panel.rows["value"].notna()].sort_values("year", kind="stable")
    return [Number(row["key"], row["period_name"], value(row)) for _, row in filled.iloc[::-1].iterrows()]


def latest(panel: Panel) -> list[Number]:
    """The latest number of each series, the total first, with its period and those before it."""
    filled = panel.rows[panel.rows["value"].notna()].sort_values("year", kind="stable")
    series = [one for _, one in filled.groupby(["area_id", "category"], sort=False)]
    return [_latest(one) for one in sorted(series, key=lambda one: not one["is_total"].iat[0])]


def dated(found: Sequence[Number]) -> list[Number]:
    """The numbers with their periods where those differ and are stated."""
    is_one = len({number.period for number in found}) == 1
    return [replace(number, period="") if is_one or number.period == UNSTATED else number for number in found]


def _latest(one: pd.DataFrame) -> Number:
    *before, last = (row for _, row in one.iterrows())
    earlier = "，".join(f"{row['period_name']} {value(row)}" for row in before)
    return Number(last["key"], last["series"], value(last), last["period_name"], earlier)
