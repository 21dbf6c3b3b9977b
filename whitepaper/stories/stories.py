"""Stories: rows of slides, one for each page of the dashboard, and the ready-made ones of sectors and towns.

Each is made from what a reader has chosen, so that a page, its presentation and its files show the same. A story
declares the filters that it follows; one that it does not is named on its slides, never dropped in silence.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import islice
from typing import Any

import pandas as pd

from whitepaper.model import selection as filters
from whitepaper.model.cells import Table, of_frame
from whitepaper.model.keys import DERIVED, LEVEL, PROBLEM, QUALITY, SUGGESTION
from whitepaper.model.selection import Selection, filters_of
from whitepaper.printed import wording
from whitepaper.printed.changes import Change, change, is_judged
from whitepaper.store import choices
from whitepaper.store.described import grouped, records
from whitepaper.store.order import standing
from whitepaper.store.store import Store
from whitepaper.stories import across_stories, table_stories, talks
from whitepaper.stories.slides import (
    MOST_NUMBERS,
    AnySlide,
    BoardSlide,
    CountSlide,
    MapSlide,
    Slide,
    slides_of,
    slides_of_block,
    slides_of_table,
    table_slides,
    with_remark,
)
from whitepaper.telling import account, departments, lists, number_tables, phrases, remarks, table_sentences
from whitepaper.telling import boards as number_boards
from whitepaper.telling.arranged import LEAST, MOST, Block, arranged
from whitepaper.telling.changes import in_brief
from whitepaper.telling.panels import MOST_BARS, Panel
from whitepaper.telling.remarks import Kind, Remark
from whitepaper.telling.towns import by_importance

OVERVIEW, SECTOR, TOWN, SHOWN = "overview", "sector", "town", "shown"
ACROSS = "across"
TOWNS, MAP, HONOURS, SEARCH, ABOUT = "towns", "map", "honours", "search", "about"
CHECKS, ERRATA, HOLDING, REVISIONS = "checks", "errata", "holding", "revisions"
COVERAGE, COVERED_TOWNS, REQUESTS, SUCCESSION = "coverage", "covered_towns", "requests", "succession"
DEPARTMENTS = "departments"
DRAWN = filters_of(filters.DRAWN)
TABLE = "table"  # chart kind of a view that is a table
MOST_SLIDES = 60
MOST_BLOCKS = 5
"""Charts and tables of changes in the main part of the district's talk."""
LEAST_CHANGES = 4
"""Fewer are a table for which no screen is taken in the main part."""
LEAST_TOLD = 6
"""Screens of a sector, cover and end not included, before numbers that its views only list take one of their own."""
LEAST_LINES = 4
"""Fewer lines are no table of their own."""
LONGEST_TITLE = 64
"""Characters of what stands above a table of numbers, in the size of other titles."""
OTHER_NUMBERS, OF_SUBSECTORS = "主要数字", "个子领域"
MOST_HONOURS = 7
"""Lines of honours beside the work on quality of a town."""
LONGEST_FIRST = 40
"""Characters of a problem that a title has room for; it is said whole or not at all."""
MOST_WATCHED, MOST_MOVED = 4, 2
"""Lines of what to watch in a town; of them changes that are no headline's."""
IMPORTANT, ALL_NUMBERS = "要紧的数", "全部数字"
NOT_ZERO = Remark(Kind.COUNTED, f"“{wording.UNREPORTED}”是专题报告没有给出，不是零。")
REPORTS = "街镇专题报告（附录1 至附录14）"
NUMBER_COLUMNS = ("indicator", "category", "area", "label", "change", "period_name", "cited", "note")


@dataclass(frozen=True)
class Story:
    """One kind of story. filters: those that it follows; alone: the filter beside which it follows no other."""

    name: str
    filters: tuple[str, ...]
    tell: Callable[[Store, Selection], Iterator[AnySlide]]
    alone: str = ""

    def followed(self, selection: Selection) -> Selection:
        """What of a selection the story follows."""
        is_alone = self.alone and selection.values(self.alone)
        return selection.only((filters.PUBLISHER, *((self.alone,) if is_alone else self.filters)))

    def unfollowed(self, selection: Selection) -> Selection:
        """What of a selection the story does not follow, of all that keeps rows."""
        return unfollowed(selection, self.followed(selection))


def unfollowed(selection: Selection, followed: Selection) -> Selection:
    """The filters of a selection that keep rows somewhere, but not where only `followed` counts."""
    return selection.only(
        [name for name in selection.chosen if filters.FILTERS[name].column and name not in followed.chosen]
    )


