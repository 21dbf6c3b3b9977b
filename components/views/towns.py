"""One town: where it is, what it makes, its numbers, notes, honours; and several towns side by side."""

from __future__ import annotations

import streamlit as st

from components.drawing import charts, theme, town_map
from components.frame import filters, runtime
from components.frame.text import plain
from components.views import honours as honour_view
from components.views import map_page, parts
from components.widgets import copying, panels, plain_table, source_card
from components.widgets.panels import Part, Shown
from whitepaper.model.cells import Table, of_frame
from whitepaper.model.selection import Selection
from whitepaper.store.store import Store
from whitepaper.stories import stories
from whitepaper.telling import lists, number_tables, table_sentences
from whitepaper.telling.number_tables import MOST_TOWNS
from whitepaper.telling.palette import PALETTES, Mode
from whitepaper.telling.towns import by_importance, opening

SMALL_MAP, LARGE_MAP = 260, 520
COMPARED, NOTES = "compared", "notes"


def choice(store: Store) -> None:
    """The map and the list of the towns, when none is chosen; a click on either chooses one."""
    st.title("街镇画像")
    with st.container(key="screen_only_choice"):
        st.markdown("点地图或列表选一个街镇；再选一个即可对比。")
    left, right = st.columns([1, 1], gap="medium")
    with left:
        spec = large_map(runtime.mode(), store.dataset_version)
        drawn = Part("街镇地图", spec=spec, pick="area_id")
        _, picked = panels.draw([Shown("choice_map", parts=(drawn,), is_plain=True)], "choice_map")
        parts.small([f"示意：{store.profile.map_note}"])
    with right:
        map_page.town_list(store)
    if picked:
        filters.choose(towns=(picked,))
        st.rerun()


def position(store: Store, area_id: str) -> None:
    """The small map with this town outlined."""
    drawn = Part("街镇地图", spec=small_map(area_id, runtime.mode(), store.dataset_version))
    panels.draw([Shown("small_map", parts=(drawn,), is_plain=True)], "small_map")
    parts.small([f"示意：{store.profile.map_note}"])


def large_map(mode: Mode, dataset_version: str) -> dict[str, object]:
    """The specification of the map on which a town is chosen."""
    return small_map("", mode, dataset_version) | {"height": LARGE_MAP}


@st.cache_resource(show_spinner=False, max_entries=100)
def small_map(area_id: str, mode: Mode, dataset_version: str) -> dict[str, object]:
    """The specification of the map with one town outlined and named; without one, all are named."""
    store = runtime.store()
    towns = town_map.coloured(store, "", (), mode)
    if area_id:
        own = towns["name"].where(towns["area_id"] == area_id, "")
        tint = PALETTES[mode].low
        towns = towns.assign(text=own, narrow=own, colour=tint, turned=theme.turned(mode)[tint])
    spec = charts.flat_map(runtime.geometry(), towns, mode, (area_id,), SMALL_MAP).to_dict()
    return spec | {"config": theme.chart_config(mode)}


def profile(store: Store, area_id: str, selection: Selection) -> None:
    """Industry, numbers, problems and suggestions first, honours, organisations and sources of one town."""
    report = store.report(area_id, selection)
    left, right = st.columns([4, 1], gap="medium")
    with left:
        with st.container(horizontal=True, vertical_alignment="bottom", gap="small"):
            st.title(plain(store.name("areas", area_id)), width="content")
            known_for = f"特色产业：**{plain(report.industry)}**（{plain(report.group)}）"
            st.markdown(known_for if report.industry else "没有专题报告。", width="content")
        if opened := opening(store, area_id):
            st.markdown(plain(opened))
        wanted = arrangement(store, Selection(towns=(area_id,)))
        parts.draw_blocks(wanted, range(len(parts.arrange(wanted))), "town")
    with right:
        position(store, area_id)
        parts.hint("在左侧“街镇”中再选一个，即可对比。", "town")
    _notes(store, (area_id,), selection)
    honoured = store.honours(Selection(towns=(area_id,), editions=selection.editions))
    st.header(f"荣誉与名录 · {len(honoured)} 项")
    if honoured.empty:
        st.write("白皮书没有列出注明属于该街镇的荣誉。")
    else:
        honour_view.table(honoured, key="town_honours")
    _organisations(store, area_id)


