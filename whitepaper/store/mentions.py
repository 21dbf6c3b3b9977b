"""Where the paper names an organisation, and what it says there, as far as the tables hold it."""

from __future__ import annotations

import pandas as pd

from whitepaper.model.keys import RUNNING_TEXT
from whitepaper.model.selection import Selection
from whitepaper.model.text import unspaced
from whitepaper.store.store import Store

COLUMNS = ("place", "kind", "text")
TEXTS = ("indicator", "category", "note")
"""What may name an organisation beside a number."""
HONOUR, CASE, NUMBER, NOTE, NAMED = "荣誉", "案例", "数", "街镇要点", "提及"


def mentions(store: Store, organisation_id: str) -> pd.DataFrame:
    """Every place that names an organisation, in the order of `organisations.sources`.

    Returns place, kind, text: one row for each honour, case, number or town note that names it, and one
    row for each place that only names it. Raises KeyError for an unknown id.
    """
    row = store.frame("organisations").set_index("organisation_id").loc[organisation_id]
    forms = [row["name"], *row["aliases"]]
    found = [*_honours(store, organisation_id), *_cases(store, forms), *_numbers(store, forms), *_notes(store, forms)]
    order = {place: position for position, place in enumerate(row["sources"])}
    found = [mention for mention in found if mention[0] in order]  # the reviewed list of places decides
    told = {place for place, _, _ in found}
    found += [(place, NAMED, "只提到名称") for place in order if place not in told]
    found.sort(key=lambda mention: order[mention[0]])
    return pd.DataFrame(found, columns=list(COLUMNS))


def _honours(store: Store, organisation_id: str) -> list[tuple[str, str, str]]:
    rows = store.honours(Selection(organisation=organisation_id))
    return [
        (_place(row.source, row.section), HONOUR, " · ".join(filter(None, [row.award, row.title, row.year])))
        for row in rows.itertuples()
    ]


def _cases(store: Store, forms: list[str]) -> list[tuple[str, str, str]]:
    rows = store.issued("cases")
    wanted = {unspaced(form) for form in forms}
    rows = rows[rows["organisations"].map(lambda names: not wanted.isdisjoint(map(unspaced, names)))]
    return [(f"案例{row.case_no}", CASE, row.title) for row in rows.itertuples()]


def _numbers(store: Store, forms: list[str]) -> list[tuple[str, str, str]]:
    said = store.rows.distinct(["indicator_id", *TEXTS], is_current=True)
    named = {(key, *texts) for key, *texts in said if _names(" ".join(texts), forms)}
    if not named:
        return []
    rows = store.observations(Selection(indicators=tuple(sorted({key for key, *_ in named}))))
    rows = rows[[one in named for one in rows[["indicator_id", *TEXTS]].itertuples(index=False, name=None)]]
    return [
        (
            _place(row.source, row.section),
            NUMBER,
            f"{row.indicator}{f' · {row.category}' if row.category else ''}：{row.shown}",
        )
        for row in rows.itertuples()
    ]


def _notes(store: Store, forms: list[str]) -> list[tuple[str, str, str]]:
    rows = store.issued("town_notes")
    return [
        (f"附录{store.report(row.area_id, Selection(editions=(row.edition,))).appendix}", NOTE, row.text)
        for row in rows.itertuples()
        if _names(row.text, forms)
    ]


def _names(text: str, forms: list[str]) -> bool:
    """Whether a text has one of the forms; brackets and spaces may be wide or narrow."""
    return any(unspaced(form) in unspaced(text) for form in forms)


def _place(source: str, section: str) -> str:
    """The place as `organisations.sources` writes it: a table, a case, an appendix, or chapter and part."""
    return "".join(section.split("/")[:2]) if source == RUNNING_TEXT else source
