"""Step 1: workbooks for the clerk and the departments."""

from __future__ import annotations

from pathlib import Path

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from components.upkeep.rounds import Round
from components.widgets import saving
from whitepaper.files import archive
from whitepaper.publishing.keying import layout, workbooks

SHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
FILLED = {True: "填上已有的数，用来修改", False: "空着，重新填"}


def edition(source: Path, place: DeltaGenerator, label: str, key: str) -> int:
    """A box for the edition that something is about: the next one, or one there is; anew where one has been added."""
    known = layout.editions(source)
    following = max(known) + 1
    chosen: int = place.selectbox(
        label,
        [following, *reversed(known)],
        format_func=lambda year: f"{year} 年度" + ("（新的一版）" if year == following else "（已有的）"),
        key=f"{key}_{following}",
    )
    return chosen


def workbook(round_: Round) -> None:
    """Which edition, filled or empty, whole or by department."""
    st.header("1　下载工作簿")
    chosen = edition(round_.before, st.container(), "年度", "edition")
    is_filled = False
    if chosen in layout.editions(round_.before):
        is_filled = st.radio("浅黄色的格子", FILLED, format_func=FILLED.__getitem__, key="is_filled", horizontal=True)
    else:
        st.markdown("浅黄色的格子空着等您填；旁边印着上一版的数，供对照。")
    st.markdown(
        "用 Excel 或 WPS 打开，首页“填写说明”写着怎么填。各部门报数，就发给他们各自的一本，填好交回来一起上传。"
    )
    source, name = round_.before, workbooks.file_name(chosen)
    with st.container(horizontal=True):
        with st.container(width="content"):
            saving.button("整本工作簿", lambda: _whole(round_, chosen, is_filled), "whole", type="primary")
        with st.container(width="content"):
            saving.button(
                "各部门的工作簿（ZIP）",
                lambda: saving.File(
                    f"{name.removesuffix('.xlsx')}-各部门.zip",
                    "application/zip",
                    archive.pack(workbooks.made(source, chosen, is_filled, each=True)),
                ),
                "each",
            )


def _whole(round_: Round, edition: int, is_filled: bool) -> saving.File:
    ((name, content),) = workbooks.made(round_.before, edition, is_filled)
    return saving.File(name, SHEET, content)
