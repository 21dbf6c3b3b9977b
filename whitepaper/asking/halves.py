"""The halves of a question that joins two things, each as a question of its own."""

from __future__ import annotations

from whitepaper.asking.mending import Mended
from whitepaper.asking.names import SHORTEST
from whitepaper.asking.reading import Reading, read
from whitepaper.asking.words import grams, longest_run
from whitepaper.model.text import letters

FEWEST = 2
INTENT, LEVEL = "intent", "level"
OWN = "own"
"""The code of words for the whole district."""


def halves(asked: Mended, reading: Reading) -> list[Reading]:
    """What stands before the one word that joins, and what behind it; nothing where that is part of a name.

    Or what ends in the first of two that it counts, and the rest. asked: the question; reading: of it. The second half
    is about the place of the first, unless it names one.
    """
    names = reading.names
    joins = [
        (mark.start, mark.end) for mark in reading.marks
        if mark.kind == "joining" and asked.text[max(0, mark.start - 1) : mark.end + 1] not in names.text
    ]  # fmt: skip
    joins = joins or counted(reading)
    if len(joins) != 1 or len(asked.clauses) != 1:
        return []
    first, second = (_read(text, asked, reading) for text in (asked.text[: joins[0][0]], asked.text[joins[0][1] :]))
    if first.areas and not second.areas and not any(mark.code == OWN for mark in second.marks):
        place = max((name for name, _ in names.areas if name in first.text), key=len)
        second = _read(place + second.text, asked, reading)
    return [first, second]


def counted(reading: Reading) -> list[tuple[int, int]]:
    """Where the first ends of two things that a question counts, in a unit of its own: 几起死了几个; else nothing."""
    asked = sorted({mark.end for mark in reading.marks if mark.kind == INTENT and mark.code == LEVEL})
    if len(asked) != FEWEST or not (size := reading.unit_at(asked[0])):
        return []
    end = asked[0] + size
    return [(end, end)] if end < asked[1] else []


def inheriting(asked: Mended, first: Reading, second: Reading) -> Reading | None:
    """The second half with what of the first a name has besides all that it says: 景区 of 景区游客量和收入."""
    names = first.names
    ends = (word for word, _ in names.words.of_kind("counted") if second.text.endswith(word))
    bare = second.text.removesuffix(next(ends, ""))
    said = {gram for gram in (second.asked & grams([bare])) - names.questioning if len(gram) == SHORTEST}
    places = [names.holding[gram] for gram in said if gram in names.holding]
    able = set.intersection(*map(set, places)) if places else set()
    shared = {longest_run(name, first.text) for place in able for name in names.topics[place].spoken}
    longest = max(shared, key=lambda run: (len(run), -first.text.find(run)), default="")
    return _read(longest + second.text, asked, first) if len(longest) >= SHORTEST else None


def otherwise(asked: Mended, first: Reading, clause: Reading) -> Reading | None:
    """What a later clause asks of all there are, where the first asks of those that are new: 新增几家，累计几家.

    None where it does not, or says more than that.
    """
    pairs = [(letters(code), word) for word, code in first.names.words.of_kind("contrary")]
    found = ((new, word) for new, word in pairs if new in first.text and word in clause.text)
    new, word = next(found, ("", ""))
    if not new or clause.unknown(None, [word]):
        return None
    return _read(first.text.replace(new, word, 1), asked, first)


def beginning(asked: Mended, first: Reading, second: Reading) -> Reading:
    """The second of two that a question counts, with what the first says before how much: 养老机构床位多少张."""
    start = min(mark.start for mark in first.marks if mark.kind == INTENT and mark.code == LEVEL)
    return _read(first.text[:start] + second.text, asked, first)


def _read(text: str, asked: Mended, reading: Reading) -> Reading:
    return read(Mended(text, (text,), asked.figures, asked.changes), reading.names)
