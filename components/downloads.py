"""One menu of files on every page, each made when it is asked for, not on every rerun."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial

import pandas as pd
import streamlit as st

from components import charts, filters, pictures, runtime, theme, town_map
from whitepaper import briefs, export, fingerprints, pins, powerpoint, slides, workbook
from whitepaper.pins import Pin
from whitepaper.powerpoint import MapSlide
from whitepaper.selection import Selection, to_query
from whitepaper.slides import Slide
from whitepaper.store import Store

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
PPTX = "application/vnd.openxmlformats-officedocument.presentationml.presentation"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
MOST_COPIED = 200
ON_SCREEN = "见下表"  # marks a remark that speaks of the table on the page


@dataclass(frozen=True)
class Content:
    """What a page can hand out.

    subject: begins the file names; count: rows, which the names hold too; csv, xlsx: makers of files; table: what is
    copied as text; told: maker of the slides that show the same, None where there is a table only; brief: maker of one
    page in Word; maps: maker of the maps that follow the slides.
    """

    subject: str
    count: int
    csv: Callable[[], bytes]
    xlsx: Callable[[], bytes]
    table: Callable[[], pd.DataFrame]
    told: Callable[[], list[Slide]] | None = None
    brief: Callable[[], bytes] | None = None
    maps: Callable[[], list[MapSlide]] = list


def of_observations(rows: pd.DataFrame, selection: Selection, store: Store, told: Callable[[], list[Slide]]) -> Content:
    """Exactly these observations, and the slides that show them."""
    mark = partial(fingerprints.fingerprint, rows, store.dataset_version)
    title = "闵行区质量数据"
    return Content(
        subject="数据",
        count=len(rows),
        csv=lambda: export.to_csv(rows, store),
        xlsx=lambda: workbook.to_xlsx(rows, store, title, _words(selection), datetime.now().astimezone(), mark()),
        table=lambda: export.described(rows, store).rename(columns=export.HEADINGS),
        told=told,
    )


def of_table(table: pd.DataFrame, selection: Selection, store: Store, subject: str) -> Content:
    """A table with the headings it has on the page."""
    now = datetime.now().astimezone
    mark = partial(fingerprints.fingerprint_of_table, table, store.dataset_version)
    return Content(
        subject=subject,
        count=len(table),
        csv=lambda: export.table_to_csv(table),
        xlsx=lambda: workbook.table_to_xlsx(table, store, subject, _words(selection), now(), mark()),
        table=lambda: table,
    )


def of_honours(rows: pd.DataFrame, selection: Selection, store: Store) -> Content:
    """Exactly these honours."""
    return of_table(export.honours_described(rows, store), selection, store, "荣誉")


def of_sector(selection: Selection, store: Store) -> Content:
    """The numbers of a sector (or of the sub-sector chosen), its slides, its brief."""
    sector = selection.sector
    told = partial(slides.storyline, store, slides.SECTOR, sector)
    chosen = Selection(sector, selection.subsector, selection.towns, selection.years)
    content = of_observations(store.observations(chosen), chosen, store, told)
    return replace(content, brief=lambda: _brief(briefs.sector_brief, sector, told, store))


def of_town(selection: Selection, store: Store) -> Content:
    """The numbers of the chosen towns, the slides and the brief of the first."""
    town = selection.towns[0]
    told = partial(slides.storyline, store, slides.TOWN, town)
    rows = store.observations(Selection(towns=selection.towns, years=selection.years))
    content = of_observations(rows, Selection(towns=selection.towns, years=selection.years), store, told)
    return replace(content, brief=lambda: _brief(briefs.town_brief, town, told, store))


def of_map(selection: Selection, store: Store) -> Content:
    """The numbers of the towns that the map shows, their slides, and the map itself as shapes."""
    shown = Selection(towns=selection.towns or tuple(store.towns["area_id"]), indicators=selection.indicators)
    content = of_observations(store.observations(shown), shown, store, told_by(shown, store))
    return replace(content, maps=partial(_maps, selection, store))


def of_overview(selection: Selection, store: Store) -> Content:
    """The numbers that the selection keeps, and the slides of the whole district."""
    told = partial(slides.storyline, store, slides.OVERVIEW)
    return of_observations(store.observations(selection), selection, store, told)


def of_pins(own: Sequence[Pin], store: Store) -> Content:
    """The numbers that a reader's collection shows, and its slides."""
    told = partial(pins.pinned_slides, store, own)
    shown = {key for one in own for key in one.numbers}
    rows = store.observations(Selection())
    return replace(of_observations(rows[rows["key"].isin(shown)], Selection(), store, told), subject="我的汇报")


