"""The one selection of all pages: kept in the session, written to the address bar, drawn as widgets.

The selection is the only state. A widget is set from it before it is drawn and writes back to it in
its callback, so widgets on different pages never disagree and none is lost when a page changes.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

import streamlit as st

from components.frame import limits, runtime
from components.frame.overtaken import to_the_end
from components.frame.pages import SHARED, SHOWN, Page
from components.frame.text import plain
from whitepaper.model import links
from whitepaper.model.selection import FILTERS, PUBLISHER, Selection, Value, from_query, to_query, typed
from whitepaper.store import choices
from whitepaper.stories import stories

SELECTION = "selection"
WRITTEN_QUERY = "written_query"
JUST_CHOSEN = "just_chosen"
SUBMITTED = "submitted_search"
DROPPED, CUT = "dropped_values", "link_was_cut"
EVERYTHING = "all"
"""The parameter that the browser adds to an address without filters when the reader steps back to it."""


def current() -> Selection:
    """What the reader has chosen."""
    chosen: Selection = st.session_state.get(SELECTION, Selection())
    return chosen


def is_on(page: str) -> bool:
    """Whether the reader is on the page of this path."""
    return bool(st.session_state.get(SHOWN) == page)


def choose(**fields: object) -> None:
    """Change some fields of the selection; a new sector drops a sub-sector of another."""
    _keep(changed(current(), **fields))


def changed(selection: Selection, **fields: object) -> Selection:
    """The selection with some fields changed; a new sector drops a sub-sector of another."""
    chosen = replace(selection, **fields)  # type: ignore[arg-type]  # checked by the widget that offers them
    sectors = runtime.store().vocabulary.sector_of
    if chosen.subsector and sectors[chosen.subsector] != chosen.sector:
        chosen = replace(chosen, subsector="")
    return chosen


def words(name: str) -> Mapping[Any, str]:
    """What the box of a filter can say: values to their words; none for a box to type in."""
    store = runtime.store()
    return {year: f"{year} 年" for year in store.years} if name == "years" else store.vocabulary.values.get(name, {})


def offered(name: str, selection: Selection) -> Mapping[Any, str]:
    """What of it the box offers beside the other filters, in its order."""
    if name == "indicators":
        return runtime.store().indicators_within(selection)
    said = words(name)
    return {key: said[key] for key in runtime.store().subsectors_of(selection.sector)} if name == "subsector" else said


def emphasise(indicator_id: str, mark: str) -> None:
    """Let one series of an indicator's charts stand out, or none; a mark that is none changes nothing."""
    if mark and mark not in runtime.store().vocabulary.values["emphasis"]:
        return
    chosen = current()
    others = [one for one in chosen.emphasis if one not in chosen.of_indicator(indicator_id).emphasis]
    choose(emphasis=(*others, *filter(None, [mark])))


def clear() -> None:
    """Forget every choice but whose papers are read."""
    _keep(Selection(publisher=current().publisher))


def loosen(name: str) -> None:
    """Forget one choice."""
    _keep(current().without(name))


def _keep(chosen: Selection) -> None:
    most = limits.LONGEST_WORDS
    runtime.show(to_query(chosen))
    st.session_state[SELECTION] = replace(chosen, text=chosen.text[:most], search=chosen.search[:most])
    st.session_state[JUST_CHOSEN] = True


def follow_address(page: Page) -> None:
    """Take over the view that the address bar brings: a link, a reload, one step back.

    A page switch empties the address bar; the selection then stays as it is. A choice just made
    wins over the address, which may still be the one before the last choice.
    """
    if st.session_state.pop(JUST_CHOSEN, False):
        st.session_state[SHOWN] = page.key
        return
    query, is_whole = links.whole(page.key, dict(st.query_params))
    is_back = query.pop(EVERYTHING, None) is not None
    is_new_page = st.session_state.get(SHOWN) != page.key
    is_switch = is_new_page and not query and not is_back and is_whole and SELECTION in st.session_state
    if not is_switch and (not is_whole or query != st.session_state.get(WRITTEN_QUERY)):
        runtime.show(query)
        chosen, dropped = from_query(query, runtime.store().vocabulary)
        st.session_state[SELECTION] = chosen
        runtime.show(to_query(chosen))
        st.session_state[DROPPED] = (*dropped, *page.show_part(query))
        st.session_state[CUT] = not is_whole
    elif page.part_key not in st.session_state:  # a step back from a presentation
        page.show_part(query)
    st.session_state[SHOWN] = page.key


def write_address(page: Page) -> None:
    """Show the view in the address bar, only when it changed: rewriting it would disable Back.

    What is written is noted in place: a run can be overtaken at any word to the session's state, and the address would
    be a newer one than the session knows of.
    """
    written: dict[str, str] = st.session_state.setdefault(WRITTEN_QUERY, {})
    query, shown = page.query(current()), dict(st.query_params)
    check = {links.CHECK: shown[links.CHECK]} if links.CHECK in shown else {}  # a link keeps it
    if shown != check | query or not links.whole(page.key, shown)[1]:
        st.query_params.from_dict(query)
    written.clear()
    written.update(query)


def address(page: Page) -> str:
    """A link to what the reader sees, to pass on."""
    query = links.signed(page.key, page.query(current()))
    return here() + (f"?{query}" if query else "")