def told(store: Store, kind: str, selection: Selection) -> list[AnySlide]:
    """The slides of one kind of story about what a selection keeps; each names the filters that it does not follow.

    kind: one of STORIES. Raises KeyError for an unknown kind.
    """
    story = KNOWN[kind]
    followed = story.followed(selection)
    slides = list(story.tell(store, followed))
    if kind in STORIES and kind not in TALKS:
        words = [f"{label}：{text}" for label, text in choices.labelled(store, followed).items()]
        cover = talks.cover(store, f"{store.name('areas', store.district)}{story.name}", *words)
        slides = talks.in_two(cover, slides)
    left = story.unfollowed(selection)
    if left.is_empty:
        return slides
    remark = Remark(Kind.UNFOLLOWED, f"未按{choices.quoted(store, left)}筛选。")
    return [with_remark(slide, remark) for slide in slides]


def towns_of(store: Store, selection: Selection) -> tuple[str, ...]:
    """The chosen areas that are towns."""
    known = set(store.towns["area_id"])
    return tuple(area for area in selection.towns if area in known)


def _overview(store: Store, selection: Selection) -> Iterator[AnySlide]:
    """The year at a glance, the rates, what needs attention first, the other numbers, the map; the rest after it."""
    chosen = Selection(years=selection.years)
    found = account.account(store, selection)
    own = {key: block for key in _sectors(store, selection) if (block := _first_drawn(store, key, chosen))}
    shown = talks.worst_first(list(own.values()), MOST_BLOCKS, frozenset(store.frame("headlines")["indicator_id"]))
    told = talks.told_headlines(store, selection.only(("sector", "years")))
    drawn = [store.name("sectors", key) for key, block in own.items() if block in shown]
    boards = list(talks.first_boards(told, drawn))
    main = [
        *talks.year_at_a_glance(store, found),
        *boards[:1],
        *talks.first_of_blocks(store, shown, chosen),
        *boards[1:],
        *([] if selection.sector else [_map(store, _industries(store), Selection(), "")]),
    ]
    left = [block for block in own.values() if block not in shown]
    rest = [*talks.all_boards(told), *talks.first_of_blocks(store, left, chosen)]
    subject = f"{found.year} 年{store.profile.subject}状况"
    named = store.name("sectors", selection.sector) if selection.sector else "全区总览"
    yield from talks.talk(talks.cover(store, subject, named), main, list(talks.to_watch(store, found, told)), rest)


def _sectors(store: Store, selection: Selection) -> list[str]:
    return [selection.sector] if selection.sector else list(store.names("sectors"))


def _first_drawn(store: Store, sector_id: str, selection: Selection) -> Block | None:
    """What of a sector is a chart or a table of some changes: what shows its first headline, else the first."""
    listed = store.frame("headlines").query("sector_id == @sector_id").sort_values("order")
    found = [
        block
        for subsector_id in store.subsectors_of(sector_id)
        for block in _blocks(store, subsector_id, selection)
        if (block.changes and len(block.changes.lines) >= LEAST_CHANGES)
        or (block.panels and not is_few(block.panels[0]))
    ]
    headed = (block for key in listed["indicator_id"] for block in found if key in block.indicators)
    return next(headed, found[0] if found else None)


def is_few(panel: Panel) -> bool:
    """Whether a panel is one number or a few, and no chart."""
    return bool(panel.value) or panel.shape in {"single", "board"}


def _blocks(store: Store, subsector_id: str, selection: Selection, without: Collection[str] = ()) -> list[Block]:
    name = store.name("subsectors", subsector_id)
    return arranged(store, drawn(store, subsector_id), selection, name, without=without)


def _sector(store: Store, selection: Selection) -> Iterator[AnySlide]:
    """The headline numbers, of each sub-sector what comes first, what to watch; then the rest and all numbers."""
    own = selection.only(("sector", "years"))
    found, chosen = account.account(store, own), selection.only(("towns", "years", "emphasis"))
    wanted = _subsectors(store, selection)
    told = [] if selection.subsector else talks.told_headlines(store, own)
    first_board = {one.number.key for one in told}  # which no other repeats
    by_subsector, joined = _joined(store, _arranged(store, wanted, chosen, first_board), selection, chosen, first_board)
    first = [blocks[0] for blocks in by_subsector if not _is_lonely(blocks[0])]
    second = [block for blocks in by_subsector for block in blocks[not _is_lonely(blocks[0]) :]]
    views = store.frame("views").query("subsector_id in @wanted")
    rows = sorted(
        views.query("chart == @TABLE").itertuples(), key=lambda row: (wanted.index(row.subsector_id), row.order)
    )
    numbers = list(_tables(store, rows, selection))
    blocks = [*first, *joined, *sorted(second, key=_is_lonely)]
    shown = [block for block in blocks if not _is_repeated(block, first_board)]
    repeated = [block for block in blocks if _is_repeated(block, first_board) and not _is_told(block, first_board)]
    head = [
        *([] if selection.subsector else talks.year_at_a_glance(store, found, is_all=True)),
        *talks.all_boards(told),
    ]
    if (head or shown or numbers) and _is_of_towns(views):
        head.append(_map(store, _industries(store), Selection(), ""))
    name = store.name("sectors", selection.sector)
    named = store.name("subsectors", selection.subsector) if selection.subsector else ""
    parts = "" if named else "、".join(store.name("subsectors", key) for key in wanted)
    said = account.sentence(found) if found.judged else parts
    cover = talks.cover(store, f"{found.year} 年{store.name('areas', store.district)}{name}状况", named, said)
    end = [] if selection.subsector else list(talks.to_watch(store, found, told, own))
    shown += _listed(store, rows, chosen, shown, first_board, LEAST_TOLD - len(head))
    main = [*head, *_by_subsector(store, shown, wanted, chosen, talks.MOST_MAIN - 2 - len(head) - len(end))]
    if main or numbers:
        yield from talks.talk(cover, *talks.filled(main, end, [*talks.of_blocks(store, repeated, chosen), *numbers]))


