"""Briefs for a meeting: one A4 page of Word for a town or a sector, every number with its source."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

from whitepaper.files.brief_tables import CARDS, CHANGE, NAME, PASSED, PERIOD, SOURCE, TESTED, VALUE, Card, Small
from whitepaper.files.key_numbers import (
    MARKED,
    KeyNumber,
    doubtful,
    honours,
    judged,
    key_numbers,
    leading,
    noted,
    papers,
    wanted,
)
from whitepaper.files.properties import Properties
from whitepaper.files.word_layout import Page, Picture, Points, one_page
from whitepaper.model.keys import MISSING
from whitepaper.model.selection import Selection
from whitepaper.model.text import shared_start
from whitepaper.printed.categories import plain
from whitepaper.printed.wording import DOUBT, NO_VALUE, OPEN_SCOPE
from whitepaper.store.described import Row, cited
from whitepaper.store.store import Store
from whitepaper.stories import stories, talks
from whitepaper.telling import account, failures
from whitepaper.telling.account import WORDS
from whitepaper.telling.palette import JUDGED
from whitepaper.telling.phrases import CONTINUED, UNSTATED

TOWN_BRIEF, SECTOR_BRIEF = "街镇简报", "领域简报"
MOVED, MORE, OTHERS, UNSAID_PERIOD = "与上年比", "其他数字", "其他", "期间为“—”的，原文未说明。"
PROBLEMS, SUGGESTIONS = "问题", "建议"
MOST_ROWS, MOST_POINTS, LEAST_ROWS = 16, 8, 4
REST_OF_DOUBTS = "其余见看板“数据核对”"
NAMED, TURN, MANY_PARTS, LOWEST = 2, 4, 8, 5
"""Numbers of a headline, of a sub-sector's turn; parts of a rate whose lowest are told, and how many of them."""
STEPS = sorted(
    ((rows, points) for rows in range(LEAST_ROWS, MOST_ROWS + 1) for points in range(1, MOST_POINTS + 1)),
    key=lambda step: (-(step[0] + min(step[1], 3) + step[1] / 2), abs(step[0] - 2 * step[1])),
)
"""How many rows and points of each list are tried, until the page holds them; the first three points count most."""


@dataclass(frozen=True)
class Lowest:
    """The parts of a rate in which it is lowest. rows: of each what was tested, what passed, and the rate."""

    rows: tuple[tuple[Row, Row, Row], ...]
    year: int

    @property
    def source(self) -> str:
        """Where they stand."""
        return cited(self.rows[0][-1], has_section=True)

    def table(self, place: str) -> Small:
        """With what is tested beside the rate, as a rate of few says little. place: number of the source."""
        names = [str(one["indicator"]) for one in self.rows[0]]
        subject = shared_start(names)
        columns = (NAME, TESTED, PASSED, VALUE)
        head = dict(zip(columns, ("项目", *(name.removeprefix(subject) for name in names)), strict=True))
        lines = tuple((plain(row[0]["category"]), *(str(one["label"]) for one in row)) for row in self.rows)
        heading = f"{subject}{head[VALUE]}最低的 {len(lines)} 项（{self.year} 年）{place}"
        return Small(heading, columns, lines, is_half=True, headings=head)


