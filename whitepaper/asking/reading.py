"""What a question asks: its indicator, categories, areas, years and intent, and what in it was not understood."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache

from whitepaper.asking.mending import Mended
from whitepaper.asking.names import DIGITS, NUMBERED, RATES, Names, Topic, numbers_in
from whitepaper.asking.words import INTENT, Mark, grams, known_grams, occurrences
from whitepaper.model.keys import OUTSIDE
from whitepaper.model.text import letters
from whitepaper.printed.categories import JOINT
from whitepaper.printed.intervals import split_unit
from whitepaper.printed.reading import CHINESE_DIGITS

YEARS = re.compile(r"(?<![\da-z])(?:(?P<long>(?:19|20)\d\d)(?:年度?)?|(?P<short>\d\d)年度?)(?!\d)")
COUNTED = re.compile(rf"[{''.join(CHINESE_DIGITS)}\d]")
FEW_OF = re.compile(rf"[^\d]?({COUNTED.pattern})[^\W\d]")
"""How many, behind a word for the most."""
CATEGORY, AROUND = 0.85, 0.25
"""How much a gram of a category and of the sub-sector counts beside one of the name."""
CALLED, MEANT = 0.9, 0.8
"""How much a gram of another own name, and of a reader's word for it, counts beside one of the name."""
EACH, MISSED, NOT_CALLED, ELSEWHERE, WHOLE_NAME, SHARED_NAME, NARROWED, UNFIT, UNSAID_PLACE = (
    2.0, 0.12, 0.03, 0.45, 6.0, 2.0, 0.6, 8.0, 0.5,
)  # fmt: skip
NEARLY, ENOUGH, OWN_NAME, LONG_NAME, SHORT_NAME, COUNTED_SO, RUN = 0.7, 0.4, 4.0, 4, 2, 4.0, 3
LEAST_SHARE, HALF, COMMON = 0.3, 0.5, 2.0
"""What counts against a topic: grams of its best name, of its own name, areas it has no number of; and for it."""
BLANK = "#"
"""Where words of a question are left out, so that what stands before and behind them is no word."""
NEAR = 8
DIGITS_OF_SCORE = 6
"""So that two that fit alike do, however their parts are added up."""
WEAK = 8.0
"""A score below which a topic fits hardly."""
SAID = frozenset({
    "intent", "direction", "extreme", "year", "years", "period", "filler", "elsewhere", "absent", "note", "negation",
    "joining", "part", "money", "plain", "bound", "whether", "containing",
})  # fmt: skip
"""Kinds of words that are understood wherever they stand; those of the other kinds must be of what is asked for."""
ASKING = frozenset({"intent", "direction", "extreme", "year", "years"})
BESIDE = 2
"""So many characters on either side of a word must be an award's for the word to be part of it."""
STANDING = ASKING | {"filler"}
WITHIN = frozenset({"share", "rank"})
"""What is asked of something within a larger place, whose name is then none of what is asked for."""
SEVERAL = frozenset({"who", "which", "parts", "rank", "compare", "share", "honours", "towns"})
"""What is asked about several categories, which need not be named."""
WHICH = frozenset({"which", "who"})
COUNTING = frozenset({"level", "growth"})
"""Intents whose words a unit may follow."""
NAMED = frozenset({"direction", "extreme", "joining", "case", "doubt"})
"""Kinds and codes of words that names of indicators hold too."""
MOST_READ, REMEMBERED = 16, 128
"""Of so many readings, and of so many topics of theirs, what was found out is kept: a question is read in parts."""


