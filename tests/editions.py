"""A second white paper laid beside the one there is, made of it with every year moved by one: synthetic, for tests."""

import csv
import re
import shutil
from collections.abc import Callable
from pathlib import Path

from whitepaper.model.dataset import Dataset

YEAR = re.compile(r"(?<!\d)(20\d\d)(?!\d)")
MOVED = ("observations", "restatements")


def beside(dataset: Dataset, folder: Path, edition: int, files: int | None = None) -> Dataset:
    """A copy of a data set with another edition, the latest one with its periods moved by one year.

    files: how many of its observation files are keyed yet; None for all.
    """
    shutil.copytree(dataset.source, folder / "source")
    shutil.copytree(dataset.root / "geo", folder / "geo")
    source = folder / "source"
    old, new = source / str(edition - 1), source / str(edition)
    shutil.copytree(old, new)
    for path in [*new.glob("observations/*.csv"), new / "restatements.csv"]:
        rewrite(path, lambda row: row | {"period": moved(row["period"])})
    for name in ("accepted_findings.csv", "expected.csv", "expected_findings.csv"):
        (new / name).unlink(missing_ok=True)
    headings = (old / "accepted_findings.csv").read_text(encoding="utf-8").splitlines()[0]
    (new / "accepted_findings.csv").write_text(headings + "\n", encoding="utf-8")
    with (source / "editions.csv").open("a", encoding="utf-8", newline="") as stream:
        csv.writer(stream).writerow([edition, f"{edition}年度质量白皮书（测试用，虚构）", "测试", f"{edition + 1}-09"])
    if files is not None:
        _keep(new, files)
    return Dataset(folder)


def moved(period: str) -> str:
    """A period one year later."""
    return YEAR.sub(lambda match: str(int(match[1]) + 1), period)


def change(dataset: Dataset, path: str, where: dict[str, str], **cells: str) -> None:
    """Change some cells of the rows of a source file that have these values; KeyError where there is none."""
    _replace(dataset.source / path, where, lambda row: [row | cells])


def drop(dataset: Dataset, path: str, where: dict[str, str]) -> None:
    """Leave out the rows of a source file that have these values; KeyError where there is none."""
    _replace(dataset.source / path, where, lambda _row: [])


def double(dataset: Dataset, path: str, where: dict[str, str], **cells: str) -> None:
    """Key the rows of a source file that have these values a second time, with other cells; KeyError where none."""
    _replace(dataset.source / path, where, lambda row: [row, row | cells])


def rewrite(path: Path, of: Callable[[dict[str, str]], dict[str, str]]) -> None:
    """Make each row of a CSV anew."""
    _replace(path, {}, lambda row: [of(row)])


def _keep(folder: Path, files: int) -> None:
    """The edition with only its first observation files keyed, and no lists yet."""
    with (folder / "sources.csv").open(encoding="utf-8", newline="") as stream:
        rows = list(csv.DictReader(stream))
    for row in rows[files:]:
        (folder / "observations" / f"{row['file']}.csv").unlink()
    _write(folder / "sources.csv", list(rows[0]), rows[:files])
    for name in ("honours", "policies", "cases", "town_notes", "restatements"):
        path = folder / f"{name}.csv"
        path.write_text(path.read_text(encoding="utf-8").splitlines()[0] + "\n", encoding="utf-8")


def _replace(path: Path, where: dict[str, str], of: Callable[[dict[str, str]], list[dict[str, str]]]) -> None:
    with path.open(encoding="utf-8", newline="") as stream:
        rows = list(csv.DictReader(stream))
    is_meant = [all(row[name] == value for name, value in where.items()) for row in rows]
    if where and not any(is_meant):
        raise KeyError(where)
    if rows:
        made = [of(row) if meant else [row] for row, meant in zip(rows, is_meant, strict=True)]
        _write(path, list(rows[0]), [row for one in made for row in one])


def _write(path: Path, headings: list[str], rows: list[dict[str, str]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.DictWriter(stream, headings)
        writer.writeheader()
        writer.writerows(rows)
