"""Slides: so much as can be read, and the filters in words."""

import pandas as pd

from whitepaper.model.selection import Selection
from whitepaper.store.store import Store
from whitepaper.stories import slides
from whitepaper.telling.panels import MANY_SERIES


def test_a_slide_never_holds_more_than_can_be_read(store: Store) -> None:
    """More bars, pairs or lines go on to the next slide, and none is lost."""
    found = slides.slides_of(store, "product.circulation.pass_rate", Selection())
    assert len(found) > 1
    assert found[1].heading.endswith(slides.CONTINUED)
    series = [set(slide.panel.rows.loc[~slide.panel.rows["is_total"], "series"]) for slide in found]
    rows = store.observations(Selection(indicators=("product.circulation.pass_rate",)))
    assert set.union(*series) == set(rows.loc[rows["category"] != "", "category"])
    assert max(map(len, series)) <= slides.MOST_BARS
    for indicator_id in store.names("indicators"):
        for slide in slides.slides_of(store, indicator_id, Selection()):
            if slide.panel.shape == "trend":
                assert slide.panel.rows.loc[~slide.panel.rows["is_total"], "series"].nunique() <= MANY_SERIES


def test_filters_are_said(store: Store) -> None:
    """Only those that were chosen."""
    (slide,) = slides.slides_of(store, "town.designated.enterprises", Selection(towns=("310112107",), years=(2024,)))
    assert slide.filters == {"街镇": "虹桥镇", "年份": "2024"}


def test_a_search_within_an_indicator_is_kept(store: Store) -> None:
    """The slide shows the rows that the page shows, and says why."""
    chosen = Selection(text="电动自行车")
    (slide,) = slides.slides_of(store, "product.circulation.pass_rate", chosen)
    rows = store.observations(Selection(indicators=("product.circulation.pass_rate",), text="电动自行车"))
    assert set(slide.panel.rows["key"]) == set(rows["key"])
    assert slide.filters == {"名称或别名": "电动自行车"}


def test_a_long_table_goes_on_to_further_slides() -> None:
    """No row is lost, and the first slide alone has the plain heading."""
    table = pd.DataFrame({"名称": [f"第 {number} 行" for number in range(40)], "数值": ["1 家", None] * 20})
    made = slides.table_slides("标题。", "名录", table, {}, "来源：表1")
    assert [one.heading for one in made] == ["名录", "名录（续）", "名录（续）"]
    assert [cell for one in made for cell in one.table["名称"]] == list(table["名称"])
    assert set(made[0].table["数值"]) == {"1 家", ""}
