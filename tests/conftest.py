"""Fixtures of all tests."""

import pytest

from whitepaper.store.store import Store


@pytest.fixture(scope="session")
def store() -> Store:
    """The built data of the project."""
    return Store.load()
