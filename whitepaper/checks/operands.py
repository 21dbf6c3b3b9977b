"""The numbers and lists of one paper, found by the selectors of a check."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

import pandas as pd

from whitepaper.checks.selectors import ANY, DISTINCT, DISTRICT, LISTS, OBSERVATION_COLUMNS, TOWNS, Selector, read_terms
from whitepaper.model.dataset import Profile
from whitepaper.model.keys import DERIVED, KEY, MISSING, REPORTED, TOWN_KINDS, key_of
from whitepaper.printed import wording
from whitepaper.printed.intervals import Quantity, is_counted, quantity

LIST_NAMES = dict(zip(LISTS, ("荣誉与名录", "政策文件", "案例", "地区", "单位"), strict=True))


class MissingOperandError(Exception):
    """An operand of a check is not in this paper; the check then says so instead of a verdict."""


@dataclass(frozen=True)
class Term:
    """One number that takes part: the observation (or its second printing), its exact reading, its sign."""

    row: Mapping[str, object]
    quantity: Quantity
    sign: int = 1

    @property
    def key(self) -> str:
        """The observation's key as one text."""
        return key_of(self.row)

    @property
    def unit(self) -> str:
        """Unit as printed."""
        return str(self.row["unit"])

    @property
    def shown(self) -> str:
        """The number with unit and qualifier, its sign as it is typed: formulas are data."""
        row = self.row
        own = wording.shown(float(str(row["value"])), self.unit, str(row["qualifier"]), str(row["printed"]))
        return wording.typed(own)

    @property
    def series(self) -> tuple[str, ...]:
        """What it is about, whatever edition prints it."""
        return tuple(str(self.row[column]) for column in KEY[:-1])


class Paper:
    """One edition.

    frames: built `observations`, and the source forms `indicators`, `areas`, `codelists`, `profile` and those of LISTS.
    """

    def __init__(self, frames: Mapping[str, pd.DataFrame], edition: str) -> None:
        self.edition = edition
        self.year = int(edition)
        self.district = Profile.read(
            dict(zip(*(frames["profile"][c] for c in ("name", "value")), strict=True))
        ).district
        rows = frames["observations"]
        rows = rows[(rows["edition"].astype(str) == edition) & (rows["status"] != DERIVED)]
        self._by_indicator: dict[str, list[dict[str, object]]] = {}
        for row in rows.to_dict("records"):
            self._by_indicator.setdefault(str(row["indicator_id"]), []).append({str(k): v for k, v in row.items()})
        self.indicators = frames["indicators"].set_index("indicator_id").to_dict("index")
        areas = frames["areas"]
        self._areas = dict(zip(areas["area_id"], areas["name"], strict=True))
        self._towns = set(areas.loc[areas["kind"].isin(TOWN_KINDS), "area_id"])
        codes = frames["codelists"]
        self._measured = frozenset(codes.loc[codes["codelist"] == "measured_unit", "code"])
        self._lists = {name: frames[name] for name in LISTS}

    def listed(self, name: str) -> pd.DataFrame:
        """The entries of a list of this paper, as text."""
        rows = self._lists[name]
        return rows[rows["edition"].astype(str) == self.edition] if "edition" in rows else rows

    def terms(self, text: str) -> list[Term]:
        """The numbers that an operand cell selects. Raises MissingOperandError when one is not there."""
        return [term for selector in read_terms(text, self.year) for term in self.select(selector)]

    def count(self, text: str) -> int:
        """How many entries the list selectors of a cell count."""
        return sum(selector.sign * self._counted(selector) for selector in read_terms(text, self.year))

    def quantity(self, printed: str, unit: str) -> Quantity:
        """A printed number as exact quantity."""
        return quantity(printed, unit, self._measured)

    def place(self, term: Term) -> str:
        """Where a number is printed: `表6`, the section for running text, with the year of another paper."""
        told = wording.place(str(term.row["source"]), str(term.row["section"]))
        return told if str(term.row["edition"]) == self.edition else f"{term.row['edition']} 年度 {told}"

    @cached_property
    def numbers(self) -> dict[tuple[str, ...], Term]:
        """Every printed number of this paper, by what it is about."""
        terms = [
            Term(row, self.quantity(str(row["printed"]), str(row["unit"])))
            for rows in self._by_indicator.values()
            for row in rows
            if row["status"] == REPORTED
        ]
        return {term.series: term for term in terms}

    def is_counted(self, unit: str) -> bool:
        """Whether a unit counts things one by one, so that it has no decimals."""
        return is_counted(unit, self._measured)

    def label(self, row: Mapping[str, object]) -> str:
        """An observation as a reader knows it: place, indicator, category, and the year where it is not the paper's."""
        parts = [str(self.indicators[str(row["indicator_id"])]["name"]), str(row["category"])]
        if str(row["area_id"]) != self.district:
            parts.insert(0, self._areas[str(row["area_id"])])
        if row["period"] not in {self.edition, ""}:
            parts.append(wording.period_name(str(row["period"])))
        return " · ".join(filter(None, parts))

    def select(self, selector: Selector) -> list[Term]:
        """The numbers of one selector. Raises MissingOperandError when there is none, or one is missing."""
        rows = self._by_indicator.get(selector.name, [])
        for column, wanted in selector.conditions:
            name = OBSERVATION_COLUMNS[column]
            values = tuple(self.district if value == DISTRICT else value for value in wanted)
            if values == (ANY,):
                rows = [row for row in rows if row[name] != ""]
            elif values == (TOWNS,):
                rows = [row for row in rows if row[name] in self._towns]
            else:
                rows = [row for row in rows if row[name] in values]
        if not rows or any(row["status"] == MISSING for row in rows):
            raise MissingOperandError(selector.name)
        return [Term(row, self.quantity(str(row["printed"]), str(row["unit"])), selector.sign) for row in rows]

    def has(self, selector: Selector) -> bool:
        """Whether this paper has what a selector names."""
        try:
            self._counted(selector) if selector.is_list else self.select(selector)
        except MissingOperandError:
            return False
        return True

    def name(self, of: str) -> str:
        """An indicator or a list in words."""
        return str(self.indicators[of]["name"]) if of in self.indicators else LIST_NAMES[of]

    def _counted(self, selector: Selector) -> int:
        rows = self.listed(selector.name)
        conditions = dict(selector.conditions)
        distinct = conditions.pop(DISTINCT, ())
        for column, values in conditions.items():
            rows = rows[rows[column].isin(values)]
        if rows.empty:
            raise MissingOperandError(selector.name)  # a list that is not there, or numbered otherwise, counts nothing
        return len(set(rows[distinct[0]]) - {""}) if distinct else len(rows)
