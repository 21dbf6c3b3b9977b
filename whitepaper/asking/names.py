"""What can be asked for, by all its names: indicators with their categories, areas, organisations, awards, lists."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from math import log

import pandas as pd

from whitepaper.asking.sounds import Sayable, Sounds
from whitepaper.asking.words import MOST_NAMES, Words, grams, known_grams
from whitepaper.model.dataset import SOUNDS
from whitepaper.model.keys import NUMBERS, RUNNING_TEXT, TOWN_KINDS
from whitepaper.model.selection import Selection
from whitepaper.model.text import letters, variants
from whitepaper.printed.categories import plain
from whitepaper.printed.intervals import split_unit
from whitepaper.store.described import Row, grouped
from whitepaper.store.store import Store

PIECES, BRACKETS = re.compile(r"[·、：:；，,/+＋]"), re.compile(r"[（(]([^（）()]*)[）)]")
NUMBERED = re.compile(r"\d{3,}")
"""A number that calls something by itself: 12315."""
QUOTED = re.compile("“([^”]+)”.{1,2}")
DATED = re.compile(r"[〔［\[（(]?\d")
"""Where the year begins in the number of a document."""
DIGITS = str.maketrans("〇一二三四五六七八九", "0123456789")
ASKING = frozenset({"intent", "direction", "extreme", "year", "years", "filler"})
RATES = frozenset({"%", "个百分点"})
TIMES = "倍"
SUBJECTS = frozenset({
    "narrowing", "sector", "testing", "brand", "grade", "plain", "apart", "holding", "order",
})  # fmt: skip
"""Kinds of words that say what a question is about, as names of indicators do, and not what is asked of it."""
TOLD = ["category", "area_id", "measure", "unit"]
"""What of its numbers tells how an indicator may be called."""
MOST_TAKEN = 500  # indicators
MOST_LISTS = 8  # of honours, documents, notes
SHORTEST = 2  # of what tells something
LEAST_BRANCH = 3  # characters behind 有限公司 that call a branch by itself
BRAND = 6  # characters of a title that is called by its sound


@dataclass(frozen=True, eq=False)
class Topic:
    """An indicator as it can be asked for; `area_id` where a name holds for one town only, as its industry does.

    spoken: its name, then each other one, folded; called: so many of them are its own, the others have readers' words;
    parts: grams of its categories; around: grams of its sub-sector and sector; special: grams of the town's industry.
    The grams of names are made when they are asked for: a question is about few of thousands.
    """

    indicator_id: str
    area_id: str
    spoken: tuple[str, ...]
    called: int
    parts: frozenset[str]
    around: frozenset[str]
    areas: frozenset[str]
    units: frozenset[str]
    special: frozenset[str] = frozenset()

    @property
    def names(self) -> tuple[frozenset[str], ...]:
        """The grams of each of its names."""
        return tuple(known_grams(name) for name in self.spoken)

    @property
    def own(self) -> frozenset[str]:
        """The grams of all its names."""
        return known_grams(*self.spoken)

    @property
    def first(self) -> frozenset[str]:
        """The grams of its name."""
        return known_grams(self.spoken[0])

    @property
    def printed(self) -> frozenset[str]:
        """The grams of its own names, without readers' words."""
        return known_grams(*self.spoken[: self.called])

    @cached_property
    def characters(self) -> frozenset[str]:
        """The characters of its names."""
        return frozenset("".join(self.spoken))


class Rows:
    """The current observations of an indicator, and lists, taken when asked for; frames to be read, never changed."""

    def __init__(self, store: Store) -> None:
        self._taken = lru_cache(MOST_TAKEN)(lambda key: store.observations(Selection(indicators=(key,))))

        self._numbers = lru_cache(MOST_TAKEN)(self._numbers_of)
        self.honours = lru_cache(MOST_LISTS)(store.honours)
        self.issued = lru_cache(MOST_LISTS)(store.issued)
        self.table = lru_cache(MOST_LISTS)(store.frame)

    def __getitem__(self, indicator_id: str) -> pd.DataFrame:
        return self._taken(indicator_id)

    def numbers(self, indicator_id: str, areas: tuple[str, ...]) -> pd.DataFrame:
        """The numbers and targets of an indicator in some areas, in all without any."""
        return self._numbers(indicator_id, areas)

    def _numbers_of(self, indicator_id: str, areas: tuple[str, ...]) -> pd.DataFrame:
        frame = self[indicator_id]
        frame = frame[frame["measure"].isin(NUMBERS)]
        return frame[frame["area_id"].isin(areas)] if areas else frame


