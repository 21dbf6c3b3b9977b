"""A draft is proofread: what the data has for its tables is found, and planted slips; comments change nothing else."""

import csv
import io
import re
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import docx
import openpyxl
import pytest
from docx.oxml.ns import qn
from lxml import etree

from tests.drafts import Printed, as_pdf, printed_tables, written
from whitepaper.__main__ import main
from whitepaper.checks.grids.found import Span
from whitepaper.checks.judgement import ERRATA
from whitepaper.checks.selectors import QUOTED
from whitepaper.model.dataset import Dataset
from whitepaper.model.errors import DraftError
from whitepaper.publishing.by_department import SUMMARY
from whitepaper.publishing.drafts.checking import Proof, proofread
from whitepaper.publishing.drafts.comments import AUTHOR, Comment, commented
from whitepaper.publishing.drafts.document import open_draft
from whitepaper.publishing.source import Source, load_source

ROOT = Dataset.chosen().source
EDITION = 2024
LIST = "表43"
LAST_TABLE = 32
Slip = tuple[str, str, str, str]
"""File of a table, text of a row's first cell, what is printed in that row, what is printed instead."""
SLIPS: Sequence[Slip] = (
    ("table-02", "莘庄工业区", "1077.57", "1077.75"),
    ("table-06", "女装、文胸", "93.75%", "97.35%"),
    ("table-07", "合计", "26756", "26765"),
    ("table-09", "流通", "4560", "4650"),
    ("table-13", "监督抽查", "322", "332"),
    ("table-18", "进口工业品", "1.42%", "14.2%"),
    ("table-22", "医疗器械", "1385", "1358"),
    ("table-23", "全国12315", "66984", "69684"),
    ("table-26", "工业设计", "526.30", "562.30"),
    ("table-28", "公共停车场（库）", "13.5%", "15.3%"),
    ("table-30", "二氧化氮年均值", "↓11.4%", "↓21.4%"),
)
NAME = "双钱轮胎集团有限公司", "双钱轮胎集因有限公司"
SENTENCES = (
    f"合成的一句：名录共列 {{count}} 家企业（见{LIST}）。",
    "合成的一句：食品抽检 {samples} 批次，合格 5414 批次（见表 9）。",
    "合成的一句：本段没有说到任何一张表，共 12345 批次。",
)
"""Sentences made for the tests; they are not of the paper."""
SAID = {"count": "11", "samples": "5522"}


def listed() -> Printed:
    """A list of the honours as a table."""
    with (ROOT / "2024" / "honours.csv").open(encoding="utf-8", newline="") as stream:
        rows = [row for row in csv.DictReader(stream) if row["source"] == LIST]
    body = [(str(at), row["organisation"]) for at, row in enumerate(rows, 1)]
    return Printed("", f"{LIST}：老字号企业名录", (("序号", "企业名称"), *body), 1, ())


def slipped(tables: Sequence[Printed], slips: Sequence[Slip]) -> list[Printed]:
    """The tables with other texts in some cells."""
    found = {one.file: one for one in tables}
    for file, label, printed, text in slips:
        rows = [list(row) for row in found[file].rows]
        (row,) = [row for row in rows if row[0].startswith(label) and printed in row]
        row[row.index(printed)] = text
        found[file] = replace(found[file], rows=tuple(map(tuple, rows)))
    return list(found.values())


def draft(path: Path, slips: Sequence[Slip] = (), names: Sequence[str] = (), said: Mapping[str, str] = SAID) -> Path:
    """All tables of the paper, a list and sentences."""
    entries = listed()
    if names:
        entries = entries.told(lambda text: text.replace(*names))
    sentences = [sentence.format_map(said) for sentence in SENTENCES]
    return written(path, [*slipped(printed_tables(), slips), entries, *sentences])


@pytest.fixture(scope="module")
def source() -> Source:
    """What is known before the draft."""
    return load_source(ROOT)


@dataclass(frozen=True)
class Checked:
    """A draft and what was found in it."""

    path: Path
    proof: Proof


@pytest.fixture(scope="module")
def sound(source: Source, tmp_path_factory: pytest.TempPathFactory) -> Checked:
    """The paper's own tables."""
    path = draft(tmp_path_factory.mktemp("sound") / "文稿.docx")
    return Checked(path, proofread(open_draft(path), ROOT, source, EDITION))


@pytest.fixture(scope="module")
def wrong(source: Source, tmp_path_factory: pytest.TempPathFactory) -> Checked:
    """The same with slips in the tables, in a sentence, in a count and in a name."""
    path = draft(tmp_path_factory.mktemp("wrong") / "文稿.docx", SLIPS, NAME, {"count": "12", "samples": "5252"})
    return Checked(path, proofread(open_draft(path), ROOT, source, EDITION))


