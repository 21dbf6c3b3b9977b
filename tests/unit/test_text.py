"""Text made ready for Markdown."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from components.frame.text import plain
from whitepaper.model.text import broken

LETTERS = st.text(alphabet="ab1 .:/@-<>=~+#*_[](){}!&$`|\\\n甲　", max_size=40) | st.text(max_size=20)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("食品抽检合格率 98.04%（约）", "食品抽检合格率 98.04%（约）"),
        ("-2.5", "-2.5"),
        ("3*5、10~20", r"3\*5、10\~20"),
        ("![x](http://a.b/s.png)", r"!\[x\](http:color[\:]//a.b/s.png)"),
        (":red[红] 10:30", r"\:red\[红\] 10\:30"),
        ("www.a.b 与 c@a.b", r"www:color[\.]a.b 与 c:color[\@]a.b"),
        ("甲 -> 乙", r"甲 :color[\-]:color[\>] 乙"),
        (":streamlit: :material/home:", r":color[\:]streamlit\: :color[\:]material/home\:"),
        ("- 甲", r"\- 甲"),
        ("12. 甲", r"12\. 甲"),
        ("# 甲\n    乙", "\\# 甲  \n乙"),
        ("===", r"\==="),
    ],
)
def test_only_marks_that_mean_something_are_quoted(text: str, shown: str) -> None:
    """Tabulated cases; ordinary text is left as it is."""
    assert plain(text) == shown


@given(LETTERS)
def test_nothing_is_lost_or_added(text: str) -> None:
    """Taken off again, what was added leaves the text, but for the size of its gaps."""
    bare = re.sub(r"\\(.)", r"\1", re.sub(r":color\[(\\.)\]", r"\1", plain(text)), flags=re.DOTALL)
    assert re.sub(r"[ \t\r\n\f\v\x85\u2028\u2029]+", "", bare) == re.sub(r"[ \t\r\n\f\v\x85\u2028\u2029]+", "", text)


@given(LETTERS)
def test_no_mark_is_left_bare(text: str) -> None:
    """Every mark stands behind a backslash, but for those of the spans."""
    rest = re.sub(r"\\.", "", re.sub(r":color\[\\.\]", "", plain(text)))
    assert not set(rest) & set("\\`*_{[]<>&~$:|@")


@pytest.mark.parametrize(
    ("name", "widest", "lines"),
    [
        ("全国12315平台", 7, ("全国12315平台",)),
        ("其中：12345市民热线", 7, ("其中：", "12345市民热线")),
        ("儿童服装（含学生服）", 7, ("儿童服装", "（含学生服）")),
        ("成品油、尿素溶液快检", 7, ("成品油、", "尿素溶液快检")),
        ("养老院+互联网医院", 7, ("养老院+", "互联网医院")),
        ("浦江镇 · 生物医药", 7, ("浦江镇 ·", "生物医药")),
        ("电动自行车用充电器", 7, ("电动自行车", "用充电器")),
        ("ABCDEFGHIJKLMNOPQRSTUVWXYZ", 7, ("ABCDEFGHIJKLMNOPQRSTUVWXYZ",)),
    ],
)
def test_a_name_is_broken_where_it_reads_well(name: str, widest: float, lines: tuple[str, ...]) -> None:
    """Before a bracket and after a mark, else in the midst; never in a number or a word."""
    assert broken(name, widest, 3) == lines


@given(st.text("甲乙丙（），、1a ·", min_size=1, max_size=30))
def test_a_broken_name_keeps_its_letters(name: str) -> None:
    """On no more lines than are allowed; only blanks at the ends of lines go."""
    lines = broken(name, 4, 3)
    assert 1 <= len(lines) <= 3
    assert "".join(lines).replace(" ", "") == name.replace(" ", "")
