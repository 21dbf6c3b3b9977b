"""Reading pictures of charts."""

import io
from xml.etree import ElementTree

import pytest
from PIL import Image

from components.drawing import pictures

needs_font = pytest.mark.skipif(pictures.font() is None, reason="no font with Chinese is installed")


def opened(png: bytes) -> Image.Image:
    """The picture, without its transparency."""
    return Image.open(io.BytesIO(png)).convert("RGB")


def texts(svg: str) -> list[str]:
    """All texts of an SVG."""
    return [element.text or "" for element in ElementTree.fromstring(svg).iter() if element.tag.endswith("}text")]
