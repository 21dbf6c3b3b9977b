"""One search over everything."""

import json
import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from whitepaper.model.dataset import INDEX, MANIFEST, Dataset
from whitepaper.model.errors import DataMissingError
from whitepaper.model.keys import CHANGES
from whitepaper.model.selection import Selection
from whitepaper.model.text import letters
from whitepaper.store import search
from whitepaper.store.index import KINDS, Index
from whitepaper.store.store import Store


@pytest.fixture(scope="module")
def index(store: Store) -> Index:
    """The index over the paper."""
    return search.index(store)


def titles(index: Index, query: str, kind: str) -> list[str]:
    """Titles found of one kind, best first."""
    return [entry.title for entry in index.find(query).get(kind, [])]


FOUND = [
    ("食品抽检合格率", "indicator", "食品抽检合格率"),
    ("spcj", "indicator", "食品抽检合格率"),
    ("PM2.5", "indicator", "PM2.5 年均值"),
    ("pm25", "indicator", "PM2.5 年均值"),
    ("社零", "indicator", "社会消费品零售总额"),
    ("2024年餐饮环节食品抽检合格率", "indicator", "食品抽检合格率 · 餐饮"),
    ("浦江", "town", "浦江镇"),
    ("罚款", "indicator", "食品类违法行为罚没款"),
    ("占GDP", "indicator", "研发经费占生产总值比重"),
    ("研发占GDP", "indicator", "研发经费占生产总值比重"),
    ("研发经费占GDP比重", "indicator", "研发经费占生产总值比重"),
    ("战新产业增速", "indicator", "战略性新兴产业规上工业总产值"),
    ("pujiang", "town", "浦江镇"),
    ("古美街道", "town", "古美路街道"),
    ("东富笼科技", "organisation", "东富龙科技集团股份有限公司"),
    ("dongfulong", "organisation", "东富龙科技集团股份有限公司"),
    ("至纯洁净", "organisation", "上海至纯洁净系统科技股份有限公司"),
    ("民族乐器", "honour", "敦煌 · 上海民族乐器一厂"),
    ("闵府规发〔2024〕11号", "policy", "闵行区产业高质量发展政策意见"),
    ("养老科技", "policy", "闵行区关于促进养老科技产业创新的若干意见"),
    ("电梯维保", "case", "开展电梯维保质量提升行动"),
]


def test_whoever_seeks_a_growth_finds_how_much_each_place_grew(index: Index, store: Store) -> None:
    """Every place whose change is printed, with it: not the level alone."""
    rows = store.observations(Selection(indicators=("economy.park_output",)))
    printed = rows[rows["measure"].isin(CHANGES)]
    found = index.find("园区 增速", most=search.MOST)["indicator"]
    told = [entry.detail for entry in found if entry.target.indicators == ("economy.park_output",)]
    assert len(told) == len(printed) > 4
    assert any("比上年增长 26.1%" in detail for detail in told)
    assert all("比上年" in detail for detail in told)


@pytest.mark.parametrize(("query", "kind", "title"), FOUND)
def test_things_are_found_by_part_pinyin_initials_and_with_one_slip(
    index: Index, query: str, kind: str, title: str
) -> None:
    """Each way of asking has the thing among the first eight of its group, which are shown without a click."""
    assert title in titles(index, query, kind)[:8]


def test_a_result_carries_the_number_and_leads_to_its_view(index: Index) -> None:
    """The line of a result answers by itself, and its target shows the same."""
    entry = index.find("餐饮 食品抽检合格率")["indicator"][0]
    assert entry.title == "食品抽检合格率 · 餐饮"
    assert entry.detail == "97.67% · 2024 · 表9"
    assert entry.target == Selection(indicators=("food.sampling.pass_rate",))


def test_a_missing_number_says_so(index: Index) -> None:
    """Nothing is made up in a result line either."""
    entries = [entry for entry in index.entries if entry.title == "商业空间体数量 · 国家级消费集聚区"]
    assert entries[0].detail.startswith("缺失：识别受损")


@pytest.mark.parametrize("query", ["", "   ", "！？", "qxzvwk", "量子纠缠望远镜"])
def test_nonsense_finds_nothing(index: Index, query: str) -> None:
    """An empty or foreign query gives no group at all."""
    assert index.find(query) == {}


@pytest.mark.parametrize("query", ["*", "(", "[a-z]", "<script>", "' OR 1=1", "%"])
def test_no_query_breaks_the_search(index: Index, query: str) -> None:
    """Special characters are characters."""
    index.find(query)


def test_groups_stand_in_a_fixed_order_and_are_limited(index: Index) -> None:
    """However many match, a group shows at most what is asked for."""
    found = index.find("上海", most=5)
    assert list(found) == [kind for kind in KINDS if kind in found]
    assert all(len(entries) <= 5 for entries in found.values())


def test_every_organisation_policy_and_case_can_be_found_by_its_name(store: Store, index: Index) -> None:
    """Ten firms and five policies at random will be, because all are."""
    targets = {kind: {letters(entry.title) for entry in index.entries if entry.kind == kind} for kind in KINDS}
    assert {letters(name) for name in store.frame("organisations")["name"]} == targets["organisation"]
    for title in store.frame("policies")["title"]:
        assert title in titles(index, title, "policy")
    for title in store.frame("cases")["title"]:
        assert title in titles(index, title, "case")


def test_a_version_built_without_an_index_is_searched_all_the_same(store: Store, index: Index) -> None:
    """The index is made in memory then, and finds the same."""
    without = replace(store, files={})
    assert INDEX in store.files
    made = search.index(without)
    assert made.entries == index.entries
    assert made.letters == index.letters
    for query, _, _ in FOUND:
        assert made.find(query) == index.find(query)


def test_an_index_that_is_not_what_was_built_is_refused(store: Store, tmp_path: Path) -> None:
    """As any other file of a version; and one that is gone."""
    copy = Dataset(tmp_path)
    assert store.folder
    shutil.copytree(store.folder, copy.delivered)
    path = copy.delivered / INDEX
    whole = path.read_bytes()
    path.write_bytes(whole[:-1] + bytes([whole[-1] ^ 1]))
    with pytest.raises(DataMissingError, match=INDEX):
        Store.load(copy)
    path.unlink()
    with pytest.raises(DataMissingError, match=INDEX):
        Store.load(copy)
    manifest = json.loads((copy.delivered / MANIFEST).read_text(encoding="utf-8"))
    del manifest["files"]
    (copy.delivered / MANIFEST).write_text(json.dumps(manifest), encoding="utf-8")
    assert Store.load(copy).files == {}
