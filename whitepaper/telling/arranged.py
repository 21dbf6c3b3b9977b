"""Indicators arranged as a reader takes them in: what changed on one table, single numbers on boards, charts apart.

Pages, slides and files take their order from here, so that none gives a single number a page of its own.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

import pandas as pd

from whitepaper.model.cells import Cell, Table
from whitepaper.model.keys import CHANGES, DERIVED, is_case
from whitepaper.model.selection import Selection
from whitepaper.printed.categories import plain
from whitepaper.printed.changes import Change, change, is_judged, printed_change
from whitepaper.printed.wording import RATE_UNITS, spaced
from whitepaper.store.described import Row, records
from whitepaper.store.store import Store
from whitepaper.telling import boards, changes, phrases, remarks
from whitepaper.telling.account import BETTER, SAME, WORDS, WORSE, is_few, judged_as, one_way, relative
from whitepaper.telling.boards import Number
from whitepaper.telling.changes import told
from whitepaper.telling.crossed import LEAST as LEAST_ALIKE
from whitepaper.telling.crossed import Crossed, alike, crossed
from whitepaper.telling.panels import MOST_BARS, Panel, of_rows, of_years, panels, without_repeats
from whitepaper.telling.remarks import Kind, Remark
from whitepaper.telling.sentences import is_without_unit, sentence

MOST_NUMBERS = 14
"""Numbers on one board: four lines of a page that shows what follows, too."""
MOST = 170
"""Indicators that are arranged at once, as many as the largest sector has: more are no reading, and half a second."""
LEAST = 2
"""Indicators that make a table or a board of several; a single one stays a panel."""
LEAST_YEARS, MOST_YEARS = 2, 3
"""Years side by side in a table of several indicators; those before them are a click away."""
NAME, CHANGED, JUDGED = "name", "changed", "judged"
OWN = frozenset({Kind.SOURCE, Kind.PERIOD, Kind.UNDATED, Kind.CUT_AXIS, Kind.CHANGE})
"""Kinds of remarks that a table of several indicators says in cells, or once for all."""


OF_ONE = frozenset({Kind.MISSING, Kind.REVISED, Kind.RENAMED, Kind.BROKEN, Kind.CONVERTED, Kind.PART})
"""Kinds whose words do not say which indicator they are about."""


@dataclass(frozen=True)
class Line:
    """One indicator over some years: its numbers as shown, and how it changed in the last.

    earlier: one for each year but the last, None where the paper has none, as where it only prints the change;
    judgement: BETTER, WORSE or SAME, None where it has no direction, no change or is in doubt; share: the change as a
    part of the number before, None without one; is_sized: whether that says how much it changed, as it does not of few
    things, at other prices, or where it is about so much; unit: that all numbers end with, which may stand once; empty
    for none, and for what belongs to the figures (%).
    """

    name: str
    earlier: tuple[Number | None, ...]
    now: Number
    change: Change | None
    judgement: int | None
    share: float | None
    is_sized: bool = False
    unit: str = ""


@dataclass(frozen=True)
class Changes:
    """Indicators side by side over two or three years. years: the last two follow each other."""

    years: tuple[int, ...]
    lines: tuple[Line, ...]

    @property
    def sentence(self) -> str:
        """Which of them went for the worse, how many for the better, and what changed most of each."""
        counted = f"{self.years[-1]} 年所列 {len(self.lines)} 项指标"
        judged = {each: [line for line in self.lines if line.judgement == each] for each in (WORSE, BETTER, SAME)}
        told = {each: own for each, own in judged.items() if own}
        rest = [line for line in self.lines if line.judgement is None]
        if not told:
            moves = [line.change for line in rest if line.change is not None]
            if not moves:
                return f"{counted}与上年对照，都不作好坏判断。"
            went = spaced(f"{self.years[-1]} 年所列指标", changes.counted(moves, len(rest)))
            return f"{went}{_most(rest)}；都不作好坏判断。"
        if len(told) == 1 and not rest:
            ((judgement, own),) = told.items()
            if len(own) < phrases.LISTED:
                names = phrases.together([line.name for line in own], "项")
                return f"{spaced(f'{self.years[-1]} 年', names)}{'都' * (len(own) > 1)}{WORDS[judgement]}。"
            return f"{counted}{'都' * (len(own) > 1)}{WORDS[judgement]}{_most(own)}。"
        said = "；".join(_told(own, judgement) for judgement, own in told.items())
        return f"{counted}中，{said}" + (f"；{_unjudged_ones(rest)}。" if rest else "。")

    @cached_property
    def places(self) -> tuple[int, ...]:
        """Which of the earlier years have a number in any line; the others are silent, and no column."""
        return tuple(
            place for place, _ in enumerate(self.years[:-1]) if any(line.earlier[place] for line in self.lines)
        )

    @property
    def headings(self) -> dict[str, str]:
        """The columns of the years, by name."""
        return {str(year): f"{year} 年" for year in (*(self.years[place] for place in self.places), self.years[-1])}

    @property
    def table(self) -> Table:
        """The lines as texts, for slides and files."""
        headings = {NAME: "指标", **self.headings, CHANGED: "比上年", JUDGED: "判断"}
        lines = [_cells(line, self.headings, self.places) for line in self.lines]
        return Table(headings, lines).without_silent((JUDGED,))


@dataclass(frozen=True)
class Block:
    """What stands together: one panel, or changes, or the same parts of several indicators, or the numbers of a board.

    indicators: that it shows; title: of what is no panel; sentence: its finding.
    """

    indicators: tuple[str, ...]
    title: str
    sentence: str
    remarks: tuple[Remark, ...]
    panels: tuple[Panel, ...] = ()
    changes: Changes | None = None
    crossed: Crossed | None = None
    numbers: tuple[Number, ...] = ()
    is_continued: bool = False

    @property
    def heading(self) -> str:
        """The title; a board that continues another says so."""
        return self.title + (phrases.CONTINUED if self.is_continued else "")


def arranged(
    store: Store,
    indicators: Iterable[str],
    selection: Selection,
    title: str = "",
    *,
    without: Collection[str] = (),
) -> list[Block]:
    """The indicators under the rest of a selection, in their order: what stands together at the place of its first.

    title: of the subject, before the titles of tables and boards; without: keys of numbers that stand elsewhere and are
    repeated only where a single other one would be left. Indicators without a number give nothing.
    """
    made = {key: [one for one in panels(store, key, selection) if one.shape != "empty"] for key in indicators}
    shown = {key: without_repeats(found) for key, found in made.items() if found}
    only = {key: levels for key, own in shown.items() if (levels := _levels(own))}
    years = {key: dated for key, one in only.items() if (dated := _years(one))}
    usual = max(years.values(), key=list(years.values()).count, default=())
    together = [key for key, dated in years.items() if dated in {usual, usual[-LEAST_YEARS:]}]
    together = together if len(together) >= LEAST else []
    others = [key for key in shown if key not in together]
    newest = {key: _newest(store, shown[key]) for key in others} if len(others) >= LEAST_ALIKE else {}
    groups = {key: group for group in alike(newest) for key in group}
    alone = [key for key, own in shown.items() if key not in (*together, *groups) and _is_board(own)]
    alone = alone if len(alone) >= LEAST else []
    said = selection.towns[0] if len(selection.towns) == 1 else store.district
    is_first = alone[:1] == list(shown)[:1]
    named = f"{title}：{'数字一览' if is_first else '其他数字'}" if title else "主要数字"
    boards_made = _boards(store, {key: shown[key] for key in alone}, named, said, without)
    apart = {key for key in shown if key not in (*together, *alone)}
    found: list[Block] = []
    for key, own in shown.items():
        if key in alone[:1]:
            found += boards_made[:1]
        elif key in together[:1]:
            found.append(_changes(store, {each: only[each] for each in together}, title, said))
        elif key in groups and key == groups[key][0]:
            by_year = {each: shown[each][0] for each in groups[key]}
            crossing = {each: newest[each][0] for each in groups[key]}
            found.append(_over_years(store, by_year, title, said) or _crossed(store, crossing, title, said))
        elif key in apart and key not in groups:
            found.append(Block((key,), "", "", (), panels=tuple(own)))
    return [*found, *boards_made[1:]]


def _newest(store: Store, own: Sequence[Panel]) -> Sequence[Panel]:
    """The panels of an indicator; of one that is of several years its numbers of the last, and that others are not."""
    panel = own[0]
    years = sorted(set(panel.rows["year"])) if panel.rows["year"].notna().all() else []
    if len(own) > 1 or len(years) < LEAST_YEARS or panel.value:
        return own
    latest = of_rows(store, panel.rows[panel.rows["year"] == years[-1]])
    left = Remark(Kind.LEFT_OUT, f"表中只列 {int(years[-1])} 年，此前的数见各指标。")
    return [replace(latest, remarks=(*latest.remarks, left))]


def _over_years(store: Store, shown: dict[str, Panel], title: str, said: str) -> Block | None:
    """Indicators with the same parts over several years: a line for each part, where they are so few that this is read.

    None where they are of one year, or too many.
    """
    each = [(key, one) for key, panel in shown.items() for one in _by_series(panel)]
    years = [_years(panel) for _, panel in each]
    if len(each) > MOST_BARS or any(dated is None or len(dated) < LEAST_YEARS for dated in years):
        return None
    return _changes_of(store, each, title, said)


def _by_series(panel: Panel) -> Iterator[Panel]:
    """A panel of several years as one for each series, which is no drawing."""
    noted = tuple(one for one in panel.remarks if one.kind is not Kind.LEFT_OUT)
    for name in dict.fromkeys(panel.rows["series"]):
        yield replace(panel, shape="board", rows=panel.rows[panel.rows["series"] == name], remarks=noted)


def _levels(own: Sequence[Panel]) -> Panel | None:
    """The only panel of an indicator, or its levels where all others are their changes over the years."""
    first, *others = own
    series = {row["series"] for row in first.filled}
    is_told = all(row["measure"] in CHANGES and {row["series"]} == series for one in others for row in one.filled)
    return first if is_told and not (others and set(first.rows["measure"]) & set(CHANGES)) else None


def _years(panel: Panel) -> tuple[int, ...] | None:
    """The last years of a panel that is one series over whole ones, two of which follow each other at the end.

    A number with a printed change stands for two years.
    """
    filled = panel.filled
    is_dated = filled and not any(pd.isna(row["year"]) for row in filled)
    if (panel.value and panel.shape != "single") or not is_dated or panel.rows["series"].nunique() > 1:
        return None
    years = sorted(int(row["year"]) for row in filled)
    if {row["period"] for row in filled} != {str(year) for year in years}:
        return None
    if panel.shape == "single" and any(one.kind is Kind.CHANGE for one in panel.remarks):
        return years[0] - 1, years[0]
    is_over_time = panel.shape in {"board", "trend"} and len(years) > 1 and years[-1] == years[-2] + 1
    return tuple(years[-MOST_YEARS:]) if is_over_time else None


def _is_board(own: Sequence[Panel]) -> bool:
    """Whether all that is drawn of an indicator is a few numbers, which a board can hold.

    Of several panels, as of several units, none may be or say a change: that stays beside what changed.
    """
    is_few = all(bool(panel.value) or panel.shape in {"single", "board"} for panel in own)
    moves = any(set(panel.rows["measure"]) & set(CHANGES) for panel in own)
    told = any(remark.kind is Kind.CHANGE for panel in own for remark in panel.remarks)
    return is_few and (len(own) == 1 or not (moves or told))


def _changes(store: Store, shown: dict[str, Panel], title: str, said: str) -> Block:
    """A table of the indicators. said: id of the area that goes without saying."""
    return _changes_of(store, list(shown.items()), title, said)


def _changes_of(store: Store, shown: Sequence[tuple[str, Panel]], title: str, said: str) -> Block:
    """A table of panels of one series each, with the ids of their indicators."""
    years = max((own for _, panel in shown if (own := _years(panel))), key=len)
    shown = [(key, of_years(panel, years) if panel.shape == "trend" else panel) for key, panel in shown]
    lines = tuple(_line(store, key, panel, years, said) for key, panel in shown)
    found, each = Changes(years, lines), {key: [one for own, one in shown if own == key] for key, _ in shown}
    every = [panel for _, panel in shown]
    said_of = (*_unjudged(every), *_unprinted(found), *_unmarked(store, each))
    noted = (remarks.source(*_places(each)), *said_of, *_shared(store, each))
    named = "两年对照" if len(years) == LEAST_YEARS else "历年对照"
    return Block(tuple(each), f"{title}：{named}" if title else named, found.sentence, noted, changes=found)


def _crossed(store: Store, shown: dict[str, Panel], title: str, said: str) -> Block:
    """A table of indicators with the same parts."""
    found = crossed({_name(store, one.filled[0] | {"category": ""}, said): one for one in shown.values()})
    each = {key: [panel] for key, panel in shown.items()}
    told = found.sentence or sentence(next(iter(shown.values())), store, is_brief=True)
    shared = [one for one in _shared(store, each) if one.kind is not Kind.COUNTED]  # every part has its cell
    noted = (remarks.source(*_places(each)), *found.remarks, *shared)
    return Block(tuple(shown), "：".join(filter(None, [title, found.title])), told, noted, crossed=found)


def _unjudged(shown: Iterable[Panel]) -> Iterator[Remark]:
    """That what a case alone names is not judged, where a table has such a number."""
    if any(is_case(row["source"]) for panel in shown for row in panel.filled):
        yield Remark(Kind.COUNTED, "只见于案例的数不作好坏判断。")


def _unprinted(found: Changes) -> Iterator[Remark]:
    """Why the year before is empty, where the paper prints how much a number changed and not from what."""
    if any(line.earlier[-1] is None and line.change is not None for line in found.lines):
        yield Remark(Kind.COUNTED, f"{found.years[-2]} 年空白的，白皮书只印了增减。")


def _line(store: Store, indicator_id: str, panel: Panel, years: tuple[int, ...], said: str) -> Line:
    rows = {int(row["year"]): row for row in panel.filled if row["year"] in years}
    now = rows[years[-1]]
    observed = records(store.observations(Selection(indicators=(indicator_id,), towns=(now["area_id"],))))
    series = [row for row in observed if row["category"] == now["category"]]
    moved = change(series, int(now["year"]))
    polarity = int(store.indicator(indicator_id)["polarity"])
    judgement = judged_as(moved, polarity) if moved is not None and is_judged(now, moved) else None
    name = _name(store, now, said)
    share = None if moved is None else relative(float(now["value"]), str(now["unit"]), moved)
    unit = str(now["unit"])
    is_alike = unit not in RATE_UNITS and all(phrases.value(row).endswith(unit) for row in rows.values())
    return Line(
        name,
        tuple(_number(rows[year], name) if year in rows else None for year in years[:-1]),
        _number(now, name),
        moved,
        judgement,
        share if share is None or moved is None else share * moved.direction.value,
        moved is not None and moved.is_firm and not moved.basis and not is_few(now),
        unit if is_alike else "",
    )


def _number(row: Row, name: str) -> Number:
    return Number(row["key"], name, phrases.value(row))


def _unjudged_ones(own: Sequence[Line]) -> str:
    """How many are not judged, and which way they went where all are known to have gone the same."""
    known = [line.change for line in own if line.change and not line.change.is_doubted]
    way = one_way(known) if len(known) == len(own) else ""
    return f"{len(own)} 项{way}，不作判断" if way else f"{len(own)} 项不作判断"


def _told(own: Sequence[Line], judgement: int) -> str:
    """How some went: those for the worse by their names, where they are few, of others one alone, else how many."""
    is_named = judgement == WORSE or (judgement == BETTER and len(own) == 1)
    names = phrases.together([line.name for line in own], "项") if is_named else f"{len(own)} 项"
    return names + WORDS[judgement] + _most(own)


def _most(own: Sequence[Line]) -> str:
    """Which of several changed most, where that can be said and the others are too many to be named."""
    sizes = [abs(line.share) for line in own if line.share]
    if len(own) < phrases.LISTED or len(sizes) < len(own) or sizes.count(max(sizes)) > 1:
        return ""
    most = own[sizes.index(max(sizes))]
    if most.change is None or not most.is_sized:
        return ""
    return f"，{spaced('其中', most.name)}变动最大（{phrases.inside(told(most.change))}）"


def _cells(line: Line, years: Iterable[str], places: Iterable[int]) -> dict[str, Cell]:
    """years: names of the columns of the years; places: of the earlier ones in the line."""
    moved, judged = line.change, "" if line.judgement is None else WORDS[line.judgement]
    numbers = zip(years, (*(line.earlier[place] for place in places), line.now), strict=True)
    return {
        NAME: Cell(line.name, line.now.key),
        **{year: Cell(number.shown, number.key) if number else Cell("") for year, number in numbers},
        CHANGED: Cell("" if moved is None else moved.words + moved.doubt + moved.mark, line.now.key),
        JUDGED: Cell("" if judged == (moved and moved.words) else judged, line.now.key),
    }


def _boards(
    store: Store, shown: dict[str, list[Panel]], title: str, said: str, without: Collection[str]
) -> list[Block]:
    """The numbers of several panels on as few boards as hold them, of like size; of none nothing."""
    shown = {key: sorted(map(_as_printed, own), key=_is_apart) for key, own in shown.items()}
    named = [(key, one) for key, own in shown.items() for panel in own for one in _named(store, panel, said)]
    kept = [(key, one) for key, one in named if one.key not in without]
    named = kept if len(kept) != 1 else named  # one number alone is no board
    if not named:
        return []
    size = -(-len(named) // -(-len(named) // MOST_NUMBERS))
    found = []
    for start in range(0, len(named), size):
        part = named[start : start + size]
        keys = tuple(dict.fromkeys(key for key, _ in part))
        own, numbers = {key: shown[key] for key in keys}, [number for _, number in part]
        marked, periods = _marked(own, numbers), remarks.of_periods(number.period for number in numbers)
        shared = [one for one in _shared(store, own) if one.kind not in remarks.MARKS or one in marked]
        noted = (remarks.source(*_places(own)), *periods, *_unmarked(store, own), *shared)
        dated = tuple(boards.dated(numbers))
        found.append(Block(keys, title, boards.told(dated), noted, numbers=dated, is_continued=bool(start)))
    return found


def _marked(shown: Mapping[str, Sequence[Panel]], numbers: Iterable[Number]) -> list[Remark]:
    """What is said of the marked numbers among some: another number of their panels is not on the board."""
    keys = {number.key for number in numbers}
    return remarks.marked(row for own in shown.values() for panel in own for row in panel.filled if row["key"] in keys)


def _unmarked(store: Store, shown: Mapping[str, Sequence[Panel]]) -> Iterator[Remark]:
    """Which indicators the paper prints as bare numbers."""
    bare = [key for key, own in shown.items() if any(is_without_unit(panel.filled) for panel in own)]
    if bare:
        yield remarks.unmarked(store.name("indicators", key) for key in bare)


def _named(store: Store, panel: Panel, said: str) -> Iterator[Number]:
    """The latest numbers of a panel under the name of its indicator, with their area where it does not go without."""
    rows, found = {row["key"]: row for row in panel.filled}, boards.latest(panel)
    if panel.value and len(found) > 1:  # one word for all of them
        yield replace(found[0], name=store.name("indicators", panel.indicator_id), shown=panel.value)
        return
    for number in found:
        row = rows[number.key]
        row = row | {"category": number.scope} if number.scope else row  # of several at once
        shown = printed_change(row).words if row["measure"] in CHANGES else panel.value or number.shown
        above, scope = _short(store, row, said)
        yield replace(
            number,
            name=_name(store, row, said),
            shown=shown,
            earlier=number.earlier or _moved(store, row),
            scope=scope,
            short=above,
            is_whole=row["is_total"] and not row["category"] and len(found) > 1,
        )


def _as_printed(panel: Panel) -> Panel:
    """The panel without the numbers that only follow from the printed change of a later one, which then tells it."""
    later = {_series(row): row for row in panel.filled if row["status"] != DERIVED}
    implied = [row["key"] for row in panel.filled if row["status"] == DERIVED and _series(row) in later]
    if not implied:
        return panel
    rows = panel.rows[~panel.rows["key"].isin(implied)]
    is_all = DERIVED not in set(rows["status"])
    kept = tuple(one for one in panel.remarks if not (is_all and one.kind is Kind.DERIVED))
    return replace(panel, rows=rows, remarks=kept)


def _is_apart(panel: Panel) -> bool:
    """Whether none of the numbers of a panel stands for its area, as that of a part does not."""
    return not any(row["is_main"] for row in panel.filled)


def _series(row: Mapping[str, Any]) -> tuple[str, str]:
    return row["area_id"], row["category"]


def _moved(store: Store, row: Mapping[str, Any]) -> str:
    """The printed change of a number, in words; empty for none."""
    if pd.isna(row["year"]) or row["measure"] in CHANGES:
        return ""
    observed = records(store.observations(Selection(indicators=(row["indicator_id"],), towns=(row["area_id"],))))
    moved = change([one for one in observed if one["category"] == row["category"]], int(row["year"]))
    return told(moved) if moved is not None and moved.is_printed else ""


def _short(store: Store, row: Mapping[str, Any], said: str) -> tuple[str, str]:
    """What stands above a number, empty where no short name is declared, and what beside it; the area is above."""
    category = str(row["category"])
    of_category = store.short_name(row["indicator_id"], category) if category else ""
    short = of_category or store.short_name(row["indicator_id"])
    above = boards.BETWEEN.join(filter(None, [short, _area(row, said)])) if short else ""
    return above, "" if of_category else plain(category)


def _area(row: Mapping[str, Any], said: str) -> str:
    return "" if row["area_id"] == said else str(row["area"])


def _name(store: Store, row: Mapping[str, Any], said: str) -> str:
    """Indicator, area and category of a number, so that it is true when it is quoted alone."""
    parts = [store.name("indicators", row["indicator_id"]), _area(row, said), plain(row["category"])]
    return boards.BETWEEN.join(filter(None, parts))


def _shared(store: Store, shown: Mapping[str, Sequence[Panel]]) -> list[Remark]:
    """The remarks of several panels, each once and of which it is, but for those that are said for all at once.

    No table of numbers stands below several, to which one could refer.
    """
    found: dict[Remark, None] = {}
    for indicator_id, own in shown.items():
        for remark in (remark for panel in own for remark in panel.remarks):
            if remark.kind in OF_ONE:
                text = f"{store.name('indicators', indicator_id)}：{remark.text}"
                remark = replace(remark, text=text, about=indicator_id)
            if remark.kind not in OWN:
                found[replace(remark, on_page="")] = None
    return list(found)


def _places(shown: Mapping[str, Sequence[Panel]]) -> list[str]:
    return [row["cited"] for own in shown.values() for panel in own for row in panel.filled]
