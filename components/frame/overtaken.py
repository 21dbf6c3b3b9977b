"""What a reader did is done, though another run overtakes the one that was to do it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from streamlit.runtime.scriptrunner import RerunException


def to_the_end(act: Callable[..., object]) -> Callable[..., None]:
    """An act as a callback of a widget: one that is overtaken is done over, and then the run that overtook it goes on.

    At each word to the session's state the framework looks whether the reader has meanwhile done something else, and
    leaves what it is at; a callback that it has left it does not call again. act: one that may be done twice, since it
    is left before it has changed anything, or changes it to the same.
    """

    def done(*args: Any, **kwargs: Any) -> None:
        try:
            act(*args, **kwargs)
        except RerunException:
            act(*args, **kwargs)
            raise

    return done
