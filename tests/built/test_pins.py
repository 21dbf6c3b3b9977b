"""What a reader collects of the built data, and what changed since."""

from dataclasses import replace

from whitepaper.model.selection import Selection
from whitepaper.store.store import Store
from whitepaper.stories import pins, stories
from whitepaper.stories.pins import Pin
from whitepaper.stories.slides import is_divider


def test_a_pin_of_today_has_no_revision(store: Store) -> None:
    """And its slides are those of its indicator, under the reader's title if there is one."""
    one = pins.pin_chart(store, "product.inspection.pass_rate", Selection())
    assert pins.revisions(store, one) == []
    (slide,) = pins.pinned_slides(store, [one])
    assert slide.panel.indicator_id == "product.inspection.pass_rate"
    assert pins.pinned_slides(store, [pins.titled(one, " 抽查合格率 ")])[0].title == "抽查合格率"


def test_a_changed_number_is_told_with_its_old_value(store: Store) -> None:
    """Changed, gone and new ones; a version alone changes nothing."""
    one = replace(pins.pin_chart(store, "product.inspection.pass_rate", Selection()), dataset_version="v0")
    assert pins.revisions(store, one) == []
    key = "product.inspection.pass_rate;310112;;2024;level;2024"
    old = replace(one, numbers={**one.numbers, key: "95.7%"})
    (revision,) = pins.revisions(store, old)
    assert (revision.old, revision.new) == ("95.7%", "95.6%")
    assert "产品质量监督抽查合格率" in revision.what


def test_a_pin_whose_indicator_is_gone_is_left_out(store: Store) -> None:
    """Its numbers are told as gone."""
    one = Pin(pins.CHART, {"indicator": "old.indicator"}, "", "v0", {"old.indicator;310112;;2024;level;2024": "5 家"})
    assert pins.pinned_slides(store, [one]) == []
    assert pins.revisions(store, one)[0].new == pins.GONE


def test_a_pin_of_a_chart_keeps_the_words_that_chose_its_rows(store: Store) -> None:
    """What was shown was shown under a search for one product."""
    one = pins.pin_chart(store, "product.circulation.pass_rate", Selection(text="电动自行车"))
    rows = store.observations(Selection(indicators=("product.circulation.pass_rate",), text="电动自行车"))
    assert set(one.numbers) == set(rows["key"])
    assert "电动自行车" in pins.label(store, one)


def test_a_page_is_collected_with_its_filters(store: Store) -> None:
    """Its slides are those that the page presents; a title of the reader's own stands for its first sentence only."""
    chosen = Selection(towns=("310112114",))
    one = pins.pin_page(store, stories.TOWN, chosen)
    told = stories.told(store, stories.TOWN, chosen)
    assert [slide.title for slide in pins.pinned_slides(store, [one])] == [slide.title for slide in told]
    named = pins.slides_of_pin(store, pins.titled(one, "浦江"))
    assert [slide.title for slide in named] == ["浦江", *(slide.title for slide in told[1:])]
    assert pins.label(store, one) == "街镇画像 · 浦江镇"


def test_a_search_is_collected(store: Store) -> None:
    """Its words are kept, and its label says them."""
    one = pins.pin_page(store, stories.SEARCH, Selection(search="食品", sector="product"))
    assert one.query == {"search": "食品"}
    assert pins.label(store, one) == "搜索 · 食品"
    assert pins.slides_of_pin(store, one)[0].title.startswith("“食品”的搜索结果共 ")


def test_a_file_of_several_pins_has_a_cover_that_names_them(store: Store) -> None:
    """That of a story among them stands within; one pin alone is as it is, and nothing is called an appendix."""
    own = [pins.pin_page(store, kind, Selection()) for kind in (stories.OVERVIEW, stories.ABOUT)]
    cover, *rest = pins.filed_slides(store, own)
    assert (cover.title, cover.lines[:2]) == (pins.TITLE, ("全区总览", "数据说明"))
    assert [slide.title for slide in rest] == [slide.title for slide in pins.pinned_slides(store, own)]
    assert not any(map(is_divider, rest))
    alone = pins.filed_slides(store, own[:1])
    assert [slide.title for slide in alone] == [
        slide.title for slide in stories.told(store, stories.OVERVIEW, Selection())
    ]


def test_a_table_that_changed_says_how_many_rows_it_had(store: Store) -> None:
    """A list has no keys; its rows are counted and told apart by a digest."""
    one = replace(pins.pin_page(store, stories.HONOURS, Selection(levels=("国家级",))), dataset_version="v0")
    assert pins.revisions(store, one) == []
    (heading,) = one.numbers
    (revision,) = pins.revisions(store, replace(one, numbers={heading: "35 行（abcdef）"}))
    assert revision.what == "荣誉与名录"
    assert revision.old == "35 行（abcdef）"
    assert revision.new.startswith("36 行（")


def test_a_pin_keeps_what_stands_out_in_its_own_chart(store: Store) -> None:
    """And says it; its numbers are those without."""
    mark = "food.sampling.pass_rate~310112~流通"
    chosen = Selection(emphasis=("consumer.complaints.received~310112~公诉平台", mark))
    one = pins.pin_chart(store, "food.sampling.pass_rate", chosen)
    assert one.query["mark"] == mark
    assert one.numbers == pins.pin_chart(store, "food.sampling.pass_rate", Selection()).numbers
    (slide,) = pins.pinned_slides(store, pins.from_link(pins.to_link([one])))
    assert slide.panel.emphasis == ("流通",)
    assert pins.label(store, one) == "食品抽检合格率 · 突出流通"


def test_a_link_is_short_and_loses_nothing_of_today(store: Store) -> None:
    """All sectors fit into an address that chats and proxies let through; of an older version it says what it lacks."""
    own = [pins.pin_page(store, stories.SECTOR, Selection(sector=key)) for key in store.names("sectors")]
    word = pins.to_link(own)
    assert len(word) < 1000
    assert pins.filled(store, pins.from_link(word)) == own
    (old,) = pins.filled(store, pins.from_link(pins.to_link([replace(own[0], dataset_version="v0")])))
    assert not old.numbers
    assert pins.is_untold(store, old)
    assert pins.revisions(store, old) == []
