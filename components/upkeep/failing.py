"""What is said where a step fails without words of its own, and where the server is gone."""

from __future__ import annotations

from components.frame import failure

ADVICE = "已发布的数据没有动，已上传的都还在。请刷新页面，再做一次"
UNANSWERED = (
    "年度更新的程序没有应答，可能已经关闭。请看看启动它的那个窗口是否还开着；若已关闭，请重新启动，再刷新本页。"
)


def explain(error: Exception) -> bool:
    """As on the dashboard, with what a clerk can do."""
    return failure.explain(error, ADVICE)
