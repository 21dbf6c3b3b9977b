"""Answers about the numbers themselves: where from, by whom, what they mean, whether they hold, why they lack."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from functools import partial

import pandas as pd

from whitepaper.asking import measures, numbers, several
from whitepaper.asking.names import RATES, Topic
from whitepaper.asking.reading import COMMON, Reading
from whitepaper.asking.replies import MARKED, Answer, Choice, listed, of_rows, refused, short
from whitepaper.asking.words import grams, occurrences
from whitepaper.checks.judgement import CONTRADICTION, FINDINGS, OPEN
from whitepaper.model.keys import CHANGES, MISSING, REPORTED, RUNNING_TEXT
from whitepaper.model.selection import COVERAGE, Selection
from whitepaper.model.text import letters, variants
from whitepaper.printed import wording
from whitepaper.printed.changes import printed_change
from whitepaper.printed.wording import DOUBT, RATE_UNITS, mark, scope, spaced
from whitepaper.store import coverage
from whitepaper.store.described import records
from whitepaper.store.provenance import UNSAID
from whitepaper.telling import departments as supplied
from whitepaper.telling import table_sentences
from whitepaper.telling.phrases import UNSTATED, value
from whitepaper.telling.sentences import stated

FEW, LEAST_COVER, LEAST_SAID, LEAST_DIGITS = 5, 4, 1, 3
MOST_LOOKED_AT = 20_000  # numbers, more than any district has
MOST_NEAR, HALF_CALLED = 2, 0.5
"""Nearest indicators that a refusal names, and how much of a name of one the question says where its number is told."""
PLACES = re.compile(r"[；、]")
SCALES = "%万亿"
EQUALS, RECKONED = " = ", (" + ", " − ", " ÷ ", " × ")
"""Signs of a check's sum; two places that print the same have the first alone."""
OF_A_FIGURE = frozenset({"level", "definition", "doubt", "which", "who"})
"""What may be asked of a number that is named alone."""
OF_A_NUMBER = frozenset({"level", "growth", "trend", "share", "target"})
"""What may be asked of a number that a question only half calls."""
SPOKEN = frozenset({"intent", "filler", "meaning"})
"""Kinds of words that ask, and are not what is asked about."""
NUMBER = re.compile(r"\d+(?:\.\d+)?")


def publisher(reading: Reading) -> Answer:
    """Who made the newest paper, and when."""
    store = reading.names.store
    paper = max(store.tables["editions"].to_pylist(), key=lambda row: row["edition"])
    year, month = str(paper["published"]).split("-")
    text = f"《{paper['title']}》由{paper['publisher']}编制，{year}年{int(month)}月发布。"
    return Answer(text, is_answered=True, source="封面")


def origin(reading: Reading, topic: Topic | None) -> Answer | None:
    """Where an indicator, or a table that the question describes, is printed, and who supplied it."""
    store = reading.names.store
    table = _table(reading, topic)
    if table is not None:
        who = f"由{table['department']}提供" if table["department"] else "白皮书没有注明提供部门"
        page = f"第 {table['page']} 页，" if pd.notna(table["page"]) else ""
        text = f"{table['source']}《{table['title']}》{who}，在{page}{wording.section(table['section'])}。"
        return Answer(text, is_answered=True, source=f"{table['source']}", near=())
    if topic is None:
        return None
    rows = numbers.single(reading, topic)
    filled = rows[rows["status"] == REPORTED]
    rows = filled if len(filled) else rows
    told = []
    for (source, section, department), own in rows.groupby(["source", "section", "department"], sort=False):
        place = wording.place(str(source), str(section))
        page = own["page"].dropna()
        page_said = f"第 {int(page.iat[0])} 页" if len(page) else ""
        who = department or store.indicator(topic.indicator_id)["department"]
        told.append(f"见{place}{page_said}，" + (f"{who}提供" if who else "白皮书没有注明提供部门"))
    again = [place for key in rows["key"] for place in store.restated(key)]
    others = "、".join(dict.fromkeys(wording.place(one["source"], one["section"]) for one in again))
    name = numbers.name_of(reading, topic)
    name = numbers.subject(reading, rows.iloc[0], name) if rows["category"].nunique() == 1 else name
    text = f"{name}{'；'.join(dict.fromkeys(told))}{f'；又印于{others}' if others else ''}。"
    return of_rows(reading, topic, text, rows)


def _table(reading: Reading, topic: Topic | None) -> pd.Series | None:
    """The table, figure or appendix that a question names by its number, else by its title."""
    sources = reading.names.rows.table("sources")
    numbered = _numbered(reading)
    if numbered is not None:
        return numbered
    synonyms = reading.names.store.codes("synonym")
    is_wanted = topic is None or bool(reading.code_of("table"))
    own = _covered(reading, topic.spoken) if topic and not is_wanted else 0
    best, found = max(own, LEAST_SAID if is_wanted else LEAST_COVER), None
    for _, row in sources[sources["source"] != RUNNING_TEXT].iterrows():
        said = [letters(one) for one in variants(row["title"], synonyms).split(" ")]
        if _covered(reading, said) > best and not reading.unknown(None, said):
            best, found = _covered(reading, said), row
    return found


def _numbered(reading: Reading) -> pd.Series | None:
    """The table, figure, case or appendix that a question names by its number."""
    for name, row in reading.names.printed_sources:
        for start in occurrences(name, reading.text):
            if not reading.text[start + len(name) : start + len(name) + 1].isdecimal():
                return row
    return None


