"""Numbers by URL: the rows of the pages, in three forms, and clear words for what cannot be had."""

import io
import json
from urllib.parse import unquote

import pandas as pd
import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient

from components.frame import limits
from components.take_home import by_url, contents
from whitepaper.files import csv_files, package
from whitepaper.files.names import file_name
from whitepaper.model.selection import FILTERS, Selection, to_query
from whitepaper.store.store import Store
from whitepaper.telling import lists


@pytest.fixture(scope="module")
def client() -> TestClient:
    """A reader of the addresses alone."""
    return TestClient(Starlette(routes=by_url.routes("/")))


CHOSEN = [
    Selection(),
    Selection(sector="product", years=(2024,)),
    Selection(towns=("310112114", "310112107")),
    Selection(subsector="product.food", sector="product", text="合格率"),
    Selection(indicators=("env.air.pm25",), towns=("310112114",)),
]


@pytest.mark.parametrize("chosen", CHOSEN)
def test_the_rows_are_those_of_the_page_in_every_form(client: TestClient, store: Store, chosen: Selection) -> None:
    """The CSV is the page's own to the byte; the others hold the same cells under the names of the dictionary."""
    rows = store.observations(chosen)
    query = to_query(chosen)
    answer = client.get("/api/observations.csv", params=query)
    assert answer.content == csv_files.to_csv(rows, store)
    named = unquote(answer.headers["content-disposition"].partition("UTF-8''")[2])
    assert named == f"{file_name(chosen, len(rows), store)}.csv"
    said = client.get("/api/observations", params=query).json()
    assert (said["dataset_version"], said["count"]) == (store.dataset_version, len(rows))
    assert said["columns"] == csv_files.headings(store)
    assert [line["printed"] for line in said["rows"]] == list(rows["printed"])
    assert [line["value"] for line in said["rows"]] == [None if pd.isna(one) else one for one in rows["value"]]
    found = pd.read_parquet(io.BytesIO(client.get("/api/observations.parquet", params=query).content))
    pd.testing.assert_frame_equal(found, rows[list(csv_files.COLUMNS)], check_dtype=False)


def test_honours_findings_and_indicators_can_be_had(client: TestClient, store: Store) -> None:
    """Each as its page has it, under the same headings."""
    chosen = Selection(sector=store.honours(Selection())["sector_id"].iat[0])
    honours = client.get("/api/honours", params=to_query(chosen)).json()
    assert [one["title"] for one in honours["rows"]] == list(store.honours(chosen)["title"])
    table = pd.read_csv(io.BytesIO(client.get("/api/findings.csv").content))
    assert list(table) == [*lists.CHECK_HEADINGS.values(), *lists.EXPORTED.values()]
    indicators = client.get("/api/indicators").json()["rows"]
    assert [one["indicator_id"] for one in indicators] == list(store.names("indicators"))
    assert any(isinstance(one["aliases"], list) and one["aliases"] for one in indicators)
    cells = pd.read_csv(io.BytesIO(client.get("/api/indicators.csv").content), dtype=str, keep_default_na=False)
    assert not [cell for cell in cells.to_numpy().ravel() if cell.startswith("[")]


REFUSED = [
    ("observations.csv?sector=gone", 400, "gone"),
    ("observations.csv?nonsense=1", 400, "nonsense"),
    ("indicators.json?department=,,", 400, "department"),
    ("indicators.json?department=", 400, "department"),
    ("findings.csv?town=310112114,", 400, "town"),
    ("honours.json?org=%20", 400, "org"),
    ("observations.csv?year=2024&year=2023", 400, "year"),
    ("observations.csv?level=国家级", 400, "level"),
    ("observations.xml", 404, "observations.csv"),
    ("nothing", 404, "nothing.json"),
    ("dataset.zip?sector=product", 400, "sector"),
    ("observations.csv?q=" + "食" * 5_000, 414, str(limits.LONGEST)),
]


@pytest.mark.parametrize(("asked", "status", "named"), REFUSED, ids=[case[0][:40] for case in REFUSED])
def test_what_cannot_be_answered_is_said(client: TestClient, asked: str, status: int, named: str) -> None:
    """In JSON, with what is wrong by name; no parameter is left out in silence."""
    answer = client.get(f"/api/{asked}")
    assert answer.status_code == status
    assert named in answer.json()["error"]


