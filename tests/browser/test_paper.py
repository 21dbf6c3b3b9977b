"""Pages on paper: all of them, folded parts too, whatever window they are printed from."""

import re
import unicodedata
from collections.abc import Callable
from typing import Any

import pypdfium2
import pytest
from playwright.sync_api import expect

from components.frame.pages import PAGES
from tests.browser.conftest import TWO_FRAMES, Visit, soon
from whitepaper.model.selection import Selection
from whitepaper.store import coverage
from whitepaper.store.store import Store
from whitepaper.telling import panels

pytestmark = pytest.mark.browser
Open = Callable[..., Visit]
NOTE_PRINTING = "() => { window.printed = 0; window.print = () => { window.printed += 1 } }"
FILLED = {
    "sector": "/sector?sector=product",
    "town": "/town?town=310112114",
    "indicator": "/indicator?indicator=product.inspection.pass_rate",
    "explore": "/explore?indicator=product.inspection.pass_rate",
    "search": "/search?search=食品抽检合格率",
    "honours": "/honours?level=国家级",
    "coverage": "/coverage?sector=product",
}
PAPERS = tuple(FILLED.get(key, f"/{key}") for key, page in PAGES.items() if key != "present")
OF_THE_SCREEN = ("。复制", "点任一", "点击", "加入汇报", "页面上未展开", "保存离线版", "选一个")
"""What only a reader at the screen can do, and the mark of a part that is folded."""
RADICALS = unicodedata.normalize("NFKC", "".join(map(chr, range(0x2F00, 0x2FD6))))
SHORT = 12  # letters of a page beside its foot, below which it is as good as blank


def printed(window: Visit, **options: Any) -> pypdfium2.PdfDocument:
    """The page as 打印 leaves it on A4, the way of the paper being asked for as in the browser's box."""
    page = window.page
    page.evaluate(NOTE_PRINTING)
    page.get_by_role("button", name="打印", exact=True).dispatch_event("click")
    soon(lambda: page.evaluate("window.printed"), bool)
    made = pypdfium2.PdfDocument(page.pdf(format="A4", prefer_css_page_size=True, **options))
    page.evaluate(TWO_FRAMES)
    window.settle()
    assert page.evaluate("window.printed") == 1
    return made


def letters(sheet: Any) -> str:
    """What stands on a sheet, without blanks."""
    return re.sub(r"\s", "", sheet.get_textpage().get_text_bounded())


def sure(text: str) -> str:
    """Without blanks and what is a radical too (工, 日, 食), which a PDF now and then has no letter for."""
    return re.sub(rf"[\s{RADICALS}]", "", text)


def test_every_page_is_printed_whole(visit: Open, store: Store) -> None:
    """Each sheet says which it is, of how many, when and from which data; none is blank or has words of the screen."""
    window = visit(1920, 1080)
    made = re.compile(rf"{store.profile.title}数据版本{store.dataset_version}\d+年\d+月\d+日打印")
    wrong = []
    for address in PAPERS:
        window.open(address)
        sheets = [letters(sheet) for sheet in printed(window)]
        unmade = [made.sub("", text) for text in sheets]
        for number, (text, rest) in enumerate(zip(sheets, unmade, strict=True), 1):
            place = f"第{number}/{len(sheets)}页"
            if place not in text or text == rest or len(rest) < len(place) + SHORT:
                wrong.append((address, place, text[:200]))
        wrong += [(address, word, "") for word in OF_THE_SCREEN if any(word in text for text in unmade)]
    assert wrong == []


def test_paper_does_not_depend_on_the_window(visit: Open) -> None:
    """A wide window and a narrow one leave the same words on as many sheets, whichever way the reader turns them."""
    window = visit(1920, 1080)
    window.open(FILLED["town"])
    wide, across = printed(window), printed(window, landscape=True)
    window.resize(800, 900)
    window.open(FILLED["town"])
    narrow = printed(window)
    assert [sorted(sure(letters(sheet))) for sheet in narrow] == [sorted(sure(letters(sheet))) for sheet in wide]
    whole = sure("".join(map(letters, wide)))
    assert sure("白皮书提到的单位") in whole
    assert whole.count("企业附录5") > 1  # of the list that the page folds away
    assert wide[0].get_width() < wide[0].get_height()
    assert across[0].get_width() > across[0].get_height()


def test_what_is_folded_and_the_heads_of_tables_are_printed(visit: Open, store: Store) -> None:
    """The bars below the fold of a long ranking, in the order of the page; what a column is stands on every sheet."""
    window = visit(1366, 900)
    window.open(FILLED["sector"])
    whole = sure("".join(map(letters, printed(window))))
    (batches,) = panels.panels(store, "product.circulation.batches", Selection())
    names = panels.order(batches.rows, batches.shape, is_ranked=batches.is_ranked)
    assert len(names) > panels.MOST_BARS
    assert [name for name in names if sure(name) not in whole] == []
    headings = ["产品质量监督抽查合格率", "流通领域商品质量抽检合格率", "流通领域商品质量抽检受检批次"]
    places = [whole.index(sure(heading)) for heading in headings]
    assert places == sorted(places)
    window.open(FILLED["coverage"])
    sheets = [letters(sheet) for sheet in printed(window)]
    assert len(sheets) > 2
    assert [number for number, text in enumerate(sheets, 1) if "指标地区" not in text] == []


@pytest.mark.parametrize("has_webgl", [False, True])
def test_the_map_is_one_sheet(visit: Open, has_webgl: bool) -> None:
    """With its title, and the list of all towns below it, however it is drawn on the screen."""
    window = visit(1366, 900, has_webgl=has_webgl)
    window.open("/map")
    (sheet,) = printed(window)
    text = sure(letters(sheet))
    assert [words for words in ("街镇地图", "江川路街道", "莘庄工业区") if sure(words) not in text] == []


def test_a_long_table_is_printed_whole(visit: Open, store: Store) -> None:
    """All its rows are there for the paper, not those alone that the window had; the window keeps its own."""
    window = visit(1366, 900)
    window.open("/coverage")
    rows = window.page.locator("table tbody tr")
    count = len(coverage.by_year(store, Selection()).lines)
    seen = soon(rows.count, bool)  # a table may be drawn after the script has run
    assert seen < 200 < count
    window.page.evaluate("() => dispatchEvent(new Event('beforeprint'))")
    assert rows.count() == count
    expect(window.page.locator(".cut")).to_be_hidden()
    window.page.evaluate("() => dispatchEvent(new Event('afterprint'))")
    assert rows.count() == seen
