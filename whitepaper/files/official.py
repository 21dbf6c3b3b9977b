"""Official documents (公文) of a town, a sector, the district or several towns: prose from the sentences of the data.

Nothing is said that pages and slides do not say: no causes, no praise.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import islice

import pandas as pd

from whitepaper.files.key_numbers import MARKED, KeyNumber, doubtful, judged, key_numbers, leading, wanted
from whitepaper.files.official_layout import Grid, Letter, Passage, Section, fitting, height, to_docx
from whitepaper.files.properties import Properties
from whitepaper.model.cells import Table
from whitepaper.model.keys import PROBLEM, QUALITY, STATE, SUGGESTION
from whitepaper.model.selection import Selection
from whitepaper.printed import wording
from whitepaper.printed.categories import plain
from whitepaper.store.described import Row, cited
from whitepaper.store.store import Store
from whitepaper.stories import stories, talks
from whitepaper.stories.slides import Slide, slides_of
from whitepaper.telling import account, failures, number_tables, table_sentences
from whitepaper.telling.account import BETTER, WORDS, WORSE, Account
from whitepaper.telling.arranged import Block, arranged
from whitepaper.telling.phrases import UNSTATED
from whitepaper.telling.sentences import SUFFIXES

UNIT = "WHITEPAPER_UNIT"
"""Variable with the name of the office that signs official documents; unset, its line stays blank."""
REPORTED_BELOW = "现将有关情况报告如下。"
TO_VERIFY = "以下各数白皮书前后不一，引用前请供数部门核实。"
NONE_DOUBTED = "没有须核实的数。"
NONE_WORSE = "能判断好坏的指标中，没有不如上年的。"
COMPUTED_NOTE = "标有“（计算）”的变动由两年所印数算出，原文未印"
SECTOR_ALONE = "本文只按领域取数，不随页面上的子领域、街镇、年份等筛选"
COUNTED = {PROBLEM: "指出问题", SUGGESTION: "提出建议"}
LED, NAMED, LISTED, MOST_SENTENCES, MOST_POINTS = 3, 3, 5, 3, 6
"""Numbers of a lead, honours by name, changes each way, sentences of a part, points of a paragraph."""


@dataclass(frozen=True)
class Size:
    """How much is told. lines: of the table; sentences: of a part; items: of each numbered row; points: of a paragraph.

    is_tight: the table of a town or of several is in smaller letters, that of a town has two numbers in a line where
    that is shorter; is_run_on: the points of a town's report run on.
    """

    lines: int
    sentences: int
    items: int
    points: int = MOST_POINTS
    is_tight: bool = True
    is_run_on: bool = False

    @property
    def points_each(self) -> int:
        """Problems and suggestions of each of several towns."""
        return min(self.items, self.points + 1)


SIZES = (
    Size(14, 3, 6, is_tight=False),
    Size(14, 3, 6),
    Size(14, 2, 5),
    Size(14, 2, 4),
    Size(14, 2, 4, 4),
    Size(10, 2, 4, 4),
    Size(8, 2, 4, 3),
    Size(8, 2, 4, 2),
    Size(6, 2, 4, 2),
    *(
        Size(*one, is_run_on=True)
        for one in (
            (14, 2, 4, 4),
            (14, 2, 4, 3),
            (14, 1, 4, 2),
            (10, 1, 4, 2),
            (8, 1, 4, 2),
            (6, 1, 4, 2),
            (6, 1, 4, 1),
            (7, 1, 3, 1),
        )
    ),
)
"""Tried one after the other, until the pages hold the text."""
RARE = 4
"""Where fewer than one in so many numbers has a change, it stands behind its number."""
TOTAL = "合计"
_FIGURES = re.compile(r"\d+(?:[./]\d+)*")


@dataclass(frozen=True)
class _Text:
    """The words of a document, without who signs it and when."""

    title: str
    lead: tuple[Passage, ...]
    sections: tuple[Section, ...]
    notes: tuple[str, ...]


def document(store: Store, selection: Selection, unit: str, made: datetime, fingerprint: str) -> bytes:
    """The document about one town, several towns, a sector, or, where nothing is chosen, the district.

    unit: who signs, empty for a line left blank. Raises KeyError for an unknown town or sector.
    """
    told = letter(store, selection, unit, made)
    return to_docx(told, Properties.of(store, told.title, made, fingerprint))


def letter(store: Store, selection: Selection, unit: str, made: datetime) -> Letter:
    """What stands in the document, cut to its pages."""
    if selection.towns:
        cut = _town(store, selection) if len(selection.towns) == 1 else _towns(store, selection)
    else:
        cut = _sector(store, selection.sector) if selection.sector else _district(store)
    papers = "、".join(f"《{title}》" for title in store.frame("editions")["title"])

    def letter_of(size: Size) -> Letter:
        text = cut(size)
        sections = tuple(section for section in text.sections if section.parts)
        return Letter(text.title, text.lead, sections, unit, made, papers, text.notes)

    return fitting([letter_of(size) for size in SIZES])


Cut = Callable[[Size], _Text]
"""The words at one size; what takes long is found before."""


def _town(store: Store, selection: Selection) -> Cut:
    (area_id,) = selection.towns
    if area_id not in set(store.towns["area_id"]):
        raise KeyError(area_id)
    name, report = store.name("areas", area_id), store.report(area_id, selection)
    points, source = _points(store, area_id, selection)
    first = leading(store, selection)
    every = key_numbers(store.observations(selection), wanted(store, selection))
    told = set(first.panel.rows["key"]) if first else set()
    left = [line for line in every if line.key not in told]
    opened = f"{name}特色产业为{report.industry}。" if report.industry else ""
    honoured, years = store.honours(selection), set(map(str, store.years))
    title = f"{name}{report.edition or store.editions[-1]}年质量状况"

    def cut(size: Size) -> _Text:
        lines = left[: size.lines]
        said = _figures([first.title if first else "", *(f"{line.value} {line.change}" for line in lines)])
        unsaid = {kind: [text for text in texts if not _is_said(text, said, years)] for kind, texts in points.items()}
        situation = (
            *_joined("产业", unsaid.get(STATE, [])[: size.points], source),
            *_joined("质量工作", unsaid.get(QUALITY, [])[: size.points], source),
            *_honours(store, selection, honoured, min(NAMED, size.points)),
        )
        sections = (
            Section("总体情况", situation),
            Section("主要指标", (*_table(f"{name}主要指标", lines, is_tight=size.is_tight), *_doubts(lines))),
            Section("存在问题", tuple(_items(points.get(PROBLEM, [])[: size.items], source, is_run_on=size.is_run_on))),
            Section("建议", tuple(_items(points.get(SUGGESTION, [])[: size.items], source, is_run_on=size.is_run_on))),
        )
        notes = (
            "现状、质量工作、问题和建议据专题报告概括，不是原文；数字已列入表1的，不再写入正文",
            *(f"{_name(one)}{wording.OPEN_SCOPE}：{one.unsettled.rstrip('。')}" for one in lines if one.unsettled),
            *_left_out({"主要指标": (len(left), len(lines))}, "项"),
            *_left_out(
                {kind: (len(unsaid.get(kind, [])), size.points) for kind in (STATE, QUALITY)}
                | {kind: (len(points.get(kind, [])), size.items) for kind in (PROBLEM, SUGGESTION)},
                "条",
            ),
            *_notes(lines, is_tight=size.is_tight),
        )
        return _Text(title, (_lead(opened, first),), sections, notes)

    return cut


def _towns(store: Store, selection: Selection) -> Cut:
    towns = stories.towns_of(store, selection)
    chosen = towns[: number_tables.MOST_TOWNS]
    names = {town: store.name("areas", town) for town in chosen}
    table = number_tables.compared(store, replace(selection, towns=chosen))
    told = {town: _points(store, town, replace(selection, towns=(town,))) for town in chosen}
    situation = []
    for town, name in names.items():
        points, source = told[town]
        figures = talks.told_headlines(store, Selection(towns=(town,)))
        counted = "，".join(f"{words}{len(points[kind])}条" for kind, words in COUNTED.items() if points.get(kind))
        parts = ["，".join(_dated(store, one) for one in figures), f"专题报告{counted}" if counted else ""]
        text = "".join(f"{part}。" for part in parts if part)
        places = _places(store, [one.number.key for one in figures])
        situation.append(Passage(text, name, sources=tuple(dict.fromkeys((*places, source)))))
    grid, opened = _side_by_side(store, table), table_sentences.of_compared(table)
    title = f"{'、'.join(names.values())}{store.editions[-1]}年质量状况对照"

    def cut(size: Size) -> _Text:
        points = {
            kind: tuple(
                passage
                for town, (own, source) in told.items()
                for passage in _joined(names[town], own.get(kind, [])[: size.points_each], source)
            )
            for kind in (PROBLEM, SUGGESTION)
        }
        most = max((len(own.get(kind, [])) for own, _ in told.values() for kind in points), default=0)
        notes = (
            "存在问题和建议据专题报告概括，不是原文",
            f"“{wording.UNREPORTED}”是没有给出，不是零；数后未写期间的，为全年数或期间原文未说明",
            *_left_out({"街镇": (len(towns), len(chosen))}, "个"),
            *_left_out({"各街镇的问题、建议最多": (most, size.points_each)}, "条"),
        )
        sections = (
            Section("总体情况", tuple(situation)),
            Section("主要指标", (replace(grid, is_tight=size.is_tight),)),
            Section("存在问题", points[PROBLEM]),
            Section("建议", points[SUGGESTION]),
        )
        return _Text(title, (Passage(f"{opened}{REPORTED_BELOW}"),), sections, notes)

    return cut


def _side_by_side(store: Store, table: Table) -> Grid:
    """Towns as columns; whether a line compares is said only where one does."""
    comparability = number_tables.COMPARABILITY
    is_told = any(line.get(comparability) == number_tables.COMPARABLE for line in table.lines)
    headings = {key: words for key, words in table.headings.items() if is_told or key != comparability}
    rows = tuple(tuple(line[key].text if key in line else "" for key in headings) for line in table.lines)
    sources = _places(store, [cell.key for line in table.lines for cell in line.values() if cell.key])
    return Grid("表1　主要指标对照", tuple(headings.values()), rows, tuple(range(len(headings))), sources)


def _sector(store: Store, sector_id: str) -> Cut:
    name, own = store.name("sectors", sector_id), Selection(sector=sector_id)
    found, told = account.account(store, own), talks.told_headlines(store, own)
    led = _led(store, told, found.year)[:LED]
    by_subsector = {}
    for subsector_id in store.subsectors_of(sector_id):
        blocks = arranged(store, stories.drawn(store, subsector_id), Selection())
        by_subsector[store.name("subsectors", subsector_id)] = list(islice(_sentences(store, blocks), MOST_SENTENCES))
    rows = store.observations(Selection(sector=sector_id, towns=(store.district,)))
    every, headlines = key_numbers(rows, wanted(store, own), judged(found)), {one.number.key for one in told}
    tested = _tested(store, told, found.year)
    worse, opened = _worse(store, found), _lead_of(store, led, found.year)
    lowest, doubts = list(_lowest(store, told, found.year)), doubtful(store, sector_id, every[: SIZES[0].lines])
    title = f"{found.year}年{store.name('areas', store.district)}{name}状况"

    def cut(size: Size) -> _Text:
        sentences = {head: each[: size.sentences] for head, each in by_subsector.items() if each}
        keys = {key for each in sentences.values() for one in each for key in one.keys} - headlines
        lines = [line for line in every if line.key not in keys][: size.lines]
        situation: tuple[Passage | Grid, ...] = (
            *([Passage(account.sentence(found))] if found.judged else []),
            *(_told_together(head, each) for head, each in sentences.items()),
            *([tested] if tested else _table(f"{name}主要指标", lines)),
        )
        sections = (
            Section("总体情况", situation),
            Section("需要关注的问题", tuple(worse[: size.items] + lowest)),
            Section(MARKED, tuple(_doubted(doubts, size.items))),
        )
        counts = {"不如上年的指标": (len(found.of(WORSE)), size.items), MARKED: (len(doubts), size.items)}
        notes = (
            *_left_out(counts, "项"),
            SECTOR_ALONE,
            COMPUTED_NOTE,
            *_notes([] if tested else lines),
        )
        return _Text(title, (opened,), sections, notes)

    return cut


def _district(store: Store) -> Cut:
    found, told = account.account(store, Selection()), talks.told_headlines(store, Selection())
    told = [one for one in told if not pd.isna(store.observation(one.number.key)["value"])]
    led = list({one.sector: one for one in reversed(_led(store, told, found.year))}.values())[::-1][:LED]
    listed = [(one, judgement) for judgement in (BETTER, WORSE) for one in found.notable(judgement, LISTED)]
    shown = {one.key for one, _ in listed} | {one.number.key for one in led}
    by_sector = {
        sector: [one for one in told if one.sector == sector] for sector in dict.fromkeys(one.sector for one in told)
    }
    rows = tuple((one.name, one.marked, one.change.marked, WORDS[judgement]) for one, judgement in listed)
    head = ("指标", f"{found.year}年", "比上年", "判断")
    places = tuple(cited(store.observation(one.key), has_section=True) for one, _ in listed)
    grid = _cited_once(Grid("表1　升降的要紧指标", head, rows, by_line=places))
    doubts = [
        ("", f"{one.label}{one.number.shown}", one.doubt or one.unsettled, one.source)
        for one in sorted(told, key=lambda one: not one.doubt)
        if one.doubt or one.unsettled
    ]
    asked = tuple(_asked(store, found))
    opened, title = _lead_of(store, led, found.year), f"{found.year}年{store.profile.subject}状况"

    def cut(size: Size) -> _Text:
        situation = [Passage(account.sentence(found))]
        for sector, own in by_sector.items():
            left = ([one for one in own if one.number.key not in shown] or own)[: size.sentences]
            text = "；".join(_stated(store, one) for one in left)
            situation.append(Passage(f"{text}。", sector, sources=_places(store, [one.number.key for one in left])))
        sections = (
            Section("总体情况", (*situation, *([grid] if rows else []))),
            Section("需要关注的问题", asked),
            Section(MARKED, tuple(_doubted(doubts, size.items))),
        )
        notes = (
            f"表1好于上年、不如上年的各列最多{LISTED}项，每个子领域一项，先列总览指标，再按变动大小",
            COMPUTED_NOTE,
            *_unmarked(store, told),
            *_left_out({MARKED: (len(doubts), size.items)}, "条"),
        )
        return _Text(title, (opened,), sections, notes)

    return cut


@dataclass(frozen=True)
class _Sentence:
    """A sentence, the numbers that it is made of, and where they stand."""

    text: str
    keys: tuple[str, ...]
    sources: tuple[str, ...]


def _sentences(store: Store, blocks: Iterable[Block]) -> Iterator[_Sentence]:
    """Of each block its sentence; of a board those of its indicators, as the board's own only lists numbers."""
    for block in blocks:
        if block.changes:  # how many went which way: the numbers themselves are left to the table
            yield _Sentence(block.sentence, (), _places(store, [line.now.key for line in block.changes.lines]))
            continue
        for indicator_id in block.indicators:
            for slide in slides_of(store, indicator_id, Selection())[:1]:
                yield _Sentence(slide.title, tuple(slide.panel.rows["key"]), _cited(slide))


