"""PowerPoint files: a slide for each `Slide`, with charts, tables and maps that can be edited there.

Nothing is a picture: a chart carries its numbers, and its labels say them as the paper prints them.
"""

from __future__ import annotations

import io
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import datetime
from itertools import takewhile
from typing import Any

import pandas as pd
from pptx import Presentation
from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
from pptx.oxml.ns import qn
from pptx.util import Emu, Inches, Length

from whitepaper.files import codes
from whitepaper.files.archive import timeless
from whitepaper.files.powerpoint.charts import draw_chart, draw_counts
from whitepaper.files.powerpoint.frame import (
    BODY,
    CONTENTS,
    File,
    add_foot,
    add_notes,
    empty_page,
    link_contents,
    start_page,
)
from whitepaper.files.powerpoint.panels import MARKED_DERIVED, drawing_of, remarks_of
from whitepaper.files.powerpoint.tables import (
    FEW,
    SIZES,
    SIZES_OF_FEW,
    Layout,
    contents,
    draw_table,
    of_lists,
    of_numbers,
    of_texts,
    sheets,
)
from whitepaper.files.powerpoint.town_map import ColouredMap, draw_map
from whitepaper.files.powerpoint.typesetting import (
    Box,
    add_block,
    add_figure,
    add_text,
    count_lines,
    figure_size,
    fitting_size,
    place,
    rgb,
    set_fonts,
    write,
)
from whitepaper.files.properties import Properties
from whitepaper.model.keys import DERIVED
from whitepaper.store import provenance
from whitepaper.store.described import records
from whitepaper.store.store import Store
from whitepaper.stories.slides import (
    AccountSlide,
    AnySlide,
    BoardSlide,
    ChangesSlide,
    CountSlide,
    ListsSlide,
    MapSlide,
    Slide,
    TableSlide,
    TextSlide,
    WatchSlide,
    clauses,
    heading_of,
)
from whitepaper.stories.tiles import Group, rows_of
from whitepaper.telling import boards
from whitepaper.telling.account import BETTER, WORDS, WORSE
from whitepaper.telling.boards import Number
from whitepaper.telling.palette import JUDGED, PAPER
from whitepaper.telling.panels import MOST_BARS, Panel
from whitepaper.telling.phrases import CONTINUED
from whitepaper.telling.sheets import shares

LEAST_ALONE = 28  # of the title of a cover that takes one line rather than two
TITLE_SIZES, VALUE_SIZES, LIST_SIZE = (40, 36, 32, 28, 24), (60, 48, 40, 32, 24), 18
MOST_LISTED, CONTENTS_FOOT, CONTENTS_SIZES = 12, Inches(0.5), (24, 20, 18, 16, 14, 12)
"""Lines of a column of what an appendix holds, the room below them, and sizes."""
LEADING = 1.5  # lines of the fonts that are taller than others
BOARD_SIZES, NAME_SIZES, NAME_LINES, ASIDE_SIZE, MOST_COLUMNS = (40, 36, 32, 28, 24, 20), (15, 14, 13, 12), 2, 14, 4
WATCHED, WATCHED_SIZES, MOST_WATCHED_LINES = Inches(3.6), (28, 24, 22, 20, 18), 3
"""Width of the figures of a few things to watch, sizes of the words beside them and how many lines these may take."""
CARD_GAP, CARD_EDGE, BAND, LEAST_CARDS = Inches(0.16), Inches(0.2), Inches(0.36), 4
"""Between cards, inside them, height of a name that several share; and numbers that are fewer stand in one row."""
BAR_HEIGHT, LEAST_PART, CARD = Inches(0.8), Inches(1.9), "#f2f5fa"
OF_ACCOUNT, GAP = 3, Inches(0.35)
"""Columns of each list of an account, and the space between what stands side by side."""
COVERED = Box.inches(0.9, 3.7, 11.5, 3.4)
COVER, ON_COVER, GOLD = "#17386e", "#dbe6f6", "#e0b13c"
"""Where the words below the title of a cover stand; its colours, as on the stage: ground, these words, its bar."""
LIST, MOST_TOWNS = Box.inches(7.7, 1.92, 5.13, 4.53), 14
"""Where the list beside a map stands, and lines of one column of it."""
SCAN, CODE_WORDS = "扫码看这些数", Box.inches(0.5, 1.42, 12.33, 0.45)
HIGHEST_CARD, HIGHEST_ALONE, LARGE_SIZES = Inches(2.2), Inches(3.4), (60, 54, 48, 44)

