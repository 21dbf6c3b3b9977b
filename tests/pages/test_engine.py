"""The pages where an engine holds the numbers."""

from pathlib import Path
from typing import Any

import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient

from components.frame import runtime
from components.take_home import by_url
from components.views import parts
from tests.pages.conftest import Open, sent, texts
from whitepaper.model.dataset import VARIABLE, Dataset
from whitepaper.store import layout, makers
from whitepaper.store.engines import on_engine
from whitepaper.store.store import Store

PAGES = {
    "explore": {"indicator": "env.air.pm25"},
    "sector": {"sector": "product", "sub": "product.drugs"},
    "town": {"town": "310112114"},
    "about": {},
}


@pytest.fixture
def on_duckdb(store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Dataset:
    """The app's data, left to DuckDB."""
    assert store.folder
    (tmp_path / "geo").symlink_to(store.dataset.root / "geo")
    (tmp_path / "parquet").mkdir()
    for path in store.folder.glob("*.*"):
        (tmp_path / "parquet" / path.name).symlink_to(path)
    layout.lay([(store.district, store.in_memory().described)], store.declared, tmp_path / "parquet")
    monkeypatch.setenv(VARIABLE, str(tmp_path))
    monkeypatch.setenv(makers.VARIABLE, "duckdb:")
    return Dataset(tmp_path)


def seen(open_page: Open, page: str) -> tuple[str, list[object]]:
    """The words of a page, and what its panels were sent."""
    app = open_page(page, **PAGES[page])
    return texts(app), [*sent(app, "panel"), *(list(one.options) for one in app.multiselect)]


def test_pages_look_the_same(open_page: Open, on_duckdb: Dataset, monkeypatch: pytest.MonkeyPatch) -> None:
    """Words, panels and choices: nobody sees who holds the numbers."""
    found = {page: seen(open_page, page) for page in PAGES}
    assert "observations" not in runtime.store().tables
    monkeypatch.delenv(makers.VARIABLE)
    runtime._held.cache_clear()
    assert "observations" in runtime.store().tables
    assert found == {page: seen(open_page, page) for page in PAGES}


@pytest.mark.parametrize("page", ["overview", "explore", "indicator"])
def test_a_page_with_nothing_chosen_asks_for_what_it_draws(
    open_page: Open, on_duckdb: Dataset, monkeypatch: pytest.MonkeyPatch, page: str
) -> None:
    """No answer holds all rows, which would be more than the engine may hold where there are many."""
    found: list[int] = []
    asked = on_engine.OnEngine._asked

    def counted(self: on_engine.OnEngine, question: Any) -> Any:
        answer = asked(self, question)
        found.append(answer.num_rows)
        return answer

    monkeypatch.setattr(on_engine.OnEngine, "_asked", counted)
    monkeypatch.setattr(parts, "MOST_ROWS", 50)
    open_page(page)
    assert 0 < max(found) < len(runtime.store().rows)


def test_a_question_that_fails_is_said(on_duckdb: Dataset, monkeypatch: pytest.MonkeyPatch) -> None:
    """By address too, with a status of its own and nothing of the server's own."""
    runtime.store()

    def slow(_self: object, _question: object) -> None:
        raise on_engine.late(20)

    monkeypatch.setattr(on_engine.OnEngine, "_asked", slow)
    client = TestClient(Starlette(routes=by_url.routes("/")))
    answer = client.get("/api/observations.csv")
    assert answer.status_code == 503
    assert answer.json()["error"] == str(on_engine.late(20))
