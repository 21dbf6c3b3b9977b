"""What the words over a column and before a row say: which indicator, area, category, period or measure.

Learnt from the source, table by table: its names, and `labels.csv` for what tables print otherwise.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from whitepaper.model.schema import LIST_SEPARATOR, read_rows
from whitepaper.model.text import letters, unspaced
from whitepaper.printed import typed
from whitepaper.printed.drafted import leading_year, unnumbered_label

LABELS = "labels.csv"
SAID = ("indicator_id", "area_id", "category", "period", "measure")
"""What words can say: the key of a number within one edition."""
Saying = Mapping[str, str]
"""Column of the key to what is said of it; nothing where words are silent."""
PERCENT = "%"
_PERIOD = re.compile(r"\d{4}(?:-\d{4}|Q[1-4](?:-Q[1-4])?)?")
_MOST_PARTS = 6


@dataclass(frozen=True)
class Naming:
    """The words of all tables of a source: units, and rows of its CSVs that name things."""

    units: frozenset[str]
    labels: Sequence[Mapping[str, str]]
    indicators: Mapping[str, Sequence[str]]
    areas: Mapping[str, Sequence[str]]
    measures: Mapping[str, str]

    @classmethod
    def of(cls, source: Path) -> Naming:
        """Those of a source folder."""
        codes = read_rows(source / "codelists.csv")
        indicators = {row["indicator_id"]: [row["name"]] for row in read_rows(source / "indicators.csv")}
        for row in read_rows(source / "names.csv"):
            indicators.setdefault(row["indicator_id"], []).append(row["name"])
        areas = {
            row["area_id"]: [row["name"], *filter(None, row["aliases"].split(LIST_SEPARATOR))]
            for row in read_rows(source / "areas.csv")
        }
        return cls(
            frozenset(unspaced(row["code"]) for row in codes if row["codelist"] == "unit" and row["code"]),
            read_rows(source / LABELS) if (source / LABELS).is_file() else [],
            indicators,
            areas,
            {row["code"]: row["name"] for row in codes if row["codelist"] == "measure"},
        )

    def bare(self, text: str) -> tuple[str, str]:
        """Words as they are compared, without running number and unit, and the unit that they state, else empty.

        `1.增长（%）` is 增长 and %; a text that is a unit alone is nothing and that unit.
        """
        found = unnumbered_label(unspaced(text))
        if found in self.units:
            return "", found
        for ending, unit in self._endings:
            if found.endswith(ending) and len(found) > len(ending):
                return self._letters(found.removesuffix(ending)), unit
        if found.endswith(PERCENT):
            return self._letters(found.removesuffix(PERCENT)), PERCENT
        return self._letters(found), ""

    @cached_property
    def _endings(self) -> list[tuple[str, str]]:
        """How words end that state a unit, and that unit; the longest units first."""
        units = sorted(self.units, key=len, reverse=True)
        return [(ending, unit) for unit in units for ending in (f"({unit})", f"/{unit}", f",{unit}")]

    def silent(self, file: str) -> list[str]:
        """Words of a table that say nothing more than it does, such as another title of it."""
        return [row["label"] for row in self.labels if row["file"] == file and not _saying(row)]

    @staticmethod
    def _letters(text: str) -> str:
        return letters(text) or text


@dataclass(frozen=True)
class Vocabulary:
    """How the rows and columns of one table are called. rows: the keys of all numbers that it is asked for."""

    naming: Naming
    file: str
    rows: Sequence[Mapping[str, str]]

    @cached_property
    def indicators(self) -> list[str]:
        """Its indicators."""
        return list(dict.fromkeys(row["indicator_id"] for row in self.rows))

    @cached_property
    def areas(self) -> list[str]:
        """Its areas."""
        return list(dict.fromkeys(row["area_id"] for row in self.rows))

    @cached_property
    def _declared(self) -> dict[tuple[str, ...], list[Saying]]:
        """Of `labels.csv`: words, of which several must stand together, to what they say; the table's own go first."""
        found: dict[tuple[str, ...], list[Saying]] = {}
        for file in ("", self.file):
            own: dict[tuple[str, ...], list[Saying]] = {}
            for row in self.naming.labels:
                if row["file"] == file:
                    words = tuple(self.naming.bare(part)[0] for part in row["label"].split(LIST_SEPARATOR))
                    own.setdefault(words, []).append(_saying(row))
            found |= own
        return found

    @cached_property
    def words(self) -> dict[str, list[Saying]]:
        """Words of one cell to all that they may say."""
        found: dict[str, list[Saying]] = {}

        def add(word: str, saying: Saying) -> None:
            known = found.setdefault(self.naming.bare(word)[0], [])
            if saying not in known:
                known.append(saying)

        for indicator in self.indicators:
            for name in self.naming.indicators.get(indicator, ()):
                add(name, {"indicator_id": indicator})
        for area in self.areas:
            for name in self.naming.areas.get(area, ()):
                add(name, {"area_id": area})
        for category in dict.fromkeys(row["category"] for row in self.rows if row["category"]):
            add(category, self._of_category(category))
        for measure, name in self.naming.measures.items():
            add(name, {"measure": measure})
        for words, sayings in self._declared.items():
            if len(words) == 1:
                found[words[0]] = [self._completed(one) for one in sayings]
        found.pop("", None)
        return found

    def _of_category(self, category: str) -> Saying:
        """A category says its indicator too where no other indicator of the table has it."""
        having = {row["indicator_id"] for row in self.rows if row["category"] == category}
        return {"category": category} | ({"indicator_id": having.pop()} if len(having) == 1 else {})

    def _completed(self, saying: Saying) -> Saying:
        return {**self._of_category(saying["category"]), **saying} if saying.get("category") else saying

    @cached_property
    def together(self) -> list[tuple[tuple[str, ...], list[Saying]]]:
        """Words that only say something where they stand together."""
        return [(words, sayings) for words, sayings in self._declared.items() if len(words) > 1]

    def said(self, text: str) -> list[Saying]:
        """All that the words of one cell may say; none where any part of them is not known."""
        period = typed.period(text)
        if _PERIOD.fullmatch(period):
            return [{"period": period}]
        word = self.naming.bare(text)[0]
        if not word:
            return [{}]
        return self.words.get(word) or _unlike(list(self._in_parts(word, _MOST_PARTS)))

    def knows(self, text: str) -> bool:
        """Whether the words of one cell say something, be it only together with others."""
        word = self.naming.bare(text)[0]
        return bool(self.said(text)) or any(word in words for words, _ in self.together)

    def _in_parts(self, word: str, most: int) -> Iterator[Saying]:
        """What is said where a word is known words and years in a row."""
        if not word:
            yield {}
            return
        if not most:
            return
        year, after = leading_year(word)
        for rest in self._in_parts(after, most - 1) if year else ():
            yield from _both({"period": year}, rest)
        for length in range(1, len(word) + 1):
            for saying in self.words.get(word[:length], ()):
                for rest in self._in_parts(word[length:], most - 1):
                    yield from _both(saying, rest)

    def readings(self, texts: Sequence[str]) -> list[Saying]:
        """All that several cells may say together; none where one is not known or they contradict one another."""
        return _unlike(list(self._readings(tuple(texts))))

    def _readings(self, texts: tuple[str, ...]) -> Iterator[Saying]:
        if not texts:
            yield {}
            return
        bare = [self.naming.bare(text)[0] for text in texts]
        for words, sayings in self.together:
            if bare[0] in words and set(words) <= set(bare):
                left = tuple(text for text, word in zip(texts, bare, strict=True) if word not in words)
                for saying in sayings:
                    for rest in self._readings(left):
                        yield from _both(self._completed(saying), rest)
        for saying in self.said(texts[0]):
            for rest in self._readings(texts[1:]):
                yield from _both(saying, rest)


def _saying(row: Mapping[str, str]) -> Saying:
    """What a line of `labels.csv` says."""
    said = {column: row[column] for column in SAID if row.get(column)}
    return said | {"category": ""} if row["total"] else said


def _both(first: Saying, second: Saying) -> Iterator[Saying]:
    """Two sayings as one; none where they contradict one another."""
    if all(second.get(column, value) == value for column, value in first.items()):
        yield {**first, **second}


def _unlike(sayings: Sequence[Saying]) -> list[Saying]:
    """Each once."""
    return [saying for number, saying in enumerate(sayings) if saying not in sayings[:number]]
