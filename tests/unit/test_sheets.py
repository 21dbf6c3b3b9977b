"""Tables in pieces that can be read from afar."""

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from whitepaper.model.text import ems
from whitepaper.telling import sheets

CELL = st.text(alphabet="长甲乙 ab12.%", max_size=90)


@pytest.mark.parametrize(("text", "width"), [("质量", 2.0), ("98.04%", 3.36), ("", 0.0)])
def test_chinese_is_square_and_latin_half_as_wide(text: str, width: float) -> None:
    """In ems."""
    assert ems(text) == pytest.approx(width)


def test_columns_take_what_they_need_where_there_is_room() -> None:
    """And no more, so that no cell breaks."""
    first, second = sheets.widths(pd.DataFrame({"项目": ["生产总值"], "数值": ["1"]}))
    assert first == pytest.approx(4 + sheets.GAP)
    assert second == pytest.approx(2 + sheets.GAP)


def test_long_texts_share_the_width_and_numbers_stay_whole() -> None:
    """The number's column is as wide as the number, the others by the length of their texts."""
    table = pd.DataFrame({"数值": ["1,234,567.89"], "说明": ["长" * 90], "备注": ["长" * 30]})
    number, long, short = sheets.widths(table)
    assert number >= ems("1,234,567.89")
    assert long > short
    assert number + long + short <= sheets.WIDTH + 0.01


@given(st.lists(st.tuples(CELL, CELL, CELL), max_size=60))
def test_no_row_is_lost_and_no_sheet_is_too_high(rows: list[tuple[str, str, str]]) -> None:
    """The sheets put together are the table."""
    table = pd.DataFrame(rows, columns=["甲", "乙", "丙"], dtype="object")
    parts = list(sheets.sheets(table))
    assert [tuple(row) for part in parts for row in part.itertuples(index=False, name=None)] == rows
    for part in parts:
        if len(part) > 1:
            columns = sheets.widths(table)
            heights = [sheets._height(row, columns) for row in part.itertuples(index=False, name=None)]
            assert sum(heights) <= sheets.HEIGHT + sheets.TINY


def test_a_table_that_takes_several_screens_stands_in_larger_type() -> None:
    """One that fits a screen stays whole."""
    most = int(sheets.HEIGHT / (sheets.LINE + sheets.PADDING)) - 1  # the headings are a line, too
    (whole,) = sheets.sheets(pd.DataFrame({"街镇": ["镇"] * most}))
    parts = list(sheets.sheets(pd.DataFrame({"街镇": ["镇"] * 3 * most})))
    assert len(whole) == most
    assert max(map(len, parts)) * (sheets.LINE + sheets.PADDING) < sheets.EASY


def test_a_number_stays_on_one_line_with_its_unit() -> None:
    """However little room there is."""
    table = pd.DataFrame({"指标": ["长" * 30], "数值": ["预计 1,500 万元"], "说明": ["长" * 300], "备注": ["长" * 300]})
    assert sheets.widths(table)[1] >= ems("1,500 万元") + sheets.GAP


def test_a_name_is_not_broken_for_the_texts_behind_it() -> None:
    """What a line is comes before what is remarked of it; a very long name shares the room."""
    name, _, text = sheets.widths(pd.DataFrame({"指标": ["长" * 15], "数值": ["1 家"], "说明": ["长" * 300]}))
    assert name == pytest.approx(15 + sheets.GAP)
    assert text > name
    long, _ = sheets.widths(pd.DataFrame({"指标": ["长" * 150], "说明": ["长" * 300]}))
    assert sheets.NAME < long < sheets.WIDTH / 2


@pytest.mark.parametrize(
    ("counts", "expected"),
    [
        ([24, 9, 3], [60, 22.5, 7.5]),
        ([24, 9, 1], [63.2727, 23.7273, 3]),
        ([98, 1, 1], [84, 3, 3]),
        ([1, 1, 1], [30, 30, 30]),
    ],
)
def test_parts_of_a_bar_are_as_their_counts_unless_one_would_be_too_short(
    counts: list[int], expected: list[float]
) -> None:
    """And they fill the bar."""
    found = sheets.shares(counts, 90, 3)
    assert found == pytest.approx(expected, abs=1e-3)
    assert sum(found) == pytest.approx(90)


@pytest.mark.parametrize(
    ("texts", "is_one"),
    [
        (["超 3,668 家", "−3.7%", "390余家", "0.5", ""], True),
        (["1,125 批次（待核）", "12 批次", "3 批次", "4 批次", "无"], True),  # a word among them
        (["2024 年", "2022-2023 年"], False),
        (["2024", "2023"], False),
        (["表24", "附录5", "案例10"], False),
        (["正文", "等于表29 的 3 类之和"], False),
        (["包含在 125 家之中。"], False),  # a note, which is a sentence
        (["", ""], False),
    ],
)
def test_a_column_of_figures_is_told_from_years_places_and_words(texts: list[str], is_one: bool) -> None:
    """Words and changes may be among them."""
    assert sheets.is_of_figures(texts) is is_one
