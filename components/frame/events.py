"""What the server writes down: one line for each event, of what and where, never of who or what was asked."""

from __future__ import annotations

import json
import logging
import sys
import traceback
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
MOST_PLACES = 5
log = logging.getLogger("whitepaper.events")


def write() -> None:
    """From now on events are lines on the standard error of the process."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(message)s", "%Y-%m-%dT%H:%M:%S%z"))
    log.addHandler(handler)
    log.setLevel(logging.INFO)
    log.propagate = False


def say(event: str, level: int = logging.INFO, **facts: object) -> None:
    """Write one event with its facts, as `event name="text" …` in one line."""
    told = [f"{name}={json.dumps(str(fact), ensure_ascii=False)}" for name, fact in facts.items()]
    log.log(level, "%s", " ".join([event, *told]))


def failed(event: str, error: BaseException, **facts: object) -> None:
    """Write down a fault: its kind and the places in the code that lead to it, the innermost first.

    What the error says is left out, as it may hold what a reader typed.
    """
    frames = traceback.extract_tb(error.__traceback__)[::-1][:MOST_PLACES]
    say(event, logging.ERROR, error=type(error).__name__, at=" < ".join(map(_place, frames)), **facts)


def _place(frame: traceback.FrameSummary) -> str:
    path = Path(frame.filename)
    name = path.relative_to(ROOT) if path.is_relative_to(ROOT) else path.name
    return f"{name}:{frame.lineno}"
