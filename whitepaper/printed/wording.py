"""Numbers and changes in the words a reader expects. One place rounds, one place names a change."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from whitepaper.model.keys import RUNNING_TEXT
from whitepaper.printed.intervals import LIMITING
from whitepaper.printed.reading import NONE

NO_VALUE = "—"
MINUS, TYPED_MINUS = "−", "-"
"""The sign of a number as it is read, and as it is typed, which a spreadsheet takes for a number."""
UNREPORTED = "未报"
NO_QUALIFIER = "无"
DOUBT, OPEN_SCOPE = "存疑", "口径待核"
"""The mark of a number that another one contradicts, and of one that another does not fit whose scope may differ."""
DOUBTED = f"（{DOUBT}）"
BEHIND = {DOUBT: DOUBTED, OPEN_SCOPE: "（待核）", "": ""}
"""What stands behind a number with a mark: as short for both, as it stands in charts too."""
GROWS, FALLS, RISES, GAINS, LOSES = "增长", "下降", "上升", "增加", "减少"
RATE_UNITS = ("%",)
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
    """A value as a reader should see and quote it: with its sign, unit and, where the paper has it, qualifier.

    Fractions and ranges (`近1/2`, `0-5%`) are shown as printed: their number is our reading of them.
    """
    if re.search(r"\d%?[/:至-]\d|半数|分之", printed):
        return printed
    if is_rank(printed) or is_word(printed):
        return printed
    decimals = printed_decimals(printed)
    text = signed(quantity(value, unit, decimals))
    if qualifier in {"余", "多"}:
        scale = unit[:1] if unit[:1] in {"亿", "万"} and not re.search(rf"\d{qualifier}", printed) else ""
        return f"{signed(number(value, decimals))}{f' {scale}' if scale else ''}{qualifier}{unit.removeprefix(scale)}"
    if qualifier in {"以上", "左右"}:
        return text + qualifier
    return f"{qualifier} {text}" if qualifier else text


def signed(text: str) -> str:
    """A number in words with the sign that is read, not that which is typed."""
    return MINUS + text.removeprefix(TYPED_MINUS) if text.startswith(TYPED_MINUS) else text


def typed(text: str) -> str:
    """The same with the sign that is typed, as programs read it."""
    return TYPED_MINUS + text.removeprefix(MINUS) if re.match(rf"{MINUS}\d", text) else text


_FIGURES = r"[\d,]+(?:\.\d+)?%?"


def in_parts(text: str, label: str = "") -> tuple[str, str, str]:
    """A number as shown, taken apart: what stands before the figures, the figures, what stands behind them.

    label: what stands beside it. What that says already is left out (`累计` of `累计专利授权量`), but for what limits
    the number.
    `超 3,668 家` is `超`, `3,668`, ` 家`; `0-5%`, `7:8` and `1/2` are one number each. A text without figures is all
    figures.
    """
    match = re.fullmatch(rf"(\D*?)([{MINUS}{TYPED_MINUS}]?{_FIGURES}(?:[-–~至:/]{_FIGURES})*)(.*)", text)
    before, figures, behind = match.groups() if match else ("", text, "")
    is_said = before.endswith(" ") and before.strip() in label and before.strip() not in LIMITING
    return "" if is_said else before, figures, behind


def mark(row: Mapping[str, Any]) -> str:
    """The mark of a described number, empty where no check marks it."""
    return DOUBT if row["doubt"] else OPEN_SCOPE if row["unsettled"] else ""


def behind(mark: str) -> str:
    """What stands behind a number with a mark; nothing behind one without."""
    return BEHIND[mark]


def is_word(printed: str) -> bool:
    """Whether a number is printed as a word that says there is none."""
    return printed == NONE


def is_rank(printed: str) -> bool:
    """Whether a number is a place in an order (`第3`): it is no size, and no change follows from two of them."""
    return printed.startswith("第")


def partial_period(period: str) -> str:
    """A remark for a period that is not one whole year: `（2024 年前三季度）`; empty for a year or none."""
    return "" if re.fullmatch(r"\d{4}|", period) else f"（{period_name(period)}）"


def part_of_year(period: str) -> str:
    """Which part of a year a period is, as its quarters, whichever year it is of; other periods as they are."""
    quarters = re.fullmatch(r"\d{4}(Q.+)", period)
    return quarters[1] if quarters else period


def bare_scope(category: str) -> str:
    """What a number is about, brackets at its end as a comma: `基因产业，范围未明`; empty for a total.

    Brackets within stay: they are part of the name of a firm.
    """
    return re.sub(r"（([^（）]*)）$", r"，\1", category)


def scope(category: str) -> str:
    """What a number is about, behind it in brackets: `（61家代表性企业）`; empty for a total."""
    return f"（{bare_scope(category)}）" if category else ""


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
        return GROWS if amount > 0 else FALLS
    if unit in LEVELS:
        return RISES if amount > 0 else FALLS
    return GAINS if amount > 0 else LOSES


def section(path: str) -> str:
    """A place in the running text as a reader calls it: `第一章/三/(二)/3` is `第一章 三（二）3`."""
    chapter, _, rest = path.partition("/")
    return f"{chapter} {rest}".strip().replace("/", "").replace("(", "（").replace(")", "）")


def place(source: str, path: str) -> str:
    """Where something is printed as a reader calls it: `表6`, the section besides for running text."""
    return f"{source} {section(path)}" if source == RUNNING_TEXT else source


def printing(place: str) -> str:
    """That a place prints something: `表4印`; a number that ends a section stays apart: `正文 前言 3 印`."""
    return f"{place} 印" if re.search(r"）\d+$", place) else f"{place}印"


def spaced(left: str, right: str) -> str:
    """Two texts, with a space between Chinese and figures."""
    is_tight = (
        not left or not right or not re.match(r"[\w-]", right[0], re.ASCII) or re.search(r"[（）“”：，；、 ]$", left)
    )
    return left + right if is_tight else f"{left} {right}"
