"""Which indicator a question means: the one that fits best, or another that has what is asked of it."""

from __future__ import annotations

from collections.abc import Callable, Iterable

import pandas as pd

from whitepaper.asking import measures, numbers
from whitepaper.asking.names import RATES, SHORTEST, TIMES, Topic
from whitepaper.asking.reading import COMMON, LONG_NAME, Reading
from whitepaper.asking.words import grams
from whitepaper.model.keys import CHANGES
from whitepaper.model.text import letters

LEAST_SCORE, VAGUE, CLOSE = 1.5, 0.35, 0.985
"""A score below which nothing fits; how well others fit beside the best that may be meant, and that are as likely."""
EXACT, NEAR_ENOUGH, AS_WELL, AS_OTHER, HARDLY = 0.6, 0.75, 0.75, 0.6, 0.2
"""How much of a name makes it exact, and how well another must fit beside the best for each reason to take it."""


def fitting(reading: Reading, fits: Callable[[Topic], bool] | None = None) -> Topic | None:
    """The topic that fits best; of those about as good the one that fits what is asked of it."""
    ranked = [(score, topic) for score, topic in reading.ranked if score >= LEAST_SCORE]
    if not ranked:
        return None
    for score, topic in ranked:
        if score < ranked[0][0] * VAGUE:
            break
        if fits is None or fits(topic):
            return topic
    return None


def score_of(reading: Reading, topic: Topic) -> float:
    """How well a topic fits; 0 where it is not among those that fit."""
    return next((score for score, one in reading.ranked if one is topic), 0.0)


def of_towns(reading: Reading, topic: Topic | None) -> Topic | None:
    """The topic; where the question asks of towns and it has none, one that has and that fits about as well."""
    if topic is None or not reading.is_of_towns or reading.areas or any(map(reading.names.is_town, topic.areas)):
        return topic
    other = fitting(reading, lambda one: not reading.unknown(one) and not measures.is_other(reading, one)
                   and any(map(reading.names.is_town, one.areas)))  # fmt: skip
    return topic if other is None or score_of(reading, other) < score_of(reading, topic) * EXACT else other


def of_district(reading: Reading, topic: Topic) -> Topic:
    """The topic; where it is of towns that the question does not name, one of the district that fits about as well."""
    district = reading.names.store.district
    is_of_one = bool(topic.area_id) and "share" not in reading.intents  # its industry may be a part of the district's
    if reading.areas or reading.is_of_towns or district in topic.areas:
        return topic
    if not is_of_one and (reading.organisations or topic.area_id):
        return topic
    other = fitting(reading, lambda one: district in one.areas and not reading.unknown(one)
                   and not measures.is_other(reading, one)
                   and (not is_of_one or bool(reading.parts_of(one, [district]))))  # fmt: skip
    return topic if other is None or score_of(reading, other) < score_of(reading, topic) * AS_OTHER else other


def within_place(reading: Reading, topic: Topic) -> str:
    """The area whose number of a topic is of the one place asked for, as its category says: 开发区内; else empty."""
    if len(reading.areas) != 1 or set(reading.areas) & topic.areas or reading.unknown(topic):
        return ""
    called = [name for name, area in reading.names.areas if area in reading.areas]
    rows = reading.names.rows[topic.indicator_id]
    own = rows[[any(name in letters(one) for name in called) for one in rows["category"]]]
    return str(own["area_id"].iat[0]) if own["area_id"].nunique() == 1 else ""


def having(reading: Reading, topic: Topic) -> Topic:
    """The topic; where it lacks the years, the whole year, the amount or the change asked for, another that has it."""
    for instead in (_of_years, _whole_year, _amount, _with_change, _grown):
        topic = instead(reading, topic)
    return topic


def _of_years(reading: Reading, topic: Topic) -> Topic:
    """The topic; where it has no number of the several years asked for, another that has, and fits about as well."""
    years = set(reading.years)

    def has(one: Topic) -> bool:
        rows = numbers.single(reading, one)
        return years <= set(rows.loc[rows["value"].notna() & ~rows["measure"].isin(CHANGES), "at_year"])

    if len(years) <= 1 or has(topic):
        return topic
    other = fitting(reading, lambda one: not reading.unknown(one) and reading.is_there(one) and has(one)
                   and not measures.is_other(reading, one) and not is_elsewhere(reading, one))  # fmt: skip
    return topic if other is None or score_of(reading, other) < score_of(reading, topic) * AS_OTHER else other


