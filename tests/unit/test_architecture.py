"""The arrows between the rooms, and what must not stand anywhere."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
ALLOWED = {
    "whitepaper": {"whitepaper"},
    "components": {"components", "whitepaper"},
    "pages": {"components", "whitepaper"},
}
ROOMS = {*ALLOWED, "dashboard", "tests", "benchmarks", "tools"}


def imports(path: Path) -> set[str]:
    """Top-level names of the project that a module imports."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    names = {alias.name for node in ast.walk(tree) if isinstance(node, ast.Import) for alias in node.names}
    names |= {node.module for node in ast.walk(tree) if isinstance(node, ast.ImportFrom) and node.module}
    return {name.split(".")[0] for name in names} & ROOMS


@pytest.mark.parametrize("room", ALLOWED)
def test_arrows_go_one_way(room: str) -> None:
    """Dashboard → pages → components → whitepaper, and never back."""
    for path in (ROOT / room).glob("*.py"):
        assert imports(path) <= ALLOWED[room], path.name


def test_the_data_layer_loads_no_streamlit() -> None:
    """An analyst can use it in a notebook without the app."""
    code = (
        "import importlib, pkgutil, sys, whitepaper\n"
        "modules = [m.name for m in pkgutil.iter_modules(whitepaper.__path__) if m.name != '__main__']\n"
        "[importlib.import_module(f'whitepaper.{name}') for name in modules]\n"
        "assert not [name for name in sys.modules if name.split('.')[0] in {'streamlit', 'altair', 'pydeck'}]"
    )
    subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=True)


@pytest.mark.parametrize("path", sorted((ROOT / "pages").glob("*.py")), ids=lambda path: path.name)
def test_pages_are_thin(path: Path) -> None:
    """Past 120 lines something belongs into components."""
    assert len(path.read_text(encoding="utf-8").splitlines()) <= 120


@pytest.mark.parametrize(
    "word",
    ["unsafe_allow_html=True", "unsafe_allow_javascript", "eval(", "gatherUsageStats = true", "cache_data.clear"],
)
def test_forbidden_words_are_nowhere(word: str) -> None:
    """Neither unsafe HTML nor evaluation nor statistics."""
    for folder in ("components", "pages", "whitepaper", ".streamlit"):
        for path in (ROOT / folder).glob("*"):
            if path.suffix in {".py", ".toml"}:
                assert word not in path.read_text(encoding="utf-8"), path
