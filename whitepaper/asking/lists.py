"""Answers from the lists of the paper: honours and who has them, documents, cases, towns and their industries."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace
from typing import Any

import pandas as pd

from whitepaper.asking.names import Topic
from whitepaper.asking.reading import BLANK, LONG_NAME, Reading, without
from whitepaper.asking.replies import Answer, listed, short
from whitepaper.asking.words import INTENT, grams, longest_run, occurrences
from whitepaper.model.keys import CASE, OUTSIDE
from whitepaper.model.selection import HONOURS, ISSUED, Selection
from whitepaper.model.text import letters, variants
from whitepaper.printed import wording
from whitepaper.printed.reading import CHINESE_DIGITS
from whitepaper.printed.wording import scope, spaced
from whitepaper.telling.number_tables import MOST_TOWNS, compared, reported
from whitepaper.telling.table_sentences import of_compared

MOST_AWARDS = 8
"""Awards of one name that are listed together."""
LEAST_TITLE, MOST, FEW, FEWEST, FIRST, LEAST_COVER = 3, 16, 6, 2, 3, {"awards": 4, "policies": 4, "cases": 3}
SHORT_TITLE, WHOLE_TITLE = 11, 99
"""Characters of the longest title that stands beside a winner, in a long list and in a short one."""
FIGURES = re.compile(r"\d+")
SPOKEN_NUMBER = re.compile(rf"([{''.join(CHINESE_DIGITS)}])号")
HOLDING, WON, LIST, CALLED = "holding", "won", "list", "called"
"""The kind of words for what a list says of something, and codes of it: for having been chosen, and for the list."""
OPENED, PERSONS = "“", "个人"
STRICT = "strict"
"""The code of words that make another thing of what they stand with: 小巨人."""
TOWNS, POLICIES = "towns", "policies"
"""The codes of words that ask for all towns, and for all documents; others are of the paper's tables and figures."""
INSIDE = str.maketrans("“”", "‘’")


def honours_of_organisations(reading: Reading) -> Answer:
    """What the organisations have that a question names."""
    store = reading.names.store
    rows = reading.names.rows.honours(Selection())
    wanted = set(reading.organisations)
    is_theirs = rows["organisation_ids"].map(lambda ids: not wanted.isdisjoint(ids))
    is_brand = len(wanted) > 1 or not is_theirs.any()  # a group, or a name that only its goods bear
    if is_brand:
        is_theirs |= rows["title"].map(letters) == reading.called
    rows = of_years(reading, rows[is_theirs])
    rows = rows[rows["organisation_id"] != ""] if is_brand else rows
    names = [store.name("organisations", key) for key in reading.organisations]
    persons = reading.names.persons
    if rows.empty and not reading.years and (titled := honours_of_titles(reading)) is not None:
        return titled  # a mark that the list has, but not as this firm's
    if rows.empty:
        text = f"白皮书的名录中没有{listed(names, FEW)}{_dated(reading)}的荣誉。"
        return Answer(text, is_answered=False, subject=HONOURS, target=Selection(organisation=reading.organisations[0]))
    if not is_brand:
        text = f"{names[0]}在白皮书名录中有 {len(rows)} 项：{first_of(_awards(rows, persons), MOST)}。"
        target = Selection(organisation=reading.organisations[0])
    else:
        firms = rows.groupby("organisation_id", sort=False)
        told = "；".join(
            f"{store.name('organisations', key)}：{first_of(_awards(own, persons), MOST)}" for key, own in firms
        )
        text = f"名称或品牌含“{reading.called}”的 {len(firms)} 家单位在白皮书名录中有 {len(rows)} 项。{told}。"
        target = Selection(text=reading.called)
    return Answer(
        text,
        is_answered=True,
        subject=HONOURS,
        target=target,
        source="、".join(dict.fromkeys(rows["source"])),
        more=noted(rows),
    )


def _awards(rows: pd.DataFrame, persons: Mapping[str, str]) -> list[str]:
    """Honours, each once, with whom of an organisation they are. persons: as of `Names`."""
    told = ((awarded(row), _person(row, persons)) for _, row in rows.iterrows())
    return list(dict.fromkeys(award + scope(f"个人：{person}" if person else "") for award, person in told))


def first_of(names: Iterable[str], most: int) -> str:
    """So many of some names, whose number the sentence has; some may be one of several rows."""
    found = list(names)
    return "、".join(found[:most]) + "等" * (len(found) > most)


def awarded(row: Mapping[str, Any]) -> str:
    """An honour with its year: `上海市质量金奖（2023）`."""
    return f"{row['award']}（{row['year']}）" if row["year"] else str(row["award"])


def noted(rows: pd.DataFrame) -> str:
    """What must be known of the rows, or the forms in which names are printed."""
    notes = list(dict.fromkeys(filter(None, rows["note"])))
    if notes:
        return short(notes[0])
    forms = list(dict.fromkeys(filter(None, rows["organisation"])))
    if rows["organisation_id"].nunique() > 1:
        return ""  # of several, none of which is printed otherwise
    return f"原文写作{listed(forms, FEW)}。" if len(forms) > 1 else ""


def _dated(reading: Reading) -> str:
    """The years asked for, in words; nothing for none."""
    return f" {'、'.join(map(str, reading.years))} 年" if reading.years else ""


def of_years(reading: Reading, rows: pd.DataFrame) -> pd.DataFrame:
    """Those of the years asked for, where the list says years and a year is written out in the question."""
    if not reading.years:
        return rows
    wanted = [str(year) for year in reading.years]
    own = rows[rows["year"].map(lambda text: any(year in text for year in wanted))]
    return own