def test_the_papers_tables_as_a_draft_give_what_the_data_has_for_them(sound: Checked) -> None:
    """Every finding whose numbers lie in tables, and none besides."""
    with (ROOT / "2024" / "expected_findings.csv").open(encoding="utf-8-sig", newline="") as stream:
        rows = list(csv.DictReader(stream))
    of_tables = {
        (row["finding_id"], row["verdict"])
        for row in rows
        if row["kind"] not in QUOTED and re.fullmatch(r"(表\d+(；|$))+", row["place"])
    }
    assert len(of_tables) > 10
    found = sound.proof.findings
    assert set(found[["finding_id", "verdict"]].itertuples(index=False, name=None)) == of_tables
    assert not (found["is_new"] == "yes").any()


def places(one: Checked) -> dict[str, str]:
    """Each place that a finding names to act on, with its explanation."""
    rows = one.proof.findings
    rows = rows[rows["verdict"].isin(ERRATA)]
    return {
        place: row.explanation for row in rows.itertuples() for place in row.place.split("；")
    }  # fmt: skip


def where(one: Checked, slip: Slip) -> str:
    """The place of a slip in the draft, as a reader is told it."""
    file, label, _, text = slip
    number = int(file.removeprefix("table-"))
    (table,) = [table for table in one.proof.draft.tables if table.number == number]
    (cell,) = [cell for cell in table.cells if cell.text == text and table.label(cell.row).startswith(label)]
    return table.place(cell.row, cell.column)


def test_planted_slips_are_found(wrong: Checked) -> None:
    """Fourteen of them, each at its number or at one that it should give."""
    told = places(wrong)
    missed = [slip for slip in SLIPS if where(wrong, slip) not in told]
    assert missed == []
    found = wrong.proof.findings
    assert {"12 家", "5,252 批次", NAME[1]} <= set(found["printed"])


def test_nothing_sound_is_doubted(sound: Checked, wrong: Checked) -> None:
    """Every finding that is not the paper's own has a planted slip among its numbers."""
    known = set(sound.proof.findings["finding_id"])
    rows = wrong.proof.findings
    rows = rows[rows["verdict"].isin(ERRATA) & ~rows["finding_id"].isin(known)]
    planted = {where(wrong, slip) for slip in SLIPS}
    for row in rows.itertuples():
        is_planted = bool(planted & set(row.place.split("；")))
        assert is_planted or row.printed in {"12 家", "5,252 批次", NAME[1]}, (row.place, row.explanation)


def test_where_two_checks_meet_their_number_is_marked(wrong: Checked) -> None:
    """A part that breaks its rate and its total carries the comment, not they."""
    at = where(wrong, SLIPS[3])
    rows = wrong.proof.findings
    about = rows[rows["place"].str.contains(at, regex=False)]
    assert len(about) >= 2
    assert {place.split("；")[0] for place in about["place"]} == {at}