def _told_together(head: str, sentences: Sequence[_Sentence]) -> Passage:
    """Sentences as one paragraph."""
    sources = tuple(dict.fromkeys(source for one in sentences for source in one.sources))
    return Passage("".join(one.text for one in sentences), head, sources=sources)


def _tested(store: Store, told: Sequence[talks.Told], year: int) -> Grid | None:
    """What was tested of the first headline rate that has parts, what passed, and the rate; None where none has."""
    for one in told:
        rows = failures.tested(store, str(store.observation(one.number.key)["indicator_id"]), year)
        if rows:
            lines = tuple((plain(row[0]["category"]) or TOTAL, *(each["label"] for each in row)) for row in rows)
            sources = tuple(dict.fromkeys(cited(each, has_section=True) for row in rows for each in row))
            head = ("项目", *(each["indicator"] for each in rows[0]))
            return Grid(f"表1　{year}年{rows[0][-1]['indicator']}", head, lines, sources=sources)
    return None


def _points(store: Store, area_id: str, selection: Selection) -> tuple[dict[str, list[str]], str]:
    """What a town's report says, by kind, and where it stands."""
    noted = store.report(area_id, Selection(editions=store.edition_of("town_notes", selection)))
    notes = store.issued("town_notes", selection).query("area_id == @area_id").sort_values("order", kind="stable")
    return {str(kind): list(map(str, texts)) for kind, texts in notes.groupby("kind")["text"]}, f"附录{noted.appendix}"


