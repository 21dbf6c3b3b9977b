"""Pages on paper: all of them, folded parts too, whatever window they are printed from."""

import re
from collections.abc import Callable
from typing import Any

import pypdfium2
import pytest

from components.frame.pages import PAGES
from tests.browser.conftest import TWO_FRAMES, Visit, soon
from whitepaper.store.store import Store

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
    "coverage": "/coverage?sector=food",
}
PAPERS = tuple(FILLED.get(key, f"/{key}") for key, page in PAGES.items() if key != "present")
OF_THE_SCREEN = ("复制", "点任", "点击", "打印", "导出", "加入汇报", "页面上未展开")
"""What only a reader at the screen can do, and the mark of a part that is folded."""
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


def test_every_page_is_printed_whole(visit: Open, store: Store) -> None:
    """Each sheet says which it is, of how many, when and from which data; none is blank or has words of the screen."""
    window = visit(1920, 1080)
    foot = re.compile(rf"数据版本{store.dataset_version}\d+年\d+月\d+日打印第(\d+)/(\d+)页$")
    wrong = []
    for address in PAPERS:
        window.open(address)
        sheets = [letters(sheet) for sheet in printed(window)]
        feet = [foot.search(text) for text in sheets]
        if [found and found.groups() for found in feet] != [
            (str(number), str(len(sheets))) for number in range(1, len(sheets) + 1)
        ]:
            wrong.append((address, [text[-60:] for text in sheets]))
        bare = [foot.sub("", text) for text in sheets]
        wrong += [(address, text) for text in bare if len(text) < len("闵行区质量状况看板") + SHORT]
        wrong += [(address, word) for word in OF_THE_SCREEN if any(word in text for text in bare)]
    assert wrong == []


@pytest.mark.parametrize("address", [FILLED["sector"], FILLED["town"]])
def test_paper_is_the_same_from_every_window(visit: Open, address: str) -> None:
    """A wide window and a narrow one leave the same words on as many sheets; what is folded on the page is there."""
    window = visit(1920, 1080)
    window.open(address)
    wide = [letters(sheet) for sheet in printed(window)]
    window.resize(800, 900)
    window.open(address)
    narrow = [letters(sheet) for sheet in printed(window)]
    assert [sorted(sheet) for sheet in narrow] == [sorted(sheet) for sheet in wide]
    assert "".join(wide).count("表12")  # of a list that the page folds away


def test_the_way_of_the_paper_is_the_reader_s(visit: Open) -> None:
    """The page does not force it, and its charts are drawn for either."""
    window = visit(1366, 768)
    window.open(FILLED["sector"])
    upright, across = printed(window), printed(window, landscape=True)
    assert upright[0].get_width() < upright[0].get_height()
    assert across[0].get_width() > across[0].get_height()
