"""The face of the room: one question, one answer. What is asked decides who answers."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import lru_cache, partial
from itertools import islice

from whitepaper.asking import (
    bounds,
    choosing,
    counts,
    elsewhere,
    judgements,
    lists,
    measures,
    numbers,
    several,
    titles,
    trust,
)
from whitepaper.asking.chips import WHICH, chips
from whitepaper.asking.choosing import AS_OTHER, EXACT, NEAR_ENOUGH
from whitepaper.asking.halves import beginning, counted, halves, inheriting, otherwise
from whitepaper.asking.mending import Mended, mended
from whitepaper.asking.names import RATES, Names, Topic, names_of, numbers_in
from whitepaper.asking.reading import COMMON, LONG_NAME, MOST_READ, Reading, read
from whitepaper.asking.replies import Answer, refused
from whitepaper.asking.words import grams, longest_run
from whitepaper.model.keys import OUTSIDE, PROBLEM, SEVERAL_PLACES, STATE, SUGGESTION, TOWN_KINDS
from whitepaper.model.text import letters
from whitepaper.store import indicator_facts
from whitepaper.store.store import Store
from whitepaper.telling.breakdowns import extreme_words

CANDIDATES, DOUBTED = 4, 0.5
ASKING = frozenset({"level", "share", "growth"})
LISTING = frozenset({"who", "which", "level"})
TWO_ASK = frozenset({"level", "compare", "who", "which"})
"""What may be asked of two at once."""
SUPPLIED = frozenset({"source", "department", "issuing"})
"""What is asked of who printed or gave a number, and where."""
BESIDE = ASKING | {"target", "trend", "parts"}
"""What may be asked in one clause beside another."""
EACH_ASKED = frozenset({"level", "parts"})
"""What may be asked of each of two."""
SHORTEST_CALL = 2
"""Characters of what is no name by itself where it is but a part of one: 营收."""
WITH_PARTS = 0.7
"""How well what has parts must fit beside what a question says best."""
HALF_CALLED = 0.5
"""How much of a name a later clause says that is about something else than the first."""
AS_WELL = 0.4
"""How well what explains all of a question must fit beside what fits best."""
BESIDE_WHOLE = 0.25
"""How well each of two must fit a question beside what explains all of it."""
EACH_TOWN = "每个街镇"
RATHER = frozenset({"rank", "compare", "trend", "growth", "share", "doubt", "missing", "industry", "definition"})
"""What is asked of the numbers of towns, and of no list."""
WHOSE = frozenset({"level", "who", "which"})
"""What may be asked of a brand or firm that is known by its honours alone."""
OPEN = frozenset({PROBLEM, SUGGESTION})
MOST_FURTHER = 4
"""Questions offered after an answer."""


def answer(question: str, store: Store) -> Answer:
    """The answer to a question in plain Chinese, made from the data alone; what cannot be answered says why."""
    names = names_of(store)
    if others := elsewhere.named(question, names):
        return elsewhere.told(others, names)
    asked = mended(question, names)
    pieces = _pieces(asked, names)
    readings = [read(piece, names) for piece in pieces]
    if len(readings) == 1:
        found = _of_two(asked, readings[0]) or _whole_or_halves(asked, readings[0])
        return _with_others(asked, readings[0], found)
    is_of_numbers = all(one.intents & ASKING for one in readings)
    if is_of_numbers and all((own := choosing.fitting(one)) is not None and not one.is_vague(own) for one in readings):
        return _joined(_of_clauses(asked, readings))
    of_all = [one for clause in readings[1:] if (one := otherwise(asked, readings[0], clause)) is not None
              and choosing.are_contrary(readings[0], one)]  # fmt: skip
    if len(of_all) == len(readings) - 1:
        return _joined([_answered(one) for one in (readings[0], *of_all)])
    each = _of_clauses(asked, readings)
    is_each = all(one.is_answered for one in each) and len({one.sentence for one in each}) == len(each)
    if is_each and not is_of_numbers:
        return _joined(each)
    reading = read(asked, names)
    whole = _answered(reading)
    return _with_others(asked, reading, whole, each) if whole.is_answered or not is_each else _joined(each)


def _with_others(asked: Mended, reading: Reading, found: Answer, each: Sequence[Answer] = ()) -> Answer:
    """The answer to a whole question with those to its other clauses, where each has one: 计划是多少, 出口呢.

    each: the answers to its clauses, where they are known.
    """
    names, about = reading.names, found.target.indicators
    if len(asked.clauses) < 2 or len(about) != 1 or not found.is_answered or reading.intents - BESIDE:
        return found
    first, *later = each or _of_clauses(asked, [read(clause, names) for clause in _clauses(asked, names)])
    told = [first, *(one if one.is_answered else found for one in later)]  # 比上年增长多少, of the whole question
    is_of_same = all(one.target.indicators == about or _is_of_same(names.store, found, one) for one in told)
    is_each = all(one.is_answered for one in told) and len({one.target.indicators for one in told}) == len(told)
    return _joined(told) if is_each and is_of_same and about in [one.target.indicators for one in told] else found


def _of_two(asked: Mended, reading: Reading) -> Answer | None:
    """Two numbers that a question joins, each as if it were asked alone; None where it does not call two by name.

    Not of two parts of one indicator: these are one question.
    """
    whole = choosing.fitting(reading)
    is_explained = whole is not None and not reading.unknown(whole)
    if whole is not None and is_explained and several.names_two(reading, whole):
        return None
    pair = [] if reading.intents - TWO_ASK else halves(asked, reading)
    named = [(half, topic) for half in pair if (topic := choosing.fitting(half, partial(_is_called, half))) is not None]
    if len(named) < len(pair) or not pair:
        return None
    (first, own), (second, other) = named
    is_compared = "compare" in reading.intents
    if own.indicator_id == other.indicator_id and (first.areas == second.areas or is_compared):
        return None
    if (
        whole is not None
        and is_explained
        and min(choosing.score_of(reading, own), choosing.score_of(reading, other))
        < (choosing.score_of(reading, whole) * BESIDE_WHOLE)
    ):
        return None  # what explains the whole question is meant, not something that a half of it reminds of
    if is_compared and (beside := several.of_pair(reading, named)) is not None:
        return beside
    found = [(_answered(half), topic.indicator_id) for half, topic in named]
    if not all(one.is_answered and key in one.target.indicators for one, key in found):
        return None
    told = _joined([one for one, _ in found])
    is_of_unlike = is_compared and first.areas != second.areas
    return replace(told, sentence=several.UNLIKE + told.sentence, is_answered=False) if is_of_unlike else told


def _whole_or_halves(asked: Mended, reading: Reading) -> Answer:
    """The answer to a question; where it has none as a whole, those to its halves, if both have one."""
    whole = _answered(reading)
    contrary = reading.names.words.of_kind("contrary")
    is_of_both = any(word in reading.text and code in reading.text for word, code in contrary)  # 总数和新增数
    is_of_counts = bool(counted(reading))
    if (whole.is_answered and not is_of_both and not is_of_counts) or reading.intents - EACH_ASKED:
        return whole
    first, second = halves(asked, reading) or (None, None)
    if first is None or second is None or not (own := _answered(first)).is_answered:
        return whole
    if is_of_counts:
        able = (_answered(half) for half in (second, beginning(asked, first, second)))
        other = next((one for one in able if _is_of_same(reading.names.store, own, one)), None)
        return _joined([own, other]) if other is not None else whole
    called = choosing.fitting(second, partial(_is_called, second))
    is_itself = called is not None and len(longest_run(called.spoken[0], second.text)) > SHORTEST_CALL
    half = second if is_itself else inheriting(asked, first, second)
    other = _answered(half) if half is not None else own
    is_of_two = bool(own.target.indicators) and own.target.indicators != other.target.indicators
    return _joined([own, other]) if is_of_two and other.is_answered and other.target.indicators else whole


def _of_clauses(asked: Mended, clauses: Sequence[Reading]) -> list[Answer]:
    """The answers to clauses; a later one that has none alone is read with what the first is about: 绿色建筑."""
    first, *rest = clauses
    store, found = first.names.store, [_answered(first)]
    for clause in rest:
        alone = _answered(clause)
        about = [one for _, one in clause.ranked if one.indicator_id in alone.target.indicators]
        is_called = any(clause.share(one.spoken[0]) >= HALF_CALLED for one in about)
        whole = None if alone.is_answered and is_called else inheriting(asked, first, clause)
        inherited = _answered(whole) if whole is not None else alone
        if inherited.is_answered and (not alone.is_answered or _is_of_same(store, found[0], inherited)):
            found.append(inherited)
        elif (
            is_called
            or not about
            or _is_of_same(store, found[0], alone)
            or any(map(partial(_is_named_so, clause), about))
        ):
            found.append(alone)
        else:  # of something that only sounds like it: 罚没多少 of other cases than the first
            found.append(trust.not_understood(clause, ()))
        found[-1] = _of_same_part(asked, first, clause, found[-1])
    return found


def _of_same_part(asked: Mended, first: Reading, clause: Reading, found: Answer) -> Answer:
    """The answer to a later clause, of the one part that the first is about where it has that and names none itself."""
    topic = choosing.fitting(first)
    parts = first.likely_parts(topic, first.areas) if topic is not None else ()
    about = next((one for _, one in clause.ranked if found.target.indicators == (one.indicator_id,)), None)
    if len(parts) != 1 or about is None or clause.likely_parts(about, clause.areas) or not found.is_answered:
        return found
    if parts[0] not in clause.names.categories[about.indicator_id]:
        return found
    text = letters(parts[0]) + clause.text
    own = _answered(read(Mended(text, (text,), asked.figures, asked.changes), clause.names))
    return own if own.is_answered and own.target.indicators == found.target.indicators else found


def _is_named_so(clause: Reading, topic: Topic) -> bool:
    """Whether a clause says one of the other names of a topic, which no other has."""
    shared = clause.names.shared_names
    return any(name in clause.text and name not in shared for name in topic.spoken[1 : topic.called])


def _is_of_same(store: Store, own: Answer, other: Answer) -> bool:
    """Whether two answers are about other numbers of the same sub-sector."""
    first, second = own.target.indicators, other.target.indicators
    subsectors = {store.indicator(key)["subsector_id"] for key in (*first, *second)}
    return other.is_answered and bool(first and second) and first != second and len(subsectors) == 1


def _is_called(reading: Reading, topic: Topic) -> bool:
    """Whether a question says most of a name of a topic, and nothing besides."""
    weight, first = reading.names.weight, topic.spoken[0]
    is_said = any(
        weight(own & reading.asked) >= weight(own) * EXACT
        and (len(name) > SHORTEST_CALL or (place < topic.called and name not in first))
        for place, (name, own) in enumerate(zip(topic.spoken, topic.names, strict=True))
    )
    return is_said and not reading.unknown(topic) and reading.is_there(topic)


def _pieces(asked: Mended, names: Names) -> list[Mended]:
    """The question, or each of its clauses where every one asks how much; a later one inherits the place."""
    if len(asked.clauses) < 2:
        return [asked]
    codes = [{mark.code for mark in names.words.find(clause) if mark.kind == "intent"} for clause in asked.clauses]
    if (
        not all(found & (ASKING | LISTING) for found in codes)
        or not any(found & ASKING for found in codes)
        or any(found & {"policy", "document", "case", "doubt"} for found in codes)
    ):
        return [asked]
    return _clauses(asked, names)


def _clauses(asked: Mended, names: Names) -> list[Mended]:
    """The clauses of a question; a later one inherits the place."""
    places = "".join(name for name, _ in names.areas if name in asked.clauses[0] and name not in asked.clauses[1])
    longest = max((name for name, _ in names.areas if name in asked.clauses[0]), key=len, default="")
    first, *rest = asked.clauses
    inherited = longest if places else ""
    return [
        Mended(clause if at == 0 else f"{inherited}{clause}", (clause,), asked.figures, asked.changes)
        for at, clause in enumerate([first, *rest])
    ]


def _joined(found: list[Answer]) -> Answer:
    """Several answers as one; what one of them cannot say stands in it."""
    first = found[0]
    return replace(
        first,
        sentence="".join(one.sentence for one in found),
        is_answered=all(one.is_answered for one in found),
        source="；".join(dict.fromkeys(filter(None, (one.source for one in found)))),
        keys=tuple(dict.fromkeys(key for one in found for key in one.keys)),
        facts=tuple(dict.fromkeys(fact for one in found for fact in one.facts)),
    )


@lru_cache(maxsize=MOST_READ)
def _answered(reading: Reading) -> Answer:
    if (found := trust.of_figure(reading) or trust.of_figures(reading)) is not None:
        return found
    topic = choosing.of_towns(reading, choosing.fitting(reading))
    reading = reading.beside(topic) if topic is not None else reading
    found = _by_intent(reading, topic)
    if found is None:
        found = _by_topic(reading, topic)
    told = next((one for _, one in reading.ranked if found.target.indicators == (one.indicator_id,)), topic)
    about = found.target.indicators
    if found.is_answered and about and told is not None and told.indicator_id not in about:
        told = None  # it is about others than the one that fits
    found = replace(found, chips=tuple(chips(reading, told)))
    return replace(found, follow=partial(_first_further, reading, told)) if told is not None and about else found


def _first_further(reading: Reading, topic: Topic) -> list[str]:
    return list(islice(_further(reading, topic), MOST_FURTHER))


def _further(reading: Reading, topic: Topic) -> Iterator[str]:
    """What may be asked next about the indicator of an answer: how it went, which part is out, what belongs to it."""
    store, key = reading.names.store, topic.indicator_id
    name, area = store.name("indicators", key), reading.areas[0] if reading.areas else ""
    place = store.name("areas", area) if area and area != store.district else ""
    if "trend" not in reading.intents and numbers.is_over_time(reading, topic):
        yield f"{place}{name}怎么走"
    if not place and not reading.code_of("extreme") and several.fits(reading, topic, is_change=False):
        rows = several.parts(reading, topic, is_change=False)
        if not several.is_incomparable(reading, topic, rows) and not rows["is_rank"].any():
            yield f"{name}{WHICH}{extreme_words(rows['plotted_unit'].iat[0])[store.indicator(key)['polarity'] > 0]}"
    for other in indicator_facts.related(store, key).values():
        yield f"{place}{other}是多少"
    if "doubt" not in reading.intents:
        yield f"{place}{name}可信吗"


def _by_intent(reading: Reading, topic: Topic | None) -> Answer | None:
    """Answers that what is asked alone decides; None where it is a question about a number."""
    intents = reading.intents
    if "publisher" in intents or ("issuing" in intents and (topic is None or reading.is_weak)):
        return trust.publisher(reading)
    if reading.outside:
        return trust.outside(reading, topic)
    if "opinion" in intents:
        return trust.opinion(reading, topic)
    is_of_firm = bool(reading.absent) and reading.absent[0][0] in reading.called
    word = reading.absent[0][0] if reading.absent else ""
    if word and not is_of_firm and not _is_named(reading, topic, word) and not _is_beside(reading, topic, word):
        return trust.unheard(reading)
    if "doubts" in intents or ("doubt" in intents and intents & LISTING and not reading.unknown(None)):
        return trust.doubts(reading)
    if (found := judgements.of_year(reading)) is not None:
        return found
    if _is_of_notes(reading, topic):
        return trust.no_notes(reading)
    return _by_list(reading, topic) or _by_trust(reading, topic)


def _is_of_notes(reading: Reading, topic: Topic | None) -> bool:
    """Whether problems or proposals are asked for, but those of no town."""
    words = [reading.text[mark.start : mark.end] for mark in reading.marks if mark.kind == "note" and mark.code in OPEN]
    is_of_a_name = topic is not None and any(word in name for word in words for name in topic.spoken)
    is_of_other = bool(reading.mended.figures or reading.code_of("extreme"))  # 主要是什么问题
    is_of_none = not (reading.areas or reading.is_of_towns or reading.organisations or is_of_other)
    return bool(words) and is_of_none and not is_of_a_name and not reading.intents & {"doubt", "missing", "definition"}


def _is_named(reading: Reading, topic: Topic | None, word: str) -> bool:
    """Whether a topic itself has a word that stands for what the paper does not have."""
    return topic is not None and any(word in name and name in reading.text for name in topic.spoken)


def _is_beside(reading: Reading, topic: Topic | None, word: str) -> bool:
    """Whether a topic explains all of a question, and of its own name more than such a word: 助餐老人多少人."""
    if topic is None or not reading.is_called(topic) or reading.unknown(topic, [word]):
        return False
    start = reading.text.find(word)
    rest = grams([reading.text[:start], reading.text[start + len(word) :]])
    own = rest & topic.first - grams([word])
    return any(reading.names.weights.get(gram, 0.0) >= COMMON for gram in own)


def _by_list(reading: Reading, topic: Topic | None) -> Answer | None:
    """Answers from lists."""
    intents = reading.intents
    strong = reading.ranked[0][0] if reading.ranked else 0.0
    if (tallied := counts.counted(reading)) is not None:
        return tallied
    if topic is not None and reading.is_of_towns and reading.share(topic.spoken[0]) >= NEAR_ENOUGH:
        is_said = any(map(reading.names.is_town, topic.areas)) or bool(reading.areas or intents & RATHER)
        is_said = is_said or reading.is_of_lacking
        return None if is_said or reading.code_of("direction") else lists.towns_with(reading, ())
    named = (lists.of_number, lists.roll, titles.of_row, lists.of_table, lists.of_person, titles.of_title)
    if (whole := next(filter(None, (tell(reading) for tell in named)), None)) is not None:
        return whole
    if intents & {"policy", "document"} and ("document" in intents or not reading.units):
        found = lists.policies(reading)
        words = [reading.text[one.start : one.end] for one in reading.marks if one.code in {"policy", "document"}]
        is_of_a_name = topic is not None and any(grams([word]) <= topic.own | topic.parts for word in words)
        if found or "document" in intents or reading.code_of("roll") or not is_of_a_name:
            return found or trust.not_listed(reading, "文件")
    if "case" in intents and (found := lists.cases(reading)):
        return found
    if reading.is_of_lacking and not reading.denied and (reading.awards or reading.is_of_towns):
        return None if reading.is_of_towns else trust.lacking_unsaid(reading)
    if "case" in intents and not reading.units:
        found = None if reading.mended.figures else lists.winners(reading) or lists.all_cases(reading)
        return found or trust.not_listed(reading, "案例")
    is_of_list = bool(reading.awards) or "who" in intents or lists.is_of_list(reading)
    if "source" in intents and is_of_list and (found := lists.where(reading)):
        return found
    if "compare" in intents and (found := lists.side_by_side(reading)):
        return found
    if intents & {"trend", "growth", "compare", "rank", "source", "definition", "doubt", "missing", "department"} or (
        reading.code_of("direction") or reading.code_of("extreme")
    ):
        return None
    if (found := lists.industries(reading)) is not None:
        return found
    if topic is not None and reading.is_of_towns and not intents & RATHER and not reading.code_of("extreme"):
        told = [] if measures.is_other(reading, topic) else [one for one in topic.areas if reading.names.is_town(one)]
        if (listed := lists.towns_with(reading, told)) is not None:
            is_more = bool(told) and not set(told) <= set(listed.target.towns)
            return _joined([listed, numbers.level(reading, topic)]) if is_more else listed
        if told and any(len(name) > LONG_NAME and name in reading.text for name in topic.spoken[: topic.called]):
            return None
    if "honours" in intents and reading.organisations and (not reading.awards or reading.is_called_whole):
        return lists.honours_of_organisations(reading)
    if topic is not None and reading.is_of_sum(topic) and not intents & {"who", "honours"}:
        return None
    is_of_place = bool(reading.areas) or reading.is_of_towns or bool(reading.mended.figures)
    is_counted = "level" not in intents or not (is_of_place or choosing.fitting(reading, partial(_is_counted, reading)))
    is_counted = is_counted and not measures.is_of_people(reading)  # lists are of organisations
    is_whole = is_counted and not reading.unknown(None, map(letters, reading.awards))
    if reading.awards and (intents & {"who", "honours"} or is_whole):
        known = map(letters, (*lists.asked_awards(reading), *reading.names.store.codes("level"), *reading.traits))
        scopes = {word for word, _ in reading.names.words.of_kind("narrowing")}
        left = set() if reading.organisations else {*reading.unknown(None, known)} - scopes
        if left and choosing.fitting(reading, lambda one: not reading.unknown(one)) is None:
            return trust.not_understood(reading, tuple(sorted(left, key=reading.text.find)))
        return _winners(reading, topic) if not left else None
    if intents & {"who", "honours"}:
        found = lists.winners(reading) or lists.winners(reading, lists.awards_ending(reading))
        if found is not None and (found.is_answered or "level" not in intents):
            return found
    if "honours" in intents and (found := lists.honours_of_titles(reading)):
        return found
    if "honours" in intents and not reading.areas and (found := lists.honours_of_levels(reading)):
        return found
    if "honours" in intents and reading.areas:
        return lists.honours_of_towns(reading)
    if "towns" in intents and reading.organisations and not reading.awards and (place := lists.place(reading)):
        return place
    if reading.areas and reading.is_of_industry:
        return lists.industry(reading)
    if "industry" in intents or ("towns" in intents and not intents & {"level", "parts"}):
        return lists.industry(reading)
    kinds = reading.notes
    if kinds and reading.areas and (topic is None or reading.is_weak or OPEN & set(kinds)) and "level" not in intents:
        found_notes = [one for kind in kinds if (one := lists.notes(reading, kind)) is not None]
        return _joined(found_notes) if found_notes else None
    if reading.organisations and numbers_in(reading.called) and intents <= LISTING and not _is_said_of(reading, topic):
        return lists.honours_of_organisations(reading)
    if (
        reading.organisations
        and reading.called
        and (topic is None or strong < 6)
        and not reading.unknown(None, [reading.called])
    ):
        return lists.honours_of_organisations(reading)
    return None


def _is_said_of(reading: Reading, topic: Topic | None) -> bool:
    """Whether a topic has numbers that name the organisation that a question calls by its number."""
    return topic is not None and grams([reading.called]) <= topic.own | topic.parts


def _is_counted(reading: Reading, topic: Topic) -> bool:
    """Whether a topic is a number of the district in the unit that a question counts in, which it explains."""
    is_so = not reading.units or bool(reading.units & {letters(unit) for unit in topic.units})
    return is_so and reading.names.store.district in topic.areas and not reading.unknown(topic)


def _by_trust(reading: Reading, topic: Topic | None) -> Answer | None:
    """Answers about numbers themselves."""
    intents = reading.intents
    if "doubt" in intents and (both := trust.of_unlike_figures(reading)) is not None:
        return both
    if "doubt" in intents:
        topics = trust.by_figures(
            reading, [one for score, one in reading.ranked if score >= reading.ranked[0][0] * DOUBTED]
        )
        explained = [one for one in topics if not reading.unknown(one)]
        if not reading.mended.figures:
            explained.sort(key=lambda one: not trust.is_found(reading, one))
        return trust.of_table(reading) or (trust.doubt(reading, explained[0]) if explained else None)
    if reading.code_of("meaning") and (meant := trust.meaning(reading, topic, lists.cases(reading))) is not None:
        return meant
    if missing := trust.no_such_table(reading):
        return missing
    if reading.notes and (found := trust.of_table(reading)) is not None:
        return found
    if intents & SUPPLIED and not reading.code_of("extreme"):
        if (supplied := trust.of_subject(reading)) is not None:
            return supplied
        is_said = topic is not None and not reading.unknown(topic) and not reading.is_vague(topic)
        found = trust.origin(reading, topic if is_said else None)
        if found or "department" not in intents or reading.unknown(None):
            return found
        return trust.departments(reading)
    if "missing" in intents and (found := trust.missing_of(reading, topic)):
        return found
    if (found := trust.named_table(reading, topic) or trust.scoped(reading)) is not None:
        return found
    if topic is None:
        return None
    left = reading.unknown(topic)
    if "missing" in intents and not left and max(map(reading.share, topic.spoken)) >= EXACT:
        is_there = bool(set(reading.areas) & topic.areas) if reading.areas else not reading.is_of_towns
        if is_there and ("growth" in intents or reading.code_of("direction")):
            return numbers.growth(reading, topic)
        return trust.missing(reading, topic) if is_there else _not_there(reading, topic)
    if "definition" in intents and reading.is_called(topic):
        pair = reading.ranked[1][1] if len(reading.ranked) > 1 else topic
        if not left or not set(left) & set(reading.unknown(pair)):
            return trust.definition(reading, topic)
    return None


def _by_topic(reading: Reading, topic: Topic | None) -> Answer:
    """Answers about the numbers of the topic that fits; one that leaves part of the question unexplained does not."""
    intents, extreme, direction = reading.intents, reading.code_of("extreme"), reading.code_of("direction")
    is_change = bool(direction) or "growth" in intents
    if reading.is_of_lacking and reading.is_of_towns:
        of_towns = choosing.fitting(
            reading, lambda one: not reading.unknown(one) and any(map(reading.names.is_town, one.areas))
        )
        return trust.towns_without(reading, of_towns) if of_towns else trust.not_understood(reading, ())
    if is_change and reading.denied and (extreme or intents & {"who", "which"}):
        return trust.not_understood(reading, reading.denied)
    if extreme and ("when" in intents or (reading.span and not intents & {"who", "which"})):
        dated = choosing.fitting(
            reading, lambda one: not reading.unknown(one) and several.of_years(reading, one) is not None
        )
        if dated is not None and (told := several.of_years(reading, dated)) is not None:
            return told
    if (bounded := _bounded(reading)) is not None:
        return bounds.beyond(reading, bounded)
    if (intents & {"rank"} or (extreme and reading.first_few)) and (found := _of_ranking(reading)):
        return found
    is_of_a_sum = len(reading.areas) == 1 and reading.names.area_kind(reading.areas[0]) == SEVERAL_PLACES
    is_whether = bool(reading.code_of("whether")) and is_of_a_sum  # 四大园区有没有下降的
    if extreme or (is_change and (intents & {"who", "which"} or is_whether)):
        found = _of_several(reading, is_change=is_change)
        if found is not None:
            return _with_trend(reading, found) if extreme and "trend" in intents else found
        if extreme and topic is not None and not reading.is_of_towns:
            return trust.without_parts(reading, topic)
    if (reading.is_within or reading.areas) and "rank" in intents:
        placed = choosing.fitting(reading, partial(choosing.is_placing, reading))
        if placed or reading.is_within:
            return numbers.level(reading, placed) if placed else trust.without_place(reading, topic)
    if topic is not None and (place := choosing.within_place(reading, topic)):
        return numbers.level(replace(reading, areas=(place,)), topic)
    two = choosing.fitting(reading, lambda one: several.names_two(reading, one) and not reading.unknown(one))
    if two is not None and not several.is_compared_so(reading, two):
        two = choosing.fitting(reading, lambda one: several.names_two(reading, one) and not reading.unknown(one)
                     and several.is_compared_so(reading, one)) or two  # fmt: skip
    if two is not None and (intents & {"compare", "who"} or not intents & {"trend", "growth"}):
        found = several.compared(reading, two)
        if found is not None:
            return found
        if "compare" in intents:
            return trust.not_understood(reading, ())
    is_between = "compare" in intents and (reading.is_joined or not reading.is_of_towns)  # else: whether towns compare
    is_of_changes = is_change and bool(intents & {"who", "which"})
    known = topic if topic is not None and not reading.unknown(topic) else None
    is_of_years = reading.span and known is not None and numbers.is_over_time(reading, known)  # 三年各多少
    is_of_parts = "parts" in intents and not is_of_years
    if (is_between or is_of_changes or is_of_parts) and (found := several.of_siblings(reading)):
        return found
    is_of_one_place = len(reading.areas) <= 1
    if (
        "compare" in intents
        and reading.is_joined
        and is_of_one_place
        and (pair := several.siblings(reading)) is not None
    ):
        each = [numbers.level(reading, one) for one in pair]  # of several parts
        if all(one.is_answered for one in each):
            return _joined(each)
    if topic is None or reading.is_vague(topic) or reading.is_hardly(topic):
        return _named_alone(reading) or trust.not_understood(reading, reading.unknown(None))
    left = reading.unknown(topic)
    if left:
        least = choosing.score_of(reading, topic) * AS_WELL
        other = choosing.fitting(
            reading, lambda one: not reading.unknown(one) and choosing.score_of(reading, one) >= least
        )
        if other is None and reading.is_joined and (pair := several.siblings(reading)) is not None:
            tell = numbers.growth if is_change else numbers.level
            return _joined([tell(reading, one) for one in pair])
        if other is None:
            both = choosing.second(reading, topic, left)
            if both is None:
                return _named_alone(reading) or trust.not_understood(reading, left)
            return _joined([numbers.level(reading, topic), numbers.level(reading, both)])
        topic = other
    if (
        intents & {"compare", "who"}
        and reading.is_joined
        and not reading.span
        and len({*reading.years, *reading.areas}) < 2
    ):
        return trust.one_sided(reading, topic)
    if reading.quarter and not any(choosing.has_quarter(reading, one) for _, one in reading.ranked):
        return numbers.level(reading, topic)
    if reading.quarter:
        topic = (
            choosing.fitting(reading, lambda one: not reading.unknown(one) and choosing.has_quarter(reading, one))
            or topic
        )
    if reading.areas and not set(reading.areas) & topic.areas:
        said = reading.places(reading.said(topic))
        there = choosing.fitting(reading, lambda one: bool(set(reading.areas) & one.areas) and not reading.unknown(one)
                       and said <= reading.places(reading.said(one)))  # fmt: skip
        if there is None:
            return _of_place(reading) or _from_list(reading) or _not_there(reading, topic)
        if there.area_id and not topic.area_id and not there.special & reading.asked:
            own = numbers.level(reading, there)  # of its industry, which the question does not say
            return replace(own, sentence=_not_there(reading, topic).sentence + own.sentence, is_answered=False)
        topic = there
    topic = choosing.of_district(reading, topic)
    if reading.is_of_towns and not reading.areas and not any(map(reading.names.is_town, topic.areas)):
        return _of_no_town(reading, topic)
    if not reading.areas and not reading.is_of_towns and choosing.is_elsewhere(reading, topic):
        return _not_there(reading, topic)
    if reading.years and min(reading.years) > reading.names.store.editions[-1]:
        return numbers.absent(reading, topic, numbers.single(reading, topic))
    if len(reading.areas) > 1 and (beside := several.compared(reading, topic)):
        return beside
    if topic.area_id and not reading.areas and len(towns := choosing.towns_of(reading, topic)) > 1:
        where = [f"{reading.names.store.name('areas', area)}的" for area in towns]
        return trust.unclear(reading, where, [topic.indicator_id])
    if measures.is_of_failures(reading, topic):
        tested = choosing.fitting(reading, lambda one: (
            not reading.unknown(one) and not measures.is_of_failures(reading, one)
            and reading.is_there(one) and not measures.is_other(reading, one)))  # fmt: skip
        if tested is None:
            return trust.not_understood(reading, reading.unknown(None))
        topic = tested
    if measures.is_other(reading, topic):
        is_anywhere = bool(reading.areas) or reading.is_of_towns
        other = choosing.fitting(reading, lambda one: (
            not reading.unknown(one) and not measures.is_other(reading, one) and reading.is_there(one)
            and (is_anywhere or not choosing.is_elsewhere(reading, one))))  # fmt: skip
        if other is None or choosing.score_of(reading, other) < choosing.score_of(reading, topic) * AS_OTHER:
            return trust.counted_otherwise(reading) if reading.units else trust.not_understood(reading, ())
        topic = other
    if not measures.is_counted_so(reading, topic) and not reading.parts_of(topic, reading.areas):
        best = choosing.score_of(reading, topic)
        topic = next((one for score, one in reading.ranked if score >= best * AS_OTHER
                      and measures.is_counted_so(reading, one) and not reading.unknown(one)), topic)  # fmt: skip
    if reading.narrowed(topic):
        plain = choosing.fitting(reading, lambda one: not reading.narrowed(one) and not reading.unknown(one)
                       and reading.is_there(one) and not measures.is_other(reading, one))  # fmt: skip
        topic = (
            plain
            if plain is not None
            and choosing.score_of(reading, plain) >= choosing.score_of(reading, topic) * NEAR_ENOUGH
            else topic
        )
    if (joined := _both(reading, topic) or _of_part(reading, topic)) is not None:
        return joined
    topic = choosing.having(reading, topic)
    rivals = choosing.rivals(reading, topic)
    if intents & {"trend", "growth"} or direction or reading.span:
        able = [one for one in rivals if numbers.is_over_time(reading, one)]
        if able and not any(reading.narrowed(one) for one in able):
            rivals, topic = able, topic if topic in able else able[0]
    if len(rivals) > 1 and not reading.quarter and (unclear := trust.ambiguous(reading, rivals[:CANDIDATES])):
        return trust.with_subsector(reading, unclear)
    if "why" in intents and not intents & {"doubt", "missing", "definition"}:
        return trust.cause(reading, topic)
    if "target" in intents:
        aimed = choosing.fitting(reading, lambda one: numbers.has_target(reading, one) and not reading.unknown(one))
        if aimed is not None:
            return numbers.target(reading, aimed)
    if "share" in intents:
        is_share = any(word in topic.spoken[0] for word, _ in reading.names.words.of_kind("rate"))
        found = numbers.level(reading, topic) if is_share else numbers.share(reading, topic)
        if found is not None or not topic.units & RATES:
            rated = choosing.fitting(reading, lambda one: bool(one.units & RATES) and not reading.unknown(one)
                           and reading.is_there(one) and not measures.is_other(reading, one))  # fmt: skip
            return found or (numbers.level(reading, rated) if rated else numbers.without_share(reading, topic))
    if "growth" in intents or (direction and not intents & {"trend", "level"}):
        found = numbers.growth(reading, topic)
        if direction in judgements.NAMED and intents & {"who", "which"}:
            return trust.only_one(reading, topic, found)
        rate = None if found.is_answered else choosing.fitting(reading, lambda one: choosing.is_growth(reading, one))
        return numbers.level(reading, rate) if rate is not None else found
    if reading.span and "level" in intents and not numbers.is_over_time(reading, topic):
        summed = choosing.fitting(reading, partial(_is_sum, reading))  # 历年参与了几项
        if summed is not None:
            return numbers.level(replace(reading, span=""), summed)
    if "trend" in intents or reading.span or len(reading.years) > 1:
        return numbers.trend(reading, topic)
    return lists.without_names(reading, topic, numbers.level(reading, topic))


def _is_sum(reading: Reading, topic: Topic) -> bool:
    """Whether a topic is a sum up to now of the places asked for that explains the question."""
    is_summed = any(word in topic.spoken[0] for word, _ in reading.names.words.of_kind("unsaid"))
    return is_summed and reading.is_there(topic) and not reading.unknown(topic)


def _bounded(reading: Reading) -> Topic | None:
    """The topic whose parts below or above a number are asked for; None where none is, or what fits better has none."""
    if not reading.intents & {"who", "which"}:
        return None
    found = choosing.fitting(reading, lambda one: not reading.unknown(one) and bounds.is_bounded(reading, one))
    is_meant = found is not None and choosing.score_of(reading, found) >= reading.ranked[0][0] * WITH_PARTS
    return found if is_meant else None


def _named_alone(reading: Reading) -> Answer | None:
    """What there is of a list or a town that a question names and asks nothing of; None where it says more."""
    if reading.awards and not reading.unknown(None, map(letters, reading.awards)):
        return lists.winners(reading)
    if not reading.intents - WHOSE:
        brand = lists.honours_of_titles(reading) or lists.of_named_organisations(reading)
        if brand is not None:
            return brand
    if (place := _of_place(reading)) is not None:
        return place
    is_of_town = len(reading.areas) == 1 and reading.names.is_town(reading.areas[0]) and not reading.intents
    return lists.notes(reading, STATE) if is_of_town and not reading.unknown(None) else None


def _of_place(reading: Reading) -> Answer | None:
    """The few numbers of a place that is no town, where a question names it and nothing else; else None."""
    is_of_one = len(reading.areas) == 1 and not reading.names.is_town(reading.areas[0])
    is_of_one = is_of_one and reading.names.area_kind(reading.areas[0]) != OUTSIDE
    if not is_of_one or reading.intents - {"level", "growth"} or reading.notes or reading.unknown(None):
        return None
    own = [one for one in reading.names.topics if reading.areas[0] in one.areas and not one.area_id]
    tell = numbers.growth if "growth" in reading.intents else numbers.level
    return _joined([tell(reading, one) for one in own]) if 0 < len(own) < CANDIDATES else None


def _from_list(reading: Reading) -> Answer | None:
    """Whom of the places asked for a list names, where no number is theirs and the question says no more; else None."""
    found = lists.winners(reading, lists.likely_awards(reading) or reading.awards or lists.awards_ending(reading))
    return found if found is not None and found.is_answered else None


def _winners(reading: Reading, topic: Topic | None) -> Answer | None:
    """Who has the awards that a question names; None where places are asked for, a number is theirs, and not who."""
    found = lists.winners(reading)
    is_told = topic is not None and reading.is_there(topic) and not reading.unknown(topic)
    is_of_number = found is not None and (not found.is_answered or not reading.intents & {"who", "honours"})
    return None if is_of_number and reading.areas and is_told else found


def _both(reading: Reading, topic: Topic) -> Answer | None:
    """Two indicators that the question names by one word for both (进出口); None where it does not."""
    halves: dict[str, list[str]] = {}
    for word, half in reading.names.words.of_kind("both"):
        if word in reading.text and not any(word in name for name in topic.spoken):
            halves.setdefault(word, []).append(letters(half))
    own = topic.spoken[0]
    for parts in halves.values():
        named = {own.replace(said, part, 1) for said in parts if said in own for part in parts}
        found = [one for _, one in reading.ranked if one.spoken[0] in named]
        if len(found) > 1:
            found.sort(key=lambda one: reading.names.store.place("indicators")[one.indicator_id])
            return _joined([numbers.level(reading, one) for one in found])
    return None


def _of_part(reading: Reading, topic: Topic) -> Answer | None:
    """Indicators that print the same part, where the question names that part and nothing that tells them apart."""
    parts = reading.parts_of(topic, reading.areas)
    if not parts or topic.spoken[0] in reading.text or reading.intents - {"level"}:
        return None
    alike = [
        one for _, one in reading.ranked
        if one.units == topic.units and reading.parts_of(one, reading.areas) == parts and reading.is_there(one)
        and choosing.telling(reading, one) == choosing.telling(reading, topic)
        and not reading.narrowed(one) and not reading.unknown(one)
    ]  # fmt: skip
    return _joined([numbers.level(reading, one) for one in alike]) if 1 < len(alike) <= CANDIDATES else None


def _of_several(reading: Reading, *, is_change: bool) -> Answer | None:
    """The largest, or the largest change, of parts, areas or indicators."""
    best = choosing.fitting(
        reading, lambda one: not reading.unknown(one) and not reading.is_vague(one)
        and several.fits(reading, one, is_change=is_change)
    )  # fmt: skip
    leading = reading.ranked[0][1] if reading.ranked else None
    is_of_district = not reading.is_of_towns and not reading.areas
    if leading is not None and is_of_district and not several.fits(reading, leading, is_change=is_change):
        grouped = several.group(reading, is_change=is_change) if not reading.unknown(leading) else None
        if grouped is not None:
            return grouped
    if best is None:
        said = choosing.fitting(reading, lambda one: not reading.unknown(one)) if reading.is_of_towns else None
        return several.incomparable(reading, said, several.parts(reading, said, is_change=False)) if said else None
    begun = None if is_change else choosing.fitting(reading, lambda one: (
        not reading.unknown(one) and several.is_of_begun(reading, one)))  # fmt: skip
    best = begun or best
    is_sure = begun is not None or reading.exactness(best) >= EXACT
    called = (
        choosing.fitting(reading, lambda one: not reading.unknown(one) and not measures.is_other(reading, one)) or best
    )
    if (
        not is_sure
        and not is_change
        and choosing.score_of(reading, best) < choosing.score_of(reading, called) * WITH_PARTS
    ):
        return None  # what the question says better has no parts
    rivals = [one for one in choosing.rivals(reading, best) if several.fits(reading, one, is_change=is_change)]
    alike = [one for one in rivals if is_change or several.is_said_so(reading, one)]
    rivals, best = (alike, best if best in alike else alike[0]) if alike else (rivals, best)
    if len(rivals) > 1 and not is_sure:
        named = [reading.names.store.name("indicators", one.indicator_id) for one in rivals]
        return trust.unclear(reading, named, [one.indicator_id for one in rivals])
    return several.of_parts(reading, best, is_change=is_change)


def _with_trend(reading: Reading, found: Answer) -> Answer:
    """An extreme with how the whole went, which the question asks as well."""
    topic = next((one for _, one in reading.ranked if found.target.indicators == (one.indicator_id,)), None)
    if not found.is_answered or topic is None:
        return found
    went = numbers.trend(reading, topic)
    source = "；".join(dict.fromkeys([*went.source.split("；"), *found.source.split("；")]))
    keys = tuple(dict.fromkeys((*went.keys, *found.keys)))
    return replace(found, sentence=went.sentence + found.sentence, source=source, keys=keys)


def _of_ranking(reading: Reading) -> Answer | None:
    best = choosing.fitting(reading, lambda one: not reading.unknown(one) and (
        several.fits(reading, one, is_change=False) or several.fits(reading, one, is_change=True)))  # fmt: skip
    if best is None and reading.is_of_towns:
        best = choosing.fitting(reading, lambda one: not reading.unknown(one))
    found = several.ranking(reading, best) if best is not None else None
    return found or (None if reading.is_of_towns or reading.areas else several.ranking_of_group(reading))


def _not_there(reading: Reading, topic: Topic) -> Answer:
    """That the area asked for has no number of an indicator, and which have."""
    store = reading.names.store
    asked = [store.name("areas", area) for area in reading.areas or [store.district]]
    where = EACH_TOWN if reading.is_of_towns and not reading.areas else "、".join(asked)
    there = [store.name("areas", area) for area in store.names("areas") if area in topic.areas]
    has = f"只有{'、'.join(there[:CANDIDATES])}{'等' if len(there) > CANDIDATES else ''}的"
    name = store.name("indicators", topic.indicator_id)
    return refused(reading, f"白皮书没有{where}的{name}，{has}。", [topic.indicator_id])


def _of_no_town(reading: Reading, topic: Topic) -> Answer:
    """That towns have no number of an indicator, and what the district's is; where it counts towns, which these are."""
    whole = numbers.level(reading, topic)
    if any(kind in topic.spoken[0] for kind in TOWN_KINDS):
        return replace(whole, sentence=whole.sentence + whole.more)
    return replace(whole, sentence=_not_there(reading, topic).sentence + whole.sentence, is_answered=False)