def _lead(opened: str, first: Slide | None) -> Passage:
    return Passage(f"{opened}{first.title if first else ''}{REPORTED_BELOW}", sources=_cited(first))


def _led(store: Store, told: Sequence[talks.Told], year: int) -> list[talks.Told]:
    """The headline numbers of the whole district and year."""
    rows = {one.number.key: store.observation(one.number.key) for one in told}
    return [
        one
        for one in told
        if rows[one.number.key]["area_id"] == store.district
        and rows[one.number.key]["period"] == str(year)
        and not pd.isna(rows[one.number.key]["value"])
    ]


def _lead_of(store: Store, led: Sequence[talks.Told], year: int) -> Passage:
    """The first numbers in one sentence."""
    if not led:
        return Passage(REPORTED_BELOW)
    said = "，".join(_is(store, one) for one in led)
    return Passage(f"{year}年，全区{said}。{REPORTED_BELOW}", sources=_places(store, [one.number.key for one in led]))


def _is(store: Store, one: talks.Told) -> str:
    """`甲为5亿元`, but `甲超5亿元`; the area where it is not the whole district."""
    row = store.observation(one.number.key)
    area = "" if row["area_id"] == store.district else row["area"]
    return f"{area}{_valued(one, row)}"


def _valued(one: talks.Told, row: Row) -> str:
    """Label and value; a qualifier that the label has already is not said twice."""
    qualifier, shown = row["qualifier"], one.number.shown
    is_said = bool(qualifier) and qualifier in one.label and shown.startswith(f"{qualifier} ")
    takes_verb = is_said or qualifier in ("", *SUFFIXES)
    shown = shown.removeprefix(f"{qualifier} ") if is_said else shown
    return f"{one.label}{'为' if takes_verb else ''}{shown}{row['span']}"


