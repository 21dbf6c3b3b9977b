"""Collecting charts for the reader's own report."""

from __future__ import annotations

import streamlit as st

from components import runtime
from whitepaper import pins
from whitepaper.pins import Pin
from whitepaper.selection import Selection

PINS = "pins"


def collected() -> list[Pin]:
    """The pins of this session."""
    found: list[Pin] = st.session_state.setdefault(PINS, [])
    return found


def add(made: Pin) -> None:
    """Collect one chart or page, once."""
    if made in collected():
        st.toast("已经在汇报里")
        return
    if len(collected()) >= pins.MOST_PINS:
        st.toast(f"汇报最多 {pins.MOST_PINS} 项")
        return
    st.session_state[PINS] = [*collected(), made]
    st.toast(f"已加入汇报，共 {len(collected())} 项")


def add_button(indicator_id: str, selection: Selection, chart: str) -> None:
    """The way from a chart into the report."""
    st.button(
        "加入汇报",
        type="tertiary",
        key=f"pin_{indicator_id}",
        on_click=lambda: add(pins.pin_chart(runtime.store(), indicator_id, selection, chart)),
    )
