"""The page of the yearly round, as a clerk goes through it, without a browser."""

import io
import tempfile
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pandas as pd
import pytest
from docx import Document
from openpyxl import load_workbook
from streamlit.testing.v1 import AppTest

from components.upkeep import desk
from components.upkeep.desk import DESK
from tests import rounds as books
from tests.pages.conftest import ROOT, saved, sent
from whitepaper.model.dataset import VARIABLE, Dataset
from whitepaper.publishing import versions
from whitepaper.store.store import Store

SHELL = ROOT / "components" / "upkeep" / "shell.py"


@pytest.fixture
def dataset(two_editions: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Dataset]:
    """Two published papers, of which a test may publish a third version; the desk is cleared afterwards."""
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    found = books.copied(two_editions.dataset, tmp_path / "data")
    monkeypatch.setenv(VARIABLE, str(found.root))
    yield found
    DESK.clear()


@pytest.fixture(scope="module")
def workbook(two_editions: Store) -> bytes:
    """The second paper with one number typed anew."""
    return books.workbook(two_editions.dataset)


def opened() -> AppTest:
    """The page in a window of its own."""
    app = AppTest.from_file(SHELL, default_timeout=120).run()
    assert not app.exception
    return app


def bring(content: bytes, name: str = "book.xlsx") -> None:
    """What the box does once a file was chosen."""
    (DESK.sit(DESK.window).uploads / name).write_bytes(content)


def table(app: AppTest, headings: str) -> pd.DataFrame:
    """The one table whose first heading is this."""
    (data,) = [one for one in sent(app, "plain_table") if one["headings"][0] == headings]
    return pd.DataFrame(data["rows"], columns=data["headings"])


def words(app: AppTest) -> str:
    """All that is said on the page."""
    kinds = (app.markdown, app.success, app.error, app.warning, app.info)
    return "\n".join(str(one.value) for kind in kinds for one in kind)


def test_a_workbook_is_handed_out_whole_and_by_department(dataset: Dataset) -> None:
    """Of the next edition, empty, and of one there is, filled with its numbers or not."""
    app = opened()
    assert app.selectbox(key="edition_2026").options[0].startswith("2026 年度")
    app.button(key="whole").click().run()
    assert saved(app).name == "工作簿-2026.xlsx"
    app.selectbox(key="edition_2026").select(2025).run()
    app.button(key="whole").click().run()
    filled = load_workbook(io.BytesIO(saved(app).content))[books.SHEET]
    assert books.OLD in [cell.value for cell in filled[books.ROW]]
    app.button(key="each").click().run()
    with zipfile.ZipFile(io.BytesIO(saved(app).content)) as packed:
        assert len(packed.namelist()) > 1
        assert all(name.startswith("工作簿-2025-") for name in packed.namelist())


def test_the_round_from_upload_to_the_way_back(dataset: Dataset, workbook: bytes) -> None:
    """Read, compared, published once the year is typed, and gone back from; what was uploaded is not kept."""
    app = opened()
    assert words(app).count("先完成第 2 步") == 4
    bring(workbook)
    app.run()
    app.button(key="take").click().run()
    assert "已读入 2025 年度，没有问题" in words(app)
    assert table(app, "指标或名录").iloc[0].tolist()[-3:] == ["改动", "500.0 亿元", "633.5 亿元"]
    assert "2025 年度白皮书体检（与 2024 年度相比）" in words(app)
    app.button(key="examination").click().run()
    assert load_workbook(io.BytesIO(saved(app).content)).sheetnames == ["检查", "明细"]
    assert app.button(key="publish").disabled
    app.text_input(key="confirm").input("2024").run()
    assert app.button(key="publish").disabled
    app.text_input(key="confirm").input(" ２０２５ ").run()
    folder = DESK.sit(DESK.window).folder
    app.button(key="publish").click().run()
    assert not app.exception
    assert "已发布" in words(app)
    assert not folder.exists()
    assert len(dataset.published or []) == 2
    app.checkbox(key="sure").check().run()
    app.button(key="roll_back").click().run()
    assert "已退回" in words(app)
    assert table(app, "时间")["做了什么"].tolist() == ["退回", "发布", "发布"]
    assert [entry["action"] for entry in versions.logged(dataset)] == ["publish", "publish", "rollback"]


