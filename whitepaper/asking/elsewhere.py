"""Questions that name another publisher: one is asked at a time, and no number of its own answers for another."""

from __future__ import annotations

from collections import Counter

from whitepaper.asking.names import Names
from whitepaper.asking.replies import Answer
from whitepaper.model.text import letters
from whitepaper.store.publishers import KEY


def named(question: str, names: Names) -> tuple[str, ...]:
    """The other publishers of which a question names an area by its name or an alias of its own, in their order.

    What the asked one is called too, or several are (全区), or that is a part of another name in the question, names
    none of theirs.
    """
    store, text = names.store, letters(question)
    if store.siblings is None:
        return ()
    rows = store.siblings.tables["areas"].to_pylist()
    areas = [(letters(row["name"]), row[KEY]) for row in rows]
    aliases = {(letters(alias), row[KEY]) for row in rows for alias in row.get("aliases") or ()}
    shared = Counter(alias for alias, _ in aliases)
    called = areas + [(alias, key) for alias, key in sorted(aliases) if shared[alias] == 1]
    own = {*(name for name, key in called if key == store.publisher), *names.vocabulary}
    others = [(name, key) for name, key in called if key not in {"", store.publisher} and name in text]
    whole = {name for name in (*own, *(name for name, _ in others)) if name in text}
    found = [key for name, key in others if not any(name in one and (name != one or one in own) for one in whole)]
    return tuple(sorted(set(found), key=list(store.siblings.names).index))


def told(publishers: tuple[str, ...], names: Names) -> Answer:
    """That the numbers of others are not here, and whose they are."""
    siblings = names.store.siblings
    assert siblings is not None
    said = "、".join(siblings.names[key] for key in publishers)
    here = siblings.names[names.store.publisher]
    return Answer(f"问的是{said}，这里只有{here}的数。", is_answered=False, elsewhere=publishers)
