"""How the numbers of a board stand in rows, and what of their names is said once."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from whitepaper.stories.slides import MOST_NUMBERS
from whitepaper.stories.tiles import LEAST_NUMBERS, MOST_UNEVEN, boards_of, rows_of
from whitepaper.telling.boards import Number
from whitepaper.telling.panels import TOTAL


def numbers(*names: str) -> list[Number]:
    """Numbers of these names, which differ in their keys."""
    return [Number(str(place), name, "1 家") for place, name in enumerate(names)]


def test_a_name_that_several_numbers_share_is_said_once_above_them() -> None:
    """A number alone keeps its whole name; so does one of which nothing else would be left."""
    rates, counts = ("合格率 · 药品", "合格率 · 器械", "合格率 · 快检"), ("抽检件数 · 药品", "抽检件数 · 器械")
    told = numbers(*rates, *counts, "不合格件数")
    (first, second) = rows_of(told, 4)
    assert [(group.name, group.own) for group in first] == [("合格率", (("药品",), ("器械",), ("快检",)))]
    assert [(group.name, group.own) for group in second] == [
        ("抽检件数", (("药品",), ("器械",))),
        ("", (("不合格件数",),)),
    ]
    assert [[group.own for group in row] for row in rows_of(numbers("甲 · 一", "乙", "甲 · 二", "丙"), 4)] == [
        [(("甲", "一"),), (("乙",),)],
        [(("甲", "二"),), (("丙",),)],
    ]


def test_the_whole_stands_among_its_parts_under_their_name() -> None:
    """It says that it is the whole; a number that is not known to be it is no part of the group."""
    whole = Number("w", "抽样数", "3 份", is_whole=True)
    parts = numbers("抽样数 · 例行", "抽样数 · 监督", "别的")
    (first, _) = rows_of([whole, *parts], 2)
    assert [(group.name, group.own) for group in first] == [("抽样数", ((TOTAL,), ("例行",)))]
    (first, _) = rows_of([Number("w", "抽样数", "3 份"), *parts], 2)
    assert [group.name for group in first] == ["", ""]


def test_there_is_a_third_row_where_that_keeps_names_together() -> None:
    """Three pairs in rows of three at most are three rows of a pair."""
    pairs = numbers("甲 · 一", "甲 · 二", "乙 · 一", "乙 · 二", "丙 · 一", "丙 · 二")
    assert [[group.name for group in row] for row in rows_of(pairs, 3)] == [["甲"], ["乙"], ["丙"]]
    assert [[group.name for group in row] for row in rows_of(pairs, 4)] == [["甲", "乙"], ["丙"]]


def test_a_row_is_longer_where_that_keeps_a_name_together() -> None:
    """Three pairs are two and one, not one and a half twice."""
    first, second = rows_of(numbers("甲 · 前", "甲 · 后", "乙 · 前", "乙 · 后", "丙 · 前", "丙 · 后"), 4)
    assert [group.name for group in first] == ["甲", "乙"]
    assert [group.name for group in second] == ["丙"]


@pytest.mark.parametrize(
    ("names", "rows"),
    [
        # one alone goes down, or up, so that the pair behind it is whole
        (["甲", "乙", "丙", "丁 · 前", "丁 · 后", "戊 · 前", "戊 · 后", "己"], ["甲 乙 丁 丁", "丙 戊 戊 己"]),
        (
            ["甲 · 前", "甲 · 后", "乙", "丙 · 前", "丙 · 后", "丁 · 一", "丁 · 二", "丁 · 三"],
            ["甲 甲 丙 丙", "乙 丁 丁 丁"],
        ),
        # more than a row has room for is cut, in its order
        (["甲 · 一", "甲 · 二", "甲 · 三", "甲 · 四", "甲 · 五", "乙"], ["甲 甲 甲", "甲 甲 乙"]),
        (["甲 · 一", "甲 · 二", "乙 · 一", "乙 · 二"], ["甲 甲", "乙 乙"]),
    ],
)
def test_numbers_move_where_a_name_would_be_cut(names: list[str], rows: list[str]) -> None:
    """As whole names, as few as it takes; the others keep their order."""
    shown = [[number.name[0] for group in row for number in group.numbers] for row in rows_of(numbers(*names), 4)]
    assert list(map(" ".join, shown)) == rows


def test_cards_of_a_row_are_as_high_as_each_other() -> None:
    """Beside numbers that share a name, that of one alone stands over its card, too."""
    (first, second) = rows_of(numbers("产品 · 食品", "产品 · 药品", "工程 · 实体", "生态 · 空气", "民生 · 养老"), 4)
    assert [(group.name, group.own) for group in first] == [
        ("产品", (("食品",), ("药品",))),
        ("工程", (("实体",),)),
    ]
    assert [group.name for group in second] == ["", ""]


@pytest.mark.parametrize("most", [3, 4])
@given(st.lists(st.sampled_from(["甲 · 一", "甲 · 二", "乙 · 一", "丙"]), min_size=1, max_size=MOST_NUMBERS))
def test_no_row_has_a_hole_and_no_number_is_lost(most: int, names: list[str]) -> None:
    """Rows are nearly as long as each other, and hold no more than there is room for; the first stays the first.

    But for one that would leave the most of the first row empty.
    """
    told = numbers(*names)
    rows = rows_of(told, most)
    shown = [number for row in rows for group in row for number in group.numbers]
    assert sorted(shown, key=lambda number: number.key) == told
    lengths = [sum(len(group.numbers) for group in row) for row in rows]
    (held,) = (length for row, length in zip(rows, lengths, strict=True) if any(told[0] in one.numbers for one in row))
    assert shown[0] == told[0] or lengths[0] - held >= MOST_UNEVEN
    assert max(lengths) - lengths[0] < MOST_UNEVEN
    assert max(lengths) <= most
    assert max(lengths) - min(lengths) <= (MOST_UNEVEN if any(" · " in name for name in names) else 1)
    for group in (group for row in rows for group in row):
        for own, number in zip(group.own, group.numbers, strict=True):
            assert [*filter(None, [group.name]), *own] == number.name.split(" · ")


@pytest.mark.parametrize(
    ("groups", "lengths"),
    [
        ((5, 3, 5), [8, 5]),
        ((1, 1, 1, 1, 1, 1, 1, 1, 1), [5, 4]),
        ((8, 1), [5, 4]),
        ((2, 7, 2, 3), [7, 7]),
        ((3,), [3]),
        ((), []),
    ],
)
def test_boards_are_cut_between_names(groups: tuple[int, ...], lengths: list[int]) -> None:
    """No board is left with a number or two for the sake of it; what must be cut is cut evenly."""
    names = [f"{name} · {place}" for name, count in enumerate(groups) for place in range(count)]
    assert [len(board) for board in boards_of(numbers(*names), MOST_NUMBERS)] == lengths


@given(st.lists(st.sampled_from("甲乙丙丁"), max_size=200))
def test_boards_hold_every_number_in_order(names: list[str]) -> None:
    """However many there are: none is left out, none twice, none too many on one."""
    told = numbers(*(f"{name} · {place}" for place, name in enumerate(names)))
    found = boards_of(told, MOST_NUMBERS)
    assert [number for board in found for number in board] == told
    assert all(min(LEAST_NUMBERS, len(told)) <= len(board) <= MOST_NUMBERS for board in found)
