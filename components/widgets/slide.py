"""The parts of a slide that are text and shapes: cover, head, body and foot. All text in it is text."""

from __future__ import annotations

from typing import Any, Literal

from components.frame import runtime
from components.frame.scripts import beside, element

Part = Literal["cover", "head", "body", "foot", "thumb"]
_SLIDE = element(
    "slide",
    html='<div class="slide"></div>',
    css=beside(__file__, "judgement.css", "slide.css"),
    js=beside(__file__, "making.js", "words.js", "slide.js"),
)


def draw(part: Part, key: str = "", **data: Any) -> None:
    """One part, in type that follows the window; a thumb is a whole slide made small, with texts beside it.

    data: as the script takes it, texts, numbers and lists of them.
    """
    _SLIDE(data={"part": part, "mode": runtime.mode(), **data}, key=f"stage_slide_{key or part}")
