"""What a file is made of in its order, before captions are given to tables: paragraphs and grids."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from whitepaper.model.text import unspaced
from whitepaper.printed import typed
from whitepaper.printed.reading import FALLING, NO_CHANGE, NONE, QUALIFIERS_BEFORE, RISING

_BEFORE = "|".join(re.escape(word) for word in (*QUALIFIERS_BEFORE, *FALLING, *RISING))
_ONE = rf"(?:{_BEFORE})*\d+(?:[.:/至-]\d+)*%?(?:\s*[%‰个-龥²³(（/][^\d]{{0,11}})?"
_VALUES = re.compile(rf"{_ONE}(?:\s+{_ONE})*")
_YEAR = re.compile(r"(?:19|20)\d\d(?:年度?|度)")
_BARE_YEAR = re.compile(r"(?:19|20)\d\d")


@dataclass(frozen=True)
class DraftParagraph:
    """A paragraph of the text. index: its number in the body, from 0; level: of a heading, else 0."""

    index: int
    text: str
    level: int


@dataclass(frozen=True)
class DraftCell:
    """A cell where it begins. row, column: in the grid, from 0; rows, columns: over how many it reaches."""

    text: str
    row: int
    column: int
    rows: int = 1
    columns: int = 1

    @property
    def is_number(self) -> bool:
        """Whether it holds a number, or words that stand for one (持平); 2024年 is none, 2024 may be a year or one."""
        return is_number(self.text)


@dataclass(frozen=True)
class Grid:
    """A table of a file. place: its number in the body, from 0; rows: number of each of its rows in the file."""

    place: int
    cells: Sequence[DraftCell]
    rows: Sequence[int]
    page: int = 0

    @property
    def width(self) -> int:
        """How many columns it has."""
        return max((cell.column + cell.columns for cell in self.cells), default=0)


@dataclass(frozen=True)
class Body:
    """A whole file: paragraphs and grids in their order. kind: `docx` or `pdf`."""

    kind: str
    blocks: Sequence[DraftParagraph | Grid] = field(default_factory=tuple)


def is_number(text: str) -> bool:
    """Whether a cell holds one number or several, or a word that stands for one; 2024年 is none."""
    found = typed.figures(text).replace("−", "-").replace("－", "-")
    if found in {NO_CHANGE, NONE}:
        return True
    return bool(_VALUES.fullmatch(found)) and not is_year(text)


def is_year(text: str) -> bool:
    """Whether a text is a year and nothing else: 2024年; 2024 alone may be a number (`is_bare_year`)."""
    return bool(_YEAR.fullmatch(unspaced(text)))


def is_bare_year(text: str) -> bool:
    """Whether a text is four figures that may be a year."""
    return bool(_BARE_YEAR.fullmatch(unspaced(text)))
