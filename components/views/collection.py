"""The reader's own report: pins collected on any page, in order, with titles, kept in a link or a file."""

from __future__ import annotations

import streamlit as st

from components.frame import filters
from components.frame.overtaken import to_the_end
from components.frame.pages import MINE
from components.frame.text import plain
from components.report import pinning, presentation, stage
from components.report.pinning import PINS, collected
from components.take_home import contents, menu
from components.views import parts
from components.widgets import copying, loading, saving
from components.widgets.saving import File
from whitepaper.model.selection import Selection
from whitepaper.store.store import Store
from whitepaper.stories import pins, stories
from whitepaper.stories.pins import Pin

FILE_NAME = "我的汇报.json"
MOST_CHANGES = 20
"""Of the numbers of a pin that changed, how many are listed."""


def ready_made(store: Store) -> None:
    """The ready-made rows of slides: the district, each sector, each town."""
    st.header("现成的汇报")
    names = {(stories.SECTOR, key): f"领域：{name}" for key, name in store.names("sectors").items()}
    names |= {(stories.TOWN, row.area_id): f"街镇：{row.name}" for row in store.towns.itertuples()}
    left, right = st.columns([1, 2], vertical_alignment="bottom")
    with left:
        _present("全区总览", stories.OVERVIEW, Selection(), "start_overview")
    with right, st.container(horizontal=True, vertical_alignment="bottom"):
        story = st.selectbox(
            "领域或街镇",
            list(names),
            format_func=names.__getitem__,
            index=None,
            placeholder="选一个领域或街镇",
            key="story",
        )
        kind, key = story or ("", "")
        about = Selection(sector=key) if kind == stories.SECTOR else Selection(towns=(key,))
        _present("放映", kind, about, "start_story", is_ready=bool(story))


def mine(store: Store) -> None:
    """The reader's pins: titles, order, what changed, and the ways to keep and to show them."""
    own = collected()
    st.header(f"我的汇报 · {len(own)} 项")
    if not own:
        with st.container(key="screen_only_empty"):
            st.write("还没有内容。在各页的图旁边点“加入汇报”，或在侧栏点“本页加入汇报”，也可以载入以前保存的汇报。")
    left = pins.MOST_SLIDES
    for place, one in enumerate(own):
        with st.container(border=True, gap="xsmall"):
            left -= _pin(store, place, one, is_told=left > 0)
    with st.container(horizontal=True, vertical_alignment="bottom"):
        if own:
            _present("放映", MINE, filters.current(), "start_mine")
            saving.button(
                "保存汇报", lambda: File(FILE_NAME, "application/json", pins.to_text(own).encode()), "save_pins"
            )
            st.button("全部移出", on_click=to_the_end(_keep), args=([],), key="clear_pins")
            menu.offer(contents.of_pins(own, store), store)
    if own:
        with st.expander("链接", key="pins_link", on_change="rerun") as link:
            if link.open:
                copying.block("同事打开这个网址就是同一份汇报", pinning.link(), "pins")
        parts.hint("汇报只在这个窗口里；关闭之前，请点“保存汇报”或复制链接。", "pins")
    _load()


def _pin(store: Store, place: int, one: Pin, *, is_told: bool) -> int:
    """One pin with its title and what changed; how many slides it has, 0 where it is not told any more."""
    made = pins.slides_of_pin(store, pins.titled(one, "")) if is_told else []
    about = pins.label(store, one) + (f" · {len(made)} 屏" if len(made) > 1 else "")
    key = f"title_{place}_{len(collected())}_{one.kind}_{'_'.join(one.query.values())}"
    if made:
        stage.thumb(made[0], about, one.title or made[0].title, f"thumb_{place}")
    elif not is_told:
        st.warning(f"前面各项已满 {pins.MOST_SLIDES} 屏，这一项放映和导出时略去。请移出一些，或分成两份。")
    else:
        st.warning(f"“{plain('、'.join(one.query.values()))}”{pins.GONE}，放映时略去。")
    left, right = st.columns([3, 1], vertical_alignment="bottom")
    with left:
        st.text_input(
            "标题",
            value=one.title,
            placeholder="自己的标题（不填即用图上的句子）",
            max_chars=pins.LONGEST_TITLE,
            key=key,
            label_visibility="collapsed",
            on_change=to_the_end(_retitle),
            args=(place, key),
        )
        changed = pins.revisions(store, one) if is_told else []
        if pins.is_untold(store, one):
            st.warning(
                f"链接来自数据版本 {plain(one.dataset_version)}，现在是 {store.dataset_version}。"
                "链接里没有当时的数，改了什么请看“数据核对”的“修订”，或载入保存的汇报文件。"
            )
        if len(changed) > MOST_CHANGES:
            st.warning(f"共修订 {len(changed)} 处，这里列出前 {MOST_CHANGES} 处。")
        for revision in changed[:MOST_CHANGES]:
            st.warning(f"已修订：{plain(revision.what)}，原为 {plain(revision.old)}，现为 {plain(revision.new)}")
    with right, st.container(horizontal=True):
        st.button("上移", key=f"up_{place}", on_click=to_the_end(_move), args=(place, -1))
        st.button("下移", key=f"down_{place}", on_click=to_the_end(_move), args=(place, 1))
        st.button("移出", key=f"out_{place}", on_click=to_the_end(_drop), args=(place,))
    return len(made)


def _load() -> None:
    text = loading.text_file("载入汇报", ".json", "load_pins")
    if text is None:
        return
    try:
        _keep(pins.from_text(text))
    except pins.UnreadablePinsError as error:
        st.warning(f"没有载入：{plain(error)}。")
    else:
        st.rerun()


def _present(label: str, kind: str, about: Selection, key: str, *, is_ready: bool = True) -> None:
    """A button that starts a presentation, with the number of its screens where that is known."""
    st.button(
        presentation.label(label, presentation.counted(kind, about) if is_ready else None),
        type="primary",
        disabled=not is_ready,
        icon=":material/slideshow:",
        key=key,
        on_click=to_the_end(presentation.ask),
        args=(kind, about, "report"),
    )


def _keep(own: list[Pin]) -> None:
    st.session_state[PINS] = own


def _move(place: int, by: int) -> None:
    _keep(pins.moved(collected(), place, by))


def _drop(place: int) -> None:
    _keep([one for number, one in enumerate(collected()) if number != place])


def _retitle(place: int, key: str) -> None:
    own = list(collected())
    own[place] = pins.titled(own[place], st.session_state[key])
    _keep(own)
