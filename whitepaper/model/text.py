"""Text as it is measured and compared: one width and one folding for every room."""

from __future__ import annotations

import math
import re
import unicodedata
from collections.abc import Mapping, Sequence
from functools import lru_cache
from itertools import combinations, pairwise, takewhile

FONTS = ("Microsoft YaHei", "PingFang SC", "Noto Sans CJK SC", "Source Han Sans SC")
"""Typefaces with Chinese, the best known first."""
FONT = FONTS[0]
"""The typeface of every file: each Windows and each office has it."""
TEXT_STAYS_TEXT = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
    "default_format_properties": {"font_name": FONT, "font_size": 10},
}
"""Options of every workbook that is written (xlsxwriter's): nothing that a text holds is run, linked or counted."""
LATIN = 0.56


@lru_cache(maxsize=20_000)  # the cells of a table are measured at each run of its page
def ems(text: str, latin: float = LATIN) -> float:
    """Width of a text: Chinese is square, Latin about half as wide. latin: how wide in the typeface at hand."""
    return sum(1.0 if unicodedata.east_asian_width(letter) in "WFA" else latin for letter in text)


OPENING, CLOSING, JOINING = "（“《(", "）”》)，、；：·", "，、；：·+"
ASTRIDE = 2.5
"""What a break in the midst of words costs, in ems of the longest line."""


def shared_start(texts: Sequence[str]) -> str:
    """What all of several texts begin with."""
    alike = takewhile(lambda letters: len(set(letters)) == 1, zip(*texts, strict=False))
    return "".join(letters[0] for letters in alike)


@lru_cache(maxsize=20_000)
def broken(name: str, widest: float, most: int) -> tuple[str, ...]:
    """A name on as few lines as hold it, at most so many, of like width; no number or Latin word is broken.

    widest: ems of a line. Rather broken before a bracket or after a mark than elsewhere.
    """
    pieces = re.findall(r"[!-~]+|.", name)
    places = [
        place
        for place in range(1, len(pieces))
        if pieces[place - 1][-1] not in OPENING and pieces[place][0] not in CLOSING and pieces[place] != " "
    ]
    count = min(most, math.ceil(ems(name) / widest), len(places) + 1)

    def lines(ends: tuple[int, ...]) -> tuple[str, ...]:
        edges = (0, *sorted(ends), len(pieces))
        return tuple("".join(pieces[start:end]).strip() for start, end in pairwise(edges))

    def cost(ends: tuple[int, ...]) -> float:
        return max(map(ems, lines(ends))) + ASTRIDE * sum(not is_joint(end) for end in ends)

    def is_joint(end: int) -> bool:
        return pieces[end][0] in OPENING or (pieces[end - 1].strip() or pieces[end - 2])[-1] in JOINING

    found = (ends for several in range(1, count) for ends in combinations(places[::-1], several))
    return lines(min(found, key=cost, default=()))


def folded(text: str) -> str:
    """Text as it is searched: without differences of width and case, so that PM₂.₅ is PM2.5."""
    return unicodedata.normalize("NFKC", text).casefold()


def variants(text: str, synonyms: Mapping[str, str]) -> str:
    """A text followed by what it is with other words for its own.

    synonyms: what readers write to what stands there, several terms separated by |.
    """
    others = [text.replace(term, word) for word, terms in synonyms.items() for term in _terms(terms) if term in text]
    return " ".join([text, *others])


@lru_cache(maxsize=1_000)
def _terms(joined: str) -> tuple[str, ...]:
    return tuple(joined.split("|"))


@lru_cache(maxsize=20_000)  # a draft is checked by names that stand in it again and again
def unspaced(text: str) -> str:
    """Text as names are compared: folded, without the spaces that printing makes."""
    return re.sub(r"\s", "", folded(text))


@lru_cache(maxsize=20_000)
def letters(text: str) -> str:
    """Text as titles are compared: folded, without spaces and punctuation."""
    return re.sub(r"[\W_]", "", folded(text))
