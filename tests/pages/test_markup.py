"""Text from links and data is shown letter by letter: markup in it is never drawn, on any page, slide or file."""

import html
import io
import re
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pyarrow as pa
import pytest
from google.protobuf.message import Message
from starlette.applications import Starlette
from starlette.testclient import TestClient
from streamlit.testing.v1 import AppTest

from components.frame import pages, runtime
from components.frame.text import plain
from components.take_home import by_url
from components.take_home.formats import FORMATS, Format
from tests.pages.conftest import Open, saved, sent
from tests.pictures import needs_font
from whitepaper.model.schema import DESCRIBING
from whitepaper.model.selection import FILTERS, Selection
from whitepaper.store.store import Store
from whitepaper.stories import pins, stories

MARKUP = "![图](http://x.invalid/s.png)[点](http://x.invalid)<b>粗</b>:red[红]3*5~10~20$x$`码`a@x.invalid"
SHORT = "![图](http://x.invalid/s.png)"
"""As much of it as a notice shows."""
SIGN = "x.invalid/s.png"
"""What is found of the markup wherever it stands, escaped or not."""
KEPT = {
    ("observations", "category"), ("restatements", "category"), ("headlines", "category"), ("breaks", "category"),
    ("observations", "period"), ("restatements", "period"), ("editions", "published"),
    ("observations", "printed"), ("sources", "file"), ("sources", "source"), ("observations", "source"),
    ("honours", "year"), ("organisations", "name"), ("organisations", "aliases"),
    *(("checks", name) for name in ("sector_id", "indicator_id", "area_id", "observations", "doubted")),
    *(("findings", name) for name in ("sector_id", "indicator_id", "area_id", "observations", "doubted")),
}  # fmt: skip
"""Columns by which the store finds its way: keys, periods, places."""
PLAIN_KINDS = {"code", "html", "bidi_component", "deck_gl_json_chart"}
PLAIN_FIELDS = {
    "selectbox.options", "multiselect.options", "selectbox.raw_value", "multiselect.raw_values",
    "selectbox.placeholder", "text_input.placeholder", "text_input.value", "text_input.default",
    "page_link.query_string",
}  # fmt: skip
"""What the framework shows as it is."""


def marked(store: Store) -> Store:
    """A copy of the data with markup in every cell that is text for readers."""
    tables = {}
    for name, table in store.tables.items():
        made = table
        for column in () if name in DESCRIBING else store.declared[name].columns:
            place, cells = table.column_names.index(column.name), table[column.name].to_pylist()
            if column.reference or column.name in store.declared[name].key or (name, column.name) in KEPT:
                continue
            if column.type == "string":
                cells = [cell and cell + MARKUP for cell in cells]
            elif column.type == "list":
                cells = [[cell + MARKUP for cell in own] for own in cells]
            else:
                continue
            made = made.set_column(place, table.schema.field(column.name), pa.array(cells, table[column.name].type))
        tables[name] = made
    return replace(store, tables=tables, dataset_version="v000000000000", files={})


def strings(message: Message, path: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], str]]:
    """Every text in what an element was sent, with the names of the fields that lead to it."""
    for field, value in message.ListFields():
        at = (*path, field.name)
        many = value if field.is_repeated else [value]
        for one in many if not hasattr(many, "values") else many.values():
            if isinstance(one, Message):
                yield from strings(one, at)
            elif isinstance(one, str):
                yield at, one


def drawn(app: AppTest) -> list[tuple[str, str]]:
    """Every text on the page that the framework draws as Markdown, with the element that does."""
    found: list[tuple[str, str]] = []

    def walk(node: Any) -> None:
        proto = getattr(node, "proto", None)
        for path, text in strings(proto) if isinstance(proto, Message) else ():
            kind = getattr(node, "type", "")
            name = ".".join((kind, *path))
            if kind not in PLAIN_KINDS and name not in PLAIN_FIELDS and path[-1] != "id":
                found.append((name, text))
        for child in getattr(node, "children", {}).values():
            walk(child)

    walk(app._tree)
    return found


def is_quoted(text: str) -> bool:
    """Whether the markup in a text is shown and not drawn."""
    return SIGN not in text.replace(plain(MARKUP), "")


@pytest.fixture(scope="module")
def spoilt(store: Store) -> Store:
    """The data with markup in it."""
    return marked(store)


@pytest.fixture
def spoilt_pages(spoilt: Store, monkeypatch: pytest.MonkeyPatch) -> Store:
    """The app on the data with markup in it."""
    monkeypatch.setattr(runtime, "store", lambda: spoilt)
    return spoilt


OPENED = {
    **{page: {} for page in pages.PAGES if page != pages.PRESENT},
    "explore": {"indicator": "env.air.pm25", "town": "310112114"},
    "sector": {"sector": "product"},
    "town": {"town": "310112114"},
    "map": {"town": "310112114"},
    "indicator": {"indicator": "product.inspection.pass_rate"},
}
"""Page to parameters under which it shows what it is for."""


