"""The sentence that states what a panel shows: slide title, line under a chart, caption in files.

It is made from the rows alone. What is qualified, derived, doubted, missing or incomparable is named as such, and
never counts in an extreme or a change.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from itertools import pairwise

import pandas as pd

from whitepaper import wording
from whitepaper.panels import DOUBTED, NO_QUALIFIER, Panel
from whitepaper.selection import Selection
from whitepaper.store import DISTRICT, Store

LONG, TOO_LONG = 66, 80
LISTED = 3
UNSTATED = wording.period_name("")
WITHIN = "其中："
COMPUTED = "（计算）"
SHORT = {"增长": "增", "上升": "升", "增加": "增", "下降": "降", "减少": "减", "持平": "平"}
CHANGES = ("yoy_pct", "yoy_pp")
SUFFIXES = ("余", "多", "以上", "左右", "区间上限")
EXTREMES = {
    ("最高", "最低"): ("%", "亿元", "万元", "元", "dB(A)", "微克/立方米", "毫克/立方米", "公里/平方公里", "分", "倍"),
    ("最长", "最短"): ("公里", "千米", "米", "年", "天", "周", "分钟"),
    ("最大", "最小"): ("平方米", "万平方米", "公顷", "万亩", "立方米", "万立方米"),
}
"""Words for largest and smallest to the units that take them; other units are counted: 最多, 最少."""
LEVELS = ("个百分点", "dB(A)", "微克/立方米", "毫克/立方米", "公里/平方公里", "分")
"""Units that 上升 and 下降; what is counted in others 增加 and 减少, and a change in % is 增长 or 下降."""


def sentence(panel: Panel, store: Store) -> str:
    """One Chinese sentence that ends in 。; where it grows long it leaves out what the chart shows anyway."""
    changes = _printed_changes(store, panel.indicator_id)
    texts = []
    for cuts, most in enumerate((LONG, TOO_LONG, TOO_LONG)):
        texts.append(_Account(panel, store.name("indicators", panel.indicator_id), changes, cuts).text)
        if len(texts[-1]) <= most:
            return texts[-1]
    return texts[1]


@dataclass(frozen=True)
class _Moved:
    """A change of one series: its words without the basis, and what it takes to compare it with others."""

    words: str
    amount: float
    unit: str
    mark: str
    is_firm: bool

    @property
    def text(self) -> str:
        return self.words + self.mark

    @property
    def is_level(self) -> bool:
        return self.words.startswith("持平")


@dataclass(frozen=True)
class _Account:
    """One panel on its way to a sentence.

    printed_changes: area, category and period in words to the row of the change that the paper prints.
    cuts: 0 says all; 1 leaves out former numbers and counts; 2 also the smallest part and the third of a list.
    """

    panel: Panel
    indicator: str
    printed_changes: dict[tuple[str, str, str], pd.Series]
    cuts: int

    @property
    def text(self) -> str:
        if self.filled.empty:
            return f"{self._subject('')}没有数值：{'；'.join(self._missing())}。"
        if self.filled["measure"].iat[0] != "level":
            main = self._changes()
        elif self.is_over_time and len(self.series) > 1:
            main = self._development()
        elif len(self.series) > 1:
            main = self._breakdown()
        else:
            main = self._level(self.series[0], self._subject(self._latest(self.series[0])["period"]))
        return "；".join([main, *self._notes(main)]) + "。"

    @cached_property
    def rows(self) -> pd.DataFrame:
        """The panel's rows; of a number that several white papers print, the latest."""
        ordered = self.panel.rows.sort_values("edition", kind="stable")
        return ordered.drop_duplicates(["area_id", "category", "period"], keep="last").sort_index()

    @cached_property
    def filled(self) -> pd.DataFrame:
        return self.rows[self.rows["value"].notna()]

    @cached_property
    def series(self) -> list[pd.DataFrame]:
        """The filled rows of each area and category, oldest first."""
        groups = self.filled.groupby(["area_id", "category"], sort=False)
        return [group.sort_values("year", kind="stable") for _, group in groups]

    @cached_property
    def head(self) -> pd.DataFrame | None:
        """The series of the total, where there is one."""
        if self.has_areas:
            district = (self.rows["area_id"] == DISTRICT) & (self.rows["category"] == "")
            is_total = self.rows["is_total"] | district
        else:
            is_total = self.rows["category"] == ""
        totals = [one for one in self.series if is_total[one.index].all()]
        return totals[0] if len(totals) == 1 and len(self.series) > 1 else None

    @cached_property
    def items(self) -> list[pd.DataFrame]:
        """All series but the total."""
        return [one for one in self.series if one is not self.head]

    @cached_property
    def is_over_time(self) -> bool:
        return any(one["year"].nunique() > 1 for one in self.series)

    @cached_property
    def has_areas(self) -> bool:
        return bool(self.rows["area_id"].nunique() > 1)

    @cached_property
    def periods(self) -> list[str]:
        """Periods of the latest number of each series."""
        return list(dict.fromkeys(self._latest(one)["period"] for one in self.series))

    @cached_property
    def newest(self) -> str:
        """The latest period that the paper states, or that it states none."""
        dated = self.filled[self.filled["year"].notna()].sort_values("year", kind="stable")
        return str(dated["period"].iat[-1]) if len(dated) else UNSTATED

    def _latest(self, one: pd.DataFrame) -> pd.Series:
        dated = one[one["year"].notna()]
        return (dated if len(dated) else one).iloc[-1]

    def _subject(self, period: str) -> str:
        """Town, period and indicator, as far as all rows share them."""
        name = self.indicator
        categories = self.rows["category"].unique()
        if len(categories) == 1 and categories[0]:
            name = f"{name}（{_plain(categories[0])}）"
        area = "" if self.has_areas or self.rows["area_id"].iat[0] == DISTRICT else self.rows["area"].iat[0]
        if not period or period == UNSTATED:
            return f"{area}的{name}" if area else name
        return _spaced(f"{area} {period}" if area else period, name)

    def _opened(self, subject: str) -> str:
        """The subject ready for a list; a name that has a colon takes no second one."""
        return f"{subject}中，" if "：" in subject else f"{subject}："

    def _name(self, row: pd.Series) -> str:
        if not self.has_areas:
            return _plain(row["category"]) or "合计"
        if self.rows["category"].nunique() > 1 and row["category"]:
            return f"{row['area']}（{_plain(row['category'])}）"
        return str(row["area"])

    def _level(self, one: pd.DataFrame, subject: str, *, has_history: bool = True) -> str:
        """The latest number of a series and how it came about."""
        text = self._is(subject, self._latest(one))
        return "，".join([text, *self._history(one)]) if has_history else text

    def _is(self, subject: str, row: pd.Series) -> str:
        """`总值为 5 亿元`, but `面积约 5 公顷`; a qualifier that the name has already is not said twice."""
        text, qualifier = str(row["label"]), row["qualifier"]
        if row["status"] == "derived":
            return _spaced(f"{subject}推算为", text)
        is_said = qualifier in self.indicator and text.startswith(f"{qualifier} ")
        takes_verb = is_said or qualifier in (NO_QUALIFIER, *SUFFIXES)
        return _spaced(subject + ("为" if takes_verb else ""), text.removeprefix(f"{qualifier} ") if is_said else text)

    def _history(self, one: pd.DataFrame) -> Iterator[str]:
        """Change on the year before, run of the years, and earlier numbers that allow neither."""
        row, moved = self._latest(one), self._moved(one)
        dated = one[one["year"].notna()]
        past = dated[dated["year"] < row["year"]] if len(dated) else dated
        before = past[past["year"] == row["year"] - 1] if len(past) else past
        if moved is not None:
            yield f"{'与' if moved.is_level else '比'}{self._year_before(before, row)}{moved.text}"
        run = _run(dated)
        if run:
            yield run
        left = past if moved is None else past.drop(before.index)
        if len(left) and not run:
            yield "，".join(self._is(r["period"], r) for _, r in left.iloc[::-1].iterrows())

    def _year_before(self, before: pd.DataFrame, row: pd.Series) -> str:
        """`上年（91.98%）`; cut short it still says when that number is derived or in doubt."""
        name = "上年同期" if row["span"] else "上年"
        if before.empty:
            return name
        former = before.iloc[-1]
        if not self.cuts or former["doubt"]:
            return f"{name}（{_inside(_value(former))}）"
        return f"{name}推算数" if former["status"] == "derived" else name

    def _moved(self, one: pd.DataFrame) -> _Moved | None:
        """Change of the latest number: the printed one, else the one between two reported, unqualified levels."""
        row = self._latest(one)
        printed = self.printed_changes.get((row["area_id"], row["category"], row["period"]))
        if printed is not None:
            return _printed(printed)
        if pd.isna(row["year"]) or row["span"]:
            return None
        levels = one.assign(qualifier=one["qualifier"].replace(NO_QUALIFIER, ""))
        levels = levels[~levels["shown"].str.startswith("第")]
        found = wording.change(levels, int(row["year"]))
        if found is None:
            return None
        former = one.loc[one["year"] == row["year"] - 1, "value"].iat[-1]
        difference = Decimal(repr(float(row["value"]))) - Decimal(repr(float(former)))
        if row["unit"] == "dB(A)":
            found = wording.Change(float(difference), row["unit"], is_printed=False)
        words = found.text
        if found.amount == 0 and difference:
            words = f"{'增长' if difference > 0 else '下降'}不足 0.05%"
        return _Moved(words, float(found.amount), found.unit, COMPUTED, is_firm=True)

    def _development(self) -> str:
        """Several series over the years: the total, then each one or how many rose and fell."""
        subject = self._subject(self.newest)
        few = len(self.items) < LISTED or not self.panel.is_ranked
        if few:
            parts: list[str] = []
            for one in self.items[:LISTED]:
                is_first = self.head is None and not any("上年" in part for part in parts)
                parts.append(self._with_change(one, is_first=is_first))
            told = "，".join(parts) + (f"等 {len(self.items)} 项" if len(self.items) > LISTED else "")
        else:
            told = self._tally()
        if self.head is None:
            return self._opened(subject) + told if few else f"{subject}与上年相比，{told}"
        return self._headed(self.head, subject) + _spaced("，其中" if few else "；", told)

    def _with_change(self, one: pd.DataFrame, *, is_first: bool) -> str:
        row, moved = self._latest(one), self._moved(one)
        text = _spaced(self._name(row), _value(row)) + ("" if row["period"] == self.newest else f"（{row['period']}）")
        if moved is None:
            return text
        than = ("与上年" if moved.is_level else "比上年") if is_first else ""
        return f"{text}（{than}{_inside(moved.text)}）"

    def _headed(self, head: pd.DataFrame, subject: str) -> str:
        """The total; it is named where it is an area of its own among others."""
        if self.has_areas:
            return self._opened(subject) + _spaced(self._latest(head)["area"], _value(self._latest(head)))
        return self._level(head, subject, has_history=self.is_over_time or not self.cuts)

    def _tally(self) -> str:
        """How many rose and fell in the newest period, and the largest change."""
        latest = [(self._latest(one), one) for one in self.items]
        moves = [(self._name(row), self._moved(one) if row["period"] == self.newest else None) for row, one in latest]
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
                text += f"，{_together([name for name, _ in largest], '项')}变动最大（{_inside(words.pop())}）"
        if len(firm) < len(known):
            text += f"，{len(known) - len(firm)} 项带修饰语，不参与比较"
        return text

    def _breakdown(self) -> str:
        """Parts of one period: the total first, then all of a few parts, or the largest and the smallest."""
        latest = [self._latest(one) for one in self.items]
        rows = _top_level(latest, has_areas=self.has_areas) if len(latest) > LISTED else latest
        shared = self.periods[0] if len(self.periods) == 1 else ""
        subject = self._subject(shared)
        is_alike = bool(shared) and self.panel.is_ranked
        firm = [row for row in rows if _is_firm(row)]
        is_list = len(rows) <= LISTED or not is_alike or len(firm) < LISTED or len({_value(row) for row in rows}) == 1
        told = self._listed(rows, is_dated=not shared) if is_list else self._extremes(firm, rows)
        if self.head is not None:
            headed = self._headed(self.head, subject)
            return headed + (f"（{self.head['period'].iat[-1]}）" if not shared else "") + _spaced("，其中", told)
        if is_list and told.startswith(WITHIN[:-1]):
            told = told.removeprefix(WITHIN[:-1])
        return (self._opened(subject) if is_list else f"{subject}中，") + told

    def _listed(self, rows: list[pd.Series], *, is_dated: bool) -> str:
        """Some parts with their numbers, in the order of the paper; `等` says that there are more."""
        texts = {_value(row) for row in rows}
        if len(texts) == 1 and len(rows) > 1 and not is_dated:
            names = "、".join(self._name(row) for row in rows) if len(rows) <= LISTED else f"{len(rows)} 项"
            return _spaced(f"{names}均为", texts.pop())
        shown = rows if len(rows) <= LISTED - (self.cuts > 1) else rows[: LISTED - 1]
        parts = []
        for row in shown:
            within = "其中" if row["category"].startswith(WITHIN) and self.head is None else ""
            text = _spaced(within + self._name(row), _value(row))
            parts.append(f"{text}（{row['period']}）".replace("）（", "，") if is_dated else text)
        areas = {row["area_id"] for row in rows}
        count = f"{len(areas)} 地" if self.has_areas and len(areas) > LISTED else f"{len(rows)} 项"
        return "，".join(parts) + (f"等 {count}" if len(rows) > len(shown) else "")

    def _extremes(self, firm: list[pd.Series], rows: list[pd.Series]) -> str:
        """The largest and the smallest of the comparable parts; ties are said, and what was left out."""
        high_word, low_word = _extreme_words(firm[0]["unit"])
        values = [row["value"] for row in firm]
        high, low = ([row for row in firm if row["value"] == end] for end in (max(values), min(values)))
        noun = "地" if self.has_areas else "项"
        if len(high) == len(firm):
            told = [_spaced(f"{len(firm)} {noun}均为", _common(high))]
        else:
            told = [self._tied(high, high_word, noun)]
            told += [self._tied(low, low_word, noun)] if self.cuts < 2 else []
        derived = sum(row["status"] == "derived" for row in rows)
        for count, reason in ((len(rows) - len(firm) - derived, "带修饰语"), (derived, "为推算值")):
            told += [f"{count} {noun}{reason}，不参与比较"] if count else []
        return "，".join(told)

    def _tied(self, rows: list[pd.Series], word: str, noun: str) -> str:
        text = _inside(_common(rows))
        if len(rows) == 1:
            return f"{self._name(rows[0])}{word}（{text}）"
        if rows[0]["value"] == 0:
            return f"{len(rows)} {noun}为 {_common(rows)}"
        return f"{_together([self._name(row) for row in rows], noun)}同为{word}（{text}）"

    def _changes(self) -> str:
        """A panel of changes: the total, then each of a few, or how many rose and fell with the extremes."""
        period = self.newest
        basis = "（可比价）" if self.filled["yoy_basis"].iat[0] == "comparable" else ""
        year_before = "上年同期" if self.filled["span"].iat[0] else "上年"
        subject = f"{self._subject(period)}比{year_before}{basis}"
        if len(self.series) == 1:
            latest = self._latest(self.series[0])
            earlier = self.series[0].drop(latest.name).iloc[::-1]
            told = [f"{row['period']}{_printed(row).words}" for _, row in earlier.iterrows()]
            return "，".join([subject + _printed(latest).words, *told])
        latest_rows = [row for row in map(self._latest, self.items) if row["period"] == period]
        moves = [(self._name(row), _printed(row)) for row in latest_rows]
        if len(moves) < LISTED:
            told_all = "，".join(name + moved.words for name, moved in moves)
        else:
            told_all = self._change_extremes(moves)
        if len(moves) < len(self.items):
            told_all += f"，另有 {len(self.items) - len(moves)} 项为其他期间"
        if self.head is None:
            return f"{subject}：{told_all}"
        head = self._latest(self.head)
        opened = f"{subject}：{head['area']}" if self.has_areas else subject
        return opened + _printed(head).words + _spaced("，其中" if len(moves) < LISTED else "；", told_all)

    def _change_extremes(self, moves: list[tuple[str, _Moved]]) -> str:
        firm = [(name, moved) for name, moved in moves if moved.is_firm]
        told = [_counted([moved for _, moved in moves], len(moves))]
        if len(firm) < len(moves):
            told.append(f"{len(moves) - len(firm)} 项带修饰语，不参与比较")
        amounts = {moved.amount for _, moved in firm}
        if len(amounts) > 1 and len({moved.unit for _, moved in firm}) == 1:
            told = told[1:] if self.cuts else told
            told += [self._change_extreme(firm, max(amounts), "最快", "最少")]
            told += [self._change_extreme(firm, min(amounts), "最慢", "最多")] if self.cuts < 2 else []
        return "，".join(told)

    def _change_extreme(self, moves: list[tuple[str, _Moved]], end: float, rising: str, falling: str) -> str:
        """`甲增长最快（59.1%）`, `乙下降最多（8.9%）`; points rise 最多 or 最少."""
        tied = [(name, moved) for name, moved in moves if moved.amount == end]
        names = _together([name for name, _ in tied], "项")
        direction, _, amount = tied[0][1].words.partition(" ")
        if end == 0:
            return names + direction
        word = rising if end > 0 else falling
        if direction in {"上升", "增加"}:
            word = {"最快": "最多", "最慢": "最少"}[word]
        return f"{names}{direction}{word}（{_inside(amount)}）"

    def _notes(self, main: str) -> Iterator[str]:
        """What must not stay unsaid: derived numbers, gaps, periods and units that the paper leaves open."""
        derived = self.filled[self.filled["status"] == "derived"]
        if len(derived) and "推算" not in main:
            yield f"{_years(derived['period'])}为推算值"
        yield from self._missing()
        years = set(self.rows["year"].dropna().astype(int))
        absent = sorted(set(range(min(years), max(years))) - years) if self.is_over_time else []
        if absent:
            yield f"不含 {'、'.join(map(str, absent))} 年"
        unstated = self.filled["period"] == UNSTATED
        if unstated.any() and UNSTATED not in main:
            yield UNSTATED if unstated.all() else f"另有 {int(unstated.sum())} 个数{UNSTATED}"
        if (self.filled["unit"] == "").all() and self.filled["shown"].str.fullmatch(r"[\d,.]+").any():
            yield "单位原文未标"
        if not self.panel.is_ranked:
            yield "各地口径不同，不宜比较"

    def _missing(self) -> Iterator[str]:
        """Missing numbers with the reason: whole periods, else what is missing in them."""
        gaps = self.rows[self.rows["value"].isna()]
        for reason, missing in gaps.groupby("status_reason", sort=False):
            whole = missing[~missing["period"].isin(self.filled["period"])]
            single = missing.drop(whole.index)
            if len(whole):
                yield f"{_years(whole['period'])}缺失（{reason}）"
            if len(single) > LISTED:
                yield f"另有 {len(single)} 个数缺失（{reason}）"
            elif len(single):
                yield f"{'、'.join(self._name(row) for _, row in single.iterrows())}缺失（{reason}）"


