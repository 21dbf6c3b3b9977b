"""What the running app holds: the store (once per process and data version), the shapes of the map, the colours."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import replace
from functools import cache
from typing import Any

import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx

from components.frame import bundle, events, memory
from components.frame.held import Held, State
from whitepaper.asking.names import names_of
from whitepaper.model.dataset import Dataset
from whitepaper.model.errors import DataMissingError
from whitepaper.model.keys import KEY_SEPARATOR
from whitepaper.model.selection import FILTERS, PUBLISHER, Selection
from whitepaper.store import search
from whitepaper.store.publishers import ALL
from whitepaper.store.store import Store
from whitepaper.telling.palette import Mode

UNTITLED = "质量状况看板"
PREVIEW = "预览：这是尚未发布的数据，不要引用，不要转发"
SYNTHETIC = "合成数据：名称和数都是编造的，不要引用"
PAPER = "paper_asked"
_ASKED: ContextVar[str | None] = ContextVar(PUBLISHER, default=None)
NO_SHAPES: dict[str, Any] = {"type": "FeatureCollection", "features": []}


def store() -> Store:
    """The built tables: the last version that was whole; loaded again only when the one on disk changes.

    Of several publishers those of the one that is asked.
    """
    found, asked = _held(Dataset.chosen()).store(), publisher()
    if asked == ALL:
        return found.of(asked)
    return found.asked({FILTERS[PUBLISHER].parameter: asked}) if asked else found


def publisher() -> str:
    """Whose papers are asked: by the reader, whatever page is shown, or by a request; empty for the first one's."""
    asked = _ASKED.get()
    if asked is None and get_script_run_ctx(suppress_warning=True) is not None:
        asked = st.session_state.get(PUBLISHER)
    return asked or ""


def show(query: Mapping[str, str]) -> None:
    """Let the session ask the publisher that the parameters of a view name."""
    st.session_state[PUBLISHER] = _named(query)


def ask(query: Mapping[str, str]) -> None:
    """Let what answers a request beside the pages ask the publisher that its parameters name."""
    _ASKED.set(_named(query))


def _named(query: Mapping[str, str]) -> str:
    named = query.get(FILTERS[PUBLISHER].parameter, "").strip()
    return "" if named == ALL else named  # which no address asks for


@contextmanager
def all_asked() -> Iterator[Store]:
    """The store of all publishers side by side, which all that is drawn meanwhile is drawn from."""
    token = _ASKED.set(ALL)
    try:
        yield store()
    finally:
        _ASKED.reset(token)


def holding(key: str) -> Store:
    """The store that has an observation: of several publishers that of the area which it is about."""
    found, area = store(), key.split(KEY_SEPARATOR)[1]
    return found.of(area) if found.siblings and area in found.siblings.names else found


def addressed(selection: Selection) -> Selection:
    """A selection as it stands in a link: it says whose papers it is about, where the reader has chosen them."""
    named = publisher()
    return selection if selection.publisher or named == ALL else replace(selection, publisher=named)


def has_several() -> bool:
    """Whether the data are of several publishers."""
    try:
        return store().siblings is not None
    except DataMissingError:
        return False


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
    memory.give_back()  # of the library alone 70 MB that were only needed to make it


def title() -> str:
    """What the dashboard is called; a general name while there is no data, which its pages then say."""
    try:
        return store().profile.title
    except DataMissingError:
        return UNTITLED


def band() -> str:
    """What stands over every page where this server shows a version that is not the published one."""
    return "　".join(filter(None, [PREVIEW if Dataset.chosen().version else "", SYNTHETIC if _is_synthetic() else ""]))


def _is_synthetic() -> bool:
    try:
        found = store()
    except DataMissingError:
        return False
    return found.siblings.is_synthetic if found.siblings else found.profile.is_synthetic


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


def geometry(whose: str = "") -> dict[str, Any]:
    """GeoJSON of the towns, keyed by `code`, without any where the file is damaged; read, never changed.

    whose: another publisher than the one that is asked.
    """
    return _towns(store().of(whose).dataset)


def river() -> dict[str, Any]:
    """GeoJSON of the lines on the map; read, never changed."""
    return _river(store().dataset)


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