def _is_of_towns(views: pd.DataFrame) -> bool:
    """Whether any of some views is of the towns."""
    return bool((views["area_scope"] == "towns").any())


def _arranged(store: Store, wanted: Sequence[str], chosen: Selection, without: Collection[str]) -> list[list[Block]]:
    """The blocks of each sub-sector that has any."""
    return list(filter(None, (_blocks(store, key, chosen, without) for key in wanted)))


def _is_lonely(block: Block) -> bool:
    """Whether a block is one or a few numbers of one indicator, which stand behind what says more."""
    return len(block.panels) == 1 and is_few(block.panels[0])


def _is_short(block: Block) -> bool:
    """Whether a block is so few numbers that they fill no screen."""
    numbers = block.numbers or (block.panels[0].filled if _is_lonely(block) else ())
    return 0 < len(numbers) < talks.LEAST_FIGURES


def _is_repeated(block: Block, told: Collection[str]) -> bool:
    """Whether a block is lonely and one of its numbers told. told: keys of numbers."""
    return _is_lonely(block) and any(row["key"] in told for row in block.panels[0].filled)


def _is_told(block: Block, told: Collection[str]) -> bool:
    """Whether all numbers of a lonely block that the paper prints are told. told: keys of numbers."""
    return all(row["key"] in told or row["status"] == DERIVED for row in block.panels[0].filled)


def _joined(
    store: Store,
    by_subsector: list[list[Block]],
    selection: Selection,
    chosen: Selection,
    without: Collection[str],
) -> tuple[list[list[Block]], list[Block]]:
    """The blocks of each sub-sector, and those that are one or a few numbers of one indicator, together on boards.

    Where so few are left that they fill no screen, the first board with room for them takes them.
    """
    every = [block for blocks in by_subsector for block in blocks]
    alone = [block for block in every if _is_lonely(block) or _is_short(block)]
    if len(alone) == 1 and _is_short(alone[0]) and not _is_repeated(alone[0], without):
        room = MOST_NUMBERS - talks.LEAST_FIGURES + 1
        alone += [block for block in every if block is not alone[0] and 0 < len(block.numbers) <= room][:1]
    if len(alone) < LEAST:
        return by_subsector, []
    joined = set(map(id, alone))
    kept = [[block for block in blocks if id(block) not in joined] for blocks in by_subsector]
    wanted = [key for block in alone for key in block.indicators]
    subsectors = _subsectors(store, selection)
    names = [store.name("subsectors", key) for key in subsectors if not set(wanted).isdisjoint(drawn(store, key))]
    return list(filter(None, kept)), arranged(
        store, wanted, chosen, phrases.named(names, OF_SUBSECTORS), without=without
    )


def _subsectors(store: Store, selection: Selection) -> list[str]:
    """The chosen sub-sector, else all of the sector."""
    return [selection.subsector] if selection.subsector else list(store.subsectors_of(selection.sector))


def _by_subsector(
    store: Store, blocks: Sequence[Block], subsectors: Sequence[str], chosen: Selection, room: int
) -> list[AnySlide]:
    """The slides of blocks, those of one sub-sector after one another, what is of several behind them.

    room: so many slides of the first blocks stand before all others.
    """
    views = store.frame("views")
    views = views.assign(place=views["subsector_id"].map({key: place for place, key in enumerate(subsectors)}))
    views = views[views["place"].notna()].sort_values("chart", key=lambda chart: chart != TABLE, kind="stable")
    places = {key: int(row.place) for row in views.itertuples() for key in row.indicators}  # drawn rather than listed
    standing: dict[int, int] = {}
    slides: list[AnySlide] = []
    for block in blocks:
        found = {places[key] for key in block.indicators}
        own = talks.of_blocks(store, [block], chosen)
        standing |= dict.fromkeys(map(id, own), found.pop() if len(found) == 1 else len(subsectors))
        slides += own
    slides = talks.without_columns(slides)
    return [
        slide for part in (slides[:room], slides[room:]) for slide in sorted(part, key=lambda one: standing[id(one)])
    ]


