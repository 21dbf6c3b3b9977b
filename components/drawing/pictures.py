"""Pictures of charts for papers and messages: title, filters, chart and source in one PNG or SVG.

Drawn on this machine by vl-convert, which asks nobody and needs the exact name of a font that is installed here.
"""

from __future__ import annotations

import math
import os
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from types import ModuleType
from typing import Any, NamedTuple
from xml.etree import ElementTree
from xml.sax.saxutils import escape

from PIL import ImageFont

from components.drawing import charts, theme
from whitepaper.model.errors import WhitepaperError
from whitepaper.model.text import FONTS, OPENING, ems

SCALE, PLAIN_SCALE = 2, 3
NARROW = 500
"""Pixels below which a chart is narrow."""
FLAT = 0.62
"""Height of a narrow line, beside its width."""
PAPER_WIDTH, PAPER_INCHES, PAPER_DPI = 720, 15 / 2.54, 200
"""Pixels in which a picture for papers is laid out: letters of 16 are 9 points on 15 cm; that width; how sharp."""
_POINTS = 72  # of an inch
MARGIN = 28
TITLE_SIZE, SUBTITLE_SIZE, SOURCE_SIZE = 28, 18, 15
LEADING = 1.4
GAP = 18
LATIN = 0.6  # ems a Latin letter, as wide as any of FONTS has it
AXIS = 110  # pixels that small multiples need beside each plot

_FILES = re.compile(r"(msyh|pingfang|notosanscjk|sourcehansans).*\.(ttc|ttf|otf)", re.IGNORECASE)
_MOST_FACES = 40
_NOT_IN_XML = re.compile(r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


class Font(NamedTuple):
    """A font that is installed here, and the folder of its file."""

    name: str
    folder: Path


class FontMissingError(WhitepaperError):
    """No font with Chinese is installed, so a picture would have boxes for letters."""


def to_png(spec: dict[str, Any], title: str, subtitle: str, source: str, width: int = 1200) -> bytes:
    """The chart as PNG, twice as many pixels as `width`.

    spec: `charts.specification` or `charts.flat_map(…).to_dict()`, with configuration or without.
    Raises FontMissingError when no font with Chinese is installed.
    """
    drawn = _drawn(spec, title, subtitle, source, width)
    picture: bytes = _converter().svg_to_png(drawn, scale=SCALE)
    return picture


def to_plain_png(spec: dict[str, Any], width: int) -> bytes:
    """The chart alone as PNG, without words around it, PLAIN_SCALE times as many pixels as `width`.

    For a page that has words of its own; spec and errors as for `to_png`. A narrow one has names on more lines.
    """
    name = _installed().name
    spec = _narrow(spec, width) if width < NARROW else spec
    chart = _converter().vegalite_to_svg(_fixed(spec, spec["config"], name, width), allowed_base_urls=[])
    picture: bytes = _converter().svg_to_png(chart, scale=PLAIN_SCALE)
    return picture


def _narrow(spec: dict[str, Any], width: int) -> dict[str, Any]:
    """As the script of the panels draws it on a narrow page; a line is flat."""
    params = [one | {"value": 2} if one["name"] == charts.LINES else one for one in spec.get("params", [])]
    height = spec.get("usermeta", {}).get("narrow", min(spec["height"], round(width * FLAT)))
    return spec | {"params": params, "height": height}


def for_papers(spec: dict[str, Any], title: str, subtitle: str, source: str) -> bytes:
    """The chart as PNG as wide as the text of a page, with letters to be read there; the rest as `to_png`."""
    drawn = _drawn(spec, title, subtitle, source, PAPER_WIDTH)
    picture: bytes = _converter().svg_to_png(drawn, scale=PAPER_INCHES * _POINTS / PAPER_WIDTH, ppi=PAPER_DPI)
    return picture


def to_svg(spec: dict[str, Any], title: str, subtitle: str, source: str, width: int = 1200) -> str:
    """The chart as SVG; arguments and errors as `to_png`. It names more fonts, as it is shown on other machines."""
    drawn = _drawn(spec, title, subtitle, source, width)
    name = _installed().name
    others = ", ".join(dict.fromkeys([*FONTS, "sans-serif"]))
    return drawn.replace(f'font-family="{name}"', f'font-family="{others}"')


@cache
def font() -> Font | None:
    """The first font of FONTS that is installed here; None where there is none."""
    found: dict[str, Path] = {}
    for folder in _folders():
        for path in sorted(folder.rglob("*")) if folder.is_dir() else []:
            if _FILES.fullmatch(path.name):
                for family in _families(path):
                    found.setdefault(family, path.parent)
    return next((Font(name, found[name]) for name in FONTS if name in found), None)


def _converter() -> ModuleType:
    """What draws, which knows the font; loaded with the first picture, as it takes 12 MB that no page needs."""
    return _loaded(_installed().folder)


@cache
def _loaded(fonts: Path) -> ModuleType:
    import vl_convert

    vl_convert.register_font_directory(str(fonts))
    return vl_convert


def _folders() -> list[Path]:
    """Where Windows, macOS and Linux keep fonts, for all and for one user."""
    home = Path.home()
    windows = [Path(os.environ[name]) for name in ("WINDIR", "LOCALAPPDATA") if name in os.environ]
    return [
        *(folder / "Fonts" for folder in windows),
        *(folder / "Microsoft" / "Windows" / "Fonts" for folder in windows),
        Path("/System/Library/Fonts"),
        Path("/System/Library/AssetsV2"),
        Path("/Library/Fonts"),
        home / "Library" / "Fonts",
        Path("/usr/share/fonts"),
        Path("/usr/local/share/fonts"),
        home / ".local" / "share" / "fonts",
        home / ".fonts",
    ]


def _families(path: Path) -> Iterator[str]:
    """Names of the families in a font file; a collection has several."""
    for index in range(_MOST_FACES):
        try:
            face = ImageFont.truetype(path, index=index)
        except OSError:  # there is no face of this number
            return
        yield str(face.getname()[0])


def _installed() -> Font:
    found = font()
    if found is None:
        raise FontMissingError(
            f"没有找到中文字体，不能生成图片。请在服务器上安装 {'、'.join(FONTS)} 中的一种，再重新启动程序。"
        )
    return found


def _drawn(spec: dict[str, Any], title: str, subtitle: str, source: str, width: int) -> str:
    """An SVG of the texts around the chart."""
    name = _installed().name
    own = spec.get("config", {})
    configuration = own if "background" in own else theme.chart_config("light")  # Altair's own says nothing of type
    inner = width - 2 * MARGIN
    chart = _converter().vegalite_to_svg(_fixed(spec, configuration, name, inner), allowed_base_urls=[])
    size = ElementTree.fromstring(chart)
    text, muted = configuration["text"]["color"], configuration["axis"]["titleColor"]
    lines: list[str] = []
    top = float(MARGIN)
    for words, type_size, colour, weight in (
        (title, TITLE_SIZE, text, "bold"),
        (subtitle, SUBTITLE_SIZE, muted, "normal"),
    ):
        top = _write(lines, words, top, inner, f'fill="{colour}" font-weight="{weight}"', type_size, name)
    top += GAP
    chart = chart.replace("<svg ", f'<svg x="{MARGIN}" y="{top:g}" ', 1)
    top += float(size.attrib["height"]) + GAP
    top = _write(lines, source, top, inner, f'fill="{muted}"', SOURCE_SIZE, name)
    whole = max(width, math.ceil(float(size.attrib["width"])) + 2 * MARGIN)
    height = math.ceil(top + MARGIN)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{whole}" height="{height}" viewBox="0 0 {whole} {height}">'
        f"<title>{_escaped(title)}</title>"
        f'<rect width="{whole}" height="{height}" fill="{configuration["background"]}"/>'
        f"{''.join(lines)}{chart}</svg>"
    )


