"""Type and colour on a slide: boxes, text written into them, how much room it takes, and its typeface."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from pptx.dml.color import RGBColor
from pptx.enum.shapes import MSO_SHAPE
from pptx.enum.text import MSO_ANCHOR
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls, qn
from pptx.util import Inches, Length, Pt

from whitepaper.model.text import FONT, ems
from whitepaper.telling.palette import PAPER, parts

BREAK = "\v"
"""Where a paragraph goes on on a new line."""
ASIDE = 0.5
"""What stands beside a figure, as a part of its size."""
CAPITAL = 0.2
"""Ems by which a Latin capital is wider than other letters."""
SURE = 0.94
"""The share of a line that is counted on: other typefaces are wider, and no line begins with a mark."""
SMALL_SIZE = 12  # of tables, labels of bars, legends of maps and notes

_AFTER_FONTS = tuple(map(qn, ("a:cs", "a:sym", "a:hlinkClick", "a:hlinkMouseOver", "a:rtl", "a:extLst")))


@dataclass(frozen=True)
class Box:
    """A rectangle on a slide."""

    left: Length
    top: Length
    width: Length
    height: Length

    @classmethod
    def inches(cls, left: float, top: float, width: float, height: float) -> Box:
        """The box of these inches from the left and the top of the slide."""
        return cls(Inches(left), Inches(top), Inches(width), Inches(height))

    @property
    def sides(self) -> tuple[Length, Length, Length, Length]:
        """In the order in which the library takes them."""
        return self.left, self.top, self.width, self.height


def add_text(page: Any, box: Box, lines: Sequence[str], size: int, colour: str, **how: Any) -> Any:
    """A new text box on a page; how: as for `write`."""
    shape = page.shapes.add_textbox(*box.sides)
    write(shape, lines, size, colour, **how)
    return shape


def write(
    shape: Any,
    lines: Sequence[str],
    size: int,
    colour: str,
    *,
    bold: bool = False,
    align: Any = None,
    anchor: Any = MSO_ANCHOR.TOP,
) -> None:
    """Write lines into a shape, a paragraph each, up to its very edges."""
    frame = shape.text_frame
    frame.word_wrap, frame.vertical_anchor = True, anchor
    frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = 0
    fill_text(frame, lines, size, colour, bold=bold, align=align)


def fill_text(
    frame: Any, lines: Sequence[str], size: int, colour: str, *, bold: bool = False, align: Any = None
) -> None:
    """Write lines into an empty text frame, a paragraph each; one may have a BREAK in it."""
    for number, line in enumerate(lines):
        paragraph = frame.add_paragraph() if number else frame.paragraphs[0]
        paragraph.alignment = align
        if not line:  # else an empty cell is as high as a line of the default size
            paragraph._p.get_or_add_endParaRPr().set("sz", str(size * 100))
            continue
        for place, piece in enumerate(line.split(BREAK)):
            if place:
                paragraph.add_line_break()
            run = paragraph.add_run()
            run.text = piece
            run.font.size, run.font.bold, run.font.color.rgb = Pt(size), bold, rgb(colour)


def add_figure(page: Any, box: Box, figure: tuple[str, str, str], size: int) -> None:
    """A large figure, with what stands before and behind it in smaller letters. figure: as `Number.parts`."""
    shape = add_text(page, box, [""], size, PAPER.text, anchor=MSO_ANCHOR.MIDDLE)
    paragraph = shape.text_frame.paragraphs[0]
    for text, own in zip(figure, (_aside(size), size, _aside(size)), strict=True):
        if text:
            run = paragraph.add_run()
            run.text = text
            run.font.size, run.font.bold, run.font.color.rgb = Pt(own), True, rgb(PAPER.text)


def figure_size(figure: tuple[str, str, str], width: Length, sizes: Sequence[int]) -> int:
    """The largest of the sizes in which a figure and what stands around it take one line."""
    before, figures, behind = map(ems, figure)
    return next(
        (size for size in sizes if figures * size + (before + behind) * _aside(size) <= width.pt - size), sizes[-1]
    )


def _aside(size: int) -> int:
    """The size of what stands beside a figure."""
    return max(int(size * ASIDE), SMALL_SIZE)


def add_block(page: Any, box: Box, colour: str, outline: str = "") -> Any:
    """A rectangle of one colour, flat: without the theme's style, which has a shadow."""
    shape = page.shapes.add_shape(MSO_SHAPE.RECTANGLE, *box.sides)
    flatten(shape)
    paint(shape, colour, outline or colour)
    return shape


def flatten(shape: Any) -> None:
    """Take the theme's style from a shape, and with it its shadow."""
    for style in shape._element.xpath("p:style"):
        shape._element.remove(style)


def place(shape: Any, box: Box) -> None:
    """Move a shape into a box."""
    shape.left, shape.top, shape.width, shape.height = box.sides


def paint(formatted: Any, inside: str, outline: str) -> None:
    """Give a shape, bar or marker one colour inside and one for its outline."""
    formatted.fill.solid()
    formatted.fill.fore_color.rgb = rgb(inside)
    formatted.line.color.rgb = rgb(outline)


def rgb(colour: str) -> RGBColor:
    """The colour #rrggbb as the library takes it."""
    return RGBColor(*parts(colour))  # type: ignore[no-untyped-call]  # the library's


def describe(frame: Any, description: str) -> None:
    """What a screen reader says of a chart or table."""
    frame._element.nvGraphicFramePr.cNvPr.set("descr", description)


def count_lines(text: str, width: float) -> int:
    """How many lines a text takes where each holds so many ems; capitals are wider than other Latin letters."""
    lines = [ems(line) + CAPITAL * sum("A" <= letter <= "Z" for letter in line) for line in text.split("\n")]
    return sum(max(1, math.ceil(line / (width * SURE))) for line in lines)


def fitting_size(text: str, width: Length, lines: int, sizes: Sequence[int]) -> int:
    """The largest of the sizes in which a text takes so many lines; a line may lose a letter at its end."""
    return next((size for size in sizes if count_lines(text, width.pt / size - 1) <= lines), sizes[-1])


def cut(text: str, width: float) -> str:
    """The beginning of a text that fits into so many ems, with an ellipsis."""
    while text and ems(text) > width - 1:
        text = text[:-1]
    return text + "…"


def set_fonts(root: Any) -> None:
    """Name the typeface for Latin and Chinese on every run; without it Windows takes one that has no Chinese."""
    for run in root.iter(qn("a:r")):
        run.get_or_add_rPr()
    for style in root.iter(qn("a:rPr"), qn("a:endParaRPr"), qn("a:defRPr")):
        style.set("lang", "zh-CN")
        for tag in ("a:latin", "a:ea"):
            for old in style.findall(qn(tag)):
                style.remove(old)
        later = next((child for child in style if child.tag in _AFTER_FONTS), None)
        for tag in ("a:latin", "a:ea"):
            named = parse_xml(f'<{tag} {nsdecls("a")} typeface="{FONT}"/>')
            if later is None:
                style.append(named)
            else:
                later.addprevious(named)
