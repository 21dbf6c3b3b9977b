"""Whether an indicator counts or measures what a question asks for: its unit, a rate, a share of it, its opposite."""

from __future__ import annotations

from whitepaper.asking.names import RATES, Names, Topic
from whitepaper.asking.reading import Reading
from whitepaper.asking.words import grams
from whitepaper.model.text import letters
from whitepaper.printed.intervals import split_unit

PEOPLE = "person"
"""Code of the words that count people, who are counted in nothing else."""


def is_counted_so(reading: Reading, topic: Topic) -> bool:
    """Whether a topic has numbers in the unit that the question counts in; where it names none, yes."""
    return not reading.units or any(one in letters(unit) for one in reading.units for unit in topic.units)


def is_other(reading: Reading, topic: Topic) -> bool:
    """Whether a topic is another measure than the question asks for."""
    return (
        _is_counted_otherwise(reading, topic)
        or _is_of_others(reading, topic)
        or _is_no_rate(reading, topic)
        or _is_of_its_base(reading, topic)
        or _is_opposite(reading, topic)
    )


def _is_counted_otherwise(reading: Reading, topic: Topic) -> bool:
    """Whether the question names a unit that a topic has no number in, or counts what is measured."""
    words = reading.names.words
    general = {word for word, _ in words.of_kind("general")}
    money = {letters(code) for word, code in words.of_kind("money") if word in reading.text}
    money = set() if reading.asks_rate else money
    asked, has = reading.units - general | money, {letters(unit) for unit in topic.units}
    if asked and not any(one in unit for one in asked for unit in has):
        return True
    return bool(reading.units & general and topic.units - RATES) and all(map(reading.is_measured, topic.units))


def _is_of_others(reading: Reading, topic: Topic) -> bool:
    """Whether the question counts people and the units do not, or firms and the units people."""
    kinds = dict(reading.names.words.of_kind("counts"))
    asked = {kinds.get(unit) for unit in reading.units}
    counted = {kinds.get(split_unit(letters(unit))[1]) for unit in topic.units}
    if None in asked or not asked or not counted or asked & counted:
        return False
    return None not in counted or asked == {PEOPLE}


def _is_no_rate(reading: Reading, topic: Topic) -> bool:
    """Whether the question asks for a rate and a topic has none."""
    if reading.intents & {"growth", "share", "doubt"} or reading.code_of("direction"):
        return False
    return reading.asks_rate and bool(topic.units) and not topic.units & RATES


def _is_of_its_base(reading: Reading, topic: Topic) -> bool:
    """Whether the question asks what share that has of which a topic is a share: of GDP, not of research in it."""
    names = reading.names
    own, _ = _around_rate(reading.text, names)
    asked = grams([own]) - names.questioning - grams(name for name, _ in names.areas if name in own)
    if not asked or not topic.units & RATES:
        return False
    sides = [_around_rate(name, names) for name in topic.spoken]
    return bool(asked & grams(base for _, base in sides)) and not asked & grams(part for part, _ in sides)


def _around_rate(text: str, names: Names) -> tuple[str, str]:
    """What stands before the first word for a rate or share, and from it on; all before where there is none."""
    places = [text.find(word) for word, _ in names.words.of_kind("rate") if word in text]
    at = min(places, default=len(text))
    return text[:at], text[at:]


def _is_opposite(reading: Reading, topic: Topic) -> bool:
    """Whether a topic is what is not as the question says: 不合格 for 合格."""
    return any(
        word[1:] in reading.text and word not in reading.text and word in topic.spoken[0]
        for word, _ in reading.names.words.of_kind("opposite")
    )
