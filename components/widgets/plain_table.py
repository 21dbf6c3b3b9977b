"""A table as plain text in the page: every cell whole, printed as it is, far lighter than a data grid.

A click on a heading sorts it; a long one draws its rows as the reader comes near them.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from typing import Any

import pandas as pd

from components.frame.scripts import beside, element
from whitepaper.model.cells import Table
from whitepaper.model.text import ems
from whitepaper.printed.wording import MINUS, TYPED_MINUS
from whitepaper.telling.sheets import MOSTLY, at_right, widths

NARROWEST, ON_PHONE, NARROWER = 6.0, 5.5, 0.5
"""Ems that a column keeps if it needs as many, and what part of more; a narrower window scrolls the table sideways."""
LONG_TEXT, LONG_ON_PHONE, MOST_ON_PHONE, LINES = 14.0, 11.0, 24.0, 4
"""Ems from which a column is one of texts, what it then keeps on a phone, and at most where a text has more lines."""
LONG = 20  # rows; more of them scroll inside their own frame
SCOPES = ("area", "category")
"""The columns of a table of cells that say of which place, and of what part of its indicator, a number is."""
_NUMBERED = re.compile(r"\d{4}(-\d{4})?|[^\W\d]+\d+( .*)?")  # a year, a table of the paper with its office
Laid = dict[str, Any]
_TABLE = element(
    "plain_table",
    html=(
        '<div><p class="aside" hidden>左右滑动，看其余各列</p><table>'
        "<thead><tr></tr></thead><tbody></tbody></table>"
        '<div class="end" hidden></div><p class="cut" hidden></p></div>'
    ),
    css=beside(__file__, "plain_table.css"),
    js=beside(__file__, "making.js", "words.js", "columns.js", "plain_table.js"),
)


def draw(
    shown: pd.DataFrame, key: str, clicked: Callable[[int, str], object] | None = None, *, linked: str = ""
) -> None:
    """A table of texts; a click on a cell calls `clicked(row, column)`, as Enter on its row does.

    linked: heading of a column that looks like the links that its rows are.
    """
    draw_laid(laid(shown) | ({"linked": list(shown).index(linked)} if linked else {}), key, clicked)


def draw_laid(table: Laid, key: str, clicked: Callable[[int, str], object] | None = None) -> None:
    """As `draw`, of a table that is laid out already; read, never changed."""
    picked = _drawn(table, key, is_clickable=clicked is not None)
    if picked and clicked is not None:
        row, column = picked
        clicked(int(row), table["headings"][int(column)])


def draw_fitted(shown: pd.DataFrame, key: str, height: float) -> None:
    """A table of texts in the largest type that fits the window. height: the share of it that the table may take."""
    _drawn(laid(shown, height), key)


def laid_of(table: Table, spare: str = "") -> Laid:
    """A table of cells as our script reads it."""
    scopes = [table.headings[name] for name in SCOPES if name in table.headings]
    return laid(table.shown, spare=spare, value=table.headings.get(table.value, ""), scopes=scopes)


def laid(
    shown: pd.DataFrame, height: float = 0.0, spare: str = "", value: str = "", scopes: Sequence[str] = ()
) -> Laid:
    """A table of texts as our script reads it: headings, rows, how wide a column is and whether it holds numbers.

    isNumber: of a column that is set like numbers; isOfNumbers: of one whose texts say numbers, which stay on one line;
    spare: heading of a column that a narrow window leaves out; value: of the one that a phone shows beside the first;
    scopes: of those whose texts it shows with those of the first.
    """
    columns = widths(shown)
    return {
        "headings": [str(name) for name in shown],
        "rows": shown.to_numpy().tolist(),
        "isNumber": at_right(shown) if height else [_is_number(shown[name]) for name in shown],
        "isOfNumbers": [_is_of_numbers(shown[name]) for name in shown],
        "isSpare": [name == spare for name in shown],
        "isValue": [name == value for name in shown],
        "isScope": [name in scopes for name in shown],
        "shares": [100 * width / sum(columns) for width in columns],
        "ems": sum(columns),
        "least": [
            _least(width, max(map(ems, shown[name]), default=0.0)) for name, width in zip(shown, columns, strict=True)
        ],
        "height": height,
        "isLong": not height and len(shown) > LONG,
    }


def key_of(key: str) -> str:
    """The key of the element that `draw` makes under a key."""
    return f"table_{key}"


def content(table: Laid, *, is_clickable: bool = False) -> dict[str, Any]:
    """What the element is sent."""
    return {**table, "isClickable": is_clickable}


def _drawn(table: Laid, key: str, *, is_clickable: bool = False) -> list[int] | None:
    data = content(table, is_clickable=is_clickable)
    result = _TABLE(data=data, key=key_of(key), on_picked_change=lambda: None)
    picked: list[int] | None = result.picked
    return picked


def _least(width: float, longest: float) -> tuple[float, float]:
    """What of its width a column keeps in a narrow window, and on a phone. longest: of its texts, in ems as well."""
    least, most = NARROWER * width, NARROWEST
    on_phone = max(LONG_ON_PHONE, least) if width >= LONG_TEXT else max(least, min(width, ON_PHONE))
    return min(width, max(most, least)), max(on_phone, min(longest / LINES, MOST_ON_PHONE))


def _is_number(texts: Iterable[str]) -> bool:
    """Whether a column of a page is set like numbers: every text in it is one."""
    filled = [text for text in texts if text]
    return bool(filled) and all(re.fullmatch(rf"[{MINUS}{TYPED_MINUS}]?[\d,]+(\.\d+)?%?", text) for text in filled)


def _is_of_numbers(texts: Iterable[str]) -> bool:
    """Whether most texts of a column say a number, with its unit and what stands around it; a year or place is none."""
    filled = [text for text in texts if text]
    told = [text for text in filled if re.search(r"\d", text) and not _NUMBERED.fullmatch(text)]
    return bool(filled) and len(told) >= MOSTLY * len(filled)
