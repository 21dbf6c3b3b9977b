"""Turn `data/source/` into a version of the built data: validate, derive, write; `versions` says what counts.

The same source gives the same bytes: rows follow the source order, Parquet is written with fixed
settings, and the data version is a hash of the data alone, not of the tables that describe them.
"""

from __future__ import annotations

import hashlib
import io
import json
import shutil
from pathlib import Path
from typing import Any

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from whitepaper.asking import spelled
from whitepaper.asking.names import Names
from whitepaper.checks.judgement import CONTRADICTION, FINDINGS
from whitepaper.checks.run import run_checks
from whitepaper.model import disk, organisations, schema
from whitepaper.model.dataset import INDEX, MANIFEST, SOUNDS, Dataset
from whitepaper.model.errors import Problem, SourceError
from whitepaper.model.keys import TARGET
from whitepaper.model.schema import (
    DESCRIBED,
    DESCRIBING,
    DICTIONARY,
    LIST_SEPARATOR,
    SCHEMA_VERSION,
    Table,
)
from whitepaper.printed.reading import AIMED, read_printed
from whitepaper.publishing import derive, versions
from whitepaper.publishing.declarations import DICTIONARY_FILE
from whitepaper.publishing.editions import superseded_by
from whitepaper.publishing.source import Source, load_source
from whitepaper.publishing.texts import shown
from whitepaper.store import indexing
from whitepaper.store.described import encoded
from whitepaper.store.search import entries
from whitepaper.store.store import Store

DATASET_VERSION_LENGTH = 12


def build(dataset: Dataset, target: Path | None = None, source: Source | None = None) -> dict[str, Any]:
    """Build every table from the CSVs of a data set into a version of its own, or into a folder; return the manifest.

    A version is the draft that a preview shows until it is published; the first of a data set is published at once. A
    folder is either wholly replaced or untouched. source: that of the data set, where it is loaded already. Raises
    SourceError (with all problems) before anything is written, WriteError.
    """
    tables = tables_of_source(source or load_source(dataset.source))
    hold_promises(tables, dataset.parquet)
    if target is not None:
        return write(tables, target)
    files = files_of(tables)
    versions.add(dataset, files)
    manifest: dict[str, Any] = json.loads(files[MANIFEST])
    return manifest


def write(tables: dict[str, pa.Table], target: Path) -> dict[str, Any]:
    """Write built tables with their manifest into a folder, which is either wholly replaced or untouched."""
    files = files_of(tables)
    replace_files(target, files)
    manifest: dict[str, Any] = json.loads(files[MANIFEST])
    return manifest


def files_of(tables: dict[str, pa.Table]) -> dict[str, bytes]:
    """Built tables as files, the manifest last: name to content."""
    files = {f"{name}.parquet": parquet(table) for name, table in tables.items()}
    manifest = build_manifest(tables, files)
    lookups = _lookups_of(tables, manifest["dataset_version"])
    manifest["files"] = {name: {"sha256": hashlib.sha256(content).hexdigest()} for name, content in lookups.items()}
    text = json.dumps(manifest, ensure_ascii=False, indent=2, sort_keys=True) + "\n"
    return files | lookups | {MANIFEST: text.encode()}


def _lookups_of(tables: dict[str, pa.Table], version: str) -> dict[str, bytes]:
    """The files in which things are looked up of built tables: name to content."""
    store = Store({name: encoded(table) for name, table in tables.items()}, version)
    return {INDEX: indexing.written(entries(store), version), SOUNDS: spelled.written(Names.of(store).sayable, version)}


def parquet(table: pa.Table) -> bytes:
    """A table as a file, the same bytes for the same rows."""
    stream = io.BytesIO()
    pq.write_table(table, stream, compression="zstd", version="2.6", store_schema=False)
    return stream.getvalue()


def tables_of(source: Path) -> dict[str, pa.Table]:
    """The tables that the CSVs under `source` give; nothing is written. Raises SourceError with every problem."""
    return tables_of_source(load_source(source))


def tables_of_source(source: Source) -> dict[str, pa.Table]:
    """The tables that a source gives. Raises SourceError."""
    return build_tables(source, schema.declared(source.tables[DICTIONARY].to_dict("records")))


