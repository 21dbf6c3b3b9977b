"""A page that has shown all it has: what stands around it is drawn all the same.

Streamlit's own stop ends the whole run, and with it the sidebar, which is drawn after the page.
"""

from __future__ import annotations

from typing import NoReturn


class PageEndError(Exception):
    """Nothing more follows on this page; the shell takes it."""


def end() -> NoReturn:
    """Leave the page as it is."""
    raise PageEndError
