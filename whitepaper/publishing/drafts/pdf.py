"""A PDF that a program made, not a scanner, as blocks: tables by their rules, other lines as paragraphs."""

from __future__ import annotations

import io
import re
import zlib
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from itertools import count, pairwise
from operator import itemgetter
from pathlib import Path
from typing import Any

import pdfplumber
from pdfminer.layout import LTChar, LTItem
from pdfminer.pdfdocument import PDFEncryptionError, PDFPasswordIncorrect
from pdfminer.pdfexceptions import PDFException
from pdfminer.psexceptions import PSException
from pdfplumber.page import Page
from pdfplumber.table import Table
from pdfplumber.utils.exceptions import PdfminerException
from pdfplumber.utils.text import extract_text

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
Box = tuple[float, float, float, float]
"""Left, upper, right and lower edge."""


def read(path: Path) -> Body:
    """The file as blocks. Raises DraftError with what to do where it cannot be read."""
    content = path.read_bytes()
    if _unpacked(content) > LARGEST:
        raise DraftError(path.name, "展开后大得不像文稿，没有读。请由 Word 重新导出，再读一遍")
    found: list[DraftParagraph | Grid] = []
    places = count(), count()
    letters = 0
    try:
        with pdfplumber.open(io.BytesIO(content)) as file:
            if len(file.pages) > MOST_PAGES:
                raise DraftError(path.name, f"超过 {MOST_PAGES} 页，不像白皮书文稿，没有读")
            for one in file.pages:
                page = _Page(file, one.page_obj, one.page_number)
                letters += len(page.chars)
                found += _blocks(page, *places)
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


class _Page(Page):
    """A page that keeps of a letter what its text needs: to copy all that it has takes as long as to read it."""

    def process_object(self, obj: LTItem) -> dict[str, Any]:
        """An object as pdfplumber describes it; of a letter its text and place."""
        if not isinstance(obj, LTChar):
            return super().process_object(obj)
        left, above = self.mediabox[:2]
        top = (self.height - obj.y1) + above
        return {
            "object_type": "char",
            "text": obj.get_text(),
            "x0": obj.x0 + left,
            "x1": obj.x1 + left,
            "top": top,
            "bottom": (self.height - obj.y0) + above,
            "doctop": top,
            "upright": obj.upright,
        }


def _unpacked(content: bytes) -> int:
    """Bytes of the packed streams of a file when they are unpacked, counted up to the most that is allowed."""
    size, whole = 0, memoryview(content)
    for match in _STREAM.finditer(content):
        unpacker = zlib.decompressobj()
        piece: bytes | memoryview = whole[match.end() :]
        while piece and not unpacker.eof and size <= LARGEST:
            try:
                size += len(unpacker.decompress(piece[:_PIECE], _PIECE))
            except zlib.error:  # a stream that is packed in another way, which does not grow
                break
            piece = unpacker.unconsumed_tail or piece[_PIECE:]
    return size


def _blocks(page: Page, texts: Iterator[int], grids: Iterator[int]) -> Iterator[DraftParagraph | Grid]:
    """The paragraphs and tables of a page in their order. texts, grids: the numbers that are next for them."""
    tables = page.find_tables()
    boxes = [table.bbox for table in tables]
    outside = page.filter(lambda one: one["object_type"] != "char" or not _is_within(one, boxes))
    lines = outside.extract_text_lines(return_chars=False, strip=True)
    right = max((line["x1"] for line in lines), default=0)
    blocks: list[tuple[float, str | Table]] = [(table.bbox[1], table) for table in tables]
    blocks += _paragraphs(lines, right, [box[1] for box in boxes])
    letters = _Letters(page.chars)
    for _, block in sorted(blocks, key=lambda one: one[0]):
        if isinstance(block, str):
            yield DraftParagraph(next(texts), block, 0)
        else:
            yield _grid(next(grids), block, page.page_number, letters)


def _is_within(letter: Mapping[str, Any], boxes: Sequence[Box]) -> bool:
    """Whether a letter stands in one of several boxes."""
    left, middle = letter["x0"], (letter["top"] + letter["bottom"]) / 2
    return any(x0 <= left <= x1 and top <= middle <= bottom for x0, top, x1, bottom in boxes)


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


class _Letters:
    """The letters of a page, to be found by where their middle is."""

    def __init__(self, letters: Sequence[dict[str, Any]]) -> None:
        placed = (((one["top"] + one["bottom"]) / 2, place, one) for place, one in enumerate(letters))
        self._ordered = sorted(placed, key=itemgetter(0))

    def within(self, box: Box) -> list[dict[str, Any]]:
        """Those in a box, in the order of the file; what is on its right or lower edge belongs to the next box."""
        left, top, right, bottom = box
        first, end = (bisect_left(self._ordered, edge, key=itemgetter(0)) for edge in (top, bottom))
        found = [one for one in self._ordered[first:end] if left <= (one[2]["x0"] + one[2]["x1"]) / 2 < right]
        return [one for _, _, one in sorted(found, key=itemgetter(1))]


def _grid(number: int, table: Table, page: int, letters: _Letters) -> Grid:
    """A table with its spans, from where the rules of its cells stand."""
    boxes = [box for row in table.rows for box in row.cells if box is not None]
    across, down = _edges([box[0] for box in boxes]), _edges([box[1] for box in boxes])
    cells = []
    for box in boxes:
        column, line = _after(across, box[0]), _after(down, box[1])
        width, height = _after(across, box[2]) - column, _after(down, box[3]) - line
        text = unmarked(plain(extract_text(letters.within(box)).replace("\n", " ")))
        cells.append(DraftCell(text, line, column, height, width))
    return Grid(number, cells, range(len(down)), page)


def _edges(places: Sequence[float]) -> list[float]:
    """Where lines of cells begin; rules that nearly meet are one."""
    ordered = sorted(places)
    return ordered[:1] + [after for before, after in pairwise(ordered) if after - before > _NEAR]


def _after(edges: Sequence[float], place: float) -> int:
    """How many lines begin before a place, the one at it not counted."""
    return sum(edge < place - _NEAR for edge in edges)
