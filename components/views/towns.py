"""One town: where it is, what it makes, its numbers, notes, honours; and several towns side by side."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import streamlit as st

from components.drawing import charts, theme, town_map
from components.frame import filters, runtime
from components.frame.pages import follow, target
from components.views import honours as honour_view
from components.views import parts
from components.widgets import head, panels, plain_table, source_card
from components.widgets.panels import Part, Shown
from whitepaper.model.cells import Table, of_frame
from whitepaper.model.keys import QUALITY, STATE
from whitepaper.model.selection import Selection
from whitepaper.store.store import Store
from whitepaper.stories import stories
from whitepaper.telling import lists, number_tables, remarks, table_sentences
from whitepaper.telling.number_tables import MOST_TOWNS
from whitepaper.telling.palette import PALETTES, Mode
from whitepaper.telling.side_by_side import side_by_side
from whitepaper.telling.towns import by_importance, opening, repeating

SMALL_MAP, COMPARED_MAP, LARGE_MAP = 200, 150, 560
COMPARED, POSITION = "compared", "small_map"
TITLE, HINT, AGAIN = "街镇画像", "点一个街镇看画像，再选一个即可对比。", "　在侧栏“街镇”中再选一个，即可对比。"
TOLD_BY_NUMBERS = (STATE, QUALITY)
"""Kinds of points that may say no more than the numbers do."""
LISTED = {"place": "序", "name": "街镇", "industry": "特色产业", "numbers": "报告的数", "honours": "荣誉"}
WIDEST_TITLE = 2
"""Towns whose names a title joins by a word."""
INCOMPARABLE = (
    "只并列，不比大小：除注明“可比”的外，各街镇统计范围不同。没写年份的，原文未说明期间；"
    "“未报”是专题报告没有给出，不是零。"
)


def choice(store: Store) -> None:
    """The map and the list of the towns, when none is chosen; a click on either chooses one."""
    head.draw(_head(TITLE, runtime.mode(), summary=[(HINT, "hint")]))
    left, right = st.columns([1, 1], gap="medium")
    with left:
        spec = large_map(runtime.mode(), store.dataset_version)
        drawn = Part("街镇地图", spec=spec, pick="area_id", foot=((_schematic(store), False),))
        _, picked = panels.draw([Shown("choice_map", parts=(drawn,), is_plain=True)], "choice_map")
    with right:
        plain_table.draw(
            _listed(store.dataset_version).shown, "town_list", lambda line, _: _choose(store, line), linked="街镇"
        )
    if picked:
        filters.choose(towns=(picked,))
        st.rerun()


def _choose(store: Store, line: int) -> None:
    filters.choose(towns=(str(store.towns["area_id"].iat[line]),))
    st.rerun()


@st.cache_data(show_spinner=False, max_entries=10)
def _listed(dataset_version: str) -> Table:
    """The towns by their number on the map: industry, how many numbers and honours there are."""
    store = runtime.store()
    areas = store.towns["area_id"]
    numbers = store.rows.tally(["area_id"], Selection(towns=tuple(areas)), is_current=True)
    honours = store.honours(Selection())["area_id"].value_counts()
    rows = store.towns.assign(
        place=[store.report(area_id).appendix for area_id in areas],
        numbers=[numbers.get((area_id,), 0) for area_id in areas],
        honours=[honours.get(area_id, 0) for area_id in areas],
    )
    return of_frame(rows, LISTED)


def _head(
    title: str,
    mode: Mode,
    *,
    summary: Sequence[tuple[str, str]] = (),
    lead: Sequence[str] = (),
    note: str = "",
) -> dict[str, Any]:
    return {"mode": mode, "title": title, "summary": list(summary), "lead": list(lead), "note": note, "numbers": []}


def _schematic(store: Store) -> str:
    return f"示意：{store.profile.map_note}"


def _positioned(store: Store, towns: tuple[str, ...], mode: Mode) -> list[Shown]:
    """The small map with these towns outlined; of one alone with what must be said of it."""
    spec = small_map(towns, mode, store.dataset_version) | {"height": SMALL_MAP if len(towns) == 1 else COMPARED_MAP}
    foot = ((_schematic(store), False),) if len(towns) == 1 else ()
    return [Shown(POSITION, parts=(Part("街镇地图", spec=spec, foot=foot),), is_plain=True)]


def large_map(mode: Mode, dataset_version: str) -> dict[str, object]:
    """The specification of the map on which a town is chosen."""
    return small_map((), mode, dataset_version) | {"height": LARGE_MAP}


@st.cache_resource(show_spinner=False, max_entries=100)
def small_map(chosen: tuple[str, ...], mode: Mode, dataset_version: str) -> dict[str, object]:
    """The specification of the map in one tint with towns outlined, several named; without one, all are numbered."""
    store = runtime.store()
    towns = town_map.coloured(store, "", (), mode)
    if chosen:
        written = towns["name"].where(towns["area_id"].isin(chosen) & (len(chosen) > 1), "")  # one is the page's title
    else:
        written = towns["area_id"].map(lambda area_id: str(store.report(area_id).appendix))
    tint = PALETTES[mode].low
    towns = towns.assign(text=written, narrow=written, colour=tint, turned=theme.turned(mode)[tint])
    return charts.themed(charts.flat_map(runtime.geometry(), towns, mode, chosen, SMALL_MAP, is_small=True), mode)


def profile(store: Store, area_id: str, selection: Selection) -> None:
    """Industry, the first board, problems and suggestions, then charts, the other numbers, honours and organisations.

    What a meeting asks for stands on the first screen.
    """
    report = store.report(area_id, selection)
    known_for = [("特色产业：", ""), (report.industry, "strong"), (parts.grouped(report), "")]
    summary = [*(known_for if report.industry else [("没有专题报告。", "")]), (AGAIN, "hint")]
    opened = opening(store, area_id)
    head.draw(_head(store.name("areas", area_id), runtime.mode(), summary=summary, lead=[opened] if opened else []))
    wanted = arrangement(store, Selection(towns=(area_id,)))
    blocks = parts.arrange(wanted)
    first = next((place for place, block in enumerate(blocks) if block.numbers or block.changes), 0)
    left, right = st.columns([4, 1], gap="medium")
    with left:
        parts.draw_blocks(wanted, range(first, min(first + 1, len(blocks))), "town")
    with right:
        panels.draw(_positioned(store, (area_id,), runtime.mode()), POSITION)
    _notes(store, (area_id,), selection)
    others = [place for place in range(len(blocks)) if place != first]
    boards = [place for place in others if blocks[place].numbers]
    if drawn := [place for place in others if place not in boards]:
        parts.draw_blocks(wanted, drawn, "town_drawn")
    if boards:
        count = sum(len(blocks[place].numbers) for place in boards)
        parts.folded(f"其余数字 · {count} 个", "fold_numbers", lambda: parts.draw_blocks(wanted, boards, "town_rest"))
    honoured = lists.by_level(store, store.honours(Selection(towns=(area_id,), editions=selection.editions)))
    st.header(f"荣誉与名录 · {len(honoured)} 项")
    if honoured.empty:
        st.write("白皮书没有列出注明属于该街镇的荣誉。")
    else:
        honour_view.table(honoured, key="town_honours", said=("area",))
    _organisations(store, area_id)


def arrangement(store: Store, selection: Selection) -> parts.Arrangement:
    """What is drawn of a town. selection: the town, and years where only those count."""
    rows = store.observations(selection)
    return parts.Arrangement(tuple(by_importance(store, rows)), selection, whole=f"全部 {len(rows)} 个数")


def compared(store: Store, selection: Selection) -> Selection:
    """What of a selection a town's page, or a comparison, is about."""
    own = stories.towns_of(store, selection)
    return Selection(towns=own, years=selection.years, editions=selection.editions)


