"""Panels as one element: heading, tools, sentence, chart, what must be said beside it. All text in it is text.

An element of the framework for each of these, for each panel, costs a reader three times the wait.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import streamlit as st

from components.frame import bundle, runtime
from components.frame.scripts import beside
from whitepaper.telling.remarks import Kind, Remark, folded

_PANELS = st.components.v2.component(
    "panels",
    html='<div class="panels"><div class="grid"><div class="column"></div><div class="column"></div></div></div>',
    css=beside(__file__, "panels.css"),
    js=beside(__file__, "making.js", "panels.js"),
)


@dataclass(frozen=True)
class Part:
    """One chart of a panel, or one value.

    name: what the drawing is called for who cannot see it; spec: its specification; value: a text in its place, with
    help on hover; foot: texts that stay open, each with whether it is a doubt; notes: those that are folded; pick:
    field of a mark that a click on it reports.
    """

    name: str
    heading: str = ""
    sentence: str = ""
    spec: dict[str, Any] | None = None
    value: str = ""
    help: str = ""
    foot: tuple[tuple[str, bool], ...] = ()
    notes: tuple[str, ...] = ()
    pick: str = ""


@dataclass(frozen=True)
class Shown:
    """One panel. id: what its button reports; about: a target of `pages.target`; pin: label of the button."""

    id: str
    heading: str = ""
    parts: tuple[Part, ...] = ()
    about: dict[str, Any] | None = None
    pin: str = ""
    is_plain: bool = False


def beneath(said: Sequence[Remark]) -> dict[str, Any]:
    """Remarks as fields of a Part: what changes the reading stays open, the rest is folded where it is long."""
    is_open, rest = folded(said)
    return {
        "foot": tuple((one.shown, one.kind is Kind.DOUBT) for one in is_open),
        "notes": tuple(one.shown for one in rest),
    }


def draw(
    shown: Sequence[Shown],
    key: str,
    pinned: Callable[[str], None] = lambda _: None,
    *,
    fill: float = 0.0,
) -> tuple[dict[str, Any] | None, str]:
    """The panels, side by side where there is room: the link that was followed, and the mark that was picked.

    pinned: called with the id of the panel whose button was clicked; fill: the share of the window's height that a
    chart takes, 0 its own height.
    """
    name = f"panels_{key}"
    result = _PANELS(
        data={
            "mode": runtime.mode(),
            "bundle": bundle.ADDRESS,
            "fill": fill,
            "panels": [_sent(one) for one in shown],
        },
        key=name,
        on_go_change=lambda: None,
        on_picked_change=lambda: None,
        on_pin_change=lambda: pinned(str(st.session_state[name].pin)),
    )
    return result.go, str(result.picked or "")


def _sent(one: Shown) -> dict[str, Any]:
    """As the script reads it. `vars`, as a specification is not to be copied."""
    return {**vars(one), "parts": [vars(part) for part in one.parts]}
