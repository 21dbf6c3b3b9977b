"""A document of Word as blocks: what is seen when all tracked changes are accepted."""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import docx
from docx.enum.style import WD_STYLE_TYPE
from docx.opc.exceptions import OpcError
from docx.oxml.ns import qn
from lxml import etree

from whitepaper.model.errors import DraftError
from whitepaper.printed.drafted import unmarked
from whitepaper.printed.typed import plain
from whitepaper.publishing.drafts.blocks import Body, DraftCell, DraftParagraph, Grid

LARGEST = 300_000_000
"""Bytes of all parts of a file, unpacked."""
LARGEST_TEXT = 60_000_000
"""Bytes of a part that holds text."""
MOST_CELLS = 200_000
_BROKEN = (KeyError, ValueError, AttributeError, NotImplementedError, EOFError, RuntimeError)
"""What python-docx and zipfile raise where a part is absent, of another kind, packed in another way or encrypted."""
_OLD = b"\xd0\xcf\x11\xe0"
_PARAGRAPH, _TABLE, _CONTROL, _CONTENT = (qn(f"w:{name}") for name in ("p", "tbl", "sdt", "sdtContent"))
UNSEEN = {qn(f"w:{name}") for name in ("del", "moveFrom", "txbxContent", "rt")} | {
    "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
}
_TEXTS = {qn("w:t"), "{http://schemas.openxmlformats.org/officeDocument/2006/math}t"}
_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_LETTER = {qn("w:tab"): " ", qn("w:br"): " ", qn("w:cr"): " ", qn("w:noBreakHyphen"): "-"}


def opened(path: Path) -> Any:
    """The document as python-docx has it. Raises DraftError with what to do where it cannot be read."""
    content = path.read_bytes()
    if content.startswith(_OLD):
        raise DraftError(path.name, "是旧格式（.doc）或加了密码的文件。请在 Word 里去掉密码，另存为 .docx，再读一遍")
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as parts:
            sizes = [(part.filename, part.file_size) for part in parts.infolist()]
        texts = [size for name, size in sizes if name.endswith((".xml", ".rels"))]
        if sum(size for _, size in sizes) > LARGEST or max(texts, default=0) > LARGEST_TEXT:
            raise DraftError(path.name, "展开后大得不像文稿，没有读。请删去大图或另存一份，再读一遍")
        return docx.Document(io.BytesIO(content))
    except (zipfile.BadZipFile, zlib.error, etree.XMLSyntaxError, OpcError, *_BROKEN) as error:
        raise DraftError(path.name, "打不开，文件已损坏或不是 Word 文稿。请用 Word 打开后另存为 .docx") from error


def blocks(document: Any) -> Iterator[tuple[int, Any]]:
    """Paragraphs and tables of the body with their numbers, from 0 for each kind; those in content controls too.

    A comment is put at the elements that this yields: `w:p` and `w:tbl`.
    """
    paragraphs = tables = 0
    for element in _elements(document.element.body):
        if element.tag == _PARAGRAPH:
            yield paragraphs, element
            paragraphs += 1
        else:
            yield tables, element
            tables += 1


def read(path: Path) -> Body:
    """The document as blocks."""
    document = opened(path)
    levels = {style.style_id: _level(style) for style in document.styles if style.type == WD_STYLE_TYPE.PARAGRAPH}
    found: list[DraftParagraph | Grid] = []
    cells = 0
    for number, element in blocks(document):
        if element.tag == _PARAGRAPH:
            found.append(DraftParagraph(number, text(element), _paragraph_level(element, levels)))
        else:
            found.append(_grid(number, element))
            cells += len(found[-1].cells) if isinstance(found[-1], Grid) else 0
            if cells > MOST_CELLS:
                raise DraftError(path.name, f"表格超过 {MOST_CELLS} 格，不像白皮书文稿，没有读")
    return Body("docx", found)


def text(element: Any) -> str:
    """What is read in a paragraph or cell, on one line: inserted text in, deleted text and text boxes out."""
    parts: list[str] = []
    _collect(element, parts)
    return plain("".join(parts))


