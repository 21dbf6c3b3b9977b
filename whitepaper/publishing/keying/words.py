"""Words that stand in a workbook for the codes of the source, and back."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from rapidfuzz import process

from whitepaper.model.schema import LIST_SEPARATOR, read_rows
from whitepaper.model.text import unspaced

INDICATORS, AREAS, SECTORS, SUBSECTORS, FILES = "indicators", "areas", "sectors", "subsectors", "files"
UNIT, DEPARTMENTS, ORGANISATIONS, AWARDS, REASONS = "unit", "departments", "organisations", "awards", "missing_reason"
TEXTS = (UNIT, DEPARTMENTS, ORGANISATIONS, AWARDS)
"""Vocabularies that are only to be picked from: what is typed is what is kept."""
DROPPED = "dropped"
_DROPPED_WORDS = "本年未列"
"""The code, and the words, of a reason that is no row of the paper: it prints the number no longer."""
_ALIKE = 60  # of 100, from which a word is worth proposing


@dataclass
class Words:
    """Vocabularies: name to code to its word, and name to every other way to write a code, folded."""

    named: dict[str, dict[str, str]]
    others: dict[str, dict[str, str]] = field(default_factory=dict)
    _codes: dict[str, dict[str, str]] = field(default_factory=dict)

    @classmethod
    def of(cls, source: Path, editions: Iterable[str]) -> Words:
        """Those of a source folder; departments and awards are those of some editions."""
        tables = {name: read_rows(source / f"{name}.csv") for name in (*_NAMED, "codelists", ORGANISATIONS)}
        named = {name: {row[code]: row["name"] for row in tables[name]} for name, code in _NAMED.items()}
        sectors = named[SECTORS]
        named[SUBSECTORS] = {
            row["subsector_id"]: f"{sectors[row['sector_id']]}·{row['name']}" for row in tables[SUBSECTORS]
        }
        for row in tables["codelists"]:
            named.setdefault(row["codelist"], {})[row["code"]] = row["name"]
        named[REASONS] = named.get(REASONS, {}) | {DROPPED: _DROPPED_WORDS}
        named[ORGANISATIONS] = {row["name"]: row["name"] for row in tables[ORGANISATIONS]}
        folders = [source / edition for edition in editions]
        named[AWARDS] = _known(row["award"] for at in folders for row in read_rows(at / "honours.csv"))
        named[DEPARTMENTS] = _known(
            (
                *(row["department"] for row in tables[INDICATORS]),
                *(row["department"] for at in folders for row in read_rows(at / "sources.csv")),
            )
        )
        aliases: dict[str, set[str]] = {}
        for row in tables[AREAS]:
            for alias in filter(None, row["aliases"].split(LIST_SEPARATOR)):
                aliases.setdefault(unspaced(alias), set()).add(row["area_id"])
        one = {alias: next(iter(ids)) for alias, ids in aliases.items() if len(ids) == 1}
        renamed = {unspaced(row["name"]): row["indicator_id"] for row in read_rows(source / "names.csv")}
        return cls(named, {AREAS: one, INDICATORS: renamed})

    def word(self, vocabulary: str, code: str) -> str:
        """What stands for a code; the code itself where it has no word."""
        return self.named.get(vocabulary, {}).get(code, code)

    def code(self, vocabulary: str, word: str) -> str | None:
        """The code that a word stands for, or that it is; None where there is none. Width and blanks do not count."""
        if not word:
            return ""
        if vocabulary not in self._codes:
            known = self.named.get(vocabulary, {})
            self._codes[vocabulary] = (
                self.others.get(vocabulary, {})
                | {unspaced(code): code for code in known}
                | {unspaced(name): code for code, name in known.items()}
            )
        return self._codes[vocabulary].get(unspaced(word))

    def add(self, vocabulary: str, code: str, word: str) -> None:
        """Learn a code and its word."""
        self.named.setdefault(vocabulary, {})[code] = word
        self._codes.pop(vocabulary, None)

    def nearest(self, vocabulary: str, word: str) -> list[str]:
        """Up to three words of a vocabulary that resemble one."""
        found = process.extract(word, list(self.named.get(vocabulary, {}).values()), limit=3, score_cutoff=_ALIKE)
        return [name for name, *_ in found]

    def picks(self) -> Mapping[str, list[str]]:
        """Vocabulary to the words to pick from."""
        return {name: [word for word in dict.fromkeys(known.values()) if word] for name, known in self.named.items()}


_NAMED = {INDICATORS: "indicator_id", AREAS: "area_id", SECTORS: "sector_id", SUBSECTORS: "subsector_id"}


def _known(names: Iterable[str]) -> dict[str, str]:
    return {name: name for name in dict.fromkeys(names) if name}
