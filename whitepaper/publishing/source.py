"""Read the reviewed CSVs of `data/source/` as text and check every cell against `forms.csv`.

All problems of all files are collected before anything is raised, so one run shows one whole list.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Mapping, Set
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any, TypeAlias

import pandas as pd

from whitepaper.checks.selectors import LISTS, faults
from whitepaper.model import organisations
from whitepaper.model.dataset import PROFILE_ENTRIES, PROFILE_NUMBERS, SYNTHETIC, YES
from whitepaper.model.errors import Problem, SourceError, UnreadableNumberError, UnreadableSelectorError
from whitepaper.model.keys import CHANGES, KEY_SEPARATOR
from whitepaper.model.schema import DICTIONARY, LIST_SEPARATOR, Column, Table
from whitepaper.model.text import unspaced
from whitepaper.printed.intervals import is_convertible
from whitepaper.printed.reading import read_printed
from whitepaper.printed.typed import period_signs
from whitepaper.publishing.declarations import DICTIONARY_FILE, FORMS, read_both
from whitepaper.publishing.texts import read_texts, shown

MISSING_REASON = "missing_reason"
PERIOD = "period"
"""Type of columns whose digits may be of full width, as people type them; of all else the text is the record."""
PERCENT = "%"
PROFILE = (*PROFILE_ENTRIES, SYNTHETIC)
SHARED_FORMS = (
    "editions",
    "codelists",
    "sectors",
    "subsectors",
    "indicators",
    "areas",
    "headlines",
    "organisations",
    "views",
    "checks",
    "names",
    "breaks",
    "profile",
    "colours",
    "question_words",
)
EDITION_FORMS = (
    "honours",
    "policies",
    "cases",
    "town_notes",
    "industries",
    "restatements",
    "accepted_findings",
)
LABELS, SHORT_NAMES = "labels", "short_names"
"""Shared forms that a source may lack: how rows and columns of tables are called, which only reading a draft needs, and
what stands above a number on a board in place of the name of its indicator.
"""
PLACE = ("at_file", "at_row")
"""Columns by which a problem with a row is located."""
BESIDE = ("expected", "expected_findings")
"""What an edition's folder may hold besides its forms: what its tests expect."""
DERIVED_COLUMNS = ("edition", "organisation_id", "area_id")  # columns that lists have besides those of their form
NEEDED = (*SHARED_FORMS, *EDITION_FORMS, "sources", "observations")
NOT_READ = (".", "~$", "Thumbs.db", "desktop.ini")
"""How names of files begin that systems and office programs leave in folders."""
FEW = 12
"""Codes that are named one by one; of longer code lists the name stands."""
MOST_DIGITS = 15
"""Of a number; more a computer does not keep."""
FIRST_YEAR, LAST_YEAR = 1900, 2100
AHEAD = 15
"""Years after its own that a white paper may speak of."""
SHORT = range(-(2**15), 2**15)

Rule: TypeAlias = tuple[Callable[[str], bool], str]
"""What a cell is held against, and how that is told."""

_YEARS = re.compile(r"([0-9]{4})(?:-([0-9]{4})|Q([1-4])(?:-Q([1-4]))?)?")


def _matches(pattern: str) -> Callable[[str], bool]:
    compiled = re.compile(pattern)
    return lambda text: compiled.fullmatch(text) is not None


def _is_integer(text: str) -> bool:
    return re.fullmatch(r"-?[0-9]{1,5}", text) is not None and int(text) in SHORT


def _is_decimal(text: str) -> bool:
    return re.fullmatch(r"-?[0-9]+(\.[0-9]+)?", text) is not None and len(text) <= MOST_DIGITS


def _is_degree(most: int) -> Callable[[str], bool]:
    return lambda text: _is_decimal(text) and abs(float(text)) <= most


def _is_date(text: str) -> bool:
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


def _is_period(text: str) -> bool:
    match = _YEARS.fullmatch(text)
    if match is None:
        return False
    first, last, from_quarter, to_quarter = match.groups()
    is_forward = int(first) < int(last or LAST_YEAR) and (from_quarter or "") < (to_quarter or "5")
    return is_forward and int(first) >= FIRST_YEAR and int(last or first) <= LAST_YEAR


