"""Files of a version in which things are looked up: of SQLite, written when it is built and opened to be asked."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from threading import Lock
from typing import Any, Self
from weakref import finalize

from whitepaper.model.errors import DataMissingError

REBUILD = "请运行 python -m whitepaper build 重新生成"
ABOUT = "version"
"""Column of the table `about`, which every such file has, with one row."""
WRITER = slice(96, 100)
"""The bytes of the file that say which SQLite wrote it: left at zero, so that the same content is the same bytes."""


def written(fill: Callable[[sqlite3.Connection], object]) -> bytes:
    """The file of what is laid into an empty one."""
    database = sqlite3.connect(":memory:")
    with closing(database), database:
        fill(database)
        database.commit()
        found = bytearray(database.serialize())
    found[WRITER] = bytes(4)
    return bytes(found)


class Lookup:
    """Answers out of such a file, to any number of readers at once."""

    def __init__(self, database: sqlite3.Connection) -> None:
        self._database, self._lock = database, Lock()
        finalize(self, database.close)  # with the last who asks
        ((self.version,),) = self._rows(f"SELECT {ABOUT} FROM about")

    @classmethod
    def opened(cls, path: Path, version: str) -> Self:
        """That of a file, which is read where it is asked. Raises DataMissingError where it is none of these data."""
        try:
            found = cls(sqlite3.connect(f"{path.absolute().as_uri()}?immutable=1", uri=True, check_same_thread=False))
        except (sqlite3.Error, ValueError) as error:
            raise DataMissingError(f"{path} 不能读取（{error}）。{REBUILD}") from error
        if found.version != version:
            raise DataMissingError(f"{path} 是数据版本 {found.version} 的，不是 {version} 的。{REBUILD}")
        return found

    @classmethod
    def held(cls, content: bytes) -> Self:
        """That of a file that is nowhere but in memory."""
        database = sqlite3.connect(":memory:", check_same_thread=False)
        database.deserialize(content)
        return cls(database)

    def _rows(self, asked: str, *values: object) -> list[tuple[Any, ...]]:
        with self._lock:
            return self._database.execute(asked, values).fetchall()
