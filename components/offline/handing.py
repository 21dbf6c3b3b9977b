"""Handing the file out: from 数据说明, and by an address that needs no websocket.

It takes more than a minute to make, so a program of its own makes it, beside the readers, once for a data version.
"""

from __future__ import annotations

import asyncio
import os
import subprocess
import sys
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Lock
from urllib.parse import quote, urlencode

import streamlit as st
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.routing import Route

from components.frame import events, runtime
from components.frame.front_page import OFFLINE
from components.frame.keeping import NOT_KEPT
from components.offline.making import file_name
from components.widgets import saving
from whitepaper.model.dataset import OPTION, WHOSE, Dataset
from whitepaper.model.selection import Selection, to_query
from whitepaper.store.store import Store

ROOT = Path(__file__).resolve().parents[2]
PATIENCE = 45.0
"""Seconds that a request waits; proxies cut it off after sixty."""
TRIES_EVERY = "30"
AGAIN = "离线版正在生成，约需两分钟，请稍后再取。"
FAILED = "离线版没有做成，页面上的数不受影响。请稍后再试；若仍然如此，请把当前时间告诉管理员。"


class Maker:
    """The file of each publisher's newest data version that was asked for, and the one thread that waits for it."""

    def __init__(self) -> None:
        self._held: dict[tuple[str, str], Future[bytes]] = {}
        self._lock, self._thread = Lock(), ThreadPoolExecutor(1, "offline")

    def ask(self, store: Store) -> Future[bytes]:
        """The file, begun when it is first asked for; what failed is tried again."""
        with self._lock:
            asked = (store.publisher, store.dataset_version)
            found = self._held.get(asked)
            if found is None or (found.done() and found.exception() is not None):
                found = self._thread.submit(_made, store.dataset)
                others = {key: held for key, held in self._held.items() if key[0] != store.publisher}
                self._held = others | {asked: found}
            return found


MAKER = Maker()


def offer() -> None:
    """Its section on 数据说明."""
    st.header("离线版")
    st.markdown(
        "整个看板做成一个网页文件：全部领域、街镇、地图、荣誉、核对、搜索和汇报，按领域、街镇和年份筛选，存 CSV。"
        "不用服务器和网络，放在 U 盘或共享文件夹里双击即可打开。数据更新后请重新取一份。"
    )
    query = urlencode(to_query(Selection(publisher=runtime.publisher())))
    address = f"{OFFLINE}?{query}" if query else OFFLINE
    with st.container(width="content"):
        saving.link("保存离线版（HTML）", address, file_name(runtime.store()), "offline")


def route(base: str) -> Route:
    """Where the app hands it out. base: path of the app, which ends with a slash."""
    return Route(f"{base}{OFFLINE}", _answered)


async def _answered(request: Request) -> Response:
    runtime.ask(request.query_params)
    store = await run_in_threadpool(runtime.store)
    asked = MAKER.ask(store)
    try:  # it is made for others, too
        made = await asyncio.wait_for(asyncio.shield(asyncio.wrap_future(asked)), PATIENCE)
    except TimeoutError:
        return _said(request, AGAIN, 503)
    except (subprocess.CalledProcessError, OSError) as error:
        events.failed("offline.failed", error)
        return _said(request, FAILED, 500)
    headers = {
        "Content-Disposition": f"attachment; filename*=UTF-8''{quote(file_name(store))}",
        **NOT_KEPT,
    }
    return Response(
        made, media_type="application/octet-stream", headers=headers
    )  # HTML would be taken for the app's page


def _said(request: Request, words: str, status: int) -> Response:
    """Why there is no file: as data for our own link, as text for who typed the address, whose page tries again."""
    if "text/html" not in request.headers.get("accept", ""):
        return JSONResponse({"error": words}, status, headers=NOT_KEPT)
    return PlainTextResponse(
        f"{words}本页每 {TRIES_EVERY} 秒自动再试。\n", status, headers={**NOT_KEPT, "Refresh": TRIES_EVERY}
    )


def _made(dataset: Dataset) -> bytes:
    """Raises CalledProcessError where the program fails; its words are in the log of the server."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / OFFLINE
        command = [sys.executable, "-m", "components.offline", OPTION, str(dataset.root), "--out", str(path)]
        environment = os.environ | {WHOSE: dataset.publisher}
        subprocess.run(command, cwd=ROOT, env=environment, check=True, stdout=subprocess.DEVNULL)
        return path.read_bytes()
