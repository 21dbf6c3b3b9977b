"""A sentence with a button that copies it, and what must be said beside it.

Streamlit's own code block does the same, but opens a third of a second later.
"""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

_SENTENCE = st.components.v2.component(
    "copied_sentence",
    html='<p><span></span> <button type="button">复制</button></p><aside></aside>',
    css="""
aside { margin-top: 0.4rem; font-family: var(--st-font); font-size: 0.875em; line-height: 1.6; white-space: pre-line;
      color: var(--st-gray-text-color) }
aside:empty { display: none }
p { margin: 0; padding: 0.5rem 0.7rem; line-height: 1.5; background: var(--st-secondary-background-color);
    border-radius: var(--st-base-radius); color: var(--st-text-color); font-family: var(--st-font) }
button { border: none; background: none; color: var(--st-link-color); font: inherit; font-size: 0.875em;
         cursor: pointer }
button:focus-visible { outline: 2px solid var(--st-link-color) }
@media print { button { display: none } }
""",
    js="""
const byHand = (text) => {  // a page without https has no clipboard
  const area = document.createElement("textarea")
  area.value = text
  document.body.append(area)
  area.select()
  const done = document.execCommand("copy")
  area.remove()
  return done
}
export default function ({ data, parentElement }) {
  parentElement.querySelector("span").textContent = data.text
  parentElement.querySelector("aside").textContent = data.remarks.join("\\n")
  const button = parentElement.querySelector("button")
  button.onclick = async () => {
    const given = navigator.clipboard?.writeText(data.text).then(() => true, () => byHand(data.text))
    button.textContent = (await (given ?? byHand(data.text))) ? "已复制" : "请选中文字复制"
    setTimeout(() => { button.textContent = "复制" }, 2000)
  }
}
""",
)


def sentence(text: str, key: str, remarks: Sequence[str] = ()) -> None:
    """The sentence, ready to be copied, and below it remarks, a line each."""
    _SENTENCE(data={"text": text, "remarks": list(remarks)}, key=f"sentence_{key}")
