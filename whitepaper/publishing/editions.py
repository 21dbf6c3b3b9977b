"""Several papers, one truth: which edition's number is the current one, decided here and nowhere else."""

from __future__ import annotations

import pandas as pd

from whitepaper.model.keys import KEY, REPORTED

SERIES = list(KEY[:-1])
"""What one number is about, whatever edition prints it."""


def superseded_by(rows: pd.DataFrame) -> pd.Series:
    """For each observation the edition whose number stands in its place; nothing where it is current itself.

    rows: built observations. Current is the number of the latest edition that prints it; where none prints it, what
    the latest edition has instead (derived or missing).
    """
    order = rows.assign(is_printed=rows["status"] == REPORTED, at=rows["edition"].astype(int))
    order = order.sort_values(["is_printed", "at"], kind="stable")
    current = order.drop_duplicates(SERIES, keep="last").set_index(SERIES)["at"]
    found = current.reindex(pd.MultiIndex.from_frame(rows[SERIES])).to_numpy()
    return pd.Series(found, index=rows.index, dtype="Int16").where(found != rows["edition"].astype(int).to_numpy())
