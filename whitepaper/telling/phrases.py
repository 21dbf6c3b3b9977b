"""The small pieces of a sentence: one number, a few names, periods, brackets and spaces."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from whitepaper.model.keys import DERIVED, REPORTED
from whitepaper.printed import wording

CONTINUED = "（续）"
"""Behind the heading of what continues on another screen."""
LISTED = 3
"""So many parts, names or missing numbers are told one by one."""
UNSTATED = wording.period_name("")


def value(row: Mapping[str, Any]) -> str:
    """The number of a described row, without what its indicator's name says already; a derived one is called so."""
    shown = "".join(wording.in_parts(str(row["label"]), str(row["indicator"])))
    return f"推算 {shown}" if row["status"] == DERIVED else shown


def is_firm(row: Mapping[str, Any]) -> bool:
    """Whether a number may be compared: reported, without qualifier, and a size rather than a place."""
    return bool(row["status"] == REPORTED and not row["qualifier"] and not row["is_rank"])


def together(names: list[str], noun: str) -> str:
    """A name or two in full, more as their number."""
    return "、".join(names) if len(names) < LISTED else f"{len(names)} {noun}"


def named(names: Iterable[str], noun: str) -> str:
    """The names, each once; of more than a heading holds the first, and how many there are."""
    every = list(dict.fromkeys(names))
    return "、".join(every[:LISTED]) + (f"等 {len(every)} {noun}" if len(every) > LISTED else "")


def left_out(vague: Sequence[tuple[str, str]], noun: str) -> list[str]:
    """What a comparison leaves out, as it is only about so much or so far: one in full, more counted, none not said.

    vague: name and number of each.
    """
    if len(vague) == 1:
        ((name, number),) = vague
        return [f"{name}（{inside(number)}）不参与比较"]
    return [f"{len(vague)} {noun}带修饰语，不参与比较"] if vague else []


def years(periods: Iterable[str]) -> str:
    """Periods, as printed, in words: `2022、2023 年`."""
    found = sorted(dict.fromkeys(periods), key=wording.period_name)
    if all(re.fullmatch(r"\d{4}", period) for period in found):
        return "、".join(found) + " 年"
    return "、".join(map(wording.period_name, found))


def inside(text: str) -> str:
    """A text ready for brackets of its own."""
    return re.sub(r"（([^（）]*)）", r"，\1", text)
