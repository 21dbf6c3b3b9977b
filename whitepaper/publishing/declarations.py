"""`forms.csv` and `dictionary.csv`, which declare all other tables, read as carefully as these."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from pathlib import Path

from whitepaper.model.errors import Problem, SourceError
from whitepaper.model.schema import ARROW_TYPES, CODELIST_PREFIX, Table, declared
from whitepaper.publishing.texts import read_texts

FORMS = "forms.csv"
DICTIONARY_FILE = "dictionary.csv"
COLUMNS = ("column", "type", "required", "key", "reference")
HEADINGS: Mapping[str, tuple[str, ...]] = {
    FORMS: ("form", *COLUMNS, "meaning"),
    DICTIONARY_FILE: ("table", *COLUMNS, "heading", "meaning"),
}
ANSWERS = ("yes", "no")
KEYS = ("", *map(str, range(1, 10)))


def read_both(
    root: Path, types: Collection[str], needed: Collection[str]
) -> tuple[dict[str, Table], list[dict[str, str]]]:
    """What the forms declare, and the rows of the dictionary.

    types: of columns of forms; needed: names of forms. Raises SourceError with every problem of both.
    """
    forms, problems = _read(root, FORMS, [*types, "string", "list"])
    dictionary, found = _read(root, DICTIONARY_FILE, list(ARROW_TYPES))
    problems += found
    if not problems:
        missing = [name for name in needed if name not in {row["form"] for row in forms}]
        problems += [Problem(FORMS, None, "form", "没有", f"表 {name} 的各列") for name in missing]
    if problems:
        raise SourceError(problems)
    return declared(forms), dictionary


def _read(root: Path, file: str, types: Collection[str]) -> tuple[list[dict[str, str]], list[Problem]]:
    """The rows of one file as text, and what is wrong with them."""
    texts = read_texts(root, file, HEADINGS[file])
    problems = texts.problems
    rows = [dict(zip(HEADINGS[file], cells, strict=True)) for _, cells in texts.rows]
    group = HEADINGS[file][0]
    known = {(row[group], row["column"]) for row in rows}
    seen: set[tuple[str, str]] = set()
    keyed = {row[group] for row in rows if row["key"]}
    for (number, _), row in zip(texts.rows, rows, strict=True):

        def note(column: str, expected: str, number: int = number, row: dict[str, str] = row) -> None:
            problems.append(Problem(file, number, column, row[column], expected))

        if not row[group] or not row["column"]:
            note("column", "表名和列名都不空")
        if (row[group], row["column"]) in seen:
            note("column", "一个表中只声明一次的列")
        seen.add((row[group], row["column"]))
        if row["type"] not in types:
            note("type", "下列之一：" + "、".join(types))
        if row["required"] not in ANSWERS:
            note("required", "yes 或 no")
        if row["key"] not in KEYS:
            note("key", "空，或主键中的次序 1 至 9")
        target = row["reference"]
        if file == FORMS and target and not target.startswith(CODELIST_PREFIX):
            table, _, column = target.partition(".")
            if (table, column) not in known:
                note("reference", "空、codelist: 加代码表名，或已声明的 表.列")
        if file == FORMS and row[group] not in keyed:
            note("key", "每个表至少一列有主键次序")
            keyed.add(row[group])
    return rows, problems
