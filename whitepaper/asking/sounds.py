"""What is typed by its sound, and what was meant: a file that `spelled` writes when a version is built.

To know how names are read takes 55 MB of phrases, which a server would hold for every reader; it holds what they give.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass

from whitepaper.store.lookups import Lookup

LAYOUT = """
CREATE TABLE about (version TEXT, longest INTEGER);
CREATE TABLE names (sound TEXT PRIMARY KEY, name TEXT) WITHOUT ROWID;
CREATE TABLE initials (letters TEXT PRIMARY KEY, name TEXT) WITHOUT ROWID;
CREATE TABLE alike (sound TEXT PRIMARY KEY, characters TEXT) WITHOUT ROWID;
"""


@dataclass(frozen=True)
class Sayable:
    """Folded names that may be typed by their sound.

    areas: of places, each by any of its readings; whole: typed from anywhere in them to their end, or their beginning;
    parts: any part of them; initialled: by the initials of their pinyin, too.
    """

    areas: tuple[str, ...]
    whole: tuple[str, ...]
    parts: tuple[str, ...]
    initialled: tuple[str, ...]


class Sounds(Lookup):
    """What runs of Latin letters mean, and which characters may be typed for each other."""

    def __init__(self, database: sqlite3.Connection) -> None:
        super().__init__(database)
        ((self._longest,),) = self._rows("SELECT longest FROM about")

    def names(self, run: str) -> dict[str, str]:
        """Every part of a run of letters that is the pinyin of a name, or of a part of one: to what it means."""
        parts = {run[at:end] for at in range(len(run)) for end in range(at + 1, min(at + self._longest, len(run)) + 1)}
        return dict(self._having("names", "sound", parts))

    def initialled(self, run: str) -> str:
        """The one name whose initials are these; empty for none and for several."""
        return dict(self._having("initials", "letters", (run,))).get(run, "")

    def is_alike(self, one: str, other: str) -> bool:
        """Whether two characters are read alike."""
        asked = "SELECT EXISTS (SELECT 1 FROM alike WHERE instr(characters, ?) AND instr(characters, ?))"
        return bool(self._rows(asked, one, other)[0][0])

    def _having(self, table: str, column: str, values: Iterable[str]) -> list[tuple[str, str]]:
        asked = f"SELECT {column}, name FROM {table} WHERE {column} IN (SELECT value FROM json_each(?))"
        return self._rows(asked, json.dumps(sorted(values)))