_TEMPLATE_WIDTH = 9144000  # of the 4:3 template that comes with the library
_TITLE_LAYOUT = 0


def to_pptx(
    slides: Sequence[AnySlide],
    store: Store,
    title: str,
    made: datetime,
    fingerprint: str,
    coloured: Callable[[MapSlide], ColouredMap],
    address: str = "",
) -> bytes:
    """The slides as a 16:9 PowerPoint file after a title slide; the same bytes for the same input.

    A panel with more bars or lines than can be read is a table, on several slides where it is long. What an appendix
    holds leads to its slides.
    coloured: how a map is drawn, as its colours are the screen's; address: of the same on the dashboard, as the
    reader's browser shows it, for a code on the last slide; empty where it is not known.
    Raises KeyError when a map names a town that is not there, or has no colour for one.
    """
    presentation: Any = Presentation()
    _widen(presentation)
    own = File(presentation, store, fingerprint)
    first = slides[0] if slides else None
    _title_slide(own, title, made, first if isinstance(first, TextSlide) and first.is_cover else None)
    agenda: Any = None
    goals: dict[str, Any] = {}
    layouts = _layouts(slides)
    for slide in slides:
        before, file = len(presentation.slides), replace(own, store=store.of(slide.publisher))
        if isinstance(slide, MapSlide):
            _add_map(file, slide, coloured(slide))
        elif isinstance(slide, AccountSlide):
            _add_account(file, slide)
        elif isinstance(slide, ListsSlide):
            _add_lists(file, slide)
        elif isinstance(slide, WatchSlide) and slide.is_of_few:
            _add_watched(file, slide)
        elif isinstance(slide, TableSlide):
            _add_table(file, slide, layouts[id(slide)])
        elif isinstance(slide, TextSlide):
            _add_text(file, slide, slides)
        elif isinstance(slide, BoardSlide):
            _add_board(file, slide, slide.numbers)
        elif isinstance(slide, CountSlide):
            _add_counts(file, slide)
        else:
            _add(file, slide)
        if len(presentation.slides) == before:
            continue  # a cover, which the first slide is already
        if isinstance(slide, TextSlide):
            if agenda is not None:
                link_contents(agenda, goals)
            agenda, goals = presentation.slides[before] if slide.contents else None, {}
        elif agenda is not None:
            goals.setdefault(slide.heading, presentation.slides[before])
    if agenda is not None:
        link_contents(agenda, goals)
    if address:
        _add_code(own, address)
    Properties.of(store, title, made, fingerprint).write(presentation)
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


def _title_slide(file: File, title: str, made: datetime, cover: TextSlide | None) -> None:
    """The title of the file, or the cover of a story, with what a file says of itself."""
    papers = "、".join(f"《{name}》" for name in file.store.frame("editions")["title"])
    day = f"{made.year} 年 {made.month} 月 {made.day} 日制作"
    title, own = ("".join(clauses(cover.title)), list(cover.lines)) if cover else (title, [])
    version = f"数据版本 {file.store.dataset_version}　指纹 {file.fingerprint}"
    _cover_page(file, title, [*own, f"数据来自{papers}", day, version])


def _cover_page(file: File, title: str, lines: Sequence[str]) -> None:
    """A page that opens the file, or a part of it."""
    page = file.presentation.slides.add_slide(file.presentation.slide_layouts[_TITLE_LAYOUT])
    heading, below = page.placeholders
    page.background.fill.solid()
    page.background.fill.fore_color.rgb = rgb(COVER)
    place(heading, Box.inches(0.9, 2.0, 11.5, 1.5))
    size = fitting_size(title, Inches(11.5), 1, TITLE_SIZES)
    if size < LEAST_ALONE:
        size = fitting_size(title, Inches(11.5), 2, TITLE_SIZES)
    write(heading, [title], size, PAPER.background, bold=True, align=PP_ALIGN.LEFT, anchor=MSO_ANCHOR.MIDDLE)
    place(below, COVERED)
    write(below, lines, min(LIST_SIZE, int(COVERED.height.pt / len(lines) / LEADING)), ON_COVER, align=PP_ALIGN.LEFT)
    _rule(page, Box.inches(0.9, 1.7, 1.0, 0.06))
    add_notes(page, [title, *lines])


