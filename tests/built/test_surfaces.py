"""For any key, every surface that shows a number shows the same one: the current number of the data."""

import csv
import io
import re
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from functools import partial

import pytest
from docx import Document
from openpyxl import load_workbook
from pptx import Presentation

from components.drawing import town_map
from components.take_home.formats import coloured
from tests.brief_tables import lines
from whitepaper.files import briefs, csv_files, workbook
from whitepaper.files.powerpoint import deck
from whitepaper.model.keys import DERIVED, LEVEL, MISSING, REPORTED
from whitepaper.model.selection import Selection
from whitepaper.printed import wording
from whitepaper.store import coverage, headlines, order, provenance, search
from whitepaper.store.store import Store
from whitepaper.stories import fingerprints, pins, stories
from whitepaper.stories.slides import AccountSlide, BoardSlide, MapSlide, Slide, TableSlide, WatchSlide, slides_of
from whitepaper.telling import arranged, departments, number_tables, panels, series
from whitepaper.telling.phrases import UNSTATED
from whitepaper.telling.sentences import sentence

MADE = datetime(2026, 1, 2, tzinfo=UTC)
FEW = 2
"""So many briefs of each kind and sectors of slides: making them takes long, and they are all made alike."""
STEP, MANY = 12, 60
"""Of many indicators every so many-th is told, pinned and cited, for the same reason."""
Shown = Iterator[tuple[str, str]]
"""Keys of observations, each with the text that shows it."""


def _some(store: Store) -> list[str]:
    """The indicators, a part of them where there are many."""
    known = list(store.names("indicators"))
    return known[::STEP] if len(known) > MANY else known


def _panels(store: Store) -> Shown:
    for indicator_id in store.names("indicators"):
        for panel in panels.panels(store, indicator_id, Selection()):
            yield from zip(panel.rows["key"], panel.rows["label"], strict=True)
            for base in panel.bases:
                yield from ((row["key"], base.told(key)) for key, row in base.numbers.items())
            if panel.shape == "single" and panel.rows["measure"].iat[0] == LEVEL:
                yield panel.key, panel.value


def _sentences(store: Store) -> Shown:
    """Where a panel has one series its sentence says the latest number."""
    for indicator_id in _some(store):
        for panel in panels.panels(store, indicator_id, Selection()):
            own = series.PanelSeries(panel, "", store.district)
            if len(own.series) == 1 and panel.rows["measure"].iat[0] == LEVEL:
                yield series.latest(own.series[0])["key"], sentence(panel, store)


def _number_tables(store: Store) -> Shown:
    for sector_id in store.names("sectors"):
        for line in number_tables.of_numbers(store, Selection(sector=sector_id)).lines:
            yield line["label"].key, line["label"].text
    for line in number_tables.of_rows(store.observations(Selection())).lines:
        yield line["label"].key, line["label"].text


def _arranged(store: Store) -> Shown:
    """Boards, and indicators in two years, as the pages of sectors and towns have them."""
    wanted = [(stories.drawn(store, key), Selection()) for key in store.names("subsectors")]
    towns = [Selection(towns=(area_id,)) for area_id in store.towns["area_id"][:FEW]]
    wanted += [(tuple(dict.fromkeys(store.observations(town)["indicator_id"])), town) for town in towns]
    for indicators, selection in wanted:
        for block in arranged.arranged(store, indicators, selection):
            yield from ((number.key, number.shown) for number in block.numbers)
            for line in block.changes.lines if block.changes else ():
                yield from ((one.key, one.shown) for one in (*line.earlier, line.now) if one)


def _compared_towns(store: Store) -> Shown:
    towns = tuple(store.towns["area_id"])
    for start in range(0, len(towns), number_tables.MOST_TOWNS):
        for line in number_tables.compared(store, Selection(towns=towns[start:])).lines:
            yield from ((cell.key, cell.text) for cell in line.values() if cell.key)


def _headlines(store: Store) -> Shown:
    for chosen in (Selection(), Selection(towns=tuple(store.towns["area_id"]))):
        for card in headlines.cards(store, chosen):
            yield from ((one.key, one.shown) for one in card.headlines)


def _search(store: Store) -> Shown:
    yield from ((entry.key, entry.detail) for entry in search.index(store).entries if entry.key)


