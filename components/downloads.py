"""One menu of files on every page, each made when it is asked for, not on every rerun."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial

import pandas as pd
import streamlit as st

from components import charts, picture_files, pictures, presentation, runtime, saving, town_map
from components.saving import File
from whitepaper import briefs, choices, export, fingerprints, pins, powerpoint, stories, workbook
from whitepaper.pins import Pin
from whitepaper.powerpoint_map import ColouredMap
from whitepaper.selection import Selection, to_query
from whitepaper.slides import AnySlide, MapSlide, Slide
from whitepaper.store import Store

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
PPTX = "application/vnd.openxmlformats-officedocument.presentationml.presentation"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
MOST_COPIED = 200
PLACE = "menu_place"


@dataclass(frozen=True)
class Content:
    """What a page can hand out.

    subject: begins the file names; count: rows, which the names hold too; csv, xlsx: makers of files; table: what is
    copied as text; told: maker of the slides that show the same; has_pictures: whether any of them is a chart or map;
    brief: maker of one page in Word, None where there is none.
    """

    subject: str
    count: int
    csv: Callable[[], bytes]
    xlsx: Callable[[], bytes]
    table: Callable[[], pd.DataFrame]
    told: Callable[[], list[AnySlide]]
    has_pictures: bool = True
    brief: Callable[[], bytes] | None = None


def of_observations(rows: pd.DataFrame, selection: Selection, store: Store, kind: str = stories.SHOWN) -> Content:
    """Exactly these observations, and the slides of one kind about the selection."""
    mark = partial(fingerprints.fingerprint, rows, store.dataset_version)
    words = choices.labelled(store, selection)
    return Content(
        subject="数据",
        count=len(rows),
        csv=lambda: export.to_csv(rows, store),
        xlsx=lambda: workbook.to_xlsx(rows, store, "闵行区质量数据", words, datetime.now().astimezone(), mark()),
        table=lambda: export.described(rows, store).rename(columns=export.HEADINGS),
        told=partial(presentation.slides, kind, selection),
    )


def of_table(table: pd.DataFrame, selection: Selection, store: Store, subject: str, kind: str) -> Content:
    """A table with the headings it has on the page, and the slides of one kind about the selection."""
    now = datetime.now().astimezone
    mark = partial(fingerprints.fingerprint_of_table, table, store.dataset_version)
    words = choices.labelled(store, selection)
    return Content(
        subject=subject,
        count=len(table),
        csv=lambda: export.table_to_csv(table),
        xlsx=lambda: workbook.table_to_xlsx(table, store, subject, words, now(), mark()),
        table=lambda: table,
        told=partial(presentation.slides, kind, selection),
        has_pictures=False,
    )


def of_honours(rows: pd.DataFrame, selection: Selection, store: Store) -> Content:
    """Exactly these honours, their counts as charts; an organisation has only the list."""
    content = of_table(export.honours_described(rows, store), selection, store, "荣誉", stories.HONOURS)
    return replace(content, has_pictures=not selection.organisation)


def of_sector(selection: Selection, store: Store) -> Content:
    """The numbers of a sector (or of the sub-sector chosen), its slides, its brief."""
    chosen = Selection(selection.sector, selection.subsector, selection.towns, selection.years)
    content = of_observations(store.observations(chosen), chosen, store, stories.SECTOR)
    return replace(content, brief=lambda: _brief(briefs.sector_brief, selection.sector, content.told(), store))


def of_town(selection: Selection, store: Store) -> Content:
    """The numbers of the chosen towns, the slides of the one or of their comparison, the brief of the first."""
    kind = stories.TOWN if len(selection.towns) == 1 else stories.TOWNS
    content = of_observations(store.observations(selection), selection, store, kind)
    told = partial(presentation.slides, stories.TOWN, selection)
    brief = partial(_brief, briefs.town_brief, selection.towns[0])
    return replace(content, brief=lambda: brief(told(), store), has_pictures=kind == stories.TOWN)


def of_map(selection: Selection, store: Store) -> Content:
    """The numbers of the towns that the map shows, the map and their slides."""
    towns = selection.towns or tuple(store.towns["area_id"])
    shown = Selection(towns=towns, indicators=selection.indicators, years=selection.years)
    content = of_observations(store.observations(shown), shown, store)
    return replace(content, told=partial(presentation.slides, stories.MAP, selection))


def of_overview(selection: Selection, store: Store) -> Content:
    """The numbers that the selection keeps, and the slides of the whole district."""
    return of_observations(store.observations(selection), selection, store, stories.OVERVIEW)


def of_pins(own: Sequence[Pin], store: Store) -> Content:
    """The numbers that a reader's collection shows, and its slides."""
    told = partial(pins.pinned_slides, store, own)
    shown = {key for one in own for key in one.numbers}
    rows = store.observations(Selection())
    content = of_observations(rows[rows["key"].isin(shown)], Selection(), store)
    return replace(content, subject="我的汇报", told=told)


