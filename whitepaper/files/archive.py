"""ZIP archives without the time at which they were packed: the same content gives the same bytes."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Iterable

FIXED_TIME = (1980, 1, 1, 0, 0, 0)


def pack(files: Iterable[tuple[str, bytes]]) -> bytes:
    """An archive of names and contents, in their order."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files:
            info = zipfile.ZipInfo(name, FIXED_TIME)
            info.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(info, content)
    return buffer.getvalue()


def timeless(packed: bytes) -> bytes:
    """The same archive with the same time on each of its files."""
    return changed(packed, lambda _, content: content)


def changed(packed: bytes, change: Callable[[str, bytes], bytes]) -> bytes:
    """A timeless archive of the same names. change: name and content of a file to what stands there instead."""
    with zipfile.ZipFile(io.BytesIO(packed)) as read:
        return pack((name, change(name, read.read(name))) for name in read.namelist())
