"""What the 离线版 holds is what the pages show."""

import json
from typing import Any

import pytest

from components.drawing import theme
from components.frame import runtime
from components.offline.compiled import compiled
from components.offline.contents import MODES, Contents, Years, chosen, configuration, linked, spans
from components.offline.pool import Pool, said
from components.views import parts, sectors
from components.widgets import panels
from whitepaper.files import csv_files
from whitepaper.model.selection import Selection
from whitepaper.store.store import Store
from whitepaper.telling.palette import Mode

TOWN, PARK = "310112114", "310112501"
CASES = [
    ("product.food", "", ()),
    ("product.industrial", "", (2023,)),
    ("product.industrial", "", (2023, 2024)),
    ("economy.totals", "", (2024,)),
    ("economy.parks", PARK, ()),
    ("economy.parks", PARK, (2024,)),
]


@pytest.fixture(scope="module")
def contents() -> Contents:
    """The contents of the file of the project's own data, nothing made yet."""
    return Contents(runtime.store())


def read(contents: Contents, number: int, mode: str) -> Any:
    """A panel as the file's script reads it."""
    panel = {**contents.panels.values[number]}
    panel.pop("spoken")
    drawn = contents.specs[mode].values  # type: ignore[index]  # one of MODES
    spec = lambda at: None if at is None else {"config": configuration(mode), **drawn[at]}  # type: ignore[arg-type]  # noqa: E731
    own = [{**part, "spec": spec(part["spec"]), "rest": [spec(at) for at in part["rest"]]} for part in panel["parts"]]
    return {**panel, "parts": own}


def drawable(panel: dict[str, Any], mode: Mode) -> dict[str, Any]:
    """A panel with its drawings compiled, with the configuration that the script of a page has."""
    drawn = lambda spec: spec and compiled({"config": theme.chart_config(mode), **spec})  # noqa: E731
    own = [
        {**part, "spec": drawn(part["spec"]), "rest": [drawn(one) for one in part["rest"]]} for part in panel["parts"]
    ]
    return {**panel, "parts": own}


def test_a_drawing_is_compiled_whole() -> None:
    """It keeps its width for the page to say, its height on a narrow one, and the names down its side."""
    layer = {"mark": "bar", "encoding": {"y": {"field": "a", "type": "nominal", "sort": ["甲", "乙"]}}}
    spec = {"width": "container", "height": 80, "usermeta": {"narrow": 120}, "data": {"values": [{"a": "甲"}]}}
    made = compiled({**spec, "layer": [layer], "config": theme.chart_config("dark")})
    assert (made["width"], made["height"], made["usermeta"]) == (
        "container",
        80,
        {"narrow": 120, "names": ["甲", "乙"]},
    )
    assert made["$schema"].startswith("https://vega.github.io/schema/vega/")
    assert made["config"] == configuration("dark")
    small = {"facet": {"field": "a"}, "spec": {"mark": "bar", "width": 200}}
    assert compiled(small) == small
    with pytest.raises(ValueError, match="600"):
        compiled({**spec, "width": 600})


@pytest.mark.parametrize(("key", "town", "years"), CASES)
def test_panels_are_those_of_the_page(contents: Contents, store: Store, key: str, town: str, years: Years) -> None:
    """Of a sub-sector under a town and some years: every sentence, number, remark and drawing, in both modes."""
    _, selection = chosen(town, years)
    views = store.frame("views").query("subsector_id == @key").sort_values("order", kind="stable")
    made = contents.subsector(key, views, selection)["panels"]
    for mode in MODES:
        wanted = [
            drawable(panels.sent(one), mode) | {"pin": ""}
            for one in parts.made(sectors.arrangement(store, key, selection), mode)
        ]
        found = [read(contents, number, mode) for number in made]
        assert found
        assert json.loads(said(found)) == json.loads(said(linked(wanted)))


@pytest.mark.parametrize(
    ("years", "expected"),
    [
        ([2024, 2024], [(), (2024,)]),
        ([2024, 2023], [(), (2024,), (2023,)]),
        ([2021, 2022, 2024], [(), (2024,), (2022,), (2021,), (2022, 2024), (2021, 2022)]),
        (
            [4, 3, 2, 1],
            [(), (4,), (3,), (2,), (1,), (3, 4), (2, 3), (1, 2), (2, 3, 4), (1, 2, 3)],
        ),
    ],
)
def test_years_that_follow_each_other_are_chosen_together(years: list[int], expected: list[Years]) -> None:
    """Up to three of them, the newest first; all of them are no choice."""
    assert spans(years) == expected


def test_a_selection_without_numbers_is_left_out(contents: Contents, store: Store) -> None:
    """Each town and year is there where a view of the sub-sector has a number of it, and nowhere else."""
    views = store.frame("views").query("subsector_id in ['product.food', 'features.towns']")
    for _, own in views.groupby("subsector_id"):
        offered = {key for key, _ in contents.chosen(own)}
        for town in ("", TOWN, "310112001"):
            for years in contents.years:
                key, selection = chosen(town, years)
                counts = [store.count(sectors.of_view(store, selection, row)) for row in own.itertuples()]
                assert any(counts) == (key in offered), key


@pytest.mark.parametrize(
    "selection",
    [Selection(), Selection(sector="product", years=(2023,)), Selection(towns=(TOWN,), subsector="features.towns")],
)
def test_lines_of_the_csv_are_those_of_the_dashboard(contents: Contents, store: Store, selection: Selection) -> None:
    """Of the rows that the file's script keeps by its columns, in their order, with the mark of a spreadsheet."""
    rows = contents.rows
    lines = csv_files.lines(csv_files.in_words(rows, store))
    by = {"sector": "sector_id", "subsector": "subsector_id", "towns": "area_id", "years": "at_year"}
    kept = [
        place
        for place, row in enumerate(rows.to_dict("records"))
        if all(row[by[name]] in selection.values(name) for name in selection.chosen)
    ]
    made = "\ufeff" + "".join([lines[0], *(lines[place + 1] for place in kept)])
    assert kept
    assert made.encode() == csv_files.to_csv(store.observations(selection), store)


def test_a_formula_in_a_line_is_harmless(store: Store) -> None:
    """The guard of the exported files is in the lines already."""
    frame = csv_files.in_words(store.observations(Selection()).head(1), store)
    frame.iloc[0, 0] = "=1+1"
    assert csv_files.lines(frame)[1].startswith("'=1+1,")


def test_what_is_the_same_is_said_once() -> None:
    """A value has one number; what JSON has no form for is refused."""
    pool = Pool()
    assert [pool.add({"a": 1}), pool.add([2]), pool.add({"a": 1})] == [0, 1, 0]
    with pytest.raises(ValueError, match="JSON"):
        pool.add(float("nan"))