def _with_change(reading: Reading, topic: Topic) -> Topic:
    """The topic; of those that only the same category is said of, the one that prints the change that is asked."""
    parts = set(reading.likely_parts(topic, reading.areas))
    counted = (word for word, _ in reading.names.words.of_kind("counted"))  # 件数
    is_alone = bool(parts) and not reading.asked & topic.first - grams(map(letters, parts)) - grams(counted)
    if not is_alone or not ("growth" in reading.intents or reading.code_of("direction")):
        return topic
    alike = [one for _, one in reading.ranked
             if not reading.unknown(one) and set(reading.likely_parts(one, reading.areas)) == parts]  # fmt: skip
    printed = [one for one in alike if any(
        row["measure"] in CHANGES and row["category"] in parts
        for _, row in reading.names.rows[one.indicator_id].iterrows())]  # fmt: skip
    return printed[0] if len(printed) == 1 else topic


def _grown(reading: Reading, topic: Topic) -> Topic:
    """The topic; where its change is asked for and not there, one whose category is named and that has one."""
    is_asked = "growth" in reading.intents or bool(reading.code_of("direction"))
    if not is_asked or numbers.is_over_time(reading, topic):
        return topic
    for score, one in reading.ranked:
        if score < score_of(reading, topic) * EXACT:
            break
        parts, rows = reading.parts_of(one, reading.areas), reading.names.rows[one.indicator_id]
        rows = rows[rows["category"].isin(parts) & rows["measure"].isin(CHANGES)]
        if (
            (len(rows) or (reading.areas and numbers.is_over_time(reading, one)))
            and not reading.unknown(one)
            and reading.is_there(one)
            and not is_elsewhere(reading, one)
        ):
            return one
    return topic


def _amount(reading: Reading, topic: Topic) -> Topic:
    """The topic; where it is a rate that the question hardly says and asks for none, one that is an amount."""
    is_rate = bool(topic.units) and topic.units <= RATES and not reading.asks_rate
    if not is_rate or reading.intents & {"share", "growth"} or reading.exactness(topic) >= EXACT:
        return topic
    other = fitting(reading, lambda one: bool(one.units - RATES) and not reading.unknown(one) and reading.is_there(one)
                   and reading.exactness(one) > reading.exactness(topic) and not measures.is_other(reading, one)
                   and not is_elsewhere(reading, one))  # fmt: skip
    return topic if other is None or score_of(reading, other) < score_of(reading, topic) * EXACT else other


def _whole_year(reading: Reading, topic: Topic) -> Topic:
    """The topic; where its numbers of a town are of part of the year alone, another that has the whole, alike named."""
    own = numbers.single(reading, topic)
    if reading.quarter or not reading.areas or own.empty or not (own["span"] != "").all():
        return topic
    units = topic.units
    other = fitting(reading, lambda one: one.units == units and not reading.unknown(one) and reading.is_there(one)
                   and _is_of_whole_years(numbers.single(reading, one)))  # fmt: skip
    return topic if other is None else other


def _is_of_whole_years(rows: pd.DataFrame) -> bool:
    """Whether one of some numbers is of a year, and that year is printed."""
    return bool(((rows["span"] == "") & (rows["period"] != "")).any())


def is_growth(reading: Reading, topic: Topic) -> bool:
    """Whether a topic is itself how much something grew, over more than a year."""
    words = [word for word, code in reading.names.words.of_kind("intent") if code == "growth"]
    words += [word for word, _ in reading.names.words.of_kind("direction")]
    is_so = any(word in topic.spoken[0] for word in words) and topic.units <= RATES | {TIMES}
    return is_so and not reading.unknown(topic) and reading.is_there(topic)


