"""The panels of a choice by an address: those that the page itself shows once it has heard of the choice."""

import json
from dataclasses import replace

import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient

from components.frame.limits import LONGEST, LONGEST_WORDS
from components.views import ahead
from tests.pages.conftest import Open, panels
from whitepaper.model.selection import Selection, to_query
from whitepaper.store.store import Store

FOOD = Selection(sector="product", subsector="product.food")
TOWNS = Selection(sector="features", subsector="features.towns")
PASS_RATE = "food.sampling.pass_rate"


@pytest.fixture(scope="module")
def client() -> TestClient:
    """A reader of the address alone."""
    return TestClient(Starlette(routes=[ahead.route("/")]))


def asked(client: TestClient, before: Selection, box: str, words: str, **other: str) -> dict:
    """What the address says of a choice."""
    answer = client.get("/ahead", params=to_query(before) | {"box": box, "choice": words, **other})
    assert answer.status_code == 200
    assert answer.headers["cache-control"] == "no-store"
    return answer.json()


CHOICES = [
    (FOOD, "subsector", "进出口产品", Selection(sector="product", subsector="product.trade")),
    (FOOD, "indicators", "食品抽检合格率", Selection("product", "product.food", indicators=(PASS_RATE,))),
    (FOOD, "years", "2024 年", Selection("product", "product.food", years=(2024,))),
    (Selection("product", "product.food", years=(2023, 2024)), "years", "2023 年",
     Selection("product", "product.food", years=(2024,))),
    (TOWNS, "towns", "浦江镇", replace(TOWNS, towns=("310112114",))),
    (FOOD, "text", " 率 ", Selection("product", "product.food", text="率")),
    (Selection("product", "product.food", text="率"), "text", "", FOOD),
    (FOOD, "subsector", "", Selection("product")),
    (Selection("product", "product.food", emphasis=(f"{PASS_RATE}~310112~流通",)), "years", "2024 年",
     Selection("product", "product.food", years=(2024,), emphasis=(f"{PASS_RATE}~310112~流通",))),
]  # fmt: skip


@pytest.mark.parametrize(("before", "box", "words", "after"), CHOICES, ids=[f"{one[1]} {one[2]}" for one in CHOICES])
def test_a_choice_shows_what_the_page_will(
    open_page: Open, client: TestClient, before: Selection, box: str, words: str, after: Selection
) -> None:
    """To the letter, in the same order of fields: so nothing is drawn anew once the page has run."""
    shown = panels(open_page("explore", **to_query(after)))
    assert shown
    assert json.dumps(asked(client, before, box, words)["panels"]) == json.dumps(shown)


def test_the_boxes_are_named_as_they_stand_on_the_page(open_page: Open, client: TestClient, store: Store) -> None:
    """What is drawn ahead is drawn only where every box says this."""
    before = replace(TOWNS, years=(2024,), text="产")
    after = replace(before, towns=("310112114",))
    app = open_page("explore", **to_query(after))
    said = asked(client, before, "towns", "浦江镇")["boxes"]
    shown = {one.key.removeprefix("filter_"): one for one in (*app.selectbox, *app.multiselect) if one.key}
    assert {*shown, "text"} == {*said}
    for name, box in shown.items():
        values = box.value if isinstance(box.value, list) else [box.value] if box.value else []
        assert [box.format_func(value) for value in values] == said[name]
    assert said["text"] == [app.text_input(key="filter_text").value]
    assert store.name("areas", "310112114") in said["towns"]


@pytest.mark.parametrize(
    ("query", "status"),
    [
        ("", 404),
        ("box=levels&choice=国家级", 404),
        ("box=search&choice=食品", 404),
        ("box=subsector&choice=无此项&sector=product", 204),
        ("box=subsector&choice=空气&sector=product", 204),
        ("box=text&choice=无此名称&sector=product", 204),
        ("box=sector&choice=", 204),
        ("box=text&choice=" + "食" * (LONGEST_WORDS + 1), 414),
        ("box=years&choice=2024 年&q=" + "食" * (LONGEST_WORDS + 1), 414),
        ("box=sector&choice=产品质量&indicator=" + "x" * LONGEST, 414),
    ],
)
def test_what_shows_no_panels_is_left_to_the_page(client: TestClient, query: str, status: int) -> None:
    """No such box, no such option, nothing found, everything, too long."""
    answer = client.get(f"/ahead?{query}")
    assert (answer.status_code, answer.content) == (status, b"")


def test_the_colours_are_those_asked_for(client: TestClient) -> None:
    """And the numbers the same."""
    light, dark = (asked(client, FOOD, "years", "2024 年", mode=mode)["panels"] for mode in ("light", "dark"))
    assert light != dark
    assert [one["id"] for one in light] == [one["id"] for one in dark]
