"""Fixtures of all tests, and the one profile of the property tests."""

import gc
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import is_hypothesis_test, settings

from tests import small_source
from tests.city import city
from tests.contract.expected import BESIDE
from tests.editions import beside, change
from tests.two_editions import SECOND, laid_out
from whitepaper.model.dataset import Dataset
from whitepaper.publishing import several
from whitepaper.publishing.build import build
from whitepaper.store.store import Store

settings.register_profile("whitepaper", deadline=None)
settings.register_profile("quick", deadline=None, max_examples=25)  # of the first gate; make test tries all
settings.load_profile("whitepaper")
# what fixtures hold is large: to look over all of it as often as usual takes a tenth of the time
gc.set_threshold(100_000, 50, 100)


AGAIN = ("two", BESIDE, "begun", "two_editions", "partial_edition")
"""Data sets on which what is tested on the project's own is tested again."""
PAGES, MEASURED, EACH = Path(__file__).with_name("pages"), 4, "test_pages.py"
"""Where tests run a whole page, and how many cases of one of them are measured, but for those of each page."""
SLOW = (
    "told", "everything", "drawn_briefs", "plain_briefs", "settled",
    *AGAIN,
)  # fmt: skip
"""Fixtures, and parameters of fixtures, that take seconds to make, the slowest first."""


@pytest.hookimpl(tryfirst=True)  # before the groups are read
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Tests that share what takes long to make run in one process, so that it is made once.

    Which branches they take is not measured where a hundred examples, the cases or the data set before have taken the
    same: it would cost half of their time again.
    """
    cases: Counter[str] = Counter()
    for item in items:
        cases[test := item.nodeid.partition("[")[0]] += 1
        params = item.callspec.params if isinstance(item, pytest.Function) and hasattr(item, "callspec") else {}
        varied = {value for value in params.values() if isinstance(value, str)}
        used = {*getattr(item, "fixturenames", ()), *varied}
        slowest = next((name for name in SLOW if name in used), "")
        if slowest:
            item.add_marker(pytest.mark.xdist_group(slowest))
        is_property = isinstance(item, pytest.Function) and is_hypothesis_test(item.obj)
        is_again = PAGES in item.path.parents and item.path.name != EACH and cases[test] > MEASURED
        if is_property or is_again or not varied.isdisjoint(AGAIN):
            item.add_marker(pytest.mark.no_cover)


@pytest.fixture
def source(tmp_path: Path) -> Path:
    """A small source folder that builds, for tests that break it in one place."""
    return small_source.written(tmp_path / "source")


@pytest.fixture
def dataset(source: Path) -> Dataset:
    """The data set whose source is that folder; nothing is built yet."""
    return Dataset(source.parent)


@pytest.fixture(scope="session")
def store() -> Store:
    """The built data of the project."""
    return Store.load()


@pytest.fixture(scope="session")
def two_editions(tmp_path_factory: pytest.TempPathFactory) -> Store:
    """Two white papers made up for tests."""
    return _built(laid_out(tmp_path_factory.mktemp("two_editions")))


@pytest.fixture(scope="session")
def partial_edition(tmp_path_factory: pytest.TempPathFactory) -> Store:
    """The same, with the first observation file of the second paper keyed and none of its lists."""
    return _built(laid_out(tmp_path_factory.mktemp("partial_edition"), files=1))


@pytest.fixture(scope="session")
def two(tmp_path_factory: pytest.TempPathFactory) -> Store:
    """The paper of the project and a second one that reprints its years, revises a rate and prints what was derived."""
    dataset = beside(Dataset.chosen(), tmp_path_factory.mktemp("two"), SECOND)
    rate = {"indicator_id": "product.inspection.pass_rate", "category": "", "measure": "level"}
    change(dataset, f"{SECOND}/observations/table-04.csv", rate | {"period": "2024"}, printed="92.10%")
    return _built(dataset)


@pytest.fixture(scope="session")
def begun(tmp_path_factory: pytest.TempPathFactory) -> Store:
    """The paper of the project and the first three tables of a second one."""
    return _built(beside(Dataset.chosen(), tmp_path_factory.mktemp("begun"), SECOND, files=3))


@pytest.fixture(scope="session")
def city_of_three(tmp_path_factory: pytest.TempPathFactory) -> Store:
    """A made-up city of three districts; the store of the first."""
    dataset = city(tmp_path_factory.mktemp("cities") / "city")
    several.build(dataset)
    return Store.load(dataset)


@pytest.fixture(params=["store", "two", "begun", "two_editions", "partial_edition"])
def any_store(request: pytest.FixtureRequest) -> Store:
    """The real paper, alone, with a second one, and with one begun; two made up, whole, and with the second begun."""
    found: Store = request.getfixturevalue(request.param)
    return found


def _built(dataset: Dataset) -> Store:
    """The store of a data set, built first."""
    build(dataset)
    return Store.load(dataset)
