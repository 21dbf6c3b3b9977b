"""What every file of Word has in common: the settings of today's Word, fonts, rows of tables, and how it is saved."""

from __future__ import annotations

import io
from typing import Any

from docx.document import Document as WordDocument
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm

from whitepaper.files.archive import timeless
from whitepaper.files.properties import LANGUAGE, Properties

A4 = Mm(210), Mm(297)
COMPATIBILITY = "15"  # of Word since 2013; what is lower opens as 兼容模式

FIGURES = "en-US"
"""Language of figures and Latin letters: no line ends within one."""
_THEME_FONTS = ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme")


def prepare(document: WordDocument, latin: str, chinese: str) -> None:
    """A4, the settings of today's Word in place of the template's, and the same fonts and language in every style."""
    _settle(document.settings.element)
    section = document.sections[0]
    section.page_width, section.page_height = A4
    styles = document.styles.element
    for fonts in styles.iter(qn("w:rFonts")):
        for name in _THEME_FONTS:
            fonts.attrib.pop(qn(f"w:{name}"), None)
        set_fonts(fonts, latin, chinese)
    for language in styles.iter(qn("w:lang")):
        language.set(qn("w:val"), FIGURES)
        language.set(qn("w:eastAsia"), LANGUAGE)


def set_fonts(fonts: Any, latin: str, chinese: str) -> None:
    """Name the fonts of a style or a run. fonts: its w:rFonts."""
    for name in ("ascii", "hAnsi", "cs"):
        fonts.set(qn(f"w:{name}"), latin)
    fonts.set(qn("w:eastAsia"), chinese)


def settle_row(row: Any, *, is_head: bool) -> None:
    """A row does not break over pages; the head stands on each."""
    properties = row._tr.get_or_add_trPr()
    properties.append(OxmlElement("w:cantSplit"))
    if is_head:
        properties.append(OxmlElement("w:tblHeader"))


def rule_off(table: Any, edges: dict[str, int], colour: str = "000000") -> None:
    """Give a table lines at some edges, and no others. edges: name of an edge to eighths of a point."""
    borders = OxmlElement("w:tblBorders")
    for edge, size in edges.items():
        borders.append(border(f"w:{edge}", size, colour))
    table._tbl.tblPr.find(qn("w:tblLayout")).addprevious(borders)


def border(edge: str, size: int, colour: str = "000000") -> Any:
    """A line. edge: tag of the element; size: in eighths of a point."""
    made = OxmlElement(edge)
    for name, value in {"val": "single", "sz": str(size), "space": "0", "color": colour}.items():
        made.set(qn(f"w:{name}"), value)
    return made


def saved(document: WordDocument, properties: Properties) -> bytes:
    """The file, with properties of its own; the same bytes for the same input."""
    properties.write(document)
    buffer = io.BytesIO()
    document.save(buffer)
    return timeless(buffer.getvalue())


def _settle(settings: Any) -> None:
    """The settings of a file of today's Word, in place of those of the template."""
    for mode in settings.iter(qn("w:compatSetting")):
        if mode.get(qn("w:name")) == "compatibilityMode":
            mode.set(qn("w:val"), COMPATIBILITY)
    for language in settings.iter(qn("w:themeFontLang")):
        language.set(qn("w:val"), LANGUAGE)
        language.set(qn("w:eastAsia"), LANGUAGE)
    for tag in ("w:savePreviewPicture", "w:rsids"):
        for element in settings.findall(qn(tag)):
            settings.remove(element)