@dataclass(frozen=True, eq=False)
class Names:
    """The names of one data set. categories: of each indicator that has numbers, in their order."""

    store: Store
    words: Words
    topics: tuple[Topic, ...]
    categories: Mapping[str, tuple[str, ...]]
    areas: tuple[tuple[str, str], ...]
    organisations: Mapping[str, frozenset[str]]
    awards: Mapping[str, frozenset[str]]

    @classmethod
    def of(cls, store: Store) -> Names:
        """Names of everything in a store."""
        told = ["indicator_id", *TOLD]
        rows = (dict(zip(told, cells, strict=True)) for cells in store.rows.distinct(told, is_current=True))
        by_indicator = {key: own for (key,), own in grouped(rows, "indicator_id").items()}
        words = Words.of(store)
        topics = tuple(
            topic for key in store.names("indicators") if key in by_indicator
            for topic in _topics(store, words, key, by_indicator[key])
        )  # fmt: skip
        categories = {key: _each(own, "category") for key, own in by_indicator.items()}
        return cls(store, words, topics, categories, _areas(store), _organisations(store, words), _awards(store))

    @cached_property
    def rows(self) -> Rows:
        """Every current observation by indicator."""
        return Rows(self.store)

    @cached_property
    def weights(self) -> Mapping[str, float]:
        """How much each gram tells: those of few indicators tell most."""
        counts = Counter(gram for topic in self.topics if not topic.area_id for gram in topic.own | topic.parts)
        size = len(self.topics)
        return {gram: log(1 + size / count) * (1.0 if len(gram) == SHORTEST else 0.5) for gram, count in counts.items()}

    def weight(self, found: Iterable[str]) -> float:
        """How much some grams tell together."""
        return sum(self.weights.get(gram, 0.0) for gram in found)

    @cached_property
    def whole(self) -> Callable[[frozenset[str]], float]:
        """As `weight`, of the grams of a name, which are weighed again and again."""
        return lru_cache(MOST_NAMES)(self.weight)

    @cached_property
    def known(self) -> frozenset[str]:
        """Grams of everything that has a name."""
        return grams(self.vocabulary)

    @cached_property
    def headlines(self) -> frozenset[str]:
        """The indicators that stand on the first page: of several that a question may mean, these are meant."""
        return frozenset(self.store.tables["headlines"]["indicator_id"].to_pylist())

    @cached_property
    def bound(self) -> frozenset[tuple[str, str]]:
        """Indicators and towns that have a topic of their own."""
        return frozenset((topic.indicator_id, topic.area_id) for topic in self.topics if topic.area_id)

    @cached_property
    def questioning(self) -> frozenset[str]:
        """The grams of the words that ask, which tell nothing of what is asked for."""
        return grams(word for word, kind, _ in self.words.entries if kind in ASKING)

    @cached_property
    def placed(self) -> frozenset[str]:
        """The grams of the names of places."""
        return grams(name for name, _ in self.areas)

    @cached_property
    def content(self) -> frozenset[str]:
        """Pairs of characters of the indicators' names that are no words of questions."""
        said = grams(word for word, kind, _ in self.words.entries if kind not in SUBJECTS)
        pairs = grams(name for topic in self.topics for name in topic.spoken) - said
        return frozenset(gram for gram in pairs if len(gram) == SHORTEST)

    @cached_property
    def heads(self) -> frozenset[str]:
        """The pairs of characters of `content` that names of indicators end in, what is counted or measured: 产值."""
        called = (topic.spoken[: topic.called] for topic in self.topics if not topic.area_id)
        counts = Counter(pair for names in called for pair in {name[-SHORTEST:] for name in names})
        return self.content & {pair for pair, count in counts.items() if count > 1}

    @cached_property
    def titles(self) -> frozenset[str]:
        """The pairs of characters that names of awards begin with, and that are not of `content`: 区长."""
        return frozenset(name[:SHORTEST] for name in self.awards) - self.content

    @cached_property
    def printed_sources(self) -> tuple[tuple[str, pd.Series], ...]:
        """The tables, figures, cases and appendices by their folded names; rows of `sources`."""
        rows = self.rows.table("sources")
        return tuple((letters(row["source"]), row) for _, row in rows[rows["source"] != RUNNING_TEXT].iterrows())

    @cached_property
    def series(self) -> dict[str, str]:
        """What stands before the year in the number of a document, which all of its series share, by the number."""
        numbers = map(str, self.store.issued("policies")["document_no"])
        return {number: before for number in numbers if (before := DATED.split(number)[0])}

    @cached_property
    def honour_tables(self) -> tuple[str, ...]:
        """The tables that print honours and no numbers."""
        numbers = {str(row["source"]) for _, row in self.printed_sources}
        sources = dict.fromkeys(map(str, self.rows.table("honours")["source"]))
        return tuple(one for one in sources if one not in numbers and one != RUNNING_TEXT)

    @cached_property
    def persons(self) -> Mapping[str, str]:
        """What stands beside an honour to the person in it, where a list names one."""
        headings = {word for word, _ in self.words.of_kind("person")}
        beside = dict.fromkeys(map(str, self.rows.table("honours")["extra"]))
        parts = ((extra, *part.partition("：")[::2]) for extra in beside for part in extra.split("；"))
        return {extra: text for extra, heading, text in parts if heading in headings}

    @cached_property
    def numbered(self) -> tuple[tuple[str, list[str]], ...]:
        """The names of organisations with the numbers in them."""
        return tuple((name, numbers_in(name)) for name in self.organisations)

    @cached_property
    def units(self) -> frozenset[str]:
        """What is counted or measured in, folded, with and without scales."""
        units = self.store.codes("unit")
        return frozenset({letters(one) for unit in units for one in (unit, split_unit(unit)[1])} - {""})

    @cached_property
    def traits(self) -> tuple[str, ...]:
        """What lists say of their honours besides, folded, under headings that say the same of several: 上海服务."""
        beside = (part for extra in self.rows.table("honours")["extra"] for part in str(extra).split("；"))
        counts = Counter((heading, letters(text)) for heading, _, text in (part.partition("：") for part in beside))
        shared = {heading for (heading, _), count in counts.items() if count > 1}
        return tuple(dict.fromkeys(text for heading, text in counts if heading in shared and len(text) > SHORTEST))

    @cached_property
    def absent(self) -> Mapping[str, tuple[str, ...]]:
        """Codes of what the paper does not have, to the indicators that are nearest."""
        rows = self.store.tables["question_words"].to_pylist()
        return {row["code"]: tuple(row["indicators"]) for row in rows if row["kind"] == "absent"}

    @cached_property
    def sector_words(self) -> Mapping[str, str]:
        """What readers call a sector, its name among it, to its id."""
        names = self.store.names("sectors")
        said = {letters(name): key for key, name in names.items()}
        return said | {word: code for word, code in self.words.of_kind("sector") if code in names}

    @cached_property
    def subject_words(self) -> Mapping[str, str]:
        """What only one sub-sector may be called by, to its id: what it is about, or begins or ends with: 交通."""
        found: dict[str, set[str]] = {}
        for key, name in self.store.names("subsectors").items():
            for piece in (letters(name), *subjects(name, self.words)):
                ends = (*(piece[at:] for at in range(len(piece))), *(piece[:at] for at in range(1, len(piece))))
                for word in ends:
                    found.setdefault(word, set()).add(key)
        return {word: min(keys) for word, keys in found.items() if len(keys) == 1 and len(word) >= SHORTEST}

    @cached_property
    def rates(self) -> tuple[str, ...]:
        """The names of indicators that have rates and shares alone."""
        return tuple(topic.spoken[0] for topic in self.topics if topic.units and topic.units <= RATES)

    @cached_property
    def holding(self) -> Mapping[str, tuple[int, ...]]:
        """Each gram to the places of the topics that have it in a name or a category."""
        found: dict[str, list[int]] = {}
        for place, topic in enumerate(self.topics):
            for gram in topic.own | topic.parts:
                found.setdefault(gram, []).append(place)
        return {gram: tuple(places) for gram, places in found.items()}

    @cached_property
    def topical(self) -> frozenset[str]:
        """Grams of the names of indicators and of the words of questions."""
        said = [name for topic in self.topics for name in topic.spoken]
        return grams([*said, *(word for word, _, _ in self.words.entries)])

    @cached_property
    def topical_text(self) -> str:
        """The indicators' own names, one a line."""
        return "\n".join(dict.fromkeys(name for topic in self.topics for name in topic.spoken[: topic.called]))

    @cached_property
    def vocabulary(self) -> tuple[str, ...]:
        """Every folded name, once."""
        named = [name for topic in self.topics for name in topic.spoken]
        named += [letters(plain(text)) for given in self.categories.values() for text in given]
        named += [name for name, _ in self.areas] + list(self.organisations) + list(self.awards)
        named += [word for word, _, _ in self.words.entries]
        for table, column in (("policies", "title"), ("cases", "title"), ("sources", "title"), ("honours", "title"),
                              ("cases", "summary")):  # fmt: skip
            named += [letters(text) for text in self.store.tables[table][column].to_pylist()]
        return tuple(dict.fromkeys(filter(None, named)))

    @cached_property
    def text(self) -> str:
        """All names, one a line."""
        return "\n".join(self.vocabulary)

    @cached_property
    def _asking(self) -> frozenset[str]:
        return frozenset(word for word, _, _ in self.words.entries)

    def is_asking(self, span: tuple[int, int]) -> bool:
        """Whether a place of `text` lies in a word of questions, of which one has many that differ in a character."""
        start, end = self.text.rfind("\n", 0, span[0]) + 1, self.text.find("\n", span[1])
        return self.text[start : end if end >= 0 else None] in self._asking

    @cached_property
    def sayable(self) -> Sayable:
        """What may be typed in pinyin."""
        district = next(row for row in self.store.tables["areas"].to_pylist() if row["area_id"] == self.store.district)
        areas = [name for name, _ in self.areas] + [letters(name) for name in (district["name"], *district["aliases"])]
        spoken = [name for topic in self.topics for name in topic.spoken]
        spoken += [letters(plain(text)) for given in self.categories.values() for text in given]
        words = [word for word, _, _ in self.words.entries if len(word) >= SHORTEST]
        called = [name for topic in self.topics if not topic.area_id for name in topic.spoken[: topic.called]]
        brands = [one for one in map(letters, self.rows.table("honours")["title"]) if SHORTEST < len(one) <= BRAND]
        return Sayable(
            areas=tuple(areas),
            whole=tuple(sorted({*spoken, *words}, key=lambda name: (len(name), name))),
            parts=tuple(dict.fromkeys((*spoken, *self.organisations, *self.awards, *brands))),
            initialled=(*called, *(name for name, _ in self.areas)),
        )

    @cached_property
    def sounds(self) -> Sounds:
        """What is typed by its sound: of its version, made in memory once where the version was built without it."""
        path = self.store.files.get(SOUNDS)
        if path:
            return Sounds.opened(path, self.store.dataset_version)
        from whitepaper.asking import spelled  # only now, as its library takes 55 MB

        return Sounds.held(spelled.written(self.sayable))

    @cached_property
    def spoken_of(self) -> Mapping[str, Mapping[str, bool]]:
        """Each category to the ways it may be called; True for one in short: without its last word, by a number."""
        synonyms, tails = self.store.codes("synonym"), [word for word, _ in self.words.of_kind("tail")]
        found = {}
        for category in {text for given in self.categories.values() for text in given}:
            said = spoken_parts(category, synonyms) if category else []
            short = [one.removesuffix(tail) for one in said for tail in tails if one.endswith(tail)]
            numbers = [number for one in said for number in NUMBERED.findall(one)]
            found[category] = {one: one not in said for one in [*said, *short, *numbers] if len(one) >= SHORTEST}
        return found

    @cached_property
    def shared_names(self) -> frozenset[str]:
        """Names that several indicators have."""
        counts = Counter(name for topic in self.topics if not topic.area_id for name in set(topic.spoken))
        return frozenset(name for name, count in counts.items() if count > 1)

    @cached_property
    def beginnings(self) -> frozenset[str]:
        """The pairs of characters that names of indicators begin with."""
        return frozenset(name[:SHORTEST] for topic in self.topics for name in topic.spoken)

    @cached_property
    def own(self) -> tuple[str, ...]:
        """What readers call the whole district."""
        return tuple(word for word, code in self.words.of_kind("filler") if code == "own")

    def area_kind(self, area_id: str) -> str:
        """Code of the kind of an area."""
        return self._kinds[area_id]

    @cached_property
    def _kinds(self) -> dict[str, str]:
        return {row["area_id"]: row["kind"] for row in self.store.tables["areas"].to_pylist()}

    @cached_property
    def towns(self) -> tuple[str, ...]:
        """Ids of the towns, in their order."""
        return tuple(str(key) for key in self.store.towns["area_id"])

    def is_town(self, area_id: str) -> bool:
        """Whether an area is a town."""
        return self.area_kind(area_id) in TOWN_KINDS

    def cells(self, topic: Topic) -> pd.DataFrame:
        """The numbers and targets of a topic, those of its town alone where it is bound to one."""
        return self.rows.numbers(topic.indicator_id, (topic.area_id,) if topic.area_id else ())

    def cells_of(self, topic: Topic, areas: Sequence[str]) -> pd.DataFrame:
        """The numbers and targets of an indicator in some areas; of none those of the topic."""
        if not areas:
            return self.cells(topic)
        return self.rows.numbers(topic.indicator_id, tuple(areas))


