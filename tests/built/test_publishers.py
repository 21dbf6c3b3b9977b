"""A data set of several publishers: each as if it stood alone, and all of them side by side."""

import io
import shutil
from dataclasses import replace
from pathlib import Path
from typing import Any, cast

import pandas as pd
import pyarrow.parquet as pq
import pytest

from benchmarks.city import Plan
from tests.city import ALIKE, APART, FIRST, NAMES, PLAN, SECOND_ONE, THIRD, UNDECLARED, city
from tests.editions import change
from whitepaper import asking
from whitepaper.__main__ import main
from whitepaper.files import csv_files
from whitepaper.model.dataset import MANIFEST, SEVERAL, Dataset
from whitepaper.model.errors import DataMissingError, SourceError
from whitepaper.model.keys import LEVEL
from whitepaper.model.selection import Selection, from_query, to_query
from whitepaper.publishing import several
from whitepaper.publishing.build import build, tables_of
from whitepaper.store import makers
from whitepaper.store.across import Across, Reason, judged
from whitepaper.store.publishers import ALL
from whitepaper.store.store import MADE_UP, Store
from whitepaper.stories import fingerprints, pins, stories
from whitepaper.stories.slides import MapSlide
from whitepaper.telling import across, panels
from whitepaper.telling.number_tables import COMPARABILITY, COMPARABLE, ITEM, of_places
from whitepaper.telling.towns import listed

EDITION = PLAN.last
SAID = {"comparability": "a", "unit": "%", "definition": "x", "numerator": "", "denominator": "", "yoy_basis": ""}


@pytest.fixture
def whole(city_of_three: Store) -> Across:
    """All publishers side by side."""
    return cast(Across, city_of_three.of(ALL))


@pytest.fixture
def sources(tmp_path: Path) -> Dataset:
    """A city of its own that a test may change, not yet built."""
    return city(tmp_path / "city")


def test_each_publisher_has_the_rows_that_it_has_alone(city_of_three: Store) -> None:
    """Through the same build: what is added says whose they are, and nothing else."""
    for store in city_of_three.all():
        alone = tables_of(store.dataset.source)
        for name, table in alone.items():
            if name != "dictionary":
                built = pq.read_table(cast(Path, store.folder) / f"{name}.parquet")
                assert built.select(table.column_names).equals(table)
                added = set(built.column_names) - set(table.column_names)
                assert added <= {several.KEY, several.NAME}
                assert all(set(built[one].to_pylist()) <= {store.publisher, NAMES[store.publisher]} for one in added)
        assert {one.name for one in store.declared["observations"].columns} > {several.KEY, several.NAME}


def test_one_publisher_has_nothing_of_it(store: Store) -> None:
    """No column, no choice, no parameter; whoever is asked for, it is this one."""
    assert several.KEY not in store.declared["observations"].names
    assert "publisher" not in store.vocabulary.values
    assert "发布地区" not in csv_files.headings(store).values()
    assert store.siblings is None
    assert store.all() == [store]
    assert store.asked({"publisher": FIRST}) is store
    assert from_query({"publisher": FIRST}, store.vocabulary) == (Selection(), (FIRST,))
    assert list(stories.told(store, stories.ACROSS, Selection())) == []


def test_areas_are_a_tree(city_of_three: Store) -> None:
    """The city, its districts, their towns."""
    assert city_of_three.siblings
    rows = {row["area_id"]: row for row in city_of_three.siblings.tables["areas"].to_pylist()}
    (root,) = [key for key, row in rows.items() if not row["parent_id"]]
    assert [key for key, row in rows.items() if row["parent_id"] == root] == list(NAMES)
    towns = [row for row in rows.values() if row["parent_id"] in NAMES]
    assert len(towns) == PLAN.towns
    assert all(row["parent_id"] == row["publisher"] for row in towns)


