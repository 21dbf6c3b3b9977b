"""Steps 4 and 5: what readers would see otherwise, in words and with one's own eyes."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from components.frame.overtaken import to_the_end
from components.upkeep.previewing import Preview
from components.upkeep.rounds import Round, Taken
from components.widgets import plain_table, saving
from whitepaper.files import csv_files
from whitepaper.releasing.comparison import Difference

HEADINGS = ["指标或名录", "哪一个数", "栏", "变化", "现行", "发布后"]
ADDED, GONE, CHANGED = "新增", "删去", "改动"


def differences(taken: Taken) -> None:
    """Indicator by indicator what changes on screen."""
    st.header("4　与现行版本比较")
    found = taken.differences
    if not found:
        st.info("页面上没有变化：读入的与现行版本一样。")
        return
    st.markdown(summary(found))
    table = pd.DataFrame([_row(one) for one in found], columns=HEADINGS)
    with st.container(width="content"):
        file = saving.File("与现行版本比较.csv", "text/csv", csv_files.table_to_csv(table))
        saving.button("比较清单（CSV）", lambda: file, "differences")
    plain_table.draw(table, "differences")


def summary(found: list[Difference]) -> str:
    """`发布后，页面上 3 项指标或名录有变化：新增 2 处，改动 1 处。`."""
    kinds = [_kind(one) for one in found]
    counts = "，".join(f"{kind} {kinds.count(kind)} 处" for kind in (ADDED, CHANGED, GONE) if kind in kinds)
    return f"发布后，页面上有 {len({one.subject for one in found})} 项指标或名录与现在不同：{counts}。"


def preview(round_: Round, server: Preview) -> None:
    """Start a preview, lead there, end it."""
    st.header("5　预览")
    st.markdown("在另一个端口打开还没有发布的看板，每页上方有黄色的“预览”。只有这台电脑看得到。")
    if server.is_on:
        with st.container(horizontal=True):
            st.link_button("打开预览", server.address, type="primary")
            st.button("结束预览", key="end_preview", on_click=to_the_end(server.end))
    elif st.button("开始预览", key="start_preview"):
        with st.status("正在打开预览，约需十秒"):
            server.start(round_.draft)
        st.rerun()


def _kind(one: Difference) -> str:
    return CHANGED if one.old and one.new else ADDED if one.new else GONE


def _row(one: Difference) -> tuple[str, ...]:
    return one.subject, one.what, one.heading, _kind(one), one.old, one.new
