"""The towns and their map on the first page, which it asks for by an address of their own."""

import json

import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient

from components.frame.keeping import FOR_EVER, NOT_KEPT
from components.views import overview
from tests.city import FIRST, NAMES, SECOND_ONE
from tests.pages.conftest import Open, sent
from whitepaper.store.store import Store


@pytest.fixture
def client() -> TestClient:
    """A reader of the address alone."""
    return TestClient(Starlette(routes=[overview.route("/")]))


def test_a_change_sends_where_the_towns_are_and_none_of_them(open_page: Open, store: Store, client: TestClient) -> None:
    """What they are is the same under each choice, and kept by a browser."""
    before, after = (sent(open_page("overview", **view), "overview")[0] for view in ({}, {"sector": "product"}))
    assert before != after
    assert before["places"] == after["places"]
    assert not [name for name in store.towns["name"] if name in json.dumps(before, ensure_ascii=False)]
    answer = client.get(f"/{before['places']}")
    assert [town["name"] for town in answer.json()["towns"]] == list(store.towns["name"])
    assert len(answer.json()["map"]["shapes"]) == len(store.towns)
    assert answer.headers["cache-control"] == FOR_EVER["Cache-Control"]


def test_an_address_of_other_towns_is_answered_and_not_kept(client: TestClient, store: Store) -> None:
    """As of a page that was open while a new version came."""
    answer = client.get(f"/{overview.PLACES}0123456789abcdef.json")
    assert len(answer.json()["towns"]) == len(store.towns)
    assert answer.headers["cache-control"] == NOT_KEPT["Cache-Control"]


def test_of_several_publishers_each_has_its_own(open_page: Open, in_city: Store, client: TestClient) -> None:
    """Whose they are stands in the address."""
    told = {}
    for key in (FIRST, SECOND_ONE):
        (shown,) = sent(open_page("overview", publisher=key), "overview")
        answer = client.get(f"/{shown['places']}")
        assert answer.headers["cache-control"] == FOR_EVER["Cache-Control"], NAMES[key]
        told[key] = {town["id"] for town in answer.json()["towns"]}
        assert told[key] == set(in_city.of(key).towns["area_id"])
    assert not told[FIRST] & told[SECOND_ONE]
