"""Projects, products, brands and cases of the lists, called by any good part of their titles."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property, lru_cache

import pandas as pd

from whitepaper.asking.lists import (
    CALLED,
    FEW,
    HOLDING,
    LEAST_TITLE,
    LIST,
    asked_awards,
    awarded,
    first_of,
    noted,
    quoted,
    words_of,
)
from whitepaper.asking.names import Names
from whitepaper.asking.reading import Reading
from whitepaper.asking.replies import Answer
from whitepaper.asking.words import grams, longest_run
from whitepaper.model.keys import RUNNING_TEXT
from whitepaper.model.selection import HONOURS, Selection
from whitepaper.model.text import letters, variants
from whitepaper.printed.wording import scope

WHOSE, WHAT, ROW = "whose", "what", "row"
"""Codes of the words that ask whose something is, what it is, what it is called, and that number a row."""
ASKING = frozenset({"who", "which", "department"})
OTHERWISE = frozenset({
    "trend", "growth", "rank", "compare", "share", "parts", "doubt", "missing", "target", "document", "case", "why",
    "honours", "level",
})  # fmt: skip
"""What is asked of numbers, documents, cases and all that a firm has, and of no title."""
FEWEST, LEAST_NOTED, RUN = 2, 4, 3
DAMAGED = "damaged"
"""The status of a row whose print cannot be read whole."""
BRAND = "brand"
GOODS = re.compile(r"[、，,;；]\s*")
VALUE, PART = "：", "；"
"""What parts the heading from the cell, and the cells, of what stands beside an honour."""


@dataclass(frozen=True)
class Said:
    """How a row of the lists may be called: by its title in every spelling; by what stands beside it, and its parts."""

    titles: tuple[str, ...]
    cells: tuple[str, ...]
    goods: tuple[str, ...]


@lru_cache(maxsize=2)
def _said(names: Names) -> tuple[Said, ...]:
    """How each row of the lists may be called."""
    synonyms, found = names.store.codes("synonym"), []
    for _, row in names.rows.honours(Selection()).iterrows():
        cells = [part.partition(VALUE)[2] for part in str(row["extra"]).split(PART)]
        found.append(Said(
            tuple(filter(None, map(letters, variants(str(row["title"]), synonyms).split(" ")))),
            tuple(letters(cell) for cell in cells if len(cell) > LEAST_NOTED),
            tuple(letters(piece) for cell in cells for piece in GOODS.split(cell) if len(piece) >= RUN),
        ))  # fmt: skip
    return tuple(found)


@lru_cache(maxsize=2)
def _common(names: Names) -> str:
    """What says nothing of a title: the names of indicators, places and awards, one a line."""
    return "\n".join([names.topical_text, *(name for name, _ in names.areas), *names.awards])


class Titled:
    """The rows of the lists that a question calls by a part of their titles, or of what stands beside them."""

    def __init__(self, reading: Reading) -> None:
        self.reading = reading
        self.rows = reading.names.rows.honours(Selection())
        self.common = _common(reading.names)

    def is_telling(self, form: str, least: int = LEAST_TITLE) -> bool:
        """Whether the question says a part of a form that no other name has, or all of a short one."""
        text = self.reading.text
        if len(form) <= least:
            return len(form) >= FEWEST and form in text and form not in self.common
        told = (form[at : at + RUN] for at in range(len(form) - RUN + 1))
        is_told = any(one in text and one not in self.common for one in told)
        return is_told and (least <= RUN or len(longest_run(form, text)) >= least)

    def titles(self, said: Said) -> list[str]:
        """The titles of a row that the question tells."""
        return [one for one in said.titles if self.is_telling(one)]

    def notes(self, said: Said) -> list[str]:
        """What stands beside a row that the question tells: a product, whole where it is short."""
        cells = [one for one in said.cells if self.is_telling(one, LEAST_NOTED)]
        return cells + [one for one in said.goods if one in self.reading.text and one not in self.common]

    @cached_property
    def called(self) -> dict[int, set[int]]:
        """The places of the question that each row explains which it calls: by its title, else by what stands beside.

        What stands beside is a product or the like, which is called so only where a question asks whose it is.
        """
        is_of_goods = any(mark.kind in {HOLDING, BRAND} for mark in self.reading.marks)
        return self.by_title or (self._placed(self.notes) if is_of_goods else {})

    @cached_property
    def by_title(self) -> dict[int, set[int]]:
        """The same of the rows that are called by their titles."""
        return self._placed(self.titles)

    def _placed(self, forms: Callable[[Said], list[str]]) -> dict[int, set[int]]:
        placed = {}
        for at, said in enumerate(_said(self.reading.names)):
            places = [self.reading.places(grams([form]) & self.reading.asked) for form in forms(said)]
            if places:
                placed[at] = max(places, key=len)
        return placed

    def best(self, of: pd.DataFrame) -> pd.DataFrame:
        """Those of some rows that explain most of the question, and all that are called by no title."""
        places = {self.rows.index[at]: len(found) for at, found in self.called.items()}
        most = max((places.get(key, 0) for key in of.index), default=0)
        return of[[places.get(key, 0) == most for key in of.index]]

    def texts(self, row: pd.Series) -> list[str]:
        """All that a row says, folded."""
        synonyms = self.reading.names.store.codes("synonym")
        said = [one for text in (row["title"], row["organisation"]) for one in variants(str(text), synonyms).split(" ")]
        return [letters(one) for one in (*said, *(part.partition(VALUE)[2] for part in str(row["extra"]).split(PART)))]


def of_title(reading: Reading) -> Answer | None:
    """Whose, or what, a project, product or brand is that a question calls by a part of its title.

    An award that it names besides tells which of those of a title or an organisation is meant. None where it calls
    none, asks for something else, or an indicator explains it.
    """
    marks = [mark for mark in reading.marks if mark.kind == HOLDING and mark.code in {WHOSE, WHAT, CALLED}]
    if not (marks or reading.intents & ASKING) or reading.intents & OTHERWISE:
        return None
    titled = Titled(reading)
    own = titled.rows.iloc[list(titled.called)]
    explained = set[int]().union(*titled.called.values())
    asked = {mark.code for mark in marks if not set(range(mark.start, mark.end)) <= explained}
    theirs = titled.rows[[not set(reading.organisations).isdisjoint(ids) for ids in titled.rows["organisation_ids"]]]
    named = reading.places([reading.called]) if reading.called else set[int]()
    is_other_firm = own.empty or not theirs.index.isin(own.index).all()  # 老外街 is what its firm is called, too
    is_of_firm = len(theirs) > 0 and is_other_firm and not named <= explained
    if own.empty and not (is_of_firm and asked & {WHAT, CALLED}):
        return None
    both = pd.concat([own, theirs[~theirs.index.isin(own.index)]]) if is_of_firm else own
    of_award = _of_award(reading, both, explained | (named if is_of_firm else set()))
    if of_award is None or (of_award.empty and (is_of_firm or own.empty)):
        return None
    rows = titled.best(of_award) if len(of_award) else titled.best(own)
    said = [text for _, row in (both if is_of_firm else own).iterrows() for text in titled.texts(row)]
    words = [*words_of(reading, HOLDING), *words_of(reading, BRAND), *map(letters, set(rows["level"]))]
    if reading.unknown(None, [*said, *map(letters, set(rows["award"])), *words, reading.called if is_of_firm else ""]):
        return None
    if any(not reading.unknown(topic) for _, topic in reading.ranked):
        return None
    return _told(rows, asked if titled.by_title or own.empty else asked | {WHAT})


def _of_award(reading: Reading, rows: pd.DataFrame, explained: set[int]) -> pd.DataFrame | None:
    """Those of some honours whose award the rest of a question says; none of them where it says none.

    None where it says one that none of them is, unless that is but a word for what a brand is.
    """
    rest = "".join(" " if place in explained else letter for place, letter in enumerate(reading.text))
    for word in words_of(reading, HOLDING, WHOSE, WHAT):
        rest = rest.replace(word, " ")
    runs = {name: longest_run(name, rest) for name in reading.names.awards}
    longest = max(map(len, runs.values()), default=0)
    if longest < FEWEST:
        return rows.iloc[:0]
    meant = [name for name, run in runs.items() if len(run) == longest]
    own = rows[rows["award"].isin({form for name in meant for form in reading.names.awards[name]})]
    is_general = any(runs[name] in word for name in meant for word in words_of(reading, BRAND))
    return own if len(own) or is_general else None


def of_row(reading: Reading) -> Answer | None:
    """What stands in a row of a printed list that a question calls by its number; None where it calls none."""
    asked = {mark.code for mark in reading.marks if mark.kind == HOLDING}
    tables = [one for one in reading.names.honour_tables if letters(one) in reading.text]
    figures = [one for one in reading.mended.figures if not any(one in table for table in tables)]
    if len(figures) != 1 or not figures[0].isdecimal():
        return None
    numbered = [f"{word[0]}{figures[0]}{word[1:]}" for word in words_of(reading, HOLDING, ROW)]
    said = [one for one in (*numbered, *words_of(reading, HOLDING, ROW)) if one in reading.text]
    words = [*words_of(reading, HOLDING, WHOSE, WHAT, CALLED, LIST), *said]
    if not said:
        return None
    rows = reading.names.rows.honours(Selection())
    awards = asked_awards(reading, words)
    is_listed = rows["source"].isin(tables or reading.names.honour_tables)
    rows = rows[is_listed if tables else is_listed & rows["award"].isin(awards)]
    own = rows[rows["seq"] == int(figures[0])]
    known = [*map(letters, (*awards, *tables)), *words, *words_of(reading, BRAND)]
    if rows["source"].nunique() != 1 or len(own) > 1 or reading.unknown(None, known):
        return None
    if own.empty:
        text = f"白皮书{rows['source'].iat[0]}没有第 {figures[0]} 行，收录的到第 {rows['seq'].max()} 行为止。"
        return Answer(text, is_answered=False, subject=HONOURS, source=str(rows["source"].iat[0]))
    row = own.iloc[0]
    if not row["title"] and (CALLED in asked or not asked & {WHOSE, WHAT}):
        why = f"：{row['note']}" if row["note"] else ""
        whose = scope(f"{row['organisation']}，{awarded(row)}")
        text = f"白皮书{row['source']}第 {row['seq']} 行没有名称{whose}{why}。"
        target = Selection(awards=(str(row["award"]),))
        return Answer(text, is_answered=False, subject=HONOURS, target=target, source=str(row["source"]))
    return _told(own, {WHAT})


def _told(rows: pd.DataFrame, asked: set[str]) -> Answer:
    """Some rows of the lists, each with whose it is, what it has, and what stands beside it where that is asked for."""
    is_of_nobody = bool(((rows["organisation"] == "") & (rows["area"] == "")).all())
    is_unread = bool(((rows["extra"] == "") | (rows["status"] == DAMAGED)).all())
    if is_of_nobody and is_unread and (WHOSE in asked or not asked & {WHAT, CALLED}):
        return _of_nobody(rows)
    told = [_one(row, asked) for _, row in rows.iterrows()]
    text = f"白皮书名录中相符的有 {len(rows)} 项：{first_of(dict.fromkeys(told), FEW)}。"
    return Answer(
        text, is_answered=True, subject=HONOURS, target=Selection(awards=tuple(dict.fromkeys(rows["award"]))),
        source="、".join(dict.fromkeys(rows["source"])), more=noted(rows),
    )  # fmt: skip


def _one(row: pd.Series, asked: set[str]) -> str:
    """One row of a list in words."""
    whose = str(row["organisation"] or row["area"])
    title, award = str(row["title"]), awarded(row)
    is_beside = bool(asked & {WHAT, CALLED}) or not row["organisation"]
    beside = f"；{row['extra'].replace(PART, '，')}" if is_beside and row["extra"] else ""
    if not title:
        return whose + scope(award + beside)
    return f"“{quoted(title)}”" + scope("，".join(filter(None, (whose, award))) + beside)


def _of_nobody(rows: pd.DataFrame) -> Answer:
    """That a list does not say whose something is, with the reason that is kept."""
    told = []
    for _, row in rows.iterrows():
        where = f"白皮书{row['source']}" if row["source"] != RUNNING_TEXT else "白皮书正文"
        title = f"“{quoted(str(row['title']))}”{scope(awarded(row))}"
        said = f"{title}的单位一格是空的" if row["status"] == DAMAGED else f"没有写{title}的单位"
        told.append(
            f"{where}{'中' if row['status'] == DAMAGED else ''}{said}" + (f"：{row['note']}" if row["note"] else "")
        )
    return Answer(
        f"{'；'.join(told[:FEW])}。", is_answered=False, subject=HONOURS,
        target=Selection(awards=tuple(dict.fromkeys(rows["award"]))), source="、".join(dict.fromkeys(rows["source"])),
    )  # fmt: skip