def drawn(store: Store, subsector_id: str) -> tuple[str, ...]:
    """The indicators that a sub-sector's views draw, not only list, most important first."""
    return _drawn(store).get(subsector_id, ())


@lru_cache(maxsize=2)
def _drawn(store: Store) -> dict[str, tuple[str, ...]]:
    """By sub-sector; every page asks for some at each change."""
    views = store.frame("views").query("chart != @TABLE").sort_values("order", kind="stable")
    return {key: tuple(listed[0] for listed in own) for key, own in views.groupby("subsector_id")["indicators"]}


def _listed(
    store: Store, rows: Sequence[Any], chosen: Selection, shown: Sequence[Block], told: Collection[str], most: int
) -> list[Block]:
    """The first numbers of views that are tables, a board of each, so that what is told becomes so many screens.

    All their numbers are in the tables of the appendix. told: keys of numbers that stand elsewhere.
    """
    found: list[Block] = []
    known = {*told, *(number.key for block in shown for number in block.numbers)}
    for row in (row for row in rows if not row.area_scope):
        name = store.name("subsectors", row.subsector_id)
        own = arranged(store, row.indicators, chosen, name, without=known)
        made = [block for block in own if len(block.numbers) >= talks.LEAST_FIGURES]
        for block in made[: len(shown) + len(found) < most]:
            found.append(replace(_first_of(block, MOST_NUMBERS), title=f"{name}：{OTHER_NUMBERS}"))
    return found


def _tables(store: Store, rows: Sequence[Any], selection: Selection) -> Iterator[AnySlide]:
    """The views that are tables of numbers; those of a line or a few together at the end."""
    few: list[tuple[Any, Selection]] = []
    for row in rows:
        chosen = view_selection(store, selection, row.indicators, row.area_scope)
        if not store.count(chosen):
            continue
        table = number_tables.of_numbers(store, chosen, is_explained=False)
        if len(table.lines) < LEAST_LINES and chosen.towns == selection.towns:
            few.append((row, chosen))
        else:
            yield from _numbers(store, row.title, table, selection)
    names = phrases.named((store.name("subsectors", row.subsector_id) for row, _ in few), OF_SUBSECTORS)
    title = few[0][0].title if len(few) == 1 else f"{names}：{OTHER_NUMBERS}"
    indicators = tuple(key for _, chosen in few for key in chosen.indicators)
    if indicators:
        chosen = replace(few[0][1], indicators=indicators)
        table = number_tables.of_numbers(store, chosen, is_explained=False)
        yield from _numbers(store, title, table, selection)


def _numbers(
    store: Store, title: str, table: Table, selection: Selection, leading: Sequence[str] = ()
) -> Iterator[AnySlide]:
    """A table of numbers, one a line; a period that all have stands below it instead of in a column.

    leading: keys of the numbers that its title begins with.
    """
    periods = {line["period_name"].text for line in table.lines}
    rows = [store.observation(line["label"].key) for line in table.lines]
    is_one = len(periods) == 1
    shown = slides_of_table(
        store,
        "",
        title,
        number_tables.from_afar(
            table.only([name for name in NUMBER_COLUMNS if not (is_one and name == "period_name")])
        ),
        choices.labelled(store, Selection(towns=selection.towns, years=selection.years)),
        table_stories.AT_EACH_LINE,
        *remarks.of_periods(periods, "期间"),
        *([remarks.derived()] if any(row["status"] == DERIVED for row in rows) else []),
        *remarks.marked(rows),
    )
    for first in islice(shown, 1):
        named = table_sentences.of_numbers(title, table, LONGEST_TITLE, leading, within=len(first.table))
        yield replace(first, title=named)
    yield from shown


def view_selection(store: Store, selection: Selection, indicators: Sequence[str], area_scope: str) -> Selection:
    """The observations of one view under a reader's towns and years."""
    towns = tuple(store.towns["area_id"]) if area_scope == "towns" and not selection.towns else selection.towns
    return Selection(indicators=tuple(indicators), towns=towns, years=selection.years)


def _town(store: Store, selection: Selection) -> Iterator[AnySlide]:
    for area_id in towns_of(store, selection)[:1]:
        yield from _one_town(store, area_id, selection)


