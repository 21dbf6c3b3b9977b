"""The head of a page as one element: title, account of the year, headline numbers. Text in it is text."""

from __future__ import annotations

from typing import Any

from components.frame.scripts import beside, element

KEY = "head"
_HEAD = element(
    "head",
    html='<div class="head"></div>',
    css=beside(__file__, "judgement.css", "head.css"),
    js=beside(__file__, "making.js", "head.js"),
)


def draw(content: dict[str, Any]) -> str:
    """Show the content as `views.sector_head.content` makes it; the key of the number clicked, empty for none."""
    return str(_HEAD(data=content, key=KEY, on_picked_change=lambda: None).picked or "")
