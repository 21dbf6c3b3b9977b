"""Workbooks with one mistake made by chance, as people, spreadsheets and disks make them; and what must come of each.

The file is changed as it is stored, so that no library evens out what the mistake made.
"""

import csv
import random
import re
import shutil
import unicodedata
import zipfile
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from xml.etree import ElementTree as ET
from xml.sax.saxutils import escape

from tests.mutations import MOST_LINES, NASTY
from whitepaper.model.errors import WorkbookError
from whitepaper.printed import typed
from whitepaper.publishing.keying.importing import Imported, import_workbooks
from whitepaper.publishing.keying.sheets import FIELDS, Kind
from whitepaper.publishing.keying.words import Words

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
NUMBERS, FILLING = ("observations", "restatements"), ("printed", "missing_reason.words", "note")
"""Forms of numbers; columns that make a line one of the paper: without them it is told as still empty."""
FIRST = 4
"""The first line of a sheet, as spreadsheets count."""
TYPED = (
    "96.2%", "↓3.5%", "约1,234", "１２３．４", "12 345", "0.5", "1.0", "-7", "持平", "近1/2", "1/5", "7:8", "3亿多",
    "500余", "1-2", "5.10", "007", "1,23", "12..5", "２０２５年", "2025年前三季度", "第5页", "试验区", "市级",
    "原文为图片", "本年未列",
)  # fmt: skip
"""What people type: some of it is right somewhere."""
ODD = (
    '<c r="{at}" s="{style}"><v>95.6</v></c>',
    '<c r="{at}" s="{style}"><v>1e5</v></c>',
    '<c r="{at}" s="{style}"><v>0.1234567890123456</v></c>',
    '<c r="{at}" s="{style}"><v>-3</v></c>',
    '<c r="{at}" s="{style}"><v>NaN</v></c>',
    '<c r="{at}" s="{style}"><v></v></c>',
    '<c r="{at}" s="{style}" t="b"><v>1</v></c>',
    '<c r="{at}" s="{style}" t="e"><v>#REF!</v></c>',
    '<c r="{at}" s="{style}" t="str"><f>1+1</f><v>2</v></c>',
    '<c r="{at}" s="{style}"><f>A1</f></c>',
    '<c r="{at}" s="{style}" t="d"><v>2026-01-31</v></c>',
    '<c r="{at}" s="{style}" t="d"><v>12:30:00</v></c>',
    '<c r="{at}" s="{style}" t="s"><v>99999</v></c>',
    '<c r="{at}" s="{style}" t="s"><v>x</v></c>',
    '<c r="{at}" s="9999" t="inlineStr"><is><t>5</t></is></c>',
    '<c r="{at}" s="{style}" t="inlineStr"><is><r><t>4</t></r><r><t>2</t></r></is></c>',
    '<c s="{style}" t="inlineStr"><is><t>5</t></is></c>',
)
"""Cells that are no plain texts, as a spreadsheet or a damaged file has them."""
Parts = dict[str, bytes]
Row = tuple[str, ...]


@dataclass(frozen=True)
class Mistake:
    """What was done. cell: whether one cell alone was changed; old, new: its texts; is_read: whether it is imported."""

    what: str
    cell: bool = False
    old: str = ""
    new: str = ""
    is_read: bool = True


@dataclass(frozen=True)
class Tried:
    """A workbook, its parts, and what a right import of it writes."""

    path: Path
    source: Path
    parts: Parts
    expected: dict[str, list[Row]]


def tried(path: Path, source: Path, folder: Path) -> Tried:
    """A workbook that is right, and what becomes of it."""
    import_workbooks([path], source, folder / "right")
    with zipfile.ZipFile(path) as file:
        parts = {name: file.read(name) for name in file.namelist()}
    return Tried(path, source, parts, _tables(folder / "right"))