def _printed_changes(store: Store, indicator_id: str) -> dict[tuple[str, str, str], pd.Series]:
    rows = store.observations(Selection(indicators=(indicator_id,)))
    rows = rows[rows["measure"].isin(CHANGES) & rows["value"].notna()].sort_values("edition", kind="stable")
    return {(row["area_id"], row["category"], wording.period_name(row["period"])): row for _, row in rows.iterrows()}


def _printed(row: pd.Series) -> _Moved:
    """A printed change in words; its qualifier, doubt and basis are kept."""
    amount = float(row["value"])
    qualifier = "" if row["qualifier"] == NO_QUALIFIER else row["qualifier"]
    size = wording.shown(abs(amount), row["unit"], qualifier, row["printed"].lstrip("-−－"))
    doubt = DOUBTED if row["doubt"] else ""
    basis = "（可比价）" if row["yoy_basis"] == "comparable" else ""
    words = _spaced(_direction(amount, row["unit"]), size) if amount else "持平"
    return _Moved(words + doubt, amount, row["unit"], basis, is_firm=not qualifier)


def _direction(amount: float, unit: str) -> str:
    if unit == "%":
        return "增长" if amount > 0 else "下降"
    if unit in LEVELS:
        return "上升" if amount > 0 else "下降"
    return "增加" if amount > 0 else "减少"