def test_every_problem_is_listed_by_sheet_and_cell_and_can_be_taken_along(dataset: Dataset) -> None:
    """Nothing is to be published then; a file that is none of ours is one of them; what was dropped is not read."""
    app = opened()
    bring(books.workbook(dataset, "abc"))
    bring(b"PK", "其他.xlsx")
    app.run()
    app.button(key="take").click().run()
    listed = table(app, "文件")
    assert listed[["文件", "工作表", "现为"]].to_numpy().tolist() == [["其他.xlsx", "", ""]]
    app.button(key="drop_1").click().run()
    app.button(key="take").click().run()
    listed = table(app, "文件")
    assert listed[["文件", "工作表", "格", "栏", "现为"]].to_numpy().tolist() == [
        ["book.xlsx", books.SHEET, f"O{books.ROW}", "本年所印", "abc"]
    ]
    app.button(key="problems").click().run()
    assert "abc" in saved(app).content.decode("utf-8-sig")
    assert not any(button.key == "publish" for button in app.button)
    app.button(key="clear").click().run()
    assert not any(button.key == "take" for button in app.button)


def test_a_second_window_is_told_and_can_go_on_there(
    dataset: Dataset, workbook: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With what had arrived; the first one is told in its turn."""
    first = opened()
    bring(workbook)
    own = DESK.window
    monkeypatch.setattr(desk, "window", lambda: "another")  # all windows of these tests are one to the framework
    second = opened()
    assert "另一个窗口正在做年度更新" in words(second)
    assert not any(button.key == "whole" for button in second.button)
    second.button(key="take_over").click().run()
    assert any(button.key == "take" for button in second.button)
    monkeypatch.setattr(desk, "window", lambda: own)
    assert "另一个窗口正在做年度更新" in words(first.run())


def test_two_clerks_publish_once(dataset: Dataset, workbook: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    """Both have the year typed; the second took over and publishes, the click of the first only tells it so."""
    monkeypatch.setattr(desk, "window", lambda: "first")
    first = opened()
    bring(workbook)
    first.run().button(key="take").click().run()
    first.text_input(key="confirm").input("2025").run()
    assert not first.button(key="publish").disabled
    monkeypatch.setattr(desk, "window", lambda: "second")
    second = opened()
    second.button(key="take_over").click().run()
    second.text_input(key="confirm").input("2025年").run()
    assert not second.button(key="publish").disabled
    monkeypatch.setattr(desk, "window", lambda: "first")
    first.button(key="publish").click().run()
    assert "另一个窗口正在做年度更新" in words(first)
    assert len(dataset.published or []) == 1
    monkeypatch.setattr(desk, "window", lambda: "second")
    second.button(key="publish").click().run()
    assert "已发布" in words(second)
    assert [entry["action"] for entry in versions.logged(dataset)] == ["publish", "publish"]


def slipped() -> bytes:
    """A draft in Word with a table whose total is not the sum of its parts."""
    document = Document()
    document.add_paragraph("表1 2025年抽检情况（单位：批次）")
    table = document.add_table(rows=4, cols=2)
    for row, texts in zip(table.rows, (("项目", "抽检"), ("甲", "40"), ("乙", "50"), ("合计", "100")), strict=True):
        for cell, text in zip(row.cells, texts, strict=True):
            cell.text = text
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def test_a_draft_comes_back_with_comments_and_as_a_workbook(dataset: Dataset) -> None:
    """What was found is on the page, in the margin of a copy, and in a list; what is no draft is refused with words."""
    app = opened()
    drafts = DESK.sit(DESK.window).drafts
    (drafts / "文稿.docx").write_bytes(slipped())
    app.run()
    app.selectbox(key="draft_edition_2026").select(2025).run()
    app.button(key="proofread").click().run()
    found = table(app, "结论")
    assert "100" in found["所印"].tolist()
    app.button(key="commented").click().run()
    copy = Document(io.BytesIO(saved(app).content))
    assert any("90" in comment.text for comment in copy.comments)
    app.button(key="findings").click().run()
    assert "汇总" in load_workbook(io.BytesIO(saved(app).content)).sheetnames
    app.button(key="prefill").click().run()
    assert saved(app).name == "工作簿-2025-预填.xlsx"
    assert "按 2025 年度读" in words(app.run())
    (drafts / "别的.docx").write_bytes(b"PK")
    app.run()
    app.selectbox(key="draft").select_index(0).run()
    app.button(key="proofread").click().run()
    assert "别的.docx：" in words(app)
    assert not app.exception


def test_what_fails_is_said_in_its_step(dataset: Dataset, workbook: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    """A preview that does not start, a source that another changed: words, and the rest of the page stands."""
    app = opened()
    bring(workbook)
    app.run()
    app.button(key="take").click().run()
    monkeypatch.setattr("components.upkeep.previewing.PATIENCE", 0.0)
    app.button(key="start_preview").click().run()
    assert "预览没有打开" in words(app)
    path = dataset.source / "2025" / "observations" / "economy.csv"
    path.write_bytes(path.read_bytes() + b"\n")
    app.text_input(key="confirm").input("2025").run()
    app.button(key="publish").click().run()
    assert "别人改过" in words(app)
    assert not app.exception
    assert desk.DESK.preview.address == ""
