"""The built tables in memory: immutable Arrow tables, filtered first and turned into pandas last."""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from whitepaper.build import MANIFEST
from whitepaper.errors import DataMissingError
from whitepaper.findings import doubts
from whitepaper.operands import KEY, KEY_SEPARATOR
from whitepaper.paths import PARQUET
from whitepaper.schema import SCHEMA_VERSION
from whitepaper.selection import Selection, Vocabulary

DISTRICT = "310112"
TOWN_KINDS = ("街道", "镇", "工业区")


def read_manifest(folder: Path = PARQUET) -> dict[str, object]:
    """The manifest of the built data. Raises DataMissingError when it is absent or outdated."""
    path = folder / MANIFEST
    if not path.is_file():
        raise DataMissingError(f"没有找到数据：{path} 不存在。请在项目文件夹运行 python -m whitepaper build")
    manifest: dict[str, object] = json.loads(path.read_text(encoding="utf-8"))
    if manifest.get("schema_version") != SCHEMA_VERSION:
        raise DataMissingError(
            f"数据的结构版本是 {manifest.get('schema_version')}，程序需要 {SCHEMA_VERSION}。"
            "请运行 python -m whitepaper build 重新生成"
        )
    return manifest


@dataclass(frozen=True, eq=False)
class Store:
    """All built tables. Columns and keys of each are those of `data/source/dictionary.csv`."""

    tables: dict[str, pa.Table]
    dataset_version: str

    @classmethod
    def load(cls, folder: Path = PARQUET) -> Store:
        """Read every table the manifest names. Raises DataMissingError when one is absent."""
        manifest = read_manifest(folder)
        named = manifest["tables"]
        assert isinstance(named, dict)
        absent = [name for name in named if not (folder / f"{name}.parquet").is_file()]
        if absent:
            raise DataMissingError(f"{folder} 缺少 {'、'.join(absent)}。请运行 python -m whitepaper build 重新生成")
        tables = {name: pq.read_table(folder / f"{name}.parquet", memory_map=False) for name in named}
        return cls(tables, str(manifest["dataset_version"]))

    def frame(self, name: str) -> pd.DataFrame:
        """One whole table as a fresh frame."""
        return _to_pandas(self.tables[name])

    def observations(self, selection: Selection) -> pd.DataFrame:
        """Observations that a selection keeps, in the order of the paper.

        Columns of `observations` plus `indicator`, `area`, `area_kind`, `sector_id`, `sector`, `subsector_id`,
        `subsector`, `yoy_basis`, `definition`, `key` (the primary key as one text), `doubt` (why it is in doubt, or
        empty) and `dataset_version`. Rows whose period the paper does not state count as of the year of
        the paper itself when years are chosen.
        """
        return _to_pandas(self._described.filter(self._mask(selection)))

    def honours(self, selection: Selection) -> pd.DataFrame:
        """Honours that a selection keeps, in the order of the paper; columns of `honours`, `area` and `sector`."""
        rows = self.frame("honours")
        rows = rows.assign(
            area=rows["area_id"].map(self._names["areas"]).fillna(""),
            sector=rows["sector_id"].map(self._names["sectors"]),
        )
        wanted = {
            "sector_id": (selection.sector,) if selection.sector else (),
            "area_id": selection.towns,
            "level": selection.levels,
            "award": selection.awards,
            "year": selection.award_years,
        }
        rows = _only(rows, wanted)
        if selection.organisation:
            rows = rows[rows["organisation_ids"].map(lambda ids: selection.organisation in ids)]
        searched = (rows["title"] + rows["organisation"] + rows["award"] + rows["extra"]).map(_folded)
        for word in _folded(selection.text).split():
            rows = rows[searched.loc[rows.index].str.contains(word, regex=False)]
        return rows.reset_index(drop=True)

    def observation(self, key: str) -> dict[str, object]:
        """One described observation by its `key`. Raises KeyError when there is none."""
        return self._by_key[key]

    def label(self, key: str) -> str:
        """An observation in words, also one that is no longer there: indicator, category, area, period."""
        indicator_id, area_id, category, period, _measure, _edition = key.split(KEY_SEPARATOR)
        names = [self._names["indicators"].get(indicator_id, indicator_id), category]
        names.append(self._names["areas"].get(area_id, area_id))
        return " · ".join(filter(None, [*names, period]))

    def restated(self, key: str) -> list[dict[str, object]]:
        """The other places that print this observation; columns of `restatements`."""
        rows = self.tables["restatements"].to_pylist()
        return [row for row in rows if KEY_SEPARATOR.join(str(row[name]) for name in KEY) == key]

    def checks(self, selection: Selection) -> pd.DataFrame:
        """Checks that a selection keeps, in the order of the table; columns of `checks` and `sector`."""
        rows = self.frame("checks")
        rows = rows.assign(sector=rows["sector_id"].map(self._names["sectors"]).fillna(""))
        wanted = {
            "sector_id": (selection.sector,) if selection.sector else (),
            "area_id": selection.towns,
            "kind": selection.kinds,
            "verdict": selection.verdicts,
            "department": selection.departments,
        }
        return _only(rows, wanted)

    def count(self, selection: Selection) -> int:
        """How many observations a selection keeps."""
        return int(pc.sum(self._mask(selection)).as_py() or 0)

    def indicators_within(self, selection: Selection) -> dict[str, str]:
        """Id to name of the indicators that the other filters leave, in table order, the chosen ones included."""
        left = self._described.filter(self._mask(selection.without("indicators")))["indicator_id"]
        offered = {*pc.unique(left).to_pylist(), *selection.indicators}
        return {key: name for key, name in self._names["indicators"].items() if key in offered}

    @cached_property
    def vocabulary(self) -> Vocabulary:
        """The ids and years that links may name."""
        subsectors = self.tables["subsectors"].to_pylist()
        return Vocabulary(
            sectors=frozenset(self.tables["sectors"]["sector_id"].to_pylist()),
            subsectors={row["subsector_id"]: row["sector_id"] for row in subsectors},
            areas=frozenset(self.tables["areas"]["area_id"].to_pylist()),
            years=frozenset(self.years),
            indicators=frozenset(self.tables["indicators"]["indicator_id"].to_pylist()),
            levels=frozenset(self.codes("level")),
            awards=frozenset(self.tables["honours"]["award"].to_pylist()),
            award_years=frozenset(self.tables["honours"]["year"].to_pylist()) - {""},
            organisations=frozenset(self.tables["organisations"]["organisation_id"].to_pylist()),
            kinds=frozenset(self.codes("check_kind")),
            verdicts=frozenset(self.codes("verdict")),
            departments=frozenset(self.departments),
        )

    @cached_property
    def years(self) -> tuple[int, ...]:
        """Years that any observation is about, ascending."""
        return tuple(sorted(year for year in pc.unique(self.tables["observations"]["year"]).to_pylist() if year))

    @cached_property
    def years_with_levels(self) -> tuple[int, ...]:
        """Years up to the latest white paper's own, ascending; plans for later years are left out."""
        latest = max(self.tables["editions"]["edition"].to_pylist())
        return tuple(year for year in self.years if year <= latest)

    @cached_property
    def departments(self) -> tuple[str, ...]:
        """Departments that any number comes from, in the order of the paper."""
        return tuple(dict.fromkeys(filter(None, self.tables["observations"]["department"].to_pylist())))

    def industry(self, area_id: str) -> str:
        """Featured industry of a town as its report heads it; empty for other areas."""
        return self._industries[area_id]

    @cached_property
    def _kinds(self) -> dict[str, str]:
        areas = self.tables["areas"]
        return dict(zip(areas["area_id"].to_pylist(), areas["kind"].to_pylist(), strict=True))

    @cached_property
    def _industries(self) -> dict[str, str]:
        areas = self.tables["areas"]
        return dict(zip(areas["area_id"].to_pylist(), areas["industry"].to_pylist(), strict=True))

    @cached_property
    def towns(self) -> pd.DataFrame:
        """The 14 towns in the order of the appendix; columns of `areas`."""
        areas = self.frame("areas")
        return areas[areas["kind"].isin(TOWN_KINDS)].sort_values("order", ignore_index=True)

    def name(self, table: str, key: str) -> str:
        """Chinese name of an id in `sectors`, `subsectors`, `areas` or `indicators`."""
        return self._names[table][key]

    def names(self, table: str) -> dict[str, str]:
        """Id to Chinese name of `sectors`, `subsectors`, `areas` or `indicators`, in table order."""
        return dict(self._names[table])

    def subsectors_of(self, sector_id: str) -> list[str]:
        """Ids of the sub-sectors of a sector, in their order; of all sectors for an empty id."""
        return [key for key, sector in self.vocabulary.subsectors.items() if sector_id in {"", sector}]

    def place(self, table: str) -> dict[str, int]:
        """Id to its position in `sectors`, `subsectors`, `areas` or `indicators`."""
        return {key: position for position, key in enumerate(self._names[table])}

    def codes(self, codelist: str) -> dict[str, str]:
        """Code to Chinese name of one code list."""
        return {code: entry["name"] for code, entry in self._codelists[codelist].items()}

    def meanings(self, codelist: str) -> dict[str, str]:
        """Code to explanation of one code list."""
        return {code: entry["meaning"] for code, entry in self._codelists[codelist].items()}

    def indicator(self, indicator_id: str) -> dict[str, object]:
        """One row of `indicators`. Raises KeyError when there is none."""
        return self._indicators[indicator_id]

    @cached_property
    def _indicators(self) -> dict[str, dict[str, object]]:
        return {row["indicator_id"]: row for row in self.tables["indicators"].to_pylist()}

    @cached_property
    def _names(self) -> dict[str, dict[str, str]]:
        keys = {
            "sectors": "sector_id",
            "subsectors": "subsector_id",
            "areas": "area_id",
            "indicators": "indicator_id",
            "organisations": "organisation_id",
        }
        return {
            t: dict(zip(*(self.tables[t][c].to_pylist() for c in (key, "name")), strict=True))
            for t, key in keys.items()
        }

    @cached_property
    def _codelists(self) -> dict[str, dict[str, dict[str, str]]]:
        lists: dict[str, dict[str, dict[str, str]]] = {}
        for row in self.tables["codelists"].to_pylist():
            lists.setdefault(row["codelist"], {})[row["code"]] = row
        return lists

    @cached_property
    def _described(self) -> pa.Table:
        """Observations with the names that a reader sees, and a text to search in."""
        rows = self.tables["observations"]
        indicators = [self._indicators[key] for key in rows["indicator_id"].to_pylist()]
        areas = [self.name("areas", key) for key in rows["area_id"].to_pylist()]
        keys = [
            KEY_SEPARATOR.join(map(str, key)) for key in zip(*(rows[name].to_pylist() for name in KEY), strict=True)
        ]
        doubted = doubts(self.tables["findings"])
        columns: dict[str, list[object]] = {
            "indicator": [row["name"] for row in indicators],
            "area": list(areas),
            "area_kind": [self._kinds[key] for key in rows["area_id"].to_pylist()],
            "sector_id": [row["sector_id"] for row in indicators],
            "sector": [self.name("sectors", str(row["sector_id"])) for row in indicators],
            "subsector_id": [row["subsector_id"] for row in indicators],
            "subsector": [row["subsector"] for row in indicators],
            "yoy_basis": [row["yoy_basis"] for row in indicators],
            "definition": [row["definition"] for row in indicators],
            "key": list(keys),
            "doubt": [doubted.get(key, "") for key in keys],
            "dataset_version": [self.dataset_version] * rows.num_rows,
            "searched": [
                _folded(" ".join([str(row["name"]), *_listed(row["aliases"]), category, area]))
                for row, category, area in zip(indicators, rows["category"].to_pylist(), areas, strict=True)
            ],
        }
        for name, values in columns.items():
            rows = rows.append_column(name, pa.array(values, pa.string()))
        return rows

    @cached_property
    def _by_key(self) -> dict[str, dict[str, object]]:
        return {row["key"]: row for row in self._described.to_pylist()}

    def _mask(self, selection: Selection) -> pa.ChunkedArray:
        rows = self._described
        mask = pc.is_valid(rows["indicator_id"])
        wanted: list[tuple[str, tuple[object, ...]]] = [
            ("sector_id", (selection.sector,) if selection.sector else ()),
            ("subsector_id", (selection.subsector,) if selection.subsector else ()),
            ("area_id", selection.towns),
            ("indicator_id", selection.indicators),
        ]
        for column, values in wanted:
            if values:
                mask = pc.and_(mask, pc.is_in(rows[column], value_set=pa.array(values, rows[column].type)))
        if selection.years:
            years = pa.array(selection.years, pa.int16())
            mask = pc.and_(mask, pc.is_in(pc.coalesce(rows["year"], rows["edition"]), value_set=years))
        for word in _folded(selection.text).split():
            mask = pc.and_(mask, pc.match_substring(rows["searched"], word))
        return mask


def _only(rows: pd.DataFrame, wanted: Mapping[str, tuple[str, ...]]) -> pd.DataFrame:
    """Rows whose columns hold one of the wanted values; a column for which none is named keeps all."""
    for column, values in wanted.items():
        if values:
            rows = rows[rows[column].isin(values)]
    return rows.reset_index(drop=True)


def _to_pandas(table: pa.Table) -> pd.DataFrame:
    hidden = [name for name in ("searched",) if name in table.column_names]
    types = {pa.int16(): pd.Int16Dtype()}
    return table.drop_columns(hidden).to_pandas(types_mapper=types.get)


def _folded(text: str) -> str:
    """Text as it is searched: upper and lower case are the same, and so are PM₂.₅ and PM2.5."""
    return unicodedata.normalize("NFKC", text).casefold()


def _listed(value: object) -> list[str]:
    assert isinstance(value, list)
    return value
