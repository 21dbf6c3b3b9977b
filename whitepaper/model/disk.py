"""Files that are whole or not there: written beside their place, brought to the disk, and named in one step."""

from __future__ import annotations

import errno
import os
import re
import sys
import time
from collections.abc import Mapping
from pathlib import Path

from whitepaper.model.errors import WriteError

TRIES, PAUSE = 20, 0.05  # seconds
NEW = ".new"
"""Ending of what is being written and does not count yet."""
NO_SPACE = (errno.ENOSPC, errno.EDQUOT) if sys.platform != "win32" else (errno.ENOSPC,)
HELD = (errno.EACCES, errno.EPERM, errno.EROFS)


def write(path: Path, content: bytes) -> None:
    """Write a file and wait until the disk has it."""
    with path.open("wb") as stream:
        stream.write(content)
        stream.flush()
        os.fsync(stream.fileno())


def write_all(folder: Path, files: Mapping[str, bytes]) -> None:
    """Write files below a folder, name to content, and wait until the disk has them and their names."""
    for name, content in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        write(folder / name, content)
    for place in {(folder / name).parent for name in files} | {folder}:
        sync(place)


def replace(path: Path, content: bytes) -> None:
    """Give a file another content in one step: whoever reads it finds the old or the new one, whole."""
    fresh = path.with_name(path.name + NEW)
    try:
        write(fresh, content)
        _rename(fresh, path)
    except BaseException:
        fresh.unlink(missing_ok=True)
        raise
    sync(path.parent)


def hand_over(path: Path, content: bytes) -> None:
    """Write a file where someone asked for it, whole or not at all. Raises WriteError, with what to do."""
    if path.is_dir():
        raise WriteError(f"{path} 是文件夹：请在后面写上文件名")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        replace(path, content)
    except OSError as error:
        if error.errno in NO_SPACE:
            said = "磁盘满了：请腾出空间，或换一个位置"
        elif error.errno in HELD:
            said = "没有权限，或有程序开着它：请关闭那个程序，或换一个位置"
        else:
            said = f"{error.strerror or error}：请换一个位置"
        raise WriteError(f"不能写入 {path}，{said}") from error


def _rename(fresh: Path, path: Path) -> None:
    """Put a file in the place of another; on Windows that must wait while someone has the other one open."""
    for _ in range(TRIES):
        try:
            os.replace(fresh, path)  # noqa: PTH105  on every system what is there is replaced
        except PermissionError:
            time.sleep(PAUSE)
        else:
            return
    os.replace(fresh, path)  # noqa: PTH105


def sync(folder: Path) -> None:
    """Wait until the disk has the names in a folder; Windows keeps them by itself."""
    if os.name == "nt":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def names_in(path: Path, form: re.Pattern[str]) -> list[str] | None:
    """The names that a file lists, one a line; None where there is no such file, "" for a line of another form."""
    try:
        lines = path.read_text(encoding="utf-8", errors="replace").split()
    except FileNotFoundError:
        return None
    return [line if form.fullmatch(line) else "" for line in lines] or [""]
