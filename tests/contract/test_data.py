"""The built data keep the promises of the dictionary, whatever paper they come from."""

import json
from collections import Counter
from pathlib import Path

import pandas as pd
import pyarrow.parquet as pq
import pytest

from tests.contract.expected import ALONE, EXPECTED, Paper, Row, counts, of_kind
from whitepaper.model.dataset import MANIFEST, Dataset
from whitepaper.model.schema import DESCRIBED, load_tables
from whitepaper.model.selection import Selection
from whitepaper.publishing.build import build
from whitepaper.store.frames import SEARCHED
from whitepaper.store.store import Store

DECLARED = load_tables(Dataset.chosen().source / "dictionary.csv")
TABLE_NAMES = sorted(set(DECLARED) - {DESCRIBED})
NUMBERS = [(paper.dataset, paper, row) for paper in EXPECTED for row in of_kind(paper, "number")]
of_each_edition = pytest.mark.parametrize(
    ("store", "paper"), [(paper.dataset, paper) for paper in EXPECTED], indirect=["store"]
)


@pytest.fixture(scope="session")
def observations(store: Store) -> pd.DataFrame:
    """All observations, to be read, never changed."""
    return store.frame("observations")


@pytest.mark.parametrize("name", TABLE_NAMES)
def test_tables_have_the_declared_columns(store: Store, name: str) -> None:
    """Names, types and nullability are those of dictionary.csv."""
    assert pq.read_schema(store.dataset.parquet / f"{name}.parquet").equals(DECLARED[name].arrow)


def test_the_described_row_has_the_declared_columns(store: Store, observations: pd.DataFrame) -> None:
    """It is the built row, of which no column changes, with all that is declared beside it."""
    rows = store.vintages(Selection())
    hidden = {SEARCHED}
    assert list(rows) == [*DECLARED["observations"].names, *(n for n in DECLARED[DESCRIBED].names if n not in hidden)]
    pd.testing.assert_frame_equal(rows[list(observations)], observations)
    assert rows["key"].is_unique
    assert (
        not rows[[c.name for c in DECLARED[DESCRIBED].columns if c.is_required and c.name not in hidden]]
        .isna()
        .any()
        .any()
    )


@pytest.mark.parametrize("name", TABLE_NAMES)
def test_keys_are_unique(store: Store, name: str) -> None:
    """No row stands twice under one key."""
    frame = store.frame(name)
    assert not frame.duplicated(DECLARED[name].key).any()


@pytest.mark.parametrize("name", TABLE_NAMES)
def test_every_id_resolves(store: Store, name: str) -> None:
    """References lead to a row, codes to a code list."""
    frame = store.frame(name)
    for column in DECLARED[name].columns:
        if not column.reference:
            continue
        cells = frame[column.name].explode() if column.type == "list" else frame[column.name]
        values = {str(cell) for cell in cells.dropna() if cell != ""}
        if column.codelist:
            known = set(store.codes(column.codelist))
        else:
            table, key = column.reference.split(".")
            known = {str(value) for value in store.frame(table)[key]}
        assert values <= known, (name, column.name)


def test_the_manifest_describes_the_files(store: Store) -> None:
    """Row counts and versions are those of the tables beside it."""
    manifest = json.loads((store.dataset.parquet / MANIFEST).read_text(encoding="utf-8"))
    assert {name: entry["rows"] for name, entry in manifest["tables"].items()} == {
        name: table.num_rows for name, table in store.tables.items()
    }


@pytest.mark.parametrize("store", [ALONE], indirect=True)
def test_a_rebuild_gives_the_same_bytes(store: Store, tmp_path: Path) -> None:
    """What is committed is what the source says."""
    build(store.dataset, tmp_path / "parquet")
    for path in sorted((tmp_path / "parquet").iterdir()):
        assert path.read_bytes() == (store.dataset.parquet / path.name).read_bytes(), path.name


