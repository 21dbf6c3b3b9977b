"""One small paper against earlier ones: what is asked, what is silent, and that nothing is ever a contradiction."""

from collections.abc import Iterable
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.papers import PLACE, TOWN, accepted, later, number, only, paper
from whitepaper.checks.across import AGAIN, GROWTH, JUMP, MEASURE, SERIES
from whitepaper.checks.judgement import CUT, HOLDS, ROUNDED, TO_CONFIRM, UNCHECKED
from whitepaper.checks.run import run_checks

BEFORE, NOW = "2024", "2025"
GROWN = {"measure": "yoy_pct"}
POINTS = {"measure": "yoy_pp"}


def current(indicator_id: str, text: str | None, **columns: str) -> dict[str, object]:
    """A number of the paper that is checked, of its own year unless said otherwise."""
    return number(indicator_id, text, **{"edition": NOW, "period": NOW} | columns)


OTHER = current("part", "5 件")


def run_both(*rows: dict[str, object], edition: str = NOW, **more: list[dict[str, str]]) -> pd.DataFrame:
    """All checks of one of several papers."""
    return run_checks(paper(list(rows), **more), edition)


def asked(rows: pd.DataFrame) -> list[str]:
    """The kinds of what is asked, each as often as it is."""
    return list(rows.loc[rows["verdict"] == TO_CONFIRM, "kind"])


GROWTHS = [
    ("holds", "35 件", "44 件", "25.7 %", HOLDS),
    ("holds for a fall", "35 件", "27 件", "↓22.9 %", HOLDS),
    ("holds for none", "35 件", "35 件", "持平 %", HOLDS),
    ("holds in 万家", "12345 家", "1.5 万家", "21.5 %", HOLDS),
    ("holds after 万家", "1.2345 万家", "15000 家", "21.5 %", HOLDS),
    ("holds after 亿元", "1.5000 亿元", "18000 万元", "20.0 %", HOLDS),
    ("holds for more than fourfold", "35 件", "175 件", "400.0 %", HOLDS),
    ("rounding", "10.0 亿元", "10.3 亿元", "3.6 %", ROUNDED),
    ("cut off", "35 件", "43 件", "22.8 %", CUT),
    ("about", "约500 家", "550 家", "12 %", HOLDS),
    ("over", "35 件", "超44 件", "30.0 %", HOLDS),
    ("growth of over", "35 件", "44 件", "超20 %", HOLDS),
    ("other level", "35 件", "45 件", "25.7 %", TO_CONFIRM),
    ("other growth", "35 件", "44 件", "25.9 %", TO_CONFIRM),
    ("sign lost", "35 件", "27 件", "22.9 %", TO_CONFIRM),
    ("growth of over, below", "35 件", "44 件", "超26 %", TO_CONFIRM),
    ("亿 for 万", "10000 万元", "1.2 万元", "20.0 %", TO_CONFIRM),
    ("nothing the year before", "0 件", "44 件", "25.7 %", UNCHECKED),
    ("no exact conversion", "35 件", "44 家", "25.7 %", UNCHECKED),
]


@pytest.mark.parametrize(("name", "before", "now", "grown", "verdict"), GROWTHS, ids=[case[0] for case in GROWTHS])
def test_growth_leads_from_the_level_that_the_last_paper_printed(
    name: str, before: str, now: str, grown: str, verdict: str
) -> None:
    """By the intervals that digits and qualifiers allow, in whatever unit; what does not fit is asked."""
    rows = run_both(number("checked", before), current("checked", now), current("checked", grown, **GROWN))
    row = only(rows, "growth:checked")
    assert (row["kind"], row["verdict"], row["doubted"]) == (GROWTH, verdict, "")


POINT_CHANGES = [
    ("holds", "97.8 %", "98.4 %", "↑0.6 个百分点", HOLDS),
    ("holds from nothing", "0.0 %", "1.5 %", "1.5 个百分点", HOLDS),
    ("holds in its own unit", "1047 家", "1188 家", "增加141 家", HOLDS),
    ("rounding", "97.8 %", "98.4 %", "0.7 个百分点", ROUNDED),
    ("other", "97.8 %", "98.4 %", "1.6 个百分点", TO_CONFIRM),
    ("sign lost", "98.4 %", "97.8 %", "0.6 个百分点", TO_CONFIRM),
]


