"""Names of files, which say what is in them."""

from __future__ import annotations

import re

from whitepaper.model.selection import Selection
from whitepaper.store import choices
from whitepaper.store.store import Store

MOST_NAMED = 2  # values of one filter, but years, which are short
LONGEST_PART = 40
_ILLEGAL = re.compile(r'[\\/:*?"<>|\s]+')


def file_name(selection: Selection, count: int, store: Store, subject: str = "数据") -> str:
    """A name, without its ending, that says what is in the file: what was chosen, how many rows, which data version."""
    chosen = [_in_words(store, selection, name) for name in selection.plain.chosen]
    parts = [f"{store.profile.subject}{subject}", *chosen, f"{count}行", store.dataset_version]
    return "_".join(safe_name(part) for part in parts)


def title(selection: Selection, store: Store, subject: str = "数据") -> str:
    """What a file is of, for its cover, header and properties: the subject, and what was chosen in words."""
    chosen = "，".join(_in_words(store, selection, name) for name in selection.plain.chosen)
    return f"{store.profile.subject}{subject}" + (f"：{chosen}" if chosen else "")


def safe_name(text: str) -> str:
    """A text as part of a file name: without what Windows forbids, at most LONGEST_PART characters."""
    return _ILLEGAL.sub("", text)[:LONGEST_PART]


def _in_words(store: Store, selection: Selection, name: str) -> str:
    words = choices.values_in_words(store, selection, name)
    is_long = len(words) > MOST_NAMED and not isinstance(selection.values(name)[0], int)
    return "、".join(words[:MOST_NAMED]) + f"等{len(words)}项" if is_long else "、".join(words)
