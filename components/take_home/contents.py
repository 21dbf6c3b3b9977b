"""What a page can hand out: rows or a table, the slides that show the same, and where there is one a brief."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import partial
from typing import Any

import pandas as pd

from components.drawing import charts, pictures
from components.frame import filters, pages
from components.report import pinning, presentation
from components.take_home import by_url
from whitepaper.files import briefs, csv_files, key_numbers, names, workbook
from whitepaper.files.word_layout import CHART_PIXELS, HALF_PIXELS, Picture
from whitepaper.model.cells import Table
from whitepaper.model.keys import KEY_SEPARATOR
from whitepaper.model.selection import Selection
from whitepaper.store import choices
from whitepaper.store.store import Store
from whitepaper.stories import fingerprints, pins, stories
from whitepaper.stories.pins import Pin
from whitepaper.stories.slides import AnySlide, Slide
from whitepaper.telling import lists
from whitepaper.telling.remarks import Kind

MINE = pins.TITLE


def _shown_link() -> str:
    return filters.address(pages.shown()) if filters.here() else ""


@dataclass(frozen=True)
class Content:
    """What a page can hand out.

    subject, talk: what the rows and the slides are, in names and titles; selection: the filters that the rows follow;
    rows: what these are of, where that is more than what was chosen; name: of all files, where no selection says it;
    count: rows, which the names of files of rows hold too; paper: what the files of Word are about;
    csv, xlsx: makers of files; table: the first of the rows, so many, to be copied as text; told: maker of the slides
    that show the same; has_pictures: whether any of them is a chart or map; brief: maker of one page in Word, None
    where there is none; is_paper: whether there is an official document; is_dated: whether the slides are of one year;
    address: where the same CSV is to be had, below that of the app, empty where it is nowhere; link: to what the reader
    sees, empty where the browser has not said its address.
    """

    subject: str
    talk: str
    selection: Selection
    count: int
    csv: Callable[[], bytes]
    xlsx: Callable[[], bytes]
    table: Callable[[int], pd.DataFrame]
    told: Callable[[], list[AnySlide]]
    has_pictures: bool = True
    brief: Callable[[], bytes] | None = None
    address: str = ""
    paper: Selection = field(default_factory=Selection)
    rows: Selection | None = None
    name: str = ""
    is_paper: bool = False
    is_dated: bool = True
    link: Callable[[], str] = _shown_link

    def title(self, store: Store) -> str:
        """What the slides are of, for their name, cover and properties."""
        return self.name or names.title(self.selection, store, self.talk, is_dated=self.is_dated)


@dataclass(frozen=True)
class Rows:
    """Observations that are taken when a file is made of them. first: so many of them."""

    count: int
    all: Callable[[], pd.DataFrame]
    first: Callable[[int], pd.DataFrame]

    @classmethod
    def these(cls, rows: pd.DataFrame) -> Rows:
        """Those that are there."""
        return cls(len(rows), lambda: rows, rows.head)


def of_observations(selection: Selection, store: Store, kind: str = stories.SHOWN) -> Content:
    """The observations that a selection keeps, and the slides of one kind about it."""
    rows = Rows(store.count(selection), partial(store.observations, selection), partial(store.first, selection))
    return _of_rows(rows, selection, store, kind)


def _of_rows(rows: Rows, selection: Selection, store: Store, kind: str = stories.SHOWN) -> Content:
    """Exactly these observations, and the slides of one kind about the selection."""
    words, title = choices.labelled(store, selection), names.title(selection, store)
    left = unfollowed(store, selection)

    def xlsx() -> bytes:
        every = rows.all()
        mark = fingerprints.fingerprint(every, store.dataset_version)
        return workbook.to_xlsx(every, store, title, words, now(), mark, unfollowed=left)

    return Content(
        subject=names.DATA,
        talk=names.of_story(kind),
        is_dated=kind != stories.SHOWN,
        selection=selection,
        count=rows.count,
        csv=lambda: csv_files.to_csv(rows.all(), store),
        xlsx=xlsx,
        table=lambda most: csv_files.in_words(rows.first(most), store),
        told=partial(presentation.slides, kind, selection),
        address=by_url.address("observations", "csv", selection),
    )


def of_table(
    table: pd.DataFrame, headings: Mapping[str, str], selection: Selection, store: Store, subject: str, kind: str
) -> Content:
    """A table with the headings it has on the page, and the slides of one kind about the selection.

    headings: column to heading, in the order of the file. Of several publishers the file says whose it is, as
    `lists.exported`.
    """
    table, headings = lists.whose(table, store), lists.exported(headings, store)
    shown = table[list(headings)].rename(columns=headings)
    mark = partial(fingerprints.fingerprint_of_table, shown, store.dataset_version)
    words, left = choices.labelled(store, selection), unfollowed(store, selection)
    make = partial(workbook.table_to_xlsx, table, headings, store, names.title(selection, store, subject), words)
    return Content(
        subject=subject,
        talk=names.of_story(kind),
        selection=selection,
        count=len(table),
        csv=lambda: csv_files.table_to_csv(shown),
        xlsx=lambda: make(now(), mark(), unfollowed=left),
        table=shown.head,
        told=partial(presentation.slides, kind, selection),
        has_pictures=False,
    )


def of_cells(table: Table, selection: Selection, store: Store, subject: str, kind: str) -> Content:
    """As `of_table`, for a table of texts."""
    frame = pd.DataFrame({column: table.texts(column) for column in table.headings}, columns=list(table.headings))
    return of_table(frame, table.headings, selection, store, subject, kind)


def of_honours(rows: pd.DataFrame, selection: Selection, store: Store) -> Content:
    """Exactly these honours, their counts as charts; an organisation has only the list."""
    content = of_table(rows, lists.honour_headings(store), selection, store, "荣誉", stories.HONOURS)
    return replace(
        content, has_pictures=not selection.organisation, address=by_url.address("honours", "csv", selection)
    )


def of_sector(selection: Selection, store: Store) -> Content:
    """The numbers of a sector (or of the sub-sector chosen), its slides, its brief."""
    chosen = selection.only(("sector", "subsector", "towns", "years", "emphasis"))
    content = of_observations(chosen, store, stories.SECTOR)
    paper = Selection(sector=selection.sector)
    brief = partial(_brief, briefs.sector_brief, selection.sector, paper, store)
    return replace(content, brief=lambda: brief(content.told()), paper=paper, is_paper=True)


def of_town(selection: Selection, store: Store) -> Content:
    """The numbers of the chosen towns, the slides of the one or of their comparison; of one its brief."""
    kind = stories.TOWN if len(selection.towns) == 1 else stories.TOWNS
    content = of_observations(selection, store, kind)
    paper = selection.only(("towns", "editions"))
    content = replace(content, has_pictures=kind == stories.TOWN, paper=paper, is_paper=True)
    if kind != stories.TOWN:
        return content
    make = partial(briefs.town_brief, editions=selection.editions)
    brief = partial(_brief, make, selection.towns[0], paper, store)
    return replace(content, brief=lambda: brief(content.told()))


def of_map(selection: Selection, store: Store) -> Content:
    """The numbers of the towns that the map shows, the map and their slides."""
    towns = selection.towns or tuple(store.towns["area_id"])
    shown = replace(selection, towns=towns)
    content = of_observations(shown, store, stories.MAP)
    told = partial(presentation.slides, stories.MAP, selection)
    return replace(content, selection=selection, rows=shown, told=told)


def of_vintages(selection: Selection, store: Store) -> Content:
    """The numbers that a selection keeps, with what earlier papers print of the same."""
    content = _of_rows(Rows.these(store.vintages(selection)), selection, store)
    return replace(content, address=by_url.address("vintages", "csv", selection))


def of_overview(selection: Selection, store: Store) -> Content:
    """The numbers that the selection keeps, and the slides of the whole district."""
    content = of_observations(selection, store, stories.OVERVIEW)
    return replace(content, paper=selection.only(("sector",)), is_paper=True)


def of_pins(own: Sequence[Pin], store: Store) -> Content:
    """The numbers that a reader's collection shows, and its slides."""
    told = partial(pins.filed_slides, store, own)
    shown = {key for one in own for key in one.numbers}
    about = Selection(indicators=tuple(sorted({key.partition(KEY_SEPARATOR)[0] for key in shown} or {""})))
    frames = [one.observations(about) for one in dict.fromkeys([store.asked(pin.query) for pin in own] or [store])]
    rows = pd.concat([rows[rows["key"].isin(shown)] for rows in frames], ignore_index=True)
    content = _of_rows(Rows.these(rows), Selection(), store)
    named = "、".join(one.title or pins.label(store, one) for one in own)
    return replace(content, subject=MINE, talk=MINE, name=f"{MINE}：{named}", told=told, address="", link=pinning.link)


