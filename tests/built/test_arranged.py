"""Indicators arranged as a reader takes them in."""

from dataclasses import replace

import pytest

from tests import made_up
from whitepaper.model.keys import TARGET
from whitepaper.model.selection import Selection
from whitepaper.printed.categories import plain
from whitepaper.store.store import Store
from whitepaper.stories import stories
from whitepaper.telling import account, number_tables
from whitepaper.telling.account import BETTER, SAME, WORSE
from whitepaper.telling.arranged import MOST_NUMBERS, Block, arranged
from whitepaper.telling.crossed import alike, crossed
from whitepaper.telling.panels import TOTAL, order, panels
from whitepaper.telling.remarks import Kind
from whitepaper.telling.towns import by_importance

PUJIANG = "310112114"


def of(store: Store, subsector_id: str) -> list[Block]:
    """What a sub-sector's views draw."""
    return arranged(store, stories.drawn(store, subsector_id), Selection(), store.name("subsectors", subsector_id))


def test_a_doubt_is_said_on_the_board_of_its_number(store: Store) -> None:
    """Of several boards of one table the others have numbers that are in order."""
    innovation = Selection(sector="innovation")
    boards = [block for block in arranged(store, store.indicators_of(innovation), innovation) if block.numbers]
    doubted = [block for block in boards if any(number.shown.endswith("（存疑）") for number in block.numbers)]
    said = [block for block in boards if any(remark.kind is Kind.DOUBT for remark in block.remarks)]
    assert 0 < len(doubted) < len(boards)
    assert said == doubted


def test_only_what_limits_a_number_is_said_to_make_it_inexact(store: Store) -> None:
    """`累计 223` is 223."""
    found = {remark.kind for panel in panels(store, "gov.cloud.items", Selection()) for remark in panel.remarks}
    assert Kind.QUALIFIED not in found


def test_two_years_of_many_indicators_are_one_table(store: Store) -> None:
    """Each with both numbers, its change as printed, and whether that is better."""
    (block,) = of(store, "environment.ecology")
    assert block.title == "生态环境：两年对照"
    assert block.changes is not None
    assert block.changes.years == (2023, 2024)
    assert len(block.changes.lines) == len(block.indicators) == 10
    lines = {line.name: line for line in block.changes.lines}
    fine = lines["PM2.5 年均值"]
    (before,) = fine.earlier
    assert before is not None
    assert (before.shown, fine.now.shown) == ("30 微克/立方米", "29 微克/立方米")
    assert fine.change is not None
    assert (fine.change.marked, fine.judgement) == ("下降 3.3%", BETTER)
    assert fine.share == pytest.approx(-0.033)
    assert lines["环境噪声昼间"].judgement == WORSE
    assert lines["水环境监测断面达标率"].judgement == SAME
    assert block.sentence == (
        "2024 年所列 10 项指标中，环境噪声昼间、环境噪声夜间不如上年；"
        "5 项好于上年，其中 PM10 年均值变动最大（下降 12.8%）；3 项持平。"
    )
    assert [remark.text for remark in block.remarks] == ["来源：表30 · 第 26 页 · 区生态环境局"]


def test_a_printed_change_stands_without_the_number_before_it(store: Store) -> None:
    """And a number that follows from it says that it is derived."""
    (block,) = of(store, "economy.totals")
    assert block.changes is not None
    lines = {line.name: line for line in block.changes.lines}
    assert lines["地区生产总值"].earlier == (None,)
    assert block.changes.table.lines[0]["changed"].text == "增长 4.2%（可比价）"
    (sales,) = lines["社会消费品零售总额"].earlier
    assert sales is not None
    assert sales.shown == "推算 1,982.37 亿元"
    assert Kind.DERIVED in {remark.kind for remark in block.remarks}