@pytest.mark.parametrize(
    ("name", "before", "now", "change", "verdict"), POINT_CHANGES, ids=[case[0] for case in POINT_CHANGES]
)
def test_a_change_in_points_leads_from_the_last_level(
    name: str, before: str, now: str, change: str, verdict: str
) -> None:
    """As a difference."""
    rows = run_both(number("checked", before), current("checked", now), current("checked", change, **POINTS))
    assert only(rows, "growth:checked")["verdict"] == verdict


def test_growth_that_does_not_fit_names_both_papers_and_what_follows() -> None:
    """A reader can compute it again."""
    rows = run_both(number("checked", "35 件"), current("checked", "45 件"), current("checked", "25.7 %", **GROWN))
    row = only(rows, "growth:checked;310112;;2025;yoy_pct")
    assert row["explanation"] == "表1印 25.7%，按 45 件 ÷ 35 件 − 1 = 28.571%。上年数取自较早的白皮书，可能已调整。"
    assert row["place"] == "表1；2024 年度 表1"
    assert row["observations"].split("|") == [
        "checked;310112;;2025;yoy_pct;2025", "checked;310112;;2025;level;2025", "checked;310112;;2024;level;2024",
    ]  # fmt: skip


@pytest.mark.parametrize("grown", ["-22.9 %", "22.9 %"])
def test_a_lost_sign_is_named_also_where_digits_are_rounded(grown: str) -> None:
    """27 after 35 is a fall of 22.857 %."""
    rows = run_both(number("checked", "35 件"), current("checked", "27 件"), current("checked", grown, **GROWN))
    is_lost = grown == "22.9 %"
    assert ("疑漏升降号" in only(rows, "growth:checked")["explanation"]) == is_lost


def test_growth_at_comparable_prices_is_not_checked_and_says_so() -> None:
    """Levels are in the prices of their years."""
    rows = run_both(number("priced", "100 亿元"), current("priced", "110 亿元"), current("priced", "4.2 %", **GROWN))
    row = only(rows, "growth:priced")
    assert row["verdict"] == UNCHECKED
    assert row["explanation"] == "增速按可比价计算，不与按当年价格的上年数相比，未能核对。"


UNCOMPARED = [
    ("both levels in this paper", [number("checked", "35 件"), current("checked", "30 件", period=BEFORE)]),
    ("a paper two years back", [number("checked", "35 件", edition="2023", period="2023")]),
    ("another place", [number("checked", "35 件", area_id=TOWN)]),
    ("another category", [number("checked", "35 件", category="甲")]),
    ("a target", [number("checked", "35 件", measure="target")]),
    ("no value", [number("checked", None)]),
    ("derived", [number("checked", "35 件", status="derived")]),
]


@pytest.mark.parametrize(("name", "before"), UNCOMPARED, ids=[case[0] for case in UNCOMPARED])
def test_growth_without_the_level_of_the_year_before_is_not_compared(
    name: str, before: list[dict[str, object]]
) -> None:
    """Nor where this paper prints that level itself, which a declared check compares."""
    rows = run_both(*before, current("checked", "40 件"), current("checked", "25.7 %", **GROWN))
    assert GROWTH not in set(rows["kind"])


def test_the_newest_of_earlier_papers_has_the_level_of_the_year_before() -> None:
    """A paper three editions back printed it before it was revised."""
    rows = run_both(
        number("checked", "30 件", edition="2022"),
        number("checked", "35 件"),
        current("checked", "44 件"),
        current("checked", "25.7 %", **GROWN),
    )
    assert only(rows, "growth:checked")["verdict"] == HOLDS


