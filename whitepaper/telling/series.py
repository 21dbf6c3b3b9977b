"""The rows of a panel as series: the total and the others, their latest numbers, and what they are called."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import pandas as pd

from whitepaper.printed.categories import plain
from whitepaper.printed.wording import period_name, spaced
from whitepaper.store.order import present
from whitepaper.telling.panels import TOTAL, Panel


@dataclass(frozen=True)
class PanelSeries:
    """One panel of an indicator, whose name is `indicator`; a series is an area and a category over the years.

    district: id of the area that goes without saying.
    """

    panel: Panel
    indicator: str
    district: str

    @cached_property
    def rows(self) -> pd.DataFrame:
        """The panel's rows."""
        return self.panel.rows

    @cached_property
    def filled(self) -> pd.DataFrame:
        """The rows that have a number."""
        return self.rows[self.rows["value"].notna()]

    @cached_property
    def series(self) -> list[pd.DataFrame]:
        """The filled rows of each area and category, oldest first."""
        groups = self.filled.groupby(["area_id", "category"], sort=False)
        return [group.sort_values("year", kind="stable") for _, group in groups]

    @cached_property
    def head(self) -> pd.DataFrame | None:
        """The series of the total, where there is one."""
        if self.has_areas:
            district = (self.rows["area_id"] == self.district) & (self.rows["category"] == "")
            is_total = self.rows["is_total"] | district
        else:
            is_total = self.rows["category"] == ""
        totals = [one for one in self.series if is_total[one.index].all()]
        return totals[0] if len(totals) == 1 and len(self.series) > 1 else None

    @cached_property
    def items(self) -> list[pd.DataFrame]:
        """All series but the total."""
        return [one for one in self.series if one is not self.head]

    @cached_property
    def is_over_time(self) -> bool:
        """Whether any series has numbers of several years."""
        return any(one["year"].nunique() > 1 for one in self.series)

    @cached_property
    def has_areas(self) -> bool:
        """Whether the rows are of several areas."""
        return bool(self.rows["area_id"].nunique() > 1)

    @cached_property
    def periods(self) -> list[str]:
        """Periods of the latest number of each series."""
        return list(dict.fromkeys(latest(one)["period"] for one in self.series))

    @cached_property
    def newest(self) -> str:
        """The latest period that the paper states, of a plan only where there is nothing else; empty for none."""
        dated = self.filled[self.filled["year"].notna()]
        return str(present(dated)["period"]) if len(dated) else ""

    def subject(self, period: str) -> str:
        """Town, period and indicator, as far as all rows share them.

        period: as printed; empty says none.
        """
        name = self.indicator
        categories = self.rows["category"].unique()
        if len(categories) == 1 and categories[0]:
            name = f"{name}（{plain(categories[0])}）"
        area = "" if self.has_areas or self.rows["area_id"].iat[0] == self.district else self.rows["area"].iat[0]
        if not period:
            return f"{area}的{name}" if area else name
        said = period_name(period)
        return spaced(f"{area} {said}" if area else said, name)

    def name(self, row: pd.Series) -> str:
        """What sets the series of a row apart from the others: its area, its category, or both."""
        if not self.has_areas:
            return plain(row["category"]) or TOTAL
        if self.rows["category"].nunique() > 1 and row["category"]:
            return f"{row['area']}（{plain(row['category'])}）"
        return str(row["area"])


def latest(one: pd.DataFrame) -> pd.Series:
    """The latest row of a series, no plan or forecast; one without a year only where none has a year."""
    dated = one[one["year"].notna()]
    return present(dated if len(dated) else one)
