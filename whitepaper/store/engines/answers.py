"""Answers that an engine gave: those of one version never change, and the same question is asked for many pages."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Hashable
from threading import Lock

import pyarrow as pa

COLUMN = 1_200
"""Bytes that a column takes beside its cells: most answers have few rows, and forty times as much of this."""


def size(answer: pa.Table) -> int:
    """Bytes that an answer takes."""
    return int(answer.nbytes + COLUMN * answer.num_columns)


class Answers:
    """The answers asked for last. most: bytes of all; largest: bytes of one that is kept."""

    def __init__(self, most: int, largest: int) -> None:
        self._most, self._largest = most, largest
        self._kept: OrderedDict[Hashable, pa.Table] = OrderedDict()
        self._lock = Lock()
        self.size = 0
        """Bytes of what is kept."""

    def get(self, about: Hashable) -> pa.Table | None:
        """The answer to a question; None where it is not kept."""
        with self._lock:
            if about in self._kept:
                self._kept.move_to_end(about)
            return self._kept.get(about)

    def keep(self, about: Hashable, answer: pa.Table) -> None:
        """Keep an answer, and no longer those that nobody asked for longest where there are too many."""
        if size(answer) > self._largest:
            return
        with self._lock:
            before = self._kept.pop(about, None)
            self._kept[about] = answer
            self.size += size(answer) - (size(before) if before is not None else 0)
            while self.size > self._most:
                self.size -= size(self._kept.popitem(last=False)[1])
