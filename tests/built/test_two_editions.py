"""The rules of several papers, one by one, over two made up for tests (`tests/data/two_editions/README.md`)."""

import io
from pathlib import Path

import pandas as pd
import pytest
from docx import Document

from components.drawing import town_map
from tests.built.test_surfaces import MADE
from tests.editions import change as change_rows
from tests.two_editions import DISTRICT, FIRST, FIRST_TOWN, SECOND, SECOND_TOWN, THIRD_TOWN, laid_out
from whitepaper.__main__ import main
from whitepaper.files import briefs
from whitepaper.files.csv_files import in_words
from whitepaper.model.keys import DERIVED, LEVEL, TARGET
from whitepaper.model.selection import Selection
from whitepaper.printed.changes import change
from whitepaper.publishing import proofreading
from whitepaper.publishing.build import build
from whitepaper.store import coverage, headlines, mentions, provenance, search
from whitepaper.store.described import records
from whitepaper.store.store import Store
from whitepaper.stories import stories
from whitepaper.stories.slides import ListsSlide
from whitepaper.telling import lists, number_tables, revisions
from whitepaper.telling.panels import Panel, panels
from whitepaper.telling.remarks import Kind
from whitepaper.telling.sentences import sentence

TOWNS = (FIRST_TOWN, SECOND_TOWN, THIRD_TOWN)


def rows_of(
    store: Store, indicator: str, period: str, *, area: str = DISTRICT, category: str = "", measure: str = LEVEL
) -> pd.DataFrame:
    """What all papers have of one number, the first paper first."""
    rows = store.vintages(Selection(indicators=(indicator,), towns=(area,)))
    about = {"category": category, "period": period, "measure": measure}
    for name, cell in about.items():
        rows = rows[rows[name] == cell]
    return rows.sort_values("edition")


def number(store: Store, indicator: str, period: str, **about: str) -> pd.Series:
    """The one current number."""
    rows = rows_of(store, indicator, period, **about)
    (_, only), *others = rows[rows["is_current"]].iterrows()
    assert not others
    return only


def told(store: Store, indicator: str, kind: Kind) -> list[str]:
    """The remarks of a kind beside the panels of an indicator."""
    return [one.text for panel in panels(store, indicator, Selection()) for one in panel.remarks if one.kind is kind]


def only_panel(store: Store, indicator: str) -> Panel:
    """The one panel of an indicator."""
    (panel,) = panels(store, indicator, Selection())
    return panel


def cards(store: Store, *towns: str) -> dict[str, str]:
    """The labels of the first page to their numbers."""
    found = headlines.cards(store, Selection(towns=towns))
    return {one.label: one.shown for card in found for one in card.headlines}


def fact(store: Store, key: str, heading: str) -> str:
    """A line of the source card of a number; empty where it has none."""
    return next((one.text for one in provenance.source_card(store, key) if one.heading == heading), "")


def asked(store: Store, edition: int) -> dict[str, str]:
    """Check to verdict of the findings of one paper."""
    found = store.frame("findings").query("edition == @edition")
    return dict(zip(found["check_id"], found["verdict"], strict=True))


@pytest.mark.parametrize(
    ("indicator", "period", "shown", "edition"),
    [
        ("economy.output", "2024", "500.0 亿元", SECOND),
        ("economy.output", "2025", "600.0 亿元", SECOND),
        ("economy.trade", "2024", "51.0 亿元", SECOND),
        ("quality.pass_rate", "2024", "95.5%", SECOND),
        ("quality.pass_rate", "2023", "95.0%", FIRST),
        ("quality.stations", "2024", "5 个", SECOND),
        ("quality.officers", "2024", "40 人", FIRST),
    ],
)
def test_the_latest_paper_that_prints_a_number_has_it(
    two_editions: Store, indicator: str, period: str, shown: str, edition: int
) -> None:
    """Printed again, revised, printed where it was missing, missing where it was printed, and not printed again."""
    row = number(two_editions, indicator, period)
    assert (row["shown"], row["edition"]) == (shown, edition)
    others = rows_of(two_editions, indicator, period).query("not is_current")
    assert (others["superseded_by"] == edition).all()


