"""A button that says how much is behind it: at once where that is known, else when a reader comes near it.

What it says comes by an address, beside the page: a run of the page for it could meet one that the reader asked for,
and the framework keeps but one of two.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict, dataclass

from components.frame.overtaken import to_the_end
from components.frame.scripts import beside, element

_BUTTON = element(
    "counted_button",
    html='<button type="button"></button>',
    css=beside(__file__, "button.css", "counted_button.css"),
    js=beside(__file__, "counted_button.js"),
)


@dataclass(frozen=True)
class Said:
    """The words on a button, and those beside it for whoever points at it."""

    label: str
    aside: str


def draw(said: Said, address: str, key: str, on_press: Callable[[], None]) -> None:
    """Show the button. address: below the app's, where `Said` is to be had with the count; empty where it holds it."""
    _BUTTON(data=asdict(said) | {"address": address}, key=key, on_pressed_change=to_the_end(on_press))
