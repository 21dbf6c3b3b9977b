"""The files of deploy/ agree with the program and with each other."""

import re
import tomllib
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest
from streamlit import config

from components.frame import health, settings
from tools import wheelhouse
from whitepaper.files.official import UNIT
from whitepaper.model.dataset import VARIABLE, Dataset
from whitepaper.releasing import previews
from whitepaper.store import makers
from whitepaper.store.engines import on_engine

ROOT = Path(__file__).resolve().parents[2]
DEPLOY = ROOT / "deploy"
GUIDE = (ROOT / "docs" / "deploy.md").read_text("utf-8")
FILES = sorted(path for path in DEPLOY.rglob("*") if path.is_file())
TEXTS = {path.relative_to(ROOT).as_posix(): path.read_text("utf-8") for path in FILES}


@pytest.mark.parametrize("name", TEXTS)
def test_every_file_is_in_the_guide(name: str) -> None:
    """By its path, or with those of its folder."""
    assert name in GUIDE.replace("\\", "/") or f"build -f {name}" in GUIDE or name.endswith("/Dockerfile")


def test_a_preview_makes_nothing_ahead(monkeypatch: pytest.MonkeyPatch) -> None:
    """One clerk looks at it; a server of readers makes ahead what its pages show, unless it is told not to."""
    monkeypatch.delenv(previews.WARM, raising=False)
    assert not settings.is_cold()
    _, environment = previews.command(Dataset.chosen(), 1)
    monkeypatch.setenv(previews.WARM, environment[previews.WARM])
    assert settings.is_cold()
    assert previews.WARM in GUIDE


@pytest.mark.parametrize("name", TEXTS)
def test_every_setting_exists(name: str) -> None:
    """A variable that the program does not know would be passed over in silence; each is in the guide."""
    options = {f"STREAMLIT_{key.replace('.', '_')}" for key in config._config_options_template}
    known = {re.sub(r"(?<=[a-z])(?=[A-Z])", "_", one).upper() for one in options}
    known |= {settings.HOSTS, settings.FRAMES, UNIT, VARIABLE, makers.VARIABLE, on_engine.LIMIT, previews.WARM}
    named = set(re.findall(r"\b(?:STREAMLIT|WHITEPAPER)_[A-Z_]+\b", TEXTS[name]))
    assert named <= known
    assert all(one in GUIDE for one in named)


def test_the_lock_holds_every_version_of_the_constraints() -> None:
    """And nothing of where it came from."""
    lock = TEXTS["deploy/requirements.txt"]
    assert not re.search(r"://|index|\.org|\.com", lock)
    pins = dict(re.findall(r"^(\S+)==(\S+) \\$", lock, re.MULTILINE))
    lines = (ROOT / "constraints.txt").read_text("utf-8").splitlines()
    constrained = dict(line.split("==") for line in lines if "==" in line)
    constrained = {name.lower().replace("_", "-"): version for name, version in constrained.items()}
    assert {name: constrained.get(name) for name in pins} == pins
    run = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["dependency-groups"]["run"]
    assert set(run) <= set(pins)


def test_a_wheel_that_was_not_locked_is_found(tmp_path: Path) -> None:
    """By its bytes, under whatever name."""
    (tmp_path / "some_name-1.0-py3-none-any.whl").write_bytes(b"as it was")
    wheels = wheelhouse.listed(tmp_path)
    lock = wheelhouse.text(wheels)
    assert lock.splitlines()[1] == "some-name==1.0 \\"
    assert wheelhouse.unknown(wheels, lock) == []
    (tmp_path / "some_name-1.0-py3-none-any.whl").write_bytes(b"as it is")
    assert wheelhouse.unknown(wheelhouse.listed(tmp_path), lock) == ["some-name==1.0"]


