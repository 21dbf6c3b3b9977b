"""The data sets that keep the promises: that of the project, and the same with a second edition beside it."""

import pytest

from tests.contract.expected import ALONE, BESIDE, SECOND
from tests.editions import beside
from whitepaper.model.dataset import Dataset
from whitepaper.publishing.build import build
from whitepaper.store.store import Store


@pytest.fixture(scope="session")
def with_second(tmp_path_factory: pytest.TempPathFactory) -> Store:
    """The papers of the project with a synthetic one of the next year."""
    dataset = beside(Dataset.chosen(), tmp_path_factory.mktemp("beside"), SECOND)
    build(dataset)
    return Store.load(dataset)


@pytest.fixture(scope="session", params=[ALONE, BESIDE])
def store(request: pytest.FixtureRequest, store: Store) -> Store:
    """Each of the two data sets."""
    if request.param == ALONE:
        return store
    found: Store = request.getfixturevalue("with_second")
    return found