_TYPES: dict[str, Rule] = {
    "integer": (_is_integer, f"整数（半角数字，{SHORT[0]} 至 {SHORT[-1]}）"),
    "decimal": (_is_decimal, f"数字（半角，不超过 {MOST_DIGITS} 位）"),
    "longitude": (_is_degree(180), "经度，-180 至 180 之间的数字"),
    "latitude": (_is_degree(90), "纬度，-90 至 90 之间的数字"),
    "month": (_matches(r"[0-9]{4}-(0[1-9]|1[0-2])"), "年月，如 2025-09"),
    "date": (_is_date, "年月日，如 2026-01-31"),
    "id": (_matches(r"[a-z0-9_]+(\.[a-z0-9_]+)*"), "小写英文、数字和下划线组成的编号，用点分层"),
    "area": (_matches(r"[0-9]{6}([0-9]{3})?|place:[a-z0-9_]+"), "6 位或 9 位区划代码，或 place: 加英文"),
    "organisation": (_matches(r"org:[0-9]{3,}"), "org: 加至少三位数字"),
    "colour": (_matches(r"#[0-9a-f]{6}"), "#rrggbb，小写"),
    "profile_entry": (_matches("|".join(PROFILE)), "下列之一：" + "、".join(PROFILE)),
    PERIOD: (
        _is_period,
        f"2024、2023-2024 或 2024Q1-Q3 这样的时期（数字 0-9，先早后晚，{FIRST_YEAR} 至 {LAST_YEAR} 年）",
    ),
    "category": (
        lambda text: KEY_SEPARATOR not in text and LIST_SEPARATOR not in text,
        f"不含 {KEY_SEPARATOR} 和 {LIST_SEPARATOR} 的名称（可以用全角的；）",
    ),
}
"""Types of columns of forms: what a cell of each is, and how that is told."""


@dataclass
class Source:
    """All source tables as text: form name to frame; observations carry their edition and file.

    reminders: what is no fault but may be a slip; places: form to the file and row of each of its rows.
    """

    tables: dict[str, pd.DataFrame] = field(default_factory=dict)
    reminders: tuple[Problem, ...] = ()
    places: dict[str, list[tuple[str, int]]] = field(default_factory=dict)


def load_source(root: Path) -> Source:
    """Read and check every CSV under `root`.

    Returns frames of text with the columns that `forms.csv` declares; those of one edition also
    have `edition`, `observations` also `file`. Raises SourceError with all problems.
    """
    absent = [name for name in (FORMS, DICTIONARY_FILE) if not (root / name).is_file()]
    if absent:
        raise SourceError(
            [Problem(str(root), None, "", f"没有 {name}", f"一个含 {name} 的源数据文件夹") for name in absent]
        )
    forms, dictionary = read_both(root, list(_TYPES), NEEDED)
    reader = _Reader(root, forms)
    for form in SHARED_FORMS:
        reader.read(form, f"{form}.csv")
    for form in (LABELS, SHORT_NAMES):
        if form in forms and (root / f"{form}.csv").is_file():
            reader.read(form, f"{form}.csv")
    for edition in _editions(root):
        reader.read_edition(edition)
    located = reader.located()
    reader.check_all(located)
    if reader.problems:
        raise SourceError(reader.problems)
    merged = {form: rows.drop(columns=[*PLACE]) for form, rows in located.items()}
    reminders = [*_not_read(root, reader.files), *_reminders(located)]
    places = {form: list(zip(rows["at_file"], rows["at_row"], strict=True)) for form, rows in located.items()}
    return Source(merged | {DICTIONARY: pd.DataFrame(dictionary, dtype="str")}, tuple(reminders), places)


def _editions(root: Path) -> list[str]:
    return sorted(path.name for path in root.iterdir() if path.is_dir() and re.fullmatch("[0-9]{4}", path.name))


def _not_read(root: Path, read: Collection[str]) -> list[Problem]:
    """Files and folders that no form knows, so that nobody believes that they count."""
    known = {
        FORMS,
        DICTIONARY_FILE,
        *read,
        *(f"{edition}/{name}.csv" for edition in _editions(root) for name in BESIDE),
    }
    folders = {Path(file).parent.as_posix() for file in known}
    places = [root, *(root / folder for folder in sorted(folders - {"."}))]
    strays = []
    for path in (path for folder in places if folder.is_dir() for path in sorted(folder.iterdir())):
        file = path.relative_to(root).as_posix()
        if file not in known | folders and not path.name.startswith(NOT_READ):
            expected = "四位年份的文件夹，或不放在这里" if path.is_dir() else "表单中的 CSV 文件，或不放在这里"
            strays.append(Problem(file, None, "", "没有读", expected))
    return strays


