"""The reader's own report at hand on every page, once there is something in it."""

from __future__ import annotations

import streamlit as st

from components.frame import filters, runtime
from components.frame.overtaken import to_the_end
from components.frame.pages import MINE, PAGES, Page
from components.report import pinning, presentation
from components.take_home import contents
from components.take_home.formats import SLIDES
from components.widgets import saving
from components.widgets.saving import File


def tray(page: Page) -> None:
    """How much is in the report, its presentation and its slides, each one click away; the report has them itself."""
    own = pinning.collected()
    if not own or page.story == MINE:
        return
    with st.container(border=True, gap="xsmall", key="tray"):
        st.page_link(PAGES["report"].link, label=f"我的汇报 · {len(own)} 项")
        with st.container(horizontal=True, gap="xsmall"):
            asked = (MINE, filters.current(), page.key)
            st.button("放映", type="primary", key="show_mine", on_click=to_the_end(presentation.ask), args=asked)
            _slides()


@st.fragment
def _slides() -> None:
    saving.button(SLIDES.label, _deck, "take_mine")


def _deck() -> File:
    store = runtime.store()
    return SLIDES.file(contents.of_pins(pinning.collected(), store), store)
