"""One town: where it is, what it makes, its numbers, notes, honours; and several towns side by side."""

from __future__ import annotations

import streamlit as st

from components.drawing import charts, theme, town_map
from components.frame import filters, runtime
from components.views import honours as honour_view
from components.views import map_page, parts
from components.widgets import copying, panels, plain_table, source_card
from components.widgets.panels import Part, Shown
from whitepaper.model.cells import Table, of_frame
from whitepaper.model.selection import Selection
from whitepaper.store.store import Store
from whitepaper.telling import lists, number_tables, table_sentences
from whitepaper.telling.number_tables import MOST_TOWNS
from whitepaper.telling.palette import Mode

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
    drawn = Part("街镇地图", spec=_small_map(area_id, runtime.mode(), store.dataset_version))
    panels.draw([Shown("small_map", parts=(drawn,), is_plain=True)], "small_map")
    parts.small([f"示意：{store.profile.map_note}"])


@st.cache_resource(show_spinner=False, max_entries=100)
def _small_map(area_id: str, mode: Mode, dataset_version: str) -> dict[str, object]:
    store = runtime.store()
    towns = town_map.coloured(store, "", (), mode)
    towns = towns.assign(text=towns["name"].where(towns["area_id"] == area_id, ""))
    spec = charts.flat_map(runtime.geometry(), towns, mode, (area_id,), SMALL_MAP).to_dict()
    return spec | {"config": theme.chart_config(mode)}


def profile(store: Store, area_id: str, selection: Selection) -> None:
    """Industry, headline numbers, notes, honours, organisations and sources of one town."""
    left, right = st.columns([3, 2], gap="medium")
    with left:
        st.title(store.name("areas", area_id))
        report = store.report(area_id, selection)
        st.markdown(f"特色产业：**{report.industry}**（{report.group}）" if report.industry else "没有专题报告。")
        map_page.numbers(store, area_id, HEADLINE_NUMBERS, columns=3)
    with right:
        position(store, area_id)
    _notes(store, area_id, selection)
    rows = store.honours(Selection(towns=(area_id,), editions=selection.editions))
    st.subheader(f"荣誉与名录 · {len(rows)} 项")
    if rows.empty:
        st.write("白皮书没有列出注明属于该街镇的荣誉。")
    else:
        honour_view.table(rows, key="town_honours")
    _organisations(store, area_id)


def comparison(store: Store, selection: Selection) -> None:
    """Two to four towns on the same headings; what does not compare says so."""
    st.title("街镇对比")
    if len(selection.towns) > MOST_TOWNS:
        st.info(f"最多对比 {MOST_TOWNS} 个街镇，这里显示前 {MOST_TOWNS} 个。")
    table = _compared(selection, store.dataset_version)
    source_card.clickable(table, "compared")
    copying.sentence(table_sentences.of_compared(table), "compared")
    parts.small(
        [
            source_card.HINT,
            "“未报”是专题报告没有给出，不是零。除注明“可比”的外，各街镇统计范围不同，不宜比较大小；范围见各自的说明。",
        ]
    )


@st.cache_data(show_spinner=False, max_entries=200)
def _compared(selection: Selection, dataset_version: str) -> Table:
    return number_tables.compared(runtime.store(), selection)


def _notes(store: Store, area_id: str, selection: Selection) -> None:
    notes = store.issued("town_notes", selection).query("area_id == @area_id").sort_values("order")
    kinds = store.codes("note_kind")
    for column, kind in zip(st.columns(len(kinds), gap="medium"), kinds, strict=True):
        points = notes[notes["kind"] == kind]["text"]
        column.markdown("\n".join([f"#### {kinds[kind]}", *(f"- {text}" for text in points)]))
    appendix = store.report(area_id, Selection(editions=store.edition_of("town_notes", selection))).appendix
    parts.small([f"要点据{parts.papers(store, 'town_notes', selection)}附录{appendix}概括，不是原文。"])


def _organisations(store: Store, area_id: str) -> None:
    rows = store.frame("organisations").query("area_id == @area_id")
    shown = of_frame(rows.assign(sources=rows["sources"].map("、".join)), lists.ORGANISATION_HEADINGS).shown
    title = f"白皮书提到的单位 · {len(rows)} 个"
    parts.folded(title, "fold_organisations", lambda: plain_table.draw(shown, "town_organisations"))
