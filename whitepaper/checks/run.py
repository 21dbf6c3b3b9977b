"""All checks of one paper: those declared, and those that need no declaration."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

import pandas as pd

from whitepaper.checks import across, lists, plausible
from whitepaper.checks.declared import declared
from whitepaper.checks.judgement import VERDICTS
from whitepaper.checks.operands import Paper
from whitepaper.checks.outcome import COLUMNS, Judged, Outcome, row


def run_checks(frames: Mapping[str, pd.DataFrame], edition: str) -> pd.DataFrame:
    """Check one edition against itself and against the earlier ones.

    frames: as for `Paper`, with `checks`, `restatements` and `accepted_findings`. Returns the columns of `checks` in
    dictionary.csv but those of the list type, which are text; gravest verdict first.
    """
    made = [told for told, _ in outcomes(frames, *papers(frames, edition))]
    order = {verdict: position for position, verdict in enumerate(VERDICTS)}
    made.sort(key=lambda one: order[str(one["verdict"])])
    return pd.DataFrame(made, columns=list(COLUMNS))


def papers(frames: Mapping[str, pd.DataFrame], edition: str) -> tuple[Paper, list[Paper]]:
    """An edition, and the earlier ones, the newest of them first."""
    before = sorted(one for one in frames["observations"]["edition"].astype(str).unique() if one < edition)
    return Paper(frames, edition), [Paper(frames, one) for one in reversed(before)]


def outcomes(
    frames: Mapping[str, pd.DataFrame], paper: Paper, earlier: Sequence[Paper]
) -> Iterator[tuple[dict[str, object], Outcome]]:
    """Every check of a paper in the order of its making: the row that tells it, and the numbers behind it."""
    judged = _judged(frames["accepted_findings"], paper.edition)
    for checks in (
        declared(paper, frames),
        plausible.checks(paper),
        across.checks(paper, earlier),
        lists.checks(paper, earlier),
    ):
        for head, outcome in checks:
            yield row(paper, head, outcome, judged.get((head.check_id, outcome.printed))), outcome


def _judged(rows: pd.DataFrame, edition: str) -> dict[tuple[str, str], Judged]:
    """Check and what it found printed to what a person found of it in an edition."""
    own = rows[rows["edition"].astype(str) == edition]
    return {(one.check_id, one.printed): Judged(one.note, one.doubts) for one in own.itertuples()}
