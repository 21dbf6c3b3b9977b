"""A run that another one overtakes, at whatever word: what the reader chose is kept, and a step back is a step back."""

import itertools
from dataclasses import replace
from typing import Any

import pytest
from streamlit.runtime.scriptrunner import script_runner
from streamlit.testing.v1 import AppTest

from tests.pages.conftest import Open

BEFORE, AFTER = "economy", "construction"
YIELD = "_maybe_handle_execution_control_request"  # the framework looks there whether the run is overtaken
FIRST_ONES, STEP = 12, 40


def chosen_and_overtaken(app: AppTest, at: int, *, is_back: bool) -> bool:
    """Choose one sector and then another, and have the run for it overtaken; whether it was, as a run has an end.

    at: after how many looks; is_back: by one step back, looks counted from when the new address was sent; otherwise by
    a run with the address that the browser then shows, looks counted from the start.
    """
    app.selectbox(key="filter_sector").set_value(BEFORE).run()
    assert app.query_params["sector"] == BEFORE
    looks = 0
    look = getattr(script_runner.ScriptRunner, YIELD)

    def counted(runner: Any) -> None:
        nonlocal looks
        is_written = any(
            AFTER in message.page_info_changed.query_string
            for message in runner.forward_msgs()
            if message.HasField("page_info_changed")
        )
        if is_written or not is_back:
            if looks == at:
                shown = f"sector={AFTER if is_written and not is_back else BEFORE}"
                runner.request_rerun(replace(runner._requests._rerun_data, query_string=shown))
            looks += 1
        look(runner)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(script_runner.ScriptRunner, YIELD, counted)
        app.selectbox(key="filter_sector").set_value(AFTER).run()
    assert not app.exception
    return looks > at


@pytest.mark.parametrize("is_back", [True, False])
def test_an_overtaken_run_neither_loses_a_choice_nor_brings_one_back(open_page: Open, is_back: bool) -> None:
    """Tried at the first looks one by one, and over the rest of the run."""
    app, wanted = open_page("explore"), BEFORE if is_back else AFTER
    for tried in itertools.count():
        at = tried if tried < FIRST_ONES else FIRST_ONES + (tried - FIRST_ONES) * STEP
        if not chosen_and_overtaken(app, at, is_back=is_back):
            break
        assert (at, app.selectbox(key="filter_sector").value, app.query_params["sector"]) == (at, wanted, wanted)
    assert tried > FIRST_ONES
