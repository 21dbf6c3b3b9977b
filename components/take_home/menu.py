"""One menu of files on every page, each made when it is asked for, not on every rerun."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import streamlit as st

from components.drawing import pictures
from components.frame import filters, pages
from components.frame.text import plain
from components.report import pinning
from components.take_home.contents import Content, unfollowed
from components.take_home.formats import FORMATS
from components.widgets import copying, saving
from components.widgets.saving import File
from whitepaper.files import csv_files, package
from whitepaper.store.store import Store

MOST_COPIED = 200
PLACE = "menu_place"


def reserve() -> None:
    """Keep a place for the menu, the same on every page; the page fills it once it knows what it shows."""
    st.session_state[PLACE] = st.container(width="content")


def offer(content: Content, store: Store) -> None:
    """The menu 导出: every format that the content has, the link, and the table as text to copy."""
    with st.session_state[PLACE]:
        _menu(content, store)


@st.fragment
def _menu(content: Content, store: Store) -> None:
    key = content.subject
    with st.popover("导出", type="primary", key=f"export_{key}", on_change="rerun") as opened:
        if not opened.open:
            return
        left = unfollowed(store, content.selection)
        if left:
            st.caption(f"文件不按{plain(left)}筛选。")
        offered = [one for one in FORMATS if one.offered(content)]
        for one in offered:
            if one.name == "csv" and content.address:
                saving.link(one.label, content.address, f"{one.stem(content, store)}.{one.name}", key)
            elif one.most and content.count > one.most:
                st.caption(f"{one.label}：最多放 {one.most} 行，这里有 {content.count} 行。请存 CSV，或缩小筛选范围。")
            elif not one.is_picture or pictures.font() is not None:
                _button(one.label, partial(one.file, content, store), f"{one.key or one.name}_{key}")
        if any(one.is_picture for one in offered) and pictures.font() is None:
            st.caption("图片：服务器上没有中文字体，请管理员安装 Noto Sans CJK SC 或 Microsoft YaHei。")
        left_in_words = unfollowed(store, content.paper)
        if content.is_paper and left_in_words != left:
            st.caption(f"Word 文件不按{plain(left_in_words)}筛选。")
        is_mine = pages.shown().story == pages.MINE and pinning.collected()
        copying.block("链接", pinning.link() if is_mine else filters.address(pages.shown()), f"link_{key}")
        rows = f"复制表格（前 {MOST_COPIED} 行）" if content.count > MOST_COPIED else "复制表格"
        copying.block(rows, csv_files.as_text(content.table(MOST_COPIED)), f"rows_{key}")


def offer_dataset(store: Store) -> None:
    """A button that saves the whole dataset as ZIP."""
    make = lambda: File(package.zip_name(store), "application/zip", package.dataset_zip(store))  # noqa: E731  made when asked for
    saving.button("下载全部数据（ZIP）", make, "zip", type="primary")


def _button(label: str, make: Callable[[], File], key: str) -> None:
    saving.button(label, make, key, width="stretch")
