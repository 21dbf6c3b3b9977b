"""The one shape of an observation: the built row and every column that a reader of any room needs, made once."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from numbers import Integral
from typing import Any

import numpy as np
import pandas as pd
import pyarrow as pa

from whitepaper.checks.findings import marked
from whitepaper.checks.judgement import CONTRADICTION, SCOPE
from whitepaper.model.keys import CHANGES, DERIVED, KEY, LEVEL, MISSING, REPORTED, key_of
from whitepaper.model.schema import DESCRIBED, Table
from whitepaper.model.text import folded, variants
from whitepaper.printed import wording
from whitepaper.printed.categories import is_part_of
from whitepaper.printed.changes import basis_of
from whitepaper.printed.intervals import converted, is_convertible, is_counted
from whitepaper.store.filtering import places_by
from whitepaper.store.frames import Places
from whitepaper.store.history import History
from whitepaper.store.order import is_ahead, time_order

CURRENT = "是"
CHANGE_WORDS = "增速 增长 同比 变化"
"""What readers call a change."""
BATCH = 2_000
"""Rows that are described at once, as each is many texts until it is in its columns."""
GROUPS_AT_ONCE = 100
Row = dict[str, Any]
Names = Mapping[str, Mapping[str, str]]


def describe(tables: Mapping[str, pa.Table], declared: Mapping[str, Table], names: Names, version: str) -> pa.Table:
    """Observations with the columns that the dictionary declares as `described`; no column of the built row changes.

    names: code list (`status`, `measure`, `measured_unit`, `synonym`) to its codes and their names; version: of the
    data. Texts are encoded as `encoded` says.
    """
    rows, described = tables["observations"], _describer(tables, names, version)
    columns = list(declared[DESCRIBED].arrow)
    places = list(places_by(rows["indicator_id"]).values())
    parts = [encoded(_part(rows.take(part), described, columns)) for part in _joined(places, BATCH)]
    if not parts:
        return _part(rows, described, columns)
    found = pa.concat_tables(parts).unify_dictionaries().combine_chunks()
    return found.take(np.argsort(np.concatenate(places)))


def _joined(places: Iterable[Places], least: int) -> Iterator[Places]:
    """The places one after the other, at least so many at once but for the last."""
    part: list[Places] = []
    for own in places:
        part.append(own)
        if sum(map(len, part)) >= least:
            yield np.concatenate(part)
            part = []
    if part:
        yield np.concatenate(part)


def _part(rows: pa.Table, described: Callable[[list[Row]], list[Row]], columns: Iterable[pa.Field]) -> pa.Table:
    """Whole indicators with the columns added."""
    made = described(rows.to_pylist())
    for column in columns:
        rows = rows.append_column(column, pa.array([row[column.name] for row in made], column.type))
    return rows


def _describer(tables: Mapping[str, pa.Table], names: Names, version: str) -> Callable[[list[Row]], list[Row]]:
    """What makes the added columns of the rows of some indicators, all that there are of each."""
    indicators = {row["indicator_id"]: row for row in tables["indicators"].to_pylist()}
    areas = {row["area_id"]: row for row in tables["areas"].to_pylist()}
    sectors = {row["sector_id"]: row["name"] for row in tables["sectors"].to_pylist()}
    doubted, unsettled = (marked(tables["findings"], verdict) for verdict in (CONTRADICTION, SCOPE))
    history = History.of(tables["names"].to_pylist(), tables["breaks"].to_pylist())

    def described(rows: list[Row]) -> list[Row]:
        vintages, levels, units, mains = _vintages(rows), _levels(rows), _units(rows), _mains(rows)
        return [added(row, vintages, levels, units, mains) for row in rows]

    def added(
        row: Row,
        vintages: Mapping[tuple[object, ...], Sequence[Row]],
        levels: Mapping[tuple[object, ...], float],
        units: Mapping[tuple[object, ...], str],
        mains: Mapping[tuple[object, ...], str],
    ) -> Row:
        indicator, area = indicators[row["indicator_id"]], areas[row["area_id"]]
        key, status = key_of(row), names["status"][row["status"]]
        shown = wording.shown(row["value"], row["unit"], row["qualifier"], row["printed"])
        marked_as = {"doubt": doubted.get(key, ""), "unsettled": unsettled.get(key, "")}
        return {
            "key": key,
            "at_year": row["edition"] if row["year"] is None else row["year"],
            "indicator": indicator["name"],
            "area": area["name"],
            "area_kind": area["kind"],
            "sector_id": indicator["sector_id"],
            "sector": sectors[indicator["sector_id"]],
            "subsector_id": indicator["subsector_id"],
            "subsector": indicator["subsector"],
            "yoy_basis": basis_of(indicator["yoy_basis"], row["category"]),
            "definition": indicator["definition"],
            "period_name": wording.period_name(row["period"]),
            "span": wording.partial_period(row["period"]),
            "qualifier_name": row["qualifier"] or wording.NO_QUALIFIER,
            "measure_name": names["measure"][row["measure"]],
            "status_name": status,
            "status_said": f"{status}：{row['status_reason']}" if row["status"] == MISSING else status,
            "shown": shown,
            "label": shown + wording.behind(wording.mark(marked_as)),
            "is_rank": wording.is_rank(row["printed"]),
            "is_count": not row["unit"] or is_counted(row["unit"], names["measured_unit"].keys()),
            **marked_as,
            "cited": cited(row),
            "remark": (row["status_reason"] if row["status"] == DERIVED else "") + row["note"],
            "is_current": row["superseded_by"] is None,
            "standing": CURRENT if row["superseded_by"] is None else f"否，{row['superseded_by']} 年度白皮书又印",
            "revision": revision(row, vintages[series_of(row)]),
            "own_before": levels.get((*series_of(row), row["unit"], row["edition"])),
            "plotted": converted(row["value"], row["unit"], units[_measured(row)]),
            "plotted_unit": units[_measured(row)]
            if row["value"] is None or is_convertible(row["unit"], units[_measured(row)])
            else row["unit"],
            "is_main": row["category"] == mains.get((*series_of(row)[:2], row["measure"])),
            "named": history.name_then(row, indicator["name"]),
            "break_from": history.break_before(row),
            "break_reason": history.break_said(row),
            "is_ahead": is_ahead(row),
            "time_order": time_order(row, row["edition"] if row["year"] is None else row["year"]),
            "version": f"{row['edition']} 年度白皮书，数据版本 {version}",
            "dataset_version": version,
            "searched": folded(variants(" ".join(_words(row, indicator, area)), names["synonym"])),
        }

    return described


def encoded(rows: pa.Table) -> pa.Table:
    """The same with each text of a column held once, but for those of the key, which are all different."""
    for place, field in enumerate(rows.schema):
        if field.type == pa.string() and field.name != "key":
            rows = rows.set_column(place, field.name, rows[place].dictionary_encode())
    return rows


def records(rows: pd.DataFrame) -> list[Row]:
    """The rows as plain mappings: of few rows pandas is slower to read a cell than all else there is to do."""
    names = list(rows)
    return [dict(zip(names, cells, strict=True)) for cells in rows.to_numpy(dtype=object).tolist()]


def grouped(rows: Iterable[Row], *names: str) -> dict[tuple[Any, ...], list[Row]]:
    """The rows by what stands in some columns, in the order of the rows."""
    found: dict[tuple[Any, ...], list[Row]] = {}
    for row in rows:
        found.setdefault(tuple(row[name] for name in names), []).append(row)
    return found


def each_group(rows: pd.DataFrame, name: str) -> Iterator[list[Row]]:
    """The rows of each value of a column, in the order of its first ones; not all at once, as plain rows are large."""
    codes, _ = pd.factorize(rows[name])
    for start in range(0, codes.max(initial=-1) + 1, GROUPS_AT_ONCE):
        yield from grouped(records(rows[(start <= codes) & (codes < start + GROUPS_AT_ONCE)]), name).values()


def _words(row: Row, indicator: Row, area: Row) -> list[str]:
    """What a number can be found by."""
    own = [indicator["name"], *indicator["aliases"], row["category"], area["name"], indicator["subsector"]]
    return [*own, CHANGE_WORDS] if row["measure"] in CHANGES else own


def series_of(row: Mapping[str, Any]) -> tuple[object, ...]:
    """What a number is about, whatever edition prints it."""
    return tuple(row[name] for name in KEY[:-1])


def revision(row: Row, vintages: Sequence[Row]) -> str:
    """What earlier papers printed in place of a current number, where it is another; empty where it is the same.

    The same number in another unit is no revision, nor is what came of a forecast, nor a number without a stated
    period, which each paper means of its own year.
    """
    last = last_printed(vintages, row["edition"])
    if row["superseded_by"] is not None or row["status"] != REPORTED or last is None or not row["period"]:
        return ""
    if last["year"] > last["edition"] or _printed_alike(last, row):
        return ""
    old, new = (wording.shown(one["value"], one["unit"], one["qualifier"], one["printed"]) for one in (last, row))
    what = " · ".join(filter(None, [row["category"], wording.period_name(row["period"])]))
    return f"{row['edition']} 年度白皮书把 {what}由 {old} 改为 {new}。"


def _printed_alike(one: Row, other: Row) -> bool:
    """Whether two papers print the same number, whatever unit they print it in."""
    if not is_convertible(one["unit"], other["unit"]) or one["qualifier"] != other["qualifier"]:
        return False
    return bool(converted(one["value"], one["unit"], other["unit"]) == other["value"])


def last_printed(vintages: Sequence[Row], edition: int) -> Row | None:
    """What the last paper before an edition printed of a number; None where none did. vintages: by edition."""
    return next((one for one in reversed(vintages) if one["edition"] < edition and one["status"] == REPORTED), None)


def _vintages(rows: Sequence[Row]) -> dict[tuple[object, ...], list[Row]]:
    """What a number is about to all that was printed of it, by edition."""
    found: dict[tuple[object, ...], list[Row]] = {}
    for row in sorted(rows, key=lambda one: one["edition"]):
        found.setdefault(series_of(row), []).append(row)
    return found


def _levels(rows: Sequence[Row]) -> dict[tuple[object, ...], float]:
    """The reported, unqualified level of a year by what it is about in the year after it, its unit and its edition."""
    found: dict[tuple[object, ...], float] = {}
    for row in rows:
        if row["measure"] == LEVEL and row["status"] == REPORTED and not row["qualifier"] and row["period"].isdecimal():
            after = row | {"period": str(int(row["period"]) + 1)}
            found[(*series_of(after), row["unit"], row["edition"])] = row["value"]
    return found


def _measured(row: Mapping[str, Any]) -> tuple[object, ...]:
    """What is measured in one unit over all years."""
    return row["indicator_id"], row["area_id"], row["category"], row["measure"]


def _units(rows: Sequence[Row]) -> dict[tuple[object, ...], str]:
    """What is measured to the unit of its newest number; of a missing one only where there is no other."""
    newest = sorted(rows, key=lambda row: (row["value"] is not None, row["edition"], row["year"] or 0))
    return {_measured(row): row["unit"] for row in newest}


def _mains(rows: Sequence[Row]) -> dict[tuple[object, ...], str]:
    """Indicator, area, measure to the category that stands for them: the total, else the first of the newest paper.

    What is part of another one there gives way to it.
    """
    found: dict[tuple[object, ...], list[str]] = {}
    for row in sorted(rows, key=lambda one: -one["edition"]):
        found.setdefault((row["indicator_id"], row["area_id"], row["measure"]), []).append(str(row["category"]))
    return {
        key: "" if "" in own else next((one for one in own if not is_part_of(one, own)), own[0])
        for key, own in found.items()
    }


def cited(row: Mapping[str, Any], *, has_section: bool = False) -> str:
    """Where a number stands: source, page and department, as far as they are known.

    has_section: names the section of the running text, where no other place is named.
    """
    page = f"第 {row['page']} 页" if isinstance(row["page"], Integral) else ""
    place = wording.place(row["source"], row["section"]) if has_section else row["source"]
    return " · ".join(filter(None, [place, page, row["department"]]))
