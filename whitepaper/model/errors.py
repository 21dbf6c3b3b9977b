"""Errors of the data layer. Messages are Chinese: the people who keep the data read them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

MOST_ALIKE = 3
"""Places that are named of problems that are alike."""


class WhitepaperError(Exception):
    """Base of all errors this package raises on purpose."""


@dataclass(frozen=True, order=True)
class Problem:
    """One thing wrong in one cell (or file, when row and column are empty) of the source data."""

    file: str
    row: int | None
    column: str
    value: str
    expected: str

    def __str__(self) -> str:
        place = self.file
        if self.row is not None:
            place += f" 第 {self.row} 行"
        if self.column:
            place += f" “{self.column}”列"
        return f"{place}：{self.said}"

    @property
    def said(self) -> str:
        """What is wrong, in words, without its place."""
        return f"现为“{self.value}”，应为{self.expected}"


def folded(problems: Iterable[Problem]) -> list[str]:
    """Problems as lines; of those that are alike in all but their place the first ones, and how many more."""
    alike: dict[tuple[str, str, str], list[Problem]] = {}
    for problem in problems:
        alike.setdefault((problem.column, problem.value, problem.expected), []).append(problem)
    lines = []
    for group in alike.values():
        lines += [str(problem) for problem in group[:MOST_ALIKE]]
        if len(group) > MOST_ALIKE:
            lines.append(f"同样的问题另有 {len(group) - MOST_ALIKE} 处")
    return lines


class SourceError(WhitepaperError):
    """The source CSVs cannot be built; carries every problem found, those of whole files and rows first."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        self.problems = tuple(sorted(problems, key=lambda p: (p.column != "", p.file, p.row or 0, p.column)))
        lines = "\n".join(f"  {number}. {line}" for number, line in enumerate(folded(self.problems), 1))
        super().__init__(f"源数据有 {len(self.problems)} 处问题，未生成任何文件：\n{lines}\n请改正后重新运行。")


@dataclass(frozen=True, order=True)
class CellProblem:
    """One thing wrong in a cell of a workbook, or in the whole sheet or file where those are empty.

    said: what is wrong and what to do, in words for the one who filled it in.
    """

    file: str
    sheet: str
    cell: str
    heading: str
    value: str
    said: str

    @property
    def place(self) -> str:
        """Where it is, in words."""
        return self.file + (f"，工作表“{self.sheet}”" if self.sheet else "") + (f" {self.cell}" if self.cell else "")

    def __str__(self) -> str:
        place = self.place + (f"（{self.heading}）" if self.heading else "")
        return f"{place}：" + (f"现为“{self.value}”，" if self.value else "") + self.said


class WorkbookError(WhitepaperError):
    """Workbooks cannot be imported; carries every problem found, in the order of the sheets."""

    def __init__(self, problems: Sequence[CellProblem]) -> None:
        self.problems = tuple(dict.fromkeys(problems))
        lines = "\n".join(f"  {number}. {problem}" for number, problem in enumerate(self.problems, 1))
        super().__init__(
            f"工作簿有 {len(self.problems)} 处问题，未写入任何文件：\n{lines}\n请在工作簿里改正后重新导入。"
        )


class DraftError(WhitepaperError):
    """A draft cannot be read. said: why, and what to do."""

    def __init__(self, file: str, said: str) -> None:
        super().__init__(f"{file}：{said}。")


class DataMissingError(WhitepaperError):
    """The built tables are absent, incomplete or of another schema version."""


class EngineError(WhitepaperError):
    """The engine that holds the observations cannot be asked, or did not answer in time."""


class WriteError(WhitepaperError):
    """What was built could not be written, or another process is writing; what was there is as it was."""


class EditionMissingError(WhitepaperError):
    """A white paper was named that is not in the data."""


class UnreadableNumberError(WhitepaperError):
    """A printed text holds no number that the reading rules know."""


class MixedUnitsError(WhitepaperError):
    """Rows of more than one unit were handed to a chart that draws one axis."""


class NothingDrawnError(WhitepaperError):
    """Pictures were asked for of what has no chart and no map."""


class UnreadableSelectorError(WhitepaperError):
    """An operand of a check does not follow the language of `checks/selectors.py`."""
