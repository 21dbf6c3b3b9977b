"""What a spreadsheet makes of a text in CSV, and that the text stays what it is."""

import csv
import io
import re
import string
from decimal import Decimal

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from whitepaper.files import csv_files, spreadsheet
from whitepaper.printed.wording import typed

RUN = [
    "=1+1", "+A1", "-A1", "@SUM(A1)", "＝1", "＋A1", "－A1", "＠SUM(A1)", "\t=1", "\r=1", "\n=1", " =1",
    "\u200b=1", "\x00=1", "=cmd|' /C calc'!A0", "+cmd|' /C calc'!A0", "-cmd|' /C calc'!A0", "@x",
    '=HYPERLINK("http://x","y")', '=""', "-质量", "-2+3+cmd|' /C calc'!D2", "=\n1", "-\nA1", "+\nA1",
]  # fmt: skip
REWRITTEN = [
    "7:8", "7:08", "12:30", "12:30:15", "12:30 PM", "3 a", "9am", "上午9:30", "9时30分", "9点", "７：８",
    "25:61", "1-2", "1/2", "3/4", "1 1/2", "2024-09", "2023-12", "2024/9/1", "24.9.1", "2024-09-01T12:00:00Z",
    "2024年9月", "9月1日", "Sept 5", "5-Jan", "MARCH1", "jan-24", "1E5", "1e-3", "2.E3", "-1E5",
    "12345678901234567", "123456789012", "000123", "007", "0.50", "54.0", "-4.0", ".5", "5.", "1,077",
    "1,813.87", "19%", "99.2%", "5.125%", "-3.1%", "007%", "５％", "5 %", "(5)", "¥100", "$1", "€5", "10‰", "+5-3",
    "--5", "-1/2", "-7:8", "１２", "TRUE", "false", "#N/A", "#REF!", "-0", " 5", "5 ",
]  # fmt: skip
AS_IT_IS = [
    "", "-", "—", "%", "0", "5", "-5", "+5", "-2.5", "+0.7", "-3.10%", "99.20%", "0.5", "12345678901",
    "4119.25", "2024", "2023-2024", "2024Q1-Q3", "累计105", "近1/2", "约1/5", "↓11.4%", "30%至40%", "1000余",
    "3.1万平方米", "增长2.5倍", "无", "持平", "第一章/一/(一)/2", "表9", "PM2.5", "May", "e", "3*5", "10~20",
    "R&D", "https://example.org/", "沪府〔2024〕3号", "food.sampling", "A-1", "a=b",
]  # fmt: skip


@pytest.mark.parametrize("text", RUN, ids=repr)
def test_what_would_be_run_is_guarded(text: str) -> None:
    """Seen as text, with the sign of a text before it."""
    assert spreadsheet.kept(text) == "'" + text
    assert spreadsheet.harmless(text) == "'" + text


@pytest.mark.parametrize("text", REWRITTEN, ids=repr)
def test_what_would_be_rewritten_is_kept(text: str) -> None:
    """With a sign that is not seen; where nothing is run, nothing is guarded."""
    assert spreadsheet.kept(text) == "\t" + text
    assert spreadsheet.harmless(text) == text


@pytest.mark.parametrize("text", AS_IT_IS, ids=repr)
def test_what_is_shown_as_it_is_written_has_no_sign(text: str) -> None:
    """A negative number is a number, words are words."""
    assert spreadsheet.kept(text) == text
    assert spreadsheet.harmless(text) == text


SMALL = st.integers(0, 99).map(str)
PADDED = st.integers(0, 99).map("{:02}".format)
SHAPES = st.one_of(
    st.tuples(SMALL, PADDED).map(":".join),
    st.tuples(SMALL, PADDED, PADDED).map(":".join),
    st.tuples(SMALL, SMALL).map("/".join),
    st.tuples(SMALL, SMALL).map("-".join),
    st.tuples(st.integers(1900, 2100).map(str), SMALL).map("-".join),
    st.dates().map(str),
    st.dates().map("{0:%Y}年{0:%m}月{0:%d}日".format),
    st.times().map(str),
    st.tuples(st.sampled_from(["", "-"]), SMALL, st.integers(-99, 99).map(str)).map("{0[0]}{0[1]}E{0[2]}".format),
    st.integers(10**11, 10**30).map(str),
    st.text(string.digits, min_size=1, max_size=9).map("0{}".format),
    st.text(string.digits, min_size=1, max_size=4).map("3.{}0".format),
    st.text(string.digits, min_size=1, max_size=4).filter(lambda digits: len(digits) != 2).map("7.{}%".format),
    st.integers(1000, 10**9).map("{:,}".format),
)