def unfollowed(store: Store, selection: Selection) -> str:
    """What the reader has chosen that rows of this selection do not follow, in words; empty for nothing."""
    return choices.quoted(store, stories.unfollowed(filters.current(), selection))


SIDE_BY_SIDE = 2
"""Charts of a brief."""


def now() -> datetime:
    """When a file is made."""
    return datetime.now().astimezone()


def _brief(make: Callable[..., bytes], key: str, about: Selection, store: Store, told: list[AnySlide]) -> bytes:
    """A brief with charts as pictures, without where there is no font to draw them with.

    about: the town or sector; told: the slides that its fingerprint is of.
    """
    mark = fingerprints.fingerprint_of_slides(told, store.dataset_version)
    return make(store, key, _drawn([*key_numbers.headline_slides(store, about), *told]), now(), mark)


def _bare(slide: Slide) -> Slide:
    """Without what its rates are of, for which half a page has no room, and without what is said of it."""
    said = [one for one in slide.remarks if one.kind is not Kind.COMPUTED]
    return replace(slide, panel=replace(slide.panel, bases=()), remarks=tuple(said))


def _drawn(slides: Iterable[AnySlide]) -> list[Picture]:
    """The first two charts that can be read side by side, or one over the page.

    One alone is the first that is too high to be read beside another, or that has none beside it.
    """
    if pictures.font() is None:
        return []
    halves: list[tuple[Slide, dict[str, Any], Picture]] = []
    for slide, spec in _charts(slides):
        half = _picture(slide, spec, is_half=True)
        if half.is_read:
            halves.append((slide, spec, half))
        elif not halves and (alone := _picture(slide, spec)).is_read:
            return [alone]
        if len(halves) == SIDE_BY_SIDE:
            return [half for *_, half in halves]
    return [_picture(slide, spec) for slide, spec, _ in halves]


def _charts(slides: Iterable[AnySlide]) -> Iterator[tuple[Slide, dict[str, Any]]]:
    """The slides with a chart, one of each indicator, none of a number or a few."""
    seen = set()
    for slide in (_bare(one) for one in slides if isinstance(one, Slide) and not stories.is_few(one.panel)):
        spec, name = charts.specification(slide.panel, "light"), slide.panel.indicator_id
        if spec is not None and "facet" not in spec and name not in seen:
            seen.add(name)
            yield slide, spec


def _picture(slide: Slide, spec: dict[str, Any], *, is_half: bool = False) -> Picture:
    png = pictures.to_plain_png(spec, HALF_PIXELS if is_half else CHART_PIXELS)
    said = tuple(remark.on_stage for remark in slide.remarks)
    return Picture(png, slide.heading, slide.title, said, is_half)
