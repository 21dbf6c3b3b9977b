"""What an answer is, and how the answers of every kind are put together."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property, partial

import pandas as pd

from whitepaper.asking.names import Topic
from whitepaper.asking.reading import Reading
from whitepaper.model.selection import NUMBERS, Selection
from whitepaper.store.described import records
from whitepaper.store.store import Store
from whitepaper.telling import panels, remarks
from whitepaper.telling.panels import Panel
from whitepaper.telling.phrases import value

NEAREST, OTHERS, SHORT = 3, 5, 90
MARKED = 140  # characters: why a number is not settled is said whole, the sum alone reads as a fault
STOP = "。"
LABELS = {"indicator": "指标", "area": "范围", "category": "分类", "year": "年份", "intent": "问"}


@dataclass(frozen=True)
class Choice:
    """One reading of a part of the question: its code and its words."""

    code: str
    text: str


@dataclass(frozen=True)
class Chip:
    """What was understood of one part of the question, and what it may mean else; kind: a key of LABELS."""

    kind: str
    chosen: Choice
    others: tuple[Choice, ...] = ()

    @property
    def label(self) -> str:
        """What the chip is about, in words."""
        return LABELS[self.kind]


def undrawn() -> None:
    """The chart of what has none."""


@dataclass(frozen=True, eq=False)
class Answer:
    """One answer, or why there is none.

    sentence: can be quoted as it stands; chips: what was understood; target: the view that shows more, of the subject
    (see `model.selection`); more: what a careful reader asks next; source: where printed; near: the nearest indicators;
    keys: of the numbers that the sentence rests on; elsewhere: the publishers that are asked in place of this one;
    facts: texts of the sentence that are what was asked for; is_beside: whether the chart is of another indicator, the
    nearest that has what was asked for; draw, follow: give the chart, and the questions that may come next, when they
    are asked for, as most answers are only compared with others.
    """

    sentence: str
    is_answered: bool
    chips: tuple[Chip, ...] = ()
    target: Selection = field(default_factory=Selection)
    more: str = ""
    source: str = ""
    near: tuple[Choice, ...] = ()
    keys: tuple[str, ...] = ()
    subject: str = NUMBERS
    elsewhere: tuple[str, ...] = ()
    facts: tuple[str, ...] = ()
    is_beside: bool = False
    draw: Callable[[], Panel | None] = undrawn
    follow: Callable[[], Iterable[str]] = tuple

    @cached_property
    def panel(self) -> Panel | None:
        """The chart; None where there is none."""
        return self.draw()

    @cached_property
    def further(self) -> tuple[str, ...]:
        """Questions that may come next."""
        return tuple(self.follow())


def of_rows(
    reading: Reading,
    topic: Topic,
    sentence: str,
    rows: pd.DataFrame,
    chart: pd.DataFrame | None = None,
    more: str = "",
    facts: Sequence[str] = (),
    told: pd.DataFrame | None = None,
) -> Answer:
    """An answer from some numbers; the doubts about them are said.

    chart: what its panel shows, the rows where None; facts: as of `Answer`, the number where the rows are one; told:
    the rows that the sentence is about, those without a number among them.
    """
    store = reading.names.store
    shown = rows if chart is None else chart
    marked = [short(one.text, MARKED) for one in remarks.marked(records(rows))]
    areas = tuple(area for area in dict.fromkeys(rows["area_id"]) if area != store.district)
    asked = facts or [value(row) for row in records(rows) if len(rows) == 1]
    return Answer(
        sentence=sentence + "".join(text for text in marked[:1] if text.partition("：")[2] not in sentence),
        is_answered=True,
        draw=partial(_drawn, store, shown) if len(shown) else undrawn,
        target=Selection(indicators=(topic.indicator_id,), towns=areas),
        more=more or remark(rows, shown if told is None else shown[~shown["key"].isin(told["key"])]),
        source="；".join(dict.fromkeys(rows["cited"])),
        near=nearest(reading, topic.indicator_id),
        keys=tuple(dict.fromkeys([*rows["key"], *shown["key"]])),
        facts=tuple(fact for fact in asked if fact in sentence),
    )


def refused(reading: Reading, sentence: str, ids: Sequence[str] = (), rows: pd.DataFrame | None = None) -> Answer:
    """No answer, with the reason; ids: the nearest indicators, those that fit best where none is given."""
    near = tuple(Choice(key, reading.names.store.name("indicators", key)) for key in ids) or nearest(reading)
    found = Answer(sentence, is_answered=False, near=near)
    if near:
        found = replace(found, target=Selection(indicators=(near[0].code,)))
    if rows is not None and len(rows):
        draw = partial(_drawn, reading.names.store, rows) if rows["value"].notna().any() else undrawn
        found = replace(found, draw=draw, source="；".join(dict.fromkeys(rows["cited"])), keys=tuple(rows["key"]))
    return found


def _drawn(store: Store, rows: pd.DataFrame) -> Panel:
    return panels.of_rows(store, one_kind(rows))


def nearest(reading: Reading, without: str = "") -> tuple[Choice, ...]:
    """The indicators that fit a question best."""
    found = [topic.indicator_id for _, topic in reading.ranked if topic.indicator_id != without]
    return tuple(Choice(key, reading.names.store.name("indicators", key)) for key in found[:NEAREST])


def one_kind(rows: pd.DataFrame) -> pd.DataFrame:
    """Those of some numbers that one chart can draw: of the first measure, unit and span."""
    first = rows[rows["value"].notna()]
    first = (first if len(first) else rows).iloc[0]
    same = (rows[["measure", "plotted_unit", "span"]] == first[["measure", "plotted_unit", "span"]]).all(axis=1)
    return rows[same]


def remark(rows: pd.DataFrame, shown: pd.DataFrame) -> str:
    """What a careful reader asks next: what is missing, what must be known of the numbers, what they count."""
    gaps = shown[shown["value"].isna() & shown["category"].isin({*rows["category"], ""})]
    for reason, missing in gaps.groupby("status_reason", sort=False):
        periods = "、".join(dict.fromkeys(missing["period_name"]))
        return f"{periods}缺失（{reason}），不作估读{STOP}"
    notes = [text for text in dict.fromkeys(rows["note"]) if text]
    if notes:
        return short(notes[0])
    return short(f"定义：{rows['definition'].iat[0]}") if len(rows) else ""


def short(text: str, most: int = SHORT) -> str:
    """The first sentences of a text, as far as they have at most so many characters; it ends in a full stop."""
    parts = [part for part in text.split(STOP) if part]
    said = parts[0] if parts else ""
    for part in parts[1:]:
        if len(said) + len(part) > most:
            break
        said += STOP + part
    return said + STOP


def listed(names: Iterable[str], most: int, noun: str = "项") -> str:
    """Names one after the other; beyond so many their number."""
    found = list(names)
    return "、".join(found[:most]) + (f"等 {len(found)} {noun}" if len(found) > most else "")
