"""Stories: what each page shows as slides."""

from collections import Counter
from dataclasses import replace
from itertools import groupby

import pandas as pd
import pytest

from tests.built.conftest import Told
from whitepaper.checks.judgement import FINDINGS
from whitepaper.model.keys import CHANGES, LEVEL
from whitepaper.model.selection import Selection
from whitepaper.printed import wording
from whitepaper.printed.changes import change
from whitepaper.printed.wording import DOUBTED
from whitepaper.store import coverage, search
from whitepaper.store.described import records
from whitepaper.store.store import Store
from whitepaper.stories import stories, talks
from whitepaper.stories.slides import (
    LEAST_WATCHED,
    MOST_BARS,
    MOST_NUMBERS,
    RANKS,
    AccountSlide,
    AnySlide,
    BoardSlide,
    ChangesSlide,
    CountSlide,
    ListsSlide,
    MapSlide,
    Slide,
    TableSlide,
    TextSlide,
    WatchSlide,
    clauses,
)
from whitepaper.telling import account, failures, lists, remarks, table_sentences
from whitepaper.telling.panels import panels
from whitepaper.telling.remarks import Kind

TOWN = "310112114"


def test_the_overview_has_every_sector(store: Store, told: Told) -> None:
    """Its headline numbers stand on boards of the appendix, in their order; two boards of the main part choose."""
    slides = told.of(stories.OVERVIEW)
    main = talks.main_part(slides)
    chosen = [slide for slide in slides[:main] if isinstance(slide, BoardSlide)]
    boards = [slide for slide in slides[main:] if isinstance(slide, BoardSlide)]
    numbers = [n for slide in boards for n in slide.numbers]
    sectors = [store.observation(number.key)["sector_id"] for number in numbers]
    assert list(dict.fromkeys(sectors)) == list(store.names("sectors"))
    assert len(numbers) == len(store.frame("headlines").query("area_id != ''"))
    rates, others = chosen
    assert {store.observation(number.key)["unit"] for number in rates.numbers} == {"%"}
    assert not {number.key for number in rates.numbers} & {number.key for number in others.numbers}
    of_others = [store.observation(number.key)["sector_id"] for number in others.numbers]
    assert len(set(of_others)) == len(of_others)
    for number in [*numbers, *rates.numbers, *others.numbers]:
        is_doubted = bool(store.observation(number.key)["doubt"])
        assert is_doubted == number.shown.endswith(DOUBTED)
        assert is_doubted == number.earlier.endswith(DOUBTED)  # its change is told with its doubt
        assert not (is_doubted and number.judgement is not None)


@pytest.mark.parametrize("kind", [stories.OVERVIEW, stories.SECTOR, stories.TOWN])
def test_a_talk_has_a_cover_and_at_most_twelve_screens_before_its_appendix(told: Told, kind: str) -> None:
    """What does not fit is in the appendix, whose divider is the last one counted; nothing is lost or there twice."""
    for (own, _), slides in told.by_story.items():
        if own != kind:
            continue
        places = [place for place, slide in enumerate(slides) if isinstance(slide, TextSlide)]
        cover, *dividers = places
        assert cover == 0
        assert slides[0].is_cover
        assert "闵行区市场监督管理局，2025 年 9 月发布" in slides[0].lines[-1]
        assert talks.main_part(slides) <= talks.MOST_MAIN
        assert talks.main_part(slides) == (dividers[0] + 1 if dividers else len(slides))
        if dividers:
            (divider,) = dividers
            left = slides[divider + 1 :]
            assert slides[divider].lines == (f"按 ↓ 进入附录（共 {len(left)} 页），按 Home 回到封面",)
            assert 0 < len(slides[divider].contents) <= talks.MOST_CONTENTS
            assert slides[divider].contents[0].startswith(left[0].heading)
            assert left
        assert len({id(slide) for slide in slides}) == len(slides)


def test_the_year_at_a_glance_names_what_the_first_page_names(store: Store, told: Told) -> None:
    """Its bar has the counts of the account; what to watch asks the department that supplied the number."""
    found = account.account(store, Selection())
    slides = {slide.heading: slide for slide in told.of(stories.OVERVIEW)}
    glance = slides["2024 年一览"]
    assert isinstance(glance, AccountSlide)
    worse = [found.first.get(one.indicator_id, one.name) for one in found.notable(account.WORSE, 5)]
    assert [name for name in glance.table["需要关注"] if name] == worse
    assert glance.counts == {one: len(found.of(one)) for one in (account.BETTER, account.WORSE, account.SAME)}
    assert sum(glance.counts.values()) == len(found.judged)
    assert all(f"{count} 项{account.WORDS[one]}" in glance.title for one, count in glance.counts.items())
    doubted = f"{len(found.doubted)} 项存疑（{found.doubted[0].name}）"
    assert f"另 {found.undirected} 项只报增减、{doubted}，均不作判断。" in remarks.texts(glance.remarks)
    watch = slides["值得关注"]
    assert isinstance(watch, WatchSlide)
    assert watch.table["请谁说明"].iat[0] == "请区统计局说明下降原因"
    assert [name.split()[0] for name in watch.table["事项"]][: len(worse) - 1] == worse[:-1]
    assert watch.tones[-1] == "doubt"
    assert watch.table["请谁说明"].iat[-1].startswith("引用前请")


