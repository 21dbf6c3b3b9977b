"""One search over everything: indicators with their numbers, towns, organisations, honours, policies, cases.

Finds by part of a name or alias, by pinyin and initials (shipin, spcj), and forgives one wrong character.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from whitepaper.model.dataset import INDEX
from whitepaper.model.keys import CHANGES, DERIVED, MISSING, NUMBERS
from whitepaper.model.selection import Selection
from whitepaper.model.text import variants
from whitepaper.printed.changes import printed_change
from whitepaper.store.described import CHANGE_WORDS, records
from whitepaper.store.index import Entry, Index, Kind
from whitepaper.store.order import in_time
from whitepaper.store.store import Store

MOST = 30  # of a kind
SERIES = ("indicator_id", "area_id", "category", "period")
"""What a number and its change share."""


def found(store: Store, query: str) -> dict[Kind, list[Entry]]:
    """The best MOST entries of each kind that has any."""
    return index(store).find(query, most=MOST)


@lru_cache(maxsize=2)
def index(store: Store) -> Index:
    """The search index of a store: that of its version, made in memory once where the version was built without one."""
    path = store.files.get(INDEX)
    if path:
        return Index.opened(path, store.dataset_version)
    from whitepaper.store import indexing  # only now, as the library that reads names takes 55 MB

    return Index.held(indexing.written(entries(store)))


def entries(store: Store) -> Iterator[Entry]:
    """All that can be found in a store."""
    yield from _indicators(store)
    for row in store.frame("areas").itertuples():
        detail = row.industry or row.kind
        target = Selection(towns=(row.area_id,))
        yield Entry("town", row.name, detail, target, " ".join(row.aliases))
    honours = store.honours(Selection())
    counts = honours.explode("organisation_ids")["organisation_ids"].value_counts()
    for row in store.frame("organisations").itertuples():
        number = int(counts.get(row.organisation_id, 0))
        place = store.name("areas", row.area_id) if row.area_id else ""
        detail = " · ".join(filter(None, [row.kind, place, f"荣誉 {number} 项" if number else ""]))
        yield Entry(
            "organisation", row.name, detail, Selection(organisation=row.organisation_id), " ".join(row.aliases)
        )
    for row in honours.itertuples():
        detail = " · ".join(filter(None, [row.award, row.level, row.year, row.source]))
        target = Selection(organisation=row.organisation_id) if row.organisation_id else Selection(awards=(row.award,))
        title = " · ".join(filter(None, [row.title, row.organisation]))
        yield Entry("honour", title or row.award, detail, target, row.award)
    for row in store.issued("policies").itertuples():
        detail = " · ".join(filter(None, [row.document_no, row.issuer_level, row.source]))
        yield Entry("policy", row.title, detail, Selection(sector=row.sector_id, text=row.title), row.document_no)
    for row in store.issued("cases").itertuples():
        yield Entry(
            "case", row.title, row.summary, Selection(sector=row.sector_id, text=row.title), " ".join(row.organisations)
        )


def _indicators(store: Store) -> Iterator[Entry]:
    """An entry per series: indicator, area and category with the latest number, and its change where one is printed."""
    rows, synonyms = store.observations(Selection()), store.codes("synonym")
    moves = records(rows[rows["measure"].isin(CHANGES) & rows["value"].notna()])
    changing = {row["indicator_id"] for row in moves}
    moved = {tuple(row[name] for name in SERIES): printed_change(row) for row in moves}
    levels = in_time(rows[rows["measure"].isin(NUMBERS)])
    latest = levels.drop_duplicates(["indicator_id", "area_id", "category"], keep="last").sort_index()
    for row in latest.itertuples():
        indicator = store.indicator(row.indicator_id)
        is_district = row.area_id == store.district
        title = " · ".join(filter(None, [row.indicator, row.category, "" if is_district else row.area]))
        value = row.status_said if row.status == MISSING else row.label
        change = moved.get(tuple(getattr(row, name) for name in SERIES))
        went = f"比上年{change.text}{change.doubt}" if change else ""
        detail = " · ".join(
            filter(None, [value, went, row.period, row.source, row.status_name if row.status == DERIVED else ""])
        )
        target = Selection(indicators=(row.indicator_id,), towns=() if is_district else (row.area_id,))
        words = variants(" ".join([title, *indicator["aliases"], row.subsector, row.area, row.period]), synonyms)
        words += f" {CHANGE_WORDS}" if row.indicator_id in changing else ""
        yield Entry("indicator", title, detail, target, words, row.key)
