"""Whether an indicator counts or measures what a question asks for: its unit, a rate, a share of it, its opposite."""

from __future__ import annotations

from functools import lru_cache

from whitepaper.asking.names import RATES, SHORTEST, Names, Topic
from whitepaper.asking.reading import LONG_NAME, REMEMBERED, Reading
from whitepaper.asking.words import INTENT, grams
from whitepaper.model.text import letters, variants
from whitepaper.printed.intervals import split_unit

PEOPLE = "person"
"""Code of the words that count people, who are counted in nothing else."""


def is_counted_so(reading: Reading, topic: Topic) -> bool:
    """Whether a topic has numbers in the unit that the question counts in, or says it; where it names none, yes."""
    has = [*map(letters, topic.units), topic.spoken[0]]
    return not reading.units or any(one in text for one in reading.units for text in has)


def is_of_people(reading: Reading) -> bool:
    """Whether a question counts people by their unit."""
    kinds = dict(reading.names.words.of_kind("counts"))
    return bool(reading.units) and {kinds.get(unit) for unit in reading.units} == {PEOPLE}


@lru_cache(maxsize=REMEMBERED)
def is_other(reading: Reading, topic: Topic) -> bool:
    """Whether a topic is another measure than the question asks for."""
    return (
        _is_counted_otherwise(reading, topic)
        or _is_of_others(reading, topic)
        or _is_no_rate(reading, topic)
        or _is_of_its_base(reading, topic)
        or _is_opposite(reading, topic)
        or _is_outcome(reading, topic)
        or _is_unsaid(reading, topic)
        or _is_done_to_them(reading, topic)
        or _is_contrary(reading, topic)
        or _is_no_count(reading, topic)
        or _is_other_half(reading, topic)
        or _is_other_grade(reading, topic)
    )


def _is_counted_otherwise(reading: Reading, topic: Topic) -> bool:
    """Whether the question names a unit that a topic has no number in, or counts what is measured."""
    words = reading.names.words
    general = {word for word, _ in words.of_kind("general")}
    money = {letters(code) for word, code in words.of_kind("money") if word in reading.text}
    money = set() if reading.asks_rate else money
    synonyms = reading.names.store.codes("synonym")
    asked = reading.units - general | money
    has = {letters(one) for unit in topic.units for one in variants(unit, synonyms).split(" ")}
    if asked and not any(one in text for one in asked for text in (*has, topic.spoken[0])):
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


def _is_outcome(reading: Reading, topic: Topic) -> bool:
    """Whether a topic counts what passed, where the question asks what was tested: 合格批次 for 抽检批次."""
    words, name = reading.names.words, topic.spoken[0]
    opposite = [word for word, _ in words.of_kind("opposite")]
    is_passing = any(word[1:] in name and word not in name and word[1:] not in reading.text for word in opposite)
    is_rate = bool(topic.units) and topic.units <= RATES
    return is_passing and not is_rate and any(word in reading.text for word, _ in words.of_kind("testing"))


def is_of_failures(reading: Reading, topic: Topic) -> bool:
    """Whether a topic counts failures alone, where the question asks what was tested: 锂电池抽了几批."""
    words = reading.names.words
    is_failing = any(word in topic.spoken[0] and word not in reading.text for word, _ in words.of_kind("opposite"))
    return is_failing and any(word in reading.text for word, _ in words.of_kind("testing"))


def _is_unsaid(reading: Reading, topic: Topic) -> bool:
    """Whether the name of a topic has a word that makes it another thing and that the question does not say: 注销.

    Not where it is called by another of its names, that no other has and that is no part of the first.
    """
    known = reading.names.shared_names
    called = [
        name for name in topic.spoken[1 : topic.called]
        if name == reading.text or (
            len(name) >= LONG_NAME and name in reading.text and name not in known and name not in topic.spoken[0])
    ]  # fmt: skip
    said = [reading.text, *map(letters, reading.meant)]  # 海外知识产权
    return not called and any(
        letters(word) in topic.spoken[0] and not any(letters(word) in one for one in said)
        for word, _ in reading.names.words.of_kind("telling")
    )


def _is_contrary(reading: Reading, topic: Topic) -> bool:
    """Whether the question asks for the sum up to now, and a topic counts what is new, there or everywhere."""
    contrary = [code for word, code in reading.names.words.of_kind("contrary") if word in reading.text]
    codes = [letters(code) for code in contrary if letters(code) not in reading.text]
    if not codes:
        return False
    there = (
        {letters(one) for one in reading.names.cells_of(topic, reading.areas)["category"]} if reading.areas else set()
    )
    return any(
        code in topic.spoken[0] or (bool(there) and all(code in category for category in there)) for code in codes
    )


def _is_done_to_them(reading: Reading, topic: Topic) -> bool:
    """Whether a topic counts what was done to those whom alone the question names: firms inspected, not firms."""
    acts = [letters(word) for word, _ in reading.names.words.of_kind("act")]
    if not any(act in topic.spoken[0] for act in acts) or any(act in reading.text for act in acts):
        return False
    parts = reading.likely_parts(topic, reading.areas)
    said = reading.asked & topic.first - grams(map(letters, parts))
    called = [name for name in topic.spoken[1 : topic.called] if len(name) >= LONG_NAME and name in reading.text]
    return bool(parts) and not said and not called


def _is_no_count(reading: Reading, topic: Topic) -> bool:
    """Whether the question asks how many of something there are, and a topic is a rate that no name calls so."""
    ends = [word for word, _ in reading.names.words.of_kind("counted") if reading.text.endswith(word)]
    behind = (
        reading.text[mark.end : mark.end + SHORTEST]
        for mark in reading.marks if mark.kind == INTENT and mark.code == "level"
    )  # fmt: skip
    names = reading.names
    ends += [word for word in behind if word in names.topical and word not in names.questioning]  # 多少商户
    is_rate = bool(topic.units) and topic.units <= RATES
    return bool(ends) and is_rate and not reading.asks_rate and topic.spoken[0] not in reading.text


def _is_other_half(reading: Reading, topic: Topic) -> bool:
    """Whether the question names one of two that one word means both of, and its categories are of the other: 出口."""
    halves = {half for _, half in reading.names.words.of_kind("both")}
    said = {half for half in halves if reading.begins(half)}
    parts = reading.likely_parts(topic, reading.areas)
    return bool(said and parts) and all(
        any(half in part for half in halves - said) and not any(half in part for half in said) for part in parts
    )


def _is_other_grade(reading: Reading, topic: Topic) -> bool:
    """Whether the question names a grade of a prize, and a topic counts those of another: 三等奖, 二等奖."""
    grades = [word for word, _ in reading.names.words.of_kind("grade")]
    own = {word for word in grades if word in topic.spoken[0]}
    return bool(own) and any(word in reading.text for word in grades) and not any(word in reading.text for word in own)
