"""Derived values."""

import pandas as pd
import pytest

from whitepaper.publishing.derive import previous_levels

INDICATORS = pd.DataFrame(
    {"indicator_id": ["nominal", "comparable", "silent"], "yoy_basis": ["nominal", "comparable", ""]}
)


def observations(indicator: str, level: float, growth: float, printed: str, **changes: object) -> pd.DataFrame:
    """A level and its growth of one year."""
    common = {
        "indicator_id": indicator, "area_id": "310112", "category": "", "period": "2024", "year": 2024, "edition": 2024,
        "status": "reported", "qualifier": "", "status_reason": "", "note": "n", "unit": "亿元",
    }  # fmt: skip
    rows = [
        common | {"measure": "level", "value": level, "printed": printed, "_position": 0} | changes,
        common | {"measure": "yoy_pct", "value": growth, "printed": f"{growth}", "_position": 1},
    ]
    return pd.DataFrame(rows)


def test_last_years_level_follows_from_nominal_growth() -> None:
    """The value is rounded to the printed digits and carries its formula and status."""
    derived = previous_levels(observations("nominal", 336.73, 3.1, "336.73"), INDICATORS)
    row = derived.iloc[0]
    assert (row["period"], row["year"], row["value"], row["status"], row["printed"]) == (
        "2023",
        2023,
        326.61,
        "derived",
        "",
    )
    assert "336.73 ÷ (1 + 3.1%) ≈ 326.61" in row["status_reason"]


def test_a_fall_is_divided_by_less_than_one() -> None:
    """The sign of the growth stands in the formula."""
    row = previous_levels(observations("nominal", 1813.87, -8.5, "1813.87"), INDICATORS).iloc[0]
    assert row["value"] == 1982.37
    assert "(1 - 8.5%)" in row["status_reason"]


@pytest.mark.parametrize("indicator", ["comparable", "silent"])
def test_other_growth_yields_nothing(indicator: str) -> None:
    """Growth at comparable prices, or of unknown basis, would give a false level."""
    assert previous_levels(observations(indicator, 100.0, 5.0, "100"), INDICATORS).empty


@pytest.mark.parametrize(
    "changes", [{"qualifier": "约"}, {"period": "2023-2024"}, {"period": ""}, {"status": "missing", "value": None}]
)
def test_uncertain_levels_yield_nothing(changes: dict[str, object]) -> None:
    """A qualified, undated or missing level is no base for a derivation."""
    assert previous_levels(observations("nominal", 100.0, 5.0, "100", **changes), INDICATORS).empty


@pytest.mark.parametrize("status", ["reported", "missing"])
def test_a_printed_or_missing_year_is_not_overwritten(status: str) -> None:
    """Where the paper has a row for last year, nothing is derived."""
    rows = observations("nominal", 100.0, 5.0, "100")
    earlier = rows.iloc[[0]].assign(
        period="2023", year=2023, value=None if status == "missing" else 96.0, status=status
    )
    assert previous_levels(pd.concat([earlier, rows], ignore_index=True), INDICATORS).empty


def test_a_total_loss_has_no_base() -> None:
    """A growth of -100 % would divide by zero."""
    assert previous_levels(observations("nominal", 0.0, -100.0, "0"), INDICATORS).empty
