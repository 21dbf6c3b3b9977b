"""What cannot well be: rates over 100 %, parts over their whole, counts with decimals, periods out of their time."""

from __future__ import annotations

import re
from collections.abc import Iterator

from whitepaper.checks.judgement import TO_CONFIRM
from whitepaper.checks.operands import Paper, Term
from whitepaper.checks.outcome import NEITHER, Head, Outcome
from whitepaper.model.keys import CHANGES, LEVEL, TARGET
from whitepaper.printed import wording
from whitepaper.printed.intervals import HUNDREDTHS, is_convertible
from whitepaper.printed.reading import is_fraction

RANGE = "范围"
EARLIEST = 1990
AHEAD = ("预计",)
"""Qualifiers of numbers that may be about a year to come."""


def checks(paper: Paper) -> Iterator[tuple[Head, Outcome]]:
    """The numbers of a paper to ask about; those that look sound give no check."""
    for term in paper.numbers.values():
        reasons, against = _oddities(paper, term)
        if reasons:
            head = Head(f"range:{term.key}", RANGE, "", f"{'；'.join(reasons)}，请核实。", NEITHER)
            said = f"{wording.printing(paper.place(term))} {term.shown}。"
            base = (against,) if against else ()
            recomputed = f"{against.shown}（合计）" if against else ""
            yield head, Outcome(TO_CONFIRM, term.shown, recomputed, None, "", (term,), base=base, said=said)


def _oddities(paper: Paper, term: Term) -> tuple[list[str], Term | None]:
    """Why a number looks odd, with the number that it is held against."""
    reasons = []
    measure, value = term.row["measure"], term.quantity.value
    is_share = bool(paper.indicators[term.series[0]]["denominator"])
    if measure not in CHANGES and term.unit in HUNDREDTHS and is_share and not 0 <= value <= 1:
        reasons.append("比率不在 0 至 100% 之间")
    is_part = is_fraction(str(term.row["printed"]))
    if measure == LEVEL and paper.is_counted(term.unit) and value.denominator != 1 and not is_part:
        reasons.append("按个数计的数带小数")
    whole = paper.numbers.get(_whole(term)) if term.row["category"] else None
    against = whole if whole is not None and _is_larger(term, whole) else None
    if against:
        reasons.append("分项大于合计")
    period = str(term.row["period"])
    years, quarters = [int(year) for year in re.findall(r"\d{4}", period)], re.findall(r"Q\d", period)
    is_ahead = measure == TARGET or term.row["qualifier"] in AHEAD
    if years and max(years) > paper.year and not is_ahead:
        reasons.append(f"期间晚于 {paper.year} 年度")
    if years and min(years) < EARLIEST:
        reasons.append(f"期间早于 {EARLIEST} 年")
    if years != sorted(years) or quarters != sorted(quarters):
        reasons.append("期间先后颠倒")
    return reasons, against


def _whole(term: Term) -> tuple[str, ...]:
    """What the total is about of which a number is a part."""
    indicator_id, area_id, _category, period, measure = term.series
    return indicator_id, area_id, "", period, measure


def _is_larger(part: Term, whole: Term) -> bool:
    """Whether a part is certainly more than its whole; rates and changes have no parts."""
    if part.row["measure"] != LEVEL or part.unit in HUNDREDTHS:
        return False
    if not is_convertible(part.unit, whole.unit):
        return False
    return part.quantity.rounded.low > whole.quantity.rounded.high
