"""Read the reviewed CSVs of `data/source/` as text and check every cell against `forms.csv`.

All problems of all files are collected before anything is raised, so one run shows one whole list.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pandas as pd
import pandera.pandas as pa
from pandera.errors import SchemaErrors

from whitepaper.checks.selectors import LISTS, faults
from whitepaper.model.dataset import PROFILE_ENTRIES
from whitepaper.model.errors import Problem, SourceError, UnreadableNumberError, UnreadableSelectorError
from whitepaper.model.schema import LIST_SEPARATOR, Column, Table, load_tables
from whitepaper.printed.reading import read_printed

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
DECLARATIONS = ("forms.csv", "dictionary.csv")
DERIVED_COLUMNS = ("edition", "organisation_id", "area_id")  # columns that lists have besides those of their form
FIRST_DATA_ROW = 2  # spreadsheets count from 1, and row 1 holds the headings

_PATTERNS = {
    "integer": (re.compile(r"-?\d+"), "整数"),
    "decimal": (re.compile(r"-?\d+(\.\d+)?"), "数字"),
    "month": (re.compile(r"\d{4}-(0[1-9]|1[0-2])"), "年月，如 2025-09"),
    "date": (re.compile(r"\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])"), "年月日，如 2026-01-31"),
    "id": (re.compile(r"[a-z0-9_]+(\.[a-z0-9_]+)*"), "小写英文、数字和下划线组成的编号，用点分层"),
    "area": (re.compile(r"\d{6}(\d{3})?|place:[a-z0-9_]+"), "6 位或 9 位区划代码，或 place: 加英文"),
    "organisation": (re.compile(r"org:\d{3,}"), "org: 加至少三位数字"),
    "colour": (re.compile(r"#[0-9a-f]{6}"), "#rrggbb，小写"),
    "profile_entry": (re.compile("|".join(PROFILE_ENTRIES)), "下列之一：" + "、".join(PROFILE_ENTRIES)),
    "period": (re.compile(r"\d{4}(-\d{4}|Q[1-4](-Q[1-4])?)?"), "2024、2023-2024 或 2024Q1-Q3 这样的时期"),
}


@dataclass
class Source:
    """All source tables as text: form name to frame; observations carry their edition and file."""

    tables: dict[str, pd.DataFrame] = field(default_factory=dict)


def load_source(root: Path) -> Source:
    """Read and check every CSV under `root`.

    Returns frames of text with the columns that `forms.csv` declares; those of one edition also
    have `edition`, `observations` also `file`. Raises SourceError with all problems.
    """
    absent = [name for name in DECLARATIONS if not (root / name).is_file()]
    if absent:
        raise SourceError(
            [Problem(str(root), None, "", f"没有 {name}", f"一个含 {name} 的源数据文件夹") for name in absent]
        )
    reader = _Reader(root, load_tables(root / "forms.csv"))
    for form in SHARED_FORMS:
        reader.read(form, f"{form}.csv")
    for edition in sorted(path.name for path in root.iterdir() if re.fullmatch(r"\d{4}", path.name)):
        reader.read_edition(edition)
    reader.check_all()
    if reader.problems:
        raise SourceError(reader.problems)
    return Source(reader.merged())


class _Reader:
    """Collects frames and problems; a frame keeps `at_file` and `at_row` so a problem can be located."""

    def __init__(self, root: Path, forms: dict[str, Table]) -> None:
        self.root = root
        self.forms = forms
        self.frames: dict[str, list[pd.DataFrame]] = {name: [] for name in forms}
        self.problems: list[Problem] = []

    def read(self, form: str, path: str, **columns: str) -> pd.DataFrame | None:
        """Read one CSV of a form and add `columns`; None, with a problem noted, when it cannot be read."""
        frame = self._read_text(path, self.forms[form])
        if frame is not None:
            frame = frame.assign(**columns)
            self.frames[form].append(frame)
        return frame

    def read_edition(self, edition: str) -> None:
        """Read the forms of one edition, and every observations file that its `sources.csv` lists."""
        for form in EDITION_FORMS:
            self.read(form, f"{edition}/{form}.csv", edition=edition)
        listed = self.read("sources", f"{edition}/sources.csv", edition=edition)
        if listed is None:
            return
        folder = self.root / edition / "observations"
        present = {path.stem for path in folder.glob("*.csv")}
        for row in listed.itertuples():
            path = f"{edition}/observations/{row.file}.csv"
            if row.file not in present:
                self._note(f"{edition}/sources.csv", row.at_row, "file", row.file, f"已存在的文件 {path}")
                continue
            frame = self.read("observations", path, edition=edition, file=row.file)
            if frame is not None and str(len(frame)) != row.rows:
                self._note(f"{edition}/sources.csv", row.at_row, "rows", row.rows, f"{path} 的实际行数 {len(frame)}")
        for stray in sorted(present - set(listed["file"])):
            self._note(f"{edition}/observations/{stray}.csv", None, "", stray, "在 sources.csv 中登记的文件")

    def check_all(self) -> None:
        """Check types, code lists, references, keys and printed numbers of all that was read."""
        merged = {form: self._concat(form) for form in self.forms}
        for form, frame in merged.items():
            if not frame.empty:
                self._check_columns(self.forms[form], frame, merged)
                self._check_key(self.forms[form], frame)
        self._check_observations(merged["observations"])
        self._check_checks(merged)
        self._check_editions(merged)
        self._check_profile(merged["profile"])

    def merged(self) -> dict[str, pd.DataFrame]:
        """One frame of text per form, without the columns that only locate problems."""
        return {form: self._concat(form).drop(columns=["at_file", "at_row"]) for form in self.forms}

    def _concat(self, form: str) -> pd.DataFrame:
        frames = self.frames[form]
        if not frames:
            return pd.DataFrame(columns=[*self.forms[form].names, "at_file", "at_row"], dtype="str")
        return pd.concat(frames, ignore_index=True)

    def _read_text(self, file: str, form: Table) -> pd.DataFrame | None:
        path = self.root / file
        if not path.is_file():
            self._note(file, None, "", "没有这个文件", "一个 UTF-8 的 CSV 文件")
            return None
        try:
            text = path.read_bytes().decode("utf-8-sig")
        except UnicodeDecodeError as error:
            self._note(file, None, "", f"第 {error.start} 字节不是 UTF-8", "UTF-8 编码（Excel 另存为“CSV UTF-8”）")
            return None
        rows = [row for row in csv.reader(io.StringIO(text, newline="")) if row]
        if not rows or rows[0] != form.names:
            found = "、".join(rows[0]) if rows else "空文件"
            self._note(file, 1, "", found, "这些列，次序相同：" + "、".join(form.names))
            return None
        body, numbers = [], []
        for number, row in enumerate(rows[1:], FIRST_DATA_ROW):
            if len(row) != len(form.names):
                self._note(file, number, "", f"{len(row)} 格", f"{len(form.names)} 格（单元格内有逗号时要加引号）")
                continue
            body.append([cell.strip() for cell in row])
            numbers.append(number)
        frame = pd.DataFrame(body, columns=form.names, dtype="str")
        return frame.assign(at_file=file, at_row=numbers)

    def _check_columns(self, form: Table, frame: pd.DataFrame, merged: dict[str, pd.DataFrame]) -> None:
        schema = pa.DataFrameSchema({column.name: pa.Column(checks=_checks(column, merged)) for column in form.columns})
        try:
            schema.validate(frame, lazy=True)
        except SchemaErrors as errors:
            for case in errors.failure_cases.itertuples():
                place = frame.loc[case.index]
                self._note(place["at_file"], place["at_row"], case.column, case.failure_case, case.check)

    def _check_key(self, form: Table, frame: pd.DataFrame) -> None:
        key = [*form.key, "edition"] if "edition" in frame and "edition" not in form.key else form.key
        for _, row in frame[frame.duplicated(key)].iterrows():
            first = frame[(frame[key] == row[key]).all(axis=1)].iloc[0]
            value = "，".join(row[column] for column in key if row[column])
            self._note(
                row["at_file"],
                row["at_row"],
                "、".join(form.key),
                value,
                f"唯一（已见于 {first['at_file']} 第 {first['at_row']} 行）",
            )

    def _check_observations(self, frame: pd.DataFrame) -> None:
        for row in frame.itertuples():
            if bool(row.printed) == bool(row.missing_reason):
                self._note(
                    row.at_file, row.at_row, "printed", row.printed, "有 printed 或有 missing_reason，二者必居其一"
                )
            elif row.printed:
                self._check_printed(row)

    def _check_printed(self, row: Any) -> None:
        try:
            read_printed(row.printed, row.unit)
        except UnreadableNumberError:
            expected = f"数字，可带修饰语、升降词和本行单位“{row.unit}”，如 95.6%、↓11.4%、预计11、390余、持平"
            self._note(row.at_file, row.at_row, "printed", row.printed, expected)

    def _check_checks(self, merged: dict[str, pd.DataFrame]) -> None:
        """Numbers printed again must be readable, and operands of checks must name what exists."""
        for row in merged["restatements"].itertuples():
            self._check_printed(row)
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
        declared = set(merged["editions"]["edition"])
        for edition in sorted(set(merged["sources"].get("edition", pd.Series(dtype="str"))) - declared):
            self._note("editions.csv", None, "edition", edition, f"登记文件夹 {edition} 所述的白皮书")
        for row in merged["editions"].itertuples():
            if not (self.root / row.edition).is_dir():
                self._note(row.at_file, row.at_row, "edition", row.edition, f"有文件夹 {row.edition} 的白皮书")

    def _check_profile(self, frame: pd.DataFrame) -> None:
        for name in sorted(set(PROFILE_ENTRIES) - set(frame["name"])):
            self._note("profile.csv", None, "name", name, f"一行 {name}")

    def _note(self, file: str, row: int | None, column: str, value: object, expected: object) -> None:
        self.problems.append(Problem(file, None if row is None else int(row), column, str(value), str(expected)))


def _checks(column: Column, merged: dict[str, pd.DataFrame]) -> list[pa.Check]:
    """The rules of one column; the message of each says what was expected."""
    checks = []
    if column.is_required:
        checks.append(pa.Check(lambda cells: cells != "", error=f"填写：{column.meaning}"))
    if column.type in _PATTERNS:
        pattern, expected = _PATTERNS[column.type]
        checks.append(pa.Check(_each(lambda text: pattern.fullmatch(text) is not None), error=expected))
    if column.reference:
        known = _known_values(column, merged)
        where = (
            f"代码表 {column.codelist} " if column.codelist else "{}.csv 的 {} 列".format(*column.reference.split("."))
        )
        split = column.type == "list"
        checks.append(
            pa.Check(
                _each(lambda text: known.issuperset(text.split(LIST_SEPARATOR) if split else [text])),
                error=f"{where}中已有的值" + ("（多个用 | 分隔）" if split else ""),
            )
        )
    return checks


def _each(test: Callable[[str], bool]) -> Callable[[pd.Series], pd.Series]:
    """Lift a test of one text to a column; an empty cell is left to the rule on required cells."""
    return lambda cells: cells.map(lambda text: text == "" or test(text)).astype(bool)


def _known_values(column: Column, merged: dict[str, pd.DataFrame]) -> set[str]:
    if column.codelist:
        codes: Iterable[str] = merged["codelists"].loc[merged["codelists"]["codelist"] == column.codelist, "code"]
        return set(codes)
    table, name = column.reference.split(".")
    return set(merged[table][name])