def _rule(page: Any, box: Box) -> None:
    add_block(page, box, GOLD)


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
    parts = list(sheets(header, rows))
    layout = of_numbers(header, parts if panel.whole is None else _alike(replace(panel, rows=panel.whole)))
    for number, part in enumerate(parts):
        heading = slide.heading + CONTINUED if number else heading_of(slide)
        page = start_page(file, slide, heading, _notes(file, slide, heading, remarks))
        draw_table(page, header, part, slide.title, layout)
        add_foot(file, page, remarks)


def _alike(panel: Panel) -> list[list[list[str]]]:
    """All rows of a panel in parts as long as the longest of its slides: what sets one of them sets all."""
    _, rows = contents(panel)
    return [rows[start : start + MOST_BARS + 1] for start in range(0, len(rows), MOST_BARS + 1)]


def _notes(file: File, slide: Slide, heading: str, remarks: Sequence[str]) -> list[str]:
    """Definition, remarks, formulas and citation of the indicator on a slide."""
    indicator = file.store.indicator(slide.panel.indicator_id)
    derived = slide.panel.rows[slide.panel.rows["status"] == DERIVED]
    return [
        f"指标：{heading}",
        f"定义：{indicator['definition']}",
        *remarks,
        *(f"算式：{row['series']} {row['period_name']}：{row['status_reason']}" for row in records(derived)),
        f"引用：{provenance.citation(file.store, slide.panel.indicator_id)}",
    ]


def _layouts(slides: Sequence[AnySlide]) -> dict[int, Layout]:
    """Of each slide with a table (by its id) how it is set: those that continue one another alike."""
    runs: list[list[TableSlide]] = []
    for slide in (one for one in slides if isinstance(one, TableSlide)):
        if slide.is_continued and runs and list(runs[-1][-1].table) == list(slide.table):
            runs[-1].append(slide)
        else:
            runs.append([slide])
    found: dict[int, Layout] = {}
    for run in runs:
        is_few = all(len(slide.table) < FEW for slide in run)
        layout = of_texts([slide.table for slide in run], sizes=SIZES_OF_FEW if is_few else SIZES)
        found |= dict.fromkeys(map(id, run), layout)
    return found


def _add_table(file: File, slide: TableSlide, layout: Layout) -> None:
    heading, remarks = heading_of(slide), _told(slide)
    page = start_page(file, slide, heading, [heading, *remarks])
    rows = slide.table.to_numpy().tolist()
    header = [str(name) for name in slide.table]
    colours, tinted = _tones(slide)
    draw_table(page, header, rows, slide.title, layout, colours=colours, tinted=tinted)
    add_foot(file, page, remarks)