def arrangement(store: Store, selection: Selection) -> parts.Arrangement:
    """What is drawn of a town. selection: the town, and years where only those count."""
    return parts.Arrangement(tuple(by_importance(store, store.observations(selection))), selection)


def compared(store: Store, selection: Selection) -> Selection:
    """What of a selection a town's page, or a comparison, is about."""
    own = stories.towns_of(store, selection)
    return Selection(towns=own, years=selection.years, editions=selection.editions)


def comparison(store: Store, selection: Selection) -> None:
    """Two to four towns on the same headings; what does not compare says so, once, above."""
    st.title("街镇对比")
    if len(selection.towns) > MOST_TOWNS:
        st.info(f"最多对比 {MOST_TOWNS} 个街镇，这里显示前 {MOST_TOWNS} 个。")
    parts.small(["只并列，不比大小：除注明“可比”的外，各街镇统计范围不同；“未报”是专题报告没有给出，不是零。"])
    parts.hint(source_card.HINT, "compared")
    table = _compared(selection, store.dataset_version)
    source_card.clickable(table, COMPARED)
    copying.sentence(table_sentences.of_compared(table), COMPARED)
    _notes(store, selection.towns[:MOST_TOWNS], selection)


def ahead(store: Store, selection: Selection, mode: Mode) -> parts.Sent:
    """What the comparison sends its elements; nothing where there is none, or one that leaves towns out."""
    if not 1 < len(selection.towns) <= MOST_TOWNS:
        return {}
    table = _compared(selection, store.dataset_version)
    laid = plain_table.laid(table.shown)
    return {
        plain_table.key_of(COMPARED): plain_table.content(laid, is_clickable=True),
        copying.key_of(COMPARED): copying.content(table_sentences.of_compared(table)),
        panels.key_of(NOTES): panels.content(_noted(store, selection.towns, selection), mode),
    }


@st.cache_data(show_spinner=False, max_entries=200)
def _compared(selection: Selection, dataset_version: str) -> Table:
    return number_tables.compared(runtime.store(), selection)


def _notes(store: Store, towns: tuple[str, ...], selection: Selection) -> None:
    """The points of the reports: of one town each kind for itself, of several side by side."""
    panels.draw(_noted(store, towns, selection), NOTES)
    reports = [
        store.report(area_id, Selection(editions=store.edition_of("town_notes", selection))) for area_id in towns
    ]
    places = "、".join(f"附录{report.appendix}" for report in reports)
    parts.small([f"要点据{parts.papers(store, 'town_notes', selection)}{places}概括，不是原文。"])


def _noted(store: Store, towns: tuple[str, ...], selection: Selection) -> list[Shown]:
    notes, kinds = store.issued("town_notes", selection).sort_values("order"), store.codes("note_kind")
    shown = []
    for kind in kinds:
        for area_id in towns:
            points = tuple(notes[(notes["kind"] == kind) & (notes["area_id"] == area_id)]["text"])
            heading = kinds[kind] if len(towns) == 1 else f"{store.name('areas', area_id)} · {kinds[kind]}"
            if points:
                shown.append(Shown(heading, heading, (Part(heading, points=points),)))
    return shown


def _organisations(store: Store, area_id: str) -> None:
    rows = store.frame("organisations").query("area_id == @area_id")
    shown = of_frame(rows.assign(sources=rows["sources"].map("、".join)), lists.ORGANISATION_HEADINGS).shown
    title = f"白皮书提到的单位 · {len(rows)} 个"
    parts.folded(title, "fold_organisations", lambda: plain_table.draw(shown, "town_organisations"))
