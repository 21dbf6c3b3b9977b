"""A reader's own collection of charts: kept in a link or a small file, and told what changed since.

A pin holds ids, filters, the data version it was made from and the numbers it showed then.
"""

from __future__ import annotations

import base64
import binascii
import json
import zlib
from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace

from whitepaper.errors import WhitepaperError
from whitepaper.panels import NO_QUALIFIER
from whitepaper.selection import Selection
from whitepaper.slides import Slide, slides_of, with_title
from whitepaper.store import Store

FORMAT = 1
LONGEST_TITLE = 120
MOST_PINS = 60
GONE = "已不在数据中"


class UnreadablePinsError(WhitepaperError):
    """A link or file holds no collection that this program can read."""


@dataclass(frozen=True)
class Pin:
    """One chart as it was collected.

    title: given by the reader, empty for the sentence; numbers: key of each observation to the number as shown then.
    """

    indicator_id: str
    towns: tuple[str, ...]
    years: tuple[int, ...]
    chart: str
    title: str
    dataset_version: str
    numbers: dict[str, str]


@dataclass(frozen=True)
class Revision:
    """A number that is not what it was: what it is about, the old text and the new one."""

    what: str
    old: str
    new: str


def pin(store: Store, indicator_id: str, selection: Selection, chart: str = "") -> Pin:
    """Collect one indicator under the towns and years of a selection."""
    return Pin(
        indicator_id,
        selection.towns,
        selection.years,
        chart,
        "",
        store.dataset_version,
        _numbers(store, indicator_id, selection.towns, selection.years),
    )


def pinned_slides(store: Store, pins: Sequence[Pin]) -> list[Slide]:
    """The slides of a collection in its order; a pin whose indicator is gone gives none."""
    found = []
    for one in pins:
        if one.indicator_id in store.vocabulary.indicators:
            made = slides_of(store, one.indicator_id, Selection(towns=one.towns, years=one.years), one.chart)
            found += [with_title(slide, one.title) for slide in made]
    return found


def revisions(store: Store, one: Pin) -> list[Revision]:
    """What changed since the pin was made: numbers that differ, are gone or are new; empty when all is the same."""
    if one.dataset_version == store.dataset_version:
        return []
    now = _numbers(store, one.indicator_id, one.towns, one.years)
    changed = [key for key in {**one.numbers, **now} if one.numbers.get(key) != now.get(key)]
    return [Revision(store.label(key), one.numbers.get(key, "无"), now.get(key, GONE)) for key in changed]


def to_text(pins: Sequence[Pin]) -> str:
    """A collection as JSON, for a file."""
    return json.dumps({"format": FORMAT, "pins": [asdict(one) for one in pins]}, ensure_ascii=False, indent=1)


def from_text(text: str) -> list[Pin]:
    """Read a file. Raises UnreadablePinsError, which says what is wrong."""
    try:
        held = json.loads(text)
        if held["format"] != FORMAT:
            raise UnreadablePinsError(f"这份汇报的格式版本是 {held['format']}，程序能读的是 {FORMAT}")
        return [_checked(entry) for entry in held["pins"]][:MOST_PINS]
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise UnreadablePinsError("这不是本看板保存的汇报文件。请选择由“保存汇报”得到的文件") from error


def to_link(pins: Sequence[Pin]) -> str:
    """A collection as one word of an address."""
    return base64.urlsafe_b64encode(zlib.compress(to_text(pins).encode(), 9)).decode().rstrip("=")


def from_link(word: str) -> list[Pin]:
    """Read a word of an address. Raises UnreadablePinsError."""
    try:
        packed = base64.urlsafe_b64decode(word + "=" * (-len(word) % 4))
        return from_text(zlib.decompress(packed).decode())
    except (binascii.Error, zlib.error, UnicodeDecodeError, ValueError) as error:
        raise UnreadablePinsError("链接中的汇报不完整，可能在转发时被截断。请重新复制链接，或改用文件") from error


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
    numbers = entry["numbers"]
    towns, years = entry["towns"], entry["years"]
    if not isinstance(numbers, dict) or not isinstance(towns, list) or not isinstance(years, list):
        raise TypeError
    texts = [str(entry[name]) for name in ("indicator_id", "chart", "title", "dataset_version")]
    indicator_id, chart, title, version = texts
    return Pin(
        indicator_id,
        tuple(str(town) for town in towns),
        tuple(int(year) for year in years),
        chart,
        title[:LONGEST_TITLE],
        version,
        {str(key): str(shown) for key, shown in numbers.items()},
    )


def _numbers(store: Store, indicator_id: str, towns: tuple[str, ...], years: tuple[int, ...]) -> dict[str, str]:
    if indicator_id not in store.vocabulary.indicators:
        return {}
    made = slides_of(store, indicator_id, Selection(towns=towns, years=years))
    return {
        row.key: row.shown + ("" if row.qualifier == NO_QUALIFIER or row.qualifier in row.shown else row.qualifier)
        for slide in made
        for row in slide.panel.rows.itertuples()
    }
