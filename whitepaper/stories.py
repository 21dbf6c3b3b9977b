"""Stories: rows of slides, one for each page of the dashboard, and the ready-made ones of sectors and towns.

Each is made from what a reader has chosen, so that a page, its presentation and its files show the same.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from itertools import takewhile

import pandas as pd

from whitepaper import choices, coverage, export, mentions, number_tables, proofreading, wording
from whitepaper.judgement import FINDINGS, HOLDS
from whitepaper.search import KINDS, Entry, Kind
from whitepaper.selection import Selection
from whitepaper.slides import CONTINUED, AnySlide, MapSlide, Slide, slides_of, table_slides
from whitepaper.store import Store

OVERVIEW, SECTOR, TOWN, SHOWN = "overview", "sector", "town", "shown"
TOWNS, MAP, HONOURS, CHECKS, COVERAGE, ABOUT = "towns", "map", "honours", "checks", "coverage", "about"
NAMES = {
    OVERVIEW: "全区总览",
    SECTOR: "领域专题",
    TOWN: "街镇画像",
    TOWNS: "街镇对比",
    SHOWN: "指标查询",
    MAP: "街镇地图",
    HONOURS: "企业与荣誉",
    CHECKS: "数据核对",
    COVERAGE: "数据覆盖",
    ABOUT: "数据说明",
}
TABLE = "table"  # chart kind of a view that is a table
MOST_SLIDES = 60
LISTED = 3
MAP_DISCLAIMER = "街镇位置与相邻关系示意，非行政区域界线，不作划界依据。区界轮廓据天地图简化。"
NUMBER_COLUMNS = ("指标", "分类", "地区", "数值", "比上年", "期间", "来源")
HONOUR_COLUMNS = ("荣誉", "项目", "单位", "级别", "年份", "街镇", "来源")
FINDING_COLUMNS = {
    "verdict": "结论",
    "title": "核对内容",
    "printed": "原文所印",
    "recomputed": "核对结果",
    "explanation": "说明",
    "place": "出处",
}


def told(store: Store, kind: str, selection: Selection) -> list[AnySlide]:
    """The slides of one kind of story about what a selection keeps.

    kind: `overview` (headline numbers of every sector), `sector` (the views of the chosen one), `town` (what the
    report of the first chosen one gives), `towns` (those chosen side by side), `shown` (every indicator kept),
    `map`, `honours`, `checks`, `coverage` or `about`. Raises KeyError for an unknown kind.
    """
    return list(_STORIES[kind](store, selection))


def towns_of(store: Store, selection: Selection) -> tuple[str, ...]:
    """The chosen areas that are towns."""
    known = set(store.towns["area_id"])
    return tuple(area for area in selection.towns if area in known)


def is_value(slide: AnySlide) -> bool:
    """Whether the slide is one value in large type, not a chart."""
    return isinstance(slide, Slide) and (bool(slide.panel.value) or slide.panel.shape == "single")


def of_search(query: str, found: Mapping[Kind, list[Entry]]) -> list[AnySlide]:
    """The results of a search as a table."""
    lines = [(KINDS[kind], entry.title, entry.detail) for kind, entries in found.items() for entry in entries]
    counted = "、".join(f"{KINDS[kind]} {len(entries)} 条" for kind, entries in found.items())
    table = pd.DataFrame(lines, columns=["类别", "名称", "内容"])
    title = f"“{query}”的搜索结果共 {len(lines)} 条：{counted}。"
    return [*table_slides(title, "搜索", table, {"搜索": query}, "来源：见各行")]


def numbers_sentence(title: str, table: pd.DataFrame) -> str:
    """The first numbers of a table (`number_tables.of_numbers`), totals before parts, and how many there are."""
    whole = table.assign(place=table["分类"] != "").sort_values("place", kind="stable") if "分类" in table else table
    parts = []
    for line in whole[:LISTED].to_dict("records"):
        name = line["指标"] + (f"（{line['分类']}）" if line.get("分类") else "")
        area = f"{line['地区']} " if line.get("地区") else ""
        change = f"，比上年{line['比上年']}" if line.get("比上年") else ""
        parts.append(f"{area}{name} {line['数值']}{change}")
    rest = f"等 {len(table)} 个数" if len(table) > LISTED else ""
    return f"{title.replace('：', '')}：{'；'.join(parts)}{rest}。"


def honours_sentence(rows: pd.DataFrame, store: Store, selection: Selection) -> str:
    """How many honours there are, by level."""
    subject = store.names("organisations").get(selection.organisation, "")
    if selection == Selection(towns=selection.towns):
        subject = "、".join(store.name("areas", town) for town in selection.towns)
    counts = Counter(level or "未注明级别" for level in rows["level"])
    named = [*store.codes("level"), "未注明级别"]
    levels = "、".join(f"{level} {counts[level]} 项" for level in named if counts[level])
    opened = f"{subject}的" if subject else "所选条件下的" if selection.chosen else ""
    return f"{opened}荣誉与名录共 {len(rows)} 项" + (f"，其中{levels}。" if len(rows) else "。")


def checks_sentence(rows: pd.DataFrame) -> str:
    """How many checks there are and how they ended; damage to our text of the paper apart."""
    ended = ended_checks(rows)
    names = [name for name in (*FINDINGS, proofreading.DAMAGED) if ended.get(name)]
    found = "、".join(f"{name} {ended[name]} 处" for name in names)
    return f"共 {len(rows)} 项核对，{ended.get(HOLDS, 0)} 项成立" + (f"；{found}。" if found else "。")


def ended_checks(rows: pd.DataFrame) -> dict[str, int]:
    """Verdict to how many of some checks ended so."""
    is_damage = (rows["damage"] != "") & rows["verdict"].isin(FINDINGS)
    return dict(Counter(rows["verdict"].mask(is_damage, proofreading.DAMAGED)))


def coverage_sentence(table: pd.DataFrame) -> str:
    """How many series are complete. table: `coverage.by_sector`."""
    sums = table.drop(columns="领域").sum()
    full, *_, none = list(table.columns[2:])
    return f"{sums['数列']} 个数列中，{coverage.SERIES_YEARS} 年都有的 {sums[full]} 个，一年也没有的 {sums[none]} 个。"


def towns_sentence(rows: pd.DataFrame) -> str:
    """How many numbers the towns give. rows: `coverage.by_town`."""
    counts = rows["area"].value_counts()
    ends = [f"{word}的是{counts.index[at]}（{counts.iloc[at]} 个）" for word, at in (("最多", 0), ("最少", -1))]
    return "，".join([f"{len(counts)} 个街镇共给出 {len(rows)} 个数", *(ends if len(counts) > 1 else [])]) + "。"


def _overview(store: Store, selection: Selection) -> Iterator[AnySlide]:
    """The first headline of every sector; where it is one value, also the first of its headlines that is a chart."""
    listed = store.frame("headlines")
    district = listed[listed["area_id"] != ""].sort_values("order", kind="stable")
    for sector_id in [selection.sector] if selection.sector else store.names("sectors"):
        made = [
            slide
            for row in district[district["sector_id"] == sector_id].itertuples()
            for slide in slides_of(store, row.indicator_id, Selection(towns=(row.area_id,), years=selection.years))[:1]
        ]
        yield from made[:1]
        if made and is_value(made[0]):
            yield from [slide for slide in made[1:] if not is_value(slide)][:1]


def _sector(store: Store, selection: Selection) -> Iterator[AnySlide]:
    """The views in their order: the chart of each, or its table of numbers."""
    views = store.frame("views")
    wanted = [selection.subsector] if selection.subsector else store.subsectors_of(selection.sector)
    places = {key: place for place, key in enumerate(wanted)}
    own = views[views["subsector_id"].isin(places)]
    own = own.assign(place=own["subsector_id"].map(places)).sort_values(["place", "order"], kind="stable")
    for row in own.itertuples():
        if row.chart != TABLE:
            chosen = Selection(towns=selection.towns, years=selection.years)
            yield from _first_panel(slides_of(store, row.indicators[0], chosen, row.chart))
            continue
        chosen = view_selection(store, selection, row.indicators, row.area_scope)
        if store.count(chosen):
            table, _ = number_tables.of_numbers(store, chosen)
            kept = [name for name in NUMBER_COLUMNS if name in table]
            words = _words(store, Selection(towns=selection.towns, years=selection.years))
            yield from table_slides(
                numbers_sentence(row.title, table), row.title, table[kept], words, "来源：见各行", *_doubts(table)
            )


def view_selection(store: Store, selection: Selection, indicators: tuple[str, ...], area_scope: str) -> Selection:
    """The observations of one view under a reader's towns and years."""
    towns = tuple(store.towns["area_id"]) if area_scope == "towns" and not selection.towns else selection.towns
    return Selection(indicators=tuple(indicators), towns=towns, years=selection.years)