def test_a_level_that_a_later_paper_prints_is_not_derived(two_editions: Store) -> None:
    """The growth of the first paper gave 400; the second one prints 401."""
    rows = rows_of(two_editions, "economy.output", "2023")
    assert list(rows["shown"]) == ["401.0 亿元"]


def test_a_level_that_no_paper_prints_is_derived(two_editions: Store) -> None:
    """From the paper that prints the year after and its growth."""
    row = number(two_editions, "economy.revenue", "2023")
    assert (row["status"], row["edition"], row["shown"]) == (DERIVED, FIRST, "90.9 亿元")


def test_a_growth_that_implies_another_level_is_asked_and_gives_no_second_number(two_editions: Store) -> None:
    """The level stays as the earlier paper prints it."""
    assert list(rows_of(two_editions, "economy.revenue", "2024")["shown"]) == ["100.0 亿元"]
    check = f"growth:economy.revenue;{DISTRICT};;2025;yoy_pct"
    assert asked(two_editions, SECOND)[check] == "待确认"
    assert f"growth:economy.output;{DISTRICT};;2025;yoy_pct" not in asked(two_editions, SECOND)


@pytest.mark.parametrize(
    ("indicator", "said"),
    [
        ("quality.pass_rate", ["修订：2025 年度白皮书把 2024 年由 96.0% 改为 95.5%。"]),
        ("economy.exports", ["同比修订：2025 年度白皮书把 2024 年由 3.0% 改为 2.8%。"]),
        (
            "economy.trade",
            [
                "修订：2025 年度白皮书把 2024 年由 50.0 亿元 改为 51.0 亿元。",
                "同比修订：2025 年度白皮书把 2024 年由 5.0% 改为 5.2%。",
            ],
        ),
    ],
)
def test_a_revision_is_said_beside_the_chart(two_editions: Store, indicator: str, said: list[str]) -> None:
    """Of a level, of changes in a chart of their own, and of a single change beside its level."""
    assert told(two_editions, indicator, Kind.REVISED) == said


@pytest.mark.parametrize(
    "indicator",
    ["economy.output", "economy.households", "town.firms", "town.output", "quality.stations", "quality.officers"],
)
def test_what_is_no_other_number_is_no_revision(two_editions: Store, indicator: str) -> None:
    """Equal, equal in another unit, of no stated period, what came of a forecast, and where one paper has none."""
    assert told(two_editions, indicator, Kind.REVISED) == []


def test_the_list_of_revisions_has_each_with_both_numbers(two_editions: Store) -> None:
    """The largest difference first."""
    table = revisions.revisions(two_editions, Selection())
    lines = list(zip(table.texts("indicator"), table.texts("old"), table.texts("new"), strict=True))
    assert lines == [
        ("出口", "3.0%", "2.8%"),
        ("外贸额", "5.0%", "5.2%"),
        ("外贸额", "50.0 亿元", "51.0 亿元"),
        ("抽检合格率", "96.0%", "95.5%"),
    ]
    assert revisions.sentence(two_editions, Selection(), table) == "2025 年度白皮书有 4 个数与此前所印不同。"


def test_the_source_card_has_what_each_paper_prints(two_editions: Store) -> None:
    """Whatever paper's number it is opened at; missing ones say why."""
    for row in rows_of(two_editions, "quality.pass_rate", "2024").itertuples():
        assert fact(two_editions, row.key, "各版本所印") == "2024 年度：96.0%；2025 年度：95.5%"
    missing = number(two_editions, "quality.stations", "2024")["key"]
    assert fact(two_editions, missing, "各版本所印") == "2024 年度：缺失：原文为图片；2025 年度：5 个"
    once = number(two_editions, "quality.pass_rate", "2025")["key"]
    assert fact(two_editions, once, "各版本所印") == ""


