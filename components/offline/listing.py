"""Lists of the file that follow no choice of the reader: towns side by side, coverage, who supplied the numbers."""

from __future__ import annotations

from typing import Any

from components.frame.pages import COVERAGE_PARTS
from components.offline.contents import Contents
from components.views.coverage import meaning
from whitepaper.model.cells import Table, of_frame
from whitepaper.model.selection import Selection
from whitepaper.store import coverage
from whitepaper.stories import stories
from whitepaper.telling import departments, number_tables, table_sentences
from whitepaper.telling.sheets import texts

EVERYTHING = Selection()


def compared(contents: Contents) -> dict[str, Any]:
    """Every town beside every other, of which a reader sees a few: the table, whose second column is the first town.

    `words`: what says that a line compares and that it does not; `most`: towns at once.
    """
    towns = list(contents.store.towns["area_id"])
    table = number_tables.compared(contents.store, Selection(towns=tuple(towns)), len(towns))
    return {
        "table": cells(contents, table),
        "words": [number_tables.COMPARABLE.text, number_tables.INCOMPARABLE.text],
        "most": number_tables.MOST_TOWNS,
    }


def covered(contents: Contents) -> dict[str, Any]:
    """The parts of 数据覆盖: indicators by year, towns by group, and what to ask for; titles as on the page."""
    store = contents.store
    by_year = coverage.by_year(store, EVERYTHING)
    by_town = coverage.by_town(store, EVERYTHING)
    matrix = coverage.town_matrix(store, by_town)
    named = matrix.rename(columns=coverage.TOWN_HEADINGS)
    asked = coverage.requests(store, EVERYTHING)
    return {
        stories.COVERAGE: {
            "title": COVERAGE_PARTS[stories.COVERAGE],
            "meaning": meaning(stories.COVERAGE, store),
            "sentence": table_sentences.of_coverage(coverage.by_sector(store, EVERYTHING)),
            "table": cells(contents, by_year),
        },
        stories.COVERED_TOWNS: {
            "title": COVERAGE_PARTS[stories.COVERED_TOWNS],
            "meaning": meaning(stories.COVERED_TOWNS, store),
            "sentence": table_sentences.of_towns(by_town),
            "table": contents.table(texts(named)),
        },
        stories.REQUESTS: {
            "title": COVERAGE_PARTS[stories.REQUESTS],
            "meaning": meaning(stories.REQUESTS, store),
            "sentence": "",
            "table": cells(contents, of_frame(asked, coverage.REQUEST_HEADINGS, list(asked["key"]))),
        },
    }


def supplied(contents: Contents) -> dict[str, Any]:
    """Every department: how much it answers for, and what is open about its numbers."""
    store = contents.store
    found = departments.suppliers(store, EVERYTHING)
    own = {}
    for name in filter(None, found["department"]):
        chosen = Selection(departments=(name,))
        tables = departments.open_tables(store, chosen)
        own[name] = {
            "sentence": departments.sentence(departments.suppliers(store, chosen)),
            "tables": [[heading, cells(contents, one)] for heading, one in tables.items()],
        }
    return {
        "sentence": departments.sentence(found),
        "table": contents.table(of_frame(found, departments.HEADINGS)),
        "names": list(found["department"]),
        "open": own,
    }


def cells(contents: Contents, table: Table) -> int:
    """The number of a table each cell of which tells of its own number."""
    keys = [[line[column].key if column in line else "" for column in table.headings] for line in table.lines]
    return contents.table(table, keys)
