"""Numbers and changes in the words a reader expects. One place rounds, one place names a change."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from decimal import Decimal

import pandas as pd

from whitepaper.printed import NONE

NO_VALUE = "—"
UNREPORTED = "未报"
COMPUTED = "（计算）"
RATE_UNITS = ("%",)
DIFFERENCES = {"%": "个百分点", "dB(A)": "dB(A)"}
"""Units whose changes are differences, not percentages, to the unit of the difference."""
LEVELS = ("个百分点", "dB(A)", "微克/立方米", "毫克/立方米", "公里/平方公里", "分")
"""Units that 上升 and 下降; what is counted in others 增加 and 减少."""


def number(value: float | None, decimals: int | None = None) -> str:
    """A number with thousands separators; with all its digits unless `decimals` is given."""
    if value is None or math.isnan(value):
        return NO_VALUE
    if decimals is not None:
        return f"{value:,.{decimals}f}"
    exact = Decimal(repr(float(value)))
    return f"{exact.quantize(Decimal(1)) if exact == exact.to_integral_value() else exact:,f}"


def printed_decimals(printed: str) -> int | None:
    """Decimals of a printed number, so that `99.20%` keeps its zero; None where nothing is printed."""
    digits = re.search(r"\d+(?:\.(\d+))?", printed)
    return len(digits[1] or "") if digits else None


def quantity(value: float | None, unit: str, decimals: int | None = None) -> str:
    """A number with its unit: `98.04%`, `4,119.25 亿元`; with all its digits unless `decimals` is given."""
    text = number(value, decimals)
    if text == NO_VALUE or not unit:
        return text
    return f"{text}{unit}" if unit == "%" else f"{text} {unit}"


def shown(value: float | None, unit: str, qualifier: str, printed: str) -> str:
    """A value as a reader should see and quote it: with unit and, where the paper has it, qualifier.

    Fractions and ranges (`近1/2`, `0-5%`) are shown as printed: their number is our reading of them.
    """
    if re.search(r"\d%?[/:至-]\d|半数|分之", printed):
        return printed
    if printed.startswith("第") or printed == NONE:
        return printed
    decimals = printed_decimals(printed)
    text = quantity(value, unit, decimals)
    if qualifier in {"余", "多"}:
        scale = unit[:1] if unit[:1] in {"亿", "万"} else ""
        return f"{number(value, decimals)}{f' {scale}' if scale else ''}{qualifier}{unit.removeprefix(scale)}"
    if qualifier in {"以上", "左右"}:
        return text + qualifier
    return f"{qualifier} {text}" if qualifier else text


def partial_period(period: str) -> str:
    """A remark for a period that is not one whole year: `（2024 年前三季度）`; empty for a year or none."""
    return "" if re.fullmatch(r"\d{4}|", period) else f"（{period_name(period)}）"


def period_name(period: str) -> str:
    """A period in words: `2024 年`, `2024 年前三季度`, `2023-2024 年`; says so when the paper states none."""
    if not period:
        return "期间原文未说明"
    quarters = re.fullmatch(r"(\d{4})Q([1-4])(?:-Q([1-4]))?", period)
    if quarters is None:
        return f"{period} 年"
    year, first, last = quarters.groups()
    if first == "1" and last:
        return f"{year} 年前{'一二三四'[int(last) - 1]}季度"
    return f"{year} 年第 {first}{f' 至 {last}' if last else ''} 季度"


def direction(amount: float, unit: str) -> str:
    """The word for a rise or fall: amounts in % 增长, points and measured levels 上升, what is counted 增加."""
    if unit == "%":
        return "增长" if amount > 0 else "下降"
    if unit in LEVELS:
        return "上升" if amount > 0 else "下降"
    return "增加" if amount > 0 else "减少"


def spaced(left: str, right: str) -> str:
    """Two texts, with a space between Chinese and figures."""
    is_tight = (
        not left or not right or not re.match(r"[\w-]", right[0], re.ASCII) or re.search(r"[（）“”：，；、 ]$", left)
    )
    return left + right if is_tight else f"{left} {right}"


@dataclass(frozen=True)
class Change:
    """How a level differs from the year before.

    amount: signed, in `unit` (% for amounts, 个百分点 for rates, else the unit itself).
    is_printed: the paper prints it; otherwise it follows from two levels of the table.
    qualifier, printed: of a printed change; tendency: sign of a computed one that rounds to nothing.
    """

    amount: float
    unit: str
    is_printed: bool
    basis: str = ""
    qualifier: str = ""
    printed: str = ""
    tendency: int = 0

    @property
    def text(self) -> str:
        """`上升 3.62 个百分点`, `增长 4.2%（可比价）`, `增加 3 家`, `持平`."""
        if self.amount == 0:
            return (f"{direction(self.tendency, self.unit)}不足 0.05%" if self.tendency else "持平") + self.basis
        size = quantity(abs(self.amount), self.unit)
        if self.qualifier:
            size = shown(abs(self.amount), self.unit, self.qualifier, self.printed.lstrip("-−－"))
        return spaced(direction(self.amount, self.unit), size) + self.basis

    @property
    def marked(self) -> str:
        """The text, and that it is computed where the paper does not print it."""
        return self.text + ("" if self.is_printed else COMPUTED)

    def judgement(self, polarity: int) -> int:
        """1 better, -1 worse, 0 no judgement."""
        return (
            (self.amount > 0) - (self.amount < 0)
            if polarity == 1
            else (self.amount < 0) - (self.amount > 0)
            if polarity == -1
            else 0
        )


def change(series: pd.DataFrame, year: int) -> Change | None:
    """Change of one series (one indicator, area, category) in `year` on the year before.

    series: rows of `Store.observations`. A printed change is preferred; else two reported,
    unqualified levels of consecutive years give one. None when neither is there.
    """
    printed = series[(series["year"] == year) & series["measure"].isin(["yoy_pct", "yoy_pp"]) & series["value"].notna()]
    if len(printed):
        row = printed.iloc[0]
        basis = "（可比价）" if row["yoy_basis"] == "comparable" else ""
        qualifier = str(row["qualifier"])
        return Change(float(row["value"]), str(row["unit"]), True, basis, qualifier, str(row["printed"]))
    levels = series[(series["measure"] == "level") & (series["status"] == "reported") & (series["qualifier"] == "")]
    by_year = {int(row.year): row for row in levels.itertuples() if not pd.isna(row.year)}
    now, before = by_year.get(year), by_year.get(year - 1)
    if now is None or before is None or now.unit != before.unit:
        return None
    if now.unit in DIFFERENCES:
        exact = Decimal(repr(now.value)) - Decimal(repr(before.value))
        return Change(float(exact), DIFFERENCES[now.unit], is_printed=False)
    if before.value == 0:
        return None
    tendency = (now.value > before.value) - (now.value < before.value)
    return Change(round((now.value / before.value - 1) * 100, 1), "%", is_printed=False, tendency=tendency)