def _dated(store: Store, one: talks.Told) -> str:
    """A number of a town with its year where that is stated, and its change."""
    row = store.observation(one.number.key)
    year = f"{row['period']}年" if row["period"].isdecimal() else ""
    return f"{year}{_valued(one, row)}" + (f"，比上年{one.words}{one.mark}" if one.words else "")


def _stated(store: Store, one: talks.Told) -> str:
    """A number with its change."""
    return _is(store, one) + (f"，比上年{one.words}{one.mark}" if one.words else "")


def _unmarked(store: Store, told: Sequence[talks.Told]) -> Iterator[str]:
    """Which numbers the paper prints without a unit."""
    bare = [one.label for one in told if not store.observation(one.number.key)["unit"]]
    if bare:
        yield f"{'、'.join(bare)}单位原文未标"


def _worse(store: Store, found: Account) -> list[Passage]:
    """What got worse, headline indicators first."""
    told = []
    for one in found.ordered(WORSE):
        text = f"{one.name}{one.change.verb}。{found.year}年为{one.marked}，比上年{one.change.marked}。"
        told.append(Passage(text, is_item=True, sources=_places(store, [one.key])))
    return told or [Passage(NONE_WORSE if found.judged else account.sentence(found))]


def _lowest(store: Store, told: Sequence[talks.Told], year: int) -> Iterator[Passage]:
    """Which part of each headline rate that has parts is lowest, and which other one has most failures."""
    for one in told:
        indicator_id = str(store.observation(one.number.key)["indicator_id"])
        asked = failures.asked(store, indicator_id, year) if one.is_rate else []
        for row, word in asked:
            text = f"{row['indicator']}中，{row['category']}{word}，{year}年为{row['label']}。"
            yield Passage(text, is_item=True, sources=(cited(row, has_section=True),))