def winners(reading: Reading, named: tuple[str, ...] = ()) -> Answer | None:
    """Who has an award that a question names; None where it names none. named: the awards, where they are known."""
    store, awards = reading.names.store, named or asked_awards(reading)
    if not awards:
        return None
    rows = reading.names.rows.honours(Selection(awards=awards))
    theirs = _of_organisations(reading, awards)
    rows = theirs if len(theirs) else rows
    areas = tuple(area for area in reading.areas if reading.names.area_kind(area) != OUTSIDE)  # 全国 is of the award
    placeless = 0
    rows, levels, unsaid = of_levels(reading, rows)
    rows, traits = _of_traits(reading, rows)
    said = [store.name("areas", area) for area in areas] + levels + traits
    absent = "" if levels else without_level(reading, rows)
    if areas:
        own = rows[rows["area_id"].isin(areas)]
        of_award = rows["award"].isin(own["award"]) | own.empty
        placeless = int(((rows["area_id"] == "") & of_award).sum())
        rows = own
    dated = of_years(reading, rows)
    if reading.years and dated.empty and (rows["year"] != "").any():
        given = "、".join(dict.fromkeys(filter(None, rows["year"])))
        years = "、".join(map(str, reading.years))
        return _unlisted(f"名录没有 {years} 年的“{awards[0]}”；有的是 {given} 年的。", awards)
    rows = dated if reading.years and len(dated) else rows
    if rows.empty:
        where = "、".join(store.name("areas", area) for area in areas)
        aside = f"；另有 {placeless} 项未注明街镇，无法确定在不在那里" if placeless else ""
        return _unlisted(f"白皮书的名录中没有注明在{where}的“{awards[0]}”{aside}。", awards)
    persons = reading.names.persons
    left = f"另有 {unsaid} 项级别不明，不在其内。" if unsaid else ""
    left += f"另有 {placeless} 项未注明街镇，不在其内。" if placeless else ""
    personal = [word for word, _ in reading.names.words.of_kind("personal") if word in reading.text]
    of_persons = rows[rows["extra"].isin(persons)]
    if personal and len(of_persons):
        said.append(PERSONS)
        rows = of_persons
    elif any(word in letters(award) for word in personal for award in awards):  # 个人二等奖
        left += "名录印的是单位，没有印个人姓名。"
    elif personal:
        return _unlisted(f"白皮书名录的“{awards[0]}”中没有个人。", awards)
    head = f"白皮书名录中{'、'.join(said)}{'的' * bool(said)}"
    wider = [store.name("areas", area) for area in reading.areas if area not in areas]
    unnamed = [name for name in wider if not any(name in award for award in rows["award"])]
    before = absent + (f"白皮书名录里名称相符的都没有写“{'、'.join(unnamed)}”。" if unnamed else "")
    if rows["award"].nunique() > 1:
        told = f"{head}名称相符的有 {rows['award'].nunique()} 种、{len(rows)} 项。"
        found = _by_award(rows, persons, told)
    else:
        found = _of_one(rows, persons, head)
    return replace(found, sentence=before + found.sentence + left, is_answered=not before)


def of_levels(reading: Reading, rows: pd.DataFrame) -> tuple[pd.DataFrame, list[str], int]:
    """Those of some honours that are of the levels asked for, these levels, and how many say none.

    All of them where no level is asked for, or where none is of it, or where the name of the award says it.
    """
    levels = _asked_levels(reading, rows)
    if not rows["level"].isin(levels).any():
        return rows, [], 0
    return rows[rows["level"].isin(levels)], levels, int((rows["level"] == "").sum())


def _asked_levels(reading: Reading, rows: pd.DataFrame) -> list[str]:
    """The levels that a question names, where no name of the awards says one of them."""
    levels = reading.levels
    is_of_award = any(letters(one) in letters(award) for one in levels for award in set(rows["award"]))
    return [] if is_of_award else list(levels)


def _of_traits(reading: Reading, rows: pd.DataFrame) -> tuple[pd.DataFrame, list[str]]:
    """Those of some honours of which the list says besides what the question says, and these words; else all."""
    said = [[text for part in extra.split("；") if letters(text := part.partition("：")[2]) in reading.traits]
            for extra in rows["extra"]]  # fmt: skip
    own = rows[list(map(bool, said))]
    return (own, list(dict.fromkeys(text for texts in said for text in texts))) if len(own) else (rows, [])


def without_level(reading: Reading, rows: pd.DataFrame) -> str:
    """That none of some honours is of the level asked for, and of which they are; empty where no level is asked."""
    levels = _asked_levels(reading, rows)
    if not levels or rows.empty:
        return ""
    own = "、".join(dict.fromkeys(filter(None, rows["level"])))
    given = f"；注明的是{own}" if own else "，级别没有写明"
    return f"白皮书名录里名称相符的没有一项注明为{'、'.join(levels)}{given}。"


def _of_organisations(reading: Reading, awards: tuple[str, ...]) -> pd.DataFrame:
    """What the organisations that a question names have of some awards, or of others whose names hold theirs."""
    rows = reading.names.rows.honours(Selection())
    wanted, called = set(reading.organisations), [letters(award) for award in awards]
    own = rows[[not wanted.isdisjoint(ids) for ids in rows["organisation_ids"]]]
    return own[[any(one in letters(award) for one in called) for award in own["award"]]]


def _unlisted(why: str, awards: tuple[str, ...]) -> Answer:
    """Why no list of some awards answers a question."""
    return Answer(why, is_answered=False, subject=HONOURS, target=Selection(awards=awards))


