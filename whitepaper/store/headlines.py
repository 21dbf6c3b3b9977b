"""What stands on the first page: for each sector or town its headline numbers with their change."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias

import pandas as pd

from whitepaper.model.keys import LEVEL
from whitepaper.model.selection import Selection
from whitepaper.printed.changes import Change, change, course, is_judged
from whitepaper.printed.wording import mark, scope
from whitepaper.store.described import Row, grouped, records
from whitepaper.store.order import standing
from whitepaper.store.store import Store

Observed: TypeAlias = Mapping[tuple[Any, ...], Sequence[Row]]
"""Rows by their indicator and area."""
AT_ONCE = 100
"""Towns whose numbers are asked for in one question."""


@dataclass(frozen=True)
class Headline:
    """One headline number.

    label: short name on the card; key: of the observation; shown: value with unit and qualifier, or the dash of a
    missing value; judgement: 1 better, -1 worse, 0 no judgement; has_direction: whether more of it is better or worse;
    source: where it stands; mark: of `wording.mark`; gap: why the paper has no number of the year before, empty where
    it does not say; course: of `changes.course`.
    """

    label: str
    shown: str
    change: Change | None
    judgement: int
    key: str
    source: str
    is_doubted: bool
    mark: str = ""
    has_direction: bool = True
    gap: str = ""
    course: tuple[float, ...] = ()

    @property
    def is_judged(self) -> bool:
        """Whether its change is good, bad or neither: not without direction, nor where either number is in doubt."""
        is_doubted = self.is_doubted or (self.change is not None and self.change.is_doubted)
        return self.change is not None and self.has_direction and not is_doubted


@dataclass(frozen=True)
class Card:
    """Headline numbers of one sector or one town, and the selection that leads to all of them."""

    title: str
    subtitle: str
    target: Selection
    headlines: tuple[Headline, ...]


def cards(store: Store, selection: Selection) -> list[Card]:
    """A card per sector with numbers, or per chosen town; a number of the last year chosen, else of its own last year.

    Plans and forecasts never count, unless their year is chosen.
    """
    year = max(selection.years, default=None)
    listed = records(store.frame("headlines"))
    if selection.towns:
        listed = [line for line in listed if not line["area_id"]]
        starts = range(0, len(selection.towns), AT_ONCE)
        parts = [_of_towns(store, selection.towns[start : start + AT_ONCE], listed, year) for start in starts]
        return [card for part in parts for card in part]
    listed = [line for line in listed if line["area_id"] and selection.sector in {"", line["sector_id"]}]
    observed = _observed(store, listed, {line["area_id"]: None for line in listed})
    found = []
    for sector_id, name in store.names("sectors").items():
        own = [line for line in listed if line["sector_id"] == sector_id]
        headlines = [_headline(store, line, line["area_id"], observed, year) for line in own]
        target = Selection(sector=sector_id, years=selection.years)
        found.append(Card(name, "", target, tuple(h for h in headlines if h is not None)))
    return [card for card in found if card.headlines]


def _observed(store: Store, listed: Sequence[Row], areas: Iterable[str]) -> Observed:
    """The observations of the indicators that are listed, by these and by area, read at once."""
    if not listed:
        return {}
    wanted = Selection(indicators=tuple({line["indicator_id"]: None for line in listed}), towns=tuple(areas))
    return grouped(records(store.observations(wanted)), "indicator_id", "area_id")


def _of_towns(store: Store, towns: Sequence[str], listed: Sequence[Row], year: int | None) -> Iterator[Card]:
    observed = _observed(store, listed, towns)
    for area_id in towns:
        headlines = [_headline(store, line, area_id, observed, year) for line in listed]
        shown = tuple(headline for headline in headlines if headline is not None)
        yield Card(store.name("areas", area_id), store.industry(area_id), Selection(towns=(area_id,)), shown)


def _headline(store: Store, line: Row, area_id: str, observed: Observed, chosen: int | None) -> Headline | None:
    category, indicator_id = line["category"], line["indicator_id"]
    own = observed.get((indicator_id, area_id), [])
    series = [row for row in own if (row["category"] == category if category else row["is_main"])]
    newest = store.years_with_levels[-1]
    levels = [row for row in series if row["measure"] == LEVEL and row["at_year"] <= newest]
    if chosen is None:
        levels = [row for row in levels if not row["is_ahead"]]
    row = standing([row for row in levels if chosen is None or row["at_year"] == chosen])
    if row is None:
        return None
    year = row["at_year"]
    is_now = bool(chosen) or year == newest
    indicator = store.indicator(indicator_id)
    moved = change(series, year)
    before = [row for row in levels if row["at_year"] == year - 1]
    return Headline(
        label=line["label"] + scope(row["category"] if not category else "") + ("" if is_now else f"（{year} 年）"),
        shown=row["shown"],
        change=moved,
        judgement=moved.judgement(indicator["polarity"]) if moved and is_judged(row, moved) else 0,
        key=row["key"],
        source=row["source"],
        is_doubted=bool(row["doubt"]),
        mark=mark(row),
        has_direction=bool(indicator["polarity"]),
        gap=before[0]["status_reason"] if before and all(pd.isna(row["value"]) for row in before) else "",
        course=tuple(course(series, year)),
    )
