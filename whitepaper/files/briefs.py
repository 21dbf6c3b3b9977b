"""Briefs for a meeting: one A4 page of Word for a town or a sector, every number with its source."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

import pandas as pd

from whitepaper.checks.judgement import FINDINGS
from whitepaper.files.properties import Properties
from whitepaper.files.word_layout import Page, Points, one_page
from whitepaper.model.keys import DERIVED, LEVEL, MISSING
from whitepaper.model.selection import Selection
from whitepaper.printed import wording
from whitepaper.printed.changes import COMPUTED, change, printed_of
from whitepaper.store.described import Row, cited, records
from whitepaper.store.store import Store
from whitepaper.stories import stories
from whitepaper.stories.slides import AnySlide, Slide, slides_of

TOWN_BRIEF, SECTOR_BRIEF = "街镇简报", "领域简报"
HEADINGS = ("指标", "数值", "期间", "比上年", "出处")
PROBLEMS, SUGGESTIONS = "问题", "建议"
MOST_ROWS = 8
STEPS = ((8, 6), (8, 5), (8, 4), (8, 3), (7, 3), (6, 3), (6, 2), (5, 2), (4, 2), (4, 1), (3, 1))
"""How many rows and points of each list are tried, until the page holds them."""

_WHOLE_YEAR = r"\d{4}"


@dataclass(frozen=True)
class _Line:
    """One row of the table: its texts but the number of its source, and what must be said of it.

    note: what the reader must know of the number; doubts: why it, or its change, is in doubt.
    """

    name: str
    value: str
    period: str
    change: str
    source: str
    note: str
    doubts: tuple[str, ...]


@dataclass(frozen=True)
class _Brief:
    """All that may stand on the page, most important first."""

    title: str
    headline: str
    lines: tuple[_Line, ...]
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
        """The table with its head."""
        numbers = self.sources
        rows = [(line.name, line.value, line.period, line.change, f"[{numbers[line.source]}]") for line in self.lines]
        return [HEADINGS, *rows]

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
            f"出处，均见{self.paper}：",
            *sources,
        ]

    @property
    def pages(self) -> list[Page]:
        """The page with fewer and fewer rows and points."""
        cut = [self.cut(rows, points) for rows, points in STEPS]
        return [Page(one.title, one.headline, one.cells, one.lists, one.notes) for one in cut]


def town_brief(
    store: Store,
    area_id: str,
    chart: bytes | None,
    made: datetime,
    fingerprint: str,
    editions: tuple[int, ...] = (),
) -> bytes:
    """One page about a town: headline, key numbers, chart, problems and suggestions, sources.

    chart: a PNG, or None for a page without picture; editions: whose report it is, the latest where none is named.
    Raises KeyError where area_id is no town.
    """
    if area_id not in set(store.towns["area_id"]):
        raise KeyError(area_id)
    selection = Selection(towns=(area_id,), editions=editions)
    report = store.report(area_id, selection)
    noted = store.report(area_id, Selection(editions=store.edition_of("town_notes", selection)))
    listed = store.frame("headlines")
    wanted = [(row.indicator_id, row.category) for row in listed[listed["area_id"] == ""].itertuples()]
    notes = store.issued("town_notes", selection).query("area_id == @area_id").sort_values("order", kind="stable")
    lists = [Points(kind, tuple(notes.loc[notes["kind"] == kind, "text"])) for kind in (PROBLEMS, SUGGESTIONS)]
    brief = _Brief(
        title=" · ".join(filter(None, [TOWN_BRIEF, store.name("areas", area_id), report.industry])),
        headline=_headline(
            store, [key for key, _ in wanted], selection, lambda: stories.told(store, stories.TOWN, selection)
        ),
        lines=tuple(_lines(store, store.observations(selection), wanted)),
        lists=tuple(one for one in lists if one.points),
        remarks=(f"问题和建议据附录{noted.appendix}概括，不是原文。",) if len(notes) else (),
        paper=_paper(store),
    )
    return one_page(brief.pages, chart, Properties.of(store, brief.title, made, fingerprint))


def sector_brief(store: Store, sector_id: str, chart: bytes | None, made: datetime, fingerprint: str) -> bytes:
    """One page about a sector: headline, key numbers of the district, chart, doubts, honours, sources.

    chart: as for `town_brief`. Raises KeyError for an unknown sector.
    """
    name = store.name("sectors", sector_id)
    listed = store.frame("headlines")
    own = listed[(listed["sector_id"] == sector_id) & (listed["area_id"] == store.district)].sort_values("order")
    wanted = [(row.indicator_id, row.category) for row in own.itertuples()]
    rows = store.observations(Selection(sector=sector_id, towns=(store.district,)))
    district = Selection(towns=(store.district,))
    lines = tuple(_lines(store, rows, wanted))
    brief = _Brief(
        title=f"{SECTOR_BRIEF} · {name}",
        headline=_headline(
            store,
            [key for key, _ in wanted],
            district,
            lambda: stories.told(store, stories.SECTOR, Selection(sector=sector_id)),
        ),
        lines=lines,
        lists=(
            *_doubtful(store, sector_id, lines),
            Points("荣誉与名录", (_honours(store, sector_id),)),
        ),
        remarks=(),
        paper=_paper(store),
    )
    return one_page(brief.pages, chart, Properties.of(store, brief.title, made, fingerprint))


def _headline(
    store: Store, indicators: Iterable[str], selection: Selection, otherwise: Callable[[], list[AnySlide]]
) -> str:
    """The sentence of the first headline number, one whose period is stated if there is any."""
    found = [slide for key in dict.fromkeys(indicators) for slide in slides_of(store, key, selection)[:1]]
    told = found or [slide for slide in otherwise() if isinstance(slide, Slide)][:1]
    stated = [slide for slide in told if not (slide.panel.rows["period"] == "").any()]
    return (stated or told)[0].title if told else "白皮书没有给出数值。"


def _lines(store: Store, rows: pd.DataFrame, wanted: Sequence[tuple[str, str]]) -> Iterator[_Line]:
    """The latest level of each series: those wanted first, then totals, then parts, in the order of the paper.

    wanted: indicator and category; an empty one is the total or what stands for it.
    """
    levels = rows[rows["measure"] == LEVEL]
    places = {key: place for place, key in enumerate(wanted)}
    series = dict(zip(zip(levels["indicator_id"], levels["category"], strict=True), levels["is_main"], strict=True))

    def order(key: tuple[str, str]) -> tuple[int, bool]:
        asked = (key[0], "") if series[key] else key
        return min(places.get(one, len(places)) for one in (key, asked)), not series[key]

    for indicator_id, category in sorted(series, key=order)[:MOST_ROWS]:
        own = rows[(rows["indicator_id"] == indicator_id) & (rows["category"] == category)]
        yield _line(own)


def _line(own: pd.DataFrame) -> _Line:
    """One series in its latest year; a whole year goes before a part of it, a stated period before none."""
    levels = own[own["measure"] == LEVEL]
    last = levels.assign(
        is_now=~levels["is_ahead"],
        is_stated=levels["period"] != "",
        is_whole=levels["period"].str.fullmatch(_WHOLE_YEAR),
    ).sort_values(["is_now", "at_year", "is_stated", "is_whole", "edition"], kind="stable")
    row = last.iloc[-1]
    moved, doubts = _change(records(own), row)
    is_derived, is_missing = row["status"] == DERIVED, row["status"] == MISSING
    value = f"缺失（{row['status_reason']}）" if is_missing else row["label"]
    notes = [f"推算，{row['status_reason']}" if is_derived else "", row["note"]]
    return _Line(
        name=" · ".join(filter(None, [row["indicator"], row["category"]])),
        value=f"推算 {value}" if is_derived else value,
        period=row["period_name"],
        change=moved,
        source=cited(row, has_section=True),
        note="；".join(note.rstrip("。") for note in notes if note),
        doubts=tuple(dict.fromkeys(filter(None, [row["doubt"], *doubts]))),
    )


def _change(own: list[Row], level: Row) -> tuple[str, list[str]]:
    """How a level differs from the year before, in words, and the doubts about what says so; a dash where none does."""
    is_whole = re.fullmatch(_WHOLE_YEAR, level["period"]) is not None
    same = [
        row
        for row in own
        if (re.fullmatch(_WHOLE_YEAR, row["period"]) if is_whole else row["period"] == level["period"])
    ]
    moved = None if pd.isna(level["year"]) or level["status"] == MISSING else change(same, int(level["year"]))
    if moved is None:
        return wording.NO_VALUE, []
    year = int(level["year"])
    if moved.is_printed:
        used = list(printed_of(same, year)[:1])
        text = moved.text + (f"（原文：{moved.printed}）" if moved.qualifier else "")
    else:
        dated = [row for row in same if row["measure"] == LEVEL and not pd.isna(row["year"])]
        used = [row for row in dated if row["year"] in {year, year - 1}]
        text = moved.text + COMPUTED
    doubts = [row["doubt"] for row in used if row["doubt"]]
    return text + (wording.DOUBTED if doubts else ""), doubts


def _at_most(one: Points, count: int) -> Points:
    """The first points; the heading says how many there are when some are left out."""
    total = len(one.points)
    left_out = f"（共 {total} 条，列 {count} 条）" if total > count else ""
    return Points(one.heading + left_out, one.points[:count])


def _doubtful(store: Store, sector_id: str, lines: Sequence[_Line]) -> Iterator[Points]:
    """The findings that put a sector's current numbers in doubt, those of the table first, then the gravest."""
    rows = store.frame("findings")
    is_doubtful = rows["doubted"].map(lambda keys: any(store.observation(key)["is_current"] for key in keys))
    own = rows[(rows["sector_id"] == sector_id) & is_doubtful]
    shown = " ".join(doubt for line in lines for doubt in line.doubts)
    ordered = sorted(own.itertuples(), key=lambda row: (row.explanation not in shown, FINDINGS.index(str(row.verdict))))
    if ordered:
        yield Points("存疑的数", tuple(f"{row.verdict}　{row.title}：{row.explanation}" for row in ordered))


def _honours(store: Store, sector_id: str) -> str:
    """How many honours the paper lists in a sector, by level."""
    rows = store.honours(Selection(sector=sector_id))
    if rows.empty:
        return "白皮书没有列出属于本领域的荣誉与名录。"
    counts = rows["level"].value_counts()
    levels = [f"{name} {counts[code]} 项" for code, name in store.codes("level").items() if code in counts]
    unsaid = [f"级别原文未说 {counts['']} 项"] if "" in counts else []
    damaged = int((rows["status"] == "damaged").sum())
    text = f"白皮书列出 {len(rows)} 项：{'、'.join([*levels, *unsaid])}"
    return text + (f"；其中 {damaged} 项的文字识别受损。" if damaged else "。")


def _paper(store: Store) -> str:
    papers = store.tables["editions"].to_pylist()
    return "、".join(f"{paper['publisher']}《{paper['title']}》（{paper['published']}）" for paper in papers)
