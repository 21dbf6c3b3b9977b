"""What many places of the file share, said once: everything else names it by its number."""

from __future__ import annotations

import json
from typing import Any


class Pool:
    """Values, each once, in the order in which they came."""

    def __init__(self) -> None:
        self.values: list[Any] = []
        self._places: dict[str, int] = {}

    def add(self, value: Any, mark: str = "") -> int:
        """The number of a value. mark: what tells it apart, where that is not the whole of it."""
        text = mark or said(value)
        if text not in self._places:
            self._places[text] = len(self.values)
            self.values.append(value)
        return self._places[text]


def said(value: Any) -> str:
    """A value as JSON, its letters as they are. Raises TypeError for what JSON has no form for, as not a number."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
