"""The build: complete, repeatable, and all or nothing."""

import json
import shutil
from pathlib import Path

import pandas as pd
import pytest

from tests.small_source import TABLES, write_table
from whitepaper.__main__ import main
from whitepaper.model.dataset import Dataset
from whitepaper.model.errors import DataMissingError, SourceError, WriteError
from whitepaper.model.selection import Selection
from whitepaper.publishing import build as building
from whitepaper.publishing.build import build
from whitepaper.store.store import Store


def contents(folder: Path) -> dict[str, bytes]:
    """Name to bytes of every file in a folder."""
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def test_the_same_source_gives_the_same_bytes(dataset: Dataset, tmp_path: Path) -> None:
    """Two builds differ in no byte."""
    build(dataset, tmp_path / "a")
    build(dataset, tmp_path / "b")
    assert contents(tmp_path / "a") == contents(tmp_path / "b")


def test_the_data_version_follows_the_content(dataset: Dataset, tmp_path: Path) -> None:
    """One changed digit is another version."""
    before = build(dataset, tmp_path / "a")["dataset_version"]
    rows = [list(cells) for cells in TABLES["2024/observations/table-01.csv"]]
    rows[0][5] = "110.1"
    write_table(dataset.source, "2024/observations/table-01.csv", rows)
    assert build(dataset, tmp_path / "a")["dataset_version"] != before


def test_the_data_version_does_not_follow_what_describes_the_data(dataset: Dataset, tmp_path: Path) -> None:
    """Another title, colour or heading leaves every number as it was."""
    before = build(dataset, tmp_path / "a")["dataset_version"]
    write_table(dataset.source, "profile.csv", [["title", "另一个标题"], *TABLES["profile.csv"][1:]])
    write_table(dataset.source, "colours.csv", [["industry_group", "food", "#000000"]])
    assert build(dataset, tmp_path / "b")["dataset_version"] == before
    assert contents(tmp_path / "a") != contents(tmp_path / "b")


def test_the_environment_names_the_data_set(dataset: Dataset, monkeypatch: pytest.MonkeyPatch) -> None:
    """A store that is loaded without an argument is that of the folder named there."""
    build(dataset)
    monkeypatch.setenv("WHITEPAPER_DATA", str(dataset.root))
    assert Store.load().profile.title == "质量看板"


def test_observations_are_read_derived_and_ordered(dataset: Dataset) -> None:
    """Values, qualifiers, statuses and the derived year, in the order of the paper."""
    build(dataset)
    rows = Store.load(dataset).frame("observations")
    assert list(rows["status"]) == ["derived", "reported", "reported", "missing", "reported"]
    assert rows.loc[0, "value"] == 100.0
    assert (rows.loc[4, "value"], rows.loc[4, "qualifier"]) == (95.6, "约")
    assert (rows.loc[3, "status_reason"], rows.loc[3, "year"]) == ("原文为图片", 2023)
    assert (rows.loc[1, "source"], rows.loc[1, "section"], rows.loc[1, "page"]) == ("表1", "前言", 1)


def test_what_is_built_is_read_without_its_source(dataset: Dataset) -> None:
    """Neither forms nor dictionary of the source are needed to read and describe the numbers."""
    build(dataset)
    before = Store.load(dataset).observations(Selection())
    shutil.rmtree(dataset.source)
    read = Store.load(dataset)
    pd.testing.assert_frame_equal(read.observations(Selection()), before)
    assert (read.district, read.colours("industry_group")) == ("310112", {"food": "#ddcc77"})


def test_a_bad_source_leaves_the_old_data_untouched(dataset: Dataset, tmp_path: Path) -> None:
    """Nothing is half-written."""
    target = tmp_path / "out"
    build(dataset, target)
    before = contents(target)
    write_table(dataset.source, "editions.csv", [["2024", "", "", ""]])
    with pytest.raises(SourceError):
        build(dataset, target)
    assert contents(target) == before


def test_a_failed_swap_puts_the_old_data_back(
    dataset: Dataset, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """When the new folder cannot be moved into place, the old one is there again."""
    target = tmp_path / "out"
    build(dataset, target)
    before = contents(target)
    rename = Path.rename

    def refuse(self: Path, goal: Path) -> Path:
        if self.name.endswith(".new"):
            raise PermissionError(self)
        return rename(self, goal)

    monkeypatch.setattr(Path, "rename", refuse)
    with pytest.raises(WriteError, match="仍是完整的"):
        build(dataset, target)
    assert contents(target) == before


def test_readers_do_not_notice_a_cut_off_swap(dataset: Dataset) -> None:
    """If the machine stopped between the two renames, they find the old data, and so does the next build."""
    parquet = dataset.root / "parquet"
    build(dataset, parquet)
    before = contents(parquet)
    parquet.rename(parquet.with_name("parquet.old"))
    assert Store.load(dataset).dataset_version
    building.recover(parquet)
    assert contents(parquet) == before


def test_the_command_line_reports_problems_and_fails(
    dataset: Dataset, tmp_path: Path, capsys: pytest.CaptureFixture
) -> None:
    """Exit status 1 and the list on standard error; 0 and the version otherwise."""
    arguments = ["--data", str(dataset.root), "build", "--target", str(tmp_path / "out")]
    assert main(arguments) == 0
    assert (tmp_path / "out" / "manifest.json").is_file()
    assert "数据版本 v" in capsys.readouterr().out
    write_table(dataset.source, "editions.csv", [["2024", "", "某局", "2025-09"]])
    assert main(arguments) == 1
    assert "editions.csv 第 2 行 “title”列" in capsys.readouterr().err


@pytest.mark.parametrize("damage", ["absent", "outdated", "incomplete"])
def test_missing_data_says_what_to_run(dataset: Dataset, damage: str) -> None:
    """The app cannot start on such data, and the message says why and what to do."""
    build(dataset)
    manifest = dataset.parquet / "manifest.json"
    if damage == "absent":
        manifest.unlink()
    elif damage == "outdated":
        manifest.write_text(json.dumps(json.loads(manifest.read_text("utf-8")) | {"schema_version": 0}), "utf-8")
    else:
        (dataset.parquet / "areas.parquet").unlink()
    with pytest.raises(DataMissingError, match="python -m whitepaper build"):
        Store.load(dataset)