@dataclass(frozen=True, eq=False)
class Reading:
    """One question as it was understood.

    areas: ids in the order of the question; outside: names of places that the paper is not about; absent: words for
    what the paper does not have, each with the nearest indicators; years: asked for, ascending; span: of years, empty
    for none; quarter: code of a part of the year; is_within: whether a larger place is named, of which a share, or a
    place in it, is asked.
    """

    names: Names
    mended: Mended
    marks: tuple[Mark, ...]
    years: tuple[int, ...]
    span: str
    quarter: str
    areas: tuple[str, ...]
    outside: tuple[str, ...]
    absent: tuple[tuple[str, tuple[str, ...]], ...]
    organisations: tuple[str, ...]
    called: str
    awards: tuple[str, ...]
    is_within: bool = False

    @property
    def text(self) -> str:
        """The folded question."""
        return self.mended.text

    @cached_property
    def intents(self) -> frozenset[str]:
        """Codes of what is asked."""
        return frozenset(mark.code for mark in self.marks if mark.kind == INTENT)

    @property
    def is_called_whole(self) -> bool:
        """Whether an organisation is named by more than the beginning of its name."""
        return self.called in self.names.organisations

    def code_of(self, kind: str) -> str:
        """The code of the first word of a kind; empty for none."""
        found = sorted((mark for mark in self.marks if mark.kind == kind), key=lambda mark: (-mark.size, mark.start))
        return found[0].code if found else ""

    def places(self, texts: Iterable[str]) -> set[int]:
        """The places of the question at which some texts stand."""
        starts = ((start, len(text)) for text in texts for start in occurrences(text, self.text))
        return {at for start, size in starts for at in range(start, start + size)}

    def beside(self, topic: Topic) -> Reading:
        """The question without the words that stand in the name of its topic, which ask nothing."""
        inside = [
            (start, start + len(name)) for name in topic.spoken[: topic.called] if len(name) >= LONG_NAME
            for start in occurrences(name, self.text)
        ]  # fmt: skip
        marks = [mark for mark in self.marks if mark.kind not in ASKING or not any(
            start <= mark.start and mark.end <= end for start, end in inside)]  # fmt: skip
        return self if len(marks) == len(self.marks) else replace(self, marks=tuple(marks))

    @cached_property
    def asked(self) -> frozenset[str]:
        """The grams of the question, without those of two words that ask: 标有 of 指标有几个."""
        quoted = [
            span for span in self.figured
            if span not in self._dated and self.text[slice(*span)] not in self.names.text
        ]  # fmt: skip
        told = grams(without(self.text, sorted([*self._dated, *quoted])))
        said = [mark for mark in self.marks if mark.size > 1 and mark.kind in STANDING]
        ends = {one.end for one in said} & {one.start for one in said}
        crossing = {
            self.text[start : start + size] for end in ends for size in (2, 3) for start in range(end - size + 1, end)
            if not any(one.start <= start and start + size <= one.end for one in said)
        }  # fmt: skip
        return told - {
            gram for gram in crossing
            if all(any(start < end < start + len(gram) for end in ends) for start in occurrences(gram, self.text))
        }  # fmt: skip

    @cached_property
    def _places(self) -> dict[str, set[int]]:
        """Each gram of the question to the places that it takes."""
        found: dict[str, set[int]] = {}
        for gram in self.asked:
            for start in occurrences(gram, self.text):
                found.setdefault(gram, set()).update(range(start, start + len(gram)))
        return found

    @cached_property
    def _places_beside(self) -> dict[str, set[int]]:
        """The same without what stands within the names of places, which asks nothing of what these have not."""
        named = {
            place for name, area in self.names.areas if area in self.areas
            for start in occurrences(name, self.text) for place in range(start, start + len(name))
        }  # fmt: skip
        return {gram: places for gram, places in self._places.items() if not places <= named}

    def narrowed(self, topic: Topic) -> list[str]:
        """What the name of a topic says, the question does not, and makes it another thing: 新增, 规上."""
        return [
            word for word, code in self.names.words.of_kind("narrowing")
            if word in topic.spoken[0] and word not in self.text and not self._goes_without(topic, word, code)
        ]  # fmt: skip

    def _goes_without(self, topic: Topic, word: str, code: str) -> bool:
        """Whether the question calls a topic by another of its names, which does not say the word."""
        others = [name for name in topic.spoken[: topic.called] if word not in name]
        if code == "strict":
            return any(name in self.text and name not in self.names.shared_names for name in others)
        near = NEARLY * len(topic.spoken[0])
        return any(len(name) > near or (len(name) >= LONG_NAME and name in self.text) for name in others)

    def exactness(self, topic: Topic) -> float:
        """How much of one of its own names, or of a name with a category, the question says."""
        said = self.asked | self.names.placed
        shares = []
        for spoken, name in zip(topic.spoken, topic.names, strict=True):
            if spoken in self.names.shared_names:
                continue
            whole = self.names.weight(name)
            shares.append(self.names.weight(name & said) / whole if whole else 0.0)
        is_known = topic.indicator_id in self.names.headlines and any(
            len(name) > 1 and name in self.text for name in topic.spoken)  # fmt: skip
        return 1.0 if is_known or self.parts_of(topic, self.areas) else max(shares, default=0.0)

    @cached_property
    def asks_rate(self) -> bool:
        """Whether it asks for a rate or share; 增长率 is none, but where an indicator is called so."""
        growing = [(one.start, one.end) for one in self.marks if one.code == "growth" and not any(
            name.startswith(self.text[start : one.end]) for name in self.names.rates for start in range(one.start)
        )]  # fmt: skip
        rest = BLANK.join(without(self.text, sorted(growing)))
        return any(word in rest for word, _ in self.names.words.of_kind("rate"))

    @cached_property
    def _dated(self) -> list[tuple[int, int]]:
        return [found.span() for found in YEARS.finditer(self.text)]

    @cached_property
    def figured(self) -> list[tuple[int, int]]:
        """Where numbers stand that the question names, each with its unit."""
        found = []
        for figure in map(letters, self.mended.figures):
            for start in occurrences(figure, self.text):
                end = start + len(figure)
                found.append((start, end + self.unit_at(end)))
        return found

    @property
    def is_dated(self) -> bool:
        """Whether it names a year by its number."""
        return bool(self._dated)

    @cached_property
    def ranked(self) -> tuple[tuple[float, Topic], ...]:
        """The topics that fit, best first."""
        places = sorted({place for gram in self.asked for place in self.names.holding.get(gram, ())})
        topics = [self.names.topics[place] for place in places]
        scored = [(round(self._score(topic), DIGITS_OF_SCORE), topic) for topic in topics]
        found = sorted((one for one in scored if one[0] > 0), key=lambda one: -one[0])
        seen: dict[str, tuple[float, Topic]] = {}
        for score, topic in found:
            seen.setdefault(topic.indicator_id, (score, topic))
        return tuple(seen.values())[:NEAR]

    @property
    def is_weak(self) -> bool:
        """Whether the topic that fits best fits hardly."""
        return bool(self.ranked) and self.ranked[0][0] < WEAK

    def is_hardly(self, topic: Topic) -> bool:
        """Whether a topic fits hardly, and the question neither names a place nor calls it by a good part of a name."""
        return self.is_weak and not self.areas and not self.is_called(topic)

    def _score(self, topic: Topic) -> float:
        if topic.area_id and (topic.area_id not in self.areas if self.areas else not topic.special & self.asked):
            return 0.0
        if not topic.area_id and len(self.areas) == 1 and (topic.indicator_id, self.areas[0]) in self.names.bound:
            return 0.0
        told, covered = 0.0, set[int]()
        shares = (
            (1.0, topic.first), (CALLED, topic.printed), (MEANT, topic.own), (CATEGORY, topic.parts),
            (AROUND, topic.around),
        )  # fmt: skip
        is_there = not self.areas or self._has_areas(topic)
        places = self._places if is_there else self._places_beside
        left = frozenset(places)
        for share, found in shares:
            held = left & found
            left -= held
            told += self.names.weight(held) * share
            if share > AROUND:
                covered.update(*(places[gram] for gram in held))
        if not told:
            return 0.0
        missed = min(map(self._missed, topic.names))
        score = told + EACH * len(covered) - MISSED * missed - NOT_CALLED * self._missed(topic.first)
        score = max(score, 0.0)
        score *= NARROWED ** len(self.narrowed(topic))
        whole = [name for name in topic.spoken if len(name) > 1 and name in self.text]
        if whole:
            score += SHARED_NAME if all(name in self.names.shared_names for name in whole) else WHOLE_NAME
        if not is_there:
            score *= ELSEWHERE
        elif not self.areas and not self.organisations and self.names.store.district not in topic.areas:
            first = topic.spoken[0]
            is_called = any(first.startswith(name) and len(name) + 2 >= len(first) and name in self.text
                            for name in topic.spoken)  # fmt: skip
            score *= 1.0 if self.is_of_towns or is_called else UNSAID_PLACE
        if topic.spoken[0] in self.text and is_there:
            score += OWN_NAME * len(topic.spoken[0])
        return score + self._unit_fits(topic, is_called=bool(whole))

    def _missed(self, name: frozenset[str]) -> float:
        """How much the grams of a name tell that the question does not say."""
        return self.names.whole(name) - self.names.weight(name & self.asked)

    def _unit_fits(self, topic: Topic, *, is_called: bool) -> float:
        """A little for the unit that the question counts in."""
        is_rate = topic.units <= RATES and bool(topic.units)
        general = {word for word, _ in self.names.words.of_kind("general")}
        is_so = bool(self.units & {letters(unit) for unit in topic.units})
        fitting = (COUNTED_SO / 2 if self.units <= general else COUNTED_SO) if is_so else 0.0
        if self.units - general and topic.units and not fitting:
            fitting = -COUNTED_SO / 2
        counted = {self.is_measured(unit) for unit in topic.units}
        if self.units and counted and not counted & {self.is_measured(unit) for unit in self.units}:
            fitting -= UNFIT
        is_unfit = is_rate != self.asks_rate and (self.asks_rate or (bool(topic.units) and not is_called))
        return fitting - (UNFIT if is_unfit else 0.0)

    def is_measured(self, unit: str) -> bool:
        """Whether a unit measures; others count."""
        return split_unit(unit)[1] in self._measured

    @cached_property
    def _measured(self) -> frozenset[str]:
        codes = self.names.store.codes("measured_unit")
        return frozenset(split_unit(code)[1] for code in codes) | frozenset(codes)

    def unit_at(self, start: int) -> int:
        """How long the unit is that stands at a place, or its beginning."""
        sizes = [size for unit in self.names.units for size in range(1, len(unit) + 1)
                 if (size > 1 or len(unit) == 1) and self.text.startswith(unit[:size], start)]  # fmt: skip
        return max(sizes, default=0)

    @cached_property
    def units(self) -> frozenset[str]:
        """Units that stand behind a word for how many."""
        known = self.names.units
        counted = [mark.end for mark in self.marks if mark.kind == INTENT and mark.code == "level"]
        found = {
            unit
            for end in counted
            for unit in known
            if self.text.startswith(unit, end) and self.text[end : end + len(unit) + 1] not in self.names.beginnings
        }  # fmt: skip  分 of 分贝 is none
        return frozenset(unit for unit in found if not any(unit != other and other.startswith(unit) for other in found))

    @property
    def first_few(self) -> int:
        """How many of the first are asked for: 3 of 最多的三个, 2 of 第二多; 0 where no more than the first."""
        within = [
            self.text[mark.start : mark.end] for mark in self.marks if mark.code == "rank" or mark.kind == "extreme"
        ]  # fmt: skip
        behind = [self.text[mark.end :] for mark in self.marks if mark.kind == "extreme"]
        found = [one for text in within for one in COUNTED.findall(text)]
        found += [one[1] for text in behind if (one := FEW_OF.match(text))]
        counts = [CHINESE_DIGITS[one] if one in CHINESE_DIGITS else int(one) for one in found]
        return max((count for count in counts if count > 1), default=0)

    @cached_property
    def meant(self) -> frozenset[str]:
        """What the paper writes for the readers' words that the question says."""
        synonyms = self.names.store.codes("synonym").items()
        return frozenset(written for word, written in synonyms if letters(word) in self.text)

    @cached_property
    def levels(self) -> tuple[str, ...]:
        """The levels that the question names, by their names or readers' words for them: 市里."""
        known = (code for code in self.names.store.codes("level") if code)
        return tuple(code for code in known if letters(code) in self.text or code in self.meant)

    @cached_property
    def traits(self) -> tuple[str, ...]:
        """What lists say of their honours besides that the question says, but for names of places."""
        places = {name for name, _ in self.names.areas}
        return tuple(one for one in self.names.traits if one in self.text and one not in places)

    @property
    def is_of_towns(self) -> bool:
        """Whether it asks about all towns."""
        return "towns" in self.intents

    def _has_areas(self, topic: Topic) -> bool:
        return all(area in topic.areas for area in self.areas) or set(self.areas) & topic.areas != set()

    def parts_of(self, topic: Topic, areas: Sequence[str] = ()) -> tuple[str, ...]:
        """The categories of a topic that the question names, in the order of the paper; the longest names count."""
        found, longest = self._spans(topic, areas)
        named = [category for category, places in found.items() if places & longest]
        exact = [c for c in named if any(self.text[a:b] == letters(c) for a, b in found[c] & longest)]
        is_exact = exact and len({s for c in exact for s in found[c] & longest}) == len(longest)
        return self._of_said_wholes(tuple(exact if is_exact else named))

    def _of_said_wholes(self, parts: tuple[str, ...]) -> tuple[str, ...]:
        """Of categories those of the wholes that are said: of 公立医院 those of 公立 that end so, none of others."""
        wholes = {category.split(JOINT)[0] for category in parts if JOINT in category}
        said = {whole for whole in wholes if letters(whole) in self.text}
        if not said:
            return parts
        kept = tuple(category for category in parts if category.split(JOINT)[0] in said)
        rest = self.asked - grams(map(letters, said))
        ends = {one: letters(one.split(JOINT)[-1])[-SHORT_NAME:] for one in kept if JOINT in one}
        return tuple(one for one, end in ends.items() if rest & grams([end])) or kept

    def _spans(
        self, topic: Topic, areas: Sequence[str]
    ) -> tuple[dict[str, set[tuple[int, int]]], set[tuple[int, int]]]:
        """Each category to where the question says it or a piece of it, and the longest of those places."""
        key = (topic, tuple(areas))
        if key not in self._placed:
            self._placed[key] = self._place(topic, areas)
        return self._placed[key]

    @cached_property
    def _placed(
        self,
    ) -> dict[tuple[Topic, tuple[str, ...]], tuple[dict[str, set[tuple[int, int]]], set[tuple[int, int]]]]:
        return {}

    def _place(
        self, topic: Topic, areas: Sequence[str]
    ) -> tuple[dict[str, set[tuple[int, int]]], set[tuple[int, int]]]:
        cells = self.names.cells_of(topic, areas)
        whole = [name for name in topic.spoken if len(name) > 2 and name in self.text]
        found: dict[str, set[tuple[int, int]]] = {}
        given = dict.fromkeys(cells["category"])
        for category in given:
            for said, is_short in self.names.spoken_of[category].items():
                within = [name for name in whole if said in name and said != name]
                is_of_alias = bool(within) and category == self._of_alias(topic, within, given)
                if said == topic.spoken[0] or (is_short and within and not is_of_alias):
                    continue
                for start in occurrences(said, self.text):
                    if is_of_alias or not self._is_crossed(topic, start, start + len(said)):
                        found.setdefault(category, set()).add((start, start + len(said)))
        for category in dict.fromkeys(cells["category"]):
            end = letters(category.split(JOINT)[-1])
            for start, stop in {span for places in found.values() for span in places}:
                said = self.text[start:stop]
                if len(said) >= SHORT_NAME and end.endswith(said) and JOINT in category and category not in found:
                    found[category] = {(start, stop)}
        spans = {span for places in found.values() for span in places}
        longest = {s for s in spans if not any(o != s and o[0] <= s[0] and s[1] <= o[1] for o in spans)}
        return found, longest

    def _of_alias(self, topic: Topic, names: Iterable[str], given: Iterable[str]) -> str:
        """The one category that another name of a topic says: 生产 of 食品生产许可证; empty for none, or several."""
        others = [name for name in names if name not in topic.spoken[0] and topic.spoken[0] not in name]
        own = [one for one in given if one and any(letters(one) in name for name in others)]
        return own[0] if len(own) == 1 else ""

    def _is_crossed(self, topic: Topic, start: int, end: int) -> bool:
        """Whether a place in the question belongs to a longer word of the topic's name: 质量奖 of 质量奖励."""
        before, after = self.text[max(0, start - 1) : start + 1], self.text[end - 1 : end + 1]
        if start > 0 and before in topic.first:
            return True
        name, tail = topic.spoken[0], self.text[max(start, end - 2) : end + 1]
        return len(after) > 1 and after in topic.first and self.text[start:end] not in name and tail not in name

    def begins(self, word: str, text: str = "") -> bool:
        """Whether a text, else the question, has a word that does not end a longer one: 出口, but not of 进出口."""
        text = text or self.text
        return any(
            not start or text[start - 1 : start + 1] not in self.names.topical for start in occurrences(word, text)
        )

    def sides(self, topic: Topic, areas: Sequence[str] = ()) -> int:
        """How many different words of the question name categories of a topic."""
        return len(self._spans(topic, areas)[1])

    @property
    def is_of_industry(self) -> bool:
        """Whether it says nothing but a place and a word for industry: 虹桥镇特色产业."""
        rest = self.text
        for name, _ in self.names.areas:
            rest = rest.replace(name, "")
        return any(rest == word for word, _ in self.names.words.of_kind("industry"))

    @property
    def notes(self) -> tuple[str, ...]:
        """Codes of what of a town's report is asked for, each once."""
        return tuple(dict.fromkeys(mark.code for mark in self.marks if mark.kind == "note"))

    def is_of_sum(self, topic: Topic) -> bool:
        """Whether it asks for the sum up to now, which a name of the topic says: 上海标准累计, not this year's two."""
        return any(
            word in self.text and any(word in name for name in topic.spoken)
            for word, _ in self.names.words.of_kind("unsaid")
        )

    @property
    def is_of_lacking(self) -> bool:
        """Whether it asks who lacks something: 哪些街镇没有…; 有没有 asks whether."""
        taken = {place for mark in self.marks if mark.size > SHORT_NAME for place in range(mark.start, mark.end)}
        lacking = (word for word, _ in self.names.words.of_kind("denial") if len(word) >= SHORT_NAME)
        return any(start not in taken for word in lacking for start in occurrences(word, self.text))

    @property
    def denied(self) -> tuple[str, ...]:
        """A rise or fall that the question says did not come about: 没有改善."""
        words = [word for word, _ in self.names.words.of_kind("denial")]
        ends = {mark.start: mark.end for mark in self.marks if mark.kind == "direction"}
        return tuple(word + self.text[start:end] for start, end in ends.items() for word in words
                     if self.text.endswith(word, 0, start))[:1]  # fmt: skip

    @property
    def is_joined(self) -> bool:
        """Whether it names two things."""
        return any(mark.kind == "joining" for mark in self.marks)

    def said(self, topic: Topic) -> frozenset[str]:
        """What of the question the names and categories of a topic hold."""
        return self.asked & (topic.own | topic.parts)

    def is_there(self, topic: Topic) -> bool:
        """Whether a topic has numbers of the areas asked for."""
        return not self.areas or bool(set(self.areas) & topic.areas)

    def is_less(self, topic: Topic, other: Topic) -> bool:
        """Whether a topic holds less of the question than another, or says a narrowing word that neither asks for."""
        words = [word for word, _ in self.names.words.of_kind("narrowing") if word not in self.text]
        is_narrower = any(word in topic.spoken[0] and word not in other.spoken[0] for word in words)
        return is_narrower or self.said(topic) < self.said(other)

    def apart(self, topic: Topic, areas: Sequence[str] = ()) -> tuple[str, ...]:
        """The categories that the question names by what sets them apart from the others: 一等奖 of 攻关成果一等奖."""
        given = [one for one in dict.fromkeys(self.names.cells_of(topic, areas)["category"]) if one]
        counts = Counter(gram for one in given for gram in known_grams(letters(one)))
        left = self.asked - topic.first - self.names.questioning
        return tuple(one for one in given if any(counts[gram] == 1 for gram in known_grams(letters(one)) & left))

    def likely_parts(self, topic: Topic, areas: Sequence[str] = ()) -> tuple[str, ...]:
        """As `parts_of`; else the one category that has what the name of the topic does not explain."""
        key = (topic, tuple(areas))
        if key not in self._likely:
            self._likely[key] = self._likely_parts(topic, areas)
        return self._likely[key]

    @cached_property
    def _likely(self) -> dict[tuple[Topic, tuple[str, ...]], tuple[str, ...]]:
        return {}

    def _likely_parts(self, topic: Topic, areas: Sequence[str]) -> tuple[str, ...]:
        named = self.parts_of(topic, areas)
        if named:
            return named
        whole_names = [name for name in topic.spoken if len(name) > 2 and name in self.text]
        left = {
            gram for gram in self.asked - topic.own - self.names.placed
            if not all(self._is_crossed(topic, at, at + len(gram)) for at in occurrences(gram, self.text))
        }  # fmt: skip
        categories = dict.fromkeys(self.names.cells_of(topic, areas)["category"])
        given = [one for one in categories if one]
        holding = [one for one in given if any(name in letters(one) for name in whole_names)]
        if len(holding) == 1 and len(given) > 1 and "" not in categories:
            return tuple(holding)
        weighed, apart = {}, self.apart(topic, areas)
        for category in given:
            own = known_grams(*(said for said, is_short in self.names.spoken_of[category].items() if not is_short))
            told, whole = self.names.weight(left & own), self.names.weight(own)
            is_apart = category in apart and self.share(letters(category)) >= LEAST_SHARE
            is_long = is_apart or any(len(gram) == RUN and gram not in topic.own for gram in left & own)
            is_most = self.share(letters(category)) >= LEAST_SHARE or bool(self.called and self.called in category)
            weighed[category] = told if told >= whole * ENOUGH or (is_long and is_most) else 0.0
        best = max(weighed.values(), default=0.0)
        winners = [category for category, weight in weighed.items() if weight == best and best > 0]
        return tuple(winners) if len(winners) == 1 else tuple(self._begun(topic, given) or self._having(topic, given))

    def _having(self, topic: Topic, given: Sequence[str]) -> list[str]:
        """The categories that have all that the question says of any, but for what the name of the topic says.

        Of 公厕改造 three kinds of works on them; a reader's word for the topic may be one of them: 批发. What is said
        must be half of one of them.
        """
        pairs = {
            category: {gram for gram in known_grams(letters(category)) if len(gram) == SHORT_NAME} for category in given
        }
        known = topic.first | self.names.questioning
        said = {gram for own in pairs.values() for gram in own & self.asked} - known
        found = [category for category, own in pairs.items() if said and said <= own]
        called = grams(name for name in topic.spoken[: topic.called] if len(name) > LONG_NAME and name in self.text)
        least = NEARLY if said <= called else HALF  # 监测 of 农产品监测合格率 is no 例行监测
        is_named = any(self.share(name) >= least for one in found for name in (letters(one), self._bare(one)))
        return found if is_named and len(found) < len(given) else []

    def _bare(self, category: str) -> str:
        """A category without the word that says what all of its kind are: 化妆品经营 of 化妆品经营企业."""
        text = letters(category)
        ends = [word for word, _ in self.names.words.of_kind("tail") if text.endswith(word) and text != word]
        return text.removesuffix(max(ends, key=len)) if ends else text

    def _begun(self, topic: Topic, given: Sequence[str]) -> list[str]:
        """The categories that begin with what the question says and the name of the topic does not: 电动自行车用….

        Or with a shorter word that several begin with, but not all: 出口 of 出口食品化妆品 and 出口危险化学品.
        """
        for size in (LONG_NAME, SHORT_NAME):
            begun = {category: letters(category)[:size] for category in given}
            found = [
                category for category, word in begun.items()
                if len(word) == size < len(letters(category)) and self.begins(word) and word not in topic.spoken[0]
            ]  # fmt: skip
            if found and (size == LONG_NAME or 1 < len(found) < len(given)):
                return found
        return []

    def share(self, name: str) -> float:
        """How much of a name the question says, by its characters."""
        held = {at + step for at in range(len(name) - 1) for step in (0, 1) if name[at : at + 2] in self.asked}
        return len(held) / len(name)

    def is_called(self, topic: Topic) -> bool:
        """Whether the question says a good part of one of the names of a topic."""
        return max(map(self.share, topic.spoken)) >= LEAST_SHARE

    def is_vague(self, topic: Topic) -> bool:
        """Whether the question says only what very many indicators say: 企业."""
        said = [self.names.weights.get(gram, 0.0) for gram in self.said(topic) - self.names.questioning]
        return max(said, default=0.0) < COMMON and not self.organisations and not self.areas

    def unknown(self, topic: Topic | None, texts: Iterable[str] = ()) -> tuple[str, ...]:
        """What in the question neither the topic, nor the other texts, nor the words of questions explain."""
        key = (topic, tuple(texts))
        if key not in self._unknown:
            self._unknown[key] = self._left_over(topic, key[1])
        return self._unknown[key]

    @cached_property
    def _unknown(self) -> dict[tuple[Topic | None, tuple[str, ...]], tuple[str, ...]]:
        return {}

    def word_of(self, run: str) -> str:
        """What of the question was not explained, as a word: with the characters beside it that alone say nothing.

        What no name begins with is a word with the character before it, where names have both.
        """
        start, end = self.text.find(run), self.text.find(run) + len(run)
        if start < 0:
            return run
        denied = [word for word, _ in self.names.words.of_kind("opposite") if self.text.endswith(word, 0, start)]
        if denied:
            return f"{denied[0]}{run}"
        is_word = run[:2] in self.names.content
        if not is_word and start > 0 and self.text[start - 1 : start + 1] in self.names.content:
            return self.text[start - 1 : end]
        little = {mark.start for mark in self.marks if mark.size == 1}
        little -= {place for mark in self.marks if mark.size > 1 for place in range(mark.start, mark.end)}
        while start - 1 in little:
            start -= 1
        while end in little:
            end += 1
        return self.text[start:end]

    def _parts_there(self, topic: Topic) -> frozenset[str]:
        """The grams of the categories that a topic has in the areas asked for."""
        if not set(self.areas) & topic.areas:
            return topic.parts
        given = dict.fromkeys(self.names.cells_of(topic, self.areas)["category"])
        return grams(said for category in given for said in self.names.spoken_of[category])

    def _parts_said(self, topic: Topic) -> frozenset[str]:
        """The grams of the categories that the question means; of all where it asks which, or for several of them."""
        asks_several = self.intents & SEVERAL or self.code_of("extreme") or self.code_of("direction")
        if asks_several or self.is_joined:
            return self._parts_there(topic)
        named = self.likely_parts(topic, self.areas if self.is_there(topic) else ())
        return grams(said for category in named for said in self.names.spoken_of[category])

    def _of_others(self, topic: Topic, own: frozenset[str]) -> frozenset[str]:
        """The grams of its sub-sector that run on, in the question, into what only others are called: 产品监督抽查."""
        runs = {self.text[at : at + RUN] for at in range(len(self.text) - RUN + 1)} - own
        return frozenset(
            run[:SHORT_NAME] for run in runs
            if run[:SHORT_NAME] in topic.around - own and run[1:] in own and run in self.names.topical_text
        )  # fmt: skip

    def _is_call(self, start: int, end: int) -> bool:
        """Whether a number calls what stands behind it: 12345 of 12345投诉, but no year and no amount."""
        said = self.text[start:end]
        is_one = (start, end) not in self._dated and bool(NUMBERED.fullmatch(said))
        is_whole = said in self.mended.figures  # as a decimal is not, without its point
        return is_one and is_whole and self.text[end : end + 2] in self.names.content

    def _left_over(self, topic: Topic | None, texts: tuple[str, ...]) -> tuple[str, ...]:
        explained = {place for mark in self.marks if mark.size > 1 and mark.kind in SAID
                     for place in range(mark.start, mark.end)}  # fmt: skip
        little = {mark.start for mark in self.marks if mark.size == 1}
        for start, end in self._dated:
            explained |= set(range(start, end))
        own = (topic.own | self._parts_said(topic)) if topic else frozenset()
        own |= grams(texts)
        own |= topic.around - self._of_others(topic, own) if topic else frozenset()
        alone = (topic.characters if topic else frozenset()) | set("".join(texts))
        for at in range(len(self.text) - 1):
            for size in (2, 3):
                if self.text[at : at + size] in own:
                    explained |= set(range(at, at + size))
        explained |= self.places(name for name, _ in self.names.areas)
        explained |= self.places(self.units)
        for mark in self.marks:
            if mark.kind == INTENT and mark.code in COUNTING:
                explained |= set(range(mark.end, mark.end + self.unit_at(mark.end)))  # 微克 of 微克/立方米
        for start, end in self.figured:
            if topic is None or not self._is_call(start, end) or grams([self.text[start:end]]) <= own:
                explained |= set(range(start, end))
        spoken_of = {
            at + step for at in range(len(self.text) - 1) for step in (0, 1)
            if (not {at, at + 1} & explained and self.text[at : at + 2] in self.names.content)
            or self.text[at : at + 2] in (self.names.heads | self.names.titles) - own
        }  # fmt: skip
        explained |= little - spoken_of
        runs: list[str] = []
        own_names = () if topic is None else (*topic.spoken, *texts)
        opposite = {
            word for kind in ("opposite", "apart") for word, _ in self.names.words.of_kind(kind)
            if topic is not None and word in self.text and not grams([word]) <= own
            and not any(word in name for name in own_names)
        }  # fmt: skip
        runs += opposite
        last = -2
        for place, letter in enumerate(self.text):
            if place in explained:
                continue
            if place == last + 1:
                runs[-1] += letter
            else:
                runs.append(letter)
            last = place
        content = self.names.content
        return tuple(
            run for run in runs if run in opposite or not set(run) <= alone or (len(run) > 1 and grams([run]) & content)
        )


