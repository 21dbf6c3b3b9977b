"""What readers see when something on the server is damaged."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from components.drawing import pictures
from components.frame import runtime
from tests.pages.conftest import ROOT, Open, first_screen, sent, texts
from whitepaper.model.dataset import VARIABLE, Dataset


@pytest.fixture
def copied(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Dataset]:
    """A copy of the data that the app reads, to be damaged."""
    own = Dataset.chosen()
    for folder in ("parquet", "geo"):
        shutil.copytree(own.root / folder, tmp_path / folder)
    monkeypatch.setenv(VARIABLE, str(tmp_path))
    for caches in (st.cache_data, st.cache_resource):
        caches.clear()
    yield Dataset(tmp_path)
    for caches in (st.cache_data, st.cache_resource):
        caches.clear()  # what they hold is of the same data version


@pytest.mark.parametrize("text", ["", "{", "[]", '{"features": 3}', None])
def test_a_damaged_outline_leaves_the_numbers(open_page: Open, copied: Dataset, text: str | None) -> None:
    """Every page with a map opens, and says what is missing."""
    path = copied.root / "geo" / "towns.geojson"
    path.unlink() if text is None else path.write_text(text, "utf-8")
    shown = first_screen(open_page("overview"))
    assert "轮廓" in shown["map"]["note"]
    assert len(shown["towns"]) == 14
    app = open_page("map")
    app.segmented_control(key="map_kind").set_value("flat").run()
    assert any("轮廓" in element.value for element in app.warning)
    (head,) = sent(open_page("town", town="310112114"), "head")
    assert head["title"] == "浦江镇"


def test_data_that_vanish_are_not_missed(open_page: Open, copied: Dataset) -> None:
    """While readers are on; one who comes before there were any is told so, without a path or a command."""
    before = texts(open_page("sector", sector="product"))
    shutil.rmtree(copied.parquet)
    assert texts(open_page("sector", sector="product")) == before


def test_no_data_at_all_is_said_in_words(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing of the server's own is told: no path, no command."""
    monkeypatch.setenv(VARIABLE, str(tmp_path))
    app = AppTest.from_file(ROOT / "components" / "shell.py", default_timeout=60).run()
    assert not app.exception
    (said,) = [element.value for element in app.error]
    assert said.startswith("数据正在更新")
    assert "/" not in said
    assert runtime.state().store is None


def test_a_missing_font_is_said_where_pictures_would_be(open_page: Open, monkeypatch: pytest.MonkeyPatch) -> None:
    """The other files are offered."""
    monkeypatch.setattr(pictures, "font", lambda: None)
    app = open_page("indicator", indicator="env.air.pm25")
    app.session_state["export_数据"] = True
    app.run()
    names = {button.key for button in app.button}
    assert "xlsx_数据" in names
    assert "png_数据" not in names
    assert any("没有中文字体" in element.value for element in app.caption)


def failing() -> None:
    """A script whose page fails on what a reader typed."""
    from components.frame.failure import explain

    try:
        {}["张三"]
    except KeyError as error:
        explain(error)


def test_a_page_that_fails_is_said_and_written_in_one_line(caplog: pytest.LogCaptureFixture) -> None:
    """In words to the reader, by its place in the log, without what was typed."""
    app = AppTest.from_function(failing, default_timeout=60).run()
    (said,) = [element.value for element in app.error]
    assert said.startswith("程序出错")
    (line,) = [one.getMessage() for one in caplog.records if one.name == "whitepaper.events"]
    assert line.startswith('page.failed error="KeyError" at="')
    assert "张三" not in line + said
    assert "\n" not in line
