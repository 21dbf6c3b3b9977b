"""What a reader sees when a page fails: one Chinese message; the details go to the server's log."""

from __future__ import annotations

from urllib.parse import urlsplit

import streamlit as st

from components.frame import events
from components.frame.text import plain
from whitepaper.model.errors import WhitepaperError

ADVICE = "请刷新页面或点“清除筛选”"


def explain(error: Exception, advice: str = ADVICE) -> bool:
    """Show what happened and what to do; True because nothing else needs to be shown."""
    events.failed("page.failed", error, page=urlsplit(str(st.context.url or "")).path)
    reason = plain(error) if isinstance(error, WhitepaperError) else "程序出错，页面没有显示完整。"
    st.error(f"{reason}\n\n{advice}；若仍然出现，请把当前网址和出现时间告诉管理员。")
    return True
