"""What there is and what is missing, as matrices whose cells open, and the list of what to ask for."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from components import copying, downloads, presentation, runtime, source_card, view
from whitepaper import coverage, stories, table_sentences
from whitepaper.selection import Selection, to_query
from whitepaper.store import Store

YEARS, TOWNS = stories.COVERAGE, stories.COVERED_TOWNS
PARTS = {YEARS: "指标 × 年份", TOWNS: "街镇 × 指标组", stories.REQUESTS: "催报清单"}
NAMES = ("指标", "地区")


def choice() -> str:
    """The part of the page to show."""
    st.session_state.setdefault(presentation.COVERAGE_PART, YEARS)
    part = st.segmented_control("内容", list(PARTS), format_func=PARTS.__getitem__, key=presentation.COVERAGE_PART)
    return part or YEARS


def years(store: Store, selection: Selection) -> None:
    """Indicators by year; a cell opens the source card of its number."""
    words, keys = _by_year(selection, store.dataset_version)
    st.subheader(f"{PARTS[YEARS]} · {len(words)} 行")
    downloads.menu(downloads.of_table(words, selection, store, "数据覆盖", YEARS), selection, store)
    copying.sentence(_sentence(selection, store.dataset_version), "coverage")
    view.small(
        [
            f"“{coverage.REPORTED}”为白皮书所印，后面的数字是分类的个数；“{coverage.DERIVED}”由增速推算；"
            f"“{coverage.NOT_GIVEN}”是白皮书没有给出该年的数；其余是缺失的原因。点格子看出处。",
            "白皮书没有说明期间的数列在白皮书所述年份之下。",
        ]
    )
    source_card.clickable(
        words,
        lambda row, column: str(keys.iloc[row][column]) if column not in NAMES else "",
        "coverage",
        row_height=view.ROW_HEIGHT,
        height=view.TABLE_HEIGHT,
        column_config={"指标": st.column_config.TextColumn(width="large")},
    )


def towns(store: Store, selection: Selection) -> None:
    """Towns by group of indicators; a cell leads to the numbers."""
    rows = coverage.by_town(store, selection)
    if rows.empty:
        st.info("所选领域没有街镇报告的数。")
        return
    shown = coverage.town_matrix(store, rows)
    st.subheader(PARTS[TOWNS])
    downloads.menu(downloads.of_table(shown, selection, store, "街镇覆盖", TOWNS), selection, store)
    copying.sentence(table_sentences.of_towns(rows), "towns_covered")
    view.small(["格中是专题报告和正文给出的个数，空白为未报。点格子看这些数。"])

    def follow(row: int, column: str) -> None:
        found = rows[(rows["area"] == shown["街镇"][row]) & (rows["group"] == column)]
        if len(found):
            target = Selection(towns=(found["area_id"].iat[0],), indicators=tuple(dict.fromkeys(found["indicator_id"])))
            st.switch_page(st.session_state["pages"]["explore"], query_params=to_query(target))

    source_card.opening(shown, follow, "towns_covered", row_height=view.ROW_HEIGHT, height="content")


def requests(store: Store, selection: Selection) -> None:
    """What each department and town would have to give for a full series."""
    asked = _requests(selection, store.dataset_version)
    departments = {name: f"{name}（{count}）" for name, count in asked["部门"].value_counts(sort=False).items()}
    chosen = st.selectbox(
        "向谁催报", list(departments), format_func=departments.__getitem__, index=None, placeholder="全部", key="asked"
    )
    if chosen:
        asked = asked[asked["部门"] == chosen]
    keys = list(asked["key"])
    asked = asked.drop(columns="key")
    first, *_, last = coverage.years(store)
    st.subheader(f"{PARTS[stories.REQUESTS]} · {len(asked)} 条")
    content = downloads.of_table(asked, selection, store, f"催报清单{chosen or ''}", stories.REQUESTS)
    downloads.menu(content, selection, store)
    view.small([f"补齐 {first}-{last} 年完整序列还需要的数。推算的数不算已报。"])
    source_card.clickable(
        asked,
        lambda row, _column: keys[row],
        "requests",
        row_height=view.ROW_HEIGHT,
        height=view.TABLE_HEIGHT,
        column_config={"定义": st.column_config.TextColumn(width="large")},
    )


@st.cache_data(show_spinner=False, max_entries=100)
def _sentence(selection: Selection, dataset_version: str) -> str:
    return table_sentences.of_coverage(coverage.by_sector(runtime.store(), selection))


@st.cache_data(show_spinner=False, max_entries=100)
def _by_year(selection: Selection, dataset_version: str) -> tuple[pd.DataFrame, pd.DataFrame]:
    return coverage.by_year(runtime.store(), selection)


@st.cache_data(show_spinner=False, max_entries=100)
def _requests(selection: Selection, dataset_version: str) -> pd.DataFrame:
    return coverage.requests(runtime.store(), selection)
