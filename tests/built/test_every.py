"""One file of every kind, from the command line."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from whitepaper.__main__ import main
from whitepaper.files import every, package
from whitepaper.files.names import of_story
from whitepaper.store.store import Store
from whitepaper.stories import stories

MADE = datetime(2026, 11, 23, 9, 30, tzinfo=UTC)


def test_no_two_files_have_one_name(store: Store) -> None:
    """Though there is one of every story, sector and town, in Word two; none counts rows in its name."""
    names = [name for name, _ in every.files(store, MADE)]
    assert len({name.casefold() for name in names}) == len(names)
    for topic in (*store.names("sectors").values(), *store.towns["name"]):
        assert {Path(name).suffix for name in names if topic in name} == {".pptx", ".docx", ".xlsx", ".csv"}
        assert sum(name.endswith(".docx") and topic in name for name in names) >= 2
    told = stories.STORIES.keys() - {stories.SEARCH}
    slides = [name for name in names if name.endswith(".pptx")]
    assert all(any(of_story(kind) in name for name in slides) for kind in told)
    assert "浦江镇质量状况（2024年度）.pptx" in slides
    assert not any("行_" in name for name in names)


def test_the_command_writes_each_file(store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Under its name, into a folder that it makes."""
    made = [("甲.csv", lambda: b"1"), ("乙.xlsx", lambda: b"2")]
    monkeypatch.setattr(every, "files", lambda *_: iter(made))
    assert main(["files", "--out", str(tmp_path / "年" / "2024")]) == 0
    assert {path.name: path.read_bytes() for path in (tmp_path / "年" / "2024").iterdir()} == {
        "甲.csv": b"1",
        "乙.xlsx": b"2",
    }


def test_a_story_becomes_a_file(store: Store) -> None:
    """The smallest of them, without a map."""
    makers = {Path(name).suffix: make for name, make in every.files(store, MADE)}
    assert makers[".pptx"]().startswith(b"PK")
    assert makers[".docx"]().startswith(b"PK")
    assert makers[".xlsx"]().startswith(b"PK")
    assert makers[".csv"]()
    assert makers[".zip"]() == package.dataset_zip(store)
