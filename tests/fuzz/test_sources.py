"""A thousand sources with one mistake each: every one ends in a clear list or in a right build."""

from collections import Counter
from pathlib import Path

import pytest

from tests.mutations import outcome
from tests.two_editions import laid_out

COUNT, GROUP = 1000, 50


@pytest.mark.parametrize("first", range(0, COUNT, GROUP))
def test_every_mistake_is_told_or_harmless(first: int, tmp_path: Path) -> None:
    """Never in a traceback, and no number is another than what was keyed."""
    good = laid_out(tmp_path / "good").source
    found = Counter(outcome(good, seed, tmp_path / "tried") for seed in range(first, first + GROUP))
    assert found.total() == GROUP
    assert found["refused"]
