"""One town: where it is, what it makes, its numbers, notes, honours; and several towns side by side."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from components import (
    charts,
    copying,
    filters,
    honour_view,
    map_view,
    plain_table,
    runtime,
    source_card,
    theme,
    town_map,
    view,
)
from whitepaper import number_tables, stories, table_sentences
from whitepaper.number_tables import MOST_TOWNS
from whitepaper.selection import Selection
from whitepaper.store import Store

SMALL_MAP = 300
HEADLINE_NUMBERS = 6


def choice(store: Store) -> None:
    """The 14 towns as buttons, when none is chosen."""
    st.subheader("选一个街镇")
    columns = st.columns(2)
    for place, row in enumerate(store.towns.itertuples()):
        columns[place % 2].button(
            f"{row.name} · {row.industry}",
            key=f"town_{row.area_id}",
            width="stretch",
            on_click=lambda key=row.area_id: filters.choose(towns=(key,)),
        )


def position(store: Store, area_id: str) -> None:
    """The small map with this town outlined."""
    st.vega_lite_chart(_small_map(area_id, runtime.mode(), store.dataset_version), theme=None, key="small_map")
    view.small([f"示意：{stories.MAP_DISCLAIMER}"])


@st.cache_data(show_spinner=False)
def _small_map(area_id: str, mode: theme.Mode, dataset_version: str) -> dict[str, object]:
    store = runtime.store()
    towns = town_map.coloured(store, "", (), mode)
    towns = towns.assign(text=towns["name"].where(towns["area_id"] == area_id, ""))
    spec = charts.flat_map(runtime.geometry(), towns, mode, (area_id,), SMALL_MAP).to_dict()
    spec.pop("params", None)
    return spec | {"config": theme.chart_config(mode)}


def profile(store: Store, area_id: str, explore: object) -> None:
    """Industry, headline numbers, notes, honours, organisations and sources of one town."""
    left, right = st.columns([3, 2], gap="medium")
    with left:
        st.title(store.name("areas", area_id))
        group = store.codes("industry_group")[store.towns.set_index("area_id").at[area_id, "industry_group"]]
        st.markdown(f"特色产业：**{store.industry(area_id)}**（{group}）")
        map_view.numbers(store, area_id, explore, HEADLINE_NUMBERS, columns=3)
    with right:
        position(store, area_id)
    _notes(store, area_id)
    rows = store.honours(Selection(towns=(area_id,)))
    st.subheader(f"荣誉与名录 · {len(rows)} 项")
    if rows.empty:
        st.write("白皮书没有列出注明属于该街镇的荣誉。")
    else:
        honour_view.table(rows, store, key="town_honours")
    _organisations(store, area_id)


def comparison(store: Store, towns: tuple[str, ...]) -> None:
    """Two to four towns on the same headings; what does not compare says so."""
    st.title("街镇对比")
    if len(towns) > MOST_TOWNS:
        st.info(f"最多对比 {MOST_TOWNS} 个街镇，这里显示前 {MOST_TOWNS} 个。")
    shown, keys = _compared(towns, store.dataset_version)
    plain_table.draw(shown, "compared", lambda row, column: source_card.open_card(keys[row].get(column, "")))
    copying.sentence(table_sentences.of_compared(shown), "compared")
    view.small(
        [
            source_card.HINT,
            "“未报”是专题报告没有给出，不是零。除注明“可比”的外，各街镇统计范围不同，不宜比较大小；范围见各自的说明。",
        ]
    )


@st.cache_data(show_spinner=False, max_entries=200)
def _compared(towns: tuple[str, ...], dataset_version: str) -> tuple[pd.DataFrame, list[dict[str, str]]]:
    return number_tables.compared(runtime.store(), towns)


def _notes(store: Store, area_id: str) -> None:
    notes = store.frame("town_notes").query("area_id == @area_id").sort_values("order")
    kinds = store.codes("note_kind")
    for column, kind in zip(st.columns(len(kinds), gap="medium"), kinds, strict=True):
        points = notes[notes["kind"] == kind]["text"]
        column.markdown("\n".join([f"#### {kinds[kind]}", *(f"- {text}" for text in points)]))
    number = store.towns.set_index("area_id").at[area_id, "order"]
    view.small([f"要点据附录{number}概括，不是原文。"])


def _organisations(store: Store, area_id: str) -> None:
    rows = store.frame("organisations").query("area_id == @area_id")
    shown = rows[["name", "kind", "evidence"]].assign(sources=rows["sources"].map("、".join))
    shown.columns = ["单位", "类别", "依据", "见于"]

    title = f"白皮书提到的单位 · {len(rows)} 个"
    view.folded(title, "fold_organisations", lambda: plain_table.draw(shown, "town_organisations"))