def _reminders(frames: Mapping[str, pd.DataFrame]) -> list[Problem]:
    """What is allowed, as papers do print it, and is a slip more often than not."""
    usual = frames["indicators"].set_index("indicator_id")["unit"].to_dict()
    found = []
    for row in frames["observations"].itertuples():
        if not row.printed or row.measure in CHANGES:
            continue
        unit = usual[row.indicator_id]
        if not row.category and unit and not (row.unit and is_convertible(row.unit, unit)):
            expected = f"{unit}（indicators.csv 中这一指标的单位），或白皮书确是这样印的"
            found.append(Problem(row.at_file, row.at_row, "unit", row.unit, expected))
        if row.unit == PERCENT and PERCENT not in row.printed and 0 < abs(read_printed(row.printed, PERCENT).value) < 1:
            expected = "百分数（96.2，不是 0.962），或白皮书确是这样印的"
            found.append(Problem(row.at_file, row.at_row, "printed", row.printed, expected))
    known = organisations.index(frames["organisations"])
    areas = [name for row in frames["areas"].itertuples() for name in (row.name, *row.aliases.split(LIST_SEPARATOR))]
    known |= dict.fromkeys(map(unspaced, areas), "")
    for row in frames["honours"].itertuples():
        for name in filter(None, organisations.names(row.organisation, known)):
            if unspaced(name) not in known:
                expected = "organisations.csv 中的一个名称或别名，否则这一单位没有自己的一页"
                found.append(Problem(row.at_file, row.at_row, "organisation", name, expected))
    return found


