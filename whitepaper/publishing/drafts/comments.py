"""A draft in Word with comments at its cells and sentences; every other part of the file is the same bytes."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable, Iterator
from copy import deepcopy
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Any

from docx.oxml.ns import qn
from docx.text.run import Run
from lxml import etree

from whitepaper.checks.grids.found import Span
from whitepaper.model import disk
from whitepaper.model.errors import DraftError
from whitepaper.printed.typed import plain
from whitepaper.publishing.drafts import word

AUTHOR, INITIALS = "印前校对", "校"
TYPES = "[Content_Types].xml"
COMMENTS = "comments"
WORD_FILES = (".docx",)


@dataclass(frozen=True)
class CellAt:
    """A cell of a file: number of the table, number of the row in it, column of the grid; all from 0."""

    table: int
    row: int
    column: int


@dataclass(frozen=True)
class Comment:
    """What is said, and where."""

    at: CellAt | Span
    text: str


def commented(path: Path, comments: Iterable[Comment], target: Path) -> int:
    """Write the draft with comments to another file; how many there are.

    Raises DraftError where the draft is not of Word or the target is the draft, WriteError.
    """
    if path.suffix.lower() not in WORD_FILES:
        raise DraftError(path.name, "只有 Word 的 .docx 能加批注，PDF 请看清单")
    if target.resolve() == path.resolve():
        raise DraftError(path.name, "批注不写进原稿，请用 --comments 换一个文件名")
    document = word.opened(path)
    elements = {(element.tag, number): element for number, element in word.blocks(document)}
    count = 0
    for comment in comments:
        runs = _runs(elements, comment.at)
        if runs:
            first, last = (Run(run, document) for run in (runs[0], runs[-1]))
            document.add_comment([first, last], text=comment.text, author=AUTHOR, initials=INITIALS)
            count += 1
    changed = io.BytesIO()
    document.save(changed)
    body = PurePosixPath(str(document.part.partname).lstrip("/"))
    disk.hand_over(target, _spliced(path.read_bytes(), changed.getvalue(), body) if count else path.read_bytes())
    return count


def _runs(elements: dict[tuple[str, int], Any], at: CellAt | Span) -> list[Any]:
    """The runs of a cell, or those that hold exactly a part of a paragraph."""
    if isinstance(at, CellAt):
        cell = _cell(elements[qn("w:tbl"), at.table], at)
        return [run for run in _seen(cell) if word.text(run)] if cell is not None else []
    return _part(elements[qn("w:p"), at.paragraph], at.start, at.end)


def _cell(table: Any, at: CellAt) -> Any:
    row = word.rows(table)[at.row]
    before = row.find(f"{qn('w:trPr')}/{qn('w:gridBefore')}")
    column = int(before.get(qn("w:val"))) if before is not None else 0
    for cell in word.cells_of(row):
        span = cell.find(f"{qn('w:tcPr')}/{qn('w:gridSpan')}")
        column += int(span.get(qn("w:val"))) if span is not None else 1
        if column > at.column:
            return cell
    return None


def _seen(element: Any) -> Iterator[Any]:
    """The runs below an element that are read, in order."""
    for child in element:
        if child.tag == qn("w:r"):
            yield child
        elif child.tag not in word.UNSEEN:
            yield from _seen(child)


def _part(paragraph: Any, start: int, end: int) -> list[Any]:
    """The runs of a part of a paragraph; those that begin or end within it are divided, their looks kept.

    Positions are those of the text without blanks and what cannot be seen, which reading does not change.
    """
    text = word.text(paragraph)
    begin, until = len(_bare(text[:start])), len(_bare(text[:end]))
    for at, is_end in ((begin, False), (until, True)):
        position = 0
        for run in list(_seen(paragraph)):
            length = len(_bare(word.text(run)))
            if position < at < position + length:
                _divide(run, at - position, is_end=is_end)
                break
            position += length
    found, position = [], 0
    for run in _seen(paragraph):
        length = len(_bare(word.text(run)))
        if length and begin <= position and position + length <= until:
            found.append(run)
        position += length
    return found or [run for run in _seen(paragraph) if word.text(run)]


def _divide(run: Any, at: int, *, is_end: bool) -> None:
    """Make two runs of one that holds nothing but a text, so many letters after its beginning.

    is_end: whether blanks there go to the second run; else they stay with the first.
    """
    texts = [child for child in run if child.tag != qn("w:rPr")]
    if len(texts) != 1 or texts[0].tag != qn("w:t"):
        return
    text = texts[0].text or ""
    places = [place for place in range(len(text) + 1) if len(_bare(text[:place])) == at]
    place = min(places) if is_end else max(places)
    rest = deepcopy(run)
    run.addnext(rest)
    for one, part in ((run, text[:place]), (rest, text[place:])):
        held = one.find(qn("w:t"))
        held.text = part
        held.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")


def _bare(text: str) -> str:
    return "".join(plain(text).split())


def _spliced(original: bytes, changed: bytes, body: PurePosixPath) -> bytes:
    """The original with the body and the comments of the changed one; the other parts as they are.

    What names the parts is only added to, where there were no comments before.
    """
    out = io.BytesIO()
    relations = str(body.parent / "_rels" / f"{body.name}.rels")
    with (
        zipfile.ZipFile(io.BytesIO(original)) as before,
        zipfile.ZipFile(io.BytesIO(changed)) as after,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made,
    ):
        new = {str(body): after.read(str(body))}
        held = _comments_of(before.read(relations), body)
        name = held or _comments_of(after.read(relations), body)
        assert name is not None
        new[name] = after.read(name)
        if held is None:
            for part in (TYPES, relations):
                new[part] = _added(before.read(part), after.read(part), name)
        for entry in before.infolist():
            content = new.pop(entry.filename) if entry.filename in new else before.read(entry)
            made.writestr(entry, content, zipfile.ZIP_DEFLATED)
        for rest, content in new.items():
            made.writestr(rest, content)
    return out.getvalue()


def _comments_of(relations: bytes, body: PurePosixPath) -> str | None:
    """Name of the part that holds the comments."""
    for relation in etree.fromstring(relations):
        if relation.get("Type", "").rsplit("/", 1)[-1] == COMMENTS:
            named = relation.get("Target", "")
            return named.lstrip("/") if named.startswith("/") else str(body.parent / named)
    return None


def _added(before: bytes, after: bytes, name: str) -> bytes:
    """A list of parts with the entry of one part out of another list, under an id of its own."""
    root = etree.fromstring(before)
    for entry in etree.fromstring(after):
        if name.endswith((entry.get("PartName") or entry.get("Target") or "\0").rsplit("/", 1)[-1]):
            taken = {known for one in root if (known := one.get("Id"))}
            if entry.get("Id") in taken:
                entry.set("Id", next(f"rId{at}" for at in range(1, len(taken) + 2) if f"rId{at}" not in taken))
            root.append(entry)
    return bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True))
