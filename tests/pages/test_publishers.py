"""The pages of a data set of several publishers, and those of one, which know nothing of it."""

import csv
import io

import pytest
from openpyxl import load_workbook
from starlette.applications import Starlette
from starlette.testclient import TestClient

from components.frame import pages
from components.take_home import by_url, contents
from tests.city import ALIKE, APART, FIRST, NAMES, SECOND_ONE, THIRD
from tests.pages.conftest import Open, panels, sent, tables, texts
from whitepaper.files.workbook import DATA_SHEET
from whitepaper.model.cells import of_frame
from whitepaper.model.selection import Selection
from whitepaper.store import coverage, succession
from whitepaper.store.publishers import ALL
from whitepaper.store.store import Store
from whitepaper.stories import stories
from whitepaper.telling import lists, revisions

BOX = "filter_publisher"


@pytest.mark.parametrize("page", [page for page in pages.EVERY if page != pages.PRESENT])
def test_every_page_follows_the_publisher(open_page: Open, in_city: Store, page: str) -> None:
    """It is of the one that the link names, whose name stands above all; the box says which."""
    app = open_page(page, publisher=SECOND_ONE)
    assert app.selectbox(key=BOX).value == SECOND_ONE
    assert app.query_params["publisher"] == SECOND_ONE
    assert in_city.of(SECOND_ONE).profile.title in texts(app)
    assert in_city.of(FIRST).profile.title not in texts(app)
    assert not [caption.value for caption in app.caption if "地区“" in caption.value]


def test_a_link_of_today_means_the_first(open_page: Open, in_city: Store) -> None:
    """It has no publisher, and stays as it is."""
    app = open_page("town", town=f"{FIRST}001")
    assert app.selectbox(key=BOX).value == FIRST
    assert "publisher" not in app.query_params
    assert not app.warning


def test_another_publisher_drops_what_it_does_not_have(open_page: Open, in_city: Store) -> None:
    """A town of the one before, and says so; an indicator that both have stays."""
    app = open_page("explore", publisher=SECOND_ONE, town=f"{SECOND_ONE}001", indicator="town.output")
    app.selectbox(key=BOX).set_value(THIRD).run()
    assert not app.exception
    assert dict(app.query_params) == {"publisher": THIRD, "indicator": "town.output"}
    assert f"{SECOND_ONE}001" in texts(app)
    app.button(key="clear").click().run()
    assert dict(app.query_params) == {"publisher": THIRD}


def test_what_leads_on_names_the_publisher(open_page: Open, in_city: Store) -> None:
    """The links of the first page."""
    app = open_page("overview", publisher=SECOND_ONE)
    (screen,) = sent(app, "overview")
    assert f"publisher={SECOND_ONE}" in str(screen)
    assert f"publisher={FIRST}" not in str(screen)


def test_all_stand_side_by_side(open_page: Open, in_city: Store) -> None:
    """Ranked where they compare: places, a map, a panel a district; else the reason, and no place."""
    app = open_page("across", indicator=ALIKE)
    order = next(table for table in tables(app) if "由大到小" in table)
    assert list(order["由大到小"]) == ["1", "2", "3"]
    assert set(order["地区"]) == set(NAMES.values())
    headings = [panel["heading"] for panel in panels(app)]
    assert set(NAMES.values()) <= set(headings)
    assert not app.warning
    app = open_page("across", indicator=APART)
    assert not [table for table in tables(app) if "由大到小" in table]
    (warned,) = app.warning
    assert "不可比" in warned.value
    assert NAMES[SECOND_ONE] in warned.value
    assert app.header[-1].value == "各区的白皮书"


def test_the_page_of_all_opens_with_what_compares(open_page: Open, in_city: Store) -> None:
    """Without a choice: the first that compare, the table of all, what is open at each."""
    app = open_page("across")
    assert not app.warning
    assert panels(app)
    said = next(table for table in tables(app) if "可比性" in table)
    assert {"可比", "不可比"} == set(said["可比性"])
    assert all(bool(why) == (is_so == "不可比") for why, is_so in zip(said["为何不可比"], said["可比性"], strict=True))
    assert list(tables(app)[-1]["地区"]) == list(NAMES.values())


