"""Drafts in Word and PDF: what is read of them, that every number lands right or is told, and that none is guessed."""

import io
import zipfile
import zlib
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

import docx
import openpyxl
import pdfplumber
import pytest
from docx.oxml import OxmlElement
from docx.oxml.ns import qn

from tests.building.test_keying import columns
from tests.drafts import FULL_WIDTH, Key, Printed, as_pdf, printed_tables, written
from whitepaper.__main__ import main
from whitepaper.model.dataset import Dataset
from whitepaper.model.errors import DraftError
from whitepaper.publishing.drafts import pdf, word
from whitepaper.publishing.drafts.blocks import Grid
from whitepaper.publishing.drafts.document import Draft, DraftTable, open_draft
from whitepaper.publishing.drafts.placing import Placing
from whitepaper.publishing.drafts.prefill import Asked, Prefilled, asked, prefilled
from whitepaper.publishing.keying.importing import import_workbooks
from whitepaper.publishing.keying.sheets import OBSERVATIONS, REVIEW, TO_REVIEW

SOURCE = Dataset.chosen().source
TABLES = {one.file: one for one in printed_tables()}
ENOUGH = 0.95
"""Share of the numbers that must land."""


@pytest.fixture(scope="module")
def wanted() -> Asked:
    """What the paper of the project asks for."""
    return asked(SOURCE, 2024)


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Prefilled:
    """A draft of next year's paper with all tables, shuffled and in full width, a new row, text and a town report."""
    rows = (*TABLES["table-07"].rows, ("网络", "2"))
    new = replace(TABLES["table-07"], rows=rows)
    parts = [*(one for one in NEXT if one.file != "table-07"), new.years_on(), *TEXT]
    return prefilled(written(tmp_path_factory.mktemp("whole") / "文稿.docx", parts), SOURCE)


def table(name: str, *rows: Iterable[str], heading: int = 1) -> Printed:
    """A table of its own with the caption of one of the source."""
    return Printed(name, TABLES[name].caption, tuple(map(tuple, rows)), heading, ())


def landed(found: Placing, parts: Iterable[Printed]) -> tuple[int, int, int]:
    """How many numbers there are, how many landed where they belong, and how many elsewhere."""
    wanted: dict[tuple[str, Key], str] = {
        (one.file, key): one.rows[row][column].translate(HALF_WIDTH)
        for one in parts
        for (row, column), key in one.keys.items()
    }
    right = sum(wanted.get((one.file, one.key)) == one.printed for one in found.placed)
    return len(wanted), right, len(found.placed) - right


HALF_WIDTH = {full: half for half, full in FULL_WIDTH.items()}


def halves(one: Printed) -> list[Printed]:
    """A table on two pages where it has enough rows."""
    return list(one.parts(2)) if len(one.rows) - one.heading > 3 else [one]


NEXT = [one.shuffled(7).numbers(lambda text: text.translate(FULL_WIDTH)).years_on() for one in TABLES.values()]
SPLIT = [part for one in TABLES.values() for part in halves(one)]
BARE = [one.told(lambda text: text.removesuffix("年") if len(text) == 5 else text) for one in TABLES.values()]
TEXT = (
    "# 第一章 质量安全", "一、产品质量", "(一)质量状况", "5. 特种设备",
    "2025年是很好的一年（见表15）。在册特种设备生产单位120家，特种设备使用单位6001家。没有数。",
    "# 附录", "一、江川路街道——AI+制造业", "智能机器人企业有30家。",
)  # fmt: skip


@pytest.mark.parametrize(
    ("parts", "is_merged"), [(SPLIT, True), (BARE, False)],
    ids=["split over pages", "years without 年, nothing merged"],
)  # fmt: skip
def test_numbers_of_tables_land_right(parts: list[Printed], is_merged: bool, wanted: Asked, tmp_path: Path) -> None:
    """Nearly all of them, and none where it does not belong."""
    count, right, wrong = landed(wanted.place(open_draft(written(tmp_path / "文稿.docx", parts, is_merged))), parts)
    assert count == 473
    assert right >= ENOUGH * count
    assert wrong == 0


