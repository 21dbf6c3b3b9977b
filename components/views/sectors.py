"""One sector: its views in the order that views.csv gives them, its cases and its honours."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import Any

import pandas as pd
import streamlit as st

from components.frame import filters, runtime
from components.frame.overtaken import to_the_end
from components.frame.pages import follow, target
from components.frame.text import plain
from components.report import pinning
from components.views import honours as honour_view
from components.views import parts, sector_head
from components.widgets import head as element
from components.widgets import panels, plain_table, source_card
from components.widgets.panels import Part, Shown
from whitepaper.model.cells import Table, of_frame
from whitepaper.model.selection import Selection
from whitepaper.printed import wording
from whitepaper.store import choices
from whitepaper.store.store import Store
from whitepaper.stories import pins, stories
from whitepaper.telling import lists, number_tables, table_sentences
from whitepaper.telling.palette import Mode
from whitepaper.telling.phrases import LISTED

FIRST = "first"
SWITCH = "shown-filter_subsector"
FIRST_PANELS = 6  # of a sub-sector; the others are drawn when asked for
SMALL, MOST_BELOW, MIDDLING = 10, 5, 20
"""Rows of a sub-sector that alone leaves its page half empty, how many such others stand below it, and rows of the one
that does where there is none: a long one would bury it."""


def choice(store: Store) -> None:
    """All sectors as links into this page, when none is chosen."""
    st.header("选一个领域")
    columns = st.columns(3)
    for place, (sector_id, name) in enumerate(store.names("sectors").items()):
        with columns[place % len(columns)]:
            st.button(
                plain(name),
                key=f"sector_{sector_id}",
                width="stretch",
                on_click=to_the_end(partial(filters.choose, sector=sector_id)),
            )


def head(store: Store, selection: Selection) -> None:
    """Title, account and headline numbers; a click on one opens its source card."""
    source_card.open_card(element.draw(sector_head.content(selection, runtime.mode(), store.dataset_version)))


def views(store: Store, selection: Selection) -> None:
    """The views of one sub-sector at a time: charts in two columns, then the table of its other numbers.

    Below a small one stand others of the sector, as wide, as half of it would cut the notes of tables.
    """
    own = shown(store, selection)
    rows = _views(store, selection, own)
    _subsector(store, _offered(store, selection), own)
    if rows.empty:
        _nothing(selection)
        return
    _draw(store, selection, own, rows, FIRST)
    others = beside(store, selection, own)
    if not others:
        return
    st.header("其他子领域")
    for key in others:
        st.subheader(plain(store.name("subsectors", key)))
        _draw(store, selection, key, _views(store, selection, key), f"{FIRST}_{key}")


def beside(store: Store, selection: Selection, own: str) -> list[str]:
    """The other small sub-sectors of the sector, where this one is small, in their order; where none is, the least."""
    sizes = {key: size for key in _offered(store, selection) if (size := _size(store, selection, key))}
    if not 0 < sizes.pop(own, 0) <= SMALL:
        return []
    small = [key for key, size in sizes.items() if size <= SMALL]
    return small[:MOST_BELOW] or sorted((key for key in sizes if sizes[key] <= MIDDLING), key=sizes.__getitem__)[:1]


def _size(store: Store, selection: Selection, subsector_id: str) -> int:
    """How many rows the views of a sub-sector have."""
    views = store.frame("views").query("subsector_id == @subsector_id")
    return sum(store.count(of_view(store, selection, row)) for row in views.itertuples())


def _draw(store: Store, selection: Selection, own: str, rows: pd.DataFrame, first: str) -> None:
    """The views of a sub-sector. first: key of its first panels."""
    wanted = arrangement(store, own, selection.only(("towns", "years")))
    count = len(parts.outline(wanted))
    if count:  # an element without panels would leave a gap
        parts.draw_blocks(wanted, _first(count), first)
    if count > FIRST_PANELS:
        rest = range(FIRST_PANELS, count)
        parts.folded(f"其余图 · {len(rest)} 张", f"more_{own}", lambda: parts.draw_blocks(wanted, rest, "rest"))
    tables = rows[rows["chart"] == stories.TABLE]
    for row in tables.itertuples():
        with st.container(border=True, gap="xsmall"):
            _numbers_of(store, of_view(store, selection, row), row)


def _first(count: int) -> range:
    return range(min(count, FIRST_PANELS))


def ahead(store: Store, selection: Selection, mode: Mode) -> parts.Sent:
    """What the page sends its head and its first panels; nothing where it has none."""
    if not selection.sector:
        return {}
    own = shown(store, selection)
    if _views(store, selection, own).empty:
        return {}
    wanted = arrangement(store, own, selection.only(("towns", "years")))
    sent = {element.KEY: sector_head.content(selection, mode, store.dataset_version)}
    count = len(parts.outline(wanted))
    return sent | parts.blocks_ahead(wanted, _first(count), FIRST, mode, selection.emphasis) if count else sent


def shown(store: Store, selection: Selection) -> str:
    """The sub-sector that the page shows: the reader's choice, else the first."""
    offered = _offered(store, selection)
    return selection.subsector if selection.subsector in offered else offered[0]


def _offered(store: Store, selection: Selection) -> list[str]:
    viewed = set(store.tables["views"]["subsector_id"].to_pylist())
    return [key for key in store.subsectors_of(selection.sector) if key in viewed]


def _views(store: Store, selection: Selection, own: str) -> pd.DataFrame:
    """The views of a sub-sector that have numbers, in their order."""
    rows = store.frame("views").sort_values("order", kind="stable").query("subsector_id == @own")
    return rows[[store.count(of_view(store, selection, row)) > 0 for row in rows.itertuples()]]


