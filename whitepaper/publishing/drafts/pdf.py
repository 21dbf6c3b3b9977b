"""A PDF that a program made, not a scanner, as blocks: tables by their rules, other lines as paragraphs."""

from __future__ import annotations

import io
import re
import zlib
from collections.abc import Iterator, Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any

import pdfplumber
from pdfminer.pdfdocument import PDFEncryptionError, PDFPasswordIncorrect
from pdfminer.pdfexceptions import PDFException
from pdfminer.psexceptions import PSException
from pdfplumber.utils.exceptions import PdfminerException

from whitepaper.model.errors import DraftError
from whitepaper.printed.drafted import is_page_number, unmarked
from whitepaper.printed.typed import plain
from whitepaper.publishing.drafts.blocks import Body, DraftCell, DraftParagraph, Grid

LARGEST = 300_000_000
"""Bytes of all streams of a file, unpacked."""
MOST_PAGES = 600
FEWEST_LETTERS = 20
"""Letters of a page, on the average; a scan has fewer."""
_NEAR = 3.0
"""Points by which rules of one line of a table may differ."""
_STREAM = re.compile(rb"stream\r?\n")
_PIECE = 1_000_000
_DAMAGED = "打不开，文件已损坏或不是 PDF。请由 Word 重新导出，或直接用 .docx"
_BROKEN = (PDFException, PSException, PdfminerException, ValueError, KeyError, TypeError, AttributeError, IndexError,
           RecursionError, AssertionError, zlib.error)  # fmt: skip
"""What pdfminer raises at a damaged file."""


def read(path: Path) -> Body:
    """The file as blocks. Raises DraftError with what to do where it cannot be read."""
    content = path.read_bytes()
    if _unpacked(content) > LARGEST:
        raise DraftError(path.name, "展开后大得不像文稿，没有读。请由 Word 重新导出，再读一遍")
    found: list[DraftParagraph | Grid] = []
    letters = 0
    try:
        with pdfplumber.open(io.BytesIO(content)) as file:
            if len(file.pages) > MOST_PAGES:
                raise DraftError(path.name, f"超过 {MOST_PAGES} 页，不像白皮书文稿，没有读")
            for page in file.pages:
                letters += len(page.chars)
                _take(page, found)
                page.close()
            pages = len(file.pages)
    except PdfminerException as error:
        if error.args and isinstance(error.args[0], PDFPasswordIncorrect | PDFEncryptionError):
            raise DraftError(path.name, "加了密码。请去掉密码再读") from error
        raise DraftError(path.name, _DAMAGED) from error
    except _BROKEN as error:
        raise DraftError(path.name, _DAMAGED) from error
    if letters < FEWEST_LETTERS * pages or not pages:
        said = "是扫描件：页面是图，没有文字，识别会读错数。请用 Word 文稿，或由 Word 导出的 PDF"
        raise DraftError(path.name, said)
    return Body("pdf", found)


def _unpacked(content: bytes) -> int:
    """Bytes of the packed streams of a file when they are unpacked, counted up to the most that is allowed."""
    size = 0
    for match in _STREAM.finditer(content):
        unpacker, piece = zlib.decompressobj(), content[match.end() :]
        while piece and not unpacker.eof and size <= LARGEST:
            try:
                size += len(unpacker.decompress(piece[:_PIECE], _PIECE))
            except zlib.error:  # a stream that is packed in another way, which does not grow
                break
            piece = unpacker.unconsumed_tail or piece[_PIECE:]
    return size


def _take(page: Any, found: list[DraftParagraph | Grid]) -> None:
    """Add the paragraphs and tables of a page in their order."""
    tables = page.find_tables()
    boxes = [table.bbox for table in tables]
    outside = page.filter(lambda one: one["object_type"] != "char" or not any(_holds(box, one) for box in boxes))
    lines = outside.extract_text_lines(return_chars=False, strip=True)
    right = max((line["x1"] for line in lines), default=0)
    blocks: list[tuple[float, str | Any]] = [(table.bbox[1], table) for table in tables]
    blocks += _paragraphs(lines, right, [box[1] for box in boxes])
    for _, block in sorted(blocks, key=lambda one: one[0]):
        number = sum(isinstance(one, DraftParagraph if isinstance(block, str) else Grid) for one in found)
        found.append(DraftParagraph(number, block, 0) if isinstance(block, str) else _grid(number, block, page))


def _holds(box: Sequence[float], one: Any) -> bool:
    middle = (one["top"] + one["bottom"]) / 2
    return bool(box[0] <= one["x0"] <= box[2] and box[1] <= middle <= box[3])


def _paragraphs(lines: Sequence[Any], right: float, tables: Sequence[float]) -> Iterator[tuple[float, str]]:
    """Lines put together where one goes on in the next: it reaches the right edge, and no table stands between."""
    text, top, before = "", 0.0, None
    for line in lines:
        if is_page_number(line["text"]):
            continue
        size = line["bottom"] - line["top"]
        is_apart = any(before["top"] < table < line["top"] for table in tables) if before else True
        if before is None or is_apart or before["x1"] < right - 2 * size or line["top"] - before["bottom"] > 2 * size:
            if text:
                yield top, plain(text)
            text, top = "", line["top"]
        text, before = text + line["text"], line
    if text:
        yield top, plain(text)


def _grid(number: int, table: Any, page: Any) -> Grid:
    """A table with its spans, from where the rules of its cells stand."""
    boxes = [box for row in table.rows for box in row.cells if box is not None]
    across, down = _edges([box[0] for box in boxes]), _edges([box[1] for box in boxes])
    cells = []
    for row, texts in zip(table.rows, table.extract(), strict=True):
        for box, text in zip(row.cells, texts, strict=True):
            if box is not None:
                column, line = _after(across, box[0]), _after(down, box[1])
                width, height = _after(across, box[2]) - column, _after(down, box[3]) - line
                cells.append(DraftCell(unmarked(plain((text or "").replace("\n", " "))), line, column, height, width))
    return Grid(number, cells, range(len(down)), page.page_number)


def _edges(places: Sequence[float]) -> list[float]:
    """Where lines of cells begin; rules that nearly meet are one."""
    ordered = sorted(places)
    return ordered[:1] + [after for before, after in pairwise(ordered) if after - before > _NEAR]


def _after(edges: Sequence[float], place: float) -> int:
    """How many lines begin before a place, the one at it not counted."""
    return sum(edge < place - _NEAR for edge in edges)
