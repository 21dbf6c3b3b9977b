"""The slides of pages that are tables: honours, checks, coverage, search, what the words mean."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping

import pandas as pd

from whitepaper import choices, coverage, export, mentions, search, table_sentences
from whitepaper.judgement import FINDINGS
from whitepaper.search import KINDS, Entry, Kind
from whitepaper.selection import Selection
from whitepaper.slides import MOST_BARS, CountSlide, TableSlide, table_slides
from whitepaper.store import Store

HONOUR_COLUMNS = ("荣誉", "项目", "单位", "级别", "年份", "街镇", "状态", "来源")
FINDING_COLUMNS = {
    "verdict": "结论",
    "title": "核对内容",
    "printed": "原文所印",
    "recomputed": "核对结果",
    "explanation": "说明",
    "place": "出处",
}
ERRATA_COLUMNS = {"department": "部门"} | FINDING_COLUMNS
REQUEST_COLUMNS = ("部门", "地区", "指标", "分类", "单位", "缺少的年份", "最近一年的值")
LEAST_BARS = 2
COUNTED = {
    "level": ("荣誉与名录按级别", "级"),
    "award": ("荣誉与名录按荣誉", "种"),
    "area": ("荣誉与名录按街镇", "个街镇"),
}
"""Column of honours to what counts by it are headed, and what its values are."""
COVERAGE_SOURCE = "来源：白皮书各表与正文；推算的数不算已有"
UNNAMED = "未注明部门"


def of_search(store: Store, selection: Selection) -> Iterator[TableSlide]:
    """The results of a search as a table."""
    query = selection.search
    found = search.found(store, query)
    words = choices.labelled(store, selection)
    yield from table_slides(table_sentences.of_search(query, found), "搜索", results(found), words, "来源：见各行")


def results(found: Mapping[Kind, list[Entry]]) -> pd.DataFrame:
    """A line for each result of a search; columns 类别, 名称, 内容."""
    lines = [(KINDS[kind], entry.title, entry.detail) for kind, entries in found.items() for entry in entries]
    return pd.DataFrame(lines, columns=["类别", "名称", "内容"])


def of_honours(store: Store, selection: Selection) -> Iterator[TableSlide]:
    """The honours kept, as a table; of an organisation also where the paper names it."""
    if selection.organisation:  # its page lists all that it has
        selection = selection.only(("organisation",))
    rows = store.honours(selection)
    table = honours(export.honours_described(rows, store), store)
    words, title = choices.labelled(store, selection), table_sentences.of_honours(rows, store, selection)
    yield from table_slides(title, "荣誉与名录", table, words, "来源：见各行")
    if selection.organisation:
        places = mentions.mentions(store, selection.organisation)
        places.columns = ["出处", "类别", "内容"]
        name = store.name("organisations", selection.organisation)
        title = f"{name}见于白皮书 {places['出处'].nunique()} 处。"
        yield from table_slides(title, "见于白皮书", places, words, "来源：见各行")


def honours(described: pd.DataFrame, store: Store) -> pd.DataFrame:
    """The columns of HONOUR_COLUMNS that say something; the status only where an entry is damaged.

    described: `export.honours_described`.
    """
    as_printed = store.codes("honour_status")["reported"]
    told = described.assign(状态=described["状态"].where(described["状态"] != as_printed, ""))
    return told[[name for name in HONOUR_COLUMNS if (told[name] != "").any()]]


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
        remarks = ["来源：见荣誉与名录各行"]
        if len(counted) > MOST_BARS:
            remarks.append(f"只画最多的 {MOST_BARS} 条，其余 {len(counted) - MOST_BARS} 条见列表。")
        if nameless:
            remarks.append(f"未注明的 {nameless} 项不在图中。")
        title = table_sentences.of_counts(counted, nameless, heading, noun)
        drawn = counted.head(MOST_BARS).rename_axis("name").reset_index(name="count")
        yield CountSlide(title, heading, drawn, "项", words, tuple(remarks))


def errata(rows: pd.DataFrame) -> pd.DataFrame:
    """What the editors of the paper should look at, by department: place, what is printed, what follows, why.

    rows: of `Store.checks`.
    """
    found = rows[rows["verdict"].isin(FINDINGS) & (rows["damage"] == "")]
    found = found.assign(department=found["department"].replace("", UNNAMED)).sort_values("department", kind="stable")
    return found[list(ERRATA_COLUMNS)].rename(columns=ERRATA_COLUMNS)


def of_checks(store: Store, selection: Selection) -> Iterator[TableSlide]:
    """What the checks found."""
    rows = store.checks(selection)
    found = rows.loc[rows["verdict"].isin(FINDINGS), list(FINDING_COLUMNS)].rename(columns=FINDING_COLUMNS)
    words = choices.labelled(store, selection)
    yield from table_slides(table_sentences.of_checks(rows), "数据核对", found, words, "来源：见出处")


def of_errata(store: Store, selection: Selection) -> Iterator[TableSlide]:
    """What the editors of the paper should look at."""
    table = errata(store.checks(selection))
    title = f"请编写部门核实的有 {len(table)} 条，分属 {table['部门'].nunique()} 个部门。"
    yield from table_slides(title, "勘误清单", table, choices.labelled(store, selection), "来源：见出处")


def of_holding(store: Store, selection: Selection) -> Iterator[TableSlide]:
    """The checks that found nothing."""
    rows = store.checks(selection)
    columns = {name: heading for name, heading in FINDING_COLUMNS.items() if name != "explanation"}
    found = rows.loc[~rows["verdict"].isin(FINDINGS), list(columns)].rename(columns=columns)
    yield from table_slides(
        table_sentences.of_checks(rows), "成立的核对", found, choices.labelled(store, selection), "来源：见出处"
    )


def of_coverage(store: Store, selection: Selection) -> Iterator[TableSlide]:
    """How full the series are, and the single series where a sector or towns are chosen."""
    words = choices.labelled(store, selection)
    full = coverage.by_sector(store, selection)
    if full.empty:
        return
    yield from table_slides(table_sentences.of_coverage(full), "数据覆盖", full, words, COVERAGE_SOURCE)
    if selection.sector or selection.towns:
        series, _ = coverage.by_year(store, selection)
        yield from table_slides(table_sentences.of_coverage(full), "指标 × 年份", series, words, COVERAGE_SOURCE)


def of_covered_towns(store: Store, selection: Selection) -> Iterator[TableSlide]:
    """How many numbers each town gives, by group."""
    rows = coverage.by_town(store, selection)
    if len(rows):
        table, words = coverage.town_matrix(store, rows), choices.labelled(store, selection)
        yield from table_slides(
            table_sentences.of_towns(rows), "街镇 × 指标组", table, words, f"{COVERAGE_SOURCE}；空白为未报"
        )


def of_requests(store: Store, selection: Selection) -> Iterator[TableSlide]:
    """What would be needed for full series."""
    asked = coverage.requests(store, selection)
    first, *_, last = coverage.years(store)
    title = f"补齐 {first}-{last} 年完整序列还需要 {len(asked)} 个数列，涉及 {asked['部门'].nunique()} 个部门和街镇。"
    words = choices.labelled(store, selection)
    table = asked[list(REQUEST_COLUMNS)]
    yield from table_slides(title, "催报清单", table, words, COVERAGE_SOURCE)


def of_about(store: Store, _selection: Selection) -> Iterator[TableSlide]:
    """What statuses, measures and qualifiers mean."""
    counts = Counter(store.frame("observations")["status"])
    papers = "、".join(store.frame("editions")["title"])
    said = f"所印 {counts['reported']} 个、推算 {counts['derived']} 个、缺失 {counts['missing']} 个数"
    title = f"数据取自《{papers}》：{said}。"
    lines = [
        (kind, store.codes(codelist)[code], meaning)
        for codelist, kind in {"status": "状态", "measure": "口径", "qualifier": "修饰语"}.items()
        for code, meaning in store.meanings(codelist).items()
    ]
    table = pd.DataFrame(lines, columns=["类别", "名称", "含义"])
    yield from table_slides(title, "状态、口径与修饰语", table, {}, f"来源：《{papers}》")
