"""What one address or message may ask for."""

import pytest

from components.frame import limits, pages
from tests.pages.conftest import Open, place
from whitepaper.model.selection import Selection
from whitepaper.store.store import Store
from whitepaper.stories import pins, stories


@pytest.mark.parametrize("page", ["explore", "search", "report"])
@pytest.mark.parametrize("parameter", ["q", "search", "town", "pins"])
def test_a_parameter_that_is_too_long_is_left_out_and_said(open_page: Open, page: str, parameter: str) -> None:
    """Once; what else the address holds is followed."""
    app = open_page(page, **{parameter: "a " * 40_000, "year": "2024"})
    (said,) = [element.value for element in app.warning if "过长" in element.value]
    assert "80000" in said
    assert app.session_state["selection"] == Selection(years=(2024,))


def test_the_longest_address_of_our_own_is_followed(open_page: Open, store: Store) -> None:
    """Every indicator at once."""
    every = tuple(store.names("indicators"))
    app = open_page("explore", indicator=",".join(every))
    assert app.session_state["selection"].indicators == every
    assert not [element for element in app.warning if "过长" in element.value]


def test_a_slide_that_no_number_holds_is_the_first(open_page: Open) -> None:
    """Five thousand digits are no error of the page."""
    assert place(open_page("present", story="checks", slide="9" * 5000)).startswith("1 / ")


def test_words_typed_are_cut_where_a_browser_would(open_page: Open) -> None:
    """A message that did not come from our box."""
    app = open_page("explore")
    app.text_input(key="filter_text").set_value("食" * 5000).run()
    assert app.session_state["selection"].text == "食" * limits.LONGEST_WORDS


def test_a_collection_is_told_up_to_its_limit(open_page: Open, store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    """The pins behind it are listed and said to be left out, not worked out."""
    monkeypatch.setattr(pins, "MOST_SLIDES", 3)
    kinds = [stories.HONOURS, stories.CHECKS, stories.ABOUT]
    own = [pins.pin_page(store, kind, Selection()) for kind in kinds]
    app = open_page("report", pins=pins.to_link(own))
    assert sum("已满 3 屏" in element.value for element in app.warning) == len(kinds) - 1
    assert place(open_page("present", story=pages.MINE, pins=pins.to_link(own))) == "1 / 3"
