"""The frame of every page: configuration, list of pages, the shared selection, errors in Chinese."""

from __future__ import annotations

from pathlib import Path

import streamlit as st

from components import downloads, filters, pinning, presentation, printing, runtime, view
from whitepaper.errors import DataMissingError

ROOT = Path(__file__).resolve().parent.parent

st.set_page_config(
    page_icon=str(ROOT / "components" / "favicon.png"),
    layout="wide",
    initial_sidebar_state=300,
    menu_items={"Get help": None, "Report a bug": None, "About": None},
)

PAGES = {
    "overview": st.Page(ROOT / "pages" / "overview.py", title="总览", url_path="overview", default=True),
    "explore": st.Page(ROOT / "pages" / "explore.py", title="指标查询", url_path="explore"),
    "map": st.Page(ROOT / "pages" / "town_map.py", title="街镇地图", url_path="map"),
    "sector": st.Page(ROOT / "pages" / "sector.py", title="领域专题", url_path="sector"),
    "town": st.Page(ROOT / "pages" / "town.py", title="街镇画像", url_path="town"),
    "honours": st.Page(ROOT / "pages" / "honours.py", title="企业与荣誉", url_path="honours"),
    "search": st.Page(ROOT / "pages" / "search.py", title="搜索", url_path="search", visibility="hidden"),
    "checks": st.Page(ROOT / "pages" / "checks.py", title="数据核对", url_path="checks"),
    "coverage": st.Page(ROOT / "pages" / "coverage.py", title="数据覆盖", url_path="coverage"),
    "indicator": st.Page(ROOT / "pages" / "indicator.py", title="指标说明", url_path="indicator", visibility="hidden"),
    "present": st.Page(ROOT / "pages" / "present.py", title="汇报模式", url_path="present", visibility="hidden"),
    "report": st.Page(ROOT / "pages" / "report.py", title="汇报", url_path="report"),
    "about": st.Page(ROOT / "pages" / "about.py", title="数据说明", url_path="about"),
}
st.session_state["pages"] = PAGES

page = st.navigation(list(PAGES.values()), position="top")
st.set_page_config(page_title=f"{page.title} · 闵行区质量状况看板")
try:
    store = runtime.store()
except DataMissingError as error:
    st.error(str(error))
    st.stop()

if page.url_path == "present":  # its address names slides, and nothing stands around them
    page.run()
    st.stop()
if "pins" in st.query_params:  # a collection in a link; the selection's own parameters follow
    pinning.take_over(st.query_params["pins"])
filters.follow_address(page.url_path)
filters.search_box(PAGES["search"])
with st.sidebar, st.container(horizontal=True, key="actions"):
    downloads.reserve()
    presentation.buttons(page.url_path)
filters.shared()
filters.write_address()
with st.sidebar:
    editions = "、".join(str(edition) for edition in store.frame("editions")["edition"])
    view.small([f"数据：{editions} 年度白皮书", f"数据版本：{store.dataset_version}"])
    presentation.listen(page.url_path)
    pinning.keep()
filters.notice()
printing.frame(presentation.followed(page.url_path))
page.run()
