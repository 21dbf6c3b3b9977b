"""The data set as the app sees it: small tables in memory, and rows of observations wherever they are held."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any

import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from whitepaper.checks.findings import touching
from whitepaper.model import keys, schema
from whitepaper.model.dataset import LOOKUPS, MANIFEST, SEVERAL, Dataset, Profile
from whitepaper.model.errors import DataMissingError
from whitepaper.model.keys import KEY_SEPARATOR, MARK, MARK_SEPARATOR, ORDINAL, TOWN_KINDS, key_of, mark_of
from whitepaper.model.schema import CODELIST_PREFIX, DESCRIBED, DICTIONARY, SCHEMA_VERSION, Table
from whitepaper.model.selection import (
    CHECKS,
    FILTERS,
    HONOURS,
    ISSUED,
    PUBLISHER,
    Selection,
    Value,
    Vocabulary,
)
from whitepaper.model.text import folded
from whitepaper.store import makers
from whitepaper.store.described import encoded, series_of
from whitepaper.store.filtering import kept
from whitepaper.store.frames import SEARCHED, cells, frame_of, narrow, plain_rows
from whitepaper.store.in_memory import InMemory
from whitepaper.store.lookups import REBUILD
from whitepaper.store.publishers import KEY, NAME, Publishers
from whitepaper.store.rows import Rows

TRIES = 3
"""How often a folder that is replaced while it is read is read again."""
PREVIEW = "【预览】"
"""What the names of pages and files begin with where they are not of the published version."""
MADE_UP = "【合成数据】"
"""And where their numbers are made up."""
MOST_SERIES, MOST_OFFERED = 100, 8
"""Indicators, each in an area, whose rows are kept as mappings, and selections whose indicators are."""
HONOUR_TEXT = ("title", "organisation", "award", "extra")
ROWS = "observations"
"""The table that grows; the only one that an engine may hold."""


def read_manifest(folder: Path) -> dict[str, Any]:
    """The manifest of the built data in a folder. Raises DataMissingError when it is absent or outdated."""
    path = folder / MANIFEST
    if not path.is_file():
        raise DataMissingError(f"没有找到数据：{path} 不存在。{REBUILD}")
    try:
        manifest: dict[str, Any] = json.loads(path.read_text(encoding="utf-8-sig"))
        is_whole = isinstance(manifest["dataset_version"], str) and isinstance(manifest["tables"], dict)
        is_whole = is_whole and isinstance(manifest.get("files", {}), dict)
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise DataMissingError(f"{path} 不能读取（{type(error).__name__}）。{REBUILD}") from error
    if not is_whole:
        raise DataMissingError(f"{path} 不完整。{REBUILD}")
    if manifest.get("schema_version") != SCHEMA_VERSION:
        raise DataMissingError(
            f"数据的结构版本是 {manifest.get('schema_version')}，程序需要 {SCHEMA_VERSION}。{REBUILD}"
        )
    return manifest


@dataclass(frozen=True)
class Report:
    """What one white paper heads the report about a town: number of the appendix, industry, its group in words."""

    edition: int
    appendix: int
    industry: str
    group: str


NO_REPORT = Report(0, 0, "", "")


@dataclass(frozen=True, eq=False)
class Store:
    """A data set. Columns and keys of each table are those of its table `dictionary`.

    tables: the built ones; without that of the observations where an engine holds them.
    """

    tables: dict[str, pa.Table]
    dataset_version: str
    dataset: Dataset = field(default_factory=Dataset.chosen)
    folder: Path | None = None
    """Where the tables were read, whatever was published since; None where they were made in memory."""
    files: Mapping[str, Path] = field(default_factory=dict)
    """The files in which things are looked up, by their names; without those that this version was built without."""
    opened: Callable[[Store], Rows] = field(default=lambda store: store.in_memory())
    """Who answers what is asked of the observations."""
    publisher: str = ""
    """Whose tables they are, where a data set has several publishers."""
    siblings: Publishers | None = None
    """The publishers of the same version, this one among them; None where it is the only one."""

    @classmethod
    def load(cls, dataset: Dataset | None = None, kept: str | None = None) -> Store:
        """Read every table the manifest names; without a data set, of the one that the environment names.

        kept: where the observations are, as `makers.VARIABLE` says it, which counts where there is none.
        Each file is checked against the hash and the rows that the manifest gives, so that a folder replaced meanwhile
        is read again and never mixed. Raises DataMissingError when a table is absent or not what was built, EngineError
        when an engine cannot be asked.
        """
        dataset = dataset or Dataset.chosen()
        maker = makers.maker(kept)
        for _ in range(TRIES - 1):
            folder = dataset.parquet
            manifest = read_manifest(folder)
            try:
                return cls._found(manifest, dataset, folder, maker)
            except DataMissingError:
                if dataset.parquet == folder and read_manifest(folder) == manifest:
                    raise
        folder = dataset.parquet
        return cls._found(read_manifest(folder), dataset, folder, maker)

    @classmethod
    def _found(cls, manifest: dict[str, Any], dataset: Dataset, folder: Path, maker: makers.Maker | None) -> Store:
        """The store of a folder; of several publishers that of the one that the data set names."""
        if SEVERAL not in manifest:
            return cls._of(manifest, dataset, folder, maker)

        def opened(publisher: str, siblings: Publishers) -> Store:
            own = folder / SEVERAL / publisher
            found = read_manifest(own)
            if hashlib.sha256((own / MANIFEST).read_bytes()).hexdigest() != manifest[SEVERAL].get(publisher):
                raise DataMissingError(f"{own / MANIFEST} 与生成时不同（可能损坏，或被改动）。{REBUILD}")
            return replace(
                cls._of(found, replace(dataset, publisher=publisher), own, maker),
                publisher=publisher,
                siblings=siblings,
            )

        tables = {name: _read(folder / f"{name}.parquet", built) for name, built in manifest["tables"].items()}
        siblings = Publishers(manifest.get("title", ""), manifest["dataset_version"], tables, opened)
        if dataset.publisher and dataset.publisher not in siblings.names:
            raise DataMissingError(f"{folder} 没有地区 {dataset.publisher}；现有 {'、'.join(siblings.names)}")
        return siblings.of(dataset.publisher)

    @classmethod
    def _of(cls, manifest: dict[str, Any], dataset: Dataset, folder: Path, maker: makers.Maker | None) -> Store:
        named = [name for name in dict.fromkeys((*manifest["tables"], DICTIONARY)) if name != ROWS or not maker]
        tables = {name: _read(folder / f"{name}.parquet", manifest["tables"].get(name)) for name in named}
        declared = schema.declared(tables[DICTIONARY].to_pylist())
        changed = [
            name for name, table in declared.items() if name in named and tables[name].column_names != table.names
        ]
        absent = [name for name in declared if name not in (*manifest["tables"], DESCRIBED)]
        if changed or absent:
            raise DataMissingError(f"{folder} 的 {'、'.join(changed + absent)} 与数据字典不符。{REBUILD}")
        built = manifest.get("files", {})
        files = {name: _whole(folder / name, built[name]) for name in LOOKUPS if name in built}
        if not maker:
            return cls(tables, manifest["dataset_version"], dataset, folder, files)
        rows = maker(folder, declared)
        return cls(tables, manifest["dataset_version"], dataset, folder, files, lambda _: rows)

    def of(self, publisher: str) -> Store:
        """The store of a publisher, this one where none is named. Raises KeyError for one that there is not."""
        return self.siblings.of(publisher) if self.siblings and publisher else self

    @property
    def version_folder(self) -> Path | None:
        """Where the version is that the tables are of; of several publishers it holds the folders of all."""
        return self.folder.parents[1] if self.folder and self.siblings else self.folder

    @property
    def whole_version(self) -> str:
        """Another one where anything is another that slides may be drawn from, other publishers' numbers too."""
        return f"{self.siblings.version} {self.publisher}" if self.siblings else self.dataset_version

    def all(self) -> list[Store]:
        """The stores of all publishers of the version, in their order; this one alone where there is no other."""
        return self.siblings.all() if self.siblings else [self]

    def asked(self, query: Mapping[str, str]) -> Store:
        """The store that the parameters of an address ask; where they name none, or none that there is, the first."""
        if not self.siblings:
            return self
        named = query.get(FILTERS[PUBLISHER].parameter, "").strip()
        return self.siblings.of(named if named in self.siblings.names else "")

    def own(self, selection: Selection) -> Selection:
        """The selection as it is asked of this publisher, whoever else is asked."""
        return replace(selection, publisher=self.publisher)

    @cached_property
    def rows(self) -> Rows:
        """Whoever answers what is asked of the observations."""
        return self.opened(self)

    def in_memory(self) -> InMemory:
        """The observations of `tables`, to be described here."""
        names = {codelist: self.codes(codelist) for codelist in ("status", "measure", "measured_unit", "synonym")}
        return InMemory(self.tables, self.declared, names, self.dataset_version, self.folder)

    def frame(self, name: str) -> pd.DataFrame:
        """One whole table as a fresh frame."""
        return self.rows.built() if name == ROWS else frame_of(self.tables[name])

    def size(self, name: str) -> int:
        """How many rows a table has."""
        return len(self.rows) if name == ROWS else int(self.tables[name].num_rows)

    def observations(self, selection: Selection) -> pd.DataFrame:
        """The current observations that a selection keeps, in the order of the paper.

        Of a number that several white papers print it is the latest one's. Columns of `observations` and of `described`
        in the dictionary. Rows whose period the paper does not state
        count as of the year of the paper itself when years are chosen.
        """
        return self.rows.current(selection)

    def first(self, selection: Selection, most: int) -> pd.DataFrame:
        """The first of `observations`, at most so many."""
        return self.rows.first(selection, most)

    def vintages(self, selection: Selection) -> pd.DataFrame:
        """As `observations`, with what earlier white papers printed of the same and a later one prints again."""
        return self.rows.vintages(selection)

    def honours(self, selection: Selection) -> pd.DataFrame:
        """Honours that a selection keeps, in the order of the paper.

        Those of the latest white paper that lists any, unless editions are chosen; of an organisation all that it has.
        Columns of `honours`, and in words `area`, `sector`, `status_name` and `dataset_version`; of several publishers
        `publisher_name`, too.
        """
        chosen = selection if selection.organisation else self._with_edition("honours", selection)
        return frame_of(kept(self._honours, chosen, HONOURS))

    def checks(self, selection: Selection) -> pd.DataFrame:
        """Checks that a selection keeps, in the order of the table; columns of `checks` and `sector`.

        Those of the latest white paper, unless editions are chosen. Of several publishers `publisher_name`, too.
        """
        return frame_of(kept(self._checks, self._with_edition("checks", selection), CHECKS))

    def verdicts(self, selection: Selection) -> Counter[str]:
        """How many of `checks` end in each verdict; without their rows, of which one is a kilobyte."""
        rows = kept(self._checks, self._with_edition("checks", selection), CHECKS)
        return Counter(cells(rows["verdict"]))

    def issued(self, name: str, selection: Selection | None = None) -> pd.DataFrame:
        """`cases`, `policies` or `town_notes` of the chosen editions, else of the latest white paper that has any."""
        return frame_of(kept(self.tables[name], self._with_edition(name, selection or Selection()), ISSUED))

    def edition_of(self, name: str, selection: Selection) -> tuple[int, ...]:
        """The editions whose rows of a table a selection shows: those chosen, else the latest that has any."""
        if selection.editions:
            return selection.editions
        found = pc.unique(self.tables[name]["edition"]).to_pylist()
        return (max(found),) if found else ()

    def _with_edition(self, name: str, selection: Selection) -> Selection:
        return replace(selection, editions=self.edition_of(name, selection))

    def observation(self, key: str) -> dict[str, Any]:
        """One described observation by its `key`. Raises KeyError when there is none."""
        return self._by_key(*_indicator_and_area(key))[key]

    def printed_by_editions(self, key: str) -> list[dict[str, Any]]:
        """What each edition has of the number of a key, the first edition first; described rows."""
        about = series_of(self.observation(key))
        own = [row for row in self._by_key(*_indicator_and_area(key)).values() if series_of(row) == about]
        return sorted(own, key=lambda row: row["edition"])

    def label(self, key: str) -> str:
        """An observation in words, also one that is no longer there: indicator, category, area, period."""
        indicator_id, area_id, category, period, _measure, _edition = key.split(KEY_SEPARATOR)
        names = [self._names["indicators"].get(indicator_id, indicator_id), category]
        names.append(self._names["areas"].get(area_id, area_id))
        return " · ".join(filter(None, [*names, period]))

    def restated(self, key: str) -> list[dict[str, Any]]:
        """The other places that print this observation; columns of `restatements`."""
        return self._at("restatements", self._restated.get(key, []))

    def touching(self, key: str) -> list[dict[str, Any]]:
        """The findings in which an observation takes part, the gravest first; columns of `findings`."""
        return self._at("findings", self._touching.get(key, []))

    def _at(self, table: str, places: list[int]) -> list[dict[str, Any]]:
        """The rows of a table at some places as plain mappings, made when they are asked for: all would be many."""
        return plain_rows(self.tables[table].take(pa.array(places, pa.int64()))) if places else []

    def count(self, selection: Selection) -> int:
        """How many observations a selection keeps."""
        return self.rows.count(selection)

    def tally(self, column: str, selection: Selection) -> dict[Value, int]:
        """How many rows of `vintages` have each value of a column, in the order of the rows."""
        return {value: number for (value,), number in self.rows.tally([column], selection).items()}

    def indicators_of(self, selection: Selection) -> list[str]:
        """Ids of the indicators of `observations`, each once, in the order of the paper."""
        return self.rows.indicators(selection)

    def indicators_within(self, selection: Selection) -> dict[str, str]:
        """Id to name of the indicators that the other filters leave, in table order, the chosen ones included."""
        others = self._offered(selection.without("indicators"))
        if others.keys() >= set(selection.indicators):
            return others
        return {
            key: name for key, name in self._names["indicators"].items() if key in others or key in selection.indicators
        }

    @cached_property
    def _offered(self) -> Callable[[Selection], dict[str, str]]:
        """Id to name of the indicators that a selection keeps, for those asked for last: of thousands it takes long."""

        def offered(selection: Selection) -> dict[str, str]:
            kept = set(self.rows.indicators(selection))
            return {key: name for key, name in self._names["indicators"].items() if key in kept}

        return lru_cache(maxsize=MOST_OFFERED)(offered)

    @cached_property
    def vocabulary(self) -> Vocabulary:
        """The values that links may name and boxes offer, filter by filter."""
        subsectors = self.tables["subsectors"].to_pylist()
        return Vocabulary(
            values={
                name: self._values(one.vocabulary)
                for name, one in FILTERS.items()
                if one.vocabulary and name != PUBLISHER
            }
            | ({PUBLISHER: dict(self.siblings.names.items())} if self.siblings else {}),
            sector_of={row["subsector_id"]: row["sector_id"] for row in subsectors},
        )

    def _values(self, origin: str) -> dict[Value, str]:
        """The values of a code list or of a column, in their order, each with its words."""
        if origin.startswith(CODELIST_PREFIX):
            return dict(self.codes(origin.removeprefix(CODELIST_PREFIX)).items())
        table, column = origin.split(".")
        if table == ROWS:
            return self._values_of_rows(column)
        own = self.tables[table][column].to_pylist()
        if "name" in self.tables[table].column_names:
            return dict(zip(own, self.tables[table]["name"].to_pylist(), strict=True))
        return _in_words(own)

    def _values_of_rows(self, column: str) -> dict[Value, str]:
        if column != MARK_SEPARATOR.join(MARK):
            return _in_words([cell for (cell,) in self.rows.distinct([column])])
        rows = [dict(zip(MARK, one, strict=True)) for one in self.rows.distinct(MARK)]
        return {mark_of(row): self._series_name(row) for row in rows}

    def _series_name(self, row: dict[str, Any]) -> str:
        """A series within its indicator; the total by the name of that."""
        area = "" if row["area_id"] == self.district else self._names["areas"][row["area_id"]]
        return " · ".join(filter(None, [area, row["category"]])) or self._names["indicators"][row["indicator_id"]]

    @cached_property
    def years(self) -> tuple[int, ...]:
        """Years that any observation is about, ascending."""
        return tuple(int(year) for year in self.vocabulary.values["years"])

    @cached_property
    def years_with_levels(self) -> tuple[int, ...]:
        """Years up to the latest white paper's own, ascending; plans for later years are left out."""
        return tuple(year for year in self.years if year <= self.editions[-1])

    @cached_property
    def editions(self) -> tuple[int, ...]:
        """The white papers that have observations, ascending; one without any does not count yet."""
        return tuple(sorted(edition for (edition,) in self.rows.distinct(["edition"])))

    def industry(self, area_id: str, selection: Selection | None = None) -> str:
        """Featured industry of a town as its report heads it; empty for other areas."""
        return self.report(area_id, selection).industry

    def report(self, area_id: str, selection: Selection | None = None) -> Report:
        """The report about a town in the latest of the chosen white papers that has one, else of all."""
        chosen = selection.editions if selection else ()
        own = [one for one in self._reports.get(area_id, []) if not chosen or one.edition in chosen]
        return own[-1] if own else NO_REPORT

    @cached_property
    def _reports(self) -> dict[str, list[Report]]:
        groups, found = self.codes("industry_group"), dict[str, list[Report]]()
        for row in sorted(self.tables["industries"].to_pylist(), key=lambda one: one["edition"]):
            report = Report(row["edition"], row["appendix"], row["industry"], groups[row["industry_group"]])
            found.setdefault(row["area_id"], []).append(report)
        return found

    @cached_property
    def towns(self) -> pd.DataFrame:
        """The towns in the order of the appendix; columns of `areas`."""
        areas = self.frame("areas")
        return areas[areas["kind"].isin(TOWN_KINDS)].sort_values("order", ignore_index=True)

    @property
    def district(self) -> str:
        """Id of the area that the white paper is about."""
        return self.profile.district

    @cached_property
    def profile(self) -> Profile:
        """What the data set says of itself; its names say where a version is not what readers see."""
        rows = self.tables["profile"].to_pylist()
        found = Profile.read({row["name"]: row["value"] for row in rows})
        mark = (PREVIEW if self.dataset.version else "") + (MADE_UP if found.is_synthetic else "")
        return replace(found, title=mark + found.title, subject=mark + found.subject)

    @cached_property
    def declared(self) -> dict[str, Table]:
        """The dictionary: every table and the described row, by name."""
        return schema.declared(self.tables[DICTIONARY].to_pylist())

    def colours(self, codelist: str) -> dict[str, str]:
        """Code to colour #rrggbb of one code list."""
        return {row["code"]: row["colour"] for row in self.tables["colours"].to_pylist() if row["codelist"] == codelist}

    def name(self, table: str, key: str) -> str:
        """Chinese name of an id in `sectors`, `subsectors`, `areas`, `indicators` or `organisations`."""
        return self._names[table][key]

    def names(self, table: str) -> dict[str, str]:
        """Id to Chinese name of `sectors`, `subsectors`, `areas`, `indicators` or `organisations`, in table order."""
        return dict(self._names[table])

    def subsectors_of(self, sector_id: str) -> list[str]:
        """Ids of the sub-sectors of a sector, in their order; of all sectors for an empty id."""
        return [key for key, sector in self.vocabulary.sector_of.items() if sector_id in {"", sector}]

    def place(self, table: str) -> dict[str, int]:
        """Id to its position in `sectors`, `subsectors`, `areas` or `indicators`."""
        return {key: position for position, key in enumerate(self._names[table])}

    @cached_property
    def graded(self) -> frozenset[str]:
        """The indicators whose categories are grades (code list `ordinal`); none in data without that list."""
        return frozenset(self._codelists.get(ORDINAL, ()))

    def codes(self, codelist: str) -> dict[str, str]:
        """Code to Chinese name of one code list."""
        return {code: entry["name"] for code, entry in self._codelists[codelist].items()}

    def meanings(self, codelist: str) -> dict[str, str]:
        """Code to explanation of one code list."""
        return {code: entry["meaning"] for code, entry in self._codelists[codelist].items()}

    def indicator(self, indicator_id: str) -> dict[str, Any]:
        """One row of `indicators`. Raises KeyError when there is none."""
        return self._indicators[indicator_id]

    def short_name(self, indicator_id: str, category: str = "") -> str:
        """What stands above a number of a board in place of the name of its indicator; empty where none is declared.

        With a category only that which says the category too.
        """
        return self._short_names.get((indicator_id, category), "")

    @cached_property
    def _short_names(self) -> dict[tuple[str, str], str]:
        rows = self.tables["short_names"].to_pylist() if "short_names" in self.tables else []
        return {(row["indicator_id"], row["category"]): row["name"] for row in rows}

    @cached_property
    def _indicators(self) -> dict[str, dict[str, Any]]:
        return {row["indicator_id"]: row for row in plain_rows(self.tables["indicators"])}

    @cached_property
    def _names(self) -> dict[str, dict[str, str]]:
        ids = {
            "sectors": "sector_id",
            "subsectors": "subsector_id",
            "areas": "area_id",
            "indicators": "indicator_id",
            "organisations": "organisation_id",
        }
        return {
            t: dict(zip(*(self.tables[t][c].to_pylist() for c in (key, "name")), strict=True)) for t, key in ids.items()
        }

    @cached_property
    def _codelists(self) -> dict[str, dict[str, dict[str, str]]]:
        lists: dict[str, dict[str, dict[str, str]]] = {}
        for row in self.tables["codelists"].to_pylist():
            lists.setdefault(row["codelist"], {})[row["code"]] = row
        return lists

    @cached_property
    def _honours(self) -> pa.Table:
        rows, statuses = self.tables["honours"], self.codes("honour_status")
        areas, sectors = {"": ""} | self._names["areas"], self._names["sectors"]
        added = {
            "area": [areas[key] for key in rows["area_id"].to_pylist()],
            "sector": [sectors[key] for key in rows["sector_id"].to_pylist()],
            "status_name": [statuses[key] for key in rows["status"].to_pylist()],
            "dataset_version": [self.dataset_version] * rows.num_rows,
            SEARCHED: [folded("".join(row[name] for name in HONOUR_TEXT)) for row in rows.to_pylist()],
        }
        return _with(rows, added | self._whose(rows))

    @cached_property
    def _checks(self) -> pa.Table:
        rows, sectors = self.tables["checks"], {"": ""} | self._names["sectors"]
        return _with(rows, {"sector": [sectors[key] for key in rows["sector_id"].to_pylist()]} | self._whose(rows))

    def _whose(self, rows: pa.Table) -> dict[str, list[str]]:
        """The column that says in words whose each row is, where a data set has several publishers."""
        return {NAME: [self.siblings.names[key] for key in rows[KEY].to_pylist()]} if self.siblings else {}

    @cached_property
    def _restated(self) -> dict[str, list[int]]:
        found: dict[str, list[int]] = {}
        for place, row in enumerate(plain_rows(self.tables["restatements"].select(keys.KEY))):
            found.setdefault(key_of(row), []).append(place)
        return found

    @cached_property
    def _touching(self) -> dict[str, list[int]]:
        return touching(self.tables["findings"])

    @cached_property
    def _by_key(self) -> Callable[[str, str], dict[str, dict[str, Any]]]:
        """An indicator and an area to their described rows by key, for those asked for last."""

        def rows_of(indicator_id: str, area_id: str) -> dict[str, dict[str, Any]]:
            return {row["key"]: row for row in self.rows.of(indicator_id, area_id)}

        return lru_cache(maxsize=MOST_SERIES)(rows_of)


