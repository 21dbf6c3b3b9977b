"""Observations made up for a test, in a store that describes them as the built ones are described."""

import re
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path

import pandas as pd
import pyarrow as pa

from whitepaper.model.dataset import PROFILE_ENTRIES
from whitepaper.model.keys import DERIVED, LEVEL, MISSING, REPORTED, key_of
from whitepaper.model.schema import read_rows
from whitepaper.model.selection import Selection
from whitepaper.store.store import Store
from whitepaper.telling import panels

DICTIONARY = Path(__file__).resolve().parents[1] / "data" / "source" / "dictionary.csv"
DISTRICT = "310112"
AREAS = {
    DISTRICT: ("闵行区", "区"),
    "a": ("甲镇", "镇"),
    "b": ("乙镇", "镇"),
    "c": ("丙街道", "街道"),
    "d": ("丁园区", "园区"),
    "all": ("各园区合计", "其他"),
}
REASONS = {MISSING: "原文为图片", DERIVED: "1 + 1", REPORTED: ""}
MEASURED = ("%", "元")
STATUSES = {REPORTED: "白皮书所印", DERIVED: "推算", MISSING: "缺失"}
MEASURES = {LEVEL: "数值", "yoy_pct": "同比（%）", "yoy_pp": "比上年增减"}
NUMBERS = {
    "year": pa.int16(),
    "page": pa.int16(),
    "edition": pa.int16(),
    "superseded_by": pa.int16(),
    "value": pa.float64(),
}


def number(
    value: float | None, period: str = "2024", category: str = "", area: str = DISTRICT, **cells: object
) -> dict[str, object]:
    """One observation: a reported level in % unless said otherwise; `doubt` says why it is in doubt."""
    years = re.findall(r"\d{4}", period)
    status = str(cells.get("status", MISSING if value is None else REPORTED))
    return {
        "indicator_id": "x",
        "area_id": area,
        "category": category,
        "period": period,
        "year": int(years[-1]) if years else None,
        "measure": LEVEL,
        "value": value,
        "unit": "%",
        "printed": "",
        "qualifier": "",
        "status": status,
        "status_reason": REASONS[status],
        "edition": 2024,
        "source": "表1",
        "section": "第一章",
        "page": None,
        "department": "",
        "note": "",
        "superseded_by": None,
        **cells,
    }


def store_of(numbers: Iterable[Mapping[str, object]], name: str = "合格率", **indicator: object) -> Store:
    """A store whose only indicator has these numbers; indicator: its columns where they are not empty."""
    rows = list(numbers)
    schema = pa.schema([(column, NUMBERS.get(column, pa.string())) for column in number(0)])
    ids = {str(row["indicator_id"]) for row in rows} or {"x"}
    empty = dict.fromkeys(
        ("yoy_basis", "definition", "comparability", "numerator_indicator", "denominator_indicator"), ""
    )
    described = empty | {"name": name, "sector_id": "s", "subsector": "子", "subsector_id": "s.s"} | indicator
    doubted = [_finding(row) for row in rows if row.get("doubt")]
    codes = [
        *(("measure", *code) for code in MEASURES.items()),
        *(("status", *code) for code in STATUSES.items()),
        ("synonym", "率", "合格率"),
        *(("measured_unit", unit, unit) for unit in MEASURED),
    ]
    profile = dict.fromkeys(PROFILE_ENTRIES, "0") | {"district": DISTRICT}
    tables = {
        "observations": pa.Table.from_pylist([{k: row[k] for k in schema.names} for row in rows], schema),
        "indicators": _table([{"indicator_id": key, "aliases": ["别名"], **described} for key in sorted(ids)]),
        "areas": _table([{"area_id": key, "name": area, "kind": kind} for key, (area, kind) in AREAS.items()]),
        "sectors": _table([{"sector_id": "s", "name": "领域"}]),
        "subsectors": _table([{"subsector_id": "s.s", "name": "子", "sector_id": "s"}]),
        "organisations": _table([{"organisation_id": "o", "name": "某"}]),
        "headlines": pa.table(
            {name: pa.array([], pa.string()) for name in ("indicator_id", "area_id", "category", "label")}
        ),
        "findings": _table(doubted) if doubted else pa.table({"verdict": pa.array([], pa.string())}),
        "names": pa.table({}),
        "breaks": pa.table({}),
        "codelists": _table([{"codelist": c, "code": k, "name": n, "meaning": ""} for c, k, n in codes]),
        "profile": _table([{"name": key, "value": value} for key, value in profile.items()]),
        "dictionary": _dictionary(),
    }
    return Store(tables, "v1")


def rows_of(numbers: Iterable[Mapping[str, object]], name: str = "合格率", **indicator: str) -> pd.DataFrame:
    """The numbers as the rows of a panel."""
    return panels.as_series(store_of(numbers, name, **indicator).observations(Selection()))


def _finding(row: Mapping[str, object]) -> dict[str, object]:
    judged = {"verdict": "矛盾", "damage": "", "kind": "合计", "explanation": str(row["doubt"])}
    return {**judged, "observations": [key_of(row)], "doubted": [key_of(row)]}


def _table(rows: list[dict[str, object]]) -> pa.Table:
    return pa.Table.from_pylist(rows)


@cache
def _dictionary() -> pa.Table:
    return _table([*read_rows(DICTIONARY)])