@dataclass(frozen=True)
class _Brief:
    """All that may stand on the page, most important first.

    about: key of a number to what it is about; judged: key of a number to how its change is judged;
    short: a point to what it says in short; told: in full, the points of all lists.
    """

    title: str
    headline: str
    lines: tuple[KeyNumber, ...]
    lists: tuple[Points, ...]
    remarks: tuple[str, ...]
    paper: str
    about: Mapping[str, str]
    judged: Mapping[str, int]
    lowest: Lowest | None = None
    short: Mapping[str, str] = field(default_factory=dict)
    told: tuple[str, ...] = ()

    def cut(self, rows: int, points: int, *, has_lowest: bool) -> _Brief:
        """The brief with fewer rows and points, with the lowest rates and shorter points or without both."""
        lists = tuple(_at_most(one, points) for one in self.lists)
        told = tuple(point for one in lists for point in one.points)
        if not has_lowest:
            return replace(self, lines=self.lines[:rows], lists=lists, lowest=None, told=told)
        short = tuple(replace(one, points=tuple(self.short.get(point, point) for point in one.points)) for one in lists)
        return replace(self, lines=self.lines[:rows], lists=short, told=told)

    @property
    def sources(self) -> dict[str, int]:
        """Source to its number, in the order of the tables."""
        named = [line.source for line in self.lines] + ([self.lowest.source] if self.lowest else [])
        return {source: place for place, source in enumerate(dict.fromkeys(named), 1)}

    @property
    def cards(self) -> list[Card]:
        """The first numbers, with what is said of each; a change in the colour of its judgement."""
        return [
            Card(
                line.name,
                line.value,
                self._place(line),
                (line.period, *self._moved(line)),
                JUDGED[self.judged[line.key]] if line.key in self.judged else "",
            )
            for line in self.lines[:CARDS]
        ]

    @property
    def tables(self) -> list[tuple[Small, ...]]:
        """The other numbers: those with a change over the page, the rest by what they are about, two in a row."""
        rest = self.lines[CARDS:]
        moved = [line for line in rest if line.has_change]
        still = [line for line in rest if not line.has_change]
        kinds = _grouped(still, self.about)
        if len(kinds) == 1 and len(still) > 1:
            half = -(-len(still) // 2)
            kinds = {MORE: still[:half], MORE + CONTINUED: still[half:]}
        found: list[tuple[Small, ...]] = [(self._table(MOVED, moved, is_half=False),)] if moved else []
        listed = [self._table(heading, own) for heading, own in kinds.items()]
        if self.lowest:
            listed.insert(0, self.lowest.table(f"[{self.sources[self.lowest.source]}]"))
        for place in range(0, len(listed), 2):
            pair = listed[place : place + 2]
            found.append(tuple(pair) if len(pair) > 1 else (replace(pair[0], is_half=False),))
        return found

    def _table(self, heading: str, own: Sequence[KeyNumber], *, is_half: bool = True) -> Small:
        """Some numbers; the period of all stands once in the heading."""
        periods = {line.period for line in own}
        texts = {NAME: [line.name for line in own], VALUE: [line.value for line in own]}
        if len(periods) > 1:
            texts[PERIOD] = [NO_VALUE if line.period == UNSTATED else line.period for line in own]
        if any(line.has_change for line in own):
            texts[CHANGE] = [line.change for line in own]
        texts[SOURCE] = [self._place(line) for line in own]
        said = f"{heading}（{own[0].period}）" if len(periods) == 1 else heading
        return Small(said, tuple(texts), tuple(zip(*texts.values(), strict=True)), is_half)

    def _moved(self, line: KeyNumber) -> Iterator[str]:
        if line.has_change:
            yield f"比上年{line.change}"
        if line.key in self.judged:
            yield WORDS[self.judged[line.key]]

    def _place(self, line: KeyNumber) -> str:
        return f"[{self.sources[line.source]}]"

    @property
    def notes(self) -> list[str]:
        """Small print: notes and marks of the rows, remarks, and the numbered sources."""
        said = "\n".join(self.told)
        marked = [(DOUBT, reason) for line in self.lines for reason in line.doubts]
        marked += [(OPEN_SCOPE, line.unsettled) for line in self.lines if line.unsettled]
        sources = [f"[{number}] {source}" for source, number in self.sources.items()]
        return [
            *(["注：" + "。".join(noted(self.lines)) + "。"] if any(line.note for line in self.lines) else []),
            *([UNSAID_PERIOD] if self._has_unsaid else []),
            *(f"{mark}：{reason}" for mark, reason in dict.fromkeys(marked) if reason not in said),
            *self.remarks,
            f"出处，均见{self.paper}：{'　'.join(sources)}",
        ]

    @property
    def _has_unsaid(self) -> bool:
        """Whether a table has a dash where the paper states no period."""
        tables = [table for row in self.tables for table in row if PERIOD in table.columns]
        return any(row[table.columns.index(PERIOD)] == NO_VALUE for table in tables for row in table.rows)

    @property
    def pages(self) -> list[Page]:
        """The page with fewer and fewer rows and points."""
        cut = [self.cut(*step, has_lowest=True) for step in STEPS] if self.lowest else []
        cut += [self.cut(*step, has_lowest=False) for step in STEPS]
        return [Page(one.title, one.headline, one.cards, one.tables, one.lists, one.notes) for one in cut]


def town_brief(
    store: Store,
    area_id: str,
    charts: Sequence[Picture],
    made: datetime,
    fingerprint: str,
    editions: tuple[int, ...] = (),
) -> bytes:
    """One page about a town: headline, key numbers, charts, problems and suggestions, sources.

    charts: of its headline, and of another number beside it; editions: whose report it is, the latest where none is
    named. Raises KeyError where area_id is no town.
    """
    if area_id not in set(store.towns["area_id"]):
        raise KeyError(area_id)
    selection = Selection(towns=(area_id,), editions=editions)
    report = store.report(area_id, selection)
    noted = store.report(area_id, Selection(editions=store.edition_of("town_notes", selection)))
    notes = store.issued("town_notes", selection).query("area_id == @area_id").sort_values("order", kind="stable")
    lists = [Points(kind, tuple(notes.loc[notes["kind"] == kind, "text"])) for kind in (PROBLEMS, SUGGESTIONS)]
    lines = tuple(key_numbers(store.observations(selection), wanted(store, selection)))
    brief = _Brief(
        title=" · ".join(filter(None, [TOWN_BRIEF, store.name("areas", area_id), report.industry])),
        headline=_headline(store, selection, lines),
        lines=lines,
        lists=tuple(one for one in lists if one.points),
        remarks=(f"问题和建议据附录{noted.appendix}概括，不是原文。",) if len(notes) else (),
        paper=papers(store),
        about=_about(store, lines),
        judged={},
    )
    return one_page(brief.pages, charts, Properties.of(store, brief.title, made, fingerprint))


def sector_brief(store: Store, sector_id: str, charts: Sequence[Picture], made: datetime, fingerprint: str) -> bytes:
    """One page about a sector: headline, key numbers of the district, charts, doubts, honours, sources.

    charts: as for `town_brief`. Raises KeyError for an unknown sector.
    """
    name, selection = store.name("sectors", sector_id), Selection(sector=sector_id)
    rows = store.observations(Selection(sector=sector_id, towns=(store.district,)))
    found, first = account.account(store, selection), wanted(store, selection)
    changed = judged(found)
    lines = tuple(_spread(store, key_numbers(rows, first, changed), {*changed, *_led(store, selection)}))
    doubts, short = (
        [f"{verdict}　{title}：{why}" for verdict, title, why, _ in told]
        for told in (doubtful(store, sector_id, lines[:MOST_ROWS], is_brief=is_brief) for is_brief in (False, True))
    )
    brief = _Brief(
        title=f"{SECTOR_BRIEF} · {name}",
        headline=_headline(store, selection, lines),
        lines=lines,
        lists=(Points(MARKED, tuple(doubts), REST_OF_DOUBTS),) if doubts else (),
        remarks=(f"荣誉与名录：{honours(store, sector_id)}",),
        paper=papers(store),
        about=_about(store, lines),
        judged=changed,
        lowest=_lowest(store, sector_id, found.year),
        short=dict(zip(doubts, short, strict=True)),
    )
    return one_page(brief.pages, charts, Properties.of(store, brief.title, made, fingerprint))


def _headline(store: Store, selection: Selection, lines: Sequence[KeyNumber]) -> str:
    """What leads; where that is no drawing, the first numbers."""
    slide = leading(store, selection)
    if slide:
        return slide.title
    told = "，".join(f"{line.name} {line.value}" for line in lines[:NAMED])
    area = "".join(store.name("areas", town) for town in selection.towns)
    return f"{area}：{told}" if told and area else told or "白皮书没有给出数值。"


def _led(store: Store, selection: Selection) -> set[str]:
    """Keys of the headline numbers."""
    return {one.number.key for one in talks.told_headlines(store, selection)}


def _spread(store: Store, lines: Sequence[KeyNumber], led: set[str]) -> list[KeyNumber]:
    """What leads, then of each sub-sector in turn a few numbers, those first that its views draw."""
    places = {
        indicator_id: place
        for subsector_id in {str(store.observation(line.key)["subsector_id"]) for line in lines}
        for place, indicator_id in enumerate(stories.drawn(store, subsector_id))
    }
    turns: dict[tuple[int, str], list[KeyNumber]] = {}
    counts: Counter[str] = Counter()
    rest = [line for line in lines if line.key not in led]
    rows = {line.key: store.observation(line.key) for line in rest}

    def weight(line: KeyNumber) -> tuple[bool, bool, int]:
        row = rows[line.key]
        return row["status"] == MISSING, not row["is_main"], places.get(str(row["indicator_id"]), len(places))

    for line in sorted(rest, key=weight):
        subsector_id = str(rows[line.key]["subsector_id"])
        turns.setdefault((counts[subsector_id] // TURN, subsector_id), []).append(line)
        counts[subsector_id] += 1
    order = {subsector_id: place for place, subsector_id in enumerate(counts)}
    ordered = sorted(turns, key=lambda turn: (turn[0], order[turn[1]]))
    return [line for line in lines if line.key in led] + [line for turn in ordered for line in turns[turn]]


def _lowest(store: Store, sector_id: str, year: int) -> Lowest | None:
    """The lowest of the first rate of a sector that has many parts, each with what was tested; None where none has."""
    for subsector_id in store.subsectors_of(sector_id):
        for indicator_id in stories.drawn(store, subsector_id):
            if store.indicator(indicator_id)["polarity"] <= 0:
                continue
            rows = [row for row in failures.tested(store, indicator_id, year) if row[-1]["category"]]
            if len(rows) >= MANY_PARTS:
                ordered = sorted(rows, key=lambda row: float(row[-1]["value"]))
                lowest = [
                    row for row in ordered if row[-1]["value"] < ordered[LOWEST][-1]["value"]
                ]  # ties stand together
                return Lowest(tuple(lowest), year) if lowest else None
    return None


def _about(store: Store, lines: Iterable[KeyNumber]) -> dict[str, str]:
    """Key of a number to the sub-sector that it belongs to."""
    return {line.key: store.name("subsectors", str(store.observation(line.key)["subsector_id"])) for line in lines}


def _grouped(lines: Sequence[KeyNumber], about: Mapping[str, str]) -> dict[str, list[KeyNumber]]:
    """The lines by what they are about, in their order; those that are alone stand together."""
    counts = Counter(about[line.key] for line in lines)
    found: dict[str, list[KeyNumber]] = {}
    for line in lines:
        heading = about[line.key] if counts[about[line.key]] > 1 or len(counts) == 1 else OTHERS
        found.setdefault(heading, []).append(line)
    return found


def _at_most(one: Points, count: int) -> Points:
    """The first points; the heading says how many there are when some are left out."""
    total, rest = len(one.points), f"，{one.rest}" if one.rest else ""
    left_out = f"（共 {total} 条，列 {count} 条{rest}）" if total > count else ""
    return Points(one.heading + left_out, one.points[:count])