AGAINS = [
    ("equal", "91.98 %", "91.98 %", ""),
    ("equal in other units", "12000 家", "1.2 万家", ""),
    ("equal with another qualifier", "约500 家", "500 家", ""),
    ("revised", "91.98 %", "92.10 %", ""),
    ("revised to more than twice", "100 家", "299 家", ""),
    ("about", "约500 家", "497 家", ""),
    ("nothing", "0 家", "5 家", ""),
    ("nothing left", "5 家", "0 家", ""),
    ("no exact conversion", "500 家", "5000 户", ""),
    ("digits exchanged", "91.98 %", "98.91 %", "数字相同而次序不同"),
    ("sign lost", "-3.7 %", "3.7 %", "升降相反"),
    ("tenfold", "95.6 亿元", "956 亿元", "相差约 10 倍"),
    ("a tenth", "95.6 亿元", "9.56 亿元", "相差约 10 倍"),
    ("a hundredth", "2.8 %", "280 %", "相差约 100 倍"),
    ("a prefix", "1.5 亿元", "1.5 万元", "相差约 10,000 倍"),
    ("no prefix", "1.5 亿元", "1.5 元", "相差约 100,000,000 倍"),
    ("threefold", "100 家", "300 家", "相差 3.0 倍"),
]


@pytest.mark.parametrize(("name", "was", "again", "reason"), AGAINS, ids=[case[0] for case in AGAINS])
def test_a_number_printed_again_otherwise_is_asked_about_where_it_looks_like_a_slip(
    name: str, was: str, again: str, reason: str
) -> None:
    """An equal one is silent, and so is a revision within reason."""
    rows = run_both(number("checked", was), current("checked", again, period=BEFORE), current("checked", None))
    assert asked(rows).count(AGAIN) == bool(reason)
    if reason:
        row = only(rows, "restated:checked;310112;;2024;level")
        assert row["explanation"].endswith(f"{reason}，请核实是修订还是误印。")
        assert "2024 年度 表1印" in row["explanation"]


def test_changes_are_printed_again_like_levels() -> None:
    """The growth of last year with its sign lost."""
    rows = run_both(number("checked", "-3.7 %", **GROWN), current("checked", "3.7 %", period=BEFORE, **GROWN))
    assert asked(rows) == [AGAIN]


def test_a_number_of_no_year_is_another_one_in_each_paper() -> None:
    """It is not printed again: each paper says it of its own time."""
    assert not asked(run_both(number("checked", "5 家", period=""), current("checked", "50 家", period="")))


JUMPS = [
    ("more than twice", "100 家", "299 家", ""),
    ("less than half", "299 家", "100 家", ""),
    ("threefold", "100 家", "300 家", "相差 3.0 倍"),
    ("a third", "300 家", "100 家", "相差 3.0 倍"),
    ("tenfold", "44 件", "441 件", "相差约 10 倍"),
    ("a tenth", "95.6 %", "9.6 %", "相差约 10 倍"),
    ("about tenfold", "100 家", "1199 家", "相差约 10 倍"),
    ("twelvefold", "100 家", "1200 家", "相差 12.0 倍"),
    ("亿 for 万", "12345 万元", "12345 亿元", "相差约 10,000 倍"),
    ("few", "3 家", "9 家", ""),
    ("few, less", "9 家", "1 家", ""),
    ("few, but measured", "0.3 亿元", "0.9 亿元", "相差 3.0 倍"),
    ("no longer few", "3 家", "10 家", "相差 3.3 倍"),
    ("nothing before", "0 家", "50 家", ""),
    ("nothing now", "50 家", "0 家", ""),
    ("equal in 万家", "12345 家", "1.2 万家", ""),
    ("equal in 家", "1.2 万家", "12345 家", ""),
    ("equal in 公顷", "1.5 公顷", "15000 平方米", ""),
    ("no exact conversion", "5 项", "5000 人", ""),
]


@pytest.mark.parametrize(("name", "before", "now", "reason"), JUMPS, ids=[case[0] for case in JUMPS])
def test_a_level_many_times_the_last_one_is_asked_about(name: str, before: str, now: str, reason: str) -> None:
    """A power of ten is named; a few more of a few are none."""
    rows = run_both(number("checked", before), current("checked", now))
    assert asked(rows) == [JUMP] * bool(reason)
    if reason:
        row = only(rows, "jump:checked;310112;;2025;level")
        assert row["explanation"].endswith(f"{reason}，请核实单位和小数点。")


