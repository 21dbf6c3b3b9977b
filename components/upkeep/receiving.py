"""Files from the clerk's browser into the folder of the round: as many and as large as is said, and no others.

The framework's own box for files speaks English and keeps what it got for as long as it likes.
"""

from __future__ import annotations

import re
from pathlib import Path
from uuid import uuid4

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from components.frame.scripts import beside, element
from whitepaper.model import disk

MEGABYTE = 1_000_000
LARGEST, MOST = 20 * MEGABYTE, 80
"""Bytes of a file, and files in a folder. What a workbook may hold when unpacked, its reader limits."""
LONGEST_NAME = 120
_BOX = element(
    "receiver",
    html='<label><span></span><input type="file"></label><p role="status"></p>',
    css=beside(str(Path(__file__).parents[1] / "widgets" / "loading.py"), "loading.css")
    + beside(__file__, "receiving.css"),
    js=beside(__file__, "receiving.js"),
)
_OPEN: dict[str, tuple[Path, tuple[str, ...]]] = {}
"""By a word that cannot be guessed: a folder that takes files, and how their names may end."""


class RefusedError(Exception):
    """Why a file is not taken, in words."""


def opened(folder: Path, endings: tuple[str, ...]) -> str:
    """Let a folder take files: the word to send them by."""
    word = uuid4().hex
    _OPEN[word] = folder, endings
    return word


def shut(folder: Path) -> None:
    """Let a folder, and those in it, take nothing more."""
    for word, (inside, _) in list(_OPEN.items()):
        if inside.is_relative_to(folder):
            del _OPEN[word]


def box(label: str, word: str, key: str) -> None:
    """A button that lets the clerk choose files, and sends them; the page runs again once all have arrived."""
    _, endings = _OPEN[word]
    data = {
        "label": label,
        "address": f"received/{word}",
        "endings": ",".join(endings),
        "largest": LARGEST,
        "tooLarge": f"超过 {LARGEST // MEGABYTE} MB，没有上传",
    }
    _BOX(data=data, key=key, on_received_change=lambda: None)


def files(folder: Path) -> list[Path]:
    """What has arrived, in the order of the names."""
    return sorted(path for path in folder.iterdir() if path.is_file() and not path.name.endswith(disk.NEW))


async def _receive(request: Request) -> Response:
    found = _OPEN.get(request.path_params["word"])
    if found is None:
        return _said("这一页已经过期，请刷新后再选一次文件", 404)
    content = bytearray()
    async for part in request.stream():
        content += part
        if len(content) > LARGEST:
            return _said(f"超过 {LARGEST // MEGABYTE} MB，没有上传", 413)
    try:
        await run_in_threadpool(_keep, *found, request.query_params.get("name", ""), bytes(content))
    except RefusedError as error:
        return _said(str(error), 415)
    except OSError as error:
        return _said(f"没有存下（{error.strerror or type(error).__name__}）。请看看磁盘是否满了，再试一次", 507)
    return JSONResponse({})


def _said(words: str, status: int) -> Response:
    return JSONResponse({"error": words}, status)


def _keep(folder: Path, endings: tuple[str, ...], name: str, content: bytes) -> None:
    """Raises RefusedError, OSError. A file of the same name takes the place of the one before."""
    path = folder / safe(name)
    if path.suffix.lower() not in endings:
        raise RefusedError(f"不是 {'、'.join(endings)} 文件；请用 Excel、WPS 或 Word 另存后再选")
    if not path.exists() and len(files(folder)) >= MOST:
        raise RefusedError(f"文件太多，最多 {MOST} 个；请先去掉不要的")
    disk.replace(path, content)


def safe(name: str) -> str:
    """The last part of a name, with nothing that a disk or a screen could take for more than a name."""
    last = re.split(r"[/\\]", name)[-1]
    kept = "".join(letter if letter.isprintable() and letter not in '<>:"|?*' else "_" for letter in last).strip(" .")
    stem, dot, ending = kept.rpartition(".")
    return f"{stem[:LONGEST_NAME] or '_'}{dot}{ending}"


def route(base: str, path: str = "received/{word}") -> Route:
    """Where the app takes files. base: path of the app, which ends with a slash."""
    return Route(f"{base}{path}", _receive, methods=["POST"])