def test_three_years_of_several_indicators_are_one_table(store: Store) -> None:
    """Not a line for each; which way those went that are not judged is said where they all went the same."""
    (block,) = [one for one in of(store, "construction.building") if one.changes]
    assert block.title == "建筑工程：历年对照"
    assert block.changes is not None
    assert block.changes.years == (2022, 2023, 2024)
    table = block.changes.table
    assert list(table.headings.values()) == ["指标", "2022 年", "2023 年", "2024 年", "比上年", "判断"]
    assert [cell.text for cell in table.lines[0].values()] == [
        "“白玉兰”优质建设工程数",
        "8",
        "11",
        "16",
        "增加 5（计算）",
        "好于上年",
    ]
    assert block.sentence == "2024 年所列 4 项指标中，“白玉兰”优质建设工程数好于上年；3 项都下降，不作判断。"
    assert not [one for one in of(store, "construction.building") if any(two.shape == "trend" for two in one.panels)]


def test_one_alone_over_three_years_stays_a_line(store: Store) -> None:
    """Beside others of two years, too: they would leave its first year alone in a column."""
    blocks = arranged(store, ["env.air.pm25", "env.air.pm10", "product.inspection.pass_rate"], Selection())
    assert [bool(block.changes) for block in blocks] == [True, False]
    assert blocks[1].panels[0].shape == "trend"


GRADES = ("food.grading.producers", "food.grading.circulation", "food.grading.catering")


def test_indicators_with_the_same_parts_are_one_table(store: Store) -> None:
    """Of grades with the share of the first, ours; the sentence names both ends; every number can be asked for."""
    (block,) = [one for one in of(store, "product.food") if one.crossed]
    assert block.indicators == GRADES
    assert block.heading == "食品：按A级、B级、C级、D级分列（户）"
    assert block.crossed is not None
    table = block.crossed.table
    assert list(table.shown) == ["指标", "A级", "B级", "C级", "D级", "A级占比"]
    assert table.shown.to_numpy().tolist()[1] == ["食品流通单位分级户数", "13,425", "1,827", "26", "17", "87.8%※"]
    assert block.sentence == "2024 年A级占比（计算）为 48.3% 至 87.8%，食品流通单位分级户数的A级占比最高。"
    assert "※ 为计算：A级占各类合计的比例。" in [remark.text for remark in block.remarks]
    keys = {cell.key for line in table.lines for cell in line.values()}
    assert {str(store.observation(key)["indicator_id"]) for key in keys} == set(GRADES)
    assert len(keys) == 12
    assert not [one for one in of(store, "product.food") if one.panels and one.indicators[0] in GRADES]


def test_more_parts_have_no_share_and_fewer_indicators_are_charts(store: Store) -> None:
    """Six kinds of firms are a table without a share; two indicators stay two charts, as one does."""
    (block,) = [one for one in of(store, "product.drugs") if one.crossed and one.crossed.is_wide]
    assert block.crossed is not None
    assert (block.crossed.share, block.crossed.is_wide, block.title[-10:]) == ("", True, "按 6 类分列（家）")
    assert (
        block.sentence == "2024 年药化械监管区域家次中，化妆品经营企业最多（2,966 家），医疗器械生产企业最少（56 家）。"
    )
    assert all(one.panels for one in arranged(store, GRADES[:2], Selection()))


def test_indicators_in_several_units_are_one_table_too(store: Store) -> None:
    """Counts and rates of the same three parts: each number has its unit and its mark, and no line a share."""
    (block,) = [one for one in of(store, "product.drugs") if one.crossed and not one.crossed.is_wide]
    assert block.crossed is not None
    assert block.heading == "药品、化妆品和医疗器械：按药品、化妆品、医疗器械分列"
    assert block.crossed.table.shown.to_numpy().tolist() == [
        ["不良反应（事件）严重报告占比", "4.4%", "2.8%（存疑）", "0.6%"],
        ["不良反应（事件）一般报告占比", "95.6%", "97.2%（存疑）", "99.4%"],
        ["不良反应（事件）报告数", "1,578 件", "354 件", "1,394 件"],
        ["严重不良反应（事件）报告数", "70 件", "1 件", "9 件"],
        ["一般不良反应（事件）报告数", "1,508 件", "354 件（存疑）", "1,385 件"],
    ]
    assert len([one for one in block.remarks if one.kind is Kind.DOUBT]) == 3


