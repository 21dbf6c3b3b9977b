"""All publishers side by side: each indicator by size, by year and on the map; who has what; what is open at each."""

from __future__ import annotations

from dataclasses import replace
from typing import cast

import streamlit as st

from components.drawing import charts, town_map
from components.frame import filters, runtime
from components.frame.pages import PAGES
from components.take_home import contents, menu
from components.views import parts
from components.widgets import copying, panels, plain_table, source_card
from components.widgets.panels import Part, Shown
from whitepaper.model.cells import Table, of_frame
from whitepaper.model.selection import Selection
from whitepaper.store.across import Across
from whitepaper.store.store import Store
from whitepaper.stories import across_stories, stories
from whitepaper.telling import across, number_tables
from whitepaper.telling import panels as telling
from whitepaper.telling.palette import Mode
from whitepaper.telling.towns import listed

MOST_CHOSEN = 6
"""Indicators that the page draws at once."""
MAP_HEIGHT = 420
LIST_HEADINGS = {"place": "由大到小", "name": "地区", "shown": "数值", "period": "期间"}


def choices(store: Store) -> None:
    """The boxes of this page. store: of the reader's publisher, whose other pages follow the same choice."""
    with runtime.all_asked() as whole:
        offered = across.listed(cast(Across, whole), filters.current().only(("sector", "subsector")))
    known = store.vocabulary.values["indicators"]
    left, right = st.columns([2, 3])
    with left:
        filters.pick("subsector", filters.offered("subsector", filters.current()))
    with right:
        names = {key: str(known[key]) for key in offered if key in known}
        names |= {key: str(known[key]) for key in filters.current().indicators}
        filters.pick("indicators", names)


def compared(store: Across, selection: Selection) -> None:
    """The indicators chosen, else the first that compare; each in one year, on the map, and year by year."""
    wanted = across_stories.ranked(store, selection)
    if len(wanted) > MOST_CHOSEN:
        st.info(f"最多画 {MOST_CHOSEN} 项，这里是前 {MOST_CHOSEN} 项；其余见下表。")
    if not selection.indicators and wanted:
        parts.hint("选一个指标，看各区逐年的变化和地图。", "across")
    for indicator_id in wanted[:MOST_CHOSEN]:
        _indicator(store, indicator_id, selection, is_whole=bool(selection.indicators))


def coverage(store: Across, selection: Selection) -> None:
    """Which publisher has which indicator, and whether they compare; a cell opens the source card of its number."""
    table = _numbers(selection, store.dataset_version)
    wanted = across.listed(store, selection)
    st.header(f"哪个区有哪个指标 · {len(table.lines)} 项")
    copying.sentence(across.sentence(store, wanted), "across")
    parts.small(["“未报”是该区的白皮书没有给出，不是零。不可比的只并列，不按大小排列。"])
    source_card.clickable(table, "across")


def open_points(store: Across) -> None:
    """What is open at each publisher: findings, revisions, requests; a line leads to its pages."""
    found = across.of_each(store)
    st.header("各区的白皮书")
    parts.small(["待核实、修订和待补的数都是各区自己的，点任一行打开该区的“数据核对”。"])
    shown = of_frame(found, across.OF_EACH).shown

    def follow(line: int, _heading: str) -> None:
        filters.read(str(found["publisher"].iat[line]))
        st.switch_page(PAGES["checks"].link)

    plain_table.draw(shown, "across_open", follow)


def offer(store: Across, selection: Selection) -> None:
    """The numbers of all publishers as files, and their slides."""
    content = contents.of_observations(selection, store, stories.ACROSS)
    menu.offer(replace(content, address=""), store)


@st.cache_data(show_spinner=False, max_entries=200)
def _numbers(selection: Selection, dataset_version: str) -> Table:
    return across.numbers(cast(Across, runtime.store()), selection)


def _indicator(store: Across, indicator_id: str, selection: Selection, *, is_whole: bool) -> None:
    """One indicator: its panel in the year of which most have it; whole with its map, order and years."""
    at = across.compared_year(store, indicator_id, selection.years)
    if at is None:
        return
    mode, name = runtime.mode(), store.name("indicators", indicator_id)
    own = Selection(indicators=(indicator_id,), years=(at.year,))
    why = across.why_not(store.compared[indicator_id], store.names("areas"))
    if is_whole:
        st.header(f"{name} · {at.year} 年")
    if why:
        st.warning(f"“{name}”不可比，不按大小排列：{why}。")
    shown = [parts.of_panels(f"{indicator_id}~now", name, telling.main_panels(store, indicator_id, own), mode)]
    _, picked = panels.draw(shown, f"across_now_{indicator_id}")
    source_card.open_card(picked)
    if not is_whole:
        return
    left, right = st.columns([3, 2], gap="medium")
    with left:
        spec = _map(indicator_id, at.year, mode, store.dataset_version)
        panels.draw([Shown("across_map", parts=(Part(name, spec=spec),), is_plain=True)], f"across_map_{indicator_id}")
        parts.small([f"示意：{store.profile.map_note}"])
    with right:
        table = order(store, indicator_id, at.year)
        source_card.clickable(table, f"across_order_{indicator_id}")
    st.subheader("逐年")
    parts.small(["各图的纵轴各取各的范围：看走势，不比高低。"])
    years = [
        parts.of_panels(f"{indicator_id}~{area}", str(title), telling.main_panels(store, indicator_id, one), mode)
        for area, title in zip(store.towns["area_id"], store.towns["name"], strict=True)
        for one in [Selection(indicators=(indicator_id,), towns=(area,), years=selection.years)]
    ]
    _, picked = panels.draw([one for one in years if one.parts], f"across_years_{indicator_id}")
    source_card.open_card(picked)


def order(store: Across, indicator_id: str, year: int) -> Table:
    """The publishers by size, with their places where the numbers compare; those without a number last."""
    return number_tables.of_places(
        listed(store, indicator_id, (year,)), LIST_HEADINGS, is_ranked=not store.compared[indicator_id].reasons
    )


@st.cache_resource(show_spinner=False, max_entries=100)
def _map(indicator_id: str, year: int, mode: Mode, dataset_version: str) -> dict[str, object]:
    towns = town_map.coloured(runtime.store(), indicator_id, (year,), mode)
    chart = charts.flat_map(runtime.geometry(), towns, mode, (), MAP_HEIGHT, has_legend=True)
    return charts.themed(chart, mode)
