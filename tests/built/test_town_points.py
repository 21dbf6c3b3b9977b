"""Points of a town's report beside its numbers."""

import pytest

from whitepaper.model.keys import QUALITY, STATE
from whitepaper.model.selection import Selection
from whitepaper.store.store import Store
from whitepaper.telling.towns import repeating

HUACAO, QIBAO, XINZHUANG = "310112106", "310112102", "310112101"
POINTS = [
    ("counted", HUACAO, "至2024年底，规上企业256家，其中生物医药34家，占13.3%。", True),
    ("by another word", HUACAO, "2024年6名企业高管获首席质量官称号，4人涉生物医药，占66.7%。", True),
    ("measured", HUACAO, "2024年规上生物医药工业产值12.2亿元，服务营收16.9亿元，商业销售28.9亿元。", True),
    ("in another unit", HUACAO, "2024年规上生物医药工业产值12.2万元。", False),
    ("one that no number tells", HUACAO, "规上企业256家，其中新增999家。", False),
    ("a number that is none", XINZHUANG, "产业布局为“1+2+N”：总部经济引领，集成电路和软件信息服务业为特色。", False),
    ("a year alone", HUACAO, "2024年成立工作站。", False),
    ("a target is no result", QIBAO, "星级商户合计不超过40%。", False),
    ("words", HUACAO, "质量奖、“上海品牌”等的总量也较低。", False),
]


@pytest.mark.parametrize(("name", "area_id", "point", "is_told"), POINTS, ids=[case[0] for case in POINTS])
def test_a_point_says_no_more_than_the_numbers_where_they_have_all_of_its(
    store: Store, name: str, area_id: str, point: str, is_told: bool
) -> None:
    """What has another number, or none, says more."""
    rows = store.observations(Selection(towns=(area_id,)))
    assert (repeating([point], rows) == [point]) is is_told


def test_some_points_of_each_report_say_more_than_its_numbers(store: Store) -> None:
    """Of both kinds there are such that repeat, and such that do not."""
    notes = store.issued("town_notes")
    told = notes[notes["kind"].isin([STATE, QUALITY])]
    found = [
        len(repeating(own["text"], store.observations(Selection(towns=(str(area_id),)))))
        for area_id, own in told.groupby("area_id")
    ]
    assert 0 < sum(found) < len(told)
