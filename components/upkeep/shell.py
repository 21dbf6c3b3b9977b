"""The page of the yearly round: seven steps from the workbook to the readers, and the way back."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import streamlit as st

from components.frame.text import plain
from components.upkeep import comparing, drafts, examining, giving, publishing, taking
from components.upkeep.desk import DESK, OccupiedError, window
from components.views import parts
from whitepaper.model.dataset import SEVERAL, Dataset
from whitepaper.model.errors import WhitepaperError

TITLE = "年度更新"
LATER = "先完成第 2 步：上传并读入工作簿。"

st.set_page_config(
    page_title=TITLE,
    page_icon=str(Path(__file__).parents[1] / "favicon.png"),
    layout="wide",
    menu_items={"Get help": None, "Report a bug": None, "About": None},
)


def clear() -> None:
    """Leave nothing of the round, and begin anew."""
    DESK.clear()
    st.session_state.pop(taking.PROBLEMS, None)


@contextmanager
def step(key: str) -> Iterator[None]:
    """A frame around one step; what it cannot do is said in it, and the others go on."""
    with st.container(border=True, key=f"step_{key}"):
        try:
            yield
        except WhitepaperError as error:
            st.error(plain(error))


def later(number: int, title: str) -> None:
    """A step that has to wait."""
    st.header(f"{number}　{title}")
    parts.small([LATER])


def pair(left: Callable[[], object], right: Callable[[], object], keys: tuple[str, str]) -> None:
    """Two steps side by side, one below the other on a narrow window."""
    columns = st.columns(2, gap="medium")
    for column, key, draw in zip(columns, keys, (left, right), strict=True):
        with column, step(key):
            draw()


st.title(TITLE)
dataset = Dataset.chosen()
parts.small([f"数据：{dataset.root}。只有这台电脑能打开本页；没有发布的，读者看不到，也不留下。"])
if dataset.publishers:
    own = dataset.root / SEVERAL / dataset.publishers[0]
    st.error(plain(f"{dataset.root} 是几个地区的数据集，这里一次更新一个地区的：请用 make maintain DATA={own} 打开"))
    st.stop()
try:
    work = DESK.sit(window())
except OccupiedError as error:
    st.warning(plain(error))
    if st.button("在这里接着做", key="take_over"):
        DESK.sit(window(), is_taking_over=True)
        st.rerun()
    st.stop()
except WhitepaperError as error:
    st.error(plain(error))
    st.stop()

done = st.session_state.pop(publishing.DONE, "")
if done:
    st.success(plain(done))
pair(
    lambda: giving.workbook(work),
    lambda: taking.workbooks(work, DESK.word, clear),
    ("workbook", "upload"),
)
problems = st.session_state.get(taking.PROBLEMS)
if problems:
    with step("problems"):
        taking.listed(problems)
taken = work.taken
with step("examination"):
    examining.examination(taken) if taken else later(3, "体检")
with step("differences"):
    comparing.differences(taken) if taken else later(4, "与现行版本比较")
pair(
    lambda: comparing.preview(work, DESK.preview) if taken else later(5, "预览"),
    lambda: publishing.publish(work, taken, DESK) if taken else later(6, "发布"),
    ("preview", "publish"),
)
with step("roll_back"):
    publishing.roll_back(dataset)
with step("draft"):
    drafts.draft(work, DESK.draft_word)
