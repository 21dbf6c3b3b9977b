"""A sentence or a longer text with a button that copies it.

Streamlit's own code block opens a third of a second later, copies nothing on a page without https, and cannot be
scrolled by keys.
"""

from __future__ import annotations

from components.frame.scripts import beside, element

_SENTENCE = element(
    "copied_sentence",
    html="<p></p>",
    css=beside(__file__, "copying.css"),
    js=beside(__file__, "making.js", "copying.js"),
)
_BLOCK = element(
    "copied_block",
    html='<p></p><pre tabindex="0" role="region"></pre>',
    css=beside(__file__, "copied_block.css"),
    js=beside(__file__, "making.js", "copied_block.js"),
)


def sentence(text: str, key: str) -> None:
    """The sentence, ready to be copied."""
    _SENTENCE(data=content(text), key=key_of(key))


def key_of(key: str) -> str:
    """The key of the element that `sentence` makes under a key."""
    return f"sentence_{key}"


def content(text: str) -> dict[str, str]:
    """What the element is sent, as of `sentence`."""
    return {"text": text}


def block(label: str, text: str, key: str) -> None:
    """A text of several lines under its label, ready to be copied; a long one scrolls."""
    _BLOCK(data={"label": label, "text": text}, key=f"block_{key}")
