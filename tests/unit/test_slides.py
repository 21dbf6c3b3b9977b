"""Slides of tables: so much as can be read."""

import pandas as pd

from whitepaper.stories import slides
from whitepaper.telling import remarks


def test_a_long_table_goes_on_to_further_slides() -> None:
    """No row is lost, and the first slide alone has the plain heading."""
    table = pd.DataFrame({"名称": [f"第 {number} 行" for number in range(40)], "数值": ["1 家", None] * 20})
    made = slides.table_slides("标题。", "名录", table, {}, remarks.source("表1"))
    assert [slides.heading_of(one) for one in made] == ["名录", "名录（续）", "名录（续）"]
    assert [cell for one in made for cell in one.table["名称"]] == list(table["名称"])
    assert set(made[0].table["数值"]) == {"1 家", ""}