def _covered(reading: Reading, texts: list[str] | tuple[str, ...]) -> int:
    """How many characters of a question some texts explain."""
    return len(reading.places(grams(texts) & reading.asked))


def departments(reading: Reading) -> Answer:
    """How many departments supplied the numbers, and which most."""
    found = supplied.suppliers(reading.names.store, Selection())
    return Answer(supplied.sentence(found), is_answered=True, source="各表注")


def of_subject(reading: Reading) -> Answer | None:
    """Who supplied the numbers of a sector or sub-sector that a question names, and nothing besides; else None.

    Where it asks for the place, first where they are printed.
    """
    store = reading.names.store
    said = {word: Selection(sector=key) for word, key in reading.names.sector_words.items()}
    for word, key in reading.names.subject_words.items():
        said.setdefault(word, Selection(sector=store.vocabulary.sector_of[key], subsector=key))
    found = [word for word in said if len(word) > 1 and word in reading.text]
    if not found or reading.unknown(None, found):
        return None
    chosen = said[max(found, key=len)]
    rows = store.observations(replace(chosen, towns=(store.district,)))
    counts = rows.loc[rows["department"] != "", "department"].value_counts()
    if counts.empty:
        return None
    told = _counted(counts[:FEW])
    rest = len(rows) - int(counts.sum())
    named = store.name("subsectors", chosen.subsector) if chosen.subsector else store.name("sectors", chosen.sector)
    places = rows["source"].value_counts()
    more = f"等 {len(places)} 处" if len(places) > FEW else ""
    placed = f"印在{_counted(places[:FEW])}{more}；" if "source" in reading.intents else ""
    text = f"“{named}”的 {len(rows)} 个数中，{placed}注明由各部门提供的有：{told}"
    text += f"；{rest} 个没有注明。" if rest else "。"
    return Answer(text, is_answered=True, target=chosen, source="各表注")


def _counted(counts: pd.Series[int]) -> str:
    """`表32 5 个、正文 27 个`."""
    return "、".join(f"{name} {count} 个" for name, count in counts.items())


def definition(reading: Reading, topic: Topic) -> Answer:
    """What an indicator counts, with numerator and denominator where it is a rate; of two, both."""
    store = reading.names.store
    pair = _pair(reading, topic)
    told = [_defined(reading, one) for one in pair]
    if reading.intents & {"level", "parts"}:  # 差在哪，各多少
        told += [numbers.level(reading, one).sentence for one in pair]
    if len(pair) == 1:
        rows = numbers.single(reading, topic)
        rows = rows[rows["value"].notna()] if rows["value"].notna().any() else rows
        notes = [note for note in dict.fromkeys(rows["note"]) if note]
        more = (
            short(notes[0])
            if notes
            else store.meanings("yoy_basis").get(str(store.indicator(topic.indicator_id)["yoy_basis"]), "")
        )
        return of_rows(reading, topic, "".join(told), rows, more=more)
    rows = numbers.single(reading, pair[1])
    return of_rows(reading, pair[1], "".join(told), rows)


def scoped(reading: Reading) -> Answer | None:
    """The definition of what says in its name what it leaves out, where a question asks whether that is in it."""
    if not (without := reading.code_of("containing")):
        return None
    names = {key: letters(name) for key, name in reading.names.store.names("indicators").items() if without in name}
    able = [one for one in reading.names.topics if one.indicator_id in names]
    named = [one for one in able if not reading.unknown(one, [names[one.indicator_id]])]
    found = max(named, key=lambda one: reading.names.weight(reading.asked & one.first), default=None)
    if found is None or not reading.is_called(found):
        return None
    return of_rows(reading, found, _defined(reading, found), numbers.single(reading, found))


def meaning(reading: Reading, topic: Topic | None, case: Answer | None) -> Answer | None:
    """What a word means: the case that speaks of it, else that names and definitions only use it.

    case: the one that the question describes. None for other questions, and where a definition is of the word itself.
    """
    words = [word for word, _ in reading.names.words.of_kind("meaning")]
    defining = [reading.text[one.start : one.end] for one in reading.marks if one.code == "definition"]
    is_of_measure = any(not any(one in word or word in one for word in words) for one in defining)  # 分子, 怎么算
    if (
        reading.intents - {"definition"}
        or is_of_measure
        or not (any(map(reading.text.endswith, words)) or any(map(reading.text.startswith, words)))
    ):
        return None
    said = {at for one in reading.marks if one.kind in SPOKEN and one.size > 1 for at in range(one.start, one.end)}
    word = "".join(letter for at, letter in enumerate(reading.text) if at not in said)
    if case is not None:
        return case if word else None
    if not word or topic is None or not _is_unexplained(reading, topic, word):
        return None
    text = f"白皮书没有单独解释“{word.upper()}”。"
    if reading.is_weak:
        return refused(reading, text)
    return refused(reading, f"{text}名称里有它的指标——{_defined(reading, topic)}", [topic.indicator_id])


def _is_unexplained(reading: Reading, topic: Topic, word: str) -> bool:
    """Whether a topic's definition is not of a word in its name: what is counted is not explained by counting it."""
    defined = letters(str(reading.names.store.indicator(topic.indicator_id)["definition"]))
    is_counted = bool(topic.units) and not topic.units <= RATES and not any(map(reading.is_measured, topic.units))
    if word in defined and is_counted:
        return any(word in name for name in topic.spoken[: topic.called])
    if any(rate in word for rate, _ in reading.names.words.of_kind("rate")):
        return False  # a rate's definition is of the rate
    longer = [name for name in topic.spoken[: topic.called] if word in name and word != name]
    is_part = bool(longer) and all(len(word) <= len(name) / 2 for name in longer)
    return is_part and (word in defined or reading.is_weak)


