"""Every page runs: opens, empty selection, bad link, one interaction, no exception tolerated."""

import re
from dataclasses import replace
from urllib.parse import parse_qsl

import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient
from streamlit.testing.v1 import AppTest

from components.frame import pages
from components.report import counting, presentation
from components.take_home import by_url, menu
from components.views import honours, parts, sectors
from components.views.towns import TOLD_BY_NUMBERS
from tests.pages.conftest import Open, first_screen, panels, rows, sent, subjects, tables, texts
from whitepaper.files import csv_files
from whitepaper.model import links
from whitepaper.model.selection import Selection, to_query
from whitepaper.store.store import Store
from whitepaper.stories import stories, talks
from whitepaper.telling import account, table_sentences
from whitepaper.telling.towns import repeating

WITH_FILTERS = [page for page in pages.PAGES if page != pages.PRESENT]
"""The pages whose address holds a selection; that of the presentation names slides."""


@pytest.mark.parametrize("page", pages.PAGES)
def test_the_page_opens(open_page: Open, page: str) -> None:
    """Without a selection, and without a warning."""
    app = open_page(page)
    assert not app.warning
    assert texts(app) or sent(app, "slide")


@pytest.mark.parametrize("page", WITH_FILTERS)
def test_a_bad_link_gives_one_notice_and_the_nearest_view(open_page: Open, page: str) -> None:
    """The unknown value is named once; the known one is kept."""
    app = open_page(page, sector="nonsense", year="2024", town="999")
    notices = [element.value for element in app.warning if "认不出" in element.value]
    assert len(notices) == 1
    assert "nonsense" in notices[0]
    assert app.multiselect(key="filter_years").value == [2024]
    app.run()
    assert not [element for element in app.warning if "认不出" in element.value]


PARTS = [(page.key, part) for page in pages.PAGES.values() for part in page.parts]


@pytest.mark.parametrize(("page", "part"), PARTS)
def test_a_link_opens_the_part_of_a_page_that_it_names(open_page: Open, page: str, part: str) -> None:
    """The address keeps it where it is not the first; with another part, the address follows."""
    app = open_page(page, part=part)
    assert not app.warning
    assert app.segmented_control(key=f"part_{page}").value == part
    first, *_, last = pages.PAGES[page].parts
    assert shown_part(app, first) == part
    app.segmented_control(key=f"part_{page}").set_value(last).run()
    assert shown_part(app, first) == last


def shown_part(app: AppTest, first: str) -> str:
    """The part that the address names, without one the first; a test writes a text there, the app a list."""
    named = app.query_params.get(pages.PART, first)
    return named if isinstance(named, str) else named[-1]


@pytest.mark.parametrize("page", [page.key for page in pages.PAGES.values() if page.parts])
def test_a_part_that_does_not_exist_is_named_once(open_page: Open, page: str) -> None:
    """Among the other values that are unknown, and the first part is shown."""
    app = open_page(page, part="nonsense", sector="gone", year="2024")
    (said,) = [element.value for element in app.warning]
    assert "gone、nonsense" in said
    assert app.segmented_control(key=f"part_{page}").value == next(iter(pages.PAGES[page].parts))
    assert pages.PART not in app.query_params


def test_a_link_that_was_cut_says_so_once(open_page: Open) -> None:
    """A whole one says nothing, and what is left of a cut one is shown."""
    query = {"sector": "product", "year": "2024"}
    check = dict(parse_qsl(links.signed("explore", query)))[links.CHECK]
    assert not open_page("explore", c=check, **query).warning
    app = open_page("explore", c=check, sector="product", year="202")
    (said,) = [element.value for element in app.warning]
    assert "被截断" in said
    assert app.selectbox(key="filter_sector").value == "product"
    app.run()
    assert not app.warning


LEADING = [
    ("医疗器械不良反应报告数", "explore", {"indicator": "adverse.reports"}),
    ("市长质量奖谁得了", "honours", {"award": "上海市市长质量奖"}),
    ("上海电气有哪些荣誉", "honours", {"q": "上海电气"}),
    ("浦江镇做什么产业", "town", {"town": "310112114"}),
    ("莘庄镇和马桥镇对比", "town", {"town": "310112101,310112112"}),
    ("哪个街镇缺数据", "coverage", {"part": "covered_towns"}),
    ("特种设备全部数据", "explore", {"sector": "product", "sub": "product.equipment"}),
]


@pytest.mark.parametrize(("question", "page", "query"), LEADING)
def test_an_answer_leads_to_the_view_that_shows_more(
    open_page: Open, question: str, page: str, query: dict[str, str]
) -> None:
    """Numbers to numbers, honours to honours, towns to towns."""
    (shown,) = panels(open_page("search", search=question))
    (link,) = shown["links"]
    assert (link["page"], link["query"]) == (page, query)


