"""Briefs for a meeting: one A4 page of Word for a town or a sector, every number with its source."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from whitepaper.files.brief_tables import CARDS, CHANGE, NAME, PERIOD, SOURCE, VALUE, Card, Small
from whitepaper.files.key_numbers import KeyNumber, doubtful, honours, key_numbers, leading, papers, wanted
from whitepaper.files.properties import Properties
from whitepaper.files.word_layout import Page, Picture, Points, one_page
from whitepaper.model.selection import Selection
from whitepaper.printed.wording import NO_VALUE
from whitepaper.store.store import Store
from whitepaper.telling import account
from whitepaper.telling.account import WORDS
from whitepaper.telling.palette import JUDGED
from whitepaper.telling.phrases import CONTINUED, UNSTATED

TOWN_BRIEF, SECTOR_BRIEF = "街镇简报", "领域简报"
MOVED, MORE, OTHERS, UNSAID_PERIOD = "与上年比", "其他数字", "其他", "期间为“—”的，原文未说明。"
PROBLEMS, SUGGESTIONS = "问题", "建议"
MOST_ROWS, MOST_POINTS, LEAST_ROWS = 16, 8, 4
STEPS = sorted(
    ((rows, points) for rows in range(LEAST_ROWS, MOST_ROWS + 1) for points in range(1, MOST_POINTS + 1)),
    key=lambda step: (-(step[0] + min(step[1], 3) + step[1] / 2), abs(step[0] - 2 * step[1])),
)
"""How many rows and points of each list are tried, until the page holds them; the first three points count most."""


@dataclass(frozen=True)
class _Brief:
    """All that may stand on the page, most important first.

    about: key of a number to what it is about; judged: key of a number to how its change is judged.
    """

    title: str
    headline: str
    lines: tuple[KeyNumber, ...]
    lists: tuple[Points, ...]
    remarks: tuple[str, ...]
    paper: str
    about: Mapping[str, str]
    judged: Mapping[str, int]

    def cut(self, rows: int, points: int) -> _Brief:
        """The brief with fewer rows and points."""
        return replace(self, lines=self.lines[:rows], lists=tuple(_at_most(one, points) for one in self.lists))

    @property
    def sources(self) -> dict[str, int]:
        """Source to its number, in the order of the table."""
        return {source: place for place, source in enumerate(dict.fromkeys(line.source for line in self.lines), 1)}

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
        listed = list(kinds.items())
        for place in range(0, len(listed), 2):
            pair = listed[place : place + 2]
            found.append(tuple(self._table(heading, own, is_half=len(pair) > 1) for heading, own in pair))
        return found

    def _table(self, heading: str, own: Sequence[KeyNumber], *, is_half: bool) -> Small:
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
        """Small print: notes and doubts of the rows, remarks, and the numbered sources."""
        noted = dict.fromkeys(f"{line.name}：{line.note.rstrip('。')}" for line in self.lines if line.note)
        said = "\n".join(point for one in self.lists for point in one.points)
        doubts = dict.fromkeys(doubt for line in self.lines for doubt in line.doubts if doubt not in said)
        sources = [f"[{number}] {source}" for source, number in self.sources.items()]
        return [
            *([f"注：{'。'.join(noted)}。"] if noted else []),
            *([UNSAID_PERIOD] if self._has_unsaid else []),
            *(f"存疑：{doubt}" for doubt in doubts),
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
        cut = [self.cut(rows, points) for rows, points in STEPS]
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
        headline=_headline(store, selection),
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
    lines = tuple(key_numbers(rows, wanted(store, selection)))
    doubts = tuple(
        f"{verdict}　{title}：{why}" for verdict, title, why, _ in doubtful(store, sector_id, lines[:MOST_ROWS])
    )
    brief = _Brief(
        title=f"{SECTOR_BRIEF} · {name}",
        headline=_headline(store, selection),
        lines=lines,
        lists=(
            *([Points("存疑的数", doubts)] if doubts else []),
            Points("荣誉与名录", (honours(store, sector_id),)),
        ),
        remarks=(),
        paper=papers(store),
        about=_about(store, lines),
        judged={one.key: one.judgement for one in account.account(store, selection).judged},
    )
    return one_page(brief.pages, charts, Properties.of(store, brief.title, made, fingerprint))


def _headline(store: Store, selection: Selection) -> str:
    slide = leading(store, selection)
    return slide.title if slide else "白皮书没有给出数值。"


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
    total = len(one.points)
    left_out = f"（共 {total} 条，列 {count} 条）" if total > count else ""
    return Points(one.heading + left_out, one.points[:count])