def _counted(moves: list[_Moved], count: int) -> str:
    """`12 项中 5 增 7 降`; parts without a change are counted too."""
    rise, fall = (_direction(sign, moves[0].unit) for sign in (1, -1))
    level = sum(moved.is_level for moved in moves)
    down = sum(moved.words.startswith(("下降", "减少")) for moved in moves)
    counts = {rise: len(moves) - level - down, fall: down, "持平": level}
    mark = COMPUTED if any(moved.mark == COMPUTED for moved in moves) else ""
    without = f"，{count - len(moves)} 项没有可比的上年数" if count > len(moves) else ""
    found = [word for word, number in counts.items() if number]
    if len(found) == 1:
        return f"{len(moves)} 项均{found[0]}{mark}{without}"
    told = "".join(f" {counts[word]} {SHORT[word]}" for word in found)
    return f"{len(moves)} 项中{told}{mark}{without}"


def _run(rows: pd.DataFrame) -> str:
    """How three or more consecutive years went, from reported and unqualified numbers only."""
    years = list(rows["year"])
    if len(years) <= 2 or years != list(range(years[0], years[0] + len(years))):
        return ""
    if not all(_is_firm(row) for _, row in rows.iterrows()) or rows["unit"].nunique() > 1:
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


def _top_level(rows: list[pd.Series], *, has_areas: bool) -> list[pd.Series]:
    """The parts that are not parts of other parts: no `其中：…`, no `公立·医院` beside `公立`."""
    names = {(row["area_id"], row["category"]) for row in rows}
    kept = []
    for row in rows:
        pieces = row["category"].split("·")
        is_part = row["category"].startswith(WITHIN) or (
            len(pieces) > 1 and any((row["area_id"], piece) in names for piece in pieces)
        )
        if not is_part and not (has_areas and row["category"] and (row["area_id"], "") in names):
            kept.append(row)
    return kept or rows