def outcome(right: Tried, seed: int, folder: Path) -> str:
    """What comes of a workbook with a mistake: `refused` in a clear list, or `imported` right; else AssertionError."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    path = folder / "工作簿.xlsx"
    mistake = mutate(right, path, seed)
    try:
        said = import_workbooks([path], right.source, folder / "new")
    except WorkbookError as error:
        _held_as_list(error, mistake.what)
        assert not (folder / "new").exists(), mistake.what
        return "refused"
    _held_as_right(right, mistake, said, _tables(folder / "new"))
    return "imported"


def mutate(right: Tried, path: Path, seed: int) -> Mistake:
    """Write the workbook with one mistake."""
    chance = random.Random(seed)
    kind = chance.random()
    if kind < 0.2:
        name, change = chance.choice(RAW)
        path.write_bytes(change(right.path.read_bytes(), chance))
        return Mistake(f"{seed}: {name}")
    parts = dict(right.parts)
    if kind < 0.4:
        name, damage = chance.choice(DAMAGE)
        what = damage(parts, chance)
        _pack(parts, path)
        return Mistake(f"{seed}: {name} {what}")
    mistake = _with_other_cell(parts, chance)
    _pack(parts, path)
    return Mistake(f"{seed}: {mistake.what}", mistake.cell, mistake.old, mistake.new, mistake.is_read)


def _with_other_cell(parts: Parts, chance: random.Random) -> Mistake:
    """Another content in one cell of one sheet."""
    texts = _shared(parts)
    name = chance.choice([part for part in sorted(parts) if re.fullmatch(r"xl/worksheets/sheet\d+\.xml", part)])
    sheet = parts[name].decode()
    cells = list(re.finditer(r'<c r="([A-Z]+)(\d+)" s="(\d+)"([^>]*?)(?:/>|>(.*?)</c>)', sheet))
    tags = {found[1]: _content(found, texts) for found in cells if found[2] == "1"}
    form = tags.get("A", "").partition(":")[0]
    lines = [found for found in cells if int(found[2]) >= FIRST and (form in FIELDS or chance.random() < 0.2)]
    if not lines:
        lines = cells
    at = chance.choice(lines)
    old, tag = _content(at, texts), tags.get(at[1], "")
    fields = {one.tag: one for one in FIELDS.get(form, ())}
    is_read = int(at[2]) >= FIRST and tag in fields and fields[tag].kind is not Kind.SHOWN
    if form in NUMBERS and tag not in FILLING and int(at[2]) >= FIRST:
        is_read &= any(_content(one, texts) for one in cells if one[2] == at[2] and tags.get(one[1]) in FILLING)
    place = f"{name} {at[1]}{at[2]} ({tag})"
    if chance.random() < 0.25:
        new = chance.choice(ODD).format(at=at[1] + at[2], style=at[3])
        parts[name] = (sheet[: at.start()] + new + sheet[at.end() :]).encode()
        shown = re.sub(r"<f>.*?</f>|<[^>]+>", "", new)
        return Mistake(f"{place}: {new}", True, old, shown, is_read)
    new = chance.choice([*NASTY, *TYPED, *TYPED, *texts])
    text = "".join(letter for letter in new if letter in "\t\n\r" or ord(letter) >= 32)
    cell = f'<c r="{at[1]}{at[2]}" s="{at[3]}" t="inlineStr"><is><t xml:space="preserve">{escape(text)}</t></is></c>'
    parts[name] = (sheet[: at.start()] + cell + sheet[at.end() :]).encode()
    return Mistake(f"{place}: {text[:40]!r}", True, old, text, is_read)


def _shared(parts: Parts) -> list[str]:
    """The texts that cells refer to by number."""
    root = ET.fromstring(parts["xl/sharedStrings.xml"])
    return ["".join(one.itertext()) for one in root.iter(f"{{{MAIN}}}si")]


def _content(cell: "re.Match[str]", texts: list[str]) -> str:
    value = re.search(r"<v>(.*?)</v>", cell[5] or "")
    if value is None:
        return ""
    return texts[int(value[1])] if 't="s"' in cell[4] else value[1]


def _pack(parts: Parts, path: Path) -> None:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as file:
        for name, content in parts.items():
            file.writestr(name, content)


def _held_as_list(refused: WorkbookError, what: str) -> None:
    lines = str(refused).splitlines()
    assert refused.problems, what
    assert len(lines) <= MOST_LINES, f"{what}: {len(lines)} lines"
    assert all(letter.isprintable() for line in lines for letter in line), f"{what}: {lines}"
    assert all(problem.file and problem.said for problem in refused.problems), what


def _held_as_right(right: Tried, mistake: Mistake, said: Imported, found: dict[str, list[Row]]) -> None:
    """Nothing is other than in the right import but what was typed, which is there, or told as empty."""
    lost, come = Counter[tuple[str, Row]](), Counter[tuple[str, Row]]()
    for name in {*right.expected, *found}:
        before, after = (Counter((name, row) for row in tables.get(name, ())) for tables in (right.expected, found))
        lost += before - after
        come += after - before
    if not lost and not come:
        is_same = not mistake.is_read or _same(mistake.old, mistake.new, right.source)
        assert not mistake.cell or is_same or not mistake.new, f"{mistake}: nobody is told"
        return
    assert mistake.cell, f"{mistake}: {lost} {come}"
    assert mistake.is_read, f"{mistake}: {lost} {come}"
    assert str(said), mistake
    assert len(come) <= 1 + bool(said.added) * 3, f"{mistake}: {come}"
    old = [set(row) for _, row in lost]
    for _, row in come:
        new = {cell for cell in row if cell and not any(cell in before for before in old)}
        is_kept = [_same(cell, mistake.new, right.source) for cell in new]
        is_right = any(is_kept) if said.added else all(is_kept)  # what is new is given an id besides
        assert is_right, f"{mistake}: {lost} {come}"
    if not come:  # a line less: emptied by what was typed
        assert len(lost) <= 1, f"{mistake}: {lost}"
        is_empty = not _normal(mistake.new) or _normal(mistake.new) in {"—", "-", "本年未列"}
        assert is_empty or said.empty, f"{mistake}: {lost}"


def _same(kept: str, new: str, source: Path) -> bool:
    """Whether a cell keeps what was typed: as it is but for width, blanks and commas, or as the code of its word."""
    if _normal(kept) == _normal(new) or (_is_number(kept) and _is_number(new) and float(kept) == float(new)):
        return True
    evened = {function(new) for function in (typed.period, typed.whole, typed.month, typed.date, typed.several)}
    if kept in evened:
        return True
    words = Words.of(source, ["2024", "2025"])
    return any(words.code(name, new) == kept or words.code(name, kept) == new for name in words.named)


def _is_number(text: str) -> bool:
    """Whether a text is a number as a file stores one: 100000 may be there as 1e5."""
    return re.fullmatch(r"-?[0-9]+(\.[0-9]+)?(e[0-9]+)?", text) is not None


def _normal(text: str) -> str:
    return re.sub(r"[\s,\u200b-\u200f\u202a-\u202e\u2060\ufeff]", "", unicodedata.normalize("NFKC", text))


def _tables(folder: Path) -> dict[str, list[Row]]:
    """Every CSV of a source as rows; how many rows a table has is no content."""
    found = {}
    for path in sorted(folder.rglob("*.csv")):
        with path.open(encoding="utf-8", newline="") as stream:
            rows = [dict(row) for row in csv.DictReader(stream)]
        for row in rows:
            row.pop("rows", None)
        found[path.relative_to(folder).as_posix()] = [tuple(row.values()) for row in rows]
    return found


def _flipped(content: bytes, chance: random.Random) -> bytes:
    place = chance.randrange(len(content))
    return content[:place] + bytes([content[place] ^ (1 << chance.randrange(8))]) + content[place + 1 :]


def _zeroed(content: bytes, chance: random.Random) -> bytes:
    place = chance.randrange(len(content))
    return content[:place] + bytes(min(64, len(content) - place)) + content[place + 64 :]


RAW: tuple[tuple[str, Callable[[bytes, random.Random], bytes]], ...] = (
    ("a byte", _flipped),
    ("a byte", _flipped),
    ("a byte", _flipped),
    ("zeros", _zeroed),
    ("cut off", lambda content, chance: content[: chance.randrange(len(content))]),
    ("cut off at the front", lambda content, chance: content[chance.randrange(len(content)) :]),
    ("empty", lambda _content, _chance: b""),
    ("a CSV", lambda _content, _chance: "指标,数\n甲,1\n".encode()),
    ("twice", lambda content, _chance: content + content),
)
"""What happens to a file on its way."""


def _any(parts: Parts, chance: random.Random, pattern: str = ".") -> str:
    return chance.choice([name for name in sorted(parts) if re.search(pattern, name)])


def _lose(parts: Parts, chance: random.Random) -> str:
    name = _any(parts, chance)
    del parts[name]
    return name


def _empty(parts: Parts, chance: random.Random) -> str:
    name = _any(parts, chance)
    parts[name] = b""
    return name


def _cut(parts: Parts, chance: random.Random) -> str:
    name = _any(parts, chance)
    parts[name] = parts[name][: chance.randrange(len(parts[name]))]
    return name


def _flip_within(parts: Parts, chance: random.Random) -> str:
    """A byte of the XML that is no letter of a cell: of a tag or an attribute."""
    name = _any(parts, chance, "xl/(workbook|worksheets|styles)")
    tags = [found.span() for found in re.finditer(rb"</?[a-zA-Z]+", parts[name])]
    start, end = chance.choice(tags)
    place = chance.randrange(start, end)
    content = bytearray(parts[name])
    content[place] ^= 1 << chance.randrange(7)
    parts[name] = bytes(content)
    return f"{name} at {place}"


def _row_lost(parts: Parts, chance: random.Random) -> str:
    """A row that the program gave, not one of the lists, which may be shorter."""
    while True:
        name = _any(parts, chance, "worksheets/sheet")
        sheet = parts[name].decode()
        form = _form(parts, name)
        rows = list(re.finditer(r'<row r="(\d+)".*?</row>', sheet))
        if form == "observations" and len(rows) > FIRST:
            break
    row = chance.choice(rows)
    parts[name] = (sheet[: row.start()] + sheet[row.end() :]).encode()
    return f"{name} row {row[1]}"


def _form(parts: Parts, name: str) -> str:
    first = re.search(r'<c r="A1"[^>]*t="s"[^>]*><v>(\d+)</v>', parts[name].decode())
    return _shared(parts)[int(first[1])].partition(":")[0] if first else ""


def _tags_swapped(parts: Parts, chance: random.Random) -> str:
    """Two columns that are known by each other's names."""
    name = _any(parts, chance, "worksheets/sheet([3-9]|1\\d)")
    sheet = parts[name].decode()
    cells = list(re.finditer(r'<c r="[A-Z]+1" s="\d+" t="s"><v>(\d+)</v></c>', sheet))[1:]
    if len(cells) < 2:
        return _lose(parts, chance)
    first, second = sorted(chance.sample(cells, 2), key=lambda cell: cell.start())
    parts[name] = (
        sheet[: first.start(1)] + second[1] + sheet[first.end(1) : second.start(1)] + first[1] + sheet[second.end(1) :]
    ).encode()
    return f"{name} {first[0]} {second[0]}"


