"""A sentence with a button that copies it, and what must be said beside it.

Streamlit's own code block does the same, but opens a third of a second later.
"""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from components.frame.scripts import beside

_SENTENCE = st.components.v2.component(
    "copied_sentence",
    html="<p></p><aside></aside>",
    css=beside(__file__, "copying.css"),
    js=beside(__file__, "making.js", "copying.js"),
)


def sentence(text: str, key: str, remarks: Sequence[str] = ()) -> None:
    """The sentence, ready to be copied, and below it remarks, a line each."""
    _SENTENCE(data={"text": text, "remarks": list(remarks)}, key=f"sentence_{key}")
