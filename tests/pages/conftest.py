"""Opening pages as a reader does, without a browser."""

import json
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from streamlit.components.v2 import manifest_scanner
from streamlit.testing.v1 import AppTest

from components.frame import runtime
from components.frame.pages import EVERY, FIRST
from components.views import overview
from components.widgets.saving import COUNTER, File
from whitepaper.model.dataset import VARIABLE
from whitepaper.store.store import Store

ROOT = Path(__file__).resolve().parents[2]
Open = Callable[..., AppTest]


@pytest.fixture(autouse=True, scope="session")
def scanned_once() -> Iterator[None]:
    """The framework looks into every installed package for components at each run, which takes longer than a page."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(manifest_scanner, "scan_component_manifests", cache(manifest_scanner.scan_component_manifests))
        yield


@pytest.fixture
def in_city(city_of_three: Store, monkeypatch: pytest.MonkeyPatch) -> Iterator[Store]:
    """The app's data are the city's."""
    monkeypatch.setenv(VARIABLE, str(city_of_three.dataset.root))
    yield city_of_three
    runtime._ASKED.set(None)


@pytest.fixture
def open_page() -> Open:
    """Open a page of EVERY with URL parameters."""

    def opened(page: str, **query: str) -> AppTest:
        app = AppTest.from_file(ROOT / "components" / "shell.py", default_timeout=60)
        script = EVERY[page].script
        if page != script:
            app.run()  # before, a page is known by its file alone
        if page != FIRST:
            app.switch_page(f"../pages/{script}.py")
        for name, value in query.items():
            app.query_params[name] = value
        app.run()
        assert not app.exception
        assert not app.error
        return app

    return opened


def texts(app: AppTest) -> str:
    """All words on the page."""
    return " ".join(
        str(element.value) for kind in (app.markdown, app.title, app.header, app.warning, app.info) for element in kind
    )


def sent(app: AppTest, component: str) -> list[dict[str, Any]]:
    """What each of our own components of one name was sent."""
    return [json.loads(e.proto.json) for e in app.get("bidi_component") if e.proto.component_name == component]


def first_screen(app: AppTest) -> dict[str, Any]:
    """What the first page shows, the towns and their map among it."""
    (shown,) = sent(app, "overview")
    return shown | overview.places(runtime.store().dataset_version)


def saved(app: AppTest) -> File:
    """The file that was made for the reader."""
    (file,) = sent(app, "saver")
    found = COUNTER.fetch(file["address"].rpartition("/")[2])
    assert found is not None
    return found


def place(app: AppTest) -> str:
    """Which slide is on the stage, of how many."""
    (foot,) = [part for part in sent(app, "slide") if part["part"] in ("foot", "cover")]
    return str(foot["place"])


def tables(app: AppTest) -> list[pd.DataFrame]:
    """The tables on the page."""
    return [pd.DataFrame(data["rows"], columns=data["headings"]) for data in sent(app, "plain_table")]


def rows(app: AppTest) -> pd.DataFrame:
    """The table of all rows, the last on its page."""
    return tables(app)[-1]


def panels(app: AppTest) -> list[dict[str, Any]]:
    """The panels on the page."""
    return [panel for data in sent(app, "panels") for panel in data["panels"]]


def subjects(app: AppTest) -> list[str]:
    """What the menus of files on the page hand out, by which their widgets are named."""
    menus = [block.proto.popover for block in app.get("popover")]
    return [menu.id.partition("-export_")[2] for menu in menus if menu.label == "导出"]
