"""Keys that a page listens to.

Streamlit's own shortcuts of buttons miss a press while it believes another key to be held, as after Escape closed a
menu, and the click they stand for is lost when the run it started is overtaken by another.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

import streamlit as st

FULL_SCREEN = "full_screen"
_KEYS = st.components.v2.component(
    "keys",
    js="""
const toggle = () => document.fullscreenElement
  ? document.exitFullscreen() : document.documentElement.requestFullscreen()
export default function ({ data, setTriggerValue }) {
  const listen = (event) => {
    if (event.target.closest?.("input, textarea") || event.ctrlKey || event.altKey || event.metaKey) return
    const action = data.actions[event.key.length > 1 ? event.key : event.key.toLowerCase()]
    if (!action) return
    event.preventDefault()
    if (action === data.fullScreen) toggle()
    else setTriggerValue("pressed", action)
  }
  const root = document.documentElement
  window.addEventListener("keydown", listen)
  root.dataset.keys = data.name
  return () => {
    window.removeEventListener("keydown", listen)
    if (root.dataset.keys === data.name) delete root.dataset.keys
  }
}
""",
)


def listen(name: str, actions: Mapping[str, str], act: Callable[[str], object]) -> None:
    """Call `act` with the action of each key pressed, outside boxes to type in, before the page runs again.

    name: stands in the attribute `data-keys` of the document while the keys are listened to; actions: key as browsers
    name it (letters small) to action; FULL_SCREEN is done in the browser, as only a key press may.
    """
    _KEYS(
        data={"name": name, "actions": dict(actions), "fullScreen": FULL_SCREEN},
        key=name,
        on_pressed_change=lambda: act(str(st.session_state[name].pressed)),
    )
