"""The scripts and styles of our own elements, in files of their own, read when their module is imported."""

from __future__ import annotations

from pathlib import Path


def beside(module: str, *names: str) -> str:
    """The text of the files that stand beside a module (its `__file__`), one after the other as if they were one."""
    return "\n".join(Path(module).with_name(name).read_text(encoding="utf-8") for name in names)
