"""Slides of tables: so much as can be read."""

import pandas as pd

from whitepaper.stories import slides
from whitepaper.telling import remarks
from whitepaper.telling.boards import BETWEEN, Number, dated, told


def test_a_long_table_goes_on_to_further_slides() -> None:
    """No row is lost, and the first slide alone has the plain heading."""
    table = pd.DataFrame({"名称": [f"第 {number} 行" for number in range(40)], "数值": ["1 家", None] * 20})
    made = slides.table_slides("标题。", "名录", table, {}, remarks.source("表1"))
    assert [slides.heading_of(one) for one in made] == ["名录", *["名录（续）"] * (len(made) - 1)]
    assert 2 < len(made) < 5
    assert [cell for one in made for cell in one.table["名称"]] == list(table["名称"])
    assert set(made[0].table["数值"]) == {"1 家", ""}


def test_a_column_that_says_nothing_takes_no_room() -> None:
    """On none of the slides of a table; where columns are known by their place they stay."""
    table = pd.DataFrame({"名称": ["甲", "乙"], "年份": ["", None], "级别": ["", "市级"]})
    (made,) = slides.table_slides("标题。", "名录", table, {}, remarks.source("表1"))
    assert list(made.table) == ["名称", "级别"]
    (kept,) = slides.table_slides("标题。", "名录", table, {}, remarks.source("表1"), keeps_columns=True)
    assert list(kept.table) == ["名称", "年份", "级别"]


def test_a_part_that_says_its_number_is_not_followed_by_it() -> None:
    """`甲等3家`, not `甲等3家 3 家`; another number is said."""
    numbers = [
        Number(key, f"企业数{BETWEEN}{scope}", shown, scope=scope)
        for key, scope, shown in (("a", "甲等3家", "3 家"), ("b", "乙等2家", "12 家"))
    ]
    assert told(numbers) == "企业数：甲等3家、乙等2家 12 家。"


def test_a_number_of_another_year_says_it_in_the_sentence_of_its_board() -> None:
    """Quoted alone it would be of the talk's year; numbers of several years are not said to be alike."""
    periods = {"甲": "2023 年", "乙": "2024 年", "丙": "2024 年"}
    found = [Number(name, f"奖 · {name}", "1 家", period, scope=name) for name, period in periods.items()]
    assert told(dated(found)) == "奖：甲 1 家（2023 年）、乙 1 家（2024 年）、丙 1 家（2024 年）。"
    assert told(dated(found[1:])) == "奖：乙 1 家、丙 1 家。"