def _sheet_lost(parts: Parts, chance: random.Random) -> str:
    book = parts["xl/workbook.xml"].decode()
    sheet = chance.choice(list(re.finditer(r"<sheet [^>]*/>", book))[1:20])
    parts["xl/workbook.xml"] = book.replace(sheet[0], "").encode()
    return sheet[0]


def _bomb(parts: Parts, chance: random.Random) -> str:
    """Entities that unfold to much."""
    name = _any(parts, chance, "worksheets/sheet")
    entities = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10 if n else "字" * 10}">' for n in range(9))
    head, _, rest = parts[name].decode().partition("?>")
    rest = rest.replace("<sheetData>", '<sheetData><row r="99"><c r="C99" t="str"><v>&e8;</v></c></row>', 1)
    parts[name] = f"{head}?><!DOCTYPE x [{entities}]>{rest}".encode()
    return name


def _far(parts: Parts, chance: random.Random) -> str:
    """A cell far below and to the right of all others."""
    name = _any(parts, chance, "worksheets/sheet")
    sheet = parts[name].decode()
    far = '<row r="1048576"><c r="XFD1048576" t="inlineStr"><is><t>5</t></is></c></row></sheetData>'
    parts[name] = sheet.replace("</sheetData>", far, 1).encode()
    return name


DAMAGE: tuple[tuple[str, Callable[[Parts, random.Random], str]], ...] = (
    ("without a part", _lose),
    ("an empty part", _empty),
    ("half a part", _cut),
    ("a tag", _flip_within),
    ("a tag", _flip_within),
    ("without a row", _row_lost),
    ("without a sheet", _sheet_lost),
    ("columns exchanged", _tags_swapped),
    ("columns exchanged", _tags_swapped),
    ("entities", _bomb),
    ("far away", _far),
)
"""What programs do to the parts of a file."""
