"""One paper against the earlier ones: growth, numbers printed again, jumps, kinds of change, series that go and come.

What does not fit is asked (待确认), never called a contradiction: the earlier number may have been revised.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from fractions import Fraction

from whitepaper.checks.comparison import compared, difference, growth
from whitepaper.checks.judgement import EXPLAINED, TO_CONFIRM, Rule
from whitepaper.checks.operands import Paper, Term
from whitepaper.checks.outcome import NEITHER, Head, Outcome, unchecked
from whitepaper.model.keys import CHANGES, COMPARABLE_PRICES, LEVEL, NUMBERS, joined
from whitepaper.printed import wording
from whitepaper.printed.changes import basis_of
from whitepaper.printed.intervals import HUNDREDTHS, is_convertible

GROWTH, AGAIN, JUMP, MEASURE, SERIES = "续增", "重印", "跳变", "升降口径", "增减项"
GONE, RENAMED = "gone", "renamed"
"""What ids of checks on series begin with."""
PERCENT = "yoy_pct"
TIMES = 3
"""A level so many times the last one, or so small a part of it, is asked about."""
POWERS = (10, 100, 1000, 10**4, 10**8)
FEW = 10
"""Counts below it may well be three times the last one."""
Series = tuple[str, ...]


def checks(paper: Paper, earlier: Sequence[Paper]) -> Iterator[tuple[Head, Outcome]]:
    """Every check of a paper against earlier ones, the newest of them first; none without any."""
    if not earlier:
        return
    for term in paper.numbers.values():
        if term.row["measure"] in CHANGES:
            yield from _growth(paper, earlier, term)
    for term in paper.numbers.values():
        yield from _again(paper, earlier, term)
        if term.row["measure"] == LEVEL:
            yield from _jump(paper, earlier, term)
    yield from _kinds_of_change(paper, earlier)
    yield from _series(paper, earlier[0])


def last(earlier: Sequence[Paper], series: Series) -> Term | None:
    """What the newest of earlier papers that prints a number prints."""
    return next((one.numbers[series] for one in earlier if series in one.numbers), None)


def year_before(series: Series) -> Series | None:
    """What a number is about, a year earlier; None where its period is not one year."""
    indicator_id, area_id, category, period, measure = series
    return (indicator_id, area_id, category, str(int(period) - 1), measure) if period.isdecimal() else None


def _level(series: Series) -> Series:
    return (*series[:-1], LEVEL)


def _basis(paper: Paper, change: Term) -> str:
    return basis_of(paper.indicators[change.series[0]]["yoy_basis"], str(change.row["category"]))


def _growth(paper: Paper, earlier: Sequence[Paper], change: Term) -> Iterator[tuple[Head, Outcome]]:
    """A change of this paper against its own level and the last one's; its own two levels are for declared checks."""
    now, before = paper.numbers.get(_level(change.series)), year_before(_level(change.series))
    if now is None or before is None or before in paper.numbers:
        return
    then = last(earlier, before)
    if then is None:
        return
    head = Head(f"growth:{joined(change.series)}", GROWTH, "", "上年数取自较早的白皮书，可能已调整。", NEITHER)
    is_rate = change.row["measure"] == PERCENT
    if is_rate and _basis(paper, change) == COMPARABLE_PRICES:
        yield head, replace(unchecked("增速按可比价计算，不与按当年价格的上年数相比"), result=(change,))
    elif not is_convertible(now.unit, then.unit):
        yield head, replace(unchecked(f"上年数的单位是“{then.unit}”，没有换算"), result=(change,))
    elif is_rate and not then.quantity.value:
        yield head, replace(unchecked("上年数为零"), result=(change,))
    else:
        outcome = _between(paper, change, now, then)
        yield head, outcome if outcome.verdict in EXPLAINED else replace(outcome, verdict=TO_CONFIRM)


