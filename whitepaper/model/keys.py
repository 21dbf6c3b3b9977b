"""The key of an observation, and the codes that other rooms rely on."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

KEY = ("indicator_id", "area_id", "category", "period", "measure", "edition")
"""Columns of the primary key of `observations`."""
KEY_SEPARATOR = ";"
MARK = ("indicator_id", "area_id", "category")
"""Columns that tell a series of an indicator from the others, whatever it shows."""
MARK_SEPARATOR = "~"
LEVEL, TARGET = "level", "target"
NUMBERS = (LEVEL, TARGET)
CHANGES = ("yoy_pct", "yoy_pp")
"""Codes of `measure`: the number itself, what it is to become, and its changes."""
REPORTED, DERIVED, MISSING = "reported", "derived", "missing"
"""Codes of `status`."""
COMPARABLE_PRICES, COMPARABLE_TOTAL = "comparable", "comparable_total"
"""Codes of `yoy_basis`: all changes are at comparable prices, or that of the total is and the others do not say."""
ORDINAL = "ordinal"
"""The code list of the indicators whose categories are grades."""
TOWN_KINDS = ("街道", "镇", "工业区")
SEVERAL_PLACES = "其他"
DISTRICT_KIND, OUTSIDE = "区", "区外"
"""Codes of `area_kind`: towns, an area that sums up others, the area that a paper is about, and what lies outside."""
STATE, QUALITY, PROBLEM, SUGGESTION = "现状", "质量", "问题", "建议"
"""Codes of `note_kind`."""
RUNNING_TEXT = "正文"
"""What stands as `source` of a number that no table, figure, case or appendix prints."""


CASE = "案例"
"""What `source` begins with where only a case tells a number."""


def is_case(source: str) -> bool:
    """Whether a number stands in a case alone, not in a table or the text."""
    return source.startswith(CASE)


def key_of(row: Mapping[str, object]) -> str:
    """The key of an observation as one text."""
    return joined(row[column] for column in KEY)


def period_of(key: str) -> str:
    """The period in the text of a key; empty where the paper does not state it."""
    return key.split(KEY_SEPARATOR)[KEY.index("period")]


def mark_of(row: Mapping[str, object]) -> str:
    """What a link calls the series of an observation."""
    return MARK_SEPARATOR.join(str(row[column]) for column in MARK)


def joined(cells: Iterable[object]) -> str:
    """The cells of a key, in the order of KEY, as one text."""
    return KEY_SEPARATOR.join(map(str, cells))