def of_table(reading: Reading) -> Answer | None:
    """What a table of honours lists that a question names by its number; None where it names none, or more."""
    named = [source for source in reading.names.honour_tables if _is_numbered(reading, letters(source))]
    if not named:
        return None
    rows = reading.names.rows.honours(Selection())
    rows = rows[rows["source"] == named[0]]
    if reading.unknown(None, map(letters, (named[0], *rows["award"]))):
        return None
    persons = reading.names.persons
    head = f"{named[0]}{scope(wording.section(rows['section'].iat[0]))}列有"
    if rows["award"].nunique() > 1:
        return _by_award(rows, persons, f"{head} {rows['award'].nunique()} 种、{len(rows)} 项。")
    return _of_one(rows, persons, head)


def _of_one(rows: pd.DataFrame, persons: Mapping[str, str], head: str) -> Answer:
    """Who has an award. head: before its name."""
    awards = tuple(dict.fromkeys(rows["award"]))
    groups, most = rows.groupby("year", sort=False), _longest_title(rows)
    told = []
    for year, own in groups:
        who = first_of(dict.fromkeys(winner(row, persons, most) for _, row in own.iterrows()), 2 * MOST)
        told.append(f"{who}（{year}）" if year and len(groups) > 1 else who)
    years = "、".join(dict.fromkeys(filter(None, rows["year"]))) if len(groups) == 1 else ""
    called = "、".join(award if OPENED in award else f"“{award}”" for award in awards[:FEW])
    opened = f" {years} 年度{called}" if years else called
    text = f"{head}{opened}共 {len(rows)} 项：{'；'.join(told)}。"
    return Answer(
        text, is_answered=True, subject=HONOURS, target=Selection(awards=awards),
        source="、".join(dict.fromkeys(rows["source"])), more=noted(rows),
        facts=tuple(told) if len(told) == 1 and len(rows) <= FEW else (),
    )  # fmt: skip


def _by_award(rows: pd.DataFrame, persons: Mapping[str, str], head: str) -> Answer:
    """Who has each of several awards. head: the sentence before them."""
    told, most = [], _longest_title(rows)
    for award, own in rows.groupby("award", sort=False):
        dated = [winner(row, persons, most) + scope(str(row["year"])) for _, row in own.iterrows()]
        called = award if OPENED in str(award) else f"“{award}”"
        told.append(f"{called} {len(own)} 项：{first_of(dict.fromkeys(dated), MOST)}")
    text = f"{head}{'；'.join(told)}。"
    awards = tuple(dict.fromkeys(rows["award"]))
    return Answer(
        text, is_answered=True, subject=HONOURS, target=Selection(awards=awards),
        source="、".join(dict.fromkeys(rows["source"])), more=noted(rows),
    )  # fmt: skip


def _won(rows: pd.DataFrame, persons: Mapping[str, str]) -> str:
    """The first of some honours, each with who has it."""
    return first_of(dict.fromkeys(f"{winner(row, persons)}：{awarded(row)}" for _, row in rows.iterrows()), FEW)


def winner(row: pd.Series, persons: Mapping[str, str], most: int = SHORT_TITLE) -> str:
    """Who has an honour: the organisation, a person's name where the list has one, else the title.

    The title stands beside where it says more and has no more characters than `most`.
    """
    person = _person(row, persons)
    name = str(row["organisation"] or row["area"])
    title = str(row["title"])
    text = f"{person}（{name}）" if person and name else person or name
    is_more = bool(title) and title != name and not person and len(title) <= most
    return f"{text}（{title}）" if text and is_more else text or title


def _longest_title(rows: pd.DataFrame) -> int:
    """How long a title may be that stands beside its winner: any of a short list, a short one of a long list."""
    return WHOLE_TITLE if len(rows) <= FEW else SHORT_TITLE


def without_names(reading: Reading, topic: Topic, found: Answer) -> Answer:
    """A count, as it is told, where names are asked for that the paper does not print; any other answer as it is.

    Those that a list names of what is counted stand beside it.
    """
    store, names = reading.names.store, reading.names
    is_listed = is_of_list(reading) or any(mark.kind == HOLDING and mark.code == CALLED for mark in reading.marks)
    if "who" not in reading.intents or "level" in reading.intents or not found.is_answered:
        return found
    if len(found.facts) != 1 and not is_listed:
        return found  # it names parts
    called = [form for award, forms in names.awards.items() for form in forms
              if len(award) >= LEAST_COVER["awards"] and any(award in said for said in topic.spoken)]  # fmt: skip
    rows = reading.names.rows.honours(Selection(awards=tuple(dict.fromkeys(called)))).iloc[: None if called else 0]
    rows, _, _ = of_levels(reading, rows)
    is_all = [str(len(rows))] == [number for fact in found.facts for number in FIGURES.findall(fact)]
    counted = {word for word, _ in names.words.of_kind("general" if is_listed or is_all else "counts")}
    if counted.isdisjoint(letters(unit) for unit in topic.units):
        note = str(store.observation(found.keys[0])["note"]) if found.keys else ""  # may name them
        return replace(found, sentence=found.sentence + short(note), more="") if note else found
    who = first_of(dict.fromkeys(winner(row, names.persons) for _, row in rows.iterrows()), FEW)
    some = f"名录里点名的有 {len(rows)} 项：{who}。" if len(rows) else ""
    if is_all:
        return replace(found, sentence=found.sentence + some)
    whole = "全部" if len(rows) else ""
    return replace(found, sentence=f"收录的名录里没有{whole}名单，只有个数。{found.sentence}{some}", is_answered=False)