def _add_watched(file: File, slide: WatchSlide) -> None:
    """One or two things to watch, large, in as much of the page each."""
    page = start_page(file, slide, heading_of(slide), [heading_of(slide), *_told(slide)])
    rows = slide.table.to_numpy().tolist()
    height = BODY.height // len(rows)
    beside = Emu(BODY.width - WATCHED - GAP)
    for line, (figure, what, asked) in enumerate(rows):
        top = BODY.top + line * height
        box = Box(BODY.left, Emu(top), WATCHED, Emu(height))
        colour = JUDGED[WORSE] if slide.tones[line] == "worse" else PAPER.accent
        size = fitting_size(figure, WATCHED, 1, LARGE_SIZES + BOARD_SIZES)
        add_text(page, box, [figure], size, colour, bold=True, anchor=MSO_ANCHOR.MIDDLE)
        words = Box(Emu(BODY.left + WATCHED + GAP), Emu(top), beside, Emu(height * 3 // 4))
        size = fitting_size(what, beside, MOST_WATCHED_LINES, WATCHED_SIZES)
        add_text(page, words, [what], size, PAPER.text, anchor=MSO_ANCHOR.MIDDLE)
        below = Box(words.left, Emu(top + height * 3 // 4), beside, Emu(height // 4))
        add_text(page, below, [asked], LIST_SIZE, PAPER.muted)
        if line:
            add_block(page, Box(BODY.left, Emu(top), BODY.width, Emu(Inches(0.01))), PAPER.grid)
    add_foot(file, page, _told(slide))


def _tones(slide: TableSlide) -> tuple[dict[tuple[int, int], str], list[int]]:
    """The colours of texts that are judged, by row and column, and the rows that got worse."""
    if isinstance(slide, ChangesSlide):
        last = len(slide.table.columns) - 1
        judged = {(row, last): JUDGED[one] for row, one in enumerate(slide.judgements) if one is not None}
        return judged, [row for row, one in enumerate(slide.judgements) if one == WORSE]
    if isinstance(slide, WatchSlide):
        return {(row, 0): JUDGED[WORSE] for row, tone in enumerate(slide.tones) if tone == "worse"}, []
    return {}, []


def _add_account(file: File, slide: AccountSlide) -> None:
    """A bar in as many parts as there are judgements, over the two lists."""
    page = start_page(file, slide, heading_of(slide), [heading_of(slide), *_told(slide)])
    counts = {judgement: count for judgement, count in slide.counts.items() if count}
    left, gap = int(BODY.left), Inches(0.06)
    lengths = shares(list(counts.values()), BODY.width - gap * (len(counts) - 1), LEAST_PART)
    for (judgement, count), width in zip(counts.items(), map(int, lengths), strict=True):
        box = Box(Emu(left), BODY.top, Emu(width), BAR_HEIGHT)
        shape = add_block(page, box, JUDGED[judgement])
        words = f"{count} 项{WORDS[judgement]}"
        write(shape, [words], LIST_SIZE, PAPER.background, bold=True, align=PP_ALIGN.CENTER, anchor=MSO_ANCHOR.MIDDLE)
        left += width + gap
    top = Emu(BODY.top + BAR_HEIGHT + Inches(0.25))
    below = replace(BODY, top=top, height=Emu(BODY.top + BODY.height - top))
    lists = [(BETTER, slide.table.iloc[:, :OF_ACCOUNT]), (WORSE, slide.table.iloc[:, OF_ACCOUNT:])]
    told = [(judgement, own.loc[own.iloc[:, 0] != ""]) for judgement, own in lists]
    told = [(judgement, own.rename(columns=str.strip)) for judgement, own in told if len(own)]
    boxes = _side_by_side(below, len(told))
    layouts = [of_texts([own], box) for (_, own), box in zip(told, boxes, strict=True)]
    size = min(layout.size for layout in layouts)
    for (judgement, own), box, layout in zip(told, boxes, layouts, strict=True):
        colours = {(row, OF_ACCOUNT - 1): JUDGED[judgement] for row in range(len(own))}
        draw_table(page, list(own), own.to_numpy().tolist(), slide.title, replace(layout, size=size), box=box,
                   head=JUDGED[judgement], colours=colours)  # fmt: skip
    add_foot(file, page, _told(slide))


def _side_by_side(box: Box, count: int) -> list[Box]:
    """A box in columns of like width."""
    width = Emu((box.width - GAP * (count - 1)) // count)
    return [replace(box, left=Emu(box.left + place * (width + GAP)), width=width) for place in range(count)]


def _add_lists(file: File, slide: ListsSlide) -> None:
    """Lists side by side, each under its heading, in letters of one size."""
    page = start_page(file, slide, heading_of(slide), [heading_of(slide), *_told(slide)])
    boxes = _side_by_side(BODY, len(slide.lists))
    frames = [pd.DataFrame(lines, columns=["", heading]) for heading, lines in slide.lists.items()]
    for frame, box, layout in zip(frames, boxes, of_lists(frames, boxes), strict=True):
        colours = {(row, 0): PAPER.accent for row in range(len(frame))}
        table = draw_table(page, list(frame), frame.to_numpy().tolist(), slide.title, layout, box=box, colours=colours)
        table.cell(0, 0).merge(table.cell(0, 1))
    add_foot(file, page, _told(slide))


def _add_text(file: File, slide: TextSlide, slides: Sequence[AnySlide]) -> None:
    """A page of words, with all that follows it where it lists that; the title slide of the file stands for a cover."""
    if slide.is_cover:
        if slide is not slides[0]:
            _cover_page(file, "".join(clauses(slide.title)), slide.lines)
        return
    page = start_page(file, slide, slide.heading, [slide.heading, *_told(slide)])
    after = slides[next(place for place, one in enumerate(slides, 1) if one is slide) :] if slide.contents else []
    left = takewhile(lambda one: not isinstance(one, TextSlide), after)
    counts = Counter(one.heading for one in left)
    listed = [heading + (f"（{count} 页）" if count > 1 else "") for heading, count in counts.items()]
    columns = -(-len(listed) // MOST_LISTED) or 1
    each = -(-len(listed) // columns)
    below = replace(BODY, height=Emu(BODY.height - CONTENTS_FOOT))
    boxes = _side_by_side(below, columns)
    size = min((fitting_size(text, boxes[0].width, 1, CONTENTS_SIZES) for text in listed), default=LIST_SIZE)
    for column, box in enumerate(boxes if listed else []):
        own = listed[column * each : (column + 1) * each]
        add_text(page, box, own, min(size, int(below.height.pt / each / LEADING)), PAPER.text).name = CONTENTS
    foot = Box(BODY.left, Emu(BODY.top + BODY.height - CONTENTS_FOOT), BODY.width, CONTENTS_FOOT)
    add_text(page, foot, slide.lines, ASIDE_SIZE, PAPER.muted, anchor=MSO_ANCHOR.BOTTOM)
    add_foot(file, page, _told(slide))


def _add_code(file: File, address: str) -> None:
    """A code that leads to the same on the dashboard; of an address that is too long, that it is."""
    page = empty_page(file, [SCAN])
    add_notes(page, [SCAN, address, f"指纹：{file.fingerprint}"])
    if codes.fits(address):
        side = BODY.height
        box = Box(Emu(BODY.left + (BODY.width - side) // 2), BODY.top, side, side)
        picture = page.shapes.add_picture(io.BytesIO(codes.to_png(address)), *box.sides)
        picture._element.nvPicPr.cNvPr.set("descr", f"二维码：{address}")
        line = address
    else:
        line = f"网址有 {len(address)} 个字符，二维码放不下。请在看板的“导出”里复制链接。"
    words = add_text(page, CODE_WORDS, [line], ASIDE_SIZE, PAPER.muted, align=PP_ALIGN.CENTER)
    if codes.fits(address):
        words.text_frame.paragraphs[0].runs[0].hyperlink.address = address
    add_foot(file, page, ["网址是导出时浏览器里的，在能打开看板的网络里有效"])


def _add_board(file: File, slide: BoardSlide, numbers: Sequence[Number]) -> None:
    page = start_page(file, slide, heading_of(slide), [heading_of(slide), *_told(slide)])
    _draw_board(page, numbers)
    add_foot(file, page, _told(slide))


def _draw_board(page: Any, numbers: Sequence[Number]) -> None:
    """Cards side by side, each a number under its name, with an edge where it is judged; all can be edited."""
    single = [[Group("", (tuple(one.pieces),), (one,)) for one in numbers]]
    rows = single if len(numbers) < LEAST_CARDS else rows_of(numbers, MOST_COLUMNS)
    columns = max(sum(len(group.numbers) for group in row) for row in rows)
    width = Emu((BODY.width + CARD_GAP) // columns - CARD_GAP)
    tall = HIGHEST_CARD if len(rows) > 1 else HIGHEST_ALONE
    height = Emu(min((BODY.height + CARD_GAP) // len(rows) - CARD_GAP, tall))
    cards = [
        (box, own, number)
        for line, row in enumerate(rows)
        for box, own, number in _cards(page, row, Emu(BODY.top + line * (height + CARD_GAP)), width, height)
    ]
    sizes = BOARD_SIZES if len(rows) > 1 else (*LARGE_SIZES, *BOARD_SIZES)
    size = min(figure_size(number.parts, Emu(box.width - 2 * CARD_EDGE), sizes) for box, _, number in cards)
    named = min(_name_size(own, Emu(box.width - 2 * CARD_EDGE)) for box, own, _ in cards)
    for box, own, number in cards:
        _draw_card(page, box, own, number, named, size)


def _cards(
    page: Any, row: Sequence[Group], top: Length, width: Length, height: Length
) -> Iterator[tuple[Box, tuple[str, ...], Number]]:
    """Where the cards of one row stand, with the names on them; names that several share are written above those."""
    left = int(BODY.left)
    for group in row:
        band = Emu(BAND if group.name else 0)
        if band:
            wide = Emu(len(group.numbers) * (width + CARD_GAP) - CARD_GAP)
            size = fitting_size(group.name, wide, 1, NAME_SIZES)
            box = Box(Emu(left), top, wide, band)
            add_text(page, box, [group.name], size, PAPER.text, bold=True, anchor=MSO_ANCHOR.MIDDLE)
        for own, number in zip(group.own, group.numbers, strict=True):
            yield Box(Emu(left), Emu(top + band), width, Emu(height - band)), own, number
            left += width + CARD_GAP


def _draw_card(page: Any, whole: Box, own: Sequence[str], number: Number, named: int, size: int) -> None:
    """One card. named, size: of its name and of its figure, those of all cards of a board."""
    _card(page, whole, number.judgement)
    third, width = Emu(whole.height // 3), Emu(whole.width - 2 * CARD_EDGE)
    box = Box(Emu(whole.left + CARD_EDGE), Emu(whole.top + Inches(0.08)), width, third)
    add_text(page, box, own, named, PAPER.muted)
    box = Box(box.left, Emu(whole.top + third), width, third)
    add_figure(page, box, number.parts, size)
    word = WORDS[number.judgement] if number.judgement else ""
    aside = "　".join(filter(None, [number.aside, word]))
    if aside:
        box = Box(box.left, Emu(whole.top + third * 2), width, third)
        colour = JUDGED[number.judgement] if number.judgement else PAPER.muted
        add_text(page, box, [aside], ASIDE_SIZE, colour)


def _name_size(parts: Sequence[str], width: Length) -> int:
    """The largest size in which the name of a number takes two lines, else the smallest, in which it has three."""
    lines = {size: sum(count_lines(part, width.pt / size - 1) for part in parts) for size in NAME_SIZES}
    return next((size for size, count in lines.items() if count <= NAME_LINES), NAME_SIZES[-1])


def _card(page: Any, box: Box, judgement: int | None) -> None:
    edge = JUDGED[judgement] if judgement else PAPER.grid
    for own, colour in ((box, CARD), (Box(box.left, box.top, Inches(0.05), box.height), edge)):
        add_block(page, own, colour)


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
    page = start_page(file, slide, slide.heading, [slide.heading, *_told(slide)])
    draw_map(page, drawn, slide.towns, file.store)
    towns = list(enumerate(file.store.towns.itertuples(), 1))
    half = -(-len(towns) // 2) if len(towns) > MOST_TOWNS else len(towns)
    parts = [towns[start : start + half] for start in range(0, len(towns), half)]
    for box, part in zip(_side_by_side(LIST, len(parts)), parts, strict=True):
        lines = [("", str(place), row.name, drawn.labels.get(row.area_id, "")) for place, row in part]
        listed = pd.DataFrame(lines, columns=["", " ", "街镇", "数值" if slide.indicator_id else "特色产业"])
        table = draw_table(page, ["", *listed.columns[1:]], lines, slide.title, of_texts([listed], box), box=box)
        for number, (_, row) in enumerate(part, 1):
            swatch = table.cell(number, 0).fill
            swatch.solid()
            swatch.fore_color.rgb = rgb(drawn.colours[row.area_id])
    add_foot(file, page, _told(slide))


def _told(slide: AnySlide) -> list[str]:
    """The remarks of a slide whose drawing is the same here as on the screen."""
    return [remark.text for remark in slide.remarks]
