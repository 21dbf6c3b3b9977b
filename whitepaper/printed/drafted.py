"""How a paper marks its parts, so that a draft can be read: captions, units of tables, cells, years, headings."""

from __future__ import annotations

import re
from dataclasses import dataclass

from whitepaper.model.text import folded, unspaced
from whitepaper.printed import typed
from whitepaper.printed.reading import FALLING, NO_CHANGE, NONE, QUALIFIERS_BEFORE, RISING

LONGEST_CAPTION = 80
LONGEST_HEADING = 60
_BEFORE = "|".join(re.escape(word) for word in (*QUALIFIERS_BEFORE, *FALLING, *RISING))
_ONE = rf"(?:{_BEFORE})*\d+(?:[.:/至-]\d+)*%?(?:\s*(?:[%‰℃一-龥(（/]|dB|[kmc]?[mgtW]\b)\D{{0,11}})?"
_VALUES = re.compile(rf"{_ONE}(?:\s+{_ONE})*")
_OF_YEAR = re.compile(r"(?:19|20)\d\d[年度]")
_BARE_YEAR = re.compile(r"(?:19|20)\d\d")
_LEADING_YEAR = re.compile(r"((?:19|20)\d\d)年?度?")
_YEARS = re.compile(r"((?:19|20)\d\d)(?:\s*[-—–至~～]\s*((?:19|20)\d\d))?\s*年?度?")
_CAPTION = re.compile(r"(续?)表\s*(\d{1,3})(?!\s*[\d.]*[年月日])\s*[:：.、．\s]?\s*(.*)")
_TABLE = re.compile(r"表\s*(\d+)")
_GOES_ON = re.compile(r"[（(]?\s*(?:续表?|接上[页表])\s*[)）]?")
_CONTINUED = re.compile(r"[（(]\s*(?:续表?|接上[页表])\s*[)）]")
_UNIT = re.compile(r"[（(]?\s*(?:计量)?单位\s*[:：]\s*([^，。；;）)]{1,12})\s*[)）]?")
_FOOTNOTE = re.compile(r"[\d¹²³⁰⁴-⁹*]{0,3}\s*(?:数据来源|资料来源|注)\s*[:：].*")
_MARK = re.compile(
    r"(?<=[\d一-龥)）%％])(?<!10)"
    r"(?:[⁰¹²³⁴-⁹]+|[①-⑳*＊†‡]+|[\[［〔]\d{1,2}[\]］〕]|[（(]注\s*\d{0,2}[)）]|(?<![备附])注\s*\d{1,2})+\s*$"
)
"""What a footnote puts behind a cell; not the ² of km², nor a power of ten."""
_PAGE_NUMBER = re.compile(r"[-—–\s]*(?:第\s*)?\d{1,3}(?:\s*页)?[-—–\s]*")
_NUMERALS = "一二三四五六七八九十"
_NUMBERED = re.compile(rf"(?:[(（]?\d{{1,2}}[)）.、．]|[(（]?[{_NUMERALS}]{{1,3}}[)）、])(?=[^\d)])")
_LEVELS = tuple(
    re.compile(pattern)
    for pattern in (
        rf"(第[{_NUMERALS}]+[章篇])",
        rf"([{_NUMERALS}]+)、",
        rf"[(（]([{_NUMERALS}]+)[)）]",
        r"(\d{1,2})[.．、](?!\d)",
        r"[(（](\d{1,2})[)）]",
    )
)
_BRACKETED = 2
_ENDS = re.compile(r"(?<=[。！？；;!?])")
_ENTRY = re.compile(r".*[.…·\s]{2,}\d{1,3}")
_NO_SIZE = re.compile(
    r"(?:19|20)\d\d(?:\s*[-—–至~～]\s*(?:19|20)\d\d)?\s*(?:年度?|度)(?:\s*\d{1,2}\s*月(?:\s*\d{1,2}\s*日)?)?"
    r"|[表图]\s*\d+|\d{1,2}\s*月(?:\s*\d{1,2}\s*日)?|^\s*[(（]?\d{1,2}[)）.．、](?!\d)|〔\d{4}〕\s*\d+\s*号"
)


@dataclass(frozen=True)
class Caption:
    """What stands over a table: N of 表N, its words, the unit of all of it, whether it goes on from a page before."""

    number: int
    words: str
    unit: str
    goes_on: bool