def _pair(reading: Reading, topic: Topic) -> list[Topic]:
    """The topic, and the one beside it that the question names too: by one other word, or with what is left over."""
    if reading.is_joined and (pair := several.siblings(reading)):
        return list(pair)
    left = set(reading.unknown(topic))
    for _, other in reading.ranked[1:]:
        is_more = reading.asked & (other.own - topic.own) & reading.names.content
        if other.around == topic.around and is_more and not left & set(reading.unknown(other)):
            return [topic, other] if left else [other, topic] if reading.unknown(other) else [topic]
    return [topic]


def _defined(reading: Reading, topic: Topic) -> str:
    entry = reading.names.store.indicator(topic.indicator_id)
    text = f"{entry['name']}：{str(entry['definition']).rstrip('。') or UNSAID}"
    above, below = entry["numerator"], entry["denominator"]
    if above == below and str(above) in text:
        return text + "。"  # neither is known, which the definition says
    for heading, said in (("分子", above), ("分母", below)):
        text += f"；{heading}：{said}" if said else ""
    return text + "。"


def doubt(reading: Reading, topic: Topic) -> Answer:
    """What the checks found of a number; that they found nothing is said too."""
    store = reading.names.store
    rows, is_printed = _doubted_rows(reading, topic)
    if not is_printed and (other := _printing(reading, topic)) is not None:
        return doubt(reading, other)
    if not is_printed:
        return _printed_otherwise(reading, topic, rows)
    found = {str(one["finding_id"]): one for key in rows["key"] for one in store.touching(key)}
    judged = [one for one in found.values() if one["verdict"] in FINDINGS]
    judged.sort(key=lambda one: (FINDINGS.index(str(one["verdict"])), str(one["indicator_id"]) != topic.indicator_id))
    if not judged:
        told = rows[rows["value"].notna()]
        if told.empty:
            return numbers.absent(reading, topic, rows)
        is_level = ~told["measure"].isin(CHANGES)
        told = told[is_level] if is_level.any() else told  # a number is judged before its change is
        row = told.sort_values("at_year", kind="stable").iloc[-1]
        moved = "比上年的增减" if row["measure"] in CHANGES else ""
        period = "" if row["period_name"] == UNSTATED else str(row["period_name"])
        what = spaced(period, numbers.subject(reading, row, numbers.name_of(reading, topic)))
        aside = "" if period else f"（{UNSTATED}）"
        shown = _shown(reading, topic, str(row["key"]))
        text = f"{what}{moved}{spaced('印作', value(row))}{aside}，核对没有发现不一致{shown}，不等于已经证实。"
        return of_rows(reading, topic, text, told[told["key"] == row["key"]])
    own = [one for one in judged if one["indicator_id"] == topic.indicator_id]
    best = (own or judged)[0]
    touched = rows[[best in store.touching(key) for key in rows["key"]]]
    is_own = bool(own) or any(map(mark, records(touched)))
    doubted = f"，{DOUBT}" if best["verdict"] == CONTRADICTION and best["doubted"] else ""
    name = numbers.name_of(reading, topic)
    name = numbers.subject(reading, touched.iloc[0], name) if touched["category"].nunique() == 1 else name
    opened = f"{name}：" if is_own else f"{name}本身没有标为存疑；它参加的一项核对（{best['title']}）："
    text = f"{opened}{best['verdict']}{doubted if is_own else ''}。{short(str(best['explanation']), MARKED)}"
    others = len(judged) - 1
    answer = of_rows(
        reading,
        topic,
        text,
        touched,
        more=f"另有 {others} 项核对涉及这个数。" if others else f"核对：{best['title']}。",
    )
    return answer


def _shown(reading: Reading, topic: Topic, key: str) -> str:
    """What a number was held against by the first check that reckons or counts, in brackets; nothing without one."""
    rows = reading.names.store.checks(Selection(indicators=(topic.indicator_id,)))
    own = rows.loc[[key in observations for observations in rows["observations"]], "formula"].map(str)
    own = [text for text in own if EQUALS not in text or any(sign in text for sign in RECKONED)]
    return scope(EQUALS.join(map(wording.signed, own[0].split(EQUALS)))) if own else ""


def of_table(reading: Reading) -> Answer | None:
    """What the checks found of a table, figure or appendix that a question names; None where it names none."""
    table = _numbered(reading)
    if table is None:
        return None
    rows = reading.names.store.checks(Selection())
    own = rows[[str(table["source"]) in PLACES.split(place) for place in rows["place"]]]
    found = own[own["verdict"].isin(OPEN)]
    text = f"{table['source']}参加 {len(own)} 项核对，待核实的有 {len(found)} 项"
    told = "；".join(
        f"{row['title']}：{short(row['explanation']).rstrip('。')}" for _, row in found.iloc[:2].iterrows()
    )
    rest = f"；另有 {len(found) - 2} 项" if len(found) > 2 else ""
    return Answer(f"{text}。{told}{rest}。" if told else f"{text}。", is_answered=True, source=f"{table['source']}")