class _Reader:
    """Collects rows and problems; a row keeps `at_file` and `at_row` so a problem can be located.

    files: those read, with their rows; broken: forms that are not whole, so that nothing is held against them.
    """

    def __init__(self, root: Path, forms: dict[str, Table]) -> None:
        self.root = root
        self.forms = forms
        self.rows: dict[str, list[dict[str, Any]]] = {}
        self.columns: dict[str, list[str]] = {}
        self.problems: list[Problem] = []
        self.files: dict[str, int] = {}
        self.broken: set[str] = set()

    def read(self, form: str, path: str, **columns: str) -> list[dict[str, Any]] | None:
        """Read one CSV of a form and add `columns`; None, with a problem noted, when it cannot be read."""
        rows = self._read_text(path, self.forms[form])
        if rows is not None:
            self.columns[form] = list(columns)
            self.rows.setdefault(form, []).extend(row | columns for row in rows)
        return rows

    def read_edition(self, edition: str) -> None:
        """Read the forms of one edition, and every observations file that its `sources.csv` lists."""
        for form in EDITION_FORMS:
            self.read(form, f"{edition}/{form}.csv", edition=edition)
        listed = self.read("sources", f"{edition}/sources.csv", edition=edition)
        if listed is None:
            return
        folder = self.root / edition / "observations"
        present = {path.stem for path in folder.glob("*.csv")}
        for row in listed:
            path = f"{edition}/observations/{row['file']}.csv"
            if row["file"] not in present:
                self._note(row["at_file"], row["at_row"], "file", row["file"], f"已存在的文件 {path}")
                continue
            read = self.read("observations", path, edition=edition, file=row["file"])
            if read is not None and str(self.files[path]) != row["rows"]:
                expected = f"{path} 的实际行数 {self.files[path]}"
                self._note(row["at_file"], row["at_row"], "rows", row["rows"], expected)
        for stray in sorted(present - {row["file"] for row in listed}):
            self._note(f"{edition}/observations/{stray}.csv", None, "", stray, "在 sources.csv 中登记的文件")

    def check_all(self, merged: dict[str, pd.DataFrame]) -> None:
        """Check types, code lists, references, keys and printed numbers of all that was read. merged: as `located`."""
        for form in self.forms.values():
            self._check_columns(form)
            self._check_key(form)
            self._check_itself(form)
        self._check_observations()
        self._check_periods()
        self._check_checks(merged)
        self._check_editions(merged)
        if "areas" not in self.broken:
            self._check_parents(merged["areas"])
        if "profile" not in self.broken:
            self._check_profile(merged["profile"], set(merged["areas"]["area_id"]))

    def located(self) -> dict[str, pd.DataFrame]:
        """One frame of text per form, with the columns that locate problems."""
        return {name: self._located(name) for name in self.forms}

    def _located(self, name: str) -> pd.DataFrame:
        columns, rows = [*self.forms[name].names, *PLACE, *self.columns.get(name, ())], self.of(name)
        types = dict.fromkeys(columns, "str") | {"at_row": "int64"}
        return pd.DataFrame(
            {column: pd.array([row[column] for row in rows], dtype=kind) for column, kind in types.items()}
        )

    def of(self, form: str) -> list[dict[str, Any]]:
        """The rows of a form in the order of their reading."""
        return self.rows.get(form, [])

    def _read_text(self, file: str, form: Table) -> list[dict[str, Any]] | None:
        texts = read_texts(self.root, file, form.names)
        self.files[file] = texts.count
        self.problems += texts.problems
        if not texts.is_whole:
            self.broken.add(form.name)
        if any(problem.column == "" for problem in texts.problems) and not texts.rows:
            return None
        periods = [place for place, column in enumerate(form.columns) if column.type == PERIOD]
        for _, cells in texts.rows:
            for place in periods:
                cells[place] = period_signs(cells[place])
        names = [*form.names, *PLACE]
        return [dict(zip(names, (*cells, file, number), strict=True)) for number, cells in texts.rows]

    def _check_columns(self, form: Table) -> None:
        """Hold each text of a column against its rules once, however many rows have it."""
        rows = self.of(form.name)
        for column in form.columns if rows else ():
            texts = {row[column.name] for row in rows}
            for is_right, expected in self._rules(column):
                wrong = {text for text in texts if not is_right(text)}
                for row in rows if wrong else ():
                    if row[column.name] in wrong:
                        self._note(row["at_file"], row["at_row"], column.name, row[column.name], expected)

    def _rules(self, column: Column) -> list[Rule]:
        """The rules of one column, of which only the first is about empty cells; none are of a form that is broken."""
        rules: list[Rule] = []
        if column.is_required:
            rules.append((lambda text: text != "", f"填写：{column.meaning}"))
        if column.type in _TYPES:
            is_right, expected = _TYPES[column.type]
            rules.append((lambda text: text == "" or is_right(text), expected))
        if column.reference and column.origin not in self.broken:
            known, is_list = self._known(column), column.type == "list"
            rules.append(
                (
                    lambda text: text == "" or known.keys() >= set(text.split(LIST_SEPARATOR) if is_list else [text]),
                    _told(column, known) + ("（多个用 | 分隔）" if is_list else ""),
                )
            )
        return rules

    def _known(self, column: Column) -> dict[str, None]:
        """The values that a column may hold, in their order."""
        if column.codelist:
            return dict.fromkeys(row["code"] for row in self.of("codelists") if row["codelist"] == column.codelist)
        table, name = column.reference.split(".")
        return dict.fromkeys(row[name] for row in self.of(table))

    def _check_key(self, form: Table) -> None:
        key = [*form.key, "edition"] if "edition" in self.columns.get(form.name, ()) else form.key
        seen: dict[tuple[str, ...], dict[str, Any]] = {}
        for row in self.of(form.name):
            first = seen.setdefault(tuple(row[column] for column in key), row)
            if first is not row:
                value = "，".join(row[column] for column in key if row[column])
                expected = f"唯一（已见于 {first['at_file']} 第 {first['at_row']} 行）"
                self._note(row["at_file"], row["at_row"], "、".join(form.key), value, expected)

    def _check_itself(self, form: Table) -> None:
        """No row may refer to itself."""
        key = form.key[0]
        for column in form.columns:
            if column.reference == f"{form.name}.{key}" and column.name != key:
                for row in self.of(form.name):
                    if row[key] and row[key] in row[column.name].split(LIST_SEPARATOR):
                        expected = "别的一行的编号，不是自己的"
                        self._note(row["at_file"], row["at_row"], column.name, row[column.name], expected)

    def _check_parents(self, areas: pd.DataFrame) -> None:
        """Areas lie in one another, and none in itself by way of others."""
        parents = dict(zip(areas["area_id"], areas["parent_id"], strict=True))
        for row in areas.itertuples():
            above, passed = parents.get(row.parent_id, ""), {row.area_id, row.parent_id}
            while above and above not in passed:
                passed.add(above)
                above = parents.get(above, "")
            if above == row.area_id != row.parent_id:
                self._note(row.at_file, row.at_row, "parent_id", row.parent_id, "不回到自己的上级地区")

    def _check_observations(self) -> None:
        reasons = "、".join(row["code"] for row in self.of("codelists") if row["codelist"] == MISSING_REASON)
        leave = f"没有数的留空，并在 {MISSING_REASON} 填下列之一：{reasons}"
        for row in self.of("observations"):
            if row["printed"] and row[MISSING_REASON]:
                expected = f"有 printed 或有 {MISSING_REASON}，二者必居其一"
                self._note(row["at_file"], row["at_row"], "printed", row["printed"], expected)
            elif row["printed"]:
                self._check_printed(row, leave)
            elif not row[MISSING_REASON]:
                self._note(row["at_file"], row["at_row"], "printed", row["printed"], f"原文所印；{leave}")

    def _check_periods(self) -> None:
        """No paper speaks of years far after its own."""
        for row in (*self.of("observations"), *self.of("restatements")):
            period, last = row[PERIOD], int(row["edition"]) + AHEAD
            years = [int(year) for year in re.findall("[0-9]{4}", period)] if _is_period(period) else []
            if years and max(years) > last:
                self._note(row["at_file"], row["at_row"], PERIOD, period, f"{last} 年以前的时期")

    def _check_printed(self, row: Mapping[str, Any], leave: str = "") -> None:
        printed, its_unit = row["printed"], row["unit"]
        digits = [letter for letter in printed if letter.isdecimal()]
        try:
            if len(digits) > MOST_DIGITS or not all(letter.isascii() for letter in digits):
                raise UnreadableNumberError(printed)
            read_printed(printed, its_unit)
        except UnreadableNumberError:
            unit = f"和本行单位“{its_unit}”" if its_unit else ""
            may_be = f"可带修饰语、升降词{unit}，如 95.6%、↓11.4%、预计11、390余、持平"
            expected = f"数字（半角，不超过 {MOST_DIGITS} 位），{may_be}"
            self._note(row["at_file"], row["at_row"], "printed", printed, "；".join(filter(None, (expected, leave))))

    def _check_checks(self, merged: dict[str, pd.DataFrame]) -> None:
        """Numbers printed again must be readable, and operands of checks must name what exists."""
        for row in self.of("restatements"):
            self._check_printed(row)
        if "indicators" in self.broken:
            return
        known = set(merged["indicators"]["indicator_id"])
        lists = {name: {*self.forms[name].names, *DERIVED_COLUMNS} for name in LISTS}
        for row in merged["checks"].itertuples():
            for column in ("result", "operands", "base"):
                cell = getattr(row, column)
                try:
                    expected = faults(row.kind, column, cell, known, lists)
                except UnreadableSelectorError:
                    self._note(row.at_file, row.at_row, column, cell, "docs/checks.md 所述的选择式")
                    continue
                for one in expected:
                    self._note(row.at_file, row.at_row, column, cell, one)

    def _check_editions(self, merged: dict[str, pd.DataFrame]) -> None:
        if "editions" in self.broken:
            return
        declared = set(merged["editions"]["edition"])
        for edition in sorted(set(merged["sources"].get("edition", pd.Series(dtype="str"))) - declared):
            self._note("editions.csv", None, "edition", edition, f"登记文件夹 {edition} 所述的白皮书")
        for row in merged["editions"].itertuples():
            if not (self.root / row.edition).is_dir():
                self._note(row.at_file, row.at_row, "edition", row.edition, f"有文件夹 {row.edition} 的白皮书")

    def _check_profile(self, frame: pd.DataFrame, areas: Set[str]) -> None:
        for name in sorted(set(PROFILE_ENTRIES) - set(frame["name"])):
            self._note("profile.csv", None, "name", name, f"一行 {name}")
        for row in frame.itertuples():
            if row.name in PROFILE_NUMBERS and not _is_decimal(row.value):
                self._note(row.at_file, row.at_row, "value", row.value, _TYPES["decimal"][1])
            if row.name == SYNTHETIC and row.value != YES:
                self._note(row.at_file, row.at_row, "value", row.value, f"{YES}；不是合成数据的不写这一行")
            if row.name == "district" and row.value not in areas and "areas" not in self.broken:
                self._note(row.at_file, row.at_row, "value", row.value, "areas.csv 的 area_id 列中已有的值")

    def _note(self, file: str, row: int | None, column: str, value: object, expected: object) -> None:
        self.problems.append(Problem(file, None if row is None else int(row), column, shown(str(value)), str(expected)))


def _told(column: Column, known: Collection[str]) -> str:
    """What a column may hold, and where a new value is declared first."""
    if not column.codelist:
        return "{}.csv 的 {} 列中已有的值；新的先在那里加一行".format(*column.reference.split("."))
    if len(known) <= FEW:
        return f"代码表 {column.codelist} 中的值：" + "、".join(filter(None, known))
    return f"代码表 {column.codelist} 中已有的值；新的先在 codelists.csv 加一行（codelist 填 {column.codelist}）"
