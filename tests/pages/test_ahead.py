"""What a page shows under a choice by an address: what the page itself sends its elements once it has heard of it."""

import json
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st
from starlette.applications import Starlette
from starlette.testclient import TestClient
from streamlit.testing.v1 import AppTest

from components.frame.limits import LONGEST, LONGEST_WORDS
from components.frame.pages import PAGES
from components.views import ahead, parts
from components.widgets import panels
from tests.pages.conftest import Open
from whitepaper.model.selection import Selection, from_query, to_query
from whitepaper.store.store import Store

FOOD = Selection(sector="product", subsector="product.food")
TOWNS = Selection(sector="features", subsector="features.towns")
PASS_RATE = "food.sampling.pass_rate"
PUJIANG, HUACAO, MAQIAO = "310112114", "310112106", "310112112"
SHOWN = "panels_shown"


@pytest.fixture(scope="module")
def client() -> TestClient:
    """A reader of the address alone."""
    return TestClient(Starlette(routes=[ahead.route("/")]))


def asked(client: TestClient, page: str, before: Selection, box: str, words: str, **other: str) -> dict[str, Any]:
    """What the address says of a choice."""
    answer = client.get("/ahead", params=to_query(before) | {"page": page, "box": box, "choice": words, **other})
    assert answer.status_code == 200
    assert answer.headers["cache-control"] == "no-store"
    return answer.json()[words]


def elements(app: AppTest) -> dict[str, str]:
    """The elements on the page by their keys, each with what it was sent."""
    return {one.proto.id.split("-", 2)[-1]: one.proto.json for one in app.get("bidi_component")}


def held(answer: dict[str, Any], app: AppTest) -> None:
    """Hold an answer against the page: to the letter, in the same order of fields, so that nothing is drawn anew."""
    sent = elements(app)
    for key, data in answer["elements"]:
        assert json.dumps(data) == json.dumps(json.loads(sent[key])), key
    shown = {
        one.key.partition("filter_")[2]: one for one in (*app.selectbox, *app.multiselect, *app.button_group) if one.key
    }
    for name in filter(None, shown):
        box, values = shown[name], shown[name].value
        listed = values if isinstance(values, list) else [values] if values else []
        assert [box.format_func(value) for value in listed] == answer["boxes"][name], name
    for one in app.text_input:
        if one.key == "filter_text":
            assert [one.value] == (answer["boxes"]["text"] or [""])


CHOICES = [
    ("explore", FOOD, "subsector", "进出口产品", Selection(sector="product", subsector="product.trade")),
    ("explore", FOOD, "indicators", "食品抽检合格率", Selection("product", "product.food", indicators=(PASS_RATE,))),
    ("explore", FOOD, "years", "2024 年", Selection("product", "product.food", years=(2024,))),
    ("explore", Selection("product", "product.food", years=(2023, 2024)), "years", "2023 年",
     Selection("product", "product.food", years=(2024,))),
    ("explore", TOWNS, "towns", "浦江镇", replace(TOWNS, towns=(PUJIANG,))),
    ("explore", FOOD, "text", " 率 ", Selection("product", "product.food", text="率")),
    ("explore", Selection("product", "product.food", text="率"), "text", "", FOOD),
    ("explore", FOOD, "subsector", "", Selection("product")),
    ("explore", Selection("product", "product.food", emphasis=(f"{PASS_RATE}~310112~流通",)), "years", "2024 年",
     Selection("product", "product.food", years=(2024,), emphasis=(f"{PASS_RATE}~310112~流通",))),
    ("overview", Selection(), "sector", "产品质量", Selection("product")),
    ("overview", Selection("product", towns=(PUJIANG,)), "clear", "", Selection()),
    ("sector", Selection("product"), "subsector", "进出口产品", Selection("product", "product.trade")),
    ("sector", FOOD, "years", "2024 年", replace(FOOD, years=(2024,))),
    ("sector", FOOD, "sector", "质量特色", Selection("features")),
    ("town", Selection(towns=(PUJIANG, HUACAO)), "towns", "马桥镇", Selection(towns=(PUJIANG, HUACAO, MAQIAO))),
    ("honours", Selection(), "levels", "国家级", Selection(levels=("国家级",))),
    ("honours", Selection(levels=("国家级",)), "clear", "", Selection()),
    ("departments", Selection(departments=("区市场监管局",)), "sector", "产品质量",
     Selection("product", departments=("区市场监管局",))),
]  # fmt: skip


@pytest.mark.parametrize(
    ("page", "before", "box", "words", "after"), CHOICES, ids=[f"{one[0]} {one[2]} {one[3]}" for one in CHOICES]
)
def test_a_choice_shows_what_the_page_will(
    open_page: Open, client: TestClient, page: str, before: Selection, box: str, words: str, after: Selection
) -> None:
    """What elements are sent, and what boxes say."""
    held(asked(client, page, before, box, words), open_page(page, **to_query(after)))