def of_person(reading: Reading) -> Answer | None:
    """The honours of a person whom a question names; None where it names none, or more."""
    persons = reading.names.persons
    named = [name for name in dict.fromkeys(persons.values()) if letters(name) in reading.text]
    if not named or reading.unknown(None, map(letters, named)):
        return None
    rows = reading.names.rows.honours(Selection())
    names = rows["extra"].map(persons).fillna("")
    told = []
    for name in named:
        own = rows[names == name]
        whose = "、".join(dict.fromkeys(filter(None, own["organisation"])))
        told.append(
            f"{name}{scope(whose) if whose else ''}：{first_of(dict.fromkeys(own.apply(awarded, axis=1)), MOST)}"
        )
    own = rows[names.isin(named)]
    return Answer(
        f"白皮书名录中，{'；'.join(told)}。", is_answered=True, subject=HONOURS, target=Selection(text=named[0]),
        source="、".join(dict.fromkeys(own["source"])), more=noted(own),
    )  # fmt: skip


def _person(row: pd.Series, persons: Mapping[str, str]) -> str:
    """The name of the person who has an honour; empty where the list has none."""
    return persons.get(str(row["extra"]), "")


def asked_awards(reading: Reading, besides: Iterable[str] = ()) -> tuple[str, ...]:
    """The awards that a question names whole, else those that explain what they would leave over.

    besides: words that need not be of a name.
    """
    also = (*besides, *reading.traits)
    if not reading.awards or reading.unknown(None, [*map(letters, reading.awards), *also]):
        return likely_awards(reading, also) or reading.awards
    called = [letters(award) for award in reading.awards]
    wider = [name for name in reading.names.awards if any(one in name for one in called)]
    kept = _with_alike(reading, _most_covering(reading, wider))
    forms = tuple(dict.fromkeys(form for name in kept for form in sorted(reading.names.awards[name])))
    return forms if len(forms) <= MOST_AWARDS else reading.awards


def _most_covering(reading: Reading, names: Iterable[str]) -> list[str]:
    """Those of some names of awards that have most of the question."""
    covered = {name: len(_covered(reading, name)) for name in names}
    return [name for name, count in covered.items() if count == max(covered.values())]


def _with_alike(reading: Reading, names: list[str]) -> list[str]:
    """Some names of awards, and those that say all that these say of the question, a word set in: 零碳创建标杆企业."""
    if not names:
        return names
    said = _covered(reading, names[0])
    strict = [letters(word) for word, code in reading.names.words.of_kind("narrowing") if code == STRICT]

    def is_alike(name: str) -> bool:
        told = [word for word in strict if word in name and word not in names[0] and word not in reading.text]
        return len(longest_run(name, reading.text)) >= LEAST_TITLE and not told and _covered(reading, name) >= said

    return [*names, *(name for name in reading.names.awards if name not in names and is_alike(name))]


def _covered(reading: Reading, name: str) -> set[int]:
    """The places of the question that a name explains, those of the places it names left out."""
    pairs = [gram for gram in grams([name]) & reading.asked if len(gram) == 2]
    return reading.places(pairs) - reading.places(area for area, key in reading.names.areas if key in reading.areas)


def words_of(reading: Reading, kind: str, *codes: str) -> list[str]:
    """The words of a kind, of some of its codes alone where any are given."""
    return [word for word, code in reading.names.words.of_kind(kind) if not codes or code in codes]


def is_of_list(reading: Reading) -> bool:
    """Whether a question says that it asks about a list: 名录."""
    return any(mark.kind == HOLDING and mark.code == LIST for mark in reading.marks)


def where(reading: Reading) -> Answer | None:
    """In which tables the list of an award stands."""
    words = words_of(reading, HOLDING, LIST)
    awards = asked_awards(reading, words) or awards_ending(reading, words)
    if not awards:
        return None
    rows = reading.names.rows.honours(Selection(awards=awards))
    places = "、".join(dict.fromkeys(rows["source"]))
    called = "、".join(award if OPENED in award else f"“{award}”" for award in awards[:FEW])
    return Answer(
        f"{called}的名单见{places}。", is_answered=True, subject=HONOURS, target=Selection(awards=awards), source=places
    )


def likely_awards(reading: Reading, besides: Iterable[str] = ()) -> tuple[str, ...]:
    """The awards whose names explain most of a question, where that is a good part of their own names.

    besides: words that need not be of a name, as those for having been chosen are none: 入选.
    """
    scored: dict[str, float] = {}
    asked, levels = reading.asked, [letters(one) for one in reading.names.store.codes("level") if one]
    for name in reading.names.awards:
        bare = [name.removeprefix(level) for level in levels if name.startswith(level)]
        if any(len(one) >= LEAST_COVER["awards"] and one in reading.text for one in bare):  # 绿色工厂 of 国家级绿色工厂
            scored[name] = float(len(name))
            continue
        whole = [gram for gram in grams([name]) if len(gram) == 2]
        covered = _covered(reading, name)
        if len(covered) >= LEAST_COVER["awards"]:
            scored[name] = len(covered) + sum(gram in asked for gram in whole) / len(whole)
    best = max(scored.values(), default=0.0)
    if not best:
        return ()
    top = [name for name, score in scored.items() if score == best]
    if reading.unknown(None, [*top, *levels, *words_of(reading, HOLDING, WON), *besides]):
        return ()
    top = [name for name in top if not _is_cut(name, reading)]
    run = max((longest_run(name, reading.text) for name in top), key=len, default="")
    if len(run) >= LEAST_COVER["awards"]:  # each list of 乡村旅游重点村, not that alone which says least besides
        top += [name for name in scored if run in name and name not in top and int(scored[name]) >= int(best)]
    top = _with_alike(reading, top)
    forms = tuple(dict.fromkeys(form for name in top for form in sorted(reading.names.awards[name])))
    return forms if len(forms) <= MOST_AWARDS else ()


