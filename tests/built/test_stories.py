"""Stories: what each page shows as slides."""

import pytest

from tests.built.conftest import Told
from whitepaper.model.selection import Selection
from whitepaper.printed.wording import DOUBTED
from whitepaper.store import coverage, search
from whitepaper.store.store import Store
from whitepaper.stories import stories, talks
from whitepaper.stories.slides import MOST_BARS, BoardSlide, CountSlide, MapSlide, Slide, TableSlide, TextSlide
from whitepaper.telling import account, remarks, table_sentences
from whitepaper.telling.remarks import Kind

TOWN = "310112114"


def test_the_overview_has_every_sector(store: Store, told: Told) -> None:
    """The headline numbers of each stand on a board, in their order."""
    numbers = [n for slide in told.of(stories.OVERVIEW) if isinstance(slide, BoardSlide) for n in slide.numbers]
    sectors = [store.observation(number.key)["sector_id"] for number in numbers]
    assert list(dict.fromkeys(sectors)) == list(store.names("sectors"))
    assert len(numbers) == len(store.frame("headlines").query("area_id != ''"))
    for number in numbers:
        assert bool(store.observation(number.key)["doubt"]) == number.shown.endswith(DOUBTED)
        assert not (number.shown.endswith(DOUBTED) and number.aside)


@pytest.mark.parametrize("kind", [stories.OVERVIEW, stories.SECTOR, stories.TOWN])
def test_a_talk_has_a_cover_and_at_most_twelve_screens_before_its_appendix(told: Told, kind: str) -> None:
    """What does not fit is in the appendix, whose first screen says how much it is; nothing is lost or there twice."""
    for (own, _), slides in told.by_story.items():
        if own != kind:
            continue
        places = [place for place, slide in enumerate(slides) if isinstance(slide, TextSlide)]
        cover, *dividers = places
        assert cover == 0
        assert slides[0].is_cover
        assert "闵行区市场监督管理局，2025 年 9 月发布" in slides[0].lines[-1]
        main = slides[: dividers[0]] if dividers else slides
        assert len(main) <= talks.MOST_MAIN
        if dividers:
            (divider,) = dividers
            assert slides[divider].lines == (f"附录共 {len(slides) - divider - 1} 屏，按 Home 回到封面。",)
            assert len(slides) > divider + 1
        assert len({id(slide) for slide in slides}) == len(slides)


def test_the_year_at_a_glance_names_what_the_first_page_names(store: Store, told: Told) -> None:
    """And what to watch asks the department that supplied the number."""
    found = account.account(store, Selection())
    slides = {slide.heading: slide for slide in told.of(stories.OVERVIEW)}
    glance = slides["2024 年一览"].table
    worse = [found.first.get(one.indicator_id, one.name) for one in found.notable(account.WORSE, 5)]
    assert [name for name in glance["需要关注"] if name] == worse
    assert slides["2024 年一览"].title == account.sentence(found)
    watch = slides["值得关注"].table
    assert len(watch) == len(worse)
    assert watch["请谁说明"].iat[0] == "请区统计局说明原因"


def test_every_sector_and_town_has_a_story(store: Store, told: Told) -> None:
    """None is empty."""
    for sector_id in store.names("sectors"):
        assert told.of(stories.SECTOR, sector=sector_id)
    for area_id in store.towns["area_id"]:
        assert told.of(stories.TOWN, towns=(area_id,))


def test_every_slide_of_every_story_says_something_and_where_from(told: Told) -> None:
    """A sentence and a source on each, whatever it is about; no kind of story is empty, nothing is said twice."""
    assert all(told.by_story.values())
    for slide in told.all:
        assert slide.title.endswith("。") or isinstance(slide, TextSlide)
        assert [remark.kind for remark in slide.remarks].count(Kind.SOURCE) == 1
        assert slide.remarks[0].shown.startswith("来源：")
        said = remarks.texts(slide.remarks)
        assert len(said) == len(set(said)), said


