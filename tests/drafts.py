"""Drafts made for tests from the tables of the source, in Word and PDF: synthetic, with the faults that drafts have."""

import csv
import random
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path

import docx
from docx.document import Document

from tests.editions import moved
from whitepaper.model.dataset import Dataset
from whitepaper.publishing.drafts.labels import SAID

FULL_WIDTH = str.maketrans("0123456789.%", "０１２３４５６７８９．％")
Key = tuple[str, ...]
Span = tuple[int, int, int, int]
"""First row and column, last row and column."""


@dataclass(frozen=True)
class Printed:
    """A table as it is printed. keys: row and column to the key of the number there; heading: how many rows it has."""

    file: str
    caption: str
    rows: tuple[tuple[str, ...], ...]
    heading: int
    merged: tuple[Span, ...]
    keys: Mapping[tuple[int, int], Key] = field(default_factory=dict)

    def body(self, order: Sequence[int]) -> "Printed":
        """The same with its rows below the headings in another order; order: of their numbers from 0."""
        place = {self.heading + old: self.heading + new for new, old in enumerate(order)}
        rows = (*self.rows[: self.heading], *(self.rows[self.heading + old] for old in order))
        return replace(self, rows=rows, keys={(place[r], c): key for (r, c), key in self.keys.items()})

    def shuffled(self, seed: int) -> "Printed":
        """The same with its rows in a random order."""
        order = list(range(len(self.rows) - self.heading))
        random.Random(seed).shuffle(order)
        return self.body(order)

    def told(self, change: Callable[[str], str]) -> "Printed":
        """The same with every text changed."""
        return replace(self, caption=change(self.caption), rows=tuple(tuple(map(change, row)) for row in self.rows))

    def numbers(self, change: Callable[[str], str]) -> "Printed":
        """The same with every number changed."""
        rows = [list(row) for row in self.rows]
        for r, c in self.keys:
            rows[r][c] = change(rows[r][c])
        return replace(self, rows=tuple(map(tuple, rows)))

    def years_on(self, years: int = 1) -> "Printed":
        """The same a year later: captions, headings and periods move on."""

        def on(text: str) -> str:
            return moved(text) if years else text

        rows = tuple(
            tuple(text if (r, c) in self.keys else on(text) for c, text in enumerate(row))
            for r, row in enumerate(self.rows)
        )
        keys = {at: (*key[:3], on(key[3]), key[4]) for at, key in self.keys.items()}
        return replace(self, caption=on(self.caption), rows=rows, keys=keys)

    def parts(self, after: int) -> "tuple[Printed, Printed]":
        """The table split over two pages, the headings repeated."""
        cut = self.heading + after
        first = {at: key for at, key in self.keys.items() if at[0] < cut}
        rest = {(r - after, c): key for (r, c), key in self.keys.items() if r >= cut}
        again = (*self.rows[: self.heading], *self.rows[cut:])
        return replace(self, rows=self.rows[:cut], keys=first), replace(self, caption="", rows=again, keys=rest)


