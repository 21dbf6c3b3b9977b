"""责任部门: who supplied which numbers, what is open about them, and what is missing: whom to call."""

import pandas as pd
import streamlit as st

from components.frame import filters, runtime
from components.frame.ending import end
from components.frame.pages import PAGES
from components.report import presentation
from components.take_home import contents, menu
from components.views import parts
from components.widgets import copying, panels, plain_table, source_card
from whitepaper.model.cells import of_frame
from whitepaper.model.selection import Selection
from whitepaper.stories.slides import CountSlide
from whitepaper.telling import departments

store = runtime.store()
page = PAGES["departments"]
selection = page.followed(filters.current())


@st.cache_data(show_spinner=False, max_entries=100)
def suppliers(selection: Selection, dataset_version: str) -> pd.DataFrame:
    """`departments.suppliers`, made once for each selection."""
    return departments.suppliers(runtime.store(), selection)


def choose(line: int, _heading: str) -> None:
    """Show the department of a line; numbers without one are found on 指标查询."""
    name = str(found["department"].iat[line])
    if name:
        filters.choose(**{page.boxes[0]: (name,)})
        st.rerun()


st.title(page.title)
filters.boxes(page)
count, found = store.count(selection), suppliers(selection, store.dataset_version)
if not count:
    parts.nothing_found(selection, store)
    end()
if not selection.values(page.boxes[0]):
    menu.offer(contents.of_table(found, departments.HEADINGS, selection, store, page.title, page.key), store)
    copying.sentence(departments.sentence(found), "suppliers")
    plain_table.draw(of_frame(found, departments.HEADINGS).shown, "suppliers", choose)
    parts.hint("点任一行，看这个部门的数、待核实之处和缺失的数。", "suppliers")
    counted = [
        parts.count(one, runtime.mode(), is_said=True)
        for one in presentation.slides(page.key, selection)
        if isinstance(one, CountSlide)
    ]
    panels.draw(counted, "suppliers")
    end()
menu.offer(contents.of_observations(selection, store, page.key), store)
copying.sentence(departments.sentence(found), "supplier")
for heading, table in departments.open_tables(store, selection).items():
    st.header(f"{heading} · {len(table.lines)} 条")
    if table.lines:
        source_card.clickable(table, f"open_{heading}")
st.header(f"提供的数 · {count} 行")
parts.several(store.indicators_of(selection), selection)
parts.table(store.first(selection, parts.MOST_ROWS), store, count)
