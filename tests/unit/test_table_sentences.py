"""Sentences under tables and counts."""

from dataclasses import replace

import pandas as pd
import pytest

from whitepaper.model.cells import of_frame
from whitepaper.telling import number_tables, table_sentences


@pytest.mark.parametrize(
    ("counts", "nameless", "said"),
    [
        ({"甲": 3, "乙": 2}, 0, "甲 3 项，乙 2 项。"),
        ({"甲": 3, "乙": 2}, 4, "甲 3 项，乙 2 项；未注明的 4 项。"),
        ({"甲": 4, "乙": 3, "丙": 2}, 0, "甲 4 项，乙 3 项，丙 2 项。"),
        ({"甲": 5, "乙": 4, "丙": 3, "丁": 1}, 0, "甲 5 项，乙 4 项，丙 3 项居前。"),
        ({"甲": 5, "乙": 4, "丙": 4, "丁": 3}, 0, "甲 5 项，乙、丙各 4 项，丁 3 项。"),
        ({"甲": 5, "乙": 1, "丙": 1, "丁": 1}, 0, "甲 5 项，另有 3 种各 1 项。"),
        ({"甲": 1, "乙": 1, "丙": 1}, 2, "3 种各 1 项；未注明的 2 项。"),
    ],
)
def test_counts_name_the_most_and_ties_together(counts: dict[str, int], nameless: int, said: str) -> None:
    """Most first; no tie is cut in two."""
    assert table_sentences.of_counts(pd.Series(counts), nameless, "按荣誉", "种") == f"按荣誉：{said}"


def _numbers(*told: tuple[str, str]) -> pd.DataFrame:
    """A number a line, each of its period."""
    lines = [("指标" + word, "", f"{place} 家", period, "", "", "甲区") for place, (word, period) in enumerate(told)]
    columns = ["indicator", "category", "label", "period_name", "change", "note", "area"]
    return pd.DataFrame(lines, columns=columns).assign(cited="表1")


@pytest.mark.parametrize(
    ("longest", "said"),
    [
        (0, "数字：指标甲 0 家；指标乙 1 家；指标丙 2 家（均为 2024 年）；另有 1 项。"),
        (40, "数字：指标甲 0 家；指标乙 1 家（均为 2024 年）；另有 2 项。"),
        (30, "数字：指标甲 0 家（2024 年）；另有 3 项。"),
        (5, "数字：指标甲 0 家（2024 年）；另有 3 项。"),
    ],
)
def test_a_title_names_as_many_numbers_as_it_holds(longest: int, said: str) -> None:
    """One at least, and says how many there are."""
    rows = _numbers(("甲", "2024 年"), ("乙", "2024 年"), ("丙", "2024 年"), ("丁", "2023 年"))
    table = of_frame(rows, number_tables.HEADINGS).only(["indicator", "category", "label", "period_name"])
    assert table_sentences.of_numbers("数字：", table, longest) == said


def test_a_word_in_place_of_a_number_leads_no_sentence() -> None:
    """Its note says what it is about; parts of another number come before it, too."""
    rows = _numbers(("甲", "2024 年"), ("乙", "2024 年"), ("丙", "2024 年"))
    rows = rows.assign(label=["无", "1 家", "2 家"], category=["", "", "其中"])
    table = of_frame(rows, number_tables.HEADINGS).only(["indicator", "category", "label", "period_name"])
    first, *rest = table.lines
    word = replace(first["label"], code=number_tables.IN_A_WORD)
    table = replace(table, lines=[{**first, "label": word}, *rest])
    said = "数字（2024 年）：指标乙 1 家；指标丙（其中）2 家；指标甲：无。"
    assert table_sentences.of_numbers("数字：", table) == said


def test_the_newest_number_of_a_series_stands_for_it_and_what_leads_comes_first() -> None:
    """A number of the year before leads no title; what is asked to lead does, whatever else is newer."""
    rows = _numbers(("甲", "2023 年"), ("甲", "2024 年"), ("乙", "2024 年")).assign(key=["a", "b", "c"])
    columns = ["indicator", "category", "label", "period_name"]
    table = of_frame(rows, number_tables.HEADINGS, list(rows["key"]), number_tables.VALUE).only(columns)
    said = table_sentences.of_numbers("数字：", table, 30)
    assert said == "数字：指标甲 1 家（2024 年）；另有 2 项。"
    assert table_sentences.of_numbers("数字：", table, 30, ["c"]).startswith("数字：指标乙 2 家")
