"""A program that is killed, or finds the disk full, at each step it takes on the disk: run by test_versions.

Arguments: a folder with a data set `old` and one `new`, both built into their `parquet`. Prints a line for what went
wrong, and at the end how many points were tried.
"""

import errno
import hashlib
import importlib
import json
import os
import shutil
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from whitepaper.model.dataset import MANIFEST, Dataset
from whitepaper.model.errors import WriteError
from whitepaper.publishing import build as building
from whitepaper.publishing import versions

STEPS = {"os": ("fsync", "replace"), "pathlib.Path": ("rename", "mkdir", "open")}
CLEARING = {"shutil": ("rmtree",)}
KILLED, SAID, FINISHED = 9, 7, 0
TABLES = 1
"""Tables that a version has here: more would only be more of the same."""

place = Path(sys.argv[1])


def few(folder: Path) -> dict[str, bytes]:
    """Some files of a build, with a manifest that names these."""
    manifest = json.loads((folder / MANIFEST).read_bytes())
    manifest["tables"] = dict(sorted(manifest["tables"].items())[:TABLES])
    files = {f"{name}.parquet": (folder / f"{name}.parquet").read_bytes() for name in manifest["tables"]}
    return files | {MANIFEST: json.dumps(manifest).encode()}


FILES = {name: few(place / name / "parquet") for name in ("old", "new")}


def first(dataset: Dataset) -> None:
    """Build and publish beside the data that were delivered."""
    versions.add(dataset, FILES["new"])
    versions.publish(dataset)


def folder(dataset: Dataset) -> None:
    """Replace the data that were delivered."""
    building._replace_folder(dataset.root / "parquet", FILES["new"])


def back(dataset: Dataset) -> None:
    """Go back to what was published before."""
    versions.roll_back(dataset)


def begun(root: Path, job: Callable[[Dataset], None]) -> Dataset:
    """A data set in the state in which a job finds it."""
    shutil.rmtree(root, ignore_errors=True)
    (root / "parquet").mkdir(parents=True)
    for name, content in FILES["old"].items():
        (root / "parquet" / name).write_bytes(content)
    dataset = Dataset(root)
    if job is back:
        first(dataset)
    return dataset


def is_whole(dataset: Dataset) -> bool:
    """Whether readers find every file that the manifest names, as it says, of one of the two versions."""
    manifest = dataset.parquet / MANIFEST
    if not manifest.is_file() or manifest.read_bytes() not in {files[MANIFEST] for files in FILES.values()}:
        return False
    tables = json.loads(manifest.read_bytes())["tables"]
    read = {name: (dataset.parquet / f"{name}.parquet").read_bytes() for name in tables}
    return all(hashlib.sha256(read[name]).hexdigest() == entry["sha256"] for name, entry in tables.items())


def left_over(dataset: Dataset) -> list[str]:
    """What is there that nobody needs."""
    found = [path for path in dataset.root.rglob("*") if path.name == versions.FRESH or path.suffix == ".new"]
    return [path.name for path in found]


def attempt(job: Callable[[Dataset], None], dataset: Dataset, at: int, is_full: bool) -> tuple[int, int]:
    """Do a job in a process of its own that ends at its step `at`; its status, and the steps that it took."""
    reading, writing = os.pipe()
    child = os.fork()
    if child:
        os.close(writing)
        with os.fdopen(reading) as stream:
            done = int(stream.read() or 0)
        return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]), done
    done = 0
    end = os._exit

    def counted(step: Callable[..., Any]) -> Callable[..., Any]:
        def taken(*arguments: Any, **names: Any) -> Any:
            nonlocal done
            done += 1
            if done == at and is_full:
                raise OSError(errno.ENOSPC, "No space left on device")
            if done == at:
                end(KILLED)
            return step(*arguments, **names)

        return taken

    for owner, name in owners(STEPS if is_full else STEPS | CLEARING):
        setattr(owner, name, counted(getattr(owner, name)))
    status = FINISHED
    try:
        job(dataset)
    except WriteError as error:
        status = SAID if "磁盘满了" in str(error) or "日志" in str(error) else 1
    os.write(writing, str(done).encode())
    end(status)
    raise AssertionError


def owners(steps: dict[str, tuple[str, ...]]) -> Iterator[tuple[Any, str]]:
    """Module or class, and name, of each function."""
    for path, names in steps.items():
        module, _, kind = path.partition(".")
        owner: Any = importlib.import_module(module)
        for name in names:
            yield getattr(owner, kind) if kind else owner, name


def main() -> None:
    """Every job, in every way, at every point."""
    tried = 0
    root = place / "tried"
    for job in (first, folder, back):
        for is_full in (False, True):
            _, total = attempt(job, begun(root, job), 0, is_full)
            for at in range(1, total + 1):
                tried += 1
                dataset = begun(root, job)
                status, _ = attempt(job, dataset, at, is_full)
                what = f"{job.__name__} {'full' if is_full else 'killed'} {at} of {total}"
                if status != (SAID if is_full else KILLED):
                    print(what, "ended with", status)
                if not is_whole(dataset):
                    print(what, "left data that are not whole")
                if is_full and left_over(dataset):
                    print(what, "left", left_over(dataset))
                if job is not back:
                    try:
                        job(dataset)
                    except versions.DataMissingError as error:
                        if "就是现在发布的版本" not in str(error):
                            print(what, "and then", error)
                    if dataset.parquet.joinpath(MANIFEST).read_bytes() != FILES["new"][MANIFEST]:
                        print(what, "cannot be done again")
                    if left_over(dataset):
                        print(what, "left for ever", left_over(dataset))
    print(tried)


main()
