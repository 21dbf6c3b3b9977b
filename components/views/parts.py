"""Charts and tables on a page: cached specifications, the table of exactly these rows, empty results."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

import pandas as pd
import streamlit as st

from components.drawing import charts
from components.frame import filters, runtime
from components.frame.pages import Page
from components.report import pinning
from components.widgets import copying, printing, source_card
from whitepaper.files import csv_files
from whitepaper.model.selection import FILTERS, Selection
from whitepaper.store import choices, provenance
from whitepaper.store.store import Store
from whitepaper.telling import number_tables, panels, remarks, sentences
from whitepaper.telling.palette import Mode

MOST_PANELS = 6
TABLE_HEIGHT = 640
ROW_HEIGHT = 40
TABLE_HIDDEN = ("dataset_version", "section", "definition")
OF_EDITIONS = ("edition", "standing")
"""Columns that say something only where more than current numbers are shown."""
SOMETIMES = ("subsector", "category", "qualifier", "doubt", "page", "department", "remark")
"""Columns left out of the table where they say nothing."""


def several(rows: pd.DataFrame, selection: Selection) -> None:
    """A panel for each indicator in the rows, up to MOST_PANELS of them."""
    found = list(dict.fromkeys(rows["indicator_id"]))
    shown = found[:MOST_PANELS]
    columns = st.columns(2 if len(shown) > 1 else 1)
    for place, indicator_id in enumerate(shown):
        with columns[place % len(columns)], st.container(border=True, gap="xsmall", key=f"card_{indicator_id}"):
            panel(indicator_id, selection)
    if len(found) > len(shown):
        st.info(
            f"筛选结果有 {len(found)} 个指标，图只画前 {len(shown)} 个。"
            "选择指标或子领域，可看其余的图；下表列出全部各行。"
        )


def panel(indicator_id: str, selection: Selection, chart: str = "") -> None:
    """One indicator: its charts, one unit each, and what a reader of them must know.

    chart: the kind that a view declares; empty lets the rows decide.
    """
    store, mode = runtime.store(), runtime.mode()
    with st.container(horizontal=True, vertical_alignment="center"):
        st.markdown(f"#### {store.name('indicators', indicator_id)}")
        with st.container(horizontal=True, vertical_alignment="center", key=f"tools_{indicator_id}"):
            source_card.indicator_link(indicator_id, "说明")
            pinning.add_button(indicator_id, selection, chart)
    for place, drawn in enumerate(_drawn(indicator_id, selection, chart, mode, store.dataset_version)):
        if drawn.heading:
            st.markdown(f"**{drawn.heading}**")
        if drawn.spec:
            st.vega_lite_chart(drawn.spec, theme=None, width="stretch", key=f"chart_{indicator_id}_{place}")
        elif drawn.value:
            st.metric("数值", drawn.value, help=provenance.in_brief(store, drawn.key))
        if drawn.sentence:
            copying.sentence(drawn.sentence, f"{indicator_id}_{place}", drawn.remarks)
        else:
            small(drawn.remarks)


def folded(title: str, key: str, draw: Callable[[], None]) -> None:
    """A section whose content is made only once the reader opens it, so that a page opens at once."""
    section = st.expander(title, key=key, on_change="rerun")
    if section.open:
        with section:
            draw()


def switch(page: Page) -> str:
    """The part of a page to show, as the reader switches it."""
    st.session_state.setdefault(page.part_key, page.story)
    part = st.segmented_control("内容", list(page.parts), format_func=page.parts.__getitem__, key=page.part_key)
    return part or str(page.story)


def papers(store: Store, name: str, selection: Selection) -> str:
    """Which white papers the rows of a table shown are from, where there is more than one to tell apart."""
    if len(store.editions) == 1:
        return ""
    return "、".join(f"{edition} 年度" for edition in store.edition_of(name, selection))


def small(lines: Iterable[str]) -> None:
    """Remarks below a chart: small, but as dark as other text."""
    text = "  \n".join(f":small[:gray[{line}]]" for line in lines)
    if text:
        st.markdown(text)


@dataclass(frozen=True)
class Drawn:
    """One chart of a panel (or one value where a chart would hold a single point), ready to show."""

    heading: str
    spec: dict[str, object] | None
    value: str
    key: str
    sentence: str
    remarks: tuple[str, ...]


@st.cache_data(show_spinner=False, max_entries=4000)
def _drawn(indicator_id: str, selection: Selection, chart: str, mode: Mode, dataset_version: str) -> list[Drawn]:
    store = runtime.store()
    return [
        Drawn(
            one.heading,
            charts.specification(one, mode),
            one.value,
            one.key,
            "" if one.shape == "empty" else sentences.sentence(one, store),
            tuple(remarks.texts(one.remarks)),
        )
        for one in panels.panels(store, indicator_id, selection, chart)
    ]


def table(rows: pd.DataFrame, store: Store) -> None:
    """The table of exactly these rows, with the headings of the export; a cell opens the source card of its row."""
    headings = csv_files.headings(store)
    silent = [name for name in SOMETIMES if rows[name].isna().all() or (rows[name] == "").all()]
    hidden = {*TABLE_HIDDEN, *silent, *(OF_EDITIONS if rows["is_current"].all() else ())}
    shown = rows[[name for name in headings if name not in hidden]].rename(columns=headings)
    keys = list(rows["key"])
    small([source_card.HINT])
    source_card.clickable(
        shown,
        lambda row, _column: keys[row],
        "rows",
        paper=_on_paper(tuple(keys), store.dataset_version, rows),
        height=min(TABLE_HEIGHT, ROW_HEIGHT * (len(shown) + 1) + 3),
        row_height=ROW_HEIGHT,
        column_config={
            headings["value"]: st.column_config.NumberColumn(format="localized"),
            headings["page"]: st.column_config.NumberColumn(format="%d"),
            headings["remark"]: st.column_config.TextColumn(width="large"),
            headings["doubt"]: st.column_config.TextColumn(width="medium"),
            headings["indicator"]: st.column_config.TextColumn(width="medium"),
        },
    )


@st.cache_data(show_spinner=False, max_entries=500)
def _on_paper(keys: tuple[str, ...], dataset_version: str, _rows: pd.DataFrame) -> str:
    return printing.as_html(number_tables.of_rows(_rows).shown)


def nothing_found(selection: Selection, store: Store) -> None:
    """Say which filter empties the result, and offer to loosen it."""
    words = choices.in_words(store, selection)
    ways_out = filters.loosened(selection, store.count)
    st.warning(f"没有符合全部条件的数：{choices.quoted(store, selection)}")
    if not ways_out:
        st.write("只去掉一个条件仍然没有结果，请清除筛选后重新选择。")
        st.button("清除全部条件", on_click=filters.clear, key="clear_all")
        return
    st.write("去掉下列任一条件就有结果：")
    with st.container(horizontal=True):
        for name, count in ways_out.items():
            st.button(
                f"去掉{FILTERS[name].label}“{words[name]}”（{count} 行）",
                on_click=filters.loosen,
                args=(name,),
                key=f"loosen_{name}",
            )