def test_the_district_is_told_in_its_order(told: Told) -> None:
    """Account, rates, what changed, other numbers, map, what to watch, divider."""
    slides = told.of(stories.OVERVIEW)
    kinds = [type(slide) for slide in slides[: talks.main_part(slides)]]
    assert kinds[:3] == [TextSlide, AccountSlide, BoardSlide]
    assert kinds[-4:] == [BoardSlide, MapSlide, WatchSlide, TextSlide]
    assert kinds.count(ChangesSlide) >= 2


def test_a_board_and_a_table_of_changes_say_no_more_than_can_be_read(told: Told) -> None:
    """At most eight numbers; what got worse stands first, and is judged as its line says."""
    for slide in told.all:
        if isinstance(slide, BoardSlide):
            assert 0 < len(slide.numbers) <= MOST_NUMBERS
        if isinstance(slide, ChangesSlide):
            assert len(slide.judgements) == len(slide.table)
            columns = list(slide.table)
            assert columns.index(slide.latest) == columns.index("比上年") - 1
            if "判断" in slide.table:
                words = ["" if one is None else account.WORDS[one] for one in slide.judgements]
                said = zip(words, slide.table["比上年"], strict=True)  # what did not change is said once
                assert list(slide.table["判断"]) == ["" if word == moved else word for word, moved in said]
            ranks = [RANKS[one] for one in slide.judgements]
            assert ranks == sorted(ranks)


def test_a_title_breaks_between_clauses_and_has_no_full_stop() -> None:
    """Nothing is lost but the stop; a number with a comma of its own stays whole."""
    said = "投诉举报 127,588 件，增长 10.37%；三个平台：公诉、热线都在增长。"
    assert clauses(said) == ["投诉举报 127,588 件，", "增长 10.37%；", "三个平台：", "公诉、", "热线都在增长"]
    assert clauses("") == []
    assert "".join(clauses("，开头。")) == "，开头"


def test_a_title_does_not_break_within_a_short_bracket() -> None:
    """`（2,956 批次，待核）` is one thing; a long one may break, and the text is the same."""
    title = "出口最多（2,956 批次，待核），药品（国抽、市抽）均为 100%；甲（乙、丙）丁"
    assert clauses(title) == ["出口最多（2,956 批次，待核），", "药品（国抽、市抽）均为 100%；", "甲（乙、丙）丁"]
    long = f"甲（{'长' * 15}，{'长' * 15}）乙"
    assert clauses(long) == [f"甲（{'长' * 15}，", f"{'长' * 15}）乙"]


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


def test_a_town_is_told_in_eight_screens(told: Told) -> None:
    """Figures, its numbers, its place on the map, quality and honours, problems, what to watch; then the rest."""
    of_town = told.of(stories.TOWN, towns=(TOWN,))
    main = of_town[: talks.main_part(of_town)]
    kinds = [TextSlide, BoardSlide, BoardSlide, MapSlide, ListsSlide, ListsSlide, WatchSlide, TextSlide]
    assert [type(slide) for slide in main] == kinds
    assert len(main[1].numbers) == 3
    assert len(main[2].numbers) >= 6
    assert not {number.key for number in main[1].numbers} & {number.key for number in main[2].numbers}
    assert main[3].towns == (TOWN,)
    assert list(main[5].lists) == ["问题", "建议"]
    assert main[5].title.startswith("专题报告指出 6 个问题，首先是")
    headings = [slide.heading for slide in of_town[len(main) :] if isinstance(slide, TableSlide)]
    assert list(dict.fromkeys(headings)) == ["浦江镇：全部数字", "专题报告要点", "荣誉与名录"]
    (points,) = [slide for slide in of_town[len(main) :] if slide.heading == "专题报告要点"]
    assert points.title.endswith("的要点：现状 6 点。")  # the others have screens of their own
    assert list(points.table) == ["要点"]


def test_no_screen_of_a_sector_s_talk_holds_one_or_two_numbers(store: Store, told: Told) -> None:
    """They stand on a board with others of the sector; of two years one is how the other came about."""
    for sector_id in store.names("sectors"):
        slides = told.of(stories.SECTOR, sector=sector_id)
        for one in slides[: talks.main_part(slides)]:
            if isinstance(one, BoardSlide):
                assert len(one.numbers) >= talks.LEAST_FIGURES, one.heading
            elif isinstance(one, Slide) and stories.is_few(one.panel):
                assert len(one.panel.filled) >= talks.LEAST_FIGURES, one.heading


def test_what_a_town_reports_stands_on_two_boards_at_most_and_all_of_it_in_one_table(store: Store, told: Told) -> None:
    """No board goes on and on; no number stands alone on a screen."""
    for area_id, name in store.names("areas").items():
        if area_id not in set(store.towns["area_id"]):
            continue
        slides = told.of(stories.TOWN, towns=(area_id,))
        main, rest = slides[: talks.main_part(slides)], slides[talks.main_part(slides) :]
        assert len([one for one in main if isinstance(one, BoardSlide)]) <= 2
        assert not any(isinstance(one, BoardSlide) for one in rest)
        assert not any(isinstance(one, Slide) and one.panel.value and len(one.panel.filled) == 1 for one in slides)
        listed = [one.table for one in rest if isinstance(one, TableSlide) and one.heading == f"{name}：全部数字"]
        rows = store.observations(Selection(towns=(area_id,)))
        assert sum(map(len, listed)) == (rows["measure"] == LEVEL).sum()
        assert all(list(table)[:2] == ["指标", "数值"] and len(table.columns) <= 5 for table in listed)


