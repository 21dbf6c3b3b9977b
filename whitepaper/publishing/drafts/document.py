"""A draft as paragraphs and tables with their captions: what `word` and `pdf` find, put together."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby
from pathlib import Path

from whitepaper.model.errors import DraftError
from whitepaper.model.text import letters
from whitepaper.printed import drafted
from whitepaper.printed.drafted import Caption, is_bare_year
from whitepaper.publishing.drafts import pdf, word
from whitepaper.publishing.drafts.blocks import Body, DraftCell, DraftParagraph, Grid

__all__ = ["Draft", "DraftCell", "DraftParagraph", "DraftTable", "open_draft"]

LARGEST = 200_000_000
"""Bytes of a file."""
READERS = {".docx": word.read, ".pdf": pdf.read}


@dataclass(frozen=True)
class DraftTable:
    """A table of a draft, put together where it was split over pages.

    index: its number among the tables of the draft, from 0; number: N of 表N in its caption, None without; unit: that
    the caption or the line above the table states for all of it, else empty; heading_rows: rows of the grid, from 0,
    that are headings, also those in the midst; parts: of each row of the grid the table of the file (from 0, as
    `word.blocks` counts) and the row in it that it came from; origin: 第几页 of a PDF, empty for Word.
    """

    index: int
    number: int | None
    caption: str
    unit: str
    cells: tuple[DraftCell, ...]
    heading_rows: tuple[int, ...]
    parts: tuple[tuple[int, int], ...]
    origin: str

    @cached_property
    def grid(self) -> tuple[tuple[DraftCell, ...], ...]:
        """Rows of cells; a merged cell stands at each place that it covers, an absent one is empty."""
        width = max((cell.column + cell.columns for cell in self.cells), default=0)
        rows = [[DraftCell("", row, column) for column in range(width)] for row in range(len(self.parts))]
        for cell in self.cells:
            for line in rows[cell.row : cell.row + cell.rows]:
                line[cell.column : cell.column + cell.columns] = [cell] * cell.columns
        return tuple(map(tuple, rows))

    def headings(self, row: int, column: int) -> tuple[DraftCell, ...]:
        """The heading cells over a cell, the uppermost first: of the block of headings that stands next above it.

        Where that is one cell over all columns, the block before it counts too.
        """
        above = [number for number in self.heading_rows if number < row]
        found: list[DraftCell] = []
        while above:
            block = [above.pop()]
            while above and above[-1] == block[0] - 1:
                block.insert(0, above.pop())
            found = [self._head(number, column) for number in block] + found
            if not all(self._is_banner(number) for number in block):
                break
        return tuple(dict.fromkeys(found))

    def over(self, row: int, column: int) -> tuple[DraftCell, ...]:
        """The cells over a heading in its own block, the uppermost first."""
        first = row
        while first - 1 in self.heading_rows:
            first -= 1
        return tuple(dict.fromkeys(self._head(number, column) for number in range(first, row)))

    def _is_banner(self, row: int) -> bool:
        """Whether a row has one text alone."""
        return len([cell for cell in dict.fromkeys(self.grid[row]) if cell.text]) == 1

    def _head(self, row: int, column: int) -> DraftCell:
        """A cell of a heading; of a row with one text alone that one."""
        banner = next(cell for cell in self.grid[row] if cell.text) if self._is_banner(row) else None
        return banner or self.grid[row][column]

    def heading(self, column: int, row: int | None = None) -> str:
        """The words over a column, of several lines joined; row: the block of headings above it, else the first."""
        first = next((number for number in range(len(self.parts)) if number not in self.heading_rows), len(self.parts))
        return "".join(cell.text for cell in self.headings(first if row is None else row, column))

    def labels(self, row: int, column: int | None = None) -> tuple[DraftCell, ...]:
        """The cells of words that begin a row, up to a column; without its running number."""
        cells = dict.fromkeys(self.grid[row][:column])
        found = [cell for cell in cells if cell.text and not self.is_value(cell) and cell.column != self._counted(row)]
        if column is None:
            before = next((at for at, cell in enumerate(self.grid[row]) if self.is_value(cell)), 0)
            return self.labels(row, before or next((cell.column + 1 for cell in found), 1))
        return tuple(found)

    def is_value(self, cell: DraftCell) -> bool:
        """Whether a cell holds a number of the paper: no running number, and no year that names its row."""
        if not cell.is_number or cell.column == self._counted(cell.row):
            return False
        first = 1 if self._counted(cell.row) == 0 else 0
        others = self.grid[cell.row][cell.column + cell.columns :]
        return not (is_bare_year(cell.text) and cell.column == first and any(one.is_number for one in others))

    def _counted(self, row: int) -> int | None:
        """The column of the running number of a row; None where it has none."""
        return self.serial if self.serial is not None and self.grid[row][self.serial].text.isdecimal() else None

    def label(self, row: int) -> str:
        """The words that begin a row."""
        return "".join(cell.text for cell in self.labels(row))

    def place(self, row: int, column: int) -> str:
        """Where a cell is: `表5 第3行第2列`, counted from 1 with the headings; a table without number by its order."""
        name = f"表{self.number}" if self.number is not None else f"第{self.index + 1}张表"
        return f"{name} 第{row + 1}行第{column + 1}列"

    @cached_property
    def serial(self) -> int | None:
        """The column that only counts the rows, with words beside it; None without."""
        body = [row for number, row in enumerate(self.grid) if number not in self.heading_rows]
        counted = [row for row in body if row and row[0].text.isdecimal() and row[0].columns == 1]
        numbers = sorted(int(row[0].text) for row in counted)
        is_count = numbers == list(range(1, len(numbers) + 1)) and len(numbers) * 2 >= len(body)
        beside = all(any(cell.text and not cell.is_number for cell in row[1:4]) for row in counted)
        beside = beside and not any(row[1].is_number for row in counted)
        return 0 if numbers and is_count and beside else None


@dataclass(frozen=True)
class Draft:
    """A whole draft."""

    path: Path
    paragraphs: tuple[DraftParagraph, ...]
    tables: tuple[DraftTable, ...]


def open_draft(path: Path) -> Draft:
    """Read a draft in Word (.docx) or a PDF with text. Raises DraftError with what to do."""
    if not path.is_file():
        raise DraftError(path.name, "没有这个文件")
    if path.suffix.lower() not in READERS:
        said = "不是文稿：只读 Word 的 .docx 和有文字的 .pdf。旧的 .doc、WPS 的 .wps 请另存为 .docx"
        raise DraftError(path.name, said)
    if path.stat().st_size > LARGEST:
        raise DraftError(path.name, f"超过 {LARGEST // 1_000_000} MB。请另存一份压缩了图片的，再读一遍")
    body = READERS[path.suffix.lower()](path)
    paragraphs = tuple(block for block in body.blocks if isinstance(block, DraftParagraph))
    return Draft(path, paragraphs, tuple(_tables(body)))


@dataclass
class _Begun:
    """A table that may go on."""

    number: int | None
    caption: str
    unit: str
    grids: list[Grid]


def _tables(body: Body) -> Iterator[DraftTable]:
    """Tables with the caption above them; one that only goes on is put to the one before."""
    begun: list[_Begun] = []
    between: list[str] = []
    for block in body.blocks:
        if isinstance(block, DraftParagraph):
            if block.text and not drafted.is_footnote(block.text):
                between.append(block.text)
            continue
        caption, unit, goes_on = _above(between)
        before = begun[-1] if begun else None
        is_same = before is not None and (caption is None or caption.number == before.number)
        if before and is_same and _continues(before, block, between, goes_on):
            before.grids.append(block)
        elif before and not between:  # a second table under one caption
            begun.append(_Begun(before.number, before.caption, before.unit, [block]))
        elif caption:
            begun.append(_Begun(caption.number, caption.words, caption.unit or unit, [block]))
        else:
            begun.append(_Begun(None, "", unit, [block]))
        between = []
    for index, one in enumerate(begun):
        yield _joined(index, one, body.kind)


def _above(lines: Sequence[str]) -> tuple[Caption | None, str, bool]:
    """The caption over a table, the unit in a line of its own, and whether the table goes on from a page before."""
    unit = ""
    for text in reversed(lines[-3:]):
        if stated := drafted.unit_line(text):
            unit = stated
        elif drafted.is_continuation(text):
            return None, unit, True
        else:
            caption = drafted.caption(text)
            return caption, unit, caption is not None and caption.goes_on
    return None, unit, False


def _continues(before: _Begun, grid: Grid, between: Sequence[str], goes_on: bool) -> bool:
    """Whether a table is the rest of the one before: it says so, or repeats its headings, or has only its columns."""
    first = before.grids[0]
    if grid.width != first.width:
        return False
    is_same = _line(grid, 0) == _line(first, 0)
    if goes_on or (is_same and len(between) <= 1):
        return True
    return (
        not between and len(before.grids[-1].rows) > 1 and any(cell.is_number for cell in grid.cells if cell.row == 0)
    )


def _line(grid: Grid, row: int) -> list[tuple[int, int, str]]:
    return [(cell.column, cell.columns, letters(cell.text)) for cell in grid.cells if cell.row == row]


def _joined(index: int, begun: _Begun, kind: str) -> DraftTable:
    """One table of all its parts; headings that are repeated are left out, wherever they stand."""
    cells: list[DraftCell] = []
    parts: list[tuple[int, int]] = []
    heading = 0
    for number, grid in enumerate(begun.grids):
        skipped: set[int] = set()
        if number == 0:
            heading = _heading_height(grid)
        first = begun.grids[0]
        for row in range(1 if number == 0 else 0, len(grid.rows)):
            is_again = heading and all(_line(grid, row + at) == _line(first, at) for at in range(heading))
            if is_again and (number or row >= heading):
                skipped |= set(range(row, row + heading))
        kept = [row for row in range(len(grid.rows)) if row not in skipped]
        moved = {row: len(parts) + place for place, row in enumerate(kept)}
        for cell in grid.cells:
            if cell.row in moved:
                height = sum(row in moved for row in range(cell.row, cell.row + cell.rows))
                cells.append(DraftCell(cell.text, moved[cell.row], cell.column, height, cell.columns))
        parts += [(grid.place, grid.rows[row]) for row in kept]
    pages = [page for page, _ in groupby(grid.page for grid in begun.grids)]
    origin = f"第{pages[0]}页" if kind == "pdf" else ""
    whole = Grid(begun.grids[0].place, cells, [row for _, row in parts])
    return DraftTable(
        index, begun.number, begun.caption, begun.unit, tuple(cells), _heading_rows(whole), tuple(parts), origin
    )


def _rows(grid: Grid) -> list[list[DraftCell]]:
    """The cells that cover each row."""
    rows: list[list[DraftCell]] = [[] for _ in grid.rows]
    for cell in grid.cells:
        for row in range(cell.row, min(cell.row + cell.rows, len(rows))):
            rows[row].append(cell)
    return rows


def _heading_height(grid: Grid) -> int:
    """How many of the first rows are headings."""
    rows = _rows(grid)
    height = 0
    while height < len(rows) and _may_head(rows[height]) and not _is_body(rows, height):
        is_parted = height and any(cell.columns > 1 for cell in rows[height - 1])
        is_under = is_parted or any(cell.row < height for cell in rows[height])
        if height and not is_under:
            break
        height += 1
    return height if height < len(rows) else min(height, 1)


def _is_body(rows: Sequence[Sequence[DraftCell]], number: int) -> bool:
    """Whether a row with figures like years is no heading: another one follows in the same column."""
    years = {cell.column for cell in rows[number] if is_bare_year(cell.text)}
    after = [cell for row in rows[number + 1 : number + 2] for cell in row if cell.column in years]
    return bool(after) and number > 0 and all(is_bare_year(cell.text) for cell in after)


def _heading_rows(grid: Grid) -> tuple[int, ...]:
    """The rows that are headings: the first ones, and in the midst what has words in every column or one over all."""
    rows = _rows(grid)
    top = _heading_height(grid)
    if not any(cell.is_number for row in rows[top:] for cell in row):
        return tuple(range(top))
    found = list(range(top))
    for number, row in reversed(list(enumerate(rows[top:-1], top))):
        is_banner = len(row) == 1 and row[0].columns == grid.width > 1
        is_full = len(row) > 1 and all(cell.text for cell in row[1 if len(row) > 2 else 0 :])
        is_over = len([cell for cell in row if cell.text]) == 1 and number + 1 in found
        is_head = _may_head(row) and not any(is_bare_year(cell.text) for cell in row)
        if is_head and (is_banner or is_full or is_over) and row[0].rows == 1:
            found.append(number)
    return tuple(sorted(found))


def _may_head(row: Sequence[DraftCell]) -> bool:
    return any(cell.text for cell in row) and all(not cell.is_number or is_bare_year(cell.text) for cell in row)
