"""Which numbers a finding touches, and which it puts in doubt."""

import pyarrow as pa
import pytest

from whitepaper.checks import findings
from whitepaper.checks.judgement import CONTRADICTION, CUT, ROUNDED, SCOPE
from whitepaper.checks.run import RATE, REPEAT, SUM


def found(*rows: tuple[str, str, str, list[str]]) -> pa.Table:
    """Findings: kind, verdict, damage, keys; each is explained by its place."""
    return pa.table(
        {
            "finding_id": [f"finding {place}" for place in range(1, len(rows) + 1)],
            "kind": [row[0] for row in rows],
            "verdict": [row[1] for row in rows],
            "damage": [row[2] for row in rows],
            "observations": pa.array([row[3] for row in rows], pa.list_(pa.string())),
            "explanation": [f"Because of {place}." for place in range(1, len(rows) + 1)],
        }
    )


def test_every_number_that_takes_part_is_touched_in_the_order_of_the_findings() -> None:
    """Whatever the verdict; a number that is in none is not there."""
    touched = findings.touching(found((SUM, CONTRADICTION, "", ["a", "b"]), (RATE, ROUNDED, "yes", ["b", "c"])))
    assert {key: [row["finding_id"] for row in rows] for key, rows in touched.items()} == {
        "a": ["finding 1"], "b": ["finding 1", "finding 2"], "c": ["finding 2"],
    }  # fmt: skip
    assert touched["c"][0]["explanation"] == "Because of 2."


DOUBTS = [
    ("a contradiction", [(SUM, CONTRADICTION, "", ["a", "b"])], {"a": "Because of 1."}),
    ("unclear scope", [(SUM, SCOPE, "", ["a", "b"])], {"a": "Because of 1."}),
    ("two that are the same", [(REPEAT, CONTRADICTION, "", ["a", "b"])], {"a": "Because of 1.", "b": "Because of 1."}),
    ("rounding", [(SUM, ROUNDED, "", ["a", "b"])], {}),
    ("cutting off", [(REPEAT, CUT, "", ["a", "b"])], {}),
    ("damage", [(SUM, CONTRADICTION, "yes", ["a", "b"])], {}),
    ("no number", [(SUM, CONTRADICTION, "", [])], {}),
    (
        "two findings",
        [(SUM, CONTRADICTION, "", ["a"]), (SUM, ROUNDED, "", ["a"]), (REPEAT, SCOPE, "", ["b", "a"])],
        {"a": "Because of 1. Because of 3.", "b": "Because of 3."},
    ),
]


@pytest.mark.parametrize(("name", "rows", "doubted"), DOUBTS, ids=[case[0] for case in DOUBTS])
def test_the_checked_number_is_in_doubt_and_not_what_it_was_computed_from(
    name: str, rows: list[tuple[str, str, str, list[str]]], doubted: dict[str, str]
) -> None:
    """Both of two that should be the same; nothing that digits or damage explain."""
    assert findings.doubts(found(*rows)) == doubted
