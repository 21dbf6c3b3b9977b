"""Which browser tests run in."""

import sys
from pathlib import Path

import pytest

from tools import browser

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="programs are known by their ending")
PLAIN, SHELL = browser.NAMES[0], browser.SHELLS[0]


@pytest.fixture
def programs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder that is all of PATH."""
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.delenv("CHROMIUM", raising=False)
    return tmp_path


def lay(folder: Path, *names: str) -> None:
    """Put programs into a folder."""
    for name in names:
        (folder / name).touch(mode=0o755)


@pytest.mark.parametrize(
    ("there", "for_tests", "for_others", "lacks"),
    [
        ([PLAIN, SHELL], SHELL, PLAIN, False),
        ([SHELL], SHELL, "", False),
        ([PLAIN], PLAIN, PLAIN, True),
        (["msedge"], "msedge", "msedge", False),
        ([], "", "", False),
    ],
)
def test_tests_take_the_one_without_windows(
    programs: Path, there: list[str], for_tests: str, for_others: str, lacks: bool
) -> None:
    """Where it is there; what is measured always runs in the same one."""
    lay(programs, *there)
    assert [Path(one or "").name for one in (browser.find_shell(), browser.find_browser())] == [for_tests, for_others]
    assert browser.lacks_shell() is lacks


def test_a_named_browser_is_taken(programs: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Before all others, and nothing is wanted beside it."""
    lay(programs, PLAIN, SHELL)
    named = str(programs / PLAIN)
    monkeypatch.setenv("CHROMIUM", named)
    assert (browser.find_shell(), browser.find_browser(), browser.lacks_shell()) == (named, named, False)
