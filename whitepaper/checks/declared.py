"""Checks of the paper against itself that are declared in `checks.csv`, or follow from `restatements.csv`.

A check compares one printed number with what follows from others. Nothing is changed in the numbers; each
check says what was printed, what follows, and whether rounding explains the difference.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator, Mapping
from dataclasses import replace
from fractions import Fraction

import pandas as pd

from whitepaper.checks.comparison import compared, difference, growth, quotient, same, sum_of, summed
from whitepaper.checks.judgement import (
    CONTRADICTION,
    HOLDS,
    SCOPE,
    SPELLING,
    TO_CONFIRM,
    Following,
    Rule,
    judge,
)
from whitepaper.checks.operands import MissingOperandError, Paper, Term
from whitepaper.checks.outcome import RESULT, Head, Outcome, unchecked
from whitepaper.checks.selectors import (
    COUNT,
    DIRECTION,
    NAME,
    OBSERVATION_COLUMNS,
    RISES,
    STATEMENT,
    Selector,
    is_selector,
    read_name,
    read_terms,
)
from whitepaper.model.keys import KEY, joined
from whitepaper.model.schema import LIST_SEPARATOR
from whitepaper.printed import wording
from whitepaper.printed.intervals import Interval, Quantity, split_unit
from whitepaper.printed.reading import read_printed

SUM, RATE, GROWTH, SHARE, REPEAT, WITHIN = "合计", "比率", "增速", "占比", "表文", "包含"
UNCLEAR = "unclear"
EXPECTED = {True: "应为正数", False: "应为负数"}
Check = Mapping[str, str]


def declared(paper: Paper, frames: Mapping[str, pd.DataFrame]) -> Iterator[tuple[Head, Outcome]]:
    """Every check of `checks` that is for this paper, and one for every number that `restatements` says is repeated."""
    own = [check for check in frames["checks"].to_dict("records") if _is_for(check, paper.edition)]
    for check in [*own, *_restated(frames["restatements"], paper.edition)]:
        cells = {str(name): str(cell) for name, cell in check.items()}
        head = Head(
            cells["check_id"],
            cells["kind"],
            cells["title"],
            cells["note"],
            cells["doubts"],
            is_damage=bool(cells["damage"]),
        )
        yield head, _outcome(paper, cells)


def _outcome(paper: Paper, check: Check) -> Outcome:
    try:
        return _KINDS[check["kind"]](paper, check)
    except MissingOperandError:
        return unchecked(f"缺少{'、'.join(_absent(paper, check))}")
    except ZeroDivisionError:
        return unchecked("分母为零")


def _is_for(check: Mapping[Hashable, str], edition: str) -> bool:
    """Whether a check speaks of an edition: of all, unless it names some."""
    named = check["editions"].split(LIST_SEPARATOR) if check["editions"] else []
    return not named or edition in named


def _restated(rows: pd.DataFrame, edition: str) -> Iterator[dict[str, str]]:
    for row in rows[rows["edition"] == edition].to_dict("records"):
        key = joined(row[column] for column in KEY[:-1])
        number = {"check_id": f"again:{key}:{row['order']}", "kind": REPEAT, "title": "", "tolerance": ""}
        yield {str(name): str(cell) for name, cell in row.items()} | number | {"doubts": RESULT}


def _absent(paper: Paper, check: Check) -> list[str]:
    """What a check needs and this paper does not have, in words."""
    if "operands" not in check:  # a number printed again
        return [paper.name(check["indicator_id"])]
    absent = []
    for column in ("result", "operands", "base"):
        is_read = check[column] and is_selector(check["kind"], column)
        for selector in read_terms(check[column], paper.year) if is_read else []:
            if not paper.has(selector):
                absent.append(paper.name(selector.name))
    return list(dict.fromkeys(absent)) or [check["title"]]


def _sum(paper: Paper, check: Check) -> Outcome:
    checked = _only(paper.terms(check["result"]))
    return compared(paper, checked, [paper.terms(check["operands"])], same, _rule(check, checked.unit))


def _ratio(paper: Paper, check: Check) -> Outcome:
    checked = _only(paper.terms(check["result"]))
    sides = [paper.terms(check[column]) for column in ("operands", "base")]
    return compared(paper, checked, sides, quotient, _rule(check, checked.unit), " ÷ ")


def _growth(paper: Paper, check: Check) -> Outcome:
    checked = _only(paper.terms(check["result"]))
    sides = [paper.terms(check[column]) for column in ("operands", "base")]
    rule = _rule(check, checked.unit)
    if checked.row["measure"] != "yoy_pct":
        return compared(paper, checked, sides, difference, rule, " − ")
    return compared(paper, checked, sides, growth, rule, " ÷ ", " − 1")


def _repeat(paper: Paper, check: Check) -> Outcome:
    """Two observations of the same thing, or one observation and a second place that prints it."""
    if "operands" in check:
        return _sum(paper, check)
    conditions = tuple((column, (check[name],)) for column, name in OBSERVATION_COLUMNS.items())
    checked = _only(paper.select(Selector(1, check["indicator_id"], conditions)))
    reading = read_printed(check["printed"], check["unit"])
    printed_there = {name: check[name] for name in ("printed", "unit", "source", "section")}
    row = {**checked.row, **printed_there, "value": reading.value, "qualifier": reading.qualifier}
    again = Term(row, paper.quantity(check["printed"], check["unit"]))
    return compared(paper, checked, [[again]], same, _rule(check, checked.unit))


def _count(paper: Paper, check: Check) -> Outcome:
    stated = paper.terms(check["result"])
    counted = Fraction(paper.count(check["operands"]))
    whole = sum_of(stated, lambda quantity: quantity.exact).low
    assert isinstance(whole, Fraction)
    quantity = stated[0].quantity if len(stated) == 1 else Quantity(whole, Fraction(0), Fraction(0), "")
    unit = stated[0].unit
    printed, listed = summed(stated, has_brackets=False), wording.quantity(float(counted), unit)
    return Outcome(
        judge(quantity, _certain(counted), _rule(check, unit)),
        printed,
        listed,
        float(whole - counted),
        f"名录列 {listed}",
        tuple(stated),
        said=f"{wording.printing(paper.place(stated[0]))} {printed}，名录列 {listed}。",
    )


def _name(_paper: Paper, check: Check) -> Outcome:
    first, second = read_name(check["result"]), read_name(check["operands"])
    verdict = HOLDS if first == second else TO_CONFIRM if check["scope"] == UNCLEAR else SPELLING
    return Outcome(verdict, first, second, said=f"印作“{first}”和“{second}”两种写法。")


def _statement(paper: Paper, check: Check) -> Outcome:
    """Two statements that do not fit; `base` names the numbers that they are about."""
    first, second = read_name(check["result"]), read_name(check["operands"])
    verdict = SCOPE if check["scope"] == UNCLEAR else CONTRADICTION
    about = tuple(paper.terms(check["base"])) if check["base"] else ()
    return Outcome(verdict, first, second, base=about, said=f"一处作“{first}”，一处作“{second}”。")


def _within(paper: Paper, check: Check) -> Outcome:
    """A part that cannot be more than its whole."""
    checked, whole = _only(paper.terms(check["result"])), paper.terms(check["operands"])
    outcome = compared(paper, checked, [whole], same, _rule(check, checked.unit))
    is_less = checked.quantity.rounded.low <= sum_of(whole, lambda quantity: quantity.rounded).high
    return replace(outcome, verdict=HOLDS) if is_less else outcome


def _direction(paper: Paper, check: Check) -> Outcome:
    """Numbers that the words of the paper say rise or fall."""
    stated, is_rise = paper.terms(check["result"]), check["operands"] == RISES
    wrong = [term for term in stated if not (term.quantity.value > 0 if is_rise else term.quantity.value < 0)]
    verdict = HOLDS if not wrong else TO_CONFIRM if check["scope"] == UNCLEAR else CONTRADICTION
    printed = "、".join(term.shown for term in wrong or stated)
    said = f"{wording.printing(paper.place(stated[0]))} {printed}，按文中所说{EXPECTED[is_rise]}。"
    others = tuple(term for term in stated if term not in wrong)
    return Outcome(
        verdict, printed, EXPECTED[is_rise], result=tuple(wrong or stated), base=others if wrong else (), said=said
    )


_KINDS: dict[str, Callable[[Paper, Check], Outcome]] = {
    SUM: _sum,
    RATE: _ratio,
    SHARE: _ratio,
    GROWTH: _growth,
    REPEAT: _repeat,
    WITHIN: _within,
    COUNT: _count,
    NAME: _name,
    STATEMENT: _statement,
    DIRECTION: _direction,
}


def _only(terms: list[Term]) -> Term:
    if len(terms) != 1:
        raise MissingOperandError(str(len(terms)))
    return terms[0]


def _rule(check: Check, unit: str) -> Rule:
    tolerance = Fraction(check["tolerance"] or 0) * split_unit(unit)[0]
    return Rule(check["kind"] == REPEAT, check["scope"] != UNCLEAR, tolerance)


def _certain(value: Fraction) -> Following:
    return Following(value, Interval(value, value), Interval(value, value))
