"""Step 3: how the edition stands by its checks, and where to look."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

import pandas as pd
import streamlit as st

from components.frame.text import plain
from components.upkeep.giving import SHEET
from components.upkeep.rounds import Taken
from components.views import parts
from components.widgets import plain_table, saving
from whitepaper.publishing.examination import Examination, Verdict
from whitepaper.releasing import examined

IN_THE_SOURCE = ("file", "row")
"""Fields of a detail that say nothing to who fills in a workbook."""


def examination(taken: Taken) -> None:
    """The verdict in a line, the checks that are to be looked at with their places, the others folded."""
    st.header("3　体检")
    found = taken.told.examination
    if found is None:
        parts.small(["工作簿里还没有填数，没有什么可以检查。"])
        return
    st.markdown(f"{plain(examined.heading(found))}。不通过的请先改工作簿；确是原文照印的矛盾，记在“已接受的矛盾”里。")
    with st.container(width="content"):
        saving.button("体检报告（Excel）", lambda: _file(found), "examination")
    wanting, fine = (
        replace(found, results=tuple(one for one in found.results if (one.verdict is Verdict.PASSED) == is_fine))
        for is_fine in (False, True)
    )
    if wanting.results:
        plain_table.draw(_texts(examined.checks_table(wanting)), "checks")
        looked_at = tuple(replace(one, details=tuple(examined.looked_at(one))) for one in wanting.results)
        details = examined.details_table(replace(wanting, results=looked_at))
        shown = details.drop(columns=[examined.DETAIL_COLUMNS[name] for name in IN_THE_SOURCE])
        with st.expander(f"要看的 {len(details)} 处"):
            plain_table.draw(_texts(shown), "details")
    with st.expander(f"通过的 {len(fine.results)} 项"):
        plain_table.draw(_texts(examined.checks_table(fine)), "passed")


def warning(taken: Taken) -> str:
    """What is said before publishing where a check failed."""
    found = taken.told.examination
    failed = [one for one in found.results if one.verdict is Verdict.FAILED] if found else []
    return f"\n- :orange[体检有 {len(failed)} 项不通过，请先看过；]" if failed else ""


def _file(found: Examination) -> saving.File:
    made = datetime.now().astimezone()
    return saving.File(f"体检-{found.edition}.xlsx", SHEET, examined.as_xlsx(found, made))


def _texts(table: pd.DataFrame) -> pd.DataFrame:
    return table.astype("string").fillna("")
