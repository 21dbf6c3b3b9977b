"""Slides: one chart, value, table or map each, with the sentence that states its finding, the filters, the source.

Presentation, PowerPoint, spreadsheets and pictures are made from these, so that they say what the screen says.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Literal, TypeAlias

import pandas as pd

from whitepaper.model.cells import Table
from whitepaper.model.keys import DERIVED
from whitepaper.model.selection import FILTERS, Selection
from whitepaper.store import choices
from whitepaper.store.store import Store
from whitepaper.stories.tiles import boards_of
from whitepaper.telling.account import BETTER, SAME, WORSE
from whitepaper.telling.arranged import Block
from whitepaper.telling.boards import Number, told
from whitepaper.telling.panels import LISTED as BARS
from whitepaper.telling.panels import MANY_SERIES, MOST_BARS, Panel, columned, in_parts, is_told, main_panels, panels
from whitepaper.telling.phrases import CONTINUED
from whitepaper.telling.remarks import MARKS, Kind, Remark, marked, of_periods
from whitepaper.telling.sentences import is_without_unit, of_series, sentence
from whitepaper.telling.sheets import sheets, texts

Tone = Literal["worse", "doubt", "plain"]
RANKS = {WORSE: 0, BETTER: 1, SAME: 2, None: 3}
"""Judgement to its place in a table of changes."""

UNMARKED = Remark(Kind.UNMARKED, "单位原文未标。")
LEAST_WATCHED = 3
"""Lines of what to watch that fill a screen with a few words each."""
MOST_NUMBERS = 8
"""Numbers on one board that is read from afar."""
_MARKS = "，；：、"
_BETWEEN = rf"(?:（[^（）]{{1,20}}）|[^{_MARKS}])"  # what stands in short brackets is not torn apart
_CLAUSE = re.compile(rf"{_BETWEEN}*+[{_MARKS}]+|{_BETWEEN}++$")
_HELD = str.maketrans(_MARKS, "\ue000\ue001\ue002\ue003")  # for private use: no text has them
_LET_GO = {held: mark for mark, held in zip(_MARKS, _HELD.values(), strict=True)}

# Slides are told apart by identity: frames have no one answer to whether they are equal. The publisher of a slide is
# named where it may be another than that of the store that it is shown with; empty for that one.


@dataclass(frozen=True, eq=False)
class Slide:
    """One screen, one page of a file: a chart, or one value.

    title: the sentence; heading: name of the indicator and what sets the panel apart; filters: what was chosen,
    name to words; the remarks begin with the source.
    """

    title: str
    heading: str
    panel: Panel
    filters: dict[str, str]
    remarks: tuple[Remark, ...]
    is_continued: bool = False
    publisher: str = field(default="", kw_only=True)


@dataclass(frozen=True, eq=False)
class TableSlide:
    """A table that fits one screen. table: texts, as many rows as fit; its columns are the headings."""

    title: str
    heading: str
    table: pd.DataFrame
    filters: dict[str, str]
    remarks: tuple[Remark, ...]
    is_continued: bool = False
    publisher: str = field(default="", kw_only=True)


@dataclass(frozen=True, eq=False)
class BoardSlide:
    """Numbers side by side, of several indicators."""

    title: str
    heading: str
    numbers: tuple[Number, ...]
    filters: dict[str, str]
    remarks: tuple[Remark, ...]
    is_continued: bool = False
    publisher: str = field(default="", kw_only=True)


@dataclass(frozen=True, eq=False)
class TextSlide:
    """Words: a cover, or what divides a talk from its appendix.

    lines: below the title, one by one; contents: what the appendix holds.
    """

    title: str
    heading: str
    lines: tuple[str, ...]
    filters: dict[str, str]
    remarks: tuple[Remark, ...]
    is_cover: bool = False
    contents: tuple[str, ...] = ()
    publisher: str = field(default="", kw_only=True)


@dataclass(frozen=True, eq=False, kw_only=True)
class AccountSlide(TableSlide):
    """The account of a year: a bar in parts, and two lists.

    counts: judgement (of `account`) to how many; table: three columns for each list, name, number and change.
    """

    counts: dict[int, int]


@dataclass(frozen=True, eq=False, kw_only=True)
class ChangesSlide(TableSlide):
    """Indicators over two or three years.

    judgements: of `account`, one for each line, None where there is none; latest: the column of the last year.
    """

    judgements: tuple[int | None, ...]
    latest: str


@dataclass(frozen=True, eq=False, kw_only=True)
class WatchSlide(TableSlide):
    """What to watch.

    table: a figure, what it is, who is asked; tones: one for each line, whether it got worse, is in doubt, or neither.
    """

    tones: tuple[Tone, ...]

    @property
    def is_of_few(self) -> bool:
        """Whether each line has so much room that it is set large."""
        return len(self.table) < LEAST_WATCHED


@dataclass(frozen=True, eq=False, kw_only=True)
class ListsSlide(TableSlide):
    """Lists side by side. table: heading of the list, a label that may be empty, the text."""

    @property
    def lists(self) -> dict[str, list[tuple[str, str]]]:
        """Heading of each list to its lines, label and text."""
        found: dict[str, list[tuple[str, str]]] = {}
        for heading, label, text in self.table.itertuples(index=False, name=None):
            found.setdefault(heading, []).append((label, text))
        return found


@dataclass(frozen=True, eq=False)
class CountSlide:
    """Bars of how many entries of a list share a word, most first. counts: columns name, count."""

    title: str
    heading: str
    counts: pd.DataFrame
    unit: str
    filters: dict[str, str]
    remarks: tuple[Remark, ...]
    publisher: str = field(default="", kw_only=True)


@dataclass(frozen=True, eq=False)
class MapSlide:
    """The map of the towns.

    indicator_id: what it is coloured by, empty for the industries; years: of its numbers; towns: outlined ones.
    """

    title: str
    heading: str
    indicator_id: str
    years: tuple[int, ...]
    towns: tuple[str, ...]
    filters: dict[str, str]
    remarks: tuple[Remark, ...]
    publisher: str = field(default="", kw_only=True)


AnySlide: TypeAlias = Slide | TableSlide | BoardSlide | TextSlide | CountSlide | MapSlide


def is_divider(slide: AnySlide) -> bool:
    """Whether a slide only divides a story from its appendix."""
    return isinstance(slide, TextSlide) and not slide.is_cover


def slides_of_block(store: Store, block: Block, selection: Selection) -> Iterator[AnySlide]:
    """The slides of indicators that stand together (`arranged`), under the rest of a selection."""
    words = _said(store, selection)
    if block.changes:
        yield from _of_changes(store, block, words)
    elif block.crossed:
        yield from slides_of_table(store, block.sentence, block.title, block.crossed.table, words, *block.remarks)
    elif block.numbers:
        for slide in board_slides(
            block.sentence, block.title, block.numbers, words, *block.remarks, is_continued=block.is_continued
        ):
            yield replace(slide, remarks=of_numbers(store, slide))
    else:
        yield from _of_panels(store, block.indicators[0], block.panels, words)


def _of_changes(store: Store, block: Block, words: dict[str, str]) -> Iterator[ChangesSlide]:
    """A table of changes: what got worse first, then what got better, then the same, then what is not judged."""
    assert block.changes is not None
    lines = sorted(block.changes.lines, key=lambda line: RANKS[line.judgement])
    table = replace(block.changes, lines=tuple(lines)).table
    *_, latest = block.changes.headings.values()
    place = 0
    for slide in slides_of_table(store, block.sentence, block.title, table, words, *block.remarks):
        own = lines[place : place + len(slide.table)]
        place += len(slide.table)
        yield ChangesSlide(**vars(slide), judgements=tuple(line.judgement for line in own), latest=latest)


def slides_of(store: Store, indicator_id: str, selection: Selection) -> list[Slide]:
    """The slides of one indicator under whatever else a selection holds; none where it has no number."""
    chosen = selection.without_subjects
    return list(_of_panels(store, indicator_id, panels(store, indicator_id, chosen), _said(store, chosen)))


def main_slides_of(store: Store, indicator_id: str, selection: Selection) -> list[Slide]:
    """The same of what stands for each area alone."""
    chosen = selection.without_subjects
    return list(_of_panels(store, indicator_id, main_panels(store, indicator_id, chosen), _said(store, chosen)))


def without_repeats(slides: Sequence[AnySlide]) -> list[AnySlide]:
    """Slides of one indicator without its levels, where all of them stand beside their changes on another."""
    shown = [slide.panel for slide in slides if isinstance(slide, Slide)]
    beside = columned(panel for panel in shown if panel.shape == "growth")
    return [
        slide
        for slide in slides
        if not (isinstance(slide, Slide) and slide.panel.shape == "ranking" and is_told(slide.panel, beside))
    ]


def _said(store: Store, selection: Selection) -> dict[str, str]:
    """The filters in words; the whole district goes without saying."""
    towns = tuple(area for area in selection.towns if area != store.district)
    words = choices.labelled(store, replace(selection.without_subjects.plain, towns=towns))
    if len(towns) > 1 and set(towns) == set(store.towns["area_id"]):
        words |= dict.fromkeys(choices.labelled(store, Selection(towns=towns)), f"全部 {len(towns)} 个")
    return words


def _of_panels(store: Store, indicator_id: str, shown: Iterable[Panel], words: dict[str, str]) -> Iterator[Slide]:
    for panel in shown:
        if panel.shape == "empty":
            continue
        heading = " · ".join(filter(None, [store.name("indicators", indicator_id), panel.heading]))
        title = sentence(panel, store, is_brief=True)
        is_bare = is_without_unit(panel.filled)
        said = (*panel.remarks, UNMARKED) if is_bare else panel.remarks
        before, made = 0, _parts(panel)
        every = _items(panel)
        for number, part in enumerate(made):
            count = _items(part)
            at = f"本页是 {every} 项中的第 {before + 1} 至 {before + count} 项。"
            own_said = (*said, Remark(Kind.COUNTED, at)) if len(made) > 1 else said
            if number:
                title = _rest(heading, before, before + count, "项")
            before += count
            if set(panel.emphasis) & set(part.rows["series"]):
                own = of_series(panel, panel.emphasis, store, is_brief=True)
                named = words | {FILTERS["emphasis"].label: "、".join(panel.emphasis)}
                yield Slide(own, heading, part, named, own_said, is_continued=bool(number))
            else:
                yield Slide(title, heading, replace(part, emphasis=()), words, own_said, is_continued=bool(number))


def _items(panel: Panel) -> int:
    """How many items a panel draws; the total is in each of its pieces."""
    return int(panel.rows.loc[~panel.rows["is_total"], "series"].nunique())


def _parts(panel: Panel) -> list[Panel]:
    """A panel as pieces that can be read from afar: so many bars, pairs or lines at a time."""
    if panel.shape in BARS:
        return in_parts(panel, MOST_BARS)
    return in_parts(panel, MANY_SERIES) if panel.shape == "trend" else [panel]


def table_slides(
    title: str,
    heading: str,
    table: pd.DataFrame,
    filters: dict[str, str],
    *remarks: Remark,
    keeps_columns: bool = False,
) -> list[TableSlide]:
    """A table on as many screens as it takes; none where it has no rows.

    keeps_columns: also those that are empty, where a column is known by its place.
    """
    found: list[TableSlide] = []
    before = 0
    cells = texts(table)
    kept = [name for place, name in enumerate(cells) if keeps_columns or not place or _tells(cells[name], filters)]
    for part in sheets(cells[kept]):
        own = _rest(heading, before, before + len(part), "行") if found else title
        found.append(TableSlide(own, heading, part, filters, remarks, is_continued=bool(found)))
        before += len(part)
    return found


def _tells(column: pd.Series[str], filters: Mapping[str, str]) -> bool:
    """Whether a column says anything, and more than that all its lines are of what was chosen, as stands above."""
    said = set(column)
    return said != {""} and not (len(said) == 1 and said <= set(filters.values()))


def slides_of_table(
    store: Store, title: str, heading: str, table: Table, filters: dict[str, str], *remarks: Remark
) -> Iterator[TableSlide]:
    """The same of a table whose cells have the keys of their numbers: a mark is explained where its number stands."""
    place = 0
    for slide in table_slides(title, heading, table.shown, filters, *remarks):
        lines = table.lines[place : place + len(slide.table)]
        place += len(lines)
        keys = dict.fromkeys(cell.key for line in lines for cell in line.values() if cell.key)
        is_derived = any(store.observation(key)["status"] == DERIVED for key in keys)
        own = _own(store, slide.remarks, keys)
        yield replace(slide, remarks=tuple(one for one in own if is_derived or one.kind is not Kind.DERIVED))


def of_numbers(store: Store, slide: BoardSlide) -> tuple[Remark, ...]:
    """The remarks of a board that are about its numbers, and what their periods are where they do not say it."""
    keys = [number.key for number in slide.numbers]
    own = [one for one in _own(store, slide.remarks, keys) if one.kind not in {Kind.PERIOD, Kind.UNDATED}]
    is_said = all(number.period for number in slide.numbers)
    return (*own, *([] if is_said else of_periods(str(store.observation(key)["period_name"]) for key in keys)))


def _own(store: Store, remarks: Sequence[Remark], keys: Iterable[str]) -> tuple[Remark, ...]:
    """The remarks without those that explain marks of other numbers, or are about other indicators alone."""
    rows = [store.observation(key) for key in keys]
    own, told = marked(rows), {"", *(row["indicator_id"] for row in rows)}
    return tuple(one for one in remarks if one.about in told and (one.kind not in MARKS or one in own))


def _rest(heading: str, before: int, until: int, noun: str) -> str:
    """The title of a slide that continues another, whose own speaks of all: what of it stands here."""
    first = f"{before + 1} 至 " if until > before + 1 else ""
    return f"{heading}，第 {first}{until} {noun}。"


def board_slides(
    title: str,
    heading: str,
    numbers: Sequence[Number],
    filters: dict[str, str],
    *remarks: Remark,
    is_continued: bool = False,
) -> list[BoardSlide]:
    """Numbers on as few boards as hold them; each of several names its first ones."""
    parts = boards_of(numbers, MOST_NUMBERS)
    return [
        BoardSlide(
            title if len(parts) == 1 else told(part),
            heading,
            part,
            filters,
            remarks,
            is_continued=is_continued or bool(place),
        )
        for place, part in enumerate(parts)
    ]


def heading_of(slide: AnySlide) -> str:
    """The heading as it is shown: a slide that continues another says so."""
    is_continued = isinstance(slide, Slide | TableSlide | BoardSlide) and slide.is_continued
    return slide.heading + (CONTINUED if is_continued else "")


def chips(slide: AnySlide) -> list[tuple[str, str]]:
    """The filters, name and words, as they stand beside the heading: a place that this or the title names does not."""
    said, place = heading_of(slide) + slide.title, FILTERS["towns"].label
    return [(name, text) for name, text in slide.filters.items() if not (name == place and text in said)]


def clauses(title: str, whole: Iterable[str] = ()) -> list[str]:
    """A sentence as a title, in the parts between which its line may break; it ends without a full stop.

    whole: names in which it does not: 药品、医疗器械抽检件数.
    """
    text = title.removesuffix("。")
    for name in sorted(set(whole), key=len, reverse=True):
        text = text.replace(name, name.translate(_HELD))
    return [part.translate(_LET_GO) for part in _CLAUSE.findall(text)]


def title_of(slide: AnySlide) -> list[str]:
    """The title of a slide in the parts between which its line may break, which is within no name that it shows."""
    if isinstance(slide, Slide):
        names = [*slide.panel.rows["series"], *slide.panel.rows["indicator"]]
    elif isinstance(slide, BoardSlide):
        names = [text for number in slide.numbers for text in (number.name, number.label, number.scope)]
    elif isinstance(slide, TableSlide):
        names = list(slide.table.iloc[:, 0])
    else:
        names = []
    return clauses(slide.title, filter(None, names))


def with_remark(slide: AnySlide, remark: Remark) -> AnySlide:
    """The slide with one more thing said."""
    return replace(slide, remarks=(*slide.remarks, remark))


def with_title(slide: AnySlide, title: str) -> AnySlide:
    """The slide under a title that a person gave it."""
    return replace(slide, title=title) if title else slide
