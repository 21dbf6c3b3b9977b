"""Which numbers the findings touch."""

from __future__ import annotations

import pyarrow as pa
import pyarrow.compute as pc


def touching(findings: pa.Table) -> dict[str, list[int]]:
    """Key of an observation to the places of the findings in which it takes part, the gravest first.

    findings: the table `findings` of dictionary.csv.
    """
    listed = findings["observations"]
    found: dict[str, list[int]] = {}
    keys, places = (of(listed).to_pylist() for of in (pc.list_flatten, pc.list_parent_indices))
    for key, place in zip(keys, places, strict=True):
        found.setdefault(key, []).append(place)
    return found


def marked(findings: pa.Table, verdict: str) -> dict[str, str]:
    """Key of an observation that findings of a verdict mark, to their explanation. verdict: one of MARKING.

    Marked is only what the check, or who judged its finding, names; a number confirmed elsewhere is not, nor what
    rounding, cutting off or damage to our text explains.
    """
    found: dict[str, list[str]] = {}
    for row in findings.to_pylist():
        for key in row["doubted"] if row["verdict"] == verdict else ():
            found.setdefault(key, []).append(row["explanation"])
    return {key: " ".join(texts) for key, texts in found.items()}
