"""A clerk's workbook with the numbers of a draft in it, each marked until someone has compared it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path

from whitepaper.model.keys import TOWN_KINDS, is_case
from whitepaper.model.schema import LIST_SEPARATOR, read_rows
from whitepaper.model.text import letters
from whitepaper.printed.drafted import table_number, years
from whitepaper.publishing.drafts.document import Draft, open_draft
from whitepaper.publishing.drafts.labels import SAID, Naming
from whitepaper.publishing.drafts.placing import Placed, Placing, Table, place
from whitepaper.publishing.drafts.sentences import Candidate, Sentence, sentences
from whitepaper.publishing.keying.layout import Paper, lay_out, papers
from whitepaper.publishing.keying.sheets import OBSERVATIONS, REVIEW, SOURCES, TO_REVIEW, Book, Field, Kind, Row, Sheet
from whitepaper.publishing.keying.words import AREAS, INDICATORS, Words
from whitepaper.publishing.keying.writing import written

MOST_LISTED = 12
_LEFT, _TEXTS = "文稿里没放进来的数", "文稿正文里的数"


@dataclass(frozen=True)
class Missing:
    """A number that is asked for and that a table of the draft, or the draft, does not have."""

    sheet: str
    said: str


@dataclass(frozen=True)
class Prefilled:
    """A workbook with what a draft gave, and what is left to do by hand."""

    book: Book
    words: Words
    placing: Placing
    missing: Sequence[Missing]
    sentences: Sequence[Sentence]

    @cached_property
    def data(self) -> bytes:
        """The file."""
        return written(self.book, self.words)

    def __str__(self) -> str:
        """In words, for the one who keys the paper."""
        placed, left = self.placing.placed, self.placing.unplaced
        lines = [
            f"按 {self.book.edition} 年度读：表格里有 {len(placed) + len(left)} 个数，"
            f"预填 {len(placed)} 个（都标了待复核），没有放进来 {len(left)} 个；"
            f"应填而文稿里没有找到 {len(self.missing)} 项；"
            f"正文有 {len(self.sentences)} 句带数，请逐句看。"
        ]
        reasons = Counter((one.table.place(0, 0).partition(" ")[0], one.said) for one in left)
        for (table, said), count in list(reasons.items())[:MOST_LISTED]:
            first = next(one for one in left if one.said == said and one.place.startswith(table))
            lines.append(f"  {first.place}" + (f"等 {count} 格" if count > 1 else "") + f"：{said}")
        if left or self.missing:
            lines.append(f"全部列在工作簿的“{_LEFT}”和“{_TEXTS}”两张表里。")
        return "\n".join(lines)


def prefilled(path: Path, source: Path, edition: int | None = None) -> Prefilled:
    """Read a draft into the workbook of an edition.

    source: the source folder; edition: the latest year that captions and headings of the draft name if None. Raises
    DraftError, EditionMissingError.
    """
    draft = open_draft(path)
    wanted = asked(source, edition or _edition(draft, source))
    found = wanted.place(draft)
    missing = list(_missing(wanted, found))
    texts = list(_sentences(draft, wanted))
    sheets = [_marked(sheet, found.placed) for sheet in wanted.book.sheets]
    beside = [_left_sheet(found, missing), _text_sheet(texts)]
    return Prefilled(replace(wanted.book, sheets=[*beside, *sheets]), wanted.words, found, missing, texts)


@dataclass(frozen=True)
class Asked:
    """What an edition is asked for, and the words for it. paper: the last that there is; district: id of its area."""

    book: Book
    paper: Paper
    tables: Sequence[Table]
    naming: Naming
    words: Words
    district: str

    def place(self, draft: Draft) -> Placing:
        """Every number of a draft's tables, put or told."""
        return place(draft, self.tables, self.naming, self.book.edition, self.district)

    @cached_property
    def sheets(self) -> dict[str, str]:
        """File of a table or section to the name of its sheet."""
        return {sheet.file: sheet.name for sheet in self.book.sheets if sheet.form == OBSERVATIONS}


def asked(source: Path, edition: int) -> Asked:
    """What an edition is asked for. Raises EditionMissingError."""
    book = lay_out(source, edition)
    both = [paper for paper in papers(source, edition) if paper is not None and paper.folder.is_dir()]
    titles: dict[str, list[str]] = {}
    numbers: dict[str, int] = {}
    for paper in both:
        for row in paper.rows(SOURCES):
            titles.setdefault(row["file"], []).append(row["title"])
            number = table_number(row["source"])
            if number is not None:
                numbers.setdefault(row["file"], number)
    tables = [
        Table(sheet.file, numbers[sheet.file], titles[sheet.file], [row.cells for row in sheet.rows])
        for sheet in book.sheets
        if sheet.form == OBSERVATIONS and sheet.file in numbers
    ]
    profile = {row["name"]: row["value"] for row in read_rows(source / "profile.csv")}
    words = Words.of(source, [paper.edition for paper in both])
    return Asked(book, both[-1], tables, Naming.of(source), words, profile["district"])