@pytest.mark.parametrize("kind", [kind for kind in stories.STORIES if kind != stories.TOWNS])
def test_every_slide_says_something_and_where_from(store: Store, kind: str) -> None:
    """A sentence and a source on each, whatever the page."""
    sector = "features" if kind == stories.COVERED_TOWNS else "environment"
    chosen = Selection(sector=sector, towns=(TOWN,) if kind == stories.TOWN else (), search="食品")
    told = stories.told(store, kind, chosen)
    assert told
    for slide in told:
        assert slide.title.endswith("。") or isinstance(slide, TextSlide)
        assert slide.remarks[0].kind is Kind.SOURCE
        assert slide.remarks[0].shown.startswith("来源：")


def test_the_numbers_of_a_sector_s_tables_are_told_too(store: Store, told: Told) -> None:
    """A view that is a table is a slide with all its lines, within the filters."""
    of_sector = told.of(stories.SECTOR, sector="features")
    found = [slide for slide in of_sector if isinstance(slide, TableSlide) and slide.heading.startswith("全民质量素养")]
    shown = [cell for slide in found for cell in slide.table["指标"]]
    view = store.frame("views").set_index("view_id").loc["features.public_literacy.numbers"]
    rows = store.observations(Selection(indicators=tuple(view["indicators"])))
    assert len(shown) == len(rows[rows["measure"] == "level"])
    assert stories.told(store, stories.SECTOR, Selection(sector="features", years=(2022,))) == []


def test_a_town_begins_with_its_numbers(told: Told) -> None:
    """Then its place on the map, its notes and its honours."""
    of_town = told.of(stories.TOWN, towns=(TOWN,))
    assert isinstance(of_town[1], BoardSlide)
    assert len(of_town[1].numbers) > 6
    (placed,) = [slide for slide in of_town if isinstance(slide, MapSlide)]
    assert placed.towns == (TOWN,)
    headings = [slide.heading for slide in of_town if isinstance(slide, TableSlide)]
    assert headings[0] == "专题报告要点"
    assert "荣誉与名录" in headings


def test_areas_that_are_no_towns_are_passed_over(store: Store) -> None:
    """The district in the filter does not hide the town beside it."""
    assert stories.towns_of(store, Selection(towns=("310112", TOWN))) == (TOWN,)
    assert stories.told(store, stories.TOWN, Selection(towns=("310112",))) == []


def test_the_map_is_told_by_what_colours_it(store: Store) -> None:
    """The indicator's sentence, else the industries and their table."""
    industries = stories.told(store, stories.MAP, Selection())
    assert industries[0].title.startswith("14 个街镇的特色产业分属 ")
    assert list(industries[1].table["街镇"]) == list(store.towns["name"])
    coloured = stories.told(store, stories.MAP, Selection(indicators=("town.designated.enterprises",)))
    assert coloured[0].indicator_id == "town.designated.enterprises"
    assert coloured[0].title == coloured[1].title


def test_what_does_not_fit_into_a_presentation_is_named(store: Store, told: Told) -> None:
    """The last slide says how many indicators are left, and which come first."""
    *shown, last = told.of(stories.SHOWN)
    assert len(shown) >= stories.MOST_SLIDES
    drawn = {slide.panel.indicator_id for slide in shown if isinstance(slide, Slide)}
    assert last.title.startswith("另有 ")
    assert 0 < int(last.title.split()[1]) <= len(store.names("indicators")) - len(drawn)


