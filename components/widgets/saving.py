"""Saving a file: it is made when asked for, while the page says so, and an error is said like any other.

Streamlit's own download button makes its file behind the page, where nothing can be said: its only word on a failure
is English, and a long wait looks like none.
"""

from __future__ import annotations

import base64
from collections.abc import Callable
from dataclasses import dataclass
from uuid import uuid4

import streamlit as st

from components.frame.scripts import beside
from components.frame.text import plain
from whitepaper.model.errors import WhitepaperError

_SAVER = st.components.v2.component(
    "saver",
    js=beside(__file__, "saving.js"),
)


@dataclass(frozen=True)
class File:
    """A file on its way to the reader."""

    name: str
    mime: str
    content: bytes


def button(label: str, make: Callable[[], File], key: str, **options: object) -> None:
    """A button that makes a file and saves it; beside it, that it was saved, or why it could not be made."""
    if not st.button(label, key=key, **options):  # type: ignore[arg-type]  # any of its options
        return
    try:
        with st.spinner(f"正在生成 {label}…"):
            made = make()
    except WhitepaperError as error:
        st.error(plain(error))
        return
    except Exception:  # said where the reader looks, and raised for the log
        st.error(f"{label} 没有做成，页面上的数不受影响。请再试一次；若仍然如此，请把当前网址和时间告诉管理员。")
        raise
    content = base64.b64encode(made.content).decode()
    _SAVER(data={"name": made.name, "mime": made.mime, "content": content, "turn": uuid4().hex}, key="saver")
    st.caption(f"已保存 {plain(made.name)}")
