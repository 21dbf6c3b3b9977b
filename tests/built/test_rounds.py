"""The yearly round on a copy: what it writes, what it leaves, and what happens when something fails."""

import tempfile
import zipfile
from collections.abc import Iterator
from pathlib import Path
from threading import Thread
from typing import Any

import pytest

from components.upkeep import rounds
from components.upkeep.rounds import Round
from tests import rounds as books
from whitepaper.model.dataset import Dataset
from whitepaper.model.errors import DataMissingError, WorkbookError, WriteError
from whitepaper.publishing import versions
from whitepaper.releasing import releases
from whitepaper.store.store import Store

HALF_A_SECOND = 0.5
CHANGED_FILE = f"{books.EDITION}/observations/economy.csv"


@pytest.fixture
def dataset(two_editions: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Dataset:
    """Two published papers; temporary folders stand in one of the test's own."""
    (tmp_path / "temporary").mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "temporary"))
    return books.copied(two_editions.dataset, tmp_path / "data")


@pytest.fixture(scope="module")
def workbook(two_editions: Store) -> bytes:
    """The second paper with one number typed anew."""
    return books.workbook(two_editions.dataset)


@pytest.fixture
def begun(dataset: Dataset, workbook: bytes) -> Iterator[Round]:
    """A round whose workbook has arrived."""
    found = Round(dataset)
    (found.uploads / "book.xlsx").write_bytes(workbook)
    yield found
    found.close()


def left(dataset: Dataset) -> list[Path]:
    """What stands in the folder of temporary files."""
    return list((dataset.root.parent / "temporary").iterdir())


def whole(folder: Path) -> dict[str, bytes]:
    """Every file below a folder."""
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def take(begun: Round) -> rounds.Taken:
    """Read what has arrived."""
    return begun.take(sorted(begun.uploads.iterdir()))


def test_until_it_is_published_nothing_is_written(begun: Round, dataset: Dataset) -> None:
    """What readers would see otherwise is told; source, versions, pointers are as they were; then nothing is left."""
    before = whole(dataset.root)
    said: list[str] = []
    taken = begun.take(sorted(begun.uploads.iterdir()), said.append)
    (one,) = taken.differences
    assert (one.subject, one.old, one.new) == ("总产值", "500.0 亿元", "633.5 亿元")
    assert len(said) == 3
    assert releases.read(begun.draft).dataset_version in taken.version
    assert whole(dataset.root) == before
    assert left(dataset)
    begun.close()
    assert left(dataset) == []
    assert whole(dataset.root) == before


def test_publishing_writes_source_and_version_and_going_back_is_one_step(begun: Round, dataset: Dataset) -> None:
    """Of the source only the cell that was typed; the old one is kept as a ZIP."""
    (old,) = dataset.published or []
    before = whole(dataset.source)
    taken = take(begun)
    name, kept = begun.publish()
    assert (dataset.published, name) == ([old, name], taken.version)
    after = whole(dataset.source)
    assert [path for path in after if after[path] != before.get(path)] == [CHANGED_FILE]
    assert books.NEW in after[CHANGED_FILE].decode()
    assert {entry["action"] for entry in versions.logged(dataset)} == {"publish"}
    with zipfile.ZipFile(kept) as packed:
        assert {path: packed.read(path) for path in packed.namelist()} == before
    with pytest.raises(DataMissingError):
        begun.publish()
    assert releases.roll_back(dataset) == old
    assert versions.logged(dataset)[-1]["action"] == "rollback"


def test_a_source_that_another_changed_is_not_overwritten(begun: Round, dataset: Dataset) -> None:
    """It is said, and nothing is published."""
    published = dataset.published
    take(begun)
    path = dataset.source / CHANGED_FILE
    path.write_bytes(path.read_bytes() + b"\n")
    before = whole(dataset.source)
    with pytest.raises(WriteError, match="别人改过"):
        begun.publish()
    assert (whole(dataset.source), dataset.published) == (before, published)


def test_where_the_switch_fails_the_source_is_as_it_was(
    begun: Round, dataset: Dataset, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nothing is half published; it can be tried again."""
    before, published = whole(dataset.source), dataset.published
    take(begun)

    def full(*_: object) -> str:
        raise WriteError("磁盘满了")

    with monkeypatch.context() as patch:
        patch.setattr(releases, "publish", full)
        with pytest.raises(WriteError, match="磁盘满了"):
            begun.publish()
    assert (whole(dataset.source), dataset.published) == (before, published)
    assert begun.publish()[0] == (dataset.published or [])[-1]


def test_problems_are_all_told_and_leave_nothing_to_publish(begun: Round, dataset: Dataset) -> None:
    """By sheet and cell, though an earlier workbook was right."""
    take(begun)
    (begun.uploads / "book.xlsx").write_bytes(books.workbook(dataset, "abc"))
    with pytest.raises(WorkbookError) as raised:
        take(begun)
    (one,) = raised.value.problems
    assert (one.file, one.sheet, one.value) == ("book.xlsx", books.SHEET, "abc")
    assert "missing_reason" not in one.said
    with pytest.raises(DataMissingError, match="还没有读入"):
        begun.publish()


def test_a_round_that_is_closed_while_it_publishes_publishes_first(
    begun: Round, dataset: Dataset, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Another window that cleared it in the midst would take away what is being written."""
    taken = take(begun)
    publish, closing = releases.publish, Thread(target=begun.close)

    def slow(*about: Any) -> str:
        closing.start()
        closing.join(HALF_A_SECOND)
        assert closing.is_alive()
        return publish(*about)

    monkeypatch.setattr(releases, "publish", slow)
    name, _ = begun.publish()
    closing.join()
    assert (name, dataset.published or []) == (taken.version, [*(dataset.published or [])[:1], name])
    assert books.NEW in (dataset.source / CHANGED_FILE).read_text(encoding="utf-8")
    assert left(dataset) == []


def test_only_one_round_at_a_time_and_what_a_killed_one_left_goes(dataset: Dataset) -> None:
    """The second is told where the first is; once that has ended, however it did, its folder goes too."""
    first = Round(dataset)
    with pytest.raises(WriteError, match="另一个程序"):
        Round(dataset)
    first.close()
    first.uploads.mkdir(parents=True)  # as a process that was killed leaves it
    second = Round(dataset)
    assert left(dataset) == [second.folder]
    second.close()
    assert left(dataset) == []
