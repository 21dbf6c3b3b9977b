"""Names in the lists of one small paper beside those of an earlier one: what resembles and is not the same is asked."""

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.papers import accepted, later, number, only, paper
from whitepaper.checks.judgement import HOLDS, TO_CONFIRM
from whitepaper.checks.lists import NAMES
from whitepaper.checks.run import run_checks

FIRM = "上海正义园艺有限公司"
OTHER_FIRM = "东富龙科技集团股份有限公司"
BEFORE, NOW = "2024", "2025"
Entry = tuple[str, ...]


def honour(edition: str, organisation: str = "", award: str = "", title: str = "") -> Entry:
    """One entry of the list of honours."""
    return edition, "表41", organisation, "", award, edition, title


def found(
    honours: list[Entry], *, edition: str = NOW, judged: list[dict[str, str]] | None = None, **lists: list[Entry]
) -> pd.DataFrame:
    """The checks of one of two papers that print the same number."""
    numbers = [number("checked", "1 件")]
    return run_checks(paper([*numbers, *later(numbers)], judged=judged or [], honours=honours, **lists), edition)


def firms(before: str, now: str, **more: list[Entry]) -> list[tuple[str, str]]:
    """Which names of firms are asked about, with what they resemble."""
    rows = found([honour(BEFORE, before), honour(NOW, now)], **more)
    assert set(rows["kind"]) <= {NAMES}
    assert set(rows["verdict"]) <= {TO_CONFIRM}
    return list(zip(rows["printed"], rows["recomputed"], strict=True))


RESEMBLING = [
    ("the same", FIRM, FIRM, False),
    ("another space", FIRM, "上海正义园艺 有限公司", False),
    ("other brackets", "摩根新材料(上海)有限公司", "摩根新材料（上海）有限公司", False),
    ("another year", "2024年上海正义园艺有限公司", "2025年上海正义园艺有限公司", False),
    ("one letter", FIRM, "上海正艺园艺有限公司", True),
    ("a letter lost", FIRM, "上海正义园有限公司", True),
    ("a letter more", FIRM, "上海市正义园艺有限公司", True),
    ("letters exchanged", FIRM, "上海正义艺园有限公司", True),
    ("another form", "上海航天电源技术有限责任公司", "上海航天电源技术有限公司", True),
    ("another firm", FIRM, "上海无线电设备研究所", False),
    ("another firm of two letters", "上海福新面粉有限公司", "上海三添食品有限公司", False),
    ("another firm with one letter of eight", "上海甲乙有限公司", "上海甲丙有限公司", False),
    ("another institute", "甲研究所", "乙研究所", False),
    ("nothing before", "", FIRM, False),
    ("nothing now", FIRM, "", False),
]


@pytest.mark.parametrize(("name", "before", "now", "is_asked"), RESEMBLING, ids=[case[0] for case in RESEMBLING])
def test_a_name_that_resembles_an_earlier_one_is_asked_about(name: str, before: str, now: str, is_asked: bool) -> None:
    """Not what only spaces, marks or years tell apart, nor what is plainly another."""
    assert firms(before, now) == ([(now, before)] if is_asked else [])


@pytest.mark.parametrize(
    ("column", "before", "now", "title"),
    [
        ("organisation", FIRM, "上海正艺园艺有限公司", "荣誉与名录：上海正艺园艺有限公司"),
        ("award", "国家首批千企百城名单", "国家首批千企万城名单", "荣誉与名录：国家首批千企万城名单"),
        ("title", "全链创新质量管理模式", "全链创新质量管里模式", "荣誉与名录：全链创新质量管里模式"),
    ],
)
def test_firms_awards_and_titles_are_compared_each_with_its_like(
    column: str, before: str, now: str, title: str
) -> None:
    """The question names both papers' spelling."""
    row = only(found([honour(BEFORE, **{column: before}), honour(NOW, **{column: now})]), "name:")
    assert (row["check_id"], row["title"]) == (f"name:honours:{column}:{now}", title)
    assert row["explanation"] == f"这一年度印作“{now}”，较早的年度印作“{before}”。请核实是否同一个。"
    assert (row["observations"], row["doubted"]) == ("", "")
    others = {"organisation", "award", "title"} - {column}
    assert all(found([honour(BEFORE, **{one: before}), honour(NOW, **{column: now})]).empty for one in others)


