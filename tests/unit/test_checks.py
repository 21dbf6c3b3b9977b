"""Every kind of check on small papers: what it decides, and what it tells the reader."""

from decimal import ROUND_DOWN, ROUND_HALF_EVEN, ROUND_HALF_UP, Decimal, localcontext
from fractions import Fraction

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.papers import (
    AREAS,
    DISTRICT,
    OTHER_TOWN,
    PLACE,
    TOWN,
    accepted,
    number,
    numbers,
    only,
    paper,
    run,
)
from whitepaper.checks.judgement import (
    CONTRADICTION,
    CUT,
    DAMAGED,
    HOLDS,
    ROUNDED,
    SCOPE,
    SPELLING,
    TO_CONFIRM,
    UNCHECKED,
)
from whitepaper.checks.operands import MissingOperandError, Paper
from whitepaper.checks.run import run_checks
from whitepaper.model.keys import TOWN_KINDS


def printed_again(text: str, again: str, **columns: str) -> pd.Series:
    """The row of a number that is printed again."""
    printed, _, unit = again.partition(" ")
    restated = columns | {"printed": printed, "unit": unit}
    return only(run_checks(paper([number("checked", text)], restatements=[restated]), "2024"), "again:")


SUMS = [
    ("holds", "460 批次", ["10 批次", "450 批次"], {}, HOLDS),
    ("holds with decimals", "12.5 亿元", ["6.2 亿元", "6.3 亿元"], {}, HOLDS),
    ("holds in other units", "1.5 亿元", ["5000 万元", "10000 万元"], {}, HOLDS),
    ("holds in finer units", "15000 万元", ["1.5 亿元"], {}, HOLDS),
    ("holds as percent", "100 %", ["33.3 %", "33.3 %", "33.3 %"], {}, HOLDS),
    ("holds with a fall", "1.0 个百分点", ["2.5 个百分点", "↓1.5 个百分点"], {}, HOLDS),
    ("rounding", "12.4 亿元", ["6.2 亿元", "6.3 亿元"], {}, ROUNDED),
    ("rounding of percent", "100.0 %", ["33.3 %", "33.3 %", "33.3 %"], {}, ROUNDED),
    ("rounding of whole 亿元", "6 亿元", ["2 亿元", "3 亿元"], {}, ROUNDED),
    ("cut off", "18.9 亿元", ["6.2 亿元", "6.2 亿元", "6.2 亿元"], {}, CUT),
    ("cut off on both sides", "5 亿元", ["10.0 亿元", "1.1 亿元", "1.1 亿元", "1.6 亿元"],
     {"operands": "part{category=类1} - part{category=类2|类3|类4}"}, CUT),
    ("contradiction", "354 件", ["1 件", "354 件"], {}, CONTRADICTION),
    ("contradiction in other units", "1.5 亿元", ["5000 万元", "15000 万元"], {}, CONTRADICTION),
    ("contradiction as percent", "98 %", ["33.3 %", "33.3 %", "33.3 %"], {}, CONTRADICTION),
    ("unclear scope", "354 件", ["1 件", "354 件"], {"scope": "unclear"}, SCOPE),
    ("unclear scope, but rounding", "12.4 亿元", ["6.2 亿元", "6.3 亿元"], {"scope": "unclear"}, ROUNDED),
    ("unclear scope, but holds", "3 件", ["1 件", "2 件"], {"scope": "unclear"}, HOLDS),
    ("missing operand", "354 件", [], {}, UNCHECKED),
    ("status missing", "354 件", ["354 件", None], {}, UNCHECKED),
    ("status missing of the result", None, ["354 件"], {}, UNCHECKED),
    ("result of another year", "354 件", ["354 件"], {"result": "checked{period={Y-1}}"}, UNCHECKED),
    ("result that is not one number", "1 件", ["1 件", "1 件"], {"result": "part{category=*}"}, UNCHECKED),
    ("about", "约500 家", ["248 家", "249 家"], {}, HOLDS),
    ("about, far", "约500 家", ["300 家", "301 家"], {}, CONTRADICTION),
    ("over", "超500 家", ["300 家", "201 家"], {}, HOLDS),
    ("over, below", "超500 家", ["300 家", "199 家"], {}, CONTRADICTION),
    ("odd", "390余 家", ["200 家", "195 家"], {}, HOLDS),
    ("odd, below", "390余 家", ["200 家", "189 家"], {}, CONTRADICTION),
    ("almost", "近370 家", ["183 家", "182 家"], {}, HOLDS),
    ("almost, above", "近370 家", ["188 家", "187 家"], {}, CONTRADICTION),
    ("and more", "500以上 家", ["300 家", "250 家"], {}, HOLDS),
    ("and more, below", "500以上 家", ["300 家", "150 家"], {}, CONTRADICTION),
    ("expected", "预计500 家", ["300 家", "200 家"], {}, HOLDS),
    ("expected, other", "预计500 家", ["300 家", "199 家"], {}, CONTRADICTION),
    ("about as operand", "810 家", ["约500 家", "300 家"], {}, HOLDS),
    ("about as operand, far", "910 家", ["约500 家", "300 家"], {}, CONTRADICTION),
    ("over as operand", "1200 家", ["超500 家", "300 家"], {}, HOLDS),
    ("over as operand, below", "799 家", ["超500 家", "300 家"], {}, CONTRADICTION),
    ("odd as operand", "695 家", ["390余 家", "300 家"], {}, HOLDS),
    ("almost as operand", "665 家", ["近370 家", "300 家"], {}, HOLDS),
    ("almost as operand, above", "675 家", ["近370 家", "300 家"], {}, CONTRADICTION),
    ("and more as operand", "1000 家", ["500以上 家", "300 家"], {}, HOLDS),
    ("expected as operand", "800 家", ["预计500 家", "300 家"], {}, HOLDS),
    ("expected as operand, other", "801 家", ["预计500 家", "300 家"], {}, CONTRADICTION),
    ("tolerance", "460 家", ["10 家", "448 家"], {"tolerance": "2"}, HOLDS),
    ("tolerance exceeded", "460 家", ["10 家", "447 家"], {"tolerance": "2"}, CONTRADICTION),
    ("tolerance in 亿元", "12.5 亿元", ["12.0 亿元"], {"tolerance": "0.5"}, HOLDS),
    ("tolerance in percent", "95.6 %", ["95.1 %"], {"tolerance": "0.5"}, HOLDS),
    ("tolerance in percent exceeded", "95.6 %", ["95.0 %"], {"tolerance": "0.5"}, CONTRADICTION),
    ("difference", "7 家", ["10 家", "3 家"], {"operands": "part{category=类1} - part{category=类2}"}, HOLDS),
    ("difference, other", "13 家", ["10 家", "3 家"], {"operands": "part{category=类1} - part{category=类2}"},
     CONTRADICTION),
]  # fmt: skip


@pytest.mark.parametrize(("name", "printed", "parts", "check", "verdict"), SUMS, ids=[case[0] for case in SUMS])
def test_a_total_is_the_sum_of_its_parts(
    name: str, printed: str | None, parts: list[str | None], check: dict[str, str], verdict: str
) -> None:
    """Or rounding, cutting off or a qualifier explains why not."""
    assert run([number("checked", printed), *numbers("part", parts)], **check)["verdict"] == verdict


