"""The yearly round as a clerk goes through it: workbook out, filled in, in again, looked at, published, taken back."""

import re
from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import Page, expect

from tests import clerk
from tests import rounds as books
from tests.browser.conftest import PATIENCE, Visit, free_port, serving, soon, soon_is
from tests.browser.test_journeys import broken, english
from whitepaper.model.dataset import VARIABLE, Dataset
from whitepaper.publishing import versions
from whitepaper.store.store import Store

GDP = "/explore?indicator=economy.gdp"
"""Where readers see a number that the new edition prints."""
CHINESE = re.compile("[一-鿿]")
"""What our own words have and those of the framework have not."""


def button(page: Page, name: str) -> None:
    """Click the button of a name once it can be clicked; the one that it takes the place of may be there a moment."""
    page.get_by_role("button", name=name, exact=True, disabled=False).click()


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
        soon_is(lambda: broken(page), [])
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


def test_a_clerk_adds_a_second_edition(visit: Callable[..., Visit], tmp_path: Path) -> None:
    """Of the project's own paper: typed, mended, examined, compared, previewed, published, gone back from.

    Readers' server is another one, which is not started anew.
    """
    dataset = books.copied(Dataset.chosen(), tmp_path / "data")
    (tmp_path / "temporary").mkdir()
    given = {VARIABLE: str(dataset.root), "TMPDIR": str(tmp_path / "temporary")}
    desk_port, public_port = free_port(), free_port()
    with (
        serving(public_port, tmp_path / "public.txt", **given),
        serving(desk_port, tmp_path / "log.txt", program="maintenance.py", **given),
    ):
        window, reader = (visit(1366, 900, is_cold=True) for _ in range(2))
        window.address, reader.address = (f"http://127.0.0.1:{port}" for port in (desk_port, public_port))
        page = window.open("/")
        with page.expect_download() as download:
            button(page, "整本工作簿")
        empty = Path(download.value.path()).read_bytes()
        typed, uploads = tmp_path / download.value.suggested_filename, tmp_path / "temporary"

        def upload(content: bytes) -> None:
            typed.write_bytes(content)
            page.locator("input[type=file]").first.set_input_files([typed])
            soon(
                lambda: [path.read_bytes() for path in uploads.glob(f"*/uploads/{typed.name}")],
                lambda all_: all_ == [content],
            )
            button(page, "读入这 1 本")

        upload(clerk.typed(empty, is_whole=False))
        expect(page.get_by_text("有 1 处要改")).to_be_visible()
        wrong = page.get_by_role("row").filter(has_text="荣誉名录")
        expect(wrong).to_contain_text("N4")
        expect(wrong).to_contain_text("领域")
        upload(clerk.typed(empty))
        expect(page.get_by_text("已读入 2025 年度，没有问题")).to_be_visible(timeout=3 * PATIENCE)
        expect(page.get_by_text("要改的地方")).to_have_count(0)
        expect(page.get_by_text("2025 年度白皮书体检（与 2024 年度相比）：不通过 0 项")).to_be_visible()
        expect(page.get_by_text(f"新增指标 1：{clerk.NEW_INDICATOR}")).to_be_visible()
        for check, count in {"新增的数列": 2, "不再列出的数列": 1, "缺失的数（有原因）": 1}.items():
            expect(page.get_by_role("row").filter(has_text=check).first).to_contain_text(re.compile(rf"提醒\s*{count}"))

        button(page, "开始预览")
        leading = page.get_by_role("link", name="打开预览")
        preview = visit(1366, 900, is_cold=True)
        preview.address = str(leading.get_attribute("href"))
        preview.open(GDP)
        expect(preview.page.get_by_text("预览：这是尚未发布的数据")).to_be_visible()
        expect(preview.page.get_by_text(clerk.GDP).first).to_be_visible()
        shown = reader.open(GDP)
        expect(shown.get_by_text("4,119.25").first).to_be_visible()
        expect(shown.get_by_text(clerk.GDP)).to_have_count(0)
        expect(shown.get_by_text("预览：")).to_have_count(0)
        preview.page.goto("about:blank")  # as it would ask for a server that has ended
        button(page, "结束预览")
        expect(page.get_by_role("button", name="开始预览")).to_be_visible()

        page.get_by_label("请输入年度").fill("２０２５年")
        page.keyboard.press("Enter")
        button(page, "发布")
        expect(page.get_by_text("已发布")).to_be_visible()
        expect(page.get_by_label("年度", exact=True)).to_have_value("2026 年度（新的一版）")
        expect(reader.open(GDP).get_by_text(clerk.GDP).first).to_be_visible()
        page.get_by_text("我确认").click()
        button(page, "退回前一版")
        expect(page.get_by_text("已退回")).to_be_visible()
        reader.open(GDP)
        expect(shown.get_by_text("4,119.25").first).to_be_visible()
        expect(shown.get_by_text(clerk.GDP)).to_have_count(0)
    assert list((tmp_path / "temporary").glob("whitepaper-round-*")) == []
    assert [entry["action"] for entry in versions.logged(dataset)] == ["publish", "rollback"]
    assert clerk.NEW_FIRM in (dataset.source / "2025" / "honours.csv").read_text(encoding="utf-8")