def awards_ending(reading: Reading, besides: Iterable[str] = ()) -> tuple[str, ...]:
    """The awards whose names end with the longest of what the question says and else no place explains: 老字号.

    besides: words that need not be of a name, as levels need not.
    """
    also = [*(letters(level) for level in reading.names.store.codes("level") if level), *besides, *reading.traits]
    ends = {name[-size:]: None for name in reading.names.awards for size in range(LEAST_TITLE, len(name) + 1)}
    said = [end for end in ends if end in reading.text and not reading.unknown(None, [end, *also])]
    longest = max(said, key=len, default="")
    own = (name for name in reading.names.awards if longest and name.endswith(longest))
    forms = tuple(dict.fromkeys(form for name in own for form in sorted(reading.names.awards[name])))
    return forms if len(forms) <= MOST_AWARDS else ()


def _is_cut(name: str, reading: Reading) -> bool:
    """Whether what a name and the question share begins within another title of the question: 市长质量奖, not 区长."""
    run = longest_run(name, reading.text)
    start, own = reading.text.find(run), name.find(run)
    title = name[own - 1 : own + 1] if own > 0 else ""
    return title in reading.names.titles and start > 0 and reading.text[start - 1 : start + 1] != title


def honours_of_towns(reading: Reading) -> Answer:
    """What the towns have that a question names."""
    store = reading.names.store
    rows = of_years(reading, reading.names.rows.honours(Selection(towns=reading.areas)))
    order = {level: place for place, level in enumerate(store.codes("level"))}
    rows = rows.sort_values("level", key=lambda own: own.map(order), kind="stable")
    where = "、".join(store.name("areas", area) for area in reading.areas)
    if rows.empty:
        text = f"白皮书的名录中没有{where}{_dated(reading)}的荣誉。"
        return Answer(text, is_answered=False, subject=HONOURS, target=Selection(towns=reading.areas))
    told = _won(rows, reading.names.persons)
    text = f"白皮书名录中注明在{where}的荣誉共 {len(rows)} 项：{told}。"
    return Answer(
        text, is_answered=True, subject=HONOURS, target=Selection(towns=reading.areas),
        source="、".join(dict.fromkeys(rows["source"])), more=noted(rows),
    )  # fmt: skip


def towns_with(reading: Reading, told: Collection[str]) -> Answer | None:
    """Which towns the lists name with an award that a question means; None where they name no more than are told."""
    awards = likely_awards(reading)
    if not awards:
        return None
    rows = reading.names.rows.honours(Selection(awards=awards))
    own = of_years(reading, rows[rows["area_id"].isin(reading.names.towns)])
    if set(own["area_id"]) <= set(told):
        return None
    said = [f"{row['area']}{scope(_of_town(row, reading.names.persons))}：{awarded(row)}" for _, row in own.iterrows()]
    left = len(rows) - len(own)
    text = f"白皮书名录中名称相符的荣誉，注明街镇的有 {len(own)} 项：{first_of(dict.fromkeys(said), MOST)}。"
    return Answer(
        text + (f"另有 {left} 项未注明街镇。" if left else ""), is_answered=True, subject=HONOURS,
        target=Selection(awards=awards, towns=tuple(dict.fromkeys(own["area_id"]))),
        source="、".join(dict.fromkeys(own["source"])), more=noted(own),
    )  # fmt: skip


def _of_town(row: pd.Series, persons: Mapping[str, str]) -> str:
    """Who has an honour, where it is not the town itself."""
    return "" if row["organisation"] == row["area"] else winner(row, persons)


def honours_of_levels(reading: Reading) -> Answer | None:
    """How many honours of a level the lists name; None where a question names no level."""
    levels = reading.levels
    if not levels or reading.unknown(None, tuple(map(letters, levels))):
        return None
    rows = of_years(reading, reading.names.rows.honours(Selection(levels=levels)))
    text = f"白皮书名录中{_dated(reading)}{'、'.join(levels)}荣誉共 {len(rows)} 项。"
    return Answer(
        text, is_answered=True, subject=HONOURS, target=Selection(levels=levels),
        source="、".join(dict.fromkeys(rows["source"])), more="名录没有注明级别的不计。",
    )  # fmt: skip


def place(reading: Reading) -> Answer | None:
    """In which town an organisation is that a question names; None where the paper does not say."""
    rows = reading.names.rows.table("organisations")
    rows = rows[rows["organisation_id"].isin(reading.organisations) & (rows["area_id"] != "")]
    is_of_names = grams([reading.called]) <= reading.names.topical
    if rows.empty or is_of_names or reading.unknown(None, [reading.called]):
        return None
    told = "；".join(
        f"{row['name']}在{reading.names.store.name('areas', row['area_id'])}" for _, row in rows.iterrows()
    )
    return Answer(
        f"{told}。",
        is_answered=True,
        subject=HONOURS,
        target=Selection(organisation=str(rows["organisation_id"].iat[0])),
        source="" + "、".join(dict.fromkeys(source for sources in rows["sources"] for source in sources)),
        more=short(str(rows["evidence"].iat[0])) if rows["evidence"].iat[0] else "",
    )


