"""Publishing and going back; a version that readers could not be shown whole is not published."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from whitepaper.model.dataset import DRAFT, Dataset
from whitepaper.model.errors import DataMissingError
from whitepaper.model.selection import Selection
from whitepaper.publishing import versions
from whitepaper.store.store import Store
from whitepaper.stories import fingerprints

NO_DRAFT = "还没有生成可以预览的版本。请先运行 python -m whitepaper build"


def read(dataset: Dataset, version: str = DRAFT) -> Store:
    """One version as readers would see it, whole. Raises DataMissingError where there is none or it cannot be shown."""
    if version == DRAFT and not dataset.draft:
        raise DataMissingError(NO_DRAFT)
    found = Store.load(replace(dataset, version=version))
    for one in found.all():
        _hold_whole(one)
    return found


def _hold_whole(store: Store) -> None:
    try:
        store.rows.ready()  # as a fault may lie in what they say
        store.honours(Selection())
        store.checks(Selection())
    except (KeyError, ValueError, TypeError) as error:
        text = f"{store.folder} 不能显示（{type(error).__name__} {error}）：数据字典或代码表缺了程序要用的列或值"
        raise DataMissingError(text) from error


def publish(dataset: Dataset, version: str = "", kept: int = versions.KEPT) -> str:
    """Switch readers to a version, the draft where none is named, and keep the old one's numbers for 核验; its name.

    Nothing is switched that cannot be read whole. Raises DataMissingError, WriteError.
    """
    chosen = version or dataset.draft
    read(dataset, chosen or DRAFT)
    archive(dataset)
    return versions.publish(dataset, chosen, kept)


def roll_back(dataset: Dataset) -> str:
    """Switch readers to the version before, and keep the present one's numbers for 核验; the name of the one before.

    Raises DataMissingError, WriteError.
    """
    names = dataset.published or []
    if len(names) > 1:
        read(dataset, names[-2])
    archive(dataset)
    return versions.roll_back(dataset)


def archive(dataset: Dataset) -> list[Path]:
    """Keep the numbers that readers see now: in which files. None where they cannot be read, and so are not seen.

    Raises WriteError.
    """
    try:
        current = Store.load(replace(dataset, version=""))
    except DataMissingError:
        return []
    with versions.telling(dataset.history):
        return [fingerprints.archive(one) for one in current.all()]
