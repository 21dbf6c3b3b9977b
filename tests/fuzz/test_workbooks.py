"""Two hundred and fifty workbooks with one mistake each: every one ends in a clear list or in a right import."""

from collections import Counter
from pathlib import Path

import pytest

from tests.two_editions import SECOND, laid_out
from tests.workbook_mutations import Tried, outcome, tried
from whitepaper.publishing.keying.workbooks import made

COUNT, GROUP = 250, 25


@pytest.fixture(scope="session")
def right(tmp_path_factory: pytest.TempPathFactory) -> Tried:
    """The workbook of the second paper with its own numbers."""
    folder = tmp_path_factory.mktemp("workbooks")
    source = laid_out(folder / "good").source
    ((_, data),) = made(source, SECOND, is_filled=True)
    (folder / "right.xlsx").write_bytes(data)
    return tried(folder / "right.xlsx", source, folder)


@pytest.mark.parametrize("first", range(0, COUNT, GROUP))
def test_every_mistake_is_told_or_harmless(first: int, right: Tried, tmp_path: Path) -> None:
    """Never in a traceback, and no number is another than what was typed."""
    found = Counter(outcome(right, seed, tmp_path / "tried") for seed in range(first, first + GROUP))
    assert found.total() == GROUP
    assert found["refused"]