def test_the_same_sources_give_the_same_bytes(city_of_three: Store, tmp_path: Path) -> None:
    """Wherever they lie; the version of a publisher stays when another one's numbers change."""
    again = city(tmp_path / "again")
    several.build(again, tmp_path / "built")
    old = cast(Path, city_of_three.version_folder)
    files = sorted(path.relative_to(old) for path in old.rglob("*.*") if path.is_file())
    assert files
    assert all((tmp_path / "built" / file).read_bytes() == (old / file).read_bytes() for file in files)
    where = {"indicator_id": ALIKE, "period": str(EDITION), "measure": LEVEL}
    change(replace(again, publisher=THIRD), f"{EDITION}/observations/economy.csv", where, printed="1.0")
    several.build(again)
    found = Store.load(again)
    versions = [store.dataset_version for store in found.all()]
    before = [store.dataset_version for store in city_of_three.all()]
    assert [one == other for one, other in zip(versions, before, strict=True)] == [True, True, False]


def test_problems_of_all_are_listed_with_their_places(sources: Dataset) -> None:
    """A cell of one, the code of another, the first of all."""
    change(replace(sources, publisher=FIRST), "indicators.csv", {"indicator_id": ALIKE}, polarity="7")
    change(replace(sources, publisher=SECOND_ONE), "profile.csv", {"name": "district"}, value=f"{SECOND_ONE}001")
    (sources.root / several.PROFILE).write_text(
        "name,value\ntitle,市\narea,990000\nname,市\nfirst,1\n", encoding="utf-8"
    )
    with pytest.raises(SourceError) as caught:
        several.build(sources)
    files = {problem.file for problem in caught.value.problems}
    own = [f"{SEVERAL}/{FIRST}/source/indicators.csv", f"{SEVERAL}/{SECOND_ONE}/source/profile.csv"]
    assert files == {*own, several.PROFILE}
    assert not sources.versions.exists()


def test_a_dictionary_of_its_own_is_refused(sources: Dataset) -> None:
    """The numbers of all are read with the same columns."""
    path = replace(sources, publisher=THIRD).source / "dictionary.csv"
    path.write_text(path.read_text(encoding="utf-8").replace("地区表的键", "地区"), encoding="utf-8")
    with pytest.raises(SourceError, match=f"{SEVERAL}/{THIRD}/source/dictionary.csv"):
        several.load(sources)


def test_a_link_names_a_publisher_or_means_the_first(city_of_three: Store) -> None:
    """Links of today name none; one of another publisher reads that one's towns; an unknown one is dropped."""
    town = f"{SECOND_ONE}001"
    query = {"publisher": SECOND_ONE, "town": town}
    found = city_of_three.asked(query)
    assert (found.publisher, found.district) == (SECOND_ONE, SECOND_ONE)
    selection, dropped = from_query(query, found.vocabulary)
    assert (to_query(selection), dropped) == ({"town": town, "publisher": SECOND_ONE}, ())
    assert city_of_three.asked({"town": f"{FIRST}001"}).publisher == FIRST
    assert city_of_three.asked({"publisher": ALL}).publisher == FIRST
    assert from_query({"publisher": "1", "town": town}, city_of_three.vocabulary) == (Selection(), ("1", town)[::-1])


def test_numbers_taken_home_say_whose_they_are(city_of_three: Store) -> None:
    """In a column that only a data set of several has."""
    store = city_of_three.of(SECOND_ONE)
    content = csv_files.to_csv(store.observations(Selection()), store)
    table = pd.read_csv(io.BytesIO(content), dtype="str")
    assert list(table)[-1] == "发布地区"
    assert len(table) == store.count(Selection())
    assert set(table["发布地区"]) == {NAMES[SECOND_ONE]}


def test_what_is_made_up_says_so(city_of_three: Store, whole: Across) -> None:
    """In every title and name of a file, of each and of all."""
    assert all(one.profile.subject.startswith(MADE_UP) for one in (*city_of_three.all(), whole))
    assert all(one.profile.title.startswith(MADE_UP) for one in (*city_of_three.all(), whole))


def test_a_pin_is_told_by_its_own_publisher(city_of_three: Store) -> None:
    """Whoever's pages are open; its slides know whose they are."""
    other = city_of_three.of(SECOND_ONE)
    made = pins.pin_page(other, stories.MAP, Selection())
    (slide, *_) = pins.slides_of_pin(city_of_three, made)
    assert isinstance(slide, MapSlide)
    assert slide.publisher == SECOND_ONE
    assert pins.from_link(pins.to_link([made])) == [replace(made, numbers={})]
    assert pins.label(city_of_three, made).endswith(NAMES[SECOND_ONE])
    assert not pins.revisions(city_of_three, made)
    assert not pins.is_untold(city_of_three, replace(made, numbers={}))


