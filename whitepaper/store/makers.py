"""Who holds the observations: chosen by one variable of the environment, memory where it says nothing."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from importlib import import_module
from pathlib import Path

from whitepaper.model.errors import EngineError
from whitepaper.model.schema import Table
from whitepaper.store.rows import Rows

VARIABLE = "WHITEPAPER_STORE"
MEMORY = "arrow"
IN_MEMORY = f"{MEMORY}:"
ENGINES = {"duckdb": "on_duckdb", "spark": "on_spark", "sc": "on_spark"}
"""What an address begins with to the module of `engines/` that opens it."""
KNOWN = "arrow:（内存，不写即是）、duckdb:、spark://主机:端口、sc://主机:端口"
Maker = Callable[[Path, Mapping[str, Table]], Rows]
"""Opens the observations of a folder of built tables; their declarations. Raises DataMissingError, EngineError."""


def address() -> str:
    """What the environment says."""
    return os.environ.get(VARIABLE, "").strip() or IN_MEMORY


def is_engine(kept: str) -> bool:
    """Whether an address names an engine. Raises EngineError for one that is unknown."""
    kind, colon, place = kept.partition(":")
    is_whole = bool(place.strip("/")) if kind in ENGINES and kind != "duckdb" else not place
    if not colon or kind not in {MEMORY, *ENGINES} or not is_whole:
        raise EngineError(f"环境变量 {VARIABLE} 现为“{kept}”，认不出。可以写：{KNOWN}")
    return kind != MEMORY


def maker(kept: str | None = None) -> Maker | None:
    """Who opens the observations; None where they are in memory. kept: an address, else what the environment says.

    Raises EngineError for an address that is unknown, or whose engine is not installed.
    """
    chosen = kept or address()
    if not is_engine(chosen):
        return None
    try:
        engine = import_module(f"whitepaper.store.engines.{ENGINES[chosen.partition(':')[0]]}")
    except ModuleNotFoundError as error:
        raise EngineError(
            f"{VARIABLE} 要用“{chosen}”，但没有安装 {error.name}。"
            "请运行 pip install --constraint constraints.txt --group engine，或去掉这个变量"
        ) from error
    opened: Callable[[str, Path, Mapping[str, Table]], Rows] = engine.opened
    return lambda folder, declared: opened(chosen, folder, declared)
