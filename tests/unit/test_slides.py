"""Slides from the views, in an order that can be told."""

import pytest

from whitepaper import slides
from whitepaper.panels import MANY_SERIES
from whitepaper.selection import Selection
from whitepaper.store import Store


def test_the_overview_has_every_sector_in_order(store: Store) -> None:
    """One slide at least for each."""
    told = slides.storyline(store, slides.OVERVIEW)
    sectors = [store.indicator(slide.panel.indicator_id)["sector_id"] for slide in told]
    assert list(dict.fromkeys(sectors)) == list(store.names("sectors"))


def test_every_sector_and_town_has_a_storyline(store: Store) -> None:
    """None is empty."""
    for sector_id in store.names("sectors"):
        assert slides.storyline(store, slides.SECTOR, sector_id)
    for area_id in store.towns["area_id"]:
        assert slides.storyline(store, slides.TOWN, area_id)


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
    assert slide.filters == {"地区": "虹桥镇", "年份": "2024"}


def test_an_unknown_storyline_raises(store: Store) -> None:
    """No empty presentation stands for a mistake."""
    with pytest.raises(KeyError):
        slides.storyline(store, "other")
