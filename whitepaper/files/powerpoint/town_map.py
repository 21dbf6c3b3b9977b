"""The map of a PowerPoint file: the towns as shapes with the numbers that they have in the list beside it, a legend."""

from __future__ import annotations

import math
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import combinations
from typing import Any

from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls, qn
from pptx.util import Emu, Inches, Pt

from whitepaper.files.powerpoint.typesetting import SMALL_SIZE, Box, add_block, add_text, flatten, paint
from whitepaper.model import outlines
from whitepaper.model.text import ems
from whitepaper.store.store import Store
from whitepaper.telling.palette import PAPER

MAP_SIZE = 14
MOST_MOVES = 50  # of labels that lie on one another

_MAP = Box.inches(2.9, 1.92, 4.6, 4.53)
_LEGEND = Box.inches(0.5, 1.96, 2.4, 0.3)


@dataclass(frozen=True)
class ColouredMap:
    """How the 14 towns are drawn.

    colours: area_id to #rrggbb, one for every town; labels: area_id to what is said of the town; legend: text to
    colour, in the order of reading.
    """

    colours: Mapping[str, str]
    labels: Mapping[str, str]
    legend: Mapping[str, str]


def draw_map(page: Any, drawn: ColouredMap, outlined: Collection[str], store: Store) -> None:
    """Draw the towns, some of them outlined, each with its place among them, and the legend.

    Raises KeyError when a town is named that is not there, or one has no colour.
    """
    features = store.dataset.towns()["features"]
    shapes = {feature["properties"]["code"]: feature["geometry"] for feature in features}
    unknown = ({*drawn.colours} | {*drawn.labels}) - {*shapes}
    if unknown:
        raise KeyError(f"地图上没有这些街镇：{'、'.join(sorted(unknown))}")
    rings = {code: outlines.rings(shape) for code, shape in shapes.items()}
    points = [point for found in rings.values() for ring in found for point in ring]
    project = outlines.fitted(points, _MAP.width, _MAP.height, _MAP.left, _MAP.top)
    towns = page.shapes.add_group_shape()
    towns.name = "街镇"
    for code, found in rings.items():
        first, *others = [[project(point) for point in ring] for ring in found]
        path = towns.shapes.build_freeform(*first[0], scale=1.0)
        path.add_line_segments(first[1:])
        for ring in others:
            path.move_to(*ring[0]).add_line_segments(ring[1:])
        shape = path.convert_to_shape()
        shape.name = store.name("areas", code)
        flatten(shape)
        paint(shape, drawn.colours[code], PAPER.text if code in outlined else PAPER.background)
        shape.line.width = Pt(3 if code in outlined else 1.5)
    labelled = list(enumerate(store.towns.itertuples(), 1))
    boxes = _apart([_label_box(str(place), project((row.lon, row.lat))) for place, row in labelled])
    for (place, row), box in zip(labelled, boxes, strict=True):
        _town_label(page, row.name, str(place), box)
    for place, (text, colour) in enumerate(drawn.legend.items()):
        top = Emu(_LEGEND.top + place * Inches(0.34))
        add_block(page, Box(_LEGEND.left, top, Inches(0.25), Inches(0.2)), colour, PAPER.muted)
        box = Box(Emu(_LEGEND.left + Inches(0.35)), Emu(top - Inches(0.04)), _LEGEND.width, _LEGEND.height)
        add_text(page, box, [text], SMALL_SIZE, PAPER.text)


def _label_box(text: str, centre: tuple[float, float]) -> Box:
    width, height = Pt((ems(text) + 0.5) * MAP_SIZE), Pt(MAP_SIZE * 1.4)
    return Box(Emu(int(centre[0] - width / 2)), Emu(int(centre[1] - height / 2)), width, height)


def _apart(boxes: Sequence[Box]) -> list[Box]:
    """The boxes moved aside, each half the way, until none lies on another."""
    moved = list(boxes)
    for _ in range(MOST_MOVES):
        is_still = True
        for one, other in combinations(range(len(moved)), 2):
            a, b = moved[one], moved[other]
            aside = (a.width + b.width) / 2 - abs(a.left + a.width / 2 - b.left - b.width / 2)
            upright = (a.height + b.height) / 2 - abs(a.top + a.height / 2 - b.top - b.height / 2)
            if aside <= 0 or upright <= 0:
                continue
            is_still = False
            if aside < upright:
                way = math.ceil(aside / 2) * (1 if a.left + a.width / 2 < b.left + b.width / 2 else -1)
                moved[one], moved[other] = replace(a, left=Emu(a.left - way)), replace(b, left=Emu(b.left + way))
            else:
                way = math.ceil(upright / 2) * (1 if a.top + a.height / 2 < b.top + b.height / 2 else -1)
                moved[one], moved[other] = replace(a, top=Emu(a.top - way)), replace(b, top=Emu(b.top + way))
        if is_still:
            break
    return moved


def _town_label(page: Any, name: str, text: str, box: Box) -> None:
    shape = add_text(
        page, box, [text], MAP_SIZE, PAPER.text, bold=True, align=PP_ALIGN.CENTER, anchor=MSO_ANCHOR.MIDDLE
    )
    shape.name = f"{name}（标签）"
    shape.text_frame.word_wrap = False
    for style in shape._element.iter(qn("a:rPr")):  # a white halo, so that the words can be read on every colour
        halo = '<a:glow rad="50800"><a:srgbClr val="FFFFFF"/></a:glow>'
        style.append(parse_xml(f"<a:effectLst {nsdecls('a')}>{halo}</a:effectLst>"))
