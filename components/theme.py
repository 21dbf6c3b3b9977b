"""Colours and type of everything that is drawn. Pure values: nothing here asks who is looking."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Mode = Literal["light", "dark"]

FONT = "Microsoft YaHei, PingFang SC, Noto Sans CJK SC, Source Han Sans SC, sans-serif"
TEXT_SIZE = 16


@dataclass(frozen=True)
class Palette:
    """Colours of one mode; text on background has a contrast of at least 4.5:1."""

    background: str
    text: str
    muted: str
    grid: str
    accent: str
    unreported: str
    border: str
    halo: str
    low: str
    high: str


PALETTES: dict[Mode, Palette] = {
    "light": Palette(
        "#ffffff", "#1b2430", "#4d5a6b", "#e3e8ef", "#1f4e9e", "#d9dde3", "#ffffff", "#ffffff", "#c9dcf5", "#1f4e9e"
    ),
    "dark": Palette(
        "#10161f", "#e8edf4", "#b3bfce", "#2c3747", "#8fb6f5", "#39424f", "#10161f", "#10161f", "#24405f", "#8fb6f5"
    ),
}

# Paul Tol's qualitative schemes "muted" and "light": told apart with every common colour blindness.
SERIES: dict[Mode, tuple[str, ...]] = {
    "light": ("#1f4e9e", "#b3400a", "#00755e", "#882255", "#6b5b00", "#4c4cb5", "#a03060", "#2f6f8f"),
    "dark": ("#8fb6f5", "#f0a06a", "#5fd3b0", "#e59ac0", "#d9c86a", "#b9b4f5", "#f09aa8", "#88ccee"),
}

INDUSTRY_GROUPS: dict[Mode, dict[str, str]] = {
    "light": {
        "intelligent_manufacturing": "#88ccee",
        "biomedicine": "#cc6677",
        "food": "#ddcc77",
        "culture_tourism": "#aa4499",
        "urban_furniture": "#999933",
        "energy_materials": "#117733",
        "integrated_circuits": "#332288",
        "premium_commerce": "#882255",
        "advanced_equipment": "#44aa99",
    },
}
INDUSTRY_GROUPS["dark"] = INDUSTRY_GROUPS["light"]


def chart_config(mode: Mode) -> dict[str, object]:
    """The one Vega-Lite configuration of all charts."""
    palette = PALETTES[mode]
    text = {"font": FONT, "fontSize": TEXT_SIZE, "color": palette.text}
    return {
        "background": palette.background,
        "font": FONT,
        "view": {"stroke": None},
        "padding": 6,
        "autosize": {"type": "fit-x", "contains": "padding"},
        "axis": {
            "labelFont": FONT,
            "labelFontSize": TEXT_SIZE,
            "labelColor": palette.text,
            "titleFont": FONT,
            "titleFontSize": TEXT_SIZE,
            "titleColor": palette.muted,
            "titleFontWeight": "normal",
            "gridColor": palette.grid,
            "domainColor": palette.muted,
            "tickColor": palette.muted,
            "labelLimit": 320,
        },
        "axisY": {"titleAngle": 0, "titleAlign": "left", "titleAnchor": "end", "titleY": -14, "titleX": 0},
        "legend": {
            "labelFont": FONT,
            "labelFontSize": TEXT_SIZE,
            "labelColor": palette.text,
            "labelLimit": 320,
            "titleFont": FONT,
            "titleFontSize": TEXT_SIZE,
            "titleColor": palette.muted,
            "titleFontWeight": "normal",
            "orient": "top",
            "symbolSize": 120,
        },
        "header": {"labelFont": FONT, "labelFontSize": TEXT_SIZE, "labelColor": palette.text, "labelLimit": 300},
        "text": text,
        "range": {"category": list(SERIES[mode])},
        "locale": {
            "number": {"decimal": ".", "thousands": ",", "grouping": [3], "currency": ["", "元"]},
        },
    }