def test_every_town_has_what_its_report_says_in_its_main_part(store: Store, told: Told) -> None:
    """Problems and suggestions, all of them, as they are keyed."""
    notes = store.frame("town_notes")
    for area_id in store.towns["area_id"]:
        slides = told.of(stories.TOWN, towns=(area_id,))
        (shown,) = [slide for slide in slides if isinstance(slide, ListsSlide) and "问题" in slide.lists]
        own = notes[notes["area_id"] == area_id]
        for kind in ("问题", "建议"):
            assert [text for _, text in shown.lists.get(kind, [])] == [
                text.removesuffix("。") for text in own.loc[own["kind"] == kind].sort_values("order")["text"]
            ]


def test_numbers_of_one_indicator_stand_beside_each_other_in_a_town(store: Store, told: Told) -> None:
    """Two figures are no screen: with the board they are two of like size, and what is of one indicator is together."""
    for area_id in store.towns["area_id"]:
        slides = told.of(stories.TOWN, towns=(area_id,))
        boards = [one for one in slides[: talks.main_part(slides)] if isinstance(one, BoardSlide)]
        assert all(len(one.numbers) > 2 for one in boards)
        if len(boards) == 1 or len(boards[0].numbers) == 3:
            continue
        ids = [store.observation(number.key)["indicator_id"] for one in boards for number in one.numbers]
        assert [key for key, _ in groupby(ids)] == list(dict.fromkeys(ids))
        sizes = {len(one.numbers) for one in boards}
        assert max(sizes) - min(sizes) <= 1


def test_a_remark_about_one_indicator_stands_only_beside_its_numbers(store: Store, told: Told) -> None:
    """On boards of several pages, too."""
    seen = 0
    for slides in told.by_story.values():
        for one in slides:
            if isinstance(one, BoardSlide):
                shown = {store.observation(number.key)["indicator_id"] for number in one.numbers}
                about = {remark.about for remark in one.remarks} - {""}
                assert about <= shown
                seen += len(about)
    assert seen


def test_a_town_is_asked_for_the_headline_numbers_it_does_not_report(store: Store, told: Told) -> None:
    """By their labels, never for one that it has; not where years are chosen, of which others are kept out."""
    labels = store.frame("headlines").query("area_id == ''").set_index("indicator_id")["label"]
    asked = 0
    for area_id in store.towns["area_id"]:
        rows = store.observations(Selection(towns=(area_id,)))
        given = set(rows.loc[rows["value"].notna(), "indicator_id"])
        (watch,) = [one for one in told.of(stories.TOWN, towns=(area_id,)) if isinstance(one, WatchSlide)]
        lacking = [line[1] for line in watch.table.to_numpy().tolist() if line[0] == wording.UNREPORTED]
        if lacking:
            assert lacking == ["、".join(label for key, label in labels.items() if key not in given)]
            asked += 1
    assert asked > 5
    chosen = stories.told(store, stories.TOWN, Selection(towns=(TOWN,), years=(2022,)))
    assert not [one for one in chosen if isinstance(one, WatchSlide) and wording.UNREPORTED in set(one.table["情况"])]


def test_a_part_that_the_paper_has_lost_is_named_beside_the_largest_and_the_smallest(told: Told) -> None:
    """A slide has no other word for it, and it may be smaller than what is called the smallest."""
    venues = next(one for one in told.of(stories.SECTOR, sector="living_services") if "商业空间体" in one.heading)
    assert "同为最少" in venues.title
    assert "国家级消费集聚区的数原文缺失，不参与比较" in venues.title


def test_a_slide_of_a_town_cites_the_tables_that_its_honours_and_numbers_stand_in(told: Told) -> None:
    """Its report is summed up beside them, and has neither."""
    for town, heading, cited in (("310112001", "质量工作与荣誉", "表33"), ("310112501", "质量工作与荣誉", "表42")):
        slide = next(one for one in told.of(stories.TOWN, towns=(town,)) if heading in one.heading)
        source = next(one.text for one in slide.remarks if one.kind is Kind.SOURCE)
        assert "概括，不是原文" in source
        assert cited in source.split("；")


def test_nobody_is_asked_to_explain_a_success_or_a_share_of_few(store: Store, told: Told) -> None:
    """Of all slides on what to watch: neither a rise where no direction is declared, nor 4 of 6 instead of 50 %."""
    for area_id in store.towns["area_id"]:
        for slide in told.of(stories.TOWN, towns=(area_id,)):
            if isinstance(slide, WatchSlide):
                assert not [line for line in slide.table["情况"] if line.startswith("↑")]
    share = Selection(indicators=("town.cqo.industry_share",), towns=("310112106",))
    rows = records(store.observations(share))
    moved = change(rows, 2024)
    assert moved is not None
    (now,) = [row for row in rows if row["year"] == 2024]
    assert account.is_of_few(store, now)
    assert not account.is_to_explain(store, now, replace(moved, amount=-moved.amount))
    retail = store.observation(next(one.key for one in account.account(store, Selection()).of(account.WORSE)))
    assert not account.is_of_few(store, retail)


