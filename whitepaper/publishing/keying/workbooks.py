"""Workbooks of an edition as files: the whole one, that of a department, or one for each department."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from whitepaper.publishing.keying.layout import departments, lay_out
from whitepaper.publishing.keying.words import Words
from whitepaper.publishing.keying.writing import written


def made(
    source: Path, edition: int, is_filled: bool = False, department: str = "", each: bool = False
) -> Iterator[tuple[str, bytes]]:
    """File names and contents: one workbook, or with `each` one for every department that supplies numbers.

    Raises EditionMissingError where there is nothing to ask for.
    """
    words = Words.of(source, [])
    for name in departments(source, edition) if each else [department]:
        yield file_name(edition, name), written(lay_out(source, edition, is_filled, name), words)


def file_name(edition: int, department: str = "") -> str:
    """`工作簿-2025-区统计局.xlsx`."""
    return "-".join(filter(None, ["工作簿", str(edition), department])) + ".xlsx"