def test_documents_are_compared_with_documents() -> None:
    """Of the list of policies."""
    policies = [(BEFORE, "第一章", "闵行区产业高质量发展政策意见"), (NOW, "第一章", "闵行区产业高质发展政策意见")]
    assert list(found([], policies=policies)["check_id"]) == ["name:policies:title:闵行区产业高质发展政策意见"]


KNOWN = [
    ("a name of its own", [("org:001", "企业", "上海正艺园艺有限公司", "")], []),
    ("another name of the same", [("org:001", "企业", FIRM, "正义园艺|上海正艺园艺有限公司")], []),
    ("of two that share it",
     [("org:001", "企业", FIRM, "上海正艺园艺有限公司"), ("org:002", "企业", "乙", "上海正艺园艺有限公司")],
     [("上海正艺园艺有限公司", FIRM)]),
    ("not known", [("org:001", "企业", FIRM, "正义园艺")], [("上海正艺园艺有限公司", FIRM)]),
]  # fmt: skip


@pytest.mark.parametrize(("name", "organisations", "expected"), KNOWN, ids=[case[0] for case in KNOWN])
def test_a_spelling_that_is_declared_is_not_asked_about(
    name: str, organisations: list[Entry], expected: list[tuple[str, str]]
) -> None:
    """The list of organisations has it as a name or another name of one of them."""
    assert firms(FIRM, "上海正艺园艺有限公司", organisations=organisations) == expected


JOINED = [
    ("the same pair", f"{FIRM}、{OTHER_FIRM}", f"{FIRM}、{OTHER_FIRM}", []),
    ("in another order", f"{FIRM}、{OTHER_FIRM}", f"{OTHER_FIRM}/{FIRM}", []),
    ("one of them", f"{FIRM}、{OTHER_FIRM}", OTHER_FIRM, []),
    ("a variant beside a known one", f"{FIRM}、{OTHER_FIRM}", f"上海正艺园艺有限公司、{OTHER_FIRM}",
     [("上海正艺园艺有限公司", FIRM)]),
    ("a variant of one of them", f"{FIRM}、{OTHER_FIRM}", "上海正艺园艺有限公司", [("上海正艺园艺有限公司", FIRM)]),
    ("a mark at the end", f"{FIRM}、", f"{OTHER_FIRM}、", []),
]  # fmt: skip


@pytest.mark.parametrize(("name", "before", "now", "expected"), JOINED, ids=[case[0] for case in JOINED])
def test_each_of_several_firms_in_one_cell_is_compared_on_its_own(
    name: str, before: str, now: str, expected: list[tuple[str, str]]
) -> None:
    """Also where the list of organisations knows the others."""
    known = [("org:001", "企业", OTHER_FIRM, "")]
    assert firms(before, now) == firms(before, now, organisations=known) == expected


def test_a_name_is_asked_about_once_with_the_nearest_of_earlier_ones() -> None:
    """However often it stands in the lists."""
    before = [honour(BEFORE, one) for one in ("上海正义园艺股份有限公司", FIRM)]
    rows = found([*before, *([honour(NOW, "上海正艺园艺有限公司")] * 3)])
    assert list(rows["recomputed"]) == [FIRM]


def test_a_variant_within_one_paper_is_for_declared_checks() -> None:
    """Only earlier papers are compared with; a first one has none, and a later one is none."""
    both = [FIRM, "上海正艺园艺有限公司"]
    assert found([honour(NOW, one) for one in both]).empty
    assert found([honour(BEFORE, both[0]), honour(NOW, both[1])], edition=BEFORE).empty


def test_a_name_that_was_answered_holds_until_another_is_printed() -> None:
    """The answer is to one spelling."""
    entries = [honour(BEFORE, FIRM), honour(NOW, "上海正艺园艺有限公司")]
    check_id = "name:honours:organisation:上海正艺园艺有限公司"
    answer = accepted(check_id, "上海正艺园艺有限公司", edition=NOW, note="另一家企业。")
    row = only(found(entries, judged=[answer]), check_id)
    assert (row["verdict"], row["explanation"]) == (HOLDS, "另一家企业。")
    another = found([entries[0], honour(NOW, "上海正益园艺有限公司")], judged=[answer])
    assert list(another["verdict"]) == [TO_CONFIRM]


@given(st.lists(st.text(alphabet="上海市正义园艺东富龙科技集团公司、/0123456789", max_size=12), max_size=6))
def test_a_list_printed_again_is_never_asked_about(names: list[str]) -> None:
    """In any order, with any names, however alike."""
    entries = [*(honour(BEFORE, one) for one in names), *(honour(NOW, one) for one in reversed(names))]
    assert found(entries).empty
