"""What the running app holds: the store (once per process and data version), the shapes of the map, the colours."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import Any

import streamlit as st

from components.frame import bundle, events
from components.frame.held import Held, State
from whitepaper.asking.names import names_of
from whitepaper.model.dataset import Dataset
from whitepaper.model.errors import DataMissingError
from whitepaper.store import search
from whitepaper.store.store import Store
from whitepaper.telling.palette import Mode

UNTITLED = "质量状况看板"
PREVIEW = "预览：这是尚未发布的数据，不要引用，不要转发"
PAPER = "paper_asked"
NO_SHAPES: dict[str, Any] = {"type": "FeatureCollection", "features": []}


def store() -> Store:
    """The built tables: the last version that was whole; loaded again only when the one on disk changes."""
    return _held(Dataset.chosen()).store()


def state() -> State:
    """How the data stand."""
    return _held(Dataset.chosen()).state()


def warm() -> None:
    """Make what every reader needs: the library that draws, tables, index of the search, names in questions."""
    bundle.script()
    search.index(store())
    names_of(store())
    geometry()
    river()


def title() -> str:
    """What the dashboard is called; a general name while there is no data, which its pages then say."""
    try:
        return store().profile.title
    except DataMissingError:
        return UNTITLED


def band() -> str:
    """What stands over every page where this server shows a version that is not the published one."""
    return PREVIEW if Dataset.chosen().version else ""


def mode() -> Mode:
    """In which colours things are drawn: those of the theme that the browser shows; on paper the light ones."""
    return "dark" if is_dark() and not is_for_paper() else "light"


def is_dark() -> bool:
    """Whether the reader's browser shows the dark theme."""
    return bool(st.context.theme.type == "dark")


def is_for_paper() -> bool:
    """Whether this run makes the page for paper: nothing is folded then, and what paper cannot show is drawn plain."""
    return bool(st.session_state.get(PAPER, False))


@cache
def _held(dataset: Dataset) -> Held:
    return Held(dataset)


def geometry() -> dict[str, Any]:
    """GeoJSON of the towns, keyed by `code`, without any where the file is damaged; read, never changed."""
    return _towns(Dataset.chosen())


def river() -> dict[str, Any]:
    """GeoJSON of the lines on the map; read, never changed."""
    return _river(Dataset.chosen())


@st.cache_resource(show_spinner=False)
def _towns(dataset: Dataset) -> dict[str, Any]:
    return _drawn(dataset.towns)


@st.cache_resource(show_spinner=False)
def _river(dataset: Dataset) -> dict[str, Any]:
    return _drawn(dataset.river)


def _drawn(read: Callable[[], dict[str, Any]]) -> dict[str, Any]:
    """Shapes, none where they cannot be read: the numbers do not depend on them."""
    try:
        return read()
    except DataMissingError as error:
        events.failed("map.refused", error, reason=error)
        return NO_SHAPES
