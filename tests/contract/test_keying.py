"""The papers of the project through the workbook of a clerk: out with their own numbers and in again, byte for byte."""

import re
import shutil
from pathlib import Path

import pytest

from whitepaper.model.dataset import Dataset
from whitepaper.publishing.declarations import HEADINGS
from whitepaper.publishing.keying.importing import import_workbooks
from whitepaper.publishing.keying.layout import departments, lay_out
from whitepaper.publishing.keying.workbooks import made

SOURCE = Dataset.chosen().source
EDITIONS = sorted(path.name for path in SOURCE.iterdir() if re.fullmatch(r"\d{4}", path.name))
EXPECTED = {"expected.csv", "expected_findings.csv"}
"""What tests expect of an edition; no part of what it prints."""


def contents(folder: Path) -> dict[str, bytes]:
    """Name to bytes of every file below a folder, without what tests expect of it."""
    found = {path.relative_to(folder).as_posix(): path for path in folder.rglob("*") if path.is_file()}
    return {name: path.read_bytes() for name, path in found.items() if path.name not in EXPECTED}


@pytest.mark.parametrize("edition", EDITIONS)
def test_an_edition_out_and_in_again_is_the_same_bytes(edition: str, tmp_path: Path) -> None:
    """Into a folder that has nothing of the edition, neither its numbers nor its title."""
    bare = tmp_path / "bare"
    shutil.copytree(SOURCE, bare, ignore=shutil.ignore_patterns(edition))
    papers = (bare / "editions.csv").read_text("utf-8").splitlines(keepends=True)
    (bare / "editions.csv").write_text("".join(line for line in papers if not line.startswith(edition)), "utf-8")
    assert not (bare / edition).exists()
    ((name, data),) = made(SOURCE, int(edition), is_filled=True)
    (tmp_path / name).write_bytes(data)
    said = import_workbooks([tmp_path / name], bare, tmp_path / "new")
    assert (said.empty, said.added, said.reminders) == ({}, {}, [])
    assert contents(tmp_path / "new") == contents(SOURCE)
    assert {*HEADINGS, f"{edition}/observations/table-01.csv"} <= set(contents(tmp_path / "new"))


def test_the_departments_share_the_numbers_among_them() -> None:
    """What one is asked for no other is, and the whole workbook has it too."""
    following = int(EDITIONS[-1]) + 1
    names = departments(SOURCE, following)
    asked = [
        (sheet.file, *row.cells.values())
        for name in names
        for sheet in lay_out(SOURCE, following, department=name).sheets
        for row in sheet.rows
    ]
    whole = {(sheet.file, *row.cells.values()) for sheet in lay_out(SOURCE, following).sheets for row in sheet.rows}
    assert len(names) > 1
    assert len(set(asked)) == len(asked) > len(names)
    assert set(asked) < whole