def test_a_year_on_every_number_is_marked_with_its_place(whole: Prefilled) -> None:
    """The edition is that of the captions; rows stand in another order, and figures are of full width."""
    count, right, wrong = landed(whole.placing, NEXT)
    assert whole.book.edition == 2025
    assert (count, wrong) == (473, 0)
    assert right >= ENOUGH * count
    rows = [row for sheet in whole.book.sheets if sheet.form == OBSERVATIONS for row in sheet.rows]
    filled = [row.cells for row in rows if row.cells["printed"]]
    assert len(filled) == len(whole.placing.placed)
    assert all(cells[REVIEW.name].startswith("待复核：表") for cells in filled)


def test_a_pdf_with_text_is_read_as_well(wanted: Asked, tmp_path: Path) -> None:
    """Its rules make the cells, merged ones too."""
    found = wanted.place(open_draft(as_pdf(tmp_path / "文稿.pdf", TABLES.values())))
    count, right, wrong = landed(found, TABLES.values())
    assert (count, wrong) == (473, 0)
    assert right == count
    assert found.placed[0].table.origin == "第1页"


def test_letters_of_a_pdf_are_where_pdfplumber_finds_them(tmp_path: Path) -> None:
    """Of them only text and place are kept, and those of a cell are looked up: its texts are the same."""
    path = as_pdf(tmp_path / "文稿.pdf", TABLES.values())
    with pdfplumber.open(path) as file:
        tables = [table.extract() for page in file.pages for table in page.find_tables()]
    wanted = [[" ".join((text or "").split()) for row in table for text in row if text is not None] for table in tables]
    read = [[cell.text for cell in block.cells] for block in pdf.read(path).blocks if isinstance(block, Grid)]
    assert read == wanted


def test_the_last_paper_under_other_words_is_told_and_not_filled(wanted: Asked, tmp_path: Path) -> None:
    """A renamed category, a new one, and one that resembles another: three lines, no number."""
    one = TABLES["table-03"]
    names = {"新能源": "新型能源", "新材料": "先进新材料"}
    changed = one.told(lambda text: names.get(text, text))
    new = ("低空经济", *("12.3" for _ in changed.rows[0][1:]))
    found = wanted.place(only(tmp_path, replace(changed, rows=(*changed.rows, new))))
    assert {one.table.label(one.cell.row) for one in found.unplaced} == {"低空经济", "先进新材料", "新型能源"}
    assert len(found.placed) == 12


def test_two_places_for_one_number_leave_it_empty(wanted: Asked, tmp_path: Path) -> None:
    """Each is told with the other's place."""
    rows = [("环节", "闵行区"), ("生产", "136"), ("流通", "1"), ("流通", "2")]
    found = wanted.place(only(tmp_path, table("table-07", *rows)))
    said = "表7 第3行第2列、表7 第4行第2列 说的是同一个数，不知以哪个为准"
    assert [one.printed for one in found.placed] == ["136"]
    assert [one.said for one in found.unplaced] == [said, said]


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        ([("行业", "工业总产值（万元）"), ("新材料", "5")], "单位是“万元”"),
        ([("行业", "工业总产值（亿元）"), ("新材料", "5%")], "不是带单位“亿元”的一个数"),
        ([("行业", "工业总产值（亿元）"), ("新材料", "5 6")], "不是带单位“亿元”的一个数"),
        ([("行业", "工业增加值（亿元）"), ("新材料", "5")], "上一版没有“工业增加值（亿元）”"),
        ([("行业", "2019年"), ("新材料", "5")], "上一版没有行名和列名所说的这个数"),
        ([("行业", "2024年上半年"), ("新材料", "5")], "上一版没有“2024年上半年”"),
        ([("行业", "", "同比（%）"), ("新材料", "5", "6")], "这一列没有列名"),
        ([("行业", "工业总产值（亿元）"), ("新材料", "6"), ("", "5")], "这一行没有行名"),
    ],
)
def test_what_is_not_certain_is_told(rows: list[tuple[str, ...]], said: str, wanted: Asked, tmp_path: Path) -> None:
    """Another unit, period, measure or name, or none; figures that a space parts are not put together."""
    found = wanted.place(only(tmp_path, table("table-03", *rows)))
    (left,) = found.unplaced
    assert left.cell.text.startswith("5")
    assert left.said.startswith(said)
    assert {one.printed for one in found.placed} <= {"6"}