@lru_cache(maxsize=2)
def names_of(store: Store) -> Names:
    """The names of a store, ready for its first question."""
    found = Names.of(store)
    _ = found.weights, found.known, found.sounds, found.text, found.topical, found.holding, found.heads
    _ = found.titles
    _ = found.spoken_of
    return found


def spoken_parts(category: str, synonyms: Mapping[str, str]) -> list[str]:
    """The ways a category may be called: whole, by each of its pieces, and by readers' words for them."""
    whole = plain(category)
    inside = [piece for text in BRACKETS.findall(whole) for piece in PIECES.split(text)]
    pieces = [whole, *PIECES.split(BRACKETS.sub("", whole)), *inside]
    said = [letters(one) for piece in pieces for one in variants(piece, synonyms).split(" ")]
    return [text for text in dict.fromkeys(said) if text]


def _topics(store: Store, words: Words, key: str, rows: Sequence[Row]) -> Iterator[Topic]:
    """The topic of an indicator, and one for each town whose industry it is about. rows: with what is `TOLD`."""
    entry, synonyms = store.indicator(key), store.codes("synonym")
    said = [_counted(entry["name"], words), *entry["aliases"]]
    called = list(dict.fromkeys(letters(text) for text in said))
    others = [letters(one) for text in said for one in variants(text, synonyms).split(" ")]
    ends = [word for word, _ in words.of_kind("counted")]
    first = [letters(one) for one in variants(said[0], synonyms).split(" ")]
    first += [name.replace(word, "") for name in first[:1] for word, _ in words.of_kind("unsaid") if word in name]
    others += first[1:]
    others += [name.removesuffix(end) for name in first for end in ends if name.endswith(end)]
    others += [name.removesuffix(end) + letters(entry["unit"]) for name in called[:1] for end in ends
               if len(end) == 1 and name.endswith(end) and len(entry["unit"]) >= SHORTEST]  # fmt: skip
    spoken = list(dict.fromkeys([*called, *filter(None, others)]))
    parts = [one for text in _each(rows, "category") for one in spoken_parts(text, synonyms)]
    subsector = _own_part(entry["subsector"], [*spoken, *parts], words)
    around = [subsector, letters(store.name("sectors", entry["sector_id"]))]
    shared = (
        known_grams(*parts),
        known_grams(*around),
        _shared(*_each(rows, "area_id")),
        _shared(*sorted({row["unit"] for row in rows if row["measure"] in NUMBERS} - {""})),
    )
    yield Topic(key, "", tuple(spoken), len(called), *shared)
    standing = [word for word, code in words.of_kind("industry") if code == "stands"]
    endings = [word for word, code in words.of_kind("industry") if code == "ending"]
    for area_id in _each(rows, "area_id"):
        industry = letters(store.industry(area_id))
        called_so = {industry, *(industry.removesuffix(word) for word in endings)} - {""}
        own = [
            name.replace(word, said) for word in standing for name in spoken if word in name
            for said in sorted(called_so, key=lambda one: -len(one))
        ]  # fmt: skip
        if industry and own:
            own = list(dict.fromkeys([*own, *spoken]))
            special = grams([industry]) - grams([*standing, *endings])
            given = _each([row for row in rows if row["area_id"] == area_id], "category")
            there = known_grams(*(one for text in given for one in spoken_parts(text, synonyms)))
            yield Topic(key, area_id, tuple(own), len(own) - len(others), there, *shared[1:], special)