def _collect(element: Any, parts: list[str]) -> None:
    for child in element:
        if child.tag in UNSEEN:
            continue
        if child.tag in _TEXTS:
            said = child.text or ""
            parts.append(said.translate(_RAISED) if _is_raised(child.getparent()) else said)
        elif child.tag in _LETTER and child.getparent().tag == qn("w:r"):
            parts.append(_LETTER[child.tag])
        else:
            _collect(child, parts)
            if child.tag == _PARAGRAPH and parts:
                parts.append(" ")


def _is_raised(run: Any) -> bool:
    """Whether a run is set above the line, as marks of footnotes are, which are no figures of the number before."""
    look = run.find(f"{qn('w:rPr')}/{qn('w:vertAlign')}")
    return look is not None and look.get(qn("w:val")) == "superscript"


def rows(table: Any) -> list[Any]:
    """The `w:tr` of a table, those in content controls too."""
    return list(_within(table, qn("w:tr")))


def cells_of(row: Any) -> list[Any]:
    """The `w:tc` of a row, those in content controls too."""
    return list(_within(row, qn("w:tc")))


def _within(element: Any, tag: str) -> Iterator[Any]:
    for child in element:
        if child.tag == tag:
            yield child
        elif child.tag in {_CONTROL, _CONTENT}:
            yield from _within(child, tag)


def _elements(parent: Any) -> Iterator[Any]:
    for child in parent:
        if child.tag in {_PARAGRAPH, _TABLE}:
            yield child
        elif child.tag in {_CONTROL, _CONTENT, qn("w:ins")}:
            yield from _elements(child)


def _grid(number: int, table: Any) -> Grid:
    """A table with its spans: `w:gridSpan` across, `w:vMerge` down; rows deleted under tracking left out."""
    open_cells: dict[int, int] = {}
    found: list[DraftCell] = []
    kept: list[int] = []
    for place, row in enumerate(rows(table)):
        if row.find(f"{qn('w:trPr')}/{qn('w:del')}") is not None:
            continue
        column = _value(row.find(f"{qn('w:trPr')}/{qn('w:gridBefore')}"), 0)
        line = len(kept)
        kept.append(place)
        for cell in cells_of(row):
            settings = cell.find(qn("w:tcPr"))
            width = _value(settings.find(qn("w:gridSpan")), 1) if settings is not None else 1
            merged = settings.find(qn("w:vMerge")) if settings is not None else None
            goes_on = merged is not None and merged.get(qn("w:val"), "continue") == "continue"
            if goes_on and column in open_cells:
                above = found[open_cells[column]]
                found[open_cells[column]] = DraftCell(
                    above.text, above.row, above.column, line - above.row + 1, above.columns
                )
            else:
                open_cells[column] = len(found)
                found.append(DraftCell(unmarked(text(cell)), line, column, 1, width))
                if merged is None:
                    del open_cells[column]
            column += width
    return Grid(number, found, kept)


def _value(element: Any, otherwise: int) -> int:
    digits = element.get(qn("w:val"), "") if element is not None else ""
    return min(int(digits), 200) if digits.isdecimal() else otherwise


def _level(style: Any) -> int:
    """Of a style of paragraphs: its outline level from 1, or that of the style it is based on; else 0."""
    for _ in range(20):
        if style is None:
            return 0
        outline = style.element.find(f"{qn('w:pPr')}/{qn('w:outlineLvl')}")
        if outline is not None:
            level = _value(outline, 9)
            return level + 1 if level < 9 else 0
        if match := re.fullmatch(r"[Hh]eading (\d)", style.name or ""):
            return int(match[1])
        style = style.base_style
    return 0


def _paragraph_level(element: Any, levels: dict[str, int]) -> int:
    outline = element.find(f"{qn('w:pPr')}/{qn('w:outlineLvl')}")
    if outline is not None:
        return _value(outline, 9) % 9 + 1 if _value(outline, 9) < 9 else 0
    style = element.find(f"{qn('w:pPr')}/{qn('w:pStyle')}")
    return levels.get(style.get(qn("w:val"), ""), 0) if style is not None else 0
