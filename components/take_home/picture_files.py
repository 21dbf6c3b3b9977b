"""The pictures of slides as files: one as it is, several as a ZIP, with the progress of a long row."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from components.drawing import drawings, pictures
from components.frame import runtime
from components.widgets.saving import File
from whitepaper.files.archive import pack
from whitepaper.files.names import safe_name
from whitepaper.model.errors import NothingDrawnError
from whitepaper.store.store import Store
from whitepaper.stories.slides import AnySlide, heading_of

KINDS = {"png": "image/png", "svg": "image/svg+xml"}
LONG = 5  # pictures, about two seconds


def of(told: Callable[[], list[AnySlide]], kind: str, store: Store, stem: str) -> File:
    """A picture for each slide that is a chart or map, in light colours, as papers are white.

    Raises NothingDrawnError where none is.
    """
    wanted = [(slide, drawings.of(slide, store, runtime.geometry(slide.publisher), "light")) for slide in told()]
    drawn = [(slide, spec) for slide, spec in wanted if spec]
    if not drawn:
        raise NothingDrawnError("这里没有图和地图，数都在表里：请存 Excel 或 PowerPoint。")
    bar = st.progress(0.0) if len(drawn) > LONG else None
    made = []
    for number, (slide, spec) in enumerate(drawn, 1):
        if bar is not None:
            bar.progress(number / len(drawn), f"第 {number} 张，共 {len(drawn)} 张")
        made.append(
            (
                f"{number:02d}_{safe_name(heading_of(slide))}.{kind}",
                _picture(slide, spec, kind, store.of(slide.publisher)),
            )
        )
    if bar is not None:
        bar.empty()
    if len(made) == 1:
        return File(f"{stem}.{kind}", KINDS[kind], made[0][1])
    return File(f"{stem}_{kind.upper()}.zip", "application/zip", pack(made))


def _picture(slide: AnySlide, spec: dict[str, object], kind: str, store: Store) -> bytes:
    subtitle = "　".join([heading_of(slide), *(f"{name}：{text}" for name, text in slide.filters.items())])
    said = [one.on_stage for one in slide.remarks]
    source = "　".join([*said, f"数据版本：{store.dataset_version}"])
    if kind == "svg":
        return pictures.to_svg(spec, slide.title, subtitle, source, pictures.PAPER_WIDTH).encode()
    return pictures.for_papers(spec, slide.title, subtitle, source)
