"""Changes in words: of one series, and what rose and fell most among several."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import pandas as pd

from whitepaper import phrases, wording
from whitepaper.panels import DOUBTED, NO_QUALIFIER
from whitepaper.selection import Selection
from whitepaper.store import Store

SHORT = {"增长": "增", "上升": "升", "增加": "增", "下降": "降", "减少": "减", "持平": "平"}
MEASURES = ("yoy_pct", "yoy_pp")


@dataclass(frozen=True)
class Moved:
    """A change of one series: its words without the mark, and what it takes to compare it with others.

    amount: signed, in `unit`; mark: the basis of a printed change, or that it is computed.
    """

    words: str
    amount: float
    unit: str
    mark: str
    is_firm: bool

    @property
    def text(self) -> str:
        """`增长 5%（可比价）`, `下降 2.1%（计算）`."""
        return self.words + self.mark

    @property
    def is_level(self) -> bool:
        """Whether nothing changed."""
        return self.words.startswith("持平")


def printed_changes(store: Store, indicator_id: str) -> dict[tuple[str, str, str], pd.Series]:
    """Area, category and period in words to the row of the change that the latest white paper prints."""
    rows = store.observations(Selection(indicators=(indicator_id,)))
    rows = rows[rows["measure"].isin(MEASURES) & rows["value"].notna()].sort_values("edition", kind="stable")
    return {(row["area_id"], row["category"], wording.period_name(row["period"])): row for _, row in rows.iterrows()}


def as_printed(row: pd.Series) -> Moved:
    """A printed change in words; its qualifier, doubt and basis are kept."""
    amount = float(row["value"])
    qualifier = "" if row["qualifier"] == NO_QUALIFIER else row["qualifier"]
    size = wording.shown(abs(amount), row["unit"], qualifier, row["printed"].lstrip("-−－"))
    doubt = DOUBTED if row["doubt"] else ""
    basis = "（可比价）" if row["yoy_basis"] == "comparable" else ""
    words = wording.spaced(wording.direction(amount, row["unit"]), size) if amount else "持平"
    return Moved(words + doubt, amount, row["unit"], basis, is_firm=not qualifier)


def between_levels(series: pd.DataFrame, row: pd.Series) -> Moved | None:
    """The change that follows from `row` of a series and the year before, both reported and unqualified."""
    if pd.isna(row["year"]) or row["span"]:
        return None
    levels = series.assign(qualifier=series["qualifier"].replace(NO_QUALIFIER, ""))
    levels = levels[~levels["shown"].str.startswith("第")]
    found = wording.change(levels, int(row["year"]))
    if found is None:
        return None
    return Moved(found.text, float(found.amount), found.unit, wording.COMPUTED, is_firm=True)


def run(rows: pd.DataFrame) -> str:
    """How three or more consecutive years went, from reported and unqualified numbers only."""
    years = list(rows["year"])
    if len(years) <= 2 or years != list(range(years[0], years[0] + len(years))):
        return ""
    if not all(phrases.is_firm(row) for _, row in rows.iterrows()) or rows["unit"].nunique() > 1:
        return ""
    values = list(rows["value"])
    signs = [(after > before) - (after < before) for before, after in pairwise(values)]
    if len(set(signs)) == 1:
        rise = "上升" if rows["unit"].iat[0] in wording.RATE_UNITS else "增长"
        number = "两" if len(signs) == 2 else f" {len(signs)} "
        return f"连续{number}年{ {1: rise, -1: '下降', 0: '持平'}[signs[0]] }"
    span = f"{years[0]} 至 {years[-1]} 年"
    if len(signs) == 2:
        words = {1: "升", -1: "降", 0: "平"}
        return f"{span}先{words[signs[0]]}后{words[signs[1]]}"
    return f"{span}有升有降" if {1, -1} <= set(signs) else ""


def tally(moves: Sequence[tuple[str, Moved | None]]) -> str:
    """How many rose and fell, and the largest change; moves: name and change of each part, None where unknown."""
    known = [(name, moved) for name, moved in moves if moved is not None]
    if not known:
        return f"{len(moves)} 项都没有可比的上年数"
    text = _counted([moved for _, moved in known], len(moves))
    firm = [(name, moved) for name, moved in known if moved.is_firm]
    if firm and len({moved.unit for _, moved in firm}) == 1:
        most = max(abs(moved.amount) for _, moved in firm)
        largest = [(name, moved) for name, moved in firm if abs(moved.amount) == most]
        words = {moved.text for _, moved in largest}
        if most and len(words) > 1:
            text += f"，变动最大的有 {len(largest)} 项"
        elif most:
            names = phrases.together([name for name, _ in largest], "项")
            text += f"，{names}变动最大（{phrases.inside(words.pop())}）"
    if len(firm) < len(known):
        text += f"，{len(known) - len(firm)} 项带修饰语，不参与比较"
    return text


def extremes(moves: Sequence[tuple[str, Moved]], cuts: int) -> str:
    """How many rose and fell, and which most; with one cut the count goes, with two the smallest change too."""
    firm = [(name, moved) for name, moved in moves if moved.is_firm]
    told = [_counted([moved for _, moved in moves], len(moves))]
    if len(firm) < len(moves):
        told.append(f"{len(moves) - len(firm)} 项带修饰语，不参与比较")
    amounts = {moved.amount for _, moved in firm}
    if len(amounts) > 1 and len({moved.unit for _, moved in firm}) == 1:
        told = told[1:] if cuts else told
        told += [_extreme(firm, max(amounts), "最快", "最少")]
        told += [_extreme(firm, min(amounts), "最慢", "最多")] if cuts < 2 else []
    return "，".join(told)


def _extreme(moves: Sequence[tuple[str, Moved]], end: float, rising: str, falling: str) -> str:
    """`甲增长最快（59.1%）`, `乙下降最多（8.9%）`; points rise 最多 or 最少."""
    tied = [(name, moved) for name, moved in moves if moved.amount == end]
    names = phrases.together([name for name, _ in tied], "项")
    direction, _, amount = tied[0][1].words.partition(" ")
    if end == 0:
        return names + direction
    word = rising if end > 0 else falling
    if direction in {"上升", "增加"}:
        word = {"最快": "最多", "最慢": "最少"}[word]
    return f"{names}{direction}{word}（{phrases.inside(amount)}）"


def _counted(moves: Sequence[Moved], count: int) -> str:
    """`12 项中 5 增 7 降`; parts without a change are counted too."""
    rise, fall = (wording.direction(sign, moves[0].unit) for sign in (1, -1))
    level = sum(moved.is_level for moved in moves)
    down = sum(moved.words.startswith(("下降", "减少")) for moved in moves)
    counts = {rise: len(moves) - level - down, fall: down, "持平": level}
    mark = wording.COMPUTED if any(moved.mark == wording.COMPUTED for moved in moves) else ""
    without = f"，{count - len(moves)} 项没有可比的上年数" if count > len(moves) else ""
    found = [word for word, number in counts.items() if number]
    if len(found) == 1:
        return f"{len(moves)} 项均{found[0]}{mark}{without}"
    told = "".join(f" {counts[word]} {SHORT[word]}" for word in found)
    return f"{len(moves)} 项中{told}{mark}{without}"
