"""Files that are handed over: whole or not there, and what stands in the way told with what to do."""

import errno
import os
from pathlib import Path

import pytest

from whitepaper.__main__ import main
from whitepaper.model import disk
from whitepaper.model.errors import WriteError
from whitepaper.publishing.drafts import checking


def test_a_file_is_handed_over_into_a_new_folder(tmp_path: Path) -> None:
    """And takes the place of one that is there, with nothing left beside it."""
    path = tmp_path / "a" / "b.csv"
    disk.hand_over(path, b"1")
    disk.hand_over(path, b"2")
    assert path.read_bytes() == b"2"
    assert list(path.parent.iterdir()) == [path]


@pytest.mark.parametrize(
    ("number", "said"),
    [
        (errno.ENOSPC, "磁盘满了：请腾出空间"),
        (errno.EACCES, "没有权限，或有程序开着它：请关闭那个程序"),
        (errno.EIO, "请换一个位置"),
    ],
)
def test_what_is_there_stays_where_the_disk_refuses(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int, said: str
) -> None:
    """The words name the file and what to do."""
    path = tmp_path / "b.csv"
    path.write_bytes(b"1")

    def refuse(*_: object) -> None:
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(disk.os, "replace", refuse)
    with pytest.raises(WriteError, match=said) as raised:
        disk.hand_over(path, b"2")
    assert str(path) in str(raised.value)
    assert path.read_bytes() == b"1"
    assert list(tmp_path.iterdir()) == [path]


def test_a_folder_or_a_file_in_the_way_is_told(tmp_path: Path) -> None:
    """A folder is no name of a file; below a file there is no place."""
    with pytest.raises(WriteError, match="是文件夹：请在后面写上文件名"):
        disk.hand_over(tmp_path, b"1")
    (tmp_path / "a").write_bytes(b"1")
    with pytest.raises(WriteError, match="不能写入"):
        disk.hand_over(tmp_path / "a" / "b.csv", b"2")


@pytest.mark.parametrize("command", [["check"], ["examine", "--format", "csv"], ["workbook", "2025"]])
def test_commands_say_that_a_folder_is_no_file(
    command: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """With status 1, as of all that who keeps the data can mend."""
    assert main([*command, "--out", str(tmp_path)]) == 1
    assert f"{tmp_path} 是文件夹：请在后面写上文件名" in capsys.readouterr().err


def test_a_file_that_another_program_holds_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """As a draft that is open in Word, where a command reads it."""
    draft = tmp_path / "a.docx"

    def refuse(*_: object) -> None:
        raise PermissionError(errno.EACCES, "held", str(draft))

    monkeypatch.setattr(checking, "check_draft", refuse)
    assert main(["check", str(draft)]) == 1
    assert f"不能读写 {draft}：请关闭打开着它的程序" in capsys.readouterr().err