def test_honours_checks_and_coverage_are_counted_in_their_sentence(store: Store) -> None:
    """From the same rows as the table below."""
    told = stories.told(store, stories.HONOURS, Selection(towns=(TOWN,)))
    honours = next(slide for slide in told if slide.heading == "荣誉与名录")
    count = len(store.honours(Selection(towns=(TOWN,))))
    assert honours.title.startswith(f"浦江镇的荣誉与名录共 {count} 项，其中国家级 ")
    findings = stories.told(store, stories.CHECKS, Selection())
    rows = store.checks(Selection())
    assert (
        sum(len(slide.table) for slide in findings)
        == (rows["verdict"] != "成立").sum() - (~rows["verdict"].isin(["成立", *store.codes("verdict")])).sum()
    )
    (covered, *_) = stories.told(store, stories.COVERAGE, Selection(sector="product"))
    assert covered.table["领域"].tolist() == ["产品质量"]


def test_honours_are_counted_by_level_award_and_town(store: Store) -> None:
    """Each count is that of the list; what is not drawn or has no name is said."""
    told = stories.told(store, stories.HONOURS, Selection())
    counts = [slide for slide in told if isinstance(slide, CountSlide)]
    assert told[: len(counts)] == counts
    rows = store.honours(Selection())
    for slide, column in zip(counts, ("level", "award", "area"), strict=True):
        assert all((rows[column] == name).sum() == count for name, count in slide.counts.itertuples(index=False))
    towns = counts[-1]
    assert len(towns.counts) == MOST_BARS
    nameless = (rows["area"] == "").sum()
    assert f"未注明的 {nameless} 项不在图中。" in remarks.texts(towns.remarks)
    assert towns.title.endswith(f"；未注明的 {nameless} 项。")


def test_a_single_kind_is_not_counted(store: Store) -> None:
    """One bar compares nothing."""
    told = stories.told(store, stories.HONOURS, Selection(levels=("国家级",), awards=("中华老字号",)))
    assert not [slide for slide in told if isinstance(slide, CountSlide) and len(slide.counts) < 2]
    assert "荣誉与名录按级别" not in {slide.heading for slide in told}


def test_an_organisation_is_told_with_its_mentions(store: Store) -> None:
    """Honours first, then where the paper names it."""
    organisation_id = store.frame("honours")["organisation_ids"].explode().value_counts().index[0]
    told = stories.told(store, stories.HONOURS, Selection(organisation=organisation_id))
    name = store.name("organisations", organisation_id)
    assert told[0].title.startswith(f"{name}的荣誉与名录共 ")
    assert told[-1].title.startswith(f"{name}见于白皮书 ")
    elsewhere = stories.told(store, stories.HONOURS, Selection(organisation=organisation_id, towns=(TOWN,)))
    assert [slide.title for slide in elsewhere] == [slide.title for slide in told]


def test_a_search_is_told_by_its_results(store: Store) -> None:
    """A line for each result, counted by group."""
    found = search.found(store, "食品")
    told = stories.told(store, stories.SEARCH, Selection(search="食品"))
    assert sum(len(slide.table) for slide in told) == sum(map(len, found.values()))
    assert told[0].title.startswith("“食品”的搜索结果共 ")


def test_towns_side_by_side_say_what_compares(store: Store) -> None:
    """A column each, and the word on comparability."""
    (slide,) = stories.told(store, stories.TOWNS, Selection(towns=(TOWN, "310112107")))
    assert list(slide.table) == ["项目", "浦江镇", "虹桥镇", "可比性"]
    assert set(slide.table["可比性"]) <= {"", "可比", "不可比"}


def test_an_unknown_story_raises(store: Store) -> None:
    """No empty presentation stands for a mistake."""
    with pytest.raises(KeyError):
        stories.told(store, "other", Selection())


def test_ties_are_named_together(store: Store) -> None:
    """Two towns with as few numbers are both the last, and one alone is neither first nor last."""
    rows = coverage.by_town(store, Selection())
    counts = rows["area"].value_counts()
    last = [name for name in counts.index if counts[name] == counts.min()]
    said = table_sentences.of_towns(rows)
    assert all(name in said for name in last)
    assert f"各 {counts.min()} 个" in said
    alone = table_sentences.of_towns(rows[rows["area"] == "浦江镇"])
    assert "最多" not in alone
