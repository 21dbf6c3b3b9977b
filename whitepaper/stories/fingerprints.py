"""The short fingerprint on every exported file, and the answer to whether its numbers are still current.

A fingerprint is the data version and eight digits of a hash of the numbers in the file:
`v02f028f4d2d4-1a2b3c4d`. The numbers of earlier data versions are kept by `python -m whitepaper archive`.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pandas as pd

from whitepaper.model import disk
from whitepaper.model.keys import REPORTED
from whitepaper.model.selection import Selection
from whitepaper.store.publishers import ALL
from whitepaper.store.store import Store
from whitepaper.stories.slides import AnySlide, BoardSlide, CountSlide, MapSlide, Slide, TableSlide

DIGITS = 8
GONE = "已删去"
CONTENT = ("key", "status", "printed", "value")
_FINGERPRINT = re.compile(r"(v[0-9a-f]{12})(?:-([0-9a-f]{8}))?")


@dataclass(frozen=True)
class Verification:
    """Whether the numbers of a file are current.

    is_current: None where the text is no fingerprint, or its data version is not known here; changes: of the numbers
    since (columns 数, 原为, 现为), those that are new left out.
    """

    is_current: bool | None
    message: str
    changes: pd.DataFrame


def fingerprint(rows: pd.DataFrame, dataset_version: str) -> str:
    """Fingerprint of described observations; the order of the rows does not matter."""
    return f"{dataset_version}-{_digest(_cells(rows))}"


def fingerprint_of_slides(slides: Sequence[AnySlide], dataset_version: str) -> str:
    """Fingerprint of the numbers and tables that slides show."""
    frames = [slide.panel.rows for slide in slides if isinstance(slide, Slide)]
    cells = _cells(pd.concat(frames)) if frames else []
    for slide in slides:
        if isinstance(slide, TableSlide):
            cells += _cells_of_table(slide.table)
        elif isinstance(slide, BoardSlide):
            cells += sorted(f"{number.key}|{number.shown}" for number in slide.numbers)
        elif isinstance(slide, CountSlide):
            cells += _cells_of_table(slide.counts)
        elif isinstance(slide, MapSlide):
            cells.append(slide.title)
    return f"{dataset_version}-{_digest(cells)}"


def fingerprint_of_table(table: pd.DataFrame, dataset_version: str) -> str:
    """Fingerprint of any other table."""
    return f"{dataset_version}-{_digest(_cells_of_table(table))}"


def verify(store: Store, text: str) -> Verification:
    """Say whether the numbers that a fingerprint (or a data version) stands for are current, else what changed."""
    nothing = pd.DataFrame(columns=["数", "原为", "现为"])
    match = _FINGERPRINT.search(text.strip().lower())
    if match is None:
        example = f"{store.dataset_version}-{_digest([])}"
        return Verification(None, f"这不是指纹。指纹印在导出文件的末尾或“说明”页，形如 {example}。", nothing)
    version = match[1]
    store = _knowing(store, version)
    if version == store.dataset_version:
        return Verification(True, f"是当前数据（数据版本 {version}），文件中的数都是现行的。", nothing)
    path = store.dataset.history / f"{version}.csv"
    if not path.is_file():
        return Verification(
            None, f"数据版本 {version} 没有存档，无法比较；当前数据版本是 {store.dataset_version}。", nothing
        )
    changes, added = _changes(store, path)
    since, new = f"数据版本 {version} 之后", f"，新增 {added} 个" if added else ""
    now = f"；当前数据版本是 {store.dataset_version}。"
    if changes.empty:
        return Verification(True, f"{since}数据有更新，但原有的数没有改变{new}{now}", nothing)
    return Verification(False, f"{since}有 {len(changes)} 个数改变{new}{now}", changes)


def _knowing(store: Store, version: str) -> Store:
    """Of several publishers the store that a data version is or was one of, or all of them; else this one."""
    if store.siblings is None:
        return store
    if version == store.siblings.version:
        return store.of(ALL)
    past = [
        key
        for key in store.siblings.names
        if (replace(store.dataset, publisher=key).history / f"{version}.csv").is_file()
    ]
    named = [key for key, now in store.siblings.versions.items() if now == version]
    return store.of((named + past)[0]) if named or past else store


def archive(store: Store) -> Path:
    """Keep the numbers of the present data version, so that later files can be compared with it."""
    history = store.dataset.history
    history.mkdir(parents=True, exist_ok=True)
    path = history / f"{store.dataset_version}.csv"
    disk.replace(path, _shown(store).to_csv(index=False, lineterminator="\n").encode())
    return path


def _changes(store: Store, path: Path) -> tuple[pd.DataFrame, int]:
    """The numbers that are not what they were (columns 数, 原为, 现为), and how many are new."""
    old = pd.read_csv(path, dtype="str", keep_default_na=False).set_index("key")["shown"].to_dict()
    rows = _shown(store)
    new = dict(zip(rows["key"], rows["shown"], strict=True))
    changed = [key for key in old if old[key] != new.get(key)]
    lines = [(store.label(key), old[key], new.get(key, GONE)) for key in changed]
    return pd.DataFrame(lines, columns=["数", "原为", "现为"]), len(set(new) - set(old))


def _shown(store: Store) -> pd.DataFrame:
    rows = store.vintages(Selection())
    return pd.DataFrame(
        {
            "key": rows["key"],
            "shown": rows["shown"].where(rows["status"] == REPORTED, rows["shown"] + "（" + rows["status"] + "）")
            + [_replaced(store, row) for row in rows.itertuples()],
        }
    )


def _replaced(store: Store, row: Any) -> str:
    """What a later white paper prints instead of an earlier number, where it is another."""
    if row.is_current:
        return ""
    current = next(one for one in store.printed_by_editions(row.key) if one["is_current"])
    return "" if current["shown"] == row.shown else f"（{current['edition']} 年度白皮书改为 {current['shown']}）"


def _cells(rows: pd.DataFrame) -> list[str]:
    return sorted(_cells_of_table(rows[list(CONTENT)]))


def _cells_of_table(table: pd.DataFrame) -> list[str]:
    return ["|".join(map(str, row)) for row in table.itertuples(index=False, name=None)]


def _digest(cells: Iterable[str]) -> str:
    return hashlib.sha256("\n".join(cells).encode()).hexdigest()[:DIGITS]
