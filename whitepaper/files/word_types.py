"""The page of a brief and its paragraph styles: sizes of letters, heights of lines, the room that texts take."""

from __future__ import annotations

import math
from dataclasses import dataclass

from docx.shared import Cm, Length, Pt

from whitepaper.files.word_parts import A4
from whitepaper.model.text import ems

SIDE = Cm(1.6)
TEXT_WIDTH = Length(A4[0] - 2 * SIDE)
NARROW, PERCENT = 0.62, 0.33  # width of a figure or Latin letter, and by how much a % is wider, in ems


def wide(text: str) -> float:
    """Of a text, in ems; Chinese characters are one em wide."""
    return ems(text, NARROW) + PERCENT * text.count("%")


@dataclass(frozen=True)
class Type:
    """A paragraph style: size of letters, exact height of a line, space around, all in points."""

    name: str
    size: float
    line: float
    before: float = 0
    after: float = 0
    is_bold: bool = False

    def height(self, text: str, width: float = TEXT_WIDTH / Pt(1)) -> float:
        """Height of a paragraph of this text, `width` points wide."""
        lines = sum(max(1, math.ceil(wide(line) * self.size / width)) for line in text.split("\n"))
        return self.before + lines * self.line + self.after


TITLE = Type("Title", 11, 17, after=5, is_bold=True)
HEADLINE = Type("Subtitle", 16, 23, after=6, is_bold=True)
HEADING = Type("Heading 1", 11.5, 17, before=8, after=3, is_bold=True)
BODY = Type("Normal", 10.5, 15.5, after=5)
POINT = Type("List Bullet", 10.5, 16.5)
CELL = Type("Brief Table", 9.5, 13.5, before=2, after=2)
CARD = Type("Brief Card", 9.5, 14, before=3)
FIGURE = Type("Brief Figure", 18, 24, is_bold=True)
SMALL = Type("Brief Notes", 9, 12.5)
FOOT = Type("Footer", 9, 12.5)
TYPES = (TITLE, HEADLINE, HEADING, BODY, POINT, CELL, CARD, FIGURE, SMALL, FOOT)
OWN_TYPES = (CELL, CARD, FIGURE, SMALL)
"""Those that the template does not have."""
