"""Steps 6 and 7: the switch, the way back, and who did what."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from components.frame.text import plain
from components.upkeep import comparing, examining
from components.upkeep.desk import Desk
from components.upkeep.rounds import Round, Taken
from components.views import parts
from components.widgets import plain_table
from whitepaper.model.dataset import Dataset
from whitepaper.printed.typed import period
from whitepaper.publishing import versions
from whitepaper.releasing import releases

DONE = "upkeep_done"
AFTER = "源数据仍是退回之前的：在第 1 步下载填上已有的数的工作簿，改好再走一遍。"
HEADINGS = ["时间", "谁", "做了什么", "版本", "原来的版本"]


def publish(round_: Round, taken: Taken, desk: Desk) -> None:
    """Say what will change, have the year typed, and switch."""
    st.header("6　发布")
    st.markdown(
        f"{comparing.summary(taken.differences)}{examining.warning(taken)}\n"
        f"- 开着的看板随即换成 {plain(taken.version)}，一步完成，不必重启；\n"
        "- 现行版本的数存档，供核验已经导出的文件；不对可以一步退回；\n"
        f"- 源数据里 {taken.told.edition} 年度的由这几本工作簿写入，原来的源数据备份在 data/backup。"
    )
    typed = st.text_input(f"请输入年度 {taken.told.edition}，确认发布", key="confirm")
    is_sure = period(typed) == taken.told.edition
    if st.button("发布", key="publish", type="primary", disabled=not is_sure):
        with st.status("正在发布：备份源数据，写入，换上新版本"):
            name, kept = round_.publish()
        desk.clear()
        st.session_state[DONE] = f"已发布 {name}。看板已经换上，上传的工作簿已清除。原来的源数据在 {kept}。"
        st.rerun()


def roll_back(dataset: Dataset) -> None:
    """Go back to the version before; the log."""
    st.header("7　退回与记录")
    published = dataset.published or []
    if len(published) > 1:
        before = published[-2]
        st.markdown(
            f"现行的是 {plain(published[-1])}，可以退回到前一版 {plain(before)}。"
            "退回只换读者看到的数；源数据仍是最后发布的，改好后再发布即可。"
        )
        is_sure = st.checkbox("读者随即看到前一版，我确认", key="sure")
        if st.button("退回前一版", key="roll_back", disabled=not is_sure):
            with st.status("正在退回"):
                name = releases.roll_back(dataset)
            st.session_state[DONE] = f"已退回 {name}，看板已经换上。{AFTER}"
            st.rerun()
    else:
        parts.small(["没有前一版可以退回。每次发布之后，这里可以一步退回。"])
    lines = [versions.told(one) for one in reversed(versions.logged(dataset))]
    if lines:
        plain_table.draw(pd.DataFrame(lines, columns=HEADINGS), "log")
