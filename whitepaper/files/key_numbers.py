"""What the files of Word have in common: key numbers as lines, what leads, doubts, honours, the papers."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd

from whitepaper.checks.judgement import CONTRADICTION, FINDINGS
from whitepaper.model.keys import DERIVED, LEVEL, MISSING
from whitepaper.model.selection import Selection
from whitepaper.printed import wording
from whitepaper.printed.changes import COMPUTED, change, printed_of
from whitepaper.store.described import Row, cited, grouped, records
from whitepaper.store.order import standing
from whitepaper.store.store import Store
from whitepaper.stories import stories, talks
from whitepaper.stories.slides import Slide, slides_of
from whitepaper.telling.account import BETTER, SAME, WORSE, Account

_WHOLE_YEAR = r"\d{4}"
EQUALS = " = "
MARKED = "须核实的数"
"""Heading of the numbers that a check marks: in doubt, or of a scope that is open."""


@dataclass(frozen=True)
class KeyNumber:
    """One row of the table: its texts but the number of its source, and what must be said of it.

    key: of the number; note: what the reader must know of it; doubts: why it, or its change, is in doubt;
    unsettled: what it does not fit whose scope may differ.
    """

    key: str
    indicator: str
    category: str
    value: str
    period: str
    change: str
    source: str
    note: str
    doubts: tuple[str, ...]
    unsettled: str = ""

    @property
    def name(self) -> str:
        """Indicator and category."""
        return " · ".join(filter(None, [self.indicator, self.category]))

    @property
    def has_change(self) -> bool:
        """Whether it says how the number changed."""
        return self.change != wording.NO_VALUE


def leading(store: Store, selection: Selection) -> Slide | None:
    """What a page about one town or one sector begins with: the first headline number that is drawn, if any."""
    return next(iter(headline_slides(store, selection)), None)


def headline_slides(store: Store, selection: Selection) -> list[Slide]:
    """The headline numbers of one town or one sector that are drawn, the leading one first.

    Of a town one with a change comes first; a stated period comes before none. Where no headline number is drawn, the
    first chart of its talk.
    """
    chosen = selection.only(("towns", "editions")) if selection.towns else Selection(towns=(store.district,))
    told = talks.told_headlines(store, selection.only(("sector", "towns")))
    ordered = sorted(told, key=lambda one: not one.words) if selection.towns else told
    drawn = []
    for one in ordered:
        slides = slides_of(store, str(store.observation(one.number.key)["indicator_id"]), chosen)
        drawn += [slide for slide in slides if one.number.key in set(slide.panel.rows["key"])][:1]
    if not drawn:
        kind = stories.TOWN if selection.towns else stories.SECTOR
        drawn = [slide for slide in stories.told(store, kind, selection) if isinstance(slide, Slide)][:1]
    return sorted(drawn, key=lambda slide: bool((slide.panel.rows["period"] == "").any()))


def wanted(store: Store, selection: Selection) -> list[tuple[str, str]]:
    """Indicator and category of the headline numbers of a town, or of a sector of the district, in their order."""
    listed = store.frame("headlines")
    if selection.towns:
        own = listed[listed["area_id"] == ""]
    else:
        is_own = (listed["sector_id"] == selection.sector) & (listed["area_id"] == store.district)
        own = listed[is_own].sort_values("order")
    return [(row.indicator_id, row.category) for row in own.itertuples()]


def key_numbers(rows: pd.DataFrame, first: Sequence[tuple[str, str]], judged: Iterable[str] = ()) -> list[KeyNumber]:
    """The level that stands for each series: those wanted first, then those judged, then the rest.

    The rest are totals, then parts; all in the order of the paper. rows: observations of one area; first: indicator
    and category; an empty one is the total or what stands for it; judged: keys of numbers whose change is judged, in
    their order.
    """
    series = {key: own for key, own in grouped(records(rows), "indicator_id", "category").items() if any(_levels(own))}
    places = {key: place for place, key in enumerate(first)}
    is_main = {key: bool(next(_levels(own))["is_main"]) for key, own in series.items()}

    lines = {key: _line(own) for key, own in series.items()}
    ranks = {key: place for place, key in enumerate(judged)}

    def order(key: tuple[str, str]) -> tuple[int, int, bool]:
        asked = (key[0], "") if is_main[key] else key
        place = min(places.get(one, len(places)) for one in (key, asked))
        return place, ranks.get(lines[key].key, len(ranks)), not is_main[key]

    return [lines[key] for key in sorted(lines, key=order)]


def _levels(own: Iterable[Row]) -> Iterator[Row]:
    return (row for row in own if row["measure"] == LEVEL)


def _line(own: list[Row]) -> KeyNumber:
    """One series by the number that stands for it."""
    row = standing(list(_levels(own)))
    assert row is not None  # `key_numbers` keeps the series that have a level
    moved, doubts = _change(own, row)
    is_derived, is_missing = row["status"] == DERIVED, row["status"] == MISSING
    value = f"缺失（{row['status_reason']}）" if is_missing else row["label"]
    notes = [f"推算，{row['status_reason']}" if is_derived else "", row["note"]]
    return KeyNumber(
        key=row["key"],
        indicator=row["indicator"],
        category=row["category"],
        value=f"推算 {value}" if is_derived else value,
        period=row["period_name"],
        change=moved,
        source=cited(row, has_section=True),
        note="；".join(note.rstrip("。") for note in notes if note),
        doubts=tuple(dict.fromkeys(filter(None, [row["doubt"], *doubts]))),
        unsettled=row["unsettled"],
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
    return text + moved.doubt, doubts


def judged(found: Account) -> dict[str, int]:
    """Keys of the numbers that are judged, to how: what got worse first, then better, then what stayed."""
    return {one.key: judgement for judgement in (WORSE, BETTER, SAME) for one in found.ordered(judgement)}


def noted(lines: Iterable[KeyNumber]) -> list[str]:
    """What must be said of numbers, each note once and of which it is."""
    named: dict[str, list[str]] = {}
    for line in lines:
        if line.note:
            named.setdefault(line.note.rstrip("。"), []).append(line.name)
    return [f"{'、'.join(dict.fromkeys(names))}：{note}" for note, names in named.items()]


def doubtful(
    store: Store, sector_id: str, lines: Sequence[KeyNumber], *, is_brief: bool = False
) -> list[tuple[str, str, str, str]]:
    """Verdict, title, explanation and place of the findings that mark a sector's current numbers.

    Those of the lines come first, then the gravest. is_brief: of a contradiction only what is printed and what the
    other numbers give, without what may explain it.
    """
    rows = store.frame("findings")
    is_marked = rows["doubted"].map(lambda keys: any(store.observation(key)["is_current"] for key in keys))
    own = rows[(rows["sector_id"] == sector_id) & is_marked]
    shown = " ".join(reason for line in lines for reason in (*line.doubts, line.unsettled))
    ordered = sorted(own.itertuples(), key=lambda row: (row.explanation not in shown, FINDINGS.index(str(row.verdict))))
    return [
        (str(row.verdict), str(row.title), _shortly(row) if is_brief else str(row.explanation), str(row.place))
        for row in ordered
    ]


def _shortly(row: Any) -> str:
    """`表4印 95.6%，按 … = 96.957%。`, where a contradiction is one of numbers that are reckoned with."""
    reckoned, _, _ = str(row.formula).rpartition(EQUALS)
    if row.verdict != CONTRADICTION or reckoned == row.recomputed:
        return str(row.explanation)
    place, _, _ = str(row.place).partition("；")
    return f"{place}印 {row.printed}，{wording.spaced('按', row.formula)}。"


def honours(store: Store, sector_id: str) -> str:
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


def papers(store: Store) -> str:
    """The white papers with publisher and month."""
    every = store.tables["editions"].to_pylist()
    return "、".join(f"{paper['publisher']}《{paper['title']}》（{paper['published']}）" for paper in every)