def _doubts(table: pd.DataFrame) -> list[str]:
    return [f"存疑：{doubt}" for doubt in dict.fromkeys(table["存疑"]) if doubt] if "存疑" in table else []


def _first_panel(made: list[Slide]) -> list[Slide]:
    """The slides of an indicator's first panel, with those that continue it."""
    return [*made[:1], *takewhile(lambda slide: slide.heading.endswith(CONTINUED), made[1:])]


def _town(store: Store, selection: Selection) -> Iterator[AnySlide]:
    for area_id in towns_of(store, selection)[:1]:
        yield from _one_town(store, area_id, selection)


def _one_town(store: Store, area_id: str, selection: Selection) -> Iterator[AnySlide]:
    name, industry = store.name("areas", area_id), store.industry(area_id)
    yield _map(store, f"{name}的特色产业是{industry}。", Selection(towns=(area_id,)), "")
    rows = store.observations(Selection(towns=(area_id,), years=selection.years))
    levels = rows[(rows["measure"] == "level") & rows["value"].notna()]
    for indicator_id in dict.fromkeys(levels["indicator_id"]):
        yield from slides_of(store, indicator_id, Selection(towns=(area_id,), years=selection.years))[:1]
    notes = store.frame("town_notes").query("area_id == @area_id").sort_values("order")
    kinds = store.codes("note_kind")
    table = pd.DataFrame({"类别": notes["kind"].map(kinds), "要点": notes["text"]})
    counts = "、".join(f"{kinds[kind]} {count} 点" for kind, count in notes["kind"].value_counts(sort=False).items())
    source = f"来源：据附录{store.towns.set_index('area_id').at[area_id, 'order']}概括，不是原文"
    yield from table_slides(f"{name}{industry}的要点：{counts}。", "专题报告要点", table, {"街镇": name}, source)
    yield from _honours(store, Selection(towns=(area_id,)))


