"""The frame of every page: configuration, list of pages, the shared selection, errors in Chinese."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

import streamlit as st

from components.frame import filters, limits, pages, runtime
from components.frame.ending import PageEndError
from components.frame.text import plain
from components.report import pinning, presentation
from components.take_home import collected, menu
from components.views import ahead, parts
from components.widgets import printing
from whitepaper.model.errors import DataMissingError

st.session_state["pages"] = pages.navigation()
opened = st.navigation(list(st.session_state["pages"].values()), position="top")
page = pages.page_at(opened.url_path)
st.set_page_config(
    page_title=f"{page.title} · {runtime.title()}",
    page_icon=str(Path(__file__).with_name("favicon.png")),
    layout="wide",
    initial_sidebar_state=308,  # pixels, in which the longest name of a sector is whole beside its signs
    menu_items={"Get help": None, "Report a bug": None, "About": None},
)
try:
    store = runtime.store()
except DataMissingError:  # what is wrong is in the log: a reader can do nothing about it
    st.error("数据正在更新，暂时看不到。请过几分钟刷新页面；若仍然如此，请告诉管理员。")
    st.stop()

limits.hold()
if page.key == pages.PRESENT:  # its address names slides, and nothing stands around them
    runtime.show(st.query_params)
    opened.run()
    st.stop()
if presentation.PINS in st.query_params:  # a collection in a link; the selection's own parameters follow
    pinning.take_over(st.query_params[presentation.PINS])
filters.follow_address(page)
store = runtime.store()  # of the publisher that the address names
if store.siblings:
    st.set_page_config(page_title=f"{page.title} · {runtime.title()}")
with st.sidebar:
    st.markdown(f"#### {plain(runtime.title())}")
if not page.asks:
    filters.search_box(pages.PAGES["search"])
with st.sidebar, st.container(horizontal=True, key="actions"):
    menu.reserve()
    printing.button()
with st.sidebar:
    presentation.buttons(page)
    presentation.button(page)
filters.write_address(page)
filters.notice(page)
printing.frame(page.followed(filters.current()))
try:
    with suppress(PageEndError):  # it has shown all it has
        opened.run()
finally:  # after the page, so that a reader has its charts first; and on one that stops early, too
    with st.sidebar:
        collected.tray(page)
    filters.shared()
    with st.sidebar:
        ahead.listen(page)
        editions = "、".join(map(str, store.tables["editions"]["edition"].to_pylist()))
        parts.small([f"数据：{editions} 年度白皮书", f"数据版本：{store.dataset_version}"])
        presentation.listen(page)
        pinning.keep()
        printing.when_ready()
