"""Which numbers the findings touch."""

from __future__ import annotations

import pyarrow as pa

from whitepaper.checks.judgement import CONTRADICTION, SCOPE
from whitepaper.checks.run import REPEAT

DOUBTED = (CONTRADICTION, SCOPE)


def touching(findings: pa.Table) -> dict[str, list[dict[str, object]]]:
    """Key of an observation to the findings in which it takes part, the gravest first.

    findings: the table `findings` of dictionary.csv.
    """
    found: dict[str, list[dict[str, object]]] = {}
    for row in findings.to_pylist():
        for key in row["observations"]:
            found.setdefault(key, []).append(row)
    return found


def doubts(findings: pa.Table) -> dict[str, str]:
    """Key of an observation that is in doubt to the explanation.

    In doubt is the number that a check found at odds with others, and both of two that should be the same; not
    every number it was computed from, nor what rounding, cutting off or damage to our text explains.
    """
    found: dict[str, list[str]] = {}
    for row in findings.to_pylist():
        if row["verdict"] in DOUBTED and not row["damage"]:
            for key in row["observations"] if row["kind"] == REPEAT else row["observations"][:1]:
                found.setdefault(key, []).append(row["explanation"])
    return {key: " ".join(texts) for key, texts in found.items()}