def _one_town(store: Store, area_id: str, selection: Selection) -> Iterator[AnySlide]:
    """Figures if several, its numbers, its place, its report on quality and problems, what to watch; then the rest."""
    name, report = store.name("areas", area_id), store.report(area_id, selection)
    own, words = Selection(towns=(area_id,), years=selection.years, emphasis=selection.emphasis), {"街镇": name}
    rows = store.observations(own)
    kinds = store.codes("note_kind")
    notes = store.issued("town_notes", selection).query("area_id == @area_id")
    notes = notes.assign(place=notes["kind"].map(list(kinds).index)).sort_values(["place", "order"])
    points = {kind: list(texts) for kind, texts in notes.groupby("kind")["text"]}
    others = notes[~notes["kind"].isin((QUALITY, PROBLEM, SUGGESTION))]  # these have screens of their own
    table = pd.DataFrame({"类别": others["kind"].map(kinds), "要点": others["text"]})
    table = table if others["kind"].nunique() > 1 else table[["要点"]]  # the title says which kind
    counts = "、".join(f"{kinds[kind]} {count} 点" for kind, count in others["kind"].value_counts(sort=False).items())
    noted = store.report(area_id, Selection(editions=store.edition_of("town_notes", selection)))
    source = remarks.source(f"据附录{noted.appendix}概括，不是原文")
    chosen = Selection(towns=(area_id,), editions=selection.editions)
    figures = talks.told_headlines(store, own)
    several = {one.number.key for one in figures} if len(figures) > 1 else set()
    indicators = tuple(by_importance(store, rows))
    blocks = arranged(store, indicators, own, name, without=several)
    drawn = [
        one for one in talks.of_blocks(store, [block for block in blocks if not block.numbers], own) if _draws(one)
    ]
    only = figures[0].number.key if len(figures) == 1 else ""
    listed = [block for block in blocks if block.numbers]
    holding = [block for block in listed if any(number.key == only for number in block.numbers)]
    head = [talks.board(figures, IMPORTANT)] if figures and not holding else []  # one number takes no screen alone
    is_alone = len(figures) >= talks.LEAST_FIGURES  # a screen of their own
    room = MOST_NUMBERS - (len(figures) if head and not is_alone else 0)
    shown = {store.observation(one.number.key)["indicator_id"] for one in figures if is_alone}
    first = [_first_of(_others_first(store, block, shown), room, only) for block in (holding or listed)[:1]]
    board = [one for block in first for one in slides_of_block(store, block, own) if isinstance(one, BoardSlide)]
    chart = drawn[:1]
    of_town = Selection(towns=(area_id,), years=selection.years)
    every = number_tables.of_numbers(store, replace(own, indicators=indicators), is_explained=False)
    main = [
        *talks.joint(store, [*head, *board], f"{name} · {IMPORTANT}"),
        *chart,
        _map(store, _industry(store, area_id, report.industry), Selection(towns=(area_id,)), ""),
        *_quality(store, name, points.get(QUALITY, []), chosen, source),
        *_problems(name, points, words, source),
    ]
    leading = [number.key for slide in main if isinstance(slide, BoardSlide) for number in slide.numbers]
    rest = [
        *drawn[1:],
        *_numbers(store, f"{name}：{ALL_NUMBERS}", every, of_town, leading),
        *table_slides(f"{name}{noted.industry}的要点：{counts}。", "专题报告要点", table, words, source),
        *table_stories.of_honours(store, chosen),
    ]
    lacking = [] if selection.years else _lacking(store, rows)
    end = list(_watched_of_town(store, name, figures, rows, lacking, points.get(PROBLEM, []), source))
    cover = talks.cover(store, f"{name} {store.editions[-1]} 年质量状况", f"特色产业：{report.industry}")
    yield from talks.talk(cover, main, end, rest)


def _draws(slide: AnySlide) -> bool:
    """Whether a slide shows how parts or printed years compare, not only a few numbers, which the table of all has."""
    if not isinstance(slide, Slide) or not is_few(slide.panel):
        return True
    rows = slide.panel.rows
    return bool(rows.loc[rows["status"] != DERIVED, "year"].nunique() > 1)


def _others_first(store: Store, block: Block, told: Collection[str]) -> Block:
    """A board whose numbers of other indicators stand first: parts of what a screen before it told say less."""
    numbers = sorted(block.numbers, key=lambda number: store.observation(number.key)["indicator_id"] in told)
    return replace(block, numbers=tuple(numbers))


def _first_of(block: Block, most: int, only: str = "") -> Block:
    """A board of the first numbers of one. only: key of what stands first, wherever it is."""
    numbers = number_boards.dated(sorted(block.numbers, key=lambda number: number.key != only)[:most])
    return replace(block, numbers=tuple(numbers), sentence=number_boards.told(numbers))


