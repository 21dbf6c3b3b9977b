"""A series of a chart that stands out: a link sets it, a choice inside a panel is kept, and no number changes."""

import pandas as pd
from streamlit.testing.v1 import AppTest

from components.drawing import charts
from components.frame import pages
from tests.pages.conftest import Open, panels, place, rows, sent
from whitepaper.model.selection import Selection
from whitepaper.store.store import Store
from whitepaper.telling import sentences
from whitepaper.telling.panels import offered
from whitepaper.telling.panels import panels as panels_of

INDICATOR, OTHER = "food.sampling.pass_rate", "consumer.complaints.received"
MARK = f"{INDICATOR}~310112~流通"


def without_choice(panel: dict) -> dict:
    """What a panel is sent but for what stands out in it."""
    return panel | {"chosen": "", "parts": [part | {"chosen": ""} for part in panel["parts"]]}


def test_a_link_lets_a_series_stand_out(open_page: Open, store: Store) -> None:
    """Under its own sentence, chosen in the head; the drawing is the same as without, as is the table below."""
    plain, app = open_page("explore", indicator=INDICATOR), open_page("explore", indicator=INDICATOR, mark=MARK)
    assert not app.warning
    (before,), (panel,) = panels(plain), panels(app)
    (own,) = panels_of(store, INDICATOR, Selection())
    assert list(panel["series"].items()) == [(mark, name) for mark, (name,) in offered(own).items()]
    assert (before["chosen"], panel["chosen"]) == ("", MARK)
    (part,) = panel["parts"]
    assert part["series"][MARK] == ["流通"]
    assert part["chosen"] == sentences.of_series(own, ("流通",), store)
    assert part["spec"]["params"][-1] == {"name": charts.EMPHASIS, "value": []}
    assert without_choice(panel) == before
    pd.testing.assert_frame_equal(rows(app), rows(plain))


def test_a_series_that_does_not_exist_is_named_once(open_page: Open) -> None:
    """As every value of a link that is unknown."""
    app = open_page("explore", indicator=INDICATOR, mark=f"{INDICATOR}~310112~无此类")
    (notice,) = [element.value for element in app.warning if "认不出" in element.value]
    assert "无此类" in notice
    assert panels(app)[0]["chosen"] == ""


def test_a_page_of_numbers_and_boards_offers_no_series(open_page: Open) -> None:
    """One number or a few are seen at once."""
    assert {tuple(panel["series"]) for panel in panels(open_page("explore", indicator="economy.gdp"))} == {()}


def test_a_presentation_shows_the_same(open_page: Open) -> None:
    """The series stands out in the drawing, the title is its sentence, and a chip says so."""
    app = open_page("present", story="shown", indicator=INDICATOR, mark=MARK)
    assert place(app) == "1 / 1"
    (head,) = [part for part in sent(app, "slide") if part["part"] == "head"]
    assert head["chips"] == [["突出", "流通"]]
    assert "（流通）" in "".join(head["title"])
    (panel,) = panels(app)
    assert {"name": charts.EMPHASIS, "value": ["流通"]} in panel["parts"][0]["spec"]["params"]


def reported(*choices: tuple[str, str]) -> None:
    """A script that is told what was chosen inside panels."""
    import streamlit as st

    from components.frame import filters, pages

    st.session_state[pages.SHOWN] = "explore"
    for panel, mark in choices:
        filters.emphasise(panel, mark)


def test_a_choice_inside_a_panel_is_kept_one_for_each_indicator() -> None:
    """Another one takes its place, none clears it, and what is no series changes nothing."""

    def kept(*choices: tuple[str, str]) -> tuple[str, ...]:
        app = AppTest.from_function(reported, args=choices, default_timeout=60).run()
        assert not app.exception
        return app.session_state["selection"].emphasis

    other, another = f"{OTHER}~310112~公诉平台", f"{INDICATOR}~310112~餐饮"
    assert kept((INDICATOR, MARK)) == (MARK,)
    assert kept((INDICATOR, MARK), (OTHER, other), (INDICATOR, another)) == (other, another)
    assert kept((INDICATOR, MARK), (OTHER, other), (INDICATOR, "")) == (other,)
    assert kept((INDICATOR, MARK), (INDICATOR, "<b>无此类</b>")) == (MARK,)


def test_only_pages_that_draw_series_follow_the_choice() -> None:
    """It has a box on none, as it is made inside the panel."""
    following = [page.key for page in pages.PAGES.values() if "emphasis" in page.filters]
    assert following == ["explore", "sector", "town", "departments"]
    assert not [page for page in pages.PAGES.values() if "emphasis" in page.boxes]
