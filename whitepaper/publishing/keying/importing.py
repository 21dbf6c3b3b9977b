"""Workbooks into the source: read, merged, given ids, validated as any source, and put in place in one step."""

from __future__ import annotations

import csv
import io
import re
import shutil
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from pypinyin import lazy_pinyin

from whitepaper.model.errors import CellProblem, Problem, SourceError, WorkbookError
from whitepaper.model.schema import Table, load_tables, read_rows
from whitepaper.model.text import unspaced
from whitepaper.printed.wording import printed_decimals
from whitepaper.publishing import versions
from whitepaper.publishing.build import recover, replace_folder
from whitepaper.publishing.declarations import FORMS
from whitepaper.publishing.examination import Examination, Typed
from whitepaper.publishing.examining import examine
from whitepaper.publishing.keying.reading import Filled, Returned, read
from whitepaper.publishing.keying.records import Reader, Record, merged, numbered, whereabouts
from whitepaper.publishing.keying.sheets import (
    EDITIONS,
    FIELDS,
    NAMES,
    OBSERVATIONS,
    REVIEW,
    SOURCES,
    SUBSECTOR,
    UNITS,
)
from whitepaper.publishing.keying.words import AREAS, FILES, INDICATORS, ORGANISATIONS, UNIT, Words
from whitepaper.publishing.source import EDITION_FORMS, Source, load_source

EDITION_ROWS = (SOURCES, *EDITION_FORMS)
ADDITIONS = ("areas", UNITS, "organisations")
OF_EDITION = ("names", "breaks")
LONGEST_ID = 48
MOST_LISTED = 12
FIRST_RECORD = 2
"""Row of the first record in a CSV, as spreadsheets count."""
_PLACE_KINDS = "place:"


@dataclass
class Imported:
    """What an import did.

    counts: form to rows; empty: sheet to numbers not filled; unreviewed: sheet to cells with numbers of a draft that
    were not compared yet and not written; added: kind to names with ids; examination: of what is now in the source,
    None where the edition has no number yet.
    """

    edition: str
    target: Path
    counts: dict[str, int]
    empty: dict[str, int]
    unreviewed: dict[str, list[str]]
    added: dict[str, list[str]]
    reminders: list[CellProblem]
    examination: Examination | None = None

    def __str__(self) -> str:
        """In words, for the one who imported."""
        forms = NAMES | {OBSERVATIONS: "数"}
        rows = "，".join(f"{forms[form]} {count} 行" for form, count in self.counts.items() if count)
        lines = [f"已写入 {self.target / self.edition}：{rows}。"]
        if self.empty:
            listed = "，".join(f"{sheet} {count}" for sheet, count in list(self.empty.items())[:MOST_LISTED])
            others = f"……共 {len(self.empty)} 张表，见工作簿首页" if len(self.empty) > MOST_LISTED else ""
            lines.append(f"还有 {sum(self.empty.values())} 个数空着，没有写入：{listed}{others}。")
        if self.unreviewed:
            lines.append(
                f"还有 {sum(map(len, self.unreviewed.values()))} 个由文稿预填的数待复核，没有写入。"
                f"请逐个与文稿核对，核对过的清空“{REVIEW.heading}”一格，再导入一遍："
            )
            lines += [f"  {sheet}：{'、'.join(cells)}" for sheet, cells in self.unreviewed.items()]
        for kind, names in self.added.items():
            lines.append(f"新增{kind} {len(names)}：{'；'.join(names)}。")
        if self.reminders:
            lines.append(f"请看一看这 {len(self.reminders)} 格：")
            lines += [f"  {number}. {one}" for number, one in enumerate(self.reminders, 1)]
        return "\n".join(lines)


