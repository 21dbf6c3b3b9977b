"""Slides of tables: so much as can be read."""

import pandas as pd

from whitepaper.model.keys import joined
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


def _key(category: str, period: str = "2024") -> str:
    return joined(["x", "310112", category, period, "level", 2024])


def test_a_part_that_says_its_number_is_not_followed_by_it() -> None:
    """`甲等3家`, not `甲等3家 3 家`; another number is said."""
    numbers = [
        Number(_key(scope), f"企业数{BETWEEN}{scope}", shown, scope=scope)
        for scope, shown in (("甲等3家", "3 家"), ("乙等2家", "12 家"))
    ]
    assert told(numbers) == "企业数：甲等3家、乙等2家 12 家。"


def test_a_number_of_another_year_says_it_in_the_sentence_of_its_board() -> None:
    """Quoted alone it would be of the talk's year; numbers of several years are not said to be alike."""
    periods = {"甲": "2024", "乙": "2023", "丙": "2023"}
    found = [Number(_key(name, of), f"奖 · {name}", "1 家", f"{of} 年", scope=name) for name, of in periods.items()]
    assert told(dated(found)) == "奖：甲 1 家（2024 年）、乙 1 家（2023 年）、丙 1 家（2023 年）。"
    assert told(dated(found[1:])) == "奖：乙 1 家、丙 1 家。"


def test_a_period_that_the_first_numbers_share_is_said_once() -> None:
    """Behind them, and those that have another are left out of the sentence."""
    periods = {"甲": "2024", "乙": "2024", "丙": "2023"}
    found = [Number(_key(name, of), f"指标{name}", "1 家", f"{of} 年") for name, of in periods.items()]
    assert told(dated(found)) == "指标甲 1 家；指标乙 1 家（均为 2024 年）。"
    assert told(dated(found[1:])) == "指标乙 1 家（2024 年）；指标丙 1 家（2023 年）。"


def test_the_sentence_of_a_board_begins_with_the_newest_year() -> None:
    """Wherever its numbers stand; what is of no stated period keeps its place, as it may be of this year."""
    found = [
        Number(_key(name, of), f"指标{name}", "1 家", f"{of} 年" if of else "")
        for name, of in {"甲": "2023", "乙": "", "丙": "2024", "丁": "2022-2023"}.items()
    ]
    assert told(dated(found)) == "指标乙 1 家；指标丙 1 家（2024 年）；指标甲 1 家（2023 年）。"


def test_a_title_breaks_within_no_name() -> None:
    """Its marks are none of the sentence's: those between clauses are."""
    title = "药品、医疗器械抽检件数 415 件；食品（预包装、散装）最多，原因：其他。"
    parts = slides.clauses(title, ["药品、医疗器械抽检件数", "不在其中、的名称"])
    assert parts == ["药品、医疗器械抽检件数 415 件；", "食品（预包装、散装）最多，", "原因：", "其他"]
    assert "".join(parts) == title.removesuffix("。") == "".join(slides.clauses(title))
    assert slides.clauses(title)[0] == "药品、"


def test_what_periods_are_is_said_by_one_rule() -> None:
    """One that all have; that none is stated; that some are not; nothing where each says its own."""
    for names, said in (
        (["2024 年", "2024 年"], ["期间：2024 年"]),
        ([remarks.UNSTATED], [f"各数的{remarks.UNSTATED}。"]),
        (["2024 年", remarks.UNSTATED], [f"没有写期间的，{remarks.UNSTATED}。"]),
        (["2023 年", "2024 年"], []),
        ([], []),
    ):
        assert [one.text for one in remarks.of_periods(names, "期间")] == said