def test_the_container_may_do_little() -> None:
    """No root, no writing, no privileges; its health is that of the server; its base can be replaced."""
    compose, image = TEXTS["deploy/docker/compose.yaml"], TEXTS["deploy/docker/Dockerfile"]
    for line in ("read_only: true", "cap_drop: [ALL]", "no-new-privileges:true", "../../data:/app/data:ro"):
        assert line in compose
    assert re.search(r"^USER \d+:\d+$", image, re.MULTILINE)
    assert f"'{health.PATH}'" in image
    assert "FROM ${BASE}" in image
    assert "--require-hashes" in image
    assert "--no-index" in image


BATCHES = sorted((DEPLOY / "windows").glob("*.bat"))
LONGEST_LINE = 8191
"""Letters that a line of a batch file may have."""


@pytest.mark.parametrize("path", BATCHES, ids=lambda path: path.stem)
def test_a_batch_file_is_read_by_windows_as_it_is_meant(path: Path) -> None:
    """Whatever its code page, and from a folder whose name has blanks or Chinese letters.

    No mark of UTF-8 at its beginning, which would be run as a command; before the code page is set no letter that
    another one reads otherwise; labels that need no code page; places in quotes; no bracket that ends a block too soon.
    """
    content = path.read_bytes()
    assert not content.startswith(b"\xef\xbb\xbf")
    assert content.count(b"\n") == content.count(b"\r\n") == content.count(b"\r")
    lines = content.decode().splitlines()
    plain = [line for line in lines if line.isascii()]
    assert lines[: lines.index("chcp 65001 >nul") + 1] == plain[: lines.index("chcp 65001 >nul") + 1]
    assert lines[0] == "@echo off"
    assert max(map(len, lines)) < LONGEST_LINE
    labels = {line[1:] for line in lines if line.startswith(":")}
    assert set(re.findall(r"goto (\S+)", "\n".join(lines))) == labels
    assert all(label.isascii() for label in labels)
    for line in lines:
        assert "%~dp0" not in re.sub(r'"[^"]*"', "", line)
        assert not re.search(r"set \w+=.*\s$", line), "a blank would be part of the value"
        assert not line.startswith("  echo"), "in a block its bracket could end it"
    assert not any("streamlit run" in line and "python -m" not in line for line in lines), (
        "its starter breaks when moved"
    )
    assert "setlocal" in lines, "what it sets would stay"


def test_a_batch_file_stops_where_a_step_failed() -> None:
    """Behind each step that may fail its status is looked at, and before each end one waits, so that words are read."""
    lines = (DEPLOY / "windows" / "启动看板.bat").read_bytes().decode().splitlines()
    for begin in ("pushd ", "py "):
        (at,) = [at for at, line in enumerate(lines) if line.startswith(begin)]
        assert lines[at + 1].startswith("if errorlevel 1 goto ")
    assert lines[lines.index(")") + 1].startswith("if errorlevel 1 goto ")
    ends = [at for at, line in enumerate(lines) if line.startswith("exit /b")]
    assert len(ends) == 1 + len([line for line in lines if line.startswith("if errorlevel")])
    assert {lines[at - 1] for at in ends} == {"pause"}


def test_the_windows_files_are_what_windows_reads() -> None:
    """Lines that end as there, and a service whose description is whole."""
    start, update = ((DEPLOY / "windows" / f"{name}.bat").read_bytes() for name in ("启动看板", "更新看板"))
    assert start.count(b"\n") == start.count(b"\r\n") > 10
    assert update.count(b"\n") == update.count(b"\r\n") > 5
    set_there = {line[4:].partition("=")[0] for line in update.decode().splitlines() if line.startswith("set ")}
    assert set_there == {name for name in ("PROGRAM", "PORT", "TITLE") if f"%{name}%" in start.decode()}
    assert (ROOT / "maintenance.py").is_file()
    service = ET.fromstring(TEXTS["deploy/windows/quality-dashboard.xml"])
    assert {one.tag for one in service} >= {"id", "executable", "arguments", "workingdirectory", "onfailure", "log"}