def warm() -> Iterator[None]:
    """Make what the pages of all sectors show first, one panel at each step."""
    store = runtime.store()
    for subsector_id in store.names("subsectors"):
        yield from parts.warm(arrangement(store, subsector_id, Selection()), FIRST_PANELS)


def arrangement(store: Store, subsector_id: str, chosen: Selection) -> parts.Arrangement:
    """What is drawn of a sub-sector under towns and years."""
    return parts.Arrangement(stories.drawn(store, subsector_id), chosen, store.name("subsectors", subsector_id))


def of_view(store: Store, selection: Selection, row: Any) -> Selection:
    """The observations of one view under the reader's towns and years."""
    return stories.view_selection(store, selection, row.indicators, row.area_scope)


def _nothing(selection: Selection) -> None:
    """Say which filters leave this sub-sector without numbers, and offer to loosen them."""
    words = choices.quoted(runtime.store(), selection.only(("towns", "years")))
    st.info(f"所选条件在这个子领域没有数：{plain(words)}")
    st.button(
        "去掉街镇和年份条件", on_click=to_the_end(partial(filters.choose, towns=(), years=())), key="loosen_sector"
    )


def _subsector(store: Store, offered: list[str], own: str) -> None:
    """A switch of the sub-sector that is shown. All at once would draw dozens of charts."""
    names = store.names("subsectors")
    st.session_state[SWITCH] = own
    st.segmented_control(
        "子领域",
        offered,
        format_func=lambda key: plain(names[key]),
        key=SWITCH,
        label_visibility="collapsed",
        on_change=to_the_end(lambda: filters.choose(subsector=st.session_state[SWITCH] or "")),
    )


def _numbers_of(store: Store, chosen: Selection, view: Any) -> None:
    """A view that is a table, under its sentence: one line a number, its change in words."""
    table, key = _numbers(chosen, store.dataset_version), f"view_{view.view_id}"
    said = Part(view.title, sentence=table_sentences.of_numbers(view.title, table))
    about = target("explore", chosen, parts.WHOLE)
    head = Shown(view.view_id, view.title, (said,), about, parts.PIN, is_plain=True)
    followed, _ = panels.draw([head], key, lambda _: pinning.add(pins.pin_page(store, stories.SHOWN, chosen)))
    follow(followed)
    source_card.clickable(table, key)
    parts.hint(source_card.HINT, key)


@st.cache_data(show_spinner=False, max_entries=1000)
def _numbers(selection: Selection, dataset_version: str) -> Table:
    return number_tables.of_numbers(runtime.store(), selection)


def found(store: Store, selection: Selection) -> None:
    """The case or policy that a search led here for, before everything else; other words are said to say nothing."""
    cases = store.issued("cases", selection).query("title == @selection.text")
    policies = store.issued("policies", selection).query("title == @selection.text")
    if selection.text and cases.empty and policies.empty:
        parts.small([f"本页不按{choices.quoted(store, selection.only(('text',)))}筛选。"])
    for row in cases.itertuples():
        _case(row)
    for row in policies.itertuples():
        with st.container(border=True, gap="xsmall"):
            st.markdown(f"**政策文件　{plain(row.title)}**")
            parts.small(
                filter(
                    None,
                    [
                        row.document_no,
                        row.issuer_level,
                        f"来源：{row.source} · {wording.section(row.section)}",
                        row.note,
                    ],
                )
            )


def cases(store: Store, selection: Selection) -> None:
    """The cases of the sector, in own words, folded under their titles."""
    rows = store.issued("cases", selection).query("sector_id == @selection.sector")
    if rows.empty:
        return

    def draw() -> None:
        for row in rows.itertuples():
            _case(row)

    named = f"：{'、'.join(rows['title'])}" if len(rows) < LISTED else ""
    title = f"{of_all(store, selection)}{parts.papers(store, 'cases', selection)}案例 · {len(rows)} 个{named}"
    parts.folded(title, "fold_cases", draw)


def of_all(store: Store, selection: Selection) -> str:
    """Before what is of the whole sector, as it stands below one of its sub-sectors."""
    return f"{store.name('sectors', selection.sector)}全领域"


def _case(row: Any) -> None:
    involved = f" · 涉及：{'、'.join(row.organisations)}" if len(row.organisations) else ""
    with st.container(border=True, gap="xsmall"):
        st.markdown(f"**案例{plain(row.case_no)}　{plain(row.title)}**")
        st.markdown(plain(row.summary))
        parts.small([f"来源：案例{row.case_no} · {wording.section(row.section)}{involved}"])


def honours(store: Store, selection: Selection) -> None:
    """The honours of the sector as a table."""
    rows = store.honours(selection.only(("sector", "towns", "editions")))
    if rows.empty:
        return
    parts.folded(
        f"{of_all(store, selection)}荣誉与名录 · {len(rows)} 项",
        "fold_honours",
        lambda: honour_view.table(rows, key="sector_honours"),
    )


def policies(store: Store, selection: Selection) -> None:
    """The policies of the sector."""
    rows = store.issued("policies", selection).query("sector_id == @selection.sector")
    if rows.empty:
        return
    shown = of_frame(rows, lists.POLICY_HEADINGS).shown
    parts.folded(
        f"{of_all(store, selection)}政策文件 · {len(rows)} 件",
        "fold_policies",
        lambda: plain_table.draw(shown, "policies"),
    )