def _doubted_rows(reading: Reading, topic: Topic) -> tuple[pd.DataFrame, bool]:
    """The rows that a question doubts: those whose number it names, else of its series; whether it names theirs."""
    rows = numbers.single(reading, topic)
    alike = several.begun_alike(reading, topic, rows)
    rows = alike if len(alike) else rows
    figures, own = _figures(reading, topic), reading.names.rows[topic.indicator_id]
    for candidates in (rows, own[own["area_id"].isin(reading.areas)] if reading.areas else own):
        named = candidates[[bool(figures & _figures_of(reading, row)) for _, row in candidates.iterrows()]]
        if len(named):
            return named, True
    return rows, not figures


def _figures(reading: Reading, topic: Topic) -> set[str]:
    """The numbers that a question names, without years and what is part of a name."""
    named = "".join([*topic.spoken, *(letters(text) for text in reading.names.rows[topic.indicator_id]["category"])])
    years = {str(year) for year in reading.years}
    found = {one.rstrip(SCALES) for one in reading.mended.figures}
    return {_plain(one) for one in found if one not in years and letters(one) not in named}


def _plain(number: str) -> str:
    """A number without the zeros at its end that say nothing: 526.30."""
    return number.rstrip("0").rstrip(".") if "." in number else number


def _numbers(text: object) -> set[str]:
    """The numbers that a text prints."""
    return {_plain(one) for one in NUMBER.findall(str(text).replace(",", ""))}


def of_figure(reading: Reading) -> Answer | None:
    """What a number is, or whether it is sound, where a question names it, or it and a place, alone; else None."""
    store, asked = reading.names.store, _asked_figures(reading)
    said = {place for mark in reading.marks for place in range(mark.start, mark.end)}
    said |= {place for start, end in reading.figured for place in range(start, end)}
    named = [name for name, area in reading.names.areas if area in reading.areas and name in reading.text]
    said |= reading.places(named)
    bare = {one for one in asked if one[-1:].isdecimal()}
    is_name = bool(bare & set(re.findall(r"\d+", reading.names.text)))  # 12315
    first = max(map(len, (name for name in named if reading.text.startswith(name))), default=0)
    begins = any(start in {0, first} for start, _ in reading.figured)  # 表45
    is_alone = begins and len(said) == len(reading.text) and reading.intents <= OF_A_FIGURE
    if not asked or is_name or not is_alone or len(store.rows) > MOST_LOOKED_AT:
        return None
    return _where_printed(reading, asked) or Answer(f"白皮书没有印 {_listed(asked)} 这个数。", is_answered=False)


def of_figures(reading: Reading) -> Answer | None:
    """What several numbers of a place are that a question names, each of another thing; None for others."""
    asked = _asked_figures(reading)
    is_told = all(len(one.rstrip(SCALES)) > 1 for one in asked)  # 1+2+N is no number of a table
    if len(set(asked)) < 2 or not is_told or not reading.areas or "doubt" in reading.intents:
        return None
    if len(reading.names.store.rows) > MOST_LOOKED_AT:
        return None
    rows = reading.names.store.observations(Selection(towns=reading.areas))
    return _where_printed(reading, asked) if all(_printing_one(rows, one).any() for one in asked) else None


def of_unlike_figures(reading: Reading) -> Answer | None:
    """What each of several numbers is that a question sets against each other, where each is of another indicator.

    That which the question says most of; None where one is not printed, or two are of the same, as a check may be.
    """
    asked = list(dict.fromkeys(_asked_figures(reading)))
    if len(asked) < 2 or _numbered(reading) is not None or len(reading.names.store.rows) > MOST_LOOKED_AT:
        return None
    rows = reading.names.store.observations(Selection(towns=reading.areas))
    found = []
    for figure in asked:
        own = rows[_printing_one(rows, figure)]
        said = [reading.names.weight(reading.asked & grams([letters(one["indicator"] + one["category"])]))
                for _, one in own.iterrows()]  # fmt: skip
        if not said or max(said) < COMMON:
            return None
        found.append(own.iloc[said.index(max(said))])
    keys, checks = {str(one["key"]) for one in found}, reading.names.store.checks(Selection())
    is_checked = any(keys <= set(observations) for observations in checks["observations"])
    if len({one["indicator_id"] for one in found}) < len(found) or is_checked:
        return None  # a check sets them beside each other
    told = "；".join(
        spaced(f"印作 {_listed([figure])} 的是", _told(reading, row)) for figure, row in zip(asked, found, strict=True)
    )
    return Answer(
        f"这 {len(found)} 个数不是同一项指标：{told}。",
        is_answered=True,
        source="；".join(dict.fromkeys(one["cited"] for one in found)),
        keys=tuple(one["key"] for one in found),
        target=Selection(indicators=tuple(one["indicator_id"] for one in found)),
    )


def _asked_figures(reading: Reading) -> list[str]:
    """The numbers that a question names, but for its years."""
    years = {str(year) for year in reading.years}
    return [one for one in reading.mended.figures if one not in years]


def _listed(asked: list[str]) -> str:
    """Some numbers of a question in words, without the unit that stands behind them."""
    return "、".join(one.rstrip(SCALES[1:]) for one in asked)