def test_a_board_of_a_town_without_a_single_year_says_so(told: Told) -> None:
    """Beside numbers of 2024 they would be taken for such."""
    board = next(one for one in told.of(stories.TOWN, towns=("310112114",)) if one.heading == "浦江镇：数字一览")
    assert any(one.kind is Kind.UNDATED for one in board.remarks)


def test_few_indicators_that_are_judged_are_named(store: Store) -> None:
    """`都不如上年` of all of 产品质量 is about two of agriculture; what is not judged and all fell says so."""
    product = account.account(store, Selection(sector="product"))
    assert all(one.name in account.sentence(product) for one in product.judged)
    assert account.brief(product).startswith("能判断好坏的 2 项指标（绿色食品认证产量、绿色食品认证率）都不如上年")
    building = account.account(store, Selection(sector="construction"))
    assert "3 项只报增减（都下降）" in account.sentence(building)
    assert [one.name for one in product.within("product.industrial").doubted] == [one.name for one in product.doubted]


def test_the_map_of_a_town_says_who_shares_its_industry(store: Store, told: Told) -> None:
    """The others of its group, or that there is none."""
    titles = {
        area_id: next(one.title for one in told.of(stories.TOWN, towns=(area_id,)) if isinstance(one, MapSlide))
        for area_id in store.towns["area_id"]
    }
    assert titles["310112106"] == "华漕镇的特色产业是生物医药产业，与浦江镇、颛桥镇同属“生物医药”。"
    assert titles["310112101"] == "莘庄镇的特色产业是集成电路产业，全区只此一个属“集成电路”。"


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


def test_what_does_not_fit_into_a_presentation_is_named(store: Store) -> None:
    """The last slide says how many indicators are left, and which come first; no more are arranged than are read."""
    wide = Selection(text="数")
    *shown, last = stories.told(store, stories.SHOWN, wide)
    drawn = {slide.panel.indicator_id for slide in shown if isinstance(slide, Slide)}
    assert last.title.startswith("另有 ")
    left = int(last.title.split()[1])
    assert 0 < left <= store.observations(wide)["indicator_id"].nunique() - len(drawn)
    named = [name for cell in last.table["指标"] for name in cell.split("、")]
    assert len(named) == min(left, 70)
    assert set(named).isdisjoint(store.name("indicators", key) for key in drawn)


@pytest.mark.parametrize("chosen", [Selection(), Selection(years=(2023,)), Selection(editions=(2024,))])
def test_a_presentation_of_all_is_the_sub_sectors(store: Store, chosen: Selection) -> None:
    """Sector by sector on one screen, each with the count of its indicators, none of which is drawn."""
    slides = stories.told(store, stories.SHOWN, chosen)
    rows = store.observations(chosen)
    (table,) = [slide.table for slide in slides]
    named = [part for cell in table["子领域和指标数"] for part in cell.split("、")]
    assert len(table) == rows["sector_id"].nunique()
    counted = [int(part.rpartition(" ")[2]) for part in named if part.rpartition(" ")[2].isdecimal()]
    assert len(counted) == rows["subsector_id"].nunique()
    assert sum(int(count.removesuffix(" 项")) for count in table["指标"]) == sum(counted)
    assert sum(counted) == rows["indicator_id"].nunique()


def test_honours_checks_and_coverage_are_counted_in_their_sentence(store: Store) -> None:
    """From the same rows as the table below."""
    told = stories.told(store, stories.HONOURS, Selection(towns=(TOWN,)))
    honours = next(slide for slide in told if slide.heading == "荣誉与名录")
    count = len(store.honours(Selection(towns=(TOWN,))))
    assert honours.title.startswith(f"浦江镇的荣誉与名录共 {count} 项，其中国家级 ")
    findings = stories.told(store, stories.CHECKS, Selection())
    rows = store.checks(Selection())
    assert (
        sum(len(slide.table) for slide in findings if isinstance(slide, TableSlide))
        == (rows["verdict"] != "成立").sum() - (~rows["verdict"].isin(["成立", *store.codes("verdict")])).sum()
    )
    (_cover, covered, *_) = stories.told(store, stories.COVERAGE, Selection(sector="product"))
    assert covered.table["领域"].tolist() == ["产品质量"]


def test_honours_are_counted_by_level_award_and_town(store: Store) -> None:
    """Each count is that of the list; what is not drawn or has no name is said."""
    told = stories.told(store, stories.HONOURS, Selection())
    counts = [slide for slide in told if isinstance(slide, CountSlide)]
    assert told[1 : 1 + len(counts)] == counts
    rows = store.honours(Selection())
    for slide, column in zip(counts, ("level", "award", "area"), strict=True):
        assert all((rows[column] == name).sum() == count for name, count in slide.counts.itertuples(index=False))
    towns = counts[-1]
    assert len(towns.counts) == MOST_BARS
    nameless = (rows["area"] == "").sum()
    assert f"未注明的 {nameless} 项不在图中。" in remarks.texts(towns.remarks)
    assert towns.title.endswith(f"；未注明的 {nameless} 项。")


