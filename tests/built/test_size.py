"""Larger data sets: marked as made up, described as the small one, and found by the same rules."""

from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from benchmarks.enlarged import SYNTHETIC, enlarged
from whitepaper.model.selection import Selection
from whitepaper.store import described
from whitepaper.store.filtering import mask
from whitepaper.store.rows import OBSERVATIONS
from whitepaper.store.store import Store

CHOSEN = [
    Selection(indicators=("product.inspection.pass_rate",)),
    Selection(indicators=("env.air.pm25", "product.inspection.pass_rate"), years=(2024,)),
    Selection(indicators=("env.air.pm25",), sector="product"),
    Selection(indicators=("no.such.indicator",)),
    Selection(sector="product", text="合格率"),
    Selection(towns=("310112114",)),
]


@pytest.mark.parametrize("chosen", CHOSEN)
def test_rows_found_by_their_indicator_are_those_that_the_filters_keep(store: Store, chosen: Selection) -> None:
    """In the order of the paper, whether the indicator is looked up first or each row is asked."""
    every = store.tables["observations"].num_rows
    rows = store.vintages(Selection())
    assert len(rows) == every
    is_kept = mask(store.rows.described, chosen, *OBSERVATIONS).to_numpy(zero_copy_only=False)
    expected = rows[is_kept].reset_index(drop=True)
    pd.testing.assert_frame_equal(store.vintages(chosen), expected)
    current = expected[expected["is_current"].astype(bool)].reset_index(drop=True)
    pd.testing.assert_frame_equal(store.observations(chosen), current)
    assert store.count(chosen) == len(current)


def test_rows_described_in_parts_are_those_described_at_once(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    """A part is whole indicators, so that it holds all that a row is compared with."""
    parts = Store(store.tables, store.dataset_version, store.dataset)
    monkeypatch.setattr(described, "BATCH", 1)
    pd.testing.assert_frame_equal(parts.vintages(Selection()), store.vintages(Selection()))


def test_one_row_is_the_row_of_the_table(store: Store) -> None:
    """Looked up by its key, with nothing for nothing; an unknown key is an error."""
    for row in store.rows.described.slice(0, 50).to_pylist():
        assert store.observation(row["key"]) == row
    with pytest.raises(KeyError):
        store.observation("no.such.indicator;310112;;2024;level;2024")
    with pytest.raises(KeyError):
        store.observation("env.air.pm25;310112;;1900;level;2024")


def test_a_larger_data_set_is_marked_and_keeps_the_newest_paper(store: Store, tmp_path: Path) -> None:
    """Two papers and twice the indicators: four times the rows; those of the paper itself as they were."""
    large = Store.load(enlarged(store.dataset, tmp_path / "large", papers=2, copies=2))
    assert large.profile.title.endswith(SYNTHETIC)
    assert large.tables["editions"]["title"][0].as_py().endswith(SYNTHETIC)
    assert large.tables["observations"].num_rows == 4 * store.tables["observations"].num_rows
    newest = Selection(indicators=("product.inspection.pass_rate",), years=(store.editions[-1],))
    columns = ["printed", "value", "unit", "period", "source", "shown"]
    assert large.editions == (store.editions[-1] - 1, store.editions[-1])
    found, own = (one.observations(newest) for one in (large, store))
    own_paper = found[found["edition"] == store.editions[-1]]
    assert np.array_equal(own_paper[columns].to_numpy(), own[columns].to_numpy())
    copies = large.observations(Selection(indicators=("product.inspection.pass_rate_1",), years=(store.editions[-1],)))
    assert set(copies["indicator"]) == {f"{own['indicator'].iat[0]}（合成 1）"}