def industry(reading: Reading) -> Answer | None:
    """What industry a town's report is about; or which towns' reports are about an industry."""
    store = reading.names.store
    if reading.areas:
        told = []
        for area in reading.areas:
            report = store.report(area)
            if report.industry:
                aside = f"（{report.group}，附录{report.appendix}）"
                told.append(f"{store.name('areas', area)}的专题报告写的是{report.industry}{aside}")
        if not told:
            where = "、".join(store.name("areas", area) for area in reading.areas)
            text = f"白皮书没有{where}的特色产业；写特色产业的是 {len(reading.names.towns)} 个街镇的专题报告。"
            is_asked = "industry" in reading.intents and not reading.unknown(None)
            return Answer(text, is_answered=False, subject=ISSUED) if is_asked else None
        rows = reported(store, reading.areas[0])[: FIRST if len(reading.areas) == 1 else 0]
        said = "；".join(_number(row) for _, row in rows.iterrows())
        return Answer(
            f"{'；'.join(told)}。", is_answered=True, subject=ISSUED, target=Selection(towns=reading.areas),
            source="；".join(["附录", *dict.fromkeys(rows["cited"])]),
            more=f"所报的前 {len(rows)} 个数：{said}。" if said else "",
            facts=tuple(dict.fromkeys(store.report(area).industry for area in reading.areas)),
        )  # fmt: skip
    if "industry" in reading.intents and not reading.unknown(None):
        every = "；".join(f"{store.name('areas', area)}：{store.industry(area)}" for area in reading.names.towns)
        whole = "" if reading.is_of_towns else f"白皮书没有写{store.name('areas', store.district)}的主导产业。"
        text = f"{whole}{len(reading.names.towns)} 个街镇的特色产业：{every}。"
        return Answer(text, is_answered=reading.is_of_towns, subject=ISSUED, source="附录")
    found = []
    for area in reading.names.towns:
        report = store.report(area)
        said = letters(variants(f"{report.industry} {report.group}", store.codes("synonym")))
        ignored = grams(word for word, _ in reading.names.words.of_kind("industry"))
        shared = {gram for gram in grams([said]) & reading.asked if len(gram) == 2} - ignored
        if shared:
            found.append((len(shared), f"{store.name('areas', area)}（{report.industry}）", area))
    best = max((count for count, _, _ in found), default=0)
    names = [name for count, name, _ in found if count == best]
    if not names:
        return None
    areas = tuple(area for count, _, area in found if count == best)
    text = f"专题报告写这一产业的街镇有 {len(names)} 个：{'、'.join(names)}。"
    return Answer(text, is_answered=True, subject=ISSUED, target=Selection(towns=areas), source="附录")


def industries(reading: Reading) -> Answer | None:
    """The industries of all towns, or of the one it names with its own, where a question names no more; else None."""
    store = reading.names.store
    standing = [
        word for word, code in reading.names.words.of_kind("industry") if code == "stands" and word in reading.text
    ]
    called = {f"{name}{letters(store.industry(area))}" for name, area in reading.names.areas if store.industry(area)}
    if reading.text in called:
        return industry(reading)
    is_of_all = not set(reading.areas) - {store.district}
    if not standing or not is_of_all or not reading.intents & {"who", "towns"} or reading.unknown(None, standing):
        return None
    told = [
        f"{store.name('areas', area)}（{store.industry(area)}）" for area in reading.names.towns if store.industry(area)
    ]
    text = f"专题报告写到特色产业的街镇有 {len(told)} 个：{'、'.join(told)}。"
    return Answer(text, is_answered=True, subject=ISSUED, source="附录")


def _number(row: pd.Series) -> str:
    """One number of a town with what it is of and its period."""
    return f"{spaced(row['indicator'] + scope(row['category']), row['label'])}（{row['period_name']}）"


def side_by_side(reading: Reading) -> Answer | None:
    """What stands in the comparison of the towns that a question names, where it names nothing else."""
    store = reading.names.store
    towns = tuple(area for area in reading.areas if reading.names.is_town(area))
    if len(towns) < FEWEST or reading.unknown(None):
        return None
    table = compared(store, Selection(towns=towns))
    reports = "、".join(f"附录{store.report(town).appendix}" for town in towns[:MOST_TOWNS])
    industries = "；".join(
        f"{store.name('areas', town)}为{store.industry(town)}" for town in towns if store.industry(town)
    )
    return Answer(
        of_compared(table), is_answered=True, subject=ISSUED, target=Selection(towns=towns),
        more=f"特色产业：{industries}。" if industries else "", source=reports,
    )  # fmt: skip


def notes(reading: Reading, kind: str) -> Answer | None:
    """What the report about a town says of its state, quality, problems or proposals."""
    store = reading.names.store
    rows = reading.names.rows.issued("town_notes")
    rows = rows[rows["area_id"].isin(reading.areas) & (rows["kind"] == kind)]
    if rows.empty:
        return None
    area = reading.areas[0]
    told = "；".join(text.rstrip("。") for text in rows["text"][:FEW]) + (
        f"等 {len(rows)} 点" if len(rows) > FEW else ""
    )
    text = f"{store.name('areas', area)}专题报告所列的{kind}（概括）：{told}。"
    return Answer(
        text,
        is_answered=True,
        subject=ISSUED,
        target=Selection(towns=(area,)),
        source=f"附录{store.report(area).appendix}",
    )


