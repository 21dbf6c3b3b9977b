"""What the editions are expected to hold, each in its folder of the source; a new edition brings its own.

`expected.csv` is typed from the pages of the paper, never from the source files. By its column `kind`:

- `number`: an observation (`id` is its indicator), with its value, unit and source;
- `entries`: `value` entries of the list `id` (honours, policies, cases) stand in `source`; empty stands for the whole
  paper. Every table that lists honours is named;
- `verdict`: the check `id` ends in the verdict `value`;
- `exactly` and `at_least`: how many `towns`, checks that are `unchecked`, `checks`, `numbers_of_a_town` there are.

`expected_findings.csv` is what the checks find, as `python -m whitepaper check --format csv` prints it.

All of it is held of two data sets: that of the project (ALONE), and the same with a second edition laid beside it
(BESIDE), which is made of the latest one with its years moved.
"""

import csv
from pathlib import Path
from typing import NamedTuple

from tests.editions import expected_next
from whitepaper.model.dataset import Dataset

ALONE, BESIDE = "alone", "beside"
FINDINGS = "expected_findings.csv"
Row = dict[str, str]


class Paper(NamedTuple):
    """One edition in one of the data sets."""

    dataset: str
    edition: int


def _editions(name: str) -> dict[int, Path]:
    """Each edition that has a file of this name."""
    found = Dataset.chosen().source.glob(f"[0-9][0-9][0-9][0-9]/{name}")
    return {int(path.parent.name): path for path in sorted(found)}


def _rows(path: Path) -> list[Row]:
    with path.open(encoding="utf-8-sig", newline="") as stream:
        return list(csv.DictReader(stream))


_OWN = {edition: _rows(path) for edition, path in _editions("expected.csv").items()}
SECOND = max(_OWN) + 1
"""The edition that is laid beside those of the project."""
_NEXT = {SECOND: expected_next(_OWN[SECOND - 1], _rows(Dataset.chosen().source / "checks.csv"))}
EXPECTED: dict[Paper, list[Row]] = {
    Paper(name, edition): rows
    for name, papers in {ALONE: _OWN, BESIDE: _OWN | _NEXT}.items()
    for edition, rows in papers.items()
}
"""Each paper to the rows of its `expected.csv`."""
GOLDEN = {Paper(name, edition): path for name in (ALONE, BESIDE) for edition, path in _editions(FINDINGS).items()}
"""Each paper to the file of its findings, which a later edition leaves as they are."""


def of_kind(paper: Paper, kind: str) -> list[Row]:
    """The rows of one kind."""
    return [row for row in EXPECTED[paper] if row["kind"] == kind]


def counts(paper: Paper, kind: str) -> dict[str, int]:
    """What is counted to how many there are: `exactly` so many, or `at_least`."""
    return {row["id"]: int(row["value"]) for row in of_kind(paper, kind)}