def reserve() -> None:
    """Keep a place for the menu, the same on every page; the page fills it once it knows what it shows."""
    st.session_state[PLACE] = st.container(width="content")


def menu(content: Content, selection: Selection, store: Store) -> None:
    """The menu 导出: CSV, Excel, PowerPoint, pictures, link, and the table as text to copy."""
    with st.session_state[PLACE]:
        _menu(content, selection, store)


@st.fragment
def _menu(content: Content, selection: Selection, store: Store) -> None:
    stem = export.file_name(selection, content.count, store, content.subject)
    key = content.subject
    with st.popover("导出", type="primary", key=f"export_{key}", on_change="rerun") as opened:
        if not opened.open:
            return
        _button("CSV", lambda: File(f"{stem}.csv", "text/csv", content.csv()), f"csv_{key}")
        _button("Excel", lambda: File(f"{stem}.xlsx", XLSX, content.xlsx()), f"xlsx_{key}")
        _button("PowerPoint", lambda: File(f"{stem}.pptx", PPTX, _pptx(content, store)), f"pptx_{key}")
        if content.has_pictures and pictures.font() is None:
            st.caption("图片：服务器上没有中文字体，请管理员安装 Noto Sans CJK SC 或 Microsoft YaHei。")
        elif content.has_pictures:
            for kind in picture_files.KINDS:
                make = partial(picture_files.of, content.told, kind, runtime.mode(), store, stem)
                _button(f"图片（{kind.upper()}）", make, f"{kind}_{key}")
        if (brief := content.brief) is not None:
            _button("Word 简报（一页）", lambda: File(f"{stem}.docx", DOCX, brief()), f"docx_{key}")
        st.markdown("链接")
        query = "&".join(f"{name}={value}" for name, value in to_query(selection).items())
        address = str(st.context.url or "").partition("?")[0]
        st.code(f"{address}?{query}" if query else address, language=None, wrap_lines=True)
        st.markdown(f"复制表格（前 {MOST_COPIED} 行）" if content.count > MOST_COPIED else "复制表格")
        st.code(export.as_text(content.table().head(MOST_COPIED)), language=None, height=120)


def offer_dataset(store: Store) -> None:
    """A button that saves the whole dataset as ZIP."""
    name = f"闵行区质量数据_全部_{store.dataset_version}.zip"
    make = lambda: File(name, "application/zip", export.dataset_zip(store))  # noqa: E731
    saving.button("下载全部数据（ZIP）", make, "zip", type="primary")


def _button(label: str, make: Callable[[], File], key: str) -> None:
    saving.button(label, make, key, width="stretch")


def _pptx(content: Content, store: Store) -> bytes:
    made = content.told()
    mark = fingerprints.fingerprint_of_slides(made, store.dataset_version)
    title, now = f"闵行区质量{content.subject}", datetime.now().astimezone()
    return powerpoint.to_pptx(made, store, title, now, mark, partial(coloured, store))


def coloured(store: Store, slide: MapSlide) -> ColouredMap:
    """A map in the colours of paper."""
    towns = town_map.coloured(store, slide.indicator_id, slide.years, "light").set_index("area_id")
    legend = dict(zip(towns["legend"], towns["colour"], strict=True))
    return ColouredMap(towns["colour"].to_dict(), towns["text"].to_dict(), legend)


def _brief(make: Callable[..., bytes], key: str, made: list[AnySlide], store: Store) -> bytes:
    """A brief with the first chart of its slides as a picture, without one where there is no font to draw it with."""
    drawn = ((slide, charts.specification(slide.panel, "light")) for slide in made if isinstance(slide, Slide))
    slide, spec = next(((slide, spec) for slide, spec in drawn if spec), (None, None))
    chart = None
    if slide is not None and spec is not None and pictures.font() is not None:
        chart = pictures.to_png(spec, slide.title, slide.heading, slide.remarks[0])
    mark = fingerprints.fingerprint_of_slides(made, store.dataset_version)
    return make(store, key, chart, datetime.now().astimezone(), mark)
