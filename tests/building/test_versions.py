"""A build is there whole or not at all, whenever it is cut off; what readers see changes in one step, and back."""

import csv
import errno
import hashlib
import io
import json
import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from components.frame.front_page import chinese
from components.frame.held import Held
from tests.small_source import TABLES, write_table
from whitepaper.__main__ import COMMANDS, CRASHED, entrance, main
from whitepaper.files.package import dataset_zip
from whitepaper.model import disk
from whitepaper.model.dataset import DRAFT, MANIFEST, Dataset
from whitepaper.model.errors import DataMissingError
from whitepaper.publishing import versions
from whitepaper.publishing.build import build
from whitepaper.releasing import comparison, releases
from whitepaper.store.store import PREVIEW, Store

ROOT = Path(__file__).resolve().parents[2]


def revise(dataset: Dataset, title: str = "质量白皮书（修订）", gdp: str = "110.0") -> None:
    """Another version of the source."""
    write_table(dataset.source, "editions.csv", [["2024", title, "某局", "2025-09"]])
    rows = [list(cells) for cells in TABLES["2024/observations/table-01.csv"]]
    rows[0][5] = gdp
    write_table(dataset.source, "2024/observations/table-01.csv", rows)


def title(dataset: Dataset) -> str:
    """Which version a reader is shown, read whole."""
    return str(Store.load(dataset).frame("editions")["title"].item())


@pytest.mark.skipif(not hasattr(os, "fork"), reason="the crashes are children of one process")
def test_every_crash_leaves_whole_data(dataset: Dataset, tmp_path: Path) -> None:
    """Killed, or the disk full, at whichever step: readers have the old or the new version, and it can be done again.

    A full disk is said in words, and nothing is left on it.
    """
    build(dataset, tmp_path / "old" / "parquet")
    revise(dataset)
    build(dataset, tmp_path / "new" / "parquet")
    command = [sys.executable, "-m", "tests.building.crashes", tmp_path]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, encoding="utf-8", check=False)
    assert done.returncode == 0, done.stderr
    *faults, tried = done.stdout.splitlines()
    assert not faults
    assert int(tried) > 60


def test_a_build_is_not_seen_until_it_is_published(dataset: Dataset) -> None:
    """A server that runs takes it over then, and goes back in one step; each version stays whole in its folder."""
    build(dataset)
    held = Held(dataset)
    assert held.store().frame("editions")["title"].item() == "质量白皮书"
    revise(dataset)
    build(dataset)
    assert (title(dataset), title(Dataset(dataset.root, DRAFT))) == ("质量白皮书", "质量白皮书（修订）")
    assert held.store().frame("editions")["title"].item() == "质量白皮书"
    releases.publish(dataset)
    assert held.store().frame("editions")["title"].item() == "质量白皮书（修订）"
    releases.roll_back(dataset)
    assert held.store().frame("editions")["title"].item() == "质量白皮书"
    assert not held.state().fault
    with pytest.raises(DataMissingError, match="没有可以退回的版本"):
        releases.roll_back(dataset)


def test_what_was_delivered_can_be_gone_back_to(dataset: Dataset) -> None:
    """It counts until a version is published, and is then one of them."""
    build(dataset, dataset.root / "parquet")
    revise(dataset)
    build(dataset)
    assert title(dataset) == "质量白皮书"
    releases.publish(dataset)
    assert title(dataset) == "质量白皮书（修订）"
    releases.roll_back(dataset)
    assert title(dataset) == "质量白皮书"
    assert dataset.parquet.parent == dataset.versions


def test_the_numbers_of_a_version_are_kept_when_it_goes(dataset: Dataset) -> None:
    """So that files made of it can be held against those of today."""
    build(dataset)
    before = Store.load(dataset).dataset_version
    revise(dataset, gdp="120.0")
    build(dataset)
    releases.publish(dataset)
    assert [path.stem for path in dataset.history.iterdir()] == [before]


