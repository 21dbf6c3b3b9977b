"""All checks of one paper: those declared, and those that need no declaration."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from whitepaper.checks import across, lists, plausible
from whitepaper.checks.declared import declared
from whitepaper.checks.judgement import VERDICTS
from whitepaper.checks.operands import Paper
from whitepaper.checks.outcome import COLUMNS, Judged, row


def run_checks(frames: Mapping[str, pd.DataFrame], edition: str) -> pd.DataFrame:
    """Check one edition against itself and against the earlier ones.

    frames: as for `Paper`, with `checks`, `restatements` and `accepted_findings`. Returns the columns of `checks` in
    dictionary.csv but those of the list type, which are text; gravest verdict first.
    """
    before = sorted(one for one in frames["observations"]["edition"].astype(str).unique() if one < edition)
    paper, earlier = Paper(frames, edition), [Paper(frames, one) for one in reversed(before)]
    judged = _judged(frames["accepted_findings"], edition)
    made = [
        row(paper, head, outcome, judged.get((head.check_id, outcome.printed)))
        for checks in (
            declared(paper, frames),
            plausible.checks(paper),
            across.checks(paper, earlier),
            lists.checks(paper, earlier),
        )
        for head, outcome in checks
    ]
    order = {verdict: position for position, verdict in enumerate(VERDICTS)}
    made.sort(key=lambda one: order[str(one["verdict"])])
    return pd.DataFrame(made, columns=list(COLUMNS))


def _judged(rows: pd.DataFrame, edition: str) -> dict[tuple[str, str], Judged]:
    """Check and what it found printed to what a person found of it in an edition."""
    own = rows[rows["edition"].astype(str) == edition]
    return {(one.check_id, one.printed): Judged(one.note, one.doubts) for one in own.itertuples()}
