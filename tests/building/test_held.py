"""Readers see the last version of the data that is whole, whatever happens to the files."""

import gc
import json
import logging
import os
import random
import shutil
import weakref
from collections.abc import Callable
from pathlib import Path

import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient

from components.frame import events, health, memory, runtime
from components.frame.held import AGAIN, Held
from tests.small_source import write_table
from whitepaper.model.dataset import MANIFEST, Dataset
from whitepaper.model.errors import DataMissingError
from whitepaper.publishing import versions
from whitepaper.publishing.build import build
from whitepaper.store import store as reading
from whitepaper.store.store import Store


class Clock:
    """A clock that is moved by hand."""

    now = 0.0

    def __call__(self) -> float:
        """The seconds it shows."""
        return self.now


@pytest.fixture
def held(dataset: Dataset) -> tuple[Held, Clock]:
    """Data that were read once, and the clock they go by."""
    build(dataset)
    clock = Clock()
    made = Held(dataset, clock)
    made.store()
    return made, clock


def revise(dataset: Dataset) -> None:
    """Another version of the source."""
    write_table(dataset.source, "editions.csv", [["2024", "质量白皮书（修订）", "某局", "2025-09"]])


def renamed_column(folder: Path) -> None:
    """A table with another heading, written anew."""
    manifest = json.loads((folder / MANIFEST).read_text("utf-8"))
    table = reading.pq.read_table(folder / "areas.parquet")
    reading.pq.write_table(table.rename_columns(["x", *table.column_names[1:]]), folder / "areas.parquet")
    digest = reading.hashlib.sha256((folder / "areas.parquet").read_bytes()).hexdigest()
    manifest["tables"]["areas"]["sha256"] = digest
    (folder / MANIFEST).write_text(json.dumps(manifest), "utf-8")


def swapped(folder: Path) -> None:
    """Two tables under each other's name."""
    (folder / "areas.parquet").rename(folder / "x")
    (folder / "sectors.parquet").rename(folder / "areas.parquet")
    (folder / "x").rename(folder / "sectors.parquet")


def without(name: str) -> Callable[[Path], None]:
    """One file less."""
    return lambda folder: (folder / name).unlink()


def written(text: str) -> Callable[[Path], None]:
    """The manifest replaced by a text."""
    return lambda folder: (folder / MANIFEST).write_text(text, "utf-8") and None


DAMAGE = {
    "empty": written(""), "cut": written('{"dataset_version": "v1", "tab'), "list": written("[]"),
    "no tables": written('{"dataset_version": "v1", "schema_version": 1, "tables": {}}'), "null": written("null"),
    "deleted": without(MANIFEST), "table gone": without("areas.parquet"), "folder gone": shutil.rmtree,
    "swapped": swapped, "renamed column": renamed_column,
}  # fmt: skip


def test_a_version_that_was_replaced_leaves_the_process(dataset: Dataset, held: tuple[Held, Clock]) -> None:
    """Also where what was there before stays out of the search for what is left over."""
    own, _ = held
    memory.settle()
    assert gc.get_freeze_count() > 0
    kept, version = weakref.ref(own.store()), own.store().dataset_version
    revise(dataset)
    build(dataset)
    versions.publish(dataset)
    assert own.store().dataset_version != version
    gc.collect()
    assert kept() is None
    assert gc.get_freeze_count() == 0


@pytest.mark.parametrize("damage", DAMAGE)
def test_readers_keep_the_last_good_version(
    held: tuple[Held, Clock], dataset: Dataset, damage: str, caplog: pytest.LogCaptureFixture
) -> None:
    """They notice nothing; the log says it once; a server started then has no data and does not pretend to."""
    data, clock = held
    before = data.store()
    DAMAGE[damage](dataset.parquet)
    if (dataset.parquet / MANIFEST).exists():
        os.utime(dataset.parquet / MANIFEST, (1, 1))
    clock.now += 2 * AGAIN
    with caplog.at_level(logging.INFO, "whitepaper.events"):
        assert data.store() is before
        clock.now += 2 * AGAIN
        assert data.store() is before
    assert [one.levelname for one in caplog.records] == ["ERROR"]
    assert "\n" not in caplog.records[0].getMessage()
    assert data.state().fault
    with pytest.raises(DataMissingError):
        Held(dataset).store()


