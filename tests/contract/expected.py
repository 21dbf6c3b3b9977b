"""What the editions are expected to hold, each in its folder of the source; a new edition brings its own.

`expected.csv` is typed from the pages of the paper, never from the source files. By its column `kind`:

- `number`: an observation (`id` is its indicator), with its value, unit and source;
- `entries`: `value` entries of the list `id` (honours, policies, cases) stand in `source`; empty stands for the whole
  paper. Every table that lists honours is named;
- `verdict`: the check `id` ends in the verdict `value`;
- `exactly` and `at_least`: how many `towns`, checks that are `unchecked`, `checks`, `numbers_of_a_town` there are.

`expected_findings.csv` is what the checks find, as `python -m whitepaper check --format csv` prints it.
"""

import csv
from pathlib import Path

from whitepaper.model.dataset import Dataset

FINDINGS = "expected_findings.csv"
Row = dict[str, str]


def _editions(name: str) -> dict[int, Path]:
    """Each edition that has a file of this name."""
    found = Dataset.chosen().source.glob(f"[0-9][0-9][0-9][0-9]/{name}")
    return {int(path.parent.name): path for path in sorted(found)}


def _rows(path: Path) -> list[Row]:
    with path.open(encoding="utf-8-sig", newline="") as stream:
        return list(csv.DictReader(stream))


EXPECTED = {edition: _rows(path) for edition, path in _editions("expected.csv").items()}
"""Edition to the rows of its `expected.csv`."""
GOLDEN = _editions(FINDINGS)
"""Edition to the file of its findings."""
EDITIONS = list(EXPECTED)


def of_kind(edition: int, kind: str) -> list[Row]:
    """The rows of one kind."""
    return [row for row in EXPECTED[edition] if row["kind"] == kind]


def counts(edition: int, kind: str) -> dict[str, int]:
    """What is counted to how many there are: `exactly` so many, or `at_least`."""
    return {row["id"]: int(row["value"]) for row in of_kind(edition, kind)}