def _between(paper: Paper, change: Term, now: Term, then: Term) -> Outcome:
    """A printed change against the levels of two years. Raises ZeroDivisionError."""
    is_rate = change.row["measure"] == PERCENT
    way, operator, ending = (growth, " ÷ ", " − 1") if is_rate else (difference, " − ", "")
    return compared(paper, change, [[now], [then]], way, Rule(), operator, ending)


def _is_explained(paper: Paper, now: Term, then: Term) -> bool:
    """Whether a change that this paper prints leads from one level to the other."""
    changes = [paper.numbers[key] for one in CHANGES if (key := (*now.series[:-1], one)) in paper.numbers]
    is_known = bool(then.quantity.value)
    return is_known and any(_between(paper, change, now, then).verdict in EXPLAINED for change in changes)


def restated(earlier: Sequence[Paper], term: Term) -> Term | None:
    """What the newest of earlier papers prints of a number, where that is another value; None where it is the same."""
    then = last(earlier, term.series)
    if then is None or not is_convertible(term.unit, then.unit) or not term.series[3]:
        return None
    return then if then.quantity.value != term.quantity.value else None


def _again(paper: Paper, earlier: Sequence[Paper], term: Term) -> Iterator[tuple[Head, Outcome]]:
    """A number that an earlier paper printed otherwise, in a way that looks like a slip; others are revisions."""
    then = restated(earlier, term)
    if then is None:
        return
    now, was = term.quantity.value, then.quantity.value
    reason = "升降相反" if now == -was else _times(now, was) or _transposed(term, then)
    if reason:
        note = f"{reason}，请核实是修订还是误印。"
        yield _asked(paper, f"restated:{joined(term.series)}", AGAIN, term, then, note)


def _jump(paper: Paper, earlier: Sequence[Paper], term: Term) -> Iterator[tuple[Head, Outcome]]:
    """A level that is many times the year before's, or a small part of it."""
    before = year_before(term.series)
    then = last([paper, *earlier], before) if before else None
    if then is None:
        return
    same_unit = is_convertible(term.unit, then.unit)
    is_few = paper.is_counted(term.unit) and max(abs(term.quantity.value), abs(then.quantity.value)) < FEW
    reason = _times(term.quantity.value, then.quantity.value) if same_unit and not is_few else ""
    if reason and not _is_explained(paper, term, then):
        yield _asked(paper, f"jump:{joined(term.series)}", JUMP, term, then, f"{reason}，请核实单位和小数点。")


def ratio(now: Fraction, was: Fraction) -> Fraction:
    """How many times the smaller of two numbers the larger is; 1 where one of them is nothing."""
    if not was or not now:
        return Fraction(1)
    return max(abs(now), abs(was)) / min(abs(now), abs(was))


def power_of_ten(times: Fraction) -> int:
    """The power of ten that a ratio is close to, as units that are mixed up and lost decimals give; 0 for none."""
    return next((power for power in POWERS if abs(times / power - 1) < Fraction(1, 5)), 0)


def _times(now: Fraction, was: Fraction) -> str:
    """That one number is many times the other; a power of ten is named as such."""
    times = ratio(now, was)
    if times < TIMES:
        return ""
    power = power_of_ten(times)
    return f"相差约 {power:,} 倍" if power else f"相差 {float(times):,.1f} 倍"


def _transposed(now: Term, was: Term) -> str:
    """That both numbers have the same digits in another order."""
    digits = ["".join(filter(str.isdecimal, str(term.row["printed"]))) for term in (now, was)]
    return "数字相同而次序不同" if sorted(digits[0]) == sorted(digits[1]) and digits[0] != digits[1] else ""


