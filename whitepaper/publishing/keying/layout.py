"""What a workbook of one edition asks for: its own rows, or those of the edition before with their years moved on."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path

from whitepaper.model.errors import EditionMissingError
from whitepaper.model.keys import RUNNING_TEXT, TOWN_KINDS, is_case
from whitepaper.model.schema import Table, load_tables, read_rows
from whitepaper.printed.typed import period_signs
from whitepaper.publishing.keying.sheets import (
    AGAIN,
    DEFINITION,
    EDITIONS,
    FIELDS,
    LAST,
    LAST_NOTE,
    NAMES,
    OBSERVATIONS,
    RESTATEMENTS,
    SOURCES,
    SUBSECTOR,
    UNITS,
    Book,
    Field,
    Row,
    Sheet,
)
from whitepaper.publishing.keying.words import AREAS, FILES, Words

LISTS = ("town_notes", "honours", "policies", "cases", "accepted_findings")
ADDED = ("organisations", "areas", UNITS)
"""Shared forms to which a workbook adds what is new."""
CHANGED = ("names", "breaks")
"""Shared forms with lines of one edition."""
FREE, FREE_LIST, FREE_NEW = 10, 40, 20
"""Empty lines at the end of a table, of a list (and a third of what it had), and for what is new."""
_LONGEST_NAME = 31
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_UNNAMEABLE = re.compile(r"[\[\]:*?/\\']")
_KEY = ("indicator_id", "area_id", "category", "period", "measure")
_Rows = list[dict[str, str]]


@dataclass(frozen=True)
class Paper:
    """What one edition has in the source: form, or `observations:file`, to its rows; nothing where it has no folder."""

    source: Path
    edition: str

    @property
    def folder(self) -> Path:
        """Where its CSVs are."""
        return self.source / self.edition

    def rows(self, form: str) -> _Rows:
        """The rows of one form of the edition, as text."""
        path = self.folder / f"{form}.csv"
        rows = read_rows(path) if path.is_file() else []
        return [row | {"period": period_signs(row["period"])} if "period" in row else row for row in rows]

    def observations(self, file: str) -> _Rows:
        """The rows of one table or section."""
        return self.rows(f"{OBSERVATIONS}/{file}")

    @cached_property
    def line(self) -> dict[str, str]:
        """Its line in editions.csv; empty where it has none."""
        return next((row for row in read_rows(self.source / "editions.csv") if row["edition"] == self.edition), {})


def editions(source: Path) -> list[int]:
    """The editions that a source folder has, the first one first."""
    return sorted(int(path.name) for path in source.iterdir() if re.fullmatch(r"\d{4}", path.name))


def papers(source: Path, edition: int) -> tuple[Paper, Paper | None]:
    """An edition and the one before it; EditionMissingError where the source has neither."""
    known = [str(one) for one in editions(source)]
    before = [name for name in known if name < str(edition)]
    if not before and str(edition) not in known:
        raise EditionMissingError(
            f"没有 {edition} 年度的白皮书，也没有较早的可以照着列表；现有 {'、'.join(known) or '无'}"
        )
    return Paper(source, str(edition)), Paper(source, before[-1]) if before else None


def moved(text: str, years: int) -> str:
    """A text with every year in it moved on."""
    return _YEAR.sub(lambda found: str(int(found[0]) + years), text)


def lay_out(source: Path, edition: int, is_filled: bool = False, department: str = "") -> Book:
    """The workbook of an edition.

    is_filled: with what the edition has itself, else with empty cells; department: only the numbers it supplies.
    Raises EditionMissingError, also where the department supplies nothing.
    """
    own, last = papers(source, edition)
    words = Words.of(source, [paper.edition for paper in (own, last) if paper and paper.folder.is_dir()])
    maker = _Maker(own, last, words, is_filled, load_tables(source / "forms.csv"))
    title = own.line.get("title") or f"{edition} 年度白皮书"
    sheets = list(maker.tables(department) if department else maker.sheets())
    if not any(sheet.rows for sheet in sheets):
        raise EditionMissingError(f"没有“{department}”提供的数；现有部门 {'、'.join(departments(source, edition))}")
    return Book(edition, title, department, _named(sheets), words.picks())


def departments(source: Path, edition: int) -> list[str]:
    """Who supplies numbers of an edition, in the order of the paper."""
    own, last = papers(source, edition)
    words = Words.of(source, [paper.edition for paper in (own, last) if paper and paper.folder.is_dir()])
    maker = _Maker(own, last, words, False, load_tables(source / "forms.csv"))
    return maker.departments()


@dataclass(frozen=True)
class _Maker:
    own: Paper
    last: Paper | None
    words: Words
    is_filled: bool
    forms: Mapping[str, Table]

    @property
    def years(self) -> int:
        """From the edition before to this one."""
        return int(self.own.edition) - int(self.last.edition) if self.last else 0

    @cached_property
    def indicators(self) -> dict[str, dict[str, str]]:
        return {row["indicator_id"]: row for row in read_rows(self.own.source / "indicators.csv")}

    @cached_property
    def listed(self) -> _Rows:
        """The tables and sections: its own, and those that only the edition before has, without its cases.

        A case is of one year alone. A title with a year in it is left to be typed, as is the page.
        """
        before = _without_cases(self.before.values())
        emptied = [row | {"page": "", "title": "" if _YEAR.search(row["title"]) else row["title"]} for row in before]
        return _interleaved(self.own.rows(SOURCES), emptied, ("file",))

    def sheets(self) -> Iterator[Sheet]:
        yield self._edition()
        yield self._sources()
        yield from self.tables("")
        yield self._new_observations()
        yield self._restatements()
        yield self._industries()
        for form in LISTS:
            yield self._list(form)
        for form in (*ADDED, *CHANGED):
            yield self._additions(form)
        for form in LISTS[:-1]:
            if self.last and (rows := self.last.rows(form)):
                yield self._reference(form, rows)

    def departments(self) -> list[str]:
        every = [self._supplier(listed, row) for listed in self.listed for row in self._laid_out(listed["file"])]
        return [name for name in dict.fromkeys(every) if name]

    def tables(self, department: str) -> Iterator[Sheet]:
        """A sheet for each table and section, with the rows of one department if one is named."""
        for listed in self.listed:
            rows = self._observed(listed["file"])
            if department:
                rows = [row for row in rows if self._supplier(listed, row.cells) == department]
                if not rows:
                    continue
            fields = _without_silent(FIELDS[OBSERVATIONS], rows, (LAST, AGAIN, LAST_NOTE))
            wanted = ("printed", "missing_reason")
            yield Sheet(
                self._short(listed, rows),
                OBSERVATIONS,
                listed["file"],
                self._titled(listed),
                fields,
                rows,
                FREE,
                wanted,
            )

    def _short(self, listed: Mapping[str, str], rows: Sequence[Row]) -> str:
        """The name of a sheet: the number of the table, with the town that it is about; of running text the title."""
        if listed["source"] == RUNNING_TEXT:
            return listed["title"] or self.before[listed["file"]]["title"]
        about = {row.cells["area_id"] for row in rows}
        town = about.pop() if len(about) == 1 else ""
        return f"{listed['source']} {self.words.word(AREAS, town)}" if town in self.towns else listed["source"]

    def _titled(self, listed: Mapping[str, str]) -> str:
        title = listed["title"] or f"（上一版：{self.before[listed['file']]['title']}）"
        return "　".join(filter(None, [f"{listed['source']}　{title}", listed["section"], listed["department"]]))

    @cached_property
    def before(self) -> dict[str, dict[str, str]]:
        """The tables and sections of the edition before, by file."""
        return {row["file"]: row for row in self.last.rows(SOURCES)} if self.last else {}

    @cached_property
    def towns(self) -> set[str]:
        return {row["area_id"] for row in read_rows(self.own.source / "areas.csv") if row["kind"] in TOWN_KINDS}

    def _supplier(self, listed: Mapping[str, str], row: Mapping[str, str]) -> str:
        return listed["department"] or self.indicators[row["indicator_id"]]["department"]

    def _with_years(self, rows: _Rows, *columns: str) -> _Rows:
        return [row | {name: moved(row[name], self.years) for name in columns} for row in rows]

    def _laid_out(self, file: str) -> _Rows:
        """The rows of a table: its own, and those of the edition before, a year on, whose numbers it does not have."""
        own = self.own.observations(file)
        if self.last is None or not _without_cases([self.before.get(file, {"source": ""})]):
            return own
        return _interleaved(own, _emptied(self._with_years(self.last.observations(file), "period")), _KEY)

    def _observed(self, file: str) -> list[Row]:
        earlier = {_key(row): row for row in self.last.observations(file)} if self.last else {}
        rows = []
        for row in self._laid_out(file):
            about = self.indicators[row["indicator_id"]]
            shown = self._earlier(row, earlier) | {DEFINITION: about["definition"], SUBSECTOR: about["subsector_id"]}
            rows.append(Row(self._kept(row, "printed", "missing_reason", "note"), shown))
        return rows

    def _kept(self, row: dict[str, str], *typed: str) -> dict[str, str]:
        """A row with what is to be typed, or without."""
        return row if self.is_filled else row | dict.fromkeys(typed, "")

    def _earlier(self, row: Mapping[str, str], earlier: Mapping[tuple[str, ...], Mapping[str, str]]) -> dict[str, str]:
        """What the edition before prints of a number a year earlier, and of the same period."""
        period = row["period"]
        before = earlier.get(_key({**row, "period": moved(period, -self.years)}))
        again = earlier.get(_key(row)) if _YEAR.search(period) else None
        return {
            LAST: _said(before, row["unit"]),
            AGAIN: _said(again, row["unit"]),
            LAST_NOTE: before.get("note", "") if before else "",
        }

    def _restatements(self) -> Sheet:
        key = (*_KEY, "order")
        earlier = {_key(row, key): row for row in self.last.rows(RESTATEMENTS)} if self.last else {}
        before = self._with_years(_without_cases(earlier.values()), "period")
        rows = []
        for row in _interleaved(self.own.rows(RESTATEMENTS), _emptied(before), key):
            then = earlier.get(_key({**row, "period": moved(row["period"], -self.years)}, key))
            rows.append(Row(self._kept(row, "printed", "note"), {LAST: _said(then, row["unit"])}))
        fields = _without_silent(FIELDS[RESTATEMENTS], rows, (LAST, AGAIN))
        title = "正文、表或附录里又印一次的数（程序据此核对两处是否一致）"
        return Sheet(NAMES[RESTATEMENTS], RESTATEMENTS, "", title, fields, rows, FREE_NEW, ("printed",))

    def _edition(self) -> Sheet:
        line = self.own.line if self.is_filled else {}
        blank = dict.fromkeys(self.forms[EDITIONS].names, "")
        before = self.last.line if self.last else {}
        shown = {LAST: "；".join(filter(None, (before.get(name, "") for name in ("title", "publisher", "published"))))}
        row = Row(blank | line | {"edition": self.own.edition}, shown)
        fields = _without_silent(FIELDS[EDITIONS], [row], (LAST,))
        return Sheet(NAMES[EDITIONS], EDITIONS, "", "这一年度的白皮书", fields, [row], 0, ("title",))

    def _sources(self) -> Sheet:
        own = {row["file"] for row in self.own.rows(SOURCES)}
        rows = [
            Row(
                row if self.is_filled or row["file"] not in own else row | {"page": ""},
                {LAST: _listed_before(self.before.get(row["file"]))},
            )
            for row in self.listed
        ]
        fields = _without_silent(FIELDS[SOURCES], rows, (LAST,))
        title = "各表、各节和附录的出处（照上一版列出的，请与原文核对；新的表和节加在末尾）"
        return Sheet(NAMES[SOURCES], SOURCES, "", title, fields, rows, FREE_NEW)

    def _new_observations(self) -> Sheet:
        fields = (
            Field("file", "出处标题（在“出处”表末尾先加一行）", 30, words=FILES, is_open=True),
            *FIELDS[OBSERVATIONS],
        )
        fields = _without_silent(fields, [], (LAST, AGAIN, LAST_NOTE))
        return Sheet(NAMES[OBSERVATIONS], OBSERVATIONS, "", "上一版没有的表和节里的数", fields, [], FREE_LIST)

    def _industries(self) -> Sheet:
        own = self.own.rows("industries")
        before = self.last.rows("industries") if self.last else []
        then = {row["area_id"]: row for row in before}
        typed = ("appendix", "industry", "industry_group")
        laid = _interleaved(own, [row | dict.fromkeys(typed, "") for row in before], ("area_id",))
        rows = [Row(self._kept(row, *typed), {LAST: _industry(then.get(row["area_id"]))}) for row in laid]
        fields = _without_silent(FIELDS["industries"], rows, (LAST,))
        return Sheet(
            NAMES["industries"], "industries", "", "各街镇的附录号和特色产业", fields, rows, FREE, ("industry",)
        )

    def _list(self, form: str) -> Sheet:
        own = [Row(row) for row in self.own.rows(form)] if self.is_filled else []
        count = max(len(self.own.rows(form)), len(self.last.rows(form)) if self.last else 0)
        return Sheet(NAMES[form], form, "", NAMES[form], FIELDS[form], own, FREE_LIST + count * 4 // 3 - len(own))

    def _reference(self, form: str, rows: _Rows) -> Sheet:
        edition = self.last.edition if self.last else ""
        name = f"{NAMES[form]}（{edition}）"
        return Sheet(name, form, "", f"{name}：只供对照，不读回", FIELDS[form], list(map(Row, rows)), 0, (), True)

    def _additions(self, form: str) -> Sheet:
        rows = read_rows(self.own.source / f"{form}.csv") if form in CHANGED and self.is_filled else []
        known = [Row(row) for row in rows if row["edition"] == self.own.edition]
        return Sheet(NAMES[form], form, "", NAMES[form], FIELDS[form], known, FREE_NEW)


def _key(row: Mapping[str, str], columns: Sequence[str] = _KEY) -> tuple[str, ...]:
    return tuple(row[name] for name in columns)


def _without_cases(rows: Iterable[dict[str, str]]) -> _Rows:
    return [row for row in rows if not is_case(row["source"])]


def _emptied(rows: _Rows) -> _Rows:
    """Rows without what is to be typed."""
    return [row | {name: "" for name in ("printed", "missing_reason", "note") if name in row} for row in rows]


def _interleaved(own: _Rows, before: _Rows, key: Sequence[str]) -> _Rows:
    """The rows of an edition in their order, and each that only the one before has behind the one it follows there."""
    found, keys, at = list(own), [_key(row, key) for row in own], -1
    for row in before:
        mark = _key(row, key)
        if mark in keys:
            at = keys.index(mark)
        else:
            at += 1
            found.insert(at, row)
            keys.insert(at, mark)
    return found


def _said(row: Mapping[str, str] | None, unit: str) -> str:
    """What an edition prints: the number, its unit if it is another, and its period."""
    if row is None:
        return ""
    text = row["printed"] or f"缺：{row['missing_reason']}"
    other = f" {row['unit']}" if row["unit"] != unit else ""
    return text + other + (f"（{row['period']}）" if row["period"] else "")


def _industry(row: Mapping[str, str] | None) -> str:
    return f"附录{row['appendix']} {row['industry']}" if row else ""


def _listed_before(row: Mapping[str, str] | None) -> str:
    return f"{row['title']}" + (f"　第 {row['page']} 页" if row["page"] else "") if row else ""


def _without_silent(fields: Sequence[Field], rows: Sequence[Row], columns: tuple[str, ...]) -> tuple[Field, ...]:
    """The fields without those of these columns in which no row shows anything."""
    return tuple(one for one in fields if one.name not in columns or any(row.shown.get(one.name) for row in rows))


def _named(sheets: Sequence[Sheet]) -> list[Sheet]:
    """The sheets under names that Excel takes and that are told apart."""
    taken: set[str] = set()
    found = []
    for sheet in sheets:
        name = plain = _UNNAMEABLE.sub("·", sheet.name)[:_LONGEST_NAME].strip("·")
        number = 1
        while name.casefold() in taken:
            number += 1
            name = f"{plain[: _LONGEST_NAME - 3]}_{number}"
        taken.add(name.casefold())
        found.append(replace(sheet, name=name))
    return found