def test_one_publisher_has_no_choice_and_no_page(open_page: Open, store: Store) -> None:
    """No box, no column, no page in the navigation; a publisher in a link is dropped with a notice."""
    app = open_page("overview")
    assert BOX not in {box.key for box in app.selectbox}
    assert "publisher" not in app.query_params
    assert pages.ACROSS.key not in pages.navigation()
    app = open_page("overview", publisher=FIRST)
    assert FIRST in app.warning[0].value
    (screen,) = sent(app, "overview")
    assert "publisher=" not in str(screen)


def test_the_search_says_whose_the_answers_are(open_page: Open, in_city: Store) -> None:
    """And leads to another publisher that a question names; of one publisher nothing is said."""
    app = open_page("search", publisher=THIRD, search=f"{NAMES[SECOND_ONE]}有多少")
    assert any(f"出自{NAMES[THIRD]}的白皮书" in one.value for one in app.markdown)
    (answer,) = [panel for panel in panels(app) if panel["is_answer"]]
    assert [(link["page"], link["query"].get("publisher")) for link in answer["links"]] == [
        ("search", SECOND_ONE),
        (pages.ACROSS.key, THIRD),
    ]
    assert NAMES[SECOND_ONE] in answer["parts"][0]["sentence"]


@pytest.fixture
def client() -> TestClient:
    """A reader of the addresses alone."""
    return TestClient(Starlette(routes=by_url.routes("/")))


def test_an_address_names_the_publisher(client: TestClient, in_city: Store) -> None:
    """Without one the first answers; another is told apart; what stands for all is none."""
    answers = {
        key: client.get("/api/observations.csv", params={"publisher": key} if key else {}) for key in ("", *NAMES)
    }
    assert answers[""].content == answers[FIRST].content
    assert len({answer.content for answer in answers.values()}) == len(NAMES)
    assert len({answer.headers["etag"] for answer in answers.values()}) == len(NAMES) + 1
    assert [client.get("/api/observations", params={"publisher": key}).status_code for key in (ALL, "1")] == [400, 400]
    (named,) = [
        one
        for one in client.get("/api/openapi.json").json()["paths"]["/api/observations.csv"]["get"]["parameters"]
        if one["name"] == "publisher"
    ]
    assert named["schema"]["enum"] == [*NAMES, ""]


@pytest.mark.parametrize("name", ["observations", "honours", "findings"])
def test_what_is_exported_says_whose_it_is(client: TestClient, in_city: Store, name: str) -> None:
    """In the last column, of each publisher, where there are several."""
    for key, said in NAMES.items():
        found = client.get(f"/api/{name}.csv", params={"publisher": key}).content.decode("utf-8-sig")
        headings, *lines = list(csv.reader(io.StringIO(found)))
        assert headings[-1] == "发布地区"
        assert {line[-1] for line in lines} <= {said}
        assert lines or name == "honours"  # the made-up city has none


LISTS = {
    "errata": lambda store: lists.errata(store.checks(Selection())),
    "revisions": lambda store: revisions.revisions(store, Selection()),
    "coverage": lambda store: coverage.by_year(store, Selection()),
    "requests": lambda store: of_frame(coverage.requests(store, Selection()), coverage.REQUEST_HEADINGS),
    "succession": lambda store: of_frame(succession.succession(store, Selection()), succession.HEADINGS),
}


@pytest.mark.parametrize("name", LISTS)
def test_a_list_taken_home_says_whose_it_is(in_city: Store, store: Store, name: str) -> None:
    """In the last column, of each publisher, where there are several; that of one has the columns of its page alone."""
    for own in in_city.all():
        listed = LISTS[name](own)
        content = contents.of_cells(listed, Selection(), own, name, stories.CHECKS)
        headings, *lines = list(csv.reader(io.StringIO(content.csv().decode("utf-8-sig"))))
        assert headings == [*listed.headings.values(), "发布地区"]
        assert len(lines) == len(listed.lines)
        assert {line[-1] for line in lines} <= {NAMES[own.publisher]}
        (head, *_) = load_workbook(io.BytesIO(content.xlsx()), read_only=True)[DATA_SHEET].values
        assert list(head) == headings
    alone = LISTS[name](store)
    assert list(contents.of_cells(alone, Selection(), store, name, stories.CHECKS).table(1)) == list(
        alone.headings.values()
    )


def test_an_address_of_one_knows_no_publisher(client: TestClient, store: Store) -> None:
    """It is refused, as any parameter that is not followed."""
    assert client.get("/api/observations", params={"publisher": FIRST}).status_code == 400
