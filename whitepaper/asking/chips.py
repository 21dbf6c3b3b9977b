"""What was understood of a question, each part with what it may mean else."""

from __future__ import annotations

from collections.abc import Iterator

from whitepaper.asking import numbers, several
from whitepaper.asking.names import Topic
from whitepaper.asking.reading import Reading
from whitepaper.asking.replies import OTHERS, Chip, Choice
from whitepaper.telling.breakdowns import extreme_words
from whitepaper.telling.panels import TOTAL

EVERY, WHICH = "全部", "哪一项"


def chips(reading: Reading, topic: Topic | None) -> Iterator[Chip]:
    """What was understood, each with what it may mean else."""
    store = reading.names.store
    if topic is not None:
        others = [Choice(one.indicator_id, store.name("indicators", one.indicator_id))
                  for _, one in reading.ranked if one is not topic]  # fmt: skip
        yield Chip("indicator", Choice(topic.indicator_id, store.name("indicators", topic.indicator_id)),
                   tuple(others[:OTHERS]))  # fmt: skip
        parts = reading.likely_parts(topic, reading.areas)
        given = [one for one in dict.fromkeys(reading.names.cells(topic)["category"]) if one]
        if given:
            chosen = parts[0] if parts else ""
            rest = [Choice(one, one) for one in given if one != chosen]
            usual = EVERY if reading.code_of("extreme") else TOTAL
            yield Chip("category", Choice(chosen, chosen or usual), tuple(rest[: 2 * OTHERS]))
    area = reading.areas[0] if reading.areas else numbers.area_of(reading, topic) if topic else store.district
    area = area or store.district
    given_areas = [key for key in store.names("areas") if topic is not None and key in topic.areas and key != area]
    yield Chip("area", Choice(area, store.name("areas", area)),
               tuple(Choice(key, store.name("areas", key)) for key in given_areas[: 2 * OTHERS]))  # fmt: skip
    year = str(max(numbers.years_of(reading)))
    years = [Choice(str(one), str(one)) for one in store.years_with_levels if str(one) != year]
    is_of_all = "trend" in reading.intents and not reading.years
    said = EVERY if is_of_all else "、".join(map(str, reading.years)) or year
    yield Chip("year", Choice(reading.span or year, said), tuple(years))
    codes = store.codes("question_intent")
    asked = _asked(reading, topic)
    yield Chip("intent", asked, tuple(Choice(code, name) for code, name in codes.items() if code != asked.code))


def _asked(reading: Reading, topic: Topic | None) -> Choice:
    """What is asked: which is the most or least, where that is, else the first intent."""
    codes, extreme = reading.names.store.codes("question_intent"), reading.code_of("extreme")
    if extreme and topic is not None:
        unit = reading.names.rows[topic.indicator_id]["plotted_unit"].iat[0]
        return Choice(extreme, WHICH + extreme_words(unit)[extreme == several.LEAST])
    first = next((mark.code for mark in reading.marks if mark.kind == "intent" and mark.code in codes), "level")
    return Choice(first, codes[first])
