"""PowerPoint files: a slide for each `Slide`, with charts, tables and maps that can be edited there.

Nothing is a picture: a chart carries its numbers, and its labels say them as the paper prints them.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from typing import Any

from pptx import Presentation
from pptx.enum.shapes import MSO_SHAPE
from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
from pptx.oxml.ns import qn
from pptx.util import Emu, Inches

from whitepaper.files.archive import timeless
from whitepaper.files.powerpoint.charts import draw_chart, draw_counts
from whitepaper.files.powerpoint.frame import BODY, File, add_foot, add_notes, empty_page, filters_of, start_page
from whitepaper.files.powerpoint.panels import MARKED_DERIVED, drawing_of, remarks_of
from whitepaper.files.powerpoint.tables import contents, draw_table, sheets
from whitepaper.files.powerpoint.town_map import ColouredMap, draw_map
from whitepaper.files.powerpoint.typesetting import Box, add_text, fitting_size, paint, place, set_fonts, write
from whitepaper.model.keys import DERIVED
from whitepaper.store import provenance
from whitepaper.store.store import Store
from whitepaper.stories.slides import (
    AnySlide,
    BoardSlide,
    CountSlide,
    MapSlide,
    Slide,
    TableSlide,
    TextSlide,
    heading_of,
)
from whitepaper.telling import boards
from whitepaper.telling.boards import Number
from whitepaper.telling.palette import PAPER
from whitepaper.telling.panels import Panel
from whitepaper.telling.phrases import CONTINUED
from whitepaper.telling.sheets import widths

TITLE_SIZES, VALUE_SIZES, LIST_SIZE = (40, 36, 32, 28, 24), (60, 48, 40, 32, 24), 18
BOARD_SIZES, NAME_SIZE, MOST_COLUMNS = (36, 32, 28, 24, 20), 16, 4

_TEMPLATE_WIDTH = 9144000  # of the 4:3 template that comes with the library
_TITLE_LAYOUT = 0


def to_pptx(
    slides: Sequence[AnySlide],
    store: Store,
    title: str,
    made: datetime,
    fingerprint: str,
    coloured: Callable[[MapSlide], ColouredMap],
) -> bytes:
    """The slides as a 16:9 PowerPoint file after a title slide; the same bytes for the same input.

    A panel with more bars or lines than can be read is a table, on several slides where it is long.
    coloured: how a map is drawn, as its colours are the screen's.
    Raises KeyError when a map names a town that is not there, or has no colour for one.
    """
    presentation: Any = Presentation()
    _widen(presentation)
    file = File(presentation, store, fingerprint)
    _title_slide(file, title, made)
    for slide in slides:
        if isinstance(slide, MapSlide):
            _add_map(file, slide, coloured(slide))
        elif isinstance(slide, TableSlide):
            _add_table(file, slide)
        elif isinstance(slide, TextSlide):
            _add_text(file, slide)
        elif isinstance(slide, BoardSlide):
            _add_board(file, slide, slide.numbers)
        elif isinstance(slide, CountSlide):
            _add_counts(file, slide)
        else:
            _add(file, slide)
    _set_properties(presentation, title, made, file)
    for page in presentation.slides:
        for part in (page, page.notes_slide, *(shape.chart.part for shape in page.shapes if shape.has_chart)):
            set_fonts(part._element)
    buffer = io.BytesIO()
    presentation.save(buffer)
    return timeless(buffer.getvalue())


def _widen(presentation: Any) -> None:
    """Make the 4:3 template 16:9, its layouts too, so that slides added by hand fit."""
    presentation.slide_width, presentation.slide_height = Inches(13.333), Inches(7.5)
    ratio = presentation.slide_width / _TEMPLATE_WIDTH
    for part in (presentation.slide_master, *presentation.slide_layouts):
        for tag, side in (("a:off", "x"), ("a:ext", "cx")):
            for element in part._element.iter(qn(tag)):
                if element.get(side):
                    element.set(side, str(round(int(element.get(side)) * ratio)))


def _title_slide(file: File, title: str, made: datetime) -> None:
    page = file.presentation.slides.add_slide(file.presentation.slide_layouts[_TITLE_LAYOUT])
    heading, below = page.placeholders
    papers = "、".join(f"《{name}》" for name in file.store.frame("editions")["title"])
    day = f"{made.year} 年 {made.month} 月 {made.day} 日"
    place(heading, Box.inches(0.9, 2.0, 11.5, 1.5))
    size = fitting_size(title, Inches(11.5), 2, TITLE_SIZES)
    write(heading, [title], size, PAPER.text, bold=True, align=PP_ALIGN.LEFT)
    place(below, Box.inches(0.9, 3.7, 11.5, 1.8))
    lines = [f"数据来自{papers}", day, f"数据版本 {file.store.dataset_version}　指纹 {file.fingerprint}"]
    write(below, lines, LIST_SIZE, PAPER.muted, align=PP_ALIGN.LEFT)
    _rule(page, Box.inches(0.9, 3.55, 1.6, 0.05))
    add_notes(page, [title, *lines])


def _rule(page: Any, box: Box) -> None:
    shape = page.shapes.add_shape(MSO_SHAPE.RECTANGLE, *box.sides)
    shape.shadow.inherit = False
    paint(shape, PAPER.accent, PAPER.accent)


def _add(file: File, slide: Slide) -> None:
    panel = slide.panel
    drawing = drawing_of(panel)
    remarks, heading = remarks_of(slide, drawing), heading_of(slide)
    if drawing != "table":
        page = start_page(file, slide, heading, _notes(file, slide, heading, remarks))
        if drawing == "value":
            _draw_value(page, panel)
        elif drawing == "board":
            _draw_board(page, boards.numbers(panel))
        else:
            draw_chart(page, panel, slide.title)
        add_foot(file, page, remarks)
        return
    header, rows = contents(panel)
    for number, part in enumerate(sheets(header, rows)):
        heading = slide.heading + CONTINUED if number else heading_of(slide)
        page = start_page(file, slide, heading, _notes(file, slide, heading, remarks))
        draw_table(page, header, part, slide.title)
        add_foot(file, page, remarks)


def _notes(file: File, slide: Slide, heading: str, remarks: Sequence[str]) -> list[str]:
    """Definition, remarks, formulas and citation of the indicator on a slide."""
    indicator = file.store.indicator(slide.panel.indicator_id)
    derived = slide.panel.rows[slide.panel.rows["status"] == DERIVED]
    return [
        f"指标：{heading}",
        f"定义：{indicator['definition']}",
        *remarks,
        *(f"算式：{row.series} {row.period_name}：{row.status_reason}" for row in derived.itertuples()),
        f"引用：{provenance.citation(file.store, slide.panel.indicator_id)}",
    ]


def _add_table(file: File, slide: TableSlide) -> None:
    heading, remarks = heading_of(slide), _told(slide)
    page = start_page(file, slide, heading, [heading, *remarks])
    rows = slide.table.to_numpy().tolist()
    draw_table(page, [str(name) for name in slide.table], rows, slide.title, widths(slide.table))
    add_foot(file, page, remarks)


def _add_text(file: File, slide: TextSlide) -> None:
    """A page of words; the title slide of the file stands for a cover."""
    if not slide.is_cover:
        page = start_page(file, slide, slide.heading, [slide.heading, *_told(slide)])
        add_text(page, BODY, list(slide.lines), LIST_SIZE, PAPER.text)
        add_foot(file, page, _told(slide))


def _add_board(file: File, slide: BoardSlide, numbers: Sequence[Number]) -> None:
    page = start_page(file, slide, slide.heading, [slide.heading, *_told(slide)])
    _draw_board(page, numbers)
    add_foot(file, page, _told(slide))


def _draw_board(page: Any, numbers: Sequence[Number]) -> None:
    """Numbers side by side, each under its name; they can be edited one by one."""
    columns = min(len(numbers), MOST_COLUMNS)
    lines = -(-len(numbers) // columns)
    width, height = BODY.width // columns, min(BODY.height // lines, Inches(2))
    size = min(fitting_size(number.shown, Emu(width - Inches(0.2)), 1, BOARD_SIZES) for number in numbers)
    for count, number in enumerate(numbers):
        left = Emu(BODY.left + count % columns * width)
        top = Emu(BODY.top + count // columns * height)
        box = Box(left, top, Emu(width - Inches(0.2)), Emu(height // 3))
        add_text(page, box, [number.name], NAME_SIZE, PAPER.muted, anchor=MSO_ANCHOR.BOTTOM)
        box = Box(left, Emu(top + height // 3), box.width, Emu(height // 3))
        add_text(page, box, [number.shown], size, PAPER.text, bold=True, anchor=MSO_ANCHOR.MIDDLE)
        if number.aside:
            box = Box(left, Emu(top + height // 3 * 2), box.width, Emu(height // 3))
            add_text(page, box, [number.aside], NAME_SIZE, PAPER.muted, anchor=MSO_ANCHOR.TOP)


def _add_counts(file: File, slide: CountSlide) -> None:
    page = start_page(file, slide, slide.heading, [slide.heading, *_told(slide)])
    draw_counts(page, slide)
    add_foot(file, page, _told(slide))


def _draw_value(page: Any, panel: Panel) -> None:
    filled = panel.rows[panel.rows["value"].notna()]
    if filled.empty:
        large, below = "缺失", list(dict.fromkeys(filter(None, panel.rows["status_reason"])))
    else:
        large = panel.value or filled["label"].iat[0]
        names = dict.fromkeys(filled["area"]) if filled["category"].eq("").all() else dict.fromkeys(filled["series"])
        below = ["、".join(dict.fromkeys(filled["period_name"])), "、".join(names)]
        if (filled["status"] == DERIVED).any():
            below[0] += MARKED_DERIVED
    size = fitting_size(large, BODY.width, 2, VALUE_SIZES)
    top = Box(BODY.left, BODY.top, BODY.width, Emu(BODY.height // 2))
    add_text(page, top, [large], size, PAPER.accent, bold=True, align=PP_ALIGN.CENTER, anchor=MSO_ANCHOR.BOTTOM)
    rest = Box(BODY.left, Emu(BODY.top + BODY.height // 2 + Inches(0.1)), BODY.width, Emu(BODY.height // 2))
    add_text(page, rest, below, LIST_SIZE, PAPER.muted, align=PP_ALIGN.CENTER)


def _add_map(file: File, slide: MapSlide, drawn: ColouredMap) -> None:
    page = empty_page(file, slide.title)
    add_notes(page, [slide.heading, *_told(slide), f"筛选：{filters_of(slide) or '无'}", f"指纹：{file.fingerprint}"])
    draw_map(page, drawn, slide.towns, file.store)
    add_foot(file, page, _told(slide))


def _told(slide: AnySlide) -> list[str]:
    """The remarks of a slide whose drawing is the same here as on the screen."""
    return [remark.text for remark in slide.remarks]


def _set_properties(presentation: Any, title: str, made: datetime, file: File) -> None:
    moment = made.astimezone(UTC).replace(tzinfo=None)
    properties = presentation.core_properties
    properties.title, properties.subject = title[:255], "、".join(file.store.frame("editions")["title"])[:255]
    properties.author = properties.last_modified_by = ""
    properties.created = properties.modified = moment
    properties.comments = f"数据版本 {file.store.dataset_version}，指纹 {file.fingerprint}"[:255]
    properties.language = "zh-CN"
