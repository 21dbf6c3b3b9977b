"""The slides of pages that are tables: honours, checks, coverage, search, what the words mean."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

import pandas as pd

from whitepaper.checks.judgement import FINDINGS
from whitepaper.model.cells import of_frame
from whitepaper.model.keys import DERIVED, MISSING, REPORTED
from whitepaper.model.selection import Selection
from whitepaper.store import choices, coverage, mentions, search, succession
from whitepaper.store.store import Store
from whitepaper.stories.slides import CountSlide, TableSlide, table_slides
from whitepaper.telling import lists, remarks, revisions, table_sentences
from whitepaper.telling.panels import MOST_BARS
from whitepaper.telling.remarks import Kind, Remark

LEAST_BARS = 2
MOST_LISTED = 5
"""Screens of a list with a line for each; longer ones are told in sum."""
HOLDING, REQUESTS = "成立的核对", "催报清单"
EACH_IN_FILES = Remark(Kind.LEFT_OUT, "逐条见导出的 Excel、CSV。")
COUNTED = {
    "level": ("各级荣誉与名录", "级"),
    "award": ("各种荣誉与名录", "种"),
    "area": ("各街镇荣誉与名录", "个街镇"),
}
"""Column of honours to what counts by it are headed, and what its values are."""
REQUESTED = ("department", "area", "indicator", "category", "unit", "absent", "latest")
COVERAGE_SOURCE = "白皮书各表与正文；推算的数不算已有"
AT_EACH_LINE, AT_PLACE = remarks.source("见各行"), remarks.source("见出处")


def of_search(store: Store, selection: Selection) -> Iterator[TableSlide]:
    """The results of a search as a table."""
    query = selection.search
    found = search.found(store, query)
    words = choices.labelled(store, selection)
    title = table_sentences.of_search(query, found)
    yield from table_slides(title, "搜索", lists.results(found).shown, words, AT_EACH_LINE)


def of_honours(store: Store, selection: Selection) -> Iterator[TableSlide]:
    """The honours kept, as a table; of an organisation also where the paper names it.

    A line for each honour, those of towns by their level, or, where that takes many screens, for all who have it, level
    by level.
    """
    rows = store.honours(selection)
    rows = lists.by_level(store, rows) if selection.towns else rows
    words, title = choices.labelled(store, selection), table_sentences.of_honours(rows, store, selection)
    listed = table_slides(title, "荣誉与名录", lists.honours(rows).shown, words, AT_EACH_LINE)
    yield from listed if len(listed) <= MOST_LISTED else _by_level(store, rows, words)
    if selection.organisation:
        places = mentions.mentions(store, selection.organisation)
        name = store.name("organisations", selection.organisation)
        title = f"{name}见于白皮书 {places['place'].nunique()} 处。"
        shown = of_frame(places, lists.MENTION_HEADINGS).shown
        yield from table_slides(title, "见于白皮书", shown, words, AT_EACH_LINE)


def _by_level(store: Store, rows: pd.DataFrame, words: dict[str, str]) -> Iterator[TableSlide]:
    for level in (*store.codes("level"), ""):
        own = rows[rows["level"] == level]
        named = f"{level or table_sentences.NO_LEVEL}的荣誉与名录"
        counted = own["award"].value_counts(sort=False).sort_values(ascending=False, kind="stable")
        title = table_sentences.of_counts(counted, 0, f"{named}共 {len(own)} 项", "种")
        yield from table_slides(title, named, lists.by_award(own).shown, words, AT_EACH_LINE)


def of_honours_page(store: Store, selection: Selection) -> Iterator[CountSlide | TableSlide]:
    """What the page of honours shows: how many there are of each kind, then the list."""
    if not selection.organisation:
        yield from counts_of_honours(store, selection)
    yield from of_honours(store, selection)


def counts_of_honours(store: Store, selection: Selection) -> Iterator[CountSlide]:
    """The honours kept, counted by level, by award and by town, where there is more than one to tell apart."""
    rows, words = store.honours(selection), choices.labelled(store, selection)
    for column, (heading, noun) in COUNTED.items():
        counted = rows.loc[rows[column] != "", column].value_counts()
        if len(counted) < LEAST_BARS:
            continue
        nameless = len(rows) - counted.sum()
        said = [remarks.source("见荣誉与名录各行")]
        if len(counted) > MOST_BARS:
            left = len(counted) - MOST_BARS
            said.append(Remark(Kind.LEFT_OUT, f"只画最多的 {MOST_BARS} 条，其余 {left} 条见列表。"))
        if nameless:
            said.append(Remark(Kind.LEFT_OUT, f"未注明的 {nameless} 项不在图中。"))
        title = table_sentences.of_counts(counted, nameless, heading, noun)
        drawn = counted.head(MOST_BARS).rename_axis("name").reset_index(name="count")
        yield CountSlide(title, heading, drawn, "项", words, tuple(said))


def of_checks(store: Store, selection: Selection) -> Iterator[TableSlide]:
    """What the checks found."""
    rows = store.checks(selection)
    found = of_frame(_shortly(rows[rows["verdict"].isin(FINDINGS)]), lists.FINDING_HEADINGS).shown
    words = choices.labelled(store, selection)
    yield from table_slides(table_sentences.of_checks(rows), "数据核对", found, words, AT_PLACE)


def of_errata(store: Store, selection: Selection) -> Iterator[TableSlide]:
    """What the editors of the paper should look at."""
    table = lists.errata(_shortly(store.checks(selection)))
    count = coverage.answerable(table.texts("department"), (coverage.UNNAMED, lists.EDITORS))
    title = f"请编写部门核实的有 {len(table.lines)} 条，注明的报数部门有 {count} 个。"
    yield from table_slides(title, "勘误清单", table.shown, choices.labelled(store, selection), AT_PLACE)


def of_holding(store: Store, selection: Selection) -> Iterator[TableSlide]:
    """The checks that found nothing."""
    rows = store.checks(selection)
    kept = _shortly(rows[~rows["verdict"].isin(FINDINGS)])
    words, title = choices.labelled(store, selection), table_sentences.of_checks(rows)
    listed = table_slides(title, HOLDING, of_frame(kept, lists.HOLDING_HEADINGS).shown, words, AT_PLACE)
    summed = _summed(kept, ("kind", "sector"), lists.CHECK_HEADINGS, "核对") if len(listed) > MOST_LISTED else None
    yield from listed if summed is None else table_slides(title, HOLDING, summed, words, AT_PLACE, EACH_IN_FILES)


def of_revisions(store: Store, selection: Selection) -> Iterator[TableSlide]:
    """What later white papers print differently."""
    table = revisions.revisions(store, selection)
    words = choices.labelled(store, selection)
    title = revisions.sentence(store, selection, table)
    shown = table.shown if table.lines else pd.DataFrame({"修订": ["没有"]})
    yield from table_slides(title, "修订", shown, words, AT_EACH_LINE)


def of_coverage(store: Store, selection: Selection) -> Iterator[TableSlide]:
    """How full the series are, and the single series where a sector or towns are chosen."""
    words, source = choices.labelled(store, selection), remarks.source(COVERAGE_SOURCE)
    full = coverage.by_sector(store, selection)
    if full.empty:
        return
    title = table_sentences.of_coverage(full)
    yield from table_slides(title, "数据覆盖", full.rename(columns=coverage.sector_headings()), words, source)
    if selection.sector or selection.towns:
        yield from table_slides(title, "指标 × 年份", coverage.by_year(store, selection).shown, words, source)


def of_covered_towns(store: Store, selection: Selection) -> Iterator[TableSlide]:
    """How many numbers each town gives, by group."""
    rows = coverage.by_town(store, selection)
    if len(rows):
        table, words = coverage.town_matrix(store, rows), choices.labelled(store, selection)
        source = remarks.source(f"{COVERAGE_SOURCE}；空白为未报")
        shown = table.rename(columns=coverage.TOWN_HEADINGS)
        yield from table_slides(table_sentences.of_towns(rows), "街镇 × 指标组", shown, words, source)


def of_requests(store: Store, selection: Selection) -> Iterator[TableSlide]:
    """What would be needed for full series."""
    shown = coverage.bounded(store, selection, coverage.MOST_NUMBERS)
    asked = coverage.requests(store, shown)
    first, *_, last = coverage.years(store)
    count = coverage.answerable(asked["department"])
    needed = f"补齐 {first}-{last} 年完整序列还需要 {len(asked)} 个数列，涉及 {count} 个部门和街镇。"
    title = f"{coverage.part(selection, shown)}{needed}"
    table = of_frame(asked, {column: coverage.REQUEST_HEADINGS[column] for column in REQUESTED}).shown
    words, source = choices.labelled(store, selection), remarks.source(COVERAGE_SOURCE)
    listed = table_slides(title, REQUESTS, table, words, source)
    headings = coverage.REQUEST_HEADINGS
    summed = _summed(asked, ("department", "sector", "area"), headings, "数列") if len(listed) > MOST_LISTED else None
    yield from listed if summed is None else table_slides(title, REQUESTS, summed, words, source, EACH_IN_FILES)


def _summed(rows: pd.DataFrame, by: Sequence[str], headings: Mapping[str, str], what: str) -> pd.DataFrame | None:
    """How many of some rows share a word, and below it another, most first; None where all share all of them.

    by: columns, of which the first two that tell the rows apart are taken; what: a row is.
    """
    first, *second = [column for column in by if rows[column].nunique() > 1][:2] or [""]
    if not first:
        return None
    lines = []
    for name, own in sorted(rows.groupby(first, sort=False), key=lambda one: -len(one[1])):
        parts = [f"{part} {count}" for column in second for part, count in Counter(own[column]).most_common()]
        lines.append((name, str(len(own)), "、".join(parts)))
    columns = [headings[first], f"{what}（个）", *(f"按{headings[column]}" for column in second)]
    return pd.DataFrame([line[: len(columns)] for line in lines], columns=columns)


def _shortly(rows: pd.DataFrame) -> pd.DataFrame:
    """Checks with the first of their places, and how many there are: a slide has no room for all."""
    places = [place.split("；") for place in rows["place"]]
    return rows.assign(place=[own[0] + (f"等 {len(own)} 处" if len(own) > 1 else "") for own in places])


def of_succession(store: Store, selection: Selection) -> Iterator[TableSlide]:
    """Which series the newest white paper has or lacks beside the one before."""
    found = succession.succession(store, selection)
    shown = of_frame(found, succession.HEADINGS).shown if len(found) else pd.DataFrame({"增减": ["没有"]})
    words = choices.labelled(store, selection)
    yield from table_slides(succession.sentence(store, found), "较上一版增减", shown, words, AT_EACH_LINE)


def of_about(store: Store, _selection: Selection) -> Iterator[TableSlide]:
    """What statuses, measures and qualifiers mean."""
    counts = Counter(store.tally("status", Selection()))
    papers = "、".join(f"《{title}》" for title in store.frame("editions")["title"])
    said = f"所印 {counts[REPORTED]} 个、推算 {counts[DERIVED]} 个、缺失 {counts[MISSING]} 个数"
    title = f"数据取自{papers}：{said}。"
    lines = [
        (kind, store.codes(codelist)[code], meaning)
        for codelist, kind in {"status": "状态", "measure": "口径", "qualifier": "修饰语"}.items()
        for code, meaning in store.meanings(codelist).items()
    ]
    table = pd.DataFrame(lines, columns=["类别", "名称", "含义"])
    yield from table_slides(title, "状态、口径与修饰语", table, {}, remarks.source(papers))