@pytest.mark.parametrize(
    "caption", ["表7：网络食品生产经营企业许可证持证情况", "表7：2019年食品生产经营企业许可证持证情况", ""]
)
def test_a_table_of_another_name_or_year_fills_nothing(caption: str, wanted: Asked, tmp_path: Path) -> None:
    """A caption that only holds the title, one of a year that the paper is not about, and none."""
    one = replace(TABLES["table-07"], caption=caption)
    found = wanted.place(only(tmp_path, one))
    assert found.placed == []
    assert len(found.unplaced) == len(one.keys)


def test_a_title_wins_over_the_number_of_a_table(wanted: Asked, tmp_path: Path) -> None:
    """Next year's paper may count otherwise."""
    one = TABLES["table-07"]
    found = wanted.place(only(tmp_path, replace(one, caption=one.caption.replace("表7", "表９"))))
    assert found.placed[0].place == "表9 第2行第2列"


# What a document is read as


def only(path: Path, *parts: Printed | str) -> Draft:
    """A draft of some parts."""
    return open_draft(written(path / "文稿.docx", parts))


def one_of(draft: Draft) -> DraftTable:
    """Its only table."""
    (found,) = draft.tables
    return found


def test_a_table_split_over_pages_is_one_that_knows_where_its_rows_came_from(tmp_path: Path) -> None:
    """Repeated headings are left out, and an empty line or a note between the parts does not matter."""
    whole = TABLES["table-06"]
    first, rest = whole.parts(5)
    found = one_of(only(tmp_path, first, "", "数据来源：区市场监管局", rest))
    assert (found.number, found.caption) == (6, "2024年流通领域商品质量抽检情况")
    assert tuple(tuple(cell.text for cell in row) for row in found.grid) == whole.rows
    assert found.parts[:2] == ((0, 0), (0, 1))
    assert found.parts[6] == (1, 1)
    assert found.place(6, 1) == "表6 第7行第2列"


def test_a_part_that_says_that_it_goes_on_needs_no_headings(tmp_path: Path) -> None:
    """续表, or the caption again with （续）."""
    first, rest = TABLES["table-06"].parts(5)
    bare = Printed(rest.file, "续表", rest.rows[1:], 0, ())
    again = Printed(rest.file, f"{first.caption}（续）", rest.rows, 1, ())
    for part in (bare, again):
        assert len(one_of(only(tmp_path, first, part)).grid) == 20


def test_another_table_behind_text_is_another(tmp_path: Path) -> None:
    """A table with other columns, or with a caption of its own."""
    draft = only(tmp_path, TABLES["table-05"], "正文。", TABLES["table-06"], TABLES["table-15"])
    assert [one.number for one in draft.tables] == [5, 6, 15]


def test_merged_cells_stand_once_and_cover_what_they_cover(tmp_path: Path) -> None:
    """A heading over two columns, labels over two rows."""
    found = one_of(only(tmp_path, TABLES["table-26"]))
    assert found.heading_rows == (0, 1)
    assert found.heading(1) == "资产总计2024年（亿元）"
    assert found.heading(2) == "资产总计2024年同比（%）"
    assert found.grid[0][1] is found.grid[0][2]
    assert sum(cell.text == "资产总计" for cell in found.cells) == 1
    assert found.label(2) == "媒体与艺术"