def _asked(store: Store, found: Account) -> Iterator[Passage]:
    """What got worse, and who is asked; the numbers stand in the table."""
    worse = found.notable(WORSE, LISTED)
    for one in worse:
        department = str(store.observation(one.key)["department"]) or talks.NOBODY
        yield Passage(f"{one.name}{one.change.verb}，请{department}说明原因。", is_item=True)
    if not worse:
        yield Passage(NONE_WORSE if found.judged else account.sentence(found))


def _doubted(doubts: Sequence[tuple[str, str, str, str]], most: int) -> Iterator[Passage]:
    """Numbers that are marked, or that there are none. doubts: verdict, title, explanation, place."""
    yield Passage(TO_VERIFY if doubts else NONE_DOUBTED)
    for _verdict, title, why, place in doubts[:most]:
        yield Passage(f"{title}：{why.rstrip('。')}。", is_item=True, sources=(place,))


def _doubts(lines: Sequence[KeyNumber]) -> Iterator[Passage]:
    """Why numbers of the table are in doubt."""
    doubts = {doubt: line for line in lines for doubt in line.doubts}
    if doubts:
        yield Passage(TO_VERIFY)
    for doubt, line in doubts.items():
        yield Passage(f"{_name(line)}：{doubt.rstrip('。')}。", is_item=True, sources=(line.source,))


