"""A reader's way through the pages where a cluster of Spark answers; `make engine` starts one."""

import os
import re
import shutil
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.conftest import Visit, free_port, profile, serving
from tools.engine import ADDRESS
from whitepaper.files import csv_files
from whitepaper.model.dataset import VARIABLE, Dataset
from whitepaper.model.selection import Selection
from whitepaper.store import layout, makers
from whitepaper.store.store import Store

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(not os.environ.get(ADDRESS), reason="no Spark cluster: make engine starts one"),
]
PM25, RATE = "env.air.pm25", "food.sampling.pass_rate"


@pytest.fixture(scope="module")
def laid(store: Store, tmp_path_factory: pytest.TempPathFactory) -> Dataset:
    """A copy of the built data, laid out for the cluster."""
    dataset = Dataset(tmp_path_factory.mktemp("laid"))
    assert store.folder
    shutil.copytree(store.folder, dataset.delivered, ignore=shutil.ignore_patterns(f"{layout.FOLDER}*"))
    shutil.copytree(store.dataset.root / "geo", dataset.root / "geo")
    layout.lay([(store.district, store.in_memory().described)], store.declared, dataset.delivered)
    return dataset


@pytest.fixture
def opened(chromium: Browser, laid: Dataset, tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[Visit]:
    """A window on a server whose numbers are asked of the address that the test names, or of the cluster."""
    port, kept = free_port(), getattr(request, "param", os.environ[ADDRESS])
    told = {VARIABLE: str(laid.root), makers.VARIABLE: kept}
    context = profile(chromium)
    try:
        with serving(port, tmp_path / "output.txt", **told):
            yield Visit(context.new_page(), f"http://127.0.0.1:{port}")
    finally:
        context.close()


def test_a_reader_finds_filters_and_takes_home_what_memory_would_give(opened: Visit, store: Store) -> None:
    """The numbers of a sector as a file, search, the numbers of one indicator and of another."""
    # first what waits longest, as the server opens its session of Spark for it
    with urllib.request.urlopen(f"{opened.address}/api/observations.csv?sector=product", timeout=600) as answer:
        assert answer.read() == b"".join(csv_files.streamed(store, Selection(sector="product")))
    page = opened.open("/search?search=PM2.5")
    expect(page.get_by_text("PM2.5 年均值").first).to_be_visible()
    page = opened.open(f"/explore?indicator={PM25}")
    shown = page.get_by_test_id("stMain")
    for selection in (Selection(indicators=(PM25,), years=(2024,)), Selection(indicators=(RATE,), years=(2024,))):
        page = opened.open(f"/explore?indicator={selection.indicators[0]}&year=2024")
        for said in store.observations(selection)["shown"].head(3):
            expect(shown).to_contain_text(re.compile(re.escape(said)))
    assert opened.errors == []
    assert opened.outside() == []


@pytest.mark.parametrize("opened", [f"{os.environ.get(ADDRESS, ':').partition(':')[0]}://127.0.0.1:1"], indirect=True)
def test_a_cluster_that_cannot_be_reached_is_told_on_the_page(opened: Visit) -> None:
    """In words, and the server lives on."""
    page = opened.open("/")
    expect(page.get_by_text("数据正在更新，暂时看不到")).to_be_visible()