@cache
def _read(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def printed_tables(edition: int = 2024, source: Path | None = None) -> list[Printed]:
    """The tables of an edition of a source, each laid out by what differs in it, called as the source calls them."""
    root = source or Dataset.chosen().source
    listed = [row for row in _read(root / str(edition) / "sources.csv") if row["file"].startswith("table-")]
    return [_laid_out(root, edition, row) for row in listed]


def _laid_out(root: Path, edition: int, listed: Mapping[str, str]) -> Printed:
    rows = _read(root / str(edition) / "observations" / f"{listed['file']}.csv")
    many = {name: len({row[name] for row in rows}) > 1 for name in SAID}
    side = next((name for name in ("category", "area_id") if many[name]), "indicator_id")
    words = _Words(root, listed["file"])
    lines = list(dict.fromkeys(row[side] for row in rows))
    columns = list(dict.fromkeys(_column(row, side) for row in rows))
    upper = [words.of("indicator_id", one[0]) if one[0] else f"{one[1]}年" for one in columns]
    lower = [words.measured(one) for one in columns]
    unit: dict[tuple[str, str, str], set[str]] = {}
    for row in rows:
        unit.setdefault(_column(row, side), set()).add(row["unit"])
    stated = [f"（{next(iter(unit[one]))}）" if len(unit[one]) == 1 and "" not in unit[one] else "" for one in columns]
    is_double = len(set(upper)) < len(upper)
    grid = [["项目", *(upper if is_double else [a + b for a, b in zip(upper, stated, strict=True)])]]
    merged: list[Span] = []
    if is_double:
        grid.append(["项目", *(a + b for a, b in zip(lower, stated, strict=True))])
        merged = [(0, 0, 1, 0), *_runs(upper)]
    heading = len(grid)
    keys = {}
    for line in lines:
        grid.append([words.of(side, line), *[""] * len(columns)])
        for row in (row for row in rows if row[side] == line and row["printed"]):
            at = len(grid) - 1, columns.index(_column(row, side)) + 1
            grid[at[0]][at[1]] = row["printed"]
            keys[at] = tuple(row[name] for name in SAID)
    caption = f"{listed['source']}：{edition}年{listed['title']}" if edition else listed["title"]
    return Printed(listed["file"], caption, tuple(map(tuple, grid)), heading, tuple(merged), keys)


def _column(row: Mapping[str, str], side: str) -> tuple[str, str, str]:
    """Indicator, where it does not begin the row, period, and what kind of measure."""
    kind = "yoy" if row["measure"].startswith("yoy") else row["measure"]
    return ("" if side == "indicator_id" else row["indicator_id"]), row["period"], kind


def _runs(texts: Sequence[str]) -> list[Span]:
    """Equal texts beside each other, as spans of the first row; the first column is that of the labels."""
    found, start = [], 0
    for place in range(1, len(texts) + 1):
        if place == len(texts) or texts[place] != texts[start]:
            if place - start > 1:
                found.append((0, start + 1, 0, place))
            start = place
    return found


@dataclass(frozen=True)
class _Words:
    root: Path
    file: str

    def of(self, column: str, code: str) -> str:
        """What a table calls a thing."""
        labels = [
            row for row in _read(self.root / "labels.csv") if row["file"] == self.file and "|" not in row["label"]
        ]
        for row in labels:
            said = {name: row[name] for name in SAID if row.get(name)}
            if code and said == {column: code}:
                return row["label"]
        if column == "category":
            return code or "合计"
        table = {"indicator_id": "indicators", "area_id": "areas"}[column]
        return next(row["name"] for row in _read(self.root / f"{table}.csv") if row[column] == code)

    def measured(self, column: tuple[str, str, str]) -> str:
        return f"{column[1]}年" + ("同比" if column[2] == "yoy" else "")


def written(path: Path, tables: Iterable[Printed | str], is_merged: bool = True) -> Path:
    """A document of Word: tables with their captions, and texts as paragraphs, `# ` before a heading."""
    document = docx.Document()
    for one in tables:
        if isinstance(one, str):
            if one.startswith("# "):
                document.add_heading(one[2:], 1)
            else:
                document.add_paragraph(one)
            continue
        if one.caption:
            document.add_paragraph(one.caption)
        _add(document, one, is_merged)
    document.save(str(path))
    return path


def _add(document: Document, one: Printed, is_merged: bool) -> None:
    table = document.add_table(len(one.rows), len(one.rows[0]))
    for line, texts in zip(table.rows, one.rows, strict=True):
        for cell, text in zip(line.cells, texts, strict=True):
            cell.text = text
    for top, left, bottom, right in one.merged if is_merged else ():
        text = table.cell(top, left).text
        table.cell(top, left).merge(table.cell(bottom, right)).text = text


WIDE, TALL, LEFT, TOP, LINE, SIZE = 1400, 1000, 40, 960, 22, 9
"""Points of a page of the PDF, which is wide so that no text of a cell reaches beyond it."""


def as_pdf(path: Path, tables: Iterable[Printed | str]) -> Path:
    """A PDF with text and ruled tables, made by hand: a font that every reader has, nothing embedded."""
    pages: list[list[str]] = [[]]
    top = TOP
    for one in tables:
        height = LINE * (2 if isinstance(one, str) else len(one.rows) + 3)
        if top - height < LINE:
            pages.append([])
            top = TOP
        if isinstance(one, str):
            pages[-1].append(_text(LEFT, top, one))
        else:
            pages[-1] += [_text(LEFT, top, one.caption), *_ruled(one, top - LINE)]
        top -= height
    path.write_bytes(_pdf(["\n".join(page) for page in pages]))
    return path


def _ruled(one: Printed, top: float) -> list[str]:
    width = (WIDE - 2 * LEFT) / len(one.rows[0])
    covers = {(r, c): (a, b, d, e) for a, b, d, e in one.merged for r in range(a, d + 1) for c in range(b, e + 1)}
    found = []
    for r, row in enumerate(one.rows):
        for c, text in enumerate(row):
            first, left, last, right = covers.get((r, c), (r, c, r, c))
            if (first, left) == (r, c):
                x, y = LEFT + c * width, top - (last + 1) * LINE
                found.append(f"{x} {y} {(right - c + 1) * width} {(last - r + 1) * LINE} re S")
                found.append(_text(x + 3, y + 7, text))
    return found


def _text(x: float, y: float, text: str) -> str:
    return f"BT /F1 {SIZE} Tf {x} {y} Td <{text.encode('utf-16-be').hex()}> Tj ET"


def _pdf(pages: Sequence[str]) -> bytes:
    font = " ".join(
        [
            "<< /Type /Font /Subtype /Type0 /BaseFont /STSong-Light /Encoding /UniGB-UCS2-H",
            "/DescendantFonts [ << /Type /Font /Subtype /CIDFontType0 /BaseFont /STSong-Light /DW 1000",
            "/CIDSystemInfo << /Registry (Adobe) /Ordering (GB1) /Supplement 4 >>",
            "/FontDescriptor << /Type /FontDescriptor /FontName /STSong-Light /Flags 6",
            "/FontBBox [0 -200 1000 900] /ItalicAngle 0 /Ascent 900 /Descent -200 /CapHeight 700 /StemV 80 >> >> ] >>",
        ]
    )
    kids = " ".join(f"{4 + 2 * number} 0 R" for number in range(len(pages)))
    objects = ["<< /Type /Catalog /Pages 2 0 R >>", f"<< /Type /Pages /Count {len(pages)} /Kids [ {kids} ] >>", font]
    for number, page in enumerate(pages):
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 {WIDE} {TALL}] /Contents {5 + 2 * number} 0 R"
            " /Resources << /Font << /F1 3 0 R >> >> >>"
        )
        objects.append(f"<< /Length {len(page)} >>\nstream\n{page}\nendstream")
    out, places = b"%PDF-1.4\n", []
    for number, one in enumerate(objects, 1):
        places.append(len(out))
        out += f"{number} 0 obj\n{one}\nendobj\n".encode("ascii")
    start = len(out)
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    head = f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}"
    return out + f"{head}trailer << /Size {len(objects) + 1} /Root 1 0 R >>\nstartxref\n{start}\n%%EOF".encode("ascii")
