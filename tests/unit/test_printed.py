"""Reading numbers as the white paper prints them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from whitepaper.model.errors import UnreadableNumberError
from whitepaper.printed.reading import read_printed

CASES = [
    ("95.6%", "%", 95.6, ""),
    ("4119.25", "亿元", 4119.25, ""),
    ("-2.5", "%", -2.5, ""),
    ("-3.10%", "%", -3.1, ""),
    ("↓11.4%", "%", -11.4, ""),
    ("↑0.6个百分点", "个百分点", 0.6, ""),
    ("↑1.4", "dB(A)", 1.4, ""),
    ("下降8.5%", "%", -8.5, ""),
    ("增长677%", "%", 677, ""),
    ("持平", "%", 0, ""),
    ("无", "", 0, ""),
    ("0", "%", 0, ""),
    ("预计11平方米", "平方米", 11, "预计"),
    ("19%以上", "%", 19, "以上"),
    ("突破249", "亿元", 249, "突破"),
    ("3亿多", "亿元", 3, "多"),
    ("390余", "家", 390, "余"),
    ("近370", "家", 370, "近"),
    ("不低于25", "亿元", 25, "不低于"),
    ("累计57", "项", 57, "累计"),
    ("约1/5", "", 0.2, "约"),
    ("超半数", "", 0.5, "超"),
    ("0-5%", "%", 5, "区间上限"),
    ("30%至40%", "%", 40, "区间上限"),
    ("7:8", "", 0.875, ""),
    ("五分之一", "", 0.2, ""),
    ("百余", "场", 100, "余"),
    ("高于75", "分", 75, "高于"),
    ("70亿元左右", "亿元", 70, "左右"),
    ("3万余", "万人", 3, "余"),
    ("第三名", "名", 3, ""),
    ("两", "个", 2, ""),
    ("0.6%", "个百分点", 0.6, ""),
    (" 12 家 ", "家", 12, ""),
    ("↑0", "%", 0, ""),
]


@pytest.mark.parametrize(("printed", "unit", "value", "qualifier"), CASES)
def test_printed_texts_are_read(printed: str, unit: str, value: float, qualifier: str) -> None:
    """Each form the paper uses gives its value and qualifier."""
    reading = read_printed(printed, unit)
    assert reading.value == pytest.approx(value)
    assert reading.qualifier == qualifier


@pytest.mark.parametrize(
    ("printed", "unit"),
    [
        ("", "%"),
        ("一百", "家"),
        ("12家", "人"),
        ("95.6%", "家"),
        ("1,234", "家"),
        ("12.", "家"),
        ("1/0", ""),
        ("大约5", "家"),
    ],
)
def test_other_texts_are_refused(printed: str, unit: str) -> None:
    """A text outside the rules raises; it never becomes a number by chance."""
    with pytest.raises(UnreadableNumberError) as caught:
        read_printed(printed, unit)
    assert str(caught.value) == printed


@given(st.decimals(min_value=0, max_value=10**9, places=2), st.sampled_from(["亿元", "%", "家", ""]))
def test_any_plain_number_is_read_exactly(number, unit: str) -> None:
    """A plain decimal keeps its value whatever the unit."""
    assert read_printed(str(number), unit).value == float(number)
