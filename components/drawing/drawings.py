"""The drawing of a slide: a chart, counts, or the flat map; as screen, stage and pictures show it."""

from __future__ import annotations

from typing import Any

from components.drawing import charts, town_map
from whitepaper.store.store import Store
from whitepaper.stories.slides import AnySlide, BoardSlide, CountSlide, MapSlide, Slide
from whitepaper.telling.palette import Mode

MAP_HEIGHT = 760


def of(slide: AnySlide, store: Store, geometry: dict[str, Any], mode: Mode) -> dict[str, Any] | None:
    """The specification of a slide's chart, counts or map; None where it is one value or a table.

    geometry: GeoJSON of the towns.
    """
    store = store.of(slide.publisher)
    if isinstance(slide, MapSlide):
        towns = town_map.coloured(store, slide.indicator_id, slide.years, mode)
        chart = charts.flat_map(geometry, towns, mode, slide.towns, MAP_HEIGHT, has_legend=True)
        return charts.themed(chart, mode)
    if isinstance(slide, BoardSlide):
        return charts.themed(charts.board(slide.numbers, mode), mode)
    if isinstance(slide, CountSlide):
        return charts.themed(charts.counted(slide.counts, slide.unit, mode), mode)
    return charts.specification(slide.panel, mode) if isinstance(slide, Slide) else None
