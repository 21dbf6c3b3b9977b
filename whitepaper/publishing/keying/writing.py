"""A laid-out workbook as an Excel file: text cells, pick lists, locked where nothing is to be typed."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import xlsxwriter  # type: ignore[import-untyped]  # it has no types
from xlsxwriter.utility import xl_col_to_name  # type: ignore[import-untyped]

from whitepaper.model.text import TEXT_STAYS_TEXT, ems
from whitepaper.publishing.keying.sheets import (
    COVER,
    DEFINITION,
    OBSERVATIONS,
    RESTATEMENTS,
    REVIEW,
    SOURCES,
    WORDS,
    Book,
    Field,
    Kind,
    Row,
    Sheet,
)
from whitepaper.publishing.keying.words import Words

TAGS, TITLE, HEADINGS, FIRST = 0, 1, 2, 3
"""Rows of a sheet, from 0: what columns are called (hidden), the title, the headings, the first line."""
COVER_LIST = 18
"""The first row, from 0, of the list of sheets on the first one."""
A4 = 9
_MADE = datetime(2000, 1, 1)  # of every file: the same source gives the same bytes
_TEXT = "@"
_BLUE, _TINT, _LINE, _GREY = "#1f4e9e", "#fff8e1", "#c8d0da", "#f2f4f7"
_MUTED = "#4d5a6b"
_ORANGE = "#f7c59f"
_TALLEST = 8

HOW = (
    "只填浅黄色的格子；灰色的已锁定，是程序列出的指标、地区、期间和上一版所印的数。",
    "“本年所印”照抄原文的写法，连同“约、超、近、↓、%”等，如 95.6%、↓11.4%、近370、持平。格子都是文本格式，不会被改写。",
    "从别的表格粘贴时，请选“只粘贴数值”或“匹配目标格式”；数值后面的 0（如 95.60）请照原文补上。",
    "原文没有印数的，“本年所印”留空，在“缺失原因”里选一个；这一年度白皮书不再列这一项的，选“本年未列”。",
    "两格都空，就是还没有填；下面逐表数出还空着几个，填一个少一个。",
    "单位与上一版不同时，改“单位”一格；下拉里没有的，先加到“新计量单位”。",
    "新的指标、分项或地区：填在各表末尾的空行。新指标要选“领域”，并写“指标定义”；编号由程序拟定。",
    "新的表或新的一节：先在“出处”末尾加一行，再到“新表新节的数”里填数，第一格写同一个标题。",
    "“出处”照上一版列出，请与原文核对（带年份的标题要新填）；荣誉、政策、案例、街镇要点各有一张表，一条一行。",
    "填好存盘（仍为 .xlsx），在“年度更新”页上传、读入，或交给管那一页的人；有问题会按工作表和格子列出。",
)
HOW_TO_REVIEW = (
    "橙色的是由文稿预填的数：照右边“待复核”后面所写的地方，逐个与文稿核对；对的清空“复核”一格，不对的改过再清空。"
    "没有清空的，导入时不写入。文稿里没有放进来的数和正文里的数，各列在一张表里，请自己填。"
)
"""What the first sheet says besides where a draft gave numbers."""


def written(book: Book, words: Words) -> bytes:
    """The file; the same bytes for the same book."""
    buffer = io.BytesIO()
    file = xlsxwriter.Workbook(buffer, TEXT_STAYS_TEXT)
    file.set_properties({"title": f"{book.title}：录入工作簿", "created": _MADE})
    writer = _Writer(file, book, words)
    cover = file.add_worksheet(COVER)
    sheets = [(sheet, file.add_worksheet(sheet.name)) for sheet in book.sheets]
    writer.pick_lists(file.add_worksheet(WORDS))
    for sheet, target in sheets:
        writer.sheet(target, sheet)
    writer.cover(cover)
    cover.activate()
    file.close()
    return buffer.getvalue()


@dataclass(frozen=True)
class _Columns:
    """The columns of a sheet: its id, the hidden codes, and what is seen."""

    sheet: Sheet

    @property
    def first(self) -> int:
        return 1 + len(self.sheet.hidden)

    def place(self, name: str) -> int:
        """The column, from 0, of a field by its name."""
        return self.first + [one.name for one in self.sheet.fields].index(name)


class _Writer:
    def __init__(self, file: xlsxwriter.Workbook, book: Book, words: Words) -> None:
        self.book, self.words = book, words
        self.ranges: dict[str, str] = {}
        edge = {"border": 1, "border_color": _LINE, "valign": "top", "text_wrap": True, "num_format": _TEXT}
        make = file.add_format
        self.locked = make({**edge, "bg_color": _GREY})
        self.shown = make({**edge, "bg_color": _GREY, "font_color": _MUTED})
        self.open = make({**edge, "bg_color": _TINT, "locked": False})
        self.heading = make({**edge, "bold": True, "bg_color": _BLUE, "font_color": "#ffffff", "valign": "vcenter"})
        self.title = make({"bold": True, "font_size": 13, "font_color": _BLUE, "valign": "vcenter"})
        self.plain = make({"num_format": _TEXT, "text_wrap": True, "valign": "top"})
        self.number = make({"border": 1, "border_color": _LINE, "bg_color": _GREY})
        self.strong = make({"bold": True, "font_size": 12})
        self.link = make({"font_color": _BLUE, "underline": 1})
        self.waiting = make({"bg_color": _ORANGE})
        self.linked = make({**edge, "bg_color": _GREY, "font_color": _BLUE, "underline": 1})

    def pick_lists(self, target: Any) -> None:
        """The hidden sheet of words to pick from; remembers where each vocabulary stands."""
        used = {one.words for sheet in self.book.sheets for one in sheet.fields if one.words}
        for column, name in enumerate(sorted(used & set(self.book.picks))):
            target.write_string(0, column, name, self.plain)
            for row, word in enumerate(self.book.picks[name], 1):
                target.write_string(row, column, word, self.plain)
            letter = xl_col_to_name(column)
            if self.book.picks[name]:
                self.ranges[name] = f"='{WORDS}'!${letter}$2:${letter}${len(self.book.picks[name]) + 1}"
        target.hide()
        target.protect()

    def sheet(self, target: Any, sheet: Sheet) -> None:
        """One table, section or list."""
        columns = _Columns(sheet)
        tags = [sheet.id, *sheet.hidden, *(one.tag for one in sheet.fields)]
        for column, tag in enumerate(tags):
            target.write_string(TAGS, column, tag, self.plain)
        target.set_row(TAGS, None, None, {"hidden": True})
        target.set_column(0, columns.first - 1, 3, None, {"hidden": True})
        target.set_row(TITLE, 24)
        target.write_string(TITLE, columns.first, sheet.title, self.title)
        target.write_url(
            TITLE, columns.first + len(sheet.fields) - 1, f"internal:'{COVER}'!B2", self.link, "返回填写说明"
        )
        target.set_row(HEADINGS, 32)
        for place, one in enumerate(sheet.fields, columns.first):
            target.set_column(place, place, one.width or 3, None, {} if one.width else {"hidden": True})
            target.write_string(HEADINGS, place, one.heading, self.heading)
        for line, row in enumerate(sheet.rows, FIRST):
            self._row(target, line, sheet, row)
        last = FIRST + len(sheet.rows) + sheet.free - 1
        for line in range(FIRST + len(sheet.rows), last + 1):
            for place, one in enumerate(sheet.fields, columns.first):
                target.write_blank(line, place, None, self.shown if one.kind is Kind.SHOWN else self.open)
        if not sheet.is_reference:
            self._validations(target, sheet, columns, last)
        if sheet.is_reviewed:
            first, mark = columns.place("printed"), xl_col_to_name(columns.place(REVIEW.name))
            rule = {"type": "formula", "criteria": f"=LEN(${mark}{FIRST + 1})>0", "format": self.waiting}
            target.conditional_format(FIRST, first, last, columns.place(REVIEW.name), rule)
        target.ignore_errors({"number_stored_as_text": f"A1:{xl_col_to_name(len(tags) - 1)}{last + 1}"})
        self._framed(target, sheet, columns, last)

    def _row(self, target: Any, line: int, sheet: Sheet, row: Row) -> None:
        for place, name in enumerate(sheet.hidden, 1):
            target.write_string(line, place, row.cells.get(name, row.shown.get(name, "")), self.plain)
        lines = 1
        for place, one in enumerate(sheet.fields, _Columns(sheet).first):
            code = row.cells.get(one.name, row.shown.get(one.name, ""))
            text = self.words.word(one.words, code) if one.words else code
            style = self.shown if one.kind is Kind.SHOWN else self.open if one.kind is Kind.TYPED else self.locked
            _put(target, line, place, text, self.locked if sheet.is_reference else style)
            if one.name != DEFINITION and one.width:
                lines = max(lines, -(-int(2 * ems(text, latin=0.5)) // (one.width - 1)))
        target.set_row(line, 15 * min(lines, _TALLEST))

    def _validations(self, target: Any, sheet: Sheet, columns: _Columns, last: int) -> None:
        for place, one in enumerate(sheet.fields, columns.first):
            if one.words not in self.ranges or one.kind is Kind.SHOWN:
                continue
            first = FIRST if one.kind is Kind.TYPED else FIRST + len(sheet.rows)
            if first > last:
                continue
            rule = {
                "validate": "list",
                "source": self.ranges[one.words],
                "error_type": "warning" if one.is_open else "stop",
                "error_title": "不在下拉列表中",
                "error_message": _not_listed(one),
            }
            target.data_validation(first, place, last, place, rule)

    def _framed(self, target: Any, sheet: Sheet, columns: _Columns, last: int) -> None:
        """What helps to type and to print: frozen headings, the filter, the page, the lock."""
        end = columns.first + len(sheet.fields) - 1
        target.freeze_panes(FIRST, columns.first + self._kept_in_view(sheet))
        if last >= FIRST:
            target.autofilter(HEADINGS, columns.first, last, end)
        target.set_paper(A4)
        target.set_landscape()
        target.fit_to_pages(1, 0)
        target.repeat_rows(HEADINGS)
        target.print_area(TITLE, columns.first, last, end)
        target.set_margins(left=0.4, right=0.4, top=0.6, bottom=0.6)
        target.set_footer("&L&A&R第 &P 页，共 &N 页")
        target.set_tab_color(_GREY if sheet.is_reference else _BLUE if sheet.rows else _TINT)
        target.protect(
            "",
            {
                "format_columns": True,
                "format_rows": True,
                "autofilter": True,
                "sort": False,
                "select_locked_cells": True,
            },
        )

    @staticmethod
    def _kept_in_view(sheet: Sheet) -> int:
        """How many columns stay beside what is typed: those that say what a number is about."""
        names = [one.name for one in sheet.fields]
        return names.index("category") + 1 if sheet.form in (OBSERVATIONS, RESTATEMENTS) else 0

    def cover(self, target: Any) -> None:
        """The first sheet: how, and what is still empty, sheet by sheet."""
        for column, text in enumerate(("book:", str(self.book.edition), self.book.department)):
            target.write_string(TAGS, column, text, self.plain)
        target.set_row(TAGS, None, None, {"hidden": True})
        target.set_column(0, 0, 3, None, {"hidden": True})
        for column, width in enumerate((26, 70, 8, 8, 8, 8), 1):
            target.set_column(column, column, width)
        whose = f"（{self.book.department}）" if self.book.department else ""
        target.set_row(TITLE, 26)
        target.write_string(TITLE, 1, f"{self.book.edition} 年度：录入工作簿{whose}", self.title)
        is_reviewed = any(sheet.is_reviewed for sheet in self.book.sheets)
        for number, said in enumerate((*HOW, HOW_TO_REVIEW) if is_reviewed else HOW, 1):
            target.merge_range(HEADINGS + number, 1, HEADINGS + number, 5, f"{number}. {said}", self.plain)
            target.set_row(HEADINGS + number, 15 * (1 + int(ems(said) // 60)))
        first = COVER_LIST
        headings: tuple[str, ...] = ("工作表", "内容", "应填", "还空着", "已录")
        headings += ("待复核",) if is_reviewed else ()
        for column, heading in enumerate(headings, 1):
            target.write_string(first - 1, column, heading, self.heading)
        total = [0, 0]
        for line, sheet in enumerate(self.book.sheets, first):
            target.write_string(line, 0, f"{sheet.id} {len(sheet.rows)}" if sheet.id else "", self.plain)
            target.write_url(line, 1, f"internal:'{sheet.name}'!A1", self.linked, sheet.name)
            target.write_string(line, 2, sheet.title, self.locked)
            empty, done = _empty(sheet), _done(sheet)
            total = [total[0] + empty[2], total[1] + empty[1]]
            if sheet.wanted:
                target.write_number(line, 3, empty[2], self.number)
                target.write_formula(line, 4, empty[0], self.number, empty[1])
            else:
                target.write_blank(line, 3, None, self.number)
                target.write_blank(line, 4, None, self.number)
            if done:
                target.write_formula(line, 5, done[0], self.number, done[1])
            else:
                target.write_blank(line, 5, None, self.number)
            if sheet.is_reviewed:
                target.write_formula(
                    line, 6, f'=COUNTIF({_range(sheet, REVIEW.name)},"?*")', self.number, _marks(sheet)
                )
            elif is_reviewed:
                target.write_blank(line, 6, None, self.number)
        last = first + len(self.book.sheets)
        if is_reviewed:
            count = sum(map(_marks, self.book.sheets))
            target.write_string(first - 2, 1, "待复核的数", self.strong)
            target.write_formula(first - 2, 2, f'=SUM(G{first + 1}:G{last})&""', self.strong, str(count))
        target.write_string(first - 3, 1, "还空着的数", self.strong)
        target.write_formula(first - 3, 2, f'=SUM(E{first + 1}:E{last})&" / "&SUM(D{first + 1}:D{last})', self.strong,
                             f"{total[1]} / {total[0]}")  # fmt: skip
        target.autofilter(first - 1, 1, last - 1, len(headings))
        target.freeze_panes(TITLE + 1, 0)
        target.set_paper(A4)
        target.fit_to_pages(1, 0)
        target.print_area(TITLE, 1, last - 1, len(headings))
        target.set_tab_color("#c0392b")
        target.ignore_errors({"number_stored_as_text": f"A1:F{last}"})
        target.protect("", {"format_columns": True, "autofilter": True, "select_locked_cells": True})


def _marks(sheet: Sheet) -> int:
    """How many numbers of a sheet are still to be compared."""
    return sum(bool(row.cells.get(REVIEW.name)) for row in sheet.rows)


def _put(target: Any, line: int, place: int, text: str, style: Any) -> None:
    if text:
        target.write_string(line, place, text, style)
    else:
        target.write_blank(line, place, None, style)


def _not_listed(one: Field) -> str:
    return f"“{one.heading}”的下拉列表里没有这个词。" + (
        "确是新的，请选“是”。" if one.is_open else "请从下拉列表中选。"
    )


def _range(sheet: Sheet, name: str) -> str:
    letter = xl_col_to_name(_Columns(sheet).place(name))
    return f"'{sheet.name}'!${letter}${FIRST + 1}:${letter}${FIRST + len(sheet.rows)}"


def _empty(sheet: Sheet) -> tuple[str, int, int]:
    """A formula that counts the rows in which nothing wanted stands, what it gives now, and how many rows there are."""
    if not sheet.wanted or not sheet.rows:
        return "=0", 0, 0
    parts = [f"--(LEN({_range(sheet, name)})=0)" for name in sheet.wanted]
    open_rows = [row for row in sheet.rows if not any(row.cells.get(name) for name in sheet.wanted)]
    return f"=SUMPRODUCT({','.join(parts)})", len(open_rows), len(sheet.rows)


def _done(sheet: Sheet) -> tuple[str, int] | None:
    """A formula that counts the lines of a list, and what it gives now; None for what is no list."""
    if sheet.wanted or sheet.is_reference or sheet.form == SOURCES:
        return None
    name = next(one.name for one in sheet.fields if one.name in _COUNTED)
    letter = xl_col_to_name(_Columns(sheet).place(name))
    cells = f"'{sheet.name}'!${letter}${FIRST + 1}:${letter}${FIRST + len(sheet.rows) + sheet.free}"
    return f"=SUMPRODUCT(--(LEN({cells})>0))", sum(bool(row.cells.get(name)) for row in sheet.rows)


_COUNTED: Sequence[str] = ("printed", "award", "title", "text", "name", "reason", "check_id")
"""Columns by which the lines of a list are counted: the first that it has."""
