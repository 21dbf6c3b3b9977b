"""The first screen as one element: title, account of the year, sectors, towns. Text in it is text, links are links."""

from __future__ import annotations

from typing import Any

from components.frame.scripts import beside, element

KEY = "overview"
_OVERVIEW = element(
    "overview",
    html='<div class="overview"></div>',
    css=beside(__file__, "judgement.css", "overview.css"),
    js=beside(__file__, "making.js", "overview.js"),
)


def draw(content: dict[str, Any]) -> dict[str, Any] | None:
    """Show the content as `views.overview.content` makes it; the link that was followed, as page and query."""
    result = _OVERVIEW(data=content, key=KEY, on_go_change=lambda: None)
    followed: dict[str, Any] | None = result.go
    return followed