def test_files_say_of_which_paper_a_number_is_and_whether_it_stands(two_editions: Store) -> None:
    """Both numbers of a revised year are told apart."""
    rows = in_words(rows_of(two_editions, "quality.pass_rate", "2024"), two_editions)
    found = list(rows[["数值", "版本", "是否现行"]].itertuples(index=False, name=None))
    assert found == [(96.0, FIRST, "否，2025 年度白皮书又印"), (95.5, SECOND, "是")]


def test_a_change_is_taken_within_one_paper(two_editions: Store) -> None:
    """From the level that the second paper prints of the year before, not from the first paper's."""
    moved = change(records(two_editions.observations(Selection(indicators=("quality.pass_rate",)))), SECOND)
    assert moved is not None
    assert moved.words == "上升 1.5 个百分点"
    assert "比上年（95.5%）上升 1.5 个百分点（计算）" in sentence(
        only_panel(two_editions, "quality.pass_rate"), two_editions
    )


def test_a_series_whose_unit_changes_is_drawn_in_one(two_editions: Store) -> None:
    """By exact conversion, which is said; the card keeps what is printed."""
    panel = only_panel(two_editions, "economy.firms")
    assert list(panel.rows["plotted"]) == [1.2, 1.32]
    assert set(panel.rows["plotted_unit"]) == {"万家"}
    assert told(two_editions, "economy.firms", Kind.CONVERTED) == ["原文以家为单位的数，图中换算为万家。"]
    first = number(two_editions, "economy.firms", "2024")
    assert (fact(two_editions, first["key"], "原文所印"), first["shown"]) == ("12000", "12,000 家")
    assert "增长 10%（计算）" in sentence(panel, two_editions)


def test_a_unit_without_exact_conversion_breaks_the_series(two_editions: Store) -> None:
    """Two panels, each with its unit, the newest first, and no change between them."""
    made = panels(two_editions, "economy.equipment", Selection())
    assert [panel.heading for panel in made] == ["单位：台套", "单位：台"]
    assert not any("上年" in sentence(panel, two_editions) for panel in made)


def test_a_missing_number_without_a_unit_makes_no_panel_of_its_own(two_editions: Store) -> None:
    """It is said to be missing beside the number that there is."""
    panel = only_panel(two_editions, "quality.officers")
    assert (panel.shape, panel.value) == ("single", "40 人")
    assert told(two_editions, "quality.officers", Kind.MISSING) == ["缺失：2025 年（识别受损）"]


def test_a_renamed_indicator_says_its_former_name(two_editions: Store) -> None:
    """Beside the chart, which goes on."""
    assert told(two_editions, "quality.complaints", Kind.RENAMED) == ["2024 年度称“投诉处理数”。"]
    assert list(panels(two_editions, "quality.complaints", Selection())[0].rows["year"]) == [FIRST, SECOND]


def test_nothing_is_computed_across_a_break(two_editions: Store) -> None:
    """The chart says why, and parts the line; within the first paper a change is computed as ever."""
    said = "自 2025 年度起口径有变，前后不可比：十分制改为百分制。"
    assert told(two_editions, "quality.satisfaction", Kind.BROKEN) == [said]
    panel = only_panel(two_editions, "quality.satisfaction")
    assert panel.rows["series"].nunique() == 2
    rows = records(two_editions.observations(Selection(indicators=("quality.satisfaction",))))
    assert change(rows, SECOND) is None
    assert change(rows, FIRST) is not None
    assert sentence(panel, two_editions) == "2025 年满意度为 85.0 分，2024 年为 8.2 分，2023 年为 8.0 分。"


def test_a_dropped_category_keeps_its_last_number_and_is_asked_about(two_editions: Store) -> None:
    """A new one needs no question."""
    assert number(two_editions, "quality.samples", "2024", category="餐饮")["shown"] == "100 批次"
    assert number(two_editions, "quality.samples", "2025", category="网络")["shown"] == "60 批次"
    gone = {check for check in asked(two_editions, SECOND) if check.startswith("gone:quality.samples")}
    assert gone == {f"gone:quality.samples;{DISTRICT};餐饮;2024;level"}