def test_running_numbers_are_no_numbers_and_years_may_be(tmp_path: Path) -> None:
    """2085 is a count where it stands under a heading, and 2022 a year where it begins a row."""
    rows = [("序号", "环节", "闵行区"), ("1", "生产", "2085"), ("2", "流通", "1999")]
    found = one_of(only(tmp_path, table("table-07", *rows)))
    assert [cell.text for cell in found.cells if found.is_value(cell)] == ["2085", "1999"]
    found = one_of(
        only(tmp_path, table("table-11", ("年份", "产量", "率"), ("2022", "23", "38"), ("2023", "24", "39")))
    )
    assert [cell.text for cell in found.cells if found.is_value(cell)] == ["23", "38", "24", "39"]
    assert found.label(1) == "2022"


def test_tracked_changes_are_read_as_accepted(tmp_path: Path) -> None:
    """What is inserted counts, what is deleted does not, and a number is not cut where the pen was."""
    path = written(tmp_path / "文稿.docx", [table("table-07", ("环节", "闵行区"), ("生产", "1"))])
    document = docx.Document(str(path))
    paragraph = document.tables[0].cell(1, 1).paragraphs[0]._p
    for tag, text_tag, text in (("w:ins", "w:t", "36"), ("w:del", "w:delText", "99")):
        change, run, letters = OxmlElement(tag), OxmlElement("w:r"), OxmlElement(text_tag)
        letters.text = text
        run.append(letters)
        change.append(run)
        paragraph.append(change)
    document.save(str(path))
    assert one_of(open_draft(path)).grid[1][1].text == "136"


def test_paragraphs_keep_their_number_and_level(tmp_path: Path) -> None:
    """As comments are put at them."""
    draft = only(tmp_path, "# 第一章", "正文。", TABLES["table-05"], "又一段。")
    assert [(one.index, one.text, one.level) for one in draft.paragraphs][:2] == [(0, "第一章", 1), (1, "正文。", 0)]
    elements = [element for _, element in word.blocks(word.opened(draft.path)) if element.tag == qn("w:p")]
    assert word.text(elements[draft.paragraphs[-1].index]) == "又一段。"


# What is refused


