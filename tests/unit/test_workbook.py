"""Cells of Excel files: how numbers show, and what no file may hold."""

import pytest

from whitepaper.files import workbook


@pytest.mark.parametrize(
    ("value", "printed", "expected"),
    [
        (99.2, "99.20%", "#,##0.00"),
        (4119.25, "4119.25", "#,##0.00"),
        (-11.4, "↓11.4%", "#,##0.0"),
        (54.0, "54.0", "#,##0.0"),
        (1077.0, "超1077", "#,##0"),
        (0.5, "近1/2", "#,##0.0"),
        (0.875, "7:8", "#,##0.000"),
        (40.0, "30%至40%", "#,##0"),
        (3.0, "三", "#,##0"),
        (0.0, "持平", "#,##0"),
        (326.61, "", "#,##0.00"),
        (1 / 3, "1/3", "General"),
        (float("nan"), "", "General"),
    ],
)
def test_a_number_shows_the_decimals_that_the_paper_prints(value: float, printed: str, expected: str) -> None:
    """A kept zero is kept; a fraction is not rounded away; a derived value shows all its digits."""
    assert workbook.number_format(value, printed) == expected


def test_what_no_file_may_hold_is_shown_as_such() -> None:
    """Control characters and half characters become a visible mark; all else is kept."""
    assert workbook.writable("a\x00b\x1fc\ud800d\uffffe\r\nf\tg🙂") == "a�b�c�d�e\nf\tg🙂"
