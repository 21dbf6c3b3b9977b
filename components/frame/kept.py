"""What is made once for all readers, up to a limit of what it weighs: how long a list is depends on the data."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from threading import Lock
from typing import Generic, TypeVar

Made = TypeVar("Made")


def alike(_: object) -> int:
    """The weight of things that are all about as large."""
    return 1


class Kept(Generic[Made]):
    """Things by what they are made from; what nobody asked for longest goes first. To be read, never changed.

    most: what all together may weigh; weight: of one. What weighs more than all may is kept until another is made.
    """

    def __init__(self, most: int, weight: Callable[[Made], int] = alike) -> None:
        self._most, self._weight = most, weight
        self._lock = Lock()
        self._found: dict[Hashable, tuple[Made, int]] = {}
        self._all = 0

    def of(self, key: Hashable, make: Callable[[], Made]) -> Made:
        """What was made for a key; made now where it is not kept. key: all that it depends on, the data version too."""
        with self._lock:
            found = self._found.pop(key, None)
            if found is not None:
                self._found[key] = found  # the last one asked for
                return found[0]
        made = make()  # not under the lock, as it takes long and may ask for others; two may make the same
        with self._lock:
            self._keep(key, made)
        return made

    def clear(self) -> None:
        """Keep nothing."""
        with self._lock:
            self._found.clear()
            self._all = 0

    def _keep(self, key: Hashable, made: Made) -> None:
        weight, before = self._weight(made), self._found.pop(key, None)
        self._found[key] = made, weight
        self._all += weight - (before[1] if before else 0)
        while self._all > self._most and len(self._found) > 1:
            oldest = next(iter(self._found))
            self._all -= self._found.pop(oldest)[1]