def beside(path: str) -> str:
    """The whole address of what stands beside the pages."""
    return f"{here().rpartition('/')[0]}/{path}"


def here() -> str:
    """The address of the page, without its parameters."""
    return str(st.context.url or "").partition("?")[0]


def notice(page: Page) -> None:
    """Say once that a link was cut, or which of its values are unknown, and always which filters are not followed."""
    dropped = st.session_state.pop(DROPPED, ())
    if st.session_state.pop(CUT, False):
        st.warning(
            "链接不完整，可能在转发时被截断，看到的与发来的画面不同。请让对方在“导出”里重新复制链接，整段粘贴后再打开。"
        )
    elif dropped:
        shown = "、".join(value[:40] for value in dropped)
        st.warning(f"链接中有认不出的条件，已略去：{plain(shown)}。其余条件照常生效。")
    left = stories.unfollowed(current(), page.followed(current()))
    if not left.is_empty:
        st.caption(f"本页不按{plain(choices.quoted(runtime.store(), left))}筛选。")


def shared() -> None:
    """Sector, towns and years, in the sidebar of every page."""
    with st.sidebar:
        publishers()
        for name in SHARED:
            pick(name, offered(name, current()))
        st.button("清除筛选", on_click=to_the_end(clear), disabled=current().is_empty, width="stretch", key="clear")


def publishers() -> None:
    """A box for whose papers are read, where there are several; what another publisher does not have is dropped."""
    store, key = runtime.store(), f"filter_{PUBLISHER}"
    if not store.siblings:
        return
    names, here = store.siblings.names, store.publisher
    st.session_state[key] = here

    taken = to_the_end(lambda: read(st.session_state[key]))
    st.selectbox(FILTERS[PUBLISHER].label, list(names), format_func=names.__getitem__, key=key, on_change=taken)


def read(publisher: str) -> None:
    """Read the papers of another publisher; what is chosen and it does not have is dropped, and said to be."""
    wanted = to_query(replace(current(), publisher=publisher))
    runtime.show(wanted)
    chosen, dropped = from_query(wanted, runtime.store().vocabulary)
    _keep(chosen)
    st.session_state[DROPPED] = dropped


def boxes(page: Page) -> None:
    """The boxes of the filters that only this page has, side by side; none for one that has nothing to choose from.

    Where the page has parts, those that the part shown follows.
    """
    values = runtime.store().vocabulary.values
    followed = stories.STORIES[page.part].filters if page.parts else page.filters
    names = [name for name in page.boxes if name in followed and len(values[name]) > 1]
    for column, name in zip(st.columns(max(len(names), 1)), names, strict=bool(names)):
        with column:
            pick(name)


def edition_box() -> None:
    """A box for the white papers, where there is more than one."""
    if len(runtime.store().vocabulary.values["editions"]) > 1:
        pick("editions")


def pick(name: str, options: Mapping[Any, str] | None = None) -> None:
    """A box for the values of one filter, one or several; chosen ones stay even when not on offer.

    options: values to their words, in the order of the box; without them all that there are.
    """
    one, key = FILTERS[name], f"filter_{name}"
    words: Mapping[Value, str] = runtime.store().vocabulary.values[name] if options is None else options
    chosen = getattr(current(), name)
    st.session_state[key] = list(chosen) if one.is_many else chosen or None
    common: dict[str, Any] = {"format_func": words.__getitem__, "placeholder": one.everything, "key": key}
    if one.is_many:
        taken = to_the_end(lambda: choose(**{name: tuple(st.session_state[key])}))
        st.multiselect(one.label, list(words), select_all=False, on_change=taken, **common)
    else:
        taken = to_the_end(lambda: choose(**{name: st.session_state[key] or ""}))
        st.selectbox(one.label, list(words), index=None, on_change=taken, **common)


def search_text(example: str = "食品 合格率、PM2.5") -> None:
    """A box for part of a name or alias."""
    key = "filter_text"
    st.session_state[key] = current().text
    st.text_input(
        FILTERS["text"].label,
        placeholder=f"如：{example}",
        max_chars=limits.LONGEST_WORDS,
        key=key,
        on_change=to_the_end(lambda: choose(text=typed(st.session_state[key]))),
    )


def search_box(search_page: Page) -> None:
    """The search box of a page that has none of its own, in the sidebar; Enter leads to the results."""
    key = "search_box"

    def submit() -> None:
        st.session_state[SUBMITTED] = typed(st.session_state[key])

    with st.sidebar:
        st.text_input(
            "搜索",
            key=key,
            placeholder="搜索指标、企业、荣誉…",
            max_chars=limits.LONGEST_WORDS,
            on_change=to_the_end(submit),
            label_visibility="collapsed",
        )
    wanted = st.session_state.pop(SUBMITTED, "")
    if wanted:
        choose(search=wanted)
        st.switch_page(search_page.link, query_params=to_query(current()))


def loosened(selection: Selection, count: Callable[[Selection], int]) -> dict[str, int]:
    """For a selection with no rows: each filter whose removal brings rows back, and how many."""
    counts = {name: count(selection.without(name)) for name in selection.chosen}
    return {name: rows for name, rows in counts.items() if rows}
