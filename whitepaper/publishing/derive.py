"""Values that follow from printed ones. Each is marked `derived` and carries its formula in words."""

from __future__ import annotations

import re

import pandas as pd

NOMINAL = "nominal"
MOST_DIGITS = 6  # more than the level has, until its growth can be recomputed


def previous_levels(observations: pd.DataFrame, indicators: pd.DataFrame) -> pd.DataFrame:
    """Last year's level where a paper prints this year's level and its nominal growth, and no paper prints that level.

    observations: built rows (see dictionary.csv) with `_position`; indicators: keyed by indicator_id
    with `yoy_basis`. Growth at comparable prices never yields a level, nor does a
    qualified number, nor a year whose level is in the rows already (of any edition, even as missing). The value has
    the digits of the level it comes from, and more where the growth could not be recomputed from it otherwise.
    Returns rows of the same columns, status `derived`, placed before the level they come from.
    """
    key = ["indicator_id", "area_id", "category", "period", "edition"]
    plain = observations[(observations["status"] == "reported") & (observations["qualifier"] == "")]
    plain = plain[plain["period"].str.fullmatch(r"\d{4}")]
    nominal = set(indicators.loc[indicators["yoy_basis"] == NOMINAL, "indicator_id"])
    levels = plain[(plain["measure"] == "level") & plain["indicator_id"].isin(nominal)]
    growth = plain.loc[(plain["measure"] == "yoy_pct") & (plain["value"] > -100), [*key, "value", "printed"]]
    pairs = levels.merge(growth.rename(columns={"value": "growth", "printed": "printed_growth"}), on=key)
    known = set(observations.loc[observations["measure"] == "level", key[:-1]].itertuples(index=False, name=None))
    rows = []
    for row in pairs.to_dict("records"):
        year = int(row["period"]) - 1
        if (row["indicator_id"], row["area_id"], row["category"], str(year)) in known:
            continue
        rate, digits = row.pop("growth"), _decimals(row.pop("printed_growth"))
        value = _before(row["value"], rate, _decimals(row["printed"]), digits)
        rows.append(
            row
            | {
                "period": str(year),
                "year": year,
                "printed": "",
                "status": "derived",
                "status_reason": _formula(year, row["value"], rate, value),
                "value": value,
                "note": "",
                "_position": row["_position"] - 0.5,
            }
        )
    return pd.DataFrame(rows, columns=observations.columns)


def _before(level: float, rate: float, decimals: int, digits: int) -> float:
    """The level before a growth, with so many decimals at least; digits: decimals of the printed growth."""
    exact = level / (1 + rate / 100)
    for places in range(decimals, decimals + MOST_DIGITS):
        value = round(exact, places)
        if value and round((level / value - 1) * 100, digits) == round(rate, digits):
            return value
    return round(exact, decimals)


def _decimals(printed: str) -> int:
    """Decimals of a printed number: a derived value is no finer than the one it comes from."""
    match = re.search(r"\.(\d+)", printed)
    return len(match[1]) if match else 0


def _formula(year: int, level: float, growth: float, value: float) -> str:
    sign = "-" if growth < 0 else "+"
    return (
        f"{year} 年值 = {year + 1} 年值 {level:.12g} ÷ (1 {sign} {abs(growth):g}%) ≈ {value:.12g}；"
        "按名义增速推算，受增速取整和口径调整影响"
    )
