"""Sources with one mistake made by chance, as people, spreadsheets and disks make them; and what must come of each."""

import csv
import io
import random
import shutil
from collections.abc import Callable
from pathlib import Path

from whitepaper.model.dataset import Dataset
from whitepaper.model.errors import SourceError
from whitepaper.model.selection import Selection
from whitepaper.printed.reading import read_printed
from whitepaper.publishing.build import tables_of, write
from whitepaper.store.store import Store

NASTY = (
    "", "—", "-", "0", "-1", "1/0", "99999", "9" * 400, "字" * 5000, "1e5", "nan", "inf", "1,234", "0.962", "95.60%",
    "２０２４", "٢٠٢٤", "2024-2020", "2052", "0000", "2024Q3-Q1", "2026-02-30", "999", "121.4", "#FFFFFF",
    "约", "↓", "第", "；", ";", "|", "||", "甲|乙", "{Y}", "{", "a{b=c;}", "“", '"', "=1+1",
    "\x0b", "\0", "\u200b", "\u202e", "\ue000", "\ufffd", "\ufeff", "\n", "\r",
    "yes", "economy", "310112", "place:", "org:1", "../..", "<b>", "![x](http://x)",
)  # fmt: skip
MOST_LINES = 100
WIDE = str.maketrans("０１２３４５６７８９－Ｑ", "0123456789-Q")
Rows = list[list[str]]


def _cell(rows: Rows, chance: random.Random) -> Rows:
    row = chance.randrange(len(rows))
    rows[row][chance.randrange(len(rows[row]))] = chance.choice(NASTY)
    return rows


def _taken(rows: Rows, chance: random.Random) -> Rows:
    """A cell of another row, in its column or not."""
    row, other = chance.randrange(len(rows)), chance.choice(rows)
    rows[row][chance.randrange(len(rows[row]))] = chance.choice(other)
    return rows


def _doubled(rows: Rows, chance: random.Random) -> Rows:
    place = chance.randrange(len(rows))
    return [*rows[: place + 1], *rows[place:]]


def _dropped(rows: Rows, chance: random.Random) -> Rows:
    place = chance.randrange(len(rows))
    return rows[:place] + rows[place + 1 :]


def _blank(rows: Rows, chance: random.Random) -> Rows:
    place = chance.randrange(len(rows) + 1)
    return [*rows[:place], [""] * len(rows[0]), *rows[place:]]


def _moved(rows: Rows, chance: random.Random) -> Rows:
    place = chance.randrange(len(rows[0]))
    return [[*row[:place], *row[place + 1 :], *row[place : place + 1]] for row in rows]


def _without_column(rows: Rows, chance: random.Random) -> Rows:
    place = chance.randrange(len(rows[0]))
    return [row[:place] + row[place + 1 :] for row in rows]


def _shuffled(rows: Rows, chance: random.Random) -> Rows:
    rest = rows[1:]
    chance.shuffle(rest)
    return [rows[0], *rest]


def _letter(rows: Rows, chance: random.Random) -> Rows:
    """A letter more or less somewhere in a cell."""
    row = chance.choice(rows)
    column = chance.randrange(len(row))
    place = chance.randrange(len(row[column]) + 1)
    row[column] = row[column][:place] + chance.choice(["", *"0123456789.%-|;~万亿"]) + row[column][place + 1 :]
    return rows


TABULAR: tuple[Callable[[Rows, random.Random], Rows], ...] = (
    _cell, _cell, _cell, _letter, _letter, _letter, _taken, _taken, _doubled, _dropped, _blank, _moved, _without_column,
    _shuffled,
)  # fmt: skip


def _flipped(content: bytes, chance: random.Random) -> bytes:
    place = chance.randrange(len(content))
    return content[:place] + bytes([content[place] ^ (1 << chance.randrange(8))]) + content[place + 1 :]


RAW: tuple[Callable[[bytes, random.Random], bytes], ...] = (
    _flipped,
    lambda content, chance: content[: chance.randrange(len(content))],
    lambda _content, _chance: b"",
    lambda content, _: content.decode().encode("gbk", errors="replace"),
    lambda content, _: content.decode().encode("utf-16"),
    lambda content, _: b"\xef\xbb\xbf" + content.replace(b"\n", b"\r\n"),
    lambda content, _: content.replace(b",", b";"),
    lambda content, chance: content[: (place := chance.randrange(len(content)))] + b'"' + content[place:],
)


def mutate(source: Path, seed: int) -> str:
    """Make one mistake in one file; what it is called."""
    chance = random.Random(seed)
    path = chance.choice(sorted(source.rglob("*.csv")))
    name = path.relative_to(source).as_posix()
    if chance.random() < 0.02:
        path.unlink()
        return f"{seed}: {name} gone"
    content = path.read_bytes()
    if chance.random() < 0.2:
        how = chance.randrange(len(RAW))
        path.write_bytes(RAW[how](content, chance))
        return f"{seed}: {name} raw {how}"
    change = chance.choice(TABULAR)
    rows = change(list(csv.reader(io.StringIO(content.decode(), newline=""))), chance)
    with path.open("w", encoding="utf-8", newline="") as stream:
        csv.writer(stream).writerows(rows)
    return f"{seed}: {name} {change.__name__}"


def outcome(good: Path, seed: int, folder: Path) -> str:
    """What comes of a source with a mistake: `refused` in a clear list, or `built` right; AssertionError otherwise."""
    source = folder / "source"
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(good, source)
    what = mutate(source, seed)
    try:
        tables = tables_of(source)
    except SourceError as error:
        _held_as_list(error, what)
        return "refused"
    keyed = [row for path in sorted(source.glob("*/observations/*.csv")) for row in _rows(path)]
    built = [row for row in tables["observations"].to_pylist() if row["status"] != "derived"]
    assert sorted(map(_identity, keyed)) == sorted(map(_identity, built)), what
    for row in built:
        value = read_printed(row["printed"], row["unit"]).value if row["printed"] else None
        assert row["value"] == value, f"{what}: {row}"
        assert all(letter.isprintable() for letter in str(row["printed"]) + str(row["category"])), what
    write(tables, folder / "parquet")
    store = Store.load(Dataset(folder))
    assert len(store.vintages(Selection())) == tables["observations"].num_rows, what
    return "built"


def _held_as_list(refused: SourceError, what: str) -> None:
    lines = str(refused).splitlines()
    assert refused.problems, what
    assert len(lines) <= MOST_LINES, f"{what}: {len(lines)} lines"
    assert all(letter.isprintable() for line in lines for letter in line), what
    assert all(problem.file and problem.expected for problem in refused.problems), what


def _identity(row: dict[str, str]) -> tuple[str, ...]:
    """What a number is and says; a period's digits may be of full width."""
    row = row | {"period": row["period"].translate(WIDE)}
    return tuple(row[name] for name in ("indicator_id", "area_id", "category", "period", "measure", "printed", "unit"))


def _rows(path: Path) -> list[dict[str, str]]:
    """The rows of a CSV as anybody reads them; blank ones are none."""
    with path.open(encoding="utf-8-sig", newline="") as stream:
        rows = [{name: (cell or "").strip() for name, cell in row.items() if name} for row in csv.DictReader(stream)]
    return [row for row in rows if any(row.values())]