@given(SHAPES)
def test_times_dates_fractions_and_odd_numbers_are_kept(text: str) -> None:
    """Whatever digits next year's paper prints."""
    assert spreadsheet.kept(text) == "\t" + text


@given(st.decimals(Decimal(-9999), Decimal(9999), places=3, allow_nan=False), st.sampled_from(["", "+"]))
def test_a_number_in_text_is_a_number_unless_it_would_lose_a_zero(number: Decimal, sign: str) -> None:
    """As read back by any program: the same number; with the zeros that are printed it is text."""
    text = (sign if number > 0 else "") + str(number)
    shown = text.rstrip("0").rstrip(".")
    assert spreadsheet.kept(text) == (text if shown == text else "\t" + text)
    if shown.strip("+-0"):
        assert spreadsheet.kept(shown) == shown


NUMBER = re.compile(r"[+-][0-9]+(\.[0-9]+)?%?")


@given(st.text())
def test_no_text_starts_a_formula(text: str) -> None:
    """Nor is anything of the text lost: one sign before it is all that is added."""
    made = spreadsheet.kept(text)
    assert isinstance(made, str)
    assert made in {text, "'" + text, "\t" + text}
    if made == text and text.lstrip()[:1] in {"=", "+", "-", "@"}:
        assert text.strip() in {"=", "+", "-", "@"} or NUMBER.fullmatch(text)


@given(st.text(), st.sampled_from("=@"))
def test_what_starts_like_a_formula_is_guarded(text: str, start: str) -> None:
    """Whatever follows."""
    assert spreadsheet.kept(f"{start}1{text}") == f"'{start}1{text}"


@given(st.floats(allow_nan=False, allow_infinity=False))
def test_a_number_is_no_text(number: float) -> None:
    """Negative ones included."""
    assert spreadsheet.kept(number) == number


@given(st.lists(st.text(st.characters(exclude_categories=["Cs", "Cc"])), min_size=1, max_size=4))
def test_the_csv_is_read_back_by_programs(texts: list[str]) -> None:
    """The signs taken away, each text is the one that was written, in a row of its own; a minus is the typed one."""
    table = pd.DataFrame({"题": ["无", *texts], "数": range(len(texts) + 1)})
    written = csv_files.table_to_csv(table).decode("utf-8-sig")
    rows = list(csv.reader(io.StringIO(written, newline="")))[2:]
    assert [[cell.removeprefix("'").removeprefix("\t"), number] for cell, number in rows] == [
        [typed(text).removeprefix("'").removeprefix("\t"), str(place)] for place, text in enumerate(texts, 1)
    ]
    if all(texts):
        read = pd.read_csv(io.StringIO(written), keep_default_na=False)
        assert read["数"].tolist() == [*range(len(texts) + 1)]


@pytest.mark.parametrize(("text", "cell"), [("−8.5%", "-8.5%"), ("−3", "-3"), ("2 − 1", "2 − 1"), ("−", "−")])
def test_a_number_below_nothing_has_the_sign_that_is_typed(text: str, cell: str) -> None:
    """A spreadsheet takes it for a number; elsewhere the sign is that which is read."""
    table = pd.DataFrame({"a": [text]})
    written = csv_files.table_to_csv(table).decode("utf-8-sig")
    assert next(csv.reader([written.splitlines()[1]]))[0].strip("\t") == cell
    assert csv_files.as_text(table).splitlines()[1] == cell
    assert csv_files.raw(["a"], table).decode("utf-8-sig").splitlines()[1] == text


def test_a_kept_text_stands_in_quotes() -> None:
    """A spreadsheet that splits at tabs too puts nothing into the next column."""
    written = csv_files.table_to_csv(pd.DataFrame({"a": ["7:8", "x"], "b": [-2.5, 3.0]})).decode("utf-8-sig")
    assert written == 'a,b\r\n"\t7:8",-2.5\r\nx,3\r\n'
