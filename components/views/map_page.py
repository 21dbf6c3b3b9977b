"""The map page: choice of colour, the map itself (WebGL or flat), the panel of the chosen town."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd
import streamlit as st

from components.drawing import charts, inline_svg, town_map
from components.frame import filters, runtime
from components.frame.overtaken import to_the_end
from components.frame.pages import PAGES, follow, target
from components.frame.scripts import beside
from components.frame.text import plain
from components.views import parts
from components.widgets import panels, plain_table
from components.widgets.panels import Part, Shown
from whitepaper.model.cells import of_frame
from whitepaper.model.selection import Selection, to_query
from whitepaper.printed import wording
from whitepaper.store import provenance
from whitepaper.store.store import Store
from whitepaper.stories import stories
from whitepaper.telling import lists, number_tables, phrases, towns
from whitepaper.telling.palette import Mode

INDUSTRY = "industry"
FLAT, WEBGL = "flat", "webgl"
KINDS = {WEBGL: "可缩放地图", FLAT: "平面地图"}
PRESSED = "map_kind_pressed"
"""The kind that the reader chose; without one the browser decides."""
NO_OUTLINES = "地图的轮廓暂时不能读取，只有街镇的名称和位置；数不受影响。请告诉管理员。"
LEAST_HEIGHT, MOST_HEIGHT = 420, 720
ABOVE_MAP = 330  # navigation, choices and legend above the map, remarks below it, in pixels
BESIDE_MAP = 520  # sidebar, margins and the gap between the columns
MAP_SHARE = 0.6  # of the columns of the page
NARROW, WIDE = 700, 1600
PANEL_NUMBERS = 6
NUMBER_WIDTH = 230

_BROWSER = st.components.v2.component(
    "browser_probe",
    js=beside(__file__, "browser_probe.js"),
)


@dataclass(frozen=True)
class Frame:
    """How the map is drawn in this browser: flat or by WebGL, and the pixels it has."""

    is_flat: bool
    width: int
    height: int
    is_wide: bool = False
    is_lost: bool = False


def draw(store: Store, selection: Selection) -> None:
    """The map with its legend and the sentence that it is a schematic."""
    mode = runtime.mode()
    with st.container(horizontal=True, vertical_alignment="bottom"):
        indicator_id = _colouring(store, selection)
        frame = _frame()
    shown = _towns(indicator_id, selection.years, mode, store.dataset_version)
    _legend(shown)
    shown = town_map.named(shown, is_wide=frame is not None and frame.is_wide)
    if frame is None:
        st.skeleton(height=LEAST_HEIGHT)
    elif frame.is_flat or runtime.is_for_paper():  # paper shows nothing of a canvas
        _flat(shown, selection, mode, frame)
    else:
        _webgl(shown, selection, mode, frame)
    if not runtime.geometry()["features"]:
        st.warning(NO_OUTLINES)
    remarks = [f"示意：{store.profile.map_note}"]
    if indicator_id and not store.indicator(indicator_id)["comparability"]:
        remarks.append("各街镇对该指标的统计范围不同，只显示数值，不作深浅比较。")
    if frame is not None and frame.is_lost:
        remarks.append("可缩放地图在这台电脑上画不出来，已改用平面地图。")
    parts.small(remarks)


def panel(store: Store, selection: Selection) -> None:
    """What the chosen town is known for and reports; without one, how to choose."""
    chosen = list(stories.towns_of(store, selection))
    indicator_id = next((key for key in selection.indicators if key in _offered(store.dataset_version)), "")
    if indicator_id:
        _values(store, indicator_id, selection.years, chosen)
    elif not chosen:
        with st.container(key="screen_only_choice"):
            st.header("选一个街镇")
            st.write("点击地图上的街镇，或在侧栏“街镇”中选择，这里显示它的特色产业和它报告的数。")
        town_list(store)
    for area_id in chosen:
        _town(store, area_id)


def _values(store: Store, indicator_id: str, years: tuple[int, ...], chosen: list[str]) -> None:
    """What the map shows as a list, each town a link to its page; the chosen ones stand out."""
    found = towns.listed(store, indicator_id, years)
    is_dated = len({number.period for number in found if number.key}) > 1
    lines = tuple(
        (
            target("town", Selection(towns=(number.area_id,)), number.name),
            number.shown,
            number.period if is_dated and number.period != phrases.UNSTATED else "",
            number.area_id in chosen,
        )
        for number in found
    )
    said = "、".join(dict.fromkeys(number.period for number in found if number.key))
    said = f"没有写年份的，{phrases.UNSTATED}" if is_dated and phrases.UNSTATED in said else f"期间：{said}"
    name = store.name("indicators", indicator_id)
    followed, _ = panels.draw([Shown(name, name, (Part(name, lines=lines, foot=((said, False),)),))], "map_values")
    follow(followed)


def town_list(store: Store) -> None:
    """The towns with their industries; a click chooses one."""

    def choose(line: int, _heading: str) -> None:
        filters.choose(towns=(str(store.towns["area_id"].iat[line]),))
        st.rerun()

    plain_table.draw(of_frame(store.towns, lists.TOWN_HEADINGS).shown, "town_list", choose)


def _town(store: Store, area_id: str) -> None:
    report = store.report(area_id)
    with st.container(border=True):
        st.header(plain(store.name("areas", area_id)))
        st.markdown(f"特色产业：**{plain(report.industry)}**{plain(parts.grouped(report))}")
        numbers(store, area_id, PANEL_NUMBERS, columns=2)


def numbers(store: Store, area_id: str, most: int, columns: int) -> None:
    """The first numbers that a town reports, and the way to all of them."""
    cells = st.grid(columns, min_column_width=NUMBER_WIDTH, gap="small")
    latest = str(max(store.years_with_levels))
    for row in number_tables.reported(store, area_id).head(most).itertuples():
        period = "" if row.period in {"", latest} else f"（{row.period_name}）"
        with cells.cell():
            st.metric(
                plain(row.indicator + period),
                plain(row.label),
                help=plain(provenance.in_brief(store, row.key)),
            )
            parts.small(filter(None, [wording.bare_scope(row.category)]))
    st.page_link(
        PAGES["explore"].link,
        label=f"**在指标查询中看全部 {store.count(Selection(towns=(area_id,)))} 个数**",
        icon=":material/chevron_right:",
        icon_position="right",
        query_params=to_query(runtime.addressed(Selection(towns=(area_id,)))),
    )


def _colouring(store: Store, selection: Selection) -> str:
    """The indicator the map is coloured by; empty for the industry group."""
    options = {INDUSTRY: "特色产业分组"} | _offered(store.dataset_version)
    shown = next((key for key in selection.indicators if key in options), INDUSTRY)
    st.session_state["map_colouring"] = shown
    st.selectbox(
        "着色",
        list(options),
        format_func=options.__getitem__,
        key="map_colouring",
        on_change=to_the_end(_coloured),
    )
    return "" if shown == INDUSTRY else shown


def _coloured() -> None:
    taken = st.session_state["map_colouring"]
    filters.choose(indicators=() if taken == INDUSTRY else (taken,))


def _frame() -> Frame | None:
    """The reader's choice of map, else what the browser can draw; None until the browser has answered."""
    seen = _BROWSER(key="browser", default={"seen": None}, on_seen_change=lambda: None).seen
    pressed = st.session_state.get(PRESSED)
    if seen is None:
        _offer_kinds(pressed)
        return Frame(is_flat=True, width=0, height=LEAST_HEIGHT) if pressed == FLAT else None
    is_lost = bool(seen["lost"])
    is_narrow = seen["width"] < NARROW
    is_flat = is_lost or (pressed == FLAT if pressed else is_narrow or not seen["webgl"])
    _offer_kinds(FLAT if is_flat else WEBGL)
    share = 1.0 if is_narrow else MAP_SHARE
    beside = 60 if is_narrow else BESIDE_MAP
    return Frame(
        is_flat=is_flat,
        width=int((seen["width"] - beside) * share),
        height=max(LEAST_HEIGHT, min(MOST_HEIGHT, seen["height"] - ABOVE_MAP)),
        is_wide=seen["width"] >= WIDE,
        is_lost=is_lost,
    )


