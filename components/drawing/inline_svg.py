"""A picture as small as a word: SVG inside a line of Markdown, which costs the browser no chart."""

from __future__ import annotations

from base64 import b64encode
from xml.sax.saxutils import quoteattr


def swatch(colour: str) -> str:
    """A Markdown image of one square of a legend."""
    square = f"<rect width='16' height='16' rx='3' fill={quoteattr(colour)}/>"
    picture = f"<svg xmlns='http://www.w3.org/2000/svg' width='16' height='16'>{square}</svg>"
    return f"![](data:image/svg+xml;base64,{b64encode(picture.encode()).decode()})"
