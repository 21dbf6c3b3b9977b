"""Slides: one chart, value, table or map each, with the sentence that states its finding, the filters, the source.

Presentation, PowerPoint, spreadsheets and pictures are made from these, so that they say what the screen says.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import TypeAlias

import pandas as pd

from whitepaper.model.selection import Selection
from whitepaper.store import choices
from whitepaper.store.store import Store
from whitepaper.telling.arranged import Block
from whitepaper.telling.boards import Number
from whitepaper.telling.panels import LISTED, MANY_SERIES, MOST_BARS, Panel, in_parts, panels
from whitepaper.telling.phrases import CONTINUED
from whitepaper.telling.remarks import Remark
from whitepaper.telling.sentences import sentence
from whitepaper.telling.sheets import sheets, texts

# Slides are told apart by identity: frames have no one answer to whether they are equal.


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


@dataclass(frozen=True, eq=False)
class TableSlide:
    """A table that fits one screen. table: texts, as many rows as fit; its columns are the headings."""

    title: str
    heading: str
    table: pd.DataFrame
    filters: dict[str, str]
    remarks: tuple[Remark, ...]
    is_continued: bool = False


@dataclass(frozen=True, eq=False)
class BoardSlide:
    """Numbers side by side, of several indicators."""

    title: str
    heading: str
    numbers: tuple[Number, ...]
    filters: dict[str, str]
    remarks: tuple[Remark, ...]


@dataclass(frozen=True, eq=False)
class TextSlide:
    """Words: a cover, or what divides a talk from its appendix. lines: below the title, one by one."""

    title: str
    heading: str
    lines: tuple[str, ...]
    filters: dict[str, str]
    remarks: tuple[Remark, ...]
    is_cover: bool = False


@dataclass(frozen=True, eq=False)
class CountSlide:
    """Bars of how many entries of a list share a word, most first. counts: columns name, count."""

    title: str
    heading: str
    counts: pd.DataFrame
    unit: str
    filters: dict[str, str]
    remarks: tuple[Remark, ...]


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


AnySlide: TypeAlias = Slide | TableSlide | BoardSlide | TextSlide | CountSlide | MapSlide


def slides_of_block(store: Store, block: Block, selection: Selection) -> Iterator[AnySlide]:
    """The slides of indicators that stand together (`arranged`), under the rest of a selection."""
    words = _said(store, selection)
    if block.changes:
        yield from table_slides(block.sentence, block.title, block.changes.table.shown, words, *block.remarks)
    elif block.numbers:
        yield BoardSlide(block.sentence, block.title, block.numbers, words, block.remarks)
    else:
        yield from _of_panels(store, block.indicators[0], block.panels, words)


def slides_of(store: Store, indicator_id: str, selection: Selection) -> list[Slide]:
    """The slides of one indicator under whatever else a selection holds; none where it has no number."""
    chosen = selection.without_subjects
    return list(_of_panels(store, indicator_id, panels(store, indicator_id, chosen), _said(store, chosen)))


def _said(store: Store, selection: Selection) -> dict[str, str]:
    """The filters in words; the whole district goes without saying."""
    towns = tuple(area for area in selection.towns if area != store.district)
    return choices.labelled(store, replace(selection.without_subjects, towns=towns))


def _of_panels(store: Store, indicator_id: str, shown: Iterable[Panel], words: dict[str, str]) -> Iterator[Slide]:
    for panel in shown:
        if panel.shape == "empty":
            continue
        heading = " · ".join(filter(None, [store.name("indicators", indicator_id), panel.heading]))
        title = sentence(panel, store)
        for number, part in enumerate(_parts(panel)):
            yield Slide(title, heading, part, words, panel.remarks, is_continued=bool(number))


def _parts(panel: Panel) -> list[Panel]:
    """A panel as pieces that can be read from afar: so many bars, pairs or lines at a time."""
    if panel.shape in LISTED:
        return in_parts(panel, MOST_BARS)
    return in_parts(panel, MANY_SERIES) if panel.shape == "trend" else [panel]


def table_slides(
    title: str, heading: str, table: pd.DataFrame, filters: dict[str, str], *remarks: Remark
) -> list[TableSlide]:
    """A table on as many screens as it takes, nothing where a cell is empty; none where it has no rows."""
    return [
        TableSlide(title, heading, part, filters, remarks, is_continued=bool(number))
        for number, part in enumerate(sheets(texts(table)))
    ]


def heading_of(slide: AnySlide) -> str:
    """The heading as it is shown: a slide that continues another says so."""
    is_continued = isinstance(slide, Slide | TableSlide) and slide.is_continued
    return slide.heading + (CONTINUED if is_continued else "")


def with_remark(slide: AnySlide, remark: Remark) -> AnySlide:
    """The slide with one more thing said."""
    return replace(slide, remarks=(*slide.remarks, remark))


def with_title(slide: AnySlide, title: str) -> AnySlide:
    """The slide under a title that a person gave it."""
    return replace(slide, title=title) if title else slide
