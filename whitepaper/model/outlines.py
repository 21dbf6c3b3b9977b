"""Outlines of places: degrees laid flat into a box, as a district is small enough for it."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from typing import Any

Point = tuple[float, float]


def rings(geometry: Mapping[str, Any]) -> list[list[Point]]:
    """The rings of a GeoJSON polygon or multi-polygon, as longitude and latitude."""
    polygons = geometry["coordinates"] if geometry["type"] == "MultiPolygon" else [geometry["coordinates"]]
    return [[(lon, lat) for lon, lat in ring] for polygon in polygons for ring in polygon]


def fitted(
    points: Sequence[Point], width: float, height: float, left: float = 0.0, top: float = 0.0
) -> Callable[[Point], Point]:
    """Degrees to a place in a box that all points fit into, north up, centred from side to side."""
    west, east = min(lon for lon, _ in points), max(lon for lon, _ in points)
    south, north = min(lat for _, lat in points), max(lat for _, lat in points)
    narrowing = math.cos(math.radians((south + north) / 2))
    scale = min(height / (north - south), width / ((east - west) * narrowing))
    start = left + (width - (east - west) * narrowing * scale) / 2
    return lambda point: (start + (point[0] - west) * narrowing * scale, top + (north - point[1]) * scale)
