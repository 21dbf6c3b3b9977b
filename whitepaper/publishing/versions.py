"""Builds as folders of their own, and which of them is published: one small file, replaced in one step.

`versions/` of a data set holds a folder a version, complete before it has its name; `draft` names the latest build,
`published` those that were current, the last one now, `log.csv` who did what and when. Nothing else says what counts.
"""

from __future__ import annotations

import csv
import getpass
import hashlib
import io
import json
import os
import shutil
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

from whitepaper.model import disk
from whitepaper.model.dataset import DRAFT, MANIFEST, NAME, PUBLISHED, SEVERAL, Dataset
from whitepaper.model.errors import DataMissingError, WriteError

if sys.platform == "win32":
    import msvcrt
else:
    import fcntl
    import pwd

KEPT = 5
"""Published versions that stay, the current one among them."""
LOCK, LOG, FRESH = "lock", "log.csv", "new"
LOG_HEADINGS = ("time", "user", "action", "version", "before")
ACTIONS = {"publish": "发布", "rollback": "退回"}
DIGITS = 8
BUSY = "另一个生成、发布或退回正在进行。请等它结束，再运行一次"


def add(dataset: Dataset, files: Mapping[str, bytes]) -> str:
    """Keep a build as a version and name it the draft; its name. files: name to content, the manifest among them.

    The first build of all is published at once, as there is nothing that readers could see instead. Raises WriteError.
    """
    with _changing(dataset.versions):
        name = _kept(dataset, files)
        disk.replace(dataset.versions / DRAFT, f"{name}\n".encode())
        if dataset.published is None and not dataset.delivered.is_dir():
            _point(dataset, [name], "publish", "")
        _prune(dataset)
    return name


def publish(dataset: Dataset, name: str = "", kept: int = KEPT) -> str:
    """Make a version current in one step, the draft where none is named; its name.

    kept: versions that can be gone back to, this one among them. Raises WriteError, DataMissingError.
    """
    with _changing(dataset.versions):
        names = _published(dataset)
        if not names and (dataset.delivered / MANIFEST).is_file():
            files = files_in(dataset.delivered)
            names = [_kept(dataset, files)]
        chosen = name or dataset.draft
        if not chosen:
            raise DataMissingError("没有可以发布的版本。请先运行 python -m whitepaper build")
        if names and chosen == names[-1]:
            raise DataMissingError(f"{chosen} 就是现在发布的版本，没有什么要发布")
        if not (dataset.versions / chosen / MANIFEST).is_file():
            known = "、".join(versions(dataset))
            raise DataMissingError(f"没有版本 {chosen}；现有 {known}")
        _point(dataset, [*names, chosen][-max(kept, 1) :], "publish", (names or [""])[-1])
        _prune(dataset)
    return chosen


def roll_back(dataset: Dataset) -> str:
    """Make the version current that was before this one; its name. Raises WriteError, DataMissingError."""
    with _changing(dataset.versions):
        names = _published(dataset)
        if len(names) < 2:
            raise DataMissingError("没有可以退回的版本：发布过的只有现在这一版")
        if not (dataset.versions / names[-2] / MANIFEST).is_file():
            raise DataMissingError(f"前一版 {names[-2]} 的文件夹不在了（{dataset.versions}），没有退回")
        _point(dataset, names[:-1], "rollback", names[-1])
    return names[-2]


def files_in(folder: Path) -> dict[str, bytes]:
    """What was built into a folder, name to content; what was laid out for an engine is no part of it."""
    paths = [*sorted(folder.glob("*")), *sorted(folder.glob(f"{SEVERAL}/*/*"))]
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in paths if path.is_file()}


def versions(dataset: Dataset) -> list[str]:
    """The names of all versions that stand in their folders."""
    return sorted(
        path.parent.name for path in dataset.versions.glob(f"*/{MANIFEST}") if NAME.fullmatch(path.parent.name)
    )


def logged(dataset: Dataset) -> list[dict[str, str]]:
    """The lines of the log by LOG_HEADINGS, as they were written; none where nothing was published yet."""
    log = dataset.versions / LOG
    if not log.is_file():
        return []
    with log.open(encoding="utf-8", errors="replace", newline="") as stream:
        return list(csv.DictReader(stream))


def told(entry: Mapping[str, str]) -> list[str]:
    """A line of the log as it is read: when, who, what was done, the version, the one before."""
    time, user, action, version, before = (entry.get(name) or "" for name in LOG_HEADINGS)
    return [_time(time), user, ACTIONS.get(action, action), version, before]


