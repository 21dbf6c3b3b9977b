"""One town: where it is, what it makes, its numbers, notes, honours; and several towns side by side."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from components import charts, filters, honour_view, map_view, runtime, source_card, theme, town_map, view
from whitepaper import wording
from whitepaper.selection import Selection
from whitepaper.store import Store

SMALL_MAP = 300
MOST_TOWNS = 4
COMPARED_VIEW = "features.towns.compare"
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
    mode = runtime.mode()
    towns = town_map.by_industry(store, mode).assign(text="")
    towns.loc[towns["area_id"] == area_id, "text"] = store.name("areas", area_id)
    spec = charts.flat_map(runtime.geometry(), towns, mode, (area_id,), SMALL_MAP).to_dict()
    spec.pop("params", None)
    st.vega_lite_chart(spec | {"config": theme.chart_config(mode)}, theme=None, key="small_map")
    view.small([f"示意：{town_map.DISCLAIMER}"])


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
    shown, keys = _compared(towns[:MOST_TOWNS], store.dataset_version)
    source_card.clickable(
        shown,
        lambda row, column: keys[row].get(column, ""),
        "compared",
        row_height=view.ROW_HEIGHT,
        height="content",
    )
    view.small(
        [
            source_card.HINT,
            "“未报”是专题报告没有给出，不是零。除注明“可比”的外，各街镇统计范围不同，不宜比较大小；范围见各自的说明。",
        ]
    )


@st.cache_data(show_spinner=False, max_entries=200)
def _compared(towns: tuple[str, ...], dataset_version: str) -> tuple[pd.DataFrame, list[dict[str, str]]]:
    """The lines of the comparison, and for each line the key of the number in each town's column."""
    store = runtime.store()
    indicators = store.frame("views").set_index("view_id").at[COMPARED_VIEW, "indicators"]
    lines = [
        {"项目": "特色产业"} | {store.name("areas", town): store.industry(town) for town in towns} | {"可比性": ""}
    ]
    keys: list[dict[str, str]] = [{}]
    for indicator_id in [*indicators, "town.designated.enterprises"]:
        rows = store.observations(Selection(indicators=(indicator_id,), towns=towns))
        levels = rows[(rows["measure"] == "level") & (rows["category"] == "") & (rows["status"] == "reported")]
        line = {"项目": store.name("indicators", indicator_id)}
        line_keys = {}
        for town in towns:
            own = levels[levels["area_id"] == town].sort_values("year", na_position="last")
            if own.empty:
                line[store.name("areas", town)] = town_map.UNREPORTED
                continue
            last = own.iloc[-1]
            line_keys[store.name("areas", town)] = last["key"]
            change = (
                None
                if pd.isna(last["year"])
                else wording.change(rows[(rows["area_id"] == town) & (rows["category"] == "")], int(last["year"]))
            )
            text = wording.shown(last["value"], last["unit"], last["qualifier"], last["printed"])
            line[store.name("areas", town)] = (
                text + wording.partial_period(last["period"]) + (f"，{change.text}" if change else "")
            )
        reported = [text for text in list(line.values())[1:] if text != town_map.UNREPORTED]
        if not reported:
            continue
        line["可比性"] = "可比" if store.indicator(indicator_id)["comparability"] and len(reported) > 1 else "不可比"
        lines.append(line)
        keys.append(line_keys)
    honours = {store.name("areas", town): f"{len(store.honours(Selection(towns=(town,))))} 项" for town in towns}
    counted = {"项目": "白皮书注明属于该街镇的荣誉"} | honours | {"可比性": "不可比"}
    return pd.DataFrame([*lines, counted]), [*keys, {}]


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

    def draw() -> None:
        st.dataframe(shown, hide_index=True, row_height=view.ROW_HEIGHT, key="town_organisations")

    view.folded(f"白皮书提到的单位 · {len(rows)} 个", "fold_organisations", draw)
