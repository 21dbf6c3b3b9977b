"""The stage of a presentation: one slide that fills the screen, moved by keys.

What it looks like stands in `styles.py`.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import streamlit as st

from components import charts, runtime, styles
from whitepaper import provenance
from whitepaper.slides import Slide

TYPE = "max(14, windowSize()[1] / 45)"  # 24 px on a screen of 1080 lines
PICTURE = 2000  # pixels, more than any window: its style sets it by the window
LARGER = ("fontSize", "labelFontSize", "titleFontSize")
_KEYS = st.components.v2.component(
    "stage_keys",
    js="""
const ACTIONS = {
  ArrowRight: "next", PageDown: "next", " ": "next", ArrowLeft: "previous", PageUp: "previous",
  Home: "first", End: "last", Escape: "leave",
}
export default function ({ setTriggerValue }) {
  const listen = (event) => {
    if (event.target.closest?.("input, textarea") || event.ctrlKey || event.altKey || event.metaKey) return
    if (event.key === "f" || event.key === "F") {
      if (document.fullscreenElement) document.exitFullscreen()
      else document.documentElement.requestFullscreen()
      return
    }
    const action = ACTIONS[event.key]
    if (!action) return
    event.preventDefault()
    setTriggerValue("move", action)
  }
  window.addEventListener("keydown", listen)
  return () => window.removeEventListener("keydown", listen)
}
""",
)


def keys(moved: Callable[[str], None]) -> None:
    """Listen to the keys of a presenter; `moved` gets next, previous, first, last or leave."""
    _KEYS(key="stage_keys", on_move_change=lambda: moved(str(st.session_state["stage_keys"].move)))


def show(slide: Slide, number: int, total: int) -> None:
    """One slide: the sentence, the filters as chips, the chart or value, the source with data version and number."""
    store, mode = runtime.store(), runtime.mode()
    st.html(styles.STAGE)
    with st.container(key="stage_title"):
        st.title(slide.title, anchor=False)
    with st.container(key="stage_chips"):
        chips = [f":blue-badge[{name}：{text}]" for name, text in slide.filters.items()]
        st.markdown(" ".join([f"**{slide.heading}**", *chips]))
    with st.container(key="stage_picture", height=PICTURE, border=False):
        spec = charts.specification(slide.panel, mode)
        if spec is None:
            with st.container(key="stage_value"):
                st.markdown(slide.panel.value, help=provenance.in_brief(store, slide.panel.key))
            with st.container(key="stage_remarks"):
                st.markdown("  \n".join(slide.panel.remarks[1:]))
        else:
            drawn = {name: part for name, part in _enlarged(spec).items() if name != "height"}
            st.vega_lite_chart(drawn, theme=None, width="stretch", height="stretch", key=f"slide_{number}")
    with st.container(key="stage_foot"):
        source = slide.panel.remarks[0] if slide.panel.remarks else ""
        st.markdown(f":gray[{source}　数据版本：{store.dataset_version}　**{number + 1} / {total}**]")


def _enlarged(spec: Any) -> Any:
    """The specification with every type size following the height of the window."""
    if isinstance(spec, dict):
        return {
            name: {"expr": TYPE} if name in LARGER and isinstance(part, int | float) else _enlarged(part)
            for name, part in spec.items()
        }
    if isinstance(spec, list):
        return [_enlarged(part) for part in spec]
    return spec
