"""What must be said beside a chart or a table: each remark of a kind, so that nobody has to read its words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from enum import Enum, auto
from typing import Any

from whitepaper.printed.wording import DOUBT, OPEN_SCOPE
from whitepaper.telling.phrases import UNSTATED

COMPUTED_MARK = "※"
"""Behind a number in a column that is computed; a remark says so."""


class Kind(Enum):
    """What a remark is about."""

    SOURCE = auto()
    PERIOD = auto()
    UNDATED = auto()
    CUT_AXIS = auto()
    MISSING = auto()
    TOTAL = auto()
    PART = auto()
    DERIVED = auto()
    COMPUTED = auto()
    QUALIFIED = auto()
    DOUBT = auto()
    UNSETTLED = auto()
    REVISED = auto()
    RENAMED = auto()
    BROKEN = auto()
    CONVERTED = auto()
    INCOMPARABLE = auto()
    CHANGE = auto()
    SCHEMATIC = auto()
    LEFT_OUT = auto()
    UNMARKED = auto()
    COUNTED = auto()
    UNFOLLOWED = auto()


@dataclass(frozen=True)
class Remark:
    """One remark.

    text: what holds wherever the numbers are shown; on_screen: what only the drawing of the screen shows, and follows
    the text there; on_page: what follows only beside the table of a page; about: id of the indicator that it is about
    alone, where it stands beside several.
    """

    kind: Kind
    text: str
    on_screen: str = ""
    on_page: str = ""
    about: str = ""

    @property
    def shown(self) -> str:
        """The words on a page."""
        return self.text + self.on_screen + self.on_page

    @property
    def on_stage(self) -> str:
        """The words on a slide of the screen and in pictures."""
        return self.text + self.on_screen


def source(*places: str) -> Remark:
    """Where the numbers stand."""
    return Remark(Kind.SOURCE, "来源：" + "；".join(dict.fromkeys(places)))


def and_from(first: Remark, places: Iterable[str]) -> Remark:
    """A source with others besides."""
    others = (place for place in places if place not in first.text)
    return replace(first, text="；".join(dict.fromkeys([first.text, *others])))


def computed(how: str = "") -> Remark:
    """What the mark of computed numbers means. how: what they are computed from."""
    return Remark(Kind.COMPUTED, "：".join(filter(None, [f"{COMPUTED_MARK} 为计算", how])) + "。")


def derived(marks: str = "标有“推算”的") -> Remark:
    """What numbers are that the paper does not print. marks: how they are told from the others."""
    return Remark(Kind.DERIVED, f"{marks}为推算值，不是白皮书所印。", on_page="算式见“说明”。")


def marked(rows: Iterable[Mapping[str, Any]]) -> list[Remark]:
    """Why numbers are marked, each reason once. rows: with the columns `doubt` and `unsettled`."""
    listed = list(rows)
    reasons = [(kind, str(row[column])) for kind, (column, _) in MARKS.items() for row in listed]
    return [Remark(kind, f"{MARKS[kind][1]}：{reason}") for kind, reason in dict.fromkeys(reasons) if reason]


MARKS = {Kind.DOUBT: ("doubt", DOUBT), Kind.UNSETTLED: ("unsettled", OPEN_SCOPE)}
"""Kinds of remarks on numbers that a check marks: column of the reason, and what stands before it."""


def of_periods(names: Iterable[str], what: str = "年份") -> list[Remark]:
    """What a board or table says of the periods of its numbers: the one that all have, or that some are not stated.

    what: is not written of these, where others have it.
    """
    periods = set(names)
    if len(periods) == 1 and UNSTATED not in periods:
        return [Remark(Kind.PERIOD, f"期间：{next(iter(periods))}")]
    if UNSTATED not in periods:
        return []
    text = f"各数的{UNSTATED}。" if len(periods) == 1 else f"没有写{what}的，{UNSTATED}。"
    return [Remark(Kind.UNDATED, text)]


def unmarked(names: Iterable[str]) -> Remark:
    """That the paper prints some numbers without a unit."""
    return Remark(Kind.UNMARKED, f"单位原文未标：{'、'.join(names)}")


def texts(remarks: Iterable[Remark]) -> list[str]:
    """The words of remarks on the screen."""
    return [remark.shown for remark in remarks]


OPEN = frozenset(
    {
        Kind.SOURCE,
        Kind.UNDATED,
        Kind.CUT_AXIS,
        Kind.DERIVED,
        Kind.COMPUTED,
        Kind.QUALIFIED,
        Kind.PART,
        Kind.DOUBT,
        Kind.UNSETTLED,
        Kind.INCOMPARABLE,
        Kind.SCHEMATIC,
        Kind.UNFOLLOWED,
        Kind.UNMARKED,
        Kind.COUNTED,
    }
)
"""Kinds that change how a drawing is read: they are never folded away."""
MOST_OPEN = 2
"""So many others stand open beside them."""


def folded(remarks: Iterable[Remark]) -> tuple[list[Remark], list[Remark]]:
    """What stays open beside a drawing, the source last, and what is folded behind one word where it is much."""
    every = list(remarks)
    rest = [one for one in every if one.kind not in OPEN]
    rest = rest if len(rest) > MOST_OPEN else []
    return sorted((one for one in every if one not in rest), key=lambda one: one.kind is Kind.SOURCE), rest
