"""The verdict on one number: what its digits and those of its operands allow."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from whitepaper.checks.judgement import (
    CONTRADICTION,
    CUT,
    DAMAGED,
    ERRATA,
    FINDINGS,
    HOLDS,
    MARKING,
    OPEN,
    ROUNDED,
    SCOPE,
    SPELLING,
    TO_CONFIRM,
    UNCHECKED,
    VERDICTS,
    Following,
    Rule,
    judge,
)
from whitepaper.printed.intervals import Quantity, quantity, total


def read(text: str) -> Quantity:
    """`95.6 %` or `460 件` as a quantity; only percent is measured."""
    printed, _, unit = text.partition(" ")
    return quantity(printed, unit, {"%"})


def following(*texts: str) -> Following:
    """What follows from the sum of some printed numbers."""
    numbers = [read(text) for text in texts]
    return Following(
        sum((number.value for number in numbers), Fraction(0)),
        total([number.rounded for number in numbers]),
        total([number.cut for number in numbers]),
    )


CASES = [
    ("equal counts", "460 件", ["10 件", "450 件"], HOLDS),
    ("other counts", "461 件", ["10 件", "450 件"], CONTRADICTION),
    ("equal decimals", "12.5 亿元", ["6.2 亿元", "6.3 亿元"], HOLDS),
    ("one less by rounding", "12.4 亿元", ["6.2 亿元", "6.3 亿元"], ROUNDED),
    ("one more by rounding", "12.6 亿元", ["6.2 亿元", "6.3 亿元"], ROUNDED),
    ("two more by cutting two", "12.7 亿元", ["6.2 亿元", "6.3 亿元"], CUT),
    ("three more of two", "12.8 亿元", ["6.2 亿元", "6.3 亿元"], CONTRADICTION),
    ("three more by cutting three", "18.9 亿元", ["6.2 亿元", "6.2 亿元", "6.2 亿元"], CUT),
    ("four more", "19.0 亿元", ["6.2 亿元", "6.2 亿元", "6.2 亿元"], CONTRADICTION),
    ("printed coarser, rounded", "13 亿元", ["12.6 亿元"], HOLDS),
    ("printed coarser, half", "13 亿元", ["12.5 亿元"], HOLDS),
    ("printed coarser, half to even", "12 亿元", ["12.5 亿元"], HOLDS),
    ("printed coarser, cut off", "12 亿元", ["12.6 亿元"], CUT),
    ("printed coarser and cut off, operand rounded", "12 亿元", ["13.0 亿元"], CUT),
    ("printed coarser, other", "14 亿元", ["12.6 亿元"], CONTRADICTION),
    ("printed finer", "12.61 亿元", ["12.6 亿元"], ROUNDED),
    ("printed finer, cut off", "12.69 亿元", ["12.6 亿元"], CUT),
    ("other prefix", "1.5 亿元", ["5000 万元", "10000 万元"], HOLDS),
    ("other prefix, other number", "1.5 亿元", ["5000 万元", "15000 万元"], CONTRADICTION),
    ("percent to hundred", "100 %", ["33.3 %", "33.3 %", "33.3 %"], HOLDS),
    ("percent to hundred, finer", "100.0 %", ["33.3 %", "33.3 %", "33.3 %"], ROUNDED),
    ("negative", "-2.5 %", ["-1.2 %", "-1.3 %"], HOLDS),
    ("negative, cut off", "-2.5 %", ["-2.59 %"], CUT),
    ("negative, sign lost", "2.5 %", ["-2.5 %"], CONTRADICTION),
    ("about, near", "约500 件", ["497 件"], HOLDS),
    ("about, far", "约500 件", ["601 件"], CONTRADICTION),
    ("almost, below", "近370 件", ["365 件"], HOLDS),
    ("almost, above", "近370 件", ["375 件"], CONTRADICTION),
    ("odd, above", "390余 件", ["395 件"], HOLDS),
    ("odd, below", "390余 件", ["389 件"], CONTRADICTION),
    ("over, above", "超500 件", ["9000 件"], HOLDS),
    ("over, below", "超500 件", ["499 件"], CONTRADICTION),
    ("and more, above", "500以上 件", ["500 件"], HOLDS),
    ("expected is no margin", "预计500 件", ["497 件"], CONTRADICTION),
    ("about as operand", "810 件", ["约500 件", "300 件"], ROUNDED),
    ("over as operand", "1200 件", ["超500 件", "300 件"], ROUNDED),
    ("over as operand, below", "799 件", ["超500 件", "300 件"], CONTRADICTION),
    ("expected as operand", "800 件", ["预计500 件", "300 件"], HOLDS),
]


@pytest.mark.parametrize(("name", "printed", "operands", "verdict"), CASES, ids=[case[0] for case in CASES])
def test_digits_decide(name: str, printed: str, operands: list[str], verdict: str) -> None:
    """Equal or within its own digits holds; then rounding, then cutting off may explain; else a contradiction."""
    assert judge(read(printed), following(*operands), Rule()) == verdict


REPEATS = [
    ("the same", "95.65 %", "95.65 %", HOLDS),
    ("a zero more", "95.60 %", "95.6 %", HOLDS),
    ("rounded", "95.7 %", "95.65 %", ROUNDED),
    ("cut off", "95.6 %", "95.69 %", CUT),
    ("other", "95.5 %", "95.65 %", CONTRADICTION),
    ("other prefix", "1.5 亿元", "15000 万元", HOLDS),
    ("allowed by its qualifier", "390余 件", "395 件", HOLDS),
    ("not allowed by its qualifier", "390余 件", "385 件", CONTRADICTION),
    ("expected and the same", "预计11 %", "11 %", HOLDS),
    ("expected and rounded", "预计11 %", "11.2 %", ROUNDED),
]


@pytest.mark.parametrize(("name", "printed", "again", "verdict"), REPEATS, ids=[case[0] for case in REPEATS])
def test_a_number_printed_twice_is_the_same_or_explained(name: str, printed: str, again: str, verdict: str) -> None:
    """Fewer digits are a finding here, unless a qualifier says that the number is not exact."""
    assert judge(read(printed), following(again), Rule(is_repeat=True)) == verdict


TOLERANCES = [
    ("460 件", "458 件", "2", HOLDS),
    ("460 件", "458 件", "1.99", CONTRADICTION),
    ("1 %", "3 %", "0.02", HOLDS),
]


@pytest.mark.parametrize(("printed", "operand", "tolerance", "verdict"), TOLERANCES)
def test_a_declared_tolerance_is_near_enough(printed: str, operand: str, tolerance: str, verdict: str) -> None:
    """In base units, its end included."""
    assert judge(read(printed), following(operand), Rule(tolerance=Fraction(tolerance))) == verdict


def test_verdicts_are_ordered_by_gravity() -> None:
    """Findings first, the gravest of them in front; what could not be checked at the end."""
    assert FINDINGS == (CONTRADICTION, TO_CONFIRM, SCOPE, SPELLING, CUT, ROUNDED, DAMAGED)
    assert set(MARKING) <= set(OPEN) < set(ERRATA) < set(FINDINGS)
    assert list(VERDICTS) == [*FINDINGS, HOLDS, UNCHECKED]


TEXTS = st.builds(
    "{}{} {}".format,
    st.sampled_from(["", "约", "近", "超", "不低于", "预计", "-"]),
    st.decimals(min_value=0, max_value=1000, places=1),
    st.sampled_from(["%", "亿元", "件"]),
)
RULES = st.builds(Rule, is_repeat=st.booleans())


@given(TEXTS, st.lists(TEXTS, min_size=1, max_size=4), RULES)
def test_unclear_scope_softens_a_contradiction_and_nothing_else(printed: str, operands: list[str], rule: Rule) -> None:
    """Every other verdict is the same with it."""
    clear = judge(read(printed), following(*operands), rule)
    unclear = judge(read(printed), following(*operands), Rule(is_repeat=rule.is_repeat, has_one_scope=False))
    assert unclear == (SCOPE if clear == CONTRADICTION else clear)


@given(TEXTS, st.lists(TEXTS, min_size=1, max_size=4), RULES)
def test_a_number_that_follows_exactly_holds(printed: str, operands: list[str], rule: Rule) -> None:
    """And so does any number whose difference is declared near enough."""
    result, follows = read(printed), following(*operands)
    tolerant = Rule(is_repeat=rule.is_repeat, tolerance=abs(result.value - follows.exact))
    assert judge(result, follows, tolerant) == HOLDS
    same = Quantity(follows.exact, result.step, result.last, result.qualifier)
    assert judge(same, follows, rule) == HOLDS


@given(TEXTS, st.lists(TEXTS, min_size=1, max_size=4))
def test_a_repeat_is_never_judged_milder(printed: str, operands: list[str]) -> None:
    """Being the same number twice asks for more, not for less."""
    order = [HOLDS, ROUNDED, CUT, CONTRADICTION]
    plain, repeat = (judge(read(printed), following(*operands), Rule(is_repeat=flag)) for flag in (False, True))
    assert order.index(plain) <= order.index(repeat)
