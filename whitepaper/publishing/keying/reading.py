"""A workbook that comes back, as lines of texts with places; what a spreadsheet program did to a number is told."""

from __future__ import annotations

import re
import warnings
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from typing import Any

import openpyxl  # type: ignore[import-untyped]  # it has no types
from openpyxl.utils import get_column_letter  # type: ignore[import-untyped]

from whitepaper.model.errors import CellProblem, WorkbookError
from whitepaper.printed.typed import plain, uncontrolled
from whitepaper.publishing.keying.sheets import FIELDS, REVIEW, Field, Kind

TAGS, HEADINGS = 1, 3
"""Rows of a sheet, as spreadsheets count: what columns are called (hidden), the headings."""
BOOK = "book"
"""What the first cell of the first sheet begins with."""
MOST_ROWS, MOST_COLUMNS = 20_000, 60
LARGEST = 100_000_000
"""Bytes of all parts of a file, unpacked."""
LONGEST = 32_000
"""Characters of a cell; Excel itself holds 32,767."""
_FIXED = re.compile(r"(?:#,##)?0(?:\.(0+))?(?:_\s*)?")
_FORMATLESS = ("General", "@")


@dataclass(frozen=True)
class Place:
    """A cell, or a line where cell is its number, in a sheet of a file."""

    file: str
    sheet: str
    cell: str
    heading: str = ""

    def problem(self, value: str, said: str) -> CellProblem:
        """Something wrong there."""
        return CellProblem(self.file, self.sheet, self.cell, self.heading, value, said)


@dataclass(frozen=True)
class Line:
    """One line of a sheet: what is typed or given by column, the hidden codes, and where it all stands."""

    texts: Mapping[str, str]
    codes: Mapping[str, str]
    places: Mapping[str, Place]
    place: Place

    def at(self, column: str) -> Place:
        """Where a column of the line is; the line where it has no such column."""
        return self.places.get(column, self.place)


@dataclass(frozen=True)
class Filled:
    """One sheet as it came back."""

    form: str
    file: str
    place: Place
    fields: Mapping[str, Field]
    lines: list[Line]


@dataclass
class Returned:
    """One workbook as it came back. reminders: what was read, but is to be looked at."""

    file: str
    edition: str
    department: str
    sheets: list[Filled]
    problems: list[CellProblem] = field(default_factory=list)
    reminders: list[CellProblem] = field(default_factory=list)


def read(path: Path) -> Returned:
    """Everything that stands in a workbook. Raises WorkbookError where the file is none of ours."""
    sheets = _opened(path)
    marks = [cell.text for cell in sheets[0].row(1)[:3]] if sheets else []
    if len(marks) < 3 or marks[0].partition(":")[0] != BOOK:
        raise _refused(path, "不是 python -m whitepaper workbook 生成的工作簿，或首表被改动了")
    found = Returned(path.name, marks[1], marks[2], [])
    for sheet in sheets[1:]:
        _take(sheet, found)
    expected = dict(_expected(sheets[0]))
    for name, count in expected.items():
        _compare(found, name, count)
    return found


@dataclass(frozen=True)
class _Cell:
    """What stands in a cell, as openpyxl reads it. kind: its code for the type; shape: the format of a number."""

    value: Any = None
    kind: str = ""
    shape: str = ""

    @property
    def text(self) -> str:
        """The value as a text; empty for none."""
        return "" if self.value is None else str(self.value)


@dataclass(frozen=True)
class _Cells:
    """A sheet as it was read. rows: number as spreadsheets count, to the cells of those that hold anything."""

    title: str
    rows: Mapping[int, tuple[_Cell, ...]]

    def row(self, number: int) -> tuple[_Cell, ...]:
        """One row; no cells where it holds nothing."""
        return self.rows.get(number, ())


