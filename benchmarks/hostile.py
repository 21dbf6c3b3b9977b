"""Addresses of pages that no link of ours leads to: known and unknown parameters with values of every kind."""

from __future__ import annotations

from collections.abc import Iterator
from random import Random

from components.frame.pages import PAGES, PART
from components.report.presentation import BACK, PINS, SLIDE, STORY
from whitepaper.model import links
from whitepaper.model.selection import FILTERS, Selection
from whitepaper.store.store import Store
from whitepaper.stories import pins, stories

PARAMETERS = (
    *(one.parameter for one in FILTERS.values()), PART, STORY, SLIDE, BACK, PINS, links.CHECK, "unknown", "embed", "",
)  # fmt: skip
HOSTILE = (
    "", " ", ",", ",,,", "\x00", "\ud7ff", "\u202e反", "\u200b", "\ufeff", "🙂" * 40, "%", "%00", "%E5%9", "+", "&",
    "-1", "0", "00", "9" * 400, "1e309", "nan", "inf", "None", "null", "true", "2024,", ",2024", "2024,2024", "-2024",
    "２０２４", "2024.0", "１", "٢٠٢٤", "../../etc/passwd", "C:\\windows", "file:///", "javascript:alert(1)",
    "<script>alert(1)</script>", "![x](http://example.com/s.png)", ":red[x]", "$\\frac{1}{0}$", "**粗**", "{{7*7}}",
    "${jndi:x}", "' OR 1=1 --", '"; DROP TABLE x', "(" * 500, "[" * 500, ".*", "(a+)+$", "*", "?", "\\", "\n", "\r\n",
    "食品 合格率", "R&D", "C#", "为什么", "浦江镇和莘庄镇哪个好", "2099年合格率", "0和1", "百分之", "最多的不是",
    "a " * 1000, "食" * 3000, ",".join(map(str, range(2000))), "eJw", "{}", "[]", "[[[[[]]]]]", '{"a":{"a":{}}}',
)  # fmt: skip
"""What is typed, cut off, or sent by somebody who looks for a way in."""
MOST = 5
"""Parameters of one address."""


def values(store: Store) -> tuple[str, ...]:
    """Hostile texts, and one or several known values of every filter, story, part and collection."""
    known = [list(map(str, one)) for one in store.vocabulary.values.values() if one]
    own = [one for each in known for one in (each[0], each[-1], ",".join(each[:3]), f"{each[0]}（", each[0][:-1])]
    collected = pins.to_link([pins.pin_page(store, stories.HONOURS, Selection()), pins.Pin("gone", {}, "", "", {})])
    parts = {part for page in PAGES.values() for part in page.parts}
    return (*HOSTILE, *own, *stories.STORIES, *sorted(parts), *PAGES, collected, collected[:-3])


def addresses(store: Store, seed: int, count: int) -> Iterator[tuple[str, dict[str, str]]]:
    """So many addresses, page and parameters; the same for the same seed."""
    drawn, offered, pages = Random(seed), values(store), tuple(PAGES)
    for place in range(count):
        names = drawn.sample(PARAMETERS, drawn.randint(1, MOST))
        yield pages[place % len(pages)], {name: drawn.choice(offered) for name in names}