def hold_promises(tables: dict[str, pa.Table], before: Path) -> None:
    """Columns that programs of others read may be more, never fewer or of another type, unless the schema is another.

    before: folder of what was built last; where it is damaged or absent nothing was promised. Raises SourceError.
    """
    try:
        manifest = json.loads((before / MANIFEST).read_text(encoding="utf-8-sig"))
        rows = pq.read_table(before / f"{DICTIONARY}.parquet").to_pylist()
        promised = {(row["table"], row["column"]): row["type"] for row in rows if row["table"] != DESCRIBED}
    except (OSError, ValueError, KeyError, pa.ArrowException):
        return
    if not isinstance(manifest, dict) or manifest.get("schema_version") != SCHEMA_VERSION:
        return
    now = {(row["table"], row["column"]): row["type"] for row in tables[DICTIONARY].to_pylist()}
    problems = [
        Problem(DICTIONARY_FILE, None, "type", now.get(place, "没有这一列"), f"{'.'.join(place)} 原来的类型 {kind}")
        for place, kind in promised.items()
        if now.get(place) != kind
    ]
    if problems:
        raise SourceError(problems)


def build_tables(source: Source, declared: dict[str, Table]) -> dict[str, pa.Table]:
    """Built Arrow tables by name, each with the columns and key that `declared` gives it."""
    frames = frames_of(source)
    frames["checks"] = build_checks(frames)
    frames["findings"] = build_findings(frames["checks"], frames["accepted_findings"])
    return {name: _to_arrow(frames, table) for name, table in declared.items() if name != DESCRIBED}


def frames_of(source: Source) -> dict[str, pd.DataFrame]:
    """The source tables with what is built of them; checks are declared, not yet made."""
    frames = dict(source.tables)
    frames["indicators"] = _with_sector(frames["indicators"], frames["subsectors"])
    frames["observations"] = build_observations(frames)
    frames["areas"] = _with_industry(frames["areas"], frames["industries"])
    frames["honours"] = _with_organisations(frames["honours"], frames["organisations"])
    return frames


def build_observations(frames: dict[str, pd.DataFrame]) -> pd.DataFrame:
    """Observations as `dictionary.csv` declares them, in the order of the sources, derived ones included."""
    rows = frames["observations"].merge(
        frames["sources"][["edition", "file", "source", "section", "page", "department"]], on=["edition", "file"]
    )
    readings = [read_printed(p, u) if p else None for p, u in zip(rows["printed"], rows["unit"], strict=True)]
    rows = rows.assign(
        value=[reading.value if reading else None for reading in readings],
        qualifier=[
            (reading.qualifier or (AIMED if measure == TARGET else "")) if reading else ""
            for reading, measure in zip(readings, rows["measure"], strict=True)
        ],
        status=["reported" if reading else "missing" for reading in readings],
        status_reason=rows["missing_reason"],
        year=pd.array([_last_year(period) for period in rows["period"]], dtype="Int16"),
        _position=range(len(rows)),
    )
    rows["value"] = rows["value"].astype("float64")
    derived = derive.previous_levels(rows, frames["indicators"])
    everything = pd.concat([rows, derived], ignore_index=True) if len(derived) else rows
    everything = everything.assign(superseded_by=superseded_by(everything))
    return everything.sort_values("_position", kind="stable", ignore_index=True)


def build_checks(frames: dict[str, pd.DataFrame]) -> pd.DataFrame:
    """Every check run on every edition; columns of `checks` in dictionary.csv."""
    editions = sorted(frames["observations"]["edition"].unique())
    return pd.concat([run_checks(frames, str(edition)) for edition in editions], ignore_index=True)


def build_findings(checks: pd.DataFrame, accepted: pd.DataFrame) -> pd.DataFrame:
    """The checks that found something; `is_new` is `yes` for a contradiction that nobody has accepted as printed."""
    found = checks[checks["verdict"].isin(FINDINGS)]
    known = set(accepted[["edition", "check_id", "printed"]].itertuples(index=False, name=None))
    keys = found[["edition", "check_id", "printed"]].itertuples(index=False, name=None)
    is_new = [
        verdict == CONTRADICTION and key not in known for verdict, key in zip(found["verdict"], keys, strict=True)
    ]
    return found.assign(
        finding_id=found["edition"] + ":" + found["check_id"],
        is_new=["yes" if new else "" for new in is_new],
    )


