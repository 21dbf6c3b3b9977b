"""Cells of files that readers take home."""

from hypothesis import given
from hypothesis import strategies as st

from whitepaper.files import csv_files


@given(st.text(), st.sampled_from(["=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠"]))
def test_no_text_cell_starts_a_formula(text: str, start: str) -> None:
    """Whatever follows, a dangerous first character is no longer first."""
    assert csv_files.harmless(start + text) == "'" + start + text


@given(st.floats(allow_nan=False, allow_infinity=False))
def test_no_number_is_quoted(number: float) -> None:
    """A number is no text, negative ones included."""
    assert csv_files.harmless(number) == number
