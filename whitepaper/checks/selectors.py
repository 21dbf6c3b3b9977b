"""The small language in which checks name their operands.

`food.pass_rate{area=310112101;category=流通;period={Y};measure=yoy_pct}` is a number of the paper,
`honours{source=表41;distinct=organisation}` counts entries of a list, `“甲公司”` is a printed name. Terms are
joined by ` + ` and ` - `. What is left out has a default: the district, no category, the year of the paper, its
level. `{Y}` is that year and `{Y-1}` the year before, so that the next paper is read by the same checks.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Set
from dataclasses import dataclass

from whitepaper.model.errors import UnreadableSelectorError

DISTRICT = "{D}"  # the area that the paper is about, whatever its code
DEFAULTS = {"area": DISTRICT, "category": "", "period": "{Y}", "measure": "level"}
OBSERVATION_COLUMNS = {"area": "area_id", "category": "category", "period": "period", "measure": "measure"}
ANY = "*"
TOWNS = "towns"
DISTINCT = "distinct"
NAME, STATEMENT, COUNT, DIRECTION = "名称", "表述", "计数", "升降"
"""Kinds of check: of two names and two statements, which are quoted; against a list; against RISES or FALLS."""
QUOTED = (NAME, STATEMENT)
RISES, FALLS = "> 0", "< 0"
WITH_BASE = ("比率", "占比", "增速")
LISTS = ("honours", "policies", "cases", "areas", "organisations")

_YEAR = re.compile(r"\{Y(?:-(\d))?\}")
_TERM = re.compile(r"(?P<name>[a-z][a-z0-9_.]*)(?:\{(?P<conditions>[^{}]*)\})?")
_QUOTED = re.compile(r"“(?P<name>.+)”")


@dataclass(frozen=True)
class Selector:
    """One term: its sign, the indicator or list it names, the values each column may have."""

    sign: int
    name: str
    conditions: tuple[tuple[str, tuple[str, ...]], ...]

    @property
    def is_list(self) -> bool:
        """Whether it counts entries of a list."""
        return self.name in LISTS


def read_terms(text: str, year: int) -> list[Selector]:
    """The terms of an operand cell. Raises UnreadableSelectorError, which names the term."""
    filled = _YEAR.sub(lambda match: str(year - int(match[1] or 0)), text)
    parts = re.split(r" ([+-]) ", filled)
    signs = [1, *(1 if sign == "+" else -1 for sign in parts[1::2])]
    return [_term(sign, part.strip(), year) for sign, part in zip(signs, parts[::2], strict=True)]


def is_selector(kind: str, column: str) -> bool:
    """Whether a cell of a check selects numbers or entries: not a quotation, nor which way a number should go."""
    is_quoted = kind in QUOTED and column != "base"
    return not is_quoted and not (kind == DIRECTION and column == "operands")


def read_name(text: str) -> str:
    """The name in a quoted cell. Raises UnreadableSelectorError when it is not quoted."""
    match = _QUOTED.fullmatch(text)
    if match is None:
        raise UnreadableSelectorError(text)
    return match["name"]


def faults(kind: str, column: str, text: str, indicators: Set[str], lists: Mapping[str, Set[str]]) -> list[str]:
    """What is wrong with one cell (`result`, `operands` or `base`) of a check: what should stand there instead.

    lists: columns of each list that can be counted. Raises UnreadableSelectorError when the cell cannot be read.
    """
    if not text:
        return ["分母、整体或上年数"] if column == "base" and kind in WITH_BASE else []
    if kind in QUOTED and column != "base":
        read_name(text)
        return []
    if kind == DIRECTION and column == "operands":
        return [] if text in {RISES, FALLS} else [f"{RISES}（文中说升）或 {FALLS}（文中说降）"]
    found = []
    for term in read_terms(text, 0):
        if kind == COUNT and column == "operands":
            columns = {DISTINCT: (), **dict(term.conditions)} | dict.fromkeys(
                dict(term.conditions).get(DISTINCT, ()), ()
            )
            if not term.is_list:
                found.append(f"名录：{'、'.join(LISTS)}")
            elif unknown := sorted(set(columns) - {DISTINCT} - lists[term.name]):
                found.append(f"{term.name} 的列（没有 {'、'.join(unknown)}）")
        elif term.is_list or term.name not in indicators:
            found.append(f"indicators.csv 中已有的指标编号（没有 {term.name}）")
    return found


def _term(sign: int, text: str, year: int) -> Selector:
    match = _TERM.fullmatch(text)
    if match is None:
        raise UnreadableSelectorError(text)
    given = {}
    for condition in filter(None, (match["conditions"] or "").split(";")):
        column, equals, values = condition.partition("=")
        if not equals or column in given:
            raise UnreadableSelectorError(text)
        given[column] = tuple(values.split("|"))
    if match["name"] in LISTS:
        return Selector(sign, match["name"], tuple(given.items()))
    if not set(given) <= set(DEFAULTS):
        raise UnreadableSelectorError(text)
    defaults = {column: (value.replace("{Y}", str(year)),) for column, value in DEFAULTS.items()}
    return Selector(sign, match["name"], tuple((defaults | given).items()))
