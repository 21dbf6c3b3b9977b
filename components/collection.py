"""The reader's own report: pins collected on any page, in order, with titles, kept in a link or a file."""

from __future__ import annotations

import streamlit as st

from components import downloads, presentation, view
from components.pinning import PINS, collected
from whitepaper import pins
from whitepaper.pins import Pin
from whitepaper.selection import Selection
from whitepaper.store import Store

FILE_NAME = "我的汇报.json"


def take_over(word: str) -> None:
    """Take over the pins of a link, once; a link that cannot be read is said to be so."""
    if word and st.session_state.get("taken_over") != word:
        st.session_state["taken_over"] = word
        try:
            st.session_state[PINS] = pins.from_link(word)
        except pins.UnreadablePinsError as error:
            st.warning(str(error))


def stories(store: Store) -> None:
    """The ready-made rows of slides: the district, each sector, each town."""
    st.subheader("现成的汇报")
    choices = {f"sector:{key}": f"领域：{name}" for key, name in store.names("sectors").items()}
    choices |= {f"town:{row.area_id}": f"街镇：{row.name}" for row in store.towns.itertuples()}
    left, right = st.columns([1, 2], vertical_alignment="bottom")
    with left:
        _start("全区总览", "overview", "start_overview")
    with right, st.container(horizontal=True, vertical_alignment="bottom"):
        story = st.selectbox(
            "领域或街镇",
            list(choices),
            format_func=choices.__getitem__,
            index=None,
            placeholder="选一个领域或街镇",
            key="story",
        )
        _start("放映", story or "", "start_story", is_ready=bool(story))


def mine(store: Store) -> None:
    """The reader's pins: titles, order, what changed, and the ways to keep and to show them."""
    own = collected()
    st.subheader(f"我的汇报 · {len(own)} 张")
    if not own:
        st.write("还没有图。在“指标查询”“领域专题”等页的图旁边点“加入汇报”，或载入以前保存的汇报。")
    for place, one in enumerate(own):
        with st.container(border=True, gap="xsmall"):
            _pin(store, place, one)
    with st.container(horizontal=True, vertical_alignment="bottom"):
        if own:
            _start("放映", presentation.MINE, "start_mine", is_ready=True)
            st.download_button(
                "保存汇报", pins.to_text(own), FILE_NAME, "application/json", on_click="ignore", key="save_pins"
            )
            st.button("全部移出", on_click=_keep, args=([],), key="clear_pins")
            content = downloads.of_pins(own, store)
            downloads.menu(content, Selection(), store)
    if own:
        with st.expander("链接", key="pins_link", on_change="rerun") as link:
            if link.open:
                st.write("把这段接在看板网址之后，同事打开就是同一份汇报：")
                st.code(f"/report?{presentation.PINS}={pins.to_link(own)}", language=None, wrap_lines=True)
    _load()


def _pin(store: Store, place: int, one: Pin) -> None:
    name = store.names("indicators").get(one.indicator_id)
    if name is None:
        st.warning(f"“{one.indicator_id}”{pins.GONE}，放映时略去。")
    left, right = st.columns([3, 1], vertical_alignment="bottom")
    made = pins.pinned_slides(store, [pins.titled(one, "")])
    with left:
        towns = "、".join(store.names("areas").get(town, town) for town in one.towns)
        years = "、".join(str(year) for year in one.years)
        view.small([" · ".join(filter(None, [name or one.indicator_id, towns, years]))])
        st.text_input(
            "标题",
            value=one.title,
            placeholder=made[0].title if made else "",
            max_chars=pins.LONGEST_TITLE,
            key=f"title_{place}_{len(collected())}_{one.indicator_id}",
            label_visibility="collapsed",
            on_change=_retitle,
            args=(place, f"title_{place}_{len(collected())}_{one.indicator_id}"),
        )
        for revision in pins.revisions(store, one):
            st.warning(f"已修订：{revision.what}，原为 {revision.old}，现为 {revision.new}")
    with right, st.container(horizontal=True):
        st.button("上移", key=f"up_{place}", on_click=_move, args=(place, -1))
        st.button("下移", key=f"down_{place}", on_click=_move, args=(place, 1))
        st.button("移出", key=f"out_{place}", on_click=_drop, args=(place,))


def _load() -> None:
    held = st.file_uploader("载入汇报", type="json", key="load_pins")
    if held is not None and st.session_state.get("loaded_pins") != held.file_id:
        st.session_state["loaded_pins"] = held.file_id
        try:
            _keep(pins.from_text(held.getvalue().decode("utf-8-sig")))
        except (pins.UnreadablePinsError, UnicodeDecodeError):
            st.warning("这不是本看板保存的汇报文件，没有载入。请选择由“保存汇报”得到的文件。")
        else:
            st.rerun()


def _start(label: str, story: str, key: str, *, is_ready: bool = True) -> None:
    if st.button(label, type="primary", disabled=not is_ready, icon=":material/slideshow:", key=key):
        query = {presentation.STORY: story, presentation.BACK: "report"}
        if story == presentation.MINE:
            query[presentation.PINS] = pins.to_link(collected())
        st.switch_page(st.session_state["pages"]["present"], query_params=query)


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
