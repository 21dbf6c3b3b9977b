"""Stories: rows of slides, one for each page of the dashboard, and the ready-made ones of sectors and towns.

Each is made from what a reader has chosen, so that a page, its presentation and its files show the same.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from itertools import takewhile

import pandas as pd

from whitepaper import choices, number_tables, table_sentences, table_stories, wording
from whitepaper.selection import OF_CHECKS, OF_COVERAGE, OF_HONOURS, OF_NUMBERS, Selection
from whitepaper.slides import CONTINUED, AnySlide, MapSlide, Slide, slides_of, table_slides
from whitepaper.store import Store

OVERVIEW, SECTOR, TOWN, SHOWN = "overview", "sector", "town", "shown"
TOWNS, MAP, HONOURS, SEARCH, ABOUT = "towns", "map", "honours", "search", "about"
CHECKS, ERRATA, HOLDING = "checks", "errata", "holding"
COVERAGE, COVERED_TOWNS, REQUESTS = "coverage", "covered_towns", "requests"
NAMES = {
    OVERVIEW: "全区总览",
    SECTOR: "领域专题",
    TOWN: "街镇画像",
    TOWNS: "街镇对比",
    SHOWN: "指标查询",
    MAP: "街镇地图",
    HONOURS: "企业与荣誉",
    SEARCH: "搜索",
    CHECKS: "数据核对",
    ERRATA: "勘误清单",
    HOLDING: "成立的核对",
    COVERAGE: "数据覆盖",
    COVERED_TOWNS: "街镇覆盖",
    REQUESTS: "催报清单",
    ABOUT: "数据说明",
}
FILTERS = {
    OVERVIEW: ("sector", "years"),
    SECTOR: ("sector", "subsector", "towns", "years"),
    TOWN: ("towns", "years"),
    TOWNS: ("towns",),
    SHOWN: OF_NUMBERS,
    MAP: ("towns", "years", "indicators"),
    HONOURS: OF_HONOURS,
    SEARCH: ("search",),
    **dict.fromkeys((CHECKS, ERRATA, HOLDING), OF_CHECKS),
    **dict.fromkeys((COVERAGE, COVERED_TOWNS, REQUESTS), OF_COVERAGE),
    ABOUT: (),
}
"""Kind to the filters that it follows."""
TABLE = "table"  # chart kind of a view that is a table
MOST_SLIDES = 60
MAP_DISCLAIMER = "街镇位置与相邻关系示意，非行政区域界线，不作划界依据。区界轮廓据天地图简化。"
NUMBER_COLUMNS = ("指标", "分类", "地区", "数值", "比上年", "期间", "来源")


def told(store: Store, kind: str, selection: Selection) -> list[AnySlide]:
    """The slides of one kind of story about what a selection keeps.

    kind: `overview` (headline numbers of every sector), `sector` (the views of the chosen one), `town` (what the
    report of the first chosen one gives), `towns` (those chosen side by side), `shown` (every indicator kept),
    `map`, `honours`, `search`, `checks` (what they found), `errata`, `holding`, `coverage`, `covered_towns`,
    `requests` or `about`. Raises KeyError for an unknown kind.
    """
    return list(_STORIES[kind](store, selection.only(FILTERS[kind])))


def towns_of(store: Store, selection: Selection) -> tuple[str, ...]:
    """The chosen areas that are towns."""
    known = set(store.towns["area_id"])
    return tuple(area for area in selection.towns if area in known)


def is_value(slide: AnySlide) -> bool:
    """Whether the slide is one value in large type, not a chart."""
    return isinstance(slide, Slide) and (bool(slide.panel.value) or slide.panel.shape == "single")


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
    """The views of each sub-sector as the page has them: charts, then tables of numbers."""
    views = store.frame("views")
    wanted = [selection.subsector] if selection.subsector else store.subsectors_of(selection.sector)
    places = {key: place for place, key in enumerate(wanted)}
    own = views[views["subsector_id"].isin(places)]
    own = own.assign(place=own["subsector_id"].map(places), is_table=own["chart"] == TABLE)
    own = own.sort_values(["place", "is_table", "order"], kind="stable")
    for row in own.itertuples():
        if row.chart != TABLE:
            chosen = Selection(towns=selection.towns, years=selection.years)
            yield from _first_panel(slides_of(store, row.indicators[0], chosen, row.chart))
            continue
        chosen = view_selection(store, selection, row.indicators, row.area_scope)
        if store.count(chosen):
            table, _ = number_tables.of_numbers(store, chosen)
            kept = [name for name in NUMBER_COLUMNS if name in table]
            words = choices.labelled(store, Selection(towns=selection.towns, years=selection.years))
            yield from table_slides(
                table_sentences.of_numbers(row.title, table),
                row.title,
                table[kept],
                words,
                "来源：见各行",
                *_doubts(table),
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
    kinds = store.codes("note_kind")
    notes = store.frame("town_notes").query("area_id == @area_id")
    notes = notes.assign(place=notes["kind"].map(list(kinds).index)).sort_values(["place", "order"])
    table = pd.DataFrame({"类别": notes["kind"].map(kinds), "要点": notes["text"]})
    counts = "、".join(f"{kinds[kind]} {count} 点" for kind, count in notes["kind"].value_counts(sort=False).items())
    source = f"来源：据附录{store.towns.set_index('area_id').at[area_id, 'order']}概括，不是原文"
    yield from table_slides(f"{name}{industry}的要点：{counts}。", "专题报告要点", table, {"街镇": name}, source)
    yield from table_stories.of_honours(store, Selection(towns=(area_id,)))


def _towns(store: Store, selection: Selection) -> Iterator[AnySlide]:
    towns = towns_of(store, selection)
    table, _ = number_tables.compared(store, towns)
    source = f"来源：街镇专题报告；“{wording.UNREPORTED}”是没有给出，不是零"
    title = table_sentences.of_compared(table)
    yield from table_slides(title, NAMES[TOWNS], table, choices.labelled(store, Selection(towns=towns)), source)


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
            yield from table_slides(
                title, "没有放映的指标", table[:7], choices.labelled(store, selection), "来源：白皮书"
            )
            return
        found += slides_of(store, indicator_id, selection)
    yield from found


def _map(store: Store, title: str, selection: Selection, indicator_id: str) -> MapSlide:
    heading = store.name("indicators", indicator_id) if indicator_id else "街镇特色产业"
    remarks = ("来源：街镇专题报告（附录1 至附录14）", f"示意：{MAP_DISCLAIMER}")
    words = choices.labelled(store, Selection(towns=selection.towns, years=selection.years))
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


_STORIES: dict[str, Callable[[Store, Selection], Iterator[AnySlide]]] = {
    OVERVIEW: _overview,
    SECTOR: _sector,
    TOWN: _town,
    TOWNS: _towns,
    SHOWN: _shown,
    MAP: _mapped,
    HONOURS: table_stories.of_honours_page,
    SEARCH: table_stories.of_search,
    CHECKS: table_stories.of_checks,
    ERRATA: table_stories.of_errata,
    HOLDING: table_stories.of_holding,
    COVERAGE: table_stories.of_coverage,
    COVERED_TOWNS: table_stories.of_covered_towns,
    REQUESTS: table_stories.of_requests,
    ABOUT: table_stories.of_about,
}
