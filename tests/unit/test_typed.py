"""What people type, evened out where that is harmless, and left alone where it is not."""

import pytest

from whitepaper.printed import typed


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("４２１９．２５", "4219.25"),
        ("1,872.59", "1872.59"),
        ("1，234，567家", "1234567家"),
        ("１,２３４．５％", "1234.5%"),
        (" 95.60%\u3000", "95.60%"),
        ("↓11.4%", "↓11.4%"),
        ("近1/2", "近1/2"),
        ("－8.5", "-8.5"),
        ("20余", "20余"),
        ("1,2", "1,2"),
        ("—", ""),
        ("/", ""),
        ("95\u200b.6%", "95.6%"),
    ],
)
def test_a_number_keeps_its_digits(text: str, kept: str) -> None:
    """Width, thousands commas and what cannot be seen go; zeros, words and doubtful commas stay; a dash is none."""
    assert typed.printed(text) == kept


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("2025年", "2025"),
        ("２０２５年度", "2025"),
        ("2025.0", "2025"),
        ("2024—2025年", "2024-2025"),
        ("2025年前三季度", "2025Q1-Q3"),
        ("2025年第二季度", "2025Q2"),
        ("2025Q1-Q3", "2025Q1-Q3"),
        ("２０２５Ｑ１－Ｑ３", "2025Q1-Q3"),
        ("٢٠٢٤", "٢٠٢٤"),
        ("去年", "去年"),
        ("", ""),
    ],
)
def test_a_period_is_read_as_people_write_it(text: str, kept: str) -> None:
    """What is none stays, to be refused by its own rule."""
    assert typed.period(text) == kept


@pytest.mark.parametrize(
    ("text", "kept"), [("1.0", "1"), ("第12页", "12"), ("１２", "12"), ("1.5", "1.5"), ("一", "一")]
)
def test_a_whole_number_is_one_however_it_is_written(text: str, kept: str) -> None:
    """A spreadsheet program makes 1.0 of a page."""
    assert typed.whole(text) == kept


def test_months_dates_and_lists_have_one_form() -> None:
    """Those of the source."""
    assert typed.month("2026年9月") == "2026-09"
    assert typed.date("2026/1/31") == "2026-01-31"
    assert typed.several("甲 ｜乙|") == "甲|乙"
    assert typed.plain("上海\n某公司 ") == "上海某公司"