def _write(lines: list[str], words: str, top: float, width: int, style: str, size: int, name: str) -> float:
    """Add a text in as many lines as it needs, and return where it ends."""
    for line in _wrapped(words, width / size):
        top += size * LEADING
        lines.append(
            f'<text x="{MARGIN}" y="{top - size * (LEADING - 1):g}" font-family="{name}" font-size="{size}" {style}>'
            f"{_escaped(line)}</text>"
        )
    return top


def _wrapped(words: str, width: float) -> list[str]:
    """A text in lines of so many square letters; Chinese breaks not before a closing or behind an opening mark."""
    lines: list[str] = []
    for paragraph in words.split("\n"):
        line, filled = "", 0.0
        for piece in re.findall(r"[!-~]+|.", paragraph):
            letters = ems(piece, LATIN)
            if line and filled + letters > width and not re.fullmatch(r"[，。、；：）》”？！]", piece):
                whole = line.rstrip(OPENING) or line
                lines.append(whole)
                line, piece = line.removeprefix(whole), piece.lstrip()
                filled = ems(line, LATIN)
            line, filled = line + piece, filled + letters
        lines.append(line)
    return [line for line in lines if line.strip()]


def _fixed(spec: dict[str, Any], configuration: dict[str, Any], name: str, width: int) -> dict[str, Any]:
    """The specification with the installed font and a width in pixels; no hint on hover completes a name cut short."""
    limits = {part: configuration[part] | {"labelLimit": width // 2} for part in ("axis", "legend", "header")}
    fixed: dict[str, Any] = _with_font(spec | {"config": configuration | limits}, name)
    if "facet" in fixed:
        fixed["spec"] = fixed["spec"] | {"width": width - AXIS}
        return fixed
    return fixed | {"width": width, "autosize": {"type": "fit-x", "contains": "padding"}}


def _with_font(part: Any, name: str) -> Any:
    if isinstance(part, dict):
        is_font = {key: key.lower().endswith("font") and isinstance(value, str) for key, value in part.items()}
        return {key: name if is_font[key] else _with_font(value, name) for key, value in part.items()}
    return [_with_font(each, name) for each in part] if isinstance(part, list) else part


def _escaped(text: str) -> str:
    return escape(_NOT_IN_XML.sub("", text))