def _source_cards(store: Store) -> Shown:
    for key in store.observations(Selection())["key"]:
        yield key, next(fact.text for fact in provenance.source_card(store, key) if fact.heading == "数值")


def _csv(store: Store) -> Shown:
    rows, headings = store.observations(Selection()), csv_files.headings(store)
    text = csv_files.to_csv(rows, store).decode("utf-8-sig")
    lines = [{name: line[heading] for name, heading in headings.items()} for line in csv.DictReader(io.StringIO(text))]
    for key, line in zip(rows["key"], lines, strict=True):
        assert line["standing"] == "是"
        yield key, _written(float(line["value"]) if line["value"] else None, line)


def _workbook(store: Store) -> Shown:
    rows = store.observations(Selection())
    book = load_workbook(io.BytesIO(workbook.to_xlsx(rows, store, "题目", {}, MADE, "")), read_only=True)
    _, *lines = book[workbook.DATA_SHEET].iter_rows(values_only=True)
    for key, cells in zip(rows["key"], lines, strict=True):
        line = dict(zip(csv_files.COLUMNS, cells, strict=True))
        yield key, _written(line["value"], {name: line[name] or "" for name in ("unit", "qualifier", "printed")})


def _written(value: float | None, line: dict[str, str]) -> str:
    """The cells of a file as a reader puts them together."""
    return wording.shown(value, line["unit"], line["qualifier"], line["printed"].strip())


def _briefs(store: Store) -> Shown:
    made = [(town, briefs.town_brief(store, town, (), MADE, "")) for town in store.towns["area_id"][:FEW]]
    for sector_id in list(store.names("sectors"))[:FEW]:
        made.append((store.district, briefs.sector_brief(store, sector_id, (), MADE, "")))
    rows = store.observations(Selection())
    rows = rows[rows["measure"] == LEVEL]
    names = rows["indicator"] + rows["category"].map(lambda category: f" · {category}" if category else "")
    keys = dict(zip(zip(rows["area_id"], names, rows["period_name"], strict=True), rows["key"], strict=True))
    for area_id, content in made:
        for line in lines(Document(io.BytesIO(content))):
            period = UNSTATED if line["期间"] == wording.NO_VALUE else line["期间"]
            yield keys[area_id, line["指标"], period], line["数值"]


def _slides(store: Store) -> Shown:
    """Points of charts and cells of tables in PowerPoint; a point in the unit of its chart."""
    told = stories.told(store, stories.OVERVIEW, Selection())
    for sector_id in list(store.names("sectors"))[:FEW]:
        told += stories.told(store, stories.SECTOR, Selection(sector=sector_id))
    file = Presentation(io.BytesIO(deck.to_pptx(told, store, "题目", MADE, "", partial(coloured, store))))
    for slide, page in zip(told, file.slides, strict=True):  # the first is a cover, as is that of the file
        if isinstance(slide, Slide):
            drawn = [shape.chart for shape in page.shapes if shape.has_chart]
            points = {value for chart in drawn for one in chart.plots[0].series for value in one.values} - {None}
            assert points <= set(slide.panel.rows["plotted"]), slide.title
            for row in slide.panel.rows.itertuples():
                yield row.key, row.shown
        elif isinstance(slide, BoardSlide):
            written = {shape.text_frame.text for shape in page.shapes if shape.has_text_frame}
            assert written.issuperset(number.said for number in slide.numbers)
            yield from ((number.key, number.shown) for number in slide.numbers)
        elif isinstance(slide, AccountSlide):
            drawn = [shape.table for shape in page.shapes if shape.has_table]
            cells = {cell.text for table in drawn for cell in table.iter_cells()}
            assert cells >= {text for text in slide.table.to_numpy().ravel() if text}
        elif isinstance(slide, WatchSlide) and slide.is_of_few:
            written = {shape.text_frame.text for shape in page.shapes if shape.has_text_frame}
            assert written >= set(slide.table.to_numpy().ravel())
        elif isinstance(slide, TableSlide):
            (table,) = (shape.table for shape in page.shapes if shape.has_table)
            written = [[cell.text for cell in row.cells] for row in table.rows]
            assert written == [list(slide.table), *slide.table.to_numpy().tolist()]


