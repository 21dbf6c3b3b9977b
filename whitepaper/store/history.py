"""What an indicator was called in each white paper, and where its numbers stop being comparable."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class History:
    """Renamings and breaks.

    names: indicator and edition to its name as printed there; breaks: indicator to its breaks, category (empty for
    all), first edition after it and reason, by edition.
    """

    names: Mapping[tuple[str, int], str]
    breaks: Mapping[str, list[tuple[str, int, str]]]

    @classmethod
    def of(cls, names: Iterable[Mapping[str, Any]], breaks: Iterable[Mapping[str, Any]]) -> History:
        """From the rows of the tables `names` and `breaks`."""
        found: dict[str, list[tuple[str, int, str]]] = {}
        for row in sorted(breaks, key=lambda one: one["edition"]):
            found.setdefault(row["indicator_id"], []).append((row["category"], row["edition"], row["reason"]))
        return cls({(row["indicator_id"], row["edition"]): row["name"] for row in names}, found)

    def name_then(self, row: Mapping[str, Any], name: str) -> str:
        """`2024 年度称“旧名”` where the paper of an observation has another name than today's; else empty."""
        then = self.names.get((row["indicator_id"], row["edition"]), name)
        return "" if then == name else f"{row['edition']} 年度称“{then}”"

    def break_before(self, row: Mapping[str, Any]) -> int | None:
        """The edition of the last break at or before an observation; None where there is none."""
        return max((edition for edition, _ in self._of(row) if edition <= row["edition"]), default=None)

    def break_said(self, row: Mapping[str, Any]) -> str:
        """What the last break before an observation is, as a sentence; empty where there is none."""
        reasons = {edition: reason for edition, reason in self._of(row) if edition <= row["edition"]}
        if not reasons:
            return ""
        return f"自 {max(reasons)} 年度起口径有变，前后不可比：{reasons[max(reasons)].rstrip('。')}。"

    def _of(self, row: Mapping[str, Any]) -> list[tuple[int, str]]:
        own = self.breaks.get(row["indicator_id"], [])
        return [(edition, reason) for category, edition, reason in own if category in {"", row["category"]}]
