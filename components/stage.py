"""The stage of a presentation: one slide that fills the screen, moved by keys.

The only styles of this project stand here: a slide without navigation, sidebar and toolbars, in type that is read
from eight metres, cannot be had by settings. A browser test notices when one of the names below goes.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import streamlit as st

from components import charts, runtime
from whitepaper.slides import Slide

TYPE = "max(14, windowSize()[1] / 45)"  # 24 px on a screen of 1080 lines
PICTURE = 2000  # pixels, more than any window: the style below sets it by the window
LARGER = ("fontSize", "labelFontSize", "titleFontSize")
STYLE = """
<style>
[data-testid="stHeader"], [data-testid="stSidebar"], [data-testid="stExpandSidebarButton"],
[data-testid="stElementToolbar"], [data-testid="stToolbar"], [data-testid="stHeaderActionElements"] { display: none }
[data-testid="stMainBlockContainer"] { max-width: none; padding: 2.5vh 3vw 0 3vw }
[data-testid="stMain"] { overflow: hidden }
[data-testid="stMain"] [data-testid="stVerticalBlock"] { gap: 1vh }
.st-key-stage_title h1 { font-size: max(20px, 3.9vh); line-height: 1.3; padding: 0; margin: 0 }
.st-key-stage_title [data-testid="stMarkdownContainer"] { margin-bottom: 0 }
.st-key-stage_chips p, .st-key-stage_foot p { font-size: max(12px, 2vh); line-height: 1.4 }
.st-key-stage_chips p { font-size: max(14px, 2.4vh) }
.st-key-stage_picture, [data-testid="stLayoutWrapper"]:has(> .st-key-stage_picture) {
  height: 66vh !important; max-height: 66vh; flex: none !important; overflow: hidden
}
.st-key-stage_value p { font-size: 14vh; line-height: 1.2; font-weight: 600; text-align: center; padding-top: 14vh }
.st-key-stage_remarks p { font-size: max(16px, 2.6vh); line-height: 1.5; text-align: center }
.st-key-stage_foot { position: fixed; bottom: 1.5vh; left: 3vw; right: 3vw; width: auto }
</style>
"""

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
    st.html(STYLE)
    with st.container(key="stage_title"):
        st.title(slide.title, anchor=False)
    with st.container(key="stage_chips"):
        chips = [f":blue-badge[{name}：{text}]" for name, text in slide.filters.items()]
        st.markdown(" ".join([f"**{slide.heading}**", *chips]))
    with st.container(key="stage_picture", height=PICTURE, border=False):
        spec = charts.specification(slide.panel, mode)
        if spec is None:
            with st.container(key="stage_value"):
                st.markdown(slide.panel.value)
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