def _joined(head: str, texts: Sequence[str], source: str) -> Iterator[Passage]:
    """Several points as one paragraph."""
    if texts:
        yield Passage("".join(f"{text.rstrip('。')}。" for text in texts), head, sources=(source,))


def _items(texts: Sequence[str], source: str, *, is_run_on: bool) -> Iterator[Passage]:
    """A numbered row, as a paragraph each or as one; its source stands at the last."""
    if is_run_on and texts:
        said = "".join(f"{place}.{text.rstrip('。')}。" for place, text in enumerate(texts, 1))
        yield Passage(said, sources=(source,))
        return
    for place, text in enumerate(texts, 1):
        yield Passage(f"{text.rstrip('。')}。", is_item=True, sources=(source,) if place == len(texts) else ())


def _honours(store: Store, selection: Selection, rows: pd.DataFrame, most: int) -> Iterator[Passage]:
    """How many honours are listed, by level, and the first of the highest level. rows: honours of the selection."""
    if rows.empty:
        return
    text = table_sentences.of_honours(rows, store, replace(selection, editions=()))
    levels = [level for level in store.codes("level") if level in set(rows["level"])]
    if levels:
        own = rows[(rows["level"] == levels[0]) & (rows["status"] == "reported")]
        names = [f"{row.title or row.organisation}{wording.scope(row.award)}" for row in own.itertuples()]
        rest = f"等{len(names)}项" if len(names) > most else ""
        text += f"{levels[0]}的有{'、'.join(names[:most])}{rest}。"
    yield Passage(text, "荣誉", sources=tuple(dict.fromkeys(rows["source"])))


