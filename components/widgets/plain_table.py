"""A table as plain text in the page: every cell whole, printed as it is, far lighter than a data grid.

A click on a heading sorts it; a long one draws its rows as the reader comes near them.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

import pandas as pd

from components.frame.scripts import beside, element
from whitepaper.telling.sheets import widths

NARROWEST = 6  # ems a column; a narrower window scrolls the table sideways
LONG = 20  # rows; more of them scroll inside their own frame
_TABLE = element(
    "plain_table",
    html=(
        "<div><table><thead><tr></tr></thead><tbody></tbody></table>"
        '<div class="end" hidden></div><p class="cut" hidden></p></div>'
    ),
    css=beside(__file__, "plain_table.css"),
    js=beside(__file__, "making.js", "plain_table.js"),
)


def draw(shown: pd.DataFrame, key: str, clicked: Callable[[int, str], object] | None = None) -> None:
    """A table of texts; a click on a cell calls `clicked(row, column)`, as Enter on its row does."""
    picked = _drawn(shown, key, is_clickable=clicked is not None)
    if picked and clicked is not None:
        row, column = picked
        clicked(int(row), str(shown.columns[int(column)]))


def draw_fitted(shown: pd.DataFrame, key: str, height: float) -> None:
    """A table of texts in the largest type that fits the window. height: the share of it that the table may take."""
    _drawn(shown, key, height=height)


def _drawn(shown: pd.DataFrame, key: str, *, height: float = 0.0, is_clickable: bool = False) -> list[int] | None:
    columns = widths(shown)
    result = _TABLE(
        data={
            "headings": [str(name) for name in shown],
            "rows": shown.to_numpy().tolist(),
            "isNumber": [False if height else _is_number(shown[name]) for name in shown],
            "shares": [100 * width / sum(columns) for width in columns],
            "ems": sum(columns),
            "narrowest": NARROWEST * len(columns),
            "height": height,
            "isLong": not height and len(shown) > LONG,
            "isClickable": is_clickable,
        },
        key=f"table_{key}",
        on_picked_change=lambda: None,
    )
    picked: list[int] | None = result.picked
    return picked


def _is_number(texts: Iterable[str]) -> bool:
    """Whether a column is set like numbers: every text in it is one."""
    filled = [text for text in texts if text]
    return bool(filled) and all(re.fullmatch(r"-?[\d,]+(\.\d+)?%?", text) for text in filled)