def _quality(store: Store, name: str, points: Sequence[str], chosen: Selection, source: Remark) -> Iterator[AnySlide]:
    """What a town's report says of its work on quality, and its first honours."""
    honours = lists.by_level(store, store.honours(chosen))
    listed = []
    for (level, award), own in honours.groupby(["level", "award"], sort=False):
        first = own.iloc[0]
        names = "，".join(filter(None, dict.fromkeys((first["title"], first["organisation"]))))
        several = f"等 {len(own)} 项" if len(own) > 1 else ""
        listed.append((str(level) or "未注明", "：".join(filter(None, [str(award), names])) + several))
    counted = "、".join(
        filter(None, [f"质量工作 {len(points)} 点" * bool(points), f"荣誉与名录 {len(honours)} 项" * bool(listed)])
    )
    beside = {"质量工作": _numbered(points), "荣誉与名录": listed[:MOST_HONOURS]}
    said = [remarks.and_from(source, honours["source"])]
    if len(listed) > MOST_HONOURS or len(honours) > len(listed):
        said.append(Remark(Kind.COUNTED, f"荣誉全部 {len(honours)} 项见附录。"))
    yield from talks.side_by_side(f"{name}：{counted}。", "质量工作与荣誉", beside, {"街镇": name}, *said)


def _problems(name: str, points: dict[str, list[str]], words: dict[str, str], source: Remark) -> Iterator[AnySlide]:
    """What a town's report finds wrong, and what it proposes."""
    problems, suggestions = points.get(PROBLEM, []), points.get(SUGGESTION, [])
    told = []
    if problems:
        first = f"，首先是{problems[0].removesuffix('。')}" if len(problems[0]) <= LONGEST_FIRST else ""
        told.append(f"专题报告指出 {len(problems)} 个问题{first}")
    if suggestions:
        told.append(f"提出 {len(suggestions)} 条建议")
    lists = {"问题": _numbered(problems), "建议": _numbered(suggestions)}
    yield from talks.side_by_side(f"{'；'.join(told)}。", f"{name} · 问题与建议", lists, words, source)


def _numbered(points: Sequence[str]) -> list[tuple[str, str]]:
    return [(str(place), point.removesuffix("。")) for place, point in enumerate(points, 1)]


def _lacking(store: Store, observed: pd.DataFrame) -> list[str]:
    """The headline numbers of towns that one does not report, by their labels. observed: its own."""
    listed = store.frame("headlines").query("area_id == ''")
    given = set(observed.loc[(observed["measure"] == LEVEL) & observed["value"].notna(), "indicator_id"])
    return list(listed.loc[~listed["indicator_id"].isin(given), "label"])


def _watched_of_town(
    store: Store,
    name: str,
    figures: Sequence[talks.Told],
    observed: pd.DataFrame,
    lacking: Sequence[str],
    problems: Sequence[str],
    source: Remark,
) -> Iterator[AnySlide]:
    """What went for the worse, what must be verified, what it does not report, and the first problems of its report.

    As many as MOST_WATCHED together. lacking: the headline numbers that it does not report.
    """
    rows: list[talks.Row] = [
        (one.number.earlier, f"{one.label} {one.number.shown}", f"请{name}说明{one.verb}原因", "plain")
        for one in figures
        if one.is_to_explain
    ][:MOST_WATCHED]
    told = {one.number.key for one in figures}
    places = [one.source for one in figures if one.is_to_explain]
    moves = [(row, found) for row, found in _moved(observed) if row["key"] not in told]
    others = [(row, found) for row, found in moves if account.is_to_explain(store, row, found)]
    others.sort(key=lambda one: (not one[0]["is_main"], -_size(*one)))
    for row, found in others[: max(MOST_MOVED - len(rows), 0)]:
        what = f"{talks.whole_name(row)} {row['label']}"
        rows.append((in_brief(found), what, f"请{name}说明{found.verb}原因", "plain"))
        places.append(str(row["source"]))
    moved = len(rows)
    levels = observed[(observed["measure"] == LEVEL) & observed["value"].notna()]
    marked = sorted(filter(wording.mark, records(levels)), key=lambda row: not row["doubt"])
    open_ones = talks.by_reason([(talks.whole_name(row), row) for row in marked])[: MOST_WATCHED - moved]
    rows += [talks.to_verify(own, name) for own in open_ones]
    places += [str(row["source"]) for row in marked]
    verified = [row for own in open_ones for _, row in own]
    is_asked = bool(lacking) and len(rows) < MOST_WATCHED
    if is_asked:
        rows.append((wording.UNREPORTED, "、".join(lacking), f"如有，请{name}补报", "plain"))
    for place, problem in enumerate(problems[: MOST_WATCHED - len(rows)], 1):
        rows.append((f"问题 {place}", problem.removesuffix("。"), f"请{name}说明进展", "plain"))
    named = len(rows) - moved - len(open_ones) - is_asked
    of_all = "个问题" if named == len(problems) else f"个问题（共 {len(problems)} 个）"
    counts = {"项变动": moved, "个数须核实": len(verified), "个要紧的数未报": len(lacking) * is_asked, of_all: named}
    title = f"{name}值得关注：{'、'.join(f'{count} {what}' for what, count in counts.items() if count)}。"
    noted = remarks.marked(verified)
    noted += [NOT_ZERO] if is_asked else []
    noted += [talks.COMPUTED] if any(row[0].endswith(remarks.COMPUTED_MARK) for row in rows[:moved]) else []
    yield from talks.watched(title, f"{name} · 值得关注", rows, remarks.and_from(source, places), *noted)


