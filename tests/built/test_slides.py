"""Slides: so much as can be read, and the filters in words."""

import re
from itertools import chain

from tests.built.conftest import Told
from whitepaper.model.keys import DERIVED, LEVEL
from whitepaper.model.selection import Selection
from whitepaper.store.store import Store
from whitepaper.stories import slides
from whitepaper.stories.slides import BoardSlide, TableSlide
from whitepaper.telling.panels import MANY_SERIES
from whitepaper.telling.phrases import CONTINUED


def test_a_slide_never_holds_more_than_can_be_read(store: Store, told: Told) -> None:
    """More bars, pairs or lines go on to the next slide, and none is lost."""
    found = told.by_indicator["product.circulation.pass_rate"]
    assert len(found) > 1
    assert [slide.is_continued for slide in found] == [False, *[True] * (len(found) - 1)]
    assert slides.heading_of(found[1]).endswith(CONTINUED)
    assert found[1].title == "流通领域商品质量抽检合格率，第 13 至 18 项。"  # not what the first one finds
    series = [set(slide.panel.rows.loc[~slide.panel.rows["is_total"], "series"]) for slide in found]
    rows = store.observations(Selection(indicators=("product.circulation.pass_rate",)))
    assert set.union(*series) == set(rows.loc[rows["category"] != "", "category"])
    assert max(map(len, series)) <= slides.MOST_BARS
    for slide in [slide for made in told.by_indicator.values() for slide in made]:
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


def test_a_series_stands_out_on_the_slide_that_has_it(store: Store, told: Told) -> None:
    """Under its own sentence; the other parts of a long list are as ever, and no number differs."""
    plain = told.by_indicator["product.circulation.pass_rate"]
    rows = plain[-1].panel.rows
    last = rows.loc[~rows["is_total"], "series"].iat[-1]
    marks = ("economy.gdp~310112~", f"product.circulation.pass_rate~310112~{last}")
    found = slides.slides_of(store, "product.circulation.pass_rate", Selection(emphasis=marks))
    assert [slide.title for slide in found[:-1]] == [slide.title for slide in plain[:-1]]
    assert [slide.panel.emphasis for slide in found] == [(), (last,)]
    assert f"（{last}）" in found[-1].title
    assert [slide.filters for slide in found] == [{}, {"突出": last}]
    for one, other in zip(plain, found, strict=True):
        assert list(one.panel.rows["label"]) == list(other.panel.rows["label"])


def test_what_the_paper_does_not_print_is_called_so_on_every_slide(told: Told, store: Store) -> None:
    """In titles, tables and boards alike: a number that was worked out never stands as one of the paper's."""
    rows = store.observations(Selection())
    levels = rows[rows["measure"] == LEVEL]
    derived = set(levels.loc[levels["status"] == DERIVED, "shown"]) - set(rows.loc[rows["status"] != DERIVED, "shown"])
    assert len(derived) > 40
    for slide in chain.from_iterable(told.by_story.values()):
        said = [slide.title]
        said += list(map(str, slide.table.to_numpy().ravel())) if isinstance(slide, TableSlide) else []
        said += [f"{one.shown} {one.earlier}" for one in slide.numbers] if isinstance(slide, BoardSlide) else []
        bare = [(text, number) for text in said for number in derived
                if number in text and re.search(rf"(?<![\d,.])(?<!推算 ){re.escape(number)}", text)]  # fmt: skip
        assert not bare
