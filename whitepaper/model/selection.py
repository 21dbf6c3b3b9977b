"""What the reader has chosen, and its form in the address bar. Pure: no data, no framework.

A filter is declared once, as a field of `Selection`; links, words, masks of rows, names of files and boxes on the
pages follow from it. A link holds ids only, and only what was chosen:
`?sector=product&town=310112114,310112107&year=2024`.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, fields, replace
from typing import Any

from whitepaper.model.keys import MARK, MARK_SEPARATOR
from whitepaper.model.links import ends

VALUE_SEPARATOR = ","
PUBLISHER = "publisher"
"""The filter that says whose papers are asked; its values are the areas of several publishers."""
NUMBERS, SUPPLIED, HONOURS, CHECKS = "numbers", "supplied", "honours", "checks"
COVERAGE, ISSUED, SEARCH, REVISED = "coverage", "issued", "search", "revised"
DRAWN, WHOSE = "drawn", "whose"
"""What can be filtered: observations, observations by who supplied them, honours, checks, what is covered, what one
white paper alone says (cases, policies, notes), search results, numbers that a later paper prints otherwise; and how
charts are drawn, and whose papers are asked, which keep all rows."""

ENDS = re.compile(r"^\s+|[\s，。、；]+$")
"""What no name begins or ends with, and a reader may add to one."""

OPENED = re.compile(r"^[\s（【《“‘]+")
"""What may stand before a value that was copied out of a sentence."""

Value = str | int


@dataclass(frozen=True)
class Filter:
    """One filter.

    name: field of Selection; parameter: in the address bar; label: its Chinese name; everything: what its box says
    while nothing is chosen; is_many: whether it holds several values; vocabulary: where its values come from, as
    `table.column` (or columns, joined as their cells are) or `codelist:name` of the dictionary, empty for words of the
    reader's own; column: of the rows that it keeps, empty where it keeps all; of: what it filters.
    """

    name: str
    parameter: str
    label: str
    everything: str
    is_many: bool
    vocabulary: str
    column: str
    of: tuple[str, ...]


def _one(parameter: str, label: str, everything: str, vocabulary: str, column: str, *of: str) -> Any:
    return field(default="", metadata={"declared": (parameter, label, everything, False, vocabulary, column, of)})


def _many(parameter: str, label: str, everything: str, vocabulary: str, column: str, *of: str) -> Any:
    return field(default=(), metadata={"declared": (parameter, label, everything, True, vocabulary, column, of)})


@dataclass(frozen=True)
class Selection:
    """One selection for all pages. Empty means: everything; of the publisher, the first one.

    publisher: says whose papers all else is asked of; it keeps no rows of theirs.
    """

    sector: str = _one(
        "sector",
        "领域",
        "全部领域",
        "sectors.sector_id",
        "sector_id",
        NUMBERS,
        SUPPLIED,
        HONOURS,
        CHECKS,
        COVERAGE,
        REVISED,
    )
    subsector: str = _one("sub", "子领域", "全部子领域", "subsectors.subsector_id", "subsector_id", NUMBERS, COVERAGE)
    towns: tuple[str, ...] = _many(
        "town",
        "街镇",
        "全部（全区与各街镇）",
        "areas.area_id",
        "area_id",
        NUMBERS,
        SUPPLIED,
        HONOURS,
        CHECKS,
        COVERAGE,
        REVISED,
    )
    years: tuple[int, ...] = _many("year", "年份", "全部年份", "observations.year", "at_year", NUMBERS, SUPPLIED)
    indicators: tuple[str, ...] = _many(
        "indicator", "指标", "全部指标", "indicators.indicator_id", "indicator_id", NUMBERS
    )
    text: str = _one("q", "名称或别名", "", "", "searched", NUMBERS, HONOURS)
    levels: tuple[str, ...] = _many("level", "级别", "全部级别", "codelist:level", "level", HONOURS)
    awards: tuple[str, ...] = _many("award", "荣誉", "全部荣誉", "honours.award", "award", HONOURS)
    award_years: tuple[str, ...] = _many("awarded", "荣誉年份", "全部年份", "honours.year", "year", HONOURS)
    organisation: str = _one("org", "单位", "全部单位", "organisations.organisation_id", "organisation_ids", HONOURS)
    kinds: tuple[str, ...] = _many("kind", "核对种类", "全部种类", "codelist:check_kind", "kind", CHECKS)
    verdicts: tuple[str, ...] = _many("verdict", "结论", "全部结论", "codelist:verdict", "verdict", CHECKS)
    departments: tuple[str, ...] = _many(
        "department", "部门", "全部部门", "observations.department", "department", SUPPLIED, CHECKS
    )
    editions: tuple[int, ...] = _many(
        "edition", "版本", "最新一版", "editions.edition", "edition", HONOURS, CHECKS, ISSUED, REVISED
    )
    size: str = _one("size", "改动幅度", "全部幅度", "codelist:revision_size", "size", REVISED)
    search: str = _one("search", "搜索", "", "", "", SEARCH)
    emphasis: tuple[str, ...] = _many("mark", "突出", "全部", f"observations.{MARK_SEPARATOR.join(MARK)}", "", DRAWN)
    publisher: str = _one("publisher", "地区", "默认地区", "areas.area_id", "", WHOSE)

    @property
    def is_empty(self) -> bool:
        """Whether nothing is chosen, of whoever's papers."""
        return replace(self, publisher="") == Selection()

    def without(self, name: str) -> Selection:
        """The selection with one filter loosened; loosening the sector loosens its sub-sector too."""
        cleared = replace(self, **{name: getattr(Selection(), name)})
        return replace(cleared, subsector="") if name == "sector" else cleared

    def only(self, names: Collection[str]) -> Selection:
        """The selection with these filters alone; the others say nothing about what is shown."""
        return Selection(**{name: getattr(self, name) for name in names})

    @property
    def without_subjects(self) -> Selection:
        """The selection without what it is about: which rows of any indicator it keeps."""
        return replace(self, sector="", subsector="", indicators=())

    @property
    def is_about_all(self) -> bool:
        """Whether it is about every indicator there is: of what is shown it says at most the time."""
        return self == self.only((PUBLISHER, "years", "editions", "emphasis"))

    @property
    def plain(self) -> Selection:
        """The selection without what stands out in charts: it keeps the same rows."""
        return replace(self, emphasis=())

    def of_indicator(self, indicator_id: str) -> Selection:
        """The selection with what stands out in the charts of one indicator alone."""
        own = [mark for mark in self.emphasis if mark.partition(MARK_SEPARATOR)[0] == indicator_id]
        return replace(self, emphasis=tuple(own))

    def beyond(self, names: Collection[str]) -> Selection:
        """What is chosen in other filters than these: what something that follows only these leaves out."""
        return self.only([name for name in FILTERS if name not in names])

    def values(self, name: str) -> tuple[Value, ...]:
        """The values of one filter, none or several, whether it holds one or many."""
        chosen = getattr(self, name)
        return chosen if isinstance(chosen, tuple) else (chosen,) if chosen else ()

    @property
    def chosen(self) -> tuple[str, ...]:
        """Names of the filters in use."""
        return tuple(name for name in FILTERS if getattr(self, name))


