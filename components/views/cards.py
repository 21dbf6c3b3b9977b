"""The headline numbers of a sector."""

from __future__ import annotations

import streamlit as st

from components.drawing import inline_svg
from components.frame import runtime
from whitepaper.model.selection import Selection
from whitepaper.printed import wording
from whitepaper.store import headlines, provenance
from whitepaper.store.headlines import Card, Headline
from whitepaper.telling.palette import Palette

JUDGEMENT_COLOURS = {1: "green", -1: "orange", 0: "gray"}


@st.cache_data(show_spinner=False, max_entries=500)
def found(selection: Selection, dataset_version: str) -> list[Card]:
    """The cards of a selection, worked out once per data version."""
    return headlines.cards(runtime.store(), selection)


def metric(headline: Headline, palette: Palette) -> None:
    """One headline number with its change, small trend and source."""
    change = headline.change
    st.metric(
        f"{headline.label} {_trend(headline, palette)}",
        _shown(headline),
        delta=_change(headline) if change else None,
        delta_color=JUDGEMENT_COLOURS[headline.judgement],  # type: ignore[arg-type]  # its literals
        delta_arrow="off" if change is None or change.amount == 0 else "up" if change.amount > 0 else "down",
        help=_help(headline),
    )


def _change(headline: Headline) -> str:
    assert headline.change is not None
    return headline.change.marked


def _trend(headline: Headline, palette: Palette) -> str:
    return inline_svg.sparkline(headline.trend, palette.accent, palette.background)


def _shown(headline: Headline) -> str:
    return headline.shown + (wording.DOUBTED if headline.is_doubted else "")


def _help(headline: Headline) -> str:
    lines = [provenance.in_brief(runtime.store(), headline.key)]
    if headline.change and not headline.change.is_printed:
        lines.append("变化按两年所印的数计算")
    if any(point.is_derived for point in headline.trend):
        lines.append("小图中的空心点为推算值")
    return "  \n".join(lines)