def policies(reading: Reading) -> Answer | None:
    """The document that a question describes best, with its number; else those with its word in their titles.

    None where there is none.
    """
    rows, left = _of_levels(reading, reading.names.rows.issued("policies")), reading.unknown(None)
    word = left[0] if len(left) == 1 and len(left[0]) >= FEWEST else ""
    titled = rows[[bool(word) and word in letters(title) for title in rows["title"]]]
    is_of_several = bool(reading.code_of("plural")) and len(titled) > 1
    if not is_of_several and (found := _best(reading, "policies", ("title", "document_no"))) is not None:
        return found
    if titled.empty and "document" in reading.intents:
        asking = [(mark.start, mark.end) for mark in reading.marks if mark.kind == INTENT]
        text = BLANK.join(without(reading.text, sorted(asking)))  # 政策措施 is of many
        runs = {title: longest_run(letters(title), text) for title in rows["title"]}
        word = max(runs.values(), key=len, default="")
        titled = rows[rows["title"].map(runs) == word] if len(word) >= LONG_NAME else titled
        if len(titled) == 1:
            is_of_two = reading.is_joined and reading.unknown(None, [letters(titled["title"].iat[0])])
            return None if is_of_two else _document(titled.iloc[0])  # 养老科技和产业高质量发展
    if titled.empty:
        return None
    named = (f"《{str(row['title']).strip('《》')}》{scope(row['document_no'])}" for _, row in titled.iterrows())
    return Answer(
        f"白皮书列出的文件中，名称含“{word}”的有 {len(titled)} 份：{first_of(named, FEW)}。",
        is_answered=True, subject=ISSUED, source="、".join(dict.fromkeys(titled["source"])),
    )  # fmt: skip


def of_number(reading: Reading) -> Answer | None:
    """The document that a question calls by its number; None where it calls none so."""
    rows = reading.names.rows.issued("policies")
    series = reading.names.series
    called = [no for no, said in series.items() if len(said) >= LEAST_TITLE and letters(said) in reading.text]
    spoken = [str(CHINESE_DIGITS[one]) for one in SPOKEN_NUMBER.findall(reading.text)]
    if not called or not (asked := [*reading.mended.figures, *spoken]):
        return None
    numbers = rows["document_no"].map(FIGURES.findall)
    own = pd.Series([number in called for number in rows["document_no"]], index=rows.index)
    is_of_year = asked[-1] in map(str, reading.years)  # 闵府规发2024
    named = rows[own & numbers.map(lambda found: asked[-1] in (found[:1] if is_of_year else found[-1:]))]
    if named.empty:
        what = f"{asked[-1]} 年的{series[min(called)]}" if is_of_year else f"{series[min(called)]} {asked[-1]} 号"
        return Answer(f"白皮书列出的文件中没有{what}。", is_answered=False, subject=ISSUED)
    told = [_document(row) for _, row in named.iterrows()]
    return replace(told[0], sentence="".join(one.sentence for one in told))


def _document(row: pd.Series) -> Answer:
    """A document with its number and where it stands."""
    number = f"，{row['document_no']}" if row["document_no"] else "，白皮书没有印文号"
    level = f"（{row['issuer_level']}）" if row["issuer_level"] else ""
    text = f"《{str(row['title']).strip('《》')}》{number}{level}，见{row['source']}。"
    return Answer(
        text,
        is_answered=True,
        subject=ISSUED,
        target=Selection(sector=str(row["sector_id"]), text=str(row["title"])),
        source=f"{row['source']} · {wording.section(row['section'])}",
        more=str(row["note"]),
    )


def cases(reading: Reading) -> Answer | None:
    """The case that a question describes best; None where none does."""
    return _best(reading, "cases", ("title", "summary"))


def roll(reading: Reading) -> Answer | None:
    """All towns, the titles of all documents, or how many tables there are, where a question asks nothing besides."""
    store, asked = reading.names.store, reading.code_of("roll")
    said = words_of(reading, "roll", *({TOWNS, POLICIES} if asked in {TOWNS, POLICIES} else {asked}))
    is_more = bool(reading.organisations or reading.awards or set(reading.areas) - {store.district})
    is_more |= "source" in reading.intents  # 第几张表
    if not asked or is_more or reading.unknown(None, said):
        return None
    if asked == TOWNS:
        towns = [store.name("areas", area) for area in reading.names.towns]
        return Answer(
            f"白皮书附有 {len(towns)} 个街镇（含园区）的专题报告：{'、'.join(towns)}。",
            is_answered=True, subject=ISSUED, source="附录",
        )  # fmt: skip
    if asked == CASE:
        return all_cases(reading)
    if asked != POLICIES:
        return _of_sources(reading, asked)
    rows = reading.names.rows.issued("policies")
    titles = dict.fromkeys(f"《{str(title).strip('《》')}》" for title in rows["title"])
    text = f"白皮书列出的政策文件有 {len(rows)} 份：{first_of(titles, FEW)}。"
    return Answer(
        text, is_answered=True, subject=ISSUED, target=Selection(), source="、".join(dict.fromkeys(rows["source"]))
    )


def _of_sources(reading: Reading, kind: str) -> Answer:
    """How many tables, figures or appendices the paper has, where what is kept of it leaves out none up to the last."""
    table = reading.names.rows.table
    kept = {name: set(map(str, table(name)["source"])) for name in ("sources", "honours", "policies")}
    numbered = {name: {one for one in own if re.fullmatch(rf"{kind}\d+", one)} for name, own in kept.items()}
    found = sorted({int(one.removeprefix(kind)) for own in numbered.values() for one in own})
    if not found or found != list(range(1, found[-1] + 1)):
        text = f"收录的数据只来自其中 {len(found)} 个{kind}，编号不连续，不能据此说白皮书共有几个。"
        return Answer(text, is_answered=False, subject=ISSUED)
    rest = [("印数字", numbered["sources"]), ("是名录", numbered["honours"] - numbered["sources"])]
    rest.append(("是政策文件", numbered["policies"] - numbered["sources"] - numbered["honours"]))
    parts = [f"{len(own)} 个{what}" for what, own in rest if own]
    aside = scope(f"其中 {'、'.join(parts)}") if len(parts) > 1 else ""
    text = f"白皮书编号的{kind}有 {len(found)} 个，从{kind}1 到{kind}{found[-1]}{aside}。"
    return Answer(
        text, is_answered=True, subject=ISSUED, more=f"按收录的数据所注的出处计数，没有编号的{kind}不在其内。"
    )


