"""How the paper prints the categories of a breakdown: `其中：…` and `公立·医院` are parts of other parts."""

from __future__ import annotations

from collections.abc import Collection

WITHIN = "其中："
JOINT = "·"


def is_within(category: str) -> bool:
    """Whether a category is part of the one before it."""
    return category.startswith(WITHIN)


def plain(category: str) -> str:
    """A category without `其中：`."""
    return category.removeprefix(WITHIN)


def is_part_of(category: str, others: Collection[str]) -> bool:
    """Whether a category names one of the others as what it is part of (`公立·医院` beside `公立`)."""
    pieces = category.split(JOINT)
    return len(pieces) > 1 and any(piece in others for piece in pieces)
