"""Briefs for a meeting: one A4 page of Word for a town or a sector, every number with its source."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from whitepaper.files.key_numbers import KeyNumber, doubtful, honours, key_numbers, leading, papers, wanted
from whitepaper.files.properties import Properties
from whitepaper.files.word_layout import Page, Picture, Points, one_page
from whitepaper.model.selection import Selection
from whitepaper.store.store import Store

TOWN_BRIEF, SECTOR_BRIEF = "街镇简报", "领域简报"
HEADINGS = ("指标", "数值", "期间", "比上年", "出处")
_CHANGE = 3  # place of the changes among them
PROBLEMS, SUGGESTIONS = "问题", "建议"
MOST_ROWS = 12
STEPS = (
    (12, 8), (12, 6), (10, 6), (10, 5), (8, 5), (8, 4), (8, 3), (7, 3), (6, 3), (6, 2), (5, 2), (4, 2), (4, 1), (3, 1),
)  # fmt: skip
"""How many rows and points of each list are tried, until the page holds them."""


@dataclass(frozen=True)
class _Brief:
    """All that may stand on the page, most important first."""

    title: str
    headline: str
    lines: tuple[KeyNumber, ...]
    lists: tuple[Points, ...]
    remarks: tuple[str, ...]
    paper: str

    def cut(self, rows: int, points: int) -> _Brief:
        """The brief with fewer rows and points."""
        return replace(self, lines=self.lines[:rows], lists=tuple(_at_most(one, points) for one in self.lists))

    @property
    def sources(self) -> dict[str, int]:
        """Source to its number, in the order of the table."""
        return {source: place for place, source in enumerate(dict.fromkeys(line.source for line in self.lines), 1)}

    @property
    def cells(self) -> list[tuple[str, ...]]:
        """The table with its head; without the changes where no line has one."""
        numbers = self.sources
        rows = [(line.name, line.value, line.period, line.change, f"[{numbers[line.source]}]") for line in self.lines]
        if any(line.has_change for line in self.lines):
            return [HEADINGS, *rows]
        return [(*line[:_CHANGE], *line[_CHANGE + 1 :]) for line in (HEADINGS, *rows)]

    @property
    def notes(self) -> list[str]:
        """Small print: notes and doubts of the rows, remarks, and the numbered sources."""
        noted = dict.fromkeys(f"{line.name}：{line.note.rstrip('。')}" for line in self.lines if line.note)
        said = "\n".join(point for one in self.lists for point in one.points)
        doubts = dict.fromkeys(doubt for line in self.lines for doubt in line.doubts if doubt not in said)
        sources = [f"[{number}] {source}" for source, number in self.sources.items()]
        return [
            *([f"注：{'。'.join(noted)}。"] if noted else []),
            *(f"存疑：{doubt}" for doubt in doubts),
            *self.remarks,
            f"出处，均见{self.paper}：{'　'.join(sources)}",
        ]

    @property
    def pages(self) -> list[Page]:
        """The page with fewer and fewer rows and points."""
        cut = [self.cut(rows, points) for rows, points in STEPS]
        return [Page(one.title, one.headline, one.cells, one.lists, one.notes) for one in cut]


def town_brief(
    store: Store,
    area_id: str,
    chart: Picture | None,
    made: datetime,
    fingerprint: str,
    editions: tuple[int, ...] = (),
) -> bytes:
    """One page about a town: headline, key numbers, chart, problems and suggestions, sources.

    chart: of its headline, None for a page without one; editions: whose report it is, the latest where none is named.
    Raises KeyError where area_id is no town.
    """
    if area_id not in set(store.towns["area_id"]):
        raise KeyError(area_id)
    selection = Selection(towns=(area_id,), editions=editions)
    report = store.report(area_id, selection)
    noted = store.report(area_id, Selection(editions=store.edition_of("town_notes", selection)))
    notes = store.issued("town_notes", selection).query("area_id == @area_id").sort_values("order", kind="stable")
    lists = [Points(kind, tuple(notes.loc[notes["kind"] == kind, "text"])) for kind in (PROBLEMS, SUGGESTIONS)]
    brief = _Brief(
        title=" · ".join(filter(None, [TOWN_BRIEF, store.name("areas", area_id), report.industry])),
        headline=_headline(store, selection),
        lines=tuple(key_numbers(store.observations(selection), wanted(store, selection))),
        lists=tuple(one for one in lists if one.points),
        remarks=(f"问题和建议据附录{noted.appendix}概括，不是原文。",) if len(notes) else (),
        paper=papers(store),
    )
    return one_page(brief.pages, chart, Properties.of(store, brief.title, made, fingerprint))


def sector_brief(store: Store, sector_id: str, chart: Picture | None, made: datetime, fingerprint: str) -> bytes:
    """One page about a sector: headline, key numbers of the district, chart, doubts, honours, sources.

    chart: as for `town_brief`. Raises KeyError for an unknown sector.
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
    )
    return one_page(brief.pages, chart, Properties.of(store, brief.title, made, fingerprint))


def _headline(store: Store, selection: Selection) -> str:
    slide = leading(store, selection)
    return slide.title if slide else "白皮书没有给出数值。"


def _at_most(one: Points, count: int) -> Points:
    """The first points; the heading says how many there are when some are left out."""
    total = len(one.points)
    left_out = f"（共 {total} 条，列 {count} 条）" if total > count else ""
    return Points(one.heading + left_out, one.points[:count])
