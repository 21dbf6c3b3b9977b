"""A reader's own collection of charts and pages: kept in a link or a small file, and told what changed since.

A pin holds ids, filters, the data version it was made from and the numbers it showed then.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import json
import zlib
from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from functools import lru_cache

from whitepaper.model.errors import WhitepaperError
from whitepaper.model.keys import KEY_SEPARATOR
from whitepaper.model.links import ends
from whitepaper.model.selection import FILTERS, Selection, from_query, to_query
from whitepaper.store import choices
from whitepaper.store.described import records
from whitepaper.store.store import Store
from whitepaper.stories import stories, talks
from whitepaper.stories.slides import AnySlide, BoardSlide, Slide, TableSlide, is_divider, slides_of, with_title

FORMAT = 2
TITLE = "我的汇报"
SEVERAL, MOST_NAMED = 2, 6
"""Pins that have a cover of their own, and how many of them it names."""
LONGEST_TITLE = 120
MOST_PINS = 60
MOST_SLIDES = 300
"""How many slides a collection may unfold to; pins beyond them are not told."""
LARGEST = 1_000_000
"""Bytes of a collection; one of the longest that readers make has a tenth."""
CHART = "chart"
GONE = "已不在数据中"


class UnreadablePinsError(WhitepaperError):
    """A link or file holds no collection that this program can read."""


@dataclass(frozen=True)
class Pin:
    """One chart, or what a page showed, as it was collected.

    kind: CHART or a kind of `stories.told`; query: the selection as in an address (of a chart, its indicator, towns,
    years and words); title: given by the reader, empty for the sentence;
    numbers: key of each observation to the number as shown then, of a table its heading to rows and digest.
    """

    kind: str
    query: dict[str, str]
    title: str
    dataset_version: str
    numbers: dict[str, str]


@dataclass(frozen=True)
class Revision:
    """A number that is not what it was: what it is about, the old text and the new one."""

    what: str
    old: str
    new: str


def pin_chart(store: Store, indicator_id: str, selection: Selection) -> Pin:
    """Collect one indicator under whatever else a selection holds."""
    return _pin(
        store, CHART, replace(selection.without_subjects.of_indicator(indicator_id), indicators=(indicator_id,))
    )


def pin_page(store: Store, kind: str, selection: Selection) -> Pin:
    """Collect what a page shows under a selection; kind: as for `stories.told`."""
    return _pin(store, kind, stories.KNOWN[kind].followed(selection))


def _pin(store: Store, kind: str, selection: Selection) -> Pin:
    made = Pin(kind, to_query(store.own(selection)), "", store.dataset_version, {})
    return replace(made, numbers=_numbers(slides_of_pin(store, made)))


def pinned_slides(store: Store, pins: Sequence[Pin]) -> list[AnySlide]:
    """The slides of a collection in its order, up to MOST_SLIDES; a pin whose indicator is gone gives none.

    Where they are several, nothing divides a story from its appendix.
    """
    made: list[AnySlide] = []
    for one in pins:
        if len(made) < MOST_SLIDES:
            made += slides_of_pin(store, one)
    return [one for one in made if len(pins) < SEVERAL or not is_divider(one)][:MOST_SLIDES]


def filed_slides(store: Store, pins: Sequence[Pin]) -> list[AnySlide]:
    """The same for a file: where they are several, behind a cover that names the first of them."""
    made = pinned_slides(store, pins)
    if len(pins) < SEVERAL or not made:
        return made
    named = [one.title or label(store, one) for one in pins[:MOST_NAMED]]
    return [talks.cover(store, TITLE, *named, *([f"共 {len(pins)} 项"] if len(pins) > MOST_NAMED else [])), *made]


def slides_of_pin(store: Store, one: Pin) -> list[AnySlide]:
    """The slides of one pin; a title of the reader's own stands for the first sentence."""
    whose = store.asked(one.query)
    chosen, _ = from_query(one.query, whose.vocabulary)
    made = [replace(slide, publisher=whose.publisher) for slide in _told(whose, one.kind, chosen)]
    first = made[0].title if made else ""
    return [with_title(slide, one.title) if slide.title == first else slide for slide in made]


@lru_cache(maxsize=MOST_PINS)
def _told(store: Store, kind: str, chosen: Selection) -> tuple[AnySlide, ...]:
    """The slides of a kind of pin, made once: a page of pins is drawn anew with every click."""
    if kind == CHART:
        return tuple(slides_of(store, chosen.indicators[0], chosen)) if chosen.indicators else ()
    return tuple(stories.told(store, kind, chosen)) if kind in stories.KNOWN else ()


def label(store: Store, one: Pin) -> str:
    """What a pin shows, in words: the indicator or the page, and the filters."""
    store = store.asked(one.query)
    chosen, _ = from_query(one.query, store.vocabulary)
    words = choices.in_words(store, chosen)
    name = words.pop("indicators", GONE) if one.kind == CHART else stories.KNOWN[one.kind].name
    if chosen.emphasis:  # it keeps no rows, as the others do
        words["emphasis"] = f"{FILTERS['emphasis'].label}{words['emphasis']}"
    return " · ".join([name, *words.values()])


def revisions(store: Store, one: Pin) -> list[Revision]:
    """What changed since the pin was made: numbers that differ, are gone or are new; empty when all is the same.

    Of a pin without its numbers nothing can be told: `is_untold`.
    """
    store = store.asked(one.query)
    if one.dataset_version == store.dataset_version or not one.numbers:
        return []
    now = _numbers(slides_of_pin(store, one))
    changed = [key for key in {**one.numbers, **now} if one.numbers.get(key) != now.get(key)]
    return [Revision(_named(store, key), one.numbers.get(key, "无"), now.get(key, GONE)) for key in changed]


