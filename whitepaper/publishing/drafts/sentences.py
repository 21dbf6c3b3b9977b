"""Sentences of a draft that hold numbers, with the numbers of the last edition that they may be: nothing is taken."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from rapidfuzz import fuzz, process

from whitepaper.model.text import letters, unspaced
from whitepaper.printed import drafted
from whitepaper.printed.reading import QUALIFIERS_AFTER, is_fraction
from whitepaper.publishing.drafts.document import DraftParagraph

MOST_CANDIDATES = 3
_ALIKE = 60
"""Of 100, from which a name resembles a part of a sentence."""
_DEEP = 2
"""The level from which a heading no longer names the town of a report."""
_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")


@dataclass(frozen=True)
class Candidate:
    """A number of the last edition's text. name: as it is compared; said: as it is told; area: its id."""

    name: str
    said: str
    unit: str
    section: str
    area: str


@dataclass(frozen=True)
class Sentence:
    """A sentence with numbers. section: as `第一章/一/(一)/1`; areas: towns that it or its heading names."""

    paragraph: int
    section: str
    text: str
    candidates: tuple[str, ...]


@dataclass
class _Section:
    """Where one is in the text."""

    firsts: Sequence[str]
    numbers: list[str] = field(default_factory=list)
    heading: str = ""

    def read(self, paragraph: DraftParagraph) -> None:
        """Take up a heading; other paragraphs change nothing."""
        text = paragraph.text.strip()
        if not text or len(text) > drafted.LONGEST_HEADING or drafted.is_entry(text):
            return
        first = next((name for name in self.firsts if unspaced(text).startswith(unspaced(name))), None)
        found = drafted.numbering(text)
        if first:
            self.numbers, self.heading = [first], text
        elif found and (found[0] < drafted.DEEPEST or paragraph.level):
            level, number = found
            self.numbers = [*self.numbers[:level], number]
            self.heading = text if level < _DEEP else self.heading

    @property
    def name(self) -> str:
        return "/".join(self.numbers)


def sentences(
    paragraphs: Iterable[DraftParagraph],
    candidates: Sequence[Candidate],
    units: Iterable[str],
    towns: Mapping[str, Sequence[str]],
) -> Iterator[Sentence]:
    """Every sentence that holds a number.

    candidates: of the last edition; units: as they are printed; towns: id to all names. A candidate has the unit of a
    number of the sentence, its town, and a name that resembles a part of it; those of the same section go first.
    """
    section = _Section(list(dict.fromkeys(one.section.partition("/")[0] for one in candidates if one.section)))
    known = sorted(units, key=len, reverse=True)
    by_unit: dict[str, list[Candidate]] = {}
    for one in candidates:
        by_unit.setdefault(one.unit, []).append(one)
    for paragraph in paragraphs:
        section.read(paragraph)
        if drafted.is_entry(paragraph.text):
            continue
        for text in drafted.sentences(paragraph.text):
            found = _units(text, known)
            if not found and not is_fraction(drafted.sizes(text)):
                continue
            about = {
                town for town, names in towns.items() if any(name in text or name in section.heading for name in names)
            }
            pool = [
                one for unit in found for one in by_unit.get(unit, ()) if not about or one.area in about or not one.area
            ]
            if not about:
                pool = [one for one in pool if not one.area]
            yield Sentence(paragraph.index, section.name, text, _nearest(text, pool, section.name))


def _units(text: str, known: Sequence[str]) -> set[str]:
    """The units of the numbers of a sentence, empty for one without; years, dates and table numbers are none."""
    plain = drafted.sizes(text)
    found = set()
    for match in _NUMBER.finditer(plain):
        after = plain[match.end() :].lstrip(f" {''.join(QUALIFIERS_AFTER)}")
        found.add(next((unit for unit in known if after.startswith(unit)), ""))
    return found


def _nearest(text: str, pool: Sequence[Candidate], section: str) -> tuple[str, ...]:
    """What a sentence may tell, the most alike first."""
    names = [one.name for one in pool]
    found = process.extract(
        letters(text), names, scorer=fuzz.partial_ratio, limit=MOST_CANDIDATES * 4, score_cutoff=_ALIKE
    )
    ranked = sorted(found, key=lambda one: (pool[one[2]].section != section, -one[1]))
    return tuple(dict.fromkeys(pool[place].said for _, _, place in ranked))[:MOST_CANDIDATES]