def _moved(observed: pd.DataFrame) -> Iterator[tuple[dict[str, Any], Change]]:
    """The number that stands for each series of a town, with its change on the year before, where one can be told."""
    for own in grouped(records(observed), "indicator_id", "category").values():
        row = standing([each for each in own if each["measure"] == LEVEL and not pd.isna(each["value"])])
        if row is not None and not pd.isna(row["year"]):
            moved = change(own, int(row["year"]))
            if moved is not None and is_judged(row, moved):
                yield row, moved


def _size(row: Mapping[str, Any], moved: Change) -> float:
    return account.relative(float(row["value"]), str(row["unit"]), moved)


def _towns(store: Store, selection: Selection) -> Iterator[AnySlide]:
    table = number_tables.compared(store, selection)
    source = remarks.source(f"街镇专题报告；“{wording.UNREPORTED}”是没有给出，不是零")
    title = table_sentences.of_compared(table)
    yield from table_slides(title, STORIES[TOWNS].name, table.shown, choices.labelled(store, selection), source)


def _shown(store: Store, selection: Selection) -> Iterator[AnySlide]:
    """Every indicator that a selection keeps, arranged; where they are too many, the rest by name.

    Of a selection that is about all, the sub-sectors to choose from.
    """
    wanted, words = store.indicators_of(selection), choices.labelled(store, selection)
    if selection.is_about_all:
        yield from _subjects(store, wanted, words)
        return
    blocks, count = arranged(store, wanted[:MOST], selection.without_subjects), 0
    while blocks and count < MOST_SLIDES:
        for slide in slides_of_block(store, blocks.pop(0), selection):
            count += 1
            yield slide
    left = [*(key for block in blocks for key in block.indicators), *wanted[MOST:]]
    rest = [store.name("indicators", key) for key in left]
    if rest:
        title = f"另有 {len(rest)} 个指标没有放映，缩小筛选范围就能看到。"
        table = pd.DataFrame({"指标": ["、".join(rest[at : at + 10]) for at in range(0, len(rest), 10)]})
        yield from table_slides(title, "没有放映的指标", table[:7], words, remarks.source("白皮书"))


def _subjects(store: Store, indicators: Sequence[str], words: dict[str, str]) -> Iterator[AnySlide]:
    found = lists.subjects(store, indicators)
    counts = zip(found["subsector_id"], found["count"], strict=True)
    found = found.assign(named=[f"{store.name('subsectors', key)} {count}" for key, count in counts])
    lines = [
        (store.name("sectors", key), f"{own['count'].sum()} 项", "、".join(own["named"]))
        for key, own in found.groupby("sector_id", sort=False)
    ]
    table = pd.DataFrame(lines, columns=["领域", "指标", "子领域和指标数"])
    title = f"{len(lines)} 个领域、{len(found)} 个子领域共 {found['count'].sum()} 项指标。"
    yield from table_slides(title, STORIES[SHOWN].name, table, words, remarks.source("白皮书"))


def _map(store: Store, title: str, selection: Selection, indicator_id: str) -> MapSlide:
    heading = store.name("indicators", indicator_id) if indicator_id else "街镇特色产业"
    said = (remarks.source(REPORTS), Remark(Kind.SCHEMATIC, f"示意：{store.profile.map_note}"))
    words = choices.labelled(store, Selection(towns=selection.towns, years=selection.years))
    return MapSlide(title, heading, indicator_id, selection.years, selection.towns, words, said)


def _industries(store: Store) -> str:
    """How the towns fall into groups of industries."""
    groups = Counter(store.codes("industry_group")[key] for key in store.towns["industry_group"])
    counted = "、".join(f"{name} {count} 个" for name, count in groups.most_common() if count > 1)
    others = "，其余各 1 个" if 1 in groups.values() else ""
    return f"{len(store.towns)} 个街镇的特色产业分属 {len(groups)} 组：{counted}{others}。"


def _industry(store: Store, area_id: str, industry: str) -> str:
    """The industry of a town, and with which others it is of one group."""
    groups = dict(zip(store.towns["area_id"], store.towns["industry_group"], strict=True))
    group = store.codes("industry_group")[groups[area_id]]
    others = [store.name("areas", key) for key, own in groups.items() if own == groups[area_id] and key != area_id]
    told = f"与{'、'.join(others)}同属“{group}”" if others else f"全区只此一个属“{group}”"
    return f"{store.name('areas', area_id)}的特色产业是{industry}，{told}。"