def _where_printed(reading: Reading, asked: list[str]) -> Answer | None:
    """What prints some numbers in the areas asked for, or whether the one is sound that does; None where none does.

    Rates for those with a per cent sign, others for the rest; where one indicator has them all, it alone.
    """
    rows = reading.names.store.observations(Selection(towns=reading.areas))
    prints = [_printing_one(rows, one) for one in asked]
    there = [one for one, own in zip(asked, prints, strict=True) if own.any()]
    where = "、".join(reading.names.store.name("areas", area) for area in reading.areas) or "白皮书"
    lacking = [one for one in asked if one not in there]
    aside = f"{where}没有印 {_listed(lacking)} 这个数。" if lacking else ""
    rows, sets = rows[pd.concat(prints, axis=1).any(axis=1)], [set(rows.loc[own, "indicator_id"]) for own in prints]
    if rows.empty:
        return None
    common = set.intersection(*sets)
    rows = rows[rows["indicator_id"].isin(common)] if common else rows
    if "doubt" in reading.intents and rows["indicator_id"].nunique() == 1:
        (key,) = set(rows["indicator_id"])
        return doubt(reading, next(topic for topic in reading.names.topics if topic.indicator_id == key))
    rest = f"等 {len(rows)} 个数" if len(rows) > FEW else ""
    rows = rows.iloc[:FEW]
    return Answer(
        f"印作 {_listed(there)} 的是：{'；'.join(_told(reading, row) for _, row in rows.iterrows())}{rest}。{aside}",
        is_answered=True,
        source="；".join(dict.fromkeys(rows["cited"])),
        keys=tuple(rows["key"]),
        target=Selection(indicators=tuple(dict.fromkeys(rows["indicator_id"]))),
    )


def _printing_one(rows: pd.DataFrame, figure: str) -> pd.Series:
    """Which of some rows print a number of a question."""
    number, is_rate = _plain(figure.rstrip(SCALES)), figure.endswith("%")
    has = rows["printed"].fillna("").map(lambda text: number in _numbers(text))
    return has & (rows["unit"].isin(RATE_UNITS) | (not is_rate))


def _told(reading: Reading, row: pd.Series) -> str:
    """A number with its name, quoted alone."""
    name = numbers.subject(reading, row, str(row["indicator"]))
    if row["measure"] in CHANGES:
        return f"{spaced(str(row['period_name']), name)}比上年{printed_change(row).text}"
    if not row["period"]:
        return f"{stated(name, row, value(row), str(row['indicator']))}（{row['period_name']}）"
    return stated(spaced(str(row["period_name"]), name), row, value(row), str(row["indicator"]))


def _figures_of(reading: Reading, row: pd.Series) -> set[str]:
    """The numbers that a row prints, here and in other places, and those that its checks set beside them."""
    again = (str(one["printed"]) for one in reading.names.store.restated(row["key"]))
    texts = (str(row["printed"]), str(row["shown"]), str(row["doubt"]), str(row["unsettled"]), *again)
    return {one for text in texts for one in _numbers(text)}


def _printing(reading: Reading, topic: Topic) -> Topic | None:
    """The one other indicator that prints a number of the question: 35% of 社零 is a share of its own.

    For the areas asked for; where none is, the one whose name or part the question says most of.
    """
    figures, store = _figures(reading, topic), reading.names.store
    telling = {one for one in figures if reading.areas or len(one.replace(".", "")) >= LEAST_DIGITS}
    if not telling or len(store.rows) > MOST_LOOKED_AT:
        return None
    rows = store.observations(Selection(towns=reading.areas))
    is_rate = any(one.endswith("%") for one in reading.mended.figures)
    rows = rows[rows["unit"].isin(RATE_UNITS) == is_rate]
    rows = rows[rows["printed"].fillna("").map(lambda text: bool(telling & _numbers(text)))]
    said = {
        row["indicator_id"]: reading.names.weight(reading.asked & grams([letters(row["indicator"] + row["category"])]))
        for _, row in rows.iterrows()
    }
    if topic.indicator_id in said:
        return None
    most = max(said.values(), default=0.0)
    found = [key for key, weight in said.items() if reading.areas or (weight == most and weight >= COMMON)]
    return next(one for one in reading.names.topics if one.indicator_id == found[0]) if len(found) == 1 else None


def _printed_otherwise(reading: Reading, topic: Topic, rows: pd.DataFrame) -> Answer:
    """That the paper prints another number than the question names, where it surely means that of the topic."""
    figures = _figures(reading, topic)
    asked = "、".join(one for one in reading.mended.figures if one.rstrip(SCALES) in figures)
    name = reading.names.store.name("indicators", topic.indicator_id)
    is_rate = any(one.endswith("%") for one in reading.mended.figures)
    is_meant = is_rate == bool(topic.units & set(RATE_UNITS)) and reading.is_there(topic) and reading.is_called(topic)
    if rows["category"].nunique() > 1 or not is_meant:
        is_small = len(reading.names.store.rows) <= MOST_LOOKED_AT
        if is_small and (found := _where_printed(reading, _asked_figures(reading))) is not None:
            return found
        return refused(reading, f"白皮书没有印 {asked} 这个数；最近的指标是{name}。", [topic.indicator_id])
    own = numbers.level(reading, topic)
    return replace(own, sentence=f"白皮书印的不是 {asked}：{own.sentence}")


def by_figures(reading: Reading, topics: list[Topic]) -> list[Topic]:
    """Topics, those that print a number of the question first."""

    def prints(topic: Topic) -> bool:
        figures, rows = _figures(reading, topic), reading.names.rows[topic.indicator_id]
        return any(figures & _figures_of(reading, row) for _, row in rows.iterrows())

    return sorted(topics, key=lambda topic: not prints(topic)) if reading.mended.figures else topics


