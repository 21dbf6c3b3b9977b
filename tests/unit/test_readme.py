"""The README names what there is, so that nobody has to look for it."""

import re
from pathlib import Path

import pytest

from components.frame.pages import PAGES
from components.take_home.formats import FORMATS
from whitepaper.__main__ import COMMANDS

ROOT = Path(__file__).resolve().parents[2]
FOR_DEVELOPERS, FOR_THE_OFFICE = (
    (ROOT / name).read_text(encoding="utf-8") for name in ("README.md", "README.zh-CN.md")
)
TARGETS = re.findall(r"^\.PHONY: (.*)$", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE)[0].split()


@pytest.mark.parametrize("title", [page.title for page in PAGES.values()])
def test_every_page_is_named(title: str) -> None:
    """By the title that stands in the navigation."""
    assert f"**{title}**" in FOR_THE_OFFICE or f"“{title}”" in FOR_THE_OFFICE


@pytest.mark.parametrize("target", TARGETS)
def test_every_target_is_named(target: str) -> None:
    """With `make` before it."""
    assert re.search(rf"make {target}\b", FOR_DEVELOPERS)


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_is_named(command: str) -> None:
    """With the program before it."""
    assert f"python -m whitepaper {command}" in FOR_DEVELOPERS


@pytest.mark.parametrize("name", [one.name for one in FORMATS])
def test_every_format_is_named(name: str) -> None:
    """By its program, or by its ending where it is a picture."""
    words = {"xlsx": "Excel", "pptx": "PowerPoint", "docx": "Word"}.get(name, name.upper())
    assert words in FOR_DEVELOPERS


def test_every_dependency_has_its_reason() -> None:
    """Each library of pyproject.toml is a line in the README."""
    groups = re.search(
        r"\[dependency-groups\]\n(.*?)\n\n", (ROOT / "pyproject.toml").read_text(encoding="utf-8"), re.DOTALL
    )
    assert groups is not None
    named = {name for name in re.findall(r'"([a-z0-9-]+)"', groups[1]) if name not in {"run", "dev", "mutate", "audit"}}
    listed = {
        word for line in re.findall(r"^\| ([a-z][^|]*) \|", FOR_DEVELOPERS, re.MULTILINE) for word in line.split(", ")
    }
    assert named - listed == set()