OWN = [
    ("both papers", [number("checked", "100 件")], "100 件", [JUMP]),
    ("only this paper", [number("part", "5 件"), OTHER], "100 件", [JUMP]),
    ("revised by this paper", [number("checked", "100 件")], "290 件", []),
]


@pytest.mark.parametrize(("name", "before", "own", "kinds"), OWN, ids=[case[0] for case in OWN])
def test_the_level_of_the_year_before_is_that_of_this_paper_where_it_prints_it(
    name: str, before: list[dict[str, object]], own: str, kinds: list[str]
) -> None:
    """Else that of the newest that does."""
    rows = run_both(*before, current("checked", own, period=BEFORE), current("checked", "500 件"))
    assert asked(rows) == kinds


EXPLAINED = [
    ("growth that leads there", [current("checked", "400.0 %", **GROWN)], []),
    ("points that lead there", [current("checked", "增加400 件", **POINTS)], []),
    ("growth from a level of this paper",
     [current("checked", "400.0 %", **GROWN), current("checked", "100 件", period=BEFORE)], []),
    ("growth that does not", [current("checked", "40.0 %", **GROWN)], [GROWTH, JUMP]),
    ("no growth", [], [JUMP]),
]  # fmt: skip


@pytest.mark.parametrize(("name", "printed", "kinds"), EXPLAINED, ids=[case[0] for case in EXPLAINED])
def test_a_jump_that_the_paper_prints_as_growth_is_silent(
    name: str, printed: list[dict[str, object]], kinds: list[str]
) -> None:
    """500 after 100 may be true."""
    assert asked(run_both(number("checked", "100 件"), current("checked", "500 件"), *printed)) == kinds


NO_JUMPS = [
    ("a target", {"measure": "target"}),
    ("a growth", {"measure": "yoy_pct"}),
    ("several years", {"period": "2021-2025"}),
    ("a quarter", {"period": "2025Q1"}),
]


@pytest.mark.parametrize(("name", "columns"), NO_JUMPS, ids=[case[0] for case in NO_JUMPS])
def test_only_levels_of_one_year_jump(name: str, columns: dict[str, str]) -> None:
    """Plans for later years are no achievements, and growth may be anything."""
    period = {"period": columns.get("period", BEFORE).replace(NOW, BEFORE).replace("2021", "2020")}
    rows = run_both(number("checked", "10 %", **columns | period), current("checked", "90 %", **columns))
    assert not asked(rows)


KINDS_OF_CHANGE = [
    ("percent as ever", [("3.2 %", GROWN)], [("4.1 %", GROWN)], ""),
    ("points as ever", [("0.6 个百分点", POINTS)], [("0.4 个百分点", POINTS)], ""),
    ("percent after points", [("0.6 个百分点", POINTS)], [("0.6 %", GROWN)],
     "上一次按“个百分点”，这一次按“%”，请核实。"),
    ("points after percent", [("3.2 %", GROWN)], [("0.6 个百分点", POINTS)],
     "上一次按“%”，这一次按“个百分点”，请核实。"),
    ("points with the sign of percent", [("0.6 个百分点", POINTS)], [("0.4 %", POINTS)],
     "上一次按“个百分点”，这一次按“%”，请核实。"),
    ("percent after a count", [("增加141 家", POINTS)], [("13.5 %", GROWN)], "上一次按“家”，这一次按“%”，请核实。"),
    ("both last time", [("3.2 %", GROWN), ("0.6 个百分点", POINTS)], [("4.1 %", GROWN)], ""),
    ("both this time", [("3.2 %", GROWN)], [("4.1 %", GROWN), ("0.6 个百分点", POINTS)], ""),
    ("none last time", [], [("4.1 %", GROWN)], ""),
    ("none this time", [("3.2 %", GROWN)], [], ""),
]  # fmt: skip