@lru_cache(maxsize=MOST_READ)
def read(mended: Mended, names: Names) -> Reading:
    """What a mended question asks."""
    text, store = mended.text, names.store
    marks = tuple(mark for mark in names.words.find(text) if not _is_of_a_name(text, mark, names))
    absent = names.absent
    since = tuple(_since(text, names))
    marks = (*marks, *since, *_comparing(text, marks, names))
    newest = store.editions[-1]
    years, span = _years(text, marks, newest, store.years_with_levels)
    if since and years == (newest - 1,):
        years = ()  # compared with the year before, which is what growth is of
    quarter = next((mark.code for mark in marks if mark.kind == "period"), "")
    organisations, called = _organisations(text, names)
    named = _areas(text, names)
    is_outside = any(name in text and names.area_kind(area) == OUTSIDE for name, area in names.areas)
    is_within = is_outside and any(mark.kind == INTENT and mark.code in WITHIN for mark in marks)  # 占全市多少
    areas = tuple(area for area in named if names.area_kind(area) != OUTSIDE) if is_within else named
    return Reading(
        names, mended, marks, years, span, quarter, areas,
        tuple(text[m.start : m.end] for m in marks if m.kind == "elsewhere" and _stands_alone(text, m, names)),
        tuple((text[m.start : m.end], absent[m.code]) for m in marks if m.kind == "absent"),
        organisations, called, _awards(text, names), is_within,
    )  # fmt: skip


