"""Keys that a page listens to.

Streamlit's own shortcuts of buttons miss a press while it believes another key to be held, as after Escape closed a
menu, and the click they stand for is lost when the run it started is overtaken by another.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

import streamlit as st

from components.frame.scripts import beside, element

FULL_SCREEN, BLACK = "full_screen", "black"
"""What is done in the browser: the whole screen, as only a key press may; a black screen until the next key."""
_KEYS = element(
    "keys",
    js=beside(__file__, "keys.js"),
)


def listen(name: str, actions: Mapping[str, str], act: Callable[[str], object]) -> None:
    """Call `act` with the action of each key pressed, outside boxes to type in, before the page runs again.

    name: stands in the attribute `data-keys` of the document while the keys are listened to; actions: key as browsers
    name it (letters small) to action; FULL_SCREEN and BLACK are done in the browser.
    """

    def pressed() -> None:
        act(str(st.session_state[name].pressed))

    _KEYS(
        data={"name": name, "actions": dict(actions), "fullScreen": FULL_SCREEN, "black": BLACK},
        key=name,
        on_pressed_change=pressed,
    )
