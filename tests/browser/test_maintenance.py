"""The yearly round as a clerk goes through it: workbook out, filled in, in again, looked at, published, taken back."""

import re
from collections.abc import Callable
from pathlib import Path

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from tests import rounds as books
from tests.browser.conftest import Visit, free_port, serving, soon, soon_is
from tests.browser.test_journeys import english
from whitepaper.model.dataset import VARIABLE
from whitepaper.publishing import versions
from whitepaper.store.store import Store

CHINESE = re.compile("[一-鿿]")
"""What our own words have and those of the framework have not."""


def button(page: Page, name: str) -> None:
    """Click the button of a name once it can be clicked."""
    found = page.get_by_role("button", name=name, exact=True)
    expect(found).to_be_enabled()
    found.click()


def test_a_clerk_goes_round(visit: Callable[..., Visit], two_editions: Store, tmp_path: Path) -> None:
    """Without a command; the server leaves no file behind, and its words are the reader's."""
    dataset = books.copied(two_editions.dataset, tmp_path / "data")
    (tmp_path / "temporary").mkdir()
    given = {VARIABLE: str(dataset.root), "TMPDIR": str(tmp_path / "temporary")}
    before = dataset.published
    port = free_port()
    with serving(port, tmp_path / "log.txt", program="maintenance.py", **given):
        window = visit(1366, 900, is_cold=True)
        window.address = f"http://127.0.0.1:{port}"
        page = window.open("/")
        page.get_by_label("年度", exact=True).click()
        page.get_by_role("option", name="2025 年度").click()
        expect(page.get_by_text("填上已有的数")).to_be_visible()
        with page.expect_download() as download:
            button(page, "整本工作簿")
        typed = tmp_path / download.value.suggested_filename
        typed.write_bytes(books.filled(Path(download.value.path()).read_bytes()))
        page.locator("input[type=file]").first.set_input_files([typed, tmp_path / "log.txt"])
        expect(page.get_by_text("不是 .xlsx 文件")).to_be_visible()
        assert ["415" in error for error in window.errors] == [True]
        window.errors.clear()
        button(page, "读入这 1 本")
        expect(page.get_by_text("没有问题。还没有发布")).to_be_visible()
        expect(page.get_by_text("2025 年度白皮书体检")).to_be_visible()
        expect(page.get_by_role("cell", name="633.5 亿元")).to_be_visible()
        window.settle()
        assert Axe().run(page).violations_count == 0
        (mark,) = {entry["user"] for entry in versions.logged(dataset)}
        soon_is(lambda: [text for text in english(page) if not CHINESE.search(text)], [mark])
        assert dataset.published == before
        page.get_by_label("请输入年度").fill(str(books.EDITION))
        page.keyboard.press("Enter")
        button(page, "发布")
        expect(page.get_by_text("已发布")).to_be_visible()
        page.get_by_text("我确认").click()
        button(page, "退回前一版")
        expect(page.get_by_text("已退回")).to_be_visible()
        assert (before, [entry["action"] for entry in versions.logged(dataset)]) == (
            dataset.published,
            ["publish", "publish", "rollback"],
        )
        other = visit(1366, 900, is_cold=True)
        other.address = window.address
        expect(other.open("/").get_by_text("另一个窗口正在做年度更新")).to_be_visible()
        page.goto("about:blank")  # the first window is closed, and the other one reloaded
        soon(lambda: other.open("/").get_by_text("选择工作簿").count(), bool)
        assert [path.name for path in (tmp_path / "temporary").glob("whitepaper-round-*")]
    assert list((tmp_path / "temporary").glob("whitepaper-round-*")) == []
