"""The map of the 14 towns: what each town is coloured by, and the WebGL drawing of it."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd
import pydeck as pdk

from components.drawing import theme
from whitepaper.model import outlines
from whitepaper.model.dataset import Profile
from whitepaper.model.selection import Selection
from whitepaper.model.text import ems
from whitepaper.printed import wording
from whitepaper.store import headlines
from whitepaper.store.store import Store
from whitepaper.telling.palette import PALETTES, Mode, Palette, mixed, parts
from whitepaper.telling.towns import reporting, said, standing

LEAST_TOWNS = 2
PALE = 0.45
"""How far a tint lies from the colour of its group to the background, so that names stay legible on it."""
ALONE = "其余各 1 个街镇"
"""What the legend calls the groups of one town each: a colour is for what towns share, the list names the rest."""
TWO_LINES_FROM = 5
KIND_OF_TOWN = r"(街道|镇|工业区)$"
"""Where a name may break."""
MARGIN = 24
TOWNS = "towns"
"""Begins the name of the layer that is clicked. The frontend fades what is not clicked as long as a layer of that name
is there, so that it changes with the choice: a chosen town is outlined, not recoloured."""
NUMBERED = 8
"""Ems of a number that fits below the name of its town."""
ROOMY, LOW = 600, 500
SMALL = (330, 300)
"""Width and height of the towns as paths."""
RIVER_COLOUR = [90, 150, 210]


def indicators(store: Store) -> dict[str, str]:
    """Indicators that at least two towns report (as a total), id to name: what the map can show."""
    counts = reporting(store)
    return {key: name for key, name in store.names("indicators").items() if counts[key] >= LEAST_TOWNS}


def coloured(store: Store, indicator_id: str, years: Sequence[int], mode: Mode) -> pd.DataFrame:
    """A row per town as `by_indicator`, or as `by_industry` where no indicator is named."""
    return by_indicator(store, indicator_id, years, mode) if indicator_id else by_industry(store, mode)


@dataclass(frozen=True)
class Outlines:
    """The towns as paths of SVG: the box that they fill, and for each town its path and the place of its label."""

    view_box: str
    shapes: dict[str, dict[str, Any]]


def outlined(towns: pd.DataFrame, geojson: dict[str, Any]) -> Outlines:
    """The towns in the order of the frame, none where there are no shapes. geojson: polygons by `code`."""
    found = {one["properties"]["code"]: outlines.rings(one["geometry"]) for one in geojson["features"]}
    if not found:
        return Outlines(f"0 0 {SMALL[0]} {SMALL[1]}", {})
    place = outlines.fitted([point for own in found.values() for ring in own for point in ring], *SMALL)
    shapes = {}
    for row in towns.itertuples():
        x, y = place((row.lon, row.lat))
        path = "".join(
            "M" + "L".join(f"{px:.1f} {py:.1f}" for px, py in map(place, ring)) + "Z" for ring in found[row.area_id]
        )
        shapes[str(row.area_id)] = {"path": path, "x": round(x, 1), "y": round(y, 1)}
    return Outlines(f"0 0 {SMALL[0]} {SMALL[1]}", shapes)


def legend(towns: pd.DataFrame, mode: Mode) -> dict[str, str]:
    """The words of `coloured` to their colours, the grey of what has none of its own last."""
    found = dict(zip(towns["legend"], towns["colour"], strict=True))
    return dict(sorted(found.items(), key=lambda entry: entry[1] == PALETTES[mode].unreported))


def by_industry(store: Store, mode: Mode) -> pd.DataFrame:
    """A row per town in a tint of its industry group, grey where no other town has the same.

    Columns: area_id, name, lon, lat, industry, group, label, legend, colour, turned, numbers, text, narrow,
    is_reported; turned is the colour in the other mode, text the label, narrow the one of a narrow map.
    """
    groups = store.codes("industry_group")
    other: Mode = "dark" if mode == "light" else "light"
    towns = store.towns
    is_shared = towns["industry_group"].duplicated(keep=False)
    frame = towns.assign(
        group=towns["industry_group"].map(groups),
        label=towns["industry"],
        legend=towns["industry_group"].map(groups).where(is_shared, ALONE),
        colour=_tints(store, mode, is_shared),
        turned=_tints(store, other, is_shared),
        is_reported=True,
        second_line="",
    )
    return _labelled(frame, store)


def _tints(store: Store, mode: Mode, is_shared: pd.Series) -> pd.Series:
    palette = PALETTES[mode]
    tints = {key: mixed(colour, palette.background, PALE) for key, colour in store.colours("industry_group").items()}
    return store.towns["industry_group"].map(tints).where(is_shared, palette.unreported)


def by_indicator(store: Store, indicator_id: str, years: Sequence[int], mode: Mode) -> pd.DataFrame:
    """A row per town coloured by its latest value; columns as `by_industry`.

    Towns that do not report are grey and say 未报. Only numbers that compare between towns get
    shades by size; others get one colour.
    """
    palette = PALETTES[mode]
    towns = store.towns
    rows = store.observations(Selection(indicators=(indicator_id,), towns=tuple(towns["area_id"]), years=tuple(years)))
    latest = standing(rows)
    values = towns["area_id"].map(latest["plotted"])
    shown = [said(latest.loc[area]) if area in latest.index else wording.UNREPORTED for area in towns["area_id"]]
    cited = [f"（{latest.at[area, 'source']}）" if area in latest.index else "" for area in towns["area_id"]]
    is_reported = values.notna()
    if store.indicator(indicator_id)["comparability"]:
        colour, legend = _shades(values, palette)
    else:
        colour = is_reported.map({True: palette.low, False: palette.unreported})
        legend = is_reported.map({True: "已报（口径不同，不排序）", False: wording.UNREPORTED})
    groups = store.codes("industry_group")
    frame = towns.assign(
        group=towns["industry_group"].map(groups),
        label=[text + source for text, source in zip(shown, cited, strict=True)],
        legend=legend,
        colour=colour,
        turned=colour.map(theme.turned(mode)),
        is_reported=is_reported,
        second_line=shown,
    )
    return _labelled(frame, store)


def named(towns: pd.DataFrame, *, is_wide: bool) -> pd.DataFrame:
    """The towns with labels that never meet: names, with numbers below them in a wide window where all are short."""
    fits = is_wide and towns["text"].str.split("\n").str[-1].map(ems).max() <= NUMBERED
    return towns if fits else towns.assign(text=towns["name"].map(_broken))


def deck(
    towns: pd.DataFrame,
    geometry: dict[str, Any],
    river: dict[str, Any],
    profile: Profile,
    mode: Mode,
    selected: Sequence[str],
    size: tuple[int, int],
) -> pdk.Deck:
    """The map for WebGL: polygons, the river, Chinese labels with an outline. Asks no tile host.

    size: width and height in pixels, into which the district is fitted.
    """
    palette = PALETTES[mode]
    rows = towns.set_index("area_id")
    label_size = 19 if size[0] > ROOMY else 15 if size[1] > LOW else 13
    features = geometry["features"]
    shapes = [
        {
            "area_id": area_id,
            "polygon": feature["geometry"]["coordinates"][0],
            "fill": _rgb(rows.at[area_id, "colour"]),
            **{name: rows.at[area_id, name] for name in ("name", "industry", "label", "numbers")},
        }
        for feature in features
        if (area_id := feature["properties"]["code"])
    ]
    chosen = [shape for shape in shapes if shape["area_id"] in selected]
    labels = (
        towns[["name", "industry", "label", "numbers", "text"]]
        .assign(position=towns[["lon", "lat"]].values.tolist())
        .to_dict("records")
    )
    pixels = pdk.types.String("pixels")
    outlined = {"get_polygon": "polygon", "stroked": True, "line_width_units": pixels}
    return pdk.Deck(
        layers=[
            pdk.Layer(
                "PolygonLayer",
                shapes,
                id=TOWNS + "-".join(selected),
                get_fill_color="fill",
                get_line_color=_rgb(palette.border),
                get_line_width=1.5,
                pickable=True,
                auto_highlight=True,
                **outlined,
            ),
            pdk.Layer(
                "PathLayer",
                [{"path": line["geometry"]["coordinates"]} for line in river["features"]],
                id="river",
                get_path="path",
                get_color=RIVER_COLOUR,
                get_width=5,
                width_units=pixels,
            ),
            pdk.Layer(
                "PolygonLayer",
                chosen,
                id="chosen",
                filled=False,
                get_line_color=_rgb(palette.text),
                get_line_width=5,
                **outlined,
            ),
            pdk.Layer(
                "TextLayer",
                labels,
                id="labels",
                get_position="position",
                get_text="text",
                get_size=label_size,
                line_height=1.2,
                get_color=_rgb(palette.text),
                font_family=pdk.types.String(theme.FONT),
                font_weight=700,
                character_set=pdk.types.String("auto"),
                font_settings={"sdf": True, "fontSize": 48, "buffer": 8},
                outline_width=4,
                outline_color=[*_rgb(palette.halo), 255],
            ),
        ],
        initial_view_state=pdk.ViewState(
            longitude=profile.centre[0], latitude=profile.centre[1], zoom=zoom(profile, *size)
        ),
        map_provider=None,
        tooltip={"text": "{name} · {industry}\n{label}\n{numbers}"},
    )


def zoom(profile: Profile, width: int, height: int) -> float:
    """Web Mercator zoom at which the whole district fits into so many pixels."""
    pixels_per_degree = 512 / 360  # at zoom 0, along a parallel; along a meridian by the secant of the latitude
    across = (width - MARGIN) / (profile.extent[0] * pixels_per_degree)
    up = (height - MARGIN) * math.cos(math.radians(profile.centre[1])) / (profile.extent[1] * pixels_per_degree)
    return round(math.log2(max(1.0, min(across, up))), 2)


def _labelled(towns: pd.DataFrame, store: Store) -> pd.DataFrame:
    """Add the text of each town's label and the headline numbers of its tooltip."""
    cards = headlines.cards(store, Selection(towns=tuple(towns["area_id"])))
    numbers = ["；".join(f"{n.label} {n.shown}（{n.source}）" for n in card.headlines) for card in cards]
    towns = towns.assign(numbers=[text or wording.UNREPORTED for text in numbers])
    text = towns["name"].map(_broken) + towns["second_line"].map(lambda line: f"\n{line}" if line else "")
    columns = [
        "area_id",
        "name",
        "lon",
        "lat",
        "industry",
        "group",
        "label",
        "legend",
        "colour",
        "turned",
        "is_reported",
        "numbers",
    ]
    return towns[columns].assign(text=text, narrow=towns["name"].str.replace(KIND_OF_TOWN, r"\n\1", regex=True))


def _broken(name: str) -> str:
    """Long names on two lines, so that they fit their cell."""
    return re.sub(KIND_OF_TOWN, r"\n\1", name) if len(name) >= TWO_LINES_FROM else name


def _shades(values: pd.Series, palette: Palette) -> tuple[pd.Series, pd.Series]:
    """Colour and legend of comparable numbers: up to `theme.STEPS` steps of equal width, named by their range."""
    filled = values.dropna()
    bins = (
        pd.cut(filled, min(theme.STEPS, filled.nunique()), duplicates="drop")
        if filled.nunique() > 1
        else pd.Series(0, index=filled.index)
    )
    codes = bins.cat.codes if filled.nunique() > 1 else bins
    last = max(int(codes.max()), 1)
    colour = pd.Series(palette.unreported, index=values.index)
    legend = pd.Series(wording.UNREPORTED, index=values.index)
    for position, code in codes.items():
        members = filled[codes == code]
        colour.at[position] = mixed(palette.low, palette.high, int(code) / last)
        low, high = wording.number(members.min()), wording.number(members.max())
        legend.at[position] = low if low == high else f"{low} 至 {high}"
    return colour, legend


def _rgb(colour: str) -> list[int]:
    return list(parts(colour))