@pytest.mark.parametrize(
    ("changed", "shares"),
    [
        ({"doubt": "说不准"}, 2),
        ({"qualifier": "约"}, 2),
        ({"category": "其中：A级"}, None),
        ({"period": "2023"}, None),
        ({"value": float("nan")}, None),
        ({"is_total": True}, None),
    ],
)
def test_a_share_is_only_of_what_is_sure_and_a_table_of_what_is_alike(
    store: Store, changed: dict[str, object], shares: int | None
) -> None:
    """One number in doubt or about so much takes its line's share; another part or period the table."""
    made = {key: panels(store, key, Selection()) for key in GRADES}
    (one,) = made[GRADES[0]]
    rows = one.rows.copy()
    rows[list(changed)] = rows[list(changed)].astype("object")
    rows.loc[rows.index[0], list(changed)] = list(changed.values())
    made[GRADES[0]] = [replace(one, rows=rows)]
    assert alike(made) == ([] if shares is None else [GRADES])
    if shares is not None:
        found = crossed({key: own[0] for key, own in made.items()})
        assert sum(line.share is not None for line in found.lines) == shares


def test_a_board_stands_where_its_first_indicator_does(store: Store) -> None:
    """Rates that are a few numbers come before bars of what is less important."""
    blocks = arranged(store, stories.drawn(store, "product.drugs"), Selection(towns=(store.district,)), "药品")
    assert blocks[0].indicators[0] == "drug.sampling.pass_rate"
    assert blocks[0].title == "药品：数字一览"
    assert blocks[0].numbers
    assert any(block.panels or block.crossed for block in blocks[1:])


def test_blocks_stand_in_the_order_of_their_first_and_single_numbers_share_boards(store: Store) -> None:
    """No indicator is lost, none is there twice; a board is never longer than can be read."""
    blocks = of(store, "product.food")
    assert blocks[0].panels[0].shape == "dots"
    order = stories.drawn(store, "product.food")
    places = [order.index(block.indicators[0]) for block in blocks if not block.is_continued]
    assert places == sorted(places)
    assert all(1 < len(block.numbers) <= MOST_NUMBERS for block in blocks if block.numbers)
    assert sorted({key for block in blocks for key in block.indicators}) == sorted(stories.drawn(store, "product.food"))
    board = next(block for block in blocks if block.numbers)
    assert board.title == "食品：其他数字"
    names = [number.name for number in board.numbers]
    assert names.index("食品生产经营许可证持证数") < names.index("食品生产经营许可证持证数 · 生产")
    assert any(remark.text == "期间：2024 年" for remark in board.remarks)
    assert not any(number.aside for number in board.numbers)


def test_a_town_s_numbers_say_their_period_where_it_is_stated(store: Store) -> None:
    """That the others have none is said once."""
    rows = store.observations(Selection(towns=(PUJIANG,)))
    blocks = arranged(store, dict.fromkeys(rows["indicator_id"]), Selection(towns=(PUJIANG,)))
    numbers = {number.name: number for block in blocks for number in block.numbers}
    assert numbers["特色产业规上企业数 · 生物医药"].aside == "2024 年"
    assert numbers["面积占全区比例"].aside == ""
    assert numbers["特色产业营业收入 · 生物医药规上企业"].aside == "2024 年，增长 22.9%"
    said = [remark.text for block in blocks for remark in block.remarks]
    assert "没有写年份的，期间原文未说明。" in said
    assert not any("推算" in text for text in said)


def test_a_cell_of_a_board_has_a_short_label_and_its_scope_beside_the_number(store: Store) -> None:
    """The name stays whole, so that the number is true when it is quoted alone."""
    rows = store.observations(Selection(towns=(PUJIANG,)))
    blocks = arranged(store, dict.fromkeys(rows["indicator_id"]), Selection(towns=(PUJIANG,)))
    numbers = {number.name: number for block in blocks for number in block.numbers}
    of_part, of_all = numbers["特色产业规上企业数 · 生物医药"], numbers["街镇专精特新企业数 · 基因产业（范围未明）"]
    assert (of_part.label, of_part.beside) == ("生物医药规上企业数", "2024 年")
    assert (of_all.label, of_all.beside) == ("专精特新企业数", "基因产业（范围未明）")


