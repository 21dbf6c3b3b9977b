"""The whole data set as one ZIP: every table as raw CSV and as Parquet, and what says what they are.

It is a Data Package of Frictionless Data: `datapackage.json` describes each CSV, its columns, keys and code lists.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from hashlib import sha256
from typing import Any

import pandas as pd

from whitepaper.files import csv_files
from whitepaper.files.archive import pack
from whitepaper.files.names import safe_name
from whitepaper.files.package_texts import README, TERMS, TITLES
from whitepaper.model.dataset import MANIFEST
from whitepaper.model.schema import DESCRIBED, Column, Table
from whitepaper.store.store import Store

DICTIONARY_HEADINGS = ("表", "列", "标题", "类型", "可为空", "主键次序", "取值来自", "含义")
DESCRIPTOR, TERMS_FILE, DICTIONARY_FILE = "datapackage.json", "LICENSE.txt", "数据字典.csv"
SDMX = "sdmx/observations.csv"
SDMX_NAMES = {
    "indicator_id": "INDICATOR",
    "area_id": "REF_AREA",
    "category": "CATEGORY",
    "period": "TIME_PERIOD",
    "measure": "MEASURE",
    "edition": "EDITION",
    "value": "OBS_VALUE",
    "unit": "UNIT_MEASURE",
    "status": "OBS_STATUS",
    "qualifier": "QUALIFIER",
    "printed": "PRINTED",
    "status_reason": "STATUS_REASON",
    "source": "DATA_SOURCE",
    "section": "SECTION",
    "page": "PAGE",
    "department": "SOURCE_AGENCY",
    "note": "COMMENT_OBS",
    "year": "YEAR",
    "superseded_by": "SUPERSEDED_BY",
}
"""Columns of observations under the names of SDMX-CSV: dimensions, value, attributes."""
_TYPES = {"string": "string", "list": "string", "int16": "integer", "float64": "number", "bool": "boolean"}
_NUMBERS = {"int16", "float64", "bool"}


def zip_name(store: Store) -> str:
    """The name of the file."""
    return f"{safe_name(f'{store.profile.subject}数据')}_全部_{store.dataset_version}.zip"


def dataset_zip(store: Store) -> bytes:
    """All of it; the same bytes for the same data."""
    folder = store.folder or store.dataset.parquet
    tables = {name: table for name, table in store.declared.items() if name != DESCRIBED}
    sheets = {f"csv/{name}.csv": csv_files.raw(table.names, store.frame(name)) for name, table in tables.items()}
    sheets[SDMX] = csv_files.raw(list(SDMX_NAMES.values()), store.frame("observations")[list(SDMX_NAMES)])
    texts = {**README, TERMS_FILE: TERMS}
    return pack(
        [
            *((name, _text(text, store)) for name, text in texts.items()),
            (DESCRIPTOR, _json(_descriptor(store, tables, sheets))),
            (DICTIONARY_FILE, csv_files.raw(DICTIONARY_HEADINGS, _dictionary(tables))),
            *sheets.items(),
            *((f"parquet/{name}.parquet", (folder / f"{name}.parquet").read_bytes()) for name in tables),
            *((f"parquet/{path.name}", path.read_bytes()) for path in (folder / MANIFEST, *store.files.values())),
        ]
    )


def _dictionary(tables: dict[str, Table]) -> pd.DataFrame:
    lines = [
        (name, c.name, c.heading, c.type, "否" if c.is_required else "是", c.key_position or "", c.reference, c.meaning)
        for name, table in tables.items()
        for c in table.columns
    ]
    return pd.DataFrame(lines, columns=list(DICTIONARY_HEADINGS))


def _text(text: str, store: Store) -> bytes:
    """A text for readers, with what the data set says of itself in its places; opens in any editor of Windows."""
    papers = store.frame("editions").itertuples()
    tables = {name: table for name, table in store.declared.items() if name != DESCRIBED}
    said = text.format(
        subject=store.profile.subject,
        version=store.dataset_version,
        papers="\n".join(f"  {paper.publisher}：《{paper.title}》，{paper.published}" for paper in papers),
        tables="\n".join(
            f"  csv/{name}.csv  {store.size(name)}  {' / '.join(TITLES.get(name, (name,)))}" for name in tables
        ),
        map_note=store.profile.map_note,
    )
    return said.replace("\n", "\r\n").encode("utf-8-sig")


def _json(content: dict[str, Any]) -> bytes:
    return (json.dumps(content, ensure_ascii=False, indent=1) + "\n").encode()


def _descriptor(store: Store, tables: dict[str, Table], sheets: dict[str, bytes]) -> dict[str, Any]:
    codes = store.frame("codelists").groupby("codelist", sort=False, observed=True)["code"].agg(list).to_dict()
    papers = store.frame("editions").to_dict("records")
    schemas = {f"csv/{name}.csv": _schema(table, tables, codes) for name, table in tables.items()}
    schemas[SDMX] = _renamed(schemas["csv/observations.csv"])
    return {
        "profile": "tabular-data-package",
        "name": f"quality-{store.profile.district}",
        "title": f"{store.profile.subject}数据",
        "version": store.dataset_version,
        "licenses": [{"path": TERMS_FILE, "title": "使用条款 / terms of use"}],
        "sources": [{"title": f"{paper['publisher']}：《{paper['title']}》，{paper['published']}"} for paper in papers],
        "resources": [_resource(path, content, schemas[path]) for path, content in sheets.items()],
    }


def _resource(path: str, content: bytes, schema: dict[str, Any]) -> dict[str, Any]:
    folder, _, file = path.partition("/")
    name = file.removesuffix(".csv")
    return {
        "name": name if folder == "csv" else f"{name}-{folder}",
        "path": path,
        "title": " / ".join(TITLES.get(name, (name,))),
        "profile": "tabular-data-resource",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "bytes": len(content),
        "hash": f"sha256:{sha256(content).hexdigest()}",
        "schema": schema,
    }


def _schema(table: Table, tables: dict[str, Table], codes: dict[str, list[str]]) -> dict[str, Any]:
    """The Table Schema of a table. An empty text is nothing there, so that only numbers are required."""
    return {
        "fields": [
            {
                "name": column.name,
                "title": column.heading,
                "description": column.meaning,
                "type": _TYPES[column.type],
                "constraints": dict(_constraints(column, codes)),
            }
            for column in table.columns
        ],
        "missingValues": [""],
        "primaryKey": table.key,
        "foreignKeys": list(_foreign(table, tables)),
    }


def _constraints(column: Column, codes: dict[str, list[str]]) -> Iterator[tuple[str, Any]]:
    if column.is_required and column.type in _NUMBERS:
        yield "required", True
    if column.codelist in codes:
        yield "enum", codes[column.codelist]


def _foreign(table: Table, tables: dict[str, Table]) -> Iterator[dict[str, Any]]:
    for column in table.columns:
        other, _, field = column.reference.partition(".")
        if other in tables and column.type != "list":
            resource = "" if other == table.name else other
            yield {"fields": [column.name], "reference": {"resource": resource, "fields": [field]}}


def _renamed(schema: dict[str, Any]) -> dict[str, Any]:
    """That of observations in the order and under the names of SDMX_NAMES."""
    fields = {field["name"]: field for field in schema["fields"]}
    keys = [one | {"fields": [SDMX_NAMES[name] for name in one["fields"]]} for one in schema["foreignKeys"]]
    return {
        "fields": [fields[name] | {"name": named} for name, named in SDMX_NAMES.items()],
        "missingValues": schema["missingValues"],
        "primaryKey": [SDMX_NAMES[name] for name in schema["primaryKey"]],
        "foreignKeys": keys,
    }
