"""What the reader has chosen, and its form in the address bar. Pure: no data, no framework.

A link holds ids only, and only what was chosen: `?sector=product&town=310112114,310112107&year=2024`.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, fields, replace

VALUE_SEPARATOR = ","


@dataclass(frozen=True)
class Selection:
    """One selection for all pages. Empty means: everything."""

    sector: str = ""
    subsector: str = ""
    towns: tuple[str, ...] = ()
    years: tuple[int, ...] = ()
    indicators: tuple[str, ...] = ()
    text: str = ""
    levels: tuple[str, ...] = ()
    awards: tuple[str, ...] = ()
    award_years: tuple[str, ...] = ()
    organisation: str = ""
    kinds: tuple[str, ...] = ()
    verdicts: tuple[str, ...] = ()
    departments: tuple[str, ...] = ()
    search: str = ""

    @property
    def is_empty(self) -> bool:
        """Whether nothing is chosen."""
        return self == Selection()

    def without(self, name: str) -> Selection:
        """The selection with one filter loosened; loosening the sector loosens its sub-sector too."""
        cleared = replace(self, **{name: getattr(Selection(), name)})
        return replace(cleared, subsector="") if name == "sector" else cleared

    def only(self, names: Collection[str]) -> Selection:
        """The selection with these filters alone; the others say nothing about what is shown."""
        return Selection(**{name: getattr(self, name) for name in names})

    @property
    def chosen(self) -> tuple[str, ...]:
        """Names of the filters in use."""
        return tuple(field.name for field in fields(self) if getattr(self, field.name))


OF_NUMBERS = ("sector", "subsector", "towns", "years", "indicators", "text")
OF_HONOURS = ("sector", "towns", "levels", "awards", "award_years", "organisation", "text")
OF_CHECKS = ("sector", "towns", "kinds", "verdicts", "departments")
OF_COVERAGE = ("sector", "subsector", "towns")
"""The filters that observations, honours, checks and coverage follow."""


@dataclass(frozen=True)
class Vocabulary:
    """The ids that exist; a link may name others, from an older edition or a typing error."""

    sectors: frozenset[str]
    subsectors: Mapping[str, str]
    """Sub-sector id to its sector id."""
    areas: frozenset[str]
    years: frozenset[int]
    indicators: frozenset[str]
    levels: frozenset[str] = frozenset()
    awards: frozenset[str] = frozenset()
    award_years: frozenset[str] = frozenset()
    organisations: frozenset[str] = frozenset()
    kinds: frozenset[str] = frozenset()
    verdicts: frozenset[str] = frozenset()
    departments: frozenset[str] = frozenset()


PARAMETERS = {
    "sector": "sector",
    "subsector": "sub",
    "towns": "town",
    "years": "year",
    "indicators": "indicator",
    "text": "q",
    "levels": "level",
    "awards": "award",
    "award_years": "awarded",
    "organisation": "org",
    "kinds": "kind",
    "verdicts": "verdict",
    "departments": "department",
    "search": "search",
}
"""Field of Selection to its parameter in the address bar."""


def to_query(selection: Selection) -> dict[str, str]:
    """URL parameters of a selection: ids, only what was chosen."""
    parts = {
        "sector": selection.sector,
        "subsector": selection.subsector,
        "towns": VALUE_SEPARATOR.join(selection.towns),
        "years": VALUE_SEPARATOR.join(str(year) for year in selection.years),
        "indicators": VALUE_SEPARATOR.join(selection.indicators),
        "text": selection.text,
        "levels": VALUE_SEPARATOR.join(selection.levels),
        "awards": VALUE_SEPARATOR.join(selection.awards),
        "award_years": VALUE_SEPARATOR.join(selection.award_years),
        "organisation": selection.organisation,
        "kinds": VALUE_SEPARATOR.join(selection.kinds),
        "verdicts": VALUE_SEPARATOR.join(selection.verdicts),
        "departments": VALUE_SEPARATOR.join(selection.departments),
        "search": selection.search,
    }
    return {PARAMETERS[name]: value for name, value in parts.items() if value}


def from_query(query: Mapping[str, str], known: Vocabulary) -> tuple[Selection, tuple[str, ...]]:
    """Read URL parameters: the nearest valid selection, and the values that had to be dropped."""
    dropped: list[str] = []

    def keep(values: list[str], allowed: frozenset[str]) -> tuple[str, ...]:
        dropped.extend(value for value in values if value not in allowed)
        return tuple(dict.fromkeys(value for value in values if value in allowed))

    def listed(name: str) -> list[str]:
        return [value for value in query.get(PARAMETERS[name], "").split(VALUE_SEPARATOR) if value]

    sector = "".join(keep(listed("sector")[:1], known.sectors))
    dropped.extend(listed("sector")[1:])
    subsector = "".join(keep(listed("subsector")[:1], frozenset(known.subsectors)))
    if subsector and sector and known.subsectors[subsector] != sector:
        dropped.append(subsector)
        subsector = ""
    years = keep(listed("years"), frozenset(str(year) for year in known.years))
    selection = Selection(
        sector=sector or known.subsectors.get(subsector, ""),
        subsector=subsector,
        towns=keep(listed("towns"), known.areas),
        years=tuple(sorted(int(year) for year in years)),
        indicators=keep(listed("indicators"), known.indicators),
        text=query.get(PARAMETERS["text"], "").strip(),
        levels=keep(listed("levels"), known.levels),
        awards=keep(listed("awards"), known.awards),
        award_years=keep(listed("award_years"), known.award_years),
        organisation="".join(keep(listed("organisation")[:1], known.organisations)),
        kinds=keep(listed("kinds"), known.kinds),
        verdicts=keep(listed("verdicts"), known.verdicts),
        departments=keep(listed("departments"), known.departments),
        search=query.get(PARAMETERS["search"], "").strip(),
    )
    return selection, tuple(dropped)
