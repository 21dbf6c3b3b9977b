"""The talks of the district, of every sector and of every town, screen by screen."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from components.offline.contents import MODES, Contents
from components.report import stage
from components.widgets import plain_table
from whitepaper.model.selection import Selection
from whitepaper.stories import stories
from whitepaper.stories.slides import AnySlide, MapSlide
from whitepaper.stories.talks import main_part

BETWEEN = ":"


def talks(contents: Contents) -> dict[str, Any]:
    """Each talk by its kind and what it is about; no filter is followed, so that none is offered under one."""
    return {key: talk(contents, kind, selection) for key, kind, selection in told(contents)}


def told(contents: Contents) -> Iterator[tuple[str, str, Selection]]:
    """Key, kind of story and selection of each talk."""
    yield stories.OVERVIEW, stories.OVERVIEW, Selection()
    for key in contents.store.names("sectors"):
        yield f"{stories.SECTOR}{BETWEEN}{key}", stories.SECTOR, Selection(sector=key)
    for key in contents.store.towns["area_id"]:
        yield f"{stories.TOWN}{BETWEEN}{key}", stories.TOWN, Selection(towns=(key,))


def talk(contents: Contents, kind: str, selection: Selection) -> dict[str, Any]:
    """The screens of one talk, and how many stand before its appendix."""
    slides = stories.told(contents.store, kind, selection)
    main = main_part(slides)
    screens = [_screen(contents, slide, number, len(slides), main) for number, slide in enumerate(slides)]
    return {"main": main, "screens": screens}


def _screen(contents: Contents, slide: AnySlide, number: int, total: int, main: int) -> dict[str, Any]:
    made = {mode: stage.screen(slide, number, total, main, contents.store, mode) for mode in MODES}
    own = made["light"]
    bodies = {mode: made[mode].body for mode in MODES} if isinstance(slide, MapSlide) else own.body
    drawn = {mode: stage.drawing(one.spec, slide.title) for mode, one in made.items() if one.spec is not None}
    table = None if own.table is None else plain_table.laid(own.table, stage.PICTURE_SHARE)
    return {
        "cover": own.cover,
        "head": own.head,
        "body": bodies,
        "hasModes": isinstance(slide, MapSlide),
        "panel": contents.panel(drawn) if drawn else None,
        "table": table,
        "foot": own.foot,
    }
