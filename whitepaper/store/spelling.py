"""How names are spelled in Latin letters: pinyin, its initials, and other readings of polyphonic characters."""

from __future__ import annotations

from functools import lru_cache
from itertools import product
from typing import Any

from pypinyin import Style
from pypinyin.converter import DefaultConverter
from pypinyin.core import Pinyin

UMLAUT, TYPED = "v", "u"
"""How the library writes ü, and what many type."""
MOST_READINGS = 8
MOST_WORDS = 8192


class _Remembering(DefaultConverter):
    """Reads each word once: names are made of the same ones, and to read a word is slow."""

    def __init__(self) -> None:
        super().__init__()
        self._read = lru_cache(MOST_WORDS)(super().convert)

    def convert(self, words: str, *how: Any, **more: Any) -> list[list[str]]:
        """The readings of each character of a word, as of the base; to be read, never changed."""
        return self._read(words, *how, **more)


_READING = Pinyin(_Remembering())


@lru_cache(maxsize=8192)
def spelling(text: str) -> tuple[str, str]:
    """The pinyin of a text without tones and blanks, and its initials."""
    return "".join(_READING.lazy_pinyin(text)), "".join(_READING.lazy_pinyin(text, style=Style.FIRST_LETTER))


@lru_cache(maxsize=8192)
def syllables(letter: str) -> frozenset[str]:
    """Every reading of one character, ü also as it is typed."""
    every = _READING.pinyin(letter, style=Style.NORMAL, heteronym=True)
    found = {reading for readings in every for reading in readings}
    return frozenset(found | {reading.replace(UMLAUT, TYPED) for reading in found})


@lru_cache(maxsize=8192)
def readings_of(text: str) -> tuple[str, ...]:
    """The pinyin of each character of a text as it is read there; other characters alone."""
    return tuple(str(each[0]) for each in _READING.pinyin(text, style=Style.NORMAL, errors=list))  # type: ignore[arg-type]  # a run


def typed(sound: str) -> str:
    """Pinyin with ü as many type it."""
    return sound.replace(UMLAUT, TYPED)


def sounds(text: str) -> set[str]:
    """The ways a short text may be typed in pinyin: as a phrase, and each reading where there are only a few."""
    found = {spelling(text)[0]}
    readings = [syllables(letter) for letter in text]
    count = 1
    for each in readings:
        count *= len(each)
    if count <= MOST_READINGS:
        found |= {"".join(parts) for parts in product(*readings)}
    return found | {each.replace(UMLAUT, TYPED) for each in found}