def _time(written: str) -> str:
    try:
        return f"{datetime.fromisoformat(written):%Y-%m-%d %H:%M}"
    except ValueError:
        return written


def name_of(manifest: bytes, dataset_version: str) -> str:
    """What a version is called: its data version, and digits of all that is built, words and colours included."""
    return f"{dataset_version}.{hashlib.sha256(manifest).hexdigest()[:DIGITS]}"


@contextmanager
def telling(place: Path) -> Iterator[None]:
    """What the disk refuses is told in words, as WriteError."""
    try:
        yield
    except OSError as error:
        raise _told(error, place) from error


@contextmanager
def writing(fresh: Path) -> Iterator[None]:
    """What is written into a fresh folder is there or not: a failure leaves nothing behind."""
    try:
        shutil.rmtree(fresh, ignore_errors=True)
        fresh.mkdir(parents=True)
        yield
    except BaseException:
        shutil.rmtree(fresh, ignore_errors=True)
        raise


@contextmanager
def locked(path: Path) -> Iterator[None]:
    """Hold a lock that no other process can have; the system frees it when this one ends, however it ends.

    Raises WriteError at once where another process holds it.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("ab") as stream:
        try:
            if sys.platform == "win32":
                msvcrt.locking(stream.fileno(), msvcrt.LK_NBLCK, 1)
            else:
                fcntl.flock(stream, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            raise WriteError(f"{BUSY}（{path.parent}）") from error
        yield


@contextmanager
def _changing(folder: Path) -> Iterator[None]:
    with telling(folder), locked(folder / LOCK):
        yield


def _told(error: OSError, place: Path) -> WriteError:
    if error.errno in disk.NO_SPACE:
        return WriteError(
            f"磁盘满了，{place} 写不下。读者看到的数据仍是完整的，也没有留下写了一半的。请腾出空间，再运行一次"
        )
    reason = error.strerror or type(error).__name__
    return WriteError(f"不能写 {place}（{reason}）。读者看到的数据仍是完整的。请解决后再运行一次")


def _kept(dataset: Dataset, files: Mapping[str, bytes]) -> str:
    """Write a version into a folder of its name; what stands there already is mended file by file."""
    manifest = files[MANIFEST]
    name = name_of(manifest, json.loads(manifest)["dataset_version"])
    fresh, folder = dataset.versions / FRESH, dataset.versions / name
    if folder.is_dir():
        for file, content in files.items():
            if not (folder / file).is_file() or (folder / file).read_bytes() != content:
                (folder / file).parent.mkdir(parents=True, exist_ok=True)
                disk.replace(folder / file, content)
        return name
    with writing(fresh):
        disk.write_all(fresh, files)
        fresh.rename(folder)
    disk.sync(dataset.versions)
    return name


def _published(dataset: Dataset) -> list[str]:
    names = dataset.published or []
    if "" in names:
        raise DataMissingError(
            f"{dataset.versions / PUBLISHED} 损坏，不能发布或退回。请从备份恢复这个文件，或删去它再发布"
        )
    return names


def _point(dataset: Dataset, names: list[str], action: str, before: str) -> None:
    """Switch, and write down who did. names: the last one is current; before: which one was."""
    disk.replace(dataset.versions / PUBLISHED, "".join(f"{name}\n" for name in names).encode())
    log = dataset.versions / LOG
    line = io.StringIO(newline="")
    writer = csv.writer(line)
    if not log.is_file():
        writer.writerow(LOG_HEADINGS)
    writer.writerow([datetime.now().astimezone().isoformat(timespec="seconds"), _user(), action, names[-1], before])
    try:
        with log.open("ab") as stream:
            stream.write(line.getvalue().encode())
            stream.flush()
            os.fsync(stream.fileno())
    except OSError as error:
        raise WriteError(f"已经换成 {names[-1]}，只是日志 {log} 写不上（{error.strerror}）") from error


def _user() -> str:
    """The name under which the system knows who runs this, whatever the environment says."""
    if sys.platform == "win32":
        return getpass.getuser()
    try:
        return pwd.getpwuid(os.getuid()).pw_name
    except KeyError:
        return str(os.getuid())


def _prune(dataset: Dataset) -> None:
    """Leave out the versions that are neither the draft nor can be gone back to."""
    published = dataset.published or []
    if "" in published:
        return
    for folder in dataset.versions.iterdir():
        if NAME.fullmatch(folder.name) and folder.name not in {dataset.draft, *published}:
            shutil.rmtree(folder, ignore_errors=True)
