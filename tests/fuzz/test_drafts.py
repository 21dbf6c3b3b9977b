"""A hundred and fifty drafts with one mistake each: every one is refused in words or read as it stands."""

from collections import Counter
from pathlib import Path

import pytest

from tests.draft_mutations import Right, outcome, right
from tests.drafts import as_pdf, printed_tables, written

COUNT, TABLES = 75, 6
KINDS = {".docx": written, ".pdf": as_pdf}


@pytest.fixture(scope="session", params=KINDS)
def draft(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Right:
    """A draft of some tables, in Word or as PDF."""
    path = tmp_path_factory.mktemp("draft") / f"right{request.param}"
    return right(KINDS[request.param](path, ["前言", *printed_tables()[:TABLES]]))


def test_every_mistake_is_told_or_harmless(draft: Right, tmp_path: Path) -> None:
    """Never in a traceback."""
    found = Counter(outcome(draft, seed, tmp_path) for seed in range(COUNT))
    assert found.total() == COUNT
    assert found["refused"]
    assert found["read"]
