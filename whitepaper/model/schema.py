"""The declared shape of every table, read from two reviewed CSVs.

`dictionary.csv` declares the public tables of `data/parquet/` and the rows that the store makes of them;
`forms.csv` declares the CSVs that people edit. Validation, Arrow schemas, Chinese headings and the data
dictionary all come from them.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

import pyarrow as pa

SCHEMA_VERSION = 1
LIST_SEPARATOR = "|"
CODELIST_PREFIX = "codelist:"
CODELISTS = "codelists"
DICTIONARY = "dictionary"
DESCRIBED = "described"
"""In the dictionary: the columns that the store adds to observations; no table of its own."""
DESCRIBING = (DICTIONARY, "profile", "colours", "question_words")
"""Tables about the data set; they hold none of its data, so that the data version does not follow them."""

ARROW_TYPES: dict[str, pa.DataType] = {
    "string": pa.string(),
    "int16": pa.int16(),
    "float64": pa.float64(),
    "bool": pa.bool_(),
    "list": pa.list_(pa.string()),
}


@dataclass(frozen=True)
class Column:
    """One declared column; `reference` is `table.column`, `codelist:name` or empty."""

    name: str
    type: str
    is_required: bool
    key_position: int | None
    reference: str
    heading: str
    meaning: str

    @property
    def origin(self) -> str:
        """Name of the form its values come from; empty when none."""
        return CODELISTS if self.codelist else self.reference.partition(".")[0]

    @property
    def codelist(self) -> str:
        """Name of the code list its values come from; empty when none."""
        return self.reference.removeprefix(CODELIST_PREFIX) if self.reference.startswith(CODELIST_PREFIX) else ""


@dataclass(frozen=True)
class Table:
    """One declared table or form."""

    name: str
    columns: tuple[Column, ...]

    @property
    def names(self) -> list[str]:
        """Column names in declared order."""
        return [column.name for column in self.columns]

    @property
    def headings(self) -> dict[str, str]:
        """Column name to its Chinese heading, in declared order."""
        return {column.name: column.heading for column in self.columns}

    @property
    def key(self) -> list[str]:
        """Names of the key columns, in key order."""
        keyed = sorted((c.key_position, c.name) for c in self.columns if c.key_position is not None)
        return [name for _, name in keyed]

    @property
    def arrow(self) -> pa.Schema:
        """Arrow schema of the built table."""
        return pa.schema([pa.field(c.name, ARROW_TYPES[c.type], nullable=not c.is_required) for c in self.columns])


def load_tables(path: Path) -> dict[str, Table]:
    """Read `dictionary.csv` or `forms.csv`: table name to its declaration, in file order."""
    return declared(read_rows(path))


def read_rows(path: Path) -> list[dict[str, str]]:
    """The rows of `dictionary.csv` or `forms.csv` as text."""
    with path.open(encoding="utf-8-sig", newline="") as stream:
        return list(csv.DictReader(stream))


def declared(rows: Iterable[Mapping[str, str]]) -> dict[str, Table]:
    """Table name to its declaration, in the order of the rows, which are those of a dictionary or of the forms."""
    tables: dict[str, list[Column]] = {}
    for row in rows:
        column = Column(
            name=row["column"],
            type=row["type"],
            is_required=row["required"] == "yes",
            key_position=int(row["key"]) if row["key"] else None,
            reference=row["reference"],
            heading=row.get("heading") or row["column"],
            meaning=row["meaning"],
        )
        tables.setdefault(row.get("table") or row["form"], []).append(column)
    return {name: Table(name, tuple(columns)) for name, columns in tables.items()}
