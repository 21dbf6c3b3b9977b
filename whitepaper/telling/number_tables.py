"""Numbers as lines of a table: those of a view, and several towns on the same headings."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace

import pandas as pd

from whitepaper.model.cells import NOTHING, Cell, Table, of_frame
from whitepaper.model.keys import NUMBERS, REPORTED
from whitepaper.model.selection import Selection
from whitepaper.printed import wording
from whitepaper.printed.changes import change
from whitepaper.store.described import grouped, records
from whitepaper.store.store import Store
from whitepaper.telling import remarks
from whitepaper.telling.boards import Number
from whitepaper.telling.phrases import UNSTATED, value
from whitepaper.telling.side_by_side import SideBySide, side_by_side
from whitepaper.telling.towns import TownNumber, standing

HEADINGS = {
    "indicator": "指标",
    "category": "分类",
    "area": "地区",
    "label": "数值",
    "change": "比上年",
    "period_name": "期间",
    "cited": "来源",
    "note": "说明",
}
ROW_HEADINGS = {
    "sector": "领域",
    "indicator": "指标",
    "category": "分类",
    "area": "地区",
    "period_name": "期间",
    "measure_name": "口径",
    "label": "数值",
    "status_name": "状态",
    "cited": "来源",
    "remark": "说明",
    "edition": "版本",
    "standing": "是否现行",
}
VALUE = "label"
"""The column of the number itself in both."""
SPARE = ROW_HEADINGS["sector"]
"""What its indicator tells of a row as well."""
SERIES = ["indicator_id", "area_id", "category"]
SOMETIMES = ("category", "change", "note", "remark")  # columns left out where no line has them
OF_EDITIONS = ("edition", "standing")  # say something only where more than current numbers are shown
MOST_TOWNS = 4
ITEM, COMPARABILITY = "item", "comparability"
IN_A_WORD = "word"
"""Code of a number that the paper says in a word alone."""
COMPARABLE, INCOMPARABLE = Cell("可比", code="comparable"), Cell("不可比", code="incomparable")


def of_numbers(store: Store, selection: Selection, *, is_explained: bool = True) -> Table:
    """The numbers themselves that a selection keeps, one line each, in the order of its indicators.

    Where no years are chosen, those of the newest paper that has the series. The columns are those of HEADINGS that say
    something; every cell has the key of the number on its line. is_explained: whether a note also says why its number
    is marked, as it need not where that stands below the table.
    """
    rows = store.observations(selection)
    order = {key: place for place, key in enumerate(selection.indicators)}
    levels = rows[rows["measure"].isin(NUMBERS)]
    if not selection.years:
        levels = levels[levels["edition"] == levels.groupby(SERIES)["edition"].transform("max")]
    levels = levels.assign(place=levels["indicator_id"].map(order)).sort_values("place", kind="stable")
    series = grouped(records(rows), *SERIES)
    changes = []
    for level in levels.itertuples():
        own = series[level.indicator_id, level.area_id, level.category]
        moved = None if pd.isna(level.year) else change(own, int(level.year))
        changes.append(moved.marked if moved else "")
    said = [value(row) for row in records(levels)]
    notes = _explained(levels, "note") if is_explained else levels["note"]
    levels = levels.assign(change=changes, note=notes, label=said)
    table = of_frame(levels, HEADINGS, list(levels["key"]), VALUE).without_silent(SOMETIMES)
    words = set(levels.loc[levels["printed"].map(wording.is_word).astype(bool), "key"])
    table = replace(table, lines=[_coded(line, words) for line in table.lines])
    if levels["area"].nunique() == 1:
        table = table.only([name for name in table.headings if name != "area"])
    return table


def from_afar(table: Table) -> Table:
    """The table in fewer columns, so that it can be read from afar.

    What part a number is of stands with its name, its change behind it; a period that is not stated is left out.
    """

    def told(line: Mapping[str, Cell]) -> dict[str, Cell]:
        part, moved = line.get("category", NOTHING).text, line.get("change", NOTHING).text
        name, number = line["indicator"], line[VALUE]
        dated = line.get("period_name", NOTHING)
        return {
            **line,
            "indicator": replace(name, text=name.text + wording.scope(part)),
            VALUE: replace(number, text="，".join(filter(None, [number.text, moved]))),
            "period_name": replace(dated, text="" if dated.text == UNSTATED else dated.text),
        }

    found = replace(table, lines=[told(line) for line in table.lines])
    return found.only([name for name in found.headings if name not in ("category", "change")])


def _coded(line: Mapping[str, Cell], words: Collection[str]) -> dict[str, Cell]:
    """The line with its number marked where it is one of those that are words, by their keys."""
    cell = line[VALUE]
    return {**line, VALUE: replace(cell, code=IN_A_WORD if cell.key in words else "")}


def of_places(numbers: Sequence[TownNumber], headings: Mapping[str, str], *, is_ranked: bool) -> Table:
    """Areas under one indicator, in their order; where they are ranked with a place each, which like ones share.

    headings: of place, name, shown, period. A line has the key of its number.
    """
    lines, place, before = [], 0, ""
    for at, one in enumerate(numbers, 1):
        place, before = (place if one.shown == before else at), one.shown
        said = str(place) if is_ranked and one.key else ""
        cells = {"place": said, "name": one.name, "shown": one.shown, "period": one.period}
        lines.append({name: Cell(text, one.key) for name, text in cells.items()})
    return Table(dict(headings), lines).without_silent(("place",))


def of_rows(rows: pd.DataFrame) -> Table:
    """Every row of some observations, levels and changes; every cell has the key of the number on its line.

    The columns are those of ROW_HEADINGS that say something, or tell the rows apart.
    """
    told = rows.assign(remark=_explained(rows, "remark"))
    table = of_frame(told, ROW_HEADINGS, list(rows["key"]), VALUE).without_silent(SOMETIMES)
    silent = {
        "sector": rows["sector"].nunique() == 1,
        "status_name": (rows["status"] == REPORTED).all(),
        **dict.fromkeys(OF_EDITIONS, rows["is_current"].all()),
    }
    return table.only([name for name in table.headings if not silent.get(name, False)])


def _explained(rows: pd.DataFrame, column: str) -> pd.Series:
    """What a column says of numbers, behind why a check marks them."""
    told = rows[column].astype("object")
    for reason, word in reversed(remarks.MARKS.values()):
        told = told.where(rows[reason] == "", f"{word}：" + rows[reason] + told)
    return told


def reported(store: Store, area_id: str) -> pd.DataFrame:
    """The latest number that a town reports of each indicator, in the order of indicators, as observations."""
    levels = standing(store.observations(Selection(towns=(area_id,))))
    places = levels["indicator_id"].map(store.place("indicators"))
    return levels.assign(place=places).sort_values("place", kind="stable")


def compared(store: Store, selection: Selection, most: int = MOST_TOWNS) -> Table:
    """Up to `most` of the chosen towns on the same headings; what does not compare says so.

    What several of them report comes first; of what a single one does, the headings that a comparison is about.
    Industry and honours are those of the chosen white papers, else of the latest.

    Columns: ITEM, one for each town (its id), COMPARABILITY where some headings compare: that none does is said once
    for all. The cell of a town has the key of its number.
    """
    beside = side_by_side(store, selection, most)
    names = dict(zip(beside.towns, beside.names, strict=True))
    lines = [{ITEM: Cell("特色产业")} | _cells(beside, map(Cell, beside.industries))]
    for line in (*beside.shared, *(one for one in beside.single if one.is_main)):
        comparability = COMPARABLE if line.is_comparable else INCOMPARABLE
        lines.append({ITEM: Cell(line.name), **_cells(beside, map(_cell, line.numbers)), COMPARABILITY: comparability})
    honours = (Cell(f"{len(store.honours(replace(selection, towns=(town,))))} 项") for town in beside.towns)
    counted = {ITEM: Cell("白皮书注明属于该街镇的荣誉"), **_cells(beside, honours), COMPARABILITY: INCOMPARABLE}
    told = {COMPARABILITY: "可比性"} if any(line.get(COMPARABILITY) == COMPARABLE for line in lines) else {}
    return Table({ITEM: "项目"} | names | told, [*lines, counted])


def _cells(beside: SideBySide, cells: Iterable[Cell]) -> dict[str, Cell]:
    return dict(zip(beside.towns, cells, strict=True))


def _cell(number: Number | None) -> Cell:
    """A number in words, with what must be said beside it; or that it is not reported."""
    if number is None:
        return Cell(wording.UNREPORTED)
    told = number.shown + wording.scope("，".join(filter(None, [number.scope, number.period])))
    return Cell(told + (f"，{number.earlier}" if number.earlier else ""), number.key)