@pytest.mark.parametrize("page", OPENED)
def test_markup_in_the_data_is_shown_and_not_drawn(open_page: Open, spoilt_pages: Store, page: str) -> None:
    """On every element of the page that draws Markdown."""
    found = drawn(open_page(page, **OPENED[page]))
    assert [one for one in found if not is_quoted(one[1])] == []


def test_the_pages_do_hold_markup(open_page: Open, spoilt_pages: Store) -> None:
    """What the test above looks for is there: headings, paragraphs, labels, hints."""
    kinds = {kind for page, query in OPENED.items() for kind, text in drawn(open_page(page, **query)) if SIGN in text}
    assert {
        "header.body",
        "markdown.body",
        "metric.label",
        "metric.help",
        "button_group.options.content",
    } <= kinds


@pytest.mark.parametrize("kind", stories.STORIES)
def test_markup_in_the_data_is_text_on_the_stage(open_page: Open, spoilt_pages: Store, kind: str) -> None:
    """On the cover and on the first slides of each story."""
    for slide in ("1", "2", "3"):
        found = drawn(open_page("present", story=kind, slide=slide, sector="product", town="310112114"))
        assert [one for one in found if not is_quoted(one[1])] == []


@pytest.mark.parametrize("page", [page for page in pages.PAGES if page != pages.PRESENT])
def test_markup_in_parameters_is_shown_and_not_drawn(open_page: Open, page: str) -> None:
    """Whatever the filter: in the notice of what was dropped, and where the words of a search are said."""
    found = drawn(open_page(page, **{one.parameter: SHORT for one in FILTERS.values()}))
    assert [text for _, text in found if SIGN in text.replace(plain(SHORT), "")] == []
    assert any(plain(SHORT) in text for _, text in found)


def test_markup_in_a_collection_is_shown_and_not_drawn(open_page: Open, store: Store) -> None:
    """Titles, old values and ids of a link, on the page of the collection and on the stage."""
    made = pins.pin_chart(store, "env.air.pm25", Selection())
    key = next(iter(made.numbers))
    bad = replace(made, title=MARKUP, dataset_version="v0", numbers={key: MARKUP, MARKUP: MARKUP})
    gone = replace(bad, query={"indicator": MARKUP})
    word = pins.to_word([bad, gone])
    mine, stage = open_page("report", pins=word), open_page("present", story=pages.MINE, pins=word)
    for app in (mine, stage):
        assert [one for one in drawn(app) if not is_quoted(one[1])] == []
    assert any(plain(MARKUP) in text for _, text in drawn(mine))
    assert any(MARKUP in "".join(part.get("title", ())) for part in sent(stage, "slide"))


def dialogs(number: int) -> None:
    """A script that opens one of the dialogs."""
    import streamlit as st

    from components.frame import pages, runtime
    from components.views import checks, honours
    from components.widgets import source_card
    from whitepaper.model.selection import Selection

    st.session_state[pages.SHOWN] = "indicator"
    store = runtime.store()
    rows = store.honours(Selection())
    (
        lambda: source_card.card(store.observations(Selection(indicators=("env.air.pm25",)))["key"].iat[0]),
        lambda: checks._detail(store.checks(Selection()).iloc[0].to_dict()),
        lambda: honours._card(rows.iloc[0].astype(str).to_dict(), str(rows["organisation_id"].iat[0])),
    )[number]()


@pytest.mark.parametrize("number", range(3))
def test_markup_in_the_data_is_shown_in_dialogs(spoilt_pages: Store, number: int) -> None:
    """The source card, a check, an honour."""
    app = AppTest.from_function(dialogs, args=(number,), default_timeout=60).run()
    assert not app.exception
    found = drawn(app)
    assert [one for one in found if not is_quoted(one[1])] == []
    assert any(plain(MARKUP) in text for _, text in found)


@needs_font
@pytest.mark.parametrize("one", [one for one in FORMATS if one.name != "png"], ids=lambda one: one.key or one.name)
def test_markup_in_the_data_is_text_in_files(open_page: Open, spoilt_pages: Store, one: Format) -> None:
    """Letter by letter, as text of the file; no picture or link is made of it."""
    app = open_page("sector", sector="environment", sub="environment.waste")
    app.session_state["export_数据"] = True
    app.run()
    if one.name == "csv":
        (link,) = sent(app, "saving_link")
        content = TestClient(Starlette(routes=by_url.routes("/"))).get(f"/{link['address']}").content
    else:
        app.button(key=f"{one.key or one.name}_数据").click().run()
        content = saved(app).content
    texts = list(inside(one.name, content))
    assert not [name for name, text in texts if name.endswith(".rels") and "x.invalid" in text]
    assert not [name for name, text in texts if re.search(r"""href=["'][^"']*x\.invalid""", text)]
    assert any(SHORT in html.unescape(text) for _, text in texts)


def inside(name: str, content: bytes) -> Iterator[tuple[str, str]]:
    """The texts in a file, those of its parts where it is an archive."""
    if content[:2] != b"PK":
        yield name, content.decode("utf-8", "replace")
        return
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        for part in archive.namelist():
            yield from inside(part, archive.read(part))
