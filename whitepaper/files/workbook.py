"""Excel files that readers take home: the rows as real numbers, ready to print, and the sheet 说明."""

from __future__ import annotations

import io
import math
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from itertools import accumulate
from numbers import Real

import pandas as pd
import xlsxwriter  # type: ignore[import-untyped]  # it has no types

from whitepaper.files import notes_sheet
from whitepaper.files.csv_files import headings
from whitepaper.files.notes_sheet import Section
from whitepaper.files.properties import Properties, writable
from whitepaper.model.errors import WhitepaperError
from whitepaper.model.text import TEXT_STAYS_TEXT, ems
from whitepaper.printed import wording
from whitepaper.store.store import Store
from whitepaper.telling.palette import PAPER

MOST_ROWS = 50_000
"""Rows of a workbook: of more it takes minutes and gigabytes, and nobody reads them there."""
DATA_SHEET, NOTES_SHEET = "数据", "说明"
A4 = 9
NARROWEST, WIDEST, WIDEST_OF_PROSE = 7, 32, 36
MOST_LINES = 3  # of a cell in a column of WIDEST; what is longer is prose
LINE, TALLEST = 14.5, 409  # points: of a line in type of 10, and what Excel allows
HELD = 1.05  # halves of a Chinese character in the width of a figure
WIDEST_PAGE = 230  # characters on A4 across, as small as can be read
NOTES_WIDTHS = (14, 28, 84)  # of a heading, a name, a text
LONGEST_HEADER = 60
MOST_DECIMALS = 10
TEXT, LONGEST_TEXT = "@", 255
"""Format of a cell that stays text when it is edited; some versions show a longer one as #####."""


class CellLimitError(WhitepaperError):
    """A text or a table is larger than a sheet can hold."""


def to_xlsx(
    rows: pd.DataFrame,
    store: Store,
    title: str,
    filters: Mapping[str, str],
    made: datetime,
    fingerprint: str,
    unfollowed: str = "",
) -> bytes:
    """The rows, in their order, with the columns of `csv_files.COLUMNS`; the same bytes for the same input.

    rows: of `Store.observations`; filters: what was chosen, label to words; unfollowed: what was chosen
    and the rows do not follow. Numbers show as many decimals as the
    paper prints; a missing one is an empty cell, with its reason in 状态.
    """
    units = set(rows["unit"])
    (unit,) = units if len(units) == 1 else ("",)
    columns = list(named := headings(store))
    named |= {"value": f"{named['value']}（{unit}）"} if unit else {}
    value = columns.index("value")
    cells = zip(rows["value"], rows["printed"], strict=True)
    formats = {(row, value): number_format(float(cell), printed) for row, (cell, printed) in enumerate(cells)}
    sections = [
        notes_sheet.about(store, title, filters, len(rows), made, fingerprint, unfollowed),
        *notes_sheet.explained(rows, store, fingerprint),
    ]
    shown = rows[columns].rename(columns=named)
    return _file(shown, formats, sections, _Frame(Properties.of(store, title, made, fingerprint)))


def table_to_xlsx(
    table: pd.DataFrame,
    headings: Mapping[str, str],
    store: Store,
    title: str,
    filters: Mapping[str, str],
    made: datetime,
    fingerprint: str,
    unfollowed: str = "",
) -> bytes:
    """A table with the headings it has on the page, as a workbook like `to_xlsx`; words in codes are explained.

    headings: column to its heading, in the order of the page.
    """
    sections = [
        notes_sheet.about(store, title, filters, len(table), made, fingerprint, unfollowed),
        *notes_sheet.explained_table(table, store, fingerprint),
    ]
    return _file(
        table[list(headings)].rename(columns=headings),
        {},
        sections,
        _Frame(Properties.of(store, title, made, fingerprint)),
    )


def tables_to_xlsx(tables: Mapping[str, pd.DataFrame], properties: Properties) -> bytes:
    """Tables under their headings, each on a sheet of its own, in the form of the other files.

    tables: name of a sheet to its table.
    """
    buffer, frame = io.BytesIO(), _Frame(properties)
    book = _book(buffer, frame)
    styles = _Styles.of(book, ())
    for name, table in tables.items():
        _write_table(book.add_worksheet(name), table, {}, styles, frame)
    book.close()
    return properties.in_workbook(buffer.getvalue())