def subjects(name: str, words: Words) -> list[str]:
    """The things that the name of a sub-sector joins, folded: 药品、化妆品和医疗器械."""
    joining = "|".join(re.escape(word) for word, _ in words.of_kind("joining"))
    pieces = [letters(one) for piece in PIECES.split(name) for one in re.split(joining, piece)]
    return [piece for piece in pieces if piece]


def _own_part(subsector: str, said: Sequence[str], words: Words) -> str:
    """The name of a sub-sector, of which an indicator may be about one of several things: 药品、化妆品和医疗器械."""
    own = [piece for piece in subjects(subsector, words) if any(piece in one for one in said)]
    return "".join(own) if own else letters(subsector)


def _each(rows: Iterable[Row], column: str) -> tuple[str, ...]:
    """What stands in a column, each once, in the order of the rows."""
    return tuple(dict.fromkeys(row[column] for row in rows))


def _counted(name: str, words: Words) -> str:
    """A name without what it says that it does not count: nothing that it can be asked for by."""
    for inside in BRACKETS.findall(name):
        if any(inside.startswith(word) for word, _ in words.of_kind("negation")):
            name = name.replace(f"（{inside}）", "")
    return name


@lru_cache(maxsize=MOST_NAMES)
def _shared(*texts: str) -> frozenset[str]:
    """The set of some texts, which many topics have."""
    return frozenset(texts)


