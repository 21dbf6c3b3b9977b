"""docs/load.md: one section a measurement, each written anew by its own command."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

from benchmarks.common import machine

REPORT = Path(__file__).resolve().parents[2] / "docs" / "load.md"
HEAD = """# Load

Written by `make load` and `make soak`; do not edit. Readers are sessions that speak Streamlit's own messages, on the
machine of the server; nothing is drawn. How they act stands in `benchmarks/load/`.
"""
_SECTION = re.compile(r"^(?=## )", re.MULTILINE)


def table(rows: Iterable[tuple[str, str, str]]) -> str:
    """What, how much, and the aim, as Markdown."""
    return "\n".join(["| what | measured | aim |", "|---|---|---|", *(f"| {' | '.join(row)} |" for row in rows)])


def counted(errors: Counter[str]) -> str:
    """How many, and which."""
    kinds = "; ".join(f"{count} × {name}" for name, count in errors.most_common())
    return f"{errors.total()}" + (f" ({kinds})" if kinds else "")


def section(title: str, text: str) -> str:
    """One measurement under its title, with what it was measured on."""
    return f"## {title}\n\n{text}\n\nMeasured on {machine()}.\n"


def replaced(report: str, found: str) -> str:
    """The report with one section in place of that of the same title, else below the others."""
    title = found.partition("\n")[0]
    _, *sections = _SECTION.split(report)
    kept = [one.strip() + "\n" for one in sections]
    places = [place for place, one in enumerate(kept) if one.partition("\n")[0] == title]
    if places:
        kept[places[0]] = found
    else:
        kept.append(found)
    return "\n".join([HEAD, *kept])


def write(found: str) -> None:
    """Put a section into docs/load.md."""
    before = REPORT.read_text(encoding="utf-8") if REPORT.exists() else HEAD
    REPORT.write_text(replaced(before, found), encoding="utf-8")