def import_workbooks(files: Sequence[Path], base: Path, target: Path) -> Imported:
    """Write the edition that some workbooks hold into the source folder `target`.

    files: whole workbooks and those of departments, of one edition; base: the source folder from which `target` is
    begun where it is none yet. What the edition had in `target` before is replaced. Raises WorkbookError with every
    problem before anything is written, WriteError; `target` is either wholly replaced or untouched.
    """
    with versions.telling(target), versions.locked(target.with_name(target.name + ".lock")):
        recover(target)
        start = target if (target / FORMS).is_file() else base
        returned = _read_all(files)
        job = _Job(start, target, returned)
        records = job.records()
        fresh = target.with_name(target.name + ".new")
        try:
            with versions.writing(fresh):
                shutil.copytree(start, fresh, dirs_exist_ok=True)
                job.write(fresh, records)
                source = job.validate(fresh, records)
                if source is None:
                    raise WorkbookError(job.problems)
                replace_folder(fresh, target)
        except PermissionError as error:
            said = "不能写入：请关闭打开着其中文件的程序，或换有权限的用户，再导入一遍；原来的数据没有动"
            raise WorkbookError([CellProblem(str(error.filename or target), "", "", "", "", said)]) from error
    counts = {form: sum(map(len, by_file.values())) for form, by_file in records.items()}
    reminders = [one for book in returned for one in book.reminders]
    reader = job.reader
    examination = examine(source, int(job.edition), job.typed(records)) if counts[OBSERVATIONS] else None
    return Imported(job.edition, target, counts, reader.empty, reader.unreviewed, job.added, reminders, examination)


def _read_all(files: Sequence[Path]) -> list[Returned]:
    """The workbooks, whole ones first; WorkbookError where they do not belong together."""
    returned: list[Returned] = []
    problems: list[CellProblem] = []
    for path in files:
        try:
            returned.append(read(path))
        except WorkbookError as error:
            problems += error.problems
    editions = sorted({book.edition for book in returned})
    if len(editions) > 1:
        said = f"是另一年度的工作簿：一次只能导入一个年度，这几本里有 {'、'.join(editions)}"
        problems += [CellProblem(book.file, "", "", "", book.edition, said) for book in returned]
    if returned and all(book.department for book in returned):
        said = "只有部门的工作簿。请把总的工作簿（不带部门的那一本）一起给出，表的出处和名录在它里面"
        problems.append(CellProblem(returned[0].file, "", "", "", "", said))
    if problems:
        raise WorkbookError(problems)
    return sorted(returned, key=lambda book: bool(book.department))


