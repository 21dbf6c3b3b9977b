"""The page of one indicator: its facts under fixed headings, its numbers, how to cite it."""

from __future__ import annotations

import streamlit as st

from components.frame import filters
from components.frame.overtaken import to_the_end
from components.frame.text import plain
from components.views import parts
from components.widgets import source_card
from whitepaper.model.selection import Selection
from whitepaper.store import indicator_facts, provenance
from whitepaper.store.store import Store

CITATION = "引用方式"


def choice(store: Store) -> None:
    """A box to choose the indicator."""
    key = "shown_indicator"
    chosen = filters.current().indicators
    names = store.names("indicators")
    st.session_state[key] = chosen[0] if chosen else None
    st.selectbox(
        "指标",
        list(names),
        format_func=names.__getitem__,
        index=None,
        placeholder="选一个指标，可以输入名称的一部分",
        key=key,
        on_change=to_the_end(
            lambda: filters.choose(indicators=(st.session_state[key],) if st.session_state[key] else ())
        ),
    )


def page(store: Store, indicator_id: str) -> None:
    """Facts, citation, related indicators, and the numbers themselves."""
    entry = store.indicator(indicator_id)
    st.header(plain(entry["name"]))
    sector = store.name("sectors", str(entry["sector_id"]))
    parts.small([f"{sector} · {entry['subsector']}"])
    source_card.facts(indicator_facts.facts(store, indicator_id))
    left, right = st.columns([1, 5])
    left.markdown("**相关指标**")
    with right, st.container(horizontal=True):
        for key, name in indicator_facts.related(store, indicator_id).items():
            source_card.indicator_link(key, plain(name))
    left, right = st.columns([1, 5])
    left.markdown(f"**{CITATION}**")
    right.code(provenance.citation(store, indicator_id), language=None, wrap_lines=True)
    rows = store.vintages(Selection(indicators=(indicator_id,)))
    st.header(f"全部数 · {len(rows)} 行")
    parts.table(rows, store)
