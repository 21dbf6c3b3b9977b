"""Names and titles of files, which say what is in them: whom it is about, what it is, of which year."""

from __future__ import annotations

import re

from whitepaper.model.selection import Selection
from whitepaper.store import choices
from whitepaper.store.store import Store
from whitepaper.stories import stories

DATA, STATE, BRIEF = "数据", "状况", "简报"
"""What a file is, behind whom it is about."""
OF_STORY = {
    stories.OVERVIEW: STATE,
    stories.SECTOR: STATE,
    stories.TOWN: STATE,
    stories.TOWNS: "状况对照",
    stories.SHOWN: DATA,
}
MOST_NAMED, MOST_TOWNS = 2, 4
"""Values of one filter that a name says, but years, which are short, and towns, as many as stand side by side."""
MANY, ALL_TOWNS = {"towns": "个街镇"}, "各街镇"
LONGEST_NAME, LONGEST_VALUE = 120, 40
_OWN_PLACE = ("towns", "sector", "subsector", "years", "editions")
_ILLEGAL = re.compile(r'[\\/:*?"<>|\s]+')


def of_story(kind: str) -> str:
    """What the slides of one kind are, as names and titles say it."""
    return OF_STORY.get(kind, stories.KNOWN[kind].name)


def title_of_story(kind: str, selection: Selection, store: Store) -> str:
    """What the slides of one kind are of; those of all numbers that are chosen are of no one year."""
    return title(selection, store, of_story(kind), is_dated=kind != stories.SHOWN)


def title(selection: Selection, store: Store, subject: str = DATA, *, is_dated: bool = False) -> str:
    """What a file is of, for its name, cover, header and properties: `浦江镇质量状况（2024年度）`.

    is_dated: it is of the newest white paper where neither years nor editions are chosen.
    """
    chosen = selection.plain.without("publisher")  # whose name the title has
    words = {name: _in_words(store, chosen, name) for name in chosen.chosen}
    district = store.name("areas", store.district)
    about = "·".join(words[name] for name in ("sector", "subsector") if name in words)
    newest = str(store.editions[-1]) if is_dated else ""
    edition = words.get("editions") or newest
    year = f"（{words['years']}年）" if "years" in words else f"（{edition}年度）" if edition else ""
    others = [text for name, text in words.items() if name not in _OWN_PLACE]
    if "years" in words and "editions" in words:
        others.append(f"{words['editions']}年度白皮书")
    said = f"{words.get('towns', district)}{about or store.profile.subject.removeprefix(district)}{subject}"
    return said + year + (f"：{'，'.join(others)}" if others else "")


def file_name(selection: Selection, count: int, store: Store, subject: str = DATA, named: str = "") -> str:
    """The name of a file of rows, without its ending: its title, how many rows, which data version.

    named: what stands for the title, where no selection says it.
    """
    return safe_name(named or title(selection, store, subject)) + f"_{count}行_{store.dataset_version}"


def safe_name(text: str) -> str:
    """A text as a part of the name of a file: without what Windows forbids, at most LONGEST_NAME characters."""
    return _ILLEGAL.sub("", text)[:LONGEST_NAME]


def _in_words(store: Store, selection: Selection, name: str) -> str:
    words = [word[:LONGEST_VALUE] for word in choices.values_in_words(store, selection, name)]
    if name == "towns" and len(words) > 1 and set(selection.towns) == set(store.towns["area_id"]):
        return ALL_TOWNS
    most = MOST_TOWNS if name == "towns" else MOST_NAMED
    is_long = len(words) > most and not isinstance(selection.values(name)[0], int)
    rest = f"等{len(words)}{MANY.get(name, '项')}"
    return "、".join(words[:most]) + rest if is_long else "、".join(words)
