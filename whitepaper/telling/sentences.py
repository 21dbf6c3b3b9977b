"""The sentence that states what a panel shows: slide title, line under a chart, caption in files.

It is made from the rows alone. What is qualified, derived, doubted, missing or incomparable is named as such, and
never counts in an extreme or a change.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd

from whitepaper.model.keys import CHANGES, DERIVED
from whitepaper.printed.changes import FEW, Change, Direction, printed_change
from whitepaper.printed.wording import RATE_UNITS, mark, spaced
from whitepaper.store.described import Row
from whitepaper.store.store import Store
from whitepaper.telling import breakdowns, changes
from whitepaper.telling.panels import Panel, of_rows, rates_are_of
from whitepaper.telling.phrases import LISTED, UNSTATED, inside, is_firm, value, years
from whitepaper.telling.series import PanelSeries, latest

LONG, TOO_LONG = 66, 80
DERIVED_WORD = "推算"
EXCEEDING = "（各项相加超过合计）"
SUFFIXES = ("余", "多", "以上", "左右", "区间上限")


def sentence(panel: Panel, store: Store, name: str = "", *, is_brief: bool = False) -> str:
    """One Chinese sentence that ends in 。; where it grows long it leaves out what the chart shows anyway.

    name: what the indicator is called, where it is more than its own name; is_brief: without what a foot says of gaps,
    periods and units.
    """
    own = PanelSeries(panel, name or store.name("indicators", panel.indicator_id), store.district, _few(panel, store))
    printed_changes = changes.printed_changes(store, panel.indicator_id, panel.rows["area_id"])
    texts = []
    for cuts, most in enumerate((LONG, TOO_LONG, TOO_LONG)):
        texts.append(_Account(own, printed_changes, cuts, is_brief).text)
        if len(texts[-1]) <= most:
            return texts[-1]
    return texts[1]


def _few(panel: Panel, store: Store) -> dict[str, str]:
    """Keys of the rates that are of few things to how many: of 6, one more or less is 17 points."""
    printed = rates_are_of(store, panel).items()
    return {key: value(row) for key, row in printed if row["value"] < FEW and is_firm(row)}


def of_series(panel: Panel, names: Collection[str], store: Store, *, is_brief: bool = False) -> str:
    """The sentence of one series of a panel, as if it stood alone. names: of the series, in the panel."""
    own = panel.rows[panel.rows["series"].isin(names)]
    return sentence(of_rows(store, own), store, is_brief=is_brief)


def stated(subject: str, row: Mapping[str, Any], text: str, name: str = "") -> str:
    """`总值为 5 亿元`, but `面积约 5 公顷`; a qualifier that the name has already is not said twice.

    row: has qualifier and status; text: the number as it is shown; name: of the indicator.
    """
    qualifier = str(row["qualifier"])
    if row["status"] == DERIVED:
        return spaced(f"{subject}推算为", text)
    is_said = bool(qualifier) and qualifier in name and text.startswith(f"{qualifier} ")
    takes_verb = is_said or qualifier in ("", *SUFFIXES)
    return spaced(subject + ("为" if takes_verb else ""), text.removeprefix(f"{qualifier} ") if is_said else text)


@dataclass(frozen=True)
class _Account:
    """One panel on its way to a sentence.

    printed_changes: area, category and period to the change that the paper prints.
    cuts: 0 says all; 1 leaves out former numbers and counts; 2 also the smallest part and the third of a list.
    is_brief: as for `sentence`.
    """

    own: PanelSeries
    printed_changes: dict[tuple[str, str, str], Change]
    cuts: int
    is_brief: bool

    @property
    def text(self) -> str:
        if not self.own.filled:
            return f"{self.own.subject('')}没有数值：{'；'.join(self._missing())}。"
        if self.own.filled[0]["measure"] in CHANGES:
            main = self._changes()
        elif self.own.is_over_time and len(self.own.series) > 1:
            main = self._development()
        elif len(self.own.series) > 1:
            main = self._breakdown()
        else:
            (one,) = self.own.series
            main = self._level(one, self.own.subject(latest(one)["period"]))
        return "；".join([main, *(() if self.is_brief else self._notes(main))]) + "。"

    def _opened(self, subject: str) -> str:
        """The subject ready for a list; a name that has a colon takes no second one."""
        return f"{subject}中，" if "：" in subject else f"{subject}："

    def _level(self, one: list[Row], subject: str, *, has_history: bool = True) -> str:
        """The latest number of a series and how it came about."""
        text = self._is(subject, latest(one)) + self.own.of_few(latest(one))
        return "，".join([text, *self._history(one)]) if has_history else text

    def _is(self, subject: str, row: Row) -> str:
        return stated(subject, row, str(row["label"]), self.own.indicator)

    def _history(self, one: list[Row]) -> Iterator[str]:
        """Change on the year before, run of the years, and earlier numbers that allow neither."""
        row, moved = latest(one), self._moved(one)
        dated = [each for each in one if not pd.isna(each["year"])]
        past = [each for each in dated if each["year"] < row["year"]]
        before = [each for each in past if each["year"] == row["year"] - 1]
        if moved is not None:
            yield f"{_than(moved)}{self._year_before(before, row)}{changes.told(moved)}"
        run = changes.run(dated)
        if run:
            yield run
        left = [each for each in past if moved is None or each["year"] != row["year"] - 1]
        if left and not run:
            yield "，".join(self._is(each["period_name"], each) for each in reversed(left))

    def _year_before(self, before: list[Row], row: Row) -> str:
        """`上年（91.98%）`; cut short it still says when that number is marked."""
        name = "上年同期" if row["span"] else "上年"
        if not before:
            return name
        former = before[-1]
        return f"{name}（{inside(value(former))}）" if not self.cuts or mark(former) else name

    def _moved(self, one: list[Row]) -> Change | None:
        """Change of the latest number: the printed one, else the one between two reported, unqualified levels."""
        row = latest(one)
        printed = self.printed_changes.get((row["area_id"], row["category"], row["period"]))
        return changes.between_levels(one, row) if printed is None else printed

    def _development(self) -> str:
        """Several series over the years: the total, then each one or how many rose and fell."""
        own = self.own
        subject = own.subject(own.newest)
        few = len(own.items) < LISTED or not own.panel.is_ranked
        if few:
            shown = [(one, self._moved(one)) for one in own.items[:LISTED]]
            first = next((place for place, (_, moved) in enumerate(shown) if moved is not None), None)
            parts = [
                self._with_change(one, moved, is_first=own.head is None and place == first)
                for place, (one, moved) in enumerate(shown)
            ]
            told = "，".join(parts) + (f"等 {len(own.items)} 项" if len(own.items) > LISTED else "")
        else:
            told = self._tally()
        if own.head is None:
            return self._opened(subject) + told if few else f"{subject}与上年相比，{told}"
        return self._headed(own.head, subject) + spaced("，其中" if few else "；", told)

    def _with_change(self, one: list[Row], moved: Change | None, *, is_first: bool) -> str:
        row = latest(one)
        period = "" if row["period"] == self.own.newest else f"（{row['period_name']}）"
        text = (spaced(self.own.name(row), self.own.value(row)) + period).replace("）（", "，")
        if moved is None:
            return text
        than = f"{_than(moved)}上年" if is_first else ""
        return f"{text}（{than}{inside(changes.told(moved))}）"

    def _headed(self, head: list[Row], subject: str) -> str:
        """The total; it is named where it is an area of its own among others."""
        if self.own.has_areas:
            return self._opened(subject) + spaced(latest(head)["area"], value(latest(head)))
        return self._level(head, subject, has_history=self.own.is_over_time or not self.cuts)

    def _tally(self) -> str:
        """How many series rose and fell in the newest period, and the largest change; a part of one is not counted."""
        series = {latest(one)["key"]: one for one in self.own.items}
        newest = [latest(one) for one in self.own.items]
        rows = [(row, series[row["key"]]) for row in breakdowns.top_level(newest, has_areas=self.own.has_areas)]
        return changes.tally(
            [(self.own.name(row), self._moved(one) if row["period"] == self.own.newest else None) for row, one in rows]
        )

    def _exceeds(self, head: list[Row]) -> bool:
        """Whether counts of parts come to more than their total, as one firm may be in several of them."""
        rows, total = [latest(one) for one in self.own.items], latest(head)
        parts = breakdowns.top_level(rows, has_areas=self.own.has_areas)
        is_counted = total["unit"] not in RATE_UNITS and len({row["unit"] for row in (*parts, total)}) == 1
        is_own = is_counted and not self.own.has_areas and not pd.isna(total["value"])
        return is_own and sum(row["value"] for row in parts if not pd.isna(row["value"])) > total["value"]

    def _breakdown(self) -> str:
        """Parts of one period: the total first, then all of a few parts, or the largest and the smallest."""
        is_shared = len(self.own.periods) == 1
        subject = self.own.subject(self.own.periods[0] if is_shared else "")
        told, is_list = breakdowns.parts(self.own, self.cuts, is_brief=self.is_brief)
        head = self.own.head
        if head is not None:
            headed = self._headed(head, subject) + ("" if is_shared else f"（{head[-1]['period_name']}）")
            is_overlapping = is_list and self._exceeds(head)
            return headed + (spaced("；", told) + EXCEEDING if is_overlapping else spaced("，其中", told))
        if is_list:
            return self._opened(subject) + told
        return f"{subject}中，{told}"

    def _changes(self) -> str:
        """A panel of changes: the total, then each of a few, or how many rose and fell with the extremes."""
        own, period = self.own, self.own.newest
        basis = printed_change(own.head[0] if own.head else own.filled[0]).basis_words
        year_before = "上年同期" if own.filled[0]["span"] else "上年"
        subject = f"{own.subject(period)}比{year_before}{basis}"
        if len(own.series) == 1:
            newest = latest(own.series[0])
            earlier = [row for row in reversed(own.series[0]) if row is not newest]
            told = [f"{row['period_name']}{_words(row)}" for row in earlier]
            return "，".join([subject + _words(newest), *told])
        rows = [row for row in map(latest, own.items) if row["period"] == period]
        others = len(own.items) - len(rows)
        rows = rows if len(rows) < LISTED else breakdowns.top_level(rows, has_areas=own.has_areas)
        moves = [(own.name(row), printed_change(row)) for row in rows]
        if len(moves) < LISTED:
            told_all = "，".join(name + moved.words + moved.doubt for name, moved in moves)
        else:
            told_all = changes.extremes(moves, self.cuts)
        if others:
            told_all += f"，另有 {others} 项为其他期间"
        if own.head is None:
            return f"{subject}：{told_all}"
        head = latest(own.head)
        opened = f"{subject}：{head['area']}" if own.has_areas else subject
        return opened + _words(head) + spaced("，其中" if len(moves) < LISTED else "；", told_all)

    def _notes(self, main: str) -> Iterator[str]:
        """What must not stay unsaid: derived numbers, gaps, periods and units that the paper leaves open."""
        filled = self.own.filled
        derived = [row["period"] for row in filled if row["status"] == DERIVED]
        if derived and DERIVED_WORD not in main:
            yield f"{years(derived)}为推算值"
        yield from self._missing()
        covered = {row["year"] for row in self.own.rows if not pd.isna(row["year"])}
        absent = sorted(set(range(min(covered), max(covered))) - covered) if self.own.is_over_time else []
        said = {self.own.newest, *self.own.periods}
        ahead = [row for row in filled if row["is_ahead"] and row["period"] not in said]
        if len(ahead) < len(filled) and ahead:
            qualifiers = dict.fromkeys(row["qualifier_name"] for row in ahead)
            yield f"另有 {years([row['period'] for row in ahead])}的{'、'.join(qualifiers)}数"
        if absent:
            yield f"不含 {'、'.join(map(str, absent))} 年"
        unstated = sum(not row["period"] for row in filled)
        if unstated and UNSTATED not in main:
            yield UNSTATED if unstated == len(filled) else f"另有 {unstated} 个数{UNSTATED}"
        if is_without_unit(filled):
            yield "单位原文未标"
        if not self.own.panel.is_ranked:
            yield "各地口径不同，不宜比较"

    def _missing(self) -> Iterator[str]:
        """Missing numbers with the reason: whole periods, else what is missing in them."""
        gaps = [row for row in self.own.rows if pd.isna(row["value"])]
        told = {row["period"] for row in self.own.filled}
        for reason in dict.fromkeys(row["status_reason"] for row in gaps):
            missing = [row for row in gaps if row["status_reason"] == reason]
            whole = [row["period"] for row in missing if row["period"] not in told]
            single = [row for row in missing if row["period"] in told]
            if whole:
                yield f"{years(whole)}缺失（{reason}）"
            if len(single) > LISTED:
                yield f"另有 {len(single)} 个数缺失（{reason}）"
            elif single:
                yield f"{'、'.join(map(self.own.name, single))}缺失（{reason}）"


def is_without_unit(filled: Sequence[Row]) -> bool:
    """Whether the paper prints bare numbers. filled: rows with a value."""
    return not any(row["unit"] for row in filled) and any(re.fullmatch(r"[\d,.]+", row["shown"]) for row in filled)


def _than(moved: Change) -> str:
    return "与" if moved.direction is Direction.LEVEL else "比"


def _words(row: Row) -> str:
    """A printed change in words; its basis stands elsewhere in the sentence."""
    moved = printed_change(row)
    return moved.words + moved.doubt
