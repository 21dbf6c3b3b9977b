"""The build: complete, repeatable, and all or nothing."""

import json
from pathlib import Path

import pytest

from tests.unit.conftest import TABLES, write_table
from whitepaper.__main__ import main
from whitepaper.model.errors import DataMissingError, SourceError
from whitepaper.publishing import build as building
from whitepaper.publishing.build import build
from whitepaper.store.store import Store


def contents(folder: Path) -> dict[str, bytes]:
    """Name to bytes of every file in a folder."""
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def test_the_same_source_gives_the_same_bytes(source: Path, tmp_path: Path) -> None:
    """Two builds differ in no byte."""
    build(source, tmp_path / "a")
    build(source, tmp_path / "b")
    assert contents(tmp_path / "a") == contents(tmp_path / "b")


def test_the_data_version_follows_the_content(source: Path, tmp_path: Path) -> None:
    """One changed digit is another version."""
    before = build(source, tmp_path / "a")["dataset_version"]
    rows = [list(cells) for cells in TABLES["2024/observations/table-01.csv"]]
    rows[0][5] = "110.1"
    write_table(source, "2024/observations/table-01.csv", rows)
    assert build(source, tmp_path / "a")["dataset_version"] != before


def test_observations_are_read_derived_and_ordered(source: Path, tmp_path: Path) -> None:
    """Values, qualifiers, statuses and the derived year, in the order of the paper."""
    build(source, tmp_path / "out")
    rows = Store.load(tmp_path / "out").frame("observations")
    assert list(rows["status"]) == ["derived", "reported", "reported", "missing", "reported"]
    assert rows.loc[0, "value"] == 100.0
    assert (rows.loc[4, "value"], rows.loc[4, "qualifier"]) == (95.6, "约")
    assert (rows.loc[3, "status_reason"], rows.loc[3, "year"]) == ("原文为图片", 2023)
    assert (rows.loc[1, "source"], rows.loc[1, "section"], rows.loc[1, "page"]) == ("表1", "前言", 1)


def test_a_bad_source_leaves_the_old_data_untouched(source: Path, tmp_path: Path) -> None:
    """Nothing is half-written."""
    target = tmp_path / "out"
    build(source, target)
    before = contents(target)
    write_table(source, "editions.csv", [["2024", "", "", ""]])
    with pytest.raises(SourceError):
        build(source, target)
    assert contents(target) == before


def test_a_failed_swap_puts_the_old_data_back(source: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """When the new folder cannot be moved into place, the old one is there again."""
    target = tmp_path / "out"
    build(source, target)
    before = contents(target)
    rename = Path.rename

    def refuse(self: Path, goal: Path) -> Path:
        if self.name.endswith(".new"):
            raise PermissionError(self)
        return rename(self, goal)

    monkeypatch.setattr(Path, "rename", refuse)
    with pytest.raises(PermissionError):
        build(source, target)
    assert contents(target) == before


def test_a_cut_off_swap_is_recovered(source: Path, tmp_path: Path) -> None:
    """If the machine stopped between the two renames, the next start finds the old data."""
    target = tmp_path / "out"
    build(source, target)
    target.rename(tmp_path / "out.old")
    building.recover(target)
    assert Store.load(target).dataset_version


def test_the_command_line_reports_problems_and_fails(
    source: Path, tmp_path: Path, capsys: pytest.CaptureFixture
) -> None:
    """Exit status 1 and the list on standard error; 0 and the version otherwise."""
    arguments = ["build", "--source", str(source), "--target", str(tmp_path / "out")]
    assert main(arguments) == 0
    assert "数据版本 v" in capsys.readouterr().out
    write_table(source, "editions.csv", [["2024", "", "某局", "2025-09"]])
    assert main(arguments) == 1
    assert "editions.csv 第 2 行 “title”列" in capsys.readouterr().err


@pytest.mark.parametrize("damage", ["absent", "outdated", "incomplete"])
def test_missing_data_says_what_to_run(source: Path, tmp_path: Path, damage: str) -> None:
    """The app cannot start on such data, and the message says why and what to do."""
    target = tmp_path / "out"
    build(source, target)
    manifest = target / "manifest.json"
    if damage == "absent":
        manifest.unlink()
    elif damage == "outdated":
        manifest.write_text(json.dumps(json.loads(manifest.read_text("utf-8")) | {"schema_version": 0}), "utf-8")
    else:
        (target / "areas.parquet").unlink()
    with pytest.raises(DataMissingError, match="python -m whitepaper build"):
        Store.load(target)