RATES = [
    ("holds", "95.7 %", ["440 批次"], ["460 批次"], {}, HOLDS),
    ("holds as whole percent", "96 %", ["440 批次"], ["460 批次"], {}, HOLDS),
    ("holds at the half", "3.1 %", ["1 批次"], ["32 批次"], {}, HOLDS),
    ("holds half up", "12.5 %", ["249 批次"], ["2000 批次"], {}, HOLDS),
    ("holds half to even", "12.4 %", ["249 批次"], ["2000 批次"], {}, HOLDS),
    ("holds above one", "677 %", ["677 件"], ["100 件"], {}, HOLDS),
    ("holds for two parts", "96.96 %", ["6 批次", "440 批次"], ["460 批次"], {}, HOLDS),
    ("holds in other units", "50.0 %", ["5000 万元"], ["1.0000 亿元"], {}, HOLDS),
    ("holds per head", "2.5 元", ["5.00 万元"], ["20000 人"], {}, HOLDS),
    ("nothing of something", "0.0 %", ["0 件"], ["20 件"], {}, HOLDS),
    ("rounding of the operands", "96.0 %", ["4.4 亿元"], ["4.6 亿元"], {}, ROUNDED),
    ("cut off", "95.6 %", ["440 批次"], ["460 批次"], {}, CUT),
    ("cut off to whole percent", "95 %", ["440 批次"], ["460 批次"], {}, CUT),
    ("contradiction", "95.5 %", ["440 批次"], ["460 批次"], {}, CONTRADICTION),
    ("contradiction in other units", "5.0 %", ["5000 万元"], ["1.0000 亿元"], {}, CONTRADICTION),
    ("unclear scope", "95.5 %", ["440 批次"], ["460 批次"], {"scope": "unclear"}, SCOPE),
    ("missing numerator", "95.7 %", [], ["460 批次"], {}, UNCHECKED),
    ("missing denominator", "95.7 %", ["440 批次"], [], {}, UNCHECKED),
    ("status missing of the numerator", "95.7 %", [None], ["460 批次"], {}, UNCHECKED),
    ("status missing of the denominator", "95.7 %", ["440 批次"], [None], {}, UNCHECKED),
    ("status missing of the result", None, ["440 批次"], ["460 批次"], {}, UNCHECKED),
    ("zero denominator", "95.7 %", ["440 批次"], ["0 批次"], {}, UNCHECKED),
    ("zero denominator, measured", "95.7 %", ["4.4 亿元"], ["0.0 亿元"], {}, UNCHECKED),
    ("over", "超95 %", ["440 批次"], ["460 批次"], {}, HOLDS),
    ("over, below", "超96 %", ["440 批次"], ["460 批次"], {}, CONTRADICTION),
    ("and more", "95%以上 %", ["440 批次"], ["460 批次"], {}, HOLDS),
    ("almost", "近96 %", ["440 批次"], ["460 批次"], {}, HOLDS),
    ("almost, above", "近95 %", ["440 批次"], ["460 批次"], {}, CONTRADICTION),
    ("about", "约95 %", ["440 批次"], ["460 批次"], {}, HOLDS),
    ("odd", "95多 %", ["440 批次"], ["460 批次"], {}, HOLDS),
    ("expected", "预计95.7 %", ["440 批次"], ["460 批次"], {}, HOLDS),
    ("expected, other", "预计95.0 %", ["440 批次"], ["460 批次"], {}, CONTRADICTION),
    ("range", "0-5% %", ["1 批次"], ["460 批次"], {}, HOLDS),
    ("range exceeded", "0-5% %", ["46 批次"], ["460 批次"], {}, CONTRADICTION),
    ("about as numerator", "90 %", ["约440 批次"], ["460 批次"], {}, CONTRADICTION),
    ("about as numerator, near", "94 %", ["约440 批次"], ["460 批次"], {}, HOLDS),
    ("over as denominator", "50 %", ["440 批次"], ["超460 批次"], {}, HOLDS),
    ("over as denominator, below", "99 %", ["440 批次"], ["超460 批次"], {}, CONTRADICTION),
    ("expected as denominator", "95.7 %", ["440 批次"], ["预计460 批次"], {}, HOLDS),
    ("tolerance", "95.0 %", ["440 批次"], ["460 批次"], {"tolerance": "1"}, HOLDS),
    ("tolerance exceeded", "94.0 %", ["440 批次"], ["460 批次"], {"tolerance": "1"}, CONTRADICTION),
    ("more than half", "超半数 ", ["51 家"], ["100 家"], {}, HOLDS),
    ("more than half, below", "超半数 ", ["49 家"], ["100 家"], {}, CONTRADICTION),
    ("almost half", "近1/2 ", ["47 家"], ["100 家"], {}, HOLDS),
    ("almost half, above", "近1/2 ", ["51 家"], ["100 家"], {}, CONTRADICTION),
    ("about a fifth", "约1/5 ", ["22 家"], ["100 家"], {}, HOLDS),
    ("about a fifth, far", "约1/5 ", ["26 家"], ["100 家"], {}, CONTRADICTION),
    ("a fifth", "五分之一 ", ["20 家"], ["100 家"], {}, HOLDS),
    ("a fifth, other", "五分之一 ", ["21 家"], ["100 家"], {}, CONTRADICTION),
]  # fmt: skip


@pytest.mark.parametrize("kind", ["比率", "占比"])
@pytest.mark.parametrize(
    ("name", "printed", "above", "below", "check", "verdict"), RATES, ids=[case[0] for case in RATES]
)
def test_a_rate_is_the_quotient_of_its_counts(
    name: str,
    printed: str | None,
    above: list[str | None],
    below: list[str | None],
    check: dict[str, str],
    verdict: str,
    kind: str,
) -> None:
    """A share as well: part over whole."""
    rows = [number("checked", printed), *numbers("part", above), *numbers("whole", below)]
    assert run(rows, kind=kind, base="whole{category=*}", **check)["verdict"] == verdict


GROWTHS = [
    ("holds", "25.7 %", "44 件", "35 件", {}, HOLDS),
    ("holds with its word", "增长25.7% %", "44 件", "35 件", {}, HOLDS),
    ("holds for none", "持平 %", "350 件", "350 件", {}, HOLDS),
    ("holds for a fall", "↓22.9% %", "27 件", "35 件", {}, HOLDS),
    ("holds for a total loss", "-100 %", "0 件", "35 件", {}, HOLDS),
    ("holds in other units", "50.0 %", "1.5000 亿元", "10000 万元", {}, HOLDS),
    ("holds for growth of a rate", "25.0 %", "5.0 %", "4.0 %", {}, HOLDS),
    ("rounding", "3.6 %", "10.3 亿元", "10.0 亿元", {}, ROUNDED),
    ("rounding of a fall", "-3.6 %", "9.7 亿元", "10.0 亿元", {}, ROUNDED),
    ("cut off", "22.8 %", "43 件", "35 件", {}, CUT),
    ("cut off of a fall", "下降22.8% %", "27 件", "35 件", {}, CUT),
    ("contradiction", "25.9 %", "44 件", "35 件", {}, CONTRADICTION),
    ("contradiction of a fall", "-23.0 %", "27 件", "35 件", {}, CONTRADICTION),
    ("sign lost", "22.9 %", "27 件", "35 件", {}, CONTRADICTION),
    ("unclear scope", "25.9 %", "44 件", "35 件", {"scope": "unclear"}, SCOPE),
    ("status missing of this year", "25.7 %", None, "35 件", {}, UNCHECKED),
    ("status missing of last year", "25.7 %", "44 件", None, {}, UNCHECKED),
    ("status missing of the result", None, "44 件", "35 件", {}, UNCHECKED),
    ("nothing last year", "25.7 %", "44 件", "0 件", {}, UNCHECKED),
    ("about", "约30 %", "44 件", "35 件", {}, HOLDS),
    ("over", "超25 %", "44 件", "35 件", {}, HOLDS),
    ("over, below", "超26 %", "44 件", "35 件", {}, CONTRADICTION),
    ("odd as operand", "30.0 %", "440余 件", "350 件", {}, CONTRADICTION),
    ("odd as operand, within", "28.0 %", "440余 件", "350 件", {}, HOLDS),
    ("expected as operand", "25.7 %", "预计44 件", "35 件", {}, HOLDS),
    ("tolerance", "26.0 %", "44 件", "35 件", {"tolerance": "0.5"}, HOLDS),
]


