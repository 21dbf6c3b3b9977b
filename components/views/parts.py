"""Charts and tables on a page: cached specifications, the table of exactly these rows, empty results."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

import pandas as pd
import streamlit as st

from components.drawing import charts, drawings
from components.frame import filters, runtime
from components.frame.pages import Page, follow, target
from components.report import pinning
from components.widgets import panels as elements
from components.widgets import source_card
from components.widgets.panels import Part, Shown
from whitepaper.model.cells import Table
from whitepaper.model.selection import FILTERS, Selection
from whitepaper.store import choices, provenance
from whitepaper.store.store import Store
from whitepaper.stories import pins
from whitepaper.stories.slides import CountSlide
from whitepaper.telling import number_tables, panels, sentences
from whitepaper.telling.palette import Mode

MOST_PANELS = 6
PIN = "加入汇报"


@dataclass(frozen=True)
class Chart:
    """A panel to draw: an indicator under a selection. kind: the chart that a view declares, or empty."""

    indicator_id: str
    selection: Selection
    kind: str = ""


def several(rows: pd.DataFrame, selection: Selection) -> None:
    """A panel for each indicator in the rows, up to MOST_PANELS of them."""
    found = list(dict.fromkeys(rows["indicator_id"]))
    shown = found[:MOST_PANELS]
    charts_of([Chart(indicator_id, selection) for indicator_id in shown], "shown")
    if len(found) > len(shown):
        st.info(
            f"筛选结果有 {len(found)} 个指标，图只画前 {len(shown)} 个。"
            "选择指标或子领域，可看其余的图；下表列出全部各行。"
        )


def charts_of(asked: Sequence[Chart], key: str) -> None:
    """Panels of indicators: their charts, one unit each, and what a reader of them must know."""
    store, mode = runtime.store(), runtime.mode()

    def pin(indicator_id: str) -> None:
        one = next(one for one in asked if one.indicator_id == indicator_id)
        pinning.add(pins.pin_chart(store, indicator_id, one.selection, one.kind))

    shown = [
        Shown(
            one.indicator_id,
            store.name("indicators", one.indicator_id),
            _drawn(one, mode, store.dataset_version),
            target("indicator", Selection(indicators=(one.indicator_id,)), "说明"),
            PIN,
        )
        for one in asked
    ]
    followed, _ = elements.draw(shown, key, pin)
    follow(followed)


def count(slide: CountSlide) -> Shown:
    """Counts as a panel."""
    spec = drawings.of(slide, runtime.store(), runtime.geometry(), runtime.mode())
    part = Part(slide.heading, sentence=slide.title, spec=spec, **elements.beneath(slide.remarks))
    return Shown(slide.heading, slide.heading, (part,))


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


@st.cache_resource(show_spinner=False, max_entries=4000)
def _drawn(one: Chart, mode: Mode, dataset_version: str) -> tuple[Part, ...]:
    store = runtime.store()
    name = store.name("indicators", one.indicator_id)
    return tuple(
        Part(
            name=" ".join(filter(None, [name, panel.heading])),
            heading=panel.heading,
            sentence="" if panel.shape == "empty" else sentences.sentence(panel, store),
            spec=charts.specification(panel, mode),
            value=panel.value,
            help=provenance.in_brief(store, panel.key) if panel.value else "",
            **elements.beneath(panel.remarks),
        )
        for panel in panels.panels(store, one.indicator_id, one.selection, one.kind)
    )


def table(rows: pd.DataFrame, store: Store) -> None:
    """The table of exactly these rows; a cell opens the source card of its row."""
    small([source_card.HINT])
    source_card.clickable(_table(tuple(rows["key"]), store.dataset_version, rows), "rows")


@st.cache_resource(show_spinner=False, max_entries=200)
def _table(keys: tuple[str, ...], dataset_version: str, _rows: pd.DataFrame) -> Table:
    return number_tables.of_rows(_rows)


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
