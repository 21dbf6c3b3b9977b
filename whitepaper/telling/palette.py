"""The colours of everything that is drawn, on screen and on paper; paper takes the light ones."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Mode = Literal["light", "dark"]


@dataclass(frozen=True)
class Palette:
    """Colours of one mode; text on background has a contrast of at least 4.5:1.

    accent: of the mark that a drawing is about; other: of marks beside it.
    """

    background: str
    text: str
    muted: str
    grid: str
    accent: str
    other: str
    unreported: str
    border: str
    halo: str
    low: str
    high: str


PALETTES: dict[Mode, Palette] = {
    "light": Palette(
        background="#ffffff",
        text="#1b2430",
        muted="#4d5a6b",
        grid="#e3e8ef",
        accent="#1f4e9e",
        other="#6b86b0",
        unreported="#d9dde3",
        border="#ffffff",
        halo="#ffffff",
        low="#c9dcf5",
        high="#1f4e9e",
    ),
    "dark": Palette(
        background="#10161f",
        text="#e8edf4",
        muted="#b3bfce",
        grid="#2c3747",
        accent="#8fb6f5",
        other="#6d87ad",
        unreported="#39424f",
        border="#10161f",
        halo="#10161f",
        low="#24405f",
        high="#8fb6f5",
    ),
}
PAPER = PALETTES["light"]
JUDGED = {1: "#00664f", -1: "#9c3400", 0: PAPER.muted}
"""Judgement (of `account`) to its colour on paper."""

# Paul Tol's qualitative schemes "muted" and "light": told apart with every common colour blindness.
SERIES: dict[Mode, tuple[str, ...]] = {
    "light": ("#1f4e9e", "#b3400a", "#00755e", "#882255", "#6b5b00", "#4c4cb5", "#a03060", "#2f6f8f"),
    "dark": ("#8fb6f5", "#f0a06a", "#5fd3b0", "#e59ac0", "#d9c86a", "#b9b4f5", "#f09aa8", "#88ccee"),
}


def parts(colour: str) -> tuple[int, int, int]:
    """Red, green and blue of #rrggbb."""
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


def mixed(low: str, high: str, share: float) -> str:
    """The colour that lies a share of the way from one to another."""
    return "#" + "".join(f"{round(a + (b - a) * share):02x}" for a, b in zip(parts(low), parts(high), strict=True))
