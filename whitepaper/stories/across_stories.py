"""The slides of all publishers side by side: who leads, the map, the years of each, what does not compare and why."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import cast

from whitepaper.model.selection import Selection
from whitepaper.store import choices
from whitepaper.store.across import Across
from whitepaper.store.publishers import ALL
from whitepaper.store.store import Store
from whitepaper.stories.slides import AnySlide, MapSlide, main_slides_of, table_slides
from whitepaper.telling import across, remarks
from whitepaper.telling.remarks import Kind, Remark

FILTERS = ("sector", "subsector", "years", "indicators")
HEADING, EACH = "各区对比", "各区的白皮书"
MOST_RANKED = 6
"""Indicators that are drawn where none is chosen."""


def told(store: Store, selection: Selection) -> Iterator[AnySlide]:
    """The slides about all publishers, nothing where there is only one."""
    if store.siblings is None:
        return
    whole = cast(Across, store.of(ALL))
    for slide in _told(whole, selection):
        yield replace(slide, publisher=ALL)


def ranked(store: Across, selection: Selection) -> list[str]:
    """The indicators to be drawn: those chosen, else the first of those that compare."""
    found = across.listed(store, selection)
    return found if selection.indicators else [key for key in found if not store.compared[key].reasons][:MOST_RANKED]


def in_one_year(store: Across, indicator_id: str, selection: Selection) -> list[AnySlide]:
    """An indicator in all areas in the latest year of which most have it; then its map."""
    at = across.compared_year(store, indicator_id, selection.years)
    if at is None:
        return []
    own = Selection(indicators=(indicator_id,), years=(at.year,))
    said = reasons(store, indicator_id)
    slides: list[AnySlide] = [
        replace(slide, remarks=(*slide.remarks, *said)) for slide in main_slides_of(store, indicator_id, own)
    ]
    return [*slides, *_mapped(store, indicator_id, at.year, slides, said)]


def reasons(store: Across, indicator_id: str) -> tuple[Remark, ...]:
    """Why an indicator is not ranked, as a remark; none where it is."""
    why = across.why_not(store.compared[indicator_id], store.names("areas"))
    return (Remark(Kind.INCOMPARABLE, f"不可比：{why}。"),) if why else ()


def _told(store: Across, selection: Selection) -> Iterator[AnySlide]:
    words = choices.labelled(store, selection.only(FILTERS))
    wanted = ranked(store, selection)
    for indicator_id in wanted:
        yield from in_one_year(store, indicator_id, selection)
        if selection.indicators:
            yield from main_slides_of(store, indicator_id, selection.only(("indicators", "years")))
    listed = across.listed(store, selection)
    source = remarks.source("各地区白皮书")
    yield from table_slides(
        across.sentence(store, listed), HEADING, across.numbers(store, selection).shown, words, source
    )
    each = across.of_each(store)[list(across.OF_EACH)].rename(columns=across.OF_EACH)
    yield from table_slides(f"{len(each)} 个地区的白皮书。", EACH, each, {}, source)


def _mapped(
    store: Across, indicator_id: str, year: int, slides: list[AnySlide], said: tuple[Remark, ...]
) -> Iterator[AnySlide]:
    heading = store.name("indicators", indicator_id)
    title = slides[0].title if slides else heading
    noted = (remarks.source("各地区白皮书"), Remark(Kind.SCHEMATIC, f"示意：{store.profile.map_note}"), *said)
    words = choices.labelled(store, Selection(years=(year,)))
    yield MapSlide(title, heading, indicator_id, (year,), (), words, noted)
