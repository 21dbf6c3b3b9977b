"""Questions that set numbers beside each other: the largest, who fell, which of two, in which order."""

import pytest

from tests.asked import rows_of, says
from whitepaper.asking import answer
from whitepaper.model.keys import CHANGES, LEVEL
from whitepaper.model.selection import Selection
from whitepaper.store.store import Store

EXTREMES = [
    # question, indicator, whether a change is asked for, whether the smallest
    ("哪类商品抽检合格率最低", "product.circulation.pass_rate", False, True),
    ("食品抽检哪个环节合格率最高", "food.sampling.pass_rate", False, False),
    ("餐饮业态里哪种最多", "food.license.catering", False, False),
    ("食品流通哪个业态最多", "food.license.circulation", False, False),
    ("哪个环节抽检不合格最多", "food.sampling.noncompliant", False, False),
    ("文创营收最少的是哪个行业", "culture.revenue", False, True),
    ("文创资产哪个行业增长最快", "culture.assets", True, False),
    ("文创营收增长最多的行业是哪个", "culture.revenue", True, False),
    ("七大战新产业里谁下降最多", "economy.strategic_output", True, True),
]


@pytest.mark.parametrize(("question", "indicator", "is_change", "is_least"), EXTREMES, ids=[row[0] for row in EXTREMES])
def test_the_largest_and_the_smallest_are_those_of_the_parts(
    store: Store, question: str, indicator: str, is_change: bool, is_least: bool
) -> None:
    """Computed from the newest numbers, the total left out."""
    rows = rows_of(store, indicator)
    rows = rows[rows["measure"].isin(CHANGES) if is_change else rows["measure"] == LEVEL]
    rows = rows[(rows["category"] != "") & (rows["at_year"] == rows["at_year"].max())]
    rows = rows[rows["unit"] == rows["unit"].mode().iat[0]]
    end = rows["value"].min() if is_least else rows["value"].max()
    found = answer(question, store)
    assert all(says(found, name) for name in rows.loc[rows["value"] == end, "category"])
    assert found.is_answered


def test_those_that_fell_are_all_named(store: Store) -> None:
    """And no other."""
    found = answer("文创资产下降的有哪些行业", store)
    rows = rows_of(store, "culture.assets")
    rows = rows[rows["measure"].isin(CHANGES) & (rows["category"] != "")]
    assert {row["category"] for _, row in rows.iterrows() if says(found, row["category"])} == set(
        rows.loc[rows["value"] < 0, "category"]
    )


def test_an_order_goes_from_the_largest_to_the_smallest(store: Store) -> None:
    """Each part once."""
    sentence = answer("文创各行业营收排名", store).sentence
    rows = rows_of(store, "culture.revenue")
    rows = rows[(rows["measure"] == LEVEL) & (rows["category"] != "") & (rows["at_year"] == rows["at_year"].max())]
    places = [sentence.index(name) for name in rows.sort_values("value", ascending=False)["category"]]
    assert places == sorted(places)


COMPARED = [
    ("食品生产和流通哪个合格率高", ["生产", "流通"], "food.sampling.pass_rate"),
    ("新能源和新材料谁产值高", ["新能源", "新材料"], "economy.strategic_output"),
    ("种植养殖环节和生产环节的合格率哪个高", ["种植养殖", "生产"], "food.sampling.pass_rate"),
]


@pytest.mark.parametrize(("question", "names", "indicator"), COMPARED, ids=[row[0] for row in COMPARED])
def test_two_sides_are_set_beside_each_other(store: Store, question: str, names: list[str], indicator: str) -> None:
    """With both numbers, and the larger one named."""
    found, rows = answer(question, store), rows_of(store, indicator)
    rows = rows[(rows["measure"] == LEVEL) & rows["category"].isin(names)]
    assert all(says(found, row["shown"]) for _, row in rows.iterrows())
    assert f"{rows.loc[rows['value'].idxmax(), 'category']}较" in found.sentence