def _map(store: Store) -> Shown:
    rows = store.observations(Selection(towns=tuple(store.towns["area_id"])))
    rows = order.in_time(rows[rows["is_main"] & (rows["measure"] == LEVEL) & rows["value"].notna()])
    latest = rows.drop_duplicates(["indicator_id", "area_id"], keep="last").set_index(["indicator_id", "area_id"])
    for indicator_id in town_map.indicators(store):
        for town in town_map.by_indicator(store, indicator_id, (), "light").query("is_reported").itertuples():
            yield latest.at[(indicator_id, town.area_id), "key"], town.label
    slides = [slide for slide in stories.told(store, stories.MAP, Selection()) if isinstance(slide, MapSlide)]
    assert all(set(coloured(store, slide).colours) == set(store.towns["area_id"]) for slide in slides)


def _pins(store: Store) -> Shown:
    for indicator_id in _some(store):
        yield from pins.pin_chart(store, indicator_id, Selection()).numbers.items()


def _fingerprints(store: Store) -> Shown:
    """What an archive keeps of current numbers; a slide's fingerprint is that of the rows of its panel."""
    kept = fingerprints._shown(store)
    current = set(store.observations(Selection())["key"])
    yield from ((row.key, row.shown) for row in kept.itertuples() if row.key in current)
    version = store.dataset_version
    for indicator_id in _some(store):
        made = slides_of(store, indicator_id, Selection())
        rows = store.observations(Selection(indicators=(indicator_id,)))
        shown = {key for slide in made for key in slide.panel.rows["key"]}
        if made and sum(len(slide.panel.rows) for slide in made) == len(shown):
            own = fingerprints.fingerprint(rows[rows["key"].isin(shown)], version)
            assert fingerprints.fingerprint_of_slides(made, version) == own


def _coverage(store: Store) -> Shown:
    for line in coverage.by_year(store, Selection()).lines:
        yield from ((cell.key, store.observation(cell.key)["shown"]) for cell in line.values() if cell.key)


def _requests(store: Store) -> Shown:
    asked = coverage.requests(store, Selection())
    yield from zip(asked["key"], asked["latest"], strict=True)


def _departments(store: Store) -> Shown:
    """The missing numbers, each with its reason; and as many printed numbers as there are."""
    rows = store.observations(Selection())
    assert departments.suppliers(store, Selection())["numbers"].sum() == (rows["status"] == REPORTED).sum()
    for line in departments.open_tables(store, Selection())["缺失的数"].lines:
        yield line["status_said"].key, line["status_said"].text


SURFACES: dict[str, Callable[[Store], Shown]] = {
    "panels": _panels,
    "sentences": _sentences,
    "number tables": _number_tables,
    "compared towns": _compared_towns,
    "arranged": _arranged,
    "headlines": _headlines,
    "search": _search,
    "source cards": _source_cards,
    "CSV": _csv,
    "workbook": _workbook,
    "briefs": _briefs,
    "PowerPoint": _slides,
    "map": _map,
    "pins": _pins,
    "fingerprints": _fingerprints,
    "coverage": _coverage,
    "requests": _requests,
    "departments": _departments,
}


@pytest.mark.no_cover  # what each surface does has tests of its own
@pytest.mark.parametrize("surface", SURFACES)
def test_every_surface_shows_the_same_number(any_store: Store, surface: str) -> None:
    """It names current observations only, each with the number that is the current one."""
    current = {row["key"]: row for row in any_store.observations(Selection()).to_dict("records")}
    told = list(SURFACES[surface](any_store))
    assert told
    wrong = [(key, text) for key, text in told if key not in current or not _is_said(current[key], text)]
    assert wrong == []


def _is_said(row: dict[str, object], text: str) -> bool:
    """Whether a text has the number of a row, and not as the end of a longer one; of a missing one the reason or —."""
    if row["status"] == MISSING:
        return str(row["status_reason"]) in text or wording.NO_VALUE in text
    number = str(row["shown"]).removeprefix(f"{row['qualifier']} ")
    is_there = re.search(rf"(?<![\d.,]){re.escape(number)}", text) is not None
    return is_there and (row["status"] != DERIVED or text == row["shown"] or "推算" in text or "derived" in text)