@pytest.mark.parametrize(("name", "before", "now", "said"), KINDS_OF_CHANGE, ids=[case[0] for case in KINDS_OF_CHANGE])
def test_a_change_of_another_kind_than_last_time_is_asked_about(
    name: str, before: list[tuple[str, dict[str, str]]], now: list[tuple[str, dict[str, str]]], said: str
) -> None:
    """Percent and 个百分点 are easily taken for each other; who prints both changed nothing."""
    rows = run_both(
        *(number("rate", text, **measure) for text, measure in before),
        *(current("rate", text, **measure) for text, measure in now),
    )
    assert asked(rows) == [MEASURE] * bool(said)
    assert not said or only(rows, "measure:rate;310112;;2025")["explanation"].endswith(said)


def test_a_change_of_another_kind_two_years_back_is_not_asked_about() -> None:
    """Only that of the year before is compared."""
    rows = run_both(number("rate", "0.6 个百分点", edition="2023", period="2023", **POINTS),
                    current("rate", "0.6 %", **GROWN))  # fmt: skip
    assert not asked(rows)


GONE = [
    ("still there", [number("checked", "35 件")], [current("checked", "36 件")], 0),
    ("gone", [number("checked", "35 件")], [], 1),
    ("gone in one place", [number("checked", "3 件", area_id=area) for area in (TOWN, PLACE)],
     [current("checked", "4 件", area_id=TOWN)], 1),
    ("gone as a category", [number("checked", "3 件", category=one) for one in "甲乙"],
     [current("checked", "4 件", category="甲")], 1),
    ("gone without a year", [number("checked", "35 件", period="")], [], 1),
    ("only of the year before", [number("checked", "35 件")], [current("checked", "36 件", period=BEFORE)], 1),
    ("only of the year before, with growth", [number("checked", "35 件")],
     [current("checked", "36 件", period=BEFORE), current("checked", "3 %", **GROWN)], 1),
    ("also of the year before", [number("checked", "35 件")],
     [current("checked", "35 件", period=BEFORE), current("checked", "36 件")], 0),
    ("of several years", [number("checked", "35 件")], [current("checked", "36 件", period="2024-2025")], 0),
    ("without a year now", [number("checked", "35 件")], [current("checked", "36 件", period="")], 0),
    ("as a target", [number("checked", "35 件")], [current("checked", "36 件", period="2027", measure="target")], 0),
    ("as growth", [number("checked", "35 件")], [current("checked", "3 %", **GROWN)], 0),
    ("in a table not there yet", [number("checked", "35 件", source="表9")], [], 0),
    ("in a section not there yet", [number("checked", "35 件", section="第九章")], [], 0),
    ("an earlier year", [number("checked", "35 件", period="2023")], [], 0),
    ("a target of the year", [number("checked", "35 件", measure="target")], [], 0),
    ("without a value", [number("checked", None)], [], 0),
    ("new", [], [current("checked", "36 件")], 0),
]  # fmt: skip


@pytest.mark.parametrize(("name", "before", "now", "count"), GONE, ids=[case[0] for case in GONE])
def test_a_number_that_is_no_longer_there_is_asked_about(
    name: str, before: list[dict[str, object]], now: list[dict[str, object]], count: int
) -> None:
    """Where the paper has the table or section that printed it; a table to be keyed has lost nothing."""
    rows = run_both(number("part", "5 件"), OTHER, *before, *now)
    assert asked(rows) == [SERIES] * count


@pytest.mark.parametrize(
    ("now", "said"), [([], "没有"), ([current("checked", "36 件", period="2023", area_id=TOWN)], "只印较早年份的数")]
)
def test_what_is_gone_is_named(now: list[dict[str, object]], said: str) -> None:
    """With its place in the last paper, what it was, and whether its year may be a slip."""
    rows = run_both(number("part", "5 件"), number("checked", "35 件", area_id=TOWN), OTHER, *now)
    row = only(rows, "gone:checked;310112101;;2024;level")
    assert row["explanation"] == f"2024 年度 表1列有“莘庄镇 · “checked””，这一年度{said}。请核实是取消还是漏报。"
    assert (row["title"], row["printed"], row["recomputed"]) == ("不再列出：莘庄镇 · “checked”", "—", "35 件")