def number_format(value: float, printed: str) -> str:
    """The number format that shows a value as the paper prints it: `99.20%` keeps its zero.

    Where the text is a fraction, a range or in words, and where nothing is printed, all digits of the value show.
    """
    if pd.isna(value):
        return "General"
    digits = re.search(r"\d+(?:\.\d+)?", printed)
    is_value = digits is not None and float(digits[0]) == abs(value)
    decimals = wording.printed_decimals(printed) if is_value else None
    if decimals is None:
        exponent = Decimal(repr(value)).normalize().as_tuple().exponent
        decimals = max(0, -int(exponent))
    if decimals > MOST_DECIMALS:
        return "General"
    return f"#,##0.{'0' * decimals}" if decimals else "#,##0"


@dataclass(frozen=True)
class _Frame:
    """What stands around the rows: in the header and footer of every printed page and in the file's properties."""

    properties: Properties

    @property
    def header(self) -> str:
        return "&L" + writable(self.properties.title)[:LONGEST_HEADER].replace("&", "&&")

    @property
    def footer(self) -> str:
        own = self.properties
        version, mark = (text.replace("&", "&&") for text in (own.dataset_version, own.fingerprint))
        left, right = (f"&L数据版本 {version}" if version else ""), (f"&R指纹 {mark}" if mark else "")
        return f"{left}&C第 &P 页，共 &N 页{right}"


@dataclass(frozen=True)
class _Styles:
    """The formats of a workbook.

    texts: by whether a text stands on one line, however long, and whether it is a long one; numbers: by the code of the
    number format.
    """

    head: xlsxwriter.format.Format
    section: xlsxwriter.format.Format
    number_head: xlsxwriter.format.Format
    texts: Mapping[tuple[bool, bool], xlsxwriter.format.Format]
    numbers: Mapping[str, xlsxwriter.format.Format]

    @classmethod
    def of(cls, book: xlsxwriter.Workbook, codes: Iterable[str]) -> _Styles:
        """Those of a book whose numbers have these formats."""
        text = {"text_wrap": True, "valign": "top"}
        head = {**text, "bold": True, "bg_color": PAPER.grid, "bottom": 1}
        number = {"valign": "top", "align": "right", "indent": 1}
        return cls(
            book.add_format(head),
            book.add_format({**text, "bold": True}),
            book.add_format({**head, "align": "right", "indent": 1}),
            {
                (is_aside, is_long): book.add_format(
                    text | {"text_wrap": not is_aside} | ({} if is_long else {"num_format": TEXT})
                )
                for is_aside in (False, True)
                for is_long in (False, True)
            },
            {code: book.add_format({**number, "num_format": code}) for code in dict.fromkeys(["General", *codes])},
        )

    def of_cell(self, cell: object, code: str, *, is_aside: bool = False) -> xlsxwriter.format.Format:
        """That of a cell: of a number as its code says, of a text one that keeps it text.

        is_aside: on one line, however long it is.
        """
        if code or _is_number(cell):
            return self.numbers[code or "General"]
        return self.texts[is_aside, len(_text(cell)) > LONGEST_TEXT]


def _is_number(cell: object) -> bool:
    return isinstance(cell, Real) and not isinstance(cell, bool) and not pd.isna(cell)


def _file(
    table: pd.DataFrame, formats: Mapping[tuple[int, int], str], sections: Iterable[Section], frame: _Frame
) -> bytes:
    """The workbook; formats: row and column of a cell to its number format."""
    buffer = io.BytesIO()
    book = _book(buffer, frame)
    styles = _Styles.of(book, formats.values())
    _write_table(book.add_worksheet(DATA_SHEET), table, formats, styles, frame)
    notes = book.add_worksheet(NOTES_SHEET)
    _write_sections(notes, sections, styles)
    _print_setup(notes, frame)
    book.close()
    return frame.properties.in_workbook(buffer.getvalue())


def _book(buffer: io.BytesIO, frame: _Frame) -> xlsxwriter.Workbook:
    book = xlsxwriter.Workbook(buffer, TEXT_STAYS_TEXT)
    book.set_properties({**frame.properties.texts, "created": frame.properties.moment})
    return book


