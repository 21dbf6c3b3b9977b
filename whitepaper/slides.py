"""Slides: one panel each, with the sentence that states its finding, the filters in words, and its source.

Presentation, PowerPoint, spreadsheets and pictures are made from these, so that they say what the screen says.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from whitepaper.panels import MANY_SERIES, Panel, panels
from whitepaper.selection import Selection
from whitepaper.sentences import sentence
from whitepaper.store import DISTRICT, Store

OVERVIEW, SECTOR, TOWN = "overview", "sector", "town"
TABLE = "table"
CONTINUED = "（续）"
MOST_BARS = 12
MOST_SLIDES = 60


@dataclass(frozen=True)
class Slide:
    """One screen, one page of a file.

    title: the sentence; heading: name of the indicator and what sets the panel apart; filters: what was chosen,
    heading to words; the panel's remarks begin with its source.
    """

    title: str
    heading: str
    panel: Panel
    filters: dict[str, str]


def slides_of(store: Store, indicator_id: str, selection: Selection, chart: str = "") -> list[Slide]:
    """The slides of one indicator under a selection of towns and years; none where it has no number there."""
    chosen = Selection(towns=selection.towns, years=selection.years)
    found = []
    for panel in panels(store, indicator_id, chosen, chart):
        if panel.shape == "empty":
            continue
        heading = " · ".join(filter(None, [store.name("indicators", indicator_id), panel.heading]))
        title, words = sentence(panel, store), in_words(store, chosen)
        for number, part in enumerate(_parts(panel)):
            found.append(Slide(title, heading + (CONTINUED if number else ""), part, words))
    return found


def _parts(panel: Panel) -> Iterator[Panel]:
    """A panel as pieces that can be read from afar: so many bars, pairs or lines at a time, largest first."""
    most = {"ranking": MOST_BARS, "paired": MOST_BARS, "trend": MANY_SERIES}.get(panel.shape)
    series = panel.rows.loc[~panel.rows["is_total"] & panel.rows["value"].notna(), "series"].drop_duplicates()
    if most is None or panel.value or len(series) <= most:
        yield panel
        return
    if panel.shape == "ranking" and panel.is_ranked:
        largest = panel.rows.dropna(subset="value").sort_values("value", ascending=False, kind="stable")
        series = largest.loc[~largest["is_total"], "series"].drop_duplicates()
    for start in range(0, len(series), most):
        shown = set(series[start : start + most])
        yield replace(panel, rows=panel.rows[panel.rows["series"].isin(shown) | panel.rows["is_total"]])


def in_words(store: Store, selection: Selection) -> dict[str, str]:
    """Areas and years of a selection in words, heading to text; the whole district goes without saying."""
    words = {
        "地区": "、".join(store.name("areas", area) for area in selection.towns if area != DISTRICT),
        "年份": "、".join(str(year) for year in selection.years),
    }
    return {name: text for name, text in words.items() if text}


def storyline(store: Store, kind: str, key: str = "") -> list[Slide]:
    """A ready-made row of slides.

    kind: `overview` (headline numbers of every sector), `sector` (the charts of its views; key: sector_id) or
    `town` (what its report gives; key: area_id). Raises KeyError for an unknown kind.
    """
    made = {OVERVIEW: _overview, SECTOR: _sector, TOWN: _town}[kind]
    return list(made(store, key))


def shown(store: Store, selection: Selection) -> list[Slide]:
    """The slides of everything that a selection keeps, one indicator after the other, at most MOST_SLIDES."""
    found: list[Slide] = []
    for indicator_id in dict.fromkeys(store.observations(selection)["indicator_id"]):
        if len(found) >= MOST_SLIDES:
            break
        found += slides_of(store, indicator_id, selection)
    return found[:MOST_SLIDES]


def _overview(store: Store, _key: str) -> Iterator[Slide]:
    """The first headline of every sector; where it is one value, also the first of its headlines that is a chart."""
    listed = store.frame("headlines")
    district = listed[listed["area_id"] != ""].sort_values("order", kind="stable")
    for sector_id in store.names("sectors"):
        made = [
            slide
            for row in district[district["sector_id"] == sector_id].itertuples()
            for slide in slides_of(store, row.indicator_id, Selection(towns=(row.area_id,)))[:1]
        ]
        yield from made[:1]
        if made and is_value(made[0]):
            yield from [slide for slide in made[1:] if not is_value(slide)][:1]


def is_value(slide: Slide) -> bool:
    """Whether the slide is one value in large type, not a chart."""
    return bool(slide.panel.value) or slide.panel.shape == "single"


def _sector(store: Store, sector_id: str) -> Iterator[Slide]:
    views = store.frame("views")
    own = views[views["subsector_id"].isin(store.subsectors_of(sector_id)) & (views["chart"] != TABLE)]
    places = {key: place for place, key in enumerate(store.subsectors_of(sector_id))}
    own = own.assign(place=own["subsector_id"].map(places)).sort_values(["place", "order"], kind="stable")
    for row in own.itertuples():
        for indicator_id in row.indicators[:1]:
            yield from slides_of(store, indicator_id, Selection(), row.chart)[:1]


def _town(store: Store, area_id: str) -> Iterator[Slide]:
    rows = store.observations(Selection(towns=(area_id,)))
    levels = rows[(rows["measure"] == "level") & rows["value"].notna()]
    for indicator_id in dict.fromkeys(levels["indicator_id"]):
        yield from slides_of(store, indicator_id, Selection(towns=(area_id,)))[:1]


def with_title(slide: Slide, title: str) -> Slide:
    """The slide under a title that a person gave it."""
    return replace(slide, title=title) if title else slide