def _edition(draft: Draft, source: Path) -> int:
    """The latest year that the tables name, at most the one after the last paper; that one where they name none."""
    known = [int(path.name) for path in source.iterdir() if re.fullmatch(r"\d{4}", path.name)]
    latest = max(known, default=0) + 1
    named = {
        year
        for table in draft.tables
        for text in (table.caption, *(cell.text for row in table.heading_rows for cell in table.grid[row]))
        for year in years(text)
    }
    return max((year for year in named if min(known, default=year) <= year <= latest), default=latest)


def _marked(sheet: Sheet, placed: Sequence[Placed]) -> Sheet:
    """A sheet with the numbers that were placed in it and, beside each, its place in the draft."""
    if sheet.form != OBSERVATIONS or not sheet.file:
        return sheet
    by_key = {one.key: one for one in placed if one.file == sheet.file}
    rows = []
    for row in sheet.rows:
        one = by_key.get(tuple(row.cells[column] for column in SAID))
        rows.append(
            Row({**row.cells, "printed": one.printed, REVIEW.name: TO_REVIEW.format(one.place)}, row.shown)
            if one
            else row
        )
    if not by_key:
        return sheet
    at = [one.name for one in sheet.fields].index("printed") + 1
    return replace(sheet, rows=rows, fields=(*sheet.fields[:at], REVIEW, *sheet.fields[at:]))


def _missing(wanted: Asked, found: Placing) -> Iterator[Missing]:
    """Numbers of tables that stand in the draft but have none; a table that is not there is told as one."""
    has = {one.key for one in found.placed}
    for table in wanted.tables:
        name = wanted.sheets[table.file]
        if table.file not in found.known.values():
            yield Missing(name, f"文稿里没有认出这张表（{len(table.rows)} 个数）")
            continue
        for row in table.rows:
            if tuple(row[column] for column in SAID) not in has:
                yield Missing(name, _about(row, wanted.words))


def _about(row: Mapping[str, str], words: Words) -> str:
    """What a number is about, in words."""
    scope = [words.word(AREAS, row["area_id"]), row["category"], row["period"], words.word("measure", row["measure"])]
    return f"{words.word(INDICATORS, row['indicator_id'])}（{'，'.join(filter(None, scope))}）"


def _sentences(draft: Draft, wanted: Asked) -> Iterator[Sentence]:
    """Sentences with the numbers of the last edition's text and town reports that they may be."""
    words, names, paper = wanted.words, wanted.sheets, wanted.paper
    candidates = [
        Candidate(
            letters(words.word(INDICATORS, row["indicator_id"]) + row["category"]),
            f"{_about(row, words)}{row['printed'] or '缺'} → 工作表“{names[listed['file']]}”",
            row["unit"],
            listed["section"],
            "" if row["area_id"] == wanted.district else row["area_id"],
        )
        for listed in paper.rows(SOURCES)
        if table_number(listed["source"]) is None and not is_case(listed["source"]) and listed["file"] in names
        for row in paper.observations(listed["file"])
    ]
    towns = {
        row["area_id"]: [row["name"], *filter(None, row["aliases"].split(LIST_SEPARATOR))]
        for row in read_rows(paper.source / "areas.csv")
        if row["kind"] in TOWN_KINDS
    }
    yield from sentences(draft.paragraphs, candidates, {one.unit for one in candidates} - {""}, towns)


def _shown(*fields: tuple[str, str, int]) -> tuple[Field, ...]:
    return tuple(Field(name, heading, width, Kind.SHOWN) for name, heading, width in fields)


def _left_sheet(found: Placing, missing: Sequence[Missing]) -> Sheet:
    """What a clerk puts in by hand: numbers without a row, and rows without a number."""
    rows = [
        Row({"where": one.place, "text": one.cell.text, "label": one.table.label(one.cell.row),
             "heading": one.table.heading(one.cell.column, one.cell.row), "said": one.said})
        for one in found.unplaced
    ]  # fmt: skip
    rows += [Row({"where": f"工作表“{one.sheet}”", "label": one.said, "said": "文稿里没有找到"}) for one in missing]
    fields = _shown(("where", "在哪里", 24), ("text", "文稿所印", 14), ("label", "行名", 44), ("heading", "列名", 30),
                    ("said", "为什么没有填", 50))  # fmt: skip
    title = "文稿的表里没有放进工作簿的数，和工作簿里没有找到的数：请自己填，程序不猜"
    return Sheet(_LEFT, "", "", title, fields, rows, 0, (), True)


def _text_sheet(texts: Sequence[Sentence]) -> Sheet:
    """Sentences to be gone through one by one."""
    rows = [
        Row({"where": f"第{one.paragraph + 1}段", "section": one.section, "text": one.text,
             "candidates": "；".join(one.candidates) or "没有相近的，可能是新的"})
        for one in texts
    ]  # fmt: skip
    fields = _shown(("where", "在哪里", 9), ("section", "章节", 16), ("text", "句子", 70),
                    ("candidates", "上一版相近的数（单位相同、名称相近，只供对照）", 70))  # fmt: skip
    return Sheet(_TEXTS, "", "", "文稿正文和街镇报告里带数的句子：逐句看，数由人填", fields, rows, 0, (), True)
