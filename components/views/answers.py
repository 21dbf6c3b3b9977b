"""The answer to a question: what was understood, the sentence, what to know besides, its chart and where it stands."""

from __future__ import annotations

from dataclasses import dataclass

import streamlit as st

from components.drawing import charts
from components.frame import runtime
from components.frame.pages import PAGES
from components.views import parts
from components.widgets import copying
from whitepaper import asking
from whitepaper.model.selection import Selection, to_query
from whitepaper.telling.palette import Mode

SAID = ("indicator", "area", "year")
"""What is said of how a question was understood, where it is about numbers."""


@dataclass(frozen=True)
class Told:
    """An answer as the page shows it; spec: its chart, None where it has none."""

    sentence: str
    is_answered: bool
    understood: str
    more: str
    source: str
    target: Selection
    spec: dict[str, object] | None


@st.cache_data(show_spinner=False, max_entries=200)
def of(question: str, mode: Mode, dataset_version: str) -> Told:
    """The answer to a question, worked out once per data version."""
    found = asking.answer(question, runtime.store())
    return Told(
        found.sentence,
        found.is_answered,
        " · ".join(f"{chip.label}：{chip.chosen.text}" for chip in found.chips if chip.kind in SAID)
        if found.keys
        else "",
        found.more,
        found.source,
        found.target,
        charts.specification(found.panel, mode) if found.panel else None,
    )


def show(told: Told) -> None:
    """The answer above the results, its chart and the way to its numbers; a refusal with its reason."""
    with st.container(border=True, gap="small", key="answer"):
        if told.understood:
            parts.small([f"听成　{told.understood}"])
        copying.sentence(told.sentence, "answer", [told.more] if told.more else [])
        if told.spec is not None:
            st.vega_lite_chart(told.spec, theme=None, width="stretch", key="answer_chart")
        if told.source:
            parts.small([f"来源：{told.source}"])
        if not told.target.is_empty and told.is_answered:
            st.page_link(PAGES["explore"].link, label="**看这些数**", query_params=to_query(told.target))
