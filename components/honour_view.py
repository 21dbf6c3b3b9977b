"""Honours and organisations: the table, the counts, one organisation."""

from __future__ import annotations

import altair as alt
import pandas as pd
import streamlit as st

from components import charts, filters, plain_table, runtime, theme, view
from whitepaper import export, mentions
from whitepaper.selection import Selection
from whitepaper.store import Store

MOST_BARS = 12
BOX_WIDTH = 200
WIDTHS = {
    "荣誉": 220, "项目": 220, "单位": 260, "级别": 80, "年份": 80, "街镇": 110, "领域": 150, "其他": 150,
    "状态": 120, "来源": 100, "说明": 300,
}  # fmt: skip
"""Columns in pixels: a grid that measures its cells first opens later."""
NAMED_NOWHERE = "未注明"
COUNTED = {"level": "按级别", "award": "按荣誉", "area": "按街镇"}


def short_table(rows: pd.DataFrame, store: Store, key: str) -> None:
    """A few honours as a plain table, without the columns that say nothing."""
    shown = export.honours_described(rows, store).drop(columns="数据版本").fillna("")
    plain_table.draw(shown[[name for name in shown if (shown[name] != "").any()]], key)


def table(rows: pd.DataFrame, store: Store, key: str) -> None:
    """Honours as a table with the headings of their export."""
    shown = export.honours_described(rows, store).drop(columns="数据版本")
    st.dataframe(
        shown,
        hide_index=True,
        row_height=view.ROW_HEIGHT,
        height=min(view.TABLE_HEIGHT, view.ROW_HEIGHT * (len(shown) + 1) + 3),
        placeholder="",
        column_config={name: st.column_config.TextColumn(width=width) for name, width in WIDTHS.items()},
        key=key,
    )


def choices(store: Store) -> None:
    """Filters that only honours have: level, award, year, organisation, and words of a name."""
    rows = store.frame("honours")
    awards = rows["award"].value_counts()
    levels = [level for level in store.codes("level") if level in set(rows["level"])]
    years = sorted(set(rows["year"]) - {""}, reverse=True)
    boxes = (
        lambda: filters.pick_many("levels", {level: level for level in levels}, "全部级别"),
        lambda: filters.pick_many("awards", {name: f"{name}（{count}）" for name, count in awards.items()}, "全部荣誉"),
        lambda: filters.pick_many("award_years", {year: year for year in years}, "全部年份"),
        lambda: organisation_box(store),
        lambda: filters.search_text("三菱电梯、质量金奖"),
    )
    cells = st.grid(len(boxes), min_column_width=BOX_WIDTH)
    for draw in boxes:
        with cells.cell():
            draw()


def organisation_box(store: Store) -> None:
    """A box of every organisation that the paper names; choosing one opens its page."""
    filters.pick("organisation", store.names("organisations"), "全部单位")


def counts(selection: Selection, store: Store) -> None:
    """How many honours per level, award and town, as bars."""
    cells = st.grid(3, min_column_width=420, gap=12, border=True)
    for name, (title, spec, left_out) in _counted(selection, runtime.mode(), store.dataset_version).items():
        with cells.cell(), st.container(gap="xsmall"):
            st.markdown(f"#### {title}")
            st.vega_lite_chart(spec, theme=None, key=f"counts_{name}")
            if left_out:
                view.small([f"只画最多的 {MOST_BARS} 种，其余 {left_out} 种见下表。"])


@st.cache_data(show_spinner=False, max_entries=500)
def _counted(
    selection: Selection, mode: theme.Mode, dataset_version: str
) -> dict[str, tuple[str, dict[str, object], int]]:
    """Column to its title, the drawing of its largest counts, and how many values are not drawn."""
    rows = runtime.store().honours(selection)
    found = {}
    for name, title in COUNTED.items():
        counted = rows[name].replace("", NAMED_NOWHERE).value_counts().rename_axis("name").reset_index(name="count")
        spec = bars(counted.head(MOST_BARS), mode).to_dict() | {"config": theme.chart_config(mode)}
        found[name] = (title, spec, max(len(counted) - MOST_BARS, 0))
    return found


def bars(counted: pd.DataFrame, mode: theme.Mode) -> alt.LayerChart:
    """Bars of counts, largest first. counted: name, count."""
    palette = theme.PALETTES[mode]
    scale = alt.Scale(domain=[0, float(counted["count"].max()) * 1.2])
    base = alt.Chart(counted).encode(
        x=alt.X("count:Q", axis=None, scale=scale),
        y=alt.Y(
            "name:N", title=None, sort=list(counted["name"]), axis=alt.Axis(ticks=False, domain=False, labelLimit=200)
        ),
        tooltip=[alt.Tooltip("name:N", title="名称"), alt.Tooltip("count:Q", title="项")],
    )
    drawn = base.mark_bar(height={"band": 0.62}, cornerRadiusEnd=3, color=palette.accent)
    labels = base.mark_text(align="left", dx=6, font=theme.FONT, fontSize=theme.TEXT_SIZE, color=palette.text).encode(
        text="count:Q"
    )
    return alt.layer(drawn, labels).properties(height=charts.BAR_HEIGHT * len(counted) + 10, width="container")


def organisation(store: Store, organisation_id: str) -> None:
    """One organisation: names, town, every honour in order of level and year, every mention."""
    row = store.frame("organisations").set_index("organisation_id").loc[organisation_id]
    heading, box = st.columns([3, 2], vertical_alignment="bottom")
    with heading:
        st.title(row["name"])
    with box:
        organisation_box(store)
    place = store.name("areas", row["area_id"]) if row["area_id"] else "原文未说明"
    lines = [f"- 类别：{row['kind']}", f"- 所在街镇：{place}"]
    if len(row["aliases"]):
        lines.insert(0, f"- 原文其他写法：{'、'.join(row['aliases'])}")
    if row["evidence"]:
        lines.append(f"- 依据：{row['evidence']}")
    st.markdown("\n".join(lines))
    order = {level: position for position, level in enumerate(store.codes("level"))}
    rows = store.honours(Selection(organisation=organisation_id))
    rows = rows.assign(rank=rows["level"].map(order).fillna(len(order))).sort_values(
        ["rank", "year"], ascending=[True, False], kind="stable"
    )
    st.subheader(f"荣誉与名录 · {len(rows)} 项")
    if rows.empty:
        st.write("白皮书提到该单位，但没有列出以它为名的荣誉。")
    else:
        short_table(rows.drop(columns="rank"), store, key="organisation_honours")
    named = mentions.mentions(store, organisation_id)
    st.subheader(f"见于白皮书 · {named['place'].nunique()} 处")
    named.columns = ["出处", "类别", "内容"]
    plain_table.draw(named, "mentions")
    st.button("返回全部荣誉", on_click=lambda: filters.choose(organisation=""), key="all_honours")
