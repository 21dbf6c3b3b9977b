"""The head of a sector's page: how its year went, and its headline numbers with their change."""

from __future__ import annotations

from typing import Any

import streamlit as st

from components.frame import runtime
from components.widgets.panels import JUDGEMENTS
from whitepaper.model.selection import Selection
from whitepaper.printed import wording
from whitepaper.store import headlines, provenance
from whitepaper.store.headlines import Headline
from whitepaper.telling import account
from whitepaper.telling.changes import told
from whitepaper.telling.palette import Mode

DISTRICT_ALONE = "（以下要紧指标为全区数）"
NO_YEAR_BEFORE = "没有上年数"


@st.cache_data(show_spinner=False, max_entries=200)
def content(selection: Selection, mode: Mode, dataset_version: str) -> dict[str, Any]:
    """What the element shows. Follows sector and years; the numbers are the district's whatever town is chosen."""
    store = runtime.store()
    own = selection.only(("sector", "years"))
    found = account.account(store, own)
    told = account.parts(found, store.names("subsectors"))
    summary = [(text, JUDGEMENTS.get(judgement, "") if found.is_of_many else "") for text, judgement in told]
    year = [(f"{found.year} 年", "")] if found.judged else []  # else the sentence begins with it
    listed = [one for card in headlines.cards(store, own) for one in card.headlines]
    return {
        "mode": mode,
        "title": store.name("sectors", selection.sector),
        "summary": [*year, *summary, *([(DISTRICT_ALONE, "")] if selection.towns else [])],
        "lead": [],
        "note": "",
        "numbers": [_number(one) for one in listed],
    }


def _number(one: Headline) -> dict[str, Any]:
    return {
        "label": one.label,
        "value": wording.in_parts(one.shown, one.label),
        "key": one.key,
        "note": _note(one),
        "judgement": JUDGEMENTS[one.judgement] if one.is_judged else "",
        "mark": one.mark,
        "help": provenance.in_brief(runtime.store(), one.key),
    }


def _note(one: Headline) -> str:
    """The change on the year before, or why there is none."""
    if one.change is not None:
        return told(one.change)
    return f"上年{one.gap}" if one.gap else NO_YEAR_BEFORE