def test_the_same_answer_is_not_sent_twice(client: TestClient, store: Store) -> None:
    """Whoever names the mark of what it has gets no rows; another question has another mark."""
    first = client.get("/api/observations.csv?year=2024")
    mark = first.headers["etag"]
    assert store.dataset_version in mark
    again = client.get("/api/observations.csv?year=2024", headers={"If-None-Match": mark})
    assert (again.status_code, again.content) == (304, b"")
    other = client.get("/api/observations.csv?year=2023", headers={"If-None-Match": mark})
    assert other.status_code == 200
    assert client.get("/api/dataset.zip").content == package.dataset_zip(store)


@pytest.mark.parametrize("path", ["/api/honours.csv?level=市级", "/api/dataset.zip"])
def test_a_mark_is_known_however_it_comes_back(client: TestClient, path: str) -> None:
    """Weakened by what compresses on the way, among others, or any; the answer says how it may be kept."""
    mark = client.head(path).headers["etag"]
    for named in (f"W/{mark}", f'"other", W/{mark}', "*"):
        again = client.get(path, headers={"If-None-Match": named})
        assert (again.status_code, again.headers["cache-control"], again.headers["etag"]) == (304, "no-cache", mark)
    assert client.get(path, headers={"If-None-Match": f'"other", "{mark[1:5]}"'}).status_code == 200


def test_the_head_of_an_answer_has_no_body(client: TestClient) -> None:
    """Nor says that it would be empty."""
    for path in ("/api/observations.csv?year=2024", "/api/dataset.zip"):
        head, whole = client.head(path), client.get(path)
        assert head.content == b""
        assert head.headers.get("content-length", "") != "0"
        assert head.headers["content-disposition"] == whole.headers["content-disposition"]


def test_files_of_another_layout_are_sent_anew(client: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    """After an upgrade that writes the same data otherwise."""
    mark = client.get("/api/dataset.zip").headers["etag"]
    assert client.get("/api/dataset.zip", headers={"If-None-Match": mark}).status_code == 304
    monkeypatch.setattr(by_url, "LAYOUT", by_url.LAYOUT + 1)
    assert client.get("/api/dataset.zip", headers={"If-None-Match": mark}).status_code == 200


CONTENTS = {
    "a sub-sector": lambda store: contents.of_sector(Selection(sector="product", subsector="product.food"), store),
    "a town": lambda store: contents.of_town(Selection(towns=("310112114",)), store),
    "the map": lambda store: contents.of_map(Selection(years=(2024,)), store),
    "everything": lambda store: contents.of_overview(Selection(), store),
    "an indicator": lambda store: contents.of_vintages(Selection(indicators=("env.air.pm25",)), store),
    "every indicator by name": lambda store: contents.of_overview(
        Selection(indicators=tuple(store.names("indicators"))), store
    ),
    "honours": lambda store: contents.of_honours(store.honours(WON), WON, store),
}
WON = Selection(towns=("310112114",))


@pytest.mark.parametrize("name", CONTENTS)
def test_the_link_in_the_menu_gives_the_rows_of_the_page(client: TestClient, store: Store, name: str) -> None:
    """The same bytes as the page itself would make."""
    content = CONTENTS[name](store)
    assert content.count
    assert client.get(f"/{content.address}").content == content.csv()


def test_only_reading_is_allowed(client: TestClient) -> None:
    """No other method."""
    for method in ("POST", "PUT", "DELETE", "PATCH"):
        assert client.request(method, "/api/observations.csv").status_code == 405


def test_all_of_it_is_described(client: TestClient, store: Store) -> None:
    """Every resource in every form, with each filter that it follows and the values that exist."""
    described = client.get("/api/openapi.json").json()
    assert described["info"]["version"] == store.dataset_version
    for name, resource in by_url.RESOURCES.items():
        for form in by_url.FORMS:
            operation = described["paths"][f"/api/{name}.{form}"]["get"]
            assert [one["name"] for one in operation["parameters"]] == [
                FILTERS[each].parameter for each in resource.filters
            ]
    sector = next(
        one for one in described["paths"]["/api/observations.csv"]["get"]["parameters"] if one["name"] == "sector"
    )
    assert sector["schema"]["enum"] == [*store.names("sectors"), ""]
    assert json.dumps(described)


@pytest.mark.parametrize(("base", "server"), [("/", "/"), ("/portal/quality/", "/portal/quality")])
def test_the_description_says_below_which_path_it_stands(base: str, server: str) -> None:
    """So that who reads it asks there."""
    described = TestClient(Starlette(routes=by_url.routes(base))).get(f"{base}api/openapi.json").json()
    assert described["servers"] == [{"url": server}]
    assert TestClient(Starlette(routes=by_url.routes(base))).get(f"{server.rstrip('/')}/api/indicators").is_success