def test_an_answer_hands_out_its_numbers(open_page: Open, store: Store) -> None:
    """The rows that it is about; an answer from lists that no result goes with has none."""
    app = open_page("search", search="特种设备全部数据")
    assert subjects(app) == ["数据"]
    app.session_state["export_数据"] = True
    app.run()
    (link,) = sent(app, "saving_link")
    rows = store.observations(Selection(sector="product", subsector="product.equipment"))
    answer = TestClient(Starlette(routes=by_url.routes("/"))).get(f"/{link['address']}")
    assert answer.content == csv_files.to_csv(rows, store)
    assert subjects(open_page("search", search="上海电气有哪些荣誉")) == []


def test_what_is_collected_is_at_hand_on_every_page_but_its_own(open_page: Open) -> None:
    """How much it is, its presentation and its slides."""
    app = open_page("map")
    assert "take_mine" not in [button.key for button in app.button]
    app.button(key="pin_page").click().run()
    app.run()
    assert {"show_mine", "take_mine"} <= {button.key for button in app.button}
    app.button(key="take_mine").click().run()
    (file,) = sent(app, "saver")
    assert file["name"].endswith(".pptx")
    app.switch_page("../pages/report.py").run()
    assert "take_mine" not in [button.key for button in app.button]


def test_a_presentation_of_nothing_known_is_that_of_the_first_page(open_page: Open) -> None:
    """A story that does not exist, or a slide beyond the last."""
    bad = sent(open_page("present", story="nonsense", sector="nonsense", slide="999"), "slide")
    told = sent(open_page("present", story="overview", slide="999"), "slide")
    assert bad == told
    (place,) = [part["place"] for part in told if part["part"] == "foot"]
    (total,) = re.findall(r"附 (\d+) / \1$", place)
    assert int(total) > 1


def test_a_slide_is_sent_as_text(open_page: Open, store: Store) -> None:
    """Cover, account, board: what stands there is what the story says, and the appendix has a count of its own."""
    slides = stories.told(store, stories.OVERVIEW, Selection())
    main = talks.main_part(slides)
    (cover,) = sent(open_page("present", story="overview"), "slide")
    assert "".join(cover["title"]) == slides[0].title
    assert cover["place"] == f"1 / {main}"
    head, body, foot = sent(open_page("present", story="overview", slide="2"), "slide")
    assert "".join(head["title"]) == slides[1].title.removesuffix("。")
    assert [count for _, count, _ in body["counts"]] == [count for count in slides[1].counts.values() if count]
    assert foot["place"] == f"2 / {main}"
    _, body, foot = sent(open_page("present", story="overview", slide="3"), "slide")
    assert ["".join(parts) for _, parts, *_ in body["numbers"]] == [number.shown for number in slides[2].numbers]
    assert {judged for *_, judged, _ in body["numbers"]} <= {"", "better", "worse", "same"}
    *_, foot = sent(open_page("present", story="overview", slide=str(main + 1)), "slide")
    assert foot["place"] == f"附 1 / {len(slides) - main}"


def test_the_button_says_how_many_screens_there_are(open_page: Open, store: Store) -> None:
    """As soon as that is known, before anything is started; the count follows the filters that the story follows."""
    for page, chosen, kind in (
        ("overview", Selection(), stories.OVERVIEW),
        ("honours", Selection(towns=("310112114",)), stories.HONOURS),
    ):
        slides = stories.told(store, kind, chosen)
        counting._counts().ask(store, kind, chosen).result()
        app = open_page(page, **to_query(chosen))
        (button,) = sent(app, "counted_button")
        assert (button["label"], button["address"]) == (f"汇报 · {talks.main_part(slides)} 页", "")