def _areas(store: Store) -> tuple[tuple[str, str], ...]:
    """Folded name and id of every area but the district, the longest first."""
    synonyms = store.codes("synonym")
    found = {
        letters(said): row["area_id"]
        for row in store.tables["areas"].to_pylist()
        if row["area_id"] != store.district
        for name in (row["name"], *row["aliases"])
        for said in variants(name, synonyms).split(" ")
    }
    return tuple(sorted(found.items(), key=lambda one: -len(one[0])))


def _organisations(store: Store, words: Words) -> dict[str, frozenset[str]]:
    """Folded name to ids of organisations: names, aliases, and what is left of them without what all firms share."""
    prefixes = [word for word, code in words.of_kind("company") if code == "prefix"]
    suffixes = [word for word, code in words.of_kind("company") if code == "suffix"]
    found: dict[str, set[str]] = {}
    for row in store.tables["organisations"].to_pylist():
        for name in (row["name"], *row["aliases"]):
            text = letters(name)
            behind = (text.partition(one)[2] for one in suffixes)
            branch = next((one for one in behind if len(one) > LEAST_BRANCH), "")
            for one in {text, _without(text, prefixes, suffixes), branch}:
                if len(one) >= SHORTEST:
                    found.setdefault(one, set()).add(row["organisation_id"])
    return {name: frozenset(ids) for name, ids in found.items()}


def numbers_in(text: str) -> list[str]:
    """The numbers of a text that may call something, written either way: 七一一 is 711."""
    return NUMBERED.findall(text.translate(DIGITS))


def _without(text: str, prefixes: Iterable[str], suffixes: Iterable[str]) -> str:
    for prefix in prefixes:
        text = text.removeprefix(prefix) if len(text) > len(prefix) + 1 else text
    for suffix in suffixes:
        text = text.removesuffix(suffix) if len(text) > len(suffix) + 1 else text
    return text


def _awards(store: Store) -> dict[str, frozenset[str]]:
    """Folded award to its printed forms; one in quotation marks is called by these alone, too: “上海品牌”认证."""
    found: dict[str, set[str]] = {}
    for award in dict.fromkeys(store.honours(Selection())["award"]):
        own = QUOTED.fullmatch(award)
        for name in (award, *(own.groups() if own else ())):
            found.setdefault(letters(name), set()).add(award)
    return {name: frozenset(forms) for name, forms in found.items()}
