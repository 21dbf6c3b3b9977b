"""What takes long to make of the built data, made once for all tests that sweep over it."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

import pytest

from whitepaper.files import every
from whitepaper.model.selection import Selection
from whitepaper.store.store import Store
from whitepaper.stories import slides, stories
from whitepaper.stories.slides import AnySlide, Slide
from whitepaper.telling.panels import Panel

SEARCHED = "食品"


@dataclass(frozen=True)
class Told:
    """Every slide that the built data give.

    by_indicator: the slides of each indicator with no filter; by_story: kind and selection to the slides of the
    district, of every sector and town, and of every other kind; spoken: each panel on the way, with its sentence.
    """

    by_indicator: dict[str, list[Slide]]
    by_story: dict[tuple[str, Selection], list[AnySlide]]
    spoken: list[tuple[Panel, str]]

    def of(self, kind: str, **chosen: object) -> list[AnySlide]:
        """The slides of one kind of story about what is chosen."""
        return self.by_story[kind, Selection(**chosen)]

    @cached_property
    def all(self) -> list[AnySlide]:
        """The slides of all indicators and all stories."""
        return [slide for made in (*self.by_indicator.values(), *self.by_story.values()) for slide in made]


@pytest.fixture(scope="session")
def told(store: Store) -> Told:
    """Every slide, and every panel with its sentence, made once."""
    spoken: list[tuple[Panel, str]] = []

    def speak(panel: Panel, source: Store, **how: bool) -> str:
        spoken.append((panel, said(panel, source)))
        return said(panel, source, **how)

    def listed(source: Store, *chosen: object) -> list[Panel]:
        found = made(source, *chosen)
        for panel in found:
            if panel.shape == "empty":  # which is on no slide, but on its page
                speak(panel, source)
        return found

    said, made = slides.sentence, slides.panels
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(slides, "sentence", speak)
        patch.setattr(slides, "panels", listed)
        by_indicator = {key: slides.slides_of(store, key, Selection()) for key in store.names("indicators")}
        by_story = {(kind, chosen): stories.told(store, kind, chosen) for kind, chosen in _asked(store)}
    return Told(by_indicator, by_story, spoken)


def _asked(store: Store) -> Iterator[tuple[str, Selection]]:
    """Every story there is to tell: of each sector, of each town, and one of each other kind."""
    yield from every.told(store)
    yield stories.SEARCH, Selection(search=SEARCHED)