def is_untold(store: Store, one: Pin) -> bool:
    """Whether a pin came by a link from another data version, so that what changed since cannot be told."""
    return not one.numbers and one.dataset_version != store.asked(one.query).dataset_version


def _named(store: Store, key: str) -> str:
    return store.label(key) if KEY_SEPARATOR in key else key


def to_text(pins: Sequence[Pin]) -> str:
    """A collection as JSON, for a file."""
    return json.dumps({"format": FORMAT, "pins": [asdict(one) for one in pins]}, ensure_ascii=False, indent=1)


def from_text(text: str) -> list[Pin]:
    """Read a file; what stands in it twice counts once. Raises UnreadablePinsError, which says what is wrong."""
    if not text:
        raise UnreadablePinsError(f"文件是空的，或超过 {LARGEST // 1000} KB")
    if len(text.encode()) > LARGEST:
        raise UnreadablePinsError(f"这份汇报超过 {LARGEST // 1000} KB，没有读取。请分成几份")
    try:
        held = json.loads(text)
        if held["format"] != FORMAT:
            raise UnreadablePinsError(f"这份汇报的格式版本是 {held['format']}，程序能读的是 {FORMAT}")
        checked = [_checked(entry) for entry in held["pins"][:MOST_PINS]]
        return [one for place, one in enumerate(checked) if one not in checked[:place]]
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise UnreadablePinsError("这不是本看板保存的汇报文件。请选择由“保存汇报”得到的文件") from error


def to_link(pins: Sequence[Pin]) -> str:
    """A collection as one word of an address: ids alone, as with its numbers it would be too long to be passed on."""
    return to_word([replace(one, numbers={}) for one in pins])


def to_word(pins: Sequence[Pin]) -> str:
    """A collection with its numbers as one word, for the window that keeps it."""
    return base64.urlsafe_b64encode(zlib.compress(to_text(pins).encode(), 9)).decode().rstrip("=")


def filled(store: Store, pins: Sequence[Pin]) -> list[Pin]:
    """The collection of a link with the numbers of today, where it was made from the data of today; else without."""
    found, left = [], MOST_SLIDES
    for one in pins:
        if one.numbers or one.dataset_version != store.asked(one.query).dataset_version or left <= 0:
            found.append(one)
            continue
        made = slides_of_pin(store, one)
        left -= len(made)
        found.append(replace(one, numbers=_numbers(made)))
    return found


def from_link(word: str) -> list[Pin]:
    """Read a word of an address, without what a chat program stuck to its end. Raises UnreadablePinsError."""
    try:
        bare = word[: min(ends(word), default=len(word))]
        packed = base64.urlsafe_b64decode(bare + "=" * (-len(bare) % 4))
        return from_text(_unpacked(packed).decode())
    except (binascii.Error, zlib.error, UnicodeDecodeError, ValueError) as error:
        raise UnreadablePinsError("链接中的汇报不完整，可能在转发时被截断。请重新复制链接，或改用文件") from error


def _unpacked(packed: bytes) -> bytes:
    """What was packed, so far as it is not longer than a collection may be. Raises zlib.error where it was cut."""
    opened = zlib.decompressobj()
    found = opened.decompress(packed, LARGEST + 1)
    if not opened.eof and len(found) <= LARGEST:
        raise zlib.error("cut")
    return found


def moved(pins: Sequence[Pin], place: int, by: int) -> list[Pin]:
    """The collection with one pin moved up or down; unchanged at the ends."""
    goal = place + by
    if not 0 <= goal < len(pins):
        return list(pins)
    order = [one for number, one in enumerate(pins) if number != place]
    return [*order[:goal], pins[place], *order[goal:]]


def titled(one: Pin, title: str) -> Pin:
    """The pin under a title of the reader's own."""
    return replace(one, title=title.strip()[:LONGEST_TITLE])


def _checked(entry: dict[str, object]) -> Pin:
    numbers, query = entry["numbers"], entry["query"]
    if not isinstance(numbers, dict) or not isinstance(query, dict):
        raise TypeError
    kind, title, version = (str(entry[name]) for name in ("kind", "title", "dataset_version"))
    if kind not in {CHART, *stories.KNOWN}:
        raise ValueError(kind)
    return Pin(kind, _texts(query), title[:LONGEST_TITLE], version, _texts(numbers))


def _texts(cells: dict[object, object]) -> dict[str, str]:
    return {str(name): str(cell) for name, cell in cells.items()}


def _numbers(made: Sequence[AnySlide]) -> dict[str, str]:
    """Key of each observation on charts to its number; of a table its heading to how many rows it has, and a digest.

    Counts follow from the list that stands behind them.
    """
    found: dict[str, str] = {}
    tables: dict[str, list[str]] = {}
    for slide in made:
        if isinstance(slide, Slide):
            for row in records(slide.panel.rows):
                is_said = row["qualifier"] in row["shown"]
                found[row["key"]] = row["shown"] + ("" if is_said else row["qualifier"])
        elif isinstance(slide, BoardSlide):
            found |= {number.key: number.shown for number in slide.numbers}
        elif isinstance(slide, TableSlide):
            lines = ["|".join(row) for row in slide.table.itertuples(index=False, name=None)]
            tables.setdefault(slide.heading, []).extend(lines)
    for heading, lines in tables.items():
        digest = hashlib.sha256("\n".join(lines).encode()).hexdigest()[:6]
        found[heading] = f"{len(lines)} 行（{digest}）"
    return found
