"""The small pieces of a sentence: one number, a few names, periods, brackets and spaces."""

from __future__ import annotations

import re

import pandas as pd

from whitepaper import wording
from whitepaper.panels import NO_QUALIFIER

LISTED = 3
"""So many parts, names or missing numbers are told one by one."""
UNSTATED = wording.period_name("")
WITHIN = "其中："
"""How a category begins that is part of the one before."""


def value(row: pd.Series) -> str:
    """The number of a row of `panels.readable`; a derived one is called so."""
    return f"推算 {row['label']}" if row["status"] == "derived" else str(row["label"])


def is_firm(row: pd.Series) -> bool:
    """Whether a number may be compared: reported, without qualifier, and a size rather than a place."""
    return row["status"] == "reported" and row["qualifier"] == NO_QUALIFIER and not row["shown"].startswith("第")


def plain(category: str) -> str:
    """A category without `其中：`."""
    return category.removeprefix(WITHIN)


def together(names: list[str], noun: str) -> str:
    """A name or two in full, more as their number."""
    return "、".join(names) if len(names) < LISTED else f"{len(names)} {noun}"


def years(periods: pd.Series) -> str:
    """Periods in words: `2022、2023 年`."""
    names = sorted(dict.fromkeys(periods))
    if all(re.fullmatch(r"\d{4} 年", name) for name in names):
        return "、".join(name.removesuffix(" 年") for name in names) + " 年"
    return "、".join(names)


def inside(text: str) -> str:
    """A text ready for brackets of its own."""
    return re.sub(r"（([^（）]*)）", r"，\1", text)