def _mapped(store: Store, selection: Selection) -> Iterator[AnySlide]:
    """The map by the first chosen indicator, else by industry; then the numbers chosen, else the industries."""
    indicator_id = selection.indicators[0] if selection.indicators else ""
    towns = tuple(store.towns["area_id"])
    own = Selection(towns=selection.towns or towns, years=selection.years, indicators=selection.indicators)
    table = of_frame(store.towns, lists.TOWN_HEADINGS).shown
    title = _industries(store)
    if not indicator_id:
        yield _map(store, title, selection, "")
        yield from (
            _shown(store, own)
            if selection.towns
            else table_slides(title, "街镇特色产业", table, {}, remarks.source(REPORTS))
        )
        return
    everywhere = slides_of(store, indicator_id, Selection(towns=towns, years=selection.years))
    yield _map(store, everywhere[0].title if everywhere else title, selection, indicator_id)
    yield from _shown(store, own)


def _departments(store: Store, selection: Selection) -> Iterator[AnySlide]:
    """Who supplied how many numbers; of chosen departments what is open, and then their numbers."""
    found, words = departments.suppliers(store, selection), choices.labelled(store, selection)
    title, source = departments.sentence(found), remarks.source("白皮书各表注明的数据来源部门")
    counts = found[["department", "numbers"]].set_axis(["name", "count"], axis=1)
    counts = counts[counts["name"] != ""].sort_values("count", ascending=False, kind="stable")
    if len(counts) > 1:
        left = Remark(Kind.LEFT_OUT, f"只画最多的 {MOST_BARS} 个部门，其余 {len(counts) - MOST_BARS} 个见列表。")
        said = (source, left) if len(counts) > MOST_BARS else (source,)
        yield CountSlide(title, "各部门提供的数", counts.head(MOST_BARS).reset_index(drop=True), "个", words, said)
    yield from table_slides(title, "责任部门", of_frame(found, departments.HEADINGS).shown, words, source)
    if selection.departments:
        for heading, table in departments.open_tables(store, selection).items():
            opened = f"{'、'.join(selection.departments)}：{heading} {len(table.lines)} 条。"
            yield from table_slides(opened, heading, table.shown, words, table_stories.AT_EACH_LINE)
        yield from _shown(store, selection)


STORIES = {
    OVERVIEW: Story("全区总览", ("sector", "years"), _overview),
    SECTOR: Story("领域专题", ("sector", "subsector", "towns", "years", *DRAWN), _sector),
    TOWN: Story("街镇画像", ("towns", "years", "editions", *DRAWN), _town),
    TOWNS: Story("街镇对比", ("towns", "editions"), _towns),
    SHOWN: Story("指标查询", (*filters_of(filters.NUMBERS), *DRAWN), _shown),
    MAP: Story("街镇地图", ("towns", "years", "indicators"), _mapped),
    HONOURS: Story("企业与荣誉", filters_of(filters.HONOURS), table_stories.of_honours_page, alone="organisation"),
    SEARCH: Story("搜索", filters_of(filters.SEARCH), table_stories.of_search),
    CHECKS: Story("数据核对", filters_of(filters.CHECKS), table_stories.of_checks),
    ERRATA: Story("勘误清单", filters_of(filters.CHECKS), table_stories.of_errata),
    HOLDING: Story("成立的核对", filters_of(filters.CHECKS), table_stories.of_holding),
    REVISIONS: Story("修订", filters_of(filters.REVISED), table_stories.of_revisions),
    COVERAGE: Story("数据覆盖", filters_of(filters.COVERAGE), table_stories.of_coverage),
    COVERED_TOWNS: Story("街镇覆盖", filters_of(filters.COVERAGE), table_stories.of_covered_towns),
    REQUESTS: Story("催报清单", filters_of(filters.COVERAGE), table_stories.of_requests),
    SUCCESSION: Story("较上一版增减", filters_of(filters.COVERAGE), table_stories.of_succession),
    DEPARTMENTS: Story("责任部门", (*filters_of(filters.SUPPLIED), *DRAWN), _departments),
    ABOUT: Story("数据说明", (), table_stories.of_about),
}
"""Every kind of story about one publisher, by its name in addresses and pins."""
TALKS = (OVERVIEW, SECTOR, TOWN)
"""Those with a cover and an appendix of their own; the others have them where they are long."""
OF_SEVERAL = {ACROSS: Story("各区对比", across_stories.FILTERS, across_stories.told)}
"""Of a data set of several publishers, about all of them."""
KNOWN = STORIES | OF_SEVERAL
