"""The packages that are installed: pinned, under accepted licences, and never called safe where nobody was asked."""

import json
import re
import tomllib
from email.message import Message
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path

import pytest

from tools import audit, licences

ROOT = Path(__file__).resolve().parents[2]
PINS = dict(
    line.split("==") for line in (ROOT / "constraints.txt").read_text("utf-8").splitlines() if not line.startswith("#")
)
PINNED = {re.sub(r"[._]", "-", name.lower()) for name in PINS}


def said(**headings: str) -> Message:
    """The metadata of a package."""
    found = Message()
    for name, text in headings.items():
        found[name.replace("_", "-")] = text
    return found


@pytest.mark.parametrize(
    ("about", "named"),
    [
        (said(License_Expression="MIT"), "MIT"),
        (said(License="BSD-3-Clause"), "BSD-3-Clause"),
        (said(License="3-Clause BSD License"), "BSD-3-Clause"),
        (said(License="Copyright\nand so on", Classifier="License :: OSI Approved :: MIT License"), "MIT"),
        (said(License="GPL-3.0", Classifier="License :: OSI Approved :: MIT License"), "GPL-3.0"),
        (said(Classifier="Programming Language :: Python"), ""),
    ],
)
def test_the_licence_is_what_the_package_says(about: Message, named: str) -> None:
    """By its expression, else by a name on one line, else by its classifiers."""
    assert licences.licence(about) == named


@pytest.mark.parametrize(
    ("named", "is_accepted"),
    [
        ("MIT", True),
        ("BSD-3-Clause AND Zlib", True),
        ("BSD-3-Clause AND GPL-3.0-only", False),
        ("GPL-3.0-only OR MIT", True),
        ("AGPL-3.0-only", False),
        ("", False),
    ],
)
def test_a_licence_is_accepted_with_all_its_parts(named: str, is_accepted: bool) -> None:
    """Of those to choose from one is enough; none is not accepted."""
    assert licences.is_accepted(named) is is_accepted


def test_every_package_of_an_installation_is_under_an_accepted_licence() -> None:
    """As it is installed here."""
    pins = dict.fromkeys(re.findall(r"^(\S+)==", licences.LOCK.read_text("utf-8"), re.MULTILINE), "")
    assert pins
    assert [name for name, _, named, _ in licences.found(pins) if not licences.is_accepted(named)] == []


def test_a_package_that_is_absent_or_another_version_is_a_fault() -> None:
    """The list is of what is installed."""
    (absent,) = licences.found({"no-such-package": "1.0"})
    (other,) = licences.found({"pandas": "0.0"})
    assert "没有安装" in absent[-1]
    assert distribution("pandas").version in other[-1]


ASKED = {"name": "a", "version": "1.0", "vulns": []}
WEAK = ASKED | {"vulns": [{"id": "X-1", "fix_versions": ["1.1"]}]}
UNASKED = {"name": "b", "skip_reason": "not found"}


@pytest.mark.parametrize(
    ("packages", "status", "words"),
    [
        ([ASKED], 0, "没有已知漏洞"),
        ([WEAK], 1, "X-1，修正于 1.1"),
        ([ASKED, UNASKED], 2, "不能说没有问题"),
        ([WEAK, UNASKED], 1, "不能说没有问题"),
        ([], 2, "没有问什么"),
    ],
)
def test_nothing_is_called_safe_that_was_not_asked_about(
    packages: list[dict[str, object]], status: int, words: str
) -> None:
    """Neither one package nor all of them."""
    found, text = audit.told(json.dumps({"dependencies": packages}), "")
    assert (found, words in text) == (status, True)
    assert ("没有已知漏洞" in text) is (status == 0)


def test_a_service_that_does_not_answer_is_named() -> None:
    """With what it said last."""
    status, text = audit.told("", "trying\nconnection refused\n")
    assert status == 2
    assert "connection refused" in text


def test_every_group_is_pinned_with_all_that_it_needs() -> None:
    """To one version, also what a library of a group installs with it."""
    groups = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["dependency-groups"]
    named = {re.split(r"[<>=\[]", one)[0] for group in groups.values() for one in group if isinstance(one, str)}
    assert named - PINNED == set()
    needed = {one for name in PINNED for one in requirements(name)}
    assert needed - PINNED == set()


def requirements(name: str) -> set[str]:
    """What an installed package needs on this machine without its extras."""
    try:
        needs = distribution(name).requires or []
    except PackageNotFoundError:
        return set()
    plain = (need for need in needs if ";" not in need)
    return {re.split(r"[ <>=!~\[(]", need)[0].lower().replace("_", "-").replace(".", "-") for need in plain}


def test_the_lock_of_the_validator_is_whole_and_names_no_registry() -> None:
    """Each package that is a choice for one system stands in it too, in the same version; else npm takes none."""
    text = (ROOT / "tools/validator/package-lock.json").read_text("utf-8")
    assert "://" not in text
    locked = {name.removeprefix("node_modules/"): one for name, one in json.loads(text)["packages"].items()}
    named = {
        name: version
        for one in locked.values()
        for kind in ("dependencies", "optionalDependencies")
        for name, version in one.get(kind, {}).items()
    }
    assert len(named) > 1
    assert {name: locked[name]["version"] for name in named} == named