@pytest.mark.parametrize(("editions", "industry", "appendix"), [((), "集成电路", 3), ((FIRST,), "生物医药", 3)])
def test_the_industry_of_a_town_is_that_of_the_paper_chosen(
    two_editions: Store, editions: tuple[int, ...], industry: str, appendix: int
) -> None:
    """The latest where none is chosen; on its page, in the comparison and in the brief."""
    chosen = Selection(towns=(THIRD_TOWN, FIRST_TOWN), editions=editions)
    report = two_editions.report(THIRD_TOWN, chosen)
    assert (report.industry, report.appendix) == (industry, appendix)
    assert number_tables.compared(two_editions, chosen).texts(THIRD_TOWN)[0] == industry
    document = Document(io.BytesIO(briefs.town_brief(two_editions, THIRD_TOWN, (), MADE, "", editions)))
    assert industry in document.paragraphs[0].text


@pytest.mark.parametrize(
    ("table", "column", "texts"),
    [
        ("cases", "title", {FIRST: "甲甲食品建成检测室（虚构）", SECOND: "乙乙文旅制定服务标准（虚构）"}),
        ("policies", "title", {FIRST: "质量提升办法（虚构）", SECOND: "标准奖励细则（虚构）"}),
        ("town_notes", "text", {FIRST: "甲镇2024年的现状（虚构）。", SECOND: "甲镇2025年的现状（虚构）。"}),
    ],
)
def test_what_a_paper_issues_is_shown_by_paper(
    two_editions: Store, table: str, column: str, texts: dict[int, str]
) -> None:
    """The latest by default, each alone where chosen."""
    assert two_editions.issued(table)[column].iat[0] == texts[SECOND]
    for edition, text in texts.items():
        rows = two_editions.issued(table, Selection(editions=(edition,)))
        assert rows[column].iat[0] == text
        assert set(rows["edition"]) == {edition}


def test_a_file_says_of_which_paper_each_row_is(two_editions: Store) -> None:
    """Of numbers also whether it is the current one."""
    numbers = in_words(two_editions.vintages(Selection()), two_editions)
    assert set(numbers["版本"]) == {FIRST, SECOND}
    assert len(set(numbers["是否现行"])) > 1
    honours = two_editions.honours(Selection(organisation="org:001"))
    assert set(honours[list(lists.HONOUR_HEADINGS)].rename(columns=lists.HONOUR_HEADINGS)["版本"]) == {FIRST, SECOND}
    checks = lists.checks_in_full(two_editions.checks(Selection(editions=(FIRST,))), two_editions)
    assert lists.EXPORTED["edition"] == "版本"
    assert set(checks["edition"]) == {FIRST}


def test_honours_are_of_one_paper_and_of_an_organisation_all(two_editions: Store) -> None:
    """The latest list by default."""
    assert len(two_editions.honours(Selection())) == 3
    assert len(two_editions.honours(Selection(editions=(FIRST,)))) == 2
    assert list(two_editions.honours(Selection(organisation="org:001"))["edition"]) == [FIRST, SECOND]
    assert len(mentions.mentions(two_editions, "org:001").query("kind == '荣誉'")) == 2


@pytest.mark.parametrize(
    ("name", "editions", "appendix"),
    [("two_editions", (), 2), ("two_editions", (FIRST,), 1), ("partial_edition", (), 1)],
)
def test_notes_are_cited_by_the_appendix_of_their_own_paper(
    request: pytest.FixtureRequest, name: str, editions: tuple[int, ...], appendix: int
) -> None:
    """Also where a later paper has numbered its appendices but has no notes yet."""
    store: Store = request.getfixturevalue(name)
    chosen = Selection(towns=(FIRST_TOWN,), editions=editions)
    slides = stories.told(store, stories.TOWN, chosen)
    notes = [slide for slide in slides if isinstance(slide, ListsSlide)]
    assert all(slide.remarks[0].text.startswith(f"来源：据附录{appendix}概括，不是原文") for slide in notes)
    document = Document(io.BytesIO(briefs.town_brief(store, FIRST_TOWN, (), MADE, "", editions)))
    assert any(f"据附录{appendix}概括" in paragraph.text for paragraph in document.paragraphs)


