"""What there is and what is missing, as matrices whose cells open, and the list of what to ask for."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from components.frame import runtime
from components.frame.pages import COVERAGE_PARTS, PAGES
from components.take_home import contents, menu
from components.views import parts
from components.widgets import copying, plain_table, source_card
from whitepaper.model.cells import Table, of_frame
from whitepaper.model.selection import Selection, to_query
from whitepaper.store import coverage, succession
from whitepaper.store.store import Store
from whitepaper.stories import stories
from whitepaper.telling import table_sentences
from whitepaper.telling.sheets import texts

YEARS, TOWNS = stories.COVERAGE, stories.COVERED_TOWNS


def choice() -> str:
    """The part of the page to show."""
    return parts.switch(PAGES["coverage"])


def meaning(part: str, store: Store) -> list[str]:
    """What the cells of a part say. part: YEARS, TOWNS or `stories.REQUESTS`."""
    first, *_, last = coverage.years(store)
    said = {
        YEARS: [
            f"“{coverage.GIVEN}”为白皮书所印，后面的数字是分类的个数；“{coverage.COMPUTED}”由增速推算；"
            f"“{coverage.NOT_GIVEN}”是白皮书没有给出该年的数；其余是缺失的原因。点格子看出处。",
            "白皮书没有说明期间的数列在白皮书所述年份之下。",
        ],
        TOWNS: ["格中是专题报告和正文给出的个数，空白为未报。"],
        stories.REQUESTS: [f"补齐 {first}-{last} 年完整序列还需要的数。推算的数不算已报。"],
    }
    return said[part]


def years(store: Store, selection: Selection) -> None:
    """Indicators by year; a cell opens the source card of its number."""
    shown = _bounded(selection, store.dataset_version)
    table = _by_year(shown, store.dataset_version)
    st.header(f"{COVERAGE_PARTS[YEARS]} · {coverage.part(selection, shown)}{len(table.lines)} 行")
    menu.offer(contents.of_cells(table, selection, store, "数据覆盖", YEARS), store)
    copying.sentence(_sentence(selection, store.dataset_version), "coverage")
    parts.small(meaning(YEARS, store))
    _cut(selection, shown)
    source_card.clickable(table, "coverage")


def towns(store: Store, selection: Selection) -> None:
    """Towns by group of indicators; a cell leads to the numbers."""
    rows = coverage.by_town(store, selection)
    if rows.empty:
        st.info("所选领域没有街镇报告的数。")
        return
    matrix = coverage.town_matrix(store, rows)
    headings = {name: coverage.TOWN_HEADINGS.get(name, name) for name in map(str, matrix)}
    st.header(COVERAGE_PARTS[TOWNS])
    menu.offer(contents.of_table(matrix, headings, selection, store, stories.STORIES[TOWNS].name, TOWNS), store)
    copying.sentence(table_sentences.of_towns(rows), "towns_covered")
    parts.small([*meaning(TOWNS, store), "点格子看这些数。"])

    def follow(row: int, column: str) -> None:
        found = rows[(rows["area"] == matrix["area"][row]) & (rows["group"] == column)]
        if len(found):
            target = Selection(towns=(found["area_id"].iat[0],), indicators=tuple(dict.fromkeys(found["indicator_id"])))
            st.switch_page(PAGES["explore"].link, query_params=to_query(runtime.addressed(target)))

    plain_table.draw(texts(matrix.rename(columns=headings)), "towns_covered", follow)


def requests(store: Store, selection: Selection) -> None:
    """What each department and town would have to give for a full series."""
    shown = _bounded(selection, store.dataset_version)
    asked = _requests(shown, store.dataset_version)
    departments = {name: f"{name}（{count}）" for name, count in asked["department"].value_counts(sort=False).items()}
    chosen = st.selectbox(
        "向谁催报", list(departments), format_func=departments.__getitem__, index=None, placeholder="全部", key="asked"
    )
    if chosen:
        asked = asked[asked["department"] == chosen]
    table = of_frame(asked, coverage.REQUEST_HEADINGS, list(asked["key"]))
    st.header(f"{COVERAGE_PARTS[stories.REQUESTS]} · {coverage.part(selection, shown)}{len(asked)} 条")
    subject = f"{COVERAGE_PARTS[stories.REQUESTS]}{chosen or ''}"
    menu.offer(contents.of_cells(table, selection, store, subject, stories.REQUESTS), store)
    parts.small(meaning(stories.REQUESTS, store))
    _cut(selection, shown)
    source_card.clickable(table, "requests")


def succession_of(store: Store, selection: Selection) -> None:
    """Which series came with the newest white paper, which are gone, which are not keyed yet."""
    found = succession.succession(store, selection)
    table = of_frame(found, succession.HEADINGS, list(found["key"]), succession.VALUE).without_silent(("category",))
    title = COVERAGE_PARTS[stories.SUCCESSION]
    st.header(f"{title} · {len(found)} 个")
    menu.offer(contents.of_cells(table, selection, store, title, stories.SUCCESSION), store)
    copying.sentence(succession.sentence(store, found), "succession")
    if len(found):
        parts.small(["“尚未录入”是该表或该节在新的白皮书里还没有数；点格子看出处。"])
        source_card.clickable(table, "succession")


def _cut(selection: Selection, shown: Selection) -> None:
    """Say that a list is of the first indicators alone."""
    if shown != selection:
        st.info("下表只列这些指标，导出的文件也一样。要看其余指标，请选择领域或街镇。")


@st.cache_data(show_spinner=False, max_entries=100)
def _bounded(selection: Selection, dataset_version: str) -> Selection:
    return coverage.bounded(runtime.store(), selection, coverage.MOST_NUMBERS)


@st.cache_data(show_spinner=False, max_entries=100)
def _sentence(selection: Selection, dataset_version: str) -> str:
    return table_sentences.of_coverage(coverage.by_sector(runtime.store(), selection))


@st.cache_data(show_spinner=False, max_entries=100)
def _by_year(selection: Selection, dataset_version: str) -> Table:
    return coverage.by_year(runtime.store(), selection)


@st.cache_data(show_spinner=False, max_entries=100)
def _requests(selection: Selection, dataset_version: str) -> pd.DataFrame:
    return coverage.requests(runtime.store(), selection)
