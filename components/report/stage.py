"""The stage of a presentation: one slide that fills the screen, moved by keys.

What it looks like stands in `styles.py`.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from typing import Any

import streamlit as st

from components.drawing import charts, drawings
from components.frame import runtime, styles
from components.frame.text import plain
from components.widgets import keys, panels, plain_table
from components.widgets.panels import Part, Shown
from whitepaper.store import provenance
from whitepaper.stories.slides import AnySlide, Slide, TableSlide, TextSlide, heading_of
from whitepaper.telling.palette import Mode
from whitepaper.telling.remarks import OPEN, folded

TYPE = "max(14, windowSize()[1] / 38.5)"  # 28 px on a screen of 1080 lines
MAP_TYPE = "max(12, windowSize()[1] / 48)"  # the names of small towns must not touch
PICTURE = 2000  # pixels, more than any window: its style sets it by the window
PICTURE_SHARE = 0.66  # of the height of the window, as in its style
MOST_DRAWN = 500  # slides; the stories of the district and of all sectors and towns
LARGER = ("fontSize", "labelFontSize", "titleFontSize")
ACTIONS = {
    **dict.fromkeys(("ArrowRight", "ArrowDown", "PageDown", " "), "next"),
    **dict.fromkeys(("ArrowLeft", "ArrowUp", "PageUp"), "previous"),
    **dict.fromkeys(("b", "."), keys.BLACK),
    "Home": "first",
    "End": "last",
    "Escape": "leave",
    "f": keys.FULL_SCREEN,
}


def listen(moved: Callable[[str], None]) -> None:
    """Listen to the keys of a presenter; `moved` gets next, previous, first, last or leave."""
    keys.listen("stage_keys", ACTIONS, moved)


def show(slide: AnySlide, number: int, total: int) -> None:
    """One slide: the sentence, the filters as chips, the drawing, the source with data version and number."""
    store = runtime.store()
    st.html(styles.STAGE)
    if isinstance(slide, TextSlide):
        _words(slide, number, total)
        return
    with st.container(key="stage_title"):
        st.title(plain(slide.title), anchor=False)
    with st.container(key="stage_chips"):
        chips = [f":blue-badge[{plain(name)}：{plain(text)}]" for name, text in slide.filters.items()]
        st.markdown(" ".join([f"**{plain(heading_of(slide))}**", *chips]))
    with st.container(key="stage_picture", height=PICTURE, border=False):
        if isinstance(slide, TableSlide):
            plain_table.draw_fitted(slide.table, "stage_table", PICTURE_SHARE)
        else:
            spec = _drawing(slide, runtime.mode())
            board = panels.cells_of(slide)
            if board:
                drawn = Part(slide.title, cells=board)
                panels.draw([Shown("slide", parts=(drawn,), is_plain=True)], "stage", fill=PICTURE_SHARE)
            elif spec is not None:
                drawn = Part(slide.title, spec=spec)
                panels.draw([Shown("slide", parts=(drawn,), is_plain=True)], "stage", fill=PICTURE_SHARE)
            elif isinstance(slide, Slide):
                _value(slide)
    with st.container(key="stage_foot"):
        said = [one.on_stage for one in folded(slide.remarks)[0] if one.kind in OPEN]
        st.markdown(
            f":gray[{plain('　'.join(said))}　数据版本：{plain(store.dataset_version)}　**{number + 1} / {total}**]"
        )


def _words(slide: TextSlide, number: int, total: int) -> None:
    """A cover, or what divides a talk from its appendix."""
    with st.container(key="stage_words"):
        st.title(plain(slide.title), anchor=False)
        for line in slide.lines:
            st.markdown(plain(line))
    with st.container(key="stage_foot"):
        said = "　".join(one.on_stage for one in slide.remarks)
        st.markdown(f":gray[{plain(said)}　**{number + 1} / {total}**]")


def prepare(slide: AnySlide) -> None:
    """Draw a slide before it is asked for, so that the key to it waits for the browser alone."""
    _drawing(slide, runtime.mode())


@lru_cache(maxsize=MOST_DRAWN)
def _drawing(slide: AnySlide, mode: Mode) -> dict[str, Any] | None:
    """The drawing of a slide in the type of the stage; None where it is one value or a table."""
    spec = drawings.of(slide, runtime.store(), runtime.geometry(), mode)
    return spec and {name: part for name, part in _enlarged(spec).items() if name != "height"}


def _value(slide: Slide) -> None:
    """One value in large type, with what must be said of it."""
    with st.container(key="stage_value"):
        st.markdown(plain(slide.panel.value), help=plain(provenance.in_brief(runtime.store(), slide.panel.key)))
    with st.container(key="stage_remarks"):
        st.markdown("  \n".join(plain(one.on_stage) for one in slide.remarks if one.kind not in OPEN))


def _enlarged(spec: Any) -> Any:
    """The specification with every type size following the height of the window."""
    if isinstance(spec, dict):
        if spec.get("name") == charts.LETTER:
            return {"name": charts.LETTER, "expr": TYPE}
        return {name: _size(part) if name in LARGER else _enlarged(part) for name, part in spec.items()}
    if isinstance(spec, list):
        return [_enlarged(part) for part in spec]
    return spec


def _size(part: object) -> dict[str, str]:
    """The size on the stage for one on the page: a number of pixels, or an expression on the map."""
    return {"expr": TYPE if isinstance(part, int | float) else MAP_TYPE}
