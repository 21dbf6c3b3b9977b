"""Which of several numbers stands for a town, and the towns side by side under one indicator."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd

from whitepaper.model.keys import LEVEL, REPORTED, TARGET
from whitepaper.model.selection import Selection
from whitepaper.printed import wording
from whitepaper.printed.wording import spaced
from whitepaper.store import headlines, order
from whitepaper.store.described import grouped, records
from whitepaper.store.store import Store
from whitepaper.telling import changes

_NUMBER = re.compile(r"(?<![\d.])(\d[\d,]*(?:\.\d+)?)(\D*)")
_YEAR = re.compile(r"(?:19|20)\d\d")


@dataclass(frozen=True)
class TownNumber:
    """A town under one indicator. shown: number with span and scope, or that it is not reported; key: empty then."""

    area_id: str
    name: str
    shown: str
    period: str
    key: str


def standing(rows: pd.DataFrame) -> pd.DataFrame:
    """Of each area and indicator the number that stands for it (`order.standing`), of those that it reports itself.

    The total stands before a part. rows: of `Store.observations`; the index is that of the areas.
    """
    levels = rows[rows["is_main"] & (rows["measure"] == LEVEL) & (rows["status"] == REPORTED) & rows["value"].notna()]
    series = grouped(records(levels), "indicator_id", "area_id").values()
    keys = {row["key"] for row in map(order.standing, series) if row is not None}
    return levels[levels["key"].isin(keys)].set_index("area_id", drop=False)


def reporting(store: Store) -> Counter[str]:
    """Indicator to how many towns have a number of it that `standing` may take, counted where the numbers are."""
    towns = Selection(towns=tuple(store.towns["area_id"]))
    told = store.rows.tally(["indicator_id", "area_id", "is_main", "measure", "status"], towns, is_current=True)
    return Counter(
        indicator_id
        for indicator_id, _, is_main, measure, status in told
        if is_main and measure == LEVEL and status == REPORTED
    )


def by_importance(store: Store, rows: pd.DataFrame) -> list[str]:
    """The indicators of which a town has a number: the headline ones first, the others in the order of the rows."""
    listed = store.frame("headlines")
    found = dict.fromkeys(rows.loc[(rows["measure"] == LEVEL) & rows["value"].notna(), "indicator_id"])
    first = [key for key in listed.loc[listed["area_id"] == "", "indicator_id"] if key in found]
    return list(dict.fromkeys([*first, *found]))


def opening(store: Store, area_id: str) -> str:
    """The headline numbers of a town in a sentence, with their change; empty where it reports none of them."""
    told = []
    for card in headlines.cards(store, Selection(towns=(area_id,))):
        for one in card.headlines:
            moved = f"，比上年{changes.told(one.change)}" if one.change is not None else ""
            row = store.observation(one.key)
            label = store.short_name(row["indicator_id"], row["category"]) if row["category"] else ""
            told.append(spaced(label or one.label, one.shown + row["span"]) + wording.behind(one.mark) + moved)
    return "；".join(told) + "。" * bool(told)


def listed(store: Store, indicator_id: str, years: Sequence[int]) -> list[TownNumber]:
    """All towns under an indicator: by size where numbers compare, else in their order; what is not reported last."""
    chosen = Selection(indicators=(indicator_id,), towns=tuple(store.towns["area_id"]), years=tuple(years))
    found = standing(store.observations(chosen))
    if store.indicator(indicator_id)["comparability"]:
        found = found.sort_values("plotted", ascending=False, kind="stable")
    else:
        found = found.reindex([area for area in store.towns["area_id"] if area in found.index])
    names = dict(zip(store.towns["area_id"], store.towns["name"], strict=True))
    filled = [
        TownNumber(area, names[area], said(row), row["period_name"], row["key"]) for area, row in found.iterrows()
    ]
    left = [area for area in names if area not in found.index]
    return filled + [TownNumber(area, names[area], wording.UNREPORTED, "", "") for area in left]


def repeating(points: Iterable[str], rows: pd.DataFrame) -> list[str]:
    """The points of a report all of whose numbers stand among those of the town: these tell them with their source.

    A point without a number is none of them. rows: observations of the town.
    """
    shown = rows[(rows["measure"] != TARGET) & (rows["status"] == REPORTED) & rows["value"].notna()]
    known: dict[float, list[dict[str, Any]]] = {}
    for row in records(shown):
        known.setdefault(float(row["value"]), []).append(row)

    def is_known(number: str, behind: str) -> bool:
        """Whether a row has the number, in the unit behind it; what is counted is called by many words."""
        is_whole = "." not in number and behind[:1].isalpha()
        rows_of = known.get(float(number.replace(",", "")), [])
        return any(behind.startswith(row["unit"]) or (is_whole and row["is_count"]) for row in rows_of)

    found = []
    for point in points:
        numbers = [(number, behind) for number, behind in _NUMBER.findall(point) if not _YEAR.fullmatch(number)]
        if numbers and all(is_known(*one) for one in numbers):
            found.append(point)
    return found


def said(row: pd.Series) -> str:
    """A number with the part of the year and the scope that it is of."""
    return str(row["shown"] + row["span"] + wording.scope(row["category"]))