def test_a_fingerprint_is_found_whosever_it_is(city_of_three: Store) -> None:
    """That of another publisher, and that of all."""
    assert city_of_three.siblings
    for version in (city_of_three.of(THIRD).dataset_version, city_of_three.siblings.version):
        assert fingerprints.verify(city_of_three, f"{version}-00000000").is_current
    assert fingerprints.verify(city_of_three, "v000000000000-00000000").is_current is None


CASES = {
    "alike": ([{}, {}], ()),
    "alone": ([{}], (Reason.ALONE,)),
    "undeclared": ([{"comparability": ""}, {"comparability": ""}], (Reason.UNDECLARED,)),
    "undeclared by one": ([{}, {"comparability": ""}], (Reason.UNDECLARED,)),
    "another group": ([{}, {"comparability": "b"}], (Reason.GROUP,)),
    "another unit": ([{}, {"unit": "件"}], (Reason.UNIT,)),
    "another definition": ([{}, {"definition": "y"}], (Reason.DEFINITION,)),
    "another basis": ([{}, {"yoy_basis": "nominal"}], (Reason.DEFINITION,)),
    "several reasons": ([{}, {"unit": "件", "denominator": "z"}], (Reason.UNIT, Reason.DEFINITION)),
}


@pytest.mark.parametrize(("rows", "reasons"), CASES.values(), ids=CASES)
def test_what_compares_is_declared_alike(rows: list[dict[str, Any]], reasons: tuple[Reason, ...]) -> None:
    """By everyone who has it; else the reason is named, and who says otherwise."""
    found = judged("x", {str(place): SAID | row for place, row in enumerate(rows)})
    assert found.reasons == reasons
    assert found.apart == tuple(str(place) for place, row in enumerate(rows) if row != rows[0])
    assert bool(across.why_not(found, {"0": "甲", "1": "乙"})) == bool(reasons)


def test_what_compares_is_ranked_and_nothing_else(whole: Across) -> None:
    """By size where all declare it alike; in the order of the districts, without a place, where they do not."""
    for indicator_id in (ALIKE, APART, UNDECLARED):
        at = across.compared_year(whole, indicator_id)
        assert at
        assert set(at.of) == set(NAMES)
        numbers = listed(whole, indicator_id, (at.year,))
        is_ranked = not whole.compared[indicator_id].reasons
        assert is_ranked == (indicator_id == ALIKE)
        made = panels.main_panels(whole, indicator_id, Selection(years=(at.year,)))[0]
        assert made.is_ranked == is_ranked
        values = dict(zip(made.rows["area_id"], made.rows["plotted"], strict=True))
        order = [one.area_id for one in numbers]
        assert order == (sorted(values, key=values.__getitem__, reverse=True) if is_ranked else list(NAMES))
        table = of_places(numbers, {"place": "由大到小", "name": "地区"}, is_ranked=is_ranked)
        assert table.texts("place") == (["1", "2", "3"] if is_ranked else [""] * 3)


def test_the_table_says_who_has_what_and_why_it_does_not_compare(whole: Across) -> None:
    """A number of each district with its key, 不可比 with its reason and who is another."""
    table = across.numbers(whole, Selection())
    lines = {line[ITEM].text: line for line in table.lines}
    alike, apart = (lines[whole.name("indicators", key)] for key in (ALIKE, APART))
    assert alike[COMPARABILITY] == COMPARABLE
    assert alike[across.WHY].text == ""
    assert apart[COMPARABILITY] != COMPARABLE
    assert NAMES[SECOND_ONE] in apart[across.WHY].text
    for area in NAMES:
        assert whole.observation(alike[area].key)["area_id"] == area
        assert alike[area].text.startswith(whole.observation(alike[area].key)["label"])


