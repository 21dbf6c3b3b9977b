"""The data that readers see: the last version that was whole. A newer one is taken over once it is."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from threading import Lock

from components.frame import events, memory
from whitepaper.model.dataset import MANIFEST, Dataset
from whitepaper.model.errors import DataMissingError
from whitepaper.store.store import Store

AGAIN = 5.0
"""Seconds until a version that could not be taken is tried again."""
Stamp = tuple[Path, int, int, int] | None


@dataclass(frozen=True)
class State:
    """How the data stand. built: time stamp of the manifest in seconds; fault: why the newest is not shown."""

    store: Store | None
    built: float
    fault: str


class Held:
    """The data of one data set in memory."""

    def __init__(self, dataset: Dataset, clock: Callable[[], float] = time.monotonic) -> None:
        self._dataset = dataset
        self._clock = clock
        self._lock = Lock()
        self._seen: Stamp = None
        self._tried = float("-inf")
        self._state = State(None, 0.0, "")

    def store(self) -> Store:
        """The last version that was whole. Raises DataMissingError where there was none yet."""
        state = self.state()
        if state.store is None:
            raise DataMissingError(state.fault)
        return state.store

    def state(self) -> State:
        """How the data stand now; looks at the disk, and reads it where it has changed."""
        with self._lock:
            stamp = self._stamp()
            is_new = stamp != self._seen or (self._state.store is None and not self._state.fault)
            if is_new or (self._state.fault and self._clock() - self._tried >= AGAIN):
                self._take(stamp)
            return self._state

    def _stamp(self) -> Stamp:
        try:
            manifest = self._dataset.parquet / MANIFEST
            found = manifest.stat()
        except OSError:
            return None
        return manifest, found.st_mtime_ns, found.st_size, found.st_ino

    def _take(self, stamp: Stamp) -> None:
        self._seen, self._tried = stamp, self._clock()
        try:
            taken = Store.load(self._dataset)
            taken.rows.ready()  # before it is shown, as a fault may lie in what the rows say
        except Exception as error:  # whatever is wrong with it, the version that readers see stays
            if str(error) != self._state.fault:
                kept = self._state.store.dataset_version if self._state.store else ""
                events.failed("data.refused", error, reason=error, kept=kept)
            self._state = State(self._state.store, self._state.built, str(error))
            return
        memory.unsettle()
        events.say("data.taken", version=taken.dataset_version)
        if stamp is None or taken.version_folder != stamp[0].parent:
            self._seen = None  # another version was published meanwhile: look again, as it may have gone back since
        self._state = State(taken, stamp[1] / 1e9 if stamp else 0.0, "")