@dataclass
class _Job:
    start: Path
    target: Path
    returned: list[Returned]
    problems: list[CellProblem] = field(default_factory=list)
    added: dict[str, list[str]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.edition = self.returned[0].edition
        self.forms: Mapping[str, Table] = load_tables(self.start / "forms.csv")
        folders = [path.name for path in self.start.iterdir() if re.fullmatch(r"\d{4}", path.name)]
        self.words = Words.of(self.start, sorted(folders))
        self.reader = Reader(self.forms, self.words, self.problems)
        self.problems += [one for book in self.returned for one in book.problems]
        self.shared: dict[str, list[dict[str, str]]] = {}

    def records(self) -> dict[str, dict[str, list[Record]]]:
        """Form to file (empty for lists) to the records of the edition, with ids and numbers."""
        for form in ADDITIONS:
            self._learn(form)
        sources = self._sources()
        earlier = {row["file"] for path in self.start.glob("*/sources.csv") for row in read_rows(path)}
        observed = self._merged(OBSERVATIONS)
        observed = self._with_new_indicators(observed)
        found: dict[str, dict[str, list[Record]]] = {
            EDITIONS: self._merged(EDITIONS),
            OBSERVATIONS: {},
            SOURCES: {"": []},
        }
        for record in sources:
            file = record.cells["file"]
            rows = observed.pop(file, [])
            if rows:
                found[OBSERVATIONS][file] = rows
                found[SOURCES][""].append(record.with_cells(rows=str(len(rows))))
            elif not record.is_known or file not in earlier:
                said = f"“{NAMES[OBSERVATIONS]}”里没有它的数；请填数，或清空这一行"
                self.problems.append(record.line.at("title").problem(record.cells["title"], said))
        for file, rows in observed.items():
            lost = f"“{NAMES[SOURCES]}”表里没有这一张表（{file}）的出处；请从原工作簿恢复那一行"
            said = lost if file else f"请填出处标题，与“{NAMES[SOURCES]}”里的一样"
            self.problems += [row.line.at("file").problem("", said) for row in (rows[:1] if file else rows)]
        for form in EDITION_FORMS:
            found[form] = self._merged(form)
        known = {row["edition"] for row in read_rows(self.start / "editions.csv")}
        if not found[EDITIONS] and self.edition not in known:
            said = "请填书名、发布单位和发布年月"
            self.problems += [sheet.place.problem("", said) for sheet in self._sheets(EDITIONS)[0][1]]
        for form in OF_EDITION:
            self._of_edition(form)
        return found

    def write(self, folder: Path, records: Mapping[str, Mapping[str, Sequence[Record]]]) -> None:
        """The CSVs of the edition, and the lines that it adds to the shared ones."""
        own = folder / self.edition
        shutil.rmtree(own / OBSERVATIONS, ignore_errors=True)
        (own / OBSERVATIONS).mkdir(parents=True)
        for form in EDITION_ROWS:
            rows = records[form].get("", [])
            _write(own / f"{form}.csv", self.forms[form].names, [row.cells for row in rows])
        for file, rows in records[OBSERVATIONS].items():
            _write(own / OBSERVATIONS / f"{file}.csv", self.forms[OBSERVATIONS].names, [row.cells for row in rows])
        self.shared[EDITIONS] = [dict(row.cells) for row in records[EDITIONS].get("", [])]
        for form, added in self.shared.items():
            _add(folder / f"{form}.csv", self.forms[form], added)

    def validate(self, folder: Path, records: Mapping[str, Mapping[str, Sequence[Record]]]) -> Source | None:
        """Hold the folder against the rules of every source; what was typed is told by its cell.

        The source; None, with `problems`, where there are any.
        """
        source = None
        try:
            source = load_source(folder)
        except SourceError as error:
            untitled = f"{EDITIONS}.csv" if not records[EDITIONS] else ""  # which is told already
            self.problems += [self._placed(one, records) for one in error.problems if one.file != untitled]
        first: dict[tuple[str, ...], CellProblem] = {}
        for one in self.problems:  # of a cell the cause, not what follows from it
            first.setdefault((one.file, one.sheet, one.cell or one.said), one)
        self.problems = sorted(first.values(), key=self._order)
        return None if self.problems else source

    def typed(self, records: Mapping[str, Mapping[str, Sequence[Record]]]) -> Typed:
        """What an examination is told of the workbooks: where everything was typed, and what is still to be done."""
        files = {
            f"{self.edition}/{f'{form}/{file}' if file else form}.csv": rows
            for form, by_file in records.items()
            for file, rows in by_file.items()
        }
        cells = {
            (file, row): record.line.at("printed").problem("", "").place
            for file, rows in files.items()
            for row, record in enumerate(rows, FIRST_RECORD)
        }
        return Typed(self.reader.empty, self.reader.unreviewed, cells)

    def _order(self, problem: CellProblem) -> tuple[int, int, int, str]:
        """Files as they were named, sheets as they stand, cells downwards."""
        files = [book.file for book in self.returned]
        file = files.index(problem.file) if problem.file in files else len(files)
        names = [sheet.place.sheet for sheet in self.returned[file].sheets] if file < len(files) else []
        sheet = names.index(problem.sheet) if problem.sheet in names else -1
        row = re.search(r"\d+", problem.cell)
        return file, sheet, int(row[0]) if row else 0, problem.cell

    def _placed(self, problem: Problem, records: Mapping[str, Mapping[str, Sequence[Record]]]) -> CellProblem:
        edition, _, rest = problem.file.partition("/")
        rows: Sequence[Record] = ()
        if rest and edition == self.edition:
            folder, _, file = rest.removesuffix(".csv").rpartition("/")
            rows = records[OBSERVATIONS].get(file, ()) if folder else records.get(file, {}).get("", ())
        elif problem.file == f"{EDITIONS}.csv":
            rows = records[EDITIONS].get("", ())
            problem = Problem(problem.file, 2 if rows else None, problem.column, problem.value, problem.expected)
        place = whereabouts(rows, problem.row, problem.column) if problem.row else None
        if place is None:
            return CellProblem(str(problem), "", "", "", "", "（源数据里的问题）")
        headings = {one.name: f"“{one.heading}”" for fields in FIELDS.values() for one in fields}
        expected = re.sub(r"[a-z_]{4,}", lambda found: headings.get(found[0], found[0]), problem.expected)
        picks = {one.name for fields in FIELDS.values() for one in fields if one.words}
        empty = "空着；请从下拉列表中选" if problem.column in picks else f"空着；请{expected}"
        said = f"应为{expected}" if problem.value else empty
        return place.problem(problem.value, _EXPECTED.get(problem.column, said) if problem.value else said)

    def _sheets(self, form: str) -> list[tuple[Returned, list[Filled]]]:
        return [(book, [sheet for sheet in book.sheets if sheet.form == form]) for book in self.returned]

    def _merged(self, form: str) -> dict[str, list[Record]]:
        """The records of a form by file, from all workbooks."""
        key = self.forms[form].key
        taken = [
            [
                (record.extra.get("file") or sheet.file, record)
                for sheet in sheets
                for record in self.reader.records(sheet)
            ]
            for _, sheets in self._sheets(form)
        ]
        return {file: numbered(form, rows, key) for file, rows in merged(taken, key, self.problems).items()}

    def _sources(self) -> list[Record]:
        """Where the tables and sections stand; a new one is given a file. Its title can be named from then on."""
        records = [record for rows in self._merged(SOURCES).values() for record in rows]
        taken = {record.cells["file"] for record in records}
        found = []
        for record in records:
            title = record.cells["title"]
            file = record.cells["file"] or _free(f"new-{self.edition}-{_spelled(title) or 'table'}", taken)
            taken.add(file)
            if not record.is_known:
                self._added("表和节", f"{title}（{file}）")
            self.words.add(FILES, file, title)
            found.append(record.with_cells(file=file))
        return found

    def _learn(self, form: str) -> None:
        """Take up new areas, units or organisations, so that they can be named; each is given an id."""
        words = {"areas": AREAS, UNITS: UNIT, "organisations": ORGANISATIONS}[form]
        number = max(
            (int(row["organisation_id"].partition(":")[2]) for row in read_rows(self.start / "organisations.csv")),
            default=0,
        )
        for _, sheets in self._sheets(form):
            for record in [one for sheet in sheets for one in self.reader.records(sheet)]:
                name = record.cells["name"]
                known = self.words.code(words, name) if name else None
                if not name or known:
                    said = (
                        "请填名称"
                        if not name
                        else f"已经在列表里了（“{self.words.word(words, known or '')}”），不必再加；请清空这一行"
                    )
                    self.problems.append(record.line.at("name").problem(name, said))
                    continue
                cells = dict(record.cells)
                if form == "areas":
                    cells["area_id"] = code = _free(
                        _PLACE_KINDS + (_spelled(name) or "new"), set(self.words.named[AREAS])
                    )
                elif form == UNITS:
                    cells |= {"codelist": UNIT, "code": name}
                    code = name
                else:
                    number += 1
                    cells["organisation_id"] = f"org:{number:03}"
                    code = name
                proposed = {"areas": "area_id", "organisations": "organisation_id"}.get(form)
                self.words.add(words, code, name)
                self.shared.setdefault(form, []).append(cells)
                self._added(_KINDS[form], f"{name}（{cells[proposed]}）" if proposed else name)

    def _of_edition(self, form: str) -> None:
        """Take up lines about this edition for a form that all editions share."""
        for _, sheets in self._sheets(form):
            for record in [one for sheet in sheets for one in self.reader.records(sheet)]:
                self.shared.setdefault(form, []).append({**record.cells, "edition": self.edition})

    def _with_new_indicators(self, observed: dict[str, list[Record]]) -> dict[str, list[Record]]:
        """The observations with an id for each indicator that the source does not have yet."""
        new: dict[str, str] = {}
        taken = set(self.words.named[INDICATORS])
        for rows in observed.values():
            for place, record in enumerate(rows):
                if record.cells["indicator_id"]:
                    continue
                name = record.line.texts.get("indicator_id", "")
                if name not in new:
                    made = self._new_indicator(name, record, taken)
                    if made is None:
                        continue
                    new[name] = made
                rows[place] = record.with_cells(indicator_id=new[name])
        return observed

    def _new_indicator(self, name: str, record: Record, taken: set[str]) -> str | None:
        subsector, definition = record.extra.get(SUBSECTOR, ""), record.extra.get("definition", "")
        if not (name and subsector and definition):
            near = self.words.nearest(INDICATORS, name) if name else []
            proposed = f"若是{'或'.join(f'“{one}”' for one in near)}，请从下拉列表中选；" if near else ""
            said = (
                f"不在指标表中。{proposed}若是新指标，请在同一行选“领域”，并写“指标定义”"
                if name
                else "请选指标，或写新指标的名称"
            )
            self.problems.append(record.line.at("indicator_id").problem(name, said))
            return None
        code = _free(f"{subsector}.{_spelled(name) or 'new'}", taken)
        taken.add(code)
        blank = dict.fromkeys(self.forms[INDICATORS].names, "")
        decimals = printed_decimals(record.cells["printed"]) or 0
        self.shared.setdefault(INDICATORS, []).append(
            blank
            | {"indicator_id": code, "name": name, "subsector_id": subsector, "unit": record.cells["unit"]}
            | {"decimals": str(decimals), "polarity": "0", "definition": definition}
        )
        self._view(name, subsector, code)
        self._added("指标", f"{name}（{code}，升降不作评判）")
        return code

    def _view(self, name: str, subsector: str, indicator: str) -> None:
        """What shows a new indicator on the page of its sub-sector: at the end."""
        rows = [*read_rows(self.start / "views.csv"), *self.shared.get("views", [])]
        order = max((int(row["order"]) for row in rows if row["subsector_id"] == subsector), default=0) + 1
        blank = dict.fromkeys(self.forms["views"].names, "")
        self.shared.setdefault("views", []).append(
            blank
            | {"view_id": indicator, "subsector_id": subsector, "order": str(order)}
            | {"title": name, "indicators": indicator, "chart": "chart"}
        )

    def _added(self, kind: str, name: str) -> None:
        self.added.setdefault(kind, []).append(name)


_KINDS = {"areas": "地区", UNITS: "计量单位", "organisations": "单位"}
_EXPECTED = {
    "unit": f"不是已有的单位；请从下拉列表中选，新的先加到“{NAMES[UNITS]}”",
    "period": "不是认得的期间；应为 2025、2024-2025 或 2025Q1-Q3 这样的写法",
}


def _spelled(name: str) -> str:
    """A name in letters that an id may have."""
    return re.sub(r"[^a-z0-9]+", "", "".join(lazy_pinyin(unspaced(name))))[:LONGEST_ID]


def _free(code: str, taken: set[str]) -> str:
    """A code that is not taken, with a number if need be."""
    found, number = code, 1
    while found in taken:
        number += 1
        found = f"{code}_{number}"
    return found


def _text(rows: Sequence[Sequence[str]]) -> str:
    buffer = io.StringIO()
    csv.writer(buffer, lineterminator="\n").writerows(rows)
    return buffer.getvalue()


def _write(path: Path, names: Sequence[str], rows: Sequence[Mapping[str, str]]) -> None:
    cells = [[row[name] for name in names] for row in rows]
    path.write_text(_text([names, *cells]), encoding="utf-8", newline="")


def _add(path: Path, form: Table, rows: Sequence[Mapping[str, str]]) -> None:
    """Add rows to a shared CSV; one of the same key is replaced, and where all is there nothing is written."""
    old = [dict(row) for row in read_rows(path)]
    places = {tuple(row[name] for name in form.key): place for place, row in enumerate(old)}
    changed = [dict(row) for row in old]
    for row in rows:
        mark = tuple(row[name] for name in form.key)
        if mark in places:
            changed[places[mark]] = dict(row)
        else:
            changed.append(dict(row))
    if changed != old:
        _write(path, form.names, changed)
