"""Small papers for tests of the checks: numbers, lists and checks, each written down by what is not ordinary in it."""

from collections.abc import Iterable, Sequence

import pandas as pd

from whitepaper.checks.run import run_checks
from whitepaper.model.dataset import PROFILE_ENTRIES
from whitepaper.printed.reading import read_printed

DISTRICT, TOWN, OTHER_TOWN, PLACE = "310112", "310112101", "310112102", "place:zizhu"
AREAS = pd.DataFrame(
    [(DISTRICT, "闵行区", "区"), (TOWN, "莘庄镇", "镇"), (OTHER_TOWN, "七宝镇", "镇"), (PLACE, "紫竹", "园区")],
    columns=["area_id", "name", "kind"],
)
INDICATORS = pd.DataFrame(
    [
        *((name, f"“{name}”", "economy", "", "") for name in ("checked", "part", "whole", "renamed")),
        ("priced", "“priced”", "economy", "comparable", ""),
        ("rate", "“rate”", "economy", "", "受检数"),
    ],
    columns=["indicator_id", "name", "sector_id", "yoy_basis", "denominator"],
)
MEASURED = pd.DataFrame(
    [("measured_unit", unit) for unit in ("%", "个百分点", "元", "dB(A)")], columns=["codelist", "code"]
)
PROFILE = pd.DataFrame(
    (dict.fromkeys(PROFILE_ENTRIES, "0") | {"district": DISTRICT}).items(), columns=["name", "value"]
)
LISTED = {
    "honours": ["edition", "source", "organisation", "organisation_id", "award", "year", "title"],
    "policies": ["edition", "section", "title"],
    "cases": ["edition", "sector_id"],
    "organisations": ["organisation_id", "kind", "name", "aliases"],
}
CHECK = {
    "check_id": "check", "kind": "合计", "title": "核对", "result": "checked", "operands": "part{category=*}",
    "editions": "", "base": "", "tolerance": "", "scope": "same", "doubts": "result",
    "damage": "", "note": "",
}  # fmt: skip
RESTATED = {
    "indicator_id": "checked", "area_id": DISTRICT, "category": "", "period": "2024", "measure": "level", "order": "1",
    "source": "正文", "section": "前言", "scope": "same", "damage": "", "note": "", "edition": "2024",
}  # fmt: skip


def number(indicator_id: str, text: str | None, **columns: str) -> dict[str, object]:
    """One built observation: `460 批次` as printed with its unit, None where the paper has no value."""
    printed, _, unit = (text or "").partition(" ")
    reading = read_printed(printed, unit) if printed else None
    return {
        "indicator_id": indicator_id,
        "area_id": DISTRICT,
        "category": "",
        "period": "2024",
        "measure": "level",
        "edition": "2024",
        "printed": printed,
        "unit": unit,
        "value": reading.value if reading else None,
        "qualifier": reading.qualifier if reading else "",
        "status": "reported" if reading else "missing",
        "source": "表1",
        "section": "第一章",
        "department": "统计局",
    } | columns


def numbers(indicator_id: str, texts: Sequence[str | None]) -> list[dict[str, object]]:
    """Observations of one indicator, each of its own category."""
    return [number(indicator_id, text, category=f"类{place}") for place, text in enumerate(texts, 1)]


def paper(
    observations: list[dict[str, object]],
    checks: Sequence[dict[str, str]] = (),
    restatements: Sequence[dict[str, str]] = (),
    judged: Sequence[dict[str, str]] = (),
    **lists: list[tuple[str, ...]],
) -> dict[str, pd.DataFrame]:
    """The frames that run_checks needs; a list is given by its rows. judged: accepted findings."""
    frames = {
        "observations": pd.DataFrame(observations, columns=list(number("checked", "1 件"))),
        "indicators": INDICATORS,
        "areas": AREAS,
        "codelists": MEASURED,
        "profile": PROFILE,
        "accepted_findings": pd.DataFrame(judged, columns=list(accepted("", ""))),
        "checks": pd.DataFrame([CHECK | check for check in checks], columns=list(CHECK)),
        "restatements": pd.DataFrame(
            [RESTATED | again for again in restatements], columns=[*RESTATED, "printed", "unit"]
        ),
    }
    return frames | {name: pd.DataFrame(lists.get(name, []), columns=columns) for name, columns in LISTED.items()}


def accepted(check_id: str, printed: str, **columns: str) -> dict[str, str]:
    """What a person found of one finding of the paper of 2024."""
    return {"edition": "2024", "check_id": check_id, "printed": printed, "doubts": "", "note": ""} | columns


def later(rows: Iterable[dict[str, object]], years: int = 1) -> list[dict[str, object]]:
    """The same numbers in a paper so many years later, its periods as much later."""
    moved = {name: {str(year): str(year + years) for year in range(2000, 2100)} for name in ("edition", "period")}
    return [row | {name: of.get(str(row[name]), row[name]) for name, of in moved.items()} for row in rows]


def run(observations: list[dict[str, object]], **check: str) -> pd.Series:
    """The row of one check."""
    return only(run_checks(paper(observations, [check]), "2024"), "check")


def only(rows: pd.DataFrame, check_id: str) -> pd.Series:
    """The one declared check of an id that begins so; what needs no declaration is tested on its own."""
    (row,) = rows[rows["check_id"].str.startswith(check_id)].iloc
    return row