def test_a_headline_shows_its_own_latest_year(two_editions: Store) -> None:
    """With the year where that is older than the newest paper."""
    assert cards(two_editions) == {
        "总产值": "600.0 亿元",
        "财政收入": "130.0 亿元",
        "外贸额（2024 年）": "51.0 亿元",
        "抽检合格率": "97.0%",
        "抽检批次": "600 批次",
    }
    assert cards(two_editions, THIRD_TOWN) == {"街镇产值（2024 年）": "30.0 亿元", "街镇企业数": "8 家"}


def test_nothing_vanishes_while_a_paper_is_keyed(two_editions: Store, partial_edition: Store) -> None:
    """Every headline, every indicator with a panel, every list stays; what is older says its year."""
    assert cards(partial_edition) == {
        "总产值": "600.0 亿元",
        "财政收入": "130.0 亿元",
        "外贸额（2024 年）": "51.0 亿元",
        "抽检合格率（2024 年）": "96.0%",
        "抽检批次（2024 年）": "600 批次",
    }
    assert all(panels(partial_edition, key, Selection()) for key in two_editions.names("indicators"))
    for name in ("honours", "policies", "cases", "town_notes"):
        assert partial_edition.edition_of(name, Selection()) == (FIRST,)
        assert len(two_editions.issued(name, Selection(editions=(FIRST,)))) == len(partial_edition.frame(name))
    gone = [check for check in asked(partial_edition, SECOND) if check.startswith("gone:")]
    assert gone == ["gone:economy.trade;990001;;2024;level"]  # its table is keyed, and has only the year before


@pytest.mark.parametrize(
    ("name", "year", "shown"), [("two_editions", SECOND, "21.0 亿元"), ("partial_edition", FIRST, "20.0 亿元")]
)
def test_a_forecast_never_moves_what_is_now(request: pytest.FixtureRequest, name: str, year: int, shown: str) -> None:
    """On the card, in search, comparison, map, requests and the sentence; also of the year of a paper just begun."""
    store: Store = request.getfixturevalue(name)
    key = number(store, "town.output", str(year), area=SECOND_TOWN)["key"]
    (card,) = headlines.cards(store, Selection(towns=(SECOND_TOWN,)))
    assert (card.headlines[0].key, card.headlines[0].shown) == (key, shown)
    assert key in {entry.key for entry in search.index(store).entries}
    (line,) = [
        one for one in number_tables.compared(store, Selection(towns=TOWNS)).lines if one["item"].text == "街镇产值"
    ]
    assert line[SECOND_TOWN].key == key
    town = town_map.by_indicator(store, "town.output", (), "light").set_index("area_id").loc[SECOND_TOWN]
    assert town["label"].startswith(shown)
    assert key in set(coverage.requests(store, Selection())["key"])
    said = sentence(panels(store, "town.output", Selection(towns=(SECOND_TOWN,)))[0], store)
    assert said.startswith(f"乙镇 {year} 年街镇产值为 {shown}")
    assert f"另有 {year + 1} 年的预计数" in said


def test_a_target_never_moves_what_is_now(two_editions: Store) -> None:
    """It has a panel of its own, and years of plans are no years of the papers."""
    (entry,) = [one for one in search.index(two_editions).entries if one.title == "总产值"]
    assert "600.0 亿元" in entry.detail
    assert max(two_editions.years_with_levels) == SECOND
    assert number(two_editions, "economy.output", "2026", measure=TARGET)["qualifier"] == "目标"
    assert coverage.years(two_editions) == (2023, 2024, 2025)


def test_checks_are_judged_by_paper(two_editions: Store) -> None:
    """Each paper has its own; the latest is shown unless one is chosen."""
    source = two_editions.dataset.source
    for edition in (FIRST, SECOND):
        _, findings = proofreading.check_source(source, edition)
        assert set(findings["edition"]) == {edition}
    assert set(two_editions.checks(Selection())["edition"]) == {SECOND}
    assert set(two_editions.checks(Selection(editions=(FIRST,)))["edition"]) == {FIRST}