def menu(content: Content, selection: Selection, store: Store) -> None:
    """The menu 导出: CSV, Excel, PowerPoint, pictures, link, and the table as text to copy."""
    stem = partial(export.file_name, selection, content.count, store, content.subject)
    key = content.subject
    with st.popover("导出", type="primary", key=f"export_{key}", on_change="rerun") as opened:
        if not opened.open:
            return
        _button("CSV", content.csv, stem(suffix="csv"), "text/csv", f"csv_{key}")
        _button("Excel", content.xlsx, stem(suffix="xlsx"), XLSX, f"xlsx_{key}")
        if content.told is not None:
            made = partial(_pptx, content, store)
            _button("PowerPoint", made, stem(suffix="pptx"), PPTX, f"pptx_{key}")
            if pictures.font() is None:
                st.caption("图片：服务器上没有中文字体，请管理员安装 Noto Sans CJK SC 或 Microsoft YaHei。")
            else:
                png = partial(_pictures, content.told, "png", runtime.mode(), store)
                _button("图片（PNG）", png, stem(suffix="zip"), "application/zip", f"png_{key}")
                svg = partial(_pictures, content.told, "svg", runtime.mode(), store)
                _button("图片（SVG）", svg, stem(suffix="zip"), "application/zip", f"svg_{key}")
        if content.brief is not None:
            _button("Word 简报（一页）", content.brief, stem(suffix="docx"), DOCX, f"docx_{key}")
        st.markdown("链接")
        query = "&".join(f"{name}={value}" for name, value in to_query(selection).items())
        address = str(st.context.url or "").partition("?")[0]
        st.code(f"{address}?{query}" if query else address, language=None, wrap_lines=True)
        st.markdown(f"复制表格（前 {MOST_COPIED} 行）" if content.count > MOST_COPIED else "复制表格")
        st.code(export.as_text(content.table().head(MOST_COPIED)), language=None, height=120)


def offer_dataset(store: Store) -> None:
    """A button that saves the whole dataset as ZIP."""
    st.download_button(
        "下载全部数据（ZIP）",
        data=lambda: export.dataset_zip(store),
        file_name=f"闵行区质量数据_全部_{store.dataset_version}.zip",
        mime="application/zip",
        on_click="ignore",
        key="zip",
        type="primary",
    )


def told_by(selection: Selection, store: Store) -> Callable[[], list[Slide]]:
    """The slides of everything that a selection keeps."""
    return lambda: slides.shown(store, selection)


def _button(label: str, data: Callable[[], bytes], name: str, mime: str, key: str) -> None:
    st.download_button(label, data=data, file_name=name, mime=mime, on_click="ignore", key=key, width="stretch")


def _pptx(content: Content, store: Store) -> bytes:
    assert content.told is not None
    made = content.told()
    mark = fingerprints.fingerprint_of_slides(made, store.dataset_version)
    title = f"闵行区质量{content.subject}"
    return powerpoint.to_pptx(made, store, title, datetime.now().astimezone(), mark, content.maps())


def _maps(selection: Selection, store: Store) -> list[MapSlide]:
    """The map in the colours of paper: by the indicator that can be mapped, else by industry."""
    named = [key for key in selection.indicators if key in town_map.indicators(store)][:1]
    towns = (
        town_map.by_indicator(store, named[0], selection.years, "light")
        if named
        else town_map.by_industry(store, "light")
    ).set_index("area_id")
    title = f"14 个街镇：{store.name('indicators', named[0]) if named else '特色产业'}"
    return [
        MapSlide(
            title,
            towns["colour"].to_dict(),
            towns["text"].to_dict(),
            ("来源：街镇专题报告（附录1 至附录14）", f"示意：{town_map.DISCLAIMER}"),
            dict(zip(towns["legend"], towns["colour"], strict=True)),
        )
    ]


def _brief(make: Callable[..., bytes], key: str, told: Callable[[], list[Slide]], store: Store) -> bytes:
    """A brief with the first chart of its slides as a picture, without one where there is no font to draw it with."""
    made = told()
    drawn = next((slide for slide in made if charts.specification(slide.panel, "light")), None)
    chart = None
    if drawn is not None and pictures.font() is not None:
        spec = charts.specification(drawn.panel, "light")
        assert spec is not None
        chart = pictures.to_png(spec, drawn.title, drawn.heading, drawn.panel.remarks[0])
    mark = fingerprints.fingerprint_of_slides(made, store.dataset_version)
    return make(store, key, chart, datetime.now().astimezone(), mark)


def _pictures(told: Callable[[], list[Slide]], kind: str, mode: theme.Mode, store: Store) -> bytes:
    """A ZIP with one picture for each slide that is a chart, in the colours that the reader sees."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for number, slide in enumerate(told(), 1):
            spec = charts.specification(slide.panel, mode)
            if spec is None:
                continue
            subtitle = "　".join([slide.heading, *(f"{name}：{text}" for name, text in slide.filters.items())])
            said = [remark for remark in slide.panel.remarks if ON_SCREEN not in remark]
            source = "　".join([*said, f"数据版本：{store.dataset_version}"])
            drawn = (pictures.to_png if kind == "png" else pictures.to_svg)(spec, slide.title, subtitle, source)
            archive.writestr(f"{number:02d}_{export.safe_name(slide.heading)}.{kind}", drawn)
    return buffer.getvalue()


def _words(selection: Selection) -> dict[str, str]:
    return {filters.LABELS[name]: text for name, text in filters.in_words(selection).items()}