def test_the_whole_of_parts_on_a_board_says_that_it_is(store: Store) -> None:
    """One rate beside those of its parts would else be another number of the same name."""
    qibao = Selection(towns=("310112102",))
    blocks = arranged(store, ("town.old_street.star_merchants", "town.old_street.merchants"), qibao)
    numbers = {number.shown: number for block in blocks for number in block.numbers}
    assert {shown: number.beside for shown, number in numbers.items()} == {
        "260 家": "",
        "104 家": "合计",
        "13 家": "五星商户",
        "26 家": "四星商户",
        "65 家": "三星商户",
    }
    assert {number.label for number in numbers.values()} == {"评审方案表列商户数", "七宝古镇当前商户数"}


def test_the_terms_of_a_scheme_are_no_results(store: Store) -> None:
    """What a rule allows at most is not what a town has: no board, panel or line of a comparison shows it as that."""
    limit, qibao = "town.old_street.star_limit", Selection(towns=("310112102",))
    assert set(store.observations(Selection(indicators=(limit,)))["measure"]) == {TARGET}
    assert limit not in by_importance(store, store.observations(qibao))
    assert limit not in set(number_tables.reported(store, "310112102")["indicator_id"])
    for name in (store.name("indicators", limit), store.short_name(limit)):
        assert name.endswith("上限")


def test_a_short_name_says_the_scope_or_leaves_it_beside_the_number(store: Store) -> None:
    """Every declared one is of a category that is there, and is shorter; area and scope are said all the same."""
    shown = store.observations(Selection())
    known = {*zip(shown["indicator_id"], shown["category"], strict=True)}
    for row in store.frame("short_names").itertuples():
        assert len(row.name) < len(store.name("indicators", row.indicator_id) + row.category)
        assert not row.category or (row.indicator_id, row.category) in known
    seen = 0
    for block in arranged(store, store.names("indicators"), Selection()):
        for number in block.numbers:
            row = store.observation(number.key)
            if number.short and not number.shown.startswith("各项均为"):
                told = store.short_name(row["indicator_id"], row["category"]) if row["category"] else ""
                assert told in number.label
                assert told or number.scope == plain(row["category"])
                assert row["area_id"] == store.district or row["area"] in number.label
                seen += 1
    assert seen > 50


def test_what_stands_for_a_town_comes_before_its_parts(store: Store) -> None:
    """Also where a part is of another period, and stands on a panel of its own."""
    huacao = Selection(towns=("310112106",))
    numbers = arranged(store, by_importance(store, store.observations(huacao)), huacao)[0].numbers
    assert [number.shown for number in numbers][:3] == ["512 家", "3 家", "9 家"]


def test_a_number_in_doubt_is_not_judged(store: Store) -> None:
    """It stays in the table, and the reason is said beside it."""
    rows = store.observations(Selection(years=(2024,)))
    doubted, seen = set(rows.loc[rows["doubt"] != "", "indicator_id"]), 0
    for block in (block for key in store.names("subsectors") for block in of(store, key) if block.changes):
        for line in block.changes.lines:
            indicator_id = store.observation(line.now.key)["indicator_id"]
            is_doubted = "存疑" in line.now.shown or (line.change is not None and line.change.is_doubted)
            assert not (is_doubted and line.judgement is not None)
            assert is_doubted <= (indicator_id in doubted)
            seen += 1
    assert seen > 20


def test_one_indicator_stays_a_panel(store: Store) -> None:
    """There is nothing to stand beside it; one without a number gives nothing."""
    (block,) = arranged(store, ["env.air.pm25"], Selection())
    assert block.panels
    assert arranged(store, ["env.air.pm25"], Selection(towns=(PUJIANG,))) == []


@pytest.fixture(scope="module")
def everything(store: Store) -> list[Block]:
    """Every indicator, arranged."""
    return arranged(store, store.names("indicators"), Selection())