def test_a_page_does_not_wait_for_the_count(open_page: Open, store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    """Its run tells no story; the button stands without the count, which is to be had at the address it holds."""
    told: list[object] = []
    count = counting._count
    monkeypatch.setattr(counting, "_count", lambda *asked: (told.append(asked), count(*asked))[1])
    app = open_page("sector", sector="product", year="2024")
    (button,) = sent(app, "counted_button")
    assert (button["label"], told) == ("汇报", [])
    answer = TestClient(Starlette(routes=[presentation.route("/")])).get(f"/{button['address']}").json()
    slides = stories.told(store, stories.SECTOR, Selection(sector="product", years=(2024,)))
    main = talks.main_part(slides)
    assert answer == {"label": f"汇报 · {main} 页", "aside": f"快捷键 P；附录另有 {len(slides) - main} 页"}
    assert len(told) == 1


@pytest.mark.parametrize(
    ("query", "status"),
    [("", 200), ("story=nonsense&sector=<b>", 200), (f"story=sector&q={'x' * 20_000}", 414)],
    ids=["none", "unknown", "long"],
)
def test_the_count_of_a_strange_address(open_page: Open, query: str, status: int) -> None:
    """Nothing known is the first page's; what is too long is not looked at."""
    open_page("overview")
    answer = TestClient(Starlette(routes=[presentation.route("/")])).get(f"/slides?{query}")
    assert answer.status_code == status
    if status == 200:
        assert answer.json()["label"].startswith("汇报 · ")


def test_the_first_page_shows_the_headline_numbers(open_page: Open, store: Store) -> None:
    """A card for each sector; each row is a number as it is shown, and a card leads to its sector."""
    shown = first_screen(open_page("overview"))
    rows = {row["label"]: "".join(row["value"]) for card in shown["cards"] for row in card["rows"]}
    assert rows["食品抽检合格率"] == "98.04%"
    assert rows["地区生产总值"] == "4,119.25 亿元"
    assert [card["target"]["query"]["sector"] for card in shown["cards"]] == list(store.names("sectors"))
    assert {card["target"]["page"] for card in shown["cards"]} == {"sector"}


def test_the_first_page_sums_the_year_up(open_page: Open, store: Store) -> None:
    """One sentence, what got better, what needs attention; a doubted number is marked and not judged."""
    shown = first_screen(open_page("overview"))
    assert "".join(text for text, _ in shown["summary"]) == account.sentence(account.account(store, Selection()))
    assert [one["judgement"] for one in shown["lists"]] == ["better", "worse"]
    for one in shown["lists"]:
        assert len(one["lines"]) > 3
        assert {line["judgement"] for line in one["lines"]} == {one["judgement"]}
        assert str(len(one["all"]["query"]["indicator"].split(","))) in one["all"]["text"]
    (doubted,) = [row for card in shown["cards"] for row in card["rows"] if row["label"] == "产品抽查合格率"]
    assert (doubted["mark"], doubted["change"]) == ("存疑", None)
    courses = {row["label"]: row["course"] for card in shown["cards"] for row in card["rows"] if row["course"]}
    assert courses["产品抽查合格率"] == [95.1, 91.98, 95.6]
    assert all(len(values) > 2 for values in courses.values())
    marks = {row["label"]: row["mark"] for card in shown["cards"] for row in card["rows"] if row["mark"]}
    assert "口径待核" in marks.values()
    assert all(row["change"] for card in shown["cards"] for row in card["rows"] if row["mark"] == "口径待核")


def test_the_first_page_keeps_every_sector_under_a_filter(open_page: Open, store: Store) -> None:
    """And says what the account is of, with the way back."""
    shown = first_screen(open_page("overview", sector="product"))
    assert len(shown["cards"]) == len(store.names("sectors"))
    assert [card["title"] for card in shown["cards"] if card["isChosen"]] == ["产品质量"]
    assert shown["only"]["text"] == "只看：产品质量"
    assert shown["only"]["target"] == {"page": "overview", "query": {}, "href": "overview", "text": ""}


def test_a_page_is_collected_only_where_it_shows_something_of_its_own(open_page: Open) -> None:
    """The first page is; a page that still waits for a choice is not."""
    assert "pin_page" in {button.key for button in open_page("overview").button}
    assert "pin_page" not in {button.key for button in open_page("town").button}
    assert "pin_page" in {button.key for button in open_page("town", town="310112114").button}


def test_the_first_page_shows_where_the_towns_are(open_page: Open, store: Store) -> None:
    """Each with its industry and the way to its page; a chosen one is outlined."""
    shown = first_screen(open_page("overview", town="310112114"))
    assert [town["name"] for town in shown["towns"]] == list(store.towns["name"])
    assert [town["name"] for town in shown["towns"] if town["id"] in shown["chosen"]] == ["浦江镇"]
    assert sum(shape["id"] in shown["chosen"] for shape in shown["map"]["shapes"]) == 1
    assert "非行政区域界线" in shown["map"]["note"]


def test_a_chosen_sector_filters_the_rows(open_page: Open, store: Store) -> None:
    """The widget changes the table and the address."""
    app = open_page("explore")
    before = len(rows(app))
    app.selectbox(key="filter_sector").set_value("environment").run()
    assert not app.exception
    found = rows(app)
    assert 0 < len(found) < before
    assert set(found["指标"]) == set(store.observations(Selection(sector="environment"))["indicator"])
    assert app.query_params["sector"] == "environment"


def test_the_question_of_the_meeting_is_answered(open_page: Open) -> None:
    """2024 年餐饮环节食品抽检合格率: by words alone."""
    found = rows(open_page("explore", q="餐饮 食品抽检合格率", year="2024"))
    assert list(found[["分类", "数值"]].itertuples(index=False, name=None)) == [("餐饮", "97.67%")]
    assert found["来源"].item().startswith("表9 · ")


def test_an_empty_result_says_which_filter_empties_it(open_page: Open) -> None:
    """Each way out is a button that works."""
    app = open_page("explore", indicator="env.air.pm25", town="310112114")
    assert "没有符合全部条件的数" in app.warning[0].value
    assert not tables(app)
    labels = [button.label for button in app.button]
    assert any("去掉街镇“浦江镇”" in label for label in labels)
    app.button(key="loosen_towns").click().run()
    assert set(rows(app)["指标"]) == {"PM2.5 年均值"}


def test_nothing_helps_but_clearing(open_page: Open) -> None:
    """When no single filter is to blame, all can be cleared."""
    app = open_page("explore", indicator="env.air.pm25", town="310112114", q="不存在")
    app.button(key="clear_all").click().run()
    assert len(rows(app)) > 1400


def test_a_small_sub_sector_does_not_stand_alone(open_page: Open, store: Store) -> None:
    """A page of three numbers is half empty: the other small ones of its sector stand below, else one that is not long.

    A long one would bury it, and stands whole behind its own tab.
    """
    small = ("brand_ip.shanghai_brand", "brand_ip.brand_economy", "brand_ip.ip_overseas")
    for own, others in (
        (small[0], small[1:]),
        (small[2], small[:-1]),
        ("brand_ip.ip_creation", ()),  # a large one has enough
        ("economy.parks", ("economy.strategic",)),
        ("consumer.competition", ()),
    ):
        app = open_page("sector", sector=own.partition(".")[0], sub=own)
        names = [store.name("subsectors", key) for key in others]
        assert [one.value for one in app.subheader] == names
        assert ("其他子领域" in [one.value for one in app.header]) is bool(names)


def test_clearing_empties_selection_and_address(open_page: Open) -> None:
    """清除筛选 resets all filters."""
    app = open_page("explore", sector="product", sub="product.food", q="抽检")
    app.button(key="clear").click().run()
    assert dict(app.query_params) == {}
    assert app.selectbox(key="filter_sector").value is None
    assert app.text_input(key="filter_text").value == ""


def test_the_selection_survives_a_page_switch(open_page: Open, store: Store) -> None:
    """What is chosen on one page holds on the next."""
    app = open_page("explore")
    app.selectbox(key="filter_sector").set_value("product").run()
    app.selectbox(key="filter_subsector").set_value("product.food").run()
    app.switch_page("../pages/about.py").run()
    assert app.selectbox(key="filter_sector").value == "product"
    app.switch_page("../pages/explore.py").run()
    assert set(rows(app)["指标"]) == set(store.observations(Selection(subsector="product.food"))["indicator"])


def test_another_sector_drops_the_sub_sector(open_page: Open, store: Store) -> None:
    """A sub-sector never filters a sector that is not its own."""
    app = open_page("explore", sub="product.food")
    assert app.selectbox(key="filter_sector").value == "product"
    app.selectbox(key="filter_sector").set_value("economy").run()
    assert app.selectbox(key="filter_subsector").value is None
    assert set(rows(app)["指标"]) == set(store.observations(Selection(sector="economy"))["indicator"])


def test_the_map_page_describes_the_chosen_town(open_page: Open) -> None:
    """Industry, numbers, and the sentence that it is a schematic."""
    app = open_page("map", town="310112114")
    assert "生物医药基因产业" in texts(app)
    assert "非行政区域界线" in texts(app)
    assert "390余家" in [metric.value for metric in app.metric]


def test_the_map_is_coloured_by_a_chosen_indicator(open_page: Open) -> None:
    """The choice goes into the selection, and the page says what does not compare."""
    app = open_page("map")
    app.selectbox(key="map_colouring").set_value("town.industry.enterprises").run()
    assert app.query_params["indicator"] == "town.industry.enterprises"
    assert "不作深浅比较" in texts(app)


def test_the_data_page_counts_what_there_is(open_page: Open, store: Store) -> None:
    """Reported, derived and missing numbers add up to all observations."""
    app = open_page("about")
    counts = [int(metric.value.replace(",", "")) for metric in app.metric]
    assert sum(counts) == store.tables["observations"].num_rows
    assert store.dataset_version in texts(app)


def test_the_data_page_gives_addresses(open_page: Open) -> None:
    """Of the numbers chosen, and of each kind of rows with the filters that it follows."""
    app = open_page("about", sector="product", year="2024", level="national")
    (block,) = sent(app, "copied_block")
    assert block["text"].endswith("/api/observations.csv?sector=product&year=2024")
    assert "产品质量" in block["label"]
    listed = next(table for table in sent(app, "plain_table") if table["headings"][1] == "网址")
    assert len(listed["rows"]) == len(by_url.RESOURCES) + 2


@pytest.mark.parametrize("sector_id", list(Store.load().names("sectors")))
def test_every_sector_has_its_page(open_page: Open, store: Store, sector_id: str) -> None:
    """Each of the 12 shows its name, its headline numbers, and the views of every sub-sector in turn.

    Beside a small one stand those of the other small ones, and nothing else.
    """
    for subsector_id in store.subsectors_of(sector_id):
        app = open_page("sector", sector=sector_id, sub=subsector_id)
        (head,) = sent(app, "head")
        assert head["title"] == store.name("sectors", sector_id)
        assert head["numbers"]
        shown = {key for panel in panels(app) for key in panel["id"].split()}
        together = [subsector_id, *sectors.beside(store, Selection(sector=sector_id), subsector_id)]
        listed = store.frame("views").query("subsector_id in @together and chart == 'table'")
        assert set(listed["view_id"]) <= shown
        drawn = {*(key for own in together for key in stories.drawn(store, own)), *listed["view_id"]}
        assert shown <= drawn
        assert shown == drawn or any(fold.label.startswith("其余图 · ") for fold in app.expander)
        said = str(sent(app, "plain_table"))
        assert all(store.name("indicators", row.indicators[0]) in said for row in listed.itertuples())


def test_the_head_of_a_sector_says_how_its_year_went(open_page: Open, store: Store) -> None:
    """The account with the worse ones named, each headline number with its change or the reason why there is none."""
    (head,) = sent(open_page("sector", sector="environment"), "head")
    said = "".join(text for text, _ in head["summary"])
    assert said.startswith("2024 年能判断好坏的 10 项指标中，5 项好于上年")
    assert "2 项不如上年（生态环境：环境噪声昼间、环境噪声夜间）" in said
    notes = {one["label"]: (one["note"], one["judgement"]) for one in head["numbers"]}
    assert notes["PM2.5 年均值"] == ("下降 3.3%", "better")
    assert notes["生活垃圾处置量"] == ("没有上年数", "")
    (head,) = sent(open_page("sector", sector="product", town="310112114"), "head")
    assert head["summary"][-1][0] == "（以下要紧指标为全区数）"
    by_label = {one["label"]: one for one in head["numbers"]}
    assert by_label["食品抽检合格率"]["note"] == "上年原文为图片"
    assert by_label["产品抽查合格率"]["mark"] == "存疑"
    assert by_label["产品抽查合格率"]["judgement"] == ""
    assert by_label["产品抽查合格率"]["note"] == "上升 3.62 个百分点（存疑，计算）"  # told with its doubt, not judged
    said = "".join(text for text, _ in head["summary"])
    assert said.startswith("2024 年能判断好坏的 2 项指标都不如上年（地产食用农产品：")
    assert "1 项存疑（工业产品：产品质量监督抽查合格率），均不作判断。" in said
    assert store.observation(by_label["产品抽查合格率"]["key"])["shown"] == "95.6%"


def test_a_sub_sector_of_a_table_alone_has_no_element_without_panels(open_page: Open) -> None:
    """It would leave a gap between the sub-sectors and the table."""
    app = open_page("sector", sector="environment", sub="environment.greening")
    assert all(one["panels"] for one in sent(app, "panels"))


def test_what_is_of_the_whole_sector_says_so_below_each_sub_sector(open_page: Open, store: Store) -> None:
    """Cases, honours and policies stand below the sub-sector that is shown, and are not its own."""
    for subsector_id in store.subsectors_of("product"):
        app = open_page("sector", sector="product", sub=subsector_id)
        folds = [fold.label for fold in app.expander if not fold.label.startswith("其余图 · ")]
        assert len(folds) == 3
        assert all(label.startswith("产品质量全领域") for label in folds), folds


def test_a_sector_is_chosen_on_its_page(open_page: Open) -> None:
    """Without a choice the page offers all twelve."""
    app = open_page("sector")
    app.button(key="sector_consumer").click().run()
    assert not app.exception
    assert app.query_params["sector"] == "consumer"
    assert sent(app, "head")[0]["title"] == "消费维权与市场秩序"


@pytest.mark.parametrize("area_id", list(Store.load().towns["area_id"]))
def test_every_town_has_its_profile(open_page: Open, store: Store, area_id: str) -> None:
    """Industry, numbers, notes of all four kinds, honestly little where little is reported.

    Points that say no more than the numbers are folded; where those are all of a kind, it has no panel.
    """
    app = open_page("town", town=area_id)
    (head,) = sent(app, "head")
    assert head["title"] == store.name("areas", area_id)
    assert store.industry(area_id) in [text for text, _ in head["summary"]]
    shown = {panel["heading"]: panel for panel in panels(app)}
    assert any(part["cells"] or part["changes"] for panel in shown.values() for part in panel["parts"])
    notes = store.issued("town_notes").query("area_id == @area_id").sort_values("order")
    told = repeating(
        notes.loc[notes["kind"].isin(TOLD_BY_NUMBERS), "text"], store.observations(Selection(towns=(area_id,)))
    )
    for code, name in store.codes("note_kind").items():
        points = [text for text in notes.loc[notes["kind"] == code, "text"] if text not in told]
        assert (shown[name]["parts"][0]["points"] if points else []) == points
    assert any(fold.label == f"数字已在本页的要点 · {len(told)} 条" for fold in app.expander) is bool(told)


def test_towns_are_compared_on_the_same_headings(open_page: Open) -> None:
    """What is not reported says so, and what does not compare says so."""
    app = open_page("town", town="310112106,310112107")
    beside = next(panel["parts"][0]["beside"] for panel in panels(app) if panel["id"] == "compared")
    assert [name for name, _ in beside["heads"]] == ["项目", "华漕镇", "虹桥镇"]
    shared, single, rest = beside["groups"]
    lines = {line["name"]: line for line in (*single["lines"], *rest["lines"])}
    assert all(None not in line["numbers"] for line in shared["lines"])
    assert lines["特色产业企业数"]["numbers"][1] is None
    assert [line["tag"] for line in shared["lines"] if line["name"] == "街镇规上企业数"] == ["可比"]
    assert not any(line["tag"] for line in lines.values())
    assert rest["isFolded"]
    assert not single["isFolded"]


def test_without_a_town_the_map_has_the_numbers_of_the_list(open_page: Open, store: Store) -> None:
    """So that no names collide on it; each town says how much of it there is."""
    app = open_page("town")
    (table,) = tables(app)
    assert list(table["街镇"]) == list(store.towns["name"])
    (drawn,) = (part["spec"] for panel in panels(app) for part in panel["parts"])
    written = next(rows for rows in drawn["datasets"].values() if "text" in rows[0])
    assert {row["text"]: row["name"] for row in written} == dict(zip(table["序"], table["街镇"], strict=True))


def test_honours_follow_their_filters(open_page: Open, store: Store) -> None:
    """Level and award narrow the table; the title counts its rows."""
    app = open_page("honours", level="国家级", award="中华老字号")
    rows = store.honours(Selection(levels=("国家级",), awards=("中华老字号",)))
    (table,) = tables(app)
    assert len(table) == len(rows) == 10
    assert f"荣誉与名录 · {len(rows)} 项" in texts(app)


def test_a_long_list_of_honours_begins_with_its_first_rows(open_page: Open, store: Store) -> None:
    """One click shows them all."""
    app = open_page("honours")
    (table,) = tables(app)
    assert len(table) == honours.FIRST_ROWS
    app.button(key="whole_honours_button").click().run()
    (table,) = tables(app)
    assert len(table) == len(store.honours(Selection()))
    assert "状态" in table
    assert set(table["状态"]) == {"", "识别受损"}


def test_the_table_has_every_row_with_unit_and_source(open_page: Open, store: Store) -> None:
    """Each row once, as it is shown, doubts and notes beside it."""
    table = rows(open_page("explore", q="PM2.5"))
    assert list(table["数值"]) == ["30 微克/立方米", "29 微克/立方米", "−3.3%"]
    assert (table["来源"] == "表30 · 第 26 页 · 区生态环境局").all()
    table, observations = rows(open_page("explore")), store.observations(Selection())
    assert list(table["数值"]) == list(observations["label"])
    assert set(table["领域"]) == set(store.names("sectors").values())
    for said, row in zip(table["说明"], observations.itertuples(), strict=True):
        assert said.endswith(row.remark)
        assert all(reason in said for reason in (row.doubt, row.unsettled))


def test_a_table_of_very_many_rows_begins_with_the_first(
    open_page: Open, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It says so, and of how many; a workbook is not offered that would not hold them, and the reason is."""
    monkeypatch.setattr(parts, "MOST_ROWS", 30)
    app = open_page("explore")
    app.session_state["export_数据"] = True
    monkeypatch.setattr(menu, "FORMATS", [replace(one, most=min(one.most, 40)) for one in menu.FORMATS])
    app.run()
    everything = store.observations(Selection())
    assert list(rows(app)["数值"]) == list(everything["label"][:30])
    assert app.header[-1].value == f"数据表 · {len(everything)} 行"
    (said,) = [one.value for one in app.info if f"全部 {len(everything)} 行" in one.value]
    assert "前 30 行" in said
    assert [one.value for one in app.caption if one.value.startswith("Excel：最多放 40 行")]
    assert "xlsx_数据" not in {one.key for one in app.button}
    few = open_page("explore", q="PM2.5")
    assert len(rows(few)) == 3
    assert not few.info


def test_an_organisation_has_its_page(open_page: Open, store: Store) -> None:
    """Every honour of it, highest level first, and the way back."""
    known = store.frame("organisations").set_index("name")
    organisation_id = known.at["上海至纯洁净系统科技股份有限公司", "organisation_id"]
    app = open_page("honours", org=organisation_id)
    levels = list(tables(app)[0]["级别"])
    assert levels == sorted(levels, key=["国家级", "市级", "区级", ""].index)
    app.button(key="all_honours").click().run()
    assert app.title[0].value == "企业与荣誉"


def test_a_search_shows_groups_with_numbers(open_page: Open) -> None:
    """Results carry the number itself; nonsense gets advice."""
    app = open_page("search", search="餐饮 合格率")
    assert "97.67% · 2024 · 表9" in texts(app)
    assert bool(app.title) != any(panel["is_answer"] for panel in panels(app))  # one or the other heads the page
    assert "没有找到" in texts(open_page("search", search="量子纠缠望远镜"))


def test_a_question_is_answered_before_the_results(open_page: Open) -> None:
    """One sentence with its number, what was understood, its chart, and the way on; then the groups."""
    app = open_page("search", search="餐饮环节食品抽检合格率是多少")
    assert not app.title  # the sentence is it
    (shown,) = panels(app)
    (part,) = shown["parts"]
    assert shown["is_answer"]
    assert "97.67%" in part["sentence"]
    assert ["指标", "食品抽检合格率"] in [chip[:2] for chip in shown["chips"]]
    assert any(text.startswith("来源：表9") for text, _ in part["foot"])
    assert shown["links"][0]["page"] == "explore"


def test_a_question_that_the_paper_cannot_answer_says_why_before_the_results(open_page: Open) -> None:
    """With the number that there is."""
    (shown,) = panels(open_page("search", search="食品抽检合格率三年怎么走"))
    assert "2022 年、2023 年原文为图片" in shown["parts"][0]["sentence"]


def test_the_box_for_questions_offers_examples(open_page: Open, store: Store) -> None:
    """Those of the data set, on the first page and on that of the search."""
    for page in ("overview", "search"):
        (box,) = sent(open_page(page), "ask")
        assert box["examples"] == list(store.profile.questions)
    (box,) = sent(open_page("search", search="电梯"), "ask")
    assert box["question"] == "电梯"


def test_a_question_without_an_answer_says_why(open_page: Open) -> None:
    """And nothing is drawn in place of one."""
    app = open_page("search", search="量子纠缠望远镜有多少台")
    told = [one["text"] for one in sent(app, "copied_sentence")]
    assert len(told) <= 1
    assert all(part["spec"] is None for panel in panels(app) for part in panel["parts"])


def test_a_found_policy_stands_first_on_its_sector(open_page: Open) -> None:
    """The exact view of a policy shows its number and source."""
    app = open_page("sector", sector="innovation", q="闵行区产业高质量发展政策意见")
    assert "闵府规发〔2024〕11号" in texts(app)


def test_an_organisation_is_chosen_in_its_own_box(open_page: Open, store: Store) -> None:
    """The box leads to the page of the organisation, which says where the paper names it."""
    app = open_page("honours")
    known = store.frame("organisations").set_index("name")
    organisation_id = known.at["上海电气风电集团股份有限公司", "organisation_id"]
    app.selectbox(key="filter_organisation").set_value(organisation_id).run()
    assert app.title[0].value == "上海电气风电集团股份有限公司"
    mentions = tables(app)[1]
    assert list(mentions.columns) == ["出处", "类别", "内容"]
    assert "附录6" in set(mentions["出处"])


def test_sections_below_are_drawn_when_opened(open_page: Open) -> None:
    """Honours and policies of a sector are titles with counts first."""
    app = open_page("sector", sector="innovation")
    folds = [fold.label for fold in app.expander]
    assert any("全领域荣誉与名录 · " in label for label in folds)
    assert any("全领域政策文件 · " in label for label in folds)


def test_a_sentence_about_few_indicators_has_no_colour(open_page: Open, store: Store) -> None:
    """Two that got worse are no verdict on a whole sector; many are."""
    judged = {key: account.account(store, Selection(sector=key)).judged for key in store.names("sectors")}
    few = next(key for key, own in judged.items() if 0 < len(own) < account.LEAST_JUDGED)
    many = next(key for key, own in judged.items() if len(own) >= account.LEAST_JUDGED)
    for sector, is_coloured in ((few, False), (many, True)):
        (head,) = sent(open_page("sector", sector=sector), "head")
        assert any(colour for _, colour in head["summary"]) == is_coloured


def test_findings_follow_their_filters(open_page: Open, store: Store) -> None:
    """Kind, verdict and department narrow the list; the counts above follow."""
    app = open_page("checks", kind="比率", verdict="矛盾")
    table = rows(app)
    assert set(table["种类"]) == {"比率"}
    assert set(table["结论"]) == {"矛盾"}
    assert "流通领域抽检总合格率" in set(table["核对内容"])
    everything = store.checks(Selection())
    shown = {metric.label: metric.value for metric in open_page("checks").metric}
    assert shown["矛盾"] == f"{((everything['verdict'] == '矛盾') & (everything['damage'] == '')).sum()} 处"
    holding = (everything["verdict"] == "成立").sum()
    assert table_sentences.of_checks(everything).startswith(f"共 {len(everything)} 项核对，{holding} 项成立；矛盾 ")


def test_checks_that_hold_are_listed_too(open_page: Open) -> None:
    """A reader sees what was looked at."""
    app = open_page("checks")
    app.segmented_control(key="part_checks").set_value("holding").run()
    assert set(rows(app)["结论"]) == {"成立"}
    app.segmented_control(key="part_checks").set_value("errata").run()
    assert "### 区统计局 · " in texts(app)
    assert len(tables(app)) > 1


def test_no_findings_is_said(open_page: Open) -> None:
    """A filter that leaves nothing gives words, not an empty table."""
    app = open_page("checks", kind="增速", department="区民政局")
    assert "所选条件下没有" in texts(app)


def test_an_indicator_page_leaves_nothing_blank(open_page: Open) -> None:
    """Fixed headings, the same for every indicator; what the paper does not say is said."""
    app = open_page("indicator", indicator="product.circulation.pass_rate")
    said = texts(app)
    for heading in (
        "定义",
        "口径",
        "分子",
        "分母",
        "单位",
        "方向",
        "来源部门",
        "覆盖地区",
        "覆盖年份",
        "可比性",
        "注意事项",
        "相关指标",
        "引用方式",
    ):
        assert f"**{heading}**" in said
    assert "白皮书未说明" in said
    assert "矛盾：表6印 93.7%" in said
    assert "数据版本" in app.code[0].value


def test_coverage_says_what_is_there_and_why_not(open_page: Open, store: Store) -> None:
    """Filled, derived, missing with its reason, not given; and what to ask for."""
    app = open_page("coverage")
    words = rows(app)
    cells = set(words[["2022", "2023", "2024"]].to_numpy().ravel())
    assert {"有", "推算", "未给出", "原文为图片"} <= {part.split()[0] for cell in cells for part in cell.split("，")}
    app.segmented_control(key="part_coverage").set_value("covered_towns").run()
    assert list(rows(app)["街镇"]) == list(store.towns["name"])
    app.segmented_control(key="part_coverage").set_value("requests").run()
    asked = rows(app)
    assert (asked["缺少的年份"] != "").all()
    app.selectbox(key="asked").set_value("区统计局").run()
    assert set(rows(app)["部门"]) == {"区统计局"}


def test_without_a_subject_the_explorer_lists_the_sub_sectors(open_page: Open, store: Store) -> None:
    """All of them, each a link with the count of its indicators; a chosen one has its panels instead."""
    (shown,) = sent(open_page("explore", year="2024"), "panels")
    links = [link for panel in shown["panels"] for link in panel["links"]]
    rows = store.observations(Selection(years=(2024,)))
    assert [link["query"]["sub"] for link in links] == [
        key for key in store.names("subsectors") if key in set(rows["subsector_id"])
    ]
    food = next(link for link in links if link["query"]["sub"] == "product.food")
    count = rows.loc[rows["subsector_id"] == "product.food", "indicator_id"].nunique()
    assert food["text"] == f"食品 {count} 项"
    assert food["query"]["year"] == "2024"
    (drawn,) = sent(open_page("explore", sub="product.food"), "panels")
    assert all(panel["parts"] for panel in drawn["panels"])