def doubts(reading: Reading) -> Answer:
    """How many checks found what."""
    store = reading.names.store
    rows = store.checks(Selection())
    open_rows = rows[rows["verdict"].isin(OPEN)]
    named = listed(dict.fromkeys(open_rows["title"]), FEW, "处")
    text = f"{table_sentences.of_checks(rows)}其中待核实的有：{named}。"
    return Answer(text, is_answered=True, target=Selection(verdicts=OPEN), source="数据核对")


def missing_of(reading: Reading, topic: Topic | None) -> Answer | None:
    """What all is missing: of a table that is named, of towns, else of the paper; None where more is asked."""
    store, table = reading.names.store, _numbered(reading)
    said = [] if table is None else [letters(table["source"])]
    if reading.unknown(None, said) and (table is None or topic is None):
        return None
    rows = store.observations(Selection(towns=reading.areas))
    gaps = rows[rows["status"] == MISSING]
    if table is not None:
        gaps = gaps[gaps["source"] == table["source"]]
        if gaps.empty:
            return None
    elif reading.areas:
        given = coverage.by_town(store, Selection(towns=reading.areas))
        where = "、".join(store.name("areas", area) for area in reading.areas)
        text = f"{where}的专题报告给出 {len(given)} 个数，标明缺失的有 {len(gaps)} 个；没有印的不作估计。"
        target = Selection(towns=reading.areas)
        return Answer(text, is_answered=True, target=target, subject=COVERAGE, source="数据覆盖")
    elif reading.is_of_towns:
        return _towns_that_give_least(reading)
    told = [
        f"{spaced(row['indicator'] + scope(row['category']), row['period_name'])}（{row['status_reason']}）"
        for _, row in gaps.iterrows()
    ]
    named = listed(dict.fromkeys(told), 2 * FEW, "个")
    where = "" if table is None else str(table["source"])
    text = f"{where}标明缺失的数有 {len(gaps)} 个：{named}。"
    return Answer(text, is_answered=True, source=where or "数据覆盖", keys=tuple(gaps["key"]))


def _towns_that_give_least(reading: Reading) -> Answer:
    """Which towns have fewest numbers in the paper; what is not printed is not estimated."""
    counts = coverage.by_town(reading.names.store, Selection())["area"].value_counts().sort_values(kind="stable")
    least = "、".join(f"{name} {count} 个" for name, count in counts[:FEW].items())
    most = f"最多的是{counts.index[-1]}（{counts.iloc[-1]} 个）"
    text = f"{len(counts)} 个街镇在白皮书中给出的数多少不一：最少的是{least}，{most}；没有印的不作估计。"
    return Answer(text, is_answered=True, subject=COVERAGE, source="数据覆盖")


def missing(reading: Reading, topic: Topic) -> Answer:
    """Why a number is not there; that it is there where it is."""
    chosen = numbers.single(reading, topic)
    levels = chosen[chosen["measure"] == "level"]
    there = levels[levels["value"].notna() & (levels["at_year"].isin(reading.years) if reading.years else True)]
    gaps = levels[levels["value"].isna()]
    if len(there) and (reading.years or gaps.empty):
        answer = numbers.level(reading, topic)
        row = there.iloc[-1]
        text = (
            f"这个数是有的：{answer.sentence}"
            if row["status"] == REPORTED
            else f"白皮书没有印，可以推算：{answer.sentence}"
        )
        return of_rows(reading, topic, text, there, levels)
    return numbers.absent(reading, topic, chosen)


def towns_without(reading: Reading, topic: Topic) -> Answer:
    """Which towns report no number of an indicator, and which do."""
    store, rows = reading.names.store, reading.names.rows[topic.indicator_id]
    given = set(rows.loc[rows["value"].notna(), "area_id"])
    without = [store.name("areas", area) for area in reading.names.towns if area not in given]
    have = [store.name("areas", area) for area in reading.names.towns if area in given]
    name = store.name("indicators", topic.indicator_id)
    said = f"没有给出{name}的有 {len(without)} 个街镇：{'、'.join(without)}；给出的有 {len(have)} 个：{'、'.join(have)}"
    text = f"{said}。没有给出不等于没有。"
    target = Selection(indicators=(topic.indicator_id,), towns=tuple(reading.names.towns))
    return Answer(text, is_answered=True, source="街镇专题报告", target=target)


def lacking_unsaid(reading: Reading) -> Answer:
    """That lists say who has something, never who has not."""
    return refused(reading, "白皮书的名录只写有的，没有写的不能说成没有。")


def outside(reading: Reading, topic: Topic | None) -> Answer:
    """That the paper is about the district alone, and what it says of that."""
    store = reading.names.store
    where = "、".join(dict.fromkeys(reading.outside))
    has = ""
    rows = None
    if topic is not None and store.district in topic.areas:
        own = numbers.level(reading, topic)
        has = f"：{own.sentence}" if own.is_answered else "。"
        rows = reading.names.rows[topic.indicator_id]
        rows = rows[rows["key"].isin(own.keys)]
    ids = [topic.indicator_id] if topic else []
    text = f"白皮书没有{where}的数，只有{store.name('areas', store.district)}{has or '及其街镇的数。'}"
    return refused(reading, text, ids, rows)


