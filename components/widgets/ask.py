"""The box for a question, with examples of what may be asked. What is typed in it is text."""

from __future__ import annotations

from collections.abc import Sequence

from components.frame.limits import LONGEST_WORDS
from components.frame.scripts import beside, element

_ASK = element(
    "ask",
    html='<div class="ask"></div>',
    css=beside(__file__, "ask.css"),
    js=beside(__file__, "making.js", "ask.js"),
)


def draw(question: str, examples: Sequence[str]) -> str:
    """The box with the question asked last; what was asked just now, empty for nothing."""
    content = {
        "question": question,
        "label": "问一句",
        "placeholder": "问一句，或输入名称、拼音",
        "button": "问",
        "examples": list(examples),
        "longest": LONGEST_WORDS,
    }
    return str(_ASK(data=content, key="ask", on_asked_change=lambda: None).asked or "")[:LONGEST_WORDS]
