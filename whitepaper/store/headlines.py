"""What stands on the first page: for each sector or town its headline numbers with their change."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from whitepaper.model.keys import LEVEL
from whitepaper.model.selection import Selection
from whitepaper.printed.changes import Change, change, is_judged
from whitepaper.printed.wording import scope
from whitepaper.store.described import records
from whitepaper.store.order import standing
from whitepaper.store.store import Store


@dataclass(frozen=True)
class Headline:
    """One headline number.

    label: short name on the card; key: of the observation; shown: value with unit and qualifier, or the dash of a
    missing value; judgement: 1 better, -1 worse, 0 no judgement; has_direction: whether more of it is better or worse;
    gap: why the paper has no number of the year before, empty where it does not say.
    """

    label: str
    shown: str
    change: Change | None
    judgement: int
    key: str
    is_doubted: bool
    has_direction: bool = True
    gap: str = ""


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
    listed = store.frame("headlines")
    if selection.towns:
        return [_town_card(store, area_id, listed, year) for area_id in selection.towns]
    found = []
    for sector_id, name in store.names("sectors").items():
        if selection.sector in {"", sector_id}:
            rows = listed[(listed["sector_id"] == sector_id) & (listed["area_id"] != "")]
            headlines = [
                _headline(store, r.indicator_id, r.area_id, r.category, r.label, year) for r in rows.itertuples()
            ]
            target = Selection(sector=sector_id, years=selection.years)
            found.append(Card(name, "", target, tuple(h for h in headlines if h is not None)))
    return [card for card in found if card.headlines]


def _town_card(store: Store, area_id: str, listed: pd.DataFrame, year: int | None) -> Card:
    rows = listed[listed["area_id"] == ""]
    headlines = [_headline(store, r.indicator_id, area_id, r.category, r.label, year) for r in rows.itertuples()]
    target = Selection(towns=(area_id,))
    return Card(
        store.name("areas", area_id), store.industry(area_id), target, tuple(h for h in headlines if h is not None)
    )


def _headline(
    store: Store, indicator_id: str, area_id: str, category: str, label: str, chosen: int | None
) -> Headline | None:
    observed = records(store.observations(Selection(indicators=(indicator_id,), towns=(area_id,))))
    series = [row for row in observed if (row["category"] == category if category else row["is_main"])]
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
        label=label + scope(row["category"] if not category else "") + ("" if is_now else f"（{year} 年）"),
        shown=row["shown"],
        change=moved,
        judgement=moved.judgement(indicator["polarity"]) if moved and is_judged(row, moved) else 0,
        key=row["key"],
        is_doubted=bool(row["doubt"]),
        has_direction=bool(indicator["polarity"]),
        gap=before[0]["status_reason"] if before and all(pd.isna(row["value"]) for row in before) else "",
    )