def comparison(store: Store, selection: Selection) -> None:
    """Two to four towns on the same lines; what does not compare says so, once, above."""
    towns, mode = selection.towns[:MOST_TOWNS], runtime.mode()
    left, right = st.columns([4, 1], gap="medium")
    with left:
        head.draw(_compared_head(store, towns, mode))
        if len(selection.towns) > MOST_TOWNS:
            st.info(f"最多对比 {MOST_TOWNS} 个街镇，这里显示前 {MOST_TOWNS} 个。")
        parts.small([f"地图{_schematic(store)}"])
    with right:
        panels.draw(_positioned(store, towns, mode), POSITION)
    shown = _compared(replace(selection, towns=towns), store.dataset_version)
    followed, picked = panels.draw(shown, COMPARED)
    follow(followed)
    source_card.open_card(picked)
    parts.small([_told(store, towns, selection)])


def ahead(store: Store, selection: Selection, mode: Mode) -> parts.Sent:
    """What the comparison sends its elements; nothing where there is none, or one that leaves towns out."""
    if not 1 < len(selection.towns) <= MOST_TOWNS:
        return {}
    return {
        head.KEY: _compared_head(store, selection.towns, mode),
        panels.key_of(POSITION): panels.content(_positioned(store, selection.towns, mode), mode),
        panels.key_of(COMPARED): panels.content(_compared(selection, store.dataset_version), mode),
    }


