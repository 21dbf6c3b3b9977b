"""Ways of finding, on an index made up for them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from whitepaper.model.selection import Selection
from whitepaper.store.index import Entry, Index
from whitepaper.store.indexing import written

INDEX = Index.held(
    written(
        [
            Entry("indicator", "食品抽检合格率", "97.67%", Selection(indicators=("a",)), "食品安全 pass rate", "key"),
            Entry("indicator", "食品抽检合格率 · 餐饮", "95%", Selection(indicators=("a",)), ""),
            Entry("town", "浦江镇", "生物医药", Selection(towns=("310112114",)), ""),
            Entry("indicator", "PM₂.₅ 年均值", "30", Selection(indicators=("b",)), ""),
        ]
    )
)


def titles(query: str, most: int = 12) -> list[str]:
    """Titles found, kind by kind, best first."""
    return [entry.title for entries in INDEX.find(query, most).values() for entry in entries]


FOUND = [
    ("the whole title", "食品抽检合格率", ["食品抽检合格率", "食品抽检合格率 · 餐饮"]),
    ("a part", "合格率", ["食品抽检合格率", "食品抽检合格率 · 餐饮"]),
    ("parts in any order", "餐饮 食品", ["食品抽检合格率 · 餐饮"]),
    ("another word for it", "食品安全", ["食品抽检合格率"]),
    ("one slip", "食品抽捡合格率", ["食品抽检合格率", "食品抽检合格率 · 餐饮"]),
    ("pinyin", "pujiang", ["浦江镇"]),
    ("initials", "pjz", ["浦江镇"]),
    ("a small figure", "pm2.5", ["PM₂.₅ 年均值"]),
    ("nothing", "", []),
    ("marks alone", "！？", []),
    ("nonsense", "量子纠缠望远镜", []),
]


@pytest.mark.parametrize(("name", "query", "expected"), FOUND, ids=[case[0] for case in FOUND])
def test_things_are_found_by_part_spelling_and_with_one_slip(name: str, query: str, expected: list[str]) -> None:
    """The nearest first."""
    assert titles(query) == expected


def test_a_group_shows_at_most_what_is_asked_for() -> None:
    """The best of it."""
    assert titles("食品抽检合格率", most=1) == ["食品抽检合格率"]


@given(st.text())
def test_no_query_breaks_the_search(query: str) -> None:
    """Whatever is typed, what is found are entries."""
    assert {entry for entries in INDEX.find(query).values() for entry in entries} <= set(INDEX.entries)


def test_an_entry_is_a_value() -> None:
    """Entries compare and hash, so that results can be cached."""
    assert Entry("town", "a", "b", Selection(), "") == Entry("town", "a", "b", Selection(), "")
    assert hash(Entry("town", "a", "b", Selection(), "")) == hash(Entry("town", "a", "b", Selection(), ""))