def _table(caption: str, lines: Sequence[KeyNumber], *, is_tight: bool = False) -> Iterator[Grid]:
    """The numbers as lines; a column that says nothing is dropped, what is the same in all lines is said once.

    is_tight: in smaller letters; two numbers in a line, their periods beside their names and their changes beside their
    values, where none has a source of its own and that is shorter.
    """
    if not lines:
        return
    periods = [wording.NO_VALUE if line.period == UNSTATED else line.period for line in lines]
    is_one = len(set(periods)) == 1
    is_stated = is_one and lines[0].period != UNSTATED
    title = f"表1　{lines[0].period if is_stated else ''}{caption}"
    columns = {"项目": [_name(line) for line in lines], "数值": [line.value for line in lines]}
    if not is_one:
        columns["期间"] = periods
    changed = [line for line in lines if line.has_change]
    if len(changed) * RARE < len(lines):
        columns["数值"] = [f"{line.value}{_since(line)}" for line in lines]
    elif changed:
        columns["比上年"] = [line.change for line in lines]
    rows, named = tuple(zip(*columns.values(), strict=True)), tuple(line.source for line in lines)
    grid = _cited_once(Grid(title, tuple(columns), rows, by_line=named, is_tight=is_tight))
    if is_tight and not grid.by_line:
        pairs = _in_pairs(title, [_dated_name(line, is_one=is_one) for line in lines], lines, has_change=bool(changed))
        grid = min(pairs, grid, key=height)
    yield grid


def _since(line: KeyNumber) -> str:
    return f"（比上年{line.change}）" if line.has_change else ""


def _in_pairs(title: str, named: Sequence[str], lines: Sequence[KeyNumber], *, has_change: bool) -> Grid:
    """Two numbers in a line, down the left half first."""
    values = [line.value + (wording.scope(line.change) if line.has_change else "") for line in lines]
    cells = list(zip(named, values, strict=True))
    half = -(-len(cells) // 2)
    right = [*cells[half:], ("", "")][:half]
    rows = tuple((*one, *other) for one, other in zip(cells[:half], right, strict=True))
    head = ("项目", "数值（比上年）" if has_change else "数值")
    return Grid(title, head * 2, rows, (0, 2), (lines[0].source,), is_tight=True)


def _dated_name(line: KeyNumber, *, is_one: bool) -> str:
    """What a number is of, with its period where that is stated and not the one of all."""
    is_told = not is_one and line.period != UNSTATED
    return _name(line) + (wording.scope(line.period) if is_told else "")


def _cited_once(grid: Grid) -> Grid:
    """One source of all lines stands at the caption."""
    return replace(grid, sources=grid.by_line[:1], by_line=()) if len(set(grid.by_line)) == 1 else grid


def _name(line: KeyNumber) -> str:
    return line.indicator + wording.scope(line.category)


def _notes(lines: Sequence[KeyNumber], *, is_tight: bool = False) -> Iterator[str]:
    """What the reader must know of the numbers of the table; what is the same of several is said once."""
    unstated = [line for line in lines if line.period == UNSTATED]
    if unstated:
        some = "表1中未写期间的，原文未说明" if is_tight else "表1中期间为“—”的，原文未说明"
        yield "表1各数期间原文未说明" if len(unstated) == len(lines) else some
    noted: dict[str, list[str]] = {}
    for line in lines:
        if line.note:
            noted.setdefault(line.note, []).append(_name(line))
    yield from (f"{'、'.join(dict.fromkeys(names))}：{note}" for note, names in noted.items())


def _left_out(counts: dict[str, tuple[int, int]], unit: str) -> Iterator[str]:
    """What is cut. counts: of what to how many there are and how many are told at most."""
    told = [f"{name}共{total}{unit}，列前{most}{unit}" for name, (total, most) in counts.items() if total > most]
    if told:
        yield "；".join(told)


def _figures(texts: Iterable[str]) -> set[str]:
    """The figures in texts."""
    return {one for text in texts for one in _FIGURES.findall(text.replace(",", ""))}


def _is_said(text: str, said: set[str], years: set[str]) -> bool:
    """Whether a text has figures other than years, and all of them are said elsewhere."""
    own = _figures([text]) - years
    return bool(own) and own <= said


def _cited(slide: Slide | None) -> tuple[str, ...]:
    """Where the numbers of a slide stand."""
    if slide is None:
        return ()
    return tuple(dict.fromkeys(slide.panel.rows[slide.panel.rows["value"].notna()]["cited"]))


def _places(store: Store, keys: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(cited(store.observation(key), has_section=True) for key in keys))