def _kinds_of_change(paper: Paper, earlier: Sequence[Paper]) -> Iterator[tuple[Head, Outcome]]:
    """A change printed in % that was in 百分点 (or the unit itself) last time, and the other way round."""
    for term in paper.numbers.values():
        measure = term.row["measure"]
        before = year_before(term.series) if measure in CHANGES else None
        if before is None:
            continue
        (other,) = (one for one in CHANGES if one != measure)
        same, then = last(earlier, before), last(earlier, (*before[:-1], other))
        if same is not None and {same.unit, term.unit} == HUNDREDTHS:
            then = same  # points that are printed with the sign of percent
        elif same is not None or (*term.series[:-1], other) in paper.numbers:
            continue
        if then is not None:
            note = f"上一次按“{then.unit}”，这一次按“{term.unit}”，请核实。"
            yield _asked(paper, f"measure:{joined(term.series)}", MEASURE, term, then, note)


def _asked(paper: Paper, check_id: str, kind: str, term: Term, then: Term, note: str) -> tuple[Head, Outcome]:
    said = f"{wording.printing(paper.place(term))} {term.shown}，{wording.printing(paper.place(then))} {then.shown}。"
    outcome = Outcome(TO_CONFIRM, term.shown, then.shown, None, "", (term,), (then,), said=said)
    return Head(check_id, kind, "", note, NEITHER), outcome


def gone(paper: Paper, before: Paper) -> list[Term]:
    """The levels that the last paper prints of its year and this one does not, where it has the same table or text.

    What this one prints of earlier years only is gone as well: its year may be a slip.
    """
    printed = paper.numbers.values()
    keyed, named = {_table(term) for term in printed}, {term.series[:3] for term in printed}
    levels = [term for term in printed if term.row["measure"] in NUMBERS]
    current = {term.series[:3] for term in levels if not _is_earlier(term, paper.year)}
    late = {term.series[:3] for term in levels} - current
    return [term for term in _of_own_year(before) if term.series[:3] not in named - late and _table(term) in keyed]


def new(paper: Paper, before: Paper) -> list[Term]:
    """The levels that this paper prints of its year and the last one had no number for."""
    covered = {term.series[:3] for term in before.numbers.values()}
    return [term for term in _of_own_year(paper) if term.series[:3] not in covered]


def _is_earlier(term: Term, year: int) -> bool:
    """Whether a number is of a year before one; what names no year is not."""
    years = re.findall(r"\d{4}", term.series[3])
    return bool(years) and int(max(years)) < year


def _table(term: Term) -> tuple[object, object]:
    """The table or section that prints a number."""
    return term.row["source"], term.row["section"]


def _of_own_year(paper: Paper) -> Iterator[Term]:
    for term in paper.numbers.values():
        if term.row["measure"] == LEVEL and term.series[3] in {"", paper.edition}:
            yield term


def _series(paper: Paper, before: Paper) -> Iterator[tuple[Head, Outcome]]:
    """What is no longer there, table by table, with what may be the same under another name."""
    left, come = gone(paper, before), new(paper, before)
    for old in left:
        one = next((one for one in come if _is_continued(paper, old, one)), None)
        label = before.label(old.row)
        if one is None:
            only = "只印较早年份的数" if any(old.series[:3] == series[:3] for series in paper.numbers) else "没有"
            said = f"{paper.place(old)}列有“{label}”，这一年度{only}。"
            outcome = Outcome(TO_CONFIRM, wording.NO_VALUE, old.shown, result=(), base=(old,), said=said)
            yield (
                Head(f"{GONE}:{joined(old.series)}", SERIES, f"不再列出：{label}", "请核实是取消还是漏报。", NEITHER),
                outcome,
            )
        else:
            come.remove(one)  # one number has one earlier name
            note = f"或由“{label}”改名而来：上年数和增速前后相接，请核实。"
            yield _asked(paper, f"{RENAMED}:{joined(one.series)}", SERIES, one, old, note)


def _is_continued(paper: Paper, old: Term, one: Term) -> bool:
    """Whether a new number goes on where an old one ended: the last level and the growth give the new level."""
    if not is_convertible(old.unit, one.unit) or old.series[1] != one.series[1]:
        return False
    before = year_before(one.series)
    own = paper.numbers.get(before) if before else None
    if own is not None:
        return own.quantity.value == old.quantity.value
    return _is_explained(paper, one, old)
