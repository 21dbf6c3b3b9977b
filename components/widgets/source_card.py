"""The answer to “where is this number from”: a table whose cells open the source card of their number."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pandas as pd
import streamlit as st

from components.frame import filters, runtime
from components.frame.pages import PAGES
from components.widgets import printing
from whitepaper.model.selection import Selection, to_query
from whitepaper.store import provenance

HINT = "点任一格，看这个数的出处、定义和核对结果。"


def clickable(shown: pd.DataFrame, keys: Callable[[int, str], str], name: str, **options: Any) -> None:
    """A table; a click on a cell opens the source card of the observation that `keys(row, column)` names.

    An empty key opens nothing. For the rest see `opening`.
    """
    opening(shown, lambda row, column: open_card(keys(row, column)), name, **options)


def open_card(key: str) -> None:
    """Open the source card of an observation; an empty key opens nothing."""
    if key:
        card(key)


def opening(
    shown: pd.DataFrame,
    act: Callable[[int, str], object],
    name: str,
    paper: str = "",
    **options: Any,
) -> None:
    """A table; a click on a cell calls `act(row, column)`, which may open a dialog.

    paper: `printing.as_html` of the same rows with the columns that paper has room for; empty prints all.
    `options` go to `st.dataframe`.
    """
    printing.on_paper(paper or printing.as_html(shown), name)
    turn = f"{name}_turn"
    event = st.dataframe(
        shown,
        hide_index=True,
        placeholder="",
        on_select="rerun",
        selection_mode="single-cell",
        key=f"{name}_{st.session_state.setdefault(turn, 0)}",
        **options,
    )
    cells = event.selection.cells
    if cells:
        st.session_state[turn] += 1  # the next run draws the table with no cell chosen
        row, column = cells[0]
        act(int(row), str(column))


@st.dialog("这个数哪来的", width="large", on_dismiss="rerun")
def card(key: str) -> None:
    """The source card of one observation, and the way to its indicator."""
    store = runtime.store()
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
        query_params=to_query(Selection(indicators=(indicator_id,))),
    )


def facts(texts: dict[str, str]) -> None:
    """Headings on the left, their texts on the right."""
    with st.container(gap="xsmall"):
        for heading, text in texts.items():
            left, right = st.columns([1, 5])
            left.markdown(f"**{heading}**")
            right.markdown(text)