def _opened(path: Path) -> list[_Cells]:
    """The sheets of a file, read to the end: what a library meets in a damaged one is met here."""
    if not path.is_file():
        raise _refused(path, "没有这个文件")
    try:
        # openpyxl leaves a file that it opened itself open where it cannot read it
        with path.open("rb") as file, zipfile.ZipFile(file) as parts:
            if sum(part.file_size for part in parts.infolist()) <= LARGEST:
                with warnings.catch_warnings():
                    # of features of Excel that openpyxl leaves out, and an import does not read
                    warnings.simplefilter("ignore")
                    book = openpyxl.load_workbook(file, read_only=True, data_only=False)
                    return [_Cells(sheet.title, dict(_rows(sheet))) for sheet in book.worksheets]
    except Exception as error:  # of any kind, by what the damage is
        raise _refused(path, "打不开：请用 Excel 或 WPS 另存为 .xlsx（不加密码），再导入") from error
    raise _refused(path, f"展开后超过 {LARGEST // 1_000_000} MB，不像是工作簿")


def _rows(sheet: Any) -> Iterator[tuple[int, tuple[_Cell, ...]]]:
    """The rows that hold anything, down to the first one that is too far below."""
    for number, cells in enumerate(sheet.iter_rows(max_col=MOST_COLUMNS), 1):
        found = tuple(_NOTHING if cell.value is None else _read(cell) for cell in cells)
        if any(cell is not _NOTHING for cell in found):
            yield number, found
            if number > MOST_ROWS:
                return


def _read(cell: Any) -> _Cell:
    is_number = isinstance(cell.value, int | float) and not isinstance(cell.value, bool)
    return _Cell(cell.value, cell.data_type, cell.number_format if is_number else "")


_NOTHING = _Cell()


def _refused(path: Path, said: str) -> WorkbookError:
    return WorkbookError([CellProblem(path.name, "", "", "", "", said)])


def _expected(cover: _Cells) -> Iterator[tuple[str, int]]:
    """Id of each sheet that the workbook had, and how many lines the program gave it."""
    for cells in cover.rows.values():
        match = re.fullmatch(r"(\w+:\S*) (\d+)", cells[0].text)
        if match:
            yield match[1], int(match[2])


def _compare(found: Returned, name: str, count: int) -> None:
    """Note a sheet that is gone, or lines of the program's that are."""
    form, _, file = name.partition(":")
    sheets = [sheet for sheet in found.sheets if (sheet.form, sheet.file) == (form, file)]
    if not sheets:
        said = f"少了一张工作表（{file or form}）：请从原工作簿恢复，不要删除工作表；没有数就留空"
        found.problems.append(CellProblem(found.file, "", "", "", "", said))
        return
    given = [one.name for one in sheets[0].fields.values() if one.kind is Kind.GIVEN]
    known = sum(is_known(line, given) for line in sheets[0].lines)
    if given and known < count:
        said = f"少了 {count - known} 行：请从原工作簿恢复；这一年度不再列的，在“缺失原因”里选“本年未列”"
        found.problems.append(sheets[0].place.problem("", said))


def is_known(line: Line, given: list[str]) -> bool:
    """Whether the program gave a line: it has a code, hidden or of its own."""
    return any(line.codes.values()) or (bool(given) and not line.codes and bool(line.texts.get(given[0])))


def _take(sheet: _Cells, found: Returned) -> None:
    """Read one sheet into what was found."""
    tags = [cell.text for cell in sheet.row(TAGS)]
    form, mark, file = (tags[0] if tags else "").partition(":")
    if form not in FIELDS or not mark:
        return
    place = Place(found.file, sheet.title, "")
    known = {one.tag: one for one in (*_NEW, *FIELDS[form])}
    fields = {column: known[tag] for column, tag in enumerate(tags) if tag in known and column}
    hidden = {
        column: tag for column, tag in enumerate(tags) if column and tag and tag not in known and f"{tag}.words" in tags
    }
    absent = [one.heading for one in FIELDS[form] if one.kind is not Kind.SHOWN and one.tag not in tags]
    if absent:
        said = f"少了这些列：{'、'.join(absent)}。第 1 行（隐藏）是程序认列用的，请从原工作簿恢复"
        found.problems.append(place.problem("", said))
        found.sheets.append(Filled(form, file, place, {}, []))
        return
    headed = {cell.text: column for column, cell in enumerate(sheet.row(HEADINGS)) if cell.text}
    for column, one in fields.items():
        if headed.get(one.heading, column) != column:
            at = Place(found.file, sheet.title, f"{get_column_letter(column + 1)}{HEADINGS}")
            said = f"这一列应是“{one.heading}”。列被换过位置；请从原工作簿恢复表头（第 1 行隐藏）"
            found.problems.append(
                at.problem("".join(cell.text for cell in sheet.row(HEADINGS)[column : column + 1]), said)
            )
    last = max(sheet.rows, default=0)
    if last > MOST_ROWS:
        said = f"行数太多，最多 {MOST_ROWS} 行；请删去表末的行"
        found.problems.append(place.problem(f"第 {last} 行", said))
    lines = [
        line
        for number, cells in sheet.rows.items()
        if HEADINGS < number <= MOST_ROWS and (line := _line(cells, number, fields, hidden, place, found)) is not None
    ]
    found.sheets.append(Filled(form, file, place, {one.name: one for one in fields.values()}, lines))


