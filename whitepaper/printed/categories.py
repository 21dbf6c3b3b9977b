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


def whole_of(category: str, others: Collection[str]) -> str:
    """The one of the others that a category names as its whole (`公立` of `公立·医院`); empty for none."""
    pieces = category.split(JOINT)
    return next((piece for piece in pieces if piece in others), "") if len(pieces) > 1 else ""


def is_part_of(category: str, others: Collection[str]) -> bool:
    """Whether a category names one of the others as what it is part of (`公立·医院` beside `公立`)."""
    return bool(whole_of(category, others))
