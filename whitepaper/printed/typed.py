"""Texts as people type them, in the form in which they are kept: what is harmless is evened out, and nothing else."""

from __future__ import annotations

import re
import unicodedata

NO_NUMBER = frozenset({"—", "——", "－", "-", "–", "/", "…", "……"})
"""What stands in a table where there is no number."""

_INVISIBLE = dict.fromkeys(map(ord, "\u200b\u200c\u200d\u2060\ufeff\u200e\u200f\u202a\u202b\u202c\u202d\u202e"))
_FIGURES = str.maketrans("０１２３４５６７８９．％＋－−：／", "0123456789.%+--:/")
_PERIOD_SIGNS = str.maketrans("０１２３４５６７８９－Ｑ", "0123456789-Q")
_THOUSANDS = re.compile(r"(?<=\d)[,，](?=\d{3}(?!\d))")
_NUMBERED_YEAR = re.compile(r"(\d{4})年(?:度)?")
_QUARTERS = re.compile(r"(\d{4})年?(?:第)?([1-4一二三四])(?:[-—–至~～]([1-4一二三四]))?季度")
_FIRST_QUARTERS = re.compile(r"(\d{4})年?前([二三])季度")
_MONTH = re.compile(r"(\d{4})[年/.](\d{1,2})月?")
_DATE = re.compile(r"(\d{4})[年/.](\d{1,2})[月/.](\d{1,2})日?")
_NUMERALS = {"一": "1", "二": "2", "三": "3", "四": "4"}


def plain(text: str) -> str:
    """A text on one line, without what cannot be seen and blanks around it."""
    return re.sub(r"\s*[\r\n]+\s*", "", text.translate(_INVISIBLE)).replace("\u3000", " ").strip()


def uncontrolled(text: str) -> bool:
    """Whether a text has no character that only steers a device or has no agreed meaning."""
    return not any(unicodedata.category(letter) in {"Cc", "Co", "Cs", "Cn"} for letter in text)


def figures(text: str) -> str:
    """A number without differences of width and without thousands commas: `１,２３４．５％` is `1234.5%`."""
    return _THOUSANDS.sub("", plain(text).translate(_FIGURES))


def printed(text: str) -> str:
    """A printed number as it is kept; empty where a dash stands for no number."""
    return "" if plain(text) in NO_NUMBER else figures(text)


def whole(text: str) -> str:
    """A whole number: `1.0` and `第1页` are `1`; what is none stays as it is."""
    found = figures(text)
    match = re.fullmatch(r"(?:第|P|p\.?)?(-?\d+)(?:\.0+)?(?:页|号)?", found)
    return match[1] if match else found


def period_signs(text: str) -> str:
    """A period whose digits have one width: `２０２４Ｑ１－Ｑ３` is 2024Q1-Q3. Those of other scripts stay."""
    return text.translate(_PERIOD_SIGNS)


def period(text: str) -> str:
    """A period as it is kept: `2025年` is 2025, `2024-2025年` 2024-2025, `2025年前三季度` 2025Q1-Q3."""
    found = period_signs(figures(text)).replace(" ", "")
    if match := _FIRST_QUARTERS.fullmatch(found):
        return f"{match[1]}Q1-Q{_NUMERALS[match[2]]}"
    if match := _QUARTERS.fullmatch(found):
        first, last = (_NUMERALS.get(one or "", one) for one in match.groups()[1:])
        return f"{match[1]}Q{first}" + (f"-Q{last}" if last else "")
    found = _NUMBERED_YEAR.sub(r"\1", found)
    match = re.fullmatch(r"(\d{4})(?:\.0+|[-—–至~～](\d{4}))?", found)
    return match[1] + (f"-{match[2]}" if match[2] else "") if match else found


def month(text: str) -> str:
    """A month as it is kept: `2026年9月` is 2026-09."""
    match = _MONTH.fullmatch(figures(text))
    return f"{match[1]}-{int(match[2]):02}" if match else figures(text)


def date(text: str) -> str:
    """A date as it is kept: `2026年9月1日` is 2026-09-01."""
    match = _DATE.fullmatch(figures(text))
    return f"{match[1]}-{int(match[2]):02}-{int(match[3]):02}" if match else figures(text)


def several(text: str) -> str:
    """A list as it is kept, its parts between `|`."""
    return "|".join(filter(None, (part.strip() for part in re.split(r"[|｜]", plain(text)))))