def test_rows_per_source_are_the_reviewed_ones(store: Store, observations: pd.DataFrame) -> None:
    """Each table, figure and report has the rows that sources.csv says."""
    printed = observations[observations["status"] != "derived"]
    reviewed = Counter()
    for row in store.frame("sources").itertuples():
        reviewed[row.source, row.section] += row.rows
    assert Counter(zip(printed["source"], printed["section"], strict=True)) == reviewed


def test_a_value_is_absent_exactly_where_it_is_missing(observations: pd.DataFrame) -> None:
    """Missing has a reason and no value; everything else has a value."""
    is_missing = observations["status"] == "missing"
    assert (observations["value"].isna() == is_missing).all()
    assert (observations.loc[is_missing, "status_reason"] != "").all()
    assert (observations.loc[observations["status"] == "reported", "printed"] != "").all()


def test_derived_values_are_marked_and_explained(store: Store, observations: pd.DataFrame) -> None:
    """Their formula stands beside them, and none comes from comparable prices."""
    derived = observations[observations["status"] == "derived"]
    assert len(derived)
    assert (derived["status_reason"] != "").all()
    assert (derived["printed"] == "").all()
    assert all(store.indicator(key)["yoy_basis"] == "nominal" for key in derived["indicator_id"])


def test_the_year_is_the_last_of_the_period(observations: pd.DataFrame) -> None:
    """2023-2024 counts as 2024; no period, no year."""
    dated = observations[observations["period"] != ""]
    assert (dated["year"].astype(str) == dated["period"].str.extract(r"(\d{4})(?:Q.*)?$")[0]).all()
    assert observations.loc[observations["period"] == "", "year"].isna().all()


def test_changes_have_units_of_change(store: Store, observations: pd.DataFrame) -> None:
    """A change in percent is in %, any other in points or in the unit of its indicator."""
    assert (observations.loc[observations["measure"] == "yoy_pct", "unit"] == "%").all()
    for row in observations[observations["measure"] == "yoy_pp"].itertuples():
        assert row.unit in {"个百分点", store.indicator(row.indicator_id)["unit"]}


def test_every_indicator_is_used_and_described(store: Store, observations: pd.DataFrame) -> None:
    """No orphan, no blank definition, no name twice."""
    indicators = store.frame("indicators")
    assert set(indicators["indicator_id"]) == set(observations["indicator_id"])
    assert (indicators["definition"] != "").all()
    assert indicators["name"].is_unique


@of_each_edition
def test_every_town_reports_something(store: Store, observations: pd.DataFrame, paper: Paper) -> None:
    """There are as many as the paper has; each has its industry, its group and a few numbers at least."""
    towns = store.towns
    found = observations.loc[observations["edition"] == paper.edition, "area_id"].value_counts()
    assert list(towns["order"]) == list(range(1, counts(paper, "exactly")["towns"] + 1))
    assert (towns["industry"] != "").all()
    assert (towns["industry_group"] != "").all()
    assert all(found[area] >= counts(paper, "at_least")["numbers_of_a_town"] for area in towns["area_id"])


def test_the_geometry_has_the_towns(store: Store) -> None:
    """Every town has a polygon under its code."""
    features = store.dataset.towns()["features"]
    assert {feature["properties"]["code"] for feature in features} == set(store.towns["area_id"])


@pytest.mark.parametrize(
    ("store", "paper", "row"),
    NUMBERS,
    indirect=["store"],
    ids=[f"{name} {paper.edition} {row['source']} {row['id']} {row['category']}" for name, paper, row in NUMBERS],
)
def test_numbers_read_off_the_paper_by_hand(observations: pd.DataFrame, paper: Paper, row: Row) -> None:
    """Spot checks over the whole paper, typed from the page and not from the source files."""
    place = {"indicator_id": row["id"]} | {name: row[name] for name in ("area_id", "category", "period", "measure")}
    found = observations[observations["edition"] == paper.edition]
    for name, cell in place.items():
        found = found[found[name] == cell]
    expected = (float(row["value"]), row["unit"], row["source"])
    assert list(found[["value", "unit", "source"]].itertuples(index=False, name=None)) == [expected]


