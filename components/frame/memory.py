"""The memory of the server's process: what it no longer needs goes back to the system."""

from __future__ import annotations

import ctypes
import gc
import sys
from collections.abc import Callable

import pyarrow as pa

POOLS, MOST_POOLS = -8, 2
"""What the C library calls the number of its pools (M_ARENA_MAX), and how many it may have: each keeps what is free."""
LARGE, LEAST_LARGE = -3, 256 * 1024
"""What it calls the least block that lies outside its pools (M_MMAP_THRESHOLD), and its bytes."""


def share() -> None:
    """Let Arrow take memory where all else does: a pool of its own keeps what it freed, 50 MB of 140,000 rows.

    The threads of the process, one for each run of a page, share two pools: one for each of them is 10 MB more. A large
    block lies outside them and goes back as soon as it is free: by itself the library takes ever larger ones into its
    pools, which come to have gaps, 20 MB of 140,000 rows.
    """
    pa.set_memory_pool(pa.system_memory_pool())
    choose = _library("mallopt")
    if choose is not None:
        choose(POOLS, MOST_POOLS)
        choose(LARGE, LEAST_LARGE)


def give_back() -> None:
    """Give the system what is free in the process; nothing where the C library has no word for it."""
    trim = _library("malloc_trim")
    if trim is not None:
        trim(0)


def settle() -> None:
    """What is in the process now stays: later searches for what is left over leave it out.

    Over all that a server holds one takes more than a tenth of a second, in the middle of somebody's change.
    """
    gc.collect()
    gc.freeze()


def unsettle() -> None:
    """What is in the process may leave it again, as another version of the data takes its place."""
    gc.unfreeze()


def _library(name: str) -> Callable[..., object] | None:
    """A function of the C library; None where it has none of this name."""
    found: Callable[..., object] | None = None
    if sys.platform == "linux":
        found = getattr(ctypes.CDLL(None), name, None)
    return found