@pytest.mark.parametrize(
    ("name", "printed", "now", "before", "check", "verdict"), GROWTHS, ids=[case[0] for case in GROWTHS]
)
def test_growth_in_percent_follows_from_two_years(
    name: str, printed: str | None, now: str | None, before: str | None, check: dict[str, str], verdict: str
) -> None:
    """The quotient of both, less one; a fall is negative."""
    rows = [number("checked", printed, measure="yoy_pct"), number("part", now), number("part", before, period="2023")]
    selected = {"result": "checked{measure=yoy_pct}", "operands": "part", "base": "part{period={Y-1}}"}
    assert run(rows, kind="增速", **selected, **check)["verdict"] == verdict


POINTS = [
    ("holds", "↑0.6 个百分点", "98.4 %", "97.8 %", {}, HOLDS),
    ("holds for a fall", "↓0.6 个百分点", "97.8 %", "98.4 %", {}, HOLDS),
    ("holds for none", "持平 个百分点", "97.8 %", "97.8 %", {}, HOLDS),
    ("holds in another unit", "↓1.4 dB(A)", "52.1 dB(A)", "53.5 dB(A)", {}, HOLDS),
    ("holds from nothing", "1.5 个百分点", "1.5 %", "0.0 %", {}, HOLDS),
    ("rounding", "0.7 个百分点", "98.4 %", "97.8 %", {}, ROUNDED),
    ("rounding of a fall", "-0.5 个百分点", "97.8 %", "98.4 %", {}, ROUNDED),
    ("cut off", "0 个百分点", "98.4 %", "97.8 %", {}, CUT),
    ("cut off of a fall", "-1 个百分点", "96.1 %", "97.8 %", {}, CUT),
    ("contradiction", "0.8 个百分点", "98.4 %", "97.8 %", {}, CONTRADICTION),
    ("sign lost", "0.6 个百分点", "97.8 %", "98.4 %", {}, CONTRADICTION),
    ("unclear scope", "0.8 个百分点", "98.4 %", "97.8 %", {"scope": "unclear"}, SCOPE),
    ("status missing", "0.6 个百分点", "98.4 %", None, {}, UNCHECKED),
    ("over", "超0.5 个百分点", "98.4 %", "97.8 %", {}, HOLDS),
    ("about as operand", "1.0 个百分点", "约98.8 %", "97.7 %", {}, HOLDS),
    ("tolerance", "0.8 个百分点", "98.4 %", "97.8 %", {"tolerance": "0.2"}, HOLDS),
]


@pytest.mark.parametrize(
    ("name", "printed", "now", "before", "check", "verdict"), POINTS, ids=[case[0] for case in POINTS]
)
def test_a_change_in_points_is_a_difference(
    name: str, printed: str, now: str, before: str | None, check: dict[str, str], verdict: str
) -> None:
    """Last year taken from this year, in points or in the unit of the indicator."""
    rows = [number("checked", printed, measure="yoy_pp"), number("part", now), number("part", before, period="2023")]
    selected = {"result": "checked{measure=yoy_pp}", "operands": "part", "base": "part{period={Y-1}}"}
    assert run(rows, kind="增速", **selected, **check)["verdict"] == verdict


REPEATS = [
    ("holds", "95.65 %", "95.65 %", {}, HOLDS),
    ("holds with its word", "-8.5 %", "下降8.5% %", {}, HOLDS),
    ("holds with a zero more", "95.60 %", "95.6 %", {}, HOLDS),
    ("holds in other units", "1.5 亿元", "15000 万元", {}, HOLDS),
    ("holds as about", "约500 家", "497 家", {}, HOLDS),
    ("holds as odd", "390余 家", "395 家", {}, HOLDS),
    ("holds as almost", "近370 家", "366 家", {}, HOLDS),
    ("holds as over", "超500 家", "530 家", {}, HOLDS),
    ("holds as and more", "19%以上 %", "19.4 %", {}, HOLDS),
    ("holds as expected", "预计11 %", "11 %", {}, HOLDS),
    ("rounding", "95.7 %", "95.65 %", {}, ROUNDED),
    ("rounding in the second place", "95.65 %", "95.7 %", {}, ROUNDED),
    ("rounding to 亿元", "1.5 亿元", "15012 万元", {}, ROUNDED),
    ("cut off", "95.6 %", "95.69 %", {}, CUT),
    ("cut off of a fall", "-2.5 %", "-2.59 %", {}, CUT),
    ("contradiction", "95.65 %", "95.56 %", {}, CONTRADICTION),
    ("contradiction by sign", "2.5 %", "↓2.5 %", {}, CONTRADICTION),
    ("contradiction by prefix", "1.5 亿元", "1.5 万元", {}, CONTRADICTION),
    ("contradiction of about", "约500 家", "610 家", {}, CONTRADICTION),
    ("unclear scope", "95.65 %", "95.56 %", {"scope": "unclear"}, SCOPE),
]


@pytest.mark.parametrize(("name", "printed", "again", "check", "verdict"), REPEATS, ids=[case[0] for case in REPEATS])
def test_a_number_printed_twice_is_the_same(
    name: str, printed: str, again: str, check: dict[str, str], verdict: str
) -> None:
    """Whether the second place is an observation of its own or a restatement."""
    assert printed_again(printed, again, **check)["verdict"] == verdict
    rows = [number("checked", printed), number("part", again)]
    assert run(rows, kind="表文", operands="part", **check)["verdict"] == verdict


@pytest.mark.parametrize(("tolerance", "verdict"), [("0.1", HOLDS), ("0.05", CONTRADICTION)])
def test_a_declared_tolerance_covers_a_repeat(tolerance: str, verdict: str) -> None:
    """In the unit of the checked number."""
    rows = [number("checked", "95.65 %"), number("part", "95.56 %")]
    assert run(rows, kind="表文", operands="part", tolerance=tolerance)["verdict"] == verdict


@pytest.mark.parametrize("rows", [[], [number("checked", None)]], ids=["no such number", "status missing"])
def test_a_repeat_of_no_number_is_not_checked(rows: list[dict[str, object]]) -> None:
    """It says so instead of a verdict."""
    again = {"printed": "5", "unit": "件"}
    declared = {"kind": "表文", "operands": "part"}
    result = run_checks(paper([*rows, number("part", "5 件")], [declared], [again]), "2024")
    assert list(result["verdict"]) == [UNCHECKED] * 2
    assert set(result["explanation"]) == {"缺少“checked”，未能核对。"}


HONOURS = [
    ("2024", "表41", "甲公司", "org:001", "上海品牌", "2024", ""),
    ("2024", "表41", "甲公司", "org:001", "上海品牌", "2023", ""),
    ("2024", "表41", "乙公司", "org:002", "上海品牌", "2024", ""),
    ("2024", "附录6", "丙公司", "org:003", "市长质量奖", "2024", ""),
    ("2023", "表41", "丁公司", "org:004", "上海品牌", "2023", ""),
]
COUNTS = [
    ("holds", "4 项", "honours", {}, HOLDS),
    ("holds for one table", "3 项", "honours{source=表41}", {}, HOLDS),
    ("holds for two tables", "4 项", "honours{source=表41|附录6}", {}, HOLDS),
    ("holds for two conditions", "2 项", "honours{source=表41;year={Y}}", {}, HOLDS),
    ("holds for last year", "1 项", "honours{year={Y-1}}", {}, HOLDS),
    ("holds for different ones", "2 家", "honours{source=表41;distinct=organisation_id}", {}, HOLDS),
    ("holds for a sum of lists", "3 项", "honours{source=附录6} + policies", {}, HOLDS),
    ("holds for a difference", "1 项", "honours{source=表41} - policies", {}, HOLDS),
    ("holds for places", "3 个", "areas{kind=镇|园区}", {}, HOLDS),
    ("holds for almost", "近5 项", "honours", {}, HOLDS),
    ("holds for about", "约5 项", "honours", {}, HOLDS),
    ("holds for over", "超3 项", "honours", {}, HOLDS),
    ("holds for and more", "3以上 项", "honours", {}, HOLDS),
    ("holds for odd", "3余 项", "honours", {}, HOLDS),
    ("holds for expected", "预计4 项", "honours", {}, HOLDS),
    ("holds in Chinese digits", "两 家", "honours{source=表41;distinct=organisation_id}", {}, HOLDS),
    ("holds by tolerance", "5 项", "honours", {"tolerance": "1"}, HOLDS),
    ("contradiction", "5 项", "honours", {}, CONTRADICTION),
    ("contradiction of over", "超5 项", "honours", {}, CONTRADICTION),
    ("contradiction of almost", "近3 项", "honours", {}, CONTRADICTION),
    ("contradiction of expected", "预计5 项", "honours", {}, CONTRADICTION),
    ("rounded in 万", "0.001 万项", "honours + areas", {}, HOLDS),
    ("cut off in 万", "0.000 万项", "honours + areas", {}, CUT),
    ("contradiction in 万", "0.002 万项", "honours + areas", {}, CONTRADICTION),
    ("unclear scope", "5 项", "honours", {"scope": "unclear"}, SCOPE),
    ("status missing", None, "honours", {}, UNCHECKED),
    ("missing number", "4 项", "honours", {"result": "checked{category=无}"}, UNCHECKED),
]


