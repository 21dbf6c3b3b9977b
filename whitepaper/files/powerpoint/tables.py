"""Native tables of a PowerPoint file: all rows of a panel, on as many slides as they need."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

import pandas as pd
from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
from pptx.util import Emu, Inches, Length, Pt

from whitepaper.files.powerpoint.frame import BODY
from whitepaper.files.powerpoint.panels import MARKED_DERIVED, grid, ordered
from whitepaper.files.powerpoint.typesetting import SMALL_SIZE, SURE, Box, count_lines, describe, fill_text, rgb
from whitepaper.model.keys import DERIVED
from whitepaper.model.text import ems
from whitepaper.printed import wording
from whitepaper.telling.palette import PAPER
from whitepaper.telling.panels import MANY_SERIES, Panel
from whitepaper.telling.sheets import at_right, ranges, widths

MOST_ROWS = 14
SIZES = (20, 18, 16, 14, SMALL_SIZE)
SIZES_OF_FEW, FEW = (28, 24, *SIZES), 6
"""Of a table of fewer lines than these, which would leave half a slide empty in smaller letters."""
MOST_STRETCHED = 2.2
"""By how much a row may be higher than its words, so that a short table is not a strip at the top."""
TINT = "#fbe9dd"
NO_COLOURS: Mapping[tuple[int, int], str] = MappingProxyType({})
GAP = Inches(0.25)
"""What a column of labels has beside them."""
SHORT, WIDEST = 8.0, 0.65
"""Ems of what stands on one line, a period, a place, a source; how wide a figure of it is in the widest typeface."""
_MARGIN = Inches(0.06)
_APART = Pt(12)
"""What a column of words has between it and numbers on its left, which end where it begins."""


@dataclass(frozen=True)
class Layout:
    """How a table is set, on all its slides alike.

    shares: of the width, one for each column; size: of the letters; right: columns of numbers, which stand there.
    """

    shares: tuple[float, ...]
    size: int
    right: frozenset[int] = frozenset()


def contents(panel: Panel) -> tuple[list[str], list[list[str]]]:
    """Heading and cells of all rows of a panel, totals first; the words say what is derived or missing."""
    rows = panel.rows
    if panel.shape in {"trend", "paired"}:
        years = sorted({int(year) for year in rows["year"].dropna()})
        cells = {(row.series, int(row.year)): _cell(row) for row in rows.itertuples()}
        whole_first = rows.sort_values("is_total", ascending=False, kind="stable")
        names = dict.fromkeys(whole_first["series"])
        if panel.shape == "paired":
            totals = dict.fromkeys(whole_first.loc[whole_first["is_total"], "series"])
            names = dict.fromkeys([*totals, *grid(panel)[0], *names])
        body = [[name, *(cells.get((name, year), wording.NO_VALUE) for year in years)] for name in names]
        return ["项目", *(f"{year} 年" for year in years)], body
    if panel.shape == "dots":
        totals = rows[rows["is_total"] & rows["value"].notna()]
        own = pd.concat([totals, ordered(panel)])
        body = [[row.series, _cell(row), *(base.shown(row.key) for base in panel.bases)] for row in own.itertuples()]
        return ["项目", "数值", *(" ".join(base.head) for base in panel.bases)], body
    if panel.is_ranked:
        rows = rows.sort_values("plotted", ascending=False, kind="stable", na_position="last")
    rows = rows.sort_values("is_total", ascending=False, kind="stable")
    return ["项目", "数值", "期间"], [[row.series, _cell(row), row.period_name] for row in rows.itertuples()]


def sheets(header: Sequence[str], rows: Sequence[list[str]]) -> Iterator[list[list[str]]]:
    """The rows of a table in parts of like size, one for each slide; a row that wraps takes the room of several."""
    columns = _widths(_shares(len(header)), BODY)
    heights = [
        max(count_lines(text, width.pt / SMALL_SIZE - 1) for text, width in zip(row, columns, strict=True))
        for row in rows
    ]
    for start, end in ranges(heights, MOST_ROWS, step=1):
        yield list(rows[start:end])


def of_numbers(header: Sequence[str], parts: Sequence[Sequence[Sequence[str]]]) -> Layout:
    """The layout of a table whose first column is names, for all its parts."""
    shares = _shares(len(header))
    right = frozenset(range(1, len(header)))
    size = min(_fitting([header, *rows], _rooms(_widths(shares, BODY), right), BODY, SIZES) for rows in parts)
    return Layout(shares, size, right)


def of_texts(parts: Sequence[pd.DataFrame], box: Box = BODY, sizes: Sequence[int] = SIZES) -> Layout:
    """The layout of a table of texts, for all its parts: columns as wide as their words need, no number broken."""
    every = pd.concat(parts)
    shares = widths(every)
    right = frozenset(place for place, is_right in enumerate(at_right(every)) if is_right)
    widest = box.width.pt / sum(shares)
    fair = [size for size in sizes if size <= widest] or [SMALL_SIZE]
    for size in fair:
        own = _with_whole_words(every, _widths(shares, box), right, size)
        rooms = _rooms(own, right)
        if all(_is_room([list(one), *one.to_numpy().tolist()], rooms, box, size) for one in parts):
            break
    return Layout(tuple(own), size, right)


def _with_whole_words(every: pd.DataFrame, columns: list[Length], right: Collection[int], size: int) -> list[Length]:
    """The columns of which those of short words are as wide as these need; the widest gives way, if it stays so."""
    longest = [max(ems(text, WIDEST) for text in (str(name), *cells)) for name, cells in every.items()]
    margins = [own - room for own, room in zip(columns, _rooms(columns, right), strict=True)]
    needed = [Emu(Pt(length * size / SURE) + margin if length <= SHORT else 0)
              for length, margin in zip(longest, margins, strict=True)]  # fmt: skip
    own = [max(column, need) for column, need in zip(columns, needed, strict=True)]
    widest, given = max(own), sum(own) - sum(columns)
    if widest - given <= max(needed):
        return columns
    return [Emu(width - given) if place == own.index(widest) else width for place, width in enumerate(own)]


def of_lists(frames: Sequence[pd.DataFrame], boxes: Sequence[Box]) -> list[Layout]:
    """The layouts of lists side by side, in letters of one size: labels as wide as they are, texts as there is room."""
    for size in SIZES:
        found = []
        for frame, box in zip(frames, boxes, strict=True):
            label = max(map(ems, frame.iloc[:, 0])) * size + GAP.pt
            found.append(Layout((label, box.width.pt - label), size))
        tables = zip(frames, found, boxes, strict=True)
        if all(_height(frame, layout.shares, box, size) <= box.height for frame, layout, box in tables):
            break
    return found


def _height(frame: pd.DataFrame, shares: Sequence[float], box: Box, size: int) -> int:
    rooms = _rooms(_widths(shares, box))
    return sum(_row_height(row, rooms, size) for row in (list(frame), *frame.to_numpy().tolist()))


def draw_table(
    page: Any,
    header: Sequence[str],
    rows: Sequence[Sequence[str]],
    description: str,
    layout: Layout,
    *,
    box: Box = BODY,
    head: str = PAPER.accent,
    colours: Mapping[tuple[int, int], str] = NO_COLOURS,
    tinted: Collection[int] = (),
) -> Any:
    """Draw one part of a table into a box of a page, and return it.

    description: for screen readers; head: colour of the headings' ground; colours: row and column, from 0, to the
    colour of a text; tinted: rows that stand out.
    """
    columns = _widths(layout.shares, box)
    rooms = _rooms(columns, layout.right)
    heights = _stretched([_row_height(texts, rooms, layout.size) for texts in (header, *rows)], box.height)
    left, top, width, _ = box.sides
    frame = page.shapes.add_table(len(rows) + 1, len(header), left, top, width, Emu(sum(heights)))
    describe(frame, description)
    table = frame.table
    for column, own in zip(table.columns, columns, strict=True):
        column.width = own
    for place, texts in enumerate([header, *rows]):
        table.rows[place].height = heights[place]
        for number, text in enumerate(texts):
            cell = table.cell(place, number)
            cell.margin_top = cell.margin_bottom = Inches(0.02)
            cell.margin_left = _MARGIN + _APART * _is_apart(number, layout.right)
            cell.margin_right = _MARGIN
            cell.vertical_anchor = MSO_ANCHOR.MIDDLE
            cell.fill.solid()
            cell.fill.fore_color.rgb = rgb(head if not place else TINT if place - 1 in tinted else PAPER.background)
            align = PP_ALIGN.RIGHT if number in layout.right else PP_ALIGN.LEFT
            colour = colours.get((place - 1, number))
            fill_text(
                cell.text_frame,
                [text],
                layout.size,
                (colour or PAPER.text) if place else PAPER.background,
                bold=not place or colour is not None,
                align=align,
            )
    return table


def _fitting(texts: Sequence[Sequence[str]], rooms: Sequence[Length], box: Box, sizes: Sequence[int]) -> int:
    """The largest of the sizes in which these rows have room, else the smallest there is."""
    return next((size for size in sizes if _is_room(texts, rooms, box, size)), SMALL_SIZE)


def _is_room(texts: Sequence[Sequence[str]], rooms: Sequence[Length], box: Box, size: int) -> bool:
    return sum(_row_height(row, rooms, size) for row in texts) <= box.height


def _stretched(heights: Sequence[Length], room: Length) -> list[Length]:
    """Rows as high as there is room, none much higher than its words; the headings stay as high as theirs."""
    head, *rows = heights
    share = min((room - head) / sum(rows), MOST_STRETCHED) if rows else 1.0
    return [head, *(Emu(int(height * share)) for height in rows)] if share > 1 else [head, *rows]


def _row_height(texts: Sequence[str], rooms: Sequence[Length], size: int) -> Length:
    """As high as the lines of its longest cell. rooms: as `_rooms` gives them."""
    lines = max(count_lines(text, room / Pt(size)) for text, room in zip(texts, rooms, strict=True))
    return Pt(size * 1.25 * lines + 6)


def _rooms(columns: Sequence[Length], right: Collection[int] = ()) -> list[Length]:
    """What the words of each column may take of its width."""
    margins = (2 * _MARGIN + _APART * _is_apart(place, right) for place in range(len(columns)))
    return [Emu(int(width - margin)) for width, margin in zip(columns, margins, strict=True)]


def _is_apart(column: int, right: Collection[int]) -> bool:
    """Whether a column of words stands behind one of numbers."""
    return column - 1 in right and column not in right


def _cell(row: Any) -> str:
    if pd.isna(row.value):
        return f"{row.status_name}（{row.status_reason}）" if row.status_reason else str(row.status_name)
    return str(row.label) + (MARKED_DERIVED if row.status == DERIVED else "")


def _shares(columns: int) -> tuple[float, ...]:
    """Of a table of numbers: the names have the widest column."""
    first = 0.5 if columns < MANY_SERIES else 0.34
    return (first, *[(1 - first) / (columns - 1)] * (columns - 1))


def _widths(shares: Sequence[float], box: Box) -> list[Length]:
    return [Emu(int(box.width * share / sum(shares))) for share in shares]
