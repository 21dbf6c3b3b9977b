"""The answer to “where is this number from”: a table whose cells open the source card of their number."""

from __future__ import annotations

import streamlit as st

from components.frame import filters, runtime
from components.frame.pages import PAGES
from components.frame.text import plain
from components.widgets import plain_table
from whitepaper.model.cells import Table
from whitepaper.model.selection import Selection, to_query
from whitepaper.store import provenance

HINT = "点任一格，看这个数的出处、定义和核对结果。"


def clickable(table: Table, name: str) -> None:
    """A table; a click on a cell opens the source card of the number in it."""
    plain_table.draw_laid(plain_table.laid_of(table), name, lambda row, heading: open_card(table.key_at(row, heading)))


def open_card(key: str) -> None:
    """Open the source card of an observation; an empty key opens nothing."""
    if key:
        card(key)


@st.dialog("这个数哪来的", width="large", on_dismiss="rerun")
def card(key: str) -> None:
    """The source card of one observation, and the way to its indicator."""
    store = runtime.holding(key)
    facts({fact.heading: fact.text for fact in provenance.source_card(store, key)})
    row = store.observation(key)
    indicator_link(str(row["indicator_id"]), "**看这个指标的说明**")


def indicator_link(indicator_id: str, label: str) -> None:
    """The way to the page of an indicator; on that page itself a link would leave the address as it is."""
    if filters.is_on("indicator"):
        if st.button(label, icon=":material/chevron_right:", type="tertiary", key=f"to_{indicator_id}"):
            filters.choose(indicators=(indicator_id,))
            st.rerun()
        return
    st.page_link(
        PAGES["indicator"].link,
        label=label,
        icon=":material/chevron_right:",
        icon_position="right",
        query_params=to_query(runtime.addressed(Selection(indicators=(indicator_id,)))),
    )


def facts(texts: dict[str, str]) -> None:
    """Headings on the left, their texts on the right."""
    with st.container(gap="xsmall"):
        for heading, text in texts.items():
            left, right = st.columns([1, 5])
            left.markdown(f"**{plain(heading)}**")
            right.markdown(plain(text))
