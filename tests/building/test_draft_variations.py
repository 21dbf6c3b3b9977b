"""The tables of the paper as another hand would lay them out: their numbers land right all the same, or are told."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import docx
import pytest

from tests.building.test_drafts import ENOUGH, SOURCE, TABLES, landed
from tests.drafts import Printed, as_pdf, written
from whitepaper.printed.drafted import unmarked
from whitepaper.publishing.drafts.document import open_draft
from whitepaper.publishing.drafts.prefill import Asked, asked

MARKS = ("①", "¹", "*", "[2]", "注3", "（注）", "")
Change = Callable[[Printed], Printed]


def turned(one: Printed) -> Printed:
    """The columns behind the names in the other order."""
    width = len(one.rows[0])

    def at(column: int) -> int:
        return width - column if column else 0

    rows = tuple(tuple(row[at(column)] for column in range(width)) for row in one.rows)
    merged = tuple((a, min(at(b), at(e)), d, max(at(b), at(e))) for a, b, d, e in one.merged)
    return replace(
        one, rows=rows, merged=merged, keys={(row, at(column)): key for (row, column), key in one.keys.items()}
    )


def worded(one: Printed, change: Callable[[str, int], str]) -> Printed:
    """The headings, and the names of the rows, written otherwise; numbers as they are."""
    rows = tuple(
        tuple(
            change(text, row) if text and (row, column) not in one.keys else text for column, text in enumerate(texts)
        )
        for row, texts in enumerate(one.rows)
    )
    return replace(one, rows=rows)


def marked(one: Printed) -> Printed:
    """Marks of footnotes behind headings, names and numbers."""
    found = worded(one, lambda text, row: text + MARKS[row % len(MARKS)])
    return found.numbers(lambda text: text + "①")


def noted(one: Printed) -> Printed:
    """A column of notes at the end, some of which hold a number."""
    rows = [
        (*row, "备注" if at < one.heading else ("含样例 2 项" if at % 2 else "")) for at, row in enumerate(one.rows)
    ]
    last = len(rows[0]) - 1
    merged = (*one.merged, *([(0, last, one.heading - 1, last)] if one.heading > 1 else []))
    return replace(one, rows=tuple(rows), merged=merged)


def spaced(one: Printed) -> Printed:
    """Blanks between the letters of short words and before long ones."""
    return worded(
        one, lambda text, row: "　".join(text) if text.isalpha() and len(text) < 5 else f"　　{text}" if row else text
    )


def plain(one: Printed) -> Printed:
    """What `landed` compares with: the numbers without marks."""
    return one.numbers(unmarked)


LAID: dict[str, tuple[Change, ...]] = {
    "columns in another order, and notes": (turned, noted),
    "marks of footnotes": (marked,),
    "blanks in names": (spaced,),
    "all at once": (marked, turned, noted),
}


@pytest.fixture(scope="module")
def wanted() -> Asked:
    """What the paper of the project asks for."""
    return asked(SOURCE, 2024)


CASES = [(name, ".docx") for name in LAID] + [("all at once", ".pdf")]


@pytest.mark.parametrize(("name", "kind"), CASES)
def test_tables_of_another_hand_land_right(name: str, kind: str, wanted: Asked, tmp_path: Path) -> None:
    """Nearly all numbers, and none where it does not belong."""
    parts = list(TABLES.values())
    for change in LAID[name]:
        parts = [change(one) for one in parts]
    path = tmp_path / f"文稿{kind}"
    found = wanted.place(open_draft(written(path, parts) if kind == ".docx" else as_pdf(path, parts)))
    count, right, wrong = landed(found, map(plain, parts))
    assert (count, wrong) == (473, 0)
    assert right >= ENOUGH * count


def test_years_on_in_another_order_and_on_two_pages(tmp_path: Path) -> None:
    """Columns turned, a year later, the headings again."""
    parts = [turned(one).years_on() for one in TABLES.values()]
    split = [part for one in parts for part in (one.parts(2) if len(one.rows) - one.heading > 3 else (one,))]
    found = asked(SOURCE, 2025).place(open_draft(written(tmp_path / "文稿.docx", split)))
    count, right, wrong = landed(found, parts)
    assert (count, wrong) == (473, 0)
    assert right >= ENOUGH * count


@pytest.mark.parametrize(
    ("printed", "kept"),
    [
        ("新能源①", "新能源"), ("合计¹²", "合计"), ("131*", "131"), ("97.4%[1]", "97.4%"), ("（km²）", "（km²）"),
        ("万m²", "万m²"), ("3×10³", "3×10³"), ("备注1", "备注1"), ("①", "①"), ("*", "*"), ("药（注2）", "药"), ("", ""),
    ],
)  # fmt: skip
def test_only_the_mark_of_a_footnote_goes(printed: str, kept: str) -> None:
    """Units, powers and what is nothing but a sign stay."""
    assert unmarked(printed) == kept


def test_a_raised_figure_is_no_digit_of_its_number(wanted: Asked, tmp_path: Path) -> None:
    """As Word sets the mark of a footnote: 136 with a small 2 is not 1362."""
    path = written(tmp_path / "文稿.docx", [TABLES["table-07"]])
    document = docx.Document(str(path))
    (cell,) = [cell for cell in document.tables[0].columns[1].cells if cell.text == "136"]
    cell.paragraphs[0].add_run("2").font.superscript = True
    document.save(str(path))
    assert [one.printed for one in wanted.place(open_draft(path)).placed if one.printed.startswith("136")] == ["136"]
