"""Pictures as small as a word: SVG inside a line of Markdown, which costs the browser no chart."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Sequence
from itertools import pairwise
from xml.sax.saxutils import quoteattr

from whitepaper.printed import wording
from whitepaper.store.headlines import TrendPoint

WIDTH, HEIGHT, MARGIN = 62, 22, 5


def sparkline(points: Sequence[TrendPoint], colour: str, background: str) -> str:
    """A Markdown image of the points; empty for fewer than two. Derived points are hollow, gaps stay gaps."""
    if len(points) < 2:
        return ""
    words = "，".join(f"{p.year} 年 {wording.number(p.value)}" + ("（推算）" if p.is_derived else "") for p in points)
    return _image(words, sparkline_svg(points, colour, background))


def swatch(colour: str) -> str:
    """A Markdown image of one square of a legend."""
    square = f"<rect width='16' height='16' rx='3' fill={quoteattr(colour)}/>"
    return _image("", f"<svg xmlns='http://www.w3.org/2000/svg' width='16' height='16'>{square}</svg>")


def sparkline_svg(points: Sequence[TrendPoint], colour: str, background: str) -> str:
    """The picture itself: a line between consecutive years and a dot for each year."""
    first, last = points[0].year, points[-1].year
    low, high = min(p.value for p in points), max(p.value for p in points)

    def place(point: TrendPoint) -> tuple[float, float]:
        across = (point.year - first) / (last - first)
        up = (point.value - low) / (high - low) if high > low else 0.5
        return round(MARGIN + across * (WIDTH - 2 * MARGIN), 1), round(HEIGHT - MARGIN - up * (HEIGHT - 2 * MARGIN), 1)

    lines = [
        "<line x1='{}' y1='{}' x2='{}' y2='{}'/>".format(*place(before), *place(after))
        for before, after in pairwise(points)
        if after.year - before.year == 1
    ]
    dots = [
        "<circle cx='{}' cy='{}' r='3' fill={}/>".format(*place(p), quoteattr(background if p.is_derived else colour))
        for p in points
    ]
    return (
        f"<svg xmlns='http://www.w3.org/2000/svg' width='{WIDTH}' height='{HEIGHT}'>"
        f"<g stroke={quoteattr(colour)} stroke-width='2'>{''.join(lines + dots)}</g></svg>"
    )


def _image(words: str, picture: str) -> str:
    return f"![{words}](data:image/svg+xml;base64,{b64encode(picture.encode()).decode()})"
