"""Checks of a table and its sentences without a declaration: what they notice, and what they must leave alone."""

import random
from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from whitepaper.checks.grids import run
from whitepaper.checks.grids.found import Found, Paragraph, Span
from whitepaper.checks.grids.grid import Cell, Grid, Units
from whitepaper.checks.grids.names import Known
from whitepaper.checks.judgement import CONTRADICTION, ERRATA, SPELLING, TO_CONFIRM

UNITS = Units(
    frozenset({"件", "家", "个", "%", "个百分点", "亿元", "张", "吨"}), frozenset({"%", "个百分点", "亿元", "吨"})
)
NAMES = {"上海甲乙丙电子科技有限公司": "org:1", "上海市质量检验研究院": "org:2", "上海质量检验研究院": "org:2"}
TO_ACT = ERRATA
Rows = Sequence[Sequence[str]]


def grid(
    rows: Rows, number: int = 1, heading: Sequence[int] = (0,), merged: Sequence[tuple[int, int, int]] = ()
) -> Grid:
    """A table. merged: row, first and last column of cells that are one."""
    owners = [[(row, column) for column in range(len(texts))] for row, texts in enumerate(rows)]
    for row, first, last in merged:
        owners[row][first : last + 1] = [(row, first)] * (last + 1 - first)
    return Grid(number, "合成的表", "", tuple(map(tuple, rows)), tuple(map(tuple, owners)), tuple(heading), number - 1)


def found(*grids: Grid, text: str = "") -> list[Found]:
    """What somebody must act on."""
    paragraphs = [Paragraph(0, text, "正文第1段")] if text else []
    checked = run.check(run.Draft(grids, paragraphs, UNITS, Known(NAMES)))
    return [one for one in checked if one.outcome.verdict in TO_ACT]


def places(several: Sequence[Found]) -> list[Cell | Span]:
    """Where they are."""
    return [at for one in several for at in one.at]


SAMPLED = (
    ("环节", "抽检数（件）", "合格数（件）", "合格率"),
    ("生产", "280", "279", "99.64%"),
    ("流通", "4656", "4560", "97.94%"),
    ("餐饮", "300", "293", "97.67%"),
    ("进出口", "110", "108", "98.18%"),
    ("合计", "5346", "5240", "98.02%"),
)
SHARED = (("合计（件）", "甲类（件）", "占比（%）", "乙类（件）", "占比（%）"), ("1578", "70", "4.4", "1508", "95.6"))
GROWN = (
    ("项目", "2023年", "2024年", "同比"),
    ("线路（个）", "245", "247", "0.8%"),
    ("优良率", "87.1%", "87.7%", "↑0.6个百分点"),
    ("达标率", "100%", "100%", "持平"),
    ("泊位（个）", "10969", "11236", "2.4%"),
)
LISTED = (
    ("序号", "企业名称", "级别"),
    ("1", "上海甲乙丙电子科技有限公司", "市级"),
    ("2", "上海市质量检验研究院", "市级"),
    ("3", "丁戊厂", "国家级"),
)
SOUND = [
    SAMPLED,
    SHARED,
    GROWN,
    LISTED,
    # subtotals under a total, and parts of parts
    (("项目", "数量（家）"), ("甲", "3"), ("乙", "4"), ("小计", "7"), ("丙", "5"), ("丁", "6"), ("小计", "11"),
     ("合计", "18")),
    (("项目", "数量（家）"), ("甲", "3"), ("其中：子", "2"), ("乙", "4"), ("合计", "7")),
    (("项目", "数量（家）"), ("合计", "7"), ("甲", "3"), ("乙", "4")),
    # what cannot be added, or is rounded
    (("项目", "数量（家）", "增长（%）"), ("甲", "3", "5.1"), ("乙", "4", "-2.0"), ("合计", "7", "1.2")),
    (("项目", "产值（亿元）"), ("甲", "1.14"), ("乙", "2.24"), ("丙", "3.33"), ("合计", "6.72")),
    (("项目", "人均用水量（吨）"), ("甲", "3"), ("乙", "4"), ("合计", "3.4")),
    # cut off, not rounded
    (("项目", "受检数（件）", "合格数（件）", "合格率"), ("甲", "30", "29", "96.6%"), ("乙", "15", "13", "86.6%")),
    # a total over only some of what it counts, in every column
    (("主要项目", "户数（家）", "件数（件）"), ("甲", "3", "30"), ("乙", "4", "40"), ("合计", "19", "190")),
    # comparable prices
    (("项目", "2023年", "2024年", "可比增长"), ("产值（亿元）", "10.0", "12.0", "12.5%")),
    # a gap that says nothing
    (("项目", "数量（家）"), ("甲", "3"), ("乙", "—"), ("丙", "5"), ("合计", "12")),
]  # fmt: skip


