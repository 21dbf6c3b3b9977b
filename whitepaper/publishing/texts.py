"""A reviewed CSV as rows of text: what no file and no cell may hold is found here, whatever its form."""

from __future__ import annotations

import csv
import io
import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from whitepaper.model.errors import Problem

FIRST_ROW = 1  # as a spreadsheet counts
LONGEST = 4_000
"""Letters that a cell may have."""
MOST_SHOWN = 60
"""Letters of a cell that a problem repeats."""
UNSEEN = {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}
"""Unicode categories of what is not seen: controls, zero width, direction, private use, unassigned, separators."""
REPLACEMENT = "\ufffd"
"""What a program writes where it could not read a letter."""


@dataclass
class Texts:
    """What one CSV holds, blank rows left out. rows: number as a spreadsheet counts, and cells; count: bad ones too."""

    rows: list[tuple[int, list[str]]] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    count: int = 0

    @property
    def is_whole(self) -> bool:
        """Whether every row could be read as cells of the columns."""
        return len(self.rows) == self.count and not any(problem.column == "" for problem in self.problems)


def read_texts(root: Path, file: str, headings: Sequence[str]) -> Texts:
    """Read one CSV below `root` that has these headings; cells are stripped of blanks at their ends."""
    found = Texts()
    text = _decoded(root / file, file, found.problems)
    if text is None:
        return found
    is_headed = False
    number = FIRST_ROW - 1
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    while True:
        number += 1
        try:
            cells = [cell.strip() for cell in next(reader)]
        except StopIteration:
            break
        except csv.Error:
            expected = f"能读出的一行：引号成对，一格不超过 {LONGEST} 字"
            found.problems.append(Problem(file, number, "", "读不出的一行", expected))
            found.count += 1
            break
        if not any(cells):
            continue
        while len(cells) > len(headings) and not cells[-1]:
            cells.pop()
        if not is_headed:
            is_headed = True
            if cells != list(headings):
                expected = "这些列，次序相同：" + "、".join(headings)
                found.problems.append(Problem(file, number, "", shown("、".join(cells)), expected))
                return found
            continue
        found.count += 1
        if len(cells) != len(headings):
            expected = f"{len(headings)} 格（单元格内有逗号时要加引号）"
            found.problems.append(Problem(file, number, "", f"{len(cells)} 格", expected))
            continue
        for heading, cell in zip(headings, cells, strict=True):
            if fault := _fault(cell):
                found.problems.append(Problem(file, number, heading, shown(cell), fault))
        found.rows.append((number, cells))
    if not is_headed and not found.problems:
        found.problems.append(Problem(file, FIRST_ROW, "", "空文件", "这些列，次序相同：" + "、".join(headings)))
    return found


def shown(cell: str) -> str:
    """A cell as a problem repeats it: its beginning, what is not seen by its number."""
    cut = cell if len(cell) <= MOST_SHOWN else f"{cell[:MOST_SHOWN]}…（共 {len(cell)} 字）"
    return "".join(f"<U+{ord(letter):04X}>" if _is_unseen(letter) else letter for letter in cut)


def _decoded(path: Path, file: str, problems: list[Problem]) -> str | None:
    if not path.is_file():
        problems.append(Problem(file, None, "", "没有这个文件", "一个 UTF-8 的 CSV 文件"))
        return None
    content = path.read_bytes()
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        row = FIRST_ROW + content.count(b"\n", 0, error.start)
        expected = "UTF-8 编码（Excel 另存为“CSV UTF-8”）"
        problems.append(Problem(file, row, "", f"第 {error.start} 字节不是 UTF-8", expected))
        return None


def _fault(cell: str) -> str:
    """What is wrong with a cell of any column; empty for nothing."""
    if cell.isascii() and cell.isprintable() and len(cell) <= LONGEST:
        return ""
    if len(cell) > LONGEST:
        return f"不超过 {LONGEST} 字"
    unseen = next((place for place, letter in enumerate(cell) if _is_unseen(letter)), None)
    if unseen is None:
        return ""
    what = "换行" if re.match(r"[\r\n]", cell[unseen]) else f"U+{ord(cell[unseen]):04X}"
    return f"没有看不见的字符的文字（第 {unseen + 1} 个字是{what}，请删去）"


def _is_unseen(letter: str) -> bool:
    return letter == REPLACEMENT or unicodedata.category(letter) in UNSEEN