def unheard(reading: Reading) -> Answer:
    """That the paper has nothing of what is asked, and what is nearest."""
    word, ids = reading.absent[0]
    nearest = _nearest_number(reading, ids)
    return refused(reading, f"白皮书没有“{word}”这一项{nearest}。", ids)


def _nearest_number(reading: Reading, ids: tuple[str, ...]) -> str:
    """The newest numbers of the nearest indicators, in words."""
    told = []
    for key in ids:
        rows = reading.names.rows[key]
        rows = rows[(rows["measure"] == "level") & rows["is_main"] & rows["value"].notna()]
        if len(rows):
            row = rows.sort_values("at_year", kind="stable").iloc[-1]
            told.append(spaced(f"{row['period_name']}{row['indicator']}", value(row)))
    return f"；{spaced('最近的是', '，'.join(told))}" if told else ""


def opinion(reading: Reading, topic: Topic | None) -> Answer:
    """That no judgement, advice or forecast is given."""
    ids = [topic.indicator_id] if topic else []
    nearest = _nearest_number(reading, tuple(ids)) if topic and reading.names.store.district in topic.areas else ""
    where = "街镇之间口径不同，不作评价，也不排名" if reading.is_of_towns or reading.areas else "不作评价和预测"
    return refused(reading, f"白皮书没有这样的评价：{where}；可看各项印出的数和专题报告{nearest}。", ids)


def named_table(reading: Reading, topic: Topic | None) -> Answer | None:
    """Where a table, figure or appendix stands that a question names by its number, and what it holds.

    None where it names none, or one of its indicators besides.
    """
    table = _numbered(reading)
    if table is None:
        return None
    is_its = topic is not None and table["source"] in set(reading.names.rows[topic.indicator_id]["source"])
    if is_its and topic is not None and not reading.is_vague(topic) and not reading.unknown(topic):
        return None
    found, store = origin(reading, None), reading.names.store
    rows = store.observations(Selection())
    own = rows[(rows["source"] == table["source"]) & (rows["edition"] == table["edition"])]
    asked = own[own["at_year"].isin(reading.years)]
    if len(asked) and asked["value"].isna().all():
        years, told = "、".join(map(str, reading.years)), listed(dict.fromkeys(asked["indicator"]), FEW)
        text = f"{table['source']}没有能照录的 {years} 年的数（{asked['status_reason'].iat[0]}）：{told}。"
        return refused(reading, text, list(dict.fromkeys(asked["indicator_id"])), asked)
    if found is None or own.empty or reading.intents - {"level", "who", "definition"}:
        return found
    names = list(dict.fromkeys(own["indicator"]))
    told = f"录有 {len(names)} 个指标：{listed(names, FEW)}。"
    target = Selection(indicators=tuple(dict.fromkeys(own["indicator_id"])))
    return replace(found, sentence=found.sentence + told, target=target)


def cause(reading: Reading, topic: Topic) -> Answer:
    """That the paper gives no reasons with its numbers, and the number."""
    own = numbers.level(reading, topic)
    rows = reading.names.rows[topic.indicator_id]
    text = f"白皮书没有写这个数变化的原因，不作推测；{own.sentence}"
    return refused(reading, text, [topic.indicator_id], rows[rows["key"].isin(own.keys)])


def only_one(reading: Reading, topic: Topic, found: Answer) -> Answer:
    """That a question which of several went for the better or worse names one alone, and how that went."""
    return refused(reading, f"所问的只找到一项，没有几项可比；{found.sentence}", [topic.indicator_id])


def unclear(reading: Reading, named: list[str], ids: list[str]) -> Answer:
    """That a question fits several indicators alike."""
    return refused(reading, f"无法确定问的是哪一项，可能指：{listed(named, FEW)}。请说得更具体。", ids[:FEW])


def no_notes(reading: Reading) -> Answer:
    """That problems and proposals are kept of the reports of towns alone."""
    return refused(reading, "问题和建议只收录了各街镇专题报告所列的；请说出街镇的名称，全区的见白皮书正文。")


def not_listed(reading: Reading, what: str) -> Answer:
    """That the lists of the paper have nothing of what is asked."""
    return refused(reading, f"没有找到所问的{what}：白皮书的名录里没有相符的一项。")


def no_such_table(reading: Reading) -> Answer | None:
    """That the paper has no table, figure or appendix of a number; None where the question names none of these."""
    if not any(map(str.isdecimal, reading.text)):
        return None
    tables = (reading.names.rows.table(name) for name in ("sources", "honours", "policies"))
    sources = {str(source) for table in tables for source in table["source"]}
    kinds = {NUMBER.sub("", source) for source in sources if NUMBER.search(source)}
    for kind in sorted(kinds):
        named = re.search(rf"{kind}(\d+)", reading.text)
        if named is not None and named[0] not in sources:
            numbered = [int(source.removeprefix(kind)) for source in sources if re.fullmatch(rf"{kind}\d+", source)]
            return refused(reading, f"白皮书没有{named[0]}；{kind}的编号到 {max(numbered)} 为止。")
    return None


def is_found(reading: Reading, topic: Topic) -> bool:
    """Whether a check marks a number of a topic."""
    return any(map(mark, records(numbers.single(reading, topic))))


def without_place(reading: Reading, topic: Topic | None) -> Answer:
    """That the paper does not say which place something has in a larger one."""
    if topic is None or reading.unknown(topic):
        return not_understood(reading, reading.unknown(topic))
    name = reading.names.store.name("indicators", topic.indicator_id)
    return refused(reading, f"白皮书没有印{name}的位次。", [topic.indicator_id])