@pytest.mark.parametrize("rows", SOUND)
def test_a_sound_table_is_left_alone(rows: Rows) -> None:
    """Nothing to act on, whatever is rounded, cut off, partial or not to be added."""
    assert found(grid(rows)) == []


SLIPS = [
    (SAMPLED, (2, 2), "4650", "a part: its rate and its total both fail"),
    (SAMPLED, (5, 1), "5364", "a total"),
    (SAMPLED, (2, 3), "94.97%", "a rate"),
    (SHARED, (1, 2), "4.8", "a share"),
    (SHARED, (1, 3), "1580", "a part beside its share"),
    (GROWN, (1, 3), "8.0%", "a growth"),
    (GROWN, (2, 3), "↑6.0个百分点", "a change in points"),
    (GROWN, (3, 2), "90%", "a level that is said to be unchanged"),
    (GROWN, (4, 1), "16909", "the level of the year before"),
]


@pytest.mark.parametrize(("rows", "at", "text", "_kind"), SLIPS, ids=[slip[3] for slip in SLIPS])
def test_a_slip_is_noticed_and_nothing_else(rows: Rows, at: tuple[int, int], text: str, _kind: str) -> None:
    """Each finding is about the number that was changed."""
    several = found(grid(planted(rows, at, text)))
    assert several
    assert all((0, *at) in one.cells for one in several)
    assert {one.outcome.verdict for one in several} == {CONTRADICTION}


def planted(rows: Rows, at: tuple[int, int], text: str) -> Rows:
    """The table with another text in one cell."""
    changed = [list(row) for row in rows]
    changed[at[0]][at[1]] = text
    return changed


def test_what_is_confirmed_stays_clean() -> None:
    """A part that breaks its rate and its total is the one that is marked, not they."""
    assert set(places(found(grid(planted(SAMPLED, (2, 2), "4650"))))) == {(0, 2, 2)}


def test_a_total_that_a_sentence_says_again_is_not_in_doubt() -> None:
    """The comment tells that the parts are to be looked at."""
    rows = (("园区", "产值（亿元）"), ("甲", "1077.57"), ("乙", "173.99"), ("丙", "428.01"), ("小计", "1679.75"))
    (one,) = found(grid(rows), text="各园区完成 1679.75 亿元（见表1）。")
    assert one.side == "operands"
    assert one.note


@given(st.integers(0, 10**6), st.integers(3, 9), st.integers(2, 4), st.booleans())
def test_any_digit_of_a_part_or_total_is_noticed(seed: int, rows: int, columns: int, is_turned: bool) -> None:
    """Of a random table of counts with a total, as rows or as columns; before the change nothing is found."""
    rng = random.Random(seed)
    numbers = [[rng.randint(10, 99999) for _ in range(columns)] for _ in range(rows)]
    numbers.append([sum(column) for column in zip(*numbers, strict=True)])
    table = [["项目", *(f"{name}类（件）" for name in "甲乙丙丁"[:columns])]]
    table += [[f"第{'一二三四五六七八九'[at]}种", *map(str, line)] for at, line in enumerate(numbers[:-1])]
    table.append(["合计", *map(str, numbers[-1])])
    if is_turned:
        table = [list(column) for column in zip(*table, strict=True)]
    assert found(grid(table)) == []
    at = rng.randrange(1, len(table)), rng.randrange(1, len(table[0]))
    text = table[at[0]][at[1]]
    place = rng.randrange(len(text))
    digit = rng.choice([one for one in "123456789" if one != text[place]])
    several = found(grid(planted(table, at, text[:place] + digit + text[place + 1 :])))
    assert several
    assert all((0, *at) in one.cells for one in several)