def towns_of(reading: Reading, topic: Topic) -> list[str]:
    """The towns whose industry the question names, where it names no town, and that have numbers of a topic."""
    return [
        one.area_id
        for one in reading.names.topics
        if one.indicator_id == topic.indicator_id and one.special & reading.asked
    ]


def is_placing(reading: Reading, topic: Topic) -> bool:
    """Whether a topic is the place in an order that the areas asked for have."""
    rows = reading.names.rows[topic.indicator_id]
    rows = rows[rows["area_id"].isin(reading.areas)] if reading.areas else rows
    return bool(rows["is_rank"].any()) and not reading.unknown(topic)


def has_quarter(reading: Reading, topic: Topic) -> bool:
    """Whether a topic has a number of the part of the year that is asked for, where it is asked for."""
    rows = reading.names.rows[topic.indicator_id]
    rows = rows[rows["area_id"].isin(reading.areas)] if reading.areas else rows
    return bool(rows["period"].str.endswith(reading.quarter).any())


def second(reading: Reading, topic: Topic, left: tuple[str, ...]) -> Topic | None:
    """A second indicator that the question calls by a whole name, and that explains what the first leaves over."""
    if not reading.is_joined:
        return None
    for _, other in reading.ranked:
        whole = [
            name for name in other.spoken[: other.called]
            if name in reading.text and (len(name) > SHORTEST or (len(name) > 1 and name not in other.spoken[0]))
        ]  # fmt: skip
        if (
            other is not topic
            and not is_elsewhere(reading, other)
            and reading.is_there(other)
            and all(any(run in name for name in whole) for run in left)
        ):
            return other
    return None


def is_elsewhere(reading: Reading, topic: Topic) -> bool:
    """Whether a topic is only about places that the question does not name, and not what it calls by its name."""
    is_called = topic.special & reading.asked or reading.organisations or reading.share(topic.spoken[0]) >= NEAR_ENOUGH
    own = (name for name in topic.spoken[1 : topic.called] if len(name) > LONG_NAME and name in reading.text)
    is_known = any(name not in reading.names.shared_names for name in own)  # 吴中路商圈
    return reading.names.store.district not in topic.areas and not is_called and not is_known


def telling(reading: Reading, topic: Topic) -> set[str]:
    """What the question says of the name of a topic, without what very many names say: 企业."""
    return {gram for gram in reading.asked & topic.first if reading.names.weights.get(gram, 0.0) >= COMMON}


def are_contrary(reading: Reading, other: Reading) -> bool:
    """Whether two questions are about one thing, of which one counts what is new and the other all there is."""
    words = {word for pair in reading.names.words.of_kind("contrary") for word in pair}
    new, every = fitting(reading), fitting(other)
    if new is None or every is None or new.indicator_id == every.indicator_id:
        return False
    first, second = ({_without(name, words) for name in topic.spoken[: topic.called]} for topic in (new, every))
    return not first.isdisjoint(second)


def _without(name: str, words: Iterable[str]) -> str:
    for word in words:
        name = name.replace(word, "")
    return name


def rivals(reading: Reading, topic: Topic) -> list[Topic]:
    """Topics that a question means as well as the best: as good, and each explaining all of it."""
    best = score_of(reading, topic)
    is_sure = reading.exactness(topic) >= EXACT and not reading.narrowed(topic)
    least = best * (CLOSE if is_sure else NEAR_ENOUGH)
    told = reading.names.weight(topic.first & reading.asked)
    is_narrow = bool(reading.narrowed(topic))
    able = [
        (score, one) for score, one in reading.ranked
        if one is topic or not (reading.unknown(one) or reading.is_less(one, topic)
                                or measures.is_other(reading, one) or not reading.is_there(one))
    ]  # fmt: skip
    close = [
        one for score, one in able
        if score >= least and (is_narrow or not reading.narrowed(one))
        and reading.names.weight(one.first & reading.asked) >= told * AS_WELL
    ]  # fmt: skip
    if len(close) < 2 and reading.exactness(topic) < HARDLY:
        close = [one for score, one in able if score >= best * EXACT]
    if measures.is_counted_so(reading, topic):
        close = [one for one in close if measures.is_counted_so(reading, one)]
    return close if topic in close else [topic]
