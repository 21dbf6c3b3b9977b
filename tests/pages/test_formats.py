"""Every format of files that the menu offers is made, and is what it says it is."""

import io
import zipfile

import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient

from components.take_home import by_url
from components.take_home.formats import FORMATS, Format
from tests.pages.conftest import Open, saved, sent
from tests.pictures import needs_font

INDICATOR = {"page": "indicator", "indicator": "env.air.pm25"}
SECTOR = {"page": "sector", "sector": "environment", "sub": "environment.ecology"}
TOWNS = {"page": "town", "town": "310112114,310112106"}
BEGINS = {
    "csv": b"\xef\xbb\xbf",
    "xlsx": b"PK\x03\x04",
    "pptx": b"PK\x03\x04",
    "docx": b"PK\x03\x04",
    "png": b"\x89PNG\r\n\x1a\n",
    "svg": b"<svg ",
}
"""Format to the bytes that each file of it begins with."""
HOLDS = {"xlsx": "xl/workbook.xml", "pptx": "ppt/presentation.xml", "docx": "word/document.xml"}
"""Format of an office to the part that no other one has."""
CASES = [pytest.param(one, marks=needs_font if one.is_picture else (), id=one.key or one.name) for one in FORMATS]


@pytest.mark.parametrize("one", CASES)
def test_every_format_makes_a_file(open_page: Open, one: Format) -> None:
    """One click gives its bytes, under a name that ends as they are."""
    app = open_page(**(SECTOR if one.name == "docx" else INDICATOR))
    app.session_state["export_数据"] = True
    app.run()
    if one.name == "csv":  # no rerun of the page makes it
        (link,) = sent(app, "saving_link")
        content = TestClient(Starlette(routes=by_url.routes("/"))).get(f"/{link['address']}").content
        assert link["name"].endswith(".csv")
    else:
        app.button(key=f"{one.key or one.name}_数据").click().run()
        assert not app.exception
        assert not app.error
        file = saved(app)
        content = file.content
        assert (file.mime, file.name.rpartition(".")[2]) == (one.mime, one.name)
    assert content.startswith(BEGINS[one.name])
    if one.name in HOLDS:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            assert archive.testzip() is None
            assert HOLDS[one.name] in archive.namelist()


@needs_font
def test_pictures_of_what_is_not_drawn_are_no_empty_archive(open_page: Open) -> None:
    """Where all numbers stand in tables, that is said, and what to save instead."""
    app = open_page(**SECTOR)
    app.session_state["export_数据"] = True
    app.run()
    app.button(key="png_数据").click().run()
    (said,) = app.error
    assert "没有图" in said.value
    assert "PowerPoint" in said.value


@needs_font
def test_a_page_offers_every_format_that_its_content_has(open_page: Open) -> None:
    """A sector has them all, an indicator none of Word, several towns no page about one of them."""
    names = {one.key or one.name for one in FORMATS} - {"csv"}
    compared = names - {"brief", "png", "svg"}
    for query, expected in ((SECTOR, names), (INDICATOR, names - {"official", "brief"}), (TOWNS, compared)):
        app = open_page(**query)
        app.session_state["export_数据"] = True
        app.run()
        assert {button.key.removesuffix("_数据") for button in app.button if button.key.endswith("_数据")} == expected
        assert [link["label"] for link in sent(app, "saving_link")] == ["CSV"]
