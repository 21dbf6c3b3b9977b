"""Excel files that readers take home: the rows as real numbers, ready to print, and the sheet 说明."""

from __future__ import annotations

import io
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
from whitepaper.files.csv_files import COLUMNS, headings
from whitepaper.files.notes_sheet import Section
from whitepaper.files.properties import Properties, writable
from whitepaper.model.errors import WhitepaperError
from whitepaper.model.text import FONT, ems
from whitepaper.printed import wording
from whitepaper.store.store import Store
from whitepaper.telling.palette import PAPER

DATA_SHEET, NOTES_SHEET = "数据", "说明"
A4 = 9
NARROWEST, WIDEST = 7, 26
WIDEST_PAGE = 230  # characters on A4 across, as small as can be read
NOTES_WIDTHS = (30, 96)
LONGEST_HEADER = 60
MOST_DECIMALS = 10


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
    named = headings(store)
    named |= {"value": f"{named['value']}（{unit}）"} if unit else {}
    value = COLUMNS.index("value")
    cells = zip(rows["value"], rows["printed"], strict=True)
    formats = {(row, value): number_format(float(cell), printed) for row, (cell, printed) in enumerate(cells)}
    sections = [
        notes_sheet.about(store, title, filters, len(rows), made, fingerprint, unfollowed),
        *notes_sheet.explained(rows, store, fingerprint),
    ]
    shown = rows[list(COLUMNS)].rename(columns=named)
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
        return f"&L数据版本 {version}&C第 &P 页，共 &N 页&R指纹 {mark}"


def _file(
    table: pd.DataFrame, formats: Mapping[tuple[int, int], str], sections: Iterable[Section], frame: _Frame
) -> bytes:
    """The workbook; formats: row and column of a cell to its number format."""
    buffer = io.BytesIO()
    options = {
        "in_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
        "default_format_properties": {"font_name": FONT, "font_size": 10},
    }
    book = xlsxwriter.Workbook(buffer, options)
    book.set_properties({**frame.properties.texts, "created": frame.properties.moment})
    text = {"text_wrap": True, "valign": "top"}
    head = book.add_format({**text, "bold": True, "bg_color": PAPER.grid, "bottom": 1})
    body = book.add_format(text)
    numbers = {code: book.add_format({"valign": "top", "num_format": code}) for code in dict.fromkeys(formats.values())}

    data = book.add_worksheet(DATA_SHEET)
    for column, heading in enumerate(table.columns):
        _put(data, 0, column, heading, head)
    for row, cells in enumerate(table.itertuples(index=False, name=None)):
        for column, cell in enumerate(cells):
            code = formats.get((row, column))
            _put(data, row + 1, column, cell, numbers[code] if code else body)
    widths = list(_widths(table))
    for column, width in enumerate(widths):
        data.set_column(column, column, width)
    data.freeze_panes(1, 0)
    data.repeat_rows(0)
    data.set_landscape()
    if len(table.columns):
        last = (len(table), len(table.columns) - 1)
        data.autofilter(0, 0, *last)
        data.ignore_errors({"number_stored_as_text": f"A1:{xlsxwriter.utility.xl_rowcol_to_cell(*last)}"})
    printed = _printed_columns(widths)
    _print_setup(data, frame, f"&R只打印前 {printed} 列，其余各列见文件" if printed < len(widths) else "")
    if printed < len(widths):
        data.print_area(0, 0, len(table), printed - 1)

    notes = book.add_worksheet(NOTES_SHEET)
    _write_sections(notes, sections, head, body)
    _print_setup(notes, frame)
    book.close()
    return buffer.getvalue()


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
    head: xlsxwriter.format.Format,
    body: xlsxwriter.format.Format,
) -> None:
    for column, width in enumerate(NOTES_WIDTHS):
        sheet.set_column(column, column, width)
    row = 0
    for section in sections:
        if not section.lines:
            continue
        _put(sheet, row, 0, section.heading, head)
        _put(sheet, row, 1, "", head)
        for name, text in section.lines:
            row += 1
            _put(sheet, row, 0, name, body)
            _put(sheet, row, 1, text, body)
        row += 2


def _put(
    sheet: xlsxwriter.worksheet.Worksheet, row: int, column: int, cell: object, style: xlsxwriter.format.Format
) -> None:
    """Write one cell: a number as a number, nothing as nothing, all else as text that stays text."""
    if isinstance(cell, Real) and not isinstance(cell, bool) and not pd.isna(cell):
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
        longest = max([_width(str(heading)) + 2, *map(_width, lines)])
        yield min(max(longest + 2, NARROWEST), WIDEST)


def _width(text: str) -> int:
    """In characters, of which a Chinese one takes two."""
    return round(2 * ems(text, latin=0.5))