def test_a_declared_check_is_made_on_the_papers_that_it_is_for(two_editions: Store) -> None:
    """On all of them where it names none."""
    checks = two_editions.frame("checks")
    made = {check: set(rows["edition"]) for check, rows in checks.groupby("check_id")}
    assert made["samples.total"] == made["pass.rate"] == {FIRST, SECOND}
    assert made["award.name"] == {FIRST}


@pytest.mark.parametrize(("edition", "status"), [(FIRST, 0), (SECOND, 1)])
def test_check_fails_only_for_new_contradictions_of_the_paper_judged(
    two_editions: Store, capsys: pytest.CaptureFixture, edition: int, status: int
) -> None:
    """The first paper's is accepted, the second paper's is new."""
    assert main(["--data", str(two_editions.dataset.root), "check", "--edition", str(edition)]) == status
    assert ("【新】" in capsys.readouterr().out) == bool(status)


def test_a_doubt_is_of_the_paper_whose_number_it_is(two_editions: Store) -> None:
    """The second paper prints the same number without contradicting itself; no brief lists the doubt of the first."""
    first, second = (row for _, row in rows_of(two_editions, "economy.output", "2024").iterrows())
    assert first["doubt"]
    assert not second["doubt"]
    made = {
        sector: Document(io.BytesIO(briefs.sector_brief(two_editions, sector, (), MADE, "")))
        for sector in ("economy", "quality")
    }
    texts = {sector: [one.text for one in document.paragraphs] for sector, document in made.items()}
    assert "须核实的数" not in texts["economy"]
    assert "须核实的数" in texts["quality"]


def test_a_new_spelling_in_a_list_is_asked_about(two_editions: Store) -> None:
    """One that organisations.csv knows, and a new name, are not."""
    found = {check for check in asked(two_editions, SECOND) if check.startswith("name:")}
    assert found == {"name:honours:organisation:乙乙文旅有限责任公司"}


def test_a_citation_names_each_paper_with_its_own_places(two_editions: Store) -> None:
    """The newest first; one whose numbers are all printed again is not named."""
    text = provenance.citation(two_editions, "quality.pass_rate")
    assert text.index("《2025年度") < text.index("《2024年度")
    assert "《2024年度" not in provenance.citation(two_editions, "quality.stations")


def test_slides_of_every_kind_can_be_told(two_editions: Store, partial_edition: Store) -> None:
    """Whatever is chosen of the two papers."""
    for store in (two_editions, partial_edition):
        for kind in stories.STORIES:
            towns = {stories.TOWN: TOWNS[:1], stories.TOWNS: TOWNS}.get(kind, ())
            sector = "quality" if kind == stories.SECTOR else ""
            chosen = Selection(sector=sector, search="甲", towns=towns)
            assert stories.told(store, kind, chosen), kind


def test_the_places_of_a_chart_name_their_papers(two_editions: Store, store: Store) -> None:
    """Where its numbers are of both; with one paper it goes without saying."""
    said = {
        len(panel.rows["edition"].unique()): panel.remarks[0].text
        for key in two_editions.names("indicators")
        for panel in panels(two_editions, key, Selection())
    }
    assert f"{FIRST} 年度 " in said[2]
    assert f"{SECOND} 年度 " in said[2]
    assert "年度" not in panels(store, "economy.gdp", Selection())[0].remarks[0].text


def test_a_headline_without_its_newest_number_is_that_of_the_last_year_that_has_one(tmp_path: Path) -> None:
    """With that year beside it, and no dash."""
    dataset = laid_out(tmp_path)
    newest = {"indicator_id": "economy.revenue", "period": str(SECOND), "measure": LEVEL}
    change_rows(dataset, f"{SECOND}/observations/economy.csv", newest, printed="", missing_reason="原文为图片")
    build(dataset)
    assert cards(Store.load(dataset))["财政收入（2024 年）"] == "100.0 亿元"