@pytest.mark.parametrize(("name", "printed", "counted", "check", "verdict"), COUNTS, ids=[case[0] for case in COUNTS])
def test_a_stated_count_is_that_of_the_list(
    name: str, printed: str | None, counted: str, check: dict[str, str], verdict: str
) -> None:
    """Entries of this edition that meet the conditions, or the different ones among them; no list is rounded."""
    policies = [("2024", "第一章", ""), ("2024", "第二章", ""), ("2023", "第一章", "")]
    checks = [{"kind": "计数", "operands": counted} | check]
    frames = paper([number("checked", printed)], checks, honours=HONOURS, policies=policies)
    (row,) = run_checks(frames, "2024").iloc
    assert row["verdict"] == verdict


NAMES = [
    ("holds", "甲公司", "甲公司", "same", HOLDS),
    ("two spellings", "甲公司", "甲有限公司", "same", SPELLING),
    ("perhaps two things", "甲公司", "甲有限公司", "unclear", TO_CONFIRM),
]


@pytest.mark.parametrize(("name", "first", "second", "scope", "verdict"), NAMES, ids=[case[0] for case in NAMES])
def test_a_name_is_printed_in_one_way(name: str, first: str, second: str, scope: str, verdict: str) -> None:
    """Two ways of writing it are shown side by side."""
    row = run([], kind="名称", result=f"“{first}”", operands=f"“{second}”", scope=scope)
    assert list(row[["verdict", "printed", "recomputed", "indicator_id"]]) == [verdict, first, second, ""]
    assert row["explanation"] == ("" if verdict == HOLDS else f"印作“{first}”和“{second}”两种写法。")


DIRECTIONS = [
    ("rises", "> 0", ["4.2 %", "0.1 %"], {}, HOLDS, "4.2%、0.1%"),
    ("falls", "< 0", ["-4.2 %", "下降0.1% %"], {}, HOLDS, "-4.2%、-0.1%"),
    ("one falls", "> 0", ["4.2 %", "-0.1 %"], {}, CONTRADICTION, "-0.1%"),
    ("one rises", "< 0", ["-4.2 %", "0.1 %"], {}, CONTRADICTION, "0.1%"),
    ("all fall", "> 0", ["-4.2 %", "-0.1 %"], {}, CONTRADICTION, "-4.2%、-0.1%"),
    ("none is no rise", "> 0", ["持平 %"], {}, CONTRADICTION, "0%"),
    ("none is no fall", "< 0", ["0.0 %"], {}, CONTRADICTION, "0.0%"),
    ("perhaps another thing", "> 0", ["-0.1 %"], {"scope": "unclear"}, TO_CONFIRM, "-0.1%"),
    ("perhaps another thing, but holds", "> 0", ["0.1 %"], {"scope": "unclear"}, HOLDS, "0.1%"),
    ("only our text", "> 0", ["-0.1 %"], {"damage": "yes"}, DAMAGED, "-0.1%"),
    ("status missing", "> 0", ["0.1 %", None], {}, UNCHECKED, ""),
    ("no such number", "> 0", [], {}, UNCHECKED, ""),
]


@pytest.mark.parametrize(
    ("name", "way", "printed", "check", "verdict", "shown"), DIRECTIONS, ids=[case[0] for case in DIRECTIONS]
)
def test_what_the_words_say_rises_is_positive(
    name: str, way: str, printed: list[str | None], check: dict[str, str], verdict: str, shown: str
) -> None:
    """And what they say falls is negative; those that are not are named."""
    row = run(numbers("part", printed), kind="升降", result="part{category=*}", operands=way, **check)
    assert (row["verdict"], row["printed"]) == (verdict, shown)


@pytest.mark.parametrize(("way", "said"), [("> 0", "应为正数"), ("< 0", "应为负数")])
def test_a_number_that_goes_the_other_way_is_told_and_in_doubt_alone(way: str, said: str) -> None:
    """The others of the same sentence take part and stay clean."""
    rows = numbers("part", ["1.5 %", "-2.5 %"])
    row = run(rows, kind="升降", result="part{category=*}", operands=way)
    wrong, right = ("2", "1") if way == "> 0" else ("1", "2")
    assert row["explanation"] == f"表1印 {row['printed']}，按文中所说{said}。"
    assert row["recomputed"] == said
    assert row["doubted"] == f"part;310112;类{wrong};2024;level;2024"
    assert row["observations"] == f"{row['doubted']}|part;310112;类{right};2024;level;2024"


WITHIN = [
    ("less", "3 件", ["5 件"], {}, HOLDS),
    ("all of it", "5 件", ["2 件", "3 件"], {}, HOLDS),
    ("nothing", "0 件", ["5 件"], {}, HOLDS),
    ("less in other units", "5000 万元", ["1.5 亿元"], {}, HOLDS),
    ("within rounding", "15012 万元", ["1.5 亿元"], {}, HOLDS),
    ("of over", "6 件", ["超5 件"], {}, HOLDS),
    ("about", "约500 家", ["450 家"], {}, HOLDS),
    ("of a difference", "3 件", ["5 件", "1 件"], {"operands": "part{category=类1} - part{category=类2}"}, HOLDS),
    ("one more", "6 件", ["2 件", "3 件"], {}, CONTRADICTION),
    ("cut off", "15600 万元", ["1.5 亿元"], {}, CUT),
    ("more in other units", "17000 万元", ["1.5 亿元"], {}, CONTRADICTION),
    ("more than a difference", "5 件", ["5 件", "1 件"], {"operands": "part{category=类1} - part{category=类2}"},
     CONTRADICTION),
    ("one more, tolerated", "6 件", ["5 件"], {"tolerance": "1"}, HOLDS),
    ("unclear scope", "6 件", ["5 件"], {"scope": "unclear"}, SCOPE),
    ("unclear scope, but less", "3 件", ["5 件"], {"scope": "unclear"}, HOLDS),
    ("only our text", "6 件", ["5 件"], {"damage": "yes"}, DAMAGED),
    ("status missing", "6 件", [None], {}, UNCHECKED),
    ("status missing of the part", None, ["5 件"], {}, UNCHECKED),
]  # fmt: skip


@pytest.mark.parametrize(("name", "part", "whole", "check", "verdict"), WITHIN, ids=[case[0] for case in WITHIN])
def test_what_is_contained_is_no_more_than_what_contains_it(
    name: str, part: str | None, whole: list[str | None], check: dict[str, str], verdict: str
) -> None:
    """Less is as good as all of it; digits and qualifiers count as everywhere."""
    assert run([number("checked", part), *numbers("part", whole)], kind="包含", **check)["verdict"] == verdict


