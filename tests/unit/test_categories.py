"""Categories that are parts of others."""

import pytest

from whitepaper.printed import categories


@pytest.mark.parametrize(
    ("category", "is_within", "plain"),
    [("其中：餐饮", True, "餐饮"), ("餐饮", False, "餐饮"), ("餐饮其中：", False, "餐饮其中："), ("", False, "")],
)
def test_what_is_printed_as_part_of_the_line_above_is_known_by_its_first_word(
    category: str, is_within: bool, plain: str
) -> None:
    """Which is then no part of its name."""
    assert categories.is_within(category) is is_within
    assert categories.plain(category) == plain


@pytest.mark.parametrize(
    ("category", "is_part"),
    [
        ("公立·医院", True),
        ("医院·公立", True),
        ("民营·医院", False),
        ("公立", False),
        ("公立医院", False),
        ("民营·公立医院", False),
        ("", False),
    ],
)
def test_a_joint_category_is_part_of_those_it_names(category: str, is_part: bool) -> None:
    """Whole names only; a category is no part of itself."""
    assert categories.is_part_of(category, {"公立", "其他"}) is is_part