@of_each_edition
def test_every_list_of_the_paper_is_complete(store: Store, paper: Paper) -> None:
    """Entries per table as the paper prints them, and no table of honours besides."""
    expected = {(row["id"], row["source"]): int(row["value"]) for row in of_kind(paper, "entries")}
    for name, source in expected:
        entries = store.frame(name).query("edition == @paper.edition")
        assert (len(entries) if not source else (entries["source"] == source).sum()) == expected[name, source]
    honours = store.frame("honours").query("edition == @paper.edition")
    tables = {source for source in honours["source"] if source.startswith("表")}
    assert tables == {source for name, source in expected if name == "honours"}


def test_no_organisation_stands_twice_under_one_name(store: Store) -> None:
    """Names are unique; an alias is never the name of another."""
    organisations = store.frame("organisations")
    assert organisations["name"].is_unique
    names = dict(zip(organisations["name"], organisations["organisation_id"], strict=True))
    for row in organisations.itertuples():
        assert all(names.get(alias, row.organisation_id) == row.organisation_id for alias in row.aliases)


def test_codes_in_links_hold_no_separator(store: Store) -> None:
    """Awards are ids of the address bar, where a comma parts two."""
    assert not store.frame("honours")["award"].str.contains(",").any()


@of_each_edition
def test_town_notes_are_short_and_of_every_kind(store: Store, paper: Paper) -> None:
    """At most 60 characters a point, all kinds for each town."""
    notes = store.frame("town_notes").query("edition == @paper.edition")
    assert notes["text"].str.len().max() <= 60
    assert (notes.groupby("area_id")["kind"].nunique() == len(store.codes("note_kind"))).all()
    assert set(notes["area_id"]) == set(store.towns["area_id"])


def test_summaries_of_cases_are_short(store: Store) -> None:
    """At most 80 characters in own words."""
    assert store.frame("cases")["summary"].str.len().max() <= 80


LEADING = 3
"""Views, or numbers of a table, that a reader takes in first."""


def test_the_main_numbers_of_a_sub_sector_stand_first(store: Store) -> None:
    """What 总览 shows of it is drawn above what else is, and heads its table where it stands in that."""
    views, listed = store.frame("views").sort_values("order", kind="stable"), store.frame("headlines")
    first = set(listed.loc[listed["area_id"] == store.district, "indicator_id"])
    for _, own in views.groupby("subsector_id"):
        for row in own[own["chart"] == "table"].itertuples():
            here = [key in first for key in row.indicators]
            assert not any(here) or any(here[:LEADING]), row.view_id
        drawn = [key in first for keys in own.loc[own["chart"] != "table", "indicators"] for key in keys]
        assert not any(drawn) or any(drawn[:LEADING])


def test_views_draw_what_they_say(store: Store) -> None:
    """A chart shows one indicator; every indicator of the district stands in a view."""
    views = store.frame("views")
    assert (views.loc[views["chart"] != "table", "indicators"].map(len) == 1).all()
    shown = set(views["indicators"].explode())
    levels = store.observations(Selection()).query("measure == 'level'")
    district = set(levels.loc[~levels["indicator_id"].str.startswith("town."), "indicator_id"])
    assert district <= shown


def test_the_organisations_of_a_case_are_known(store: Store) -> None:
    """Each is a printed form of an organisation or a place, to the letter, so that its page names the case."""
    known = {name for table in ("organisations", "areas") for name in store.frame(table)["name"]}
    known |= {name for table in ("organisations", "areas") for names in store.frame(table)["aliases"] for name in names}
    named = {name for names in store.frame("cases")["organisations"] for name in names}
    assert named - known == set()


def test_an_honour_has_the_town_of_its_organisation(store: Store) -> None:
    """Where one organisation won it and the paper says where that is, the town's page lists it."""
    towns = store.frame("organisations").set_index("organisation_id")["area_id"]
    alone = store.frame("honours")
    alone = alone[alone["organisation_ids"].map(len) == 1]
    expected = alone["organisation_ids"].map(lambda ids: towns[ids[0]])
    wrong = alone[(expected != "") & (expected != alone["area_id"])]
    assert wrong[["source", "seq"]].to_numpy().tolist() == []
