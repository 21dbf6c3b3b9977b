"""What readers take home from the menu, opened again."""

import io
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from docx import Document
from openpyxl import load_workbook
from playwright.sync_api import Page, expect
from pptx import Presentation

from tests.browser.conftest import PAGE, STAGE, Visit
from whitepaper.files import csv_files
from whitepaper.model.selection import Selection
from whitepaper.store.store import Store

pytestmark = pytest.mark.browser
Open = Callable[..., Visit]


def taken(page: Page, button: str) -> bytes:
    """Click one button of the open menu: the bytes of the file."""
    with page.expect_download() as download:
        made = page.get_by_role("button", name=button, exact=True)
        made.or_(page.get_by_role("link", name=button, exact=True)).click()
    expect(page.get_by_text(f"已保存 {download.value.suggested_filename}")).to_be_visible()
    return Path(download.value.path()).read_bytes()


def test_spreadsheet_and_slides_hold_the_numbers_on_the_screen(visit: Open, store: Store) -> None:
    """The same rows in the same order as the CSV, and charts with the same values."""
    selection = Selection(indicators=("product.inspection.pass_rate",))
    page = visit().open("/explore?indicator=product.inspection.pass_rate")
    rows = store.observations(selection)
    page.get_by_role("button", name="导出").click()
    assert taken(page, "CSV") == csv_files.to_csv(rows, store)
    sheet = load_workbook(io.BytesIO(taken(page, "Excel")))["数据"]
    headings = [cell.value for cell in sheet[1]]
    column = next(place for place, heading in enumerate(headings) if str(heading).startswith("数值"))
    values = [line[column] for line in sheet.iter_rows(min_row=2, values_only=True)]
    assert values == list(rows["value"])
    deck = Presentation(io.BytesIO(taken(page, "PowerPoint")))
    drawn = [shape.chart for slide in deck.slides for shape in slide.shapes if shape.has_chart]
    assert list(drawn[0].plots[0].series[0].values) == list(rows["value"])
    assert taken(page, "图片（PNG）").startswith(b"\x89PNG")
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.get_by_role("button", name="复制图片", exact=True).click()
    expect(page.get_by_text("已复制，可以粘贴到文件里。")).to_be_visible()
    kinds = "async () => (await navigator.clipboard.read()).flatMap((one) => one.types)"
    assert page.evaluate(kinds) == ["image/png"]


def test_the_map_goes_out_as_shapes(visit: Open) -> None:
    """14 towns with their names beside them on the first slide, and as a picture with title, legend and source."""
    page = visit().open("/map")
    page.get_by_role("button", name="导出").click()
    deck = Presentation(io.BytesIO(taken(page, "PowerPoint")))
    listed = [cell.text for shape in deck.slides[1].shapes if shape.has_table for cell in shape.table.iter_cells()]
    words = " ".join(listed)
    assert all(town in words for town in ("浦江镇", "莘庄工业区"))
    drawn = taken(page, "图片（SVG）").decode()
    assert all(word in drawn for word in ("浦江镇", "生物医药", "来源：街镇专题报告", "数据版本"))


def test_a_town_has_its_brief(visit: Open) -> None:
    """One page in Word with the town's name and the data version."""
    page = visit().open("/town?town=310112114")
    page.get_by_role("button", name="导出").click()
    brief = Document(io.BytesIO(taken(page, "Word 简报（一页）")))
    text = " ".join(paragraph.text for paragraph in brief.paragraphs)
    assert "浦江镇" in text
    assert "390" in " ".join(cell.text for table in brief.tables for row in table.rows for cell in row.cells)


def test_a_list_goes_out_as_slides_with_tables(visit: Open, store: Store) -> None:
    """Every honour under the filters is in a cell, their counts are charts; findings have no picture."""
    page = visit().open("/honours?level=国家级")
    page.get_by_role("button", name="导出").click()
    deck = Presentation(io.BytesIO(taken(page, "PowerPoint")))
    tables = [shape.table for slide in deck.slides for shape in slide.shapes if shape.has_table]
    assert sum(len(table.rows) - 1 for table in tables) == len(store.honours(Selection(levels=("国家级",))))
    assert [shape.chart.plots[0].categories[0] for slide in deck.slides for shape in slide.shapes if shape.has_chart]
    assert zipfile.is_zipfile(io.BytesIO(taken(page, "图片（PNG）")))
    page = visit().open("/checks?verdict=矛盾")
    page.get_by_role("button", name="导出").click()
    expect(page.get_by_role("button", name="PowerPoint", exact=True)).to_be_visible()
    expect(page.get_by_role("button", name="图片（PNG）")).to_have_count(0)


