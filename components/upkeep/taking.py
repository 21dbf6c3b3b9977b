"""Step 2: filled workbooks back, and everything that is wrong with them, by sheet and cell."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import astuple
from datetime import datetime

import pandas as pd
import streamlit as st

from components.frame.overtaken import to_the_end
from components.frame.text import plain
from components.upkeep import receiving
from components.upkeep.rounds import Round, Taken
from components.views import parts
from components.widgets import plain_table, saving
from whitepaper.files import csv_files
from whitepaper.model.errors import CellProblem, SourceError, WorkbookError

HEADINGS = ["文件", "工作表", "格", "栏", "现为", "问题和办法"]
PROBLEMS = "upkeep_problems"
KILOBYTE = 1_000


def workbooks(round_: Round, word: str, clear: Callable[[], None]) -> None:
    """Upload, the files that have arrived, and reading them. clear: leaves nothing of the round."""
    st.header("2　上传填好的工作簿")
    st.markdown(
        f"总的一本和各部门交回的一起选，自动合并。每个文件不超过 {receiving.LARGEST // receiving.MEGABYTE} MB。"
        "发布之前只在临时文件夹里，关闭本页五分钟后自动清除。"
    )
    receiving.box("选择工作簿（.xlsx，可以多选）", word, "box")
    arrived = receiving.files(round_.uploads)
    for place, path in enumerate(arrived):
        with st.container(horizontal=True, vertical_alignment="center"):
            size, came = (
                max(path.stat().st_size // KILOBYTE, 1),
                datetime.fromtimestamp(path.stat().st_mtime).astimezone(),
            )
            st.markdown(f"{plain(path.name)}　:gray[{size:,} KB，{came:%H:%M:%S} 上传]")
            st.button(
                "去掉",
                key=f"drop_{place}",
                on_click=to_the_end(path.unlink),
                kwargs={"missing_ok": True},
                width="content",
            )
    if arrived:
        with st.container(horizontal=True):
            is_wanted = st.button(f"读入这 {len(arrived)} 本", key="take", type="primary")
            st.button("清除，重新开始", key="clear", on_click=to_the_end(clear))
        if is_wanted:
            read(round_)
    if round_.taken and not st.session_state.get(PROBLEMS):
        told(round_.taken)


def read(round_: Round) -> None:
    """Read what has arrived, saying what is being done; problems are kept for the page."""
    st.session_state[PROBLEMS] = []
    with st.status("正在读入，约需十几秒", expanded=True) as state:
        try:
            round_.take(receiving.files(round_.uploads), lambda words: state.update(label=f"{words}…"))
        except WorkbookError as error:
            st.session_state[PROBLEMS] = list(error.problems)
        except SourceError as error:
            whole = [CellProblem(str(problem), "", "", "", "", "（源数据里的问题）") for problem in error.problems]
            st.session_state[PROBLEMS] = whole
    st.rerun()


def listed(problems: Sequence[CellProblem]) -> None:
    """Every problem, to be read here or taken along."""
    st.header("要改的地方")
    st.error(f"有 {len(problems)} 处要改，什么都没有写入。请在工作簿里改好、存盘，再上传、读入一遍。")
    table = pd.DataFrame([astuple(one) for one in problems], columns=HEADINGS)
    with st.container(width="content"):
        file = saving.File("工作簿的问题.csv", "text/csv", csv_files.table_to_csv(table))
        saving.button("问题清单（CSV）", lambda: file, "problems")
    plain_table.draw(table, "problems")


def told(taken: Taken) -> None:
    """What was read, what is still empty, what is new, what is to be looked at."""
    st.success(f"已读入 {taken.told.edition} 年度，没有问题。还没有发布，读者看不到。")
    parts.small(str(taken.told).split("\n")[1:])
