"""Findings as an Excel file, a sheet a department: only what it must answer, with room for the answer."""

from __future__ import annotations

import io
import re
from collections.abc import Iterable
from typing import Any

import pandas as pd
import xlsxwriter  # type: ignore[import-untyped]  # it has no types

from whitepaper.checks.judgement import ERRATA
from whitepaper.model.text import TEXT_STAYS_TEXT

NOBODY = "未注明部门"
SUMMARY = "汇总"
COLUMNS = (
    ("结论", "verdict", 10),
    ("种类", "kind", 10),
    ("核对什么", "title", 26),
    ("位置", "place", 26),
    ("所印", "printed", 16),
    ("应为", "recomputed", 16),
    ("说明", "explanation", 60),
    ("答复（改为 / 照印，原因）", "", 30),
)
"""Heading, column of the findings and width of each column of a sheet; the last one is to be filled in."""
LONGEST_NAME = 31
"""Letters of the name of a sheet that a spreadsheet program allows."""
A4 = 9
_FORBIDDEN = re.compile(r"[\[\]:*?/\\]")


def as_xlsx(checks: pd.DataFrame, findings: pd.DataFrame) -> bytes:
    """What the editors must act on: how many of each verdict a department has, then a sheet for each.

    checks: with `edition`; findings: with the columns of `proofreading.COLUMNS`.
    """
    asked = findings[findings["verdict"].isin(ERRATA)]
    asked = asked.assign(department=asked["department"].replace("", NOBODY))
    departments = sorted(asked["department"].unique(), key=lambda name: (name == NOBODY, name))
    names = _sheet_names(departments)
    stream = io.BytesIO()
    book = xlsxwriter.Workbook(stream, TEXT_STAYS_TEXT)
    bold = book.add_format({"bold": True, "text_wrap": True, "valign": "top", "border": 1, "bg_color": "#f2f4f7"})
    text = book.add_format({"text_wrap": True, "valign": "top", "border": 1, "num_format": "@"})
    summary = book.add_worksheet(SUMMARY)
    paper = f"{checks['edition'].iat[0]} 年度白皮书" if len(checks) else "白皮书"
    summary.write(0, 0, f"{paper}：请各部门核实的地方")
    _row(summary, 2, ("部门", *ERRATA, "合计"), bold)
    for row, department in enumerate(departments, 3):
        own = asked[asked["department"] == department]
        counts = [int((own["verdict"] == verdict).sum()) for verdict in ERRATA]
        _row(summary, row, (department, *counts, len(own)), text)
        _sheet(book.add_worksheet(names[department]), own, bold, text)
    summary.set_column(0, 0, 30)
    book.close()
    return stream.getvalue()


def _sheet(sheet: Any, rows: pd.DataFrame, bold: Any, text: Any) -> None:
    _row(sheet, 0, (heading for heading, _, _ in COLUMNS), bold)
    for at, (_, _, width) in enumerate(COLUMNS):
        sheet.set_column(at, at, width)
    for line, row in enumerate(rows.to_dict("records"), 1):
        _row(sheet, line, (str(row[column]) if column else "" for _, column, _ in COLUMNS), text)
    sheet.freeze_panes(1, 0)
    sheet.repeat_rows(0)
    sheet.set_landscape()
    sheet.set_paper(A4)
    sheet.fit_to_pages(1, 0)


def _row(sheet: Any, row: int, cells: Iterable[object], form: Any) -> None:
    for column, cell in enumerate(cells):
        sheet.write(row, column, cell, form)


def _sheet_names(departments: Iterable[str]) -> dict[str, str]:
    """A name of a sheet for each department: without what no sheet may be called, no two alike."""
    names: dict[str, str] = {}
    for department in departments:
        name = _FORBIDDEN.sub(" ", department)[:LONGEST_NAME].strip("' ") or NOBODY
        count = 1
        while name.casefold() in {SUMMARY, *(one.casefold() for one in names.values())}:
            count += 1
            name = f"{name[: LONGEST_NAME - 4]} {count}"
        names[department] = name
    return names
