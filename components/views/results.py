"""Search results in groups, each line with the number or the award itself and a way to its view."""

from __future__ import annotations

from functools import partial

import streamlit as st

from components.frame import runtime
from components.frame.pages import PAGES
from components.frame.text import plain
from components.views import parts
from whitepaper.model.selection import to_query
from whitepaper.store import provenance
from whitepaper.store.index import KINDS, Entry, Kind
from whitepaper.store.search import MOST

SHOWN_FIRST = 8
PAGE_OF: dict[Kind, str] = {
    "indicator": "explore",
    "town": "town",
    "organisation": "honours",
    "honour": "honours",
    "policy": "sector",
    "case": "sector",
}


def show(groups: dict[Kind, list[Entry]], query: str) -> None:
    """The results in their groups, the first of each open."""
    if not groups:
        st.info(f"没有找到“{plain(query)}”。可以换个说法、用拼音或首字母（如 spcj），或少写几个字。")
        return
    for kind, entries in groups.items():
        st.header(f"{KINDS[kind]} · {_counted(len(entries))}")
        for place, entry in enumerate(entries[:SHOWN_FIRST]):
            _line(entry, f"{kind}_{place}")
        if len(entries) > SHOWN_FIRST:
            parts.folded(f"其余 {len(entries) - SHOWN_FIRST} 条", f"more_{kind}", partial(_rest, entries, kind))


def _counted(count: int) -> str:
    """How many there are; of more than are looked for, that these are the nearest."""
    return f"{count} 条" if count < MOST else f"最相近的 {count} 条，多写几个字可缩小范围"


def _rest(entries: list[Entry], kind: Kind) -> None:
    for place, entry in enumerate(entries[SHOWN_FIRST:], SHOWN_FIRST):
        _line(entry, f"{kind}_{place}")


def _line(entry: Entry, key: str) -> None:
    with st.container(horizontal=True, vertical_alignment="center", key=f"result_{key}"):
        page, title = PAGES[PAGE_OF[entry.kind]].link, f"**{plain(entry.title)}**"
        st.page_link(page, label=title, query_params=to_query(runtime.addressed(entry.target)))
        hint = plain(provenance.in_brief(runtime.store(), entry.key)) if entry.key else None
        st.markdown(plain(entry.detail), help=hint)
