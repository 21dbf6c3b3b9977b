"""The cards of the first page."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from components.drawing import inline_svg
from components.frame import runtime
from components.frame.pages import PAGES
from whitepaper.model.selection import Selection, to_query
from whitepaper.printed import wording
from whitepaper.store import headlines, provenance
from whitepaper.store.headlines import Card, Headline
from whitepaper.telling.palette import PALETTES, Palette

JUDGEMENT_COLOURS = {1: "green", -1: "orange", 0: "gray"}
MIN_WIDTH = 310


@st.cache_data(show_spinner=False, max_entries=500)
def found(selection: Selection, dataset_version: str) -> list[Card]:
    """The cards of a selection, worked out once per data version."""
    return headlines.cards(runtime.store(), selection)


def grid(shown: Sequence[Card]) -> None:
    """A responsive grid of cards; each title leads to all numbers of its sector or town."""
    cells = st.grid(4, min_column_width=MIN_WIDTH, gap=12, border=True)
    palette = PALETTES[runtime.mode()]
    for card in shown:
        with cells.cell(), st.container(gap="xsmall"):
            _card(card, palette)


def _card(card: Card, palette: Palette) -> None:
    title = f"**{card.title}**" + (f" · {card.subtitle}" if card.subtitle else "")
    st.page_link(
        PAGES["explore"].link,
        label=title,
        icon=":material/chevron_right:",
        icon_position="right",
        query_params=to_query(card.target),
    )
    if not card.headlines:
        st.markdown(":small[专题报告未给出总览所列的数，点标题看它报告的其他数。]")
        return
    first, *others = card.headlines
    metric(first, palette)
    if others:
        lines = [f":small[{_line(headline, palette)}]" for headline in others]
        st.markdown("  \n".join(lines), help="\n\n".join(_help(headline) for headline in others))


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


def _line(headline: Headline, palette: Palette) -> str:
    change = f" :{JUDGEMENT_COLOURS[headline.judgement]}[{_change(headline)}]" if headline.change else ""
    return f"{headline.label} {_trend(headline, palette)} **{_shown(headline)}**{change}"


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