def _write_table(
    data: xlsxwriter.worksheet.Worksheet,
    table: pd.DataFrame,
    formats: Mapping[tuple[int, int], str],
    styles: _Styles,
    frame: _Frame,
) -> None:
    """The rows under their headings, to be filtered, and as many columns on paper as can be read.

    A row is as high as what is printed of it; what stands behind that is on one line, and whole in its cell.
    """
    widths = list(_widths(table))
    printed = _printed_columns(widths)
    for column, (heading, width) in enumerate(zip(table.columns, widths, strict=True)):
        data.set_column(column, column, width)
        is_number = pd.api.types.is_numeric_dtype(table.iloc[:, column])
        _put(data, 0, column, heading, styles.number_head if is_number else styles.head)
    for row, cells in enumerate(table.itertuples(index=False, name=None)):
        _set_height(data, row + 1, cells[:printed], widths[:printed])
        for column, cell in enumerate(cells):
            style = styles.of_cell(cell, formats.get((row, column), ""), is_aside=column >= printed)
            _put(data, row + 1, column, cell, style)
    data.freeze_panes(1, 0)
    data.repeat_rows(0)
    data.set_landscape()
    if len(table.columns):
        last = (len(table), len(table.columns) - 1)
        data.autofilter(0, 0, *last)
        data.ignore_errors({"number_stored_as_text": f"A1:{xlsxwriter.utility.xl_rowcol_to_cell(*last)}"})
    _print_setup(data, frame, f"&R只打印前 {printed} 列，其余各列见文件" if printed < len(widths) else "")
    if printed < len(widths):
        data.print_area(0, 0, len(table), printed - 1)


def _printed_columns(widths: Sequence[int]) -> int:
    """How many columns fit the width of a page in type that can be read."""
    return max(1, sum(total <= WIDEST_PAGE for total in accumulate(widths)))


def _print_setup(sheet: xlsxwriter.worksheet.Worksheet, frame: _Frame, aside: str = "") -> None:
    sheet.set_paper(A4)
    sheet.fit_to_pages(1, 0)
    sheet.set_margins(left=0.4, right=0.4, top=0.7, bottom=0.7)
    sheet.set_header(frame.header + aside)
    sheet.set_footer(frame.footer)


def _write_sections(
    sheet: xlsxwriter.worksheet.Worksheet,
    sections: Iterable[Section],
    styles: _Styles,
) -> None:
    """A heading stands beside the first of its lines: above it it could end a page, as sheets keep no rows together."""
    for column, width in enumerate(NOTES_WIDTHS):
        sheet.set_column(column, column, width)
    row = 0
    for section in filter(lambda one: one.lines, sections):
        for place, line in enumerate(section.lines):
            cells = (section.heading if place == 0 else "", *line)
            _set_height(sheet, row, cells, NOTES_WIDTHS)
            for column, cell in enumerate(cells):
                _put(sheet, row, column, cell, styles.section if cell and column == 0 else styles.of_cell(cell, ""))
            row += 1
        row += 1


def _put(
    sheet: xlsxwriter.worksheet.Worksheet, row: int, column: int, cell: object, style: xlsxwriter.format.Format
) -> None:
    """Write one cell: a number as a number, nothing as nothing, all else as text that stays text."""
    if _is_number(cell):
        failed = sheet.write_number(row, column, cell, style)
    else:
        text = _text(cell)
        failed = sheet.write_string(row, column, text, style) if text else sheet.write_blank(row, column, None, style)
    if failed:
        place = xlsxwriter.utility.xl_rowcol_to_cell(row, column)
        raise CellLimitError(
            f"工作表“{sheet.get_name()}”的 {place} 放不下：Excel 每格最多 32767 字、每表最多 1048576 行。请缩小筛选范围"
        )


def _text(cell: object) -> str:
    if isinstance(cell, str):
        return writable(cell)
    if isinstance(cell, Iterable):
        return writable("、".join(map(str, cell)))
    if cell is None or pd.isna(cell):
        return ""
    if isinstance(cell, bool):
        return "是" if cell else "否"
    return writable(str(cell))


def _widths(table: pd.DataFrame) -> Iterator[int]:
    """Width of each column in characters: its longest line, within limits; longer text wraps."""
    for place, heading in enumerate(table.columns):
        lines = [line for cell in table.iloc[:, place] for line in _text(cell).split("\n")]
        longest = max([_width(str(heading)) + 2, *map(_width, lines)]) + 2
        widest = WIDEST if longest <= MOST_LINES * WIDEST else WIDEST_OF_PROSE
        yield min(max(longest, NARROWEST), widest)


def _set_height(
    sheet: xlsxwriter.worksheet.Worksheet, row: int, cells: Iterable[object], widths: Iterable[int]
) -> None:
    """As high as its cells need: not every program finds that out when it opens a file."""
    lines = max(_lines(_text(cell), width) for cell, width in zip(cells, widths, strict=True))
    if lines > 1:
        sheet.set_row(row, min(lines * LINE, TALLEST))


def _lines(text: str, width: int) -> int:
    """On how many lines a text stands in a column; where it breaks, the last place may stay empty."""
    longest, held = map(_width, text.split("\n")), HELD * width
    return sum(1 if one <= held else math.ceil(one / (held - 2)) for one in longest)


def _width(text: str) -> int:
    """In characters, of which a Chinese one takes two."""
    return round(2 * ems(text, latin=0.5))