_NEW = (Field("file", "出处标题", 30, words="files", is_open=True), REVIEW)
"""Columns that only some workbooks have."""


def _line(
    cells: tuple[_Cell, ...],
    number: int,
    fields: Mapping[int, Field],
    hidden: Mapping[int, str],
    place: Place,
    found: Returned,
) -> Line | None:
    codes = {tag: cells[column].text for column, tag in hidden.items() if column < len(cells)}
    texts, places = {}, {}
    for column, one in fields.items():
        if one.kind is Kind.SHOWN or column >= len(cells):
            continue
        at = Place(place.file, place.sheet, f"{get_column_letter(column + 1)}{number}", one.heading)
        texts[one.name] = _text(cells[column], one, at, found)
        places[one.name] = at
    if not any(texts.values()):
        return None
    return Line(texts, codes, places, Place(place.file, place.sheet, f"第 {number} 行"))


def _text(cell: _Cell, one: Field, at: Place, found: Returned) -> str:
    """What stands in a cell; a problem is noted where a program made it something else than a text."""
    value = cell.value
    if value is None:
        return ""
    if isinstance(value, str):
        text = plain(value)
        if cell.kind == "f":
            found.problems.append(at.problem(text, "是公式；请照原文输入文字或数"))
        elif cell.kind == "e":
            found.problems.append(at.problem(text, "是出错的公式；请照原文输入"))
        elif not uncontrolled(text):
            found.problems.append(at.problem(repr(text), "有看不见的控制字符；请删去后重新输入"))
        elif len(text) > LONGEST:
            found.problems.append(at.problem(f"{text[:20]}…", f"太长：最多 {LONGEST} 字"))
        else:
            return text
        return ""
    if isinstance(value, bool):
        found.problems.append(at.problem(str(value).upper(), "不是文字；请照原文输入"))
        return ""
    if isinstance(value, datetime | date):
        return _of_date(value, one, at, found)
    if isinstance(value, int | float):
        return _of_number(value, cell.shape, one, at, found)
    found.problems.append(at.problem(str(value), "是时间，不是原文的写法；请把单元格格式设为“文本”再输入"))
    return ""


def _of_date(value: date, one: Field, at: Place, found: Returned) -> str:
    if one.name in _DATES:
        return value.strftime(_DATES[one.name])
    said = "被表格软件当成了日期；请把单元格格式设为“文本”，照原文再输入一遍"
    found.problems.append(at.problem(value.strftime("%Y-%m-%d"), said))
    return ""


_DATES = {"published": "%Y-%m", "date": "%Y-%m-%d"}


def _of_number(value: float, code: str, one: Field, at: Place, found: Returned) -> str:
    """A number as its format shows it, where that is certain; where digits may be lost, it is said."""
    plainly = str(int(value)) if float(value).is_integer() else repr(float(value))
    if one.name != "printed" or code in _FORMATLESS:
        if one.name == "printed":
            said = (
                f"是数值格式，按 {plainly} 读入；原文若印 {plainly}{'0' if '.' in plainly else '.0'} 或带 %，请照原文改"
            )
            found.reminders.append(at.problem("", said))
        return plainly
    match = _FIXED.fullmatch(code)
    if match:
        shown = f"{value:.{len(match[1] or '')}f}"
        if float(shown) == float(value):
            return shown
    said = f"是数值格式（{code}），看到的与存的可能不同；请把单元格格式设为“文本”，照原文再输入一遍"
    found.problems.append(at.problem(plainly, said))
    return ""