def test_what_is_more_than_its_whole_says_so() -> None:
    """Both numbers are shown."""
    row = run([number("checked", "6 件"), *numbers("part", ["2 件", "3 件"])], kind="包含")
    assert row["explanation"] == "表1印 6 件，按 2 件 + 3 件 = 5 件。"
    assert (row["recomputed"], row["difference"]) == ("5 件", 1.0)


@pytest.mark.parametrize(
    ("scope", "damage", "verdict"), [("same", "", CONTRADICTION), ("unclear", "", SCOPE), ("same", "yes", DAMAGED)]
)
def test_two_statements_that_do_not_fit_are_shown_side_by_side(scope: str, damage: str, verdict: str) -> None:
    """The numbers that they are about take part and are not in doubt."""
    statement = {"kind": "表述", "result": "“两个单元”", "operands": "“三个村”", "base": "part{category=*}"}
    rows = numbers("part", ["2 个", "3 个"])
    row = run(rows, scope=scope, damage=damage, doubts="both", **statement)
    assert list(row[["verdict", "printed", "recomputed", "doubted"]]) == [verdict, "两个单元", "三个村", ""]
    assert row["explanation"].startswith("一处作“两个单元”，一处作“三个村”")
    assert (row["indicator_id"], len(row["observations"].split("|"))) == ("part", 2)


def test_two_statements_may_be_about_no_number() -> None:
    """Or about one that this paper does not have: then nothing is said."""
    statement = {"kind": "表述", "result": "“两个单元”", "operands": "“三个村”"}
    row = run([], **statement)
    assert (row["verdict"], row["observations"], row["indicator_id"]) == (CONTRADICTION, "", "")
    assert run([], base="part", **statement)["verdict"] == UNCHECKED


RATE_SIDES = {"kind": "比率", "operands": "part", "base": "whole"}
FAILING = [
    ("contradiction", "90.0 %", {}, CONTRADICTION, True),
    ("unclear scope", "90.0 %", {"scope": "unclear"}, SCOPE, True),
    ("only our text", "90.0 %", {"damage": "yes"}, DAMAGED, False),
    ("holds", "50.0 %", {}, HOLDS, False),
    ("contradiction of a sum", "49.9 %", {"operands": "part + part"}, CONTRADICTION, True),
    ("status missing", None, {}, UNCHECKED, False),
]
SIDES = {"result": {"checked"}, "operands": {"part"}, "both": {"checked", "part"}, "none": set()}


@pytest.mark.parametrize("doubts", SIDES)
@pytest.mark.parametrize(
    ("name", "printed", "check", "verdict", "is_marked"), FAILING, ids=[case[0] for case in FAILING]
)
def test_a_check_puts_the_side_in_doubt_that_it_names(
    name: str, printed: str | None, check: dict[str, str], verdict: str, is_marked: bool, doubts: str
) -> None:
    """Where it fails for certain or by its scope; never the base, nor what digits or damage explain."""
    rows = [number("checked", printed), number("part", "1 件"), number("whole", "2 件")]
    row = run(rows, doubts=doubts, **RATE_SIDES | check)
    assert row["verdict"] == verdict
    doubted = {key.split(";")[0] for key in row["doubted"].split("|") if key}
    assert doubted == (SIDES[doubts] if is_marked else set())


@pytest.mark.parametrize("doubts", SIDES)
@pytest.mark.parametrize(("printed", "again", "verdict"), [("95.7 %", "95.65 %", ROUNDED), ("95.6 %", "95.69 %", CUT)])
def test_what_digits_explain_puts_nothing_in_doubt(printed: str, again: str, verdict: str, doubts: str) -> None:
    """Whichever side the check names."""
    row = run([number("checked", printed), number("part", again)], kind="表文", operands="part", doubts=doubts)
    assert (row["verdict"], row["doubted"]) == (verdict, "")


@pytest.mark.parametrize("doubts", SIDES)
def test_what_is_only_asked_puts_nothing_in_doubt(doubts: str) -> None:
    """It may be right."""
    asked = {"kind": "升降", "result": "part", "operands": "> 0", "scope": "unclear", "doubts": doubts}
    row = run([number("part", "-1 %")], **asked)
    assert (row["verdict"], row["doubted"]) == (TO_CONFIRM, "")


@pytest.mark.parametrize(
    ("doubts", "department"), [("result", "统计局"), ("operands", "民政局"), ("both", "统计局"), ("none", "统计局")]
)
def test_the_department_asked_is_that_of_the_number_in_doubt(doubts: str, department: str) -> None:
    """Else that of the number checked."""
    rows = [number("checked", "461 件"), number("part", "460 件", category="甲", department="民政局")]
    assert run(rows, doubts=doubts)["department"] == department


def judged_of(check: dict[str, str], *rows: dict[str, object], **answer: str) -> pd.Series:
    """The row of one check whose finding somebody judged."""
    given_answer = accepted("check", answer.pop("printed"), **answer)
    return only(run_checks(paper(list(rows), [check], judged=[given_answer]), "2024"), "check")


WRONG = [number("checked", "461 件"), number("part", "460 件", category="甲")]
DECLARED = {"note": "见核对。", "doubts": "result"}
ANSWERS = [
    ("only accepted", {}, "见核对。", "checked"),
    ("its own note", {"note": "或多计一件。"}, "或多计一件。", "checked"),
    ("its own side", {"doubts": "operands"}, "见核对。", "part"),
    ("no side", {"doubts": "none", "note": "各自成立。"}, "各自成立。", ""),
    ("another number printed", {"printed": "462 件", "note": "或多计一件。", "doubts": "none"}, "见核对。", "checked"),
    ("another paper", {"edition": "2025", "note": "或多计一件。", "doubts": "none"}, "见核对。", "checked"),
]


@pytest.mark.parametrize(("name", "answer", "note", "doubted"), ANSWERS, ids=[case[0] for case in ANSWERS])
def test_what_a_person_found_stands_in_place_of_what_the_check_says(
    name: str, answer: dict[str, str], note: str, doubted: str
) -> None:
    """Note and side in doubt, of this paper and this number alone; the contradiction stays one."""
    row = judged_of(DECLARED, *WRONG, **{"printed": "461 件"} | answer)
    assert row["verdict"] == CONTRADICTION
    assert row["explanation"] == f"表1印 461 件，表1印 460 件。{note}"
    assert row["doubted"].split(";")[0] == doubted


@pytest.mark.parametrize(
    ("printed", "edition", "verdict"),
    [("-3.7%", "2024", HOLDS), ("-3.8%", "2024", TO_CONFIRM), ("-3.7%", "2025", TO_CONFIRM)],
)
def test_what_was_only_asked_holds_once_it_is_answered(printed: str, edition: str, verdict: str) -> None:
    """Until another number is printed; an answer of another paper is none."""
    asked = {"kind": "升降", "result": "checked", "operands": "> 0", "scope": "unclear"}
    answer = {"printed": printed, "edition": edition, "note": "文中用语不妥。"}
    row = judged_of(asked, number("checked", "-3.7 %"), **answer)
    assert row["verdict"] == verdict
    assert row["explanation"] == ("文中用语不妥。" if verdict == HOLDS else "表1印 -3.7%，按文中所说应为正数。")


@pytest.mark.parametrize(
    ("check", "verdict"), [({"scope": "unclear"}, SCOPE), ({"damage": "yes"}, DAMAGED)], ids=[SCOPE, DAMAGED]
)
def test_an_answer_settles_only_what_was_asked(check: dict[str, str], verdict: str) -> None:
    """Unclear scope and damage to our text stay as they are, with the note."""
    row = judged_of(check, *WRONG, printed="461 件", note="已问过。")
    assert row["verdict"] == verdict
    assert "已问过" in row["explanation"]