def test_many_honours_are_told_by_level_on_few_screens(store: Store) -> None:
    """All who have one stand together; each is there, as often as the paper lists it, and counted."""
    told = stories.told(store, stories.HONOURS, Selection())
    assert isinstance(told[0], TextSlide)
    assert talks.main_part(told) <= talks.MOST_MAIN
    assert len(told) < 30
    tables = [slide for slide in told if isinstance(slide, TableSlide)]
    levels = list(dict.fromkeys(slide.heading for slide in tables))
    assert levels == [f"{level}的荣誉与名录" for level in ("国家级", "市级", "区级", "未注明级别")]
    lines = pd.concat([slide.table for slide in tables])
    rows = store.honours(Selection())
    holders = [who for cell in lines["获得者（项目）"] for who in cell.split("；")]
    assert len(holders) == len(rows) == sum(int(text.removesuffix(" 项")) for text in lines["项数"] if text)
    assert all(any(row.organisation in who and row.title in who for who in holders) for row in rows.itertuples())
    assert sum("识别受损" in who for who in holders) >= (rows["status"] != "reported").sum()


@pytest.mark.parametrize(("kind", "what"), [(stories.REQUESTS, "数列（个）"), (stories.HOLDING, "核对（个）")])
def test_a_list_of_hundreds_is_told_in_sum(store: Store, kind: str, what: str) -> None:
    """How many are whose, and where each is to be had; a short one is told whole."""
    told = stories.told(store, kind, Selection())
    rows = {
        stories.REQUESTS: len(coverage.requests(store, Selection())),
        stories.HOLDING: (~store.checks(Selection())["verdict"].isin(FINDINGS)).sum(),
    }
    assert len(told) <= 4
    counted = pd.concat([slide.table for slide in told])
    assert sum(map(int, counted[what])) == rows[kind]
    assert all("逐条见导出的 Excel、CSV。" in remarks.texts(slide.remarks) for slide in told)
    few = stories.told(store, kind, Selection(sector="economy"))
    assert all(what not in slide.table for slide in few)


