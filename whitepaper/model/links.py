"""Links as readers pass them on: percent-encoded, with a check by which a link that was cut is noticed. Pure.

A chat program cuts a link where it thinks that it ends, or takes the words behind it for a part of it. The check stands
first, so that whatever is lost, it is lost behind it; an address that was typed has none, and need not have one.
"""

from __future__ import annotations

import re
from base64 import b32encode
from collections.abc import Iterator, Mapping
from hashlib import sha256
from urllib.parse import urlencode

CHECK = "c"
LETTERS = 4
"""Of a check: a cut link passes for a whole one once in a million."""
STUCK = re.compile(r"[\s，。、；：？！）】》”’…（【《“‘]")
"""Where what a chat program has stuck to a link may begin."""


def signed(page: str, query: Mapping[str, str]) -> str:
    """The query of a link to a page, its check first; nothing for an empty one, of which nothing can be cut.

    page: key of the page; query: its parameters.
    """
    return urlencode({CHECK: _check(page, query), **query}) if query else ""


def whole(page: str, query: Mapping[str, str]) -> tuple[dict[str, str], bool]:
    """The parameters of a link without its check, and whether none of it was cut off.

    What is stuck to the end of a link with a check is taken off; a link without one counts as whole.
    """
    bare = {name: value for name, value in query.items() if name != CHECK}
    if CHECK not in query:
        return bare, True
    wanted = query[CHECK]
    return next(((one, True) for one in _loosened(bare) if _check(page, one) == wanted), (bare, False))


def ends(text: str) -> Iterator[int]:
    """Where a text may end if something was stuck to it, the longest first; its own end is none of them."""
    return (found.start() for found in reversed(list(STUCK.finditer(text))))


def _loosened(query: dict[str, str]) -> Iterator[dict[str, str]]:
    """A query, and what it is without what may be stuck to its last value."""
    yield query
    if query:
        last, text = list(query.items())[-1]
        yield from ({**query, last: text[:end]} for end in ends(text))


def _check(page: str, query: Mapping[str, str]) -> str:
    digest = sha256(urlencode([("", page), *sorted(query.items())]).encode()).digest()
    return b32encode(digest).decode().lower()[:LETTERS]