SELECTED = [
    ("part{category=*}", "30 家"),
    ("part", "100 家"),
    ("part{category=类1}", "10 家"),
    ("part{category=类1|类2}", "30 家"),
    ("part{area=towns}", "7 家"),
    ("part{area=310112101}", "3 家"),
    ("part{area=place:zizhu}", "5 家"),
    ("part{period={Y-1}}", "90 家"),
    ("part{measure=yoy_pp}", "11 家"),
]


@pytest.mark.parametrize(("operands", "total"), SELECTED)
def test_selectors_find_their_numbers_and_no_others(operands: str, total: str) -> None:
    """District, category, town, year and measure each keep the rest out; so does the edition."""
    rows = [
        number("part", "100 家"),
        *numbers("part", ["10 家", "20 家"]),
        number("part", "3 家", area_id=TOWN),
        number("part", "4 家", area_id=OTHER_TOWN),
        number("part", "5 家", area_id=PLACE),
        number("part", "90 家", period="2023"),
        number("part", "11 家", measure="yoy_pp"),
        number("part", "1000 家", edition="2025"),
    ]
    assert run([number("checked", total), *rows], operands=operands)["verdict"] == HOLDS


def test_derived_numbers_are_no_operands() -> None:
    """What we computed ourselves proves nothing about the paper."""
    rows = [number("checked", "5 件"), number("part", "5 件", category="类1", status="derived")]
    assert run(rows)["verdict"] == UNCHECKED


@pytest.mark.parametrize("kind", TOWN_KINDS)
def test_towns_are_of_three_kinds(kind: str) -> None:
    """Streets, towns and the industrial zone."""
    frames = paper(
        [number("checked", "3 家"), number("part", "3 家", area_id=TOWN)], [{"operands": "part{area=towns}"}]
    )
    frames["areas"] = AREAS.replace({"kind": {"镇": kind}})
    assert list(run_checks(frames, "2024")["verdict"]) == [HOLDS]


def test_every_edition_is_checked_on_its_own_numbers() -> None:
    """Also a number is printed again in its own edition only."""
    rows = [number("checked", "1 件"), number("checked", "2 件", edition="2025", period="2025")]
    again = [
        {"printed": "1", "unit": "件"},
        {"printed": "2", "unit": "件", "edition": "2025", "period": "2025"},
    ]
    frames = paper(rows, [{"operands": "checked"}], again)
    for edition in ("2024", "2025"):
        result = run_checks(frames, edition)
        assert list(result["verdict"]) == [HOLDS, HOLDS]
        assert set(result["edition"]) == {edition}


def test_graver_findings_come_first_and_damage_after_every_other_finding() -> None:
    """A contradiction that is only damage to our text stands behind rounding, before what holds."""
    rows = [number("checked", "12.4 亿元"), *numbers("part", ["6.2 亿元", "6.3 亿元"]), number("whole", "18.9 亿元")]
    contradicted = {"operands": "part{category=类1}"}
    spelling = {"kind": "名称", "result": "“甲”", "operands": "“乙”", "doubts": "none"}
    cut = {"result": "whole", "operands": "part{category=类1} + part{category=类1} + part{category=类1}"}
    checks = [
        {"check_id": "unchecked", "operands": "part"},
        {"check_id": "spelt"} | spelling,
        {"check_id": "asked", "scope": "unclear"} | spelling,
        {"check_id": "holds", "operands": "checked", "damage": "yes"},
        {"check_id": "damaged", "damage": "yes"} | contradicted,
        {"check_id": "rounded"},
        {"check_id": "cut"} | cut,
        {"check_id": "unclear", "scope": "unclear"} | contradicted,
        {"check_id": "first"} | contradicted,
        {"check_id": "second"} | contradicted,
    ]
    result = run_checks(paper(rows, checks), "2024")
    expected = {
        "first": CONTRADICTION, "second": CONTRADICTION, "asked": TO_CONFIRM, "unclear": SCOPE, "spelt": SPELLING,
        "cut": CUT, "rounded": ROUNDED, "damaged": DAMAGED, "holds": HOLDS, "unchecked": UNCHECKED,
    }  # fmt: skip
    assert dict(zip(result["check_id"], result["verdict"], strict=True)) == expected
    assert list(result["check_id"]) == list(expected)


def test_a_row_says_what_was_compared_and_where_it_stands() -> None:
    """The checked number first; keys lead back to every observation, each place is named once."""
    rows = [
        number("checked", "95.5 %", source="表4"),
        number("part", "440 批次", source="正文", section="第一章/一"),
        number("whole", "460 批次", source="表4", department="市监局"),
    ]
    row = run(rows, kind="比率", title="合格率", operands="part", base="whole")
    assert row.to_dict() == {
        "check_id": "check",
        "edition": "2024",
        "kind": "比率",
        "title": "合格率",
        "sector_id": "economy",
        "indicator_id": "checked",
        "area_id": DISTRICT,
        "place": "表4；正文 第一章 一",
        "department": "统计局",
        "printed": "95.5%",
        "recomputed": "95.652%",
        "difference": -0.152,
        "unit": "%",
        "verdict": CONTRADICTION,
        "explanation": "表4印 95.5%，按 440 批次 ÷ 460 批次 = 95.652%。",
        "formula": "440 批次 ÷ 460 批次 = 95.652%",
        "numbers": "“checked”：95.5%（表4）|“part”：440 批次（正文 第一章 一）|“whole”：460 批次（表4）",
        "observations": "checked;310112;;2024;level;2024|part;310112;;2024;level;2024|whole;310112;;2024;level;2024",
        "doubted": "checked;310112;;2024;level;2024",
        "damage": "",
    }


def test_a_restatement_is_titled_and_keyed_by_its_number() -> None:
    """Town, indicator, category and year name it; its order tells two places apart."""
    key = {"area_id": TOWN, "category": "甲", "period": "2023"}
    frames = paper(
        [number("checked", "5 家", **key)],
        restatements=[key | {"printed": "5", "unit": "家"}, key | {"printed": "6", "unit": "家", "order": "2"}],
    )
    result = run_checks(frames, "2024")
    assert list(result["check_id"]) == [f"again:checked;{TOWN};甲;2023;level:{order}" for order in "21"]
    assert set(result["title"]) == {"莘庄镇 · “checked” · 甲 · 2023 年"}
    assert list(result["explanation"]) == ["表1印 5 家，正文 前言印 6 家。", ""]
    assert list(result["place"]) == ["表1；正文 前言"] * 2