def test_a_long_row_of_screens_has_a_cover_and_an_appendix(store: Store) -> None:
    """Cut where a new heading begins; a short one is as it was."""
    cover = talks.cover(store, "题目")
    slides = [replace(cover, heading=str(number // 4)) for number in range(20)]
    told = talks.in_two(cover, slides)
    main = talks.main_part(told)
    assert (main, len(told)) == (1 + 8 + 1, 22)
    assert told[0] is cover
    assert talks.in_two(cover, slides[: talks.MOST_MAIN]) == slides[: talks.MOST_MAIN]


def test_a_single_kind_is_not_counted(store: Store) -> None:
    """One bar compares nothing."""
    told = stories.told(store, stories.HONOURS, Selection(levels=("国家级",), awards=("中华老字号",)))
    assert not [slide for slide in told if isinstance(slide, CountSlide) and len(slide.counts) < 2]
    assert "各级荣誉与名录" not in {slide.heading for slide in told}


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
    assert list(slide.table) == ["项目", "浦江镇", "虹桥镇"]
    assert "都不宜比较" in slide.title


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


@pytest.mark.parametrize(
    ("kind", "chosen", "mark"),
    [
        (stories.SHOWN, {"indicators": ("culture.revenue",)}, "culture.revenue~310112~时尚创意"),
        (stories.SECTOR, {"sector": "consumer"}, "consumer.complaints.received~310112~公诉平台"),
        (stories.DEPARTMENTS, {"departments": ("区市场监管局",)}, "consumer.complaints.received~310112~公诉平台"),
    ],
)
def test_a_story_lets_the_chosen_series_stand_out(store: Store, kind: str, chosen: dict, mark: str) -> None:
    """In the drawings of its indicator alone; there are as many slides as without."""
    plain, found = (stories.told(store, kind, Selection(**chosen, emphasis=marks)) for marks in ((), (mark,)))
    assert len(found) == len(plain)
    shown = [slide.panel for slide in found if isinstance(slide, Slide) and slide.panel.emphasis]
    assert shown
    assert {(panel.indicator_id, panel.emphasis) for panel in shown} == {
        (mark.partition("~")[0], (mark.rpartition("~")[2],))
    }


def test_a_sector_names_all_that_got_worse_and_the_part_whose_rate_is_lowest(store: Store, told: Told) -> None:
    """Not one of each sub-sector; beside the lowest the part with most failures, which may have been tested most."""
    glance, watch = told.of(stories.SECTOR, sector="economy")[1], told.of(stories.SECTOR, sector="product")
    assert isinstance(glance, AccountSlide)
    found = account.account(store, Selection(sector="economy"))
    shown = [name for name in glance.table["需要关注"] if name]
    assert len(shown) == len(found.of(account.WORSE)) == 2
    assert shown[0] == found.first[found.ordered(account.WORSE)[0].indicator_id]
    assert len([name for name in glance.table["好于上年"] if name]) == talks.LISTED
    (last,) = [slide for slide in watch if isinstance(slide, WatchSlide)]
    failed, lowest = (one(store, "food.sampling.pass_rate", 2024) for one in (failures.most, failures.lowest))
    assert failed is not None
    assert lowest is not None
    assert (failed["category"], lowest["category"]) == ("流通", "餐饮")
    rows = last.table.to_numpy().tolist()
    assert [lowest["label"], "食品抽检合格率（餐饮），各项中最低", "请区市场监管局说明原因"] in rows
    place = rows.index([lowest["label"], "食品抽检合格率（餐饮），各项中最低", "请区市场监管局说明原因"])
    most = "食品监督抽检不合格数（流通），各项中最多（食品监督抽检数 4,656 批次）"
    assert rows[place + 1] == ["96 批次", most, "请区市场监管局说明原因"]
    assert [word for _, word in failures.asked(store, "food.sampling.pass_rate", 2024)] == ["最低", "最多"]
    assert failures.lowest(store, "adverse.severe_share", 2024) is None  # where less is better
    assert failures.most(store, "product.circulation.pass_rate", 2024) is None  # printed of no part
    assert failures.most(store, "food.sampling.pass_rate", 2023) is None


def test_what_failed_stands_beside_its_rate(store: Store) -> None:
    """As printed, another unit than that over the column with it; what only follows from two is marked, and said."""
    (panel,) = panels(store, "food.sampling.pass_rate", Selection())
    tested, failed = panel.bases
    assert (tested.heading, failed.heading) == ("抽检数", "不合格数")
    shown = {row["category"]: failed.shown(row["key"]) for row in panel.filled if row["category"]}
    assert failed.head == ["不合格数", "批次"]
    told = {row["category"]: failed.told(row["key"]) for row in panel.filled if row["category"]}
    assert {told["生产"], told["流通"], told["进出口"]} == {"不合格数 1 件", "不合格数 96 批次", "不合格数 2 批次※"}
    assert shown == {"种植养殖": "2※", "生产": "1 件", "流通": "96", "餐饮": "7", "进出口": "2※"}
    assert "※ 为计算：抽检数减合格数。" in {remark.text for remark in panel.remarks}
    (other,) = panels(store, "product.circulation.pass_rate", Selection())
    assert [base.heading for base in other.bases] == ["受检批次", "合格批次"]  # the paper counts no failures there


def test_numbers_of_one_indicator_take_no_slide_of_a_sector_alone(store: Store, told: Told) -> None:
    """A few numbers stand with others on a board, and tables of a few lines are one table, where there are several."""
    for sector_id in store.names("sectors"):
        slides = told.of(stories.SECTOR, sector=sector_id)
        drawn = [slide.panel for slide in slides if isinstance(slide, Slide)]
        counts = Counter(panel.indicator_id for panel in drawn)
        assert len([panel for panel in drawn if stories.is_few(panel) and counts[panel.indicator_id] == 1]) <= 1
        listed = [slide for slide in slides if type(slide) is TableSlide and "来源" in slide.table]
        short = [slide for slide in listed if len(slide.table) < stories.LEAST_LINES]
        assert len([slide for slide in short if not slide.is_continued]) <= 1


def test_a_mark_is_explained_on_the_page_of_its_number(store: Store, told: Told) -> None:
    """Of a table of several pages the others do not speak of it."""
    pages = [
        slide
        for slide in told.of(stories.SECTOR, sector="environment")
        if type(slide) is TableSlide and slide.heading == "园林绿化：主要数字"
    ]
    marked = [slide.table["数值"].str.contains("待核").any() for slide in pages]
    said = [any(one.kind is Kind.UNSETTLED for one in slide.remarks) for slide in pages]
    assert len(pages) > 1
    assert said == marked == [True] + [False] * (len(pages) - 1)


def test_the_first_problem_of_a_town_is_told_whole_or_not_at_all(store: Store, told: Told) -> None:
    """Half a sentence says the opposite: 已有图谱，但…."""
    notes = store.issued("town_notes").query("kind == @stories.PROBLEM").sort_values("order")
    for area_id in store.towns["area_id"]:
        points = notes.loc[notes["area_id"] == area_id, "text"]
        titles = [slide.title for slide in told.of(stories.TOWN, towns=(area_id,)) if "首先是" in slide.title]
        assert len(titles) <= 1
        for title in titles:
            assert f"首先是{points.iat[0].removesuffix('。')}" in title


def test_one_figure_of_a_town_takes_no_screen_alone(store: Store, told: Told) -> None:
    """It stands on the board of its main part instead."""
    seen = 0
    for area_id in store.towns["area_id"]:
        slides = told.of(stories.TOWN, towns=(area_id,))
        boards = [slide for slide in slides[: talks.main_part(slides)] if isinstance(slide, BoardSlide)]
        figures = talks.told_headlines(store, Selection(towns=(area_id,)))
        assert all(len(slide.numbers) > 1 for slide in boards)
        if len(figures) == 1:
            seen += 1
            assert figures[0].number.key in {number.key for slide in boards for number in slide.numbers}
    assert seen


def test_no_chart_of_a_talk_repeats_the_columns_of_another(told: Told) -> None:
    """Levels that stand beside their changes, and changes beside two years, are told once."""
    for key in ("economy", "consumer", "producer_services"):
        shown = [one for one in told.of(stories.SECTOR, sector=key) if isinstance(one, Slide)]
        shapes = Counter((one.panel.indicator_id, one.panel.shape) for one in shown)
        pairs = {name for name, shape in shapes if shape == "paired"}
        changes = {name for name, shape in shapes if shape == "growth"}
        assert pairs | changes
        assert not pairs & changes
        assert not {name for name, shape in shapes if shape == "ranking"} & changes
        for one in shown:
            if one.panel.shape in {"paired", "growth"}:
                beside = {key for base in one.panel.bases for key in (*base.numbers, *base.texts)}
                newest = one.panel.rows["year"] == one.panel.rows["year"].max()
                assert set(one.panel.rows.loc[newest & one.panel.rows["value"].notna(), "key"]) <= beside


def test_the_district_is_told_by_its_headlines(store: Store, told: Told) -> None:
    """What of a sector is about its first headline comes before what else it draws."""
    first = store.frame("headlines").query("sector_id == 'product'").sort_values("order")["indicator_id"].iat[0]
    overview = told.of(stories.OVERVIEW)
    main = overview[: talks.main_part(overview)]
    assert first in {one.panel.indicator_id for one in main if isinstance(one, Slide)}


def test_a_sector_ends_with_every_mark_that_is_no_headline_too(store: Store, told: Told) -> None:
    """In doubt first, then what is of an open scope; each with its reason at the foot, or, of a few, in its line."""
    for sector_id in store.names("sectors"):
        rows = store.observations(Selection(sector=sector_id, towns=(store.district,)))
        marks = rows.loc[rows["measure"] == "level"].apply(wording.mark, axis=1)
        slides = told.of(stories.SECTOR, sector=sector_id)
        watched = [slide for slide in slides if isinstance(slide, WatchSlide)]
        shown = [cell for slide in watched for cell in slide.table["情况"] if cell in set(filter(None, marks))]
        assert bool(shown) == any(marks), sector_id
        assert shown == sorted(shown, key=[wording.DOUBT, wording.OPEN_SCOPE].index)
        said = {remark.kind for slide in watched for remark in slide.remarks}
        if sum(len(slide.table) for slide in watched) >= LEAST_WATCHED:
            assert {kind for kind, (_, word) in remarks.MARKS.items() if word in shown} <= said
            continue
        reasons = [row["doubt"] or row["unsettled"] for _, row in rows.iterrows() if wording.mark(row)]
        lines = [line for slide in watched for line in slide.table["事项"]]
        marked = lines[len(lines) - len(shown) :]
        assert all(any(reason in line for reason in reasons) for line in marked), sector_id


def test_few_things_to_watch_are_told_with_what_is_known_of_them(told: Told) -> None:
    """Of one or two lines there is room: for what the chart of each states, or why it is marked."""
    watched = [
        slide
        for (kind, _), slides in told.by_story.items()
        for slide in slides
        if kind == stories.SECTOR and isinstance(slide, WatchSlide) and len(slide.table) < LEAST_WATCHED
    ]
    assert len(watched) > 2
    for slide in watched:
        assert all(len(what) > 30 or "最低" in what for what in slide.table["事项"]), slide.title
    (culture,) = [slide for slide in watched if slide.title.startswith("值得关注的 2 件事：规上文创产业营收")]
    assert "12 项中 5 增 7 降" in culture.table["事项"].iat[0]


def test_what_a_sub_sector_has_stands_together_in_the_main_part(store: Store, told: Told) -> None:
    """None is torn apart by another; what is of several says so in its heading."""

    def subsectors(slide: AnySlide) -> set[str]:
        if isinstance(slide, Slide):
            keys = {slide.panel.indicator_id}
        else:
            numbers = slide.numbers if isinstance(slide, BoardSlide) else ()
            keys = {str(store.observation(one.key)["indicator_id"]) for one in numbers}
        return {str(store.indicator(key)["subsector_id"]) for key in keys}

    for sector_id in store.names("sectors"):
        slides = told.of(stories.SECTOR, sector=sector_id)
        name = store.name("sectors", sector_id)
        main = [slide for slide in slides[: talks.main_part(slides)] if not slide.heading.startswith(name)]
        several = [slide for slide in main if len(subsectors(slide)) > 1]
        assert all(store.name("subsectors", key) in slide.heading for slide in several for key in subsectors(slide))
        single = [found for found in map(subsectors, main) if len(found) == 1]
        runs = [key for own, _ in groupby(single) for key in own]
        assert len(runs) == len(set(runs)), sector_id


def test_a_table_of_several_sub_sectors_is_named_by_them(store: Store, told: Told) -> None:
    """It does not say that it holds the others."""
    (slide,) = [one for one in told.of(stories.SECTOR, sector="brand_ip") if "上海品牌认证" in one.heading]
    assert slide.heading == "上海品牌认证、品牌经济与老字号：主要数字"
    assert slide.title.startswith("上海品牌认证、品牌经济与老字号主要数字")


def test_a_slide_says_of_its_numbers_what_the_page_says(store: Store, told: Told) -> None:
    """Notes stand on their lines, the reason of a mark below; a period that all have is said once."""
    (slide,) = [one for one in told.of(stories.SECTOR, sector="construction") if one.heading == "建筑材料：主要数字"]
    assert isinstance(slide, TableSlide)
    (note,) = slide.table.loc[slide.table["数值"] == "无", "说明"]
    (row,) = records(store.observations(Selection(indicators=("construction.accidents",))))
    assert note == row["note"] != ""
    assert "无" not in slide.title
    assert "期间" not in slide.table
    assert any(row["period_name"] in one.text for one in slide.remarks if one.kind is Kind.PERIOD)
    slides = [one for one in told.of(stories.SECTOR, sector="innovation") if "数值" in getattr(one, "table", ())]
    (doubted,) = [one for one in slides if any(remark.kind is Kind.DOUBT for remark in one.remarks)]
    assert not doubted.table["说明"].str.contains(wording.DOUBT).any()


def test_tables_of_numbers_stand_in_the_main_part_where_little_else_does(told: Told) -> None:
    """Each of them whole, in their order, until it is a talk; nothing is lost."""
    tables = [
        [TextSlide(name, name, (), {}, ()) for _ in range(count)] for name, count in (("甲", 2), ("乙", 9), ("丙", 1))
    ]
    flat = [slide for own in tables for slide in own]
    main, end, rest = talks.filled(tables[2], tables[2], flat)
    assert ([one.heading for one in main], end) == (["丙", "甲", "甲"], tables[2])
    assert [one.heading for one in rest] == ["乙"] * 9 + ["丙"]
    assert talks.filled([], [], flat)[0] == [*tables[0]]
    assert talks.filled(tables[0] * talks.LEAST_MAIN, [], flat)[2] == flat
    consumer = told.of(stories.SECTOR, sector="consumer")
    tables_told = [slide for slide in consumer if isinstance(slide, TableSlide) and "人民调解" in slide.title]
    (place,) = [place for place, slide in enumerate(consumer) if slide in tables_told]
    assert place >= talks.main_part(consumer)


def test_a_table_of_numbers_begins_with_the_main_ones(store: Store, told: Told) -> None:
    """The headlines that a view lists come before its other numbers, and so its sentence tells them."""
    headed = set(store.frame("headlines")["indicator_id"])
    listed = store.frame("views").query("chart == @stories.TABLE and area_scope == ''")
    for view in listed.itertuples():
        ranks = [key not in headed for key in view.indicators]
        assert ranks == sorted(ranks), view.view_id
    tables = [
        one
        for (kind, _), slides in told.by_story.items()
        for one in slides
        if kind == stories.SECTOR and type(one) is TableSlide and "来源" in one.table and not one.is_continued
    ]
    title = {one.heading: one.title for one in tables}
    assert "万台特种设备死亡人数" in title["特种设备：主要数字"]


def test_no_bare_table_of_numbers_stands_in_the_main_part_of_a_sector(store: Store, told: Told) -> None:
    """What views only list is told on boards where little else is, once, and whole in the appendix."""
    for sector_id in store.names("sectors"):
        slides = told.of(stories.SECTOR, sector=sector_id)
        main, rest = slides[: talks.main_part(slides)], slides[talks.main_part(slides) :]
        assert not [one for one in main if type(one) is TableSlide and "来源" in one.table], sector_id
        keys = [number.key for one in main if isinstance(one, BoardSlide) for number in one.numbers]
        assert len(keys) == len(set(keys)), sector_id
        listed = [one for one in main if isinstance(one, BoardSlide) and one.heading.endswith(stories.OTHER_NUMBERS)]
        tables = [one for one in rest if type(one) is TableSlide and "来源" in one.table]
        values = {value for one in tables for value in one.table["数值"]}
        assert {"".join(number.parts) for one in listed for number in one.numbers} <= values, sector_id
    features = told.of(stories.SECTOR, sector="features")
    assert len([one for one in features[: talks.main_part(features)] if isinstance(one, BoardSlide)]) == 4


def test_what_the_headlines_say_is_not_said_again_by_a_slide_of_its_own(told: Told) -> None:
    """A number whose change stands on the board of headlines, and of which nothing else is printed, has none."""
    slides = told.of(stories.SECTOR, sector="producer_services")
    (board,) = [one for one in slides if isinstance(one, BoardSlide) and "生产性服务业营收" in one.title]
    assert "比上年增长 5.8%" in board.title
    assert not [one for one in slides if isinstance(one, Slide) and one.panel.indicator_id == "producer.revenue"]


def test_the_map_of_a_sector_of_towns_comes_before_its_single_numbers(told: Told) -> None:
    """It is what the sector is about."""
    kinds = [type(slide) for slide in told.of(stories.SECTOR, sector="features")]
    assert kinds.index(MapSlide) == kinds.index(BoardSlide) + 1


def test_a_town_is_told_by_what_changed(store: Store, told: Told) -> None:
    """First on its board; a board is one where its numbers are few."""
    rows = store.observations(Selection(towns=tuple(store.towns["area_id"])))
    moved = rows[rows["measure"].isin(CHANGES) & (rows["year"] == 2024) & (rows["doubt"] == "")]
    assert moved["area_id"].nunique() > 3
    for area_id in moved["area_id"].unique():
        slides = told.of(stories.TOWN, towns=(area_id,))
        first = next(slide for slide in slides if isinstance(slide, BoardSlide))
        has_history = [bool(number.earlier) for number in first.numbers]
        assert has_history == sorted(has_history, reverse=True) or len(first.numbers) == 3
    jiangchuan = [slide for slide in told.of(stories.TOWN, towns=("310112001",)) if isinstance(slide, BoardSlide)]
    assert len(jiangchuan) == 1
    assert jiangchuan[0].title.startswith("规上工业总产值突破 249 亿元")


def test_the_honours_of_a_town_stand_by_level(told: Told, store: Store) -> None:
    """On its slide and in its table: the highest first, those without one last, of one level as the paper has them."""
    levels = [*filter(None, store.codes("level")), ""]
    for area_id in store.towns["area_id"]:
        rows = store.honours(Selection(towns=(area_id,)))
        ranked = [levels.index(level) for level in lists.by_level(store, rows)["level"]]
        assert ranked == sorted(ranked)
        shown = [one.table for one in told.of(stories.TOWN, towns=(area_id,)) if type(one) is TableSlide]
        listed = [levels.index(level) for table in shown if "级别" in table for level in table["级别"]]
        assert listed == sorted(listed)
        assert len(listed) in {0, len(rows)}
