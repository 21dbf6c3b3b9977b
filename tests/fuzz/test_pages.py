"""Whatever the address of a page says, the page opens: `make fuzz`."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from benchmarks.hostile import MOST, PARAMETERS, values
from components.frame import runtime
from components.frame.pages import PAGES
from tests.pages.conftest import Open, open_page, scanned_once
from whitepaper.store import search
from whitepaper.store.store import Store

__all__ = ["open_page", "scanned_once"]
TYPED = st.sampled_from(values(Store.load())) | st.text(max_size=40)
QUERIES = st.dictionaries(st.sampled_from(PARAMETERS), TYPED, min_size=1, max_size=MOST)
EXAMPLES = 25
"""Of each page, as each is a whole run of it."""


@pytest.fixture(autouse=True, scope="module")
def searched_once() -> None:
    """What a server makes at its first search takes longer than a page."""
    search.index(runtime.store())


@pytest.mark.parametrize("page", PAGES)
@given(query=QUERIES)
@settings(max_examples=EXAMPLES, suppress_health_check=list(HealthCheck))
def test_a_page_opens_whatever_its_address_says(open_page: Open, page: str, query: dict[str, str]) -> None:
    """Parameters known and unknown, with values that are known, cut, too long, or meant to do harm: never a fault."""
    open_page(page, **query)