EXPLAINED = [
    ("contradiction", "461 件", ["10 件", "450 件"], {}, "表1印 461 件，按 10 件 + 450 件 = 460 件。"),
    ("one operand", "461 件", ["460 件"], {}, "表1印 461 件，表1印 460 件。"),
    ("note", "461 件", ["10 件", "450 件"], {"note": "或多计一件。"},
     "表1印 461 件，按 10 件 + 450 件 = 460 件。或多计一件。"),
    ("rounding", "12.4 亿元", ["6.2 亿元", "6.3 亿元"], {},
     "表1印 12.4 亿元，按 6.2 亿元 + 6.3 亿元 = 12.5 亿元。差别可由四舍五入解释。"),
    ("cut off", "12 亿元", ["12.6 亿元"], {}, "表1印 12 亿元，表1印 12.6 亿元。差别可由截去尾数解释。"),
    ("damage", "461 件", ["460 件"], {"damage": "yes", "note": "末位缺损。"},
     "表1印 461 件，表1印 460 件。末位缺损；系来源文本识别受损，不是白皮书的差错。"),
    ("holds", "460 件", ["460 件"], {}, ""),
    ("holds with a note", "460 件", ["460 件"], {"note": "含外省。"}, "含外省。"),
    ("missing", "460 件", [None], {"note": "含外省。"}, "缺少“part”，未能核对。"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("name", "printed", "parts", "check", "expected"), EXPLAINED, ids=[case[0] for case in EXPLAINED]
)
def test_the_explanation_says_what_is_printed_and_what_follows(
    name: str, printed: str, parts: list[str | None], check: dict[str, str], expected: str
) -> None:
    """In one sentence, and what may explain it in another."""
    assert run([number("checked", printed), *numbers("part", parts)], **check)["explanation"] == expected


@pytest.mark.parametrize(("printed", "is_lost"), [("0.1 亿元", False), ("0.3 亿元", False), ("2.0 亿元", True)])
def test_a_sign_is_lost_only_where_nothing_else_explains_the_difference(printed: str, is_lost: bool) -> None:
    """A small number may lie on either side of zero by rounding."""
    wide = "3.0 亿元" if is_lost else "5.0 亿元"
    rows = [number("checked", printed), *numbers("part", [wide, "5.0 亿元"])]
    row = run(rows, operands="part{category=类1} - part{category=类2}")
    assert ("疑漏升降号" in row["explanation"]) == is_lost


def test_a_division_by_zero_is_named() -> None:
    """The reader learns why there is no verdict."""
    rows = [number("checked", "50 %"), number("part", "1 件"), number("whole", "0 件")]
    row = run(rows, kind="比率", operands="part", base="whole")
    assert (row["verdict"], row["explanation"]) == (UNCHECKED, "分母为零，未能核对。")


FORMULAS = [
    ("total", "合计", "3 件", "level", "part - whole", "", "5 件 − 2 件 = 3 件"),
    ("rate", "比率", "250 %", "level", "part", "whole", "5 件 ÷ 2 件 = 250.00%"),
    ("rate of a sum", "占比", "350 %", "level", "part + whole", "whole", "（5 件 + 2 件） ÷ 2 件 = 350.00%"),
    ("growth", "增速", "150.0 %", "yoy_pct", "part", "whole", "5 件 ÷ 2 件 − 1 = 150.000%"),
    ("increase", "增速", "3 件", "level", "part", "whole", "5 件 − 2 件 = 3 件"),
    ("points", "增速", "3 件", "yoy_pp", "part", "whole", "5 件 − 2 件 = 3 件"),
]


@pytest.mark.parametrize(
    ("name", "kind", "printed", "measure", "operands", "base", "formula"), FORMULAS, ids=[case[0] for case in FORMULAS]
)
def test_the_formula_has_the_numbers_put_in(
    name: str, kind: str, printed: str, measure: str, operands: str, base: str, formula: str
) -> None:
    """As printed, with their units; its result is the recomputed number."""
    rows = [number("checked", printed, measure=measure), number("part", "5 件"), number("whole", "2 件")]
    row = run(rows, kind=kind, result=f"checked{{measure={measure}}}", operands=operands, base=base)
    assert row["formula"] == formula
    assert formula.endswith(f"= {row['recomputed']}")
    assert row["verdict"] == HOLDS
    assert row["difference"] == 0


def test_formula_and_recomputed_number_agree_at_a_half() -> None:
    """1 of 32 is 3.125 %: one table row must not give it both as 3.12 % and as 3.13 %."""
    rows = [number("checked", "3 %"), number("part", "1 件"), number("whole", "32 件")]
    row = run(rows, kind="比率", operands="part", base="whole")
    assert row["formula"].endswith(f"= {row['recomputed']}")
    assert row["recomputed"] == "3.13%"


def test_a_finding_in_another_unit_shows_its_difference() -> None:
    """1.5 亿元 beside 15012 万元 is a finding: the recomputed number is then not 1.5 亿元 with a difference of 0."""
    row = printed_again("1.5 亿元", "15012 万元")
    assert row["verdict"] == ROUNDED
    assert row["difference"] != 0
    assert row["recomputed"] != row["printed"]


IN_PARTS = {"kind": "计数", "result": "part{category=类1|类2}", "operands": "honours"}


@pytest.mark.parametrize(("second", "verdict"), [("1 项", HOLDS), ("2 项", CONTRADICTION), (None, UNCHECKED)])
def test_a_count_stated_in_parts_is_their_sum(second: str | None, verdict: str) -> None:
    """3 here and 1 there are the 4 of the list."""
    (row,) = run_checks(paper(numbers("part", ["3 项", second]), [IN_PARTS], honours=HONOURS), "2024").iloc
    assert row["verdict"] == verdict


def test_a_count_stated_in_parts_differs_from_the_list_by_their_sum() -> None:
    """No difference where it holds: not 3 as printed beside a recomputed 4."""
    (row,) = run_checks(paper(numbers("part", ["3 项", "1 项"]), [IN_PARTS], honours=HONOURS), "2024").iloc
    assert row["difference"] == 0


def test_a_count_stated_as_a_difference_is_that_difference() -> None:
    """5 less 1 are the 4 of the list."""
    check = {"kind": "计数", "result": "part{category=类1} - part{category=类2}", "operands": "honours"}
    (row,) = run_checks(paper(numbers("part", ["5 项", "1 项"]), [check], honours=HONOURS), "2024").iloc
    assert row["verdict"] == HOLDS


def test_entries_without_a_value_are_not_one_more_different_value() -> None:
    """An award with no organisation known to us is no further organisation."""
    honours = [*HONOURS, ("2024", "表41", "", "", "上海品牌", "2024", "")]
    check = {"kind": "计数", "operands": "honours{source=表41;distinct=organisation_id}"}
    (row,) = run_checks(paper([number("checked", "2 家")], [check], honours=honours), "2024").iloc
    assert row["verdict"] == HOLDS


def test_a_denominator_of_about_a_hundred_is_not_zero() -> None:
    """50 of about 100 are 50 %."""
    rows = [number("checked", "50 %"), number("part", "50 件"), number("whole", "约100 件")]
    row = run(rows, kind="比率", operands="part", base="whole")
    assert "分母为零" not in row["explanation"]
    assert row["verdict"] == HOLDS


def test_a_row_without_numbers_says_nothing_of_them() -> None:
    """Empty texts, as in any other cell of the table; without a title its own name stands for it."""
    row = run([], kind="名称", title="", result="“甲”", operands="“乙”")
    assert row.drop(["verdict", "explanation"]).to_dict() == {
        "check_id": "check", "edition": "2024", "kind": "名称", "title": "check", "sector_id": "", "indicator_id": "",
        "area_id": "", "place": "", "department": "", "printed": "甲", "recomputed": "乙", "difference": None,
        "unit": "", "formula": "", "numbers": "", "observations": "", "doubted": "", "damage": "",
    }  # fmt: skip


@pytest.mark.parametrize("kind", ["合计", "比率"])
def test_what_is_not_checked_has_neither_numbers_nor_a_formula(kind: str) -> None:
    """Nothing was compared."""
    row = run([number("checked", "5 件")], kind=kind)
    assert row["verdict"] == UNCHECKED
    assert not any(row[column] for column in ("printed", "recomputed", "formula", "numbers", "observations"))
    assert pd.isna(row["difference"])


COUNTED_ROWS = [
    ("one number", ["5 项"], "part{category=*}", "5 项", 1.0),
    ("a sum", ["4 项", "2 项"], "part{category=*}", "4 项 + 2 项", 2.0),
    ("a difference", ["4 项", "3 项"], "part{category=类1} - part{category=类2}", "4 项 − 3 项", -3.0),
    ("half an entry more", ["3.5 项", "1 项"], "part{category=*}", "3.5 项 + 1 项", 0.5),
]


@pytest.mark.parametrize(
    ("name", "stated", "result", "printed", "difference"), COUNTED_ROWS, ids=[case[0] for case in COUNTED_ROWS]
)
def test_a_count_that_differs_says_what_is_stated_and_what_is_listed(
    name: str, stated: list[str], result: str, printed: str, difference: float
) -> None:
    """4 entries are listed; every number that states them takes part."""
    check = {"kind": "计数", "result": result, "operands": "honours"}
    row = only(run_checks(paper(numbers("part", stated), [check], honours=HONOURS), "2024"), "check")
    assert (row["verdict"], row["printed"], row["recomputed"]) == (CONTRADICTION, printed, "4 项")
    assert (row["formula"], row["difference"]) == ("名录列 4 项", difference)
    assert row["explanation"] == f"表1印 {printed}，名录列 4 项。"
    assert len(row["numbers"].split("|")) == len(stated)


def test_a_number_printed_again_has_the_qualifier_of_its_second_place() -> None:
    """About 500 here is not about 610 there."""
    row = printed_again("约500 家", "610 家")
    assert row["explanation"] == "表1印 约 500 家，正文 前言印 610 家。"
    assert row["numbers"] == "“checked”：约 500 家（表1）|“checked”：610 家（正文 前言）"
    assert printed_again("500 家", "超610 家")["explanation"] == "表1印 500 家，正文 前言印 超 610 家。"


SPANS = [("2024", ""), ("", ""), ("2023", " · 2023 年"), ("2024Q1", " · 2024 年第 1 季度")]


@pytest.mark.parametrize(("period", "said"), SPANS)
def test_a_number_is_named_with_its_period_where_it_is_not_that_of_the_paper(period: str, said: str) -> None:
    """A period that the paper does not state is not named."""
    frames = paper([number("checked", "5 家", period=period)], restatements=[
        {"printed": "6", "unit": "家", "period": period},
    ])  # fmt: skip
    assert list(run_checks(frames, "2024")["title"]) == [f"“checked”{said}"]


def test_a_missing_operand_is_named() -> None:
    """By the indicator or list whose numbers are not there."""
    small = Paper(paper([number("checked", None)]), "2024")
    for read, text in ((small.terms, "checked"), (small.terms, "part"), (small.count, "honours")):
        with pytest.raises(MissingOperandError) as caught:
            read(text)
        assert str(caught.value) == text


def test_a_paper_without_checks_has_none() -> None:
    """An empty table with the same columns."""
    result = run_checks(paper([number("checked", "1 件")]), "2024")
    assert list(result["verdict"]) == []


DIGITS = st.integers(min_value=0, max_value=3)


def decimal_text(last_digits: int, digits: int) -> str:
    """12345 with two digits is `123.45`."""
    return f"{Decimal(last_digits).scaleb(-digits):.{digits}f}"


@given(
    st.lists(st.integers(min_value=-(10**6), max_value=10**6), min_size=1, max_size=6),
    DIGITS,
    st.sampled_from(["亿元", "万元", "%", "件"]),
    st.integers(min_value=1, max_value=10**4),
    st.sampled_from([1, -1]),
)
def test_a_constant_added_to_a_total_is_found(parts: list[int], digits: int, unit: str, extra: int, sign: int) -> None:
    """What is more than a last digit for every number that takes part, rounding and cutting off cannot explain."""
    added = sign * (len(parts) + extra)
    rows = numbers("part", [f"{decimal_text(part, digits)} {unit}" for part in parts])
    true, false = (f"{decimal_text(sum(parts) + more, digits)} {unit}" for more in (0, added))
    assert run([number("checked", true), *rows])["verdict"] == HOLDS
    assert run([number("checked", false), *rows])["verdict"] == CONTRADICTION


@given(
    st.lists(st.integers(min_value=0, max_value=10**6), min_size=1, max_size=6),
    st.integers(min_value=1, max_value=10**6),
    st.sampled_from([1, -1]),
)
def test_one_more_is_found_in_a_total_of_counts(parts: list[int], added: int, sign: int) -> None:
    """Counts are exact: the smallest constant is too much."""
    rows = numbers("part", [f"{part} 件" for part in parts])
    false = sum(parts) + sign * added
    assert run([number("checked", f"{false} 件"), *rows])["verdict"] == CONTRADICTION


@given(st.data(), st.integers(min_value=1, max_value=6), DIGITS)
def test_a_total_of_rounded_parts_is_no_contradiction(data: st.DataObject, count: int, digits: int) -> None:
    """Whatever digits are rounded away from the parts and from their true total."""
    finer = st.integers(min_value=0, max_value=10**7)
    true = [Fraction(data.draw(finer), 10 ** (digits + 3)) for _ in range(count)]
    rows = numbers("part", [f"{printed_with(part, digits, ROUND_HALF_UP)} 亿元" for part in true])
    result = f"{printed_with(sum(true, Fraction(0)), digits, ROUND_HALF_UP)} 亿元"
    assert run([number("checked", result), *rows])["verdict"] in {HOLDS, ROUNDED, CUT}


def printed_with(value: Fraction, digits: int, rounding: str) -> str:
    """A number with so many digits after the point; enough places are computed that no half is missed."""
    with localcontext(prec=60):
        exact = Decimal(value.numerator) / Decimal(value.denominator)
        return f"{exact.quantize(Decimal(1).scaleb(-digits), rounding):f}"


COUNTED = st.integers(min_value=1, max_value=10**6)


@given(st.integers(min_value=0, max_value=10**6), COUNTED, st.integers(min_value=0, max_value=4))
def test_a_rate_of_counts_may_be_rounded_or_cut_off(part: int, whole: int, digits: int) -> None:
    """Rounded either way it holds; cut off it is never a contradiction."""
    exact = Fraction(part, whole) * 100
    rows = [number("part", f"{part} 件"), number("whole", f"{whole} 件")]
    allowed = {ROUND_HALF_UP: {HOLDS}, ROUND_HALF_EVEN: {HOLDS}, ROUND_DOWN: {HOLDS, CUT}}
    for rounding, verdicts in allowed.items():
        rate = number("checked", f"{printed_with(exact, digits, rounding)} %")
        assert run([rate, *rows], kind="比率", operands="part", base="whole")["verdict"] in verdicts


@given(st.integers(min_value=0, max_value=10**6), COUNTED, st.integers(min_value=0, max_value=4))
def test_growth_of_counts_may_be_rounded_or_cut_off(now: int, before: int, digits: int) -> None:
    """A fall as well as a rise."""
    exact = (Fraction(now, before) - 1) * 100
    rows = [number("part", f"{now} 件"), number("whole", f"{before} 件")]
    allowed = {ROUND_HALF_UP: {HOLDS}, ROUND_HALF_EVEN: {HOLDS}, ROUND_DOWN: {HOLDS, CUT}}
    for rounding, verdicts in allowed.items():
        text = printed_with(exact, digits, rounding)
        rate = number("checked", f"{text} %", measure="yoy_pct")
        selected = {"result": "checked{measure=yoy_pct}", "operands": "part", "base": "whole"}
        assert run([rate, *rows], kind="增速", **selected)["verdict"] in verdicts


@pytest.mark.parametrize("printed", ["0.0 %", "-0.0 %"])
def test_a_small_fall_cut_off_to_zero_is_no_contradiction(printed: str) -> None:
    """9991 after 10000 is a fall of 0.09 %."""
    rows = [number("checked", printed, measure="yoy_pct"), number("part", "9991 件"), number("whole", "10000 件")]
    selected = {"result": "checked{measure=yoy_pct}", "operands": "part", "base": "whole"}
    assert run(rows, kind="增速", **selected)["verdict"] == CUT


PRINTED = st.builds(
    "{}{}{}{}".format,
    st.sampled_from(["", "约", "超", "近", "预计", "累计", "不低于", "突破", "高于", "仅"]),
    st.sampled_from(["", "↓", "增长", "下降"]),
    st.decimals(min_value=0, max_value=10**9, places=2) | st.integers(min_value=0, max_value=10**9),
    st.sampled_from(["", "余", "以上", "左右", "多"]),
) | st.sampled_from(["持平", "近1/2", "五分之一", "超半数", "7:8", "百余", "两", "第三"])


@given(PRINTED, st.sampled_from(["%", "亿元", "万元", "家", "个百分点", ""]))
def test_a_number_printed_again_in_the_same_words_holds(printed: str, unit: str) -> None:
    """In any form, unit and qualifier; there is no difference."""
    row = printed_again(f"{printed} {unit}", f"{printed} {unit}")
    assert (row["verdict"], row["difference"], row["explanation"]) == (HOLDS, 0, "")
