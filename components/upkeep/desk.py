"""The one round of this server, and the one window that works on it; others are told so.

A window that is reloaded finds the work again. One that is closed leaves it for a while, then it is gone.
"""

from __future__ import annotations

from datetime import datetime
from threading import RLock, Timer
from uuid import uuid4

import streamlit as st

from components.frame import events
from components.upkeep import receiving
from components.upkeep.previewing import Preview
from components.upkeep.rounds import DRAFTS, WORKBOOKS, Round
from whitepaper.model.dataset import Dataset
from whitepaper.model.errors import WhitepaperError

GRACE = 300.0
"""Seconds that the work of a closed window stays."""


class OccupiedError(WhitepaperError):
    """Another window works on the round."""


class Desk:
    """The round with its preview, begun when a window sits down.

    word, draft_word: to upload workbooks and drafts by; window: which one works.
    """

    def __init__(self) -> None:
        self.preview = Preview()
        self.word, self.draft_word, self.window = "", "", ""
        self._round: Round | None = None
        self._is_left, self._since = True, ""
        self._timer: Timer | None = None
        self._lock = RLock()

    def sit(self, window: str, *, is_taking_over: bool = False) -> Round:
        """The round, for this window. Raises OccupiedError where another has it, WriteError where none can begin."""
        with self._lock:
            if self._round is not None and window != self.window and not (self._is_left or is_taking_over):
                raise OccupiedError(
                    f"另一个窗口正在做年度更新（{self._since} 开始）。请在那个窗口继续；"
                    "若那个窗口就是您的，可以在这里接着做，那边已上传的都还在。"
                )
            if self._timer is not None:
                self._timer.cancel()
            if self._round is None:
                self._round = Round(Dataset.chosen())
                self._since = f"{datetime.now().astimezone():%H:%M}"
                self.word = receiving.opened(self._round.uploads, WORKBOOKS)
                self.draft_word = receiving.opened(self._round.drafts, DRAFTS)
            self.window, self._is_left = window, False
            return self._round

    def leave(self, window: str) -> None:
        """A window was closed: what it had goes after a while, unless it or another one comes back."""
        with self._lock:
            if window == self.window:
                self._is_left = True
                self._timer = Timer(GRACE, self._forget, [window])
                self._timer.daemon = True
                self._timer.start()

    def clear(self) -> None:
        """Leave nothing of the round: no file, no lock, no preview."""
        with self._lock:
            self.preview.end()
            if self._timer is not None:
                self._timer.cancel()
            if self._round is not None:
                receiving.shut(self._round.folder)
                self._round.close()
                self._round = None

    def _forget(self, window: str) -> None:
        with self._lock:
            if self._is_left and window == self.window:
                self.clear()
                events.say("round.forgotten")


DESK = Desk()


@st.cache_resource(scope="session", show_spinner=False, on_release=lambda name: DESK.leave(name))
def window() -> str:
    """A name for this window; when it is closed, the desk is told."""
    return uuid4().hex
