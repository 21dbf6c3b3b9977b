"""Lines of workbooks as records of the source: words become codes, spellings are evened out, files are merged."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from whitepaper.model.errors import CellProblem
from whitepaper.model.schema import Table
from whitepaper.model.text import unspaced
from whitepaper.printed import typed
from whitepaper.publishing.keying.reading import Filled, Line, Place, is_known
from whitepaper.publishing.keying.sheets import (
    FIELDS,
    NAMES,
    OBSERVATIONS,
    RESTATEMENTS,
    REVIEW,
    SOURCES,
    UNITS,
    Field,
    Kind,
)
from whitepaper.publishing.keying.words import DROPPED, FILES, INDICATORS, TEXTS, UNIT, Words

EVENED: dict[str, Callable[[str], str]] = {
    "integer": typed.whole,
    "period": typed.period,
    "month": typed.month,
    "date": typed.date,
    "list": typed.several,
}
"""Type of a column in forms.csv to how what is typed there is evened out."""
NUMBERED = {"honours": "seq", "policies": "policy_no", "cases": "case_no", "town_notes": "order", RESTATEMENTS: "order"}
"""Form to its column that counts, which is filled where it is left empty."""
_NUMBERS = (OBSERVATIONS, RESTATEMENTS)


@dataclass(frozen=True)
class Record:
    """One row of a form. extra: of a line about a new indicator, its sub-sector and definition."""

    cells: Mapping[str, str]
    line: Line
    is_known: bool
    extra: Mapping[str, str] = field(default_factory=dict)

    def with_cells(self, **cells: str) -> Record:
        """The same with other cells."""
        return replace(self, cells={**self.cells, **cells})


@dataclass
class Reader:
    """Makes records of lines; notes what it cannot read.

    empty: sheet to how many of its numbers are not filled yet; unreviewed: sheet to the cells with numbers of a draft
    that nobody has compared with it yet, which are not taken.
    """

    forms: Mapping[str, Table]
    words: Words
    problems: list[CellProblem] = field(default_factory=list)
    empty: dict[str, int] = field(default_factory=dict)
    unreviewed: dict[str, list[str]] = field(default_factory=dict)

    def records(self, sheet: Filled) -> list[Record]:
        """The records of one sheet, without lines in which nothing is typed."""
        given = [one.name for one in FIELDS[sheet.form] if one.kind is Kind.GIVEN]
        found = []
        for line in sheet.lines:
            record = self._record(sheet, line, is_known(line, given))
            if record is not None:
                found.append(record)
        return found

    def _record(self, sheet: Filled, line: Line, known: bool) -> Record | None:
        if sheet.form in _NUMBERS and not self._has_number(sheet, line, known):
            return None
        if sheet.form not in (*_NUMBERS, SOURCES) and known and not self._is_typed(sheet, line):
            return None
        types = {column.name: column.type for column in self.forms[sheet.form].columns}
        cells: dict[str, str] = {}
        extra: dict[str, str] = {}
        for name, one in sheet.fields.items():
            if one.kind is Kind.SHOWN:
                continue
            text = self._code(one, line, known) if one.words else line.texts.get(name, "")
            text = EVENED[types[name]](text) if types.get(name) in EVENED else text
            if name == "printed" and sheet.form in _NUMBERS:
                text = typed.printed(text)
            (cells if name in types else extra)[name] = text
        if sheet.form == OBSERVATIONS and sheet.fields.get("file"):
            extra["file"] = cells.pop("file", extra.get("file", ""))
        if cells.get("printed") and cells.get("missing_reason"):  # which is told already
            cells["missing_reason"] = ""
        return Record({name: cells.get(name, "") for name in types}, line, known, extra)

    def _is_typed(self, sheet: Filled, line: Line) -> bool:
        return any(line.texts.get(one.name) for one in sheet.fields.values() if one.kind is Kind.TYPED)

    def _has_number(self, sheet: Filled, line: Line, known: bool) -> bool:
        """Whether a line is a row of the paper; what is half filled in is told."""
        printed, reason = line.texts.get("printed", ""), line.texts.get("missing_reason", "")
        if printed and line.texts.get(REVIEW.name):
            self.unreviewed.setdefault(sheet.place.sheet, []).append(line.at("printed").cell)
            return False
        if self.words.code("missing_reason", reason) == DROPPED and reason:
            if typed.printed(printed):
                self._tell(line, "missing_reason", "既有数，又选了本年未列：只能留一个")
            return False
        if typed.printed(printed) and reason:
            self._tell(line, "missing_reason", "“本年所印”有数，就不要填缺失原因：只能留一个")
        elif printed and not typed.printed(printed) and not reason:
            if sheet.form == OBSERVATIONS:
                said = "不是数。原文没有印数的，请留空，并在“缺失原因”里选一个"
            else:
                said = "不是数。没有又印一次的，请留空"
            self._tell(line, "printed", said)
        elif not printed and not reason:
            typed_texts = [
                one.name
                for one in sheet.fields.values()
                if one.kind is not Kind.SHOWN and (not known or one.name == "note")
            ]
            if any(line.texts.get(name) for name in typed_texts):
                said = "这一行没有数：请填“本年所印”，或选一个缺失原因；不要的行请清空"
                self.problems.append(line.at("printed").problem("", said))
            elif known:
                self.empty[sheet.place.sheet] = self.empty.get(sheet.place.sheet, 0) + 1
            return False
        return True

    def _code(self, one: Field, line: Line, known: bool) -> str:
        """The code of a word; of a line that the program gave the hidden one, if the word beside it is its own."""
        word, hidden = line.texts.get(one.name, ""), line.codes.get(one.name, "")
        if known and hidden and one.kind is Kind.GIVEN:
            if (
                unspaced(word) != unspaced(self.words.word(one.words, hidden))
                and self.words.code(one.words, word) != hidden
            ):
                named = self.words.word(one.words, hidden)
                said = f"这一格是锁定的，原为“{named}”；请改回来。新的请填在表末尾的空行"
                self._tell(line, one.name, said)
            return hidden
        code = self.words.code(one.words, word)
        if one.words in TEXTS:  # names are kept as printed, units as they are known
            return code or word if one.words == UNIT else word
        if code is not None:
            return code
        if one.words == INDICATORS and one.is_open:
            return ""  # a new one, which is named later by its word
        self._tell(line, one.name, self._unknown(one, word))
        return ""

    def _unknown(self, one: Field, word: str) -> str:
        near = self.words.nearest(one.words, word)
        listed = list(self.words.picks().get(one.words, []))
        proposed = f"最接近的是{'、'.join(f'“{name}”' for name in near)}。" if near else ""
        if one.words == FILES:
            return f"“{NAMES[SOURCES]}”表里没有这个标题；请先在那张表末尾加一行，标题写得一样。{proposed}"
        choices = f"可选：{'、'.join(listed)}" if 0 < len(listed) <= 16 else "请从下拉列表中选"
        return f"不在列表中。{proposed}{choices}{_NEW.get(one.words, '')}"

    def _tell(self, line: Line, column: str, said: str) -> None:
        self.problems.append(line.at(column).problem(line.texts.get(column, ""), said))


_NEW = {
    "areas": f"；新的地方先加到“{NAMES['areas']}”",
    "unit": f"；新的单位先加到“{NAMES[UNITS]}”",
}


_ASSIGNED = {*NUMBERED.values(), "indicator_id", "file"}
"""Columns of keys that the program fills in where they are left empty."""


def merged(
    returned: Iterable[Iterable[tuple[str, Record]]], key: Sequence[str], problems: list[CellProblem]
) -> dict[str, list[Record]]:
    """Records of one form from several workbooks by file: empty cells yield, what contradicts is told with both places.

    returned: of each workbook the records with their files; key: columns that tell rows apart. A record whose key is
    not whole yet is the same as one of another workbook only where all its cells are.
    """
    found: dict[tuple[str, ...], tuple[str, Record, int]] = {}
    for number, records in enumerate(returned):
        for file, record in records:
            mark = tuple(record.cells[name] for name in key)
            if any(not record.cells[name] for name in _ASSIGNED.intersection(key)):
                mark = ("", file, *record.cells.values(), *record.line.texts.values())
                while mark in found and found[mark][2] == number:
                    mark = ("", *mark)
            if mark not in found:
                found[mark] = (file, record, number)
                continue
            there, first, before = found[mark]
            if before == number or there != file:
                at = first.line.place
                said = f"与工作表“{at.sheet}”{at.cell}重复：{'、'.join(_headings(record, key))}都相同"
                problems.append(record.line.place.problem("", said + (f"（{at.file}）" if before != number else "")))
                continue
            found[mark] = (file, _together(first, record, problems), before)
    by_file: dict[str, list[Record]] = {}
    for file, record, _ in found.values():
        by_file.setdefault(file, []).append(record)
    return by_file


def _headings(record: Record, key: Sequence[str]) -> list[str]:
    return [record.line.at(name).heading for name in key if record.line.at(name).heading]


def _together(first: Record, second: Record, problems: list[CellProblem]) -> Record:
    cells = dict(first.cells)
    for name, text in second.cells.items():
        if not cells[name]:
            cells[name] = text
        elif text and text != cells[name]:
            at = first.line.at(name)
            said = f"与 {at.file}，工作表“{at.sheet}” {at.cell} 的“{cells[name]}”不同；请问清以哪个为准，改成一样"
            problems.append(second.line.at(name).problem(text, said))
    return replace(first, cells=cells)


def numbered(form: str, records: list[Record], key: Sequence[str]) -> list[Record]:
    """The records with a number each, counted on from the highest of those that share the rest of the key."""
    column = NUMBERED.get(form)
    if column is None:
        return records
    rest = [name for name in key if name != column]
    highest: dict[tuple[str, ...], int] = {}
    for record in records:
        number = record.cells[column]
        mark = tuple(record.cells[name] for name in rest)
        highest[mark] = max(highest.get(mark, 0), int(number) if number.isdecimal() else 0)
    found = []
    for record in records:
        if not record.cells[column]:
            mark = tuple(record.cells[name] for name in rest)
            highest[mark] += 1
            record = record.with_cells(**{column: str(highest[mark])})
        found.append(record)
    return found


def whereabouts(records: Sequence[Record], row: int, column: str) -> Place | None:
    """Where the cell of a CSV was typed; row: as spreadsheets count."""
    index = row - 2
    return records[index].line.at(column) if 0 <= index < len(records) else None
