"""One search over everything: indicators with their numbers, towns, organisations, honours, policies, cases.

Finds by part of a name or alias, by pinyin and initials (shipin, spcj), and forgives one wrong character.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Literal

from rapidfuzz import fuzz, process

from whitepaper.model.keys import CHANGES, DERIVED, MISSING, NUMBERS
from whitepaper.model.selection import Selection
from whitepaper.model.text import letters, variants
from whitepaper.store.described import CHANGE_WORDS
from whitepaper.store.order import in_time
from whitepaper.store.spelling import spelling
from whitepaper.store.store import Store

Kind = Literal["indicator", "town", "organisation", "honour", "policy", "case"]
KINDS: dict[Kind, str] = {
    "indicator": "指标",
    "town": "街镇",
    "organisation": "组织",
    "honour": "荣誉",
    "policy": "政策",
    "case": "案例",
}
WHOLE, PART, SPELLED = 100.0, 95.0, 90.0
MOST = 30  # of a kind
FUZZY_LEAST = 72
SHARED_LEAST = 60  # of the pairs of characters of a whole phrase, whose order may differ
FUZZY_SHORTEST = 3
LENGTH_PENALTY = 0.05


@dataclass(frozen=True)
class Entry:
    """One thing that can be found, and the view that shows it.

    title: what it is; detail: the number or the award itself with its source; target: where it leads; key: of the
    observation whose number the detail shows, empty for none.
    """

    kind: Kind
    title: str
    detail: str
    target: Selection
    words: str
    key: str = ""


def found(store: Store, query: str) -> dict[Kind, list[Entry]]:
    """The best MOST entries of each kind that has any; the index of a store is built once."""
    return index(store).find(query, most=MOST)


@lru_cache(maxsize=2)
def index(store: Store) -> Index:
    """The search index of a store, ready for its first search."""
    return Index.build(store).warm()


@dataclass(frozen=True)
class Index:
    """All entries with their folded text, pinyin and initials."""

    entries: tuple[Entry, ...]

    @classmethod
    def build(cls, store: Store) -> Index:
        """Entries of every table of the store."""
        return cls(tuple(_entries(store)))

    def find(self, query: str, most: int = 12) -> dict[Kind, list[Entry]]:
        """The best entries of each kind, best first, at most `most` each; empty for an empty query."""
        wanted = letters(query)
        if not wanted:
            return {}
        scores = [max(scored) for scored in zip(self._by_text(query), self._by_spelling(wanted), strict=True)]
        order = sorted((place for place, score in enumerate(scores) if score), key=lambda place: -scores[place])
        found: dict[Kind, list[Entry]] = {}
        for place in order:
            group = found.setdefault(self.entries[place].kind, [])
            if len(group) < most:
                group.append(self.entries[place])
        return {kind: found[kind] for kind in KINDS if kind in found}

    def _by_text(self, query: str) -> Iterator[float]:
        """Score of the characters: the whole title, all words as parts, or nearly the same."""
        wanted = letters(query)
        parts = [letters(word) for word in query.split()]
        nearly: Sequence[float] = [0.0] * len(self.entries)
        if len(wanted) >= FUZZY_SHORTEST and not wanted.isascii():
            nearly = process.cdist([wanted], self._texts, scorer=fuzz.partial_ratio, score_cutoff=FUZZY_LEAST)[0]
        bigrams = {wanted[at : at + 2] for at in range(len(wanted) - 1)}
        for text, title, near in zip(self._texts, self._titles, nearly, strict=True):
            surplus = LENGTH_PENALTY * max(0, len(title) - len(wanted))
            if title == wanted:
                yield WHOLE
            elif all(part in text for part in parts):
                yield PART - surplus + (2 if wanted in title else 0)
            else:
                shared = sum(pair in text for pair in bigrams) / len(bigrams) * 100 if bigrams else 0
                best = max(float(near), shared if shared >= SHARED_LEAST else 0.0)
                yield max(0.0, best * 0.9 - surplus)

    def _by_spelling(self, wanted: str) -> Iterator[float]:
        """Score of Latin letters as pinyin or as initials."""
        is_spelled = wanted.isascii() and wanted.isalpha() and len(wanted) > 1
        for title, (whole, initials) in zip(self._titles, self._spellings, strict=True):
            surplus = LENGTH_PENALTY * len(title)
            if is_spelled and (whole.startswith(wanted) or initials.startswith(wanted)):
                yield SPELLED + 2 - surplus
            elif is_spelled and (wanted in whole or wanted in initials):
                yield SPELLED - surplus
            else:
                yield 0.0

    @cached_property
    def _texts(self) -> list[str]:
        return [letters(f"{entry.title} {entry.words}") for entry in self.entries]

    @cached_property
    def _titles(self) -> list[str]:
        return [letters(entry.title) for entry in self.entries]

    @cached_property
    def _spellings(self) -> list[tuple[str, str]]:
        return [spelling(title) for title in self._titles]

    @property
    def letters(self) -> list[tuple[str, str, str, str]]:
        """Of each entry the letters of all its words and of its title, its pinyin and its initials."""
        spelled = zip(self._texts, self._titles, self._spellings, strict=True)
        return [(text, title, whole, initials) for text, title, (whole, initials) in spelled]

    def warm(self) -> Index:
        """Prepare what the first search would otherwise wait for."""
        self.find("质量 zhiliang")
        self.find("zl")
        return self


def _entries(store: Store) -> Iterator[Entry]:
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
    """An entry per series: indicator, area and category with the latest number."""
    rows, synonyms = store.observations(Selection()), store.codes("synonym")
    changing = set(rows.loc[rows["measure"].isin(CHANGES), "indicator_id"])
    levels = in_time(rows[rows["measure"].isin(NUMBERS)])
    latest = levels.drop_duplicates(["indicator_id", "area_id", "category"], keep="last").sort_index()
    for row in latest.itertuples():
        indicator = store.indicator(row.indicator_id)
        is_district = row.area_id == store.district
        title = " · ".join(filter(None, [row.indicator, row.category, "" if is_district else row.area]))
        value = row.status_said if row.status == MISSING else row.label
        detail = " · ".join(
            filter(None, [value, row.period, row.source, row.status_name if row.status == DERIVED else ""])
        )
        target = Selection(indicators=(row.indicator_id,), towns=() if is_district else (row.area_id,))
        words = variants(" ".join([title, *indicator["aliases"], row.subsector, row.area, row.period]), synonyms)
        words += f" {CHANGE_WORDS}" if row.indicator_id in changing else ""
        yield Entry("indicator", title, detail, target, words, row.key)