def caption(text: str) -> Caption | None:
    """A line as a caption; None where it is none."""
    match = _CAPTION.fullmatch(_half_width(text.strip()))
    if match is None or len(text) > LONGEST_CAPTION or text.rstrip().endswith("。"):
        return None
    words, unit = match[3].strip(), ""
    if inner := _UNIT.search(words):
        unit, words = inner[1].strip(), (words[: inner.start()] + words[inner.end() :]).strip()
    goes_on = bool(match[1]) or _CONTINUED.search(words) is not None
    return Caption(int(match[2]), _CONTINUED.sub("", words).strip(), unit, goes_on)


def unit_line(text: str) -> str:
    """The unit that a line over a table states for all of it: `（单位：亿元）`; empty where it is no such line."""
    match = _UNIT.fullmatch(unspaced(text))
    return match[1] if match else ""


def is_continuation(text: str) -> bool:
    """Whether a line says only that a table goes on: 续表."""
    return bool(_GOES_ON.fullmatch(text.strip()))


def is_footnote(text: str) -> bool:
    """Whether a line says where numbers come from, or is a note."""
    return bool(_FOOTNOTE.fullmatch(text))


def unmarked(text: str) -> str:
    """The text of a cell without the mark of a footnote at its end: `新能源①`, `131*`, `合计[2]`."""
    return _MARK.sub("", text)


def is_page_number(text: str) -> bool:
    """Whether a line is the number of a page."""
    return bool(_PAGE_NUMBER.fullmatch(text))


def is_entry(text: str) -> bool:
    """Whether a line is of a table of contents."""
    return bool(_ENTRY.fullmatch(text))


def table_number(source: str) -> int | None:
    """N of 表N; None where a source is no table."""
    match = _TABLE.fullmatch(source)
    return int(match[1]) if match else None


def is_number(text: str) -> bool:
    """Whether a cell holds one number or several, or a word that stands for one; 2024年 and what begins so is none."""
    found = typed.figures(text).replace("−", "-")
    return found in {NO_CHANGE, NONE} or (bool(_VALUES.fullmatch(found)) and not _OF_YEAR.match(unspaced(text)))


def is_bare_year(text: str) -> bool:
    """Whether a text is four figures that may be a year or a number."""
    return bool(_BARE_YEAR.fullmatch(unspaced(text)))


def leading_year(text: str) -> tuple[str, str]:
    """The year with which a text begins, and the rest; an empty year where it begins with none."""
    match = _LEADING_YEAR.match(text)
    return (match[1], text[match.end() :]) if match else ("", text)


def years(text: str) -> set[int]:
    """The years that a text names, those between two of them included."""
    return {year for match in _YEARS.finditer(text) for year in range(int(match[1]), int(match[2] or match[1]) + 1)}


def plain_title(text: str) -> str:
    """A title without its years, and without the word for a table at its end."""
    return re.sub(r"(?<=[^报])表$", "", _YEARS.sub("", text).strip())


def unnumbered_label(text: str) -> str:
    """A label without its running number: `1.生产总值` is 生产总值."""
    return _NUMBERED.sub("", text, count=1)


def numbering(text: str) -> tuple[int, str] | None:
    """Level, from 0, and number of a numbered line as it stands in a section: `（一）现状` is 2 and `(一)`."""
    if len(text) > LONGEST_HEADING or _ENDS.search(text) or is_entry(text):
        return None
    for level, pattern in enumerate(_LEVELS):
        if match := pattern.match(text):
            return level, f"({match[1]})" if level == _BRACKETED else match[1]
    return None


DEEPEST = len(_LEVELS) - 1
"""The level of numbers in brackets, which begin paragraphs too."""


def sentences(text: str) -> list[str]:
    """The sentences of a paragraph."""
    return [part.strip() for part in _ENDS.split(text) if part.strip()]


def sizes(text: str) -> str:
    """A text in half width without figures that are no size: years, dates, numbers of tables and documents."""
    return _NO_SIZE.sub(" ", typed.figures(text))


def _half_width(text: str) -> str:
    """A text with its figures of half width: `表５` is 表5."""
    return "".join(folded(letter) if letter.isdecimal() else letter for letter in text)
