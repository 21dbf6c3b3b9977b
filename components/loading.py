"""Loading a small text file that the reader chooses. Streamlit's own box for files speaks English."""

from __future__ import annotations

import streamlit as st

LARGEST = 1_000_000  # bytes; a larger one is not sent and counts as empty
_LOADER = st.components.v2.component(
    "loader",
    html='<label><span></span><input type="file"></label>',
    css="""
label { display: inline-block; padding: 0.45rem 0.9rem; cursor: pointer; position: relative; overflow: hidden;
        border: 1px solid var(--st-border-color); border-radius: var(--st-base-radius); font-family: var(--st-font);
        color: var(--st-text-color) }
label:hover { border-color: var(--st-primary-color) }
label:focus-within { outline: 2px solid var(--st-primary-color) }
input { position: absolute; inset: 0; opacity: 0; cursor: pointer }
@media print { label { display: none } }
""",
    js="""
export default function ({ data, parentElement, setTriggerValue }) {
  const box = parentElement.querySelector("input")
  parentElement.querySelector("span").textContent = data.label
  box.accept = data.ending
  box.onchange = async () => {
    const file = box.files[0]
    if (!file) return
    const text = file.size > data.largest ? "" : await file.text()
    box.value = ""  // the same file can be chosen again
    setTriggerValue("read", { text })
  }
}
""",
)


def text_file(label: str, ending: str, key: str) -> str | None:
    """A button that lets the reader choose a file: its text in the run after the choice, None in all others."""
    data = {"label": label, "ending": ending, "largest": LARGEST}
    result = _LOADER(data=data, key=key, on_read_change=lambda: None)
    return None if result.read is None else str(result.read["text"])
