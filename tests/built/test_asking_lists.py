"""Questions for what stands in lists: honours, organisations, towns, documents, cases."""

import pytest

from tests.asked import closed
from whitepaper.asking import answer
from whitepaper.model.selection import Selection
from whitepaper.store.store import Store
from whitepaper.telling.number_tables import compared, reported
from whitepaper.telling.table_sentences import of_compared

AWARDED = [
    ("谁拿了市长质量奖", "上海市市长质量奖"),
    ("中国质量奖提名奖给了谁", "第五届中国质量奖提名奖"),
    ("质量标杆企业名单", "上海市质量标杆"),
    ("品牌培育标杆企业有哪些", "上海市品牌培育标杆企业"),
    ("中华老字号有哪些", "中华老字号"),
    ("国家级绿色工厂有哪些", "国家级绿色工厂"),
    ("哪些镇是市级园林街镇", "市级园林街镇"),
    ("重点产品质量攻关二等奖名单", "重点产品质量攻关项目成果二等奖"),
    ("共性技术攻关是哪家", "共性质量技术攻关项目成果"),
    ("蔬菜标准园有哪些", "蔬菜标准园"),
    ("上海品牌有哪些企业", "“上海品牌”认证"),
    ("哪些企业获得绿色工厂", "国家级绿色工厂"),
]


@pytest.mark.parametrize(("question", "award"), AWARDED, ids=[row[0] for row in AWARDED])
def test_who_has_an_award_is_told_in_full(store: Store, question: str, award: str) -> None:
    """Every organisation of the list."""
    found, rows = answer(question, store), store.honours(Selection(awards=(award,)))
    assert found.is_answered
    assert all(closed(name) in closed(found.sentence) for name in rows["organisation"])


HONOURED = ["光明乳业有哪些荣誉", "三菱电梯得过什么奖", "上海交大有什么荣誉", "至纯科技拿过哪些奖", "三思电子得过什么"]


@pytest.mark.parametrize("question", HONOURED)
def test_what_an_organisation_has_is_told(store: Store, question: str) -> None:
    """Every award of it, by its full or a short name."""
    found = answer(question, store)
    rows = store.honours(found.target)
    assert found.is_answered
    assert len(rows)
    assert all(award in found.sentence for award in rows["award"])


TOWNS = [("新虹做什么产业", "310112008"), ("颛桥镇特色产业是什么", "310112103"), ("zhuanqiao 做什么产业", "310112103"),
         ("七宝主导产业", "310112102"), ("江川路街道特色产业是什么", "310112001")]  # fmt: skip


@pytest.mark.parametrize(("question", "town"), TOWNS)
def test_the_industry_of_a_town_is_that_of_its_report(store: Store, question: str, town: str) -> None:
    """As the appendix heads it."""
    assert store.industry(town) in answer(question, store).sentence


def test_the_towns_of_an_industry_are_all_named(store: Store) -> None:
    """Those whose reports are about it."""
    sentence = answer("哪些街镇做食品产业", store).sentence
    named = {town for town in store.towns["area_id"] if store.name("areas", town) in sentence}
    assert named == {town for town in store.towns["area_id"] if store.industry(town) == "食品产业"}


def test_what_a_report_finds_wanting_is_told(store: Store) -> None:
    """The points of the report, in its order."""
    notes = store.issued("town_notes")
    first = notes[(notes["area_id"] == "310112110") & (notes["kind"] == "问题")]["text"].iat[0]
    assert first.rstrip("。") in answer("吴泾有什么问题", store).sentence


DOCUMENTS = [
    ("新型工业化政策是哪个", "闵府规发〔2024〕1号"),
    ("产业高质量发展政策意见文号多少", "闵府规发〔2024〕11号"),
    ("大零号湾政策文号", "沪府办规〔2024〕7号"),
    ("现代服务业高质量发展政策文号", "闵府规发〔2024〕3号"),
    ("养老科技产业政策", "闵科委规发〔2024〕2号"),
]


@pytest.mark.parametrize(("question", "number"), DOCUMENTS)
def test_a_document_is_named_with_its_number(store: Store, question: str, number: str) -> None:
    """Of those that the paper lists."""
    assert number in set(store.frame("policies")["document_no"])
    assert number in answer(question, store).sentence


@pytest.mark.parametrize(("question", "case"), [("电梯维保是哪个案例", 4), ("人脸识别整治是哪个案例", 6),
                                                ("一址两用是什么案例", 2)])  # fmt: skip
def test_a_case_is_found_by_what_it_is_about(store: Store, question: str, case: int) -> None:
    """With its number."""
    assert answer(question, store).sentence.startswith(f"案例{case}“")


@pytest.mark.parametrize("question", ["上海电气有哪些荣誉", "光明乳业有哪些荣誉"])
def test_of_a_group_each_firm_is_told_once(store: Store, question: str) -> None:
    """With what it has, and those that bear its brand alone."""
    found = answer(question, store)
    firms = {store.name("organisations", key) for key in store.honours(found.target)["organisation_id"]}
    told = [line.partition("：")[0] for line in found.sentence.partition("。")[2].rstrip("。").split("；")]
    assert sorted(told) == sorted(firms)


@pytest.mark.parametrize(
    ("question", "towns"),
    [("莘庄镇和马桥镇对比", ("310112101", "310112112")), ("浦江镇与虹桥镇相比", ("310112114", "310112107"))],
)
def test_towns_are_put_side_by_side(store: Store, question: str, towns: tuple[str, ...]) -> None:
    """How much stands in their comparison and whether it compares, what each makes, and the way there."""
    found = answer(question, store)
    assert found.is_answered
    assert found.target == Selection(towns=towns)
    assert found.sentence == of_compared(compared(store, Selection(towns=towns)))
    assert all(store.industry(town) in found.more for town in towns)


def test_a_town_is_told_with_the_first_numbers_of_its_report(store: Store) -> None:
    """Three, each with its period and the appendix."""
    found = answer("浦江镇做什么产业", store)
    rows = reported(store, "310112114").head(3)
    assert all(f"{row['label']}（{row['period_name']}）" in found.more for _, row in rows.iterrows())
    assert all(place in found.source for place in rows["cited"])


@pytest.mark.parametrize("question", ["智能工厂", "上海标准有哪些"])
def test_a_count_of_a_list_says_that_it_is_of_the_list(store: Store, question: str) -> None:
    """Which may name three of seventeen."""
    assert answer(question, store).sentence.startswith("白皮书名录中")


@pytest.mark.parametrize("question", ["特色产业有哪些", "闵行有哪些特色产业", "各街镇特色产业有哪些"])
def test_the_industries_of_all_towns_are_listed(store: Store, question: str) -> None:
    """Not an award that has the word in its name."""
    sentence = answer(question, store).sentence
    assert [name for name in store.towns["name"] if name not in sentence] == []


@pytest.mark.parametrize("question", ["虹桥镇特色产业", "虹桥镇产业"])
def test_a_town_and_its_industry_ask_what_it_is(store: Store, question: str) -> None:
    """Not for an indicator with the word in its name."""
    assert answer(question, store).sentence.startswith("虹桥镇的专题报告写的是")
