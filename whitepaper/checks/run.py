"""Checks of the paper against itself: declared in `checks.csv`, decided on the printed digits.

A check compares one printed number with what follows from others. Nothing is changed in the numbers; each
check gives one row that says what was printed, what follows, and whether rounding explains the difference.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

import pandas as pd

from whitepaper.checks.judgement import (
    CONTRADICTION,
    CUT,
    FINDINGS,
    HOLDS,
    ROUNDED,
    SCOPE,
    UNCHECKED,
    VERDICTS,
    Following,
    Rule,
    judge,
)
from whitepaper.checks.operands import MissingOperandError, Paper, Term
from whitepaper.checks.selectors import COUNT, NAME, OBSERVATION_COLUMNS, Selector, read_name, read_terms
from whitepaper.model.keys import KEY, joined
from whitepaper.model.schema import LIST_SEPARATOR
from whitepaper.printed import wording
from whitepaper.printed.intervals import Interval, Quantity, split_unit, total
from whitepaper.printed.reading import read_printed

SUM, RATE, GROWTH, SHARE, REPEAT = "合计", "比率", "增速", "占比", "表文"
UNCLEAR = "unclear"
PAIR = 2  # one number against one other
RATIO_DIGITS = 2  # of a recomputed ratio, beyond those of the printed one
COLUMNS = (
    "check_id", "edition", "kind", "title", "sector_id", "indicator_id", "area_id", "place", "department", "printed",
    "recomputed", "difference", "unit", "verdict", "explanation", "formula", "numbers", "observations", "damage",
)  # fmt: skip
BY_DIGITS = {ROUNDED: "差别可由四舍五入解释。", CUT: "差别可由截去尾数解释。"}

Combine = Callable[[Sequence[Interval]], Interval]


@dataclass(frozen=True)
class Outcome:
    """What one check found; texts for the reader, the numbers that took part, the first of them the one checked.

    reason: why it could not be made.
    """

    verdict: str
    printed: str = ""
    recomputed: str = ""
    difference: float | None = None
    formula: str = ""
    terms: tuple[Term, ...] = ()
    reason: str = ""


def run_checks(frames: Mapping[str, pd.DataFrame], edition: str) -> pd.DataFrame:
    """Run every check of `checks.csv`, and one for every number that `restatements.csv` says is printed again.

    frames: as for `Paper`, with `checks` and `restatements`. Returns the columns of `checks` in dictionary.csv but
    those of the list type, which are text; gravest verdict first, and damage to our text of the paper last.
    """
    paper = Paper(frames, edition)
    own = [check for check in frames["checks"].to_dict("records") if _is_for(check, edition)]
    declared = [*own, *_restated(frames["restatements"], edition)]
    rows = [_row(paper, {str(name): str(cell) for name, cell in check.items()}) for check in declared]
    order = {verdict: position for position, verdict in enumerate(VERDICTS)}
    last_finding = len(FINDINGS) - 0.5
    rows.sort(
        key=lambda row: last_finding if row["damage"] and row["verdict"] in FINDINGS else order[str(row["verdict"])]
    )
    return pd.DataFrame(rows, columns=list(COLUMNS))


def _is_for(check: Mapping[Hashable, str], edition: str) -> bool:
    """Whether a check speaks of an edition: of all, unless it names some."""
    named = check["editions"].split(LIST_SEPARATOR) if check["editions"] else []
    return not named or edition in named


def _restated(rows: pd.DataFrame, edition: str) -> Iterator[dict[str, str]]:
    for row in rows[rows["edition"] == edition].to_dict("records"):
        key = joined(row[column] for column in KEY[:-1])
        yield row | {"check_id": f"again:{key}:{row['order']}", "kind": REPEAT, "title": "", "tolerance": ""}


def _row(paper: Paper, check: Mapping[str, str]) -> dict[str, object]:
    try:
        outcome = _KINDS[check["kind"]](paper, check)
    except MissingOperandError:
        outcome = Outcome(UNCHECKED, reason=f"缺少{'、'.join(_absent(paper, check))}")
    except ZeroDivisionError:
        outcome = Outcome(UNCHECKED, reason="分母为零")
    checked = outcome.terms[0] if outcome.terms else None
    indicator = paper.indicators[str(checked.row["indicator_id"])] if checked else {}
    places = dict.fromkeys(term.place for term in outcome.terms)
    return {
        "check_id": check["check_id"],
        "edition": paper.edition,
        "kind": check["kind"],
        "title": check["title"] or (paper.label(checked.row) if checked else check["check_id"]),
        "sector_id": indicator.get("sector_id", ""),
        "indicator_id": checked.row["indicator_id"] if checked else "",
        "area_id": checked.row["area_id"] if checked else "",
        "place": "；".join(places),
        "department": checked.row["department"] if checked else "",
        "printed": outcome.printed,
        "recomputed": outcome.recomputed,
        "difference": outcome.difference,
        "unit": checked.unit if checked else "",
        "verdict": outcome.verdict,
        "explanation": _explanation(check, outcome),
        "formula": outcome.formula,
        "numbers": LIST_SEPARATOR.join(f"{paper.label(t.row)}：{t.shown}（{t.place}）" for t in outcome.terms),
        "observations": LIST_SEPARATOR.join(dict.fromkeys(term.key for term in outcome.terms)),
        "damage": check["damage"],
    }


def _absent(paper: Paper, check: Mapping[str, str]) -> list[str]:
    """What a check needs and this paper does not have, in words."""
    if "operands" not in check:  # a number printed again
        return [paper.name(check["indicator_id"])]
    absent = []
    for column in ("result", "operands", "base"):
        for selector in read_terms(check[column], paper.year) if check[column] else []:
            if not paper.has(selector):
                absent.append(paper.name(selector.name))
    return list(dict.fromkeys(absent)) or [check["title"]]


def _explanation(check: Mapping[str, str], outcome: Outcome) -> str:
    """At most two sentences: what is printed and what follows; what may explain it."""
    if outcome.verdict == UNCHECKED:
        return f"{outcome.reason}，未能核对。"
    if outcome.verdict == HOLDS:
        return check["note"]
    if check["kind"] == NAME:
        first = f"印作“{outcome.printed}”和“{outcome.recomputed}”两种写法。"
    elif check["kind"] == COUNT:
        first = f"{outcome.terms[0].place}印 {outcome.printed}，{outcome.formula}。"
    elif len(outcome.terms) == PAIR:
        first = f"{outcome.terms[0].place}印 {outcome.printed}，{outcome.terms[1].place}印 {outcome.terms[1].shown}。"
    else:
        first = f"{outcome.terms[0].place}印 {outcome.printed}，按 {outcome.formula}。"
    if check["damage"]:
        return f"{first}{check['note'].rstrip('。')}；系来源文本识别受损，不是白皮书的差错。"
    return first + (check["note"] or BY_DIGITS.get(outcome.verdict, ""))


def _sum(paper: Paper, check: Mapping[str, str]) -> Outcome:
    return _compared(check, paper.terms(check["result"]), [paper.terms(check["operands"])], lambda sides: sides[0], "")


def _ratio(paper: Paper, check: Mapping[str, str]) -> Outcome:
    sides = [paper.terms(check[column]) for column in ("operands", "base")]
    return _compared(check, paper.terms(check["result"]), sides, lambda sides: sides[0] / sides[1], " ÷ ")


def _growth(paper: Paper, check: Mapping[str, str]) -> Outcome:
    result = paper.terms(check["result"])
    sides = [paper.terms(check[column]) for column in ("operands", "base")]
    if result[0].row["measure"] != "yoy_pct":
        return _compared(check, result, sides, lambda sides: sides[0] + -sides[1], " − ")
    one = Interval(Fraction(1), Fraction(1))
    return _compared(check, result, sides, lambda sides: sides[0] / sides[1] + -one, " ÷ ", " − 1")


def _repeat(paper: Paper, check: Mapping[str, str]) -> Outcome:
    """Two observations of the same thing, or one observation and a second place that prints it."""
    if "operands" in check:
        return _sum(paper, check)
    conditions = tuple((column, (check[name],)) for column, name in OBSERVATION_COLUMNS.items())
    result = paper.select(Selector(1, check["indicator_id"], conditions))
    reading = read_printed(check["printed"], check["unit"])
    printed_there = {name: check[name] for name in ("printed", "unit", "source", "section")}
    row = {**result[0].row, **printed_there, "value": reading.value, "qualifier": reading.qualifier}
    again = Term(row, paper.quantity(check["printed"], check["unit"]))
    return _compared(check, result, [[again]], lambda sides: sides[0], "")


def _count(paper: Paper, check: Mapping[str, str]) -> Outcome:
    stated = paper.terms(check["result"])
    counted = Fraction(paper.count(check["operands"]))
    whole = total([_signed(term.quantity.exact, term.sign) for term in stated]).low
    assert isinstance(whole, Fraction)
    quantity = stated[0].quantity if len(stated) == 1 else Quantity(whole, Fraction(0), Fraction(0), "")
    unit = stated[0].unit
    return Outcome(
        judge(quantity, _certain(counted), _rule(check, unit)),
        _in_words(stated, has_brackets=False),
        wording.quantity(float(counted), unit),
        float(whole - counted),
        f"名录列 {wording.quantity(float(counted), unit)}",
        tuple(stated),
    )


def _name(paper: Paper, check: Mapping[str, str]) -> Outcome:
    first, second = read_name(check["result"]), read_name(check["operands"])
    verdict = HOLDS if first == second else SCOPE if check["scope"] == UNCLEAR else CONTRADICTION
    return Outcome(verdict, first, second)


_KINDS: dict[str, Callable[[Paper, Mapping[str, str]], Outcome]] = {
    SUM: _sum,
    RATE: _ratio,
    SHARE: _ratio,
    GROWTH: _growth,
    REPEAT: _repeat,
    COUNT: _count,
    NAME: _name,
}


def _compared(
    check: Mapping[str, str],
    result: list[Term],
    sides: list[list[Term]],
    combine: Combine,
    operator: str,
    ending: str = "",
) -> Outcome:
    """Compare a printed number with what `combine` makes of the sums of `sides`."""
    checked = _only(result)
    exact = combine([total([_signed(term.quantity.exact, term.sign) for term in side]) for side in sides]).low
    assert isinstance(exact, Fraction)
    following = Following(
        exact,
        combine([total([_signed(term.quantity.rounded, term.sign) for term in side]) for side in sides]),
        combine([total([_signed(term.quantity.cut, term.sign) for term in side]) for side in sides]),
    )
    used = [term for side in sides for term in side]
    factor, _ = split_unit(checked.unit)
    is_ratio = "÷" in operator
    decimals = (
        _decimals(checked, factor) + RATIO_DIGITS if is_ratio else max(_decimals(t, factor) for t in [checked, *used])
    )
    recomputed = _decimal(exact / factor, decimals)
    in_words = wording.quantity(float(recomputed), checked.unit, decimals)
    verdict = judge(checked.quantity, following, _rule(check, checked.unit))
    if verdict == ROUNDED and any(term.quantity.is_limited for term in used):
        verdict = HOLDS  # a qualifier allows it, not rounding
    return Outcome(
        verdict,
        checked.shown,
        in_words,
        float(_decimal(checked.quantity.value / factor, decimals) - recomputed),
        f"{operator.join(_in_words(side, has_brackets=bool(operator)) for side in sides)}{ending} = {in_words}",
        (checked, *used),
    )


def _only(terms: list[Term]) -> Term:
    if len(terms) != 1:
        raise MissingOperandError(str(len(terms)))
    return terms[0]


def _rule(check: Mapping[str, str], unit: str) -> Rule:
    tolerance = Fraction(check["tolerance"] or 0) * split_unit(unit)[0]
    return Rule(check["kind"] == REPEAT, check["scope"] != UNCLEAR, tolerance)


def _certain(value: Fraction) -> Following:
    return Following(value, Interval(value, value), Interval(value, value))


def _signed(interval: Interval, sign: int) -> Interval:
    return interval if sign > 0 else -interval


def _in_words(side: list[Term], *, has_brackets: bool) -> str:
    text = "".join((" + " if term.sign > 0 else " − ") + term.shown for term in side)
    text = text.removeprefix(" + ").removeprefix(" ")
    return f"（{text}）" if has_brackets and len(side) > 1 else text


def _decimals(term: Term, factor: Fraction) -> int:
    """Decimals that show every printed digit of a term in the unit of the result, `factor` base units large."""
    finer = factor / split_unit(term.unit)[0]
    return (wording.printed_decimals(str(term.row["printed"])) or 0) + max(0, round(math.log10(finer)))


def _decimal(value: Fraction, places: int) -> Decimal:
    exact = Decimal(value.numerator) / Decimal(value.denominator)
    return exact.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)