def _towns(store: Store, selection: Selection) -> Iterator[AnySlide]:
    towns = towns_of(store, selection)
    table, _ = number_tables.compared(store, towns)
    names = [name for name in table if name not in (number_tables.ITEM, number_tables.COMPARABILITY)]
    title = f"{'、'.join(names)}按同样的项目并列，注明“可比”的才宜比较大小。"
    source = f"来源：街镇专题报告；“{wording.UNREPORTED}”是没有给出，不是零"
    yield from table_slides(title, "街镇对比", table, _words(store, Selection(towns=towns)), source)


def _shown(store: Store, selection: Selection) -> Iterator[AnySlide]:
    """Every indicator that a selection keeps; where they are too many, the rest by name."""
    found: list[AnySlide] = []
    wanted = list(dict.fromkeys(store.observations(selection)["indicator_id"]))
    for place, indicator_id in enumerate(wanted):
        if len(found) >= MOST_SLIDES:
            rest = [store.name("indicators", key) for key in wanted[place:]]
            title = f"另有 {len(rest)} 个指标没有放映，缩小筛选范围就能看到。"
            table = pd.DataFrame({"指标": ["、".join(rest[at : at + 10]) for at in range(0, len(rest), 10)]})
            yield from found
            yield from table_slides(title, "没有放映的指标", table[:7], _words(store, selection), "来源：白皮书")
            return
        found += slides_of(store, indicator_id, selection)
    yield from found