def _since(text: str, names: Names) -> Iterator[Mark]:
    """Years that something is compared with, as words for growth have one: 比2023年."""
    growing = [word for word, code in names.words.of_kind(INTENT) if code == "growth"]
    shapes = {(word[: one.start()], word[one.end() :]) for word in growing for one in YEARS.finditer(word)}
    for year in YEARS.finditer(text):
        for before, after in shapes:
            if text.endswith(before, 0, year.start()) and text.startswith(after, year.end()):
                yield Mark(year.start() - len(before), year.end() + len(after), INTENT, "growth")


def _comparing(text: str, marks: Sequence[Mark], names: Names) -> Iterator[Mark]:
    """Where a question asks which of two things it joins is more: 进口和出口哪个批次多."""
    ends = [word for word, _ in names.words.of_kind("comparing") if text.endswith(word)]
    is_of_two = any(mark.kind == "joining" for mark in marks)
    if ends and is_of_two and any(mark.kind == INTENT and mark.code in WHICH for mark in marks):
        yield Mark(len(text) - max(map(len, ends)), len(text), INTENT, "compare")


def _is_of_a_name(text: str, mark: Mark, names: Names) -> bool:
    """Whether a word is only part of the name of an indicator (增加 of 增加值), or an award, and says nothing there."""
    wide = text[max(0, mark.start - BESIDE) : mark.end + BESIDE]
    if mark.kind in ASKING and any(wide in award and len(wide) == mark.size + 2 * BESIDE for award in names.awards):
        return True  # 产业质量提升标志性项目
    if mark.kind not in NAMED and mark.code not in NAMED:
        return False
    is_counted = any(text.endswith(word, 0, mark.start) for word, _ in names.words.of_kind("counted"))  # 人数增长
    before = text[max(0, mark.start - BESIDE) : mark.end]  # 质量提升, but not 人数提升
    around = (text[mark.start : mark.end + 1], before if is_counted else before[-mark.size - 1 :])
    return any(len(one) > mark.size and one in names.topical_text for one in around)


