"""The frame of every slide of a PowerPoint file: title, heading, source, foot and notes around the drawing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from pptx.enum.shapes import PP_PLACEHOLDER
from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
from pptx.opc.constants import RELATIONSHIP_TYPE as RT
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls, qn

from whitepaper.files.powerpoint.typesetting import (
    BREAK,
    SMALL_SIZE,
    Box,
    add_text,
    cut,
    fill_text,
    fitting_size,
    place,
    write,
)
from whitepaper.model.text import ems
from whitepaper.store.store import Store
from whitepaper.stories.slides import AnySlide, chips, title_of
from whitepaper.telling.palette import PAPER

TITLE_SIZES, HEADING_SIZES = (28, 26, 24, 22, 20, 18, 16, 14), (16, 14, 12, 11)
LEAST_ALONE, LEAST_BROKEN = 24, 20
"""The smallest title that takes one line rather than two larger ones, and that is broken between clauses alone."""
SOURCE_SIZE, FOOT_SIZE = 12, 12
"""24 pixels of a screen of 1080: read from the last row."""
CONTENTS = "contents"
"""Name of the boxes that list what an appendix holds."""
SOURCE_LINES = 2
REST_IN_NOTES = "（其余说明见备注）"
BODY = Box.inches(0.5, 1.92, 12.33, 4.53)
"""Where the drawing stands."""

_TITLE = Box.inches(0.5, 0.3, 12.33, 1.1)
_HEADING = Box.inches(0.5, 1.42, 12.33, 0.45)
_SOURCE = Box.inches(0.5, 6.52, 12.33, 0.42)
_FOOT = Box.inches(0.5, 7.05, 11.0, 0.25)
_NUMBER = Box.inches(11.83, 7.05, 1.0, 0.25)
_CONTENT_LAYOUT = 5


@dataclass(frozen=True)
class File:
    """What every slide needs: the presentation that grows, the data, and the mark in the foot."""

    presentation: Any
    store: Store
    fingerprint: str


def start_page(file: File, slide: AnySlide, heading: str, notes: Sequence[str]) -> Any:
    """A slide with its title, heading and notes; drawing and foot come after, as they are read."""
    page = empty_page(file, title_of(slide))
    filters = filters_of(slide)
    words = "　".join([heading] * bool(heading) + [f"{name}：{text}" for name, text in chips(slide)])
    add_text(page, _HEADING, [words], fitting_size(words, _HEADING.width, 2, HEADING_SIZES), PAPER.muted)
    add_notes(page, [*notes, f"筛选：{filters or '无'}", f"指纹：{file.fingerprint}"])
    return page


def filters_of(slide: AnySlide) -> str:
    """What was chosen, in words."""
    return "　".join(f"{name}：{text}" for name, text in slide.filters.items())


def empty_page(file: File, parts: Sequence[str]) -> Any:
    """A slide with nothing but its title. parts: of it, between which its line may break."""
    page = file.presentation.slides.add_slide(file.presentation.slide_layouts[_CONTENT_LAYOUT])
    heading = page.shapes.title
    title, size = _titled(parts)
    place(heading, _TITLE)
    write(heading, [title], size, PAPER.text, bold=True, align=PP_ALIGN.LEFT, anchor=MSO_ANCHOR.BOTTOM)
    return page


def _titled(parts: Sequence[str]) -> tuple[str, int]:
    """A title in the largest letters on one line, else on two that break between clauses; and their size."""
    whole = "".join(parts)
    for size in TITLE_SIZES:
        room = _TITLE.width.pt / size - 1
        if ems(whole) <= room and size >= LEAST_ALONE:
            return whole, size
    for size in (one for one in TITLE_SIZES if one >= LEAST_BROKEN):
        room = _TITLE.width.pt / size - 1
        halves = [("".join(parts[:place]), "".join(parts[place:])) for place in range(1, len(parts))]
        first, second = min(halves, key=lambda two: max(map(ems, two)), default=(whole, ""))
        if max(ems(first), ems(second)) <= room:
            return f"{first}{BREAK}{second}", size
    return whole, fitting_size(whole, _TITLE.width, 2, TITLE_SIZES)


def add_notes(page: Any, lines: Sequence[str]) -> None:
    """Write the notes of a slide, a paragraph for each line."""
    notes = page.notes_slide
    fill_text(notes.notes_text_frame, lines, SMALL_SIZE, PAPER.text)
    for shape in list(notes.placeholders):
        if shape.placeholder_format.type == PP_PLACEHOLDER.SLIDE_NUMBER:
            shape._element.getparent().remove(shape._element)


def link_contents(agenda: Any, goals: Mapping[str, Any]) -> None:
    """Let each line of a page's lists lead to a slide, in their order.

    agenda: a page with boxes called CONTENTS; goals: heading to the slide of each.
    """
    boxes = [shape for shape in agenda.shapes if shape.name == CONTENTS]
    lines = [paragraph for box in boxes for paragraph in box.text_frame.paragraphs]
    for paragraph, goal in zip(lines, goals.values(), strict=True):
        for run in paragraph.runs:
            mark = run._r.get_or_add_rPr().add_hlinkClick(agenda.part.relate_to(goal.part, RT.SLIDE))
            mark.set("action", "ppaction://hlinksldjump")


def add_foot(file: File, page: Any, remarks: Sequence[str]) -> None:
    """Write source, data version, fingerprint and number below the drawing."""
    add_text(page, _SOURCE, [_source_line(remarks)], SOURCE_SIZE, PAPER.muted)
    foot = f"数据版本 {file.store.dataset_version}　指纹 {file.fingerprint}"
    add_text(page, _FOOT, [foot], FOOT_SIZE, PAPER.muted)
    number = add_text(page, _NUMBER, [""], FOOT_SIZE, PAPER.muted, align=PP_ALIGN.RIGHT)
    paragraph = number.text_frame.paragraphs[0]._p
    field = parse_xml(  # follows the slide where it is moved to
        f'<a:fld {nsdecls("a")} id="{{B6F15528-21DE-4FAA-801E-634DDDAF4B2B}}" type="slidenum">'
        f'<a:rPr sz="{FOOT_SIZE * 100}"><a:solidFill><a:srgbClr val="{PAPER.muted[1:]}"/></a:solidFill></a:rPr>'
        f"<a:t>{len(file.presentation.slides)}</a:t></a:fld>"
    )
    end = paragraph.find(qn("a:endParaRPr"))  # which the schema wants last
    end.addprevious(field)


def _source_line(remarks: Sequence[str]) -> str:
    """As many remarks as two lines hold, in their order; the notes have them all."""
    room = SOURCE_LINES * (_SOURCE.width.pt / SOURCE_SIZE - 1)
    if ems("　".join(remarks)) <= room:
        return "　".join(remarks)
    room -= ems(REST_IN_NOTES)
    kept: list[str] = []
    for remark in remarks:
        if ems("　".join([*kept, remark])) <= room:
            kept.append(remark)
        elif not kept:
            kept.append(cut(remark, room))
    return "　".join(kept) + REST_IN_NOTES
