"""Fixtures of all tests, and the one profile of the property tests."""

import pytest
from hypothesis import settings

from whitepaper.store.store import Store

settings.register_profile("whitepaper", deadline=None)
settings.register_profile("quick", deadline=None, max_examples=25)  # of the first gate; make test tries all
settings.load_profile("whitepaper")


@pytest.fixture(scope="session")
def store() -> Store:
    """The built data of the project."""
    return Store.load()
