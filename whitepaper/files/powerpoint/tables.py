"""Native tables of a PowerPoint file: all rows of a panel, on as many slides as they need."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import Any

import pandas as pd
from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
from pptx.util import Emu, Inches, Length, Pt

from whitepaper.files.powerpoint.frame import BODY
from whitepaper.files.powerpoint.panels import MARKED_DERIVED, grid
from whitepaper.files.powerpoint.typesetting import SMALL_SIZE, count_lines, describe, fill_text, rgb
from whitepaper.model.keys import DERIVED
from whitepaper.printed import wording
from whitepaper.telling.palette import PAPER
from whitepaper.telling.panels import MANY_SERIES, Panel
from whitepaper.telling.sheets import ranges

MOST_ROWS = 14
SIZES = (20, 18, 16, 14, SMALL_SIZE)
TINT = "#fbe9dd"
NO_COLOURS: Mapping[tuple[int, int], str] = MappingProxyType({})
_MARGIN = Inches(0.06)


def contents(panel: Panel) -> tuple[list[str], list[list[str]]]:
    """Heading and cells of all rows of a panel, totals first; the words say what is derived or missing."""
    rows = panel.rows
    if panel.shape in {"trend", "paired"}:
        years = sorted({int(year) for year in rows["year"].dropna()})
        cells = {(row.series, int(row.year)): _cell(row) for row in rows.itertuples()}
        ordered = rows.sort_values("is_total", ascending=False, kind="stable")
        names = dict.fromkeys(ordered["series"])
        if panel.shape == "paired":
            totals = dict.fromkeys(ordered.loc[ordered["is_total"], "series"])
            names = dict.fromkeys([*totals, *grid(panel)[0], *names])
        body = [[name, *(cells.get((name, year), wording.NO_VALUE) for year in years)] for name in names]
        return ["项目", *(f"{year} 年" for year in years)], body
    if panel.is_ranked:
        rows = rows.sort_values("plotted", ascending=False, kind="stable", na_position="last")
    rows = rows.sort_values("is_total", ascending=False, kind="stable")
    return ["项目", "数值", "期间"], [[row.series, _cell(row), row.period_name] for row in rows.itertuples()]


def sheets(header: Sequence[str], rows: Sequence[list[str]]) -> Iterator[list[list[str]]]:
    """The rows of a table in parts of like size, one for each slide; a row that wraps takes the room of several."""
    widths = _widths(len(header))
    heights = [
        max(count_lines(text, width.pt / SMALL_SIZE - 1) for text, width in zip(row, widths, strict=True))
        for row in rows
    ]
    for start, end in ranges(heights, MOST_ROWS, step=1):
        yield list(rows[start:end])


def draw_table(
    page: Any,
    header: Sequence[str],
    rows: Sequence[Sequence[str]],
    description: str,
    shares: Sequence[float] = (),
    *,
    top: Length = BODY.top,
    colours: Mapping[tuple[int, int], str] = NO_COLOURS,
    tinted: Collection[int] = (),
) -> None:
    """Draw one part of a table over the body of a page, in the largest type in which it fits.

    description: for screen readers; shares: of the width, one for each column, else the first is the widest; top: where
    it begins; colours: row and column, from 0, to the colour of a text; tinted: rows that stand out.
    """
    widths = [Emu(int(BODY.width * share / sum(shares))) for share in shares] or _widths(len(header))
    room = BODY.top + BODY.height - top
    widest = BODY.width.pt / sum(shares) if shares else SIZES[0]  # in which no number is broken
    fitting = (one for one in SIZES if one <= widest and _height((header, *rows), widths, one) <= room)
    size = next(fitting, SMALL_SIZE)
    heights = [_row_height(texts, widths, size) for texts in (header, *rows)]
    frame = page.shapes.add_table(len(rows) + 1, len(header), BODY.left, top, BODY.width, Emu(sum(heights)))
    describe(frame, description)
    table = frame.table
    for column, width in zip(table.columns, widths, strict=True):
        column.width = width
    for place, texts in enumerate([header, *rows]):
        table.rows[place].height = heights[place]
        for column, text in enumerate(texts):
            cell = table.cell(place, column)
            cell.margin_top = cell.margin_bottom = Inches(0.02)
            cell.margin_left = cell.margin_right = _MARGIN
            cell.vertical_anchor = MSO_ANCHOR.MIDDLE
            cell.fill.solid()
            cell.fill.fore_color.rgb = rgb(
                PAPER.accent if not place else TINT if place - 1 in tinted else PAPER.background
            )
            align = PP_ALIGN.RIGHT if column and not shares else PP_ALIGN.LEFT
            own = colours.get((place - 1, column))
            fill_text(
                cell.text_frame,
                [text],
                size,
                (own or PAPER.text) if place else PAPER.background,
                bold=not place or own is not None,
                align=align,
            )


def _height(texts: Sequence[Sequence[str]], widths: Sequence[Length], size: int) -> int:
    return sum(_row_height(row, widths, size) for row in texts)


def _row_height(texts: Sequence[str], widths: Sequence[Length], size: int) -> Length:
    """As high as the lines of its longest cell."""
    lines = max(count_lines(text, (width - 2 * _MARGIN) / Pt(size)) for text, width in zip(texts, widths, strict=True))
    return Pt(size * 1.25 * lines + 6)


def _cell(row: Any) -> str:
    if pd.isna(row.value):
        return f"{row.status_name}（{row.status_reason}）" if row.status_reason else str(row.status_name)
    return str(row.label) + (MARKED_DERIVED if row.status == DERIVED else "")


def _widths(columns: int) -> list[Length]:
    first = BODY.width * (0.5 if columns < MANY_SERIES else 0.34)
    return [Emu(int(first)), *[Emu(int((BODY.width - first) / (columns - 1)))] * (columns - 1)]
