"""Loading a small text file that the reader chooses. Streamlit's own box for files speaks English."""

from __future__ import annotations

import streamlit as st

from components.frame.scripts import beside

LARGEST = 1_000_000  # bytes; a larger one is not sent and counts as empty
_LOADER = st.components.v2.component(
    "loader",
    html='<label><span></span><input type="file"></label>',
    css=beside(__file__, "loading.css"),
    js=beside(__file__, "loading.js"),
)


def text_file(label: str, ending: str, key: str) -> str | None:
    """A button that lets the reader choose a file: its text in the run after the choice, None in all others."""
    data = {"label": label, "ending": ending, "largest": LARGEST}
    result = _LOADER(data=data, key=key, on_read_change=lambda: None)
    text = None if result.read is None else str(result.read["text"])
    return text if text is None or len(text) <= LARGEST else ""