def test_a_merged_number_counts_once() -> None:
    """One cell over four columns is not four parts."""
    rows = (
        ("来源", "投诉（件）", "举报（件）", "合计（件）"),
        ("甲", "10", "20", "30"),
        ("乙", "5", "5", "5"),
        ("合计", "35", "35", "35"),
    )
    merged = [(2, 1, 3), (3, 1, 3)]
    assert found(grid(rows, merged=merged)) == []
    assert set(places(found(grid(planted(rows, (1, 3), "31"), merged=merged)))) == {(0, 1, 3)}


TOLD = "抽检 5346 件，合格 5240 件，总体合格率 98.02%，其中流通环节合格率 97.94%（见表1）。"


@pytest.mark.parametrize(
    ("before", "after"),
    [("5346", "5364"), ("98.02", "98.20"), ("97.94", "97.49")],
)
def test_a_sentence_that_says_otherwise_is_noticed(before: str, after: str) -> None:
    """At the number in the sentence; the table confirms its own."""
    assert found(grid(SAMPLED), text=TOLD) == []
    (one,) = found(grid(SAMPLED), text=TOLD.replace(before, after))
    (at,) = one.at
    assert isinstance(at, Span)
    assert TOLD.replace(before, after)[at.start : at.end].startswith(after)


@pytest.mark.parametrize(
    "text",
    [
        "全年检查 5347 家，罚没 98.02 亿元（见表1）。",  # other units
        "2024年另有 4565 件（见表2）。",  # of another table
        "流通环节检查单位增长 12.5%（见表1）。",  # no change stands there
        "合格率 98%以上（见表1）。",
        "抽检 0.53 万件，合格率约 98%（见表1）。",  # rounded
        "抽检５３４６件（见表１）。",
    ],
)
def test_other_numbers_of_a_sentence_are_left_alone(text: str) -> None:
    """What the table does not print, or prints in other words."""
    assert found(grid(SAMPLED), text=text) == []


@pytest.mark.parametrize(
    ("text", "verdicts"),
    [
        ("共有 3 家单位获评（见表1）。", []),
        ("共有 4 家单位获评（见表1）。", [TO_CONFIRM]),
        ("其中 2 家单位为市级（见表1）。", []),  # a group of the list
        ("近十年累计 40 家单位获评（见表1）。", []),  # not of this list
        ("获评单位投资 4 亿元（见表1）。", []),
    ],
)
def test_a_stated_count_is_held_against_the_list(text: str, verdicts: list[str]) -> None:
    """Where it is near the number of entries and not that of any group."""
    assert [one.outcome.verdict for one in found(grid(LISTED), text=text)] == verdicts


@pytest.mark.parametrize(
    ("printed", "is_odd"),
    [
        ("上海甲乙丙电子科技有限公司", False),
        ("上海甲乙丁电子科技有限公司", True),
        ("上海甲乙丙电子科枝有限公司", True),
        ("上海甲乙丙电子科有限公司", True),
        ("上海乙甲丙电子科技有限公司", True),
        ("上海市质量检验研究院", False),
        ("上海质量检验研究院", False),  # both spellings are known
        ("上海子丑寅电子科技有限公司", False),  # another firm
    ],
)
def test_a_name_that_is_nearly_a_known_one_is_asked_about(printed: str, is_odd: bool) -> None:
    """In a cell and in a sentence, at the name alone."""
    (cell_there,) = [found(grid(planted(LISTED, (1, 1), printed)))]
    assert [one.outcome.verdict for one in cell_there] == ([SPELLING] if is_odd else [])
    text = f"新增{printed}等单位。"
    there = places(found(text=text))
    assert [text[at.start : at.end] for at in there if isinstance(at, Span)] == ([printed] if is_odd else [])