def build_manifest(tables: dict[str, pa.Table], files: dict[str, bytes]) -> dict[str, Any]:
    """What the files hold: schema and data version, editions, rows and file hash of each table."""
    content = hashlib.sha256()
    for name in sorted(set(tables) - set(DESCRIBING)):
        content.update(f"{name}\n{json.dumps(tables[name].to_pylist(), ensure_ascii=False)}\n".encode())
    return {
        "schema_version": SCHEMA_VERSION,
        "dataset_version": "v" + content.hexdigest()[:DATASET_VERSION_LENGTH],
        "editions": sorted(tables["editions"]["edition"].to_pylist()),
        "tables": {
            name: {
                "rows": table.num_rows,
                "sha256": hashlib.sha256(files[f"{name}.parquet"]).hexdigest(),
            }
            for name, table in tables.items()
        },
    }


def recover(target: Path) -> None:
    """Put the old folder back if an earlier replacement was cut off between its two renames."""
    old = target.with_name(target.name + ".old")
    if old.exists() and not target.exists():
        old.rename(target)


def replace_folder(fresh: Path, target: Path) -> None:
    """Put a finished folder in the place of another, which is put back where that fails."""
    old = target.with_name(target.name + ".old")
    shutil.rmtree(old, ignore_errors=True)
    if target.exists():
        target.rename(old)
    try:
        fresh.rename(target)
    except OSError:
        recover(target)
        raise
    disk.sync(target.parent)
    shutil.rmtree(old, ignore_errors=True)


def replace_files(target: Path, files: dict[str, bytes]) -> None:
    """Write files into a folder of that name; readers of a data set find the old one at every moment between."""
    fresh = target.with_name(target.name + ".new")
    with versions.telling(target), versions.locked(target.with_name(target.name + ".lock")):
        recover(target)
        with versions.writing(fresh):
            disk.write_all(fresh, files)
            replace_folder(fresh, target)


def _with_sector(indicators: pd.DataFrame, subsectors: pd.DataFrame) -> pd.DataFrame:
    names = subsectors.rename(columns={"name": "subsector"})[["subsector_id", "sector_id", "subsector"]]
    return indicators.merge(names, on="subsector_id", how="left", validate="many_to_one")


def _with_industry(areas: pd.DataFrame, industries: pd.DataFrame) -> pd.DataFrame:
    """Areas with the industry that the latest paper names; empty for those that none has a report about."""
    latest = industries.sort_values("edition", kind="stable").drop_duplicates("area_id", keep="last")
    return areas.merge(latest[["area_id", "industry", "industry_group"]], on="area_id", how="left").fillna(
        {"industry": "", "industry_group": ""}
    )


def _with_organisations(honours: pd.DataFrame, rows: pd.DataFrame) -> pd.DataFrame:
    known = organisations.index(rows)
    ids = [organisations.resolve(printed, known) for printed in honours["organisation"]]
    return honours.assign(
        organisation_id=[found[0] if found else "" for found in ids],
        organisation_ids=[LIST_SEPARATOR.join(found) for found in ids],
    )


def _last_year(period: str) -> int | None:
    if "-" in period and "Q" not in period:
        return int(period.split("-")[1])
    return int(period[:4]) if period else None


def _to_arrow(frames: dict[str, pd.DataFrame], table: Table) -> pa.Table:
    """One table as declared. Raises SourceError where a column is declared that nothing makes, or of another type."""
    frame = frames.get(table.name, pd.DataFrame())
    columns, problems = [], []
    for column in table.columns:
        place = f"{table.name}.{column.name}"
        if column.name not in frame:
            problems.append(Problem(DICTIONARY_FILE, None, "column", place, "一列生成得出的数据"))
            continue
        try:
            columns.append(_convert(frame[column.name], column.type))
        except (ValueError, OverflowError, pa.ArrowException) as error:
            expected = f"放得下这一列各值的类型（{shown(str(error))}）"
            problems.append(Problem(DICTIONARY_FILE, None, "type", f"{place}：{column.type}", expected))
    if problems:
        raise SourceError(problems)
    return pa.Table.from_arrays(columns, schema=table.arrow)


def _convert(cells: pd.Series, type_name: str) -> pa.Array:
    if type_name == "list":
        return pa.array([text.split(LIST_SEPARATOR) if text else [] for text in cells], pa.list_(pa.string()))
    if type_name == "string":
        return pa.array(list(cells), pa.string())
    if type_name == "bool":
        return pa.array([bool(cell) for cell in cells], pa.bool_())
    parse = int if type_name == "int16" else float
    values = [None if pd.isna(cell) or cell == "" else parse(cell) for cell in cells]
    return pa.array(values, pa.int16() if type_name == "int16" else pa.float64())