def _years(text: str, marks: Sequence[Mark], newest: int, known: Sequence[int]) -> tuple[tuple[int, ...], str]:
    """The years asked for, relative ones as of the paper's year, and the span of years asked for."""
    found = {int(one["long"] or f"20{one['short']}") for one in YEARS.finditer(text)}
    found |= {newest + int(mark.code) for mark in marks if mark.kind == "year"}
    spans = [mark.code for mark in marks if mark.kind == "years"]
    return tuple(sorted(found)), spans[0] if spans else ""


def _areas(text: str, names: Names) -> tuple[str, ...]:
    """Areas that a text names, in its order; a name within a longer name of something else is none."""
    taken: set[int] = set()
    found: list[tuple[int, str]] = []
    there = [(name, area_id) for name, area_id in names.areas if name in text]
    categories = [one for said in names.spoken_of.values() for one in said if one in text] if there else []
    for name, area_id in there:
        for start in occurrences(name, text):
            place = set(range(start, start + len(name)))
            if place & taken:
                continue
            longer = text[start : start + len(name) + 2]
            if len(longer) > len(name) + 1 and _is_called_elsewhere(longer, area_id, names):
                continue
            if any(name in one and name != one for one in categories):
                continue
            if names.area_kind(area_id) == OUTSIDE and (
                any(text.startswith(own, start + len(name)) for own in names.own)  # 上海市 of 上海市闵行区
                or any(name in award and award in text for award in names.awards)
            ):
                continue
            taken |= place
            found.append((start, area_id))
    return tuple(dict.fromkeys(area_id for _, area_id in sorted(found)))