INCOMPARABLE = ["各镇专精特新企业排名", "各街镇社零排名", "镇与镇之间高新技术企业排名", "哪个街镇特色产业企业最多"]


@pytest.mark.parametrize("question", INCOMPARABLE)
def test_towns_that_may_not_be_compared_are_not_ranked(store: Store, question: str) -> None:
    """The reason is said."""
    found = answer(question, store)
    assert not found.is_answered
    assert "不宜排名" in found.sentence


@pytest.mark.parametrize("question", ["浦江镇和华漕镇高新技术企业对比", "新虹和梅陇的食品企业谁多"])
def test_numbers_of_two_towns_stand_side_by_side_with_a_warning(store: Store, question: str) -> None:
    """Neither is called the larger."""
    assert "不宜直接比较" in answer(question, store).sentence


def test_how_it_went_and_where_it_is_least_are_both_told(store: Store) -> None:
    """One question with two parts; why there is no trend is said."""
    both = answer("食品抽检合格率三年怎么走、哪个环节最低", store)
    went, least = answer("食品抽检合格率三年怎么走", store), answer("食品抽检合格率哪个环节最低", store)
    assert both.sentence == went.sentence + least.sentence
    assert {*went.keys, *least.keys} == {*both.keys}


@pytest.mark.parametrize("question", ["特种设备全部数据", "特种设备"])
def test_a_sub_sector_is_offered_whole(store: Store, question: str) -> None:
    """Where the question fits several of its indicators."""
    found = answer(question, store)
    assert found.target == Selection(sector="product", subsector="product.equipment")
    assert f"共有 {store.count(found.target)} 行数" in found.sentence


COMPARABLE = [
    # question, what the answer says
    ("各街镇产值能不能比", "不宜比较"),
    ("各街镇的特色产业企业数可不可以比", "特色产业企业数的统计范围不同，不宜比较"),
    ("浦江镇和马桥镇的高新技术企业数可以比吗", "两地统计范围不同，不宜直接比较"),
    ("浦江镇和马桥镇能不能比", "浦江镇、马桥镇都报告的数有 5 项"),
    ("PM2.5和PM10能否比较", "相差 12 微克/立方米（计算）"),
    ("商标注册量和去年可不可以比", "增长 8.2%"),
]


@pytest.mark.parametrize(("question", "said"), COMPARABLE, ids=[row[0] for row in COMPARABLE])
def test_whether_numbers_compare_is_answered_with_the_numbers(store: Store, question: str, said: str) -> None:
    """能不能比 asks for a comparison: of towns it says why not, of years how it changed."""
    found = answer(question, store)
    assert found.is_answered
    assert said in found.sentence


def test_the_least_rate_says_how_far_it_is_from_the_whole(store: Store) -> None:
    """And besides where most failed, if that is elsewhere, and which years are missing; its chart has the total."""
    found = answer("食品抽检合格率哪个环节最低", store)
    assert found.sentence == "2024 年食品抽检合格率中，餐饮最低，97.67%，比合计（98.04%）低 0.37 个百分点（计算）。"
    assert found.more.startswith(
        "其次是流通，97.94%。但食品监督抽检不合格数最多的是流通，96 批次。2022 年、2023 年缺失"
    )
    assert found.panel is not None
    assert found.panel.rows["is_total"].sum() == 1
    counted = answer("食品监督抽检数哪个环节最多", store)
    assert "比合计" not in counted.sentence  # a sum is no measure of its parts


def test_what_may_be_asked_next_has_an_answer(store: Store) -> None:
    """Each question that is offered after an answer is understood, and none is the one just asked."""
    asked = [f"{store.name('indicators', key)}是多少" for key in list(store.names("indicators"))[::40]]
    offered = {further: question for question in asked for further in answer(question, store).further}
    assert len(offered) > len(asked)
    for further, question in offered.items():
        assert further != question
        assert answer(further, store).is_answered, further
