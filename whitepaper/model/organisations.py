"""Which organisation a printed name means. A name that fits two organisations means neither."""

from __future__ import annotations

import re
from collections.abc import Mapping

import pandas as pd

from whitepaper.model.schema import LIST_SEPARATOR
from whitepaper.model.text import unspaced


def index(organisations: pd.DataFrame) -> dict[str, str]:
    """Folded name or alias to organisation_id, for those that name one organisation only.

    organisations: source rows with organisation_id, name, aliases (separated by |).
    """
    found: dict[str, set[str]] = {}
    for row in organisations.itertuples():
        for name in [row.name, *filter(None, row.aliases.split(LIST_SEPARATOR))]:
            found.setdefault(unspaced(name), set()).add(row.organisation_id)
    return {name: ids.pop() for name, ids in found.items() if len(ids) == 1}


def resolve(printed: str, known: Mapping[str, str]) -> list[str]:
    """Ids of the organisations that a printed cell names, in order; several may be joined by 、 or /."""
    return list(dict.fromkeys(known[unspaced(one)] for one in names(printed, known) if unspaced(one) in known))


def names(printed: str, known: Mapping[str, str]) -> list[str]:
    """The names in a printed cell: one that is known as a whole, else its parts between 、 and /."""
    return [printed] if unspaced(printed) in known else re.split("[、/]", printed)
