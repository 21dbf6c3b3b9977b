"""What the running app holds: the store (once per process and data version), the shapes of the map, the colours."""

from __future__ import annotations

from functools import lru_cache
from threading import Lock
from typing import Any

import streamlit as st

from components.frame import bundle
from whitepaper.asking.names import names_of
from whitepaper.model.dataset import MANIFEST, Dataset
from whitepaper.model.errors import DataMissingError
from whitepaper.store import search
from whitepaper.store.store import Store
from whitepaper.telling.palette import Mode

UNTITLED = "质量状况看板"
_LOADING = Lock()


def store() -> Store:
    """The built tables; loaded again only when the data version on disk changes."""
    dataset = Dataset.chosen()
    manifest = dataset.parquet / MANIFEST
    with _LOADING:  # readers who come at once wait for one load
        return _store(dataset, manifest.stat().st_mtime_ns if manifest.is_file() else 0)


def warm() -> None:
    """Make what every reader needs: the library that draws, tables, index of the search, names in questions."""
    bundle.script()
    search.index(store())
    names_of(store())


def title() -> str:
    """What the dashboard is called; a general name while there is no data, which its pages then say."""
    try:
        return store().profile.title
    except DataMissingError:
        return UNTITLED


def mode() -> Mode:
    """Whether the reader's browser shows the light or the dark theme."""
    return "dark" if st.context.theme.type == "dark" else "light"


@lru_cache(maxsize=2)  # asked for a dozen times a run, where the framework's own cache would take a quarter of it
def _store(dataset: Dataset, written: int) -> Store:
    return Store.load(dataset)


def geometry() -> dict[str, Any]:
    """GeoJSON of the towns, keyed by `code`; read, never changed."""
    return _towns(Dataset.chosen())


def river() -> dict[str, Any]:
    """GeoJSON of the lines on the map; read, never changed."""
    return _river(Dataset.chosen())


@st.cache_resource(show_spinner=False)
def _towns(dataset: Dataset) -> dict[str, Any]:
    return dataset.towns()


@st.cache_resource(show_spinner=False)
def _river(dataset: Dataset) -> dict[str, Any]:
    return dataset.river()