def bombed() -> bytes:
    """A document whose part of text grows to more than anybody reads."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as parts:
        parts.writestr("word/document.xml", b" " * (word.LARGEST_TEXT + 1))
    return out.getvalue()


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("文稿.doc", b"", "另存为 .docx"),
        ("文稿.docx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "去掉密码"),
        ("文稿.docx", b"PK\x03\x04 broken", "已损坏"),
        ("文稿.docx", b"", "已损坏"),
        ("文稿.pdf", b"%PDF-1.4 broken", "已损坏"),
        ("文稿.xlsx", b"", "不是文稿"),
    ],
)
def test_what_cannot_be_read_is_refused_with_what_to_do(
    name: str, content: bytes, said: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """In one line, and nothing is written."""
    (tmp_path / name).write_bytes(content)
    assert main(["read", str(tmp_path / name), "--out", str(tmp_path / "工作簿.xlsx")]) == 1
    told = capsys.readouterr().err
    assert said in told
    assert told.count("\n") == 1
    assert not (tmp_path / "工作簿.xlsx").exists()


def test_bombs_scans_and_files_that_are_no_document_are_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """By what they are, before they are unpacked."""
    (tmp_path / "大.docx").write_bytes(bombed())
    with pytest.raises(DraftError, match="大得不像文稿"):
        open_draft(tmp_path / "大.docx")
    with zipfile.ZipFile(tmp_path / "别的.docx", "w") as parts:
        parts.writestr("readme.txt", "x")
    with pytest.raises(DraftError, match="已损坏"):
        open_draft(tmp_path / "别的.docx")
    with pytest.raises(DraftError, match="扫描件"):
        open_draft(as_pdf(tmp_path / "扫描.pdf", [""]))
    monkeypatch.setattr(pdf, "LARGEST", 10)
    packed = b"stream\n" + zlib.compress(b"0" * 1000)
    (tmp_path / "大.pdf").write_bytes(b"%PDF-1.4\n" + packed)
    with pytest.raises(DraftError, match="大得不像文稿"):
        open_draft(tmp_path / "大.pdf")
    with pytest.raises(DraftError, match="没有这个文件"):
        open_draft(tmp_path / "没有.docx")


# Sentences


def test_sentences_with_numbers_are_listed_with_what_they_may_be(whole: Prefilled) -> None:
    """Same unit and a like name, in its section first; years and table numbers are no numbers."""
    devices, town = whole.sentences
    assert devices.text.startswith("在册特种设备生产单位120家")
    assert devices.section == "第一章/一/(一)/5"
    assert devices.candidates[0].startswith("特种设备生产单位数（闵行区，2024，数值）113")
    assert town.section.startswith("附录/一")
    assert all("江川路街道" in one for one in town.candidates)
    assert town.candidates


# The workbook


def test_numbers_are_imported_when_they_are_compared(source: Path, tmp_path: Path) -> None:
    """A number with its mark is told by its cell and not written; without it is."""
    rows = (("项目", "2025年", "同比（%）"), ("总值（亿元）", "120", "9.1"), ("合格率（%）", "96", ""))
    draft = written(tmp_path / "文稿.docx", [Printed("table-01", "表1：总量", rows, 1, ())])
    out = tmp_path / "工作簿.xlsx"
    assert main(["--data", str(tmp_path), "read", str(draft), "--out", str(out)]) == 0
    book = openpyxl.load_workbook(out)
    paper, sheet = book["白皮书"], book["表1"]
    for column, text in {"title": "下一年度白皮书", "publisher": "某局", "published": "2026-09"}.items():
        paper.cell(4, columns(paper)[column]).value = text
    place = columns(sheet)[REVIEW.name]
    places = ["表1 第2行第2列", "表1 第2行第3列"]
    assert [sheet.cell(row, place).value for row in (4, 5, 6)] == [*map(TO_REVIEW.format, places), None]
    sheet.cell(4, place).value = None
    book.save(out)
    done = import_workbooks([out], source, source)
    assert done.unreviewed == {"表1": [sheet.cell(5, columns(sheet)["printed"]).coordinate]}
    assert "还有 1 个由文稿预填的数待复核，没有写入" in str(done)
    assert "  表1：" in str(done)
    written_rows = (source / "2025" / "observations" / "table-01.csv").read_text(encoding="utf-8").splitlines()[1:]
    assert written_rows == ["economy.gdp,310112,,2025,level,120,亿元,,"]


def test_the_workbook_lists_what_was_left(whole: Prefilled, tmp_path: Path) -> None:
    """Numbers without a row with the reason, rows without a number, and sentences; the marks are counted."""
    (tmp_path / "工作簿.xlsx").write_bytes(whole.data)
    book = openpyxl.load_workbook(tmp_path / "工作簿.xlsx", read_only=True)
    cover, left, texts = ([[cell.value for cell in row] for row in sheet.iter_rows()] for sheet in book.worksheets[:3])
    why = ["表7 第6行第2列", "2", "网络", "食品生产经营许可证持证数（张）", "上一版没有“网络”"]
    assert left[3][1:] == why
    assert any("国家级消费集聚区" in str(row[3]) for row in left[4:])
    assert texts[3][3].startswith("在册特种设备")
    assert f"预填 {len(whole.placing.placed)} 个（都标了待复核），没有放进来 1 个" in str(whole)
    assert "待复核" in cover[17]