def test_a_flipped_byte_is_found(dataset: Dataset) -> None:
    """Anywhere in any file."""
    build(dataset)
    chance = random.Random(1)
    for path in sorted(dataset.parquet.glob("*.parquet")):
        whole = path.read_bytes()
        place = chance.randrange(len(whole))
        path.write_bytes(whole[:place] + bytes([whole[place] ^ 1]) + whole[place + 1 :])
        with pytest.raises(DataMissingError, match=path.stem):
            Store.load(dataset)
        path.write_bytes(whole)
    assert Store.load(dataset)


def test_a_manifest_with_a_mark_of_its_encoding_is_read(dataset: Dataset) -> None:
    """As an editor on Windows leaves it."""
    build(dataset)
    path = dataset.parquet / MANIFEST
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes())
    assert Store.load(dataset).dataset_version


@pytest.mark.parametrize("stamp", [0, 4_000_000_000])
def test_a_clock_that_jumps_hides_no_version_and_makes_no_age(
    held: tuple[Held, Clock], dataset: Dataset, monkeypatch: pytest.MonkeyPatch, stamp: int
) -> None:
    """A version that seems older than the one before, or not built yet, is taken over all the same."""
    data, _ = held
    first = data.store()
    revise(dataset)
    build(dataset)
    versions.publish(dataset)
    os.utime(dataset.parquet / MANIFEST, (stamp, stamp))
    assert data.store().dataset_version != first.dataset_version
    monkeypatch.setattr(runtime, "state", data.state)
    with TestClient(Starlette(routes=[health.route("/")])) as client:
        told = client.get("/health").json()
    assert told["status"] == "ok"
    assert (told["data_age_seconds"] > 0) == (stamp == 0)
    assert told["data_age_seconds"] >= 0


def test_a_new_version_is_taken_over(held: tuple[Held, Clock], dataset: Dataset) -> None:
    """At the next request; and again once a damaged one is mended, though its manifest is as it was."""
    data, clock = held
    first = data.store()
    revise(dataset)
    build(dataset)
    assert data.store() is first
    versions.publish(dataset)
    second = data.store()
    assert second.dataset_version != first.dataset_version
    path = dataset.parquet / "areas.parquet"
    whole = path.read_bytes()
    path.write_bytes(b"")
    os.utime(dataset.parquet / MANIFEST)
    assert data.store() is second
    assert data.state().fault
    path.write_bytes(whole)
    assert data.state().fault
    clock.now += AGAIN
    assert data.store().dataset_version == second.dataset_version
    assert not data.state().fault


@pytest.mark.parametrize("share", [0.0, 0.3, 0.6, 1.0])
def test_a_folder_replaced_while_it_is_read_is_never_mixed(
    dataset: Dataset, share: float, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whichever table is read when it happens, all are of one version, and under its name."""
    build(dataset)
    first = Store.load(dataset)
    revise(dataset)
    build(dataset, dataset.root / "next")
    read, count = reading._read, 0

    def replaced(path: Path, built: object) -> reading.pa.Table:
        nonlocal count
        count += 1
        if count == 1 + round(share * (len(first.tables) - 1)):
            shutil.rmtree(dataset.parquet)
            (dataset.root / "next").rename(dataset.parquet)
        return read(path, built)

    monkeypatch.setattr(reading, "_read", replaced)
    taken = Store.load(dataset)
    titles = {first.dataset_version: "质量白皮书"}
    assert taken.frame("editions")["title"].item() == titles.get(taken.dataset_version, "质量白皮书（修订）")
    monkeypatch.undo()
    assert Store.load(dataset).frame("editions")["title"].item() == "质量白皮书（修订）"


def test_an_event_is_one_line_without_what_was_typed(caplog: pytest.LogCaptureFixture) -> None:
    """Of a fault its kind and its place."""
    with caplog.at_level(logging.INFO, "whitepaper.events"):
        try:
            {}["张三\n的问题"]
        except KeyError as error:
            events.failed("page.failed", error, page="search")
    (line,) = [one.getMessage() for one in caplog.records]
    assert line.startswith('page.failed error="KeyError" at="tests/building/test_held.py:')
    assert line.endswith('page="search"')
    assert "张三" not in line
    assert "\n" not in line