def _compared_head(store: Store, towns: tuple[str, ...], mode: Mode) -> dict[str, Any]:
    joint = " 与 " if len(towns) == WIDEST_TITLE else "、"
    return _head(joint.join(store.name("areas", area_id) for area_id in towns), mode, note=INCOMPARABLE)


@st.cache_resource(show_spinner=False, max_entries=200)
def _compared(selection: Selection, dataset_version: str) -> list[Shown]:
    """The lines of the towns, and the points of their reports."""
    store = runtime.store()
    beside = side_by_side(store, selection, MOST_TOWNS)
    said = table_sentences.of_compared(number_tables.compared(store, selection))
    cited = remarks.source(*_appendices(store, selection.towns, selection))
    only = Part("主要数字", sentence=said, beside=beside, **panels.beneath([cited]))
    about = target("explore", Selection(towns=selection.towns), "全部各行")
    points = _points(store, selection.towns, selection)
    return [Shown(COMPARED, "主要数字", (only,), about), *_noted(store, selection.towns, points)]


def _notes(store: Store, towns: tuple[str, ...], selection: Selection) -> None:
    """The points of the report of a town, each kind for itself; what the numbers of the page tell too is folded."""
    points = _points(store, towns, selection)
    rows = store.observations(Selection(towns=towns))
    twice = repeating((text for kind, _, text in points if kind in TOLD_BY_NUMBERS), rows)
    panels.draw(_noted(store, towns, [one for one in points if one[-1] not in twice]), "notes")
    parts.small([_told(store, towns, selection)])
    if twice:
        again = [one for one in points if one[-1] in twice]
        title = f"数字已在本页的要点 · {len(twice)} 条"

        def draw() -> None:
            panels.draw(_noted(store, towns, again), "repeated")

        parts.folded(title, "fold_repeated", draw)


def _told(store: Store, towns: tuple[str, ...], selection: Selection) -> str:
    """Where the points are from, and that they are in own words."""
    papers, places = parts.papers(store, "town_notes", selection), "、".join(_appendices(store, towns, selection))
    return f"要点据{papers}{places}概括，不是原文。"


def _appendices(store: Store, towns: tuple[str, ...], selection: Selection) -> list[str]:
    """Where the reports of the towns stand."""
    own = Selection(editions=store.edition_of("town_notes", selection))
    return [f"附录{store.report(area_id, own).appendix}" for area_id in towns]


def _points(store: Store, towns: tuple[str, ...], selection: Selection) -> list[tuple[str, str, str]]:
    """Kind, town and text of the points of the reports, in their order."""
    notes = store.issued("town_notes", selection).sort_values("order")
    own = notes[notes["area_id"].isin(towns)]
    return list(own[["kind", "area_id", "text"]].itertuples(index=False, name=None))


def _noted(store: Store, towns: tuple[str, ...], noted: Sequence[tuple[str, str, str]]) -> list[Shown]:
    """Points by kind: of one town two kinds side by side, of several the towns. noted: of `_points`."""
    kinds = store.codes("note_kind")
    shown = []
    for place, kind in enumerate(kinds):
        row = f"notes_{place // 2}" if len(towns) == 1 else f"notes_{kind}"
        for area_id in towns:
            points = tuple(text for of_kind, of_area, text in noted if (of_kind, of_area) == (kind, area_id))
            heading = kinds[kind] if len(towns) == 1 else f"{store.name('areas', area_id)} · {kinds[kind]}"
            if points:
                shown.append(Shown(heading, heading, (Part(heading, points=points),), row=row))
    return shown


def _organisations(store: Store, area_id: str) -> None:
    rows = store.frame("organisations").query("area_id == @area_id")
    shown = of_frame(rows.assign(sources=rows["sources"].map("、".join)), lists.ORGANISATION_HEADINGS).shown
    title = f"白皮书提到的单位 · {len(rows)} 个"
    parts.folded(title, "fold_organisations", lambda: plain_table.draw(shown, "town_organisations"))
