"""The scripts and styles of our own elements, in files of their own, read when their module is imported."""

from __future__ import annotations

from pathlib import Path


def beside(module: str, name: str) -> str:
    """The text of a file that stands beside a module (its `__file__`)."""
    return Path(module).with_name(name).read_text(encoding="utf-8")
