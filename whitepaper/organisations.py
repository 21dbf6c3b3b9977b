"""Which organisation a printed name means. A name that fits two organisations means neither."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping

import pandas as pd

from whitepaper.schema import LIST_SEPARATOR


def index(organisations: pd.DataFrame) -> dict[str, str]:
    """Folded name or alias to organisation_id, for those that name one organisation only.

    organisations: source rows with organisation_id, name, aliases (separated by |).
    """
    found: dict[str, set[str]] = {}
    for row in organisations.itertuples():
        for name in [row.name, *filter(None, row.aliases.split(LIST_SEPARATOR))]:
            found.setdefault(folded(name), set()).add(row.organisation_id)
    return {name: ids.pop() for name, ids in found.items() if len(ids) == 1}


def resolve(printed: str, known: Mapping[str, str]) -> list[str]:
    """Ids of the organisations that a printed cell names, in order; several may be joined by 、 or /."""
    whole = known.get(folded(printed))
    if whole:
        return [whole]
    parts: Iterable[str] = re.split("[、/]", printed)
    return list(dict.fromkeys(known[folded(part)] for part in parts if folded(part) in known))


def folded(name: str) -> str:
    """A name without the differences of width and space that printing makes."""
    return re.sub(r"\s", "", unicodedata.normalize("NFKC", name)).casefold()
