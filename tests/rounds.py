"""A data set with two made-up papers, and a workbook of the second with one number changed: for tests of the round."""

import io
import shutil
from pathlib import Path

import openpyxl

from whitepaper.model.dataset import Dataset
from whitepaper.publishing.keying.workbooks import made

EDITION, SHEET, ROW = 2025, "表1", 5
OLD, NEW = "500.0", "633.5"
"""What stands in the cell, and what is typed there: the output of the district in 2024."""


def copied(dataset: Dataset, folder: Path) -> Dataset:
    """A data set of its own that a test may change."""
    shutil.copytree(dataset.root, folder)
    return Dataset(folder)


def filled(content: bytes, printed: str = NEW) -> bytes:
    """A workbook with its own numbers, one of them typed anew."""
    book = openpyxl.load_workbook(io.BytesIO(content))
    sheet = book[SHEET]
    cell = sheet.cell(ROW, [each.value for each in sheet[1]].index("printed") + 1)
    assert cell.value == OLD
    cell.value = printed
    changed = io.BytesIO()
    book.save(changed)
    return changed.getvalue()


def workbook(dataset: Dataset, printed: str = NEW) -> bytes:
    """The workbook of the second paper with one number typed anew."""
    ((_, content),) = made(dataset.source, EDITION, is_filled=True)
    return filled(content, printed)
