"""Changes in words: of one series, and what rose and fell most among several."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise

import pandas as pd

from whitepaper.model.keys import CHANGES
from whitepaper.model.selection import Selection
from whitepaper.printed import wording
from whitepaper.printed.changes import COMPUTED, UNCHANGED, Change, Direction, computed_change, printed_change
from whitepaper.store.described import Row, records
from whitepaper.store.store import Store
from whitepaper.telling import phrases
from whitepaper.telling.remarks import COMPUTED_MARK

SHORT = {
    wording.GROWS: "增",
    wording.RISES: "升",
    wording.GAINS: "增",
    wording.FALLS: "降",
    wording.LOSES: "减",
    UNCHANGED: "平",
}
ARROWS = {Direction.RISE: "↑ ", Direction.FALL: "↓ ", Direction.LEVEL: ""}
MOST_OF_WHAT_GROWS, MOST_OF_WHAT_IS_COUNTED = ("最快", "最慢"), ("最多", "最少")


def printed_changes(store: Store, indicator_id: str, areas: Iterable[str]) -> dict[tuple[str, str, str], Change]:
    """Area, category and period to the change that is printed, in some areas."""
    asked = Selection(indicators=(indicator_id,), towns=tuple(dict.fromkeys(areas)))
    return {
        (row["area_id"], row["category"], row["period"]): printed_change(row)
        for row in records(store.observations(asked))
        if row["measure"] in CHANGES and not pd.isna(row["value"])
    }


def told(moved: Change) -> str:
    """`增长 5%（存疑，可比价）`, `下降 2.1%（计算）`."""
    return moved.words + (moved.doubt + moved.mark).replace("）（", "，")


def in_brief(moved: Change) -> str:
    """A change where room is scarce: an arrow, how much, and a mark that a remark explains: `↓ 5.97 个百分点※`."""
    mark = "" if moved.is_printed else COMPUTED_MARK
    size = moved.size if moved.direction.value else moved.verb
    return ARROWS[moved.direction] + size + moved.basis_words + mark + moved.doubt


def between_levels(series: Iterable[Row], row: Row, since: int | None = None) -> Change | None:
    """The change that follows from `row` of a series and an earlier year, both reported and unqualified.

    since: that year, the one before where it is None.
    """
    if pd.isna(row["year"]) or row["span"]:
        return None
    return computed_change((one for one in series if not one["is_rank"]), int(row["year"]), since)


def run(rows: Sequence[Row]) -> str:
    """How three or more consecutive years went, from reported, unqualified and undoubted numbers only."""
    years = [row["year"] for row in rows]
    if len(years) <= 2 or years != list(range(years[0], years[0] + len(years))):
        return ""
    units = {row["plotted_unit"] for row in rows}
    is_firm = all(phrases.is_firm(row) and not row["doubt"] for row in rows)
    if not is_firm or len(units) > 1 or len({row["break_from"] for row in rows}) > 1:
        return ""
    values = [row["plotted"] for row in rows]
    signs = [(after > before) - (after < before) for before, after in pairwise(values)]
    if len(set(signs)) == 1:
        rise = "上升" if units <= {*wording.RATE_UNITS} else "增长"
        number = "两" if len(signs) == 2 else f" {len(signs)} "
        return f"连续{number}年{ {1: rise, -1: '下降', 0: '持平'}[signs[0]] }"
    span = f"{years[0]} 至 {years[-1]} 年"
    if len(signs) == 2:
        words = {1: "升", -1: "降", 0: "平"}
        return f"{span}先{words[signs[0]]}后{words[signs[1]]}"
    return f"{span}有升有降" if {1, -1} <= set(signs) else ""


def tally(moves: Sequence[tuple[str, Change | None]]) -> str:
    """How many rose and fell, and the largest change; moves: name and change of each part, None where unknown."""
    known = [(name, moved) for name, moved in moves if moved is not None]
    if not known:
        return f"{len(moves)} 项都没有可比的上年数"
    text = counted([moved for _, moved in known], len(moves))
    firm = [(name, moved) for name, moved in known if moved.is_firm]
    if firm and len({moved.unit for _, moved in firm}) == 1:
        most = max(abs(moved.amount) for _, moved in firm)
        largest = [(name, moved) for name, moved in firm if abs(moved.amount) == most]
        words = {told(moved) for _, moved in largest}
        superlative = "变动幅度最大" if firm[0][1].unit in wording.RATE_UNITS else "变动最大"
        if most and len(words) > 1:
            text += f"，{superlative}的有 {len(largest)} 项"
        elif most:
            names = phrases.together([name for name, _ in largest], "项")
            text += f"，{names}{superlative}（{phrases.inside(words.pop())}）"
    return "，".join([text, *_left_out(known)])


def extremes(moves: Sequence[tuple[str, Change]], cuts: int) -> str:
    """How many rose and fell, and which most; with one cut the count goes, with two the smallest change too."""
    firm = [(name, moved) for name, moved in moves if moved.is_firm]
    said = [counted([moved for _, moved in moves], len(moves))]
    said += _left_out(moves)
    amounts = {moved.amount for _, moved in firm}
    if len(amounts) > 1 and len({moved.unit for _, moved in firm}) == 1:
        said = said[1:] if cuts else said
        said += [_extreme(firm, max(amounts))]
        said += [_extreme(firm, min(amounts), is_lowest=True)] if cuts < 2 else []
    return "，".join(said)


def _left_out(moves: Sequence[tuple[str, Change]]) -> list[str]:
    """The changes that are only about so much; nothing for none."""
    return phrases.left_out([(name, told(moved)) for name, moved in moves if not moved.is_firm], "项")


def _extreme(moves: Sequence[tuple[str, Change]], end: float, *, is_lowest: bool = False) -> str:
    """`甲增长最快（59.1%）`, `乙下降最多（8.9%）`; points rise 最多 or 最少; the only ones that fell `下降（8.9%）`."""
    tied = [(name, moved) for name, moved in moves if moved.amount == end]
    names = phrases.together([name for name, _ in tied], "项")
    change = tied[0][1]
    if end == 0:
        return names + change.verb + change.doubt
    is_growth = change.unit in wording.RATE_UNITS and end > 0
    most, least = MOST_OF_WHAT_GROWS if is_growth else MOST_OF_WHAT_IS_COUNTED
    if end < 0:
        most, least = least, most  # the smallest number is the largest fall
    is_alone = len(tied) == sum(moved.direction is change.direction for _, moved in moves)
    word = "" if is_alone else least if is_lowest else most
    return f"{names}{change.verb}{word}（{phrases.inside(change.size + change.doubt)}）"


def counted(moves: Sequence[Change], count: int) -> str:
    """`12 项中 5 增 7 降`; parts without a change are counted too."""
    rise, fall = (wording.direction(sign, moves[0].unit) for sign in (1, -1))
    went = [moved.direction for moved in moves]
    counts = {
        rise: went.count(Direction.RISE),
        fall: went.count(Direction.FALL),
        UNCHANGED: went.count(Direction.LEVEL),
    }
    mark = "" if all(moved.is_printed for moved in moves) else COMPUTED
    without = f"，{count - len(moves)} 项没有可比的上年数" if count > len(moves) else ""
    found = [word for word, number in counts.items() if number]
    if len(found) == 1:
        return f"{len(moves)} 项均{found[0]}{mark}{without}"
    said = "".join(f" {counts[word]} {SHORT[word]}" for word in found)
    return f"{len(moves)} 项中{said}{mark}{without}"