RENAMED = [
    ("growth goes on", [current("renamed", "44 件"), current("renamed", "25.7 %", **GROWN)], True),
    ("its own last year goes on", [current("renamed", "44 件"), current("renamed", "35 件", period=BEFORE)], True),
    ("as another category", [current("checked", "44 件", category="乙"),
                             current("checked", "25.7 %", category="乙", **GROWN)], True),
    ("another growth", [current("renamed", "44 件"), current("renamed", "2.7 %", **GROWN)], False),
    ("another last year", [current("renamed", "44 件"), current("renamed", "36 件", period=BEFORE)], False),
    ("nothing to go by", [current("renamed", "44 件")], False),
    ("another unit", [current("renamed", "44 家"), current("renamed", "25.7 %", **GROWN)], False),
    ("another place", [current("renamed", "44 件", area_id=TOWN),
                       current("renamed", "25.7 %", area_id=TOWN, **GROWN)], False),
]  # fmt: skip


@pytest.mark.parametrize(("name", "now", "is_renamed"), RENAMED, ids=[case[0] for case in RENAMED])
def test_a_new_number_that_goes_on_where_one_ended_may_be_renamed(
    name: str, now: list[dict[str, object]], is_renamed: bool
) -> None:
    """Then it is asked instead of what is gone."""
    rows = run_both(number("part", "5 件"), number("checked", "35 件"), OTHER, *now)
    assert asked(rows) == [SERIES]
    row = only(rows, "renamed:" if is_renamed else "gone:")
    assert ("或由““checked””改名而来：上年数和增速前后相接，请核实。" in row["explanation"]) == is_renamed


def test_one_new_number_has_one_earlier_name() -> None:
    """Of two that ended at the same level only one is it; each question has its own id."""
    ended = [number("checked", "100 %", category=one) for one in "甲乙"]
    new = [current("renamed", "100 %"), current("renamed", "100 %", period=BEFORE)]
    rows = run_both(number("part", "5 件"), *ended, OTHER, *new)
    assert sorted(check_id.split(":")[0] for check_id in rows["check_id"]) == ["gone", "renamed"]


def test_only_the_last_paper_is_asked_for_what_is_gone() -> None:
    """What it had left out already was asked about then."""
    older = [
        number("part", "5 件", edition="2023", period="2023"),
        number("checked", "5 件", edition="2023", period="2023"),
    ]
    assert not asked(run_both(*older, number("part", "5 件"), OTHER))


def test_a_question_that_was_answered_holds() -> None:
    """Until another number is printed."""
    rows = [number("checked", "44 件"), current("checked", "441 件")]
    check_id = "jump:checked;310112;;2025;level"
    answer = accepted(check_id, "441 件", edition=NOW, note="新开了网上渠道。")
    row = only(run_both(*rows, judged=[answer]), check_id)
    assert (row["verdict"], row["explanation"]) == (HOLDS, "新开了网上渠道。")
    assert asked(run_both(rows[0], current("checked", "442 件"), judged=[answer])) == [JUMP]
    assert asked(run_both(*rows, judged=[answer | {"edition": BEFORE}])) == [JUMP]


def test_a_first_paper_has_nothing_to_be_compared_with() -> None:
    """Later ones are not earlier ones."""
    assert run_both(number("checked", "44 件"), current("checked", "441 件"), edition=BEFORE).empty


UNITS = st.sampled_from(["件", "家", "万家", "亿元", "%"])
COUNTS = st.integers(min_value=1, max_value=10**6)


def in_percent(now: int, before: int, digits: int) -> str:
    """Growth of counts, rounded to so many digits."""
    exact = (Fraction(now, before) - 1) * 100
    decimal = Decimal(exact.numerator) / Decimal(exact.denominator)
    return f"{decimal.quantize(Decimal(1).scaleb(-digits), ROUND_HALF_UP):f} %"


