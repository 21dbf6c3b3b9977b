"""Numbers and changes in words."""

import pandas as pd
import pytest

from whitepaper.printed import wording


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (4119.25, "4,119.25"),
        (136.0, "136"),
        (0.0, "0"),
        (-8.5, "-8.5"),
        (1e6, "1,000,000"),
        (float("nan"), "—"),
        (None, "—"),
    ],
)
def test_numbers_keep_their_digits(value: float | None, text: str) -> None:
    """No digit is added or lost; only thousands are separated."""
    assert wording.number(value) == text


@pytest.mark.parametrize(
    ("value", "unit", "qualifier", "printed", "text"),
    [
        (98.04, "%", "", "98.04%", "98.04%"),
        (99.2, "%", "", "99.20%", "99.20%"),
        (98.04, "%", "", "", "98.04%"),
        (390.0, "家", "余", "390余", "390余家"),
        (3.0, "亿元", "多", "3亿多", "3 亿多元"),
        (370.0, "家", "近", "近370", "近 370 家"),
        (19.0, "%", "以上", "19%以上", "19%以上"),
        (0.2, "", "约", "约1/5", "约1/5"),
        (0.5, "", "超", "超半数", "超半数"),
        (5.0, "%", "区间上限", "0-5%", "0-5%"),
        (-2.5, "%", "", "-2.5", "-2.5%"),
        (float("nan"), "%", "", "", "—"),
        (16.0, "", "", "16", "16"),
        (0.0, "", "", "无", "无"),
    ],
)
def test_values_are_shown_as_a_reader_may_quote_them(value, unit, qualifier, printed, text) -> None:
    """Unit and qualifier stand where the paper has them; fractions and ranges stay as printed."""
    assert wording.shown(value, unit, qualifier, printed) == text


def series(*rows: tuple) -> pd.DataFrame:
    """Rows of one series: year, measure, value, unit, status, qualifier, yoy_basis."""
    columns = ["year", "measure", "value", "unit", "status", "qualifier", "yoy_basis"]
    frame = pd.DataFrame(rows, columns=columns)
    return frame.assign(printed=frame["qualifier"] + frame["value"].astype(str))


CHANGES = [
    ("rate in points", [(2023, "level", 91.98, "%"), (2024, "level", 95.6, "%")], "上升 3.62 个百分点", False),
    ("amount in percent", [(2023, "level", 200.0, "家"), (2024, "level", 150.0, "家")], "下降 25%", False),
    (
        "printed wins",
        [(2023, "level", 30.0, "微克"), (2024, "level", 29.0, "微克"), (2024, "yoy_pct", -3.3, "%")],
        "下降 3.3%",
        True,
    ),
    ("no change", [(2024, "level", 5.0, "家"), (2024, "yoy_pct", 0.0, "%")], "持平", True),
    ("own unit", [(2024, "yoy_pp", 1.4, "dB(A)")], "上升 1.4 dB(A)", True),
    ("what is counted", [(2024, "yoy_pp", -3.0, "家")], "减少 3 家", True),
    ("levels of noise", [(2023, "level", 56.4, "dB(A)"), (2024, "level", 57.8, "dB(A)")], "上升 1.4 dB(A)", False),
    ("too little to print", [(2023, "level", 9999.0, "家"), (2024, "level", 10000.0, "家")], "增长不足 0.05%", False),
]


@pytest.mark.parametrize(("name", "rows", "text", "is_printed"), CHANGES, ids=[case[0] for case in CHANGES])
def test_changes_are_named_in_the_right_words(name, rows, text, is_printed) -> None:
    """Rates change in percentage points, amounts in percent, and a printed change is preferred."""
    change = wording.change(series(*[(*row, "reported", "", "") for row in rows]), 2024)
    assert change is not None
    assert (change.text, change.is_printed) == (text, is_printed)


def test_comparable_growth_says_so() -> None:
    """A growth at comparable prices is never shown as if it were nominal."""
    change = wording.change(series((2024, "yoy_pct", 4.2, "%", "reported", "", "comparable")), 2024)
    assert change is not None
    assert change.text == "增长 4.2%（可比价）"


def test_a_printed_change_keeps_its_qualifier() -> None:
    """About five percent is not five percent."""
    change = wording.change(series((2024, "yoy_pct", 5.0, "%", "reported", "约", "")), 2024)
    assert change is not None
    assert change.text == "增长约 5.0%"


@pytest.mark.parametrize(
    "rows",
    [
        [(2024, "level", 5.0, "家", "reported", "", "")],
        [(2022, "level", 4.0, "家", "reported", "", ""), (2024, "level", 5.0, "家", "reported", "", "")],
        [(2023, "level", 4.0, "家", "derived", "", ""), (2024, "level", 5.0, "家", "reported", "", "")],
        [(2023, "level", 4.0, "家", "reported", "约", ""), (2024, "level", 5.0, "家", "reported", "", "")],
        [(2023, "level", 4.0, "万元", "reported", "", ""), (2024, "level", 5.0, "亿元", "reported", "", "")],
        [(2023, "level", 0.0, "家", "reported", "", ""), (2024, "level", 5.0, "家", "reported", "", "")],
    ],
)
def test_no_change_is_made_up(rows) -> None:
    """A gap, a derived or qualified level, another unit or a zero base give no change."""
    assert wording.change(series(*rows), 2024) is None


@pytest.mark.parametrize(
    ("amount", "polarity", "judgement"), [(1, 1, 1), (-1, 1, -1), (1, -1, -1), (-1, -1, 1), (1, 0, 0), (0, 1, 0)]
)
def test_better_and_worse_need_a_polarity(amount, polarity, judgement) -> None:
    """Without a known polarity nothing is judged."""
    assert wording.Change(amount, "%", is_printed=True).judgement(polarity) == judgement