def _indicator_and_area(key: str) -> tuple[str, str]:
    """Indicator and area of an observation. key: of an observation, or not one at all."""
    indicator_id, _, rest = key.partition(KEY_SEPARATOR)
    return indicator_id, rest.partition(KEY_SEPARATOR)[0]


def _read(path: Path, built: object) -> pa.Table:
    """One table. built: its entry in the manifest. Raises DataMissingError where it is not what was built."""
    try:
        content = path.read_bytes()
    except OSError as error:
        raise DataMissingError(f"{path.parent} 缺少 {path.stem}。{REBUILD}") from error
    if not isinstance(built, dict):
        raise DataMissingError(f"{path.parent} 的 {MANIFEST} 没有列出 {path.stem}。{REBUILD}")
    if hashlib.sha256(content).hexdigest() != built.get("sha256"):
        raise DataMissingError(f"{path} 与生成时不同（可能损坏，或被改动）。{REBUILD}")
    texts_of = [field.name for field in pq.read_schema(pa.BufferReader(content)) if field.type == pa.string()]
    file = pq.ParquetFile(pa.BufferReader(content), read_dictionary=texts_of)  # `read_table` loads libraries for sets
    table = narrow(encoded(file.read()))
    if table.num_rows != built.get("rows"):
        raise DataMissingError(f"{path} 有 {table.num_rows} 行，生成时是 {built.get('rows')} 行。{REBUILD}")
    return table


def _whole(path: Path, built: object) -> Path:
    """A file that is what was built. built: its entry in the manifest. Raises DataMissingError."""
    try:
        with path.open("rb") as stream:
            found = hashlib.file_digest(stream, "sha256").hexdigest()
    except OSError as error:
        raise DataMissingError(f"{path.parent} 缺少 {path.name}。{REBUILD}") from error
    if not isinstance(built, dict) or found != built.get("sha256"):
        raise DataMissingError(f"{path} 与生成时不同（可能损坏，或被改动）。{REBUILD}")
    return path


def _with(rows: pa.Table, added: dict[str, list[str]]) -> pa.Table:
    for name, column in added.items():
        rows = rows.append_column(name, pa.array(column, pa.string()))
    return rows


def _in_words(cells: list[Any]) -> dict[Value, str]:
    """The values of a column as they are, each once; numbers ascending."""
    found = dict.fromkeys(cell for cell in cells if cell not in {"", None})
    return {cell: str(cell) for cell in (sorted(found) if all(isinstance(cell, int) for cell in found) else found)}
