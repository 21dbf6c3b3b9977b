"""What the running app holds: the store (once per process and data version) and the reader's colours."""

from __future__ import annotations

import json

import streamlit as st

from components import theme
from whitepaper import search
from whitepaper.paths import GEOMETRY
from whitepaper.store import Store, read_manifest


def store() -> Store:
    """The built tables; loaded again only when the data version on disk changes."""
    return _store(str(read_manifest()["dataset_version"]))


def warm() -> None:
    """Load the tables and build the search index, so that the first search is as quick as the next."""
    search.index(store())


def mode() -> theme.Mode:
    """Whether the reader's browser shows the light or the dark theme."""
    return "dark" if st.context.theme.type == "dark" else "light"


@st.cache_resource(show_spinner=False, max_entries=2)
def _store(dataset_version: str) -> Store:
    return Store.load()


@st.cache_resource(show_spinner=False)
def geometry() -> dict[str, object]:
    """GeoJSON of the 14 towns, keyed by `code`; read, never changed."""
    shapes: dict[str, object] = json.loads(GEOMETRY.read_text(encoding="utf-8"))
    return shapes