def without_parts(reading: Reading, topic: Topic) -> Answer:
    """That a topic has no parts of which one could be the largest, or what of the question was not understood."""
    if unknown := reading.unknown(topic):
        return not_understood(reading, unknown)
    return _with_nearest(reading, "没有看懂要在哪些项里比", topic)


def one_sided(reading: Reading, topic: Topic) -> Answer:
    """That only one side of a comparison was understood."""
    return _with_nearest(reading, "没有看懂要比的是哪两项", topic)


def not_understood(reading: Reading, unknown: tuple[str, ...]) -> Answer:
    """What of the question was not found in the paper, and what is nearest."""
    if reading.is_weak:
        unknown = tuple(run for run in reading.unknown(None) if not grams([run]) <= reading.names.known)
    if unknown:
        words = dict.fromkeys(reading.word_of(run) for run in unknown)
        whole = [word for word in words if not any(word in other and word != other for other in words)]
        what = "、".join(f"“{word}”" for word in whole[:2])
        return _with_nearest(reading, f"没有看懂{what}，收录的指标和名录里没有找到这样的一项")
    near = _nearest(reading, [topic for _, topic in reading.ranked[:MOST_NEAR]])
    return refused(reading, f"没有看懂要问哪一项{near or '，请说出指标、街镇或单位的名称。'}")


def counted_otherwise(reading: Reading) -> Answer:
    """That the paper does not count what is asked for in the unit of the question, and what is nearest."""
    units = "、".join(f"“{unit}”" for unit in sorted(reading.units))
    return _with_nearest(reading, f"白皮书里没有按{units}计的这一项")


def _with_nearest(reading: Reading, text: str, topic: Topic | None = None) -> Answer:
    """A refusal that names the nearest indicators, and tells the number of each that the question half calls.

    topic: the only one that is near.
    """
    near = [topic] if topic is not None else [one for _, one in reading.ranked[:MOST_NEAR]]
    told = [found for found in map(partial(_half_called, reading), near) if found is not None]
    text += _nearest(reading, near) or "。"
    return replace(
        refused(reading, text + "".join(one.sentence for one in told), [topic.indicator_id] if topic else ()),
        source="；".join(dict.fromkeys(one.source for one in told)),
        keys=tuple(dict.fromkeys(key for one in told for key in one.keys)),
    )


def _nearest(reading: Reading, near: Iterable[Topic]) -> str:
    """The end of a refusal that names the nearest indicators; empty for none."""
    names = "、".join(reading.names.store.name("indicators", one.indicator_id) for one in near)
    return f"；最近的指标是{names}。" if names else ""


def _half_called(reading: Reading, topic: Topic) -> Answer | None:
    """The number of a topic of which the question says half of a name, or a part; None where it does not, or of many.

    And none where what it says besides makes another thing of it, or it asks for another measure.
    """
    names = reading.names
    is_of_number = not reading.intents or reading.intents & OF_A_NUMBER
    is_called = max(map(reading.share, topic.spoken)) >= HALF_CALLED or reading.parts_of(topic, reading.areas)
    is_other = measures.is_other(reading, topic) or measures.is_of_failures(reading, topic)
    if not (is_of_number and is_called) or not reading.is_there(topic) or is_other:
        return None
    apart = grams(word for kind in ("opposite", "apart") for word, _ in names.words.of_kind(kind))
    left = grams(map(reading.word_of, reading.unknown(topic)))
    if not all(map(left.isdisjoint, (names.content, names.titles, apart))):
        return None
    found = numbers.level(reading, topic)
    return found if found.is_answered and found.facts else None


def with_subsector(reading: Reading, unclear: Answer) -> Answer:
    """What is unclear, with all numbers of the sub-sector that the question names, where it names one."""
    store = reading.names.store
    named = [key for key, name in store.names("subsectors").items() if letters(name) in reading.text]
    if not named:
        return unclear
    chosen = max(named, key=lambda key: len(store.name("subsectors", key)))
    target = Selection(sector=store.vocabulary.sector_of[chosen], subsector=chosen)
    said = f"子领域“{store.name('subsectors', chosen)}”共有 {store.count(target)} 行数。"
    return replace(unclear, sentence=unclear.sentence + said, target=target)


def ambiguous(reading: Reading, topics: list[Topic]) -> Answer | None:
    """Several indicators that a question may mean, each with its number of the year asked for, else its newest."""
    told = []
    rows = []
    for topic in topics:
        own = reading.names.rows[topic.indicator_id]
        wanted = reading.areas or (reading.names.store.district,)
        own = own[own["area_id"].isin(wanted) & (own["category"] == "") & own["value"].notna()]
        own = own[own["measure"] == "level"].sort_values("at_year", kind="stable")
        if own.empty:
            continue
        row = own.iloc[-1]
        rows.append(row["key"])
        is_asked = not reading.years or row["at_year"] in reading.years
        told.append(spaced(str(row["indicator"]), value(row)) if is_asked else str(row["indicator"]))
    if len(told) < 2:
        return None
    text = f"无法确定问的是哪一项，可能指：{'；'.join(told)}。请说得更具体。"
    near = tuple(
        Choice(topic.indicator_id, reading.names.store.name("indicators", topic.indicator_id)) for topic in topics
    )
    return Answer(text, is_answered=False, near=near, keys=tuple(rows))