def test_the_last_versions_stay(dataset: Dataset) -> None:
    """As many as are asked for, and the draft."""

    def added(number: int) -> str:
        manifest = json.dumps({"dataset_version": f"v{number:012}"}).encode()
        return versions.add(dataset, {MANIFEST: manifest})

    names = [added(0)]
    for number in range(1, 5):
        names.append(added(number))
        versions.publish(dataset, kept=3)
    assert dataset.published == versions.versions(dataset) == names[-3:]
    assert dataset.parquet.name == names[-1]
    added(5)
    draft = added(6)
    assert versions.versions(dataset) == [*names[-3:], draft]


def test_the_log_says_who_did_what(dataset: Dataset, monkeypatch: pytest.MonkeyPatch) -> None:
    """By the name that the system knows, not one that the environment gives."""
    monkeypatch.setenv("LOGNAME", "somebody")
    build(dataset)
    first = dataset.draft
    revise(dataset)
    build(dataset)
    versions.publish(dataset)
    versions.roll_back(dataset)
    with (dataset.versions / versions.LOG).open(encoding="utf-8", newline="") as stream:
        rows = list(csv.DictReader(stream))
    assert [(row["action"], row["version"], row["before"]) for row in rows] == [
        ("publish", first, ""), ("publish", dataset.draft, first), ("rollback", first, dataset.draft)
    ]  # fmt: skip
    assert all(row["user"] not in {"", "somebody"} and row["time"].startswith("20") for row in rows)


def test_a_version_that_is_damaged_is_not_published(dataset: Dataset) -> None:
    """Readers keep what they have; a new build mends it."""
    build(dataset)
    revise(dataset)
    build(dataset)
    (dataset.versions / dataset.draft / "areas.parquet").write_bytes(b"")
    with pytest.raises(DataMissingError, match="areas"):
        releases.publish(dataset)
    assert title(dataset) == "质量白皮书"
    build(dataset)
    releases.publish(dataset)
    assert title(dataset) == "质量白皮书（修订）"


@pytest.mark.parametrize("text", ["", "../../etc", "\0" * 9], ids=["empty", "path", "zeros"])
def test_a_damaged_pointer_is_no_other_version(dataset: Dataset, text: str) -> None:
    """Readers keep what they have, and nothing older takes its place in silence; publishing says what is wrong."""
    build(dataset, dataset.root / "parquet")
    revise(dataset)
    build(dataset)
    versions.publish(dataset)
    held = Held(dataset)
    before = held.store()
    (dataset.versions / "published").write_text(text, "utf-8")
    assert held.store() is before
    assert held.state().fault
    with pytest.raises(DataMissingError):
        Store.load(dataset)
    with pytest.raises(DataMissingError, match="损坏"):
        versions.publish(dataset)


