"""Which numbers a finding touches, and which it puts in doubt."""

import pyarrow as pa
import pytest

from whitepaper.checks import findings

KEYS = pa.list_(pa.string())


def found(*rows: tuple[list[str], list[str]]) -> pa.Table:
    """Findings: the keys that took part, and those of them that are in doubt; each is explained by its place."""
    return pa.table(
        {
            "finding_id": [f"finding {place}" for place in range(1, len(rows) + 1)],
            "observations": pa.array([row[0] for row in rows], KEYS),
            "doubted": pa.array([row[1] for row in rows], KEYS),
            "explanation": [f"Because of {place}." for place in range(1, len(rows) + 1)],
        }
    )


def test_every_number_that_takes_part_is_touched_in_the_order_of_the_findings() -> None:
    """Whether in doubt or not; a number that is in none is not there."""
    touched = findings.touching(found((["a", "b"], ["a"]), (["b", "c"], [])))
    assert {key: [row["finding_id"] for row in rows] for key, rows in touched.items()} == {
        "a": ["finding 1"], "b": ["finding 1", "finding 2"], "c": ["finding 2"],
    }  # fmt: skip
    assert touched["c"][0]["explanation"] == "Because of 2."


DOUBTS = [
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


@pytest.mark.parametrize(("name", "rows", "doubted"), DOUBTS, ids=[case[0] for case in DOUBTS])
def test_only_what_a_finding_names_is_in_doubt(
    name: str, rows: list[tuple[list[str], list[str]]], doubted: dict[str, str]
) -> None:
    """With the reasons of all findings that doubt it."""
    assert findings.doubts(found(*rows)) == doubted
