"""How many screens a story has, known before it is started.

Stories are told for it beside the readers, one after the other and only once a page stands, so that no page waits; the
count is kept per data version, kind and selection.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field
from threading import Lock

import streamlit as st

from components.frame import runtime
from whitepaper.model.selection import Selection
from whitepaper.store.store import Store
from whitepaper.stories import stories
from whitepaper.stories.slides import AnySlide
from whitepaper.stories.talks import main_part

MOST_KEPT = 1000
"""Counts; each is two numbers."""


@dataclass(frozen=True)
class Count:
    """So many screens before the appendix, and in it."""

    main: int
    appendix: int

    @classmethod
    def of(cls, slides: list[AnySlide]) -> Count:
        """The count of the slides of a story."""
        main = main_part(slides)
        return cls(main, len(slides) - main)

    @property
    def words(self) -> str:
        """`12 页`."""
        return f"{self.main} 页"


Asked = tuple[str, str, Selection]
"""Data version, kind of story, what of a selection it follows."""


@dataclass
class _Counts:
    """The counts of one process, and the one thread that makes them."""

    held: OrderedDict[Asked, Future[Count]] = field(default_factory=OrderedDict)
    lock: Lock = field(default_factory=Lock)
    thread: ThreadPoolExecutor = field(default_factory=lambda: ThreadPoolExecutor(1, "counting"))

    def known(self, store: Store, kind: str, selection: Selection) -> Count | None:
        """The count where it was asked for and is made. Raises what making it raised."""
        future = self.held.get(_asked(store, kind, selection))
        return future.result() if future and future.done() else None

    def ask(self, store: Store, kind: str, selection: Selection) -> Future[Count]:
        """The count, made or in the making; what is asked for first is made first."""
        asked = _asked(store, kind, selection)
        with self.lock:
            if asked not in self.held:
                self.held[asked] = self.thread.submit(_count, store, kind, asked[-1])
                if len(self.held) > MOST_KEPT:
                    self.held.popitem(last=False)
            return self.held[asked]


def _asked(store: Store, kind: str, selection: Selection) -> Asked:
    followed = stories.KNOWN[kind].followed(selection).plain  # what stands out makes no screen more
    return store.whole_version, kind, followed


@st.cache_resource(show_spinner=False)
def _counts() -> _Counts:
    return _Counts()


def _count(store: Store, kind: str, followed: Selection) -> Count:
    return Count.of(stories.told(store, kind, followed))


def count(kind: str, selection: Selection) -> Count | None:
    """How many screens a story has; None while that is not known."""
    return _counts().known(runtime.store(), kind, selection)


def ask(kind: str, selection: Selection) -> Future[Count]:
    """Have the screens of a story counted, beside the readers."""
    return _counts().ask(runtime.store(), kind, selection)


def warm() -> Iterator[None]:
    """Count the ready-made stories, one at each step: of the district, of each sector, of each town."""
    store, counts = runtime.store(), _counts()
    wanted = [(stories.OVERVIEW, Selection())]
    wanted += [(stories.SECTOR, Selection(sector=key)) for key in store.names("sectors")]
    wanted += [(stories.TOWN, Selection(towns=(key,))) for key in store.towns["area_id"]]
    for kind, selection in wanted:
        counts.ask(store, kind, selection).result()
        yield
