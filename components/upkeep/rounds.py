"""The yearly round on a copy: what is brought stays in a temporary folder, and goes when the round ends.

Only `publish` writes into the data set: the source, then the version, and back again where the second fails.
"""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from pathlib import Path
from threading import RLock

from whitepaper.files import archive
from whitepaper.model import disk
from whitepaper.model.dataset import Dataset
from whitepaper.model.errors import DataMissingError, WriteError
from whitepaper.publishing import versions
from whitepaper.publishing.build import build, recover, replace_folder
from whitepaper.publishing.keying.importing import Imported, import_workbooks
from whitepaper.releasing import comparison, releases
from whitepaper.releasing.comparison import Difference
from whitepaper.store.store import Store

LOCK, WORKING, BACKUP = "round.lock", "whitepaper-round-", "backup"
WORKBOOKS, DRAFTS = (".xlsx",), (".docx", ".pdf")
"""How the names of files end that a clerk brings."""
TAKEN = "年度更新已在另一个程序里打开（{}）。请在那里继续，或关闭它，再刷新本页"
CHANGED = "源数据在这一轮开始之后被别人改过（{}），没有发布，免得盖掉别人的改动。请点“清除，重新开始”，再上传一次工作簿"


@dataclass(frozen=True)
class Taken:
    """What came of the workbooks.

    told: what the import did; version: its name; differences: what readers would see otherwise.
    """

    told: Imported
    version: str
    differences: list[Difference]


class Round:
    """One round on a data set, which no other process can have at the same time; `close` leaves nothing of it.

    Its windows do one thing at a time, as one may be handed over in the midst of it.

    uploads, drafts: folders for what the clerk brings; draft: the data set that a preview shows; taken: what was read
    last. Raises WriteError where another process has one, or the disk refuses the copy.
    """

    def __init__(self, dataset: Dataset) -> None:
        self.dataset = dataset
        self.taken: Taken | None = None
        self._held = ExitStack()
        self._doing = RLock()
        with versions.telling(dataset.root):
            try:
                self._held.enter_context(versions.locked(dataset.root / LOCK))
            except WriteError as error:
                raise WriteError(TAKEN.format(dataset.root)) from error
        prefix = f"{WORKING}{sha256(str(dataset.root.resolve()).encode()).hexdigest()[:8]}-"
        for left in Path(tempfile.gettempdir()).glob(f"{prefix}*"):  # by a process that was killed, as we hold the lock
            shutil.rmtree(left, ignore_errors=True)
        self.folder = Path(tempfile.mkdtemp(prefix=prefix))
        self._held.callback(shutil.rmtree, self.folder, ignore_errors=True)
        self.uploads, self.drafts = self.folder / "uploads", self.folder / "drafts"
        self.draft = Dataset(self.folder / "data")
        try:
            with versions.telling(self.folder):
                self._copy()
        except BaseException:
            self.close()
            raise

    @property
    def before(self) -> Path:
        """The source as it was when the round began."""
        return self.folder / "before"

    def take(self, files: Sequence[Path], say: Callable[[str], object] = lambda _: None) -> Taken:
        """Read workbooks into the copy, build it, and compare it with what readers see. say: told what is being done.

        Raises WorkbookError or SourceError with every problem, WriteError, DataMissingError.
        """
        with self._doing:
            self.taken = None
            shutil.rmtree(self.draft.source, ignore_errors=True)
            say("正在读工作簿，逐格核对")
            told = import_workbooks(files, self.before, self.draft.source)
            say("正在生成新版本，核对各数")
            build(self.draft)
            say("正在与现行版本逐个指标比较")
            differences = comparison.differences(Store.load(self.dataset), releases.read(self.draft))
            self.taken = Taken(told, self.draft.draft, differences)
            return self.taken

    def publish(self) -> tuple[str, Path]:
        """Make what was taken the source and the version that readers see; its name, and where the old source is kept.

        Readers change over in one step. Where that step fails the source is as it was. Raises DataMissingError,
        WriteError.
        """
        with self._doing:
            return self._published()

    def _published(self) -> tuple[str, Path]:
        if self.taken is None:
            raise DataMissingError("还没有读入工作簿，没有什么要发布")
        source, name = self.dataset.source, self.taken.version
        with versions.telling(source), versions.locked(source.with_name(source.name + ".lock")):
            recover(source)
            if _contents(source) != _contents(self.before):
                raise WriteError(CHANGED.format(source))
            kept = self._backup()
            self._replace_source(self.draft.source)
            try:
                folder = self.draft.versions / name
                added = versions.add(self.dataset, {path.name: path.read_bytes() for path in sorted(folder.iterdir())})
                if (self.dataset.published or [""])[-1] != added:
                    releases.publish(self.dataset, added)
            except BaseException:
                self._replace_source(self.before)
                raise
        self.taken = None
        return name, kept

    def close(self) -> None:
        """Leave nothing: neither files nor the lock. What another window has begun is done first."""
        with self._doing:
            self._held.close()

    def _copy(self) -> None:
        """The data set as it is now."""
        shutil.copytree(self.dataset.source, self.before)
        self.uploads.mkdir()
        self.drafts.mkdir()
        shutil.copytree(self.dataset.root / "geo", self.draft.root / "geo")
        if self.dataset.parquet.is_dir():
            shutil.copytree(self.dataset.parquet, self.draft.delivered)

    def _replace_source(self, wanted: Path) -> None:
        source = self.dataset.source
        fresh = source.with_name(source.name + disk.NEW)
        with versions.writing(fresh):
            for name, content in _contents(wanted).items():
                path = fresh / name
                path.parent.mkdir(parents=True, exist_ok=True)
                disk.write(path, content)
            disk.sync(fresh)
            replace_folder(fresh, source)

    def _backup(self) -> Path:
        """Keep the source that is replaced, and of those kept the last ones."""
        folder = self.dataset.root / BACKUP
        folder.mkdir(exist_ok=True)
        kept = folder / f"source-{datetime.now().astimezone():%Y%m%d-%H%M%S}.zip"
        disk.replace(kept, archive.pack(_contents(self.before).items()))
        for old in sorted(folder.glob("source-*.zip"))[: -versions.KEPT]:
            old.unlink()
        return kept


def _contents(folder: Path) -> dict[str, bytes]:
    """Every file of a folder: path in it to content."""
    paths = sorted(path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in paths}
