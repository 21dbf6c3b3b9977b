"""The map of the towns, and the colours of their industries."""

import json
from itertools import combinations
from typing import Any

import altair as alt
import pytest
from jsonschema import ValidationError

from components.drawing import charts, drawings, theme, town_map
from components.frame import runtime
from components.report import stage
from tests.built.conftest import Told
from tests.colours import luminance
from whitepaper.model.selection import Selection
from whitepaper.store.store import Store
from whitepaper.stories.slides import MapSlide, Slide
from whitepaper.telling.towns import standing


def test_industry_groups_have_colours_of_their_own(store: Store) -> None:
    """Every group of the code list has one, and no two share it; they are the same in both modes."""
    colours = store.colours("industry_group")
    assert set(colours) == set(store.codes("industry_group"))
    assert all(one != other for one, other in combinations(colours.values(), 2))


def test_the_map_shows_all_towns_by_industry(store: Store) -> None:
    """14 towns, each with its industry, and a geometry for each."""
    towns = town_map.by_industry(store, "light")
    codes = {feature["properties"]["code"] for feature in store.dataset.towns()["features"]}
    assert len(towns) == 14
    assert set(towns["area_id"]) == codes
    assert towns["label"].ne("").all()
    assert "特色产业企业（生物医药） 390余家" in towns.set_index("area_id").at["310112114", "numbers"]


def test_a_map_on_the_stage_has_the_colours_of_both_modes(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    """So that it turns with the page, whatever it was made in and whatever it is coloured by."""
    monkeypatch.setattr(runtime, "geometry", lambda _publisher: store.dataset.towns())
    for indicator_id in ("", "town.industry.enterprises", "town.designated.enterprises"):
        slide = MapSlide("", "", indicator_id, (), (), {}, ())
        light, dark = (stage._map(slide, store, mode)["towns"] for mode in ("light", "dark"))
        assert [town["colours"] for town in light] == [town["colours"] for town in dark]
        own = town_map.coloured(store, indicator_id, (), "dark")["colour"]
        assert [town["colours"]["dark"] for town in light] == list(own)


def test_towns_that_do_not_report_say_so(store: Store) -> None:
    """Grey and 未报, never zero; numbers that do not compare share one colour."""
    towns = town_map.by_indicator(store, "town.industry.enterprises", (), "light").set_index("area_id")
    assert towns.at["310112107", "label"] == "未报"
    assert not towns.at["310112107", "is_reported"]
    assert towns.at["310112008", "label"].startswith("超 1,000 家（附录")
    assert towns.loc[towns["is_reported"], "colour"].nunique() == 1


def test_numbers_that_compare_get_shades(store: Store) -> None:
    """The larger is darker, and the legend names its range."""
    towns = town_map.by_indicator(store, "town.designated.enterprises", (), "light").set_index("area_id")
    assert towns.at["310112107", "legend"] == "1,097"
    assert luminance(towns.at["310112107", "colour"]) < luminance(towns.at["310112106", "colour"])


def test_the_webgl_map_asks_no_tile_host(store: Store) -> None:
    """No address stands in the drawing; the browser test watches the requests themselves."""
    towns = town_map.by_industry(store, "light")
    shapes, river = store.dataset.towns(), store.dataset.river()
    drawn = town_map.deck(towns, shapes, river, store.profile, "light", ["310112114"], (800, 600)).to_json()
    assert "http" not in drawn


def test_the_town_chosen_is_drawn_last(store: Store) -> None:
    """Its outline is above those of its neighbours."""
    towns, geometry = town_map.by_industry(store, "light"), store.dataset.towns()
    chosen = geometry["features"][0]["properties"]["code"]
    spec = charts.flat_map(geometry, towns, "light", (chosen,), 600).to_dict()
    drawn = [one["properties"]["code"] for one in spec["layer"][0]["data"]["values"]]
    assert drawn[-1] == chosen
    assert sorted(drawn) == sorted(one["properties"]["code"] for one in geometry["features"])


def test_the_flat_map_can_be_clicked(store: Store) -> None:
    """The shapes and the names have the area_id of their town, which a click reports."""
    spec = charts.flat_map(store.dataset.towns(), town_map.by_industry(store, "light"), "light", (), 600).to_dict()
    outline, halo, _ = spec["layer"]
    assert {"calculate": "datum.properties.code", "as": "area_id"} in outline["transform"]
    assert set(store.towns["area_id"]) == {row["area_id"] for row in spec["datasets"][halo["data"]["name"]]}


def test_every_indicator_that_the_map_offers_is_reported_by_two_towns(store: Store) -> None:
    """A map of one town compares nothing; what two of them report as their own is offered."""
    rows = standing(store.observations(Selection(towns=tuple(store.towns["area_id"]))))
    towns = rows.groupby("indicator_id")["area_id"].nunique()
    assert set(town_map.indicators(store)) == set(towns.index[towns >= 2])


def test_every_chart_is_one_of_the_grammar(store: Store, told: Told) -> None:
    """Charts are drawn without asking, as that takes half of their time; here each kind is asked for."""
    geometry = store.dataset.towns()
    kinds = {slide.panel.shape if isinstance(slide, Slide) else type(slide): slide for slide in told.all}
    specs = [spec for slide in kinds.values() if (spec := drawings.of(slide, store, geometry, "light"))]
    small = charts.flat_map(geometry, town_map.by_industry(store, "light"), "light", (), 600, is_small=True)
    specs.append(charts.themed(small, "light"))
    assert len(specs) > 7
    for spec in specs:
        alt.Chart.from_dict(spec)
    with pytest.raises(ValidationError):
        alt.Chart.from_dict(specs[0] | {"height": "tall"})


def turned(spec: object, table: dict[str, str]) -> object:
    """A specification in the colours of the other mode, as the script of the panels makes it."""
    if isinstance(spec, dict):
        return {name: one if name == "usermeta" else turned(one, table) for name, one in spec.items()}
    if isinstance(spec, list):
        return [turned(one, table) for one in spec]
    return table.get(spec, spec) if isinstance(spec, str) else spec


def without_own(spec: dict[str, Any]) -> dict[str, Any]:
    """A specification without what it says of its own colours."""
    return spec | {"usermeta": {name: one for name, one in spec.get("usermeta", {}).items() if name != "turned"}}


@pytest.mark.no_cover  # every drawing once more
def test_every_drawing_can_be_turned_into_the_other_mode(store: Store, told: Told) -> None:
    """By one table of colours, both ways, a map in the data's own by its own: a page that turns dark needs no other."""
    geometry, seen = store.dataset.towns(), set[str]()
    for slide in {id(one): one for one in told.all}.values():
        light = drawings.of(slide, store, geometry, "light")
        text = json.dumps(light, sort_keys=True)
        if light is None or text in seen:  # several stories show the same drawing
            continue
        seen.add(text)
        dark = drawings.of(slide, store, geometry, "dark")
        assert dark is not None
        for made, wanted, colours in ((light, dark, "light"), (dark, light, "dark")):
            own = made.get("usermeta", {}).get("turned", {})
            assert own == {to: one for one, to in wanted.get("usermeta", {}).get("turned", {}).items()}
            found = turned(made, theme.turned(colours) | own)
            assert without_own(found) == without_own(wanted), slide
    assert len(seen) > 100