FILTERS = {one.name: Filter(one.name, *one.metadata["declared"]) for one in fields(Selection)}
"""Every filter by its name, in the order in which they are said."""


def filters_of(subject: str) -> tuple[str, ...]:
    """Names of the filters that a subject follows."""
    return tuple(name for name, one in FILTERS.items() if subject in one.of)


@dataclass(frozen=True)
class Vocabulary:
    """The values that exist; a link may name others, from an older edition or a typing error.

    values: filter to its values, each to its Chinese words, without one that has nothing to choose from; sector_of:
    sub-sector to its sector.
    """

    values: Mapping[str, Mapping[Value, str]]
    sector_of: Mapping[str, str]


def to_query(selection: Selection) -> dict[str, str]:
    """URL parameters of a selection: ids, only what was chosen."""
    return {
        FILTERS[name].parameter: VALUE_SEPARATOR.join(map(str, selection.values(name))) for name in selection.chosen
    }


def typed(text: str) -> str:
    """Words of the reader's own, without the blanks and stops at their ends."""
    return ENDS.sub("", text)


def _freed(piece: str, known: Collection[str]) -> list[str]:
    """A value of a link without what is stuck to it, such as a stop or the words behind it; several that marks join."""
    text = piece.strip()
    if text not in known:
        text = OPENED.sub("", text)
    for end in () if text in known else ends(text):
        if text[:end].strip() in known:
            rest = text[end + 1 :].strip()
            return [text[:end].strip(), *(value for value in _freed(rest, known) if value in known)]
    return [text]


def from_query(query: Mapping[str, str], known: Vocabulary) -> tuple[Selection, tuple[str, ...]]:
    """Read URL parameters: the nearest valid selection, and the values that had to be dropped.

    Of a filter that holds one value the first counts. A sub-sector brings its sector, and yields to another.
    """
    dropped: list[str] = []
    chosen: dict[str, Any] = {}
    for name, one in FILTERS.items():
        text = query.get(one.parameter, "").strip()
        if not one.vocabulary:
            chosen[name] = typed(text)
            continue
        by_text = {str(value): value for value in known.values.get(name, {})} if text else {}
        listed = [value for piece in text.split(VALUE_SEPARATOR) if piece.strip() for value in _freed(piece, by_text)]
        read, left = (listed, []) if one.is_many else (listed[:1], listed[1:])
        dropped += [value for value in read if value not in by_text] + left
        kept = list(dict.fromkeys(by_text[value] for value in read if value in by_text))
        if one.is_many:
            chosen[name] = tuple(sorted(kept) if kept and isinstance(kept[0], int) else kept)
        else:
            chosen[name] = kept[0] if kept else ""
    subsector, sector = chosen["subsector"], chosen["sector"]
    if subsector and sector and known.sector_of[subsector] != sector:
        dropped.append(subsector)
        chosen["subsector"] = ""
    elif subsector:
        chosen["sector"] = known.sector_of[subsector]
    return Selection(**chosen), tuple(dropped)
