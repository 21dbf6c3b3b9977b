"""Questions about the numbers themselves, and what is refused: where from, what they mean, whether they hold."""

import pytest

from whitepaper.asking import answer
from whitepaper.model.selection import Selection
from whitepaper.store.store import Store

SOURCES = [("空气优良率是哪里来的", "表30"), ("社零数据来源", "表1"), ("表9谁提供的", "区市场监管局"),
           ("表26是哪个部门的", "区经委"), ("图2出处", "区市场监管局"), ("附录5是哪个镇的", "浦江镇"),
           ("旅游数据谁提供的", "区文旅局")]  # fmt: skip


@pytest.mark.parametrize(("question", "place"), SOURCES)
def test_where_a_number_stands_is_told(store: Store, question: str, place: str) -> None:
    """Table, figure or appendix, and who supplied it."""
    assert place in answer(question, store).sentence


@pytest.mark.parametrize(
    "indicator", ["food.sampling.pass_rate", "ip.patents.high_value_density", "agri.green.base_coverage", "env.air.co"]
)
def test_what_an_indicator_means_is_its_definition(store: Store, indicator: str) -> None:
    """Word for word; what the paper does not say is said to be unsaid."""
    found = answer(f"{store.name('indicators', indicator)}是什么意思", store)
    assert str(store.indicator(indicator)["definition"]).rstrip("。") in found.sentence


def test_where_an_organisation_is_and_what_a_table_is_doubted_for(store: Store) -> None:
    """The town of the reviewed list; the open findings of the table."""
    assert "颛桥镇" in answer("东富龙是哪个镇的", store).sentence
    assert "1,875.27" in "".join(store.checks(Selection())["recomputed"])
    assert "待核实的有 2 项" in answer("表3的合计对得上吗", store).sentence


DOUBTED = [
    ("流通领域合格率93.7%对吗", "96.916%"),
    ("研发占比8.87%对得上吗", "6.4619%"),
    ("出口批次合计为什么对不上", "4,351"),
    ("进口批次合计为什么对不上", "4,061"),
    ("停车泊位新增26412对得上吗", "15,029"),
    ("绿地面积100公顷有没有问题", "80 公顷"),
    ("化妆品一般报告354件对吗", "353"),
]


@pytest.mark.parametrize(("question", "number"), DOUBTED)
def test_what_the_checks_found_is_told(store: Store, question: str, number: str) -> None:
    """With the number that follows."""
    assert number in answer(question, store).sentence


def test_a_number_that_no_check_doubts_is_not_doubted(store: Store) -> None:
    """That a finding only uses it is said so."""
    assert "本身没有标为存疑" in answer("GDP可信吗", store).sentence
    assert "没有发现不一致" in answer("森林覆盖率可信吗", store).sentence


REFUSED = [
    # question, what the sentence says, the nearest indicator
    ("食品抽检合格率怎么走", "原文为图片", "food.sampling.pass_rate"),
    ("2022年食品抽检合格率", "原文为图片", "food.sampling.pass_rate"),
    ("药品抽检2022年为什么没有", "原文为图片", "drug.sampling.samples"),
    ("2022年GDP多少", "没有印 2022 年", "economy.gdp"),
    ("2020年PM2.5", "没有印 2020 年", "env.air.pm25"),
    ("2021年AQI优良率", "没有印 2021 年", "env.air.good_days_rate"),
    ("GDP为什么没有2023年的", "可比价", "economy.gdp"),
    ("明年GDP会涨吗", "不作预测", "economy.gdp"),
    ("2025年GDP目标", "不作预测", "economy.gdp"),
    ("为什么GDP增长", "原因", "economy.gdp"),
    ("徐汇区食品合格率", "只有闵行区", "food.sampling.pass_rate"),
    ("松江区GDP", "只有闵行区", "economy.gdp"),
    ("北京投诉举报多少", "只有闵行区", "consumer.complaints.received"),
    ("上海市GDP多少", "没有上海市", "economy.gdp"),
    ("吴泾镇GDP", "没有吴泾镇", "economy.gdp"),
    ("闵行人均GDP", "没有", "economy.gdp"),
    ("房价多少", "没有“房价”", "economy.fixed_investment"),
    ("失业率", "没有“失业率”", "economy.gdp"),
    ("平均工资多少", "没有“平均工资”", "economy.gdp"),
    ("闵行有多少所小学", "没有", "features.literacy.schools"),
    ("明天会下雨吗", "没有", "env.air.good_days_rate"),
    ("区长是谁", "没有", ""),
    ("哪个镇最好", "不作评价", ""),
    ("闵行区最好的医院是哪家", "不作评价", ""),
    ("罚款多少", "无法确定", ""),
    ("立案多少件", "无法确定", ""),
    ("合格率多少", "无法确定", ""),
    ("今天吃什么", "没有看懂", ""),
    ("帮我写首诗", "没有看懂", ""),
    ("你好", "没有看懂", ""),
    ("", "没有看懂", ""),
    ("食品罚没款比上年", "没有印上年的数", "food.enforcement.penalties"),
    ("宁德时代有什么荣誉", "没有宁德时代", ""),
]


@pytest.mark.parametrize(("question", "reason", "near"), REFUSED, ids=[row[0] or "nothing" for row in REFUSED])
def test_what_the_paper_does_not_have_is_refused_with_the_reason(
    store: Store, question: str, reason: str, near: str
) -> None:
    """Never answered with another year, place or thing; the nearest indicator is named."""
    found = answer(question, store)
    assert not found.is_answered
    assert reason in found.sentence
    assert not near or found.near[0].code == near


