"""What a page can hand out: rows or a table, the slides that show the same, and where there is one a brief."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial

import pandas as pd

from components.drawing import charts, pictures
from components.frame import filters, pages
from components.report import pinning, presentation
from components.take_home import by_url
from whitepaper.files import briefs, csv_files, names, workbook
from whitepaper.model.cells import Table
from whitepaper.model.selection import Selection
from whitepaper.store import choices
from whitepaper.store.store import Store
from whitepaper.stories import fingerprints, pins, stories
from whitepaper.stories.pins import Pin
from whitepaper.stories.slides import AnySlide, Slide
from whitepaper.telling import lists


def _shown_link() -> str:
    return filters.address(pages.shown()) if filters.here() else ""


@dataclass(frozen=True)
class Content:
    """What a page can hand out.

    subject: begins the file names; selection: the filters that the rows follow; count: rows, which the names hold too;
    csv, xlsx: makers of files; table: what is copied as text; told: maker of the slides that show the same;
    has_pictures: whether any of them is a chart or map; brief: maker of one page in Word, None where there is none;
    address: where the same CSV is to be had, below that of the app, empty where it is nowhere; link: to what the reader
    sees, empty where the browser has not said its address.
    """

    subject: str
    selection: Selection
    count: int
    csv: Callable[[], bytes]
    xlsx: Callable[[], bytes]
    table: Callable[[], pd.DataFrame]
    told: Callable[[], list[AnySlide]]
    has_pictures: bool = True
    brief: Callable[[], bytes] | None = None
    address: str = ""
    link: Callable[[], str] = _shown_link


def of_observations(rows: pd.DataFrame, selection: Selection, store: Store, kind: str = stories.SHOWN) -> Content:
    """Exactly these observations, and the slides of one kind about the selection."""
    mark = partial(fingerprints.fingerprint, rows, store.dataset_version)
    words, title = choices.labelled(store, selection), names.title(selection, store)
    left = unfollowed(store, selection)
    return Content(
        subject="数据",
        selection=selection,
        count=len(rows),
        csv=lambda: csv_files.to_csv(rows, store),
        xlsx=lambda: workbook.to_xlsx(rows, store, title, words, now(), mark(), unfollowed=left),
        table=lambda: csv_files.in_words(rows, store),
        told=partial(presentation.slides, kind, selection),
        address=by_url.address("observations", "csv", selection),
    )


def of_table(
    table: pd.DataFrame, headings: Mapping[str, str], selection: Selection, store: Store, subject: str, kind: str
) -> Content:
    """A table with the headings it has on the page, and the slides of one kind about the selection.

    headings: column to heading, in the order of the file.
    """
    shown = table[list(headings)].rename(columns=dict(headings))
    mark = partial(fingerprints.fingerprint_of_table, shown, store.dataset_version)
    words, left = choices.labelled(store, selection), unfollowed(store, selection)
    make = partial(workbook.table_to_xlsx, table, headings, store, subject, words)
    return Content(
        subject=subject,
        selection=selection,
        count=len(table),
        csv=lambda: csv_files.table_to_csv(shown),
        xlsx=lambda: make(now(), mark(), unfollowed=left),
        table=lambda: shown,
        told=partial(presentation.slides, kind, selection),
        has_pictures=False,
    )


def of_cells(table: Table, selection: Selection, store: Store, subject: str, kind: str) -> Content:
    """As `of_table`, for a table of texts."""
    frame = pd.DataFrame({column: table.texts(column) for column in table.headings}, columns=list(table.headings))
    return of_table(frame, table.headings, selection, store, subject, kind)


def of_honours(rows: pd.DataFrame, selection: Selection, store: Store) -> Content:
    """Exactly these honours, their counts as charts; an organisation has only the list."""
    content = of_table(rows, lists.HONOUR_HEADINGS, selection, store, "荣誉", stories.HONOURS)
    return replace(
        content, has_pictures=not selection.organisation, address=by_url.address("honours", "csv", selection)
    )


def of_sector(selection: Selection, store: Store) -> Content:
    """The numbers of a sector (or of the sub-sector chosen), its slides, its brief."""
    chosen = selection.only(("sector", "subsector", "towns", "years", "emphasis"))
    content = of_observations(store.observations(chosen), chosen, store, stories.SECTOR)
    return replace(content, brief=lambda: _brief(briefs.sector_brief, selection.sector, content.told(), store))


def of_town(selection: Selection, store: Store) -> Content:
    """The numbers of the chosen towns, the slides of the one or of their comparison, the brief of the first."""
    kind = stories.TOWN if len(selection.towns) == 1 else stories.TOWNS
    content = of_observations(store.observations(selection), selection, store, kind)
    told = partial(presentation.slides, stories.TOWN, selection)
    brief = partial(_brief, partial(briefs.town_brief, editions=selection.editions), selection.towns[0])
    return replace(content, brief=lambda: brief(told(), store), has_pictures=kind == stories.TOWN)


def of_map(selection: Selection, store: Store) -> Content:
    """The numbers of the towns that the map shows, the map and their slides."""
    towns = selection.towns or tuple(store.towns["area_id"])
    shown = replace(selection, towns=towns)
    content = of_observations(store.observations(shown), shown, store)
    return replace(content, selection=selection, told=partial(presentation.slides, stories.MAP, selection))


def of_vintages(selection: Selection, store: Store) -> Content:
    """The numbers that a selection keeps, with what earlier papers print of the same."""
    content = of_observations(store.vintages(selection), selection, store)
    return replace(content, address=by_url.address("vintages", "csv", selection))


def of_overview(selection: Selection, store: Store) -> Content:
    """The numbers that the selection keeps, and the slides of the whole district."""
    return of_observations(store.observations(selection), selection, store, stories.OVERVIEW)


def of_pins(own: Sequence[Pin], store: Store) -> Content:
    """The numbers that a reader's collection shows, and its slides."""
    told = partial(pins.pinned_slides, store, own)
    shown = {key for one in own for key in one.numbers}
    rows = store.observations(Selection())
    content = of_observations(rows[rows["key"].isin(shown)], Selection(), store)
    return replace(content, subject="我的汇报", told=told, address="", link=pinning.link)


def unfollowed(store: Store, selection: Selection) -> str:
    """What the reader has chosen that rows of this selection do not follow, in words; empty for nothing."""
    return choices.quoted(store, stories.unfollowed(filters.current(), selection))


def now() -> datetime:
    """When a file is made."""
    return datetime.now().astimezone()


def _brief(make: Callable[..., bytes], key: str, made: list[AnySlide], store: Store) -> bytes:
    """A brief with the first chart of its slides as a picture, without one where there is no font to draw it with."""
    drawn = ((slide, charts.specification(slide.panel, "light")) for slide in made if isinstance(slide, Slide))
    slide, spec = next(((slide, spec) for slide, spec in drawn if spec), (None, None))
    chart = None
    if slide is not None and spec is not None and pictures.font() is not None:
        chart = pictures.to_png(spec, slide.title, slide.heading, slide.remarks[0].shown)
    mark = fingerprints.fingerprint_of_slides(made, store.dataset_version)
    return make(store, key, chart, now(), mark)