@given(st.integers(min_value=0, max_value=10**6), COUNTS, UNITS, st.integers(min_value=0, max_value=4))
def test_consistent_growth_is_never_asked_about(now: int, before: int, unit: str, digits: int) -> None:
    """Whatever it is: not as growth, not as a jump."""
    rows = run_both(
        number("checked", f"{before} {unit}"),
        current("checked", f"{now} {unit}"),
        current("checked", in_percent(now, before, digits), **GROWN),
    )
    assert only(rows, "growth:")["verdict"] in {HOLDS, ROUNDED, CUT}
    assert not asked(rows)


NEAR = COUNTS.flatmap(lambda before: st.tuples(st.just(before), st.integers((before + 1) // 2, before * 2)))
POWERS = st.sampled_from([10, 100, 1000, 10**4, 10**8])


@given(NEAR, UNITS, POWERS, st.booleans())
def test_a_power_of_ten_is_always_asked_about(pair: tuple[int, int], unit: str, power: int, is_grown: bool) -> None:
    """With the growth of the true number beside it, and without any."""
    before, true = pair
    grown = [current("checked", in_percent(true, before, 1), **GROWN)] if is_grown else []
    rows = run_both(number("checked", f"{before} {unit}"), current("checked", f"{true * power} {unit}"), *grown)
    assert asked(rows) == [*([GROWTH] if is_grown else []), JUMP]


@st.composite
def series(draw: st.DrawFn, edition: str) -> list[dict[str, object]]:
    """Some numbers of a paper: levels of its year and of the one before, and their changes."""
    found = {}
    for _ in range(draw(st.integers(min_value=0, max_value=5))):
        measure = draw(st.sampled_from(["level", "yoy_pct", "yoy_pp", "target"]))
        unit = draw({"yoy_pct": st.just("%"), "yoy_pp": st.sampled_from(["个百分点", "%"])}.get(measure, UNITS))
        text = draw(st.sampled_from(["{} {}", "约{} {}", "↓{} {}" if measure != "level" else "{} {}"]))
        row = number(
            draw(st.sampled_from(["checked", "renamed", "priced"])),
            text.format(draw(st.integers(min_value=0, max_value=10**4)), unit),
            category=draw(st.sampled_from(["", "甲"])),
            period=str(int(edition) - draw(st.integers(min_value=0, max_value=2))),
            measure=measure,
            edition=edition,
        )
        found[tuple(row[name] for name in ("indicator_id", "category", "period", "measure"))] = row
    return list(found.values())


@given(series("2023"), series(BEFORE), series(NOW))
def test_an_earlier_paper_is_never_contradicted_by_another_and_each_question_has_its_own_id(
    oldest: list[dict[str, object]], before: list[dict[str, object]], now: list[dict[str, object]]
) -> None:
    """Earlier numbers may have been revised: all that does not fit is asked, and nothing is put in doubt."""
    rows = run_both(*oldest, *before, *now)
    assert set(rows["verdict"]) <= {HOLDS, ROUNDED, CUT, UNCHECKED, TO_CONFIRM}
    assert not any(rows["doubted"])
    assert rows["check_id"].is_unique


@given(series("2023"), series(BEFORE), series(NOW))
def test_a_later_paper_changes_nothing_in_the_checks_of_an_earlier_one(
    oldest: list[dict[str, object]], before: list[dict[str, object]], now: list[dict[str, object]]
) -> None:
    """What was found stays found, word by word."""
    alone, with_later = (run_both(*rows, edition=BEFORE) for rows in ([*oldest, *before], [*now, *oldest, *before]))
    pd.testing.assert_frame_equal(alone, with_later)


def levels(rows: Iterable[dict[str, object]]) -> list[dict[str, object]]:
    """The levels of a paper's own year."""
    return [row for row in rows if row["measure"] == "level" and row["period"] == row["edition"]]


@given(series(BEFORE))
def test_a_paper_laid_over_itself_a_year_later_asks_nothing(rows: list[dict[str, object]]) -> None:
    """Without growth: every level is there again, and none has moved."""
    printed = levels(rows)
    assert not {AGAIN, GROWTH, JUMP, MEASURE, SERIES} & set(run_both(*printed, *later(printed))["kind"])
