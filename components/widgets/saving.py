"""Saving a file: it is made when asked for, while the page says so, and an error is said like any other.

Streamlit's own download button makes its file behind the page, where nothing can be said: its only word on a failure
is English, and a long wait looks like none. What is made goes to the reader by an address of its own, as it would be
a third larger in the page's messages, and in the way of all that follow.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from threading import Lock
from urllib.parse import quote
from uuid import uuid4

import streamlit as st
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from components.frame.keeping import NOT_KEPT
from components.frame.scripts import beside
from components.frame.text import plain
from whitepaper.model.errors import WhitepaperError

_SAVER = st.components.v2.component("saver", js=beside(__file__, "saving.js"))
_COPIER = st.components.v2.component(
    "picture_copier",
    html="<button type=button></button><span role=status></span>",
    css=beside(__file__, "copying_picture.css"),
    js=beside(__file__, "copying_picture.js"),
)
_LINK = st.components.v2.component(
    "saving_link",
    html="<p><a></a><span role=status></span></p>",
    css=beside(__file__, "saving_link.css"),
    js=beside(__file__, "saving_link.js"),
)


PICTURE = "image/png"
"""What a browser lets a page copy."""


@dataclass(frozen=True)
class File:
    """A file on its way to the reader."""

    name: str
    mime: str
    content: bytes


class Counter:
    """Files that wait to be fetched, each under a word that cannot be guessed: a while, and no more than fit."""

    seconds, size = 600.0, 256_000_000

    def __init__(self) -> None:
        self._files: dict[str, tuple[float, File]] = {}
        self._lock = Lock()

    def leave(self, file: File) -> str:
        """Keep a file; the word to fetch it by."""
        word = uuid4().hex
        with self._lock:
            self._files[word] = time.monotonic(), file
            while len(self._files) > 1 and (self._size > self.size or self._oldest > self.seconds):
                del self._files[next(iter(self._files))]
        return word

    def fetch(self, word: str) -> File | None:
        """The file of a word, None once it is gone."""
        with self._lock:
            return self._files[word][1] if word in self._files else None

    @property
    def _size(self) -> int:
        return sum(len(file.content) for _, file in self._files.values())

    @property
    def _oldest(self) -> float:
        return time.monotonic() - next(iter(self._files.values()))[0]


COUNTER = Counter()


def _fetched(request: Request) -> Response:
    file = COUNTER.fetch(request.path_params["word"])
    if file is None:
        return Response("这个文件已不在服务器上，请回到页面再点一次导出。", status_code=404, media_type="text/plain")
    headers = {"Content-Disposition": f"attachment; filename*=UTF-8''{quote(file.name)}", **NOT_KEPT}
    return Response(file.content, media_type=file.mime, headers=headers)


def route(base: str) -> Route:
    """Where the app hands them out. base: path of the app, which ends with a slash."""
    return Route(f"{base}saved/{{word}}", _fetched)


def button(label: str, make: Callable[[], File], key: str, **options: object) -> None:
    """A button that makes a file and saves it; beside it, that it was saved, or why it could not be made.

    A picture can be copied, too.
    """
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
    word = COUNTER.leave(made)
    _SAVER(data={"name": made.name, "address": f"saved/{word}"}, key="saver")
    st.caption(f"已保存 {plain(made.name)}")
    if made.mime == PICTURE:
        _COPIER(data={"label": "复制图片", "address": f"saved/{word}"}, key=f"copy_{key}")


def link(label: str, address: str, name: str, key: str) -> None:
    """A link that saves what an address below the app's gives, and says beside it that it did, or why not.

    name: of the file. Nothing is made before it is clicked, and no rerun of the page stands between.
    """
    _LINK(data={"label": label, "address": address, "name": name}, key=f"link_{key}")
