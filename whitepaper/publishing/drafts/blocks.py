"""What a file is made of in its order, before captions are given to tables: paragraphs and grids."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property

from whitepaper.printed.drafted import is_number


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

    @cached_property
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
