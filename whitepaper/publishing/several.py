"""Build a data set of several publishers (docs/decisions/0015): each through the build of one, into one version.

A version holds a folder a publisher, `publishers/<id>/`, with the tables that a data set of one has; the column
`publisher` says whose they are. Beside them stand the table of the publishers and the tree of all areas.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pyarrow as pa

from whitepaper.model.dataset import MANIFEST, SEVERAL, SYNTHETIC, YES, Dataset
from whitepaper.model.errors import Problem, SourceError
from whitepaper.model.schema import DESCRIBED, DESCRIBING, DICTIONARY, SCHEMA_VERSION
from whitepaper.publishing import build as one
from whitepaper.publishing import versions
from whitepaper.publishing.declarations import DICTIONARY_FILE
from whitepaper.publishing.source import Source, load_source
from whitepaper.publishing.texts import read_texts

PROFILE = "profile.csv"
ENTRIES = ("title", "area", "name", "first")
"""What the profile of all says: title of the dashboard, code and name of the area that holds them (a city), and the
publisher that an address without one means."""
KEY, NAME = "publisher", "publisher_name"
COLUMNS = ((KEY, "发布地区编号", "发布白皮书的地区，区划代码"), (NAME, "发布地区", "发布白皮书的地区的名称"))
OWNED = {"edition", "area_id", "indicator_id"}
"""A table with one of these columns says something of its publisher's own, and so whose it is; that of the editions has
a column of this name already, the office in words."""
ROWS = "observations"


@dataclass(frozen=True)
class Sources:
    """What several publishers keyed. of: publisher to its source, in the order of their codes."""

    profile: dict[str, str]
    of: dict[str, Source]

    @property
    def reminders(self) -> list[Problem]:
        """What may be a slip, with the folder it is in."""
        return [_placed(problem, key) for key, source in self.of.items() for problem in source.reminders]


def load(dataset: Dataset) -> Sources:
    """The sources of all publishers of a data set. Raises SourceError with every problem of all of them."""
    profile, problems = _profile(dataset)
    found: dict[str, Source] = {}
    for key in dataset.publishers:
        try:
            found[key] = load_source(replace(dataset, publisher=key).source)
        except SourceError as error:
            problems += [_placed(problem, key) for problem in error.problems]
    dictionaries = {key: source.tables[DICTIONARY].to_dict("records") for key, source in found.items()}
    for key, source in found.items():
        said = dict(source.tables["profile"][["name", "value"]].itertuples(index=False, name=None))
        if said["district"] != key:
            expected = f"文件夹的名称 {key}：它说的是哪个地区"
            problems.append(_placed(Problem(PROFILE, None, "district", said["district"], expected), key))
        if dictionaries[key] != next(iter(dictionaries.values())):
            expected = f"与 {next(iter(dictionaries))} 的相同：各地区的数用同样的列"
            problems.append(_placed(Problem(DICTIONARY_FILE, None, "", "不同的数据字典", expected), key))
    if problems:
        raise SourceError(problems)
    return Sources(profile, found)


def build(dataset: Dataset, target: Path | None = None, sources: Sources | None = None) -> dict[str, Any]:
    """As `build.build`, of several publishers; the manifest of all. Raises SourceError, WriteError."""
    files = files_of(sources or load(dataset), dataset.parquet)
    if target is None:
        versions.add(dataset, files)
    else:
        one.replace_files(target, files)
    manifest: dict[str, Any] = json.loads(files[MANIFEST])
    return manifest


def files_of(sources: Sources, before: Path) -> dict[str, bytes]:
    """The version as files, name to content, the manifest last. before: of what was built last, as for one."""
    files: dict[str, bytes] = {}
    made: dict[str, dict[str, pa.Table]] = {}
    for key, source in sources.of.items():
        made[key] = owned(one.tables_of_source(source), key)
        one.hold_promises(made[key], before / SEVERAL / key)
        files |= {f"{SEVERAL}/{key}/{name}": content for name, content in one.files_of(made[key]).items()}
    return files | of_all(sources.profile, made, files)


def of_all(profile: dict[str, str], made: dict[str, dict[str, pa.Table]], files: dict[str, bytes]) -> dict[str, bytes]:
    """The tables about all publishers, and the manifest. made: publisher to its tables; files: theirs."""
    manifests = {key: files[f"{SEVERAL}/{key}/{MANIFEST}"] for key in made}
    versions_of = {key: json.loads(text)["dataset_version"] for key, text in manifests.items()}
    tables = {SEVERAL: _publishers(made, profile["first"], versions_of), "areas": _areas(made, profile)}
    own = {f"{name}.parquet": one.parquet(table) for name, table in tables.items()}
    content = json.dumps([versions_of, tables["areas"].to_pylist()], ensure_ascii=False)
    manifest = {
        "schema_version": SCHEMA_VERSION,
        "dataset_version": "v" + hashlib.sha256(content.encode()).hexdigest()[: one.DATASET_VERSION_LENGTH],
        "title": profile["title"],
        "editions": sorted(set().union(*(tables["editions"]["edition"].to_pylist() for tables in made.values()))),
        SEVERAL: {key: hashlib.sha256(text).hexdigest() for key, text in manifests.items()},
        "tables": {
            name: {"rows": table.num_rows, "sha256": hashlib.sha256(own[f"{name}.parquet"]).hexdigest()}
            for name, table in tables.items()
        },
    }
    text = json.dumps(manifest, ensure_ascii=False, indent=2, sort_keys=True) + "\n"
    return own | {MANIFEST: text.encode()}


def owned(tables: dict[str, pa.Table], publisher: str) -> dict[str, pa.Table]:
    """The tables of one with the columns that say whose they are, and a dictionary that declares these."""
    areas = dict(zip(*(tables["areas"][name].to_pylist() for name in ("area_id", "name")), strict=True))
    said = {KEY: publisher, NAME: areas[publisher]}
    found, declared = dict(tables), list[dict[str, Any]]()
    rows = tables[DICTIONARY].to_pylist()
    for name, table in tables.items():
        if name in DESCRIBING or KEY in table.column_names or OWNED.isdisjoint(table.column_names):
            continue
        for column, heading, meaning in COLUMNS if name == ROWS else COLUMNS[:1]:
            field = pa.field(column, pa.string(), nullable=False)
            found[name] = found[name].append_column(field, pa.array([said[column]] * table.num_rows, pa.string()))
            about = {"table": name, "column": column, "type": "string", "required": "yes"}
            declared.append(dict.fromkeys(rows[0], "") | about | {"heading": heading, "meaning": meaning})
    by_table = {name: [row for row in (*rows, *declared) if row["table"] == name] for name in (*tables, DESCRIBED)}
    ordered = [row for own in by_table.values() for row in own]
    return found | {DICTIONARY: pa.Table.from_pylist(ordered, schema=tables[DICTIONARY].schema)}


def _publishers(made: dict[str, dict[str, pa.Table]], first: str, versions_of: dict[str, str]) -> pa.Table:
    """Columns publisher, name, title, dataset_version, is_first, is_synthetic."""
    rows = []
    for key, tables in made.items():
        profile = {row["name"]: row["value"] for row in tables["profile"].to_pylist()}
        names = {row["area_id"]: row["name"] for row in tables["areas"].to_pylist()}
        is_synthetic = profile.get(SYNTHETIC) == YES
        about = {"title": profile["title"], "is_first": key == first, "is_synthetic": is_synthetic}
        rows.append({KEY: key, "name": names[key], "dataset_version": versions_of[key]} | about)
    texts, flags = (KEY, "name", "title", "dataset_version"), ("is_first", "is_synthetic")
    kinds = dict.fromkeys(texts, pa.string()) | dict.fromkeys(flags, pa.bool_())
    return pa.Table.from_pylist(rows, schema=pa.schema(list(kinds.items())))


def _areas(made: dict[str, dict[str, pa.Table]], profile: dict[str, str]) -> pa.Table:
    """The tree: the area that holds all, the publishers' areas below it, and what is below these.

    Columns area_id, name, aliases, kind, parent_id, order, lon, lat, publisher; what lies outside an area is left out.
    """
    columns = ("area_id", "name", "aliases", "kind", "parent_id", "order", "lon", "lat")
    root = dict.fromkeys(columns) | {"area_id": profile["area"], "name": profile["name"], "kind": "", "parent_id": ""}
    root["aliases"] = []
    rows = [root | {KEY: ""}]
    for key, tables in made.items():
        listed = {row["area_id"]: row for row in tables["areas"].to_pylist()}
        for area in listed.values():
            if area["area_id"] == key:
                rows.append({name: area[name] for name in columns} | {"parent_id": profile["area"], KEY: key})
            elif key in _above(area, listed):
                rows.append({name: area[name] for name in columns} | {KEY: key})
    kinds = {name: pa.string() for name in (*columns, KEY)} | {
        "aliases": pa.list_(pa.string()),
        "order": pa.int16(),
        "lon": pa.float64(),
        "lat": pa.float64(),
    }
    return pa.Table.from_pylist(rows, schema=pa.schema(list(kinds.items())))


def _above(area: dict[str, Any], listed: dict[str, dict[str, Any]]) -> list[str]:
    found: list[str] = []
    while (parent := area["parent_id"]) and parent not in found:
        found.append(parent)
        area = listed[parent]
    return found


def _profile(dataset: Dataset) -> tuple[dict[str, str], list[Problem]]:
    """What the profile of all says, and what is wrong with it."""
    texts = read_texts(dataset.root, PROFILE, ("name", "value"))
    found = dict(cells for _, cells in texts.rows)
    problems = list(texts.problems)
    if not problems:
        missing = [name for name in ENTRIES if not found.get(name)]
        problems += [Problem(PROFILE, None, "name", name, f"一行 {name}") for name in missing]
        problems += [
            Problem(PROFILE, None, "name", name, "下列之一：" + "、".join(ENTRIES))
            for name in found
            if name not in ENTRIES
        ]
    if not problems and found["first"] not in dataset.publishers:
        problems.append(Problem(PROFILE, None, "first", found["first"], f"下列之一：{'、'.join(dataset.publishers)}"))
    return found, problems


def _placed(problem: Problem, publisher: str) -> Problem:
    return replace(problem, file=f"{SEVERAL}/{publisher}/source/{problem.file}")