def _map(store: Store, title: str, selection: Selection, indicator_id: str) -> MapSlide:
    heading = store.name("indicators", indicator_id) if indicator_id else "街镇特色产业"
    remarks = ("来源：街镇专题报告（附录1 至附录14）", f"示意：{MAP_DISCLAIMER}")
    words = _words(store, Selection(towns=selection.towns, years=selection.years))
    return MapSlide(title, heading, indicator_id, selection.years, selection.towns, words, remarks)


def _mapped(store: Store, selection: Selection) -> Iterator[AnySlide]:
    """The map by the first chosen indicator, else by industry; then the numbers chosen, else the industries."""
    indicator_id = selection.indicators[0] if selection.indicators else ""
    towns = tuple(store.towns["area_id"])
    own = Selection(towns=selection.towns or towns, years=selection.years, indicators=selection.indicators)
    table = pd.DataFrame({"街镇": store.towns["name"], "特色产业": store.towns["industry"]})
    groups = Counter(store.codes("industry_group")[key] for key in store.towns["industry_group"])
    counted = "、".join(f"{name} {count} 个" for name, count in groups.most_common())
    title = f"{len(towns)} 个街镇的特色产业分属 {len(groups)} 组：{counted}。"
    if not indicator_id:
        yield _map(store, title, selection, "")
        yield from (
            _shown(store, own)
            if selection.towns
            else table_slides(title, "街镇特色产业", table, {}, "来源：街镇专题报告（附录1 至附录14）")
        )
        return
    everywhere = slides_of(store, indicator_id, Selection(towns=towns, years=selection.years))
    yield _map(store, everywhere[0].title if everywhere else title, selection, indicator_id)
    yield from _shown(store, own)


def _honours(store: Store, selection: Selection) -> Iterator[AnySlide]:
    """The honours kept, as a table; of an organisation also where the paper names it."""
    rows = store.honours(selection)
    described = export.honours_described(rows, store)
    kept = [name for name in HONOUR_COLUMNS if (described[name] != "").any()]
    words, title = _words(store, selection), honours_sentence(rows, store, selection)
    yield from table_slides(title, "荣誉与名录", described[kept], words, "来源：见各行")
    if selection.organisation:
        places = mentions.mentions(store, selection.organisation)
        places.columns = ["出处", "类别", "内容"]
        name = store.name("organisations", selection.organisation)
        title = f"{name}见于白皮书 {places['出处'].nunique()} 处。"
        yield from table_slides(title, "见于白皮书", places, words, "来源：见各行")


def _checks(store: Store, selection: Selection) -> Iterator[AnySlide]:
    rows = store.checks(selection)
    found = rows.loc[rows["verdict"].isin(FINDINGS), list(FINDING_COLUMNS)].rename(columns=FINDING_COLUMNS)
    words = _words(store, selection)
    yield from table_slides(checks_sentence(rows), "数据核对", found, words, "来源：见出处")


def _coverage(store: Store, selection: Selection) -> Iterator[AnySlide]:
    """How full the series are, the towns by group, and the single series where a sector or towns are chosen."""
    words = _words(store, Selection(selection.sector, selection.subsector, selection.towns))
    full = coverage.by_sector(store, selection)
    if full.empty:
        return
    source = "来源：白皮书各表与正文；推算的数不算已有"
    yield from table_slides(coverage_sentence(full), "数据覆盖", full, words, source)
    rows = coverage.by_town(store, selection)
    if len(rows):
        yield from table_slides(
            towns_sentence(rows), "街镇 × 指标组", coverage.town_matrix(store, rows), words, f"{source}；空白为未报"
        )
    if selection.sector or selection.towns:
        series, _ = coverage.by_year(store, selection)
        yield from table_slides(coverage_sentence(full), "指标 × 年份", series, words, source)


def _about(store: Store, _selection: Selection) -> Iterator[AnySlide]:
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


def _words(store: Store, selection: Selection) -> dict[str, str]:
    return choices.labelled(store, selection)


_STORIES: dict[str, Callable[[Store, Selection], Iterator[AnySlide]]] = {
    OVERVIEW: _overview,
    SECTOR: _sector,
    TOWN: _town,
    TOWNS: _towns,
    SHOWN: _shown,
    MAP: _mapped,
    HONOURS: _honours,
    CHECKS: _checks,
    COVERAGE: _coverage,
    ABOUT: _about,
}
