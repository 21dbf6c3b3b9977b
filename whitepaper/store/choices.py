"""What a reader has chosen, in words: for chips, notices, file notes and print."""

from __future__ import annotations

from whitepaper.model.selection import FILTERS, Selection
from whitepaper.store.store import Store


def in_words(store: Store, selection: Selection) -> dict[str, str]:
    """Each filter in use, its name in Selection to its values in Chinese."""
    return {name: "、".join(values_in_words(store, selection, name)) for name in selection.chosen}


def values_in_words(store: Store, selection: Selection, name: str) -> list[str]:
    """The values of one filter in Chinese; words of the reader's own as they are."""
    words = store.vocabulary.values.get(name, {})
    return [words.get(value, str(value)) for value in selection.values(name)]


def labelled(store: Store, selection: Selection) -> dict[str, str]:
    """Each filter in use, its label to its values in Chinese."""
    return {FILTERS[name].label: text for name, text in in_words(store, selection).items()}


def quoted(store: Store, selection: Selection) -> str:
    """Each filter in use in one text: `街镇“浦江镇”；年份“2024”`."""
    return "；".join(f"{label}“{text}”" for label, text in labelled(store, selection).items())