def test_a_number_of_another_area_says_so(store: Store, everything: list[Block]) -> None:
    """Name, area, value and period are true when quoted alone; the one area that is chosen goes without saying."""
    own = dict.fromkeys(store.observations(Selection(towns=(PUJIANG,)))["indicator_id"])
    of_town = arranged(store, own, Selection(towns=(PUJIANG,)))
    for said, blocks in ((store.district, everything), (PUJIANG, of_town)):
        for block in blocks:
            lines = [line.now for line in block.changes.lines] if block.changes else []
            for number in (*block.numbers, *lines):
                row = store.observation(number.key)
                assert row["indicator"] in number.name
                assert (row["area"] in number.name) or row["area_id"] == said or number.shown.startswith("各项均为")


def test_an_indicator_is_judged_alike_everywhere(store: Store, everything: list[Block]) -> None:
    """In the account of the year and in the table of two years."""
    judged = {one.key: one for one in account.account(store, Selection()).judged}
    seen = 0
    for block in everything:
        for line in block.changes.lines if block.changes else ():
            if line.now.key in judged:
                own = judged[line.now.key]
                assert (line.judgement, line.change) == (own.judgement, own.change)
                seen += 1
    assert seen > 20


def test_a_few_numbers_in_several_units_share_a_board(store: Store) -> None:
    """Each is named with what it counts, so that no card holds one number, and has its change; bars stay bars."""
    district = Selection(towns=(store.district,))
    culture = arranged(store, ["tourism.illustration_art", "tourism.festival.events"], district)
    shown = {number.name: number.shown for block in culture for number in block.numbers}
    assert shown["上海国际插画艺术季活动数 · 展览"] == "37 场"
    assert shown["上海国际插画艺术季活动数 · 培训"] == "10 期"
    (board,) = arranged(store, ["health.surgeries", "tourism.illustration_art"], district)
    moved = {number.name: number.earlier for number in board.numbers if number.earlier}
    assert moved == {
        "公立医院住院手术和介入人数": "↑ 6.77%",
        "公立医院住院手术和介入人数 · 出院患者三、四级手术": "↑ 5.47%",
    }
    apart = ["sports.facilities_built", "tourism.illustration_art"]
    assert not any(block.numbers for block in arranged(store, apart, district))


def test_a_board_says_of_which_numbers_the_paper_prints_no_unit(store: Store) -> None:
    """As a chart of them does."""
    blocks = arranged(store, ["gov.materials.synced", "tourism.illustration_art"], Selection(towns=(store.district,)))
    said = [remark.text for block in blocks for remark in block.remarks if remark.kind is Kind.UNMARKED]
    assert said == ["单位原文未标：同步市级电子材料事项和目录数"]


def test_a_town_begins_with_its_headline_numbers(store: Store) -> None:
    """The rest follows in the order of the paper; none is lost."""
    rows = store.observations(Selection(towns=(PUJIANG,)))
    found = by_importance(store, rows)
    assert found[:3] == ["town.industry.enterprises", "town.industry.designated_enterprises", "town.industry.revenue"]
    assert sorted(found) == sorted(set(rows.loc[rows["value"].notna() & (rows["measure"] == "level"), "indicator_id"]))


def test_grades_keep_the_order_of_the_paper(store: Store) -> None:
    """A first prize stands before a third though there are fewer; what is no grade stands by its size."""
    for indicator_id in store.graded:
        for panel in panels(store, indicator_id, Selection()):
            printed = [row["series"] for row in panel.filled if not row["is_total"]]
            assert order(panel.rows, panel.shape, is_ranked=panel.is_ranked) == list(dict.fromkeys(printed))
    (risks,) = panels(store, "food.risk.producers", Selection())
    assert order(risks.rows, "ranking", is_ranked=True) == ["高风险", "中等风险", "较低风险", "低风险"]
    (caterers,) = panels(store, "food.license.catering", Selection())
    sizes = dict(zip(caterers.rows["series"], caterers.rows["plotted"], strict=True))
    assert [sizes[name] for name in order(caterers.rows, "ranking", is_ranked=True)] == sorted(
        (size for name, size in sizes.items() if name != TOTAL), reverse=True
    )


def test_grades_are_known_where_data_has_no_list_of_them(store: Store) -> None:
    """Data that an earlier version built has none: nothing is a grade, and nothing fails."""
    assert made_up.store_of([made_up.number(1)]).graded == frozenset()
