"""Sentences under tables and counts."""

import pandas as pd
import pytest

from whitepaper.telling import table_sentences


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
