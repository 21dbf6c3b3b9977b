"""What a reader sees of one indicator: the rows of each chart, its kind, and what must be said beside it.

Screens, slides and files all take their charts from here, so that they say the same.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from itertools import pairwise
from statistics import median
from typing import Any, Literal

import pandas as pd

from whitepaper.model.keys import CHANGES, DERIVED, LEVEL, OUTSIDE, REPORTED, SEVERAL_PLACES, mark_of
from whitepaper.model.selection import Selection
from whitepaper.printed import wording
from whitepaper.printed.categories import JOINT, is_part_of, is_within, plain, whole_of
from whitepaper.printed.changes import printed_change
from whitepaper.printed.intervals import LIMITING
from whitepaper.store.described import records
from whitepaper.store.store import Store
from whitepaper.telling import changes, failures, phrases, remarks
from whitepaper.telling.remarks import COMPUTED_MARK, Kind, Remark

TOTAL = "合计"
MANY_SERIES = 4
PAIR = 2
FEW = 4
"""Fewer bars than these are no chart."""
MOST_BARS = 12
"""Bars, dots or pairs that are taken in at a glance; the rest follows, on the same scale."""
NEAR_ALL, HALF = 90.0, 50.0
"""Where most rates are from the one on and none is below the other, bars would be alike and hide the lowest."""
CLOSE = 0.08
"""Of the largest number: what lies as near each other has labels that do."""
AGAINST_LAST_YEAR = "比上年"
OVER_YEARS = frozenset({"trend", "paired"})
Shape = Literal["trend", "paired", "ranking", "growth", "dots", "board", "single", "empty"]
SMALL = 5
"""Counts of parts that are no larger are numbers side by side."""
LISTED: frozenset[Shape] = frozenset({"ranking", "growth", "dots", "paired"})
"""Shapes with a line for each series."""


GroupKey = tuple[str, str, str]
"""Measure, plotted unit and span of rows that stand together."""
Spot = tuple[str, str, str]
"""Area, category and period."""


@dataclass(frozen=True)
class Base:
    """A column beside marks: what a rate is of, the level of what changed, or how much a level changed.

    heading: a word for it; unit: the usual one of its numbers, over the column once; numbers: key of an observation
    that is drawn to the described row of the same area, category and period; texts: of those that are no such row, as
    what follows from two printed ones, with its mark. A number of another unit has its own behind it.
    """

    heading: str
    unit: str
    numbers: dict[str, dict[str, Any]]
    texts: dict[str, str] = field(default_factory=dict)

    @property
    def head(self) -> list[str]:
        """The heading and, where it does not end with it, the unit, as they stand over a column."""
        return [self.heading] if self.heading.endswith(self.unit) else [self.heading, self.unit]

    def own_unit(self, key: str) -> str:
        """The unit of the number beside an observation of the rate where it is not that over the column."""
        unit = str(self.numbers[key]["unit"]) if key in self.numbers else self.unit
        return "" if unit == self.unit else unit

    def told(self, key: str) -> str:
        """The same with heading and unit, where it stands in no column; empty for none."""
        number = self.shown(key)
        if not number or self.own_unit(key):
            return f"{self.heading} {number}" if number else ""
        row = self.numbers.get(key)
        mark = wording.behind(wording.mark(row)) if row else COMPUTED_MARK if number.endswith(COMPUTED_MARK) else ""
        return " ".join(filter(None, [self.heading, number.removesuffix(mark), self.unit])) + mark

    def shown(self, key: str) -> str:
        """What stands beside an observation, a number with qualifier and doubt; empty where there is none."""
        row = self.numbers.get(key)
        if row is None:
            return self.texts.get(key, "")
        number = wording.shown(row["value"], self.own_unit(key), row["qualifier"], row["printed"])
        return number + wording.behind(wording.mark(row))


@dataclass(frozen=True)
class Panel:
    """One chart of an indicator, or one value where a chart would hold a single point.

    heading: what sets it apart from the other panels of the indicator, or empty; rows: `as_series` observations of one
    measure and plotted unit; value: the text shown instead of a chart, or empty; is_ranked: whether sizes may be
    compared; whole: of a part (`in_parts`) the rows of all parts, whose scale it has; bases: columns beside its marks;
    emphasis: names of the series that stands out, more than one where it is broken; none for all alike.
    """

    indicator_id: str
    heading: str
    shape: Shape
    rows: pd.DataFrame
    value: str
    is_ranked: bool
    remarks: tuple[Remark, ...]
    whole: pd.DataFrame | None = None
    bases: tuple[Base, ...] = ()
    emphasis: tuple[str, ...] = ()

    @cached_property
    def filled(self) -> list[dict[str, Any]]:
        """The rows that have a number, as plain mappings."""
        return [row for row in records(self.rows) if not pd.isna(row["value"])]

    @property
    def is_cut(self) -> bool:
        """Whether the axis of its numbers does not start at 0: that of rates near all."""
        return self.shape == "dots" or (self.shape == "trend" and _is_near_all(self.filled))

    @property
    def key(self) -> str:
        """Key of the observation that is shown where the panel is one value."""
        return str(self.filled[0]["key"] if self.filled else self.rows["key"].iat[0])


def panels(store: Store, indicator_id: str, selection: Selection) -> list[Panel]:
    """The panels of one indicator under a selection: its levels first, then its changes where there are several.

    Of either the newest stand first, as of parts of several years. A single change is a remark of the levels.
    """
    return _panels(store, indicator_id, store.observations(replace(selection, indicators=(indicator_id,))), selection)


def main_panels(store: Store, indicator_id: str, selection: Selection) -> list[Panel]:
    """The same of what stands for each area alone: its total, where there is one."""
    rows = store.observations(replace(selection, indicators=(indicator_id,)))
    return _panels(store, indicator_id, rows[rows["is_main"]].reset_index(drop=True), selection)


def _panels(store: Store, indicator_id: str, rows: pd.DataFrame, selection: Selection) -> list[Panel]:
    rows = as_series(rows, store.graded)
    is_comparable = bool(store.indicator(indicator_id)["comparability"])
    groups = sorted(_by_dates(_groups(rows)), key=lambda group: (group[0][0] != LEVEL, -int(group[1]["at_year"].max())))
    is_in_units = len({unit for (measure, unit, _), _ in groups if measure == LEVEL}) > 1
    names = store.codes("measure")
    found: list[Panel] = []
    for (measure, unit, span), group in _of_like_periods(groups):
        moves = records(group) if found and measure in CHANGES else []
        if moves and _shape(moves) == "single":
            (only,) = (row for row in moves if not pd.isna(row["value"]))
            at = next((place for place, panel in enumerate(found) if only["series"] in set(panel.rows["series"])), 0)
            is_alone = found[at].rows["series"].nunique() == 1
            line = Remark(Kind.CHANGE, ("" if is_alone else f"{only['series']}：") + _change_line(only))
            bases = () if found[at].shape == "board" else found[at].bases  # the remark says it
            found[at] = replace(found[at], remarks=(*found[at].remarks, line, *_revised(moves)), bases=bases)
            continue
        heading = "" if measure == LEVEL else names[measure]
        if measure == LEVEL and is_in_units:
            heading = f"单位：{unit or '原文未标'}"
        heading = " ".join(filter(None, [heading, span.strip("（）")]))
        is_in_parts = group["span"].nunique() > 1  # which no axis of years shows
        drawn, left = (group, []) if is_in_parts else _last_years(group)
        panel = _panel(indicator_id, drawn, heading, is_comparable=is_comparable, is_in_parts=is_in_parts)
        found.append(_with_bases(store, replace(panel, remarks=(*panel.remarks, *left))))
    return [emphasised(panel, selection.emphasis) for panel in found] if selection.emphasis else found


def _of_like_periods(groups: Sequence[tuple[GroupKey, pd.DataFrame]]) -> Iterator[tuple[GroupKey, pd.DataFrame]]:
    """The groups, those of the same part of several years, as of their first three quarters, as one at its newest."""
    kinds: dict[GroupKey, list[tuple[GroupKey, pd.DataFrame]]] = {}
    for (measure, unit, span), rows in groups:
        part = (wording.part_of_year(str(rows["period"].iat[0])) or span) if span else ""
        kinds.setdefault((measure, unit, part), []).append(((measure, unit, span), rows))
    for (measure, unit, _), own in kinds.items():
        (_, _, span), first = own[0]
        yield (
            (measure, unit, span if len(own) == 1 else ""),
            first if len(own) == 1 else pd.concat([rows for _, rows in own]),
        )


def _last_years(rows: pd.DataFrame) -> tuple[pd.DataFrame, list[Remark]]:
    """The rows of a group that are drawn, and which are not: what no lines can show is drawn of its last years.

    Many series, or such as lie too close, are the pairs of the last two; of many changes, and of rates near all, which
    then are dots, it is the last year alone.
    """
    filled = [row for row in records(rows) if not pd.isna(row["value"])]
    years = sorted({row["year"] for row in filled}) if not any(pd.isna(row["year"]) for row in filled) else []
    last = [row for row in filled if years and row["year"] == years[-1]]
    is_alone = _shape(last) in {"growth", "dots"}
    shown = 1 if is_alone else PAIR
    if len(years) <= shown or not (is_alone or _is_crowded(filled, last)):
        return rows, []
    if years[-1] != years[-shown] + shown - 1:  # a pair is of years that follow each other
        return rows, []
    left = "、".join(f"{year} 年" for year in years[:-shown])
    return rows[rows["year"].isin(years[-shown:])], [Remark(Kind.LEFT_OUT, f"图中不含 {left}，见数据表。")]


def _is_crowded(filled: Sequence[Mapping[str, Any]], last: Sequence[Mapping[str, Any]]) -> bool:
    """Whether series are too many for lines in one chart, or their numbers of the last year would hide each other."""
    sizes = sorted(row["plotted"] for row in last)
    least = CLOSE * max(map(abs, sizes), default=0.0)
    return len({row["series"] for row in filled}) > MANY_SERIES or any(b - a < least for a, b in pairwise(sizes))


def of_years(panel: Panel, years: Collection[int]) -> Panel:
    """The numbers of a line in some years, side by side, with what is said of them alone."""
    rows = panel.rows[panel.rows["year"].isin(years)]
    said = tuple(_remarks(records(rows), "board", is_ranked=panel.is_ranked))
    return replace(panel, shape="board", rows=rows, remarks=said)


def of_rows(store: Store, rows: pd.DataFrame) -> Panel:
    """The panel of some observations of one indicator, measure, plotted unit and span; remarks as ever."""
    indicator_id = str(rows["indicator_id"].iat[0])
    is_comparable = bool(store.indicator(indicator_id)["comparability"])
    return _with_bases(store, _panel(indicator_id, as_series(rows, store.graded), "", is_comparable=is_comparable))


def inside(rows: pd.DataFrame) -> list[str]:
    """The series of the rows of a panel that are printed as part of another one, or of all."""
    names = set(rows["category"])
    is_inside = rows["category"].map(lambda name: is_within(name) or is_part_of(name, names))
    return list(dict.fromkeys(rows.loc[is_inside.astype(bool), "series"]))


def order(rows: pd.DataFrame, shape: Shape, *, is_ranked: bool) -> list[str]:
    """The series of the rows of a panel as they stand below one another, without the total of the others.

    Where sizes may be compared, the largest first, of dots the lowest; of two years the later one counts. The parts of
    another stand below that one, and below all others what the paper prints as part of them (`其中`). Grades keep the
    order of the paper.
    """
    filled = rows[rows["value"].notna()]
    parts = filled[~filled["is_total"]]
    parts = parts if len(parts) > 1 else filled
    if is_ranked and shape in LISTED and not parts["is_grade"].any():
        by_size = parts.sort_values("plotted", ascending=shape == "dots", kind="stable")
        parts = by_size.sort_values("year", ascending=False, kind="stable") if shape == "paired" else by_size
        parts = parts.iloc[_below_their_wholes(list(parts["category"]))]
    return list(dict.fromkeys(parts["series"]))


def _below_their_wholes(categories: Sequence[str]) -> list[int]:
    """The places of categories in the order given, but for those that are part of others."""
    first = {name: place for place, name in reversed([*enumerate(categories)])}

    def standing(place: int) -> tuple[bool, int, bool, int]:
        whole = whole_of(categories[place], first)
        return is_within(categories[place]), first.get(whole, place), bool(whole), place

    return sorted(range(len(categories)), key=standing)


def offered(panel: Panel) -> dict[str, tuple[str, ...]]:
    """The series that may be made to stand out, in the order drawn: mark to names; none where one sees them anyway."""
    if panel.value or panel.shape not in {"trend", *LISTED}:
        return {}
    rows = panel.rows if panel.whole is None else panel.whole
    filled = rows[rows["value"].notna()]
    if panel.shape == "trend":
        names = list(dict.fromkeys(filled["series"]))
    else:
        has_total = panel.shape == "growth" or (panel.shape == "paired" and (rows["plotted_unit"] == "%").all())
        totals = filled.loc[filled["is_total"], "series"] if has_total else ()
        names = list(dict.fromkeys([*totals, *order(rows, panel.shape, is_ranked=panel.is_ranked)]))
    marks = {row["series"]: mark_of(row) for row in records(filled)}
    found: dict[str, tuple[str, ...]] = {}
    for name in names:
        found[marks[name]] = (*found.get(marks[name], ()), name)
    return found if len(found) >= (PAIR if panel.shape == "trend" else FEW) else {}


def emphasised(panel: Panel, marks: Collection[str]) -> Panel:
    """The panel with the first of these series that it offers standing out."""
    named = offered(panel) if marks else {}
    return replace(panel, emphasis=next((named[mark] for mark in marks if mark in named), ()))


def at_a_glance(panel: Panel) -> int:
    """How many of the series of a long list a page shows before the rest is opened: no row of zeros."""
    rows = panel.rows
    zeros = rows.loc[(rows["value"] == 0) & ~rows["is_total"], "series"].nunique()
    names = order(rows, panel.shape, is_ranked=panel.is_ranked)
    is_cut = panel.shape == "ranking" and panel.is_ranked and zeros >= FEW and not (rows["value"] < 0).any()
    return min(len(names) - zeros, MOST_BARS) if is_cut else MOST_BARS


def in_parts(panel: Panel, most: int, first: int = 0) -> list[Panel]:
    """A panel in pieces of so many series, in their order; the total is in each, and bars have the scale of all.

    first: how many are in the first piece, where that is less. What is left of a list takes no piece of its own where
    it is too little to be a chart.
    """
    names, first = order(panel.rows, panel.shape, is_ranked=panel.is_ranked), first or most
    if panel.value or len(names) <= first:
        return [panel]
    rows, found = panel.rows, []
    whole = rows if panel.shape in LISTED else None
    starts = [0, *range(first, len(names), most)]
    if whole is not None and len(names) - starts[-1] < FEW and first == most:
        starts.pop()
    if len(starts) == 1:
        return [panel]
    for start, end in pairwise((*starts, len(names))):
        own = rows["series"].isin(names[start:end])
        found.append(replace(panel, rows=rows[own | rows["is_total"]], whole=whole))
    return found


APART = ["indicator", "area_id", "area", "area_kind", "category", "break_from"]
"""The columns by which rows that stand together are told apart."""


def as_series(rows: pd.DataFrame, graded: Collection[str] = ()) -> pd.DataFrame:
    """Add what sets the rows apart from one another: `series` (a name), `is_total` and `is_grade`.

    rows: any rows of `Store.observations`. Both depend on which rows stand together, so that no row has them alone.
    graded: indicators whose categories are grades (code list `ordinal`).
    """
    every = records(rows[APART])
    has_areas = len({row["area_id"] for row in every}) > 1
    has_categories = any(row["category"] for row in every)

    def name(row: Mapping[str, Any]) -> str:
        if has_areas:
            return str(row["area"]) + (f" · {row['category']}" if row["category"] else "")
        return (row["category"] or TOTAL) if has_categories else str(row["indicator"])

    def is_total(row: Mapping[str, Any]) -> bool:
        return (not row["category"] and has_categories and not has_areas) or row["area_kind"] == SEVERAL_PLACES

    begun = ["" if pd.isna(row["break_from"]) else f"（{row['break_from']} 年度起）" for row in every]
    names = [name(row) + since for row, since in zip(every, begun, strict=True)]
    return rows.assign(
        series=pd.Series(names, rows.index, dtype=object),
        is_total=pd.Series([is_total(row) for row in every], rows.index, dtype=bool),
        is_grade=rows["indicator_id"].isin(list(graded)),
    )


def _groups(rows: pd.DataFrame) -> list[tuple[GroupKey, pd.DataFrame]]:
    """The rows of each measure, plotted unit and span, in the order of the rows."""
    places: dict[GroupKey, list[int]] = {}
    keys = zip(*(rows[name].tolist() for name in ("measure", "plotted_unit", "span")), strict=True)
    for place, (measure, unit, span) in enumerate(keys):
        places.setdefault((measure, unit, span), []).append(place)
    return [(key, rows if len(places) == 1 else rows.take(own)) for key, own in places.items()]


def _by_dates(groups: Iterable[tuple[GroupKey, pd.DataFrame]]) -> Iterator[tuple[GroupKey, pd.DataFrame]]:
    """The groups, what has no year apart from lines and pairs of years, in which it has no place."""
    for (measure, unit, span), rows in groups:
        is_dated = rows["year"].notna()
        if is_dated.all() or _shape(records(rows[is_dated])) not in OVER_YEARS:
            yield (measure, unit, span), rows
            continue
        yield (measure, unit, span), rows[is_dated]
        yield (measure, unit, span or phrases.UNSTATED), rows[~is_dated]


def shape(rows: pd.DataFrame) -> Shape:
    """Which drawing suits the rows of `as_series`, and says something.

    Numbers without a year are on no line. Two years are no line, and few bars no chart: both are numbers side by side,
    or many pairs of points. Rates most of which are near all are dots, as bars would be of equal length; changes are
    bars to both sides of nothing.
    """
    return _shape(records(rows))


def _shape(every: Sequence[Mapping[str, Any]]) -> Shape:
    filled = [row for row in every if not pd.isna(row["value"])]
    if not filled:
        return "empty"
    if len(filled) == 1:
        return "single"
    years: dict[tuple[str, str], set[int]] = {}
    for row in filled:
        own = years.setdefault((row["area_id"], row["category"]), set())
        own.update(() if pd.isna(row["year"]) else (row["year"],))
    most = max(len(each) for each in years.values())
    if most > PAIR:
        return "board" if any(pd.isna(row["year"]) for row in every) else "trend"
    if most == PAIR:
        return "paired" if len(years) >= FEW and all(years.values()) else "board"
    parts = [row for row in filled if not row["is_total"]]
    if len(parts) < FEW:
        return "board"
    if all(row["measure"] in CHANGES for row in parts):
        return "growth"
    if _is_near_all(filled):
        return "dots"
    return "board" if sum(bool(row["plotted"]) for row in parts) < FEW or _is_of_small(parts) else "ranking"


def _is_of_small(parts: Sequence[Mapping[str, Any]]) -> bool:
    """Whether the parts of one area are so small counts that their bars say less than the numbers."""
    if len({row["area_id"] for row in parts}) > 1 or any(row["unit"] in wording.RATE_UNITS for row in parts):
        return False
    return all(float(row["value"]).is_integer() and 0 <= row["value"] <= SMALL for row in parts)


def nothings(filled: Sequence[Mapping[str, Any]]) -> list[Mapping[str, Any]]:
    """Of parts of one period those that are nothing, where they are so many that each of them would say less."""
    own = [row for row in filled if row["plotted"] == 0 and row["category"] and not wording.mark(row)]
    is_many = len(own) >= FEW and len(own) < len(filled) and len({row["period"] for row in filled}) == 1
    return own if is_many and len({row["area_id"] for row in filled}) == 1 else []


def _is_near_all(filled: Sequence[Mapping[str, Any]]) -> bool:
    """Whether numbers are rates most of which are near all, so that marks that start at 0 would be alike."""
    parts = [row for row in filled if not row["is_total"]] or filled
    is_rate = all(row["plotted_unit"] == "%" for row in parts) and all(HALF <= row["plotted"] <= 100 for row in filled)
    return is_rate and median(row["plotted"] for row in parts) >= NEAR_ALL


def _with_bases(store: Store, panel: Panel) -> Panel:
    """With the columns that stand beside its marks: of dots what they are of, of changes their levels, and back."""
    if panel.value:
        return panel
    made = {
        "dots": _with_what_rates_are_of,
        "growth": _with_levels,
        "paired": _with_changes,
        "board": _with_printed_changes,
    }
    if panel.shape not in made:
        return panel
    found = made[panel.shape](store, panel)
    marked = remarks.marked(row for base in found.bases for row in base.numbers.values())
    return replace(found, remarks=tuple(dict.fromkeys([*found.remarks, *marked])))


def _with_levels(store: Store, panel: Panel) -> Panel:
    """Of changes of one period, the levels that changed, where the paper prints them for all."""
    rows = records(store.observations(Selection(indicators=(panel.indicator_id,), towns=_areas(panel))))
    levels = {_spot(row): row for row in rows if row["measure"] == LEVEL and row["status"] == REPORTED}
    numbers = {row["key"]: levels[_spot(row)] for row in panel.filled if _spot(row) in levels}
    periods = {row["period_name"] for row in numbers.values()}
    if len(numbers) < len(panel.filled) or len(periods) > 1:
        return panel
    units = {row["unit"] for row in numbers.values()}
    return replace(panel, bases=(Base(periods.pop(), units.pop() if len(units) == 1 else "", numbers),))


def _with_changes(store: Store, panel: Panel) -> Panel:
    """Of two years, how much the later number of each series changed: as printed, else as it follows from both."""
    printed = changes.printed_changes(store, panel.indicator_id, panel.rows["area_id"])
    series: dict[tuple[str, str], list[dict[str, Any]]] = {}
    for row in panel.filled:
        if not pd.isna(row["year"]):
            series.setdefault((row["area_id"], row["category"]), []).append(row)
    moves = {}
    for own in series.values():
        last = max(own, key=lambda row: int(row["year"]))
        moved = printed.get(_spot(last)) or changes.between_levels(own, last)
        if moved is not None:
            moves[last["key"]] = moved
    if not moves:
        return panel
    texts = {key: changes.in_brief(moved) for key, moved in moves.items()}
    is_computed = any(not moved.is_printed for moved in moves.values())
    said = (remarks.computed(),) if is_computed else ()
    return replace(panel, bases=(Base(AGAINST_LAST_YEAR, "", {}, texts),), remarks=(*panel.remarks, *said))


def _with_printed_changes(store: Store, panel: Panel) -> Panel:
    """Of the numbers of a board, how much they changed where the paper prints it; none of what are changes."""
    levels = [row for row in panel.filled if row["measure"] == LEVEL]
    printed = changes.printed_changes(store, panel.indicator_id, panel.rows["area_id"]) if levels else {}
    texts = {row["key"]: changes.in_brief(printed[_spot(row)]) for row in levels if _spot(row) in printed}
    return replace(panel, bases=(Base(AGAINST_LAST_YEAR, "", {}, texts),)) if texts else panel


def columned_texts(panel: Panel) -> dict[str, str]:
    """Key of a number to what stands beside it that is no number of the paper: how much it changed."""
    return {key: text for base in panel.bases for key, text in base.texts.items()}


def columned(shown: Iterable[Panel]) -> set[Spot]:
    """Of which numbers some panels have a column beside their own."""
    spots = set()
    for panel in shown:
        told = {key for base in panel.bases for key in (*base.numbers, *base.texts)}
        spots |= {_spot(row) for row in panel.filled if row["key"] in told}
    return spots


def is_told(panel: Panel, beside: Collection[Spot]) -> bool:
    """Whether all numbers of a panel stand in columns already; one in doubt needs a panel that says why."""
    filled = panel.filled
    return bool(filled) and all(_spot(row) in beside and not row["doubt"] for row in filled)


def without_repeats(shown: Sequence[Panel]) -> list[Panel]:
    """The panels of one indicator without its changes, where all of them stand beside two years or on a board."""
    beside = columned(panel for panel in shown if panel.shape in {"paired", "board"})
    return [
        panel
        for panel in shown
        if not (all(row["measure"] in CHANGES for row in panel.filled) and is_told(panel, beside))
    ]


def _spot(row: Mapping[str, Any]) -> Spot:
    """What a level and its change share."""
    return row["area_id"], row["category"], row["period"]


def _with_what_rates_are_of(store: Store, panel: Panel) -> Panel:
    """The denominator of rates first: only what is printed for one of them.

    Where the paper counts what failed, that stands in place of what passed.
    """
    entry, found = store.indicator(panel.indicator_id), []
    for side in ("denominator", "numerator"):
        numbers = rates_are_of(store, panel, side)
        if numbers:
            found.append(Base(entry[side], _usual(numbers), numbers))
    failed = failures.of_rate(store, panel.indicator_id, int(panel.filled[0]["year"])) if len(found) > 1 else None
    if failed is None:
        return replace(panel, bases=tuple(found))
    counted = {row["key"]: failed.printed[row["category"]] for row in panel.filled if row["category"] in failed.printed}
    computed = {
        row["key"]: wording.quantity(failed.computed[row["category"]], found[0].own_unit(row["key"])) + COMPUTED_MARK
        for row in panel.filled
        if row["category"] in failed.computed and row["key"] not in counted
    }
    left = Base(failed.word, found[0].unit, counted, computed)
    said = remarks.computed(f"{entry['denominator']}减{entry['numerator']}")
    return replace(panel, bases=(found[0], left), remarks=(*panel.remarks, said) if computed else panel.remarks)


def rates_are_of(
    store: Store, panel: Panel, side: Literal["denominator", "numerator"] = "denominator"
) -> dict[str, dict[str, Any]]:
    """Keys of the rates of a panel to the number printed for the same area, category and period that each is of."""
    counting = store.indicator(panel.indicator_id)[f"{side}_indicator"]
    if not counting:
        return {}
    rows = records(store.observations(Selection(indicators=(counting,), towns=_areas(panel))))
    printed = {_place(row): row for row in rows if row["status"] == REPORTED}
    return {row["key"]: printed[_place(row)] for row in panel.filled if _place(row) in printed}


def _areas(panel: Panel) -> tuple[str, ...]:
    """The areas that a panel shows numbers of."""
    return tuple(dict.fromkeys(row["area_id"] for row in panel.filled))


def _usual(numbers: Mapping[str, Mapping[str, Any]]) -> str:
    """The unit that most of some numbers have."""
    units = [str(row["unit"]) for row in numbers.values()]
    return max(dict.fromkeys(units), key=units.count)


def _place(row: Mapping[str, Any]) -> tuple[str, ...]:
    """What two indicators must share for one number to be of the other."""
    return row["area_id"], row["category"], row["period"], row["measure"]


def _panel(
    indicator_id: str, rows: pd.DataFrame, heading: str, *, is_comparable: bool, is_in_parts: bool = False
) -> Panel:
    """is_in_parts: whether the rows are of parts of several years, which are numbers side by side."""
    every = records(rows)
    suits: Shape = "board" if is_in_parts else _shape(every)
    filled = [row for row in every if not pd.isna(row["value"])]
    is_ranked = len({row["area_id"] for row in every}) == 1 or is_comparable
    value = ""
    if suits in {"ranking", "growth", "board"} and not any(row["value"] for row in filled):
        value = f"各项均为 {wording.quantity(0.0, every[0]['plotted_unit'])}"
    elif is_in_parts and len(named := {row["category"] for row in filled}) == 1:
        heading = " · ".join(filter(None, [heading, *named]))
    elif suits == "single":
        only = filled[0]
        value = _change_line(only) if only["measure"] in CHANGES else only["label"]
        heading = " · ".join(filter(None, [heading, only["category"]]))
    said = tuple(_remarks(every, suits, is_ranked=is_ranked))
    return Panel(indicator_id, heading, suits, rows, value, is_ranked, said)


def _change_line(only: Mapping[str, Any]) -> str:
    return f"{only['period_name']}比上年{printed_change(only).text}"


def _revised(every: list[dict[str, Any]]) -> Iterator[Remark]:
    """What a later paper prints otherwise; of a change that says so, as it stands beside levels."""
    for revised, measure in dict.fromkeys((row["revision"], row["measure"]) for row in every):
        if revised:
            yield Remark(Kind.REVISED, f"{'同比' if measure in CHANGES else ''}修订：{revised}")


def _of_parts(categories: Iterable[str]) -> Iterator[Remark]:
    """That what is part of another among them does not add up with it, and what it is part of."""
    every = list(dict.fromkeys(categories))
    parts: dict[str, list[str]] = {}
    for one in every:
        if whole := whole_of(one, every):
            parts.setdefault(whole, []).append(one)
    if parts:
        told = "，".join(f"“{whole}”已含{_named_parts(whole, own)}" for whole, own in parts.items())
        yield Remark(Kind.PART, f"{told}，不与之相加。")
    within, others = [one for one in every if is_within(one)], [one for one in every if one and not is_within(one)]
    if within and others:
        what = "合计" if "" in every else _quoted(others) if len(others) == 1 else "其他各项合起来"
        yield Remark(Kind.PART, f"{_quoted(map(plain, within))}是{what}的一部分，不与其他各项相加。")


def _named_parts(whole: str, own: list[str]) -> str:
    """The parts of a whole by their names where they are few, else by what all begin with."""
    is_first = all(one.startswith(whole + JOINT) for one in own)
    return _quoted(own) if len(own) < PAIR or not is_first else f"“{whole}{JOINT}…”各项"


def _quoted(names: Iterable[str]) -> str:
    return "".join(f"“{name}”" for name in names)


def _places(every: list[dict[str, Any]]) -> Iterator[str]:
    """Where the numbers stand, and in which white paper where they are of several."""
    is_of_several = len({row["edition"] for row in every}) > 1
    for row in every:
        yield f"{row['edition']} 年度 {row['cited']}" if is_of_several else row["cited"]


def _remarks(every: list[dict[str, Any]], shape: Shape, *, is_ranked: bool) -> Iterator[Remark]:
    """What a reader of the chart must know: source, period, missing years, total, qualifiers, comparability."""
    filled = [row for row in every if not pd.isna(row["value"])]
    is_qualified = any(row["qualifier"] in LIMITING for row in every)
    is_of_one = shape == "board" and len({row["period"] for row in filled}) == 1
    yield remarks.source(*_places(every))
    if is_of_one or shape in {"single", "ranking", "growth", "dots"}:
        periods = list(dict.fromkeys(row["period_name"] for row in filled if row["period"]))
        unstated = [f"{'其余' if periods else ''}{phrases.UNSTATED}"] * any(not row["period"] for row in filled)
        yield Remark(Kind.PERIOD, "，".join([f"期间：{'、'.join(periods)}"] * bool(periods) + unstated))
    if shape == "trend" and _is_near_all(filled):
        yield Remark(Kind.CUT_AXIS, "纵轴不从 0 起。")
    if shape == "dots":
        yield Remark(Kind.CUT_AXIS, "横轴不从 0 起，只看点的位置。")
    gaps: dict[str, list[str]] = {}
    for row in every:
        if pd.isna(row["value"]):
            place = " ".join(filter(None, (row["period_name"], row["category"])))
            gaps.setdefault(row["status_reason"], []).append(place)
    for reason, places in sorted(gaps.items()):
        yield Remark(Kind.MISSING, f"缺失：{'、'.join(dict.fromkeys(places))}（{reason}）")
    total = [row for row in filled if row["is_total"]]
    if shape in {"ranking", "dots", "paired"} and total and not all(row["is_total"] for row in every):
        sums = "，".join(f"{row['period_name']} {phrases.value(row)}" for row in total)
        is_line = shape in {"ranking", "dots"} and total[0]["unit"] == "%"
        yield Remark(Kind.TOTAL, f"合计：{sums}", on_screen="（图中虚线）" if is_line else "")
    if shape == "board" and (empty := nothings(filled)):
        named = "，".join(plain(row["category"]) for row in empty)
        yield Remark(Kind.COUNTED, f"其余 {len(empty)} 项均为 {phrases.value(empty[0])}：{named}。")
    if any(row["status"] == DERIVED for row in every):
        drawn = {"paired": "标有“推算”的（空心点）"} | dict.fromkeys(("ranking", "growth", "dots", "trend"), "空心点")
        yield remarks.derived(drawn[shape]) if shape in drawn else remarks.derived()
    if shape in {"ranking", "growth"} and is_qualified:
        yield Remark(Kind.QUALIFIED, "底色淡、有边框的条带有“约、超、近”等修饰语，不是精确值。")
    if shape in {"trend", "paired", "dots"} and is_qualified:
        yield Remark(Kind.QUALIFIED, "虚线圈的点带有“约、超、近”等修饰语，不是精确值。")
    yield from _revised(every)
    for named in dict.fromkeys(filter(None, (row["named"] for row in every))):
        yield Remark(Kind.RENAMED, f"{named}。")
    for broken in dict.fromkeys(filter(None, (row["break_reason"] for row in every))):
        yield Remark(Kind.BROKEN, broken)
    units = list(dict.fromkeys(row["unit"] for row in filled if row["unit"] != row["plotted_unit"]))
    if units:
        yield Remark(Kind.CONVERTED, f"原文以{'、'.join(units)}为单位的数，图中换算为{every[0]['plotted_unit']}。")
    yield from remarks.marked(sorted(every, key=lambda row: not row["is_total"]))  # that of the sentence first
    yield from _of_parts(row["category"] for row in filled)
    if not is_ranked and not any(row["area_kind"] == OUTSIDE for row in filled):  # a city holds its districts
        in_order = "，未按大小排序" if shape in LISTED else ""
        yield Remark(Kind.INCOMPARABLE, f"各地区口径不同，不宜比较{in_order}。")