def test_a_number_is_judged_before_its_change_is(store: Store) -> None:
    """What is asked about is the rate, not by how much it rose."""
    found = answer("环境空气质量 AQI 优良率可信吗", store)
    assert found.sentence.startswith("2024 年环境空气质量 AQI 优良率印作 87.7%，")


OTHER_MEASURES = [
    # question, what the refusal says, what is not answered in its place
    ("规上工业企业多少家", "没有按“家”计的这一项", "3,750.15"),
    ("工业总产值多少家", "没有按“家”计的这一项", "3,750.15"),
    ("社零总额有多少个", "没有按“个”计的这一项", "1,813.87"),
    ("产业联盟多少人", "没有按“人”计的这一项", "5 个"),
    ("医保参保多少家", "没有按“家”计的这一项", "153 万人"),
    ("梅陇镇食品产值", "没有看懂“产值”", "23 家"),
    ("马桥镇人工智能产值", "没有看懂“产值”", "370 家"),
    ("GDP占全市比重", "没有印这个占比。2024 年地区生产总值", "8.87"),
    ("地区生产总值占长三角比重", "没有", "8.87"),
    ("投诉举报占比多少", "没有印这个占比。", ""),
    ("新增上市企业占比", "没有印这个占比。", ""),
]


@pytest.mark.parametrize(("question", "said", "unsaid"), OTHER_MEASURES)
def test_another_measure_is_no_answer(store: Store, question: str, said: str, unsaid: str) -> None:
    """A number of the same thing that is counted in something else, or is a share of it."""
    found = answer(question, store)
    assert not found.is_answered
    assert said in found.sentence
    assert not unsaid or unsaid not in found.sentence


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("4119.25", "印作 4119.25 的是：2024 年地区生产总值为 4,119.25 亿元。"),
        ("4,119.25亿元是什么", "印作 4119.25 的是：2024 年地区生产总值为 4,119.25 亿元。"),
        ("98.04%是什么", "印作 98.04% 的是：2024 年食品抽检合格率为 98.04%。"),
        ("98.04可信吗", "核对没有发现不一致"),
        ("12345678", "白皮书没有印 12345678 这个数。"),
        ("12315", "全国12315平台"),
    ],
)
def test_a_number_alone_is_looked_up(store: Store, question: str, said: str) -> None:
    """Its digits are no part of a name: 4119.25 is no PM2.5. A number that is a name stays one."""
    assert said in answer(question, store).sentence


@pytest.mark.parametrize(
    ("question", "unsaid"),
    [
        ("比上年好的指标有几个", "商标"),  # 标有
        ("4119.25和去年比", "PM"),
        ("进口食品合格率", "0.16%"),  # the share of what is not 合格
        ("电动自行车合格率", "93.7%"),  # the whole, where two parts begin so
        ("化妆品合格率", "药品"),  # another thing of its sub-sector
        ("区长质量奖有几家", "市长"),  # another award with most of the name
        ("闵行区质量怎么样", "3 家"),  # an indicator that has hardly a word of it
        ("12345投诉满意率", "99%"),  # of another thing: 12345 calls none that has a rate
        ("地下水水质", "100%"),  # of all water
        ("共享单车数量", "数为"),  # places to park
        ("医院门诊量", "34 所"),  # hospitals
        ("老年助餐点", "6,697 人。"),  # who eats there
        ("停车位多少个", "26,412"),  # new ones alone
        ("出口工业品批次", "1,125"),  # imports
        ("地铁站数量", "50 米"),  # how far buses are
        ("绿化覆盖率", "19%"),  # of forests
        ("医生数", "129.96"),  # who signed with one
        ("市场主体数量", "168 户"),  # that were looked at for one thing
        ("新设企业", "ODR 企业数为"),  # of one kind
        ("中小企业数", "6 个"),  # clusters of them
        ("药品经营企业多少家", "0 家"),  # that gave up
    ],
)
def test_what_only_looks_alike_is_no_answer(store: Store, question: str, unsaid: str) -> None:
    """Characters of two words that ask, digits of a number, the opposite, the whole for a part."""
    assert unsaid not in answer(question, store).sentence


def test_honours_of_a_level_are_counted(store: Store) -> None:
    """Not the indicator that has the level for a category."""
    found = answer("国家级荣誉有几项", store)
    assert found.target == Selection(levels=("国家级",))
    assert f"国家级荣誉共 {len(store.honours(found.target))} 项" in found.sentence


NOT_KNOWN = [
    ("食品抽检不合格率", "“不合格率”"),
    ("地理标志有多少", "“地理标志”"),
    ("外星人有多少", "“外星人”"),
    ("空气质量优良天数", "“天数”"),
    ("网络订餐", "“网络订餐”"),
]


@pytest.mark.parametrize(("question", "word"), NOT_KNOWN)
def test_what_is_not_known_is_quoted_as_a_word(store: Store, question: str, word: str) -> None:
    """Not a character of it."""
    assert f"没有看懂{word}" in answer(question, store).sentence


@pytest.mark.parametrize("question", ["景区接待人数增长", "景区游客人次增长多少", "A级景区接待量下降了吗"])
def test_a_verb_behind_what_is_counted_is_a_verb(store: Store, question: str) -> None:
    """Though some name has the same characters in it."""
    assert "增长 8.29%" in answer(question, store).sentence
