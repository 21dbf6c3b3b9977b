"""The tables in memory: filtering, names, headlines."""

import shutil
from dataclasses import replace
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from whitepaper.model.dataset import Dataset
from whitepaper.model.keys import KEY, MARK_SEPARATOR, mark_of
from whitepaper.model.selection import VALUE_SEPARATOR, Selection
from whitepaper.store import headlines
from whitepaper.store.store import Store

MANY = ("towns", "years", "indicators")
TEXTS = ("", "合格率", "食品", "PM2.5", "不存在的词")


def keys(store: Store, selection: Selection) -> list[tuple]:
    """Keys of the rows that a selection keeps, in order."""
    return list(store.observations(selection)[list(KEY)].itertuples(index=False, name=None))


def some_selection(store: Store) -> st.SearchStrategy[Selection]:
    """A selection of values that exist."""
    known = store.vocabulary.values
    some = {name: st.lists(st.sampled_from(list(known[name])), max_size=2, unique=True).map(tuple) for name in MANY}
    sector = st.sampled_from(["", *known["sector"]])
    return st.builds(Selection, sector=sector, text=st.sampled_from(TEXTS), **some)


@given(st.data(), st.sampled_from(["sector", *MANY, "text"]))
@settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow])
def test_each_filter_only_takes_rows_away(store: Store, data: st.DataObject, name: str) -> None:
    """Loosening one filter keeps every row, in the same order; the count agrees with the rows."""
    selection = data.draw(some_selection(store))
    kept, more = keys(store, selection), keys(store, selection.without(name))
    assert [key for key in more if key in set(kept)] == kept
    assert store.count(selection) == len(kept)


def test_every_row_of_a_filter_meets_it(store: Store) -> None:
    """Sector, area and year hold for all rows."""
    rows = store.observations(Selection(sector="features", towns=("310112106",), years=(2023,)))
    assert set(rows["sector_id"]) == {"features"}
    assert set(rows["area_id"]) == {"310112106"}
    assert set(rows["year"]) == {2023}


def test_undated_numbers_count_as_of_the_papers_year(store: Store) -> None:
    """A town's 390余家 without a date is found when 2024 is chosen, and not for 2023."""
    chosen = Selection(indicators=("town.industry.enterprises",), towns=("310112114",))
    assert len(store.observations(replace(chosen, years=(2024,)))) == 2
    assert store.observations(replace(chosen, years=(2023,))).empty


def test_a_word_that_readers_use_finds_what_the_paper_calls_otherwise(store: Store) -> None:
    """And the name of a sub-sector all that is in it, not the part that has it in its name."""
    equipment = store.observations(Selection(subsector="product.equipment"))
    assert len(store.observations(Selection(text="特种设备"))) >= len(equipment) > 0
    assert set(store.observations(Selection(text="罚款"))["key"]) == set(
        store.observations(Selection(text="罚没款"))["key"]
    )
    assert set(store.observations(Selection(text="占GDP"))["indicator_id"]) == {
        "culture.gdp_share",
        "innovation.science.rd_gdp_share",
    }


@pytest.mark.parametrize("text", ["餐饮 合格率", "pm2.5", "PM25", "社零", "GDP", "GENERAL"])
def test_text_finds_names_aliases_and_categories(store: Store, text: str) -> None:
    """Upper case, sub-script digits and several words are understood; nonsense finds nothing."""
    assert store.observations(Selection(text=text)).empty == (text == "GENERAL")


def test_offered_indicators_include_the_chosen_one(store: Store) -> None:
    """A choice from another sector stays visible, so that it can be taken back."""
    offered = store.indicators_within(Selection(sector="economy", indicators=("env.air.pm25",)))
    assert {"economy.gdp", "env.air.pm25"} <= set(offered)
    assert "food.sampling.pass_rate" not in offered


def test_a_card_per_sector_with_its_change(store: Store) -> None:
    """The first page names the change of a rate in points, of an amount in percent; a doubted one is not judged."""
    cards = {card.title: card for card in headlines.cards(store, Selection())}
    product = {h.label: h for h in cards["产品质量"].headlines}
    assert product["产品抽查合格率"].change.text == "上升 3.62 个百分点"
    assert (product["产品抽查合格率"].is_doubted, product["产品抽查合格率"].judgement) == (True, 0)
    assert {h.label: h for h in cards["经济运行"].headlines}["社零总额"].judgement == -1


def test_cards_follow_sector_and_towns(store: Store) -> None:
    """One sector gives one card; towns give a card each, with what they report."""
    assert [card.title for card in headlines.cards(store, Selection(sector="environment"))] == ["生态与居住环境"]
    (town,) = headlines.cards(store, Selection(towns=("310112114",)))
    assert (town.title, town.subtitle) == ("浦江镇", "生物医药基因产业")
    assert "390余家" in {h.shown for h in town.headlines}


def test_a_year_without_numbers_gives_no_card(store: Store) -> None:
    """The first page invents nothing for 2022."""
    titles = {card.title for card in headlines.cards(store, Selection(years=(2022,)))}
    assert "经济运行" not in titles
    assert "产品质量" in titles


def test_what_is_built_is_read_without_its_source(store: Store, tmp_path: Path) -> None:
    """A folder that has only the built tables is a data set to read."""
    shutil.copytree(store.dataset.parquet, tmp_path / "parquet")
    moved = Store.load(Dataset(tmp_path))
    assert (moved.dataset_version, moved.profile) == (store.dataset_version, store.profile)
    pd.testing.assert_frame_equal(moved.observations(Selection()), store.observations(Selection()))


def test_a_series_has_a_name_that_a_link_can_carry(any_store: Store) -> None:
    """No separator of links stands in it, and every current number is of one."""
    marks = any_store.vocabulary.values["emphasis"]
    assert not [mark for mark in marks if VALUE_SEPARATOR in str(mark) or str(mark).count(MARK_SEPARATOR) != 2]
    rows = any_store.observations(Selection())
    assert {mark_of(row) for row in rows.to_dict("records")} <= set(marks)
    assert all(marks.values())