def test_a_question_about_another_is_not_answered_with_own_numbers(city_of_three: Store) -> None:
    """A district, by an alias too, or a town of another is named; a name that the asked one has too is its own."""
    asked, first = city_of_three.of(SECOND_ONE), city_of_three.of(FIRST)
    what, town = asked.name("indicators", ALIKE), first.towns["name"].iat[-1]
    assert town not in set(asked.towns["name"])
    for place, of in (
        (NAMES[THIRD], (THIRD,)),
        ("第三示例区", (THIRD,)),
        (town, (FIRST,)),
        (f"{NAMES[FIRST]}和{town}", (FIRST,)),
    ):
        found = asking.answer(f"{place}{what}是多少", asked)
        assert found.elsewhere == of
        assert not found.is_answered
        assert not found.keys
        assert NAMES[of[0]] in found.sentence
        assert asking.answer(f"{place}{what}是多少", city_of_three.of(of[0])).elsewhere == ()
    for place in ("", NAMES[SECOND_ONE], "第二示例区", "全区", asked.towns["name"].iat[0]):
        assert asking.answer(f"{place}{what}是多少", asked).elsewhere == ()
    assert asking.answer(f"{NAMES[SECOND_ONE]}、{NAMES[THIRD]}和{NAMES[FIRST]}", asked).elsewhere == (FIRST, THIRD)


def test_all_side_by_side_answer_as_each_does(city_of_three: Store, whole: Across) -> None:
    """What is asked of all is what each says of its own area, one after the other."""
    for selection in (Selection(), Selection(indicators=(ALIKE,)), Selection(sector="quality", years=(EDITION,))):
        own = [replace(selection, towns=(one.district,)) for one in city_of_three.all()]
        expected = [one.observations(asked) for one, asked in zip(city_of_three.all(), own, strict=True)]
        rows = whole.observations(selection)
        assert list(rows["key"]) == [key for one in expected for key in one["key"]]
        assert whole.count(selection) == len(rows)
        assert list(whole.rows.first(selection, 4)["key"]) == list(rows["key"][:4])
        assert [key for part in whole.rows.batches(selection) for key in part["key"]] == list(rows["key"])
        assert whole.rows.indicators(selection) == list(dict.fromkeys(rows["indicator_id"]))
        low, high = whole.rows.extremes("at_year", selection)
        assert (low, high) == (rows["at_year"].min(), rows["at_year"].max())
    everything = whole.vintages(Selection())
    assert len(whole.rows) == len(everything) == len(whole.rows.built())
    assert whole.tally("edition", Selection()) == everything["edition"].value_counts().to_dict()
    assert whole.rows.distinct(["edition"]) == [(year,) for year in everything["edition"].unique()]
    assert whole.observations(Selection(towns=(f"{FIRST}001",))).empty
    alike = whole.vintages(Selection(indicators=(ALIKE,)))
    assert alike["area_id"].nunique() > 1
    for area_id, own in alike.groupby("area_id"):
        assert [row["key"] for row in whole.rows.of(ALIKE, area_id)] == list(own["key"])


def test_the_open_points_of_each_are_its_own(city_of_three: Store, whole: Across) -> None:
    """Counted as on its own pages."""
    found = across.of_each(whole).set_index("publisher")
    assert list(found.index) == list(NAMES)
    for one in city_of_three.all():
        assert found.at[one.publisher, "numbers"] == one.count(Selection())
        assert found.at[one.publisher, "name"] == NAMES[one.publisher]


def test_the_story_of_all_names_what_does_not_compare(city_of_three: Store) -> None:
    """Its slides are drawn from all; an indicator that does not compare says why on each of its slides."""
    told = stories.told(city_of_three, stories.ACROSS, Selection(indicators=(APART,)))
    assert {slide.publisher for slide in told} == {ALL}
    (drawn,) = [slide for slide in told if isinstance(slide, MapSlide)]
    assert any(NAMES[SECOND_ONE] in remark.text for remark in drawn.remarks)
    codes = {one["properties"]["code"] for one in city_of_three.of(ALL).dataset.towns()["features"]}
    assert codes == set(NAMES)


