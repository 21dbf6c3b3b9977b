"""The type of everything that is drawn, and the one configuration of all charts. Pure: nothing asks who is looking."""

from __future__ import annotations

import dataclasses
from typing import Any

from whitepaper.model.text import FONTS
from whitepaper.telling.palette import PALETTES, SERIES, Mode, mixed

FONT = ", ".join([*FONTS, "sans-serif"])
TEXT_SIZE = 16


STEPS = 5
"""Shades of a map by size, at most."""


def shades(mode: Mode) -> list[str]:
    """The colours in which a map shows numbers, and that of a town without one; at the same place in every mode."""
    palette = PALETTES[mode]
    between = [mixed(palette.low, palette.high, step / last) for last in range(1, STEPS) for step in range(last + 1)]
    return [palette.unreported, *dict.fromkeys(between)]


def in_dark() -> dict[str, str]:
    """Every colour of the light drawings to the one in its place in the dark ones."""
    light, dark = ([*dataclasses.astuple(PALETTES[mode]), *SERIES[mode], *shades(mode)] for mode in ("light", "dark"))
    return dict(zip(light, dark, strict=True))


def turned(mode: Mode) -> dict[str, str]:
    """Every colour of the drawings of a mode to the one in its place in the other."""
    table = in_dark()
    return table if mode == "light" else {dark: light for light, dark in table.items()}


def chart_config(mode: Mode) -> dict[str, Any]:
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
