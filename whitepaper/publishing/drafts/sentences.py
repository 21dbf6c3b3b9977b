"""Sentences of a draft that hold numbers, with the numbers of the last edition that they may be: nothing is taken."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from rapidfuzz import fuzz, process

from whitepaper.model.text import letters, unspaced
from whitepaper.printed import typed
from whitepaper.printed.reading import is_fraction
from whitepaper.publishing.drafts.document import DraftParagraph

MOST_CANDIDATES = 3
_ALIKE = 60
"""Of 100, from which a name resembles a part of a sentence."""
_LONGEST_HEADING = 60
_NUMERALS = "一二三四五六七八九十"
_LEVELS = tuple(
    re.compile(pattern)
    for pattern in (
        rf"(第[{_NUMERALS}]+[章篇])",
        rf"([{_NUMERALS}]+)、",
        rf"[(（]([{_NUMERALS}]+)[)）]",
        r"(\d{1,2})[.．、](?!\d)",
        r"[(（](\d{1,2})[)）]",
    )
)
_BRACKETED = 2
"""The level whose number keeps its brackets in a section: `第一章/一/(一)/1`."""
_ENDS = re.compile(r"(?<=[。！？；;!?])")
_ENTRY = re.compile(r".*[.…·\s]{2,}\d{1,3}")
"""A line of a table of contents."""
_NO_SIZE = re.compile(
    r"(?:19|20)\d\d(?:\s*[-—–至~～]\s*(?:19|20)\d\d)?\s*(?:年|(?=世界|上海|度))(?:\s*\d{1,2}\s*月(?:\s*\d{1,2}\s*日)?)?"
    r"|[表图]\s*\d+|\d{1,2}\s*月(?:\s*\d{1,2}\s*日)?|^\s*[(（]?\d{1,2}[)）.．、](?!\d)|〔\d{4}〕\s*\d+\s*号"
)
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
        if not text or len(text) > _LONGEST_HEADING or _ENDS.search(text) or _ENTRY.fullmatch(text):
            return
        first = next((name for name in self.firsts if unspaced(text).startswith(unspaced(name))), None)
        if first:
            self.numbers, self.heading = [first], text
            return
        for level, pattern in enumerate(_LEVELS):
            if match := pattern.match(text):
                number = f"({match[1]})" if level == _BRACKETED else match[1]
                if level < len(_LEVELS) - 1 or paragraph.level:
                    self.numbers = [*self.numbers[:level], number]
                    self.heading = text if level < _BRACKETED else self.heading
                return

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
        if _ENTRY.fullmatch(paragraph.text):
            continue
        for text in _ENDS.split(paragraph.text):
            found = _units(text, known)
            if not found and not is_fraction(typed.figures(_NO_SIZE.sub("", text))):
                continue
            about = {
                town for town, names in towns.items() if any(name in text or name in section.heading for name in names)
            }
            pool = [
                one for unit in found for one in by_unit.get(unit, ()) if not about or one.area in about or not one.area
            ]
            if not about:
                pool = [one for one in pool if not one.area]
            yield Sentence(paragraph.index, section.name, text.strip(), _nearest(text, pool, section.name))


def _units(text: str, known: Sequence[str]) -> set[str]:
    """The units of the numbers of a sentence, empty for one without; years, dates and table numbers are none."""
    plain = _NO_SIZE.sub(" ", typed.figures(text))
    found = set()
    for match in _NUMBER.finditer(plain):
        after = plain[match.end() :].lstrip("余多 ")
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