def _offer_kinds(shown: str | None) -> None:
    """The kinds of map, of which the one shown looks chosen; pressed once more, the browser decides again."""
    st.session_state["map_kind"] = shown
    st.segmented_control(
        "地图样式", list(KINDS), format_func=KINDS.__getitem__, key="map_kind", on_change=to_the_end(_press_kind)
    )


def _press_kind() -> None:
    st.session_state[PRESSED] = st.session_state["map_kind"]


@st.cache_data(show_spinner=False, max_entries=10)
def _offered(dataset_version: str) -> dict[str, str]:
    return town_map.indicators(runtime.store())


@st.cache_data(show_spinner=False, max_entries=100)
def _towns(indicator_id: str, years: tuple[int, ...], mode: Mode, dataset_version: str) -> pd.DataFrame:
    return town_map.coloured(runtime.store(), indicator_id, years, mode)


def _flat(towns: pd.DataFrame, selection: Selection, mode: Mode, frame: Frame) -> None:
    chart = charts.flat_map(runtime.geometry(), towns, mode, selection.towns, frame.height)
    drawn = Part("街镇地图", spec=charts.themed(chart, mode), pick="area_id")
    _, picked = panels.draw([Shown("flat_map", parts=(drawn,), is_plain=True)], "flat_map")
    if picked:
        filters.choose(towns=(picked,))
        st.rerun()


def _webgl(towns: pd.DataFrame, selection: Selection, mode: Mode, frame: Frame) -> None:
    event = st.pydeck_chart(
        town_map.deck(
            towns,
            runtime.geometry(),
            runtime.river(),
            runtime.store().profile,
            mode,
            selection.towns,
            (frame.width, frame.height),
        ),
        height=frame.height,
        on_select="rerun",
        selection_mode="single-object",
        key="webgl_map",
    )
    picked = [one for objects in event.selection["objects"].values() for one in objects]
    _choose_once(picked[0]["area_id"] if picked else None)


def _choose_once(area_id: str | None) -> None:
    """Take over a click; a click already taken over does not undo a later choice in the sidebar."""
    if area_id and area_id != st.session_state.get("map_clicked"):
        st.session_state["map_clicked"] = area_id
        filters.choose(towns=(area_id,))
        st.rerun()
    if not area_id:
        st.session_state["map_clicked"] = None


def _legend(towns: pd.DataFrame) -> None:
    with st.container(horizontal=True, gap="small"):
        for words, colour in town_map.legend(towns, runtime.mode()).items():
            st.markdown(f":small[{inline_svg.swatch(colour)}\u00a0{plain(words)}]", width="content")
