"""Tables of texts whose cells know the number that they show."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import pandas as pd


@dataclass(frozen=True)
class Cell:
    """A text, the key of the observation that it shows, and the code that its words stand for; empty for none."""

    text: str
    key: str = ""
    code: str = ""


NOTHING = Cell("")


@dataclass(frozen=True)
class Table:
    """Lines of cells.

    headings: column to its Chinese heading, in the order of reading; a line may lack columns. value: column of the
    numbers that the table is about, which has to be seen where there is room for two; empty for none.
    """

    headings: Mapping[str, str]
    lines: Sequence[Mapping[str, Cell]]
    value: str = ""

    def texts(self, column: str) -> list[str]:
        """The texts of one column; empty texts where the table does not have it."""
        return [line.get(column, NOTHING).text for line in self.lines]

    def without_silent(self, columns: Sequence[str]) -> Table:
        """The table without those of these columns that no line has anything in."""
        silent = {column for column in columns if not any(self.texts(column))}
        return self.only([column for column in self.headings if column not in silent])

    def only(self, columns: Sequence[str]) -> Table:
        """The table with those of these columns that it has."""
        return replace(self, headings={column: self.headings[column] for column in columns if column in self.headings})

    @property
    def shown(self) -> pd.DataFrame:
        """The texts under their headings, as a reader sees them: those of the cells, not copies of them."""
        cells = {heading: self.texts(column) for column, heading in self.headings.items()}
        return pd.DataFrame(cells, columns=list(self.headings.values()), dtype=object)

    def key_at(self, line: int, heading: str) -> str:
        """Key of the number in the cell under a heading; empty for none."""
        column = next(name for name, text in self.headings.items() if text == heading)
        return self.lines[line].get(column, NOTHING).key


def of_frame(rows: pd.DataFrame, headings: Mapping[str, str], keys: Sequence[str] = (), value: str = "") -> Table:
    """A table of the columns of a frame that have headings.

    keys: of the number on each line, which all cells show; value: as of `Table`.
    """
    texts = rows[list(headings)].astype("object").where(rows[list(headings)].notna(), "")
    found = keys or [""] * len(rows)
    lines = [
        {name: Cell(str(cell), key) for name, cell in zip(headings, cells, strict=True)}
        for cells, key in zip(texts.itertuples(index=False, name=None), found, strict=True)
    ]
    return Table(dict(headings), lines, value)