def all_cases(reading: Reading) -> Answer | None:
    """The titles of all cases, where a question names none."""
    rows = reading.names.rows.issued("cases")
    if rows.empty or reading.unknown(None):
        return None
    titles = "；".join(f"案例{row['case_no']}“{quoted(str(row['title']))}”" for _, row in rows.iterrows())
    return Answer(f"白皮书有 {len(rows)} 个案例：{titles}。", is_answered=True, subject=ISSUED, source="各案例")


def quoted(text: str) -> str:
    """A text ready for quotation marks of its own."""
    return text.translate(INSIDE)


def _is_numbered(reading: Reading, name: str) -> bool:
    """Whether a question names a case by its number."""
    return any(not reading.text[start + len(name) :][:1].isdecimal() for start in occurrences(name, reading.text))


def _of_levels(reading: Reading, rows: pd.DataFrame) -> pd.DataFrame:
    """Those of the level that a question names, where the list says levels and has one."""
    own = rows[rows["issuer_level"].isin(reading.levels)] if "issuer_level" in rows else rows.iloc[:0]
    return own if len(own) else rows


def honours_of_titles(reading: Reading) -> Answer | None:
    """What a brand, product or project has that a question calls by its name; None where it calls none."""
    rows, synonyms = reading.names.rows.honours(Selection()), reading.names.store.codes("synonym")
    forms = {title: [letters(one) for one in variants(title, synonyms).split(" ")] for title in set(rows["title"])}
    begun = {(_begun(one, reading), one) for said in forms.values() for one in said}
    word = max((said for said, one in begun if len(said) >= LEAST_TITLE or said == one), key=len, default="")
    meant = _awards_meant(reading)
    if not word or reading.unknown(None, [word, *meant, *_brand_words(reading)]):
        return None
    titled = rows[[any(word in one for one in forms[title]) for title in rows["title"]]]
    own = titled[[letters(award) in meant for award in titled["award"]]]
    titled = own if len(own) else titled
    said = dict.fromkeys(map(_titled, titled.to_dict("records")))
    text = f"白皮书名录中名称含“{word}”的有 {len(titled)} 项：{first_of(said, FEW)}。"
    return Answer(
        text, is_answered=True, subject=HONOURS, target=Selection(awards=tuple(dict.fromkeys(titled["award"]))),
        source="、".join(dict.fromkeys(titled["source"])), more=noted(titled),
    )  # fmt: skip


def _awards_meant(reading: Reading) -> list[str]:
    """The awards of which the question says a good run: 老字号 of 中华老字号."""
    runs = {name: longest_run(name, reading.text) for name in reading.names.awards}
    longest = max(map(len, runs.values()), default=0)
    return [name for name, run in runs.items() if len(run) == longest >= LEAST_TITLE]


def _brand_words(reading: Reading) -> list[str]:
    """Words for what a brand or a list is, which say nothing of whose: 牌子."""
    return [word for word, _ in reading.names.words.of_kind("brand")]


def of_named_organisations(reading: Reading) -> Answer | None:
    """What organisations have that a question calls, where it says no more than awards besides; else None."""
    known = [reading.called, *_awards_meant(reading), *_brand_words(reading)]
    return None if not reading.organisations or reading.unknown(None, known) else honours_of_organisations(reading)


def _titled(row: Mapping[str, Any]) -> str:
    """A brand, product or project with whose it is, and what it has."""
    return f"“{quoted(row['title'])}”" + scope(f"{row['organisation'] or row['area']}，{awarded(row)}")


def _begun(title: str, reading: Reading) -> str:
    """The beginning of a title that the question says, or all of it; empty where that is a place's or an indicator's.

    A place within it is none that is asked about: 虹桥 of 夜虹桥.
    """
    names = reading.names
    size = next((size for size in range(len(title), 1, -1) if title[:size] in reading.text), 0)
    said = title[:size]
    return "" if any(said in name for name, _ in names.areas) or said in names.topical_text else said


def _best(reading: Reading, table: str, columns: tuple[str, ...]) -> Answer | None:
    """The row of a list whose texts explain most of a question, and nothing of it is left unexplained."""
    rows = _of_levels(reading, reading.names.rows.issued(table))
    synonyms = reading.names.store.codes("synonym")
    scored = []
    for _, row in rows.iterrows():
        texts = [letters(one) for column in columns for one in variants(str(row[column]), synonyms).split(" ")]
        texts += [letters(name) for name in row.get("organisations", ())]
        found = grams(texts) & reading.asked
        missed = len(grams([texts[0]]) - reading.asked) / 40 if texts[0] else 1.0
        covered = reading.places(found)
        texts += [letters(str(row.get("issuer_level", ""))), f"案例{row.get('case_no', '')}"]
        scored.append((len(covered), len(covered) + len(found) / 10 - missed, tuple(texts), row))
    covering, _, said, row = max(scored, key=lambda one: one[1], default=(0, 0.0, (), None))
    numbered = [(texts, one) for _, _, texts, one in scored if table == "cases" and _is_numbered(reading, texts[-1])]
    if numbered:
        said, row = numbered[0]
    if row is None or (not numbered and covering < LEAST_COVER[table]) or reading.unknown(None, said):
        return None
    if table == "policies":
        return _document(row)
    text = f"案例{row['case_no']}“{quoted(str(row['title']))}”：{row['summary'].rstrip('。')}。"
    return Answer(
        text,
        is_answered=True,
        subject=ISSUED,
        target=Selection(sector=str(row["sector_id"]), text=str(row["title"])),
        source=f"案例{row['case_no']} · {wording.section(row['section'])}",
    )
