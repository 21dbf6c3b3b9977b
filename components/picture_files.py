"""The pictures of slides as files: one as it is, several as a ZIP, with the progress of a long row."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable

import streamlit as st

from components import drawings, pictures, theme
from components.saving import File
from whitepaper import export
from whitepaper.slides import AnySlide
from whitepaper.store import Store

KINDS = {"png": "image/png", "svg": "image/svg+xml"}
ON_SCREEN = "见下表"  # marks a remark that speaks of the table on the page
LONG = 5  # pictures, about two seconds


def of(told: Callable[[], list[AnySlide]], kind: str, mode: theme.Mode, store: Store, stem: str) -> File:
    """A picture for each slide that is a chart or map, in the colours that the reader sees."""
    drawn = [(slide, spec) for slide in told() if (spec := drawings.of(slide, store, mode))]
    bar = st.progress(0.0) if len(drawn) > LONG else None
    made = []
    for number, (slide, spec) in enumerate(drawn, 1):
        if bar is not None:
            bar.progress(number / len(drawn), f"第 {number} 张，共 {len(drawn)} 张")
        made.append((f"{number:02d}_{export.safe_name(slide.heading)}.{kind}", _picture(slide, spec, kind, store)))
    if bar is not None:
        bar.empty()
    if len(made) == 1:
        return File(f"{stem}.{kind}", KINDS[kind], made[0][1])
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in made:
            archive.writestr(name, content)
    return File(f"{stem}.zip", "application/zip", buffer.getvalue())


def _picture(slide: AnySlide, spec: dict[str, object], kind: str, store: Store) -> bytes:
    subtitle = "　".join([slide.heading, *(f"{name}：{text}" for name, text in slide.filters.items())])
    said = [remark for remark in slide.remarks if ON_SCREEN not in remark]
    source = "　".join([*said, f"数据版本：{store.dataset_version}"])
    if kind == "svg":
        return pictures.to_svg(spec, slide.title, subtitle, source).encode()
    return pictures.to_png(spec, slide.title, subtitle, source)
