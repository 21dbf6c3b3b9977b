"""The rows of a panel as series: the total and the others, their latest numbers, and what they are called."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

import pandas as pd

from whitepaper.printed.categories import plain
from whitepaper.printed.wording import period_name, spaced
from whitepaper.store.described import Row, grouped, records
from whitepaper.store.order import present
from whitepaper.telling.panels import TOTAL, Panel
from whitepaper.telling.phrases import value


@dataclass(frozen=True)
class PanelSeries:
    """One panel of an indicator, whose name is `indicator`; a series is an area and a category over the years.

    district: id of the area that goes without saying; few: keys of rates of so few things that a rate alone says too
    much to how many these are.
    """

    panel: Panel
    indicator: str
    district: str
    few: Mapping[str, str] = field(default_factory=dict)

    def of_few(self, *rows: Row) -> str:
        """Of how few things rates are, in brackets behind them; nothing where one of them is of many, or of unknown."""
        counts = dict.fromkeys(self.few[row["key"]] for row in rows if row["key"] in self.few)
        return f"（按 {'、'.join(counts)}计）" if counts and all(row["key"] in self.few for row in rows) else ""

    def value(self, row: Row) -> str:
        """The number of a row, and of how few things it is."""
        return value(row) + self.of_few(row)

    @cached_property
    def rows(self) -> list[Row]:
        """The panel's rows."""
        return records(self.panel.rows)

    @property
    def filled(self) -> list[Row]:
        """The rows that have a number."""
        return self.panel.filled

    @cached_property
    def series(self) -> list[list[Row]]:
        """The filled rows of each area and category, oldest first, those without a year last."""
        return [sorted(one, key=by_year) for one in grouped(self.filled, "area_id", "category").values()]

    @cached_property
    def head(self) -> list[Row] | None:
        """The series of the total, where there is one."""
        totals = [one for one in self.series if all(map(self._is_total, one))]
        return totals[0] if len(totals) == 1 and len(self.series) > 1 else None

    def _is_total(self, row: Row) -> bool:
        if not self.has_areas:
            return not row["category"]
        return bool(row["is_total"] or (row["area_id"] == self.district and not row["category"]))

    @cached_property
    def items(self) -> list[list[Row]]:
        """All series but the total."""
        return [one for one in self.series if one is not self.head]

    @cached_property
    def is_over_time(self) -> bool:
        """Whether any series has numbers of several years."""
        return any(len({row["year"] for row in one if not pd.isna(row["year"])}) > 1 for one in self.series)

    @cached_property
    def has_areas(self) -> bool:
        """Whether the rows are of several areas."""
        return len({row["area_id"] for row in self.rows}) > 1

    @cached_property
    def periods(self) -> list[str]:
        """Periods of the latest number of each series."""
        return list(dict.fromkeys(latest(one)["period"] for one in self.series))

    @cached_property
    def newest(self) -> str:
        """The latest period that the paper states, of a plan only where there is nothing else; empty for none."""
        dated = [row for row in self.filled if not pd.isna(row["year"])]
        return str(present(dated)["period"]) if dated else ""

    def subject(self, period: str) -> str:
        """Town, period and indicator, as far as all rows share them.

        period: as printed; empty says none.
        """
        name = self.indicator
        first = self.rows[0]
        if len(self._categories) == 1 and first["category"]:
            name = f"{name}（{plain(first['category'])}）"
        area = "" if self.has_areas or first["area_id"] == self.district else first["area"]
        if not period:
            return f"{area}的{name}" if area else name
        said = period_name(period).removesuffix(name[0])  # 2024 年 and 年内…: 2024 年内…
        return spaced(f"{area} {said}" if area else said, name)

    @cached_property
    def _categories(self) -> set[str]:
        return {row["category"] for row in self.rows}

    def name(self, row: Row) -> str:
        """What sets the series of a row apart from the others: its area, its category, or both."""
        if not self.has_areas:
            return plain(row["category"]) or TOTAL
        if len(self._categories) > 1 and row["category"]:
            return f"{row['area']}（{plain(row['category'])}）"
        return str(row["area"])


def by_year(row: Row) -> tuple[bool, int]:
    """The key that sorts rows by year, those without one last."""
    is_undated = bool(pd.isna(row["year"]))
    return is_undated, 0 if is_undated else row["year"]


def latest(one: Sequence[Row]) -> Row:
    """The latest row of a series, no plan or forecast; one without a year only where none has a year."""
    dated = [row for row in one if not pd.isna(row["year"])]
    return present(dated or one)