def _is_called_elsewhere(text: str, area_id: str, names: Names) -> bool:
    """Whether a name of an indicator that an area has no number of holds a text."""
    return text in names.text and any(
        text in name and area_id not in topic.areas
        for topic in names.topics if not topic.area_id for name in topic.spoken
    )  # fmt: skip


def _stands_alone(text: str, mark: Mark, names: Names) -> bool:
    """Whether the name of a place is not part of a name of the paper."""
    around = [text[max(0, mark.start - 2) : mark.end], text[mark.start : mark.end + 2]]
    return not any(len(one) > mark.size and one in names.text for one in around)


def _organisations(text: str, names: Names) -> tuple[tuple[str, ...], str]:
    """Organisations that a text names by the longest of their names, else by how names begin; and how it names them."""
    found = [name for name in names.organisations if name in text]
    areas = "\n".join(name for name, _ in names.areas if name in text)
    found = [one for one in found if one not in areas and not any(one != other and one in other for other in found)]
    numbers = numbers_in(text)
    if not found and numbers:
        called = [(name, one) for one in numbers for name, own in names.numbered if one in own]
        if called:
            numbered = (key for name, _ in called for key in sorted(names.organisations[name]))
            start = text.translate(DIGITS).index(called[0][1])
            return tuple(dict.fromkeys(numbered)), text[start : start + len(called[0][1])]
    if not found:
        begun = {
            name[:size]: None for name in names.organisations if name[:SHORT_NAME] in text
            for size in range(len(name), 1, -1) if name[:size] in text and name[:size] not in areas
            and (size > SHORT_NAME or name[:SHORT_NAME] not in names.topical)
        }  # fmt: skip
        longest = max(map(len, begun), default=0)
        found = [one for one in begun if len(one) == longest and one not in names.topical]
    ids = [key for name, keys in names.organisations.items() if any(name.startswith(one) for one in found)
           for key in sorted(keys)]  # fmt: skip
    return tuple(dict.fromkeys(ids)), max(found, key=len, default="")


def _awards(text: str, names: Names) -> tuple[str, ...]:
    """Printed forms of the awards that a text names: whole, or by most of what their names tell."""
    whole = [name for name in names.awards if name in text]
    whole = [name for name in whole if not any(name != other and name in other for other in whole)]
    if whole:
        return tuple(form for name in whole for form in sorted(names.awards[name]))
    return ()


def without(text: str, spans: Iterable[tuple[int, int]]) -> list[str]:
    """The pieces of a text between some spans."""
    pieces, last = [], 0
    for start, end in spans:
        pieces.append(text[last:start])
        last = end
    return [*pieces, text[last:]]
