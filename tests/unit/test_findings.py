"""Which numbers a finding touches, and which it marks."""

import pyarrow as pa
import pytest

from whitepaper.checks import findings
from whitepaper.checks.judgement import CONTRADICTION, SCOPE

KEYS = pa.list_(pa.string())


def found(*rows: tuple[list[str], list[str]], verdict: str = CONTRADICTION) -> pa.Table:
    """Findings: the keys that took part, and those of them that are marked; each is explained by its place."""
    return pa.table(
        {
            "finding_id": [f"finding {place}" for place in range(1, len(rows) + 1)],
            "observations": pa.array([row[0] for row in rows], KEYS),
            "doubted": pa.array([row[1] for row in rows], KEYS),
            "verdict": [verdict] * len(rows),
            "explanation": [f"Because of {place}." for place in range(1, len(rows) + 1)],
        }
    )


def test_every_number_that_takes_part_is_touched_in_the_order_of_the_findings() -> None:
    """Whether marked or not; a number that is in none is not there."""
    touched = findings.touching(found((["a", "b"], ["a"]), ([], []), (["b", "c"], [])))
    assert touched == {"a": [0], "b": [0, 2], "c": [2]}


MARKED = [
    ("one side", [(["a", "b"], ["a"])], {"a": "Because of 1."}),
    ("both sides", [(["a", "b"], ["a", "b"])], {"a": "Because of 1.", "b": "Because of 1."}),
    ("none", [(["a", "b"], [])], {}),
    ("no number", [([], [])], {}),
    (
        "two findings",
        [(["a"], ["a"]), (["a"], []), (["b", "a"], ["b", "a"])],
        {"a": "Because of 1. Because of 3.", "b": "Because of 3."},
    ),
]


@pytest.mark.parametrize("verdict", [CONTRADICTION, SCOPE])
@pytest.mark.parametrize(("name", "rows", "marked"), MARKED, ids=[case[0] for case in MARKED])
def test_only_what_a_finding_names_is_marked(
    name: str, rows: list[tuple[list[str], list[str]]], marked: dict[str, str], verdict: str
) -> None:
    """With the reasons of all findings that mark it; by none of another verdict."""
    table = found(*rows, verdict=verdict)
    assert findings.marked(table, verdict) == marked
    assert not findings.marked(table, ({CONTRADICTION, SCOPE} - {verdict}).pop())