def test_a_long_row_of_pictures_is_an_archive(visit: Open) -> None:
    """It holds a picture for each chart."""
    page = visit().open("/sector?sector=product")
    page.get_by_role("button", name="导出").click()
    with zipfile.ZipFile(io.BytesIO(taken(page, "图片（SVG）"))) as archive:
        assert len(archive.namelist()) > 5
        assert archive.testzip() is None


def test_three_charts_become_a_meeting_s_papers(visit: Open) -> None:
    """From a fresh start: collect, present with a clicker, hand out slides and a sheet with the same numbers."""
    window = visit(1920, 1080)
    three = "product.inspection.pass_rate,food.sampling.pass_rate,product.circulation.batches"
    page = window.open(f"/explore?indicator={three}")
    for number in range(3):
        page.get_by_role("button", name="加入汇报", exact=True).nth(number).click()
        expect(page.get_by_text(f"已加入汇报，共 {number + 1} 项")).to_be_visible()
        window.settle()
    page.get_by_role("link", name="汇报", exact=True).click()
    expect(page.get_by_role("heading", name="我的汇报 · 3 项")).to_be_visible()
    window.settle()
    page.get_by_role("button", name="导出").click()
    deck = Presentation(io.BytesIO(taken(page, "PowerPoint")))
    sheet = load_workbook(io.BytesIO(taken(page, "Excel")))["数据"]
    page.keyboard.press("Escape")
    expect(page.get_by_role("button", name="Excel", exact=True)).to_have_count(0)
    window.settle()
    window.press("p", PAGE)
    _title, *shown, _code = deck.slides
    for number, slide in enumerate(shown, 1):
        expect(page.get_by_text(f"{number} / {len(shown)}")).to_be_visible()
        expect(page.get_by_role("heading", level=1)).to_have_text(slide.shapes.title.text_frame.text.replace("\v", ""))
        window.press("PageDown", STAGE)
    drawn = {
        value
        for slide in deck.slides
        for shape in slide.shapes
        if shape.has_chart
        for value in shape.chart.plots[0].series[0].values
    }
    headings = [cell.value for cell in sheet[1]]
    column = next(place for place, heading in enumerate(headings) if str(heading).startswith("数值"))
    values = {line[column] for line in sheet.iter_rows(min_row=2, values_only=True)}
    assert drawn - {None} <= values


def test_a_file_names_the_filters_that_it_does_not_follow(visit: Open) -> None:
    """In the menu before it is made, and on the sheet that explains it."""
    page = visit().open("/honours?level=国家级&year=2024")
    expect(page.get_by_text("本页不按年份“2024”筛选。")).to_be_visible()
    page.get_by_role("button", name="导出").click()
    expect(page.get_by_text("文件不按年份“2024”筛选。")).to_be_visible()
    notes = load_workbook(io.BytesIO(taken(page, "Excel")))["说明"]
    assert ("未按此筛选", "年份“2024”") in list(notes.iter_rows(min_col=2, max_col=3, values_only=True))


def test_a_link_is_copied_without_https(visit: Open) -> None:
    """Plain http has no clipboard: a link goes the old way, and of a picture it is said why it cannot be copied."""
    page = visit().open("/explore?indicator=product.inspection.pass_rate")
    page.evaluate("() => Object.defineProperty(navigator, 'clipboard', { value: undefined })")
    copied = "() => addEventListener('copy', () => { window.copied = getSelection().toString() })"
    page.evaluate(copied)
    page.get_by_role("button", name="导出").click()
    menu = page.get_by_test_id("stPopoverBody")
    menu.get_by_role("button", name="复制", exact=True).first.click()
    expect(menu.get_by_role("button", name="已复制", exact=True)).to_be_visible()
    link = page.evaluate("window.copied")
    assert link.isascii()
    assert link.startswith(page.url.partition("?")[0])
    assert taken(page, "图片（PNG）").startswith(b"\x89PNG")
    expect(page.get_by_text("用 http 打开时浏览器不让网页复制图片")).to_be_visible()
    expect(page.get_by_role("button", name="复制图片")).to_have_count(0)