def test_two_builds_at_once_are_told(dataset: Dataset, capsys: pytest.CaptureFixture[str]) -> None:
    """The second one in words, at once; the lock goes with its process."""
    build(dataset)
    holder = "import sys; from pathlib import Path; from whitepaper.publishing.versions import locked\n"
    holder += "with locked(Path(sys.argv[1])): print('held', flush=True); sys.stdin.read()"
    command = [sys.executable, "-c", holder, dataset.versions / versions.LOCK]
    with subprocess.Popen(command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:
        assert process.stdout is not None
        assert process.stdout.readline().strip() == b"held"
        assert main(["--data", str(dataset.root), "build"]) == 1
        assert "另一个生成、发布或退回正在进行" in capsys.readouterr().err
        process.kill()
    assert main(["--data", str(dataset.root), "build"]) == 0


def test_a_file_is_replaced_whole(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where it cannot be written, the old one stays and nothing lies beside it."""
    path = tmp_path / "published"
    disk.replace(path, b"old")

    def full(_: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError, match="No space"):
        disk.replace(path, b"new")
    assert [(one.name, one.read_bytes()) for one in tmp_path.iterdir()] == [("published", b"old")]


def test_what_changes_on_screen_is_told(dataset: Dataset) -> None:
    """The number, what follows from it, and rows of lists; nothing between a version and itself."""
    build(dataset)
    old = Store.load(dataset)
    assert comparison.differences(old, old) == []
    revise(dataset, gdp="120.0")
    write_table(dataset.source, "2024/town_notes.csv", [["310112101", "1", "现状", "另一点"]])
    rows = [list(cells) for cells in TABLES["indicators.csv"]]
    rows[1][1] = "抽检合格率"
    write_table(dataset.source, "indicators.csv", rows)
    build(dataset)
    new = releases.read(dataset)
    found = comparison.differences(old, new)
    told = comparison.as_text(found, old, new)
    assert "改动　闵行区 · 2024 年 · 数值：110.0 亿元 → 120.0 亿元" in told
    assert "合格率 → 抽检合格率" in told
    assert ("town_notes" in told, "另一点" in told, "要点" in told) == (True, True, True)
    assert comparison.as_csv(found).count("\n") == len(found) + 1


def test_a_file_of_everything_is_of_one_version(dataset: Dataset) -> None:
    """Though another is published between the reading of its numbers and the making of the file."""
    build(dataset)
    old = Store.load(dataset)
    revise(dataset)
    build(dataset)
    versions.publish(dataset)
    with zipfile.ZipFile(io.BytesIO(dataset_zip(old))) as archive:
        manifest = json.loads(archive.read(f"parquet/{MANIFEST}"))
        for name, entry in manifest["tables"].items():
            assert hashlib.sha256(archive.read(f"parquet/{name}.parquet")).hexdigest() == entry["sha256"]
    assert manifest["dataset_version"] == old.dataset_version != Store.load(dataset).dataset_version


def test_a_band_stands_on_the_page_of_a_preview_alone() -> None:
    """As text, whatever it says."""
    page = '<html lang="en"><head><title>Streamlit</title></head><body><div></div></body></html>'
    assert '<body><div id="band" role="status">a &lt;b&gt;</div>' in chinese(page, "看板", band="a <b>")
    assert "band" not in chinese(page, "看板")


def test_names_of_a_preview_say_so(dataset: Dataset) -> None:
    """Title and names of files, so that none passes for what is published."""
    build(dataset)
    assert Store.load(dataset).profile.title == "质量看板"
    assert Store.load(Dataset(dataset.root, DRAFT)).profile.subject == f"{PREVIEW}质量"


def test_text_is_utf8_wherever_it_goes(dataset: Dataset) -> None:
    """Also where the console is not, as on Chinese Windows; a CSV in a file begins with its mark."""
    command = [sys.executable, "-m", "whitepaper", "--data", dataset.root, "check", "--format", "csv"]
    environment = os.environ | {"PYTHONIOENCODING": "gbk"}
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, check=False)
    assert done.stdout.startswith(b"\xef\xbb\xbffinding_id")


def test_a_crash_has_a_status_of_its_own(
    dataset: Dataset, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Which is not that of a contradiction, and is told in full to who mends it."""

    def crash(*_: object) -> int:
        raise ZeroDivisionError

    monkeypatch.setitem(COMMANDS, "check", crash)
    monkeypatch.setattr(sys, "argv", ["whitepaper", "--data", str(dataset.root), "check"])
    assert entrance() == CRASHED
    assert "Traceback" in capsys.readouterr().err


def test_a_switch_there_and_back_while_a_server_reads_is_seen(
    dataset: Dataset, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What it read in between is not kept under the name of what is published."""
    build(dataset)
    held = Held(dataset)
    held.store()
    revise(dataset)
    build(dataset)
    versions.publish(dataset)
    load = Store.load

    def during(read: Dataset) -> Store:
        monkeypatch.undo()
        versions.roll_back(read)
        taken = load(read)
        versions.publish(read)
        return taken

    monkeypatch.setattr(Store, "load", staticmethod(during))
    assert held.store().frame("editions")["title"].item() == "质量白皮书"
    assert held.store().frame("editions")["title"].item() == "质量白皮书（修订）"