def test_a_publisher_is_a_folder_typed_into_a_workbook_and_a_build(
    sources: Dataset, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The clerk's workbook goes into its folder; one build later there are four, and the others are as before."""
    several.build(sources)
    before = [store.dataset_version for store in Store.load(sources).all()]
    typed = city(tmp_path / "typed", Plan(districts=4, towns=9, papers=2, last=EDITION))
    fourth = Dataset(typed.root / SEVERAL / "990004")
    book = tmp_path / "book.xlsx"
    assert main(["--data", str(fourth.root), "workbook", str(EDITION), "--filled", "--out", str(book)]) == 0
    folder = sources.root / SEVERAL / "990004"
    shutil.copytree(fourth.root, folder)
    shutil.rmtree(folder / "source" / str(EDITION))
    assert main(["--data", str(fourth.root), "import", str(book), "--source", str(folder / "source")]) == 0
    assert main(["--data", str(sources.root), "build"]) == 0
    capsys.readouterr()
    assert main(["--data", str(sources.root), "diff"]) == 0
    assert capsys.readouterr().out.startswith("新增地区：示例区四\n")
    assert main(["--data", str(sources.root), "publish"]) == 0
    found = Store.load(sources)
    assert found.siblings
    assert list(found.siblings.names) == [*NAMES, "990004"]
    assert [store.dataset_version for store in found.all()][:3] == before
    assert found.of("990004").count(Selection(indicators=(ALIKE,)))


def test_what_one_publisher_keys_is_not_asked_of_all(city_of_three: Store, capsys: pytest.CaptureFixture[str]) -> None:
    """The commands about a source name the folders to choose from."""
    root = str(city_of_three.dataset.root)
    for command in (["check"], ["examine"], ["workbook", "2026"], ["import", "x.xlsx"], ["read", "x.docx"]):
        assert main(["--data", root, *command]) == 1
        assert f"{SEVERAL}/{FIRST}" in capsys.readouterr().err.replace("\\", "/")


@pytest.fixture
def published(sources: Dataset) -> Dataset:
    """The city, built and published."""
    several.build(sources)
    return sources


def test_a_damaged_publisher_is_refused(published: Dataset) -> None:
    """Its manifest is held against that of all, so that versions are never mixed."""
    found = Store.load(published)
    manifest = cast(Path, found.version_folder) / SEVERAL / THIRD / MANIFEST
    manifest.write_text(manifest.read_text(encoding="utf-8") + " ", encoding="utf-8")
    with pytest.raises(DataMissingError, match=THIRD):
        found.of(THIRD)
    with pytest.raises(DataMissingError, match="1"):
        Store.load(replace(published, publisher="1"))


def test_versions_are_published_and_taken_back_whole(published: Dataset) -> None:
    """All publishers in one step, each with its numbers kept for later comparison."""
    first = published.published
    where = {"indicator_id": ALIKE, "period": str(EDITION), "measure": LEVEL}
    change(replace(published, publisher=THIRD), f"{EDITION}/observations/economy.csv", where, printed="1.0")
    root = str(published.root)
    assert main(["--data", root, "build"]) == 0
    assert main(["--data", root, "diff"]) == 0
    assert main(["--data", root, "publish"]) == 0
    assert len(published.published or []) == 2
    assert all(list(replace(published, publisher=key).history.glob("*.csv")) for key in NAMES)
    assert main(["--data", root, "rollback"]) == 0
    assert published.published == first


def test_an_engine_answers_for_each_as_memory_does(published: Dataset) -> None:
    """Laid out beside each publisher's tables."""
    pytest.importorskip("duckdb")
    assert main(["--data", str(published.root), "engine"]) == 0
    memory, engine = (Store.load(published, kept) for kept in (makers.IN_MEMORY, "duckdb:"))
    for key in NAMES:
        rows, other = (one.of(key).observations(Selection(sector="economy")) for one in (memory, engine))
        assert len(rows)
        pd.testing.assert_frame_equal(rows, other)


def test_one_folder_of_it_is_a_data_set_of_its_own(sources: Dataset) -> None:
    """As today's: built, and read without the others."""
    alone = Dataset(sources.root / SEVERAL / FIRST)
    build(alone)
    assert Store.load(alone).siblings is None
