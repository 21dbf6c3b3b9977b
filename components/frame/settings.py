"""Where this server stands: its path, its names, whose frames may show it. Set by environment and command line."""

from __future__ import annotations

import os

from streamlit import config

from whitepaper.files import official
from whitepaper.releasing import previews

HOSTS = "WHITEPAPER_HOSTS"
"""Variable with the names (or addresses) under which the dashboard is opened, separated by commas; `*` for any."""
FRAMES = "WHITEPAPER_FRAMES"
"""Variable with the origins whose pages may show the dashboard in a frame, separated by commas; none where empty."""
LOCAL = ("localhost", "127.0.0.1", "::1")
_EVERYWHERE = ("", "0.0.0.0", "::")
"""Addresses to listen on, which nobody types."""


def listed(variable: str) -> tuple[str, ...]:
    """The entries of a variable of the environment, without blanks."""
    return tuple(filter(None, (entry.strip() for entry in os.environ.get(variable, "").split(","))))


NUMBERS = "api"
"""The folder of the addresses that programs fetch numbers from."""


def base_path() -> str:
    """The path that every address begins with: `/`, or `/quality/` below a portal."""
    inner = str(config.get_option("server.baseUrlPath") or "").strip("/")
    return f"/{inner}/" if inner else "/"


def hosts() -> frozenset[str]:
    """The names that a request may be for: this machine's own, the one it is told to readers by, and those set."""
    told = (config.get_option("browser.serverAddress"), config.get_option("server.address"))
    named = {str(name).lower() for name in told if name and name not in _EVERYWHERE}
    return frozenset({*LOCAL, *named, *(name.lower() for name in listed(HOSTS))})


def unit() -> str:
    """The office that signs official documents; empty where none is set, never assumed."""
    return os.environ.get(official.UNIT, "").strip()


def is_cold() -> bool:
    """Whether what pages show first is made when somebody asks for it, not when the server starts."""
    return os.environ.get(previews.WARM, "").strip().lower() == previews.COLD