def parts(data: bytes) -> dict[str, bytes]:
    """Every part of a file of Word."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def shape(path: Path) -> list[tuple[str, ...]]:
    """Text and looks of every paragraph, and the properties of every table, row and cell."""
    body = docx.Document(str(path)).element.body
    names = ("p", "tblPr", "tblGrid", "trPr", "tcPr")
    found = []
    for one in body.iter(*(qn(f"w:{name}") for name in names)):
        if one.tag != qn("w:p"):
            found.append((etree.tostring(one).decode(),))
            continue
        runs = [run for run in one.iter(qn("w:r")) if run.find(qn("w:t")) is not None]
        looks = {etree.tostring(look).decode() for run in runs for look in run.findall(qn("w:rPr"))}
        settings = one.find(qn("w:pPr"))
        text = "".join(text.text or "" for text in one.iter(qn("w:t")))
        found.append((text, "" if settings is None else etree.tostring(settings).decode(), *sorted(looks)))
    return found


def test_comments_are_all_that_changes(wrong: Checked, tmp_path: Path) -> None:
    """Same text, tables and styles; every part but the body and the comments is the same bytes."""
    target = tmp_path / "批注.docx"
    before = wrong.path.read_bytes()
    count = commented(wrong.path, wrong.proof.comments, target)
    assert wrong.path.read_bytes() == before
    old, new = parts(before), parts(target.read_bytes())
    changed = {name for name in old if old[name] != new[name]}
    assert changed == {"word/document.xml", "word/_rels/document.xml.rels", "[Content_Types].xml"}
    assert set(new) - set(old) == {"word/comments.xml"}
    assert shape(target) == shape(wrong.path)
    named = etree.fromstring(new["[Content_Types].xml"])
    assert {tuple(sorted(one.keys())) for one in named} == {("ContentType", "Extension"), ("ContentType", "PartName")}
    comments = list(docx.Document(str(target)).comments)
    assert len(comments) == count == len(wrong.proof.comments) > len(SLIPS)
    assert {one.author for one in comments} == {AUTHOR}


def marked(path: Path) -> dict[str, str]:
    """The text that each comment stands at to what it says."""
    document = docx.Document(str(path))
    body = document.element.body
    found = {}
    for comment in document.comments:
        start = body.xpath(f"//w:commentRangeStart[@w:id='{comment.comment_id}']")[0]
        texts, at = [], start.getnext()
        while not at.tag.endswith("commentRangeEnd"):
            texts += [one.text for one in at.iter() if one.tag.endswith("}t")]
            at = at.getnext()
        found["".join(texts)] = comment.text
    return found


def test_comments_stand_at_numbers_and_names(wrong: Checked, tmp_path: Path) -> None:
    """Of a sentence at the number alone, of a table in the cell."""
    target = tmp_path / "批注.docx"
    commented(wrong.path, wrong.proof.comments, target)
    told = marked(target)
    assert {"12 家", "5252 批次", "4650", "97.35%", NAME[1]} <= set(told)
    assert "矛盾" in told["97.35%"]
    assert "93.75" in told["97.35%"]
    assert "写法不一" in told[NAME[1]]


def test_a_draft_with_comments_gets_more(wrong: Checked, tmp_path: Path) -> None:
    """Those of its readers stay; nothing but the body and the comments changes."""
    before, target = tmp_path / "有批注.docx", tmp_path / "更多.docx"
    document = docx.Document(str(wrong.path))
    document.add_comment(document.paragraphs[0].runs, text="请核", author="某人", initials="某")
    document.save(str(before))
    commented(before, wrong.proof.comments, target)
    old, new = parts(before.read_bytes()), parts(target.read_bytes())
    assert {name for name in new if old.get(name) != new[name]} == {"word/document.xml", "word/comments.xml"}
    said = [(one.author, one.text) for one in docx.Document(str(target)).comments]
    assert said[0] == ("某人", "请核")
    assert len(said) == 1 + len(wrong.proof.comments)


def test_a_run_is_divided_with_its_looks(tmp_path: Path) -> None:
    """The number in the midst of a bold sentence; spaces and text stay."""
    path, target = tmp_path / "a.docx", tmp_path / "b.docx"
    document = docx.Document()
    document.add_paragraph().add_run("共  3 家单位 ，见表1").bold = True
    document.save(str(path))
    commented(path, [Comment(Span(0, 3, 6), "矛盾")], target)
    (paragraph,) = docx.Document(str(target)).paragraphs
    assert paragraph.text == "共  3 家单位 ，见表1"
    assert all(run.bold for run in paragraph.runs if run.text)
    assert list(marked(target)) == ["3 家"]


def test_a_pdf_has_no_comments_and_the_draft_is_never_written_to(wrong: Checked, tmp_path: Path) -> None:
    """Both are refused in words."""
    with pytest.raises(DraftError, match="PDF"):
        commented(as_pdf(tmp_path / "a.pdf", ["合成"]), [], tmp_path / "b.docx")
    with pytest.raises(DraftError, match="原稿"):
        commented(wrong.path, [], wrong.path)


def test_the_command(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A workbook with a sheet a department, the commented draft, and status 1 for new contradictions."""
    tables = {one.file: one for one in slipped(printed_tables(), SLIPS)}
    path = written(tmp_path / "文稿.docx", [tables[file] for file in ("table-02", "table-07", "table-26")])
    out, target = tmp_path / "清单.xlsx", tmp_path / "批注.docx"
    assert main(["check", str(path), "--comments", str(target), "--format", "xlsx", "--out", str(out)]) == 1
    assert str(out) in capsys.readouterr().out
    assert len(list(docx.Document(str(target)).comments)) == 3
    book = openpyxl.load_workbook(out)
    assert book.sheetnames == [SUMMARY, "区市场监管局", "区经委", "区统计局"]
    (row,) = book["区统计局"].iter_rows(min_row=2, values_only=True)
    assert row[0] == "矛盾"
    assert "表2" in str(row[3])
    assert "1,077.75" in str(row[6])


def test_what_cannot_be_is_said(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """No such draft, an old format, a workbook on the screen."""
    assert main(["check", str(tmp_path / "没有.docx")]) == 1
    assert "没有这个文件" in capsys.readouterr().err
    (tmp_path / "旧.doc").write_bytes(b"x")
    assert main(["check", str(tmp_path / "旧.doc")]) == 1
    assert "docx" in capsys.readouterr().err
    assert main(["check", "--format", "xlsx"]) == 1
    assert "--out" in capsys.readouterr().err
    assert main(["check", str(tmp_path), "--comments", str(tmp_path / "批注.docx")]) == 1
    assert "不是 Word 文稿" in capsys.readouterr().err