def _is_firm(row: pd.Series) -> bool:
    """Whether a number may be compared: reported, without qualifier, and a size rather than a place."""
    return row["status"] == "reported" and row["qualifier"] == NO_QUALIFIER and not row["shown"].startswith("第")


def _value(row: pd.Series) -> str:
    return f"推算 {row['label']}" if row["status"] == "derived" else str(row["label"])


def _common(rows: list[pd.Series]) -> str:
    """The value that several rows share, and whether some of them are in doubt."""
    doubted = sum(bool(row["doubt"]) for row in rows)
    return _value(rows[0]) if doubted in {0, len(rows)} else f"{rows[0]['shown']}（其中 {doubted} 项存疑）"


def _together(names: list[str], noun: str) -> str:
    """A name or two in full, more as their number."""
    return "、".join(names) if len(names) < LISTED else f"{len(names)} {noun}"


def _inside(text: str) -> str:
    """A text ready for brackets of its own."""
    return re.sub(r"（([^（）]*)）", r"，\1", text)


def _plain(category: str) -> str:
    return category.removeprefix(WITHIN)


def _years(periods: pd.Series) -> str:
    """Periods in words: `2022、2023 年`."""
    names = sorted(dict.fromkeys(periods))
    if all(re.fullmatch(r"\d{4} 年", name) for name in names):
        return "、".join(name.removesuffix(" 年") for name in names) + " 年"
    return "、".join(names)


def _extreme_words(unit: str) -> tuple[str, str]:
    return next((words for words, units in EXTREMES.items() if unit in units), ("最多", "最少"))


def _spaced(left: str, right: str) -> str:
    """Two texts, with a space between Chinese and figures."""
    is_tight = (
        not left or not right or not re.match(r"[\w-]", right[0], re.ASCII) or re.search(r"[（）“”：，；、 ]$", left)
    )
    return left + right if is_tight else f"{left} {right}"
