"""What readers take home from the menu, opened again."""

import io
from collections.abc import Callable
from pathlib import Path

import pytest
from docx import Document
from openpyxl import load_workbook
from playwright.sync_api import Page
from pptx import Presentation

from tests.browser.conftest import Visit
from whitepaper import export
from whitepaper.selection import Selection
from whitepaper.store import Store

pytestmark = pytest.mark.browser
Open = Callable[..., Visit]


def taken(page: Page, button: str) -> bytes:
    """Click one button of the open menu: the bytes of the file."""
    with page.expect_download() as download:
        page.get_by_role("button", name=button, exact=True).click()
    return Path(download.value.path()).read_bytes()


def test_spreadsheet_and_slides_hold_the_numbers_on_the_screen(visit: Open, store: Store) -> None:
    """The same rows in the same order as the CSV, and charts with the same values."""
    page = visit().open("/explore?q=PM2.5")
    rows = store.observations(Selection(text="PM2.5"))
    page.get_by_role("button", name="导出").click()
    assert taken(page, "CSV") == export.to_csv(rows, store)
    sheet = load_workbook(io.BytesIO(taken(page, "Excel")))["数据"]
    headings = [cell.value for cell in sheet[1]]
    column = next(place for place, heading in enumerate(headings) if str(heading).startswith("数值"))
    values = [line[column] for line in sheet.iter_rows(min_row=2, values_only=True)]
    assert values == list(rows["value"])
    deck = Presentation(io.BytesIO(taken(page, "PowerPoint")))
    drawn = [shape.chart for slide in deck.slides for shape in slide.shapes if shape.has_chart]
    assert [value for value in drawn[0].plots[0].series[0].values if value is not None] == [30, 29]
    assert taken(page, "图片（PNG）").startswith(b"PK")


def test_the_map_goes_out_as_shapes(visit: Open) -> None:
    """14 towns with their names on the last slide."""
    page = visit().open("/map")
    page.get_by_role("button", name="导出").click()
    deck = Presentation(io.BytesIO(taken(page, "PowerPoint")))
    words = " ".join(
        shape.text_frame.text for shape in deck.slides[len(deck.slides) - 1].shapes if shape.has_text_frame
    )
    assert "浦江镇" in words
    assert "莘庄工业区" in words.replace("\n", "").replace("\x0b", "")


def test_a_town_has_its_brief(visit: Open) -> None:
    """One page in Word with the town's name and the data version."""
    page = visit().open("/town?town=310112114")
    page.get_by_role("button", name="导出").click()
    brief = Document(io.BytesIO(taken(page, "Word 简报（一页）")))
    text = " ".join(paragraph.text for paragraph in brief.paragraphs)
    assert "浦江镇" in text
    assert "390" in " ".join(cell.text for table in brief.tables for row in table.rows for cell in row.cells)