def test_every_page_with_choices_is_walked() -> None:
    """Each that is drawn ahead has a choice above."""
    assert {one[0] for one in CHOICES} == {*ahead.AHEAD}


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_any_walk_over_the_boxes_shows_what_the_page_will(
    open_page: Open, client: TestClient, store: Store, data: st.DataObject
) -> None:
    """From any page, one choice after another: the last answer is what the page then shows, or there is none.

    A page opened by a link has years in their order, in whichever they were chosen.
    """
    page = PAGES[data.draw(st.sampled_from(sorted(ahead.AHEAD)), "page")]
    selection, answer, last = Selection(), None, ""
    for _ in range(data.draw(st.integers(1, 4), "choices")):
        offered = ahead._offered(page, selection)
        box = data.draw(st.sampled_from([*(name for name, own in offered.items() if own), ahead.EVERY_BOX]), "box")
        words = data.draw(st.sampled_from([*offered[box].values(), ""]), "words") if box in offered else ""
        told = client.get("/ahead", params=to_query(selection) | {"page": page.key, "box": box, "choice": words})
        after = ahead.chosen(page, selection, box, words)
        assume(after is not None)
        selection, answer, last = after, told, words
    assume(from_query(to_query(selection), store.vocabulary)[0] == selection)
    assert answer is not None
    assert answer.status_code in {200, 204}
    if answer.status_code == 200:
        held(answer.json()[last], open_page(page.key, **to_query(selection)))


def test_several_choices_are_answered_at_once(client: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each as alone, one that shows nothing not at all; no more than a list shows, nor than there is time for."""
    names = ["食品", "无此项", "进出口产品", "食品"]
    monkeypatch.setattr(ahead, "MOST_SECONDS", 600.0)
    about = to_query(FOOD) | {"page": "explore", "box": "subsector"}
    found = client.get("/ahead", params=[*about.items(), *(("choice", name) for name in names)]).json()
    assert found == {name: asked(client, "explore", FOOD, "subsector", name) for name in ("食品", "进出口产品")}
    monkeypatch.setattr(ahead, "MOST_ASKED", 1)
    assert [*client.get("/ahead", params=[*about.items(), *(("choice", name) for name in names)]).json()] == ["食品"]
    monkeypatch.setattr(ahead, "MOST_ASKED", 8)
    monkeypatch.setattr(ahead, "MOST_SECONDS", -1.0)
    assert [*client.get("/ahead", params=[*about.items(), *(("choice", name) for name in names)]).json()] == ["食品"]


def test_boxes_are_named_as_they_stand_on_the_page(open_page: Open, client: TestClient, store: Store) -> None:
    """What is drawn ahead is drawn only where every box says this."""
    before = replace(TOWNS, years=(2024,), text="产")
    said = asked(client, "explore", before, "towns", "浦江镇")["boxes"]
    app = open_page("explore", **to_query(replace(before, towns=(PUJIANG,))))
    shown = {one.key.removeprefix("filter_"): one for one in (*app.selectbox, *app.multiselect) if one.key}
    assert {*shown, "text"} == {*said}
    assert store.name("areas", PUJIANG) in said["towns"]


@pytest.mark.parametrize(
    ("query", "status"),
    [
        ("", 404),
        ("page=explore", 404),
        ("page=report&box=years&choice=2024 年", 404),
        ("page=explore&box=levels&choice=国家级", 204),
        ("page=explore&box=search&choice=食品", 204),
        ("page=explore&box=weather&choice=雨", 404),
        ("page=explore&box=subsector&choice=无此项&sector=product", 204),
        ("page=explore&box=subsector&choice=空气&sector=product", 204),
        ("page=explore&box=text&choice=无此名称&sector=product", 204),
        ("page=explore&box=sector&choice=", 204),
        ("page=explore&box=clear&choice=&sector=product", 204),
        ("page=sector&box=clear&choice=&sector=product", 204),
        ("page=town&box=towns&choice=浦江镇", 204),
        ("page=explore&box=years&choice=2024 年&sector=product&version=another", 204),
        ("page=explore&box=text&choice=" + "食" * (LONGEST_WORDS + 1), 414),
        ("page=explore&box=years&choice=2024 年&q=" + "食" * (LONGEST_WORDS + 1), 414),
        ("page=explore&box=sector&choice=产品质量&indicator=" + "x" * LONGEST, 414),
    ],
)
def test_what_shows_nothing_is_left_to_the_page(client: TestClient, query: str, status: int) -> None:
    """No such page, box or option, nothing found, everything, another page, other data, too long."""
    answer = client.get(f"/ahead?{query}")
    assert (answer.status_code, answer.content) == (status, b"")


def test_the_colours_are_those_asked_for(client: TestClient) -> None:
    """And the numbers the same."""
    found = [asked(client, "explore", FOOD, "years", "2024 年", mode=mode)["elements"] for mode in ("light", "dark")]
    light, dark = (dict(one)[SHOWN]["panels"] for one in found)
    assert light != dark
    assert [one["id"] for one in light] == [one["id"] for one in dark]


def test_a_chart_is_made_once_for_all_selections_that_keep_its_rows(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Other words in a link that find the same rows find the same drawing; other rows have one of their own."""
    parts.forget()
    by_subject, by_words = FOOD, Selection(text="食品抽检合格率")
    one_year = replace(by_subject, years=(2024,))
    parts.several_ahead(store.indicators_of(by_subject), by_subject, "light")
    made: list[str] = []
    real = panels.drawn
    monkeypatch.setattr(panels, "drawn", lambda panel, mode: made.append(panel.indicator_id) or real(panel, mode))
    found = store.indicators_of(by_words)
    parts.several_ahead(found, by_words, "light")
    assert PASS_RATE in found
    assert PASS_RATE not in made
    parts.several_ahead(store.indicators_of(one_year), one_year, "light")
    assert PASS_RATE in made
