"""One file of every kind, story, sector and town: to look at, for tests, for an archive of a year."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import datetime
from functools import partial

from whitepaper.files import briefs, csv_files, names, package, workbook
from whitepaper.files.powerpoint import deck
from whitepaper.files.powerpoint.town_map import ColouredMap
from whitepaper.model.errors import WhitepaperError
from whitepaper.model.selection import Selection
from whitepaper.store import choices
from whitepaper.store.store import Store
from whitepaper.stories import fingerprints, stories
from whitepaper.stories.slides import AnySlide, MapSlide

SIDE_BY_SIDE = 2  # towns in the comparison

File = tuple[str, Callable[[], bytes]]


def files(store: Store, made: datetime) -> Iterator[File]:
    """Name and maker of each file, no two of one name.

    A map is left out of the presentations and a chart out of the briefs, as these are drawn in the dashboard.
    """
    topics = [
        *((Selection(sector=key), name, briefs.SECTOR_BRIEF) for key, name in store.names("sectors").items()),
        *((Selection(towns=(row.area_id,)), row.name, briefs.TOWN_BRIEF) for row in store.towns.itertuples()),
    ]
    for kind, selection in told(store):
        words = "、".join(choices.labelled(store, selection).values())
        yield (
            _name(store, f"{stories.STORIES[kind].name}_{words}", "pptx"),
            partial(_slides, store, kind, selection, made),
        )
    for selection, name, brief in topics:
        yield _name(store, f"{brief}_{name}", "docx"), partial(_brief, store, selection, made)
    for selection, name in [(Selection(), ""), *((chosen, name) for chosen, name, _ in topics)]:
        yield _name(store, f"数据_{name}", "xlsx"), partial(_book, store, selection, made)
        yield _name(store, f"数据_{name}", "csv"), partial(_rows, store, selection)
    yield package.zip_name(store), partial(package.dataset_zip, store)


def told(store: Store) -> Iterator[tuple[str, Selection]]:
    """Every kind of story with what it is about; a search for nothing has no slides."""
    towns = tuple(store.towns["area_id"])
    chosen = {
        stories.SECTOR: [Selection(sector=key) for key in store.names("sectors")],
        stories.TOWN: [Selection(towns=(key,)) for key in towns],
        stories.TOWNS: [Selection(towns=towns[:SIDE_BY_SIDE])],
        stories.SEARCH: [],
    }
    for kind in stories.STORIES:
        yield from ((kind, selection) for selection in chosen.get(kind, [Selection()]))


def _name(store: Store, words: str, ending: str) -> str:
    parts = [store.profile.subject, *filter(None, words.split("_")), store.dataset_version]
    return "_".join(map(names.safe_name, parts)) + f".{ending}"


def _slides(store: Store, kind: str, selection: Selection, made: datetime) -> bytes:
    slides = [slide for slide in stories.told(store, kind, selection) if not isinstance(slide, MapSlide)]
    title, mark = names.title(selection, store, stories.STORIES[kind].name), _mark(store, slides)
    return deck.to_pptx(slides, store, title, made, mark, _map)


def _mark(store: Store, slides: Sequence[AnySlide]) -> str:
    return fingerprints.fingerprint_of_slides(slides, store.dataset_version)


def _map(slide: MapSlide) -> ColouredMap:
    raise WhitepaperError(f"地图“{slide.heading}”只在看板里绘制，命令行不生成")


def _brief(store: Store, selection: Selection, made: datetime) -> bytes:
    kind = stories.TOWN if selection.towns else stories.SECTOR
    mark = _mark(store, stories.told(store, kind, selection))
    if selection.towns:
        return briefs.town_brief(store, selection.towns[0], None, made, mark)
    return briefs.sector_brief(store, selection.sector, None, made, mark)


def _book(store: Store, selection: Selection, made: datetime) -> bytes:
    rows, words = store.observations(selection), choices.labelled(store, selection)
    title = names.title(selection, store)
    return workbook.to_xlsx(rows, store, title, words, made, fingerprints.fingerprint(rows, store.dataset_version))


def _rows(store: Store, selection: Selection) -> bytes:
    return csv_files.to_csv(store.observations(selection), store)
