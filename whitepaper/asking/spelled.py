"""How what may be typed by its sound is written: what `sounds` opens."""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from functools import cache

from whitepaper.asking.sounds import LAYOUT, Sayable
from whitepaper.store import lookups
from whitepaper.store.spelling import readings_of, sounds, spelling, typed

SHORTEST, LONGEST = 2, 10
"""Characters of what is read as a part of a name."""
GB2312 = "gb2312"
"""The characters that readers type."""
ROWS, CELLS = range(0xB0, 0xF8), range(0xA1, 0xFF)
"""Of that code its Chinese characters."""


def written(names: Sayable, version: str = "") -> bytes:
    """What some names sound like, as a file. version: of the data."""

    def fill(database: sqlite3.Connection) -> None:
        found = by_sound(names)
        database.executescript(LAYOUT)
        database.execute("INSERT INTO about VALUES (?, ?)", (version, max(map(len, found), default=0)))
        database.executemany("INSERT INTO names VALUES (?, ?)", sorted(found.items()))
        database.executemany("INSERT INTO initials VALUES (?, ?)", sorted(by_initials(names).items()))
        database.executemany("INSERT INTO alike VALUES (?, ?)", alike())

    return lookups.written(fill)


def by_sound(names: Sayable) -> dict[str, str]:
    """What may be typed in pinyin to the name or part of a name that it means; whole names, the shortest first."""
    found: dict[str, str] = {}
    whole = set(names.whole)
    for name in names.areas:
        for sound in sounds(name):
            found.setdefault(sound, name)
    for name in (*names.whole, *names.parts):
        readings, size = readings_of(name), len(name)
        ends = [size] if name in whole else range(SHORTEST, size + 1)
        for start in range(size - SHORTEST + 1):
            for end in ends if start else range(SHORTEST, size + 1):
                if SHORTEST <= end - start <= LONGEST:
                    found.setdefault("".join(readings[start:end]), name[start:end])
    for sound, name in list(found.items()):
        found.setdefault(typed(sound), name)
    return found


def by_initials(names: Sayable) -> dict[str, str]:
    """Initials of the pinyin of a name to the name, for those of one name alone."""
    found: dict[str, set[str]] = {}
    for name in names.initialled:
        found.setdefault(spelling(name)[1], set()).add(name)
    return {one: min(own) for one, own in found.items() if len(own) == 1 and len(one) >= SHORTEST}


@cache
def alike() -> list[tuple[str, str]]:
    """Each sound, and the characters that are read so where nothing stands beside them; in the order of the sounds."""
    found: dict[str, list[str]] = defaultdict(list)
    for row in ROWS:
        for cell in CELLS:
            for character in bytes((row, cell)).decode(GB2312, errors="ignore"):
                found[spelling(character)[0]].append(character)
    return [(sound, "".join(characters)) for sound, characters in sorted(found.items())]
